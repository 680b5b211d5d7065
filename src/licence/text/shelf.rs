// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The reference texts, as numbered words and sampled shingles, embedded in the program.
//!
//! Nothing is unpacked: words and shingles are read where they lie, and only those of the few candidates.
//! The files are written by `make.rs`; `texts.tsv` says where each text comes from.

use std::sync::OnceLock;

static VOCABULARY: &[u8] = include_bytes!("data/vocabulary.bin");
static SEQUENCES: &[u8] = include_bytes!("data/sequences.bin");
static SHINGLES: &[u8] = include_bytes!("data/shingles.bin");
static TEXTS: &str = include_str!("data/texts.tsv");

/// The number of a word that no reference holds.
pub(super) const UNKNOWN: u16 = u16::MAX;

/// The number of a word that was taken out of the comparison.
pub(super) const BLANK: u16 = u16::MAX - 1;

/// Words in a shingle.
pub(super) const SHINGLE: usize = 4;

/// A reference text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Its SPDX identifier, or a `LicenseRef-`.
    pub(super) id: &'static str,
    start: usize,
    length: usize,
    /// How many words at the head are its title, which files often leave out.
    pub(super) title: usize,
    /// How many of its shingles are in the index.
    pub(super) samples: usize,
}

/// All reference texts.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) entries: Vec<Entry>,
    vocabulary: &'static [[u8; 4]],
    sequences: &'static [[u8; 2]],
    shingles: &'static [[u8; 6]],
}

impl Shelf {
    /// The one shelf of the program.
    pub(super) fn get() -> &'static Self {
        static SHELF: OnceLock<Shelf> = OnceLock::new();
        SHELF.get_or_init(|| Self {
            entries: entries(TEXTS),
            vocabulary: VOCABULARY.as_chunks().0,
            sequences: SEQUENCES.as_chunks().0,
            shingles: SHINGLES.as_chunks().0,
        })
    }

    /// The number of a word, by its hash.
    pub(super) fn number(&self, hash: u32) -> u16 {
        self.vocabulary
            .binary_search_by_key(&hash, |known| u32::from_le_bytes(*known))
            .ok()
            .and_then(|at| u16::try_from(at).ok())
            .unwrap_or(UNKNOWN)
    }

    /// The number of the first word whose hash is not below a limit.
    pub(super) fn first_at_least(&self, limit: u32) -> u16 {
        let first = self
            .vocabulary
            .partition_point(|known| u32::from_le_bytes(*known) < limit);
        u16::try_from(first).unwrap_or(BLANK)
    }

    /// The words of a text.
    pub(super) fn sequence(&self, entry: &Entry) -> Vec<u16> {
        self.sequences
            .get(entry.start..entry.start + entry.length)
            .unwrap_or_default()
            .iter()
            .map(|word| u16::from_le_bytes(*word))
            .collect()
    }

    /// The texts that hold a shingle, by their places in `entries`.
    pub(super) fn holders(&self, shingle: u32) -> impl Iterator<Item = usize> {
        let hash = |known: &[u8; 6]| u32::from_le_bytes([known[0], known[1], known[2], known[3]]);
        let first = self.shingles.partition_point(|known| hash(known) < shingle);
        self.shingles[first..]
            .iter()
            .take_while(move |known| hash(known) == shingle)
            .map(|known| usize::from(u16::from_le_bytes([known[4], known[5]])))
    }
}

impl Entry {
    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.length
    }
}

/// Columns of `texts.tsv`: identifier, form, words, words of the title, shingles, SHA-256, source.
fn entries(table: &'static str) -> Vec<Entry> {
    let mut start = 0;
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let id = columns.next()?;
            let mut number = columns.skip(1).map_while(|column| column.parse().ok());
            let entry = Entry {
                id,
                start,
                length: number.next()?,
                title: number.next()?,
                samples: number.next()?,
            };
            start += entry.length;
            Some(entry)
        })
        .collect()
}

/// The hash of a shingle; nothing when one of its words is unknown.
pub(super) fn shingle(words: &[u16]) -> Option<u32> {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    for word in words {
        if *word >= BLANK {
            return None;
        }
        state = (state ^ u64::from(*word)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state ^= state >> 31;
    }
    u32::try_from(state.wrapping_mul(0x94d0_49bb_1331_11eb) >> 32).ok()
}

#[cfg(test)]
mod tests {
    use super::{SHINGLE, Shelf, UNKNOWN, shingle};

    #[test]
    fn every_text_lies_on_the_shelf() {
        let shelf = Shelf::get();
        let words: usize = shelf.entries.iter().map(super::Entry::len).sum();
        assert_eq!(words, shelf.sequences.len());
        let samples: usize = shelf.entries.iter().map(|entry| entry.samples).sum();
        assert_eq!(samples, shelf.shingles.len());
        assert!(shelf.vocabulary.len() < usize::from(UNKNOWN) - 1);
        for entry in &shelf.entries {
            let sequence = shelf.sequence(entry);
            assert_eq!(sequence.len(), entry.len(), "{}", entry.id);
            assert!(entry.title < entry.len(), "{}", entry.id);
            assert!(
                sequence
                    .iter()
                    .all(|word| usize::from(*word) < shelf.vocabulary.len()),
                "{}",
                entry.id
            );
        }
    }

    #[test]
    fn a_text_holds_its_own_shingles() {
        let shelf = Shelf::get();
        for (at, entry) in shelf.entries.iter().enumerate() {
            let mut held: Vec<u32> = shelf
                .sequence(entry)
                .windows(SHINGLE)
                .filter_map(shingle)
                .filter(|shingle| shelf.holders(*shingle).any(|holder| holder == at))
                .collect();
            held.sort_unstable();
            held.dedup();
            assert_eq!(held.len(), entry.samples, "{}", entry.id);
        }
    }
}
