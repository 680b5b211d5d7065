// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One spelling for the many ways to write a licence's name.

use crate::model::fold;

/// Most words of a name.
const MOST: usize = 24;

/// Names that are written together with their version: `gplv3`, `apache2`.
const STEMS: [&str; 13] = [
    "agpl", "lgpl", "gpl", "gfdl", "mpl", "apache", "asl", "eupl", "cecill", "epl", "bsd", "lo", "wtfpl",
];

/// Words that change nothing.
const NOISE: [&str; 27] = [
    "the", "a", "an", "of", "under", "gnu", "license", "licence", "licenses", "licences", "licensed", "lic",
    "version", "versions", "ver", "v", "software", "la", "le", "les", "l", "de", "d", "du", "des", "sous",
    "either",
];

/// Several words that one name replaces, the longer ones first. They are matched after [`NOISE`] is gone.
const PHRASES: [(&str, &str); 49] = [
    ("library or lesser general public", "?"),
    ("affero general public", "agpl"),
    ("affero gpl", "agpl"),
    ("publique generale affero", "agpl"),
    ("lesser general public", "lgpl"),
    ("lesser gpl", "lgpl"),
    ("library general public", "lgpl library"),
    ("publique generale limitee", "lgpl"),
    ("publique generale amoindrie", "lgpl"),
    ("nethack general public", "?"),
    ("general public", "gpl"),
    ("publique generale", "gpl"),
    ("free documentation", "gfdl"),
    ("mozilla public", "mpl"),
    ("publique mozilla", "mpl"),
    ("eclipse public", "epl"),
    ("publique eclipse", "epl"),
    ("european union public", "eupl"),
    ("publique union europeenne", "eupl"),
    ("open font", "ofl"),
    ("open data commons open database", "odbl"),
    ("open database", "odbl"),
    ("odc odbl", "odbl"),
    ("open data commons", "odc"),
    ("creative commons", "cc"),
    ("cc attribution", "cc by"),
    ("cc paternite", "cc by"),
    ("share alike", "sa"),
    ("sharealike", "sa"),
    ("partage dans memes conditions", "sa"),
    ("partage a identique", "sa"),
    ("non commercial", "nc"),
    ("noncommercial", "nc"),
    ("pas utilisation commerciale", "nc"),
    ("no derivatives", "nd"),
    ("noderivatives", "nd"),
    ("noderivs", "nd"),
    ("pas modification", "nd"),
    ("or at your option any later", "+"),
    ("or any later", "+"),
    ("or later", "+"),
    ("or newer", "+"),
    ("or greater", "+"),
    ("or above", "+"),
    ("ou toute ulterieure", "+"),
    ("ou ulterieure", "+"),
    ("ou superieure", "+"),
    ("ou posterieure", "+"),
    ("ou plus recente", "+"),
];

/// Words in place of others.
const WORDS: [(&str, &str); 11] = [
    ("fdl", "gfdl"),
    ("lov", "lo"),
    ("three", "3"),
    ("two", "2"),
    ("trois", "3"),
    ("deux", "2"),
    ("clauses", "clause"),
    ("uniquement", "only"),
    ("seulement", "only"),
    ("exclusivement", "only"),
    ("international", ""),
];

/// The one spelling of a name: lower case, no words that change nothing, versions without their last zero,
/// `+` for "or later". `None` when the words are too many for a name.
pub(super) fn normal(value: &str) -> Option<String> {
    let folded = fold(&with_plus_in_words(value));
    if folded.is_empty() || folded.split(' ').count() > MOST {
        return None;
    }
    // The name of the French State's licence begins with the word that is noise elsewhere.
    let folded = replace(&folded, "licence ouverte", "lo");
    let folded = replace(&folded, "license ouverte", "lo");
    let words: Vec<&str> = folded
        .split(' ')
        .flat_map(split_version)
        .filter(|word| !word.is_empty() && !NOISE.contains(word))
        .map(|word| {
            let other = WORDS.iter().find(|(from, _)| *from == word);
            other.map_or(word, |(_, to)| *to)
        })
        .filter(|word| !word.is_empty())
        .collect();
    let mut text = words.join(" ");
    for (from, to) in PHRASES {
        text = replace(&text, from, to);
    }
    Some(without_echo(&with_versions(&text)))
}

/// `AGPLv3+` and `GPL 3 +` say "or later"; `MIT + file LICENSE` does not.
fn with_plus_in_words(value: &str) -> String {
    let value = value.trim_end();
    let mut out = String::with_capacity(value.len());
    let mut before = ' ';
    for (at, c) in value.char_indices() {
        if c == '+' && (before.is_ascii_alphanumeric() || at + 1 == value.len()) {
            out.push_str(" or later ");
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}

/// Replaces whole words.
fn replace(text: &str, from: &str, to: &str) -> String {
    let padded = format!(" {text} ");
    padded
        .replace(&format!(" {from} "), &format!(" {to} "))
        .trim()
        .to_owned()
}

/// `gplv3` as `gpl` and `3`; `v3` as `3`; `3clause` as `3` and `clause`.
fn split_version(word: &str) -> [&str; 2] {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(number) = word.strip_prefix('v').filter(|rest| is_number(rest)) {
        return [number, ""];
    }
    if let Some(number) = word.strip_suffix("clause").filter(|rest| is_number(rest)) {
        return [number, "clause"];
    }
    for stem in STEMS {
        if let Some(rest) = word.strip_prefix(stem) {
            let number = rest.strip_prefix('v').unwrap_or(rest);
            // `lo2` alone is no name: only `lov2` is.
            if is_number(number) && (stem != "lo" || rest.len() > number.len()) {
                return [&word[..stem.len()], number];
            }
        }
    }
    [word, ""]
}

/// Joins the numbers of a version: `2 1` as `2.1`, `2 0` as `2`.
fn with_versions(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut version: Vec<&str> = Vec::new();
    for word in text.split(' ').chain([""]) {
        if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
            version.push(word);
            continue;
        }
        if !version.is_empty() {
            while version.len() > 1 && version.last() == Some(&"0") {
                version.pop();
            }
            out.push(version.join("."));
            version.clear();
        }
        if !word.is_empty() {
            out.push(word.to_owned());
        }
    }
    out.join(" ")
}

/// A name said twice, as in `MIT License (MIT)`, once.
fn without_echo(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (first, second) = words.split_at(words.len() / 2);
    if first == second { first } else { &words }.join(" ")
}
