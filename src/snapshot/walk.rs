// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists a working folder: breadth first, folders in parallel, no link followed.
//!
//! The walk is not the one of the crate `ignore`, only its patterns are: that walk reads
//! `.gitignore` through links (one to a device never ends) and knows no tracked files.

use std::collections::VecDeque;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::ignore_rules::IgnoreRules;
use super::listing::{Listing, is_hostile, join};
use super::tracked::Tracked;
use super::{EntryKind, Key, file};
use crate::model::GapKind;

/// Folders that are listed at once: bounds the memory, and keeps the order of a single thread.
const BATCH: usize = 256;

/// A folder to list.
#[derive(Debug)]
struct Folder {
    place: PathBuf,
    path: Vec<u8>,
    depth: usize,
    rules: Option<Arc<IgnoreRules>>,
    /// Hidden by a rule, and entered for what is tracked below it.
    hidden: bool,
}

/// What a folder holds, in the order of its names.
#[derive(Debug)]
enum Found {
    Entry {
        path: Vec<u8>,
        kind: EntryKind,
        size: Option<u64>,
        place: PathBuf,
    },
    Folder(Folder),
    Hostile(Vec<u8>),
    Gap(Vec<u8>, GapKind),
}

/// Lists everything below `root`.
///
/// # Errors
/// When the root itself cannot be listed.
pub(super) fn list(
    root: &Path,
    above: Option<Arc<IgnoreRules>>,
    tracked: &Tracked,
    most: usize,
    listing: &mut Listing,
) -> io::Result<()> {
    fs::read_dir(root)?;
    let mut queue = VecDeque::from([Folder {
        place: root.to_owned(),
        path: Vec::new(),
        depth: 0,
        rules: above,
        hidden: false,
    }]);
    while !queue.is_empty() && !listing.is_full() {
        let batch: Vec<Folder> = queue.drain(..queue.len().min(BATCH)).collect();
        let found: Vec<Vec<Found>> = batch
            .par_iter()
            .map(|folder| list_one(folder, tracked, most))
            .collect();
        for item in found.into_iter().flatten() {
            match item {
                Found::Entry {
                    path,
                    kind,
                    size,
                    place,
                } => listing.add(&path, kind, size, Key::Path(place)),
                Found::Folder(folder) => {
                    if listing.enter(&folder.path, folder.depth) {
                        queue.push_back(folder);
                    }
                }
                Found::Hostile(path) => listing.hostile(&path),
                Found::Gap(path, kind) => listing.gap_at(&path, kind),
            }
            if listing.is_full() {
                break;
            }
        }
    }
    Ok(())
}

fn list_one(folder: &Folder, tracked: &Tracked, most: usize) -> Vec<Found> {
    let unreadable = |error: &io::Error| {
        let kind = GapKind::Unreadable(file::words(error));
        vec![Found::Gap(folder.path.clone(), kind)]
    };
    let items = match fs::read_dir(&folder.place) {
        // As many files and as many folders as allowed, and one more, so that passing is seen.
        Ok(items) => items
            .take(most.saturating_mul(2).saturating_add(1))
            .collect::<io::Result<Vec<DirEntry>>>(),
        Err(error) => return unreadable(&error),
    };
    let mut items: Vec<(Vec<u8>, DirEntry)> = match items {
        Ok(items) => items
            .into_iter()
            .map(|item| (file::name_bytes(&item.file_name()), item))
            .collect(),
        Err(error) => return unreadable(&error),
    };
    items.sort_by(|a, b| a.0.cmp(&b.0));
    if folder.depth > 0 && is_repository(folder, &items, tracked) {
        return vec![submodule(folder.path.clone(), folder.place.clone())];
    }
    let mut found = Vec::with_capacity(items.len());
    let rules = if items.iter().any(|(name, _)| name == b".gitignore") {
        let (rules, gap) = IgnoreRules::of(&folder.place, folder.rules.clone());
        found.extend(gap.map(|kind| Found::Gap(join(&folder.path, b".gitignore"), kind)));
        rules
    } else {
        folder.rules.clone()
    };
    for (name, item) in items {
        found.extend(look_at(folder, &name, &item, rules.as_ref(), tracked));
    }
    // Files first: passing a limit hides what is deep rather than what is near the root.
    found.sort_by_key(|item| matches!(item, Found::Folder(_)));
    found
}

fn look_at(
    folder: &Folder,
    name: &[u8],
    item: &DirEntry,
    rules: Option<&Arc<IgnoreRules>>,
    tracked: &Tracked,
) -> Option<Found> {
    if name == b".git" {
        return None;
    }
    let path = join(&folder.path, name);
    if is_hostile(name, folder.path.len()) {
        return Some(Found::Hostile(path));
    }
    let place = item.path();
    // Of the entry itself: links are not followed.
    let meta = match item.metadata() {
        Ok(meta) => meta,
        Err(error) => return Some(Found::Gap(path, GapKind::Unreadable(file::words(&error)))),
    };
    let is_folder = meta.is_dir();
    let hidden = folder.hidden || rules.is_some_and(|rules| rules.hides(&place, is_folder));
    if is_folder {
        if tracked.is_submodule(&path) {
            return Some(submodule(path, place));
        }
        if hidden && !tracked.holds_below(&path) {
            return None;
        }
        return Some(Found::Folder(Folder {
            place,
            path,
            depth: folder.depth + 1,
            rules: rules.cloned(),
            hidden,
        }));
    }
    if hidden && !tracked.holds(&path) {
        return None;
    }
    let kind = if meta.is_symlink() || meta.is_file() && tracked.is_link_as_text(&path) {
        EntryKind::Link
    } else if meta.is_file() {
        EntryKind::File
    } else {
        // Pipes, sockets and devices: git keeps none of them, and they hold nothing to read.
        return None;
    };
    Some(Found::Entry {
        path,
        kind,
        size: Some(meta.len()),
        place,
    })
}

/// Whether a folder is a repository of its own. Files of it that the outer repository
/// tracks prove that it is not one for git.
fn is_repository(folder: &Folder, items: &[(Vec<u8>, DirEntry)], tracked: &Tracked) -> bool {
    let dot = items.iter().find(|(name, _)| name == b".git");
    let own = dot.is_some_and(|(_, item)| {
        let is_dir = item.file_type().is_ok_and(|kind| kind.is_dir());
        !is_dir || item.path().join("HEAD").is_file()
    });
    own && !tracked.holds_below(&folder.path)
}

fn submodule(path: Vec<u8>, place: PathBuf) -> Found {
    Found::Entry {
        path,
        kind: EntryKind::Submodule,
        size: None,
        place,
    }
}
