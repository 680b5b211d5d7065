// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences on the State's design system and its typeface: they are reserved, and the licence of the code that uses them
//! is not touched by it.
//!
//! The sentence has to begin with the design, and each of its words is one of a closed list: it has no room for the work.

use std::sync::LazyLock;

use super::words::hash;

/// Words that may stand before the design: "l'usage du", "les polices". Letters that stand alone are left out.
const OPENINGS: &[&str] = &[
    "le",
    "la",
    "les",
    "de",
    "du",
    "the",
    "of",
    "use",
    "usage",
    "utilisation",
    "french",
    "police",
    "polices",
    "typographie",
    "typographies",
];

/// Names of what is reserved. A hyphen joins words.
const DESIGNS: &[&[&str]] = &[
    &["dsfr"],
    &["systeme", "de", "design"],
    &["design", "system"],
    &["marianne"],
    &["blocmarque"],
];

/// All that such a sentence may say beside. Nothing joins a second subject to the first, or names another.
const WORDS: &[&str] = &[
    "de",
    "du",
    "des",
    "la",
    "le",
    "etat",
    "francais",
    "gouvernement",
    "dsfr",
    "est",
    "sont",
    "propriete",
    "exclusive",
    "reserve",
    "reservee",
    "reserves",
    "reservees",
    "exclusivement",
    "uniquement",
    "strictement",
    "aux",
    "services",
    "administrations",
    "internet",
    "ne",
    "peut",
    "peuvent",
    "etre",
    "utilise",
    "utilisee",
    "utilises",
    "utilisees",
    "que",
    "par",
    "interdit",
    "interdite",
    "en",
    "dehors",
    "sans",
    "autorisation",
    "prealable",
    "the",
    "of",
    "french",
    "state",
    "government",
    "font",
    "fonts",
    "typeface",
    "typefaces",
    "is",
    "are",
    "property",
    "reserved",
    "restricted",
    "to",
    "may",
    "only",
    "be",
    "used",
    "by",
];

/// "Réservé aux sites de l'État", "en dehors des sites": where the design is used.
const PLACES: &[&[&str]] = &[&["aux", "sites"], &["dehors", "des", "sites"]];

struct Lists {
    openings: Vec<u32>,
    designs: Vec<Vec<u32>>,
    words: Vec<u32>,
    places: Vec<Vec<u32>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = |list: &[&str]| list.iter().map(|word| hash(word)).collect::<Vec<u32>>();
    let phrases = |list: &[&[&str]]| list.iter().map(|phrase| words(phrase)).collect();
    Lists {
        openings: words(OPENINGS),
        designs: phrases(DESIGNS),
        words: words(WORDS),
        places: phrases(PLACES),
    }
});

/// Whether a sentence speaks of a design, and of nothing else.
pub(super) fn is_of_design(sentence: &[u32]) -> bool {
    let lists = &*LISTS;
    let is_opening = |word: &&u32| lists.openings.contains(word);
    let opening = sentence.iter().take_while(is_opening).count();
    let rest = &sentence[opening..];
    let Some(design) = lists.designs.iter().find(|name| rest.starts_with(name)) else {
        return false;
    };
    (design.len()..rest.len()).all(|at| {
        let is_place = |place: &Vec<u32>| rest[..=at].ends_with(place);
        lists.words.contains(&rest[at]) || lists.places.iter().any(is_place)
    })
}

#[cfg(test)]
mod tests {
    use super::is_of_design;
    use crate::licence::text::added::sentences;
    use crate::licence::text::words::Words;

    #[test]
    fn sentences_on_designs_are_told_from_those_on_the_work() {
        for (text, expected) in [
            (
                "L'utilisation du Système de Design de l'État est réservée aux services de l'État.",
                vec![true],
            ),
            (
                "Le DSFR ne peut être utilisé en dehors des sites Internet de l'État.",
                vec![true],
            ),
            (
                "The Marianne typeface may only be used by the French State. You may not use it elsewhere.",
                vec![true, false],
            ),
            ("L'utilisation est réservée aux services de police.", vec![false]),
            ("L'usage de la police est réservé aux services.", vec![false]),
            (
                "Ce site utilise le DSFR. Son utilisation est réservée aux services de l'État.",
                vec![false, false],
            ),
            (
                "Ce module utilise le DSFR et ne peut être utilisé à des fins commerciales.",
                vec![false],
            ),
            (
                "Le DSFR et ce site sont réservés aux services de l'État.",
                vec![false],
            ),
            (
                "Le DSFR, les sites et le contenu sont réservés aux services de l'État.",
                vec![false],
            ),
            (
                "Le DSFR est réservé. Toute utilisation est interdite.",
                vec![true, false],
            ),
            (
                "L'usage du logiciel et du DSFR est réservé aux services de l'État.",
                vec![false],
            ),
        ] {
            let words = Words::of(text);
            let told: Vec<bool> = sentences(&words)
                .map(|sentence| is_of_design(&words.hashes[sentence]))
                .collect();
            assert_eq!(told, expected, "{text}");
        }
    }
}
