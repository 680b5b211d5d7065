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
            Standing::Informal(meant) => Some(meant.clone()),
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
            let now = match now.strip_suffix("-only") {
                Some(base) if !manifest.value.contains("only") && !now.contains(' ') => {
                    format!("{base}-or-later / {now}")
                }
                _ => now.clone(),
            };
            let note = LicenceNote::Deprecated {
                value: manifest.value.clone(),
                now,
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
