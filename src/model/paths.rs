// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Many path patterns asked at once, without compiling them.
//!
//! `globset` says what a pattern means. It turns every pattern that ignores case into a regular
//! expression, and compiling those of all rules takes longer than a small audit. Almost all of them are
//! names, endings and folders: those are matched here byte by byte, found by the name or the ending of
//! the path. What this file does not read is given to `globset`; a property test holds both equal.

use std::borrow::Cow;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::path_index::{Parts, PathIndex};
use super::path_pattern::{Key, choices, key, matches};

/// A pattern as `globset` understands it: case does not matter, `*` stops at `/`, and a choice may be
/// empty (`{,docs/}`).
pub(super) fn glob(text: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(text)
        .case_insensitive(true)
        .literal_separator(true)
        .empty_alternates(true)
        .build()
}

/// Whether a pattern is valid.
pub(super) fn check(text: &str) -> Result<(), globset::Error> {
    if plain(text) {
        return Ok(());
    }
    glob(text).map(|_| ())
}

/// Whether a pattern is valid at first sight: without classes and escapes, only braces can be wrong.
fn plain(text: &str) -> bool {
    let mut depth = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'[' | b']' | b'\\' => return false,
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

/// Patterns by a text that paths have, sorted. Sets are small and asked a million times: a search by halves
/// costs less than a hash.
#[derive(Debug, Default)]
struct Table(Vec<(Vec<u8>, Vec<usize>)>);

impl Table {
    fn add(&mut self, key: &[u8], pattern: usize) {
        match self.find(key) {
            Ok(at) => self.0[at].1.push(pattern),
            Err(at) => self.0.insert(at, (key.to_vec(), vec![pattern])),
        }
    }

    fn find(&self, key: &[u8]) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_slice().cmp(key))
    }

    fn get(&self, key: &[u8]) -> &[usize] {
        self.find(key).map_or(&[], |at| &self.0[at].1)
    }
}

/// Patterns, each with the number of its owner.
#[derive(Debug, Default)]
pub(crate) struct PathSet {
    patterns: Vec<(Vec<u8>, usize)>,
    /// By the whole last part of the path.
    by_name: Table,
    /// By what follows the last dot of the path.
    by_ending: Table,
    /// By the first folder of the path: everything below it is meant.
    by_top: Table,
    /// By the first byte of the last part.
    by_first: Table,
    /// Those that every path is asked.
    rest: Vec<usize>,
    /// Those that `globset` matches, with their owners.
    foreign: Option<(GlobSet, Vec<usize>)>,
}

impl PathSet {
    /// Reads patterns with their owners.
    ///
    /// # Errors
    /// When one is not valid, or those that need `globset` are too large together.
    pub(crate) fn new<'a>(globs: impl Iterator<Item = (&'a str, usize)>) -> Result<Self, globset::Error> {
        let mut set = Self::default();
        let (mut foreign, mut owners) = (GlobSetBuilder::new(), Vec::new());
        for (text, owner) in globs {
            if let Some(patterns) = choices(text) {
                for pattern in patterns {
                    set.add(pattern, owner);
                }
            } else {
                foreign.add(glob(text)?);
                owners.push(owner);
            }
        }
        if !owners.is_empty() {
            set.foreign = Some((foreign.build()?, owners));
        }
        Ok(set)
    }

    fn add(&mut self, pattern: Vec<u8>, owner: usize) {
        let index = self.patterns.len();
        match key(&pattern) {
            Key::Name(name) => self.by_name.add(name, index),
            Key::Ending(ending) => self.by_ending.add(ending, index),
            Key::Top(folder) => self.by_top.add(folder, index),
            Key::First(byte) => self.by_first.add(&[byte], index),
            Key::None => self.rest.push(index),
        }
        self.patterns.push((pattern, owner));
    }

    /// Whether a path matches one of the patterns.
    pub(crate) fn is_match(&self, path: &str) -> bool {
        let mut buffer = [0; SHORT];
        let lower = lower(path, &mut buffer);
        self.candidates(&lower)
            .any(|index| matches(&self.patterns[index].0, &lower))
            || self.foreign.as_ref().is_some_and(|(set, _)| set.is_match(path))
    }

    /// The owners of the patterns that a path matches, in no order and perhaps more than once.
    pub(crate) fn owners(&self, path: &str) -> Vec<usize> {
        let mut buffer = [0; SHORT];
        let lower = lower(path, &mut buffer);
        let mut found: Vec<usize> = self
            .candidates(&lower)
            .filter(|index| matches(&self.patterns[*index].0, &lower))
            .map(|index| self.patterns[index].1)
            .collect();
        if let Some((set, owners)) = &self.foreign {
            found.extend(set.matches(path).into_iter().map(|index| owners[index]));
        }
        found
    }

    fn candidates<'a>(&'a self, path: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let parts = Parts::of(path);
        [
            self.by_name.get(parts.name),
            parts.ending.map_or(&[], |ending| self.by_ending.get(ending)),
            self.by_top.get(parts.top),
            self.by_first.get(parts.name.get(..1).unwrap_or_default()),
            &self.rest,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    /// The places of an index whose paths match; those that `globset` would find are left out.
    pub(super) fn places(&self, index: &PathIndex) -> Vec<u32> {
        let mut found = Vec::new();
        let mut try_all = |patterns: &[usize], places: &[u32]| {
            let matching = |at: &&u32| {
                let path = index.path(**at);
                patterns.iter().any(|one| matches(&self.patterns[*one].0, path))
            };
            found.extend(places.iter().filter(matching));
        };
        for (name, patterns) in &self.by_name.0 {
            try_all(patterns, index.named(name));
        }
        for (ending, patterns) in &self.by_ending.0 {
            try_all(patterns, index.ending(ending));
        }
        for (top, patterns) in &self.by_top.0 {
            try_all(patterns, index.below(top));
        }
        for (first, patterns) in &self.by_first.0 {
            try_all(patterns, index.beginning(first));
        }
        if !self.rest.is_empty() {
            let all: Vec<u32> = index.all().collect();
            try_all(&self.rest, &all);
        }
        found
    }

    /// Whether some patterns are left to `globset`.
    pub(super) fn has_foreign(&self) -> bool {
        self.foreign.is_some()
    }

    /// Whether one of those matches a path.
    pub(super) fn is_foreign_match(&self, path: &str) -> bool {
        self.foreign.as_ref().is_some_and(|(set, _)| set.is_match(path))
    }
}

