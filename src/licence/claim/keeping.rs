// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences that keep the work for some people, whatever the licence beside them grants to all: "Seuls les services de
//! police peuvent utiliser ce logiciel." They name the work itself; a running application or service, signs and data may
//! be kept for some while everybody may have the code.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::{self, Block, Section, Shape};
use super::start_of;
use super::subject::Part;
use crate::model::{LicenceMatch, fold, own_regex};

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
    "restrein",
    "restrict",
    "interdit",
    "que par",
    "uniquement",
    "exclusivement",
    "exclusively",
    "only",
    "allowed",
    "permitted",
    "authori",
    "ne peuvent",
    "ne peut",
];

/// Sentences that keep the work for some, folded. Each names the work, as what is kept or as what some may use or copy: who
/// may use an application, a tool or a service is another matter.
static KEEPING: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const OPENS: &str = r"^(?:(?:attention|important|note|nb|mit|apache|licen[cs]e|restriction|exception) )*";
    const WORK: &str = r"(?:ce|cet|le|les|notre|this|the|our) (?:present )?(?:codes? sources?|codes?|logiciels?|source code|software)\b";
    const OF_WORK: &str = r"(?:(?:de )?(?:ce|cet|notre) |du |of (?:this|the|our) )(?:present )?(?:codes? sources?|codes?|logiciels?|source code|software)\b";
    const ACT: &str = r"(?:(?:re ?)?utiliser|copier|modifier|(?:re)?distribuer|(?:re)?diffuser|reproduire)";
    const DO: &str = r"(?:(?:re ?)?use|copy|modify|(?:re)?distribute|reproduce)";
    const NOUN: &str = r"(?:(?:re ?)?utilisation|usage|copie|modification|(?:re)?distribution|(?:re)?diffusion|reproduction|(?:re ?)?use|copying)";
    const KEPT: &str = r"(?:(?:\w+ment )?(?:reserve|restreint)e?s? (?:\w+ment )?(?:a|aux|au)|(?:\w+ly )?(?:reserved|restricted) (?:\w+ly )?(?:for|to))\b";
    const TO_SOME: &str =
        r"(?:(?:sont|est) (?:autorise|habilite|admis)e?s? a|ont le droit de?|a le droit de?|peuvent|peut)";
    const DONE: &str = r"(?:(?:re)?utilise|copie|modifie|(?:re)?distribue|(?:re)?diffuse|reproduit)e?s?";
    let acts = format!(r"(?:{ACT}(?: (?:et|ou|ni|de|d|a))? )+{WORK}");
    let does = format!(r"(?:{DO}(?: (?:and|or|nor|to))? )+{WORK}");
    let every = [
        format!(r"{OPENS}seule?s? (?:\w+ ){{1,12}}?{TO_SOME} (?:\w+ ){{0,2}}?{acts}"),
        format!(r"\b(?:n est|ne sont) pas (?:autorise|habilite)e?s? a {acts}"),
        format!(r"\bn (?:a|ont) pas (?:le droit|l autorisation) de? {acts}"),
        format!(
            r"\bne (?:peut|peuvent) (?:pas|en aucun cas) {acts}(?: sans (?:\w+ )?(?:accord|autorisation)\b.*)?$"
        ),
        format!(r"\binterdit (?:a|aux|au) (?:\w+ ){{1,8}}?de? {acts}"),
        format!(r"{OPENS}{WORK}(?: \w+)? (?:est|sont|is|are) {KEPT}"),
        format!(
            r"{OPENS}(?:(?:l|la|toute|any|the) )?{NOUN}(?: (?:et|ou|and|or) (?:(?:l|la|the) )?{NOUN})* {OF_WORK}(?: (?:est|sont|is|are))? {KEPT}"
        ),
        format!(
            r"\b{WORK} ne (?:peut|peuvent|doit|doivent) (?:pas )?etre {DONE} (?:que|uniquement|exclusivement|seulement) par\b"
        ),
        format!(r"\b{WORK} (?:est|sont) (?:re)?utilisables? (?:uniquement|exclusivement|seulement) par\b"),
        format!(
            r"{OPENS}only (?:\w+ ){{1,10}}?(?:may|can|(?:are|is) (?:allowed|permitted|authori[sz]ed|entitled) to) {does}"
        ),
        format!(r"\b(?:is|are) not (?:allowed|permitted|authori[sz]ed|entitled) to {does}"),
        format!(
            r"\b{WORK} (?:may|can|must|shall) (?:only )?be (?:re ?)?(?:used|copied|modified|distributed) (?:(?:only|solely|exclusively) by|by (?:\w+ ){{1,8}}?only)\b"
        ),
    ];
    every.iter().map(|pattern| own_regex(pattern)).collect()
});

