// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Patterns and sizes that people write, checked while they are read, so that an error
//! points at its exact line and column.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::fold;
use super::hint;
use super::narrow::latin;
use super::path_index::PathIndex;
use super::paths::{self, PathSet};
use super::relax;
use super::screen::Screen;
use super::text::from_text;

/// Why a value of a rule file or of `.vigie.toml` is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// A glob that cannot be read.
    #[error("\"{glob}\" is not a valid path pattern: {}", source.kind())]
    Glob { glob: String, source: globset::Error },
    /// A regular expression that cannot be read.
    #[error("\"{pattern}\" is not a valid regular expression: {reason}")]
    Pattern { pattern: String, reason: String },
    /// A size that cannot be read.
    #[error("\"{0}\" is not a size: write a whole number and B, kB, MB, KiB or MiB, such as \"500 kB\"")]
    Size(String),
    /// A word that holds no letter and no digit.
    #[error("\"{0}\" holds no letter and no digit: it can match no heading")]
    Word(String),
}

/// Path patterns, prepared when they are first used. Case does not matter and `*` stops at `/`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<OneGlob>")]
pub struct Globs {
    sources: Vec<String>,
    set: Arc<OnceLock<PathSet>>,
}

impl Globs {
    /// Reads path patterns.
    ///
    /// # Errors
    /// When one of them is not a valid pattern.
    pub fn new(sources: Vec<String>) -> Result<Self, ValueError> {
        let checked: Vec<OneGlob> = sources
            .into_iter()
            .map(OneGlob::try_from)
            .collect::<Result<_, _>>()?;
        Ok(checked.into())
    }

    /// The pattern that every path matches.
    ///
    /// # Panics
    /// Never: `**` is a valid pattern.
    #[must_use]
    pub fn everything() -> Self {
        Self::new(vec!["**".to_owned()]).expect("`**` is a valid pattern")
    }

    /// Whether a path matches one of the patterns.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        !self.sources.is_empty() && self.set().is_match(path)
    }

    /// The places of an index whose paths match one of the patterns, in order. `written` gives the path of a place as
    /// it was listed.
    #[must_use]
    pub fn among<'a>(&self, index: &PathIndex, written: impl Fn(usize) -> &'a str) -> Vec<usize> {
        if self.sources.is_empty() {
            return Vec::new();
        }
        index.among(self.set(), written)
    }

    /// The patterns prepared together, at the first use.
    fn set(&self) -> &PathSet {
        self.set.get_or_init(|| {
            self.build()
                .expect("rule sets and settings prepare foreign patterns, tests the embedded ones")
        })
    }

    /// Prepares the patterns now.
    ///
    /// # Errors
    /// When they are too large together.
    pub fn compile(&self) -> Result<(), ValueError> {
        let set = self.build()?;
        self.set.get_or_init(|| set);
        Ok(())
    }

    fn build(&self) -> Result<PathSet, ValueError> {
        let globs = self.sources.iter().map(|glob| (glob.as_str(), 0));
        PathSet::new(globs).map_err(|source| ValueError::Glob {
            glob: self.sources.join(", "),
            source,
        })
    }

    /// The patterns as written.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// Whether there is no pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }
}

impl TryFrom<Vec<String>> for Globs {
    type Error = ValueError;

    fn try_from(sources: Vec<String>) -> Result<Self, ValueError> {
        Self::new(sources)
    }
}

/// One pattern of a list: refused by itself, so that an error in a file bears its own place and not the list's.
struct OneGlob(String);

impl<'de> Deserialize<'de> for OneGlob {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

impl TryFrom<String> for OneGlob {
    type Error = ValueError;

