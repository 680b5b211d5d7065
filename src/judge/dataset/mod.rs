// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `dataset-state`: what data.gouv.fr says of the objects that a repository links to.

mod published;

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::model::{
    Bearing, DataLink, DatasetFact, DatasetNote, DatasetRole, DatasetUse, Evidence, IdForm, Lost, Message,
    NonEmpty, Place, PortalDoubt, PortalOutcome, RoleReason, Silence, Unknown,
};
use crate::rule::Law;
use crate::rule::check::{DatasetQuestion, DatasetState};

use super::outcome::{Outcome, seen};
use published::published;

/// What is said of one object.
enum Said {
    Fault(DatasetFact),
    Fine,
    /// The question does not concern it.
    Aside,
    Unsaid,
}

impl Said {
    /// A fault where a field has this value; unknown where the source does not give it.
    fn of(fault: Option<bool>, fact: DatasetFact) -> Self {
        match fault {
            Some(true) => Self::Fault(fact),
            Some(false) => Self::Fine,
            None => Self::Unsaid,
        }
    }
}

pub(super) fn state(params: &DatasetState, law: &Law, facts: &Facts) -> Outcome {
    match params.state {
        DatasetQuestion::Linked => linked(facts),
        question => each(question, law, facts),
    }
}

fn linked(facts: &Facts) -> Outcome {
    let linked = facts
        .links
        .iter()
        .filter(|link| link.bearing != Bearing::Test)
        .filter_map(|link| {
            let key = link.target.key.as_ref()?;
            let message = Message::Dataset {
                kind: key.kind().as_str(),
                id: key.id().to_owned(),
            };
            Some(seen(link.place.clone(), message))
        })
        .collect();
    Outcome::from_seen(linked, Place::repository(), Message::NoDataset)
}

/// Puts a question to every object that it concerns.
fn each(question: DatasetQuestion, law: &Law, facts: &Facts) -> Outcome {
    let (mut faults, mut unknown, mut clear) = (Vec::new(), BTreeSet::new(), 0);
    for one in &facts.datasets {
        if !concerns(question, one) {
            continue;
        }
        let doubt = |why| Unknown::Portal(why);
        if question.is_for_publishers() && one.role == DatasetRole::ToConfirm {
            let gone = matches!(
                one.answer.outcome,
                PortalOutcome::Deleted | PortalOutcome::Unknown
            );
            if !gone {
                unknown.insert(doubt(PortalDoubt::Role(one.name().to_owned())));
            }
            continue;
        }
        match said(question, one, (law, facts)) {
            Said::Fault(fact) => {
                let note = DatasetNote {
                    name: one.name().to_owned(),
                    id: one.key.id().to_owned(),
                    fact,
                };
                let place = match question {
                    DatasetQuestion::Renamed => old_name(one, facts),
                    _ => one.place(),
                };
                faults.push(seen(place, Message::Portal(Box::new(note))));
            }
            Said::Fine => clear += 1,
            Said::Aside => {}
            Said::Unsaid => {
                unknown.insert(match &one.answer.outcome {
                    PortalOutcome::NotVerified(why) => silent(*why, one.key.id()),
                    _ => doubt(PortalDoubt::Unsaid(one.name().to_owned())),
                });
            }
        }
        let (more, doubts) = lost(question, one);
        faults.extend(more);
        unknown.extend(doubts);
    }
    if !faults.is_empty() {
        return Outcome::Holds(faults);
    }
    if let Some(unknown) = NonEmpty::new(unknown.into_iter().collect()) {
        return Outcome::Unknown(unknown);
    }
    if clear == 0 {
        return Outcome::Nothing;
    }
    Outcome::lacks(Place::repository(), Message::PortalClear(clear))
}

/// That the portal did not answer on an object.
pub(super) fn silent(why: Silence, id: &str) -> Unknown {
    match why {
        Silence::Offline | Silence::Disabled => Unknown::Offline,
        why => Unknown::Portal(PortalDoubt::Silent(why, id.to_owned())),
    }
}