/// What may be kept while everybody may have the code, terms that are those of the licence, and those who look after the
/// repository or take part in a program.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:logos?|marques?|noms?|names?|trade ?marks?|brands?|photos?|photographies?|photographs?|images?|illustrations?|icones?|icons?|fonts?|typographies?|typefaces?|donnees|data|datasets?|contenus?|contents?|textes?|documentation|docs|acces|access|api|apis|sites? internet|instances?|comptes?|accounts?|plate ?formes?|platforms?|dsfr|marianne|systeme de design|design system|charte|licen[cs]es?|branche?s?|wiki|issues?|depot|repository|conditions|terme?s|(?:le|ce|du|au|the|this|our) (?:service|site)|contribut\w+|mainteneu\w+|maintainers?|committers?|developpeu\w+|developers?|equipe|team|administrateurs?|administrators?|admins?|membres?|members?|production|deploiement|deployment|modules?|plugins?|extensions?|scripts?|tests?|navigateurs?|browsers?)\b",
    )
});

/// The first line of a document, below the heading of its licence, or of a licence file, that keeps the work for some people.
/// What the text of a licence says itself is left.
#[must_use]
pub fn kept(path: &str, text: &str, whole: bool, found: &[LicenceMatch]) -> Option<u32> {
    let text = start_of(text);
    let lower = text.to_lowercase();
    if text.len() > LONGEST || !CUES.iter().any(|cue| lower.contains(cue)) {
        return None;
    }
    // Asked before the sentence is: the texts of licences are most of what stands in their files.
    let own = |line: u32| {
        let mut texts = found.iter().filter(|one| whole && one.lines.0 < one.lines.1);
        !texts.any(|one| (one.lines.0..=one.lines.1).contains(&line))
    };
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
    blocks
        .iter()
        .filter(about)
        .find_map(|block| in_block(block, &own))
}

/// The first line of a block that keeps the work, among those that are `own`.
fn in_block(block: &Block, own: &dyn Fn(u32) -> bool) -> Option<u32> {
    let mut at = 0;
    for sentence in block.text.split_inclusive(['.', '!', ';', '·']) {
        let line = block.line(at + sentence.len() - sentence.trim_start().len());
        if own(line) && keeps(&fold(sentence)) {
            return Some(line);
        }
        at += sentence.len();
    }
    None
}

fn keeps(folded: &str) -> bool {
    // Words of the work, before any expression is prepared.
    ["logiciel", "code", "software"]
        .iter()
        .any(|word| folded.contains(word))
        && !OTHERS.is_match(folded)
        && KEEPING.iter().any(|pattern| pattern.is_match(folded))
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn sentences_that_keep_the_work_for_some_are_found() {
        for (text, expected) in [
            ("Seuls les services de police peuvent utiliser ce logiciel.", true),
            ("Les entreprises ne sont pas autorisées à utiliser ce code.", true),
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
            (
                "Les entreprises ne peuvent pas copier ni redistribuer ce logiciel sans accord écrit.",
                true,
            ),
            ("Ce logiciel est réservé aux collectivités.", true),
            (
                "L'utilisation de ce logiciel est réservée aux administrations.",
                true,
            ),
            ("Le code source est utilisable uniquement par l'État.", true),
            ("Only public bodies may use this software.", true),
            ("Companies are not allowed to copy or modify this software.", true),
            ("This software is reserved for government agencies.", true),
            ("This software may be used by French public bodies only.", true),
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
            // Who may use a program that runs, or look after its repository, and what it is able to do.
            ("Cette application est réservée aux sites de l'État.", false),
            ("L'application est réservée aux agents du ministère.", false),
            (
                "L'outil est réservé aux agents de la DGFiP : un compte Cerbère est nécessaire.",
                false,
            ),
            ("L'usage de l'outil est limité aux navigateurs récents.", false),
            ("Usage réservé aux administrations.", false),
            ("Usage limited to 100 requests per minute.", false),
            ("Réservé aux collectivités territoriales.", false),
            ("MIT. Utilisation limitée aux agents du ministère.", false),
            ("For use by public agencies only.", false),
            (
                "Code sous MIT. Le programme est limité aux départements de métropole.",
                false,
            ),
            ("Le logiciel est limité aux départements de métropole.", false),
            ("Ce projet est réservé à un usage de démonstration.", false),
            ("Les scripts ne peuvent exploiter que des fichiers CSV.", false),
            ("Les modules tiers ne peuvent modifier le noyau.", false),
            ("Les modules tiers ne peuvent pas modifier le code.", false),
            ("On ne peut pas utiliser ce logiciel sans Python 3.", false),
            (
                "Seuls les contributeurs peuvent modifier le code de la branche principale.",
                false,
            ),
            ("Seuls les membres de l'équipe peuvent modifier le dépôt.", false),
            ("Only the maintainers can run the deployment.", false),
            ("Toute personne est autorisée à utiliser ce code.", false),
            ("Ce code n'est utilisé que par les tests.", false),
            ("Tout le monde peut utiliser ce logiciel.", false),
            ("Licensed under the MIT License.", false),
        ] {
            let whole = format!("# Carte\n\n## Licence\n\n{text}\n");
            assert_eq!(
                kept("README.md", &whole, false, &[]).is_some(),
                expected,
                "{text}"
            );
            assert_eq!(kept("LICENSE", text, true, &[]).is_some(), expected, "{text}");
            let elsewhere = format!("# Carte\n\n## Accès\n\n{text}\n");
            assert_eq!(kept("README.md", &elsewhere, false, &[]), None, "{text}");
        }
    }
}
