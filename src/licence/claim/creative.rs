// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Names of Creative Commons licences, whose elements are written in many ways.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::family::short;
use super::mention::Mention;
use super::token::Token;
use super::version::is_number;

/// Ways to write each element, the longest first.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("BY", &["by"]),
    ("BY", &["attribution"]),
    ("BY", &["paternite"]),
    ("SA", &["sa"]),
    ("SA", &["sharealike"]),
    ("SA", &["share", "alike"]),
    ("SA", &["partage", "dans", "les", "memes", "conditions"]),
    ("SA", &["partage", "a", "l", "identique"]),
    (
        "SA",
        &["partage", "des", "conditions", "initiales", "a", "l", "identique"],
    ),
    ("NC", &["nc"]),
    ("NC", &["noncommercial"]),
    ("NC", &["non", "commercial"]),
    ("NC", &["pas", "d", "utilisation", "commerciale"]),
    ("NC", &["utilisation", "non", "commerciale"]),
    ("ND", &["nd"]),
    ("ND", &["noderivatives"]),
    ("ND", &["noderivs"]),
    ("ND", &["no", "derivatives"]),
    ("ND", &["no", "derivs"]),
    ("ND", &["pas", "de", "modification"]),
    ("ND", &["pas", "de", "modifications"]),
];

/// Versions of the licences, without a final `.0`, from the newest.
const VERSIONS: &[&str] = &["4.0", "3.0", "2.5", "2.0", "1.0"];

/// A Creative Commons licence named at a token; no identifier when it is one that cannot be told.
pub(super) fn read(text: &str, tokens: &[Token], at: usize) -> Option<Mention> {
    let word = |index: usize| tokens.get(index).map(|token| token.word.as_str());
    let mut end = match (word(at)?, word(at + 1)) {
        ("cc", Some("by")) => at + 1,
        ("creative", Some("commons")) => at + 2,
        ("attribution", _) => at,
        _ => return None,
    };
    let mut says_license = false;
    while matches!(word(end), Some("license" | "public" | "cc" | "–" | ":" | "(")) && end < at + 5 {
        says_license |= word(end) == Some("license");
        end += 1;
    }
    let mut elements: Vec<&str> = Vec::new();
    while let Some((element, next)) = element(tokens, end) {
        if !elements.contains(&element) {
            elements.push(element);
        }
        end = next;
    }
    if !elements.contains(&"BY") || (word(at) == Some("attribution") && elements.len() < 2) {
        return None;
    }
    for filler in ["public", "license", ",", "(", "v", "version"] {
        if word(end) == Some(filler) {
            says_license |= filler == "license";
            end += 1;
        }
    }
    let base = base(&elements)?;
    let mut ids: Vec<String> = VERSIONS
        .iter()
        .map(|version| format!("{base}-{version}"))
        .collect();
    if let Some(number) = word(end).filter(|word| is_number(word)) {
        end += 1;
        let country = tokens.get(end).and_then(|token| country(text, token));
        ids = numbered(&base, number, country);
        if country.is_some() || matches!(word(end), Some("international" | "unported" | "generic")) {
            end += 1;
        }
    }
    if word(end) == Some("license") {
        end += 1;
        says_license = true;
    }
    Some(Mention {
        at: at..end,
        ids,
        later: None,
        says_license,
    })
}

/// The identifier of a version; the one of a country's own text, where there was one, is another licence.
fn numbered(base: &str, number: &str, country: Option<&str>) -> Vec<String> {
    let number = if number.contains('.') {
        number.to_owned()
    } else {
        format!("{number}.0")
    };
    let id = match country.filter(|_| short(&number) != "4") {
        Some(country) => format!("{base}-{number}-{country}"),
        None => format!("{base}-{number}"),
    };
    spdx::license_id(&id)
        .map(|id| id.name.to_owned())
        .into_iter()
        .collect()
}

/// The country or body whose own text a version is, when the word after it is written as its code: `DE`, not "de".
fn country(text: &str, token: &Token) -> Option<&'static str> {
    static CODES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        let texts = spdx::identifiers::LICENSES.iter().map(|license| license.name);
        texts
            .filter(|id| id.starts_with("CC-BY-"))
            .filter_map(|id| id.rsplit_once('-'))
            .filter(|(before, code)| before.ends_with(|c: char| c.is_ascii_digit()) && !code.contains('.'))
            .map(|(_, code)| code)
            .collect()
    });
    if token.word == "france" {
        return Some("FR");
    }
    let written = &text[token.at.clone()];
    // "CC BY 3.0 FR", "cc-by-sa-2.0-fr": a code is written as such, or as a part of an identifier.
    let code = written.to_ascii_uppercase();
    let is_code = written == code || token.joined;
    let elided = text[token.at.end..].starts_with(['\'', '’']);
    CODES.get(code.as_str()).copied().filter(|_| is_code && !elided)
}

/// The name in the list's order of elements.
fn base(elements: &[&str]) -> Option<String> {
    let has = |element: &str| elements.contains(&element);
    if has("SA") && has("ND") {
        return None;
    }
    let mut name = "CC-BY".to_owned();
    for element in ["NC", "SA", "ND"].into_iter().filter(|element| has(element)) {
        name.push('-');
        name.push_str(element);
    }
    Some(name)
}

/// The element at a token, and the token after it and the signs that part elements.
fn element(tokens: &[Token], at: usize) -> Option<(&'static str, usize)> {
    let (element, words) = ELEMENTS.iter().find(|(_, words)| {
        at + words.len() <= tokens.len()
            && tokens[at..at + words.len()]
                .iter()
                .zip(*words)
                .all(|(token, word)| token.word == *word)
    })?;
    let mut end = at + words.len();
    while tokens
        .get(end)
        .is_some_and(|token| matches!(token.word.as_str(), "/" | "–"))
    {
        end += 1;
    }
    Some((element, end))
}
