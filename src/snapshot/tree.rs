// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists the tree of a commit from the object database.
//!
//! Breadth first and without recursion: when a hostile tree passes a limit (folders that
//! hold each other ten times, ten levels down), what is near the root has been listed.

use std::collections::VecDeque;
use std::io::Cursor;

use git2::{ErrorCode, ObjectType, Odb, OdbObject, Oid, Repository};
use rayon::prelude::*;
use sha1::{Digest as _, Sha1};

use super::listing::{Listing, is_hostile, join};
use super::store::Store;
use super::{Entry, EntryKind, Key, Pieces, ReadError};
use crate::model::{Gap, GapKind, printable};

/// Largest folder object that is decoded, in bytes: above half a million of usual entries.
const TREE_BYTES: usize = 32 << 20;
/// Folders that are read at once.
const AT_ONCE: usize = 8;
/// Entries whose sizes are looked up with one handle.
const BATCH: usize = 512;
/// The bits of a mode that say what an entry is.
const KIND_BITS: u32 = 0o170_000;

struct Folder {
    path: Vec<u8>,
    tree: Oid,
    depth: usize,
}

/// Lists everything below a tree, sizes apart. Folders are read side by side and taken in order.
pub(super) fn list(store: &Store, root: Oid, listing: &mut Listing) {
    let most = listing.most();
    let mut queue = VecDeque::from([Folder {
        path: Vec::new(),
        tree: root,
        depth: 0,
    }]);
    while !queue.is_empty() {
        let folders: Vec<Folder> = queue.drain(..queue.len().min(AT_ONCE)).collect();
        let trees: Vec<Result<Vec<u8>, GapKind>> = folders
            .par_iter()
            .map(|folder| {
                store
                    .with(|repo| read_tree(repo, folder.tree, most))
                    .unwrap_or_else(|error| Err(gap_of(&error)))
            })
            .collect();
        for (folder, tree) in folders.iter().zip(trees) {
            let tree = tree.and_then(|bytes| list_one(&bytes, folder, listing, &mut queue));
            if let Err(kind) = tree {
                listing.gap_at(&folder.path, kind);
            }
            if listing.is_full() {
                return;
            }
        }
    }
}

/// Reads the object of a folder.
fn read_tree(repo: &Repository, id: Oid, most: u64) -> Result<Vec<u8>, GapKind> {
    let odb = repo.odb().map_err(|error| gap_of(&error))?;
    let (size, kind) = odb.read_header(id).map_err(|error| gap_of(&error))?;
    if kind != ObjectType::Tree {
        return Err(GapKind::CorruptObject);
    }
    if size > TREE_BYTES {
        return Err(GapKind::TooManyEntries(most));
    }
    whole(&odb, id, "tree").map_err(|error| match error {
        ReadError::Missing => GapKind::MissingObject,
        ReadError::Io(words) => GapKind::Unreadable(words),
        ReadError::Corrupt | ReadError::TooLarge(_) | ReadError::LeftBehind(_) => GapKind::CorruptObject,
    })
}

/// Reads an object and holds it against its name.
///
/// libgit2 does that too, with a hash that also looks for signs of a forged collision and takes longer than
/// inflating the object: [`Store::open`] switches it off. What is to be told here is damage, and the processor's own
/// SHA-1 tells it in a fifth of the time.
pub(super) fn whole(odb: &Odb<'_>, id: Oid, kind: &str) -> Result<Vec<u8>, ReadError> {
    Ok(sound(odb, id, kind)?.data().to_vec())
}

fn sound<'a>(odb: &'a Odb<'_>, id: Oid, kind: &str) -> Result<OdbObject<'a>, ReadError> {
    let object = odb.read(id).map_err(|error| read_error(&error))?;
    let data = object.data();
    let mut hash = Sha1::new();
    hash.update(format!("{kind} {}\0", data.len()));
    hash.update(data);
    if hash.finalize()[..] == *id.as_bytes() {
        Ok(object)
    } else {
        Err(ReadError::Corrupt)
    }
}

