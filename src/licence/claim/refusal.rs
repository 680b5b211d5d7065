// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences of a document that refuse what a licence grants: "Toute réutilisation est interdite." Only those that speak of
//! the project: they name it, or stand below the heading of the licence.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::{self, Block, Section, Shape};
use super::statement;
use super::subject::Part;
use crate::model::{fold, own_regex};

/// Without one of these in it no document is read for refusals.
const CUES: &[&str] = &[
    "interdit",
    "droits",
    "autoris",
    "permis",
    "rights reserved",
    "prohibited",
    "forbidden",
    "permitted",
    "allowed",
];

/// Refusals, folded. The first group is what they speak of.
static REFUSALS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const OPENS: &str = r"^(?:(?:attention|important|note|nb|licen[cs]e|copyright|tous droits reserves|all rights reserved) )*";
    const ACT: &str =
        "(?:(?:re)?utilisation|reproduction|copie|(?:re)?diffusion|redistribution|modification)";
    const WORK: &str = "(?: (?:de ce|du|de cet|de cette|de l|de la|de notre|des) (?:code(?: source)?|codes sources|projet|logiciel|depot|programme|application|outil))?";
    const DOING: &str = "(?:re ?use|use|usage|copying|reproduction|redistribution|distribution|modification)";
    const THING: &str =
        "(?: of (?:this|the|our) (?:code|source code|software|project|repository|program|application|tool))?";
    let every = [
        format!(
            r"{OPENS}toute {ACT}(?: (?:ou|et) {ACT})*(?: (?:meme|totale|partielle|integrale|complete|ou))*({WORK}) est (?:strictement |formellement |expressement )?interdite\b"
        ),
        format!(r"{OPENS}aucune {ACT}({WORK}) n est (?:autorisee|permise)\b"),
        format!(
            r"{OPENS}(?:any|all|unauthorized|unauthorised) {DOING}(?: (?:or|and) {DOING})*({THING})(?: in whole or in part)? is (?:strictly )?(?:prohibited|forbidden|not (?:allowed|permitted))\b"
        ),
        format!(r"{OPENS}no {DOING}(?: (?:or|and) {DOING})*({THING}) is (?:allowed|permitted)\b"),
    ];
    every.iter().map(|pattern| own_regex(pattern)).collect()
});

/// Words that leave something granted: "sauf", "outside of", "sans mention de la source".
static LEAVES: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:sauf|hors|hormis|dehors|excepte|autre que|except|unless|outside|other than|conforme|commercial\w*|lucrati\w*)\b|\bsans (?:mention|citation|citer|indi\w+|modif\w+)\b|\bwithout (?:attribution|mention|credit|citing)\w*",
    )
});

/// The line of the first sentence of a document that refuses the use of the project.
#[must_use]
pub fn refusal(path: &str, text: &str) -> Option<u32> {
    let text = super::start_of(text);
    let lower = text.to_lowercase();
    if !CUES.iter().any(|cue| lower.contains(cue)) {
        return None;
    }
    let blocks = prose::read(path, text);
    let said = blocks.iter().find_map(refuses);
    // "All rights reserved" is a formula where anything is granted.
    said.or_else(|| {
        let reserving = blocks.iter().find_map(reserves)?;
        let grants = blocks.iter().any(|block| !statement::read(block).is_empty());
        (!grants).then_some(reserving)
    })
}

/// Whether a block may speak of the project.
fn is_own(block: &Block) -> bool {
    !block.quoted && block.section != Section::Dependencies && block.shape != Shape::Row
}

fn refuses(block: &Block) -> Option<u32> {
    if !is_own(block) {
        return None;
    }
    let about = block.section == Section::Licence && matches!(block.subject, None | Some(Part::Code));
    let mut at = 0;
    for sentence in block.text.split_inclusive(['.', '!', ';', '·']) {
        let folded = fold(sentence);
        let found = REFUSALS.iter().find_map(|refusal| refusal.captures(&folded));
        let named = found
            .as_ref()
            .is_some_and(|found| found.get(1).is_some_and(|work| !work.is_empty()));
        if found.is_some() && (about || named) && !LEAVES.is_match(&folded) {
            let start = at + sentence.len() - sentence.trim_start().len();
            return Some(block.line(start));
        }
        at += sentence.len();
    }
    None
}

/// "Tous droits réservés.", all that a paragraph below the heading of the licence says; behind a holder it is a formula.
fn reserves(block: &Block) -> Option<u32> {
    let folded = fold(&block.text);
    let alone = matches!(&*folded, "tous droits reserves" | "all rights reserved");
    (is_own(block) && alone && block.section == Section::Licence && block.subject.is_none())
        .then(|| block.line(0))
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn sentences_that_refuse_the_project_are_found() {
        for (text, expected) in [
            ("## Licence\n\nToute réutilisation est interdite.", Some(3)),
            (
                "## Licence\n\nTous droits réservés. Toute copie, même partielle, est strictement interdite.",
                Some(3),
            ),
            (
                "## Licence\n\nTous droits réservés. Aucune réutilisation n'est autorisée.",
                Some(3),
            ),
            ("## Licence\n\nTous droits réservés.", Some(3)),
            ("## License\n\nAll rights reserved.", Some(3)),
            (
                "Toute réutilisation de ce code est interdite sans l'accord du ministère.",
                Some(1),
            ),
            ("Any use of this software is strictly prohibited.", Some(1)),
            ("## License\n\nNo redistribution is permitted.", Some(3)),
            // Not of the project, or not refused.
            ("Toute réutilisation est interdite.", None),
            (
                "### Utilisation du DSFR interdite en dehors des sites Internet de l'État",
                None,
            ),
            ("## Licence\n\nToute réutilisation du logo est interdite.", None),
            (
                "## Licence des données\n\nToute réutilisation est interdite.",
                None,
            ),
            ("## Licence\n\nToute utilisation commerciale est interdite.", None),
            (
                "## Licence\n\nToute réutilisation est interdite sans mention de la source.",
                None,
            ),
            (
                "## Licence\n\nToute utilisation hors de la licence MIT est interdite.",
                None,
            ),
            ("## License\n\nCopyright 2024 Insee. All rights reserved.", None),
            (
                "## License\n\nThis project is under the MIT license.\n\nAll rights reserved.",
                None,
            ),
            ("> Toute réutilisation de ce code est interdite.", None),
            ("## Licence\n\nMIT", None),
        ] {
            assert_eq!(refusal("README.md", text), expected, "{text}");
        }
    }
}
