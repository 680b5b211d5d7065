// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A README is more than the text that a tool wrote into it.

use crate::facts::{Document, Facts, TemplatePart};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Message, Place, Role};

/// Words beside a tool's explanations from which a README is one's own, however long these are.
const LEAST: usize = 25;

/// Holds for each part of a README that only waits to be replaced, and for what a tool explains when the README says
/// hardly anything else: for `none`.
pub(super) fn run(facts: &Facts) -> Outcome {
    let mut found = Vec::new();
    let mut read = false;
    for document in facts.documents.iter().filter(|one| one.role == Role::Readme) {
        read = true;
        found.extend(
            document
                .templates
                .iter()
                .filter(|part| {
                    part.tool.placeholder
                        || document.words < LEAST && document.borrowed_words > document.words
                })
                .map(|part| told(document, part)),
        );
    }
    if !read {
        return Outcome::Nothing;
    }
    Outcome::from_seen(found, Place::repository(), Message::NoPassage)
}

fn told(document: &Document, part: &TemplatePart) -> crate::model::Evidence {
    let message = Message::TemplateText {
        tool: part.tool.name,
        text: part.text.clone(),
    };
    seen(Place::line(&document.path, part.line), message)
}