    fn try_from(glob: String) -> Result<Self, ValueError> {
        match paths::check(&glob) {
            Ok(()) => Ok(Self(glob)),
            Err(source) => Err(ValueError::Glob { glob, source }),
        }
    }
}

impl From<Vec<OneGlob>> for Globs {
    fn from(globs: Vec<OneGlob>) -> Self {
        Self {
            sources: globs.into_iter().map(|glob| glob.0).collect(),
            set: Arc::default(),
        }
    }
}

/// A regular expression, compiled when it is first used: an audit uses a part of them, and
/// compiling them all would take most of a small audit's time. `regex` runs in linear time. `\w` and `\d` mean the
/// letters and digits of the Latin script.
#[derive(Debug, Clone)]
pub struct Pattern {
    source: Arc<str>,
    kept: Kept,
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

include!(concat!(env!("OUT_DIR"), "/known_patterns.rs"));

/// What is known of an expression (see [`Pattern::clauses`]), and what was compiled of it.
#[derive(Debug, Clone)]
enum Kept {
    /// The place in [`KNOWN`]: read when the program was built, compiled once for all the rules that use it.
    Known(usize),
    /// Found when the expression was read.
    Found(Arc<(hint::Clauses, Compiled)>),
}

/// An expression compiled, as written and without its edges of words.
#[derive(Debug, Default)]
struct Compiled {
    strict: OnceLock<Regex>,
    relaxed: OnceLock<Option<Regex>>,
    /// Bytes of the texts with accents that were searched so far.
    accented: AtomicUsize,
    /// Bytes of the texts that were looked at before compiling.
    screened: AtomicUsize,
}

static COMPILED: [Compiled; KNOWN.len()] = [const {
    Compiled {
        strict: OnceLock::new(),
        relaxed: OnceLock::new(),
        accented: AtomicUsize::new(0),
        screened: AtomicUsize::new(0),
    }
}; KNOWN.len()];

/// Largest compiled expression, in bytes.
const LARGEST: usize = 1 << 21;

/// Most memory of an expression's states, in bytes, for each thread that searches with it: a run over many repositories
/// meets all expressions, and the default of 2 MiB adds up. With less, a large tree fell back to slow engines as long as
/// every expression read every file; those that the clauses leave do not need more (measured over Symfony).
pub(super) const STATES: usize = 1 << 16;

/// Texts with accents that are worth an expression of their own (see [`Pattern::may_match`]), in bytes.
const MUCH_TEXT: usize = 1 << 13;

/// Texts looked at for the clauses of an expression that are worth compiling it, in bytes.
const MUCH_SCREENED: usize = 1 << 18;

impl Pattern {
    /// The expression as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Texts of which every match holds at least one, whatever the case of its ASCII letters, which are small here;
    /// empty when nothing is known. Nothing follows in a text with one of the letters that fold into ASCII ones.
    #[must_use]
    pub fn hints(&self) -> Vec<&str> {
        match &self.kept {
            Kept::Known(at) => KNOWN[*at].1.first().map_or_else(Vec::new, |texts| texts.to_vec()),
            Kept::Found(found) => {
                let first = found.0.first().into_iter();
                first.flatten().map(String::as_str).collect()
            }
        }
    }

    /// Whether a text in small letters holds one text of each clause (see [`hint::Clauses`]).
    pub(super) fn fits(&self, small: &str) -> bool {
        match &self.kept {
            Kept::Known(at) => {
                let mut clauses = KNOWN[*at].1.iter();
                clauses.all(|texts| texts.iter().any(|text| small.contains(text)))
            }
            Kept::Found(found) => {
                let mut clauses = found.0.iter();
                clauses.all(|texts| texts.iter().any(|text| small.contains(text.as_str())))
            }
        }
    }

    /// Whether searching costs no compiling.
    pub(super) fn is_compiled(&self) -> bool {
        self.compiled().strict.get().is_some()
    }

    /// Counts texts that were looked at to spare compiling; whether they are so many that compiling costs less.
    pub(super) fn has_waited(&self, bytes: usize) -> bool {
        self.compiled().screened.fetch_add(bytes, Ordering::Relaxed) >= MUCH_SCREENED
    }

    fn compiled(&self) -> &Compiled {
        match &self.kept {
            Kept::Known(at) => &COMPILED[*at],
            Kept::Found(found) => &found.1,
        }
    }

    /// Compiles the expression now.
    ///
    /// # Errors
    /// When it is too large.
    pub fn compile(&self) -> Result<(), ValueError> {
        build(&self.source).map(|regex| {
            self.compiled().strict.get_or_init(|| regex);
        })
    }

