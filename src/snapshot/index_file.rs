// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The index of git, read from its file: for repositories whose format libgit2 does not open (SHA-256 names, references in
//! a reftable). What git tracks is known then, although its objects are not (gitformat-index(5)).

use std::path::Path;

use super::file;

/// Largest index that is read, in bytes: above half a million of usual entries.
const MOST_BYTES: u64 = 256 << 20;
/// Bytes before the name of an object: times, device, inode, mode, owner and size.
const STAT_BYTES: usize = 40;
/// Where the mode stands among them.
const MODE_AT: usize = 24;
/// The flag that says that more flags follow.
const EXTENDED: u16 = 0x4000;

/// The paths of an index and their modes; `None` when it cannot be read whole. `names` is the length of the objects' names,
/// in bytes.
pub(super) fn read(git_dir: &Path, names: usize) -> Option<Vec<(Vec<u8>, u32)>> {
    let path = git_dir.join("index");
    if !path.exists() {
        // Nothing was ever added.
        return Some(Vec::new());
    }
    entries(&file::read(&path, MOST_BYTES).ok()?, names)
}

fn entries(bytes: &[u8], names: usize) -> Option<Vec<(Vec<u8>, u32)>> {
    let mut rest = bytes.strip_prefix(b"DIRC")?;
    let version = number(&mut rest)?;
    let count = number(&mut rest)?;
    if !(2..=4).contains(&version) {
        return None;
    }
    let mut found: Vec<(Vec<u8>, u32)> = Vec::new();
    let mut total = 0_u64;
    for _ in 0..count {
        let (entry, after) = one(
            rest,
            version,
            names,
            found.last().map(|(path, _)| path.as_slice()),
        )?;
        // Paths that begin as the one before take few bytes each in the file, and many in memory.
        total += entry.0.len() as u64;
        if total > MOST_BYTES {
            return None;
        }
        found.push(entry);
        rest = after;
    }
    // Signatures in small letters change what the entries mean: a part of them is in another file, or whole folders
    // stand for what they hold.
    let changed = |signature: &[u8]| signature.first().is_some_and(u8::is_ascii_lowercase);
    while rest.len() > names {
        let (signature, mut after) = rest.split_at_checked(4)?;
        let length = usize::try_from(number(&mut after)?).ok()?;
        if changed(signature) {
            return None;
        }
        rest = after.get(length..)?;
    }
    Some(found)
}

/// The path and the mode of an entry, and what follows it.
type Entry<'a> = ((Vec<u8>, u32), &'a [u8]);

/// One entry.
fn one<'a>(bytes: &'a [u8], version: u32, names: usize, before: Option<&[u8]>) -> Option<Entry<'a>> {
    let mode = number(&mut bytes.get(MODE_AT..)?)?;
    let mut start = STAT_BYTES + names;
    let flags = u16::from_be_bytes(bytes.get(start..start + 2)?.try_into().ok()?);
    start += 2;
    if version >= 3 && flags & EXTENDED != 0 {
        start += 2;
    }
    let mut path = Vec::new();
    if version == 4 {
        let (cut, after) = varint(bytes.get(start..)?)?;
        start = bytes.len() - after.len();
        let before = before.unwrap_or_default();
        path.extend_from_slice(before.get(..before.len().checked_sub(cut)?)?);
    }
    let name = bytes.get(start..)?;
    let end = name.iter().position(|byte| *byte == 0)?;
    path.extend_from_slice(&name[..end]);
    let mut length = start + end + 1;
    if version < 4 {
        // One to eight zeros bring the entry to a multiple of eight.
        length = (start + end + 8) & !7;
    }
    Some(((path, mode), bytes.get(length..)?))
}

/// A number of four bytes, taken from the start.
fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (first, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(u32::from_be_bytes(*first))
}

/// A number of seven bits a byte, as in the offsets of packs.
fn varint(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (first, mut rest) = bytes.split_first()?;
    let mut value = usize::from(first & 0x7f);
    let mut more = first & 0x80 != 0;
    while more {
        let (byte, after) = rest.split_first()?;
        value = value.checked_add(1)?.checked_mul(128)? + usize::from(byte & 0x7f);
        more = byte & 0x80 != 0;
        rest = after;
    }
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn a_damaged_index_is_no_index() {
        for bytes in [
            &b""[..],
            b"DIRC",
            b"DIRC\0\0\0\x02\0\0\0\x01",
            b"DIRC\0\0\0\x09\0\0\0\0",
            b"DIRC\0\0\0\x02\xff\xff\xff\xff",
        ] {
            assert!(entries(bytes, 20).is_none(), "{bytes:?}");
        }
        assert_eq!(entries(b"DIRC\0\0\0\x02\0\0\0\0", 20).unwrap(), []);
    }
}
