// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the index of git tracks: it is published, whatever `.gitignore` says.

use git2::Repository;

/// The bits of an index entry's mode that say what it is, and those of a submodule.
const KIND_BITS: u32 = 0o170_000;
const SUBMODULE: u32 = 0o160_000;
const LINK: u32 = 0o120_000;

/// What git takes a path for, whatever lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    File,
    Submodule,
    /// A symbolic link whose target is kept as the text of a file, where links cannot be made.
    LinkAsText,
}

/// The tracked paths below a folder, sorted by bytes.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    paths: Vec<(Vec<u8>, Kind)>,
}

impl Tracked {
    /// Reads the index; paths are those below `prefix`, counted from it.
    pub(super) fn read(repo: &Repository, prefix: &[u8]) -> Result<Self, git2::Error> {
        let index = repo.index()?;
        // Git sets this where it finds that the folder cannot hold links, as often on Windows.
        let no_links = repo.config()?.get_bool("core.symlinks").is_ok_and(|able| !able);
        let kind = |mode: u32| match mode & KIND_BITS {
            SUBMODULE => Kind::Submodule,
            LINK if no_links => Kind::LinkAsText,
            _ => Kind::File,
        };
        let mut paths: Vec<(Vec<u8>, Kind)> = index
            .iter()
            .filter_map(|entry| {
                let below = if prefix.is_empty() {
                    &*entry.path
                } else {
                    entry.path.strip_prefix(prefix)?.strip_prefix(b"/")?
                };
                Some((below.to_vec(), kind(entry.mode)))
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
        self.find(path) == Some(Kind::Submodule)
    }

    /// Whether the path is tracked as a link, and a file that holds its target stands for it.
    pub(super) fn is_link_as_text(&self, path: &[u8]) -> bool {
        self.find(path) == Some(Kind::LinkAsText)
    }

    /// Whether something below the folder is tracked.
    pub(super) fn holds_below(&self, folder: &[u8]) -> bool {
        let start = [folder, b"/"].concat();
        let at = self.paths.partition_point(|(path, _)| *path < start);
        self.paths
            .get(at)
            .is_some_and(|(path, _)| path.starts_with(&start))
    }

    fn find(&self, path: &[u8]) -> Option<Kind> {
        let at = self.paths.partition_point(|(other, _)| other.as_slice() < path);
        self.paths
            .get(at)
            .filter(|(other, _)| other == path)
            .map(|(_, kind)| *kind)
    }
}
