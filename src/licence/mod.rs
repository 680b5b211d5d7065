// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licences in words: which one a text is, grants or names, with the lines that say so.
//!
//! Knows texts, notices, tags, sentences, names and SPDX expressions. Must never know a repository's tree,
//! rules or verdicts. Pure and total: any text gives an answer, and "none" is one.
#![deny(clippy::disallowed_methods)]

#[cfg(test)]
mod choice_tests;
mod claim;
mod copyright;
mod expression;
mod name;
mod nearest;
pub mod reuse;
mod struck;
mod text;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::model::{Copyright, LicenceMatch, LicenceMethod, NearestText, beginning};

use claim::Claim;
pub use claim::{
    InvalidTag, candidates, find as claims, grants_nothing, invalid_tags, kept, listed_folders, of_others,
    refusal,
};
pub use copyright::{find as copyrights, only_fills_in};
pub use expression::{combine, family, identifiers, show_variants};
pub use name::{Standing, informal, replacement, resolve};
pub use nearest::nearest;
pub use text::{RESTRICTED, find as texts};

/// What is asked of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file of licence texts: `LICENSE`, `COPYING`, `LICENSES/`.
    Licence,
    /// A document in prose: its sentences and badges speak of licences.
    Document,
    /// A source file: the comments at its top speak of licences.
    Source,
}

/// What a file says of licences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identified {
    /// Licences, in the order of lines.
    pub matches: Vec<LicenceMatch>,
    /// Copyright lines, in order.
    pub copyrights: Vec<Copyright>,
    /// For a licence file of which nothing is named: the known text that it looks most like. It is no name.
    pub nearest: Option<NearestText>,
}

/// Whether a licence that was found may be one that takes something back.
#[must_use]
pub fn is_restricted(found: &LicenceMatch) -> bool {
    found.rivals.iter().any(|rival| rival == RESTRICTED)
}

/// Confidence in a grant of which the year has come.
const BEGUN: u8 = 85;

/// Takes the doubt from a grant that waited for a year, "MIT à compter de 2030", when that year has come.
pub fn begin(found: &mut LicenceMatch, year: u16) {
    if found.since.is_some_and(|since| since <= year) {
        found.since = None;
        found.rivals.retain(|rival| rival != RESTRICTED);
        if found.rivals.is_empty() {
            found.confidence = BEGUN;
        }
    }
}

/// What a document says of which the use is refused.
pub const REFUSED: &str = "LicenseRef-all-rights-reserved";

/// Everything that one text says of licences. `path` tells the format of the text, and is never read.
#[must_use]
pub fn identify(path: &str, text: &str, kind: Kind) -> Identified {
    let read = match kind {
        Kind::Source if grants(head(text)) => {
            let mut read = text::read(written_out(text), false);
            read.found.retain(|found| found.lines.0 <= HEAD_LINES);
            read
        }
        Kind::Source => text::Read::default(),
        Kind::Licence | Kind::Document => text::read(&struck::without(path, text), kind == Kind::Licence),
    };
    let mut matches = read.found;
    // A sentence inside the text of a licence is a part of that text, not a statement about the file.
    // The end of one that is not named may look like a notice: that is what the notice says itself.
    let within = |claim: &LicenceMatch| {
        let holds = |(first, last): (u32, u32)| (first..=last).contains(&claim.lines.0);
        matches.iter().any(|known| holds(known.lines))
            || (claim.method != LicenceMethod::Notice && read.unnamed.iter().copied().any(holds))
    };
    // Beside a text that added words restrict, a field or sentence that names the licence alone tells less.
    let restricted = |claim: &LicenceMatch| {
        matches
            .iter()
            .any(|known| is_restricted(known) && family(&known.expression) == family(&claim.expression))
    };
    let mut claimed: Vec<Claim> = claim::read(path, text, kind)
        .into_iter()
        .filter(|claim| !within(&claim.found) && !restricted(&claim.found))
        .collect();
    // A file of licences that names one and takes something back of its own grants another.
    if kind == Kind::Licence && matches.is_empty() && !claimed.is_empty() && text::restricts(text) {
        for claim in &mut claimed {
            claim.found.rivals.push(RESTRICTED.to_owned());
            claim.found.since = None;
        }
    }
    offer_instead(&matches, &mut claimed);
    if kind == Kind::Licence
        && claimed
            .iter()
            .all(|claim| !claim.found.expression.contains(" OR "))
        && let Some(choice) = choice_of_texts(path, text, &matches)
    {
        matches.push(choice);
    }
    matches.extend(claimed.into_iter().map(|claim| claim.found));
    settle_choices(&mut matches);
    matches.sort_by(|a, b| (a.lines, a.method, &a.expression).cmp(&(b.lines, b.method, &b.expression)));
    Identified {
        matches,
        copyrights: copyrights(text),
        nearest: None,
    }
}

/// What the head of a source file claims. Texts are only read where a sentence offers a licence instead of one.
#[must_use]
pub fn heads(path: &str, text: &str) -> Vec<LicenceMatch> {
    let claims = claim::read(path, text, Kind::Source);
    if !claims.iter().any(|claim| claim.instead) {
        return claims.into_iter().map(|claim| claim.found).collect();
    }
    let mut found = identify(path, text, Kind::Source).matches;
    found.retain(|found| !expression::is_text(found.method));
    for found in &mut found {
        found.subject = crate::model::Subject::Code;
    }
    found
}

