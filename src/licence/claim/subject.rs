// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a licence is given to: code, documentation or data, by the nouns nearest to its name.

use super::token::Token;
use super::vocabulary::EXCEPT;
use super::wordlist::{Words, set};
use crate::model::Subject;

/// What words give a licence to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Code,
    Documentation,
    Data,
    /// Documentation and data: "les données et les contenus".
    Contents,
}

impl Part {
    /// The subjects that it is made of.
    pub(super) fn subjects(self) -> &'static [Subject] {
        match self {
            Self::Code => &[Subject::Code],
            Self::Documentation => &[Subject::Documentation],
            Self::Data => &[Subject::Data],
            Self::Contents => &[Subject::Documentation, Subject::Data],
        }
    }

    /// Two parts as one; none where code is one of two, since that is the project.
    fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (one, other) if one == other => Some(one),
            (Self::Code, _) | (_, Self::Code) => None,
            _ => Some(Self::Contents),
        }
    }
}

static CODE: Words = Words::new(|| {
    set(
        "code codes src source sources scripts script programmes programs interface serveur server client frontend \
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
pub(super) fn of(word: &str) -> Option<Part> {
    if CODE.contains(&word) {
        Some(Part::Code)
    } else if DOCUMENTATION.contains(&word) {
        Some(Part::Documentation)
    } else if DATA.contains(&word) {
        Some(Part::Data)
    } else {
        None
    }
}

/// What some words speak of; none when they speak of code and of something else.
pub(super) fn of_words(words: &[String]) -> Option<Part> {
    let mut found = words.iter().filter_map(|word| of(word));
    let first = found.next()?;
    found.try_fold(first, Part::with)
}

/// What the tokens before a name speak of: the last noun that is not the complement of another.
/// Code and another noun that are joined by "and" are the project.
pub(super) fn before(tokens: &[Token]) -> Option<Part> {
    let mut heads: Vec<usize> = Vec::new();
    for at in (0..tokens.len()).filter(|at| is_noun(tokens, *at)) {
        let near = tokens[at.saturating_sub(3)..at].iter();
        let complement = near.clone().any(|token| {
            matches!(
                token.word.as_str(),
                "de" | "du" | "des" | "d" | "of" | "pour" | "for"
            )
        });
        let parted = heads.last().is_some_and(|head| {
            tokens[*head..at]
                .iter()
                .any(|token| matches!(token.word.as_str(), "," | ";" | "et" | "and" | "under" | "sous"))
        });
        if heads.is_empty() || !complement || parted {
            heads.push(at);
        }
    }
    let at = *heads.last()?;
    let subject = of(&tokens[at].word)?;
    if let Some(other) = heads.len().checked_sub(2).map(|index| heads[index]) {
        let between = &tokens[other + 1..at];
        let joined = between.len() <= 4
            && between
                .iter()
                .any(|token| matches!(token.word.as_str(), "et" | "and" | "&"));
        if joined && of(&tokens[other].word) != Some(subject) {
            let both = of(&tokens[other].word).and_then(|part| part.with(subject))?;
            // "le code, les données et la documentation".
            let third = heads.len().checked_sub(3).map(|index| heads[index]);
            let listed = third
                .filter(|third| other - third <= 4)
                .and_then(|third| of(&tokens[third].word));
            return listed.map_or(Some(both), |part| part.with(both));
        }
    }
    let whole = tokens[at..]
        .iter()
        .any(|token| WHOLE.contains(&token.word.as_str()));
    let parts = tokens[at + 1..]
        .iter()
        .take(4)
        .any(|token| of(&token.word).is_some());
    let content = matches!(
        tokens[at].word.as_str(),
        "contenu" | "contenus" | "content" | "contents"
    );
    (!(content && whole) || parts).then_some(subject)
}

/// Whether a token is a noun that says what is licensed: "open source" is no source, `csv2html` no CSV.
fn is_noun(tokens: &[Token], at: usize) -> bool {
    let open = tokens[at].word == "source" && at > 0 && tokens[at - 1].word == "open";
    let name = |next: &Token| next.joined && next.word.starts_with(char::is_alphanumeric);
    let part = tokens.get(at + 1).is_some_and(name)
        && matches!(tokens[at].word.as_str(), "csv" | "data" | "code" | "doc");
    of(&tokens[at].word).is_some() && !open && !part
}

/// What the tokens after a name speak of: "MIT pour le code", "MIT (code)".
pub(super) fn after(tokens: &[Token]) -> Option<Part> {
    let mut linked = false;
    for token in tokens.iter().take(7) {
        let word = token.word.as_str();
        match word {
            "pour" | "for" | "(" | "covers" | "couvre" | "concernant" | "–" | "aux" | "applies" | "to" => {
                linked = true;
            }
            "," | ";" | ")" | "." | "et" | "and" | "hors" => return None,
            // "CC-BY-4.0 except for the code".
            word if EXCEPT.contains(&word) => return None,
            _ => {}
        }
        if linked && let Some(subject) = of(word) {
            return Some(subject);
        }
    }
    None
}
