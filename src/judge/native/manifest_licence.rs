// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What manifests write in their licence field.

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{LicenceNote, ManifestLicence, Message, Standing};
use crate::rule::law::expression;

/// Lacks at the first manifest whose licence is not an SPDX expression although its format asks for one. Values that send the reader
/// elsewhere (`SEE LICENSE IN …`) and those that forbid reuse are not judged here.
pub(super) fn is_spdx(facts: &Facts) -> Outcome {
    let mut valid = Vec::new();
    for manifest in facts.licensing.manifests.iter().filter(|one| one.wants_spdx) {
        let meant = match &manifest.standing {
            Standing::Proprietary | Standing::Elsewhere(_) => continue,
            Standing::Valid(_) | Standing::Deprecated(_) => {
                valid.push(value(manifest));
                continue;
            }
            // Cargo's own form for years, and `GPL-3.0+`.
            Standing::Informal(_) | Standing::Unknown
                if expression(&manifest.value.replace('/', " OR ")).is_some() =>
            {
                valid.push(value(manifest));
                continue;
            }
            Standing::Informal(meant) => Some(left_open(&manifest.value, meant)),
            Standing::Unknown => None,
        };
        let note = LicenceNote::Informal {
            value: manifest.value.clone(),
            meant,
        };
        return Outcome::lacks(manifest.place.clone(), Message::Licensing(note));
    }
    if valid.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Holds(valid)
    }
}

/// What a value means, with the variant that it leaves open: "GNU AGPL v3" and `GPL-3.0` do not say whether later versions
/// may be chosen.
fn left_open(value: &str, meant: &str) -> String {
    let said = ["only", "uniquement", "seulement", "exclusivement", "=="];
    let lower = value.to_lowercase();
    match meant.strip_suffix("-only") {
        Some(base) if !meant.contains(' ') && !said.iter().any(|word| lower.contains(word)) => {
            format!("{base}-or-later / {meant}")
        }
        _ => meant.to_owned(),
    }
}

fn value(manifest: &ManifestLicence) -> crate::model::Evidence {
    let message = Message::ManifestValue {
        field: "licence",
        value: manifest.value.clone(),
    };
    seen(manifest.place.clone(), message)
}

/// Holds at each manifest with a deprecated identifier: for `none`. Which variant a bare `GPL-3.0` means is for
/// its authors to say, so that both are shown.
pub(super) fn deprecated(facts: &Facts) -> Outcome {
    let judged = facts
        .licensing
        .manifests
        .iter()
        .filter(|one| matches!(one.standing, Standing::Valid(_) | Standing::Deprecated(_)));
    if judged.clone().next().is_none() {
        return Outcome::Nothing;
    }
    let old = judged
        .clone()
        .filter_map(|manifest| {
            let Standing::Deprecated(now) = &manifest.standing else {
                return None;
            };
            let note = LicenceNote::Deprecated {
                value: manifest.value.clone(),
                now: left_open(&manifest.value, now),
            };
            Some(seen(manifest.place.clone(), Message::Licensing(note)))
        })
        .collect();
    let lack = judged
        .map(value)
        .next()
        .map_or(Message::NoLicence, |first| first.message);
    Outcome::from_seen(old, crate::model::Place::repository(), lack)
}
