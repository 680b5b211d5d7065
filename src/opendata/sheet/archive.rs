// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A ZIP archive in memory: its list of parts, each unpacked up to a limit, whatever size it announces.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// Where the end of the list is looked for: its longest comment, and itself.
const END_BYTES: usize = 65_535 + 22;

/// Most parts that are listed.
const MOST_PARTS: usize = 4_096;

/// An archive.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    parts: BTreeMap<&'a str, Part>,
}

/// Where a part lies.
#[derive(Clone, Copy)]
struct Part {
    method: u16,
    /// Its bytes in the archive.
    packed: usize,
    /// Its own header.
    at: usize,
}

/// A part as a text.
pub(super) struct PartText {
    /// The text; bytes that are no UTF-8 are replaced.
    pub text: String,
    /// Whether that is all of it.
    pub whole: bool,
}

impl<'a> Archive<'a> {
    /// Reads the list; `None` when the bytes are no archive. Parts of four gigabytes and more are not known.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let from = bytes.len().saturating_sub(END_BYTES);
        let end = from + memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")?;
        let count = usize::from(short_at(bytes, end + 10)?).min(MOST_PARTS);
        let mut at = long_at(bytes, end + 16)?;
        let mut parts = BTreeMap::new();
        for _ in 0..count {
            if bytes.get(at..at.checked_add(4)?) != Some(b"PK\x01\x02") {
                break;
            }
            let [name, extra, comment] = [28, 30, 32].map(|offset| short_at(bytes, at + offset));
            let (name, extra, comment) = (usize::from(name?), usize::from(extra?), usize::from(comment?));
            let start = at + 46;
            let written = bytes.get(start..start + name)?;
            let part = Part {
                method: short_at(bytes, at + 10)?,
                packed: long_at(bytes, at + 20)?,
                at: long_at(bytes, at + 42)?,
            };
            if let Ok(name) = std::str::from_utf8(written) {
                parts.insert(name, part);
            }
            at = start + name + extra + comment;
        }
        Some(Self { bytes, parts })
    }

    /// The names of the parts, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.parts.keys().copied()
    }

    /// Unpacks a part as a text, at most so many bytes of it.
    pub(super) fn text(&self, name: &str, most: usize) -> Option<PartText> {
        let (out, whole) = self.unpack(name, most)?;
        Some(PartText {
            text: String::from_utf8_lossy(&out).into_owned(),
            whole,
        })
    }

    /// Unpacks a part, at most so many bytes of it; whether that is all of it.
    pub(super) fn unpack(&self, name: &str, most: usize) -> Option<(Vec<u8>, bool)> {
        let part = self.parts.get(name)?;
        if self.bytes.get(part.at..part.at.checked_add(4)?) != Some(b"PK\x03\x04") {
            return None;
        }
        let name = usize::from(short_at(self.bytes, part.at + 26)?);
        let extra = usize::from(short_at(self.bytes, part.at + 28)?);
        let start = part.at + 30 + name + extra;
        let packed = self.bytes.get(start..start.checked_add(part.packed)?)?;
        let mut out = Vec::new();
        match part.method {
            0 => out.extend_from_slice(&packed[..packed.len().min(most + 1)]),
            // What was unpacked before a fault is still read.
            8 => drop(
                DeflateDecoder::new(packed)
                    .take(most as u64 + 1)
                    .read_to_end(&mut out),
            ),
            _ => return None,
        }
        let whole = out.len() <= most;
        out.truncate(most);
        Some((out, whole))
    }
}

fn short_at(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(found.try_into().ok()?))
}

fn long_at(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(found.try_into().ok()?)).ok()
}
