// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Texts of a licence file that are those of others: under a heading of works of others, or behind a sentence that says
//! whose code the text below is for.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{self, Block, Section, Shape};
use super::{start_of, token};
use crate::model::{LicenceMatch, LicenceMethod, fold, own_regex};

/// Most lines between such a sentence and its text: a title and the lines of copyright may stand there.
const NEAR: u32 = 12;

/// Sentences that say that code of others is in the project, folded.
static HOLDS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const WORK: &str =
        "(?:this|the|our) (?:product|software|package|library|program|distribution|module|application|tool)";
    const PIECES: &str = "(?:portions?|parts?|pieces?|some (?:parts?|files?|code|portions?|functions?)|(?:the |these )?(?:files?|functions?|modules?|class(?:es)?)(?: \\w+){0,8}?)";
    const OUVRAGE: &str = "(?:ce|cet|cette|le|la|notre) (?:logiciel|produit|paquet|bibliotheque|programme|module|application|outil)";
    const MORCEAUX: &str = "(?:(?:certaines|des|une) (?:parties?|portions?)|certains fichiers|(?:le|les|ces) (?:fichiers?|fonctions?|modules?)(?: \\w+){0,8}?)";
    let every = [
        format!(
            r"\b{PIECES} (?:(?:of|in) (?:\w+ ){{1,5}}?)?(?:(?:(?:is|are|were|was|has been|have been) )?(?:come|comes|derived?|taken|adapted|borrowed|copied|originates?|based) (?:from|on)|(?:is|are) from)\b"
        ),
        format!(r"\b{WORK} (?:also )?(?:bundles|vendors|ships with|redistributes)\b"),
        format!(
            r"\b{WORK} (?:also )?(?:includes|contains|incorporates|embeds|uses) (?:some |a |the |modified )*(?:code|source code|software|works?|files?|parts?|portions?|material|components?|functions?|snippets?)(?: \w+){{0,3}}? (?:from|by|originally|borrowed|copied)\b"
        ),
        format!(
            r"\b{MORCEAUX} (?:(?:de|du|des|d|dans)(?: \w+){{1,5}}? )?(?:(?:est|sont|ont ete|a ete) )?(?:provien\w+|issue?s?|tiree?s?|adaptee?s?|reprise?s?|copiee?s?|derivee?s?|empruntee?s?) (?:de|du|des|d)\b"
        ),
        format!(r"\b{OUVRAGE} (?:embarque|redistribue)\b"),
        format!(
            r"\b{OUVRAGE} (?:contient|inclut|integre|incorpore|comprend|reprend|utilise) (?:aussi |egalement )?(?:du code|du code source|des (?:fichiers|parties|portions|composants|elements|morceaux|fonctions)|une partie du code)(?: \w+){{0,2}}? (?:de|du|des|d|issue?s?|provenant|tiree?s?|ecrite?s?)\b"
        ),
    ];
    every.iter().map(|pattern| own_regex(pattern)).collect()
});

/// Words that send to the text below.
static POINTS: LazyLock<Regex> =
    LazyLock::new(|| own_regex(r"\b(?:follow(?:s|ing)|below|hereunder|suivante?s?|dessous|voici)\b"));

/// Words that turn such a sentence round: "except for the parts that come from".
static EXCEPTS: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(r"\b(?:not|no|except\w*|excluding|unless|sauf|hors|hormis|excepte|ne|aucune?)\b")
});

/// Sentences on all files of the repository: those are the project's own, wherever they come from.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"^(?:\w+ ){0,4}?(?:(?:ce|notre|le|ces) (?:depot|projet|fichiers)|(?:this|our|the) (?:repository|project)|these files)\b|\b(?:files?|fichiers?|functions?|fonctions?|modules?|class(?:es)?) (?:\w+ )?(?:of|in|from|de|du|dans) (?:ce|cet|cette|le|la|notre|this|our|the)? ?(?:depot|projet|logiciel|repository|project|software)\b",
    )
});

/// "Certains fichiers de ce dépôt": some are not all.
static SOME: LazyLock<Regex> =
    LazyLock::new(|| own_regex(r"^(?:some|certaine?s|portions?|parts?|pieces?|des|une) "));

/// The lines of a licence file that hold the licences of others, when any of those found may be there.
#[must_use]
pub fn of_others(path: &str, text: &str, found: &[LicenceMatch]) -> Vec<RangeInclusive<u32>> {
    if found.len() < 2 && found.first().is_none_or(|one| one.lines.0 < 3) {
        return Vec::new();
    }
    let blocks = prose::read(path, start_of(text));
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    let mut open: Option<u32> = None;
    for block in &blocks {
        let line = block.line(0);
        match (
            open,
            block.section == Section::Dependencies || opens_others(block),
        ) {
            (None, true) => open = Some(line),
            (Some(first), false) => {
                ranges.push(first..=line.saturating_sub(1));
                open = None;
            }
            _ => {}
        }
    }
    ranges.extend(open.map(|first| first..=u32::MAX));
    let introduced: Vec<_> = blocks
        .iter()
        .filter_map(|block| introduced(block, found))
        .collect();
    // Where no other text is left, nobody can tell that the only one is not the project's.
    let left = |one: &LicenceMatch| {
        let mut others = ranges.iter().chain(&introduced);
        is_text(one) && !others.any(|lines| lines.contains(&one.lines.0))
    };
    if found.iter().any(left) {
        ranges.extend(introduced);
    }
    ranges
}

