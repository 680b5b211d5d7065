// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What source files say in their first lines, and whether the licences that they name have their text.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{LicenceMatch, LicenceMethod, LicenceNote, Message, Place};
use crate::rule::law::expression;

use super::reuse::naming;

/// The share of source files that must name their licence, in percent: a few files without a comment syntax
/// or made by a tool are in every project.
const SHARE: usize = 90;

/// Holds when nearly every source file names its licence.
pub(super) fn run(facts: &Facts) -> Outcome {
    let headers = &facts.licensing.headers;
    if headers.files == 0 {
        return Outcome::Nothing;
    }
    let message = Message::Licensing(LicenceNote::Headers {
        named: headers.named,
        files: headers.files,
    });
    if headers.named * 100 >= headers.files * SHARE {
        return Outcome::Holds(vec![seen(Place::repository(), message)]);
    }
    let place = headers.bare.first().map_or_else(Place::repository, Place::file);
    Outcome::lacks(place, message)
}

/// Holds for each licence that source files name and of which no text is in the repository: for `none`.
pub(super) fn without_text(facts: &Facts) -> Outcome {
    let licensing = &facts.licensing;
    let named = named(facts);
    if named.is_empty() {
        return Outcome::Nothing;
    }
    let texts: BTreeSet<&str> = licensing
        .files
        .iter()
        .flat_map(|file| &file.matches)
        .flat_map(|found| std::iter::once(&found.expression).chain(&found.rivals))
        .map(|id| base(id))
        .collect();
    let (mut missing, mut kept) = (Vec::new(), None);
    let mut known = BTreeSet::new();
    for (id, place) in named {
        if !known.insert(id.clone()) {
            continue;
        }
        let here = texts.contains(base(&id)) || named_file(facts, &id);
        let note = if here {
            LicenceNote::TextKept(id)
        } else {
            LicenceNote::TextMissing(id)
        };
        let evidence = seen(place, Message::Licensing(note));
        if here {
            kept = Some(evidence);
        } else {
            missing.push(evidence);
        }
    }
    let lack = kept.map_or(Message::NoLicence, |evidence| evidence.message);
    Outcome::from_seen(missing, Place::repository(), lack)
}

/// The licences that files name, with the first place: source files in their first lines and, by REUSE, any file.
fn named(facts: &Facts) -> Vec<(String, Place)> {
    let headers = &facts.licensing.headers.expressions;
    let mut all: Vec<(String, Place)> = headers
        .iter()
        .flat_map(|said| {
            let ids = identifiers(&said.expression).into_iter();
            ids.map(|id| (id, said.place.clone()))
        })
        .collect();
    if let Some(reuse) = &facts.reuse {
        let missing = reuse.missing_texts.iter();
        all.extend(missing.filter(|id| spdx::exception_id(id).is_none()).map(|id| {
            let path = naming(reuse, id);
            let place = path.map_or_else(Place::repository, |path| Place::file(&path));
            (id.clone(), place)
        }));
    }
    all
}

/// Whether a file of `LICENSES/` bears the identifier, and its text is not known to be another licence's.
fn named_file(facts: &Facts, id: &str) -> bool {
    let bears = |path: &str| {
        path.strip_prefix("LICENSES/")
            .is_some_and(|name| name == id || name.strip_prefix(id).is_some_and(|rest| rest.starts_with('.')))
    };
    // Ports and variants of one licence, and references of one's own, may hold a text that bears a shorter name.
    let is_near = |other: &str| {
        let (own, other) = (base(id), base(other));
        own.starts_with("LicenseRef-") || own.starts_with(other) || other.starts_with(own)
    };
    let is_other = |path: &str| {
        let is_text =
            |found: &LicenceMatch| matches!(found.method, LicenceMethod::Exact | LicenceMethod::Text);
        let mut files = facts.licensing.files.iter();
        let known = files.find(|file| *file.path == *path);
        let mut texts = known
            .iter()
            .flat_map(|file| &file.matches)
            .filter(|found| is_text(found) && found.is_sure())
            .peekable();
        texts.peek().is_some() && texts.all(|found| !is_near(&found.expression))
    };
    facts
        .files
        .iter()
        .any(|file| bears(&file.path) && !is_other(&file.path))
}

fn identifiers(written: &str) -> Vec<String> {
    expression(written).map_or_else(Vec::new, |parsed| {
        parsed
            .requirements()
            .map(|leg| leg.req.license.to_string())
            .collect()
    })
}

/// The identifier without variants, which share one text.
fn base(id: &str) -> &str {
    id.trim_end_matches("-or-later")
        .trim_end_matches("-only")
        .trim_end_matches('+')
}
