// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Texts in which expressions are looked for once they are known to hold what every match holds: compiling an
//! expression takes longer than looking through a few kilobytes.

use std::ops::Range;

use rayon::prelude::*;
use regex::Regex;

use super::hint;
use super::pattern::Pattern;

/// Largest text in which the clauses of an expression are looked for to spare compiling it, in bytes.
const LONGEST: usize = 1 << 16;

/// Texts, each of which is searched by itself, in small letters.
#[derive(Debug)]
pub struct Screen {
    small: String,
    parts: Vec<Range<usize>>,
    odd: bool,
}

impl Screen {
    /// Joins the texts.
    #[must_use]
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut small, mut parts) = (String::new(), Vec::new());
        for text in texts {
            let start = small.len();
            small.push_str(text);
            parts.push(start..small.len());
            small.push('\n');
        }
        small.make_ascii_lowercase();
        Self {
            odd: hint::ODD_LETTERS.iter().any(|odd| small.contains(odd)),
            small,
            parts,
        }
    }

    /// Whether one of the texts may hold a match.
    #[must_use]
    pub fn may_hold(&self, pattern: &Pattern) -> bool {
        // Most expressions are ruled out by the texts together.
        self.odd
            || pattern.fits(&self.small)
                && (self.parts.len() == 1
                    || self
                        .parts
                        .iter()
                        .any(|part| pattern.fits(&self.small[part.clone()])))
    }

    /// Whether searching one text for a match is worth it: whether the expression is compiled, or the text is short and
    /// may hold one. `screen` gives the text's screen.
    #[must_use]
    pub fn is_worth<'a>(pattern: &Pattern, text: &str, screen: impl FnOnce() -> &'a Self) -> bool {
        pattern.is_compiled()
            || text.len() > LONGEST
            || pattern.has_waited(text.len())
            || screen().may_hold(pattern)
    }

    /// The expressions that one of the texts may match, compiled side by side.
    #[must_use]
    pub fn among<'a>(&self, patterns: &'a [Pattern]) -> Vec<&'a Regex> {
        patterns
            .par_iter()
            .filter(|one| self.may_hold(one))
            .map(Pattern::regex)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Screen;
    use crate::model::Pattern;

    #[test]
    fn a_screen_lets_every_match_through() {
        let pattern = Pattern::try_from("(?i)grisk[.]org".to_owned()).unwrap();
        assert!(Screen::new(["nothing", "at GRISK.org"]).may_hold(&pattern));
        assert!(Screen::new(["at gri\u{17f}k.org"]).may_hold(&pattern), "a long s");
        assert!(!Screen::new(["grisk", ".org"]).may_hold(&pattern));
        assert!(pattern.is_match("Gri\u{17f}k.org") && !pattern.is_match("gris"));
    }

    #[test]
    fn each_text_must_hold_what_a_match_holds() {
        let pattern = Pattern::try_from(r"\bprojet\b.{0,20}\barchive\b".to_owned()).unwrap();
        assert!(Screen::new(["un projet", "le projet est archive"]).may_hold(&pattern));
        assert!(!Screen::new(["un projet", "une archive"]).may_hold(&pattern));
        assert!(!Screen::new([]).may_hold(&pattern));
    }

    #[test]
    fn a_text_is_searched_at_once_where_compiling_costs_less() {
        let pattern = Pattern::try_from("(?i)absent".to_owned()).unwrap();
        let worth =
            |text: &str| Screen::is_worth(&pattern, text, || Box::leak(Box::new(Screen::new([text]))));
        assert!(!worth("present") && worth("Absent"));
        assert!(worth(&"x".repeat(100_000)));
        for _ in 0..100 {
            let _ = worth(&"x".repeat(10_000));
        }
        assert!(worth("present"), "it was looked at long enough");
    }
}
