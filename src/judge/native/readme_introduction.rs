// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The README begins with what the project is.

use crate::facts::Facts;
use crate::judge::document::lacking;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Message, Place, Role};

/// Fewest words of a sentence that says what a project is.
const LEAST: usize = 5;

/// Holds for a README with an introduction.
pub(super) fn run(facts: &Facts) -> Outcome {
    let found: Vec<_> = facts
        .documents
        .iter()
        .filter(|document| document.role == Role::Readme)
        .filter_map(|document| {
            let introduction = document.introduction.filter(|one| one.words >= LEAST)?;
            let place = Place::line(&document.path, introduction.line);
            Some(seen(place, Message::Introduction(introduction.words)))
        })
        .collect();
    if found.is_empty() {
        return lacking(facts, &[Role::Readme], Message::NoIntroduction);
    }
    Outcome::Holds(found)
}
