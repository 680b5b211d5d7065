// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words changed within a licence: whether it still grants what it would.
//!
//! Anywhere, words that forbid, reserve or charge must not be put in. In the sentence that grants, nothing may be put
//! in or left out but what names the work and its holder.

use std::ops::Range;

use super::shelf::{Shelf, UNKNOWN};
use super::words::{NUMBERS, Words, hash};
use super::{Fit, added};

/// Words that take something back when they are put into a licence, those that mean the same together.
const TAKING: &[&[&str]] = &[
    &["except", "unless", "sauf"],
    &[
        "fee",
        "fees",
        "paid",
        "pay",
        "payment",
        "purchase",
        "payante",
        "redevance",
    ],
    &[
        "forbidden",
        "prohibited",
        "prohibits",
        "excluded",
        "interdit",
        "interdite",
        "interdits",
        "interdites",
        "interdiction",
        "exclu",
        "exclue",
        "exclus",
        "exclues",
    ],
    &["nonprofit"],
    &["not", "cannot", "never", "ne"],
    &[
        "only",
        "solely",
        "exclusively",
        "seulement",
        "uniquement",
        "exclusivement",
    ],
    &[
        "reservee",
        "reservees",
        "soumise",
        "soumises",
        "autorisation",
        "prealable",
    ],
];

/// The same, where the sentence does not disclaim a warranty.
const TAKING_BESIDE_WARRANTIES: &[&[&str]] = &[
    &["must", "shall", "required", "requires", "doit", "doivent"],
    &["no"],
    &["without", "sans"],
    &["until", "terminates"],
];

/// Words of sentences that disclaim, or name the law and the courts.
const DISCLAIMING: &[&str] = &[
    "warranty",
    "warranties",
    "liable",
    "liability",
    "damages",
    "merchantability",
    "garantie",
    "garanties",
    "responsabilite",
    "dommages",
    "governed",
    "jurisdiction",
    "courts",
];

/// Words that grant, those that mean the same together: a sentence that lacks one of its own grants less.
const GRANTING: &[&[&str]] = &[
    &["charge"],
    &["commercial", "commerciale"],
    &["copy", "copies", "copying", "reproduce", "reproduire"],
    &[
        "distribute",
        "distribution",
        "redistribute",
        "redistribution",
        "distribuer",
    ],
    &["free", "gratuit", "gratuite"],
    &["merge"],
    &["modification", "modifications", "modify", "modifier"],
    &[
        "person",
        "persons",
        "anyone",
        "everyone",
        "individual",
        "you",
        "organization",
        "people",
        "user",
        "personne",
    ],
    &["prepare"],
    &["publish"],
    &["royaltyfree"],
    &["worldwide"],
    &["perpetual"],
    &["irrevocable"],
    &["sell"],
    &["source"],
    &["sublicense"],
    &["use", "using", "utiliser"],
];

/// Most words put into a licence that are held to be a change of it, and no other text.
const LONGEST_CHANGE: usize = 40;

/// Phrases of the sentences that grant.
const GRANTS: &[&[&str]] = &[
    &["hereby", "granted"],
    &["is", "granted"],
    &["permission", "to"],
    &["are", "permitted"],
    &["hereby", "grants"],
    &["hereby", "grant"],
    &["grants", "you"],
    &["grants", "to", "you"],
    &["any", "purpose"],
    &["worldwide", "royaltyfree"],
    &["world", "wide", "royaltyfree"],
    &["concede"],
    &["commercially"],
    &["commerciales", "ou", "non"],
    &["commercial", "use"],
];

/// Words that name the work. In a sentence that grants another name may stand for them.
const WORKS: &[&str] = &[
    "software",
    "program",
    "code",
    "library",
    "work",
    "works",
    "data",
    "database",
    "file",
    "files",
    "font",
    "fonts",
    "documentation",
    "document",
    "package",
    "materials",
    "material",
    "module",
    "script",
    "product",
    "project",
    "logiciel",
    "oeuvre",
];

/// Words that join others, and may be put into a sentence that grants, or left out.
const FILLERS: &[&str] = &[
    "the",
    "this",
    "these",
    "that",
    "such",
    "its",
    "of",
    "and",
    "or",
    "an",
    "all",
    "any",
    "as",
    "in",
    "on",
    "by",
    "to",
    "for",
    "is",
    "are",
    "be",
    "associated",
    "accompanying",
    "following",
    "conditions",
    "met",
    "hereby",
    "here",
    "also",
    "both",
    "either",
    "license",
    "licensed",
    "licensee",
    "licensor",
    "le",
    "la",
    "les",
    "de",
    "du",
    "des",
    "et",
    "ou",
    "un",
    "une",
    "ce",
    "cette",
];

/// Words that deny: a grant that loses one is another.
const DENYING: &[&str] = &["non", "not", "no", "without"];

/// Words of the reference beside a change that are still looked at for what it grants.
const BESIDE: usize = 8;

