// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words that are layout, and words that have two spellings.

/// Words that are layout: the letters and numbers of lists, what is left of an apostrophe, and the words
/// that begin comments in m4 and batch files.
pub(super) fn is_mark(word: &str, next: Option<char>) -> bool {
    let roman = || word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let number = || word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let closed = matches!(next, Some('.' | ')' | ']' | '\\'));
    let letter = word.len() == 1 && !word.as_bytes()[0].is_ascii_digit();
    letter || matches!(word, "dnl" | "rem") || (closed && (number() || roman()))
}

/// Whether a word is a year, or stands for one.
pub(super) fn is_year(word: &str) -> bool {
    let century = word.starts_with("19") || word.starts_with("20");
    matches!(word, "year" | "yyyy" | "annee")
        || (word.len() == 4 && century && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// One spelling for words that have two.
pub(super) fn spelling(word: &str) -> &str {
    match word {
        "licence" => "license",
        "licences" => "licenses",
        "licenced" => "licensed",
        "sublicence" => "sublicense",
        "sublicences" => "sublicenses",
        "acknowledgement" => "acknowledgment",
        "acknowledgements" => "acknowledgments",
        "judgement" => "judgment",
        "organisation" => "organization",
        "organisations" => "organizations",
        "authorisation" => "authorization",
        "authorised" => "authorized",
        "recognised" => "recognized",
        "favour" => "favor",
        "favourable" => "favorable",
        "programme" => "program",
        "programmes" => "programs",
        "whilst" => "while",
        "fulfil" => "fulfill",
        "wilful" => "willful",
        "copyrights" => "copyright",
        "merchantibility" => "merchantability",
        other => other,
    }
}
