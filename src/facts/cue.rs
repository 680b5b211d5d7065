// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words without which an extractor, or a rule's expression, finds nothing in a text: one pass looks for all of
//! them, and each reader is then asked only where one of its own was seen.
//!
//! A new extractor adds a [`Cue`] with its words; the pass costs no more for it. See `docs/architecture.md`.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::decode::Text;
use super::generated;
use crate::licence;
use crate::model::{ODD_LETTERS, Pattern, Probe};
use crate::opendata;

/// Probes of some files only from which on a look for their hints costs less than running them (measured): a
/// README is wanted by dozens, a source file by a handful.
const FEW_PROBES: usize = 16;
/// Bytes of a repository's texts that are looked at however few such probes want them: until then, a look costs
/// less than compiling expressions that may match nothing.
const FIRST_BYTES: usize = 4 << 20;
/// Bytes of texts after which a table of the special hints has paid for itself.
const TABLE_BYTES: usize = 1 << 20;
/// Path patterns that every file matches.
const EVERY_FILE: [&str; 2] = ["**", "**/*"];

/// An extractor that is asked only where one of its words stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Marks of programs that write files.
    Generated,
    /// What the head of a source file says of a licence.
    Licence,
    /// Addresses of data.gouv.fr and its sites.
    Portal,
    /// The tags of REUSE.
    Reuse,
}

impl Cue {
    /// Every cue, in the order of its number.
    const ALL: [Self; 4] = [Self::Generated, Self::Licence, Self::Portal, Self::Reuse];

    /// The words, one of which every text holds in which the extractor finds something; the case of ASCII letters
    /// does not matter. Letters that Unicode folds into ASCII ones (the Kelvin sign, the long s) are looked for
    /// besides: a text with one of them holds every cue.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Generated => generated::WORDS,
            Self::Licence => licence::HEAD_WORDS,
            Self::Portal => &[opendata::CUE],
            Self::Reuse => &["spdx-", "copyright", "©"],
        }
    }

    /// Up to which byte of a text a word counts: some extractors read the head only.
    fn reach(self) -> usize {
        match self {
            Self::Generated => generated::HEAD_BYTES,
            Self::Licence => licence::HEAD_BYTES,
            Self::Portal | Self::Reuse => usize::MAX,
        }
    }
}

/// Words to look for, each with those who want to know.
#[derive(Debug)]
struct Words {
    automaton: Option<AhoCorasick>,
    /// How many words are hints of probes; they come first.
    hints: usize,
    /// Whose each of the other words is; `None` for the [`ODD_LETTERS`].
    cues: Vec<Option<Cue>>,
}

impl Words {
    /// `hints` are sorted and differ. Few words are worth a table, which costs more to make and less to use.
    fn new(hints: &[&str], cues: &[Cue], kind: Option<AhoCorasickKind>) -> Self {
        let mut words: Vec<&str> = hints.to_vec();
        let mut owners = Vec::new();
        for cue in cues {
            words.extend(cue.words());
            owners.resize(words.len() - hints.len(), Some(*cue));
        }
        words.extend(ODD_LETTERS);
        owners.resize(words.len() - hints.len(), None);
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(kind)
            .build(&words);
        Self {
            automaton: automaton.ok(),
            hints: hints.len(),
            cues: owners,
        }
    }

    /// Looks for every word.
    fn look(&self, text: &str) -> Seen {
        let mut seen = Seen {
            blind: self.automaton.is_none(),
            hints: vec![0; self.hints.div_ceil(64)],
            first: [usize::MAX; Cue::ALL.len()],
        };
        let Some(automaton) = &self.automaton else {
            return seen;
        };
        for hit in automaton.find_overlapping_iter(text) {
            let word = hit.pattern().as_usize();
            if word < self.hints {
                seen.hints[word / 64] |= 1 << (word % 64);
                continue;
            }
            let Some(cue) = self.cues[word - self.hints] else {
                seen.blind = true;
                break;
            };
            let first = &mut seen.first[cue as usize];
            *first = (*first).min(hit.end());
        }
        seen
    }
}

