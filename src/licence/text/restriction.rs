// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words added to a licence that take its freedom away.

use std::ops::Range;

use super::shelf::Shelf;
use super::words::{Words, hash};
use super::{Found, LONGEST, added, change};
use crate::model::beginning;

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

/// The name of what a licence becomes when such words are added.
pub const RESTRICTED: &str = "LicenseRef-restricted";

/// Gives the licence nearest to such words a rival: it may not be what it seems. `own` tells that the text is a file
/// of licences, and no document that quotes one.
pub(super) fn mark(found: &mut [Found], words: &Words, shelf: &Shelf, own: bool) {
    if found.is_empty() {
        return;
    }
    for licence in found.iter_mut() {
        if change::grants_less(&licence.fit, words, shelf) {
            doubt(licence);
        }
    }
    let mut explained = vec![false; words.len()];
    for licence in found.iter() {
        explained[licence.alignment().span.clone()].fill(true);
        for foreign in &licence.alignment().foreign {
            explained[foreign.clone()].fill(false);
        }
    }
    let spans: Vec<Range<usize>> = found
        .iter()
        .map(|licence| licence.alignment().span.clone())
        .collect();
    let mut places = phrases(words, &explained);
    places.extend(added::restrictions(words, &explained, &spans, own));
    for place in places {
        let distance = |licence: &Found| {
            let span = &licence.alignment().span;
            span.start
                .saturating_sub(place.start)
                .max(place.start.saturating_sub(span.end))
        };
        if let Some(nearest) = found.iter_mut().min_by_key(|licence| distance(licence)) {
            doubt(nearest);
        }
    }
}

/// Whether a text says something that no free licence holds: what else it names is then in doubt.
#[must_use]
pub fn restricts(text: &str) -> bool {
    let words = Words::of(beginning(text, LONGEST));
    !phrases(&words, &vec![false; words.len()]).is_empty() || added::restricts(&words)
}

/// Whether a paragraph keeps some uses, trade above all, from those who are granted a licence beside it.
#[must_use]
pub(in crate::licence) fn restricts_use(text: &str) -> bool {
    let words = Words::of(beginning(text, LONGEST));
    !phrases(&words, &vec![false; words.len()]).is_empty() || added::restricts_use(&words)
}

fn doubt(licence: &mut Found) {
    if !licence.id().contains("-NC") && !licence.rivals.iter().any(|rival| rival == RESTRICTED) {
        licence.rivals.push(RESTRICTED.to_owned());
    }
}

/// Where phrases stand that no free licence holds, and that no licence explains.
fn phrases(words: &Words, explained: &[bool]) -> Vec<Range<usize>> {
    let restrictions: Vec<Vec<u32>> = RESTRICTIONS
        .iter()
        .map(|phrase| phrase.iter().map(|word| hash(word)).collect())
        .collect();
    let allowing: Vec<u32> = ALLOWING.iter().map(|word| hash(word)).collect();
    (0..words.len())
        .filter_map(|at| {
            let phrase = restrictions
                .iter()
                .find(|phrase| words.hashes[at..].starts_with(phrase))?;
            let before = &words.hashes[at.saturating_sub(3)..at];
            let allowed = before.iter().any(|word| allowing.contains(word));
            let place = at..at + phrase.len();
            (!allowed && explained[place.clone()].contains(&false)).then_some(place)
        })
        .collect()
}
