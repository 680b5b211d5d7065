// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Manifests and licence files name the same licence.

use spdx::{Expression, ParseMode};

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Known, ManifestKey, Message, NonEmpty, Place, Unknown};

/// Compares each root manifest's expression with the recognised licence texts: an
/// expression agrees when each of its identifiers that can be checked has its text, or when
/// one leg of a choice has. A text that is not recognised makes the answer unknown.
pub(super) fn run(facts: &Facts) -> Outcome {
    let named: Vec<&str> = facts
        .licences
        .iter()
        .filter_map(|licence| licence.id.as_option().map(String::as_str))
        .collect();
    let unknown: Vec<Unknown> = facts
        .licences
        .iter()
        .filter_map(|licence| match &licence.id {
            Known::Yes(_) => None,
            Known::No(why) => Some(why.clone()),
        })
        .collect();
    let mut agreed = Vec::new();
    for manifest in facts
        .manifests
        .iter()
        .filter(|manifest| !manifest.path.contains('/'))
    {
        let Some(found) = manifest.get(ManifestKey::Licence) else {
            continue;
        };
        let Ok(expression) = Expression::parse_mode(&found.value, ParseMode::LAX) else {
            continue;
        };
        // A licence for texts and data beside a manifest's licence for code is no disagreement.
        if named.iter().all(|name| is_for_content(name)) && unknown.is_empty() {
            return Outcome::Nothing;
        }
        let place = Place::line(&manifest.path, found.line);
        let (manifest, file) = (found.value.clone(), named.join(", "));
        if expression.evaluate(|requirement| {
            let id = requirement.license.to_string();
            named.iter().any(|name| family(name) == family(&id))
        }) {
            agreed.push(seen(place, Message::LicencesAgree { manifest, file }));
        } else if let Some(unknown) = NonEmpty::new(unknown.clone()) {
            return Outcome::Unknown(unknown);
        } else {
            return Outcome::lacks(place, Message::LicencesDiffer { manifest, file });
        }
    }
    if agreed.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Holds(agreed)
    }
}

/// Licences that are given to texts and data rather than to code.
fn is_for_content(id: &str) -> bool {
    id == "etalab-2.0"
        || ["CC-BY", "CC0-", "ODbL-", "ODC-"]
            .iter()
            .any(|start| id.starts_with(start))
}

/// The identifier without `-only`, `-or-later` and `+`: one text serves them all.
fn family(id: &str) -> &str {
    id.trim_end_matches("-or-later")
        .trim_end_matches("-only")
        .trim_end_matches('+')
}
