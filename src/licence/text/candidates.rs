// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which few references a text may hold, and where: no reference is compared that shares no shingles.

use std::ops::Range;

use super::align::count;
use super::shelf::{BLANK, Entry, SHINGLE, Shelf, shingle};

/// Least share of a reference's sampled shingles.
const LEAST: f32 = 0.3;

/// Most references that are laid along a text in one round.
const MOST: usize = 48;

/// Most places that are kept, whatever the text repeats.
const MOST_HITS: usize = 400_000;

/// A reference that a text may hold.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its place on the shelf.
    pub(super) entry: usize,
    /// Where in the text it must be looked for.
    pub(super) window: Range<usize>,
    /// The score to expect, in words.
    expected: f32,
}

/// A place in the text and the shingle that begins there.
type Hit = (usize, u32);

/// The shingles that a text shares with the references.
#[derive(Debug)]
pub(super) struct Hits {
    /// For each reference that shares any: the places in the text, in order, and what shingle is there.
    places: Vec<(usize, Vec<Hit>)>,
}

impl Hits {
    pub(super) fn of(shelf: &Shelf, text: &[u16]) -> Self {
        let mut by_entry: Vec<Vec<Hit>> = vec![Vec::new(); shelf.entries.len()];
        let mut total = 0;
        for (at, words) in text.windows(SHINGLE).enumerate() {
            let Some(hash) = shingle(words) else { continue };
            for holder in shelf.holders(hash) {
                if total < MOST_HITS
                    && let Some(places) = by_entry.get_mut(holder)
                {
                    places.push((at, hash));
                    total += 1;
                }
            }
        }
        let places = by_entry.into_iter().enumerate();
        Self {
            places: places.filter(|(_, places)| !places.is_empty()).collect(),
        }
    }

    /// The candidates for what is left of the text, the most promising first.
    pub(super) fn candidates(&self, shelf: &Shelf, text: &[u16]) -> Vec<Candidate> {
        let left = |hit: &Hit| text[hit.0..hit.0 + SHINGLE].iter().all(|word| *word != BLANK);
        let mut found: Vec<Candidate> = self
            .places
            .iter()
            .filter_map(|(entry, places)| {
                let places: Vec<Hit> = places.iter().copied().filter(left).collect();
                candidate(*entry, &shelf.entries[*entry], &places, text.len())
            })
            .collect();
        found.sort_by(|a, b| b.expected.total_cmp(&a.expected).then(a.entry.cmp(&b.entry)));
        found.truncate(MOST);
        found
    }
}

fn candidate(at: usize, entry: &Entry, places: &[Hit], words: usize) -> Option<Candidate> {
    let samples = entry.samples.max(1);
    let (shared, range) = densest(places, entry.len() + entry.len() / 3 + 60);
    let share = count(shared.min(samples)) / count(samples);
    if share < LEAST {
        return None;
    }
    // Samples lie apart: the text may begin and end some of their distances away from the first and last.
    let slack = 40 + 6 * entry.len() / samples;
    // What a text repeats of itself has no shingles of its own.
    let end = range.end.max(range.start + entry.len());
    let start = range.start.min(range.end.saturating_sub(entry.len()));
    Some(Candidate {
        entry: at,
        window: start.saturating_sub(slack)..(end + SHINGLE + slack).min(words),
        expected: count(entry.len()) * (1.5 * share - 0.5),
    })
}

/// The first stretch within reach that holds the most different shingles: how many, and from where to where.
fn densest(places: &[Hit], reach: usize) -> (usize, Range<usize>) {
    // Different shingles are counted, so that a second copy of the text does not draw the window to itself.
    let mut inside: Vec<(u32, usize)> = Vec::new();
    let (mut different, mut first) = (0, 0);
    let (mut most, mut best) = (0, 0..0);
    for (place, hash) in places {
        let drop = |inside: &mut Vec<(u32, usize)>, hash: u32| -> bool {
            inside
                .iter_mut()
                .find(|(known, _)| *known == hash)
                .is_some_and(|(_, times)| {
                    *times -= 1;
                    *times == 0
                })
        };
        while places[first].0 + reach < *place {
            different -= usize::from(drop(&mut inside, places[first].1));
            first += 1;
        }
        match inside.iter_mut().find(|(known, _)| known == hash) {
            Some((_, times)) => {
                different += usize::from(*times == 0);
                *times += 1;
            }
            None => {
                inside.push((*hash, 1));
                different += 1;
            }
        }
        // What comes again within the stretch need not be there twice.
        let again = |inside: &[(u32, usize)], hash: u32| {
            inside.iter().any(|(known, times)| *known == hash && *times > 1)
        };
        while again(&inside, places[first].1) {
            drop(&mut inside, places[first].1);
            first += 1;
        }
        if different > most {
            (most, best) = (different, places[first].0..*place);
        }
    }
    (most, best)
}
