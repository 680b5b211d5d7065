// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which of many words a text holds, told in one pass whatever their number.

use aho_corasick::packed::{Config, MatchKind as PackedKind, Searcher};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind, Span};
use memchr::memmem::Finder;

/// Bytes that are put into small letters at once: they stay in the processor's cache.
const CHUNK: usize = 32 << 10;
/// Fewest bytes of a word by which the wide instructions tell where words may begin.
const LEAST: usize = 3;

/// A set of words; the case of ASCII letters does not matter.
#[derive(Debug)]
pub(super) enum Words {
    /// Few words: the processor's wide instructions find where one may begin, several bytes in a step.
    Few(Box<Few>),
    /// Any number of words: a state machine, byte after byte.
    Many(AhoCorasick),
    /// Nothing could be made of the words: any of them may be there.
    Unknown,
}

#[derive(Debug)]
pub(super) struct Few {
    searcher: Searcher,
    /// The words in small letters, with their numbers, by their first byte.
    words: Vec<Vec<(usize, Vec<u8>)>>,
    /// Bytes that two chunks share, so that no word is cut in two.
    shared: usize,
    /// Words that no text of ASCII letters holds.
    rare: Vec<(usize, Finder<'static>)>,
}

impl Words {
    /// For a set of words that is asked for in every text. Where the processor lacks the instructions, a table.
    pub(super) fn few(words: &[&str]) -> Self {
        match Few::new(words) {
            Some(few) => Self::Few(Box::new(few)),
            None => Self::many(words, Some(AhoCorasickKind::DFA)),
        }
    }

    /// For a set of words that is worth looking for only if it is found fast; [`Words::Unknown`] otherwise.
    pub(super) fn only_few(words: &[&str]) -> Self {
        Few::new(words).map_or(Self::Unknown, |few| Self::Few(Box::new(few)))
    }

    /// For any set of words. A table takes longer to make and is asked in a third of the time.
    pub(super) fn many(words: &[&str], kind: Option<AhoCorasickKind>) -> Self {
        let machine = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(kind)
            .build(words);
        machine.map_or(Self::Unknown, Self::Many)
    }

    /// Calls `saw` with the number of each word that stands in the text and where it ends; once at least for the
    /// first place of each. Stops when `saw` says so. Gives whether the words could be looked for.
    pub(super) fn look(&self, text: &str, mut saw: impl FnMut(usize, usize) -> bool) -> bool {
        match self {
            Self::Unknown => return false,
            Self::Few(few) => few.look(text, &mut saw),
            Self::Many(machine) => {
                for hit in machine.find_overlapping_iter(text) {
                    if !saw(hit.pattern().as_usize(), hit.end()) {
                        break;
                    }
                }
            }
        }
        true
    }
}

impl Few {
    fn new(all: &[&str]) -> Option<Self> {
        let mut words = vec![Vec::new(); 256];
        let mut rare = Vec::new();
        let mut builder = Config::new().match_kind(PackedKind::LeftmostFirst).builder();
        for (number, word) in all.iter().enumerate() {
            let lower = word.to_ascii_lowercase().into_bytes();
            if !lower.first()?.is_ascii() && !lower.iter().any(u8::is_ascii_alphabetic) {
                rare.push((number, Finder::new(&lower).into_owned()));
                continue;
            }
            if lower.len() < LEAST {
                return None;
            }
            builder.add(&lower);
            words[usize::from(lower[0])].push((number, lower));
        }
        let longest = words.iter().flatten().map(|(_, word)| word.len()).max()?;
        (longest < CHUNK).then_some(())?;
        Some(Self {
            searcher: builder.build()?,
            words,
            shared: longest - 1,
            rare,
        })
    }

    fn look(&self, text: &str, saw: &mut impl FnMut(usize, usize) -> bool) {
        let bytes = text.as_bytes();
        if !text.is_ascii() {
            for (number, finder) in &self.rare {
                if let Some(at) = finder.find(bytes)
                    && !saw(*number, at + finder.needle().len())
                {
                    return;
                }
            }
        }
        let mut chunk = Vec::with_capacity(CHUNK.min(bytes.len()));
        let mut from = 0;
        loop {
            let to = bytes.len().min(from + CHUNK);
            chunk.clear();
            chunk.extend_from_slice(&bytes[from..to]);
            chunk.make_ascii_lowercase();
            let more = self.look_into(&chunk, &mut |number, end| saw(number, from + end));
            if to == bytes.len() || !more {
                return;
            }
            from = to - self.shared;
        }
    }

    /// Gives whether to go on.
    fn look_into(&self, lower: &[u8], saw: &mut impl FnMut(usize, usize) -> bool) -> bool {
        let mut from = 0;
        while let Some(hit) = self.searcher.find_in(lower, Span::from(from..lower.len())) {
            let start = hit.start();
            let rest = &lower[start..];
            for (number, word) in &self.words[usize::from(rest[0])] {
                if rest.starts_with(word) && !saw(*number, start + word.len()) {
                    return false;
                }
            }
            from = start + 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use aho_corasick::AhoCorasickKind;
    use proptest::prelude::*;

    use super::{CHUNK, Words};

    const WORDS: &[&str] = &[
        "http",
        "://",
        ".gouv.fr",
        "ghp_",
        "gho_",
        "Spdx",
        "spdx-",
        "licens",
        "licenc",
        "généré",
        "gÉnéré",
        "©",
        "\u{17f}",
        "\u{212a}",
        "private key",
    ];

    /// The end of the first place of each word.
    fn first(words: &Words, text: &str) -> BTreeMap<usize, usize> {
        let mut found = BTreeMap::new();
        assert!(words.look(text, |word, end| {
            let first = found.entry(word).or_insert(end);
            *first = end.min(*first);
            true
        }));
        found
    }

    #[test]
    fn words_are_found_across_chunks() {
        let words = Words::few(WORDS);
        for before in [0, CHUNK - 12, CHUNK - 3, CHUNK - 1, CHUNK, 2 * CHUNK - 15] {
            let text = format!("{}PRIVATE KEY", "x".repeat(before));
            let found = first(&words, &text);
            assert_eq!(
                found.into_iter().collect::<Vec<_>>(),
                [(14, text.len())],
                "{before}"
            );
        }
    }

    #[test]
    fn looking_stops_when_told() {
        for words in [Words::few(WORDS), Words::many(WORDS, None)] {
            let mut seen = 0;
            words.look("http http http", |_, _| {
                seen += 1;
                seen < 2
            });
            assert_eq!(seen, 2);
        }
        assert!(!Words::Unknown.look("a", |_, _| true));
    }

    proptest! {
        #[test]
        fn both_ways_find_the_same(parts in proptest::collection::vec((0..WORDS.len(), any::<bool>(), "[ -~é©ſ]{0,9}"), 0..40)) {
            let mut text = String::new();
            for (word, upper, rest) in parts {
                text += &if upper { WORDS[word].to_ascii_uppercase() } else { WORDS[word].to_owned() };
                text += &rest;
            }
            let few = first(&Words::few(WORDS), &text);
            prop_assert_eq!(few, first(&Words::many(WORDS, Some(AhoCorasickKind::DFA)), &text));
        }
    }
}
