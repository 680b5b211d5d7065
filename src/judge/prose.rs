// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks on what documents say: sentences, and what the project explains.

use std::sync::Arc;

use crate::facts::{Document, Facts, Form, Sentence};
use crate::model::{Message, Pattern, Place, Unknown};
use crate::rule::check::{Documented, ProseMatch};

use super::document::{lacking, of_roles};
use super::outcome::{Outcome, seen};

/// Most places that one check reports.
const MOST_PLACES: usize = 100;

/// `prose-match`
pub(super) fn matches(params: &ProseMatch, facts: &Facts) -> Outcome {
    let mut found = Vec::new();
    for document in of_roles(facts, &params.roles) {
        let texts = Texts::new(document);
        let folded: Vec<&Pattern> = params
            .patterns
            .iter()
            .filter(|one| texts.may_hold(one, true))
            .collect();
        let written: Vec<&Pattern> = params
            .written
            .iter()
            .filter(|one| texts.may_hold(one, false))
            .collect();
        if folded.is_empty() && written.is_empty() {
            continue;
        }
        for sentence in document
            .sentences
            .iter()
            .filter(|one| params.parts.contains(&one.part))
        {
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

fn says(sentence: &Sentence, folded: &[&Pattern], written: &[&Pattern], unless: &[Pattern]) -> bool {
    let hit = folded.iter().any(|one| one.regex().is_match(&sentence.folded))
        || written.iter().any(|one| one.regex().is_match(&sentence.text));
    hit && !unless
        .iter()
        .any(|one| one.regex().is_match(&sentence.folded) || one.regex().is_match(&sentence.text))
}

/// What a document says in one piece, so that an expression is compiled only where its fixed texts are seen.
struct Texts {
    folded: String,
    written: String,
}

impl Texts {
    fn new(document: &Document) -> Self {
        let mut texts = Self {
            folded: String::new(),
            written: String::new(),
        };
        for sentence in &document.sentences {
            texts.folded.push_str(&sentence.folded);
            texts.folded.push('\n');
            texts.written.push_str(&sentence.text);
            texts.written.push('\n');
        }
        texts.written.make_ascii_lowercase();
        texts
    }

    fn may_hold(&self, pattern: &Pattern, folded: bool) -> bool {
        let text = if folded { &self.folded } else { &self.written };
        let hints = pattern.hints();
        hints.is_empty() || hints.iter().any(|hint| text.contains(hint))
    }
}

/// `documented`
pub(super) fn documented(params: &Documented, facts: &Facts) -> Outcome {
    let found: Vec<_> = facts
        .guides
        .iter()
        .filter(|guide| guide.topic == params.topic)
        .take(MOST_PLACES)
        .map(|guide| {
            let message = match guide.form {
                Form::Section => Message::Heading(guide.name.clone()),
                Form::Link => Message::Link(guide.name.clone()),
                Form::File | Form::Site => Message::FilePresent,
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
        .find(|path| crate::facts::role_of(path).is_some())
    {
        return Outcome::unknown(Unknown::Unread(Arc::clone(path)));
    }
    Outcome::lacks(Place::repository(), Message::NoGuide(params.topic.as_str()))
}
