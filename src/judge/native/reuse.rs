// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whether a repository that shows REUSE fulfils it, as `reuse lint` would say.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::facts::Facts;
use crate::facts::reuse::Reuse;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, LicenceNote, Message, NonEmpty, Place, ReuseFault, Unknown};

/// Most faults of one kind that are told one by one; a command shows the others.
const MOST: usize = 10;

/// Most unread files that are named.
const MOST_UNREAD: usize = 5;

/// Holds for each fault: for `none`. What was not read may name any licence, so it makes a tree without other
/// faults unknown.
pub(super) fn faults(facts: &Facts) -> Outcome {
    let Some(reuse) = &facts.reuse else {
        return Outcome::Nothing;
    };
    if facts.truncated {
        return Outcome::unknown(Unknown::Truncated);
    }
    let covered = Message::Licensing(LicenceNote::ReuseCovered {
        covered: reuse.covered,
        total: reuse.total,
    });
    let found = all(reuse);
    if found.is_empty() {
        let unread: Vec<Unknown> = reuse
            .read_errors
            .iter()
            .take(MOST_UNREAD)
            .map(|path| Unknown::Unread(Arc::from(path.as_str())))
            .collect();
        return NonEmpty::new(unread)
            .map_or_else(|| Outcome::lacks(Place::repository(), covered), Outcome::Unknown);
    }
    let mut told = Vec::new();
    if reuse.covered < reuse.total {
        told.push(seen(Place::repository(), covered));
    }
    for (fault, list) in found {
        let more = list.len().saturating_sub(MOST);
        told.extend(list.into_iter().take(MOST));
        if more > 0 {
            let note = LicenceNote::ReuseMore { fault, count: more };
            told.push(seen(Place::repository(), Message::Licensing(note)));
        }
    }
    Outcome::Holds(told)
}

/// Every fault, by kind; no list is empty.
fn all(reuse: &Reuse) -> Vec<(ReuseFault, Vec<Evidence>)> {
    let unlicensed: BTreeSet<&String> = reuse.without_licence.iter().collect();
    let nobodys: BTreeSet<&String> = reuse.without_copyright.iter().collect();
    let files = |fault, paths: Vec<&String>| {
        (
            fault,
            paths.into_iter().map(|path| file(fault, path, path)).collect(),
        )
    };
    let pairs = |fault, pairs: &[(String, String)]| {
        let told = pairs.iter().map(|(path, what)| file(fault, path, what));
        (fault, told.collect::<Vec<_>>())
    };
    let missing = reuse.missing_texts.iter().map(|id| {
        let path = naming(reuse, id);
        let place = path.map_or_else(Place::repository, |path| Place::file(&path));
        one(ReuseFault::TextMissing, place, id)
    });
    // Files that were not looked at may ask for these texts.
    let unused = reuse.unused_texts.iter().filter(|_| reuse.whole);
    let mut found = vec![
        pairs(ReuseFault::Invalid, &reuse.faults),
        (ReuseFault::TextMissing, missing.collect()),
        (ReuseFault::TextUnused, ids(ReuseFault::TextUnused, unused)),
        files(ReuseFault::BadName, reuse.bad_names.iter().collect()),
        files(ReuseFault::NoExtension, reuse.without_extension.iter().collect()),
        (
            ReuseFault::Deprecated,
            ids(ReuseFault::Deprecated, reuse.deprecated.iter()),
        ),
        pairs(ReuseFault::BadExpression, &reuse.invalid_expressions),
        files(
            ReuseFault::NothingSaid,
            unlicensed.intersection(&nobodys).copied().collect(),
        ),
        files(
            ReuseFault::NoLicence,
            unlicensed.difference(&nobodys).copied().collect(),
        ),
        files(
            ReuseFault::NoCopyright,
            nobodys.difference(&unlicensed).copied().collect(),
        ),
    ];
    found.retain(|(_, list): &(ReuseFault, Vec<Evidence>)| !list.is_empty());
    found
}

fn ids<'a>(fault: ReuseFault, ids: impl Iterator<Item = &'a String>) -> Vec<Evidence> {
    ids.map(|id| one(fault, Place::file(&Arc::from("LICENSES/")), id))
        .collect()
}

fn file(fault: ReuseFault, path: &str, what: &str) -> Evidence {
    one(fault, Place::file(&Arc::from(path)), what)
}

fn one(fault: ReuseFault, place: Place, what: &str) -> Evidence {
    let what = what.to_owned();
    seen(place, Message::Licensing(LicenceNote::Reuse { fault, what }))
}

/// The first file that names an identifier.
pub(super) fn naming(reuse: &Reuse, id: &str) -> Option<Arc<str>> {
    reuse
        .statements
        .iter()
        .find(|statement| {
            statement
                .expressions
                .iter()
                .filter_map(|written| crate::licence::reuse::identifiers(written))
                .any(|ids| ids.contains(&id))
        })
        .map(|statement| Arc::from(statement.path.as_str()))
}
