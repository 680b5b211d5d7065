// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What one check says, before it is known whether holding is good or bad.

use crate::model::{Evidence, Message, NonEmpty, Place, Unknown};

/// The answer of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It holds, and where that was seen; never empty.
    Holds(Vec<Evidence>),
    /// It does not hold: what lacks, and the nearest place.
    Lacks(Evidence),
    /// It does not hold, on evidence too weak to close the gate, whatever the confidence of the rule.
    LacksPerhaps(Evidence),
    /// There is nothing of the kind that it looks at.
    Nothing,
    /// It cannot be told.
    Unknown(NonEmpty<Unknown>),
}

impl Outcome {
    /// Holds with one or more evidences, lacks otherwise.
    pub(super) fn from_seen(seen: Vec<Evidence>, place: Place, lack: Message) -> Self {
        if seen.is_empty() {
            Self::lacks(place, lack)
        } else {
            Self::Holds(seen)
        }
    }

    /// Lacks something at a place.
    pub(super) fn lacks(place: Place, message: Message) -> Self {
        Self::Lacks(Evidence { place, message })
    }

    /// Not known, for one reason.
    pub(super) fn unknown(why: Unknown) -> Self {
        Self::Unknown(NonEmpty::one(why))
    }
}

/// A sighting.
pub(super) fn seen(place: Place, message: Message) -> Evidence {
    Evidence { place, message }
}
