// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks on documents: presence, headings and links.

use std::sync::Arc;

use regex::Regex;

use crate::facts::{Contents, Document, Facts, Format, Heading, Link, Sentence, role_even_unread};
use crate::model::{Holding, Message, NonEmpty, Pattern, Place, Role, Screen, Unknown, fold};
use crate::rule::check::{DocumentCheck, HeadingMatch, LinkMatch};

use super::outcome::{Outcome, seen};
use super::prose::matches_any;

pub(super) fn of_roles<'a>(facts: &'a Facts, roles: &'a [Role]) -> impl Iterator<Item = &'a Document> {
    facts
        .documents
        .iter()
        .filter(|document| roles.contains(&document.role))
}

/// The document of these roles at which a lack is told: one of the first role, and `README.md` before
/// `README-docker.md`.
pub(super) fn first_of_roles<'a>(facts: &'a Facts, roles: &'a [Role]) -> Option<&'a Document> {
    of_roles(facts, roles).min_by_key(|document| {
        let role = roles.iter().position(|role| *role == document.role);
        let depth = document.path.matches('/').count();
        (role, depth, document.path.len())
    })
}

/// Documents of these roles that are there and could not be read.
fn unread(facts: &Facts, roles: &[Role]) -> Option<NonEmpty<Unknown>> {
    let unread = facts
        .unread
        .iter()
        .filter(|path| role_even_unread(path).is_some_and(|role| roles.contains(&role)))
        .map(|path| Unknown::Unread(Arc::clone(path)))
        .collect();
    NonEmpty::new(unread)
}

/// No document holds what is asked: unknown if one could not be read, a lack otherwise.
pub(super) fn lacking(facts: &Facts, roles: &[Role], lack: Message) -> Outcome {
    if let Some(unread) = unread(facts, roles) {
        return Outcome::Unknown(unread);
    }
    match (first_of_roles(facts, roles), roles.first()) {
        (None, Some(role)) => Outcome::lacks(Place::repository(), Message::NoDocument(role.as_str())),
        (Some(document), _) => Outcome::lacks(Place::file(&document.path), lack),
        (None, None) => Outcome::Nothing,
    }
}

/// `document`
pub(super) fn present(params: &DocumentCheck, facts: &Facts) -> Outcome {
    let least = params.min_words;
    let longest = of_roles(facts, &params.roles).max_by_key(|document| document.words);
    match longest {
        Some(document) if document.words >= least => {
            let words = Message::Words {
                words: document.words,
                least,
            };
            Outcome::Holds(vec![seen(Place::file(&document.path), words)])
        }
        Some(document) => unread(facts, &params.roles).map_or_else(
            || {
                let words = Message::Words {
                    words: document.words,
                    least,
                };
                Outcome::lacks(Place::file(&document.path), words)
            },
            Outcome::Unknown,
        ),
        None => lacking(facts, &params.roles, Message::NoPassage),
    }
}

/// `heading-match`
pub(super) fn heading(params: &HeadingMatch, facts: &Facts) -> Outcome {
    let spoken = of_roles(facts, &params.roles)
        .flat_map(|document| document.headings.iter().map(move |heading| (document, heading)))
        .filter(|(_, heading)| {
            let text = fold(&heading.text);
            let named = params.words.found_in(&text) || params.alone.are_all_of(unnumbered(&text));
            !heading.borrowed && named && !params.except.found_in(&text)
        });
    let (full, thin): (Vec<_>, Vec<_>) = spoken.partition(|(document, heading)| {
        let enough = |one: &Holding| heading.holds.has(contents(*one));
        (heading.words >= params.min_words || params.or_holds.iter().any(enough))
            && says(params, document, heading)
    });
    let found: Vec<_> = full
        .into_iter()
        .map(|(document, heading)| {
            let place = Place::line(&document.path, heading.line);
            seen(place, Message::Heading(heading.text.clone()))
        })
        .collect();
    if !found.is_empty() {
        return Outcome::Holds(found);
    }
    if let Some((document, heading)) = thin.first() {
        let lack = Message::ThinSection {
            heading: heading.text.clone(),
            words: heading.words,
            least: params.min_words,
        };
        return unread(facts, &params.roles).map_or_else(
            || Outcome::lacks(Place::line(&document.path, heading.line), lack),
            Outcome::Unknown,
        );
    }
    let plain = of_roles(facts, &params.roles)
        .filter(|document| document.format == Format::Plain && document.headings.is_empty())
        .map(|document| Unknown::NoHeadings(Arc::clone(&document.path)))
        .collect();
    if let Some(plain) = NonEmpty::new(plain) {
        return Outcome::Unknown(plain);
    }
    let words = params.words.sources().iter().chain(params.alone.sources());
    let lack = Message::NoHeading {
        words: words.cloned().collect(),
        read: of_roles(facts, &params.roles)
            .map(|document| document.headings.len())
            .sum(),
    };
    lacking(facts, &params.roles, lack)
}