/// Which words a text holds.
struct Seen {
    /// Whether nothing can be told: any word may be there.
    blind: bool,
    /// Hints, as bits.
    hints: Vec<u64>,
    /// Where the first word of each cue ends.
    first: [usize; Cue::ALL.len()],
}

impl Seen {
    fn has_hint(&self, word: usize) -> bool {
        self.blind || self.hints[word / 64] >> (word % 64) & 1 == 1
    }
}

/// The hints of each pattern of a probe, by their numbers; empty when nothing is known of a pattern.
type Hints = Vec<Vec<usize>>;

/// Everything that is looked for in texts.
#[derive(Debug)]
pub(super) struct Cues {
    /// Looked for in every text: the cues, and the hints of the probes that want every file.
    common: Words,
    /// Looked for where many of the other probes want a text; made when the first one is met, and again as a
    /// table, which is found in a third of the time and takes longer to make, when many texts were looked at.
    special: OnceLock<Words>,
    table: OnceLock<Words>,
    /// Bytes looked at so far for the special probes.
    special_bytes: AtomicUsize,
    special_hints: Vec<String>,
    /// By probe: whether it wants every file, and its hints.
    probes: Vec<(bool, Hints)>,
    /// Bytes looked at so far for few special probes. Counts decide about time only, never about what is found.
    looked: AtomicUsize,
}

/// What a text may hold.
pub(super) struct Signs {
    common: Seen,
    special: Option<Seen>,
}

impl Cues {
    pub(super) fn new(probes: &[&Probe]) -> Self {
        let is_wide = |probe: &Probe| {
            let globs = probe.globs.sources();
            globs.iter().any(|glob| EVERY_FILE.contains(&glob.as_str()))
        };
        let of = |wide: bool| {
            let mut texts: Vec<&str> = probes
                .iter()
                .filter(|probe| is_wide(probe) == wide)
                .flat_map(|probe| probe.patterns.iter().flat_map(Pattern::hints))
                .collect();
            texts.sort_unstable();
            texts.dedup();
            texts
        };
        let (common, special) = (of(true), of(false));
        let numbered = |probe: &&Probe| {
            let wide = is_wide(probe);
            let texts = if wide { &common } else { &special };
            let number = |text: &str| texts.binary_search(&text).ok();
            let hints = |pattern: &Pattern| pattern.hints().into_iter().filter_map(number).collect();
            (wide, probe.patterns.iter().map(hints).collect())
        };
        Self {
            probes: probes.iter().map(numbered).collect(),
            common: Words::new(&common, &Cue::ALL, Some(AhoCorasickKind::DFA)),
            special: OnceLock::new(),
            table: OnceLock::new(),
            special_bytes: AtomicUsize::new(0),
            special_hints: special.into_iter().map(str::to_owned).collect(),
            looked: AtomicUsize::new(0),
        }
    }

    /// Looks at a text that some probes want.
    pub(super) fn look(&self, text: &Text, wanted: &[usize]) -> Signs {
        let special = wanted.iter().filter(|index| !self.probes[**index].0).count();
        let special = self.pays(text, special).then(|| {
            let made = |kind| {
                let hints: Vec<&str> = self.special_hints.iter().map(String::as_str).collect();
                Words::new(&hints, &[], kind)
            };
            let before = self
                .special_bytes
                .fetch_add(text.as_str().len(), Ordering::Relaxed);
            let words = if before < TABLE_BYTES {
                self.special.get_or_init(|| made(None))
            } else {
                self.table.get_or_init(|| made(Some(AhoCorasickKind::DFA)))
            };
            words.look(text.as_str())
        });
        Signs {
            common: self.common.look(text.as_str()),
            special,
        }
    }

