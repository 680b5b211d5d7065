// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A folder of repositories: the default that needs no server.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::{Forge, ForgeError, Place, Project};
use crate::model::Progress;

/// Every folder inside a folder is a repository: bare, working, or plain files.
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
        let mut folders = Vec::new();
        for entry in fs::read_dir(&self.root)? {
            let path = entry?.path();
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_dir() && !hidden {
                folders.push(path);
            }
        }
        folders.sort();
        Ok(folders)
    }
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
                let name = path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default();
                Project::new(name, Place::Local(path))
            })
            .collect())
    }
}
