// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences that keep the work for some people, whatever the licence beside them grants to all: "Seuls les services de
//! police peuvent utiliser ce logiciel." They speak of the work, or of nothing; a running service, signs and data may be
//! kept for some while everybody may have the code.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::{self, Block, Section, Shape};
use super::start_of;
use super::subject::Part;
use crate::model::{fold, own_regex};

/// Longest text that is read, in bytes: what is added to a licence stands near it.
const LONGEST: usize = 256 << 10;

/// Without one of these in it no text is read for such sentences.
const CUES: &[&str] = &[
    "seul",
    "autoris",
    "habilit",
    "droit de",
    "droit d",
    "réservé",
    "reserve",
    "limité",
    "limited",
    "restrein",
    "restrict",
    "interdit",
    "que par",
    "only",
    "allowed",
    "permitted",
    "authori",
    "ne peuvent",
    "ne peut",
];

/// The work.
const WORK: &str = r"(?:codes? sources?|codes?|logiciels?|programmes?|applications?|outils?|projets?|depot|bibliotheque|librairie|module|source code|software|program|tool|project|repository|library|package)";

/// The work by an article: "ce logiciel", "the code".
static NAMED_WORK: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(&format!(
        r"\b(?:ce|cet|cette|le|la|l|les|du|notre|this|the|our) (?:present )?{WORK}\b"
    ))
});

/// Sentences that keep the work for some, folded.
static KEEPING: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const OPENS: &str = r"^(?:(?:attention|important|note|nb|mit|apache|licen[cs]e|restriction|exception) )*";
    const ACT: &str = r"(?:(?:re ?)?utiliser|copier|modifier|(?:re)?distribuer|(?:re)?diffuser|exploiter|reproduire|installer|adapter|se servir)";
    const DO: &str = r"(?:(?:re ?)?use|copy|modify|(?:re)?distribute|run|install|reproduce|adapt)";
    const NOUN: &str = r"(?:(?:re ?)?utilisation|usage|exploitation|copie|modification|(?:re)?distribution|(?:re)?diffusion|reproduction)";
    const DOING: &str = r"(?:(?:re ?)?use|usage|copying|modification|(?:re)?distribution)";
    const KEPT: &str = r"(?:(?:\w+ment )?(?:reserve|limite|restreint)e?s? (?:\w+ment )?(?:a|aux|au)|(?:\w+ly )?(?:reserved|restricted|limited) (?:\w+ly )?(?:for|to))\b";
    const TO_SOME: &str =
        r"(?:(?:sont|est) (?:autorise|habilite|admis)e?s? a|ont le droit de?|a le droit de?|peuvent|peut)";
    let every = [
        format!(r"{OPENS}seule?s? (?:\w+ ){{1,12}}?{TO_SOME} (?:\w+ ){{0,2}}?{ACT}\b"),
        format!(r"\b(?:n est|ne sont) pas (?:autorise|habilite)e?s? a {ACT}\b"),
        format!(r"\bn (?:a|ont) pas (?:le droit|l autorisation) de? {ACT}\b"),
        format!(r"\bne (?:peut|peuvent) (?:pas |en aucun cas )?{ACT}\b"),
        format!(r"\binterdit (?:a|aux|au) (?:\w+ ){{1,8}}?de? {ACT}\b"),
        format!(
            r"{OPENS}(?:ce|cet|cette|le|la|l|les|notre|this|the|our) (?:present )?{WORK}(?: \w+)? (?:est|sont|is|are) {KEPT}"
        ),
        format!(
            r"{OPENS}(?:(?:l|la|toute|son|any|the|its) )?(?:{NOUN}|{DOING})(?: (?:et|ou|and|or) (?:(?:l|la|the) )?(?:{NOUN}|{DOING}))*(?: (?:de|du|of) (?:(?:ce|cet|cette|l|la|this|the|our) )?{WORK})?(?: (?:est|sont|is|are))? {KEPT}"
        ),
        format!(r"{OPENS}{KEPT}"),
        r"\b(?:utilise|copie|modifie|distribue|redistribue|exploite)e?s? (?:que|uniquement|exclusivement|seulement) par\b"
            .to_owned(),
        r"\butilisables? (?:uniquement|exclusivement|seulement) par\b".to_owned(),
        format!(
            r"{OPENS}only (?:\w+ ){{1,10}}?(?:may|can|(?:are|is) (?:allowed|permitted|authori[sz]ed|entitled) to) {DO}\b"
        ),
        format!(r"\b(?:is|are) not (?:allowed|permitted|authori[sz]ed|entitled) to {DO}\b"),
        r"\b(?:re ?)?(?:used|copied|modified|distributed) (?:(?:only|solely|exclusively) by|by (?:\w+ ){1,8}?only)\b"
            .to_owned(),
        format!(r"{OPENS}(?:for )?use by (?:\w+ ){{1,8}}?only\b"),
    ];
    every.iter().map(|pattern| own_regex(pattern)).collect()
});

