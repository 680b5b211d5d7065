// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One pass over a text tells which of the rules' expressions can match it at all.

use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, MatchKind};

use super::decode::Text;
use crate::model::{Pattern, Probe, folds_oddly};

/// Probes from which on a look for all their hints costs less than running them (measured): a README
/// is wanted by dozens, a source file by a handful.
const FEW_PROBES: usize = 16;
/// Bytes of a repository's texts that are looked at however few probes want them: until then, a look costs
/// less than compiling expressions that may match nothing.
const FIRST_BYTES: usize = 4 << 20;

/// The hints of every pattern of every probe, looked for together.
pub(super) struct Prefilter {
    /// Bytes looked at so far. It decides about time only, never about what is found.
    looked: AtomicUsize,
    automaton: Option<AhoCorasick>,
    /// The hints of each pattern, by probe and pattern; empty when nothing is known.
    hints: Vec<Vec<Vec<usize>>>,
    count: usize,
}

/// The hints that a text holds.
pub(super) struct Present(Option<Vec<bool>>);

impl Prefilter {
    pub(super) fn new(probes: &[&Probe]) -> Self {
        let mut texts: Vec<&str> = probes
            .iter()
            .flat_map(|probe| probe.patterns.iter().flat_map(Pattern::hints))
            .collect();
        texts.sort_unstable();
        texts.dedup();
        let number = |text: &str| texts.binary_search(&text).ok();
        let hints = probes
            .iter()
            .map(|probe| {
                let of = |pattern: &Pattern| pattern.hints().into_iter().filter_map(number).collect();
                probe.patterns.iter().map(of).collect()
            })
            .collect();
        Self {
            automaton: AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .build(&texts)
                .ok(),
            hints,
            count: texts.len(),
            looked: AtomicUsize::new(0),
        }
    }

    /// Whether a look at a text that so many probes want costs less than running them. Expressions with
    /// `\b` and accents leave the fast engines in a text that is not ASCII.
    pub(super) fn pays(&self, text: &Text, probes: usize) -> bool {
        probes > 0
            && (probes >= FEW_PROBES
                || self.looked.fetch_add(text.as_str().len(), Ordering::Relaxed) < FIRST_BYTES
                || !text.as_str().is_ascii())
    }

    /// Looks for every hint in a text.
    pub(super) fn look(&self, text: &Text) -> Present {
        let text = text.as_str();
        let Some(automaton) = self.automaton.as_ref().filter(|_| !folds_oddly(text)) else {
            return Present(None);
        };
        let mut seen = vec![false; self.count];
        let mut left = self.count;
        for hit in automaton.find_overlapping_iter(text) {
            let seen = &mut seen[hit.pattern().as_usize()];
            left -= usize::from(!*seen);
            *seen = true;
            if left == 0 {
                break;
            }
        }
        Present(Some(seen))
    }

    /// Whether a pattern of a probe can match the text.
    pub(super) fn may_match(&self, present: &Present, probe: usize, pattern: usize) -> bool {
        let Some(seen) = &present.0 else { return true };
        self.hints
            .get(probe)
            .and_then(|patterns| patterns.get(pattern))
            .is_none_or(|hints| hints.is_empty() || hints.iter().any(|hint| seen[*hint]))
    }
}
