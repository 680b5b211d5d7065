// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Files and folders that somebody names, looked at one by one, without any repository or rule.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::model::{Progress, printable};
use crate::snapshot::{self, EntryKind, FolderSnapshot, Limits, ReadError, Snapshot as _, SnapshotError};

/// Files between two notices of progress.
const STEP: usize = 64;

/// The content of one file, and how it was asked for.
pub(super) struct Content {
    /// The path as it was asked for, below the folder that was asked for.
    pub path: String,
    /// Whether somebody named this very file.
    pub named: bool,
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// What came of looking.
pub(super) struct Seen<T> {
    /// In the order of the arguments, the files of a folder in the order of their paths.
    pub files: Vec<T>,
    /// Arguments that are folders.
    pub folders: Vec<String>,
    /// Arguments that lead to nothing, or cannot be listed, each with its reason.
    pub troubles: Vec<LookError>,
}

/// Why what an argument names could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// The folder cannot be listed.
    #[error(transparent)]
    Folder(SnapshotError),
    /// There is nothing there, or it may not be seen.
    #[error("there is no file \"{}\" ({}): check the path", path.display(), source.kind())]
    Absent {
        /// What was named.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// The content cannot be read.
    #[error("\"{path}\" was not read: {source}")]
    Unread {
        /// The file.
        path: String,
        /// What was wrong.
        source: ReadError,
    },
}

/// One file to look at.
struct Task {
    shown: String,
    place: PathBuf,
    named: bool,
}

/// Looks at files, and at the files below folders: those that `.gitignore` hides are left out.
pub(super) fn each<T: Send>(
    stage: &'static str,
    paths: &[PathBuf],
    limits: &Limits,
    jobs: usize,
    progress: &dyn Progress,
    look: impl Fn(Content) -> T + Sync,
) -> Result<Seen<T>, rayon::ThreadPoolBuildError> {
    let (tasks, folders, troubles) = tasks(paths, limits);
    progress.stage(stage, tasks.len() as u64);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    let files = pool.install(|| {
        tasks
            .into_par_iter()
            .enumerate()
            .map(|(index, task)| {
                let seen = look(Content {
                    path: task.shown,
                    named: task.named,
                    bytes: snapshot::read_file(&task.place, limits.file_bytes),
                });
                if (index + 1).is_multiple_of(STEP) {
                    progress.advance(STEP as u64);
                }
                seen
            })
            .collect()
    });
    Ok(Seen {
        files,
        folders,
        troubles,
    })
}

fn tasks(paths: &[PathBuf], limits: &Limits) -> (Vec<Task>, Vec<String>, Vec<LookError>) {
    let (mut tasks, mut folders, mut troubles) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            folders.push(slashed(path));
            match below(path, limits) {
                Ok(found) => tasks.extend(found),
                Err(error) => troubles.push(LookError::Folder(error)),
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
            Err(source) => troubles.push(LookError::Absent {
                path: path.clone(),
                source,
            }),
        }
    }
    (tasks, folders, troubles)
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
