// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the code's licence asks: later versions, reciprocity.

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::licence::family;
use crate::model::{LicenceNote, Message, Place, Subject};
use crate::rule::Law;
use crate::rule::law::{Effect, expression};

use super::licence_allowed::own_word;

/// Holds when a GNU licence is said to be "or later"; the text alone cannot tell.
pub(super) fn run(facts: &Facts) -> Outcome {
    let Some(conclusion) = own_word(facts, Subject::Code) else {
        return Outcome::Nothing;
    };
    let Some(written) = &conclusion.expression else {
        return Outcome::Nothing;
    };
    let place = conclusion
        .evidence
        .first()
        .map_or_else(Place::repository, |first| first.place.clone());
    let gnu: Vec<String> = legs(written).into_iter().filter(|id| is_gnu(id)).collect();
    let unsaid = conclusion
        .rivals
        .iter()
        .any(|rival| rival.ends_with("-only") || rival.ends_with("-or-later"));
    let Some(first) = gnu.first() else {
        return Outcome::Nothing;
    };
    // Two sources that each name a variant say too much, not too little: that is told as a contradiction.
    let contradicted = facts.licensing.disagreements.iter().any(|one| {
        one.subject == Subject::Code && family(&one.seen.expression) == family(&one.against.expression)
    });
    if unsaid && contradicted {
        return Outcome::Nothing;
    }
    if unsaid {
        return Outcome::lacks(
            place,
            Message::Licensing(LicenceNote::VariantUnsaid(first.clone())),
        );
    }
    let is_later = |id: &&String| id.ends_with("-or-later") || id.ends_with('+');
    if let Some(only) = gnu.iter().find(|id| !is_later(id)) {
        return Outcome::lacks(
            place,
            Message::Licensing(LicenceNote::OnlyThisVersion(only.clone())),
        );
    }
    let note = LicenceNote::Concluded {
        expression: written.clone(),
        subject: Subject::Code,
        inherited: false,
    };
    Outcome::Holds(vec![seen(place, Message::Licensing(note))])
}

/// Holds when every way to take the code asks for reciprocity.
pub(super) fn reciprocal(law: &Law, facts: &Facts) -> Outcome {
    let conclusion = own_word(facts, Subject::Code);
    let Some((conclusion, written)) = conclusion.and_then(|one| Some((one, one.expression.as_ref()?))) else {
        return Outcome::Nothing;
    };
    let place = conclusion
        .evidence
        .first()
        .map_or_else(Place::repository, |first| first.place.clone());
    let free = conclusion.readings().any(|reading| {
        expression(reading).is_none_or(|parsed| {
            parsed.evaluate(|leg| {
                let id = leg.license.to_string();
                law.effect(&id) != Some(Effect::Reciprocal)
            })
        })
    });
    if free {
        Outcome::lacks(
            place,
            Message::Licensing(LicenceNote::Permissive(written.clone())),
        )
    } else {
        Outcome::Holds(vec![seen(
            place,
            Message::Licensing(LicenceNote::Reciprocal(written.clone())),
        )])
    }
}

fn legs(written: &str) -> Vec<String> {
    expression(written).map_or_else(Vec::new, |parsed| {
        parsed
            .requirements()
            .map(|leg| leg.req.license.to_string())
            .collect()
    })
}

/// GNU's licences for programs; the version 3 ones are those that the list names.
fn is_gnu(id: &str) -> bool {
    ["GPL-3.0", "LGPL-3.0", "AGPL-3.0"]
        .iter()
        .any(|start| id.starts_with(start))
}
