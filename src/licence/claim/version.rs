// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the words around a name of a licence say of its version: which it is, "only" or "or later".

use super::family::{Family, short};
use super::instead::Claim;
use super::prose::Block;
use super::token::{Token, cut};
use super::wordlist::{Words, set};
use crate::model::{LicenceMatch, LicenceMethod, Subject};

/// How far after a name its version may stand, in tokens: "General Public License as published by the
/// Free Software Foundation, either version 3".
const REACH: usize = 16;

/// Words that may stand between a name and its version.
static BEFORE_VERSION: Words = Words::new(|| {
    set(
        "as published by the free software foundation either of license licenses v ver vers version in its , ; ( \
     ) « » telle tel que publiee publie par la le l fondation soit de du cette dans sa fsf inc which is en \
     etalab pour francaise",
    )
});

/// Those among them that may stand there when nothing says `version`: "Licence Ouverte (Etalab) 2.0".
const CLOSE: &[&str] = &[
    "license", "licenses", "v", "ver", "vers", "version", ",", "(", "etalab", ")", "«", "»", "software",
];

/// Passes "version 1" after a name of which every version has the same identifier.
pub(super) fn skip_version(tokens: &[Token], end: usize) -> usize {
    let mut at = end;
    while tokens
        .get(at)
        .is_some_and(|token| matches!(token.word.as_str(), "v" | "version" | ","))
    {
        at += 1;
    }
    if tokens.get(at).is_some_and(|token| is_number(&token.word)) {
        at + 1
    } else {
        end
    }
}

pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4
}

/// The version after a name, and the token after it.
pub(super) fn version_after(family: &Family, tokens: &[Token], end: usize) -> Option<(String, usize)> {
    let mut said = false;
    let mut close = true;
    for (at, token) in tokens.iter().enumerate().skip(end).take(REACH) {
        let word = token.word.as_str();
        if is_number(word) {
            let id = &family
                .versions
                .iter()
                .find(|(version, _)| *version == short(word))?
                .1;
            let direct = at == end;
            return (said || direct || close).then(|| (id.clone(), at + 1));
        }
        said |= matches!(word, "v" | "ver" | "vers" | "version");
        close &= CLOSE.contains(&word);
        if !BEFORE_VERSION.contains(&word) {
            return None;
        }
    }
    None
}

/// "2 ou 3", "2 of the License, or (at your option) version 3": another version that may be chosen, whether later ones
/// may be too, and the token after it. "GPL 2 or 3-clause BSD" is something else.
pub(super) fn other_version(
    family: &Family,
    tokens: &[Token],
    end: usize,
) -> Option<(String, Option<bool>, usize)> {
    static BETWEEN: Words = Words::new(|| set("of the this license de la cette ,"));
    static OPTION: Words = Words::new(|| set("( ) at your option a votre choix gre au either soit , la the"));
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let mut at = end;
    while at < end + 5 && BETWEEN.contains(word(at)) {
        at += 1;
    }
    if !matches!(word(at), "or" | "ou") {
        return None;
    }
    at += 1;
    let option = at;
    while at < option + 7 && OPTION.contains(word(at)) {
        at += 1;
    }
    let number = if matches!(word(at), "v" | "version") {
        at + 1
    } else {
        at
    };
    let id = family.versions.iter().find(|(version, _)| {
        is_number(word(number)) && *version == short(word(number)) && !version.contains('|')
    })?;
    let other = matches!(word(number + 1), "clause" | "clauses")
        || (word(number + 1) == "+" && tokens[number + 1].joined && !family.gnu);
    let (later, after) = match modifier(tokens, number + 1) {
        Some((later, after)) => (Some(later), after),
        None => (None, number + 1),
    };
    (!other).then(|| (id.1.clone(), later, after))
}

