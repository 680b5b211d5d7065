// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Running the rules' searches on a text while it is in memory.

use std::cell::LazyCell;
use std::sync::Arc;

use crate::model::{Pattern, Place, Probe, Screen};

use super::decode::Text;

/// Most passages that one probe keeps per file: enough to mend, bounded on hostile input.
const MOST_PER_FILE: usize = 50;

/// A passage that a probe found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it begins.
    pub place: Place,
    /// The passage, cut to 200 characters.
    pub excerpt: String,
}

/// What a probe found over the whole repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passages {
    /// How many files were searched.
    pub searched: usize,
    /// The file searched, when there is only one.
    pub only: Option<Arc<str>>,
    /// The passages, in the order of paths and lines.
    pub found: Vec<Passage>,
    /// Files that should have been searched and could not be read.
    pub unread: Vec<Arc<str>>,
}

/// Searches one text for the patterns that `may_match` it, told by their position in the probe.
#[must_use]
pub(super) fn search(
    probe: &Probe,
    path: &Arc<str>,
    text: &Text,
    may_match: impl Fn(usize) -> bool,
) -> Vec<Passage> {
    let accents = !text.as_str().is_ascii();
    let screen = LazyCell::new(|| Screen::new([text.as_str()]));
    let mut found: Vec<_> = probe
        .patterns
        .iter()
        .enumerate()
        .filter(|(index, _)| may_match(*index))
        .map(|(_, pattern)| pattern)
        .filter(|pattern| Screen::is_worth(pattern, text.as_str(), || &screen))
        .filter(|pattern| !accents || pattern.may_match(text.as_str()))
        .flat_map(|pattern| {
            pattern
                .regex()
                .find_iter(text.as_str())
                .take(if probe.outnumber.is_empty() {
                    MOST_PER_FILE * 4
                } else {
                    usize::MAX
                })
        })
        .filter(|hit| {
            let lines = text.lines_around(hit.range());
            !probe.unless.iter().any(|unless| unless.is_match(lines))
        })
        .map(|hit| (hit.start(), hit.end()))
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|(start, _)| *start);
    if !found.is_empty() && !probe.outnumber.is_empty() {
        let others = |pattern: &Pattern| pattern.regex().find_iter(text.as_str()).count();
        if found.len() <= probe.outnumber.iter().map(others).sum() {
            return Vec::new();
        }
    }
    found.truncate(MOST_PER_FILE);
    found
        .into_iter()
        .map(|(start, end)| {
            let (line, column) = text.position(start);
            Passage {
                place: Place::at(path, line, column),
                excerpt: text.as_str()[start..end].chars().take(200).collect(),
            }
        })
        .collect()
}
