// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which licence texts a text holds, and where.
//!
//! 1. `words` reads the text as folded words; layout, comment signs, tags and copyright lines are forgotten.
//! 2. `candidates` finds the few references that share sampled shingles with it.
//! 3. `align` lays each of them along the text and weighs what differs between the ends.
//! 4. The best is named when it is near enough; a twin that is as near makes it ambiguous.
//! 5. Its words are taken out, and the rest is looked at again.
//! 6. When nothing is found, a title, a version and articles may still tell, with less confidence.
//!
//! Texts of the GNU family serve both `-only` and `-or-later`: the words cannot tell, so the name given is always
//! that of `-or-later`, and only notices, tags or manifests can say which is meant.

use std::ops::Range;

use crate::model::{LicenceMatch, LicenceMethod, Subject, beginning};

mod added;
mod align;
mod candidates;
mod change;
#[cfg(test)]
mod changed_tests;
mod disown;
#[cfg(test)]
mod make;
mod markup;
mod restriction;
mod shelf;
mod signs;
mod spelling;
#[cfg(test)]
mod tests;
mod title;
mod twins;
mod words;

pub use restriction::RESTRICTED;
pub(super) use restriction::{ALLOWING, RESTRICTIONS, restricts, restricts_use};

use align::{Aligner, Alignment, count};
use candidates::{Candidate, Hits};
use shelf::{BLANK, Entry, Shelf};
use words::Words;

/// Longest text that is read, in bytes: all that comes after is cut off.
const LONGEST: usize = 256 * 1_024;

/// Most licences in one text.
const MOST: usize = 16;

/// Least share of a reference that must be there.
const LEAST_COVERAGE: f32 = 0.75;

/// Least share of a reference that must be there when the text ends in the middle of it: a copy that was cut off.
const LEAST_OF_CUT: f32 = 0.6;

/// Least share of a reference that makes such a copy worth a doubt: it may be the beginning of this one.
const LEAST_OF_DOUBT: f32 = 0.35;

/// Least share of the words that are the same in such a copy.
const LEAST_LIKENESS_OF_CUT: f32 = 0.97;

/// Largest share of a reference that may be missing at its head: what it grants stands there, while the end of a
/// file may be cut off.
const MOST_HEAD: f32 = 0.1;

/// How many words beside a rare text the common ones are laid along too.
const BESIDE_RARE: usize = 8;

/// Least share of the words between the ends that are the same.
const LEAST_LIKENESS: f32 = 0.88;

/// References with fewer words must be there with nothing but titles and holders beside them.
const TINY: usize = 40;

/// Most words beside a text that may be a title.
const TITLE: usize = 12;

/// The licence texts that a text holds, in the order of lines.
///
/// Only texts are named, never notices that point to one. Of the GNU family, the name is that of `-or-later`.
/// `own` tells that the text is a file of licences: what stands beside a licence in a document need not be about it.
#[must_use]
pub fn find(text: &str, own: bool) -> Vec<LicenceMatch> {
    read(text, own).found
}

/// The texts that a text holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Those that are named.
    pub(super) found: Vec<LicenceMatch>,
    /// First and last line of those of which too much is missing at their head to name them.
    pub(super) unnamed: Vec<(u32, u32)>,
}

/// The same, and where texts stand that cannot be named.
pub(super) fn read(text: &str, own: bool) -> Read {
    let words = Words::of(beginning(text, LONGEST));
    let shelf = Shelf::get();
    let mut search = Search::new(shelf, &words);
    search.run();
    let unnamed = search.unnamed();
    let found = if search.found.is_empty() {
        title::find(&words).into_iter().collect()
    } else {
        search.conclude(own)
    };
    Read { found, unnamed }
}

/// A reference, by its identifier, and how it lies along the text.
type Fit = (&'static Entry, Alignment);

/// A licence that was found.
#[derive(Debug)]
struct Found {
    fit: Fit,
    rivals: Vec<String>,
}

impl Found {
    fn id(&self) -> &'static str {
        self.fit.0.id
    }

    fn alignment(&self) -> &Alignment {
        &self.fit.1
    }
}

struct Search<'w> {
    shelf: &'static Shelf,
    words: &'w Words,
    /// The numbers of the words; those that are explained are blanked.
    text: Vec<u16>,
    found: Vec<Found>,
    /// Where texts lie whose head is missing.
    headless: Vec<Range<usize>>,
}

impl<'w> Search<'w> {
    fn new(shelf: &'static Shelf, words: &'w Words) -> Self {
        Self {
            shelf,
            words,
            text: words.hashes.iter().map(|hash| shelf.number(*hash)).collect(),
            found: Vec::new(),
            headless: Vec::new(),
        }
    }

    fn run(&mut self) {
        let hits = Hits::of(self.shelf, &self.text);
        let mut aligner = None;
        while self.found.len() < MOST {
            let candidates = hits.candidates(self.shelf, &self.text);
            if candidates.is_empty() {
                return;
            }
            let aligner = aligner.get_or_insert_with(|| Aligner::new(self.shelf));
            let (fits, begun, headless) = self.lay(aligner, candidates);
            self.headless.extend(headless);
            let Some(mut found) = twins::choose(fits, self.words, self.shelf) else {
                return;
            };
            twins::doubt(&mut found, begun);
            self.text[found.alignment().span.clone()].fill(BLANK);
            self.found.push(found);
        }
    }