/// Most words that may stand for the name of the work.
const LONGEST_NAME: usize = 6;

/// Whether words were changed in a licence that take back what it grants.
pub(super) fn grants_less(fit: &Fit, words: &Words, shelf: &Shelf) -> bool {
    let (entry, alignment) = fit;
    let changes = &alignment.changes;
    if changes.is_empty() {
        return false;
    }
    let reference = shelf.sequence(entry);
    changes.iter().any(|(there, here)| {
        let (said, meant) = (&words.hashes[there.clone()], &reference[here.clone()]);
        let sentence = &words.hashes[sentence(words, there)];
        if here.is_empty() && added::speaks_of_signs(sentence) {
            return false;
        }
        // How often a group of words is said, and how often it would be.
        let times = |group: &[&str]| {
            let hashes: Vec<u32> = group.iter().map(|word| hash(word)).collect();
            let numbers: Vec<u16> = hashes.iter().map(|hash| shelf.number(*hash)).collect();
            (
                said.iter().filter(|one| hashes.contains(one)).count(),
                meant
                    .iter()
                    .filter(|one| **one != UNKNOWN && numbers.contains(one))
                    .count(),
            )
        };
        let takes = |group: &&[&str]| times(group).0 > times(group).1;
        let lacks = |group: &&[&str]| {
            times(group).0 < times(group).1 && !group.iter().any(|word| sentence.contains(&hash(word)))
        };
        let disclaims = DISCLAIMING.iter().any(|word| sentence.contains(&hash(word)));
        // What stands before the text begins is a title or a holder.
        let opening = here.end <= entry.title;
        let inserted = here.is_empty();
        let grants = !opening
            && granting(
                sentence,
                if inserted { &[] } else { beside(&reference, here) },
                shelf,
            );
        (grants && narrows(said, meant, sentence, shelf))
            || said.len() <= LONGEST_CHANGE
                && (TAKING.iter().any(takes)
                    || (!disclaims && TAKING_BESIDE_WARRANTIES.iter().any(takes))
                    || GRANTING.iter().any(lacks))
    })
}

/// The sentences that a place lies in or touches.
fn sentence(words: &Words, place: &Range<usize>) -> Range<usize> {
    let first = words
        .sentences
        .get(place.start.min(words.len().saturating_sub(1)));
    let last = words.sentences.get(place.end.saturating_sub(1).max(place.start));
    let (Some(first), Some(last)) = (first, last.or(first)) else {
        return place.clone();
    };
    words.sentences.partition_point(|one| one < first)..words.sentences.partition_point(|one| one <= last)
}

/// The words of a reference around a place.
fn beside<'r>(reference: &'r [u16], place: &Range<usize>) -> &'r [u16] {
    let start = place.start.saturating_sub(BESIDE);
    &reference[start..(place.end + BESIDE).min(reference.len())]
}

/// Whether the sentence that was changed grants, in the text or in the reference.
fn granting(sentence: &[u32], reference: &[u16], shelf: &Shelf) -> bool {
    GRANTS.iter().any(|phrase| {
        let hashes: Vec<u32> = phrase.iter().map(|word| hash(word)).collect();
        let numbers: Vec<u16> = hashes.iter().map(|hash| shelf.number(*hash)).collect();
        sentence.windows(hashes.len()).any(|words| words == hashes)
            || reference.windows(numbers.len()).any(|words| words == numbers)
    })
}

/// Whether a change puts in words that licences use, or leaves out some that the sentence says nowhere else.
fn narrows(said: &[u32], meant: &[u16], sentence: &[u32], shelf: &Shelf) -> bool {
    let numbers = |list: &[&str]| -> Vec<u16> { list.iter().map(|word| shelf.number(hash(word))).collect() };
    let (works, fillers) = (numbers(WORKS), numbers(FILLERS));
    let spoken: Vec<u16> = said.iter().map(|hash| shelf.number(*hash)).collect();
    let around: Vec<u16> = sentence.iter().map(|hash| shelf.number(*hash)).collect();
    let tells = |number: &u16| *number != UNKNOWN && !works.contains(number) && !fillers.contains(number);
    let grants = |number: &u16| GRANTING.iter().any(|group| numbers(group).contains(number));
    let misspelt = said.len() == meant.len()
        && said.len() <= LONGEST_NAME
        && spoken.iter().all(|number| *number == UNKNOWN)
        && !meant.iter().any(grants);
    let denies = numbers(DENYING);
    let count_denials = |list: &[u16]| list.iter().filter(|number| denies.contains(number)).count();
    let lost = meant
        .iter()
        .any(|number| tells(number) && !around.contains(number));
    let put = said
        .iter()
        .zip(&spoken)
        .any(|(hash, number)| *hash < NUMBERS && tells(number));
    let names = said.len() <= LONGEST_NAME
        && !meant.iter().any(tells)
        && meant.iter().any(|word| works.contains(word));
    !misspelt && (lost || count_denials(&spoken) < count_denials(meant) || (put && !names))
}
