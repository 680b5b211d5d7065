// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences above a licence text that say it is not the licence of the project: an example, the licence of the past, that
//! of a library which the project contains.

use std::sync::LazyLock;

use super::words::hash;

/// Words that point to the text below.
const POINTING: &[&str] = &[
    "following",
    "below",
    "suivante",
    "suivantes",
    "suivant",
    "dessous",
    "cidessous",
    "voici",
    "hereunder",
    "follows",
];

/// Phrases that say it in themselves.
const NOT_OURS: &[&[&str]] = &[
    &["longer", "under"],
    &["longer", "licensed"],
    &["longer", "distributed"],
    &["longer", "released"],
    &["longer", "available"],
    &["longer", "covered"],
    &["longer", "applies"],
    &["is", "an", "example"],
    &["example", "of", "license"],
    &["example", "license"],
    &["sample", "license"],
    &["exemple", "de", "license"],
    &["modele", "de", "license"],
    &["template", "of", "license"],
    &["license", "template"],
    &["plus", "distribue", "sous"],
    &["plus", "publie", "sous"],
    &["plus", "diffuse", "sous"],
];

/// Phrases of the past.
const PAST: &[&[&str]] = &[
    &["previous", "versions"],
    &["earlier", "versions"],
    &["older", "versions"],
    &["old", "versions"],
    &["previously"],
    &["formerly"],
    &["versions", "anterieures"],
    &["anciennes", "versions"],
    &["versions", "precedentes"],
    &["anciennement"],
    &["auparavant"],
];

/// Words of a change: the text below is what holds since.
const NOW: &[&str] = &["now", "since", "current", "desormais", "maintenant", "depuis"];

/// Words that bring in the works of others, or parts only.
const OTHERS: &[&[&str]] = &[
    &["contient"],
    &["contains"],
    &["includes"],
    &["inclut"],
    &["bundles"],
    &["embarque"],
    &["incorporates"],
    &["incorpore"],
    &["utilise"],
    &["uses"],
    &["parts", "of"],
    &["portions", "of"],
    &["some", "files"],
    &["certaines", "parties"],
    &["une", "partie"],
    &["based", "on"],
];

const LICENCES: &[&str] = &["license", "licenses", "licensed"];

struct Lists {
    pointing: Vec<u32>,
    now: Vec<u32>,
    licences: Vec<u32>,
    not_ours: Vec<Vec<u32>>,
    past: Vec<Vec<u32>>,
    others: Vec<Vec<u32>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = |list: &[&str]| list.iter().map(|word| hash(word)).collect::<Vec<u32>>();
    let phrases = |list: &[&[&str]]| list.iter().map(|phrase| words(phrase)).collect();
    Lists {
        pointing: words(POINTING),
        now: words(NOW),
        licences: words(LICENCES),
        not_ours: phrases(NOT_OURS),
        past: phrases(PAST),
        others: phrases(OTHERS),
    }
});

/// Whether a sentence above a text says that it is not the licence of the project.
pub(super) fn disowns(sentence: &[u32]) -> bool {
    let lists = &*LISTS;
    let has = |list: &[u32]| sentence.iter().any(|word| list.contains(word));
    let all = hash("all");
    let says = |phrases: &[Vec<u32>]| {
        // "All parts of this software" are the whole.
        let whole = |at: usize| at.checked_sub(1).is_some_and(|before| sentence[before] == all);
        (0..sentence.len())
            .any(|at| !whole(at) && phrases.iter().any(|phrase| sentence[at..].starts_with(phrase)))
    };
    has(&lists.licences)
        && (says(&lists.not_ours)
            || (has(&lists.pointing) && (says(&lists.others) || (says(&lists.past) && !has(&lists.now)))))
}
