// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Files that describe the software, by their standards.

use std::sync::Arc;

use crate::facts::{Description, Facts, Standard};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, LicenceSeen, Message, MetadataNote, NonEmpty, Place, Unknown};

/// Holds at each fault by the standard: for `none`.
pub(super) fn faults(facts: &Facts, standard: Standard) -> Outcome {
    gather(facts, standard, |one| one.faults.clone())
}

/// Holds at each thing that the standard still takes but asks to change: for `none`. What breaks the standard is
/// told elsewhere.
pub(super) fn stale(facts: &Facts, standard: Standard) -> Outcome {
    let today = super::today(facts);
    gather(facts, standard, |one| {
        let mut found = one.stale.clone();
        for (key, date, place) in one.ends.iter().filter(|(_, date, _)| *date < today) {
            let note = MetadataNote::Past {
                key: key.clone(),
                date: date.to_string(),
            };
            found.push(seen(place.clone(), Message::Metadata(note)));
        }
        found
    })
}

fn gather(facts: &Facts, standard: Standard, of: impl Fn(&Description) -> Vec<Evidence>) -> Outcome {
    let described: Vec<_> = facts
        .descriptions
        .iter()
        .filter(|one| one.standard == standard)
        .collect();
    let found: Vec<_> = described.iter().flat_map(|one| of(one)).collect();
    if !found.is_empty() {
        return Outcome::Holds(found);
    }
    let unread: Vec<_> = facts
        .unread
        .iter()
        .filter(|path| follows(path, standard))
        .map(|path| Unknown::Unread(Arc::clone(path)))
        .collect();
    if let Some(unread) = NonEmpty::new(unread) {
        return Outcome::Unknown(unread);
    }
    let foreign: Vec<_> = described
        .iter()
        .filter_map(|one| {
            Some(Unknown::OtherVersion {
                path: Arc::clone(&one.path),
                version: one.foreign.clone()?,
            })
        })
        .collect();
    if let Some(foreign) = NonEmpty::new(foreign) {
        return Outcome::Unknown(foreign);
    }
    match described.first() {
        None => Outcome::Nothing,
        Some(one) => {
            let version = one.version.clone().unwrap_or_default();
            let note = Message::Metadata(MetadataNote::Valid(version));
            Outcome::lacks(Place::file(&one.path), note)
        }
    }
}

/// Whether a path has the name of files of a standard.
fn follows(path: &str, standard: Standard) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    match standard {
        Standard::Publiccode => matches!(name, "publiccode.yml" | "publiccode.yaml"),
        Standard::Codemeta => name == "codemeta.json",
        Standard::Citation => name == "CITATION.cff",
    }
}

/// A licence that another source contradicts.
fn differing(said: &str, place: Place, against: &LicenceSeen) -> Evidence {
    let note = MetadataNote::Differs {
        field: "licence",
        said: said.to_owned(),
        against: against.expression.clone(),
        place: super::shown(&against.place),
    };
    seen(place, Message::Metadata(note))
}

/// Holds where `publiccode.yml` names another licence than the rest of the repository: for `none`.
pub(super) fn publiccode_licence(facts: &Facts) -> Outcome {
    let is_here = |place: &Place| {
        place
            .path
            .as_deref()
            .is_some_and(|path| follows(path, Standard::Publiccode))
    };
    let Some(stated) = facts.licensing.manifests.iter().find(|one| is_here(&one.place)) else {
        return Outcome::Nothing;
    };
    let differs: Vec<_> = facts
        .licensing
        .disagreements
        .iter()
        .filter(|one| is_here(&one.seen.place) || is_here(&one.against.place))
        .map(|one| {
            let (own, other) = if is_here(&one.seen.place) {
                (&one.seen, &one.against)
            } else {
                (&one.against, &one.seen)
            };
            differing(&own.expression, own.place.clone(), other)
        })
        .collect();
    let code = facts
        .licensing
        .conclusions
        .iter()
        .find(|one| one.folder.is_empty());
    if !differs.is_empty() {
        return Outcome::Holds(differs);
    }
    let others = code.map_or(0, |one| {
        one.evidence.iter().filter(|seen| !is_here(&seen.place)).count()
    });
    let unnamed = code.map(|one| one.unnamed.clone()).unwrap_or_default();
    if let Some(unknown) = NonEmpty::new(unnamed.into_iter().map(Unknown::UnrecognisedLicence).collect()) {
        return Outcome::Unknown(unknown);
    }
    if others == 0 || stated.standing.expression().is_none() {
        return Outcome::Nothing;
    }
    let note = MetadataNote::Agree {
        field: "licence",
        files: others + 1,
    };
    Outcome::lacks(stated.place.clone(), Message::Metadata(note))
}