/// Links that open the page of a dataset at a resource that is gone: what is told, and what is not known.
fn lost(question: DatasetQuestion, one: &DatasetUse) -> (Vec<Evidence>, Vec<Unknown>) {
    let (mut faults, mut doubts) = (Vec::new(), Vec::new());
    for resource in &one.lost {
        let fact = match (question, resource.outcome) {
            (DatasetQuestion::Deleted, Lost::Deleted) => DatasetFact::ResourceDeleted(resource.id.clone()),
            (DatasetQuestion::Unreachable, Lost::Unknown) => {
                DatasetFact::ResourceUnknown(resource.id.clone())
            }
            (DatasetQuestion::Deleted | DatasetQuestion::Unreachable, Lost::NotVerified(why)) => {
                doubts.push(silent(why, &resource.id));
                continue;
            }
            _ => continue,
        };
        let note = DatasetNote {
            name: one.name().to_owned(),
            id: resource.id.clone(),
            fact,
        };
        faults.push(seen(resource.place.clone(), Message::Portal(Box::new(note))));
    }
    (faults, doubts)
}

/// Where a link bears a name that is not today's, the first such place: other links may bear today's.
fn old_name(one: &DatasetUse, facts: &Facts) -> Place {
    let now = one.object().and_then(|object| object.slug.as_deref());
    let old = |link: &&DataLink| {
        let key = link.target.key.as_ref();
        !link.target.is_inferred()
            && key.is_some_and(|key| {
                key.kind() == one.key.kind()
                    && key.id_form() == IdForm::Slug
                    && Some(key.id()) != now
                    && one.keys.contains(key)
            })
    };
    let first = facts
        .links
        .iter()
        .filter(old)
        .min_by_key(|link| (link.bearing != Bearing::Claim, &link.place));
    first.map_or_else(|| one.place(), |link| link.place.clone())
}

/// Whether a question is put to an object at all. One of another portal is told by its own rule; one that is named in
/// passing is nobody's concern.
fn concerns(question: DatasetQuestion, one: &DatasetUse) -> bool {
    let other = one.answer.outcome == PortalOutcome::NotVerified(Silence::OtherPortal);
    match question {
        DatasetQuestion::Undeclared => one.may_be_declared() && !other,
        _ if question.is_for_publishers() => {
            matches!(one.role, DatasetRole::Published | DatasetRole::ToConfirm)
        }
        _ => one.reason != RoleReason::Elsewhere && !other,
    }
}

fn said(question: DatasetQuestion, one: &DatasetUse, around: (&Law, &Facts)) -> Said {
    match question {
        // What the portal did not say may have told it.
        DatasetQuestion::Undeclared if one.role == DatasetRole::ToConfirm && one.undecided => {
            return Said::Unsaid;
        }
        DatasetQuestion::Undeclared if one.role == DatasetRole::ToConfirm => {
            return Said::Fault(DatasetFact::Undeclared);
        }
        DatasetQuestion::Undeclared => return Said::Fine,
        DatasetQuestion::Deleted | DatasetQuestion::Unreachable => return absence(question, one),
        _ => {}
    }
    let Some(object) = one.object() else {
        return match one.answer.outcome {
            // Its own rules tell that it is gone.
            PortalOutcome::Deleted | PortalOutcome::Unknown => Said::Aside,
            _ => Said::Unsaid,
        };
    };
    match question {
        DatasetQuestion::Renamed => match one.renamed() {
            Some(now) => Said::Fault(DatasetFact::Renamed(now.to_owned())),
            None if object.slug.is_none() => Said::Aside,
            None => Said::Fine,
        },
        DatasetQuestion::Archived => match &object.archived {
            Some(date) => Said::Fault(DatasetFact::Archived(date.clone())),
            None => Said::Fine,
        },
        _ => match &object.dataset {
            Some(record) => published(question, record, one, around),
            None => Said::Aside,
        },
    }
}

/// Whether an object is gone.
fn absence(question: DatasetQuestion, one: &DatasetUse) -> Said {
    match (&one.answer.outcome, question) {
        (PortalOutcome::Deleted, DatasetQuestion::Deleted) => Said::Fault(DatasetFact::Deleted),
        (PortalOutcome::Unknown, DatasetQuestion::Unreachable) if one.is_inferred() => Said::Unsaid,
        (PortalOutcome::Unknown, DatasetQuestion::Unreachable) => Said::Fault(DatasetFact::Unreachable),
        (PortalOutcome::NotVerified(_), _) => Said::Unsaid,
        _ => Said::Fine,
    }
}