/// One line of a folder: mode, name and object.
struct Item<'a> {
    mode: u32,
    name: &'a [u8],
    id: Oid,
}

/// Bytes of the name of an object.
const ID_BYTES: usize = 20;

/// Reads the first line of a folder object (`mode SP name NUL id`) and gives what follows it.
fn first(bytes: &[u8]) -> Option<(Item<'_>, &[u8])> {
    let space = bytes.iter().take(8).position(|byte| *byte == b' ')?;
    let mode = std::str::from_utf8(&bytes[..space]).ok()?;
    let mode = u32::from_str_radix(mode, 8).ok()?;
    let rest = &bytes[space + 1..];
    let end = rest.iter().position(|byte| *byte == 0).filter(|end| *end > 0)?;
    let id = rest.get(end + 1..end + 1 + ID_BYTES)?;
    let item = Item {
        mode,
        name: &rest[..end],
        id: Oid::from_bytes(id).ok()?,
    };
    Some((item, &rest[end + 1 + ID_BYTES..]))
}

/// Every line of a folder object, or nothing when one of them is damaged.
fn items(mut bytes: &[u8]) -> Option<Vec<Item<'_>>> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let (item, rest) = first(bytes)?;
        found.push(item);
        bytes = rest;
    }
    Some(found)
}

fn list_one(
    bytes: &[u8],
    folder: &Folder,
    listing: &mut Listing,
    queue: &mut VecDeque<Folder>,
) -> Result<(), GapKind> {
    let mut folders = Vec::new();
    for Item { mode, name, id } in items(bytes).ok_or(GapKind::CorruptObject)? {
        if listing.is_full() {
            return Ok(());
        }
        let path = join(&folder.path, name);
        if is_hostile(name, folder.path.len()) {
            listing.hostile(&path);
            continue;
        }
        let kind = match mode & KIND_BITS {
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
    Ok(())
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
                    gaps.extend(measure_one(&odb, store.left_behind(), entry));
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

fn measure_one(odb: &Odb<'_>, left_behind: Option<u64>, entry: &mut Entry) -> Option<Gap> {
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
        Err(error) if error.code() == ErrorCode::NotFound && left_behind.is_some() => {
            entry.least = left_behind;
            return None;
        }
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
    within(&odb, id, size, limit)?;
    whole(&odb, id, "blob")
}

/// Lends one content: libgit2's own copy of it, and no other.
pub(super) fn lend(
    repo: &Repository,
    id: Oid,
    size: Option<u64>,
    limit: u64,
    work: &mut dyn FnMut(&mut dyn Pieces),
) -> Result<(), ReadError> {
    let odb = repo.odb().map_err(|error| read_error(&error))?;
    within(&odb, id, size, limit)?;
    let object = sound(&odb, id, "blob")?;
    work(&mut Cursor::new(object.data()));
    Ok(())
}

/// Holds the size of a content against a limit.
fn within(odb: &Odb<'_>, id: Oid, size: Option<u64>, limit: u64) -> Result<(), ReadError> {
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
    Ok(())
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
        ReadError::Corrupt | ReadError::TooLarge(_) | ReadError::LeftBehind(_) => GapKind::CorruptObject,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::items;

    #[test]
    fn lines_of_folders_are_read() {
        let id = [7; 20];
        let bytes = [&b"100644 a b\0"[..], &id, b"40000 \xe9\n\0", &id].concat();
        let found = items(&bytes).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].mode, found[0].name), (0o100_644, &b"a b"[..]));
        assert_eq!((found[1].mode, found[1].name), (0o40_000, &b"\xe9\n"[..]));
        assert_eq!(found[1].id.as_bytes(), id);
        for cut in 1..bytes.len() {
            let whole = cut == 11 + 20;
            assert_eq!(items(&bytes[..cut]).is_some(), whole, "{cut}");
        }
        assert!(items(b"100644 \0").is_none() && items(b"9 a\0").is_none());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(prop_oneof![Just(b' '), Just(0), Just(b'4'), any::<u8>()], 0..200)) {
            let _ = items(&bytes);
        }
    }
}
