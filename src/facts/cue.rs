// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words without which an extractor, or a rule's expression, finds nothing in a text: one pass looks for all of
//! them, and each reader is then asked only where one of its own was seen.
//!
//! A new extractor adds a [`Cue`] with its words; the pass costs no more for it. See `docs/architecture.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use aho_corasick::AhoCorasickKind;

use super::decode::Text;
use super::generated;
use super::words::Words;
use crate::licence;
use crate::model::{ODD_LETTERS, Pattern, Probe};
use crate::opendata;

/// Expressions of some files only from which on a look for their hints costs less than running them: one pass of a
/// table takes as long as that many of the expressions' own searches.
const FEW_PATTERNS: usize = 8;
/// Bytes of a repository's texts that are looked at however few such expressions want them: until then, a look costs
/// less than compiling expressions that may match nothing.
const FIRST_BYTES: usize = 4 << 20;
/// Bytes of texts after which a table of the special hints has paid for itself.
const TABLE_BYTES: usize = 1 << 20;
/// Bytes of texts that the same probes want, after which words of their own have paid for themselves.
const SET_BYTES: usize = 64 << 10;
/// Most sets of probes that are kept: a tree has a few dozen kinds of files.
const MOST_SETS: usize = 512;
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
struct Owned {
    words: Words,
    /// Whose each word is.
    owners: Vec<Owner>,
    /// How many hints there are in all.
    hints: usize,
}

/// Who wants to know of a word.
#[derive(Debug, Clone, Copy)]
enum Owner {
    /// Patterns, by the number of the hint.
    Hint(usize),
    /// An extractor.
    Cue(Cue),
    /// Nobody: with one of the [`ODD_LETTERS`] nothing can be told of any word.
    Odd,
}

impl Owned {
    /// `numbers` tells which of all `hints` are looked for.
    fn new(
        hints: &[String],
        numbers: impl Iterator<Item = usize>,
        cues: &[Cue],
        made: impl Fn(&[&str]) -> Words,
    ) -> Self {
        let (mut words, mut owners) = (Vec::new(), Vec::new());
        for number in numbers {
            words.push(hints[number].as_str());
            owners.push(Owner::Hint(number));
        }
        for cue in cues {
            words.extend(cue.words());
            owners.resize(words.len(), Owner::Cue(*cue));
        }
        words.extend(ODD_LETTERS);
        owners.resize(words.len(), Owner::Odd);
        Self {
            words: made(&words),
            owners,
            hints: hints.len(),
        }
    }

    /// Looks for every word.
    fn look(&self, text: &str) -> Seen {
        let mut seen = Seen {
            blind: false,
            hints: vec![0; self.hints.div_ceil(64)],
            first: [usize::MAX; Cue::ALL.len()],
        };
        let looked = self.words.look(text, |word, end| {
            match self.owners[word] {
                Owner::Hint(number) => seen.hints[number / 64] |= 1 << (number % 64),
                Owner::Cue(cue) => {
                    let first = &mut seen.first[cue as usize];
                    *first = (*first).min(end);
                }
                Owner::Odd => seen.blind = true,
            }
            !seen.blind
        });
        seen.blind |= !looked;
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
    fn has_hint(&self, number: usize) -> bool {
        self.blind || self.hints[number / 64] >> (number % 64) & 1 == 1
    }
}

/// The hints of each pattern of a probe, by their numbers; empty when nothing is known of a pattern.
type Hints = Vec<Vec<usize>>;

/// The words for files that the same probes want.
#[derive(Debug, Default)]
struct Set {
    /// Bytes of such files so far.
    bytes: AtomicUsize,
    /// The cues and the hints of these probes, when they are few enough to be found faster than one after the other.
    words: OnceLock<Option<Owned>>,
}

/// Everything that is looked for in texts. Counts decide about time only, never about what is found.
#[derive(Debug)]
pub(super) struct Cues {
    /// Every hint of every probe, sorted.
    hints: Vec<String>,
    /// By probe: whether it wants every file, and its hints.
    probes: Vec<(bool, Hints)>,
    /// Looked for in every text: the cues, and the hints of the probes that want every file.
    common: Owned,
    /// Files by the probes that want them.
    sets: RwLock<BTreeMap<Vec<usize>, Arc<Set>>>,
    /// The hints of the other probes, looked for where many of them want a text; made when the first one is met, and
    /// again as a table, which is found in a third of the time and takes longer to make, when many were looked at.
    special: OnceLock<Owned>,
    table: OnceLock<Owned>,
    /// Bytes looked at so far for the special probes.
    special_bytes: AtomicUsize,
    /// Bytes looked at so far for few special probes.
    looked: AtomicUsize,
}

/// What a text may hold.
pub(super) struct Signs {
    /// The cues, and the hints of the probes that want every file; of all others too when they were looked for.
    common: Seen,
    /// Whether `common` tells of the hints of all probes that want the text.
    whole: bool,
    /// The hints of the other probes.
    special: Option<Seen>,
}

impl Cues {
    pub(super) fn new(probes: &[&Probe]) -> Self {
        let is_wide = |probe: &Probe| {
            let globs = probe.globs.sources();
            globs.iter().any(|glob| EVERY_FILE.contains(&glob.as_str()))
        };
        let patterns = probes.iter().flat_map(|probe| &probe.patterns);
        let mut hints: Vec<&str> = patterns.flat_map(Pattern::hints).collect();
        hints.sort_unstable();
        hints.dedup();
        let numbered = |probe: &&Probe| {
            let number = |text: &str| hints.binary_search(&text).ok();
            let of = |pattern: &Pattern| pattern.hints().into_iter().filter_map(number).collect();
            (is_wide(probe), probe.patterns.iter().map(of).collect())
        };
        let probes: Vec<(bool, Hints)> = probes.iter().map(numbered).collect();
        let hints: Vec<String> = hints.into_iter().map(str::to_owned).collect();
        let wide = (0..probes.len()).filter(|index| probes[*index].0);
        let common = Owned::new(&hints, numbers(&probes, wide), &Cue::ALL, Words::few);
        Self {
            common,
            hints,
            probes,
            sets: RwLock::default(),
            special: OnceLock::new(),
            table: OnceLock::new(),
            special_bytes: AtomicUsize::new(0),
            looked: AtomicUsize::new(0),
        }
    }

