// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a licence is given to: code, documentation or data, by the nouns nearest to its name.

use super::token::Token;
use super::wordlist::{Words, set};
use crate::model::Subject;

static CODE: Words = Words::new(|| {
    set(
        "code codes source sources scripts script programmes programs interface serveur server client frontend \
     backend front back",
    )
});

/// Nouns that mean the project, or its code when another noun stands beside.
pub(super) const SOFTWARE: &[&str] = &[
    "logiciel",
    "software",
    "application",
    "program",
    "programme",
    "bibliotheque",
    "library",
    "librairie",
    "package",
    "paquet",
    "outil",
    "tool",
];

static DOCUMENTATION: Words = Words::new(|| {
    set(
        "documentation documentations docs doc documents textes texte texts contenu contenus content contents \
     images illustrations photos photographies guide guides articles article manuel manuels manual manuals \
     wiki tutoriels schemas diagrammes redactionnel redactionnels medias media supports ressources \
     diapositives slides cours fiches videos tutorials figures prose",
    )
});

static DATA: Words = Words::new(|| {
    set(
        "donnees donnee data dataset datasets database databases jeu jeux csv geojson shapefile shapefiles tuiles \
     tiles",
    )
});

/// Places that hold everything.
const WHOLE: &[&str] = &["depot", "projet", "repository", "project", "repo", "repertoire"];

/// What one word speaks of.
pub(super) fn of(word: &str) -> Option<Subject> {
    if CODE.contains(&word) {
        Some(Subject::Code)
    } else if DOCUMENTATION.contains(&word) {
        Some(Subject::Documentation)
    } else if DATA.contains(&word) {
        Some(Subject::Data)
    } else {
        None
    }
}

/// What some words speak of; none when they speak of several things.
pub(super) fn of_words(words: &[String]) -> Option<Subject> {
    let mut found = words.iter().filter_map(|word| of(word));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// What the tokens before a name speak of, the nearest noun first.
pub(super) fn before(tokens: &[Token]) -> Option<Subject> {
    let at = tokens.iter().rposition(|token| of(&token.word).is_some())?;
    let subject = of(&tokens[at].word)?;
    let word = |index: usize| tokens.get(index).map(|token| token.word.as_str());
    match subject {
        // "code source des données" and "documentation du code" are about their first noun.
        _ if at >= 2
            && matches!(
                word(at - 1),
                Some("du" | "de" | "des" | "of" | "the" | "l" | "d" | "la" | "le")
            ) =>
        {
            let first = (at.saturating_sub(4)..at).find_map(|index| of(&tokens[index].word));
            let linked = tokens[at.saturating_sub(3)..at]
                .iter()
                .any(|token| matches!(token.word.as_str(), "du" | "de" | "des" | "of" | "d"));
            Some(first.filter(|_| linked).unwrap_or(subject))
        }
        Subject::Documentation
            if matches!(word(at), Some("contenu" | "contenus" | "content" | "contents")) =>
        {
            let whole = tokens[at..]
                .iter()
                .any(|token| WHOLE.contains(&token.word.as_str()));
            let of_guides = tokens[at + 1..]
                .iter()
                .take(4)
                .any(|token| of(&token.word).is_some());
            (!whole || of_guides).then_some(subject)
        }
        // "database of code"... a "base de données" is data; "le code source" is one noun.
        _ => Some(subject),
    }
}

/// What the tokens after a name speak of: "MIT pour le code", "MIT (code)".
pub(super) fn after(tokens: &[Token]) -> Option<Subject> {
    let mut linked = false;
    for token in tokens.iter().take(7) {
        let word = token.word.as_str();
        match word {
            "pour" | "for" | "(" | "covers" | "couvre" | "concernant" | "–" | "aux" | "applies" | "to" => {
                linked = true
            }
            "," | ";" | ")" | "." | "et" | "and" => return None,
            _ => {}
        }
        if linked && let Some(subject) = of(word) {
            return Some(subject);
        }
    }
    None
}
