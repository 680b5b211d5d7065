// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licence files that grant nothing: from end to end they name a holder, reserve rights, call the code proprietary or
//! forbid its use.
//!
//! Each sentence must be one of those: a text with anything else in it may grant something, and a person has to read it.

use std::sync::LazyLock;

use regex::Regex;

use super::{mention, prose, start_of, token};
use crate::model::{fold, own_regex};

/// Longest text that is read, in bytes: what grants nothing is short.
const LONGEST: usize = 600;

/// Words that grant, bound or send elsewhere.
static OPENINGS: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:permi\w*|permet\w*|autoris\w*|authori\w*|accord\w*|grant\w*|allow\w*|free\w*|libre\w*|gratui\w*|may|can|peu\w{0,1}|peuvent|pouvez|condition\w*|under|sous|selon|open\w*|ouvert\w*|domain\w*|licensed|sauf|hors|hormis|dehors|except\w*|unless|outside|other\w*|autre\w*|conform\w*|without|sans|commercial\w*|lucrati\w*|terms|http|https|www|voir|see|you|vous|any(?:one|body)|every(?:one|body)|chacun|quiconque|re ?utilis(?:er|ez|e|able)|utilis(?:er|ez|able)|copier|copi(?:ez|able)|modif(?:y|ier|iez|iable)|(?:re)?distribu(?:er|ez|te|able)|copy|want|wish|like|voulez|veut|welcome|bienvenue|encourag\w*|possible)\b",
    )
});

/// "Sans autorisation écrite de l'auteur": whoever has to ask was granted nothing.
static ASKING: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r" (?:sans|without)(?: \w+){0,4}? (?:accord|autorisation|consentement|permission|consent|approval|authori[sz]ation)(?: (?:ecrite?|prealable|express\w*|explicite|formel\w*|written|prior|et))*(?: (?:de|du|des|d|from|of)(?: \w+){1,6})?$",
    )
});

/// Sentences that grant nothing, folded; the first group makes one a refusal, the others only name a work or a holder.
static SENTENCES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const TITLE: &str = r"(?:licen[cs]e|copyright|notice|avertissement|mentions? legales?|warning)";
    const HOLDER: &str = r"(?:(?:copyright|c|\d{4})(?: \w+){0,14}?)";
    const DATED: &str = r"(?:(?:\w+ ){1,8}(?:19|20)\d\d)";
    const RESERVED: &str =
        r"(?:tous (?:les )?droits (?:de \w+ )?(?:sont )?reserves|all rights (?:are )?reserved)";
    const WORK: &str = r"(?:(?:ce|cet|cette|le|la|l|du|de|des|this|the|of) )*(?:logiciel|code|code source|source code|sources|projet|depot|programme|application|software|project|program|repository)";
    const ACT: &str = r"(?:(?:re)?utilisation|usage|reproduction|copie|duplication|(?:re)?diffusion|(?:re)?distribution|modification|re ?use|use|copying|redistribution)";
    const HOW: &str = r"(?:(?:meme|totale|partielle|integrale|complete|ou|et|or|and|in whole|in part|strictement|formellement|strictly|est|sont|is|are) )*";
    const OWN: &str = r"(?:proprietaire|proprietary|prive|private|confidentiel|confidential|closed source)";
    let every = [
        format!(r"^{TITLE}(?: {TITLE})*$"),
        format!(
            r"^(?:{TITLE} )?(?:{HOLDER} |{DATED} )?({RESERVED})(?: (?:a|au|aux|par|by|to)(?: \w+){{1,6}}| {HOLDER})?$"
        ),
        format!(
            r"^(?:{TITLE} )?(?:{WORK} )?(?:est |is )?({OWN})(?: (?:et|and) {OWN})*(?: (?:licen[cs]e|{WORK}))?$"
        ),
        format!(
            r"^(?:{TITLE} )?(?:(?:toute|any|all|la|no) )?{ACT}(?: (?:{ACT}|{HOW}|et|ou|and|or))*(?: {WORK})? {HOW}(interdites?|prohibited|forbidden)$"
        ),
        format!(
            r"^(?:(?:a|pour|for) )?(usage|utilisation) {HOW}interne(?: (?:uniquement|seulement|exclusivement))?(?: (?:a|au|aux|de|du|d)(?: \w+){{1,6}})?$"
        ),
        r"^(?:for )?(internal) use only$".to_owned(),
        format!(
            r"^(?:{TITLE} )?(?:{HOLDER} )?(?:{WORK} )?(?:est |is )?(?:la |the )?(?:exclusive )?(propriete|property)(?: (?:exclusive|intellectuelle))? (?:de|du|des|d|of)(?: \w+){{1,8}}$"
        ),
        format!(r"^(?:{TITLE} )?{HOLDER}$"),
    ];
    every.iter().map(|pattern| own_regex(pattern)).collect()
});

