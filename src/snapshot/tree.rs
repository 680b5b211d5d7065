// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists the tree of a commit from the object database.
//!
//! Breadth first and without recursion: when a hostile tree passes a limit (folders that
//! hold each other ten times, ten levels down), what is near the root has been listed.

use std::collections::VecDeque;

use git2::{ErrorCode, ObjectType, Odb, Oid, Repository};
use rayon::prelude::*;

use super::listing::{Listing, is_hostile, join};
use super::store::Store;
use super::{Entry, EntryKind, Key, ReadError};
use crate::model::{Gap, GapKind, printable};

/// Largest folder object that is decoded, in bytes: above a million of usual entries.
const TREE_BYTES: usize = 64 << 20;
/// Entries whose sizes are looked up with one handle.
const BATCH: usize = 512;
/// The bits of a mode that say what an entry is.
const KIND_BITS: i32 = 0o170_000;

struct Folder {
    path: Vec<u8>,
    tree: Oid,
    depth: usize,
}

/// Lists everything below a tree, sizes apart.
pub(super) fn list(repo: &Repository, root: Oid, listing: &mut Listing) -> Result<(), git2::Error> {
    let odb = repo.odb()?;
    let mut queue = VecDeque::from([Folder {
        path: Vec::new(),
        tree: root,
        depth: 0,
    }]);
    while let Some(folder) = queue.pop_front() {
        match decode(repo, &odb, folder.tree, listing.most()) {
            Ok(tree) => list_one(&tree, &folder, listing, &mut queue),
            Err(kind) => listing.gap_at(&folder.path, kind),
        }
        if listing.is_full() {
            break;
        }
    }
    Ok(())
}

fn decode<'repo>(
    repo: &'repo Repository,
    odb: &Odb<'_>,
    id: Oid,
    most: u64,
) -> Result<git2::Tree<'repo>, GapKind> {
    let (size, kind) = odb.read_header(id).map_err(|error| gap_of(&error))?;
    if kind != ObjectType::Tree {
        return Err(GapKind::CorruptObject);
    }
    if size > TREE_BYTES {
        return Err(GapKind::TooManyEntries(most));
    }
    repo.find_tree(id).map_err(|error| gap_of(&error))
}

fn list_one(tree: &git2::Tree<'_>, folder: &Folder, listing: &mut Listing, queue: &mut VecDeque<Folder>) {
    let mut folders = Vec::new();
    for item in tree {
        if listing.is_full() {
            return;
        }
        let name = item.name_bytes();
        let path = join(&folder.path, name);
        if is_hostile(name, folder.path.len()) {
            listing.hostile(&path);
            continue;
        }
        let id = item.id();
        let kind = match item.filemode_raw() & KIND_BITS {
            0o040_000 => {
                folders.push((path, id));
                continue;
            }
            0o120_000 => EntryKind::Link,
            0o160_000 => EntryKind::Submodule,
            _ => EntryKind::File,
        };
        listing.add(&path, kind, None, Key::Object(id));
    }
    // Files first: passing a limit hides what is deep rather than what is near the root.
    let depth = folder.depth + 1;
    for (path, tree) in folders {
        if listing.enter(&path, depth) {
            queue.push_back(Folder { path, tree, depth });
        }
    }
}

/// Looks up the sizes of all contents, in parallel; tells which are missing or damaged.
pub(super) fn measure(store: &Store, entries: &mut [Entry]) -> Vec<Gap> {
    entries
        .par_chunks_mut(BATCH)
        .flat_map_iter(|batch| {
            let mut gaps = Vec::new();
            let done = store.with(|repo| {
                let odb = repo.odb()?;
                for entry in batch.iter_mut() {
                    gaps.extend(measure_one(&odb, entry));
                }
                Ok::<(), git2::Error>(())
            });
            if let Err(error) | Ok(Err(error)) = done {
                let kind = GapKind::Unreadable(printable(error.message(), 200));
                gaps.extend(batch.iter().map(|entry| Gap {
                    path: Some(entry.path.clone()),
                    kind: kind.clone(),
                }));
            }
            gaps
        })
        .collect()
}

fn measure_one(odb: &Odb<'_>, entry: &mut Entry) -> Option<Gap> {
    let Key::Object(id) = entry.key else { return None };
    if entry.kind == EntryKind::Submodule {
        return None;
    }
    let kind = match odb.read_header(id) {
        Ok((size, ObjectType::Blob)) => {
            entry.size = Some(size as u64);
            return None;
        }
        Ok(_) => GapKind::CorruptObject,
        Err(error) => gap_of(&error),
    };
    Some(Gap {
        path: Some(entry.path.clone()),
        kind,
    })
}

/// Reads one content. Without a known size, which tells that it is a file's, the size is
/// looked at first: half a gigabyte of zeros is a few kilobytes in a pack.
pub(super) fn read(repo: &Repository, id: Oid, size: Option<u64>, limit: u64) -> Result<Vec<u8>, ReadError> {
    let odb = repo.odb().map_err(|error| read_error(&error))?;
    let size = match size {
        Some(size) => size,
        None => match odb.read_header(id) {
            Ok((size, ObjectType::Blob)) => size as u64,
            Ok(_) => return Err(ReadError::Corrupt),
            Err(error) => return Err(read_error(&error)),
        },
    };
    if size > limit {
        return Err(ReadError::TooLarge(size));
    }
    let object = odb.read(id).map_err(|error| read_error(&error))?;
    Ok(object.data().to_vec())
}

pub(super) fn read_error(error: &git2::Error) -> ReadError {
    match (error.code(), error.class()) {
        (ErrorCode::NotFound, _) => ReadError::Missing,
        (_, git2::ErrorClass::Os) => ReadError::Io(printable(error.message(), 200)),
        _ => ReadError::Corrupt,
    }
}

fn gap_of(error: &git2::Error) -> GapKind {
    match read_error(error) {
        ReadError::Missing => GapKind::MissingObject,
        ReadError::Io(words) => GapKind::Unreadable(words),
        ReadError::Corrupt | ReadError::TooLarge(_) => GapKind::CorruptObject,
    }
}
