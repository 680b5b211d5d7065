// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Every manifest's licence is a valid SPDX expression.

use spdx::{Expression, ParseMode};

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, ManifestKey, Message, Place};

/// Lacks at the first manifest whose licence is not an SPDX expression although its format asks for one.
/// Values that send the reader elsewhere (`SEE LICENSE IN …`, `file`) are not judged.
pub(super) fn run(facts: &Facts) -> Outcome {
    let mut valid: Vec<Evidence> = Vec::new();
    for manifest in facts.manifests.iter().filter(|manifest| manifest.wants_spdx()) {
        let Some(found) = manifest.get(ManifestKey::Licence) else {
            continue;
        };
        let value = found.value.clone();
        if is_elsewhere(&value) {
            continue;
        }
        let place = Place::line(&manifest.path, found.line);
        match Expression::parse_mode(&value, MODE) {
            Ok(_) => valid.push(seen(
                place,
                Message::ManifestValue {
                    field: "licence",
                    value,
                },
            )),
            Err(error) => {
                let reason = error.reason.to_string();
                return Outcome::lacks(place, Message::NotSpdx { value, reason });
            }
        }
    }
    if valid.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Holds(valid)
    }
}

/// Deprecated identifiers such as `GPL-3.0` are still identifiers; `MIT/Apache-2.0` was
/// Cargo's own form for years.
const MODE: ParseMode = ParseMode {
    allow_deprecated: true,
    allow_slash_as_or_operator: true,
    ..ParseMode::STRICT
};

/// npm's and others' words for "read the file" and "not published".
pub(super) fn is_elsewhere(value: &str) -> bool {
    let upper = value.to_uppercase();
    upper.starts_with("SEE LICEN") || upper == "UNLICENSED" || upper == "PROPRIETARY"
}