    /// Whether a text with accents may hold a match. On such a text the edges of words (`\b`) take the slow engine of
    /// the expression, on every byte; without its edges the expression matches at least as much, by the fast one. For
    /// little text compiling it would cost more than it saves.
    #[must_use]
    pub fn may_match(&self, text: &str) -> bool {
        let compiled = self.compiled();
        let before = compiled.accented.fetch_add(text.len(), Ordering::Relaxed);
        if before.saturating_add(text.len()) < MUCH_TEXT {
            return true;
        }
        compiled
            .relaxed
            .get_or_init(|| relax::relaxed(&latin(&self.source)))
            .as_ref()
            .is_none_or(|relaxed| relaxed.is_match(text))
    }

    /// Whether a short text holds a match. The expression is compiled only where its clauses hold.
    ///
    /// # Panics
    /// As [`Pattern::regex`].
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        (self.is_compiled() || Screen::new([text]).may_hold(self)) && self.regex().is_match(text)
    }

    /// The compiled expression.
    ///
    /// # Panics
    /// When the expression is too large and [`Pattern::compile`] was not asked first.
    #[must_use]
    pub fn regex(&self) -> &Regex {
        self.compiled().strict.get_or_init(|| {
            build(&self.source).expect("rule sets compile foreign patterns, tests the embedded ones")
        })
    }
}

/// An expression that the program itself holds, as frugal with memory as those of rules. It means what it says: all
/// scripts, and `^` is the beginning of the text.
///
/// # Panics
/// When it is none; tests use each.
#[must_use]
pub fn own_regex(source: &str) -> Regex {
    RegexBuilder::new(source)
        .dfa_size_limit(STATES)
        .build()
        .expect("a valid pattern")
}

fn build(source: &str) -> Result<Regex, ValueError> {
    RegexBuilder::new(&latin(source))
        .size_limit(LARGEST)
        .dfa_size_limit(STATES)
        .multi_line(true)
        .build()
        .map_err(|error| refused(source, &error.to_string()))
}

fn refused(pattern: &str, reason: &str) -> ValueError {
    ValueError::Pattern {
        pattern: pattern.to_owned(),
        reason: one_line(reason),
    }
}

impl TryFrom<String> for Pattern {
    type Error = ValueError;

    /// Checks the syntax; the size is checked by [`Pattern::compile`].
    fn try_from(pattern: String) -> Result<Self, ValueError> {
        let kept = match KNOWN.binary_search_by(|(known, _)| (*known).cmp(&pattern)) {
            Ok(at) => Kept::Known(at),
            Err(_) => hint::read(&pattern)
                .map(|found| Kept::Found(Arc::new((found, Compiled::default()))))
                .map_err(|error| refused(&pattern, &error))?,
        };
        Ok(Self {
            source: Arc::from(pattern),
            kept,
        })
    }
}

/// The last line of a many-line error says what is wrong; the others draw it.
fn one_line(text: &str) -> String {
    text.lines()
        .next_back()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .to_owned()
}

/// A size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Size(pub u64);

impl TryFrom<String> for Size {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = match text[digits.len()..].trim() {
            "" | "B" => 1,
            "kB" => 1000,
            "MB" => 1_000_000,
            "KiB" => 1 << 10,
            "MiB" => 1 << 20,
            _ => return Err(ValueError::Size(text)),
        };
        digits
            .parse::<u64>()
            .ok()
            .and_then(|n| n.checked_mul(unit))
            .map(Self)
            .ok_or(ValueError::Size(text))
    }
}

/// Words and phrases to find in headings, folded once.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<OneWord>")]
pub struct Words {
    sources: Vec<String>,
    folded: Vec<(String, bool)>,
}

impl Words {
    /// Whether a folded text (see [`fold`]) holds one of the words.
    #[must_use]
    pub fn found_in(&self, folded: &str) -> bool {
        self.folded.iter().any(|(word, open)| {
            folded.match_indices(word.as_str()).any(|(at, _)| {
                let before = folded[..at].chars().next_back();
                let after = folded[at + word.len()..].chars().next();
                before.is_none_or(|c| c == ' ') && (*open || after.is_none_or(|c| c == ' '))
            })
        })
    }

    /// Whether a folded text is one of the words and nothing else.
    #[must_use]
    pub fn are_all_of(&self, folded: &str) -> bool {
        self.folded.iter().any(|(word, open)| {
            let rest = folded.strip_prefix(word.as_str());
            rest.is_some_and(|rest| *open || rest.is_empty())
        })
    }

    /// The words as written.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.sources
    }
}