/// What may be kept while everybody may have the code, and terms that are those of the licence.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:logos?|marques?|noms?|names?|trade ?marks?|brands?|photos?|photographies?|photographs?|images?|illustrations?|icones?|icons?|fonts?|typographies?|typefaces?|donnees|data|datasets?|contenus?|contents?|textes?|documentation|docs|acces|access|api|apis|sites? internet|instances?|comptes?|accounts?|plate ?formes?|platforms?|dsfr|marianne|systeme de design|design system|charte|licen[cs]es?|branche?s?|wiki|issues?|conditions|terme?s|(?:le|ce|du|au|the|this|our) (?:service|site))\b",
    )
});

/// The lines of sentences that keep the work for some people; of a document, those below the heading of the licence.
pub(in crate::licence) fn lines(path: &str, text: &str, whole: bool) -> Vec<u32> {
    let text = start_of(text);
    let lower = text.to_lowercase();
    if text.len() > LONGEST || !CUES.iter().any(|cue| lower.contains(cue)) {
        return Vec::new();
    }
    let blocks = prose::read(path, text);
    let about = |block: &&Block| {
        let of_code = matches!(block.subject, None | Some(Part::Code));
        let shape = !matches!(block.shape, Shape::Row | Shape::Heading);
        let here = match block.section {
            Section::Licence => true,
            Section::Other => whole,
            Section::Dependencies => false,
        };
        here && of_code && shape && !block.quoted
    };
    blocks.iter().filter(about).flat_map(of_block).collect()
}

/// The first line of a document, below the heading of its licence, that keeps the work for some people.
#[must_use]
pub fn kept(path: &str, text: &str) -> Option<u32> {
    lines(path, text, false).first().copied()
}

fn of_block(block: &Block) -> Vec<u32> {
    let mut at = 0;
    let mut found = Vec::new();
    for sentence in block.text.split_inclusive(['.', '!', ';', '·']) {
        if keeps(&fold(sentence)) {
            let start = at + sentence.len() - sentence.trim_start().len();
            found.push(block.line(start));
        }
        at += sentence.len();
    }
    found
}

fn keeps(folded: &str) -> bool {
    KEEPING.iter().any(|pattern| pattern.is_match(folded))
        && (!OTHERS.is_match(folded) || NAMED_WORK.is_match(folded))
}

#[cfg(test)]
mod tests {
    use super::{kept, lines};

    #[test]
    fn sentences_that_keep_the_work_for_some_are_found() {
        for (text, expected) in [
            ("Seuls les services de police peuvent utiliser ce logiciel.", true),
            ("Les entreprises ne sont pas autorisées à utiliser ce code.", true),
            ("Cette application est réservée aux sites de l'État.", true),
            ("Usage réservé aux administrations.", true),
            ("Réservé aux collectivités territoriales.", true),
            ("MIT. Utilisation limitée aux agents du ministère.", true),
            ("Les particuliers n'ont pas le droit de copier ce code.", true),
            (
                "Seules les administrations sont autorisées à modifier le code.",
                true,
            ),
            ("Il est interdit aux entreprises de réutiliser ce code.", true),
            (
                "Ce code ne peut être utilisé que par les services de l'État.",
                true,
            ),
            ("Only public bodies may use this software.", true),
            ("This software is reserved for government agencies.", true),
            ("This software may be used by French public bodies only.", true),
            ("For use by public agencies only.", true),
            // A service, signs, data, and the terms of the licence itself.
            ("L'accès au service est réservé aux agents.", false),
            ("L'application est accessible aux agents de l'État.", false),
            ("L'utilisation du service est réservée aux agents.", false),
            ("Seul le ministère peut utiliser le logo.", false),
            ("Seuls les agents peuvent utiliser les données.", false),
            ("Seul le titulaire peut modifier la licence.", false),
            ("L'utilisation est limitée aux conditions de la licence.", false),
            (
                "Le Système de Design de l'État est réservé aux sites de l'État.",
                false,
            ),
            ("Les logos ne peuvent pas être réutilisés.", false),
            ("Tout le monde peut utiliser ce logiciel.", false),
            ("Licensed under the MIT License.", false),
        ] {
            let whole = format!("# Carte\n\n## Licence\n\n{text}\n");
            assert_eq!(kept("README.md", &whole).is_some(), expected, "{text}");
            assert_eq!(!lines("LICENSE", text, true).is_empty(), expected, "{text}");
            let elsewhere = format!("# Carte\n\n## Accès\n\n{text}\n");
            assert_eq!(kept("README.md", &elsewhere), None, "{text}");
        }
    }
}