/// Joins a grant to the text that it may be had instead of: the text of the BSD licence, and "Alternatively, this software
/// may be distributed under the terms of the GNU General Public License".
fn offer_instead(texts: &[LicenceMatch], claims: &mut [Claim]) {
    for claim in claims.iter_mut().filter(|claim| claim.instead) {
        let before = texts
            .iter()
            .filter(|text| text.lines.0 < claim.found.lines.0)
            .max_by_key(|text| text.lines.1);
        // A text that the sentence stands in the middle of ends behind it.
        if let Some(text) = before.filter(|text| text.is_sure()) {
            let mut both = text.clone();
            claim::join(&mut both, &claim.found);
            claim.found.expression = both.expression;
            claim.found.rivals = both.rivals;
        }
    }
}

/// Texts below a sentence that offers the choice of them: "You may use it under either of the following licenses".
fn choice_of_texts(path: &str, text: &str, texts: &[LicenceMatch]) -> Option<LicenceMatch> {
    let (first, second) = (texts.first()?, texts.get(1)?);
    let all_sure = texts.iter().all(LicenceMatch::is_sure);
    if texts.len() > MOST_CHOICES || !all_sure || first.expression == second.expression {
        return None;
    }
    let line = claim::offer(path, text, texts.iter().map(|text| text.lines.0).min()?)?;
    let mut choice = first.clone();
    for text in &texts[1..] {
        claim::join(&mut choice, text);
    }
    choice.method = LicenceMethod::Statement;
    choice.confidence = CHOICE;
    choice.lines = (line, line);
    Some(choice)
}

/// Most texts that a sentence above them may offer the choice of, and how sure it is that it does, in percent.
const MOST_CHOICES: usize = 3;
const CHOICE: u8 = 90;

/// "A dual BSD/GPL license" above a text of one BSD licence and a notice of one GPL: the words that leave the
/// version open mean those.
fn settle_choices(matches: &mut [LicenceMatch]) {
    let known: Vec<String> = matches
        .iter()
        .filter(|found| found.is_sure())
        .flat_map(|found| identifiers(&found.expression))
        .collect();
    for claim in matches
        .iter_mut()
        .filter(|claim| !claim.is_sure() && claim.expression.contains(" OR "))
    {
        let readings = std::iter::once(&claim.expression).chain(&claim.rivals);
        let fit: Vec<&String> = readings
            .filter(|reading| identifiers(reading).iter().all(|id| known.contains(id)))
            .collect();
        if let [only] = fit.as_slice() {
            claim.expression = (*only).clone();
            claim.rivals.clear();
        }
    }
}

/// The head of a source file, in which it speaks of itself: as many bytes at most, up to the end of a line.
pub const HEAD_BYTES: usize = 16 << 10;

/// The last line, from 1, at which a word of the head begins: further down it is mostly an example or a test.
const HEAD_LINES: u32 = 40;

/// Every head that says something of a licence holds one of these, whatever the case of ASCII letters.
pub const HEAD_WORDS: &[&str] = &["licens", "licenc", "cecill", "spdx", "terms of", "logiciel libre"];

/// The head of a source file.
fn head(text: &str) -> &str {
    if text.len() <= HEAD_BYTES {
        return text;
    }
    let head = beginning(text, HEAD_BYTES);
    head.rfind('\n').map_or(head, |line| &head[..line])
}

/// The part of a source file that may hold the text of a licence: its beginning, or all of the comment that it
/// opens with, since the longest licences fill more than a head.
fn written_out(text: &str) -> &str {
    let head = head(text);
    let begin = text.len() - text.trim_start().len();
    let closing = [("/*", "*/"), ("<!--", "-->"), ("(*", "*)"), ("{-", "-}")]
        .iter()
        .find_map(|(open, close)| text[begin..].starts_with(open).then_some(*close));
    let Some(closing) = closing.filter(|_| head.len() < text.len()) else {
        return head;
    };
    let end = text.find(closing).unwrap_or(head.len());
    if end > head.len() { &text[..end] } else { head }
}

/// Whether the text of a licence may be there: each one says that it permits, grants or redistributes, or that
/// it gives no warranty.
fn grants(head: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build([
                "permission",
                "redistribut",
                "licens",
                "licenc",
                "warrant",
                "creative commons",
            ])
            .ok()
    });
    WORDS.as_ref().is_none_or(|words| words.is_match(head))
}

#[cfg(test)]
mod tests {
    use super::{Kind, combine, identify};

    #[test]
    fn a_vague_choice_means_the_licences_beside_it() {
        let bsd = spdx::text::LICENSE_TEXTS
            .iter()
            .find(|(id, _)| *id == "BSD-2-Clause")
            .map_or("", |(_, text)| text);
        let text = format!(
            "The files in this project are provided under a dual BSD/GPLv2 license. When\nusing or redistributing this software, you may do so under either license.\n\nGPLv2 summary\n\nThis program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation; either version 2 of the License, or (at your option) any later version.\n\nBSD License\n\n{bsd}"
        );
        let found = identify("LICENSE", &text, Kind::Licence);
        assert_eq!(
            combine(&found.matches).as_deref(),
            Some("BSD-2-Clause OR GPL-2.0-or-later")
        );
    }

    #[test]
    fn a_long_licence_in_a_comment_is_read_to_its_end() {
        let gpl = spdx::text::LICENSE_TEXTS
            .iter()
            .find(|(id, _)| *id == "GPL-3.0-or-later")
            .map_or("", |(_, text)| text);
        let text = format!("/*\n{gpl}\n*/\nint main(void) {{ return 0; }}\n");
        let found = identify("main.c", &text, Kind::Source);
        assert_eq!(found.matches.len(), 1);
        assert_eq!(found.matches[0].expression, "GPL-3.0-or-later");
    }
}