impl TryFrom<Vec<String>> for Words {
    type Error = ValueError;

    fn try_from(sources: Vec<String>) -> Result<Self, ValueError> {
        let words: Vec<OneWord> = sources
            .into_iter()
            .map(OneWord::try_from)
            .collect::<Result<_, _>>()?;
        Ok(words.into())
    }
}

/// One word of a list, as written and folded: refused by itself, as a pattern is.
struct OneWord(String, String);

impl<'de> Deserialize<'de> for OneWord {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

impl TryFrom<String> for OneWord {
    type Error = ValueError;

    fn try_from(word: String) -> Result<Self, ValueError> {
        match fold(&word) {
            folded if folded.is_empty() => Err(ValueError::Word(word)),
            folded => Ok(Self(word, folded)),
        }
    }
}

impl From<Vec<OneWord>> for Words {
    fn from(words: Vec<OneWord>) -> Self {
        let (mut sources, mut folded) = (Vec::new(), Vec::new());
        for OneWord(word, plain) in words {
            folded.push((plain, word.ends_with('*')));
            sources.push(word);
        }
        Self { sources, folded }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;

    use super::{Globs, KNOWN, Pattern, Size, Words, hint};

    #[test]
    fn globs_ignore_case_and_stop_at_slashes() {
        let globs = Globs::new(vec!["licen[cs]e*".into(), "docs/**".into()]).unwrap();
        assert!(globs.matches("LICENSE.md"));
        assert!(globs.matches("docs/a/b.md"));
        assert!(!globs.matches("vendor/LICENSE"));
        assert!(Globs::new(vec!["a[".into()]).is_err());
        assert!(Globs::everything().matches("a/b/c"));
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(Size::try_from("500 kB".to_owned()).unwrap(), Size(500_000));
        assert_eq!(Size::try_from("2MiB".to_owned()).unwrap(), Size(2 << 20));
        assert!(Size::try_from("big".to_owned()).is_err());
        assert!(Size::try_from("99999999999999999999 MB".to_owned()).is_err());
    }

    #[test]
    fn words_are_whole_unless_open() {
        let words = Words::try_from(vec!["Démarrage".to_owned(), "install*".to_owned()]).unwrap();
        assert!(words.found_in("2 demarrage rapide"));
        assert!(words.found_in("installation locale"));
        assert!(!words.found_in("redemarrage"));
        assert!(Words::try_from(vec!["***".to_owned()]).is_err());
    }

    #[test]
    fn a_bad_pattern_says_why_in_one_line() {
        let large = Pattern::try_from(r"(\p{L}{300}){300}".to_owned()).unwrap();
        assert!(large.compile().is_err());
        let error = Pattern::try_from("(a".to_owned()).unwrap_err().to_string();
        assert!(
            error.contains("unclosed group") && !error.contains('\n'),
            "{error}"
        );
    }

    /// Texts made from the embedded expressions themselves, their edges (`\b`, `^`) left out.
    #[test]
    fn every_match_of_an_embedded_pattern_fits_its_clauses() {
        let mut runner = TestRunner::deterministic();
        let mut tried = 0;
        for (pattern, clauses) in KNOWN.iter().filter(|(_, clauses)| !clauses.is_empty()) {
            let bare = ["\\b", "\\A", "\\z", "(?m)", "(?-u)", "^", "$"].iter().fold(
                (*pattern).to_owned(),
                |text, edge| match *edge {
                    "^" => text.replace("[^", "\0").replace('^', "").replace('\0', "[^"),
                    "$" => text.replace("\\$", "\0").replace('$', "").replace('\0', "\\$"),
                    edge => text.replace(edge, ""),
                },
            );
            let Ok(made) = proptest::string::string_regex(&bare) else {
                continue;
            };
            for _ in 0..20 {
                let text = made.new_tree(&mut runner).unwrap().current();
                let small = text.to_ascii_lowercase();
                tried += 1;
                assert!(
                    hint::ODD_LETTERS.iter().any(|odd| text.contains(odd))
                        || clauses
                            .iter()
                            .all(|texts| texts.iter().any(|text| small.contains(text))),
                    "{pattern} matches {text:?} without {clauses:?}"
                );
            }
        }
        assert!(tried > 1000, "{tried}");
    }
}
