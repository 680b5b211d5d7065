// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the index of git tracks: it is published, whatever `.gitignore` says.

use std::path::Path;

use git2::Repository;

use super::{index_file, store};

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
        let entries = index.iter().map(|entry| (entry.path, entry.mode));
        Ok(Self::of(entries, prefix, no_links))
    }

    /// Reads the index of a repository that libgit2 does not open; `None` when that cannot be done either.
    pub(super) fn read_file(git_dir: &Path, prefix: &[u8]) -> Option<Self> {
        let common = store::common_dir(git_dir);
        let config = git2::Config::open(&common.join("config")).ok();
        let config = config.and_then(|mut config| config.snapshot().ok());
        let format = config
            .as_ref()
            .and_then(|config| config.get_string("extensions.objectformat").ok());
        let names = match format.as_deref() {
            None | Some("sha1") => 20,
            Some("sha256") => 32,
            Some(_) => return None,
        };
        let no_links = config.is_some_and(|config| config.get_bool("core.symlinks").is_ok_and(|able| !able));
        let entries = index_file::read(git_dir, names)?;
        Some(Self::of(entries.into_iter(), prefix, no_links))
    }

    fn of(entries: impl Iterator<Item = (Vec<u8>, u32)>, prefix: &[u8], no_links: bool) -> Self {
        let kind = |mode: u32| match mode & KIND_BITS {
            SUBMODULE => Kind::Submodule,
            LINK if no_links => Kind::LinkAsText,
            _ => Kind::File,
        };
        let mut paths: Vec<(Vec<u8>, Kind)> = entries
            .filter_map(|(path, mode)| {
                let below = if prefix.is_empty() {
                    &*path
                } else {
                    path.strip_prefix(prefix)?.strip_prefix(b"/")?
                };
                Some((below.to_vec(), kind(mode)))
            })
            .collect();
        paths.sort();
        Self { paths }
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
