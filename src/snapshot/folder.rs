// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A working folder as it stands: tracked and untracked files, without what `.gitignore`
//! hides, plus what is tracked although `.gitignore` would hide it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ignore_rules::IgnoreRules;
use super::listing::Listing;
use super::store::{self, Found, Place, Store};
use super::tracked::Tracked;
use super::{Entry, EntryKind, Head, Key, Limits, Pieces, ReadError, Snapshot, SnapshotError, file, walk};
use crate::model::{CommitId, Gap, GapKind, History, Known, Unknown};

/// The files of a folder.
#[derive(Debug)]
pub struct FolderSnapshot {
    commit: Option<CommitId>,
    branch: Option<String>,
    head: Known<Head>,
    /// Git's data, and whether the folder is the top of the repository.
    store: Option<(Store, bool)>,
    entries: Vec<Entry>,
    gaps: Vec<Gap>,
}

/// What the repository around the folder says of it.
struct Around {
    tracked: Tracked,
    found: Option<Found>,
    store: Option<(Store, bool)>,
}

impl FolderSnapshot {
    /// Lists a folder, which need not be a git repository.
    ///
    /// # Errors
    /// When the folder cannot be listed at all.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, SnapshotError> {
        let failed = |source| SnapshotError::List {
            path: path.display().to_string(),
            source,
        };
        let root = path.canonicalize().map_err(failed)?;
        let mut listing = Listing::new(limits);
        let place = store::locate(&root);
        let around = look_around(place.as_ref(), &mut listing);
        let rules = place
            .as_ref()
            .and_then(|place| rules_above(place, &root, &mut listing));
        walk::list(&root, rules, &around.tracked, limits.entries, &mut listing).map_err(failed)?;
        let (entries, mut gaps) = listing.finish();
        let (commit, branch, head, empty) = match around.found {
            Some(Found::Commit(found)) => (Some(found.commit), found.branch, Known::Yes(found.head), None),
            Some(Found::Nothing { gap, branch }) => (None, branch, store::no_head(), Some(gap)),
            None => (
                None,
                None,
                Known::No(Unknown::NoHistory),
                Some(GapKind::EmptyRepository),
            ),
        };
        // Files that no commit holds yet can be judged all the same.
        if let Some(kind) = empty.filter(|_| entries.is_empty() && gaps.is_empty()) {
            gaps.push(Gap { path: None, kind });
        }
        Ok(Self {
            commit,
            branch,
            head,
            store: around.store,
            entries,
            gaps,
        })
    }
}

/// Reads what git knows. Trouble there does not keep the folder from being judged.
fn look_around(place: Option<&Place>, listing: &mut Listing) -> Around {
    let mut around = Around {
        tracked: Tracked::default(),
        found: None,
        store: None,
    };
    let Some(place) = place else { return around };
    let store = match Store::open(&place.git_dir) {
        Ok(store) => store,
        Err(error) => {
            let newer = matches!(error, SnapshotError::Sha256(_) | SnapshotError::Reftable(_));
            let tracked = newer
                .then(|| Tracked::read_file(&place.git_dir, &place.prefix))
                .flatten();
            // The system's words would name this machine's paths, and say nothing that a reader can use.
            listing.gap(
                None,
                match tracked {
                    Some(_) => GapKind::GitFormat,
                    None => GapKind::GitUnreadable,
                },
            );
            around.tracked = tracked.unwrap_or_default();
            return around;
        }
    };
    let mut trouble = || listing.gap(None, GapKind::GitUnreadable);
    let read = store.with(|repo| (store::resolve(repo, None), Tracked::read(repo, &place.prefix)));
    match read {
        Ok((found, tracked)) => {
            match found {
                Ok(found) => around.found = Some(found),
                Err(_) => trouble(),
            }
            match tracked {
                Ok(tracked) => around.tracked = tracked,
                Err(_) => trouble(),
            }
        }
        Err(_) => trouble(),
    }
    around.store = Some((store, place.prefix.is_empty()));
    around
}

/// The rules of the folders between the top of the repository and the folder that is audited.
fn rules_above(place: &Place, root: &Path, listing: &mut Listing) -> Option<Arc<IgnoreRules>> {
    let below = root.strip_prefix(&place.top).ok()?;
    let mut folder: PathBuf = place.top.clone();
    let mut rules = None;
    for name in below {
        let (more, gap) = IgnoreRules::of(&folder, rules);
        rules = more;
        if let Some(kind) = gap {
            listing.gap(None, kind);
        }
        folder.push(name);
    }
    rules
}

impl Snapshot for FolderSnapshot {
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
        match &self.store {
            Some((store, top)) => store::history(store, self.commit.as_ref(), *top),
            None => Known::No(Unknown::NoHistory),
        }
    }

    fn is_folder(&self) -> bool {
        true
    }

    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    fn leave_out(&mut self, paths: &[String]) {
        self.entries
            .retain(|entry| !paths.iter().any(|path| **path == *entry.path));
    }

    fn lend(
        &self,
        entry: &Entry,
        limit: u64,
        work: &mut dyn FnMut(&mut dyn Pieces),
    ) -> Result<(), ReadError> {
        match &entry.key {
            Key::Path(place) if entry.kind == EntryKind::File => {
                work(&mut file::lend(place, limit)?);
                Ok(())
            }
            _ => Err(ReadError::Missing),
        }
    }

    fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
        let Key::Path(place) = &entry.key else {
            return Err(ReadError::Missing);
        };
        match entry.kind {
            EntryKind::File => file::read(place, limit),
            EntryKind::Link => file::read_link(place, limit),
            EntryKind::Submodule => Err(ReadError::Missing),
        }
    }
}
