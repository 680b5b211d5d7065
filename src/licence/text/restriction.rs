// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words added to a licence that take its freedom away.

use super::Found;
use super::shelf::{Shelf, UNKNOWN};
use super::words::{Words, hash};

/// Words that make a free licence unfree when they are added to it; in texts hyphens join words, in sentences they part
/// them.
pub(in crate::licence) const RESTRICTIONS: &[&[&str]] = &[
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
    &["not", "be", "used", "for", "commercial"],
    &["not", "be", "used", "commercially"],
    &["not", "be", "sold"],
    &["not", "for", "resale"],
    &["not", "be", "offered", "as"],
    &["hosted", "or", "managed", "service"],
    &["fins", "commerciales", "est", "interdite"],
    &["fins", "commerciales", "sont", "interdites"],
    &["usage", "interne", "uniquement"],
    &["usage", "interne", "seulement"],
    &["usage", "interne", "exclusivement"],
    &["usage", "strictement", "interne"],
    &["usage", "personnel", "uniquement"],
    &["fins", "de", "recherche", "uniquement"],
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
pub(in crate::licence) const ALLOWING: &[&str] = &["commercial", "commerciale", "commerciales"];

/// Words that take something back when they are put into a licence.
const TAKING: &[&str] = &[
    "except",
    "fee",
    "fees",
    "forbidden",
    "nonprofit",
    "not",
    "only",
    "payment",
    "prohibited",
    "unless",
    "interdit",
    "interdite",
    "interdits",
    "interdites",
    "payante",
    "sauf",
    "seulement",
    "uniquement",
];

/// Words that grant: a licence that lacks one of its own, and says it nowhere else, grants less.
const GRANTING: &[&str] = &[
    "charge",
    "commercial",
    "copy",
    "distribute",
    "distribution",
    "free",
    "merge",
    "modification",
    "modify",
    "publish",
    "redistribution",
    "sell",
    "sublicense",
    "use",
    "commerciale",
    "distribuer",
    "gratuit",
    "gratuite",
    "modifier",
    "reproduire",
    "utiliser",
];

/// Most words put into a licence that are held to be a change of it, and no other text.
const LONGEST_CHANGE: usize = 40;

/// The name of what a licence becomes when such words are added.
pub(in crate::licence) const RESTRICTED: &str = "LicenseRef-restricted";

/// Gives the licence nearest to such words a rival: it may not be what it seems.
pub(super) fn mark(found: &mut [Found], words: &Words, shelf: &Shelf) {
    if found.is_empty() {
        return;
    }
    for licence in found.iter_mut() {
        if !licence.id.contains("-NC") && grants_less(licence, words, shelf) {
            licence.rivals.push(RESTRICTED.to_owned());
        }
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

/// Whether words were changed in a licence that take back what it grants.
fn grants_less(licence: &Found, words: &Words, shelf: &Shelf) -> bool {
    let changes = &licence.alignment.changes;
    if changes.is_empty() {
        return false;
    }
    let reference = shelf.sequence(licence.entry);
    let all = &words.hashes[licence.alignment.span.clone()];
    changes.iter().any(|(there, here)| {
        let (said, meant) = (&words.hashes[there.clone()], &reference[here.clone()]);
        // How often a word is said, and how often it would be.
        let times = |word: &str| {
            let (hash, number) = (hash(word), shelf.number(hash(word)));
            let known = number != UNKNOWN;
            (
                said.iter().filter(|one| **one == hash).count(),
                meant.iter().filter(|one| known && **one == number).count(),
            )
        };
        let takes = |word: &&str| times(word).0 > times(word).1;
        let lacks = |word: &&str| times(word).0 < times(word).1 && !all.contains(&hash(word));
        said.len() <= LONGEST_CHANGE && (TAKING.iter().any(takes) || GRANTING.iter().any(lacks))
    })
}
