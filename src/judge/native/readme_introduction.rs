// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The README begins with what the project is.

use crate::facts::Facts;
use crate::judge::document::lacking;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Message, Place, Role};

/// Fewest words of a sentence that says what a project is: "Gestion locale des comptes."
const LEAST: usize = 4;
/// Fewest words of a heading that says it: "Guide to develop secure applications with Rust".
const LEAST_OF_HEADING: usize = 6;
/// Headings that may say it: the title and what stands right below it.
const HEADINGS: usize = 2;

/// Holds for a README with an introduction.
pub(super) fn run(facts: &Facts) -> Outcome {
    let found: Vec<_> = facts
        .documents
        .iter()
        .filter(|document| document.role == Role::Readme)
        .filter_map(|document| {
            if let Some(introduction) = document.introduction.filter(|one| one.words >= LEAST) {
                let place = Place::line(&document.path, introduction.line);
                return Some(seen(place, Message::Introduction(introduction.words)));
            }
            let title = document.headings.iter().take(HEADINGS).find(|heading| {
                let words = heading.text.split_whitespace();
                !heading.borrowed && words.count() >= LEAST_OF_HEADING
            })?;
            let place = Place::line(&document.path, title.line);
            Some(seen(place, Message::Heading(title.text.clone())))
        })
        .collect();
    if found.is_empty() {
        return lacking(facts, &[Role::Readme], Message::NoIntroduction);
    }
    Outcome::Holds(found)
}
