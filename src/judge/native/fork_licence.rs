// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A fork whose licence is outside the list says where the licence comes from.

use std::sync::Arc;

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{LicenceNote, Message, Place, Subject};
use crate::rule::Law;

use super::licence_allowed::{Judgement, code_subjects, judge, own_word, upstream};

/// Holds when the upstream is declared; lacks in a fork whose licence is outside the list.
pub(super) fn run(law: &Law, facts: &Facts) -> Outcome {
    if let Some(inherited) = &facts.declared.inherited_licence {
        let central = facts.declared.central.contains("inherited-licence");
        let message = Message::Declared {
            key: "inherited-licence".to_owned(),
            value: inherited.upstream.clone(),
            central,
        };
        let place = if central {
            Place::repository()
        } else {
            Place::file(&Arc::from(".vigie.toml"))
        };
        return Outcome::Holds(vec![seen(place, message)]);
    }
    let Some(conclusion) = own_word(facts, Subject::Code).filter(|_| upstream(facts).is_some()) else {
        return Outcome::Nothing;
    };
    match judge(law, facts, conclusion, code_subjects(facts)) {
        Judgement::Refused(evidence) => {
            let id = conclusion.expression.clone().unwrap_or_default();
            Outcome::lacks(evidence.place, Message::Licensing(LicenceNote::ForkWithout(id)))
        }
        Judgement::Allowed(evidence) => Outcome::Holds(vec![evidence]),
        _ => Outcome::Nothing,
    }
}
