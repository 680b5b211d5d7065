// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What files and folders say of licences, without any repository or rule.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::facts;
use crate::licence::Identified;
use crate::model::{Progress, printable};
use crate::snapshot::{self, EntryKind, FolderSnapshot, Limits, ReadError, Snapshot as _, SnapshotError};

/// Files between two notices of progress.
const STEP: usize = 64;

/// One file that was looked at.
#[derive(Debug)]
pub struct LookedFile {
    /// The path as it was asked for, below the folder that was asked for.
    pub path: String,
    /// Whether somebody named this very file, rather than a folder above it.
    pub named: bool,
    /// What it says.
    pub found: LookedState,
}

/// What came of looking at a file.
#[derive(Debug)]
pub enum LookedState {
    /// A text, and what it says of licences, if anything.
    Text(Identified),
    /// No text.
    Binary,
    /// The content could not be read.
    Unread(ReadError),
}

/// What was asked for and what was found.
#[derive(Debug, Default)]
pub struct Looked {
    /// Files in the order of the arguments, those of a folder in the order of their paths.
    pub files: Vec<LookedFile>,
    /// Arguments that are folders.
    pub folders: Vec<String>,
    /// Arguments that lead to nothing, or cannot be listed, each with its reason.
    pub troubles: Vec<String>,
}

/// One file to look at.
struct Task {
    shown: String,
    place: PathBuf,
    named: bool,
}

/// Looks at files, and at the files below folders: those that `.gitignore` hides are left out.
///
/// # Errors
/// When the threads cannot be started.
pub fn licences(
    paths: &[PathBuf],
    limits: &Limits,
    jobs: usize,
    progress: &dyn Progress,
) -> Result<Looked, rayon::ThreadPoolBuildError> {
    let mut looked = Looked::default();
    let mut tasks = Vec::new();
    for path in paths {
        if path.is_dir() {
            looked.folders.push(slashed(path));
            match below(path, limits) {
                Ok(found) => tasks.extend(found),
                Err(error) => looked.troubles.push(error.to_string()),
            }
            continue;
        }
        // A link that somebody names is followed: it is no tree of a stranger that leads there.
        match path.canonicalize() {
            Ok(place) => tasks.push(Task {
                shown: slashed(path),
                place,
                named: true,
            }),
            Err(error) => looked.troubles.push(format!(
                "there is no file \"{}\" ({}): check the path",
                path.display(),
                error.kind()
            )),
        }
    }
    progress.stage("licences", tasks.len() as u64);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    looked.files = pool.install(|| {
        tasks
            .into_par_iter()
            .enumerate()
            .map(|(index, task)| {
                let file = look(task, limits);
                if (index + 1).is_multiple_of(STEP) {
                    progress.advance(STEP as u64);
                }
                file
            })
            .collect()
    });
    Ok(looked)
}

fn below(folder: &Path, limits: &Limits) -> Result<Vec<Task>, SnapshotError> {
    let tree = FolderSnapshot::open(folder, limits)?;
    let shown = slashed(folder);
    let prefix = match shown.trim_end_matches('/') {
        "." => "",
        "" if shown.starts_with('/') => "/",
        name => &format!("{name}/"),
    };
    let files = tree
        .entries()
        .iter()
        .filter(|entry| entry.kind == EntryKind::File);
    Ok(files
        .map(|entry| Task {
            shown: format!("{prefix}{}", entry.path),
            place: folder.join(&*entry.path),
            named: false,
        })
        .collect())
}

fn look(task: Task, limits: &Limits) -> LookedFile {
    let found = match snapshot::read_file(&task.place, limits.file_bytes) {
        Err(error) => LookedState::Unread(error),
        Ok(bytes) => match facts::licences_of(&task.shown, bytes, task.named) {
            Some(found) => LookedState::Text(found),
            None => LookedState::Binary,
        },
    };
    LookedFile {
        path: task.shown,
        named: task.named,
        found,
    }
}

/// A path for people and JSON, with `/`, on one line.
fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown.into_owned()
    };
    printable(&shown, usize::MAX)
}