    /// Looks at a text that some probes want.
    pub(super) fn look(&self, text: &Text, wanted: &[usize]) -> Signs {
        let special = wanted
            .iter()
            .map(|index| &self.probes[*index])
            .filter(|one| !one.0);
        let special = special.map(|(_, hints)| hints.len()).sum();
        if special > 0
            && let Some(set) = self.set(text, wanted)
            && let Some(Some(words)) = set.words.get()
        {
            return Signs {
                common: words.look(text.as_str()),
                whole: true,
                special: None,
            };
        }
        Signs {
            common: self.common.look(text.as_str()),
            whole: false,
            special: self.pays(text, special).then(|| self.look_for_special(text)),
        }
    }

    /// The set of a text, its words made once there were enough of such texts.
    fn set(&self, text: &Text, wanted: &[usize]) -> Option<Arc<Set>> {
        let known = self
            .sets
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(wanted)
            .cloned();
        let set = if let Some(set) = known {
            set
        } else {
            let mut sets = self.sets.write().unwrap_or_else(PoisonError::into_inner);
            if sets.len() == MOST_SETS {
                return None;
            }
            Arc::clone(sets.entry(wanted.to_vec()).or_default())
        };
        if set.bytes.fetch_add(text.as_str().len(), Ordering::Relaxed) >= SET_BYTES {
            set.words.get_or_init(|| {
                let all = numbers(&self.probes, wanted.iter().copied().chain(self.wide()));
                let words = Owned::new(&self.hints, all, &Cue::ALL, Words::only_few);
                (!matches!(words.words, Words::Unknown)).then_some(words)
            });
        }
        Some(set)
    }

    /// The probes that want every file.
    fn wide(&self) -> impl Iterator<Item = usize> {
        (0..self.probes.len()).filter(|index| self.probes[*index].0)
    }

    fn look_for_special(&self, text: &Text) -> Seen {
        let made = |kind| {
            let special = (0..self.probes.len()).filter(|index| !self.probes[*index].0);
            let numbers = numbers(&self.probes, special);
            Owned::new(&self.hints, numbers, &[], |words| Words::many(words, kind))
        };
        let length = text.as_str().len();
        let words = if self.special_bytes.fetch_add(length, Ordering::Relaxed) < TABLE_BYTES {
            self.special.get_or_init(|| made(None))
        } else {
            self.table.get_or_init(|| made(Some(AhoCorasickKind::DFA)))
        };
        words.look(text.as_str())
    }

    /// Whether a look at a text for which so many special expressions are meant costs less than running them.
    /// Expressions with `\b` and accents leave the fast engines in a text that is not ASCII.
    fn pays(&self, text: &Text, patterns: usize) -> bool {
        patterns > 0
            && (patterns >= FEW_PATTERNS
                || self.looked.fetch_add(text.as_str().len(), Ordering::Relaxed) < FIRST_BYTES
                || !text.as_str().is_ascii())
    }

    /// Whether a pattern of a probe can match the text.
    pub(super) fn may_match(&self, signs: &Signs, probe: usize, pattern: usize) -> bool {
        let (wide, hints) = &self.probes[probe];
        let seen = if *wide || signs.whole {
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

/// The hints of some probes, each once.
fn numbers(probes: &[(bool, Hints)], some: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let all: BTreeSet<usize> = some
        .flat_map(|index| probes[index].1.iter().flatten().copied())
        .collect();
    all.into_iter()
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
        // From here on words of their own are asked.
        assert!(!may(&"x ".repeat(TABLE_BYTES), 1, 0));
        assert!(may("Contact", 1, 0) && !may("x", 1, 0) && may("\u{17f}", 1, 0));
        assert!(may("GLPAT-x", 0, 0) && !may("Contact", 0, 0));
    }

    #[test]
    fn too_many_words_for_a_set_of_their_own_are_found_by_a_table() {
        let words: Vec<String> = (0..300).map(|word| format!("\"word{word:03}x\"")).collect();
        let probe: Probe =
            toml::from_str(&format!("globs = [\"*.md\"]\npatterns = [{}]", words.join(", "))).unwrap();
        let cues = Cues::new(&[&probe]);
        let may = |text: &str, pattern| {
            let signs = cues.look(&decode(text.into()).unwrap(), &[0]);
            assert!(!signs.whole);
            // Beyond its first bytes, a set of one probe pays for no look unless its text has accents.
            signs.special.is_none() || cues.may_match(&signs, 0, pattern)
        };
        for _ in 0..3 {
            assert!(may("é WORD217X", 217) && !may("é word217x", 218));
            assert!(!may(&"é ".repeat(TABLE_BYTES), 1));
        }
    }
}
