// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A folder of repositories: the default that needs no server.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Forge, ForgeError, Place, Project};
use crate::model::Progress;

/// How deep repositories are looked for in folders of folders.
const DEPTH: usize = 5;

/// Every folder inside a folder is a repository: bare, working, or plain files. A folder that is none and holds some, such
/// as a group's, gives those.
#[derive(Debug, Clone)]
pub struct FolderForge {
    root: PathBuf,
}

impl FolderForge {
    /// Looks at a folder.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn folders(&self) -> io::Result<Vec<PathBuf>> {
        let mut all = Vec::new();
        for folder in folders_of(&self.root)? {
            let inner = if is_repository(&folder) {
                Vec::new()
            } else {
                repositories_below(&folder, DEPTH)
            };
            if inner.is_empty() {
                all.push(folder);
            } else {
                all.extend(inner);
            }
        }
        Ok(all)
    }
}

/// The folders in a folder, in their order; neither hidden ones nor those that a link leads to twice.
fn folders_of(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // A link that leads nowhere may be a repository on a disk that is not there: its row says so.
        let lost = path.is_symlink() && !path.exists();
        if (path.is_dir() || lost) && !hidden {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn is_repository(path: &Path) -> bool {
    path.join(".git").exists()
        || (path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir())
}

/// The repositories in a folder that is none.
fn repositories_below(folder: &Path, depth: usize) -> Vec<PathBuf> {
    // What cannot be read or lies too deep is part of the files of the folder.
    let folders = folders_of(folder).unwrap_or_default();
    let mut all = Vec::new();
    for path in folders {
        if is_repository(&path) {
            all.push(path);
        } else if depth > 1 && !path.is_symlink() {
            all.extend(repositories_below(&path, depth - 1));
        }
    }
    all
}

impl Forge for FolderForge {
    fn projects(&self, _progress: &dyn Progress) -> Result<Vec<Project>, ForgeError> {
        let shown = self.root.display().to_string();
        let folders = self.folders().map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => ForgeError::Absent(shown.clone()),
            _ => ForgeError::Folder {
                path: shown.clone(),
                source,
            },
        })?;
        if folders.is_empty() {
            return Err(ForgeError::NoRepository(shown));
        }
        Ok(folders
            .into_iter()
            .map(|path| {
                let below = path.strip_prefix(&self.root).unwrap_or(&path);
                let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
                let name = parts.collect::<Vec<_>>().join("/");
                Project::new(name, Place::Local(path))
            })
            .collect())
    }
}
