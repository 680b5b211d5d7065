// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Languages, texts in both of them, and text made safe to show or compare.

use std::fmt::{self, Write as _};
use std::marker::PhantomData;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};
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

/// Reads a text and makes a value of it inside the reader's own call, so that the error of one that is refused bears the
/// place of the text, and not that of the list around it.
///
/// # Errors
/// When there is no text, or it is refused.
pub fn from_text<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String, Error: fmt::Display>,
{
    struct Text<T>(PhantomData<T>);

    impl<T: TryFrom<String, Error: fmt::Display>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            self.visit_string(text.to_owned())
        }

        fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
            T::try_from(text).map_err(E::custom)
        }
    }

    from.deserialize_string(Text(PhantomData))
}

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table such as { fr = \"…\", en = \"…\" }")]
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
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        gap: false,
    };
    for piece in text.split_inclusive(|c: char| !c.is_ascii()) {
        let (plain, rare) = piece.split_at(piece.trim_end_matches(|c: char| !c.is_ascii()).len());
        folded.plain(plain);
        // Letter by letter: only marks would have to be put in order, and marks are left out.
        for c in rare.chars() {
            decompose_compatible(c, |part| folded.rare(part));
        }
    }
    folded.text
}

/// A text being folded.
struct Folded {
    text: String,
    /// Whether signs stood behind the last letter.
    gap: bool,
}

impl Folded {
    /// Adds a piece of ASCII, word by word: letter by letter takes several times as long.
    fn plain(&mut self, piece: &str) {
        let mut rest = piece;
        while !rest.is_empty() {
            let signs = rest.bytes().position(|byte| byte.is_ascii_alphanumeric());
            self.gap |= signs != Some(0);
            let Some(signs) = signs else { return };
            rest = &rest[signs..];
            let word = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric());
            let (word, behind) = rest.split_at(word.unwrap_or(rest.len()));
            self.part();
            let start = self.text.len();
            self.text.push_str(word);
            self.text[start..].make_ascii_lowercase();
            rest = behind;
        }
    }

    fn rare(&mut self, c: char) {
        if is_combining_mark(c) {
            return;
        }
        if !c.is_alphanumeric() {
            self.gap = true;
            return;
        }
        self.part();
        self.text.extend(c.to_lowercase());
    }

    /// Parts a letter from the word before it.
    fn part(&mut self) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
    }
}

/// The beginning of a text: at most so many bytes, up to a whole character.
#[must_use]
pub fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
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
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;
    use unicode_normalization::char::is_combining_mark;

    use super::{fold, printable};

    proptest! {
        #[test]
        fn folding_is_what_it_says(text in "[a-cA-C0-9 .é\u{301}À·ﬁ½ßİ’📦\n-]{0,24}") {
            let letters: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
            let words: Vec<_> = letters.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).collect();
            let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(fold(&text), words.join(" "));
        }
    }

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
