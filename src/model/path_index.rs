// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The paths of a tree by what patterns ask of them: a rule then looks at the few paths that may match, and not at
//! each of them again.

use std::collections::HashMap;
use std::fmt;

use super::paths::{PathSet, lowered};

/// Paths, each known by its place in a list.
#[derive(Clone, Default)]
pub struct PathIndex {
    /// The paths with small letters.
    paths: Vec<Box<[u8]>>,
    by_name: HashMap<Box<[u8]>, Vec<u32>>,
    by_ending: HashMap<Box<[u8]>, Vec<u32>>,
    by_top: HashMap<Box<[u8]>, Vec<u32>>,
    by_first: HashMap<u8, Vec<u32>>,
}

impl fmt::Debug for PathIndex {
    /// The order of its tables means nothing, and differs from one to the next.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.paths).finish()
    }
}

impl PathIndex {
    /// Lists paths in their order.
    #[must_use]
    pub fn new<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut index = Self::default();
        for (at, path) in paths.enumerate() {
            let Ok(at) = u32::try_from(at) else { break };
            let path = lowered(path);
            let parts = Parts::of(&path);
            index.by_name.entry(parts.name.into()).or_default().push(at);
            if let Some(ending) = parts.ending {
                index.by_ending.entry(ending.into()).or_default().push(at);
            }
            index.by_top.entry(parts.top.into()).or_default().push(at);
            if let Some(first) = parts.name.first() {
                index.by_first.entry(*first).or_default().push(at);
            }
            index.paths.push(path);
        }
        index
    }

    pub(super) fn path(&self, at: u32) -> &[u8] {
        self.paths.get(at as usize).map_or(&[], |path| path)
    }

    pub(super) fn named(&self, name: &[u8]) -> &[u32] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn ending(&self, ending: &[u8]) -> &[u32] {
        self.by_ending.get(ending).map_or(&[], Vec::as_slice)
    }

    pub(super) fn below(&self, top: &[u8]) -> &[u32] {
        self.by_top.get(top).map_or(&[], Vec::as_slice)
    }

    pub(super) fn beginning(&self, first: &[u8]) -> &[u32] {
        first
            .first()
            .and_then(|first| self.by_first.get(first))
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn all(&self) -> std::ops::Range<u32> {
        0..u32::try_from(self.paths.len()).unwrap_or(u32::MAX)
    }

    /// The places of the paths that a set matches, in order. `written` gives the path of a place as it was listed.
    pub(super) fn among<'a>(&self, set: &PathSet, written: impl Fn(usize) -> &'a str) -> Vec<usize> {
        let mut found: Vec<usize> = set.places(self).into_iter().map(|at| at as usize).collect();
        if set.has_foreign() {
            found.extend(
                self.all()
                    .map(|at| at as usize)
                    .filter(|at| set.is_foreign_match(written(*at))),
            );
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What patterns ask of a path with small letters.
pub(super) struct Parts<'a> {
    pub(super) name: &'a [u8],
    pub(super) ending: Option<&'a [u8]>,
    pub(super) top: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(super) fn of(path: &'a [u8]) -> Self {
        let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
        Self {
            name,
            ending: name
                .iter()
                .rposition(|byte| *byte == b'.')
                .map(|at| &name[at + 1..]),
            top: path.split(|byte| *byte == b'/').next().unwrap_or(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PathIndex;
    use crate::model::Globs;

    proptest! {
        #[test]
        fn the_index_finds_what_a_look_at_each_path_finds(
            paths in proptest::collection::vec("([aB.é]{1,3}/){0,2}[aB.é]{1,4}", 0..12),
            patterns in proptest::collection::vec(
                r"a|\*|\*\*|\*\.a|b\*|\*\*/a\*|a/\*\*|\*\*/a/\*\*|\?\.b|\{a,b\}\.\*|[a-b]\*|\[ab\]\.a|a\.B|é\*|\[!a\]\*",
                0..4,
            ),
        ) {
            let globs = Globs::new(patterns).unwrap();
            let index = PathIndex::new(paths.iter().map(String::as_str));
            let found = globs.among(&index, |at| &paths[at]);
            let expected: Vec<usize> = (0..paths.len()).filter(|at| globs.matches(&paths[*at])).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