/// Whether words are the text of a licence, or a tag or notice that stands for one.
fn is_text(found: &LicenceMatch) -> bool {
    found.is_sure() && found.method != LicenceMethod::Statement
}

/// Whether a block is the heading of works of others.
fn opens_others(block: &Block) -> bool {
    block.shape == Shape::Heading && prose::section(&token::words(&block.text)).0 == Section::Dependencies
}

/// The lines from a sentence that introduces code of others to the end of the text that it points to.
fn introduced(block: &Block, found: &[LicenceMatch]) -> Option<RangeInclusive<u32>> {
    let (first, last) = (block.line(0), block.line(block.text.len()));
    let inside =
        |one: &LicenceMatch| one.lines.0 < one.lines.1 && (one.lines.0..=one.lines.1).contains(&first);
    if block.quoted || found.iter().any(inside) {
        return None;
    }
    let folded = fold(&block.text);
    let points = block.text.trim_end().ends_with([':', '：']) || POINTS.is_match(&folded);
    let of_all = OWN.is_match(&folded) && !SOME.is_match(&folded);
    if !points || of_all || EXCEPTS.is_match(&folded) || !HOLDS.iter().any(|holds| holds.is_match(&folded)) {
        return None;
    }
    let next = found
        .iter()
        .filter(|one| one.lines.0 > last && one.lines.0 < one.lines.1)
        .min_by_key(|one| one.lines.0)?;
    (next.lines.0 - last <= NEAR).then_some(first..=next.lines.1)
}

#[cfg(test)]
mod tests {
    use crate::licence::{Kind, combine, identify, of_others};

    fn text(id: &str) -> &'static str {
        spdx::text::LICENSE_TEXTS
            .iter()
            .find(|(known, _)| *known == id)
            .map_or("", |(_, text)| *text)
    }

    fn kept(text: &str) -> Option<String> {
        let mut found = identify("LICENSE", text, Kind::Licence).matches;
        let others = of_others("LICENSE", text, &found);
        found.retain(|one| !others.iter().any(|lines| lines.contains(&one.lines.0)));
        combine(&found)
    }

    #[test]
    fn a_sentence_that_brings_in_code_of_others_is_told_with_its_text() {
        let (mit, isc) = (text("MIT"), text("ISC"));
        for (sentence, others) in [
            ("Portions of this software come from glob:", true),
            (
                "This product bundles glob, which is available under an \"ISC\" license. For details, see below.",
                true,
            ),
            (
                "Certains fichiers de ce dépôt sont issus de glob, sous la licence suivante :",
                true,
            ),
            (
                "Some files are derived from glob, under the following license:",
                true,
            ),
            (
                "The file src/glob.py is adapted from glob, whose license follows:",
                true,
            ),
            ("Ce logiciel contient du code de glob, sous licence :", true),
            (
                "Certaines parties de ce code sont reprises de glob, sous la licence suivante :",
                true,
            ),
            (
                "Le fichier src/glob.py provient de glob, sous la licence suivante :",
                true,
            ),
            // Of the project, or of nobody knows what.
            (
                "Les fichiers de ce dépôt sont issus des travaux du ministère et sont distribués sous la licence suivante :",
                false,
            ),
            (
                "Ces fichiers sont issus des travaux du ministère, sous la licence suivante :",
                false,
            ),
            (
                "Ce dépôt contient du code issu des travaux du ministère, sous la licence suivante :",
                false,
            ),
            (
                "The files of this repository come from the ministry, licensed as follows:",
                false,
            ),
            (
                "These files are derived from the ministry's work, licensed as follows:",
                false,
            ),
            ("This project is also licensed as follows:", false),
            (
                "This project contains documentation and code, both licensed as follows:",
                false,
            ),
            (
                "Ce dépôt contient le code de l'application, publié sous la licence suivante :",
                false,
            ),
            (
                "Except for the parts that come from glob, the license is the following:",
                false,
            ),
            ("Parts of this software are derived from glob.", false),
        ] {
            let expected = if others { "MIT" } else { "ISC AND MIT" };
            let whole = format!("{mit}\n\n{sentence}\n\n{isc}");
            let found = kept(&whole);
            if others {
                assert_eq!(found.as_deref(), Some(expected), "{sentence}");
            } else {
                assert_ne!(found.as_deref(), Some("MIT"), "{sentence}");
            }
            // The text of the project stands behind those of others.
            if others {
                let whole = format!("{sentence}\n\n{isc}\n\nThe rest of the project:\n\n{mit}");
                assert_eq!(kept(&whole).as_deref(), Some(expected), "{sentence}");
            }
        }
    }

    #[test]
    fn the_only_text_keeps_its_weight() {
        let isc = text("ISC");
        for sentence in [
            "Portions of this software come from glob:",
            "Ce logiciel contient du code de glob, sous licence :",
            "Le fichier src/glob.py provient de glob, sous la licence suivante :",
        ] {
            let whole = format!("{sentence}\n\n{isc}");
            assert_eq!(kept(&whole).as_deref(), Some("ISC"), "{sentence}");
        }
    }
}
