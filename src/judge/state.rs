// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks on licences, manifests, pages, the forge, the history and declarations.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::facts::{Facts, is_manifest};
use crate::model::{
    DeclaredKey, Evidence, ForgeFacts, ForgeKey, Known, ManifestKey, MarkupFault, Message, NonEmpty, Pattern,
    Place, Unknown,
};
use crate::rule::check::{Declared, ForgeField, LicenceIn, ManifestField, MarkupCheck};

use super::outcome::{Outcome, seen};

fn accepted(patterns: &[Pattern], value: &str) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| pattern.is_match(value))
}

/// `licence-in`. One licence of the list is enough: a second text beside it may be the other
/// leg of a choice, or the licence of fonts and pictures (REUSE's `LICENSES/`).
pub(super) fn licence(params: &LicenceIn, facts: &Facts) -> Outcome {
    let (mut listed, mut others, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for licence in &facts.licences {
        match &licence.id {
            Known::Yes(id) => {
                let message = Message::Licence {
                    id: id.clone(),
                    score: licence.score,
                };
                let side = if params.ids.contains(id) {
                    &mut listed
                } else {
                    &mut others
                };
                side.push(seen(Place::file(&licence.path), message));
            }
            Known::No(why) => unknown.push(why.clone()),
        }
    }
    if !listed.is_empty() {
        return Outcome::Holds(listed);
    }
    if let Some(unknown) = NonEmpty::new(unknown) {
        return Outcome::Unknown(unknown);
    }
    match others.into_iter().next() {
        Some(other) => Outcome::Lacks(other),
        None => Outcome::lacks(Place::repository(), Message::NoLicence),
    }
}

/// The manifests that could not be read, any of which may hold the field.
fn unread_manifests(facts: &Facts) -> Option<NonEmpty<Unknown>> {
    let unread = facts.unread.iter().filter(|path| is_manifest(path));
    NonEmpty::new(unread.cloned().map(Unknown::Unread).collect())
}

/// `manifest-field`
pub(super) fn manifest(params: &ManifestField, facts: &Facts) -> Outcome {
    let field = params.field.as_str();
    let found: Vec<_> = facts
        .manifests
        .iter()
        .filter(|manifest| params.field != ManifestKey::Name || manifest.names_project())
        .filter_map(|manifest| Some((manifest, manifest.get(params.field)?)))
        .filter(|(_, found)| accepted(&params.patterns, &found.value))
        .map(|(manifest, found)| {
            let value = Message::ManifestValue {
                field,
                value: found.value.clone(),
            };
            seen(Place::line(&manifest.path, found.line), value)
        })
        .collect();
    if found.is_empty()
        && let Some(unread) = unread_manifests(facts)
    {
        return Outcome::Unknown(unread);
    }
    let place = facts
        .manifests
        .first()
        .map_or_else(Place::repository, |manifest| Place::file(&manifest.path));
    Outcome::from_seen(found, place, Message::ManifestLacks(field))
}

/// `markup`
pub(super) fn markup(params: &MarkupCheck, facts: &Facts) -> Outcome {
    let fault = params.fault;
    let whole = || facts.pages.iter().filter(|page| page.whole);
    if fault == MarkupFault::Page {
        let pages = whole()
            .map(|page| seen(Place::file(&page.path), Message::FilePresent))
            .collect();
        let lack = Message::NoMarkup {
            fault: fault.as_str(),
            pages: facts.pages.len(),
        };
        return Outcome::from_seen(pages, Place::repository(), lack);
    }
    if facts.pages.is_empty() {
        return Outcome::Nothing;
    }
    let hits = facts
        .pages
        .iter()
        .flat_map(|page| page.hits.iter().map(move |hit| (page, hit)))
        .filter(|(_, hit)| hit.fault == fault)
        .map(|(page, hit)| {
            let message = Message::Markup {
                fault: fault.as_str(),
                tag: hit.tag.clone(),
            };
            seen(Place::at(&page.path, hit.line, hit.column), message)
        })
        .collect();
    let lack = Message::NoMarkup {
        fault: fault.as_str(),
        pages: facts.pages.len(),
    };
    Outcome::from_seen(hits, Place::repository(), lack)
}

/// `forge-field`. A field that the forge did not give is unknown, not empty.
pub(super) fn forge(params: &ForgeField, facts: &Facts) -> Outcome {
    let field = params.field.as_str();
    let forge = match &facts.forge {
        Known::Yes(forge) => forge,
        Known::No(why) => return Outcome::unknown(why.clone()),
    };
    match forge_value(forge, params.field) {
        None => Outcome::unknown(Unknown::NoForge),
        Some(value) if !value.trim().is_empty() && accepted(&params.patterns, &value) => Outcome::Holds(
            vec![seen(Place::repository(), Message::ForgeValue { field, value })],
        ),
        Some(value) if value.trim().is_empty() => {
            Outcome::lacks(Place::repository(), Message::ForgeLacks(field))
        }
        Some(value) => Outcome::lacks(Place::repository(), Message::ForgeValue { field, value }),
    }
}

fn forge_value(forge: &ForgeFacts, key: ForgeKey) -> Option<String> {
    match key {
        ForgeKey::Description => forge.description.clone(),
        ForgeKey::Topics => forge.topics.as_ref().map(|topics| topics.join(" ")),
        ForgeKey::Issues => forge.issues.map(|open| open.to_string()),
        ForgeKey::InGroup => forge.in_group.map(|group| group.to_string()),
        ForgeKey::Archived => forge.archived.map(|archived| archived.to_string()),
        ForgeKey::Maintainers => forge.maintainers.map(|count| count.to_string()),
        ForgeKey::Name => forge.name.clone(),
        ForgeKey::Visibility => forge.visibility.clone(),
        ForgeKey::Fork => forge.fork.map(|fork| fork.to_string()),
        ForgeKey::Template => forge.template.map(|template| template.to_string()),
    }
}

/// The day of a moment, in UTC. A moment that no calendar holds is shown as the nearest end.
pub(super) fn day_of(seconds: i64) -> Date {
    let (first, last) = (Timestamp::MIN, Timestamp::MAX);
    let seconds = seconds.clamp(first.as_second() + 1, last.as_second() - 1);
    let moment = Timestamp::from_second(seconds).unwrap_or(last);
    TimeZone::UTC.to_datetime(moment).date()
}

/// `declared`. An inherited licence is an exception that must be claimed: silence means that
/// there is none. Silence on the other keys means that it is not known.
pub(super) fn declared(params: &Declared, facts: &Facts) -> Outcome {
    let Some((value, evidence)) = declared_value(params.key, facts) else {
        return Outcome::unknown(Unknown::NotDeclared(params.key.as_str().to_owned()));
    };
    if value == params.is {
        Outcome::Holds(vec![evidence])
    } else {
        Outcome::Lacks(evidence)
    }
}

/// What is declared of a key, and where.
pub(super) fn declared_value(key: DeclaredKey, facts: &Facts) -> Option<(bool, Evidence)> {
    let value = facts.declared.answer(key)?;
    let key = key.as_str().to_owned();
    // The cohort file is no file of the repository.
    let central = facts.declared.central.contains(&key);
    let file = if central {
        Place::repository()
    } else {
        Place::file(&Arc::from(".vigie.toml"))
    };
    let message = Message::Declared {
        key,
        value: value.to_string(),
        central,
    };
    Some((value, seen(file, message)))
}