    /// Whether a look at a text that so many special probes want costs less than running them. Expressions with
    /// `\b` and accents leave the fast engines in a text that is not ASCII.
    fn pays(&self, text: &Text, probes: usize) -> bool {
        probes > 0
            && (probes >= FEW_PROBES
                || self.looked.fetch_add(text.as_str().len(), Ordering::Relaxed) < FIRST_BYTES
                || !text.as_str().is_ascii())
    }

    /// Whether a pattern of a probe can match the text.
    pub(super) fn may_match(&self, signs: &Signs, probe: usize, pattern: usize) -> bool {
        let (wide, hints) = &self.probes[probe];
        let seen = if *wide {
            &signs.common
        } else {
            match &signs.special {
                Some(seen) => seen,
                None => return true,
            }
        };
        hints
            .get(pattern)
            .is_none_or(|hints| hints.is_empty() || hints.iter().any(|hint| seen.has_hint(*hint)))
    }
}

impl Signs {
    /// Whether an extractor may find something in the text.
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.common.blind || {
            let first = self.common.first[cue as usize];
            first != usize::MAX && first <= cue.reach()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cue, Cues, TABLE_BYTES};
    use crate::facts::decode::decode;
    use crate::model::Probe;

    fn signs(text: &str) -> Vec<Cue> {
        let signs = Cues::new(&[]).look(&decode(text.into()).unwrap(), &[]);
        Cue::ALL.into_iter().filter(|cue| signs.has(*cue)).collect()
    }

    #[test]
    fn each_extractor_is_asked_where_its_words_stand() {
        assert_eq!(signs("let a = 1;"), []);
        assert_eq!(signs("// GENERATED by x"), [Cue::Generated]);
        assert_eq!(signs("// G\u{c9}N\u{c9}R\u{c9} par x"), [Cue::Generated]);
        assert_eq!(signs("# Licence MIT"), [Cue::Licence]);
        assert_eq!(signs("// Copyright 2026"), [Cue::Reuse]);
        assert_eq!(signs("https://www.Data.gouv.fr/datasets/a"), [Cue::Portal]);
    }

    #[test]
    fn words_below_the_head_count_for_those_that_read_the_whole() {
        let text = format!("{}\ngenerated, licence, © data.gouv.fr/", "a ".repeat(20_000));
        assert_eq!(signs(&text), [Cue::Portal, Cue::Reuse]);
    }

    #[test]
    fn letters_that_fold_into_ascii_hide_nothing() {
        assert_eq!(signs("\u{17f}").len(), Cue::ALL.len());
        assert_eq!(signs("\u{212a}").len(), Cue::ALL.len());
    }

    #[test]
    fn numbers_of_cues_are_their_places() {
        for (at, cue) in Cue::ALL.into_iter().enumerate() {
            assert_eq!(cue as usize, at);
        }
    }

    #[test]
    fn hints_rule_out_patterns_of_common_and_special_probes() {
        let probe = |toml: &str| toml::from_str::<Probe>(toml).unwrap();
        let wide = probe("globs = [\"**\"]\npatterns = [\"glpat-[a-z]+\", \"[0-9]+\"]");
        let narrow = probe("globs = [\"*.md\"]\npatterns = [\"(?i)contact\"]");
        let cues = Cues::new(&[&wide, &narrow]);
        let may = |text: &str, probe, pattern| {
            let signs = cues.look(&decode(text.into()).unwrap(), &[0, 1]);
            cues.may_match(&signs, probe, pattern)
        };
        assert!(may("GLPAT-x", 0, 0) && !may("x", 0, 0));
        assert!(may("x", 0, 1), "nothing is known of the second pattern");
        assert!(may("Contact", 1, 0) && !may("x", 1, 0) && may("\u{17f}", 1, 0));
        // From here on a table is asked.
        assert!(!may(&"x ".repeat(TABLE_BYTES), 1, 0));
        assert!(may("Contact", 1, 0) && !may("x", 1, 0) && may("\u{17f}", 1, 0));
    }
}
