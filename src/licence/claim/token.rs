// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A prose cut into words, numbers and the signs that matter, so that layout, case and accents do not.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower case, without accents. `licence` is spelt `license`, `3.0` is one word, and letters are
    /// cut from digits: `GPLv3` is `gplv` and `3`.
    pub(super) word: String,
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// Whether it touches the token before, or only a hyphen stands between.
    pub(super) joined: bool,
}

/// Signs that are kept; `.` is kept at the end of sentences only.
const SIGNS: &str = ",;:()[]/|+?!«»&–—·•©{}";

/// Words that a full stop follows without the end of a sentence.
const ABBREVIATIONS: &[&str] = &["v", "ver", "vers", "inc", "corp", "ltd", "cf", "al", "art", "vs"];

/// Cuts a prose.
pub(super) fn cut(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            let digit = c.is_ascii_digit();
            let mut end = at + c.len_utf8();
            while let Some(&(next, d)) = chars.peek() {
                let inside = if digit {
                    d.is_ascii_digit() || (d == '.' && digit_follows(text, next))
                } else {
                    (d.is_alphanumeric() && !d.is_ascii_digit()) || is_combining_mark(d)
                };
                if !inside {
                    break;
                }
                end = next + d.len_utf8();
                chars.next();
            }
            let mut word = fold(&text[at..end]);
            if !digit && is_dotted(text, at, end) {
                word.insert(0, '.');
            }
            push(&mut tokens, text, word, at..end);
        } else if let Some(sign) = sign(text, at, c, tokens.last()) {
            push(&mut tokens, text, sign.to_owned(), at..at + c.len_utf8());
        }
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, text: &str, word: String, at: Range<usize>) {
    let joined = tokens.last().is_some_and(|last| {
        let between = &text[last.at.end..at.start];
        between.is_empty() || between == "-"
    });
    tokens.push(Token { word, at, joined });
}

/// Whether a word is a part of a host or of a file name: `code.gouv.fr`, `LICENSE.md`.
fn is_dotted(text: &str, start: usize, end: usize) -> bool {
    let after = text[end..].strip_prefix('.').and_then(|rest| rest.chars().next());
    let mut before = text[..start].chars().rev();
    let part = before.next() == Some('.') && before.next().is_some_and(char::is_alphanumeric);
    let lower = text[start..].starts_with(|c: char| c.is_ascii_lowercase());
    after.is_some_and(|c| c.is_ascii_lowercase()) || (part && lower)
}

fn digit_follows(text: &str, dot: usize) -> bool {
    text.as_bytes().get(dot + 1).is_some_and(u8::is_ascii_digit)
}

/// The sign to keep for a character that is part of no word.
fn sign(text: &str, at: usize, c: char, last: Option<&Token>) -> Option<&'static str> {
    if c == '.' || c == '…' {
        let rest = &text[at + c.len_utf8()..];
        let ends = rest
            .chars()
            .next()
            .is_none_or(|next| next.is_whitespace() || "\"»”)*_`".contains(next));
        let goes_on = rest
            .chars()
            .find(|next| !next.is_whitespace())
            .is_some_and(char::is_lowercase);
        let short = last.is_some_and(|last| ABBREVIATIONS.contains(&last.word.as_str()));
        return (ends && !goes_on && !short).then_some(".");
    }
    if c == '-' {
        // A dash between words, as typewriters wrote it.
        let before = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let after = text[at + 1..].chars().next().is_none_or(char::is_whitespace);
        return (before && after).then_some("–");
    }
    let found = SIGNS.char_indices().find(|(_, sign)| *sign == c)?;
    let sign = &SIGNS[found.0..found.0 + c.len_utf8()];
    Some(if sign == "—" { "–" } else { sign })
}

fn fold(word: &str) -> String {
    let folded: String = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .collect()
    };
    match folded.as_str() {
        "licence" => "license".to_owned(),
        "licences" => "licenses".to_owned(),
        "licenced" => "licensed".to_owned(),
        _ => folded,
    }
}

/// The words alone, for tests and tables.
pub(super) fn words(text: &str) -> Vec<String> {
    cut(text).into_iter().map(|token| token.word).collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn layout_case_and_accents_do_not_matter() {
        for (text, expected) in [
            ("GPLv3+", "gplv 3 +"),
            ("Apache-2.0", "apache 2.0"),
            ("licence « MIT ».", "license « mit » ."),
            ("v. 2.0. Fin", "v 2.0 . fin"),
            ("ultérieure,", "ulterieure ,"),
            ("LICENSE.md - MIT", ".license .md – mit"),
            ("n’est pas", "n est pas"),
            ("", ""),
        ] {
            assert_eq!(words(text).join(" "), expected);
        }
    }
}
