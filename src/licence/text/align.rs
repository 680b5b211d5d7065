// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! How the words of a text and those of a reference lie along each other.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};

use super::shelf::Shelf;
use super::words::{NUMBERS, hash};

/// What the words of a gap cost in the search for the ends, each.
const GAP: f32 = 0.5;

/// Most words that may stand for the holder named in a condition.
const LONGEST_HOLDER: usize = 14;

/// Most words of a copyright line that stands within a text.
const LONGEST_COPYRIGHT: usize = 24;

/// Most words missing at the head that are held to be left out on purpose: with more, the copy begins later.
const LONGEST_HEAD: usize = 4;

/// What a word that differs costs against a word that is the same.
const EDIT: f32 = 1.0;

/// What a word that is missing at the head or the tail costs.
const MISSING: f32 = 0.5;

/// A reference laid along a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Alignment {
    /// The words of the text, from the first to the last that is the same.
    pub(super) span: Range<usize>,
    /// Words that are the same, the title left out.
    pub(super) same: usize,
    /// Words of the title that are there.
    pub(super) titled: usize,
    /// Words of the reference, the title left out.
    pub(super) core: usize,
    /// Words that differ between the ends, weighed.
    pub(super) edits: f32,
    /// Words of the reference missing before the first that is the same, the title left out.
    pub(super) head: usize,
    /// Words of the reference missing before and after, the title left out.
    pub(super) missing: usize,
    /// The places of the text that are not the same, within the span.
    pub(super) foreign: Vec<Range<usize>>,
    /// The same, each with what stands there in the reference; those that only name holders are left out.
    pub(super) changes: Vec<(Range<usize>, Range<usize>)>,
}

impl Alignment {
    /// How good it is, in words: the more of the text it explains, the better.
    pub(super) fn score(&self) -> f32 {
        count(self.same + self.titled) - EDIT * self.edits - MISSING * count(self.missing)
    }

    /// The share of the reference that is there.
    pub(super) fn coverage(&self) -> f32 {
        count(self.same) / count(self.core.max(1))
    }

    /// The share of the words between the ends that are the same.
    pub(super) fn likeness(&self) -> f32 {
        count(self.same) / (count(self.same) + self.edits).max(1.0)
    }

    /// Whether the whole reference is there, word for word.
    pub(super) fn is_whole(&self) -> bool {
        self.same == self.core && self.edits == 0.0
    }
}

/// A count of words as a weight.
pub(super) fn count(words: usize) -> f32 {
    u16::try_from(words).map_or(65_535.0, f32::from)
}

/// Lays references along texts.
#[derive(Debug)]
pub(super) struct Aligner {
    diff: Diff,
    /// A small number for each word of the pair, kept between pairs so that it is not allocated anew.
    small: Vec<u32>,
    /// How often each word is still to be found, kept in the same way.
    counts: Vec<u32>,
    /// The words that name holders in conditions.
    holders: Vec<u16>,
    /// The words that stand between them.
    between: Vec<u16>,
    copyright: u16,
    /// The least number of a word that is a number.
    numbers: u16,
}

impl Aligner {
    pub(super) fn new(shelf: &Shelf) -> Self {
        let holders = [
            "copyright",
            "holder",
            "holders",
            "author",
            "authors",
            "organization",
            "owner",
            "owners",
            "regents",
            "university",
            "california",
            "contributor",
            "contributors",
            "name",
            "company",
        ];
        let between = ["the", "of", "and", "or", "its"];
        let number = |word: &str| shelf.number(hash(word));
        Self {
            diff: Diff::default(),
            small: vec![u32::MAX; usize::from(u16::MAX) + 1],
            counts: vec![0; usize::from(u16::MAX) + 1],
            holders: holders.iter().map(|word| number(word)).collect(),
            between: between.iter().map(|word| number(word)).collect(),
            copyright: number("copyright"),
            numbers: shelf.first_at_least(NUMBERS),
        }
    }

    /// The most words that a part of a text and a reference can share, whatever their order.
    pub(super) fn bound(&mut self, text: &[u16], reference: &[u16]) -> usize {
        for word in reference {
            self.counts[usize::from(*word)] += 1;
        }
        let mut shared = 0;
        for word in text {
            let left = &mut self.counts[usize::from(*word)];
            shared += usize::from(*left > 0);
            *left = left.saturating_sub(1);
        }
        for word in reference {
            self.counts[usize::from(*word)] = 0;
        }
        shared
    }

    /// Lays a reference along a part of a text.
    pub(super) fn align(
        &mut self,
        text: &[u16],
        window: Range<usize>,
        reference: &[u16],
        title: usize,
    ) -> Alignment {
        let part = &text[window.clone()];
        let runs = match whole(part, &reference[title..]) {
            Some(at) => {
                let before = part[..at].iter().rev().zip(reference[..title].iter().rev());
                let shared = before.take_while(|(one, other)| one == other).count();
                vec![Run {
                    text: at - shared,
                    reference: title - shared,
                    length: reference.len() - title + shared,
                }]
            }
            None => self.runs(part, reference),
        };
        self.weigh(part, window.start, reference, title, best(&runs))
    }

