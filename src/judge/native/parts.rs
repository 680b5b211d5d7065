// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A repository of many parts may leave it to each of them to explain itself.

use crate::facts::{Facts, part_readmes};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Message, Place, Topic};

/// Holds when the README leads to one of a part that explains how to install or use it.
pub(super) fn explained(facts: &Facts) -> Outcome {
    let parts = part_readmes(&facts.documents);
    let found = facts
        .guides
        .iter()
        .filter(|guide| matches!(guide.topic, Topic::Install | Topic::User))
        .filter(|guide| {
            guide
                .place
                .path
                .as_deref()
                .is_some_and(|path| parts.contains(path))
        })
        .map(|guide| seen(guide.place.clone(), Message::Heading(guide.name.clone())))
        .collect();
    Outcome::from_seen(
        found,
        Place::repository(),
        Message::NoGuide(Topic::Install.as_str()),
    )
}