/// A number right after a name that is no version of it: a licence that is not known, or no licence.
pub(super) fn unknown_version(family: &Family, tokens: &[Token], end: usize) -> Option<usize> {
    if family.versions.is_empty() {
        return None;
    }
    let mut at = end;
    while tokens
        .get(at)
        .is_some_and(|token| matches!(token.word.as_str(), "license" | "v" | "ver" | "vers" | "version"))
    {
        at += 1;
    }
    tokens
        .get(at)
        .is_some_and(|token| token.word.starts_with(|c: char| c.is_ascii_digit()) && token.word.len() < 4)
        .then_some(at + 1)
}

/// "version 2 or later of the GPL": the version before a name, the first token and "or later".
pub(super) fn version_before(
    family: &Family,
    tokens: &[Token],
    at: usize,
) -> Option<(String, usize, Option<bool>)> {
    static BETWEEN: Words = Words::new(|| {
        set(
            "of the gnu de la du l license or ou later ulterieure any toute version only uniquement superieure \
     posterieure , ( ) at your option",
        )
    });
    for start in (at.saturating_sub(12)..at).rev() {
        let word = tokens[start].word.as_str();
        if is_number(word) {
            let id = &family
                .versions
                .iter()
                .find(|(version, _)| *version == short(word))?
                .1;
            let said = start
                .checked_sub(1)
                .filter(|before| matches!(tokens[*before].word.as_str(), "version" | "v"))?;
            let linked = tokens[start + 1..at]
                .iter()
                .any(|token| matches!(token.word.as_str(), "of" | "de" | "du"));
            let later = modifier(tokens, start + 1).map(|(later, _)| later);
            return linked.then(|| (id.clone(), said, later));
        }
        if !BETWEEN.contains(&word) {
            return None;
        }
    }
    None
}

/// "only", "or any later version", "+" after a version: whether it is "or later", and the token after it.
pub(super) fn modifier(tokens: &[Token], end: usize) -> Option<(bool, usize)> {
    static SKIPPED: Words = Words::new(|| set("of the license de la cette du , ( ) gnu gpl lgpl agpl said"));
    static LATER: Words = Words::new(|| {
        set(
            "later newer ulterieure ulterieures ulterieur posterieure posterieures superieure superieures plus \
     suivante suivantes above higher greater subsequent up recente",
        )
    });
    static INSIDE: Words = Words::new(|| {
        set(
            "at your option any ( ) , a votre gre choix convenance toute toutes version versions une of the as you \
     prefer wish in opinion selon au l plus n importe quelle its le la license autre – par (s",
        )
    });
    let at = (end..tokens.len().min(end + 8)).find(|at| !SKIPPED.contains(&tokens[*at].word.as_str()))?;
    match tokens[at].word.as_str() {
        "+" if at == end && tokens[at].joined => Some((true, at + 1)),
        "only" | "uniquement" | "seulement" | "exclusivement" | "seule" => Some((false, at + 1)),
        "or" | "ou" | "and" | "et" | "soit" => {
            let or = matches!(tokens[at].word.as_str(), "or" | "ou" | "soit");
            for (place, token) in tokens.iter().enumerate().skip(at + 1).take(14) {
                let word = token.word.as_str();
                // "ou plus récente", but "ou toute autre version plus ancienne" says nothing.
                let plus_alone = word == "plus"
                    && tokens
                        .get(place + 1)
                        .is_some_and(|next| next.word != "recente" && INSIDE.contains(&next.word.as_str()));
                if LATER.contains(&word) && !plus_alone {
                    let end = place + 1;
                    let recent = word == "plus" && tokens.get(end).is_some_and(|next| next.word == "recente");
                    let version = tokens
                        .get(end)
                        .is_some_and(|next| matches!(next.word.as_str(), "version" | "versions"));
                    let end = end + usize::from(recent || version);
                    // "any later version accepted by X": X has to say so first.
                    let depends = depends_on_someone(tokens, end);
                    return (or || word != "plus").then_some((!depends, end));
                }
                if !INSIDE.contains(&word) {
                    return None;
                }
            }
            None
        }
        _ => None,
    }
}

