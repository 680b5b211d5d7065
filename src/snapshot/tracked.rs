// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the index of git tracks: it is published, whatever `.gitignore` says.

use git2::Repository;

/// The bits of an index entry's mode that say what it is, and those of a submodule.
const KIND_BITS: u32 = 0o170_000;
const SUBMODULE: u32 = 0o160_000;

/// The tracked paths below a folder, sorted by bytes.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    paths: Vec<(Vec<u8>, bool)>,
}

impl Tracked {
    /// Reads the index; paths are those below `prefix`, counted from it.
    pub(super) fn read(repo: &Repository, prefix: &[u8]) -> Result<Self, git2::Error> {
        let index = repo.index()?;
        let mut paths: Vec<(Vec<u8>, bool)> = index
            .iter()
            .filter_map(|entry| {
                let below = if prefix.is_empty() {
                    &*entry.path
                } else {
                    entry.path.strip_prefix(prefix)?.strip_prefix(b"/")?
                };
                Some((below.to_vec(), entry.mode & KIND_BITS == SUBMODULE))
            })
            .collect();
        paths.sort();
        Ok(Self { paths })
    }

    /// Whether the path itself is tracked.
    pub(super) fn holds(&self, path: &[u8]) -> bool {
        self.find(path).is_some()
    }

    /// Whether the path is tracked as a submodule.
    pub(super) fn is_submodule(&self, path: &[u8]) -> bool {
        self.find(path).is_some_and(|submodule| submodule)
    }

    /// Whether something below the folder is tracked.
    pub(super) fn holds_below(&self, folder: &[u8]) -> bool {
        let start = [folder, b"/"].concat();
        let at = self.paths.partition_point(|(path, _)| *path < start);
        self.paths
            .get(at)
            .is_some_and(|(path, _)| path.starts_with(&start))
    }

    fn find(&self, path: &[u8]) -> Option<bool> {
        let at = self.paths.partition_point(|(other, _)| other.as_slice() < path);
        self.paths
            .get(at)
            .filter(|(other, _)| other == path)
            .map(|(_, submodule)| *submodule)
    }
}
