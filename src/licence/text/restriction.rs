// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words added to a licence that take its freedom away.

use super::Found;
use super::words::{Words, hash};

/// Words that make a free licence unfree when they are added to it; hyphens join words.
const RESTRICTIONS: &[&[&str]] = &[
    &["commons", "clause"],
    &["noncommercial"],
    &["non", "commercial"],
    &["noncommerciale"],
    &["noncommerciales"],
    &["non", "commerciale"],
    &["non", "commerciales"],
    &["not", "for", "commercial"],
    &["commercial", "use", "is", "prohibited"],
    &["commercial", "use", "is", "forbidden"],
    &["commercial", "use", "is", "not", "permitted"],
    &["commercial", "use", "is", "not", "allowed"],
    &["commercial", "use", "prohibited"],
    &["commercial", "use", "forbidden"],
    &["no", "commercial", "use"],
    &["utilisation", "commerciale", "est", "interdite"],
    &["utilisation", "commerciale", "interdite"],
    &["usage", "commercial", "est", "interdit"],
    &["usage", "commercial", "interdit"],
    &["by", "military"],
    &["military", "use"],
    &["military", "purposes"],
    &["usage", "militaire"],
    &["fins", "militaires"],
    &["for", "good", "not", "evil"],
    &["academic", "use", "only"],
    &["academic", "purposes", "only"],
    &["research", "use", "only"],
    &["research", "purposes", "only"],
    &["evaluation", "purposes", "only"],
    &["evaluation", "use", "only"],
    &["educational", "use", "only"],
    &["educational", "purposes", "only"],
    &["internal", "use", "only"],
    &["personal", "use", "only"],
    &["not", "include", "right", "to", "sell"],
    &["not", "grant", "the", "right", "to", "sell"],
    &["not", "include", "the", "right", "to", "sell"],
];

/// Words that may stand just before, and turn the restriction into a permission.
const ALLOWING: &[&str] = &["commercial", "commerciale", "commerciales"];

/// The name of what a licence becomes when such words are added.
pub(in crate::licence) const RESTRICTED: &str = "LicenseRef-restricted";

/// Gives the licence nearest to such words a rival: it may not be what it seems.
pub(super) fn mark(found: &mut [Found], words: &Words) {
    if found.is_empty() {
        return;
    }
    let mut explained = vec![false; words.len()];
    for licence in found.iter() {
        explained[licence.alignment.span.clone()].fill(true);
        for foreign in &licence.alignment.foreign {
            explained[foreign.clone()].fill(false);
        }
    }
    let restrictions: Vec<Vec<u32>> = RESTRICTIONS
        .iter()
        .map(|phrase| phrase.iter().map(|word| hash(word)).collect())
        .collect();
    let allowing: Vec<u32> = ALLOWING.iter().map(|word| hash(word)).collect();
    for at in 0..words.len() {
        let said = restrictions
            .iter()
            .find(|phrase| words.hashes[at..].starts_with(phrase));
        let Some(phrase) = said else { continue };
        let before = &words.hashes[at.saturating_sub(3)..at];
        let allowed = before.iter().any(|word| allowing.contains(word));
        if !allowed && explained[at..at + phrase.len()].contains(&false) {
            let distance = |licence: &Found| {
                let span = &licence.alignment.span;
                span.start.saturating_sub(at).max(at.saturating_sub(span.end))
            };
            if let Some(nearest) = found.iter_mut().min_by_key(|licence| distance(licence))
                && !nearest.id.contains("-NC")
                && !nearest.rivals.iter().any(|rival| rival == RESTRICTED)
            {
                nearest.rivals.push(RESTRICTED.to_owned());
            }
        }
    }
}