/// Whether a link shows words: a badge shows a state, and an address says where it leads and no more.
fn shows_words(link: &Link) -> bool {
    !link.is_badge() && link.text != link.target
}

/// Whether a sentence below a heading, up to the next one that is not deeper, says what is asked, and a link leads where it
/// is asked.
fn says(params: &HeadingMatch, document: &Document, heading: &Heading) -> bool {
    if params.says.is_empty() && params.leads.is_empty() {
        return true;
    }
    let end = document
        .headings
        .iter()
        .find(|next| next.line > heading.line && next.level <= heading.level)
        .map_or(u32::MAX, |next| next.line);
    let is_below = |line: u32| line > heading.line && line < end;
    let said = |one: &Sentence| matches_any(&params.says, one) && !matches_any(&params.unless, one);
    let mut sentences = document.sentences.iter().filter(|one| is_below(one.line));
    let mut links = document.links.iter().filter(|link| is_below(link.line));
    (params.says.is_empty() || sentences.any(said))
        && (params.leads.is_empty() || links.any(|link| leads(params, document, link)))
}

/// Whether a link leads where it is asked, and what stands on its line allows it.
fn leads(params: &HeadingMatch, document: &Document, link: &Link) -> bool {
    let among = |patterns: &[Pattern]| patterns.iter().any(|one| one.is_match(&link.target));
    let beside = document
        .sentences
        .iter()
        .filter(|one| one.line <= link.line)
        .max_by_key(|one| one.line)
        .map(|one| one.line);
    let mut around = document.sentences.iter().filter(|one| Some(one.line) == beside);
    !link.borrowed
        && !link.image
        && among(&params.leads)
        && !among(&params.unless)
        && !around.any(|one| matches_any(&params.unless, one))
}

/// A folded heading without its number.
fn unnumbered(folded: &str) -> &str {
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if rest.is_empty() { folded } else { rest }
}

fn contents(holding: Holding) -> Contents {
    match holding {
        Holding::Picture => Contents::PICTURE,
        Holding::Code => Contents::CODE,
        Holding::List => Contents::LIST,
        Holding::Link => Contents::LINK,
    }
}

/// `link-match`
pub(super) fn link(params: &LinkMatch, facts: &Facts) -> Outcome {
    let links = || {
        of_roles(facts, &params.roles)
            .flat_map(|document| document.links.iter().map(move |link| (document, link)))
    };
    let screen = Screen::new(links().map(|(_, link)| link.target.as_str()));
    let (patterns, unless) = (screen.among(&params.patterns), screen.among(&params.unless));
    let found: Vec<_> = links()
        .filter(|(_, link)| {
            let hit = |regex: &&Regex| regex.is_match(&link.target);
            let leads = patterns.iter().any(hit);
            let refused = || unless.iter().any(hit);
            !link.borrowed
                && (leads || shows_words(link) && params.words.found_in(&fold(&link.text)))
                && !refused()
        })
        .map(|(document, link)| {
            seen(
                Place::line(&document.path, link.line),
                Message::Link(link.target.clone()),
            )
        })
        .collect();
    if !found.is_empty() {
        return Outcome::Holds(found);
    }
    let patterns = params.patterns.iter().map(|pattern| pattern.as_str().to_owned());
    lacking(facts, &params.roles, Message::NoLink(patterns.collect()))
}
