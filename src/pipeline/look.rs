// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Files and folders that somebody names, looked at one by one, without any repository or rule.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::model::{Progress, printable};
use crate::snapshot::{self, EntryKind, Limits, ReadError, Snapshot, SnapshotError};

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
    named: bool,
    source: Source,
}

/// Where a content is read from.
enum Source {
    /// A file that somebody names.
    File(PathBuf),
    /// An entry of a folder's tree, both by their number.
    Entry(usize, usize),
}

/// What the arguments name.
#[derive(Default)]
struct Named {
    tasks: Vec<Task>,
    folders: Vec<String>,
    trees: Vec<Box<dyn Snapshot>>,
    troubles: Vec<LookError>,
}

/// Looks at files, and at the files below folders: those that `.gitignore` hides are left out. Of a bare repository, the
/// files of its HEAD are looked at.
pub(super) fn each<T: Send>(
    stage: &'static str,
    paths: &[PathBuf],
    limits: &Limits,
    jobs: usize,
    progress: &dyn Progress,
    look: impl Fn(Content) -> T + Sync,
) -> Result<Seen<T>, rayon::ThreadPoolBuildError> {
    let Named {
        tasks,
        folders,
        trees,
        troubles,
    } = Named::new(paths, limits);
    progress.stage(stage, tasks.len() as u64);
    let read = |source: &Source| match source {
        Source::File(place) => snapshot::read_file(place, limits.file_bytes),
        Source::Entry(tree, entry) => {
            let tree = &trees[*tree];
            tree.read(&tree.entries()[*entry], limits.file_bytes)
        }
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    let files = pool.install(|| {
        tasks
            .into_par_iter()
            .enumerate()
            .map(|(index, task)| {
                let seen = look(Content {
                    bytes: read(&task.source),
                    path: task.shown,
                    named: task.named,
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

impl Named {
    fn new(paths: &[PathBuf], limits: &Limits) -> Self {
        let mut named = Self::default();
        for path in paths {
            if path.is_dir() {
                named.folders.push(slashed(path));
                match snapshot::open(path, None, limits) {
                    Ok(tree) => named.below(path, tree),
                    Err(error) => named.troubles.push(LookError::Folder(error)),
                }
                continue;
            }
            // A link that somebody names is followed: it is no tree of a stranger that leads there.
            match path.canonicalize() {
                Ok(place) => named.tasks.push(Task {
                    shown: slashed(path),
                    named: true,
                    source: Source::File(place),
                }),
                Err(source) => named.troubles.push(LookError::Absent {
                    path: path.clone(),
                    source,
                }),
            }
        }
        named
    }

    /// Adds the files of a folder.
    fn below(&mut self, folder: &Path, tree: Box<dyn Snapshot>) {
        let shown = slashed(folder);
        let prefix = match shown.trim_end_matches('/') {
            "." => "",
            "" if shown.starts_with('/') => "/",
            name => &format!("{name}/"),
        };
        for (at, entry) in tree.entries().iter().enumerate() {
            if entry.kind == EntryKind::File {
                self.tasks.push(Task {
                    shown: format!("{prefix}{}", entry.path),
                    named: false,
                    source: Source::Entry(self.trees.len(), at),
                });
            }
        }
        self.trees.push(tree);
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
