// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences on the State's design system, its typefaces and charters: they are reserved, and the licence of the code that
//! uses them is not touched by it.

use std::ops::Range;
use std::sync::LazyLock;

use super::words::{Words, hash};

/// Names of what is reserved. A hyphen joins words, and letters that stand alone are left out.
const DESIGNS: &[&[&str]] = &[
    &["dsfr"],
    &["systeme", "de", "design"],
    &["design", "system"],
    &["marianne"],
    &["blocmarque"],
    &["charte", "graphique"],
    &["identite", "visuelle"],
    &["visual", "identity"],
    &["font"],
    &["fonts"],
    &["typeface"],
    &["typefaces"],
    &["fonte"],
    &["fontes"],
    &["typographie"],
    &["typographies"],
    &["police"],
    &["polices"],
    // How the State says where its design system may be used.
    &["sites", "internet", "de", "etat"],
];

/// Words for what the licence is given to.
const WORKS: &[&str] = &[
    "software",
    "program",
    "programs",
    "code",
    "codes",
    "source",
    "sources",
    "library",
    "project",
    "repository",
    "logiciel",
    "logiciels",
    "bibliotheque",
    "projet",
    "depot",
];

/// Words by which a work holds a design: "this project uses the DSFR".
const HOLDING: &[&str] = &[
    "uses",
    "includes",
    "contains",
    "bundles",
    "embeds",
    "utilise",
    "utilisent",
    "integre",
    "inclut",
    "contient",
    "embarque",
    "repose",
    "emploie",
];

/// Words that go on with what the sentence before speaks of.
const PRONOUNS: &[&str] = &[
    "it", "its", "they", "them", "their", "il", "elle", "ils", "elles", "son", "sa", "ses", "leur", "leurs",
    "celuici", "celleci", "ceuxci", "cellesci",
];

struct Lists {
    designs: Vec<Vec<u32>>,
    works: Vec<u32>,
    holding: Vec<u32>,
    pronouns: Vec<u32>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = |list: &[&str]| list.iter().map(|word| hash(word)).collect::<Vec<u32>>();
    Lists {
        designs: DESIGNS.iter().map(|phrase| words(phrase)).collect(),
        works: words(WORKS),
        holding: words(HOLDING),
        pronouns: words(PRONOUNS),
    }
});

/// Follows the sentences of a text in their order, and tells of each whether it speaks of a design and of no work.
#[derive(Debug, Default)]
pub(super) struct Designs {
    /// Whether the sentence before did, and its last line.
    before: Option<u32>,
}

impl Designs {
    /// Whether the next sentence speaks of a design, and of no work.
    pub(super) fn has(&mut self, words: &Words, sentence: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (
            words.lines.get(sentence.start),
            words.lines.get(sentence.end.wrapping_sub(1)),
        ) else {
            return false;
        };
        let goes_on = self.before.is_some_and(|line| *first <= line + 1);
        let said = &words.hashes[sentence.clone()];
        let about = is_about(said, goes_on);
        // "This software uses the DSFR. It may …" goes on with the software.
        let work = said.iter().any(|word| LISTS.works.contains(word));
        self.before = (about && !work).then_some(*last);
        about
    }
}

fn is_about(sentence: &[u32], goes_on: bool) -> bool {
    let lists = &*LISTS;
    let design = (0..sentence.len()).find(|at| {
        lists
            .designs
            .iter()
            .any(|phrase| sentence[*at..].starts_with(phrase))
    });
    let work = sentence.iter().rposition(|word| lists.works.contains(word));
    match (design, work) {
        (Some(_), None) => true,
        (Some(design), Some(work)) => {
            work < design
                && sentence[work..design]
                    .iter()
                    .any(|word| lists.holding.contains(word))
        }
        (None, None) => goes_on && sentence.iter().any(|word| lists.pronouns.contains(word)),
        (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Designs, Words};
    use crate::licence::text::added::sentences;

    #[test]
    fn sentences_on_designs_are_told_from_those_on_the_work() {
        for (text, expected) in [
            (
                "L'utilisation du Système de Design de l'État est réservée aux services de l'État.",
                vec![true],
            ),
            (
                "Le DSFR est la propriété de l'État. Son usage est réservé à ses sites.",
                vec![true, true],
            ),
            (
                "Ce projet utilise le DSFR, dont l'usage est réservé à l'État.",
                vec![true],
            ),
            (
                "Ce logiciel utilise le DSFR. Il ne peut être utilisé que par l'État.",
                vec![true, false],
            ),
            (
                "The Marianne font may only be used by the State. You may not use it elsewhere.",
                vec![true, true],
            ),
            // The work is spoken of too, or a new paragraph begins.
            (
                "L'usage du logiciel et du DSFR est réservé aux services de l'État.",
                vec![false],
            ),
            (
                "Le DSFR est réservé. Ce logiciel ne peut être utilisé que par l'État.",
                vec![true, false],
            ),
            (
                "Le DSFR est réservé.\n\nIl ne peut être utilisé que par l'État.",
                vec![true, false],
            ),
            (
                "Le DSFR est réservé. Toute utilisation est interdite.",
                vec![true, false],
            ),
        ] {
            let words = Words::of(text);
            let mut designs = Designs::default();
            let told: Vec<bool> = sentences(&words)
                .map(|sentence| designs.has(&words, &sentence))
                .collect();
            assert_eq!(told, expected, "{text}");
        }
    }
}
