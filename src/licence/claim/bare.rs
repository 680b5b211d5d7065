// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Grants in few words, without the word `license`: "The code is MIT.", "Nous avons choisi MIT pour ce projet", a line
//! "Documentation : CC-BY-4.0" among others. The names of licences are those of schools and servers too, so that nothing
//! else may be said.

use super::cue::{Cue, is_noun_label};
use super::mention::Mention;
use super::prose::{Block, Section};
use super::token::{Token, cut};
use super::version::is_number;
use super::vocabulary::{DETERMINERS, SHOWING};

/// Longest label of a line, in bytes.
const LONGEST_LABEL: usize = 60;

/// What can be under a licence, and hardly be a school or a server.
const NOUNS: &[&str] = &[
    "code",
    "codes",
    "source",
    "sources",
    "projet",
    "project",
    "depot",
    "repository",
    "repo",
    "logiciel",
    "software",
    "application",
    "app",
    "documentation",
    "docs",
    "contenu",
    "contenus",
    "content",
    "contents",
    "donnees",
    "data",
    "dataset",
    "everything",
    "tout",
];

/// What a project is made with as well: "this library" is its own, "the library" the one that was spoken of.
const OF_OTHERS: &[&str] = &[
    "library",
    "bibliotheque",
    "librairie",
    "package",
    "paquet",
    "crate",
    "plugin",
    "module",
    "outil",
    "tool",
    "script",
    "scripts",
];

/// Names that are those of licences first.
const ACRONYMS: &[&str] = &[
    "mit", "gpl", "gplv", "agpl", "agplv", "lgpl", "lgplv", "eupl", "mpl", "bsd", "cecill", "isc", "cc",
    "epl",
];

/// "The code is MIT.", "Le code est en MIT": such words begin the sentence or a clause, and end it.
pub(super) fn predicate(
    tokens: &[Token],
    names: &[(usize, usize)],
    mention: &Mention,
) -> Option<(Cue, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let mut at = first_name(tokens, names, mention.at.start).checked_sub(1)?;
    if word(at) == "en" {
        at = at.checked_sub(1)?;
    }
    let noun = at.checked_sub(1)?;
    let is = matches!(word(at), "is" | "are" | "est" | "sont");
    let closes = matches!(
        word(mention.at.end),
        "" | "." | "," | ";" | "(" | "–" | "·" | "and" | "et" | "or" | "ou"
    );
    let subject = first_of(tokens, noun)?;
    let subject = match subject.checked_sub(1) {
        Some(all) if matches!(word(all), "tout" | "toute" | "tous" | "toutes" | "all") => all,
        _ => subject,
    };
    let begins = subject == 0 || matches!(word(subject - 1), "," | ";" | "and" | "et" | "." | "·");
    // "The server is Apache", which is no licence; "le code est en Apache 2.0" is one.
    let plain = is_name(tokens, mention)
        && (word(mention.at.start) != "apache"
            || matches!(word(noun), "code" | "codes" | "project" | "projet"));
    (is && closes && begins && plain).then_some((Cue::Is, at))
}

/// Where the first of several names begins that are joined with nothing between them but a sign or "or".
fn first_name(tokens: &[Token], names: &[(usize, usize)], start: usize) -> usize {
    let joins = |at: usize| matches!(tokens[at].word.as_str(), "or" | "ou" | "and" | "et" | "," | "/");
    let before = names
        .iter()
        .rev()
        .find(|(_, end)| *end < start && (*end..start).all(joins));
    before.map_or(start, |(first, _)| first_name(tokens, names, *first))
}

/// Where "the code", "le code source de ce projet", "this project" begins that ends at a token.
fn first_of(tokens: &[Token], noun: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    if OF_OTHERS.contains(&word(noun)) {
        return noun
            .checked_sub(1)
            .filter(|before| SHOWING.contains(&word(*before)));
    }
    if !NOUNS.contains(&word(noun)) {
        return None;
    }
    let head = match noun.checked_sub(1) {
        Some(before) if NOUNS.contains(&word(before)) => before,
        _ => noun,
    };
    match head.checked_sub(1) {
        Some(before) if word(before) == "du" => first_of(tokens, before.checked_sub(1)?),
        Some(before) if before > 1 && matches!(word(before - 1), "de" | "of") => first_of(tokens, before - 2),
        Some(before) if DETERMINERS.contains(word(before)) => Some(before),
        _ => (matches!(word(noun), "everything" | "tout") || head == 0).then_some(head),
    }
}

/// "Nous avons choisi MIT pour ce projet": the sentence says for what it was chosen, or stands below the heading of the
/// licence.
pub(super) fn chosen(block: &Block, tokens: &[Token], mention: &Mention) -> Option<(Cue, usize)> {
    const CHOSE: &[&str] = &[
        "choisi", "retenu", "adopte", "chose", "chosen", "selected", "adopted", "picked",
    ];
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let at = mention.at.start.checked_sub(1)?;
    let end = mention.at.end;
    let ends = |at: usize| matches!(word(at), "" | "." | "," | ";");
    let whom = matches!(word(end), "pour" | "for")
        && SHOWING.contains(&word(end + 1))
        && (NOUNS.contains(&word(end + 2)) || OF_OTHERS.contains(&word(end + 2)))
        && ends(end + 3);
    let told = whom || (block.section == Section::Licence && ends(end));
    (CHOSE.contains(&word(at)) && is_name(tokens, mention) && told).then_some((Cue::Under, at))
}

/// Whether a name is hardly that of something else: an acronym of a licence, or one with its version.
fn is_name(tokens: &[Token], mention: &Mention) -> bool {
    let said = &tokens[mention.at.clone()];
    said.first()
        .is_some_and(|first| ACRONYMS.contains(&first.word.as_str()))
        || said.iter().any(|token| is_number(&token.word))
}

/// Whether a line begins with a label for a part of the project or for its licence: "Code :", "**Licence des données** :".
pub(super) fn is_label_of_part(line: &str) -> bool {
    let Some(label) = line
        .split_once(':')
        .map(|(label, _)| label)
        .filter(|label| label.len() <= LONGEST_LABEL)
    else {
        return false;
    };
    let said: Vec<Token> = cut(label);
    let license = said
        .iter()
        .take(4)
        .any(|token| matches!(token.word.as_str(), "license" | "licenses"));
    is_noun_label(&said) || (license && said.len() <= 6)
}