/// A path whose ASCII letters are small.
pub(super) fn lowered(path: &str) -> Box<[u8]> {
    path.to_ascii_lowercase().into_bytes().into_boxed_slice()
}

/// Length of paths, in bytes, up to which the small letters need no memory of their own.
const SHORT: usize = 256;

/// A path whose ASCII letters are small: patterns ignore the case of those only.
fn lower<'a>(path: &'a str, buffer: &'a mut [u8; SHORT]) -> Cow<'a, [u8]> {
    if !path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path.as_bytes());
    }
    match buffer.get_mut(..path.len()) {
        Some(short) => {
            short.copy_from_slice(path.as_bytes());
            short.make_ascii_lowercase();
            Cow::Borrowed(short)
        }
        None => Cow::Owned(path.to_ascii_lowercase().into_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use globset::GlobSetBuilder;
    use proptest::prelude::*;

    use super::{PathSet, check, choices, glob};

    fn by_globset(text: &str, path: &str) -> bool {
        let mut set = GlobSetBuilder::new();
        set.add(glob(text).unwrap());
        set.build().unwrap().is_match(path)
    }

    fn ours(text: &str, path: &str) -> bool {
        PathSet::new([(text, 0)].into_iter()).unwrap().is_match(path)
    }

    #[test]
    fn names_endings_and_folders_are_read_here() {
        for (text, path, expected) in [
            ("LICEN[CS]E*", "licence.md", true),
            ("LICEN[CS]E*", "docs/LICENCE", false),
            ("**/*.{csv,TSV}", "a/b/x.Csv", true),
            ("**/*.{csv,tsv}", "csv", false),
            ("docs/**", "Docs/a/b", true),
            ("docs/**", "docs", false),
            ("{,docs/}README{,.*}", "docs/readme.fr.md", true),
            ("**/{data,données}/**/*.pdf", "x/données/a/b.PDF", true),
            ("**/{data,données}/**/*.pdf", "data/b.pdf", true),
            ("a/**/b/**/c", "a/x/b/b/y/c", true),
            ("*a*b", "xaxbab", true),
            ("*a?b", "aab/b", false),
            ("**", "anything/at/all", true),
        ] {
            assert!(choices(text).is_some(), "{text} is left to globset");
            assert_eq!(ours(text, path), expected, "{text} on {path}");
            assert_eq!(by_globset(text, path), expected, "{text} on {path} by globset");
        }
    }

    #[test]
    fn what_is_not_read_here_is_left_to_globset() {
        for text in [
            "[!a]b", "[a-c]", "a**b", "{**/a,b}", r"a\*b", "**/**/a", "[é]", "a/**b",
        ] {
            assert_eq!(choices(text), None, "{text}");
        }
        assert!(ours("[a-c]x", "Bx") && !ours("[!a]x", "ax"));
        assert!(check("a[").is_err() && check("{a").is_err() && check("a}").is_err());
    }

    #[test]
    fn a_pattern_that_stands_for_too_many_is_left_to_globset() {
        let text = "{a,b}".repeat(11);
        assert_eq!(choices(&text), None);
        assert!(ours(&text, &"ab".repeat(6)[..11]));
    }

    #[test]
    fn owners_are_told() {
        let set = PathSet::new([("*.md", 1), ("readme*", 2), ("[a-z]*", 3), ("x", 4)].into_iter()).unwrap();
        let mut owners = set.owners("README.md");
        owners.sort_unstable();
        assert_eq!(owners, [1, 2, 3]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn both_readings_are_equal(
            text in r"(\*\*/)?([aB./é]|\*|\?|\[[aB.]+\]|/\*\*/|\{[aB./,*]{0,6}\}){0,8}(/\*\*)?",
            paths in proptest::collection::vec("[abAB./é]{0,10}", 1..8),
        ) {
            prop_assume!(glob(&text).is_ok());
            for path in &paths {
                prop_assert_eq!(ours(&text, path), by_globset(&text, path), "{} on {}", text, path);
            }
        }

        #[test]
        fn any_text_is_a_pattern_or_an_error(text in r"[ab*?\[\]{},/\\!^.-]{0,16}", path in "[ab./-]{0,8}") {
            prop_assert_eq!(check(&text).is_ok(), glob(&text).is_ok(), "{}", text);
            if glob(&text).is_ok() {
                prop_assert_eq!(ours(&text, &path), by_globset(&text, &path), "{} on {}", text, path);
            }
        }
    }
}
