// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licence files, README, manifests, metadata, source files and names of files name the same licence.

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Conclusion, LicenceNote, Message, NonEmpty, Place, Unknown};

/// Holds for each source that contradicts the others: for `none`. A licence file that was not understood may
/// be what the others name.
pub(super) fn run(facts: &Facts) -> Outcome {
    let licensing = &facts.licensing;
    if !licensing.disagreements.is_empty() {
        return Outcome::Holds(
            licensing
                .disagreements
                .iter()
                .map(|one| {
                    let note = LicenceNote::Differs {
                        said: one.seen.expression.clone(),
                        method: one.seen.method,
                        against: one.against.expression.clone(),
                        place: super::shown(&one.against.place),
                    };
                    seen(one.seen.place.clone(), Message::Licensing(note))
                })
                .collect(),
        );
    }
    let own = |conclusion: &&Conclusion| conclusion.folder.is_empty() && !conclusion.inherited;
    let sources = licensing
        .conclusions
        .iter()
        .filter(own)
        .map(|one| one.evidence.len() + one.unnamed.len())
        .max()
        .unwrap_or_default();
    if sources < 2 {
        return Outcome::Nothing;
    }
    let unnamed = licensing
        .conclusions
        .iter()
        .filter(own)
        .flat_map(|one| &one.unnamed);
    if let Some(unknown) = NonEmpty::new(unnamed.cloned().map(Unknown::UnrecognisedLicence).collect()) {
        return Outcome::Unknown(unknown);
    }
    Outcome::lacks(
        Place::repository(),
        Message::Licensing(LicenceNote::Agree(sources)),
    )
}