    fn runs(&mut self, part: &[u16], reference: &[u16]) -> Vec<Run> {
        let mut next = 0;
        let mut tokens = |words: &[u16], small: &mut Vec<u32>| -> Vec<Token> {
            words
                .iter()
                .map(|word| {
                    let slot = &mut small[usize::from(*word)];
                    if *slot == u32::MAX {
                        *slot = next;
                        next += 1;
                    }
                    Token(*slot)
                })
                .collect()
        };
        let before = tokens(part, &mut self.small);
        let after = tokens(reference, &mut self.small);
        for word in part.iter().chain(reference) {
            self.small[usize::from(*word)] = u32::MAX;
        }
        // Myers with its cut-offs: the work stays bounded on hostile texts, and so does the depth.
        self.diff.compute_with(Algorithm::Myers, &before, &after, next);
        let mut runs: Vec<Run> = Vec::new();
        let (mut one, mut other) = (0, 0);
        while one < before.len() && other < after.len() {
            if self.diff.is_removed(index(one)) {
                one += 1;
            } else if self.diff.is_added(index(other)) {
                other += 1;
            } else {
                match runs.last_mut() {
                    Some(run) if run.text + run.length == one && run.reference + run.length == other => {
                        run.length += 1;
                    }
                    _ => runs.push(Run {
                        text: one,
                        reference: other,
                        length: 1,
                    }),
                }
                one += 1;
                other += 1;
            }
        }
        runs
    }

    fn weigh(&self, part: &[u16], offset: usize, reference: &[u16], title: usize, runs: &[Run]) -> Alignment {
        let core = reference.len() - title;
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return Alignment {
                core,
                missing: core,
                ..Alignment::default()
            };
        };
        let mut edits = 0.0;
        let (mut foreign, mut changes) = (Vec::new(), Vec::new());
        for (one, other) in runs.iter().zip(runs.iter().skip(1)) {
            let gap = one.text + one.length..other.text;
            let absent = (one.reference + one.length).max(title)..other.reference.max(title);
            let cost = self.cost(&part[gap.clone()], &reference[absent.clone()]);
            edits += cost;
            if cost >= EDIT {
                changes.push((offset + gap.start..offset + gap.end, absent));
            }
            if !gap.is_empty() {
                foreign.push(offset + gap.start..offset + gap.end);
            }
        }
        let all: usize = runs.iter().map(|run| run.length).sum();
        let titled: usize = runs
            .iter()
            .map(|run| title.saturating_sub(run.reference).min(run.length))
            .sum();
        let head = first.reference.saturating_sub(title);
        if (1..=LONGEST_HEAD).contains(&head) {
            let start = offset + first.text;
            changes.push((start..start, title..title + head));
        }
        let tail = reference.len() - last.reference - last.length;
        Alignment {
            span: offset + first.text..offset + last.text + last.length,
            same: all - titled,
            titled,
            core,
            edits,
            head,
            missing: head + tail,
            foreign,
            changes,
        }
    }

    /// What a gap costs: words of the text that stand where the reference has others.
    fn cost(&self, text: &[u16], reference: &[u16]) -> f32 {
        let is_number = |word: &u16| *word >= self.numbers && *word < super::shelf::BLANK;
        let text: Vec<u16> = text.iter().copied().filter(|word| !is_number(word)).collect();
        let reference: Vec<u16> = reference
            .iter()
            .copied()
            .filter(|word| !is_number(word))
            .collect();
        let holder = !reference.is_empty()
            && reference.len() <= 6
            && text.len() <= LONGEST_HOLDER
            && reference.iter().any(|word| self.holders.contains(word))
            && reference
                .iter()
                .all(|word| self.holders.contains(word) || self.between.contains(word));
        if holder {
            return 0.5;
        }
        let copyright =
            |words: &[u16]| words.first() == Some(&self.copyright) && words.len() <= LONGEST_COPYRIGHT;
        let text = if copyright(&text) { 0 } else { text.len() };
        let reference = if copyright(&reference) { 0 } else { reference.len() };
        count(text.max(reference))
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Words that are the same in a row.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: usize,
    reference: usize,
    length: usize,
}

/// Where a text holds a whole reference, word for word.
fn whole(text: &[u16], reference: &[u16]) -> Option<usize> {
    let first = reference.first()?;
    (0..=text.len().checked_sub(reference.len())?)
        .find(|at| text[*at] == *first && text[*at..*at + reference.len()] == *reference)
}

/// The runs between the best ends: single words that happen to be the same far away are left out.
fn best(runs: &[Run]) -> &[Run] {
    let (mut from, mut sum) = (0, 0.0_f32);
    let (mut best, mut most) = (0..0, 0.0_f32);
    for (at, run) in runs.iter().enumerate() {
        if at > 0 {
            let last = &runs[at - 1];
            let gap = (run.text - last.text - last.length) + (run.reference - last.reference - last.length);
            sum -= GAP * count(gap);
        }
        if sum <= 0.0 {
            (from, sum) = (at, 0.0);
        }
        sum += count(run.length);
        if sum > most {
            (best, most) = (from..at + 1, sum);
        }
    }
    &runs[best]
}
