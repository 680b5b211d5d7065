// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks on what documents say: sentences, and what the project explains.

use std::sync::Arc;

use regex::Regex;

use crate::facts::{Facts, Form, Guide, Sentence};
use crate::model::{Message, Pattern, Place, Screen, Topic, Unknown};
use crate::rule::check::{Documented, ProseMatch};

use super::document::{lacking, of_roles};
use super::outcome::{Outcome, seen};

/// Most places that one check reports.
const MOST_PLACES: usize = 100;

/// `prose-match`
pub(super) fn matches(params: &ProseMatch, facts: &Facts) -> Outcome {
    let mut found = Vec::new();
    for document in of_roles(facts, &params.roles) {
        let sentences = &document.sentences;
        let folded = Screen::new(sentences.iter().map(|one| one.folded.as_str())).among(&params.patterns);
        let written = Screen::new(sentences.iter().map(|one| one.text.as_str())).among(&params.written);
        if folded.is_empty() && written.is_empty() {
            continue;
        }
        for sentence in sentences.iter().filter(|one| params.parts.contains(&one.part)) {
            if found.len() < MOST_PLACES && says(sentence, &folded, &written, &params.unless) {
                found.push(seen(
                    Place::line(&document.path, sentence.line),
                    Message::Passage(sentence.text.chars().take(200).collect()),
                ));
            }
        }
    }
    if !found.is_empty() {
        return Outcome::Holds(found);
    }
    lacking(facts, &params.roles, Message::NoPassage)
}

fn says(sentence: &Sentence, folded: &[&Regex], written: &[&Regex], unless: &[Pattern]) -> bool {
    let hit = folded.iter().any(|one| one.is_match(&sentence.folded))
        || written.iter().any(|one| one.is_match(&sentence.text));
    hit && !matches_any(unless, sentence)
}

/// Whether a sentence matches one of the patterns, folded or as it is written.
pub(super) fn matches_any(patterns: &[Pattern], sentence: &Sentence) -> bool {
    patterns
        .iter()
        .any(|one| one.is_match(&sentence.folded) || one.is_match(&sentence.text))
}

/// `documented`
pub(super) fn documented(params: &Documented, facts: &Facts) -> Outcome {
    let found: Vec<_> = facts
        .guides
        .iter()
        .filter(|guide| guide.topic == params.topic && guide.form != Form::Unsure)
        .take(MOST_PLACES)
        .map(|guide| {
            let message = match guide.form {
                Form::Section => Message::Heading(guide.name.clone()),
                Form::Link => Message::Link(guide.name.clone()),
                Form::File | Form::Site | Form::Unsure => Message::FilePresent,
            };
            seen(guide.place.clone(), message)
        })
        .collect();
    if !found.is_empty() {
        return Outcome::Holds(found);
    }
    if let Some(path) = facts
        .unread
        .iter()
        .find(|path| crate::facts::role_even_unread(path).is_some())
    {
        return Outcome::unknown(Unknown::Unread(Arc::clone(path)));
    }
    // What is kept elsewhere, or as a text of a word processor, may well explain it, and cannot be read here.
    let elsewhere = |guide: &Guide| guide.topic == Topic::Any && guide.form == Form::Link;
    let unsure = |guide: &Guide| guide.topic == params.topic && guide.form == Form::Unsure;
    if facts.guides.iter().any(|guide| elsewhere(guide) || unsure(guide))
        || facts.files.iter().any(crate::facts::may_explain_unread)
    {
        return Outcome::unknown(Unknown::ToConfirm);
    }
    Outcome::lacks(Place::repository(), Message::NoGuide(params.topic.as_str()))
}
