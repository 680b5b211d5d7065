// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whether two names are one administration's: namesakes of other territories bear the same letters.

use crate::model::fold;

/// A name of an administration, without accents, capitals and signs; and, where letters stand for it in brackets or before
/// or behind a dash, the name without them and the letters: "Institut national … (Insee)". What else stands in brackets
/// tells one from another.
#[derive(Debug, Default)]
pub(super) struct Naming {
    pub(super) whole: String,
    /// The name without the letters, with what stands behind their brackets.
    pub(super) long: Option<String>,
    pub(super) letters: Option<String>,
    /// Whether the letters by themselves may be this administration and no namesake of another territory.
    alone: bool,
}

impl Naming {
    pub(super) fn of(text: &str) -> Self {
        let whole = fold(text);
        for (name, letters) in [in_brackets(text), beside_dash(text)].into_iter().flatten() {
            let capitals = letters
                .chars()
                .filter(|c| c.is_alphabetic())
                .all(char::is_uppercase);
            let (long, short) = (fold(&name), fold(letters));
            let stands = stands_for(&short, &long);
            // Some letters outlive the name that they stood for; what is before them may be the name of many.
            if stands || capitals && is_short_name(&short, &long) {
                return Self {
                    alone: is_all_of(&short, &name),
                    whole,
                    long: stands.then_some(long),
                    letters: Some(short),
                };
            }
        }
        Self {
            whole,
            ..Self::default()
        }
    }

    /// Whether two names are one: the same words, or letters that are all that one of them says.
    pub(super) fn is_one_with(&self, other: &Self) -> bool {
        if self.whole.is_empty() || other.whole.is_empty() {
            return false;
        }
        let (own_name, other_name) = (self.name(), other.name());
        let apart = matches!((&self.letters, &other.letters), (Some(one), Some(two)) if one != two);
        self.whole == other.whole
            || own_name == other_name && !apart
            || self.is_letters_of(other)
            || other.is_letters_of(self)
    }

    fn name(&self) -> &str {
        self.long.as_ref().unwrap_or(&self.whole)
    }

    fn is_letters_of(&self, other: &Self) -> bool {
        other.alone && other.letters.as_ref() == Some(&self.whole)
    }
}

/// The name around the first brackets, and what stands in them.
fn in_brackets(text: &str) -> Option<(String, &str)> {
    let (before, rest) = text.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    Some((format!("{before} {after}"), inside))
}

/// The longer side of a dash, and the one word at its other side.
fn beside_dash(text: &str) -> Option<(String, &str)> {
    let (one, other) = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| text.split_once(dash))?;
    let short = |text: &str| !text.trim().contains(' ');
    match (short(one), short(other)) {
        (true, false) => Some((other.to_owned(), one)),
        (false, true) => Some((one.to_owned(), other)),
        _ => None,
    }
}

/// Whether letters leave no proper name out: behind "Agence régionale de santé", ARS says nothing of "Normandie", and
/// every region has one. A name all in small letters shows no proper name, so that each of its words may be one.
pub(super) fn is_all_of(letters: &str, name: &str) -> bool {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let shows = words
        .iter()
        .skip(1)
        .any(|word| word.starts_with(char::is_lowercase));
    let shows = shows && name.chars().any(char::is_uppercase);
    let mut left = letters.chars();
    let mut rest: Vec<&str> = Vec::new();
    // Letters may stand for an article or not: they are let pass either way.
    let article = |word: &&str| word.starts_with(char::is_lowercase) && word.chars().count() <= 3;
    for word in words.into_iter().filter(|word| !article(word)) {
        let first = fold(word).chars().next();
        let mut ahead = left.clone();
        // Some letters come from within a word: DINUM.
        if ahead.any(|c| Some(c) == first) {
            left = ahead;
        } else {
            rest.push(word);
        }
    }
    !rest.into_iter().any(|word| {
        let proper = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        proper || !shows
    })
}

/// The letters that a folded slug ends with, if they stand for what comes before: `institut-national-…-insee`.
pub(super) fn ending(slug: &str) -> Option<String> {
    let (name, letters) = slug.rsplit_once(' ')?;
    stands_for(letters, name).then(|| letters.to_owned())
}

/// Whether a word may stand for a name: three letters or more, and the same first one.
fn is_short_name(word: &str, name: &str) -> bool {
    word.len() >= 3
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && word.as_bytes().first() == name.as_bytes().first()
}

/// Whether a word is made of letters of a name, from its first one: in their order, or each one the first of a word.
fn stands_for(word: &str, name: &str) -> bool {
    if !is_short_name(word, name) || !name.contains(' ') {
        return false;
    }
    let mut left = name.chars();
    if word.chars().all(|c| left.any(|other| other == c)) {
        return true;
    }
    let mut first: Vec<char> = name.split(' ').filter_map(|word| word.chars().next()).collect();
    word.chars().all(|c| {
        let at = first.iter().position(|other| *other == c);
        at.map(|at| first.swap_remove(at)).is_some()
    })
}