/// The line of the first sentence that refuses, in a licence file of which no sentence can grant anything.
#[must_use]
pub fn grants_nothing(path: &str, text: &str) -> Option<u32> {
    let text = start_of(text);
    if text.trim().len() > LONGEST || !mention::find(text, &token::cut(text)).is_empty() {
        return None;
    }
    let mut refusing = None;
    for block in prose::read(path, text) {
        let mut at = 0;
        for sentence in block.text.split_inclusive(['.', '!', ';', '·', '\n']) {
            let folded = fold(&sentence.replace('©', " copyright "));
            let said = ASKING.replace(&folded, "");
            let known = || SENTENCES.iter().find_map(|form| form.captures(&said));
            if !said.is_empty() {
                let form = known().filter(|_| !OPENINGS.is_match(&said))?;
                let start = at + sentence.len() - sentence.trim_start().len();
                refusing = refusing.or_else(|| form.get(1).map(|_| block.line(start)));
            }
            at += sentence.len();
        }
    }
    refusing
}

#[cfg(test)]
mod tests {
    use super::grants_nothing;

    #[test]
    fn files_that_only_refuse_grant_nothing() {
        for (text, expected) in [
            ("Tous droits réservés", Some(1)),
            ("© 2022 Ministère. Tous droits réservés.", Some(1)),
            (
                "(c) Ministère de la Culture, 2022 - Tous droits réservés",
                Some(1),
            ),
            ("Copyright (c) 2020 Acme, Inc. All rights reserved.", Some(1)),
            ("© Ministère de la Culture. Tous droits réservés.", Some(1)),
            ("© DINUM - Tous droits réservés", Some(1)),
            ("Tous droits réservés © DINUM 2022", Some(1)),
            ("© DINUM. Use it as you wish. All rights reserved.", None),
            ("© DINUM, use it as anybody likes. All rights reserved.", None),
            ("© DINUM", None),
            ("# Licence\n\nTous droits réservés.\n", Some(3)),
            ("License: Proprietary", Some(1)),
            ("Licence propriétaire", Some(1)),
            ("This software is proprietary and confidential.", Some(1)),
            ("Reproduction interdite.", Some(1)),
            (
                "Toute reproduction ou diffusion, même partielle, est strictement interdite sans l'accord écrit de l'auteur.",
                Some(1),
            ),
            ("Propriété de l'État. Usage interne uniquement.", Some(1)),
            ("© 2023 Propriété de la DINUM", Some(1)),
            (
                "Copyright 2022 Ministère\nAll rights reserved\n\nInternal use only.",
                Some(1),
            ),
            // What grants anything, with whatever condition, is for a person to read.
            ("Copyright (c) 2020 Acme", None),
            (
                "Vous pouvez copier ce code si vous citez la source. Tous droits réservés.",
                None,
            ),
            (
                "You may use it for non-commercial purposes. All rights reserved.",
                None,
            ),
            ("Toute reproduction commerciale est interdite.", None),
            ("Reproduction interdite sans mention de la source.", None),
            ("Tous droits réservés, sauf pour les services de l'État.", None),
            ("Tous droits réservés. Réutilisation libre.", None),
            (
                "Tous droits réservés. Contactez le bureau pour une licence.",
                None,
            ),
            ("CeCILL-B\n© 2020 CNRS. Tous droits réservés.", None),
            (
                "© Ministère de la Culture 2022. Réutilisation encouragée. Tous droits réservés.",
                None,
            ),
            ("", None),
        ] {
            assert_eq!(grants_nothing("LICENSE", text), expected, "{text}");
        }
    }
}
