// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences on the State's design system, its typefaces and charters: they are reserved, and the licence of the code that
//! uses them is not touched by it.

use std::ops::Range;
use std::sync::LazyLock;

use super::added::sentences;
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

/// The same before a design; behind it they say where it is used.
const TOOLS: &[&str] = &[
    "application",
    "app",
    "outil",
    "tool",
    "product",
    "produit",
    "package",
    "paquet",
    "work",
    "oeuvre",
    "script",
];

/// How the State says where its design system may be used.
const FORMULA: &[&str] = &["sites", "internet", "de", "etat"];

/// Words that go on with a design right behind it: "the DSFR, which may".
const RELATIVES: &[&str] = &["dont", "qui", "which", "whose", "that", "lequel", "laquelle"];

/// Most words between a design and one of them.
const NEAR: usize = 6;

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
    tools: Vec<u32>,
    formula: Vec<u32>,
    relatives: Vec<u32>,
    holding: Vec<u32>,
    pronouns: Vec<u32>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = |list: &[&str]| list.iter().map(|word| hash(word)).collect::<Vec<u32>>();
    Lists {
        designs: DESIGNS.iter().map(|phrase| words(phrase)).collect(),
        works: words(WORKS),
        tools: words(TOOLS),
        formula: words(FORMULA),
        relatives: words(RELATIVES),
        holding: words(HOLDING),
        pronouns: words(PRONOUNS),
    }
});

/// Tells of each sentence, in their order, whether it speaks of a design and of no work.
pub(super) fn of(words: &Words) -> Vec<bool> {
    // The last line of the sentence before, when that spoke of a design.
    let mut before: Option<u32> = None;
    let all: Vec<Range<usize>> = sentences(words).collect();
    let mut told: Vec<bool> = all
        .iter()
        .map(|sentence| {
            let said = &words.hashes[sentence.clone()];
            let lines = &words.lines[sentence.clone()];
            let goes_on = before.is_some_and(|line| lines.first().is_some_and(|first| *first <= line + 1));
            let about = is_about(said, goes_on);
            // "This software uses the DSFR. It may …" goes on with the software.
            before = lines.last().copied().filter(|_| about && !speaks_of_work(said));
            about
        })
        .collect();
    if told.contains(&true) {
        for (about, sentence) in told.iter_mut().zip(all) {
            let said = &words.hashes[sentence];
            let formula = &*LISTS.formula;
            *about |= !speaks_of_work(said) && said.windows(formula.len()).any(|part| part == formula);
        }
    }
    told
}

fn speaks_of_work(sentence: &[u32]) -> bool {
    let lists = &*LISTS;
    let is_work = |word: &u32| lists.works.contains(word) || lists.tools.contains(word);
    sentence.iter().any(is_work)
}

fn is_about(sentence: &[u32], goes_on: bool) -> bool {
    let lists = &*LISTS;
    let begins = |at: &usize| {
        let rest = &sentence[*at..];
        lists.designs.iter().any(|phrase| rest.starts_with(phrase))
    };
    let Some(design) = (0..sentence.len()).find(begins) else {
        let pronoun = sentence.iter().any(|word| lists.pronouns.contains(word));
        return goes_on && pronoun && !speaks_of_work(sentence);
    };
    let (before, behind) = sentence.split_at(design);
    if behind.iter().any(|word| lists.works.contains(word)) {
        return false;
    }
    let is_work = |word: &u32| lists.works.contains(word) || lists.tools.contains(word);
    let Some(work) = before.iter().rposition(is_work) else {
        return true;
    };
    // "This software uses the DSFR, which may only …".
    let holds = before[work..].iter().any(|word| lists.holding.contains(word));
    let mut near = behind.iter().take(NEAR);
    holds && near.any(|word| lists.relatives.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{Words, of};

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
                vec![false, false],
            ),
            (
                "The Marianne font may only be used by the State. You may not use it elsewhere.",
                vec![true, true],
            ),
            (
                "Utilisation interdite en dehors des sites Internet de l'État.\n\nLe DSFR est réservé.",
                vec![true, true],
            ),
            (
                "Utilisation interdite en dehors des sites Internet de l'État.",
                vec![false],
            ),
            (
                "Cette application, qui utilise la charte graphique de l'État, ne peut être utilisée que par lui.",
                vec![false],
            ),
            (
                "This application uses the Marianne font and may only be used by the French State.",
                vec![false],
            ),
            (
                "Ce logiciel utilise le DSFR et ne peut être utilisé que par l'État.",
                vec![false],
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
            let told = of(&Words::of(text));
            assert_eq!(told, expected, "{text}");
        }
    }
}
