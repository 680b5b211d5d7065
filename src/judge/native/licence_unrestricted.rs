// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! No licence file takes back what its licence grants.

use super::licence_recognised::{is_at_home, unclear};
use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::licence::{REFUSED, is_restricted};
use crate::model::{LicenceNote, Message, NonEmpty, Place, Unknown};

/// Holds where licences are recognised and nothing was taken from them. Which words take something back is never quite
/// certain: such a file is unknown, and so is one that is not recognised. One that from end to end refuses is a lack.
pub(super) fn run(facts: &Facts) -> Outcome {
    let (mut named, mut unknown) = (Vec::new(), Vec::new());
    // What another source grants beside such a file is for a person to weigh.
    let concluded = facts.licensing.conclusions.first();
    let granted = concluded.is_some_and(|code| code.expression.is_some());
    for file in facts.licensing.files.iter().filter(|file| is_at_home(file)) {
        if let Some(line) = file.refused.filter(|_| !granted && file.matches.is_empty()) {
            let note = Message::Licensing(LicenceNote::GrantsNothing);
            return Outcome::lacks(Place::line(&file.path, line), note);
        }
        if file.matches.is_empty() {
            unknown.push(Unknown::UnrecognisedLicence(file.path.clone()));
        }
        for found in &file.matches {
            if is_restricted(found) {
                unknown.push(unclear(found));
            } else {
                let message = Message::Licence {
                    id: found.expression.clone(),
                    score: found.confidence,
                };
                named.push(seen(Place::line(&file.path, found.lines.0), message));
            }
        }
    }
    // A README that refuses beside a file that grants: nobody can tell which of them holds.
    let refused = facts.licensing.disagreements.iter();
    unknown.extend(
        refused
            .filter(|one| one.seen.expression == REFUSED)
            .map(|one| Unknown::UnclearLicence(format!("{} | {REFUSED}", one.against.expression))),
    );
    match NonEmpty::new(unknown) {
        Some(unknown) => Outcome::Unknown(unknown),
        None => Outcome::Holds(named),
    }
}
