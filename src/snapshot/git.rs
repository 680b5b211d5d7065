// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A commit, read straight from the object database without a checkout.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use git2::{ObjectType, Oid, Repository};

use super::listing::Listing;
use super::store::{self, Found, Place, Store};
use super::{Entry, EntryKind, Head, Key, Limits, Pieces, ReadError, Snapshot, SnapshotError, tree};
use crate::model::{CommitId, Gap, History, Known, printable};

/// The tree of one commit.
#[derive(Debug)]
pub struct GitSnapshot {
    store: Store,
    commit: Option<CommitId>,
    branch: Option<String>,
    head: Known<Head>,
    /// Whether the tree is that of the whole commit, and not of a folder of it.
    top: bool,
    entries: Vec<Entry>,
    gaps: Vec<Gap>,
    /// Held while a large content is in memory.
    large: Mutex<()>,
    /// What was asked for and stayed on the server.
    lacking: Mutex<BTreeSet<Oid>>,
}

/// Contents above so many bytes are lent one after the other.
const LARGE: u64 = 8 << 20;

impl GitSnapshot {
    /// Reads the tree of a revision (a branch, a tag, a commit: anything that names one),
    /// HEAD by default. A folder inside a repository gives the tree at that folder.
    /// A repository without any commit gives an empty tree and a gap.
    ///
    /// # Errors
    /// When there is no repository, no such revision, or its commit cannot be read.
    pub fn open(path: &Path, rev: Option<&str>, limits: &Limits) -> Result<Self, SnapshotError> {
        let shown = || path.display().to_string();
        if !path.exists() {
            return Err(SnapshotError::Absent(shown()));
        }
        let place = store::locate(path).ok_or_else(|| SnapshotError::NotARepository(shown()))?;
        let store = Store::open(&place.git_dir)?;
        let resolved = store.with(|repo| resolve(repo, &place, rev));
        let (found, root) = resolved.map_err(|source| store::open_error(&place.git_dir, source))??;
        let mut listing = Listing::new(limits);
        match (&found, root) {
            (Found::Nothing { gap, .. }, _) => listing.gap(None, gap.clone()),
            (Found::Commit(_), Some(root)) => tree::list(&store, root, &mut listing),
            (Found::Commit(_), None) => {}
        }
        let (mut entries, mut gaps) = listing.finish();
        gaps.extend(tree::measure(&store, &mut entries));
        gaps.sort();
        let (commit, branch, head) = match found {
            Found::Commit(found) => (Some(found.commit), found.branch, Known::Yes(found.head)),
            Found::Nothing { branch, .. } => (None, branch, store::no_head()),
        };
        Ok(Self {
            store,
            commit,
            branch,
            head,
            top: place.prefix.is_empty(),
            entries,
            gaps,
            large: Mutex::new(()),
            lacking: Mutex::default(),
        })
    }
}

/// The commit, and the tree of the folder that was asked for.
fn resolve(
    repo: &Repository,
    place: &Place,
    rev: Option<&str>,
) -> Result<(Found, Option<Oid>), SnapshotError> {
    let found = store::resolve(repo, rev)?;
    let root = match &found {
        Found::Nothing { .. } => None,
        Found::Commit(revision) => Some(subtree(repo, revision.tree, &place.prefix)?),
    };
    Ok((found, root))
}

/// The tree of a folder of the commit.
fn subtree(repo: &Repository, root: Oid, prefix: &[u8]) -> Result<Oid, SnapshotError> {
    let mut id = root;
    let names = prefix.split(|byte| *byte == b'/').filter(|name| !name.is_empty());
    for name in names {
        let absent = || SnapshotError::NoFolder(printable(&String::from_utf8_lossy(prefix), 200));
        // A folder that cannot be read is told as a gap by the listing.
        let Ok(tree) = repo.find_tree(id) else {
            return Ok(id);
        };
        let item = tree.get_name_bytes(name).ok_or_else(absent)?;
        if item.kind() != Some(ObjectType::Tree) {
            return Err(absent());
        }
        id = item.id();
    }
    Ok(id)
}

impl Snapshot for GitSnapshot {
    fn commit(&self) -> Option<&CommitId> {
        self.commit.as_ref()
    }

    fn branch(&self) -> Option<&str> {
        self.branch.as_deref()
    }

    fn head(&self) -> &Known<Head> {
        &self.head
    }

    fn history(&self) -> Known<History> {
        store::history(&self.store, self.commit.as_ref(), self.top)
    }

    fn is_folder(&self) -> bool {
        false
    }

    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
        let id = self.content(entry, limit)?;
        self.store
            .with(|repo| tree::read(repo, id, entry.size, limit))
            .unwrap_or_else(|error| Err(tree::read_error(&error)))
    }

    fn lend(
        &self,
        entry: &Entry,
        limit: u64,
        work: &mut dyn FnMut(&mut dyn Pieces),
    ) -> Result<(), ReadError> {
        let id = self.content(entry, limit)?;
        let large = entry.size.is_none_or(|size| size > LARGE);
        let _alone = large.then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        self.store
            .with(|repo| tree::lend(repo, id, entry.size, limit, work))
            .unwrap_or_else(|error| Err(tree::read_error(&error)))
    }

    fn lacking(&self) -> Vec<String> {
        let lacking = self.lacking.lock().unwrap_or_else(PoisonError::into_inner);
        lacking.iter().map(Oid::to_string).collect()
    }
}

impl GitSnapshot {
    /// The object of a content that is there. One that stayed on the server and may be within the limit is noted.
    fn content(&self, entry: &Entry, limit: u64) -> Result<Oid, ReadError> {
        match (&entry.key, entry.least) {
            (Key::Object(id), None) if entry.kind != EntryKind::Submodule => Ok(*id),
            (Key::Object(id), Some(least)) => {
                if least <= limit {
                    let mut lacking = self.lacking.lock().unwrap_or_else(PoisonError::into_inner);
                    lacking.insert(*id);
                }
                Err(ReadError::LeftBehind(least))
            }
            _ => Err(ReadError::Missing),
        }
    }
}

/// Whether a folder is itself the folder of git, so that there is no working folder to look at.
pub(super) fn is_bare(path: &Path) -> bool {
    store::looks_bare(path)
}
