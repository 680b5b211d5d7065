// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Languages, texts in both of them, and text made safe to show or compare.

use std::fmt::Write as _;

use serde::Deserialize;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// French, the default: Vigie's first users are French administrations.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// The French text.
    pub fr: String,
    /// The English text.
    pub en: String,
}

impl Localized {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// Folds a text for comparison: lower case, no accents, every run of characters
/// that are neither letters nor digits turned into one space, no space at the ends.
///
/// "1. 📦 Démarrage-rapide !" becomes "1 demarrage rapide".
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut add = |c: char| {
        if !c.is_alphanumeric() {
            gap = true;
            return;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    };
    for c in text.chars() {
        if c.is_ascii() {
            add(c);
        } else {
            // Letter by letter: only marks would have to be put in order, and marks are left out.
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    add(part);
                }
            });
        }
    }
    out
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Makes a text of the audited repository safe for one line of any output:
/// control characters and bidirectional overrides are shown as escapes
/// (a hostile path must not move the cursor, hide text or break a line),
/// and at most `limit` characters are kept.
#[must_use]
pub fn printable(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == limit {
            out.push('…');
            break;
        }
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_invisible(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Bidirectional controls, zero-width characters and other format characters
/// that change how the neighbouring text is shown (Unicode UTR #36).
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{fold, printable};

    #[test]
    fn folding_forgets_accents_case_and_signs() {
        assert_eq!(fold("1. 📦 Démarrage-rapide !"), "1 demarrage rapide");
        assert_eq!(
            fold("Entrepreneur·e·s d’Intérêt Général"),
            "entrepreneur e s d interet general"
        );
        assert_eq!(fold("---"), "");
    }

    #[test]
    fn printable_keeps_one_line_and_shows_tricks() {
        assert_eq!(printable("a\nb\u{1b}[31m", 80), "a\\nb\\u{1b}[31m");
        assert_eq!(printable("gpj.\u{202e}exe", 80), "gpj.\\u{202e}exe");
        assert_eq!(printable("éééé", 3), "ééé…");
    }
}