    /// Lays the candidates along the text, and keeps those that are near enough; apart, those of which the text
    /// may hold the beginning.
    fn lay(
        &self,
        aligner: &mut Aligner,
        candidates: Vec<Candidate>,
    ) -> (Vec<Fit>, Vec<Fit>, Vec<Range<usize>>) {
        let (mut fits, mut begun): (Vec<Fit>, Vec<Fit>) = (Vec::new(), Vec::new());
        let mut headless = Vec::new();
        let common: Vec<(usize, Range<usize>)> = candidates
            .iter()
            .filter(|candidate| twins::is_common(self.shelf.entries[candidate.entry].id))
            .map(|candidate| (candidate.entry, candidate.window.clone()))
            .collect();
        // The score under which nothing can win any more, nor come near.
        let mut floor = 0.0_f32;
        for candidate in candidates {
            let entry = &self.shelf.entries[candidate.entry];
            if count(entry.len()) < floor {
                continue;
            }
            let sequence = self.shelf.sequence(entry);
            let shared = aligner.bound(&self.text[candidate.window.clone()], &sequence);
            let least = count(entry.len() - entry.title) * LEAST_OF_DOUBT;
            if count(shared) < floor.max(least) {
                continue;
            }
            let alignment = aligner.align(&self.text, candidate.window, &sequence, entry.title);
            if self.fits(&alignment) {
                floor = floor.max(alignment.score() - twins::margin(&alignment));
                fits.push((entry, alignment));
            } else if self.is_cut(&alignment, LEAST_OF_DOUBT) {
                begun.push((entry, alignment));
            } else if is_headless(&alignment) && alignment.likeness() >= LEAST_LIKENESS {
                headless.push(alignment.span);
            }
        }
        self.lay_beside_rare(aligner, &common, &mut fits);
        (fits, begun, headless)
    }

    /// Lays the common texts along the very words of a rare one that came first: where many texts stand in a row, a
    /// common one may have been laid along its neighbours too, and lost by them.
    fn lay_beside_rare(&self, aligner: &mut Aligner, common: &[(usize, Range<usize>)], fits: &mut Vec<Fit>) {
        let best = fits.iter().max_by(|a, b| a.1.score().total_cmp(&b.1.score()));
        let Some((_, rare)) = best.filter(|(entry, _)| !twins::is_common(entry.id)) else {
            return;
        };
        let span = rare.span.clone();
        let window = span.start.saturating_sub(BESIDE_RARE)..(span.end + BESIDE_RARE).min(self.text.len());
        for (at, reach) in common {
            if reach.end <= span.start || span.end <= reach.start {
                continue;
            }
            let entry = &self.shelf.entries[*at];
            let sequence = self.shelf.sequence(entry);
            let alignment = aligner.align(&self.text, window.clone(), &sequence, entry.title);
            if self.fits(&alignment) {
                fits.push((entry, alignment));
            }
        }
    }

    /// The lines of texts whose head is missing, where nothing else was found.
    fn unnamed(&self) -> Vec<(u32, u32)> {
        let apart = |span: &&Range<usize>| {
            self.found.iter().all(|found| {
                let other = &found.alignment().span;
                other.end <= span.start || span.end <= other.start
            })
        };
        let spans = self.headless.iter().filter(|span| !span.is_empty()).filter(apart);
        spans
            .map(|span| (self.words.lines[span.start], self.words.lines[span.end - 1]))
            .collect()
    }

    /// Whether a reference is near enough to be named.
    fn fits(&self, alignment: &Alignment) -> bool {
        let beside = self.text.len() - alignment.span.len();
        if alignment.core < TINY {
            return alignment.is_whole() && beside <= TITLE;
        }
        let is_there = alignment.coverage() >= LEAST_COVERAGE && alignment.likeness() >= LEAST_LIKENESS;
        !is_headless(alignment) && (is_there || self.is_cut(alignment, LEAST_OF_CUT))
    }

    /// Whether the text ends in the middle of a reference, and is the same so far.
    fn is_cut(&self, alignment: &Alignment, least: f32) -> bool {
        alignment.span.end == self.text.len()
            && alignment.coverage() >= least
            && alignment.likeness() >= LEAST_LIKENESS_OF_CUT
    }

    fn conclude(mut self, own: bool) -> Vec<LicenceMatch> {
        let words = self.words;
        self.found.sort_by_key(|found| found.alignment().span.start);
        restriction::mark(&mut self.found, words, self.shelf, own);
        let covered: usize = self.found.iter().map(|found| found.alignment().span.len()).sum();
        let alone = words.len() - covered <= TITLE;
        self.found
            .into_iter()
            .map(|found| {
                let exact = alone && found.alignment().is_whole() && found.rivals.is_empty();
                let span = &found.alignment().span;
                LicenceMatch {
                    expression: found.id().to_owned(),
                    confidence: if exact { 100 } else { confidence(found.alignment()) },
                    method: if exact {
                        LicenceMethod::Exact
                    } else {
                        LicenceMethod::Text
                    },
                    lines: (words.lines[span.start], words.lines[span.end - 1]),
                    subject: Subject::Project,
                    rivals: found.rivals,
                    since: None,
                    part: false,
                }
            })
            .collect()
    }
}

/// Whether too much of a reference is missing at its head.
fn is_headless(alignment: &Alignment) -> bool {
    count(alignment.head) > (MOST_HEAD * count(alignment.core)).max(count(TITLE))
}

/// What is there and the same, in whole percent, rounded down and never 100.
fn confidence(alignment: &Alignment) -> u8 {
    let share = alignment.coverage() * alignment.likeness();
    (1..=99)
        .rev()
        .find(|percent| share >= f32::from(*percent) / 100.0)
        .unwrap_or(0)
}
