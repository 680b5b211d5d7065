// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! At least one licence text was recognised.

use crate::facts::Facts;
use crate::model::{Known, Message, NonEmpty, Place};

use crate::judge::outcome::{Outcome, seen};

/// Holds when one text is recognised. A text that is not recognised is unknown, never a fault:
/// the reference texts do not hold every licence.
pub(super) fn run(facts: &Facts) -> Outcome {
    let (mut named, mut unknown) = (Vec::new(), Vec::new());
    for licence in &facts.licences {
        match &licence.id {
            Known::Yes(id) => {
                let message = Message::Licence {
                    id: id.clone(),
                    score: licence.score,
                };
                named.push(seen(Place::file(&licence.path), message));
            }
            Known::No(why) => unknown.push(why.clone()),
        }
    }
    match NonEmpty::new(unknown) {
        Some(unknown) if named.is_empty() => Outcome::Unknown(unknown),
        _ => Outcome::from_seen(named, Place::repository(), Message::NoLicence),
    }
}