/// "EUPL 1.1 or – as soon they will be approved by the European Commission - subsequent versions": the token after the words
/// by which the notice of the EUPL grants the versions that its publisher has approved since, or "or later" in other words.
pub(super) fn eupl_later(tokens: &[Token], end: usize) -> Option<usize> {
    static FORMULA: Words = Words::new(|| {
        set(
            "– — - , ( ) as soon they will be approved by the european commission des leur approbation par la \
     europeenne que elles seront approuvees les toute toutes version versions",
        )
    });
    const LONGEST: usize = 20;
    if let Some((later, after)) = modifier(tokens, end) {
        return later.then_some(after);
    }
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let start = (end..end + 2).find(|at| matches!(word(*at), "or" | "ou"))? + 1;
    let last = (start..start + LONGEST).find(|at| !FORMULA.contains(&word(*at)))?;
    let by_publisher = (start..last).any(|at| word(at) == "commission");
    let later = matches!(word(last), "subsequent" | "ulterieures" | "ulterieure" | "later");
    let noun = matches!(word(last + 1), "version" | "versions");
    (by_publisher && later).then_some(last + 1 + usize::from(noun))
}

/// Whether later versions are granted only once somebody has accepted them: "accepted by the membership of X". What the
/// publisher of the licence approves is every version of it.
fn depends_on_someone(tokens: &[Token], end: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let skipped =
        (end..end + 4).find(|at| !matches!(word(*at), "(" | "," | "that" | "which" | "is" | "qui" | "est"));
    let Some(at) = skipped else { return false };
    let accepted = matches!(
        word(at),
        "accepted"
            | "approved"
            | "authorized"
            | "endorsed"
            | "acceptee"
            | "approuvee"
            | "validee"
            | "autorisee"
            | "acceptees"
    ) && matches!(word(at + 1), "by" | "par");
    let discretion = (at..at + 3).any(|at| matches!(word(at), "discretion"));
    let publisher = (at + 2..at + 5).any(|at| word(at) == "free" && word(at + 1) == "software");
    (accepted && !publisher) || discretion
}

/// "The only valid version of the GPL … is this particular version (ie v2", "Version 2 is the only version of this
/// license": the version that a block above the text of a GNU licence holds to.
pub(super) fn only_version(block: &Block) -> Option<Claim> {
    const NAMED: &[&str] = &["gpl", "lgpl", "agpl"];
    if block.quoted {
        return None;
    }
    let tokens = cut(&block.text);
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let says = |at: usize, phrase: &[&str]| {
        phrase
            .iter()
            .enumerate()
            .all(|(offset, one)| word(at + offset) == *one)
    };
    let at = (0..tokens.len()).find(|at| {
        says(*at, &["only", "valid", "version", "of", "the"])
            || says(*at, &["is", "the", "only", "version", "of"])
    })?;
    let (name, number) = if word(at) == "only" {
        let number =
            (at..tokens.len().min(at + 40)).find(|at| word(*at) == "v" && is_number(word(at + 1)))?;
        (word(at + 5), word(number + 1))
    } else {
        let before = at.checked_sub(1).filter(|before| is_number(word(*before)))?;
        let has = |name: &str| tokens[..at].iter().any(|token| token.word == name);
        let named = match (has("affero") || has("agpl"), has("lesser") || has("lgpl")) {
            (true, false) => "agpl",
            (false, true) => "lgpl",
            (false, false) if has("general") || has("gpl") => "gpl",
            _ => return None,
        };
        (named, word(before))
    };
    let name = NAMED.iter().find(|known| **known == name)?.to_ascii_uppercase();
    let number = if number.contains('.') {
        number.to_owned()
    } else {
        format!("{number}.0")
    };
    let id = format!("{name}-{number}-only");
    let line = block.line(tokens.get(at).map_or(0, |token| token.at.start));
    spdx::license_id(&id).map(|id| Claim {
        found: LicenceMatch {
            expression: id.name.to_owned(),
            confidence: 97,
            method: LicenceMethod::Notice,
            lines: (line, line),
            subject: Subject::Project,
            rivals: Vec::new(),
            since: None,
            part: false,
        },
        alone: false,
        instead: false,
    })
}
