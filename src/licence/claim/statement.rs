// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences that grant a licence, in French and English: a name, words that grant before it, and nothing
//! around that makes it a denial, a doubt, a memory or someone else's work.

use std::ops::Range;

use super::cue::{self, Cue, FILLERS};
use super::guard::Scene;
use super::hedge::Condition;
use super::instead::{self, Claim};
use super::mention::Mention;
use super::merge::{Grant, merge};
use super::prose::{Block, Section, Shape};
use super::reading::{mentions, tokens};
use super::subject::{self, Part};
use super::token::Token;
use crate::licence::text::RESTRICTED;
use crate::model::{LicenceMatch, LicenceMethod, Subject};

/// Longest block that is read, in bytes: prose is shorter.
const LONGEST: usize = 64 * 1_024;

/// The licences that a block grants.
pub(super) fn read(block: &Block) -> Vec<Claim> {
    if block.quoted || block.text.len() > LONGEST {
        return Vec::new();
    }
    let tokens = tokens(block);
    let mentions = mentions(block, &tokens);
    if mentions.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in sentences(block, &tokens) {
        let named: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| sentence.contains(&mention.at.start))
            .collect();
        if !named.is_empty() {
            found.extend(grants(block, &tokens, &sentence, &named));
        }
    }
    found
}

/// The sentences, as ranges of tokens. A row of a table is one.
fn sentences(block: &Block, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let row = block.shape == Shape::Row;
        if !row && matches!(token.word.as_str(), "." | "!" | "?" | "•" | "·") {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// The grants of a sentence.
fn grants(block: &Block, all: &[Token], sentence: &Range<usize>, named: &[&Mention]) -> Vec<Claim> {
    let tokens = &all[sentence.clone()];
    let shift = |mention: &Mention| Mention {
        at: mention.at.start - sentence.start..mention.at.end.min(sentence.end) - sentence.start,
        ..mention.clone()
    };
    let named: Vec<Mention> = named.iter().map(|mention| shift(mention)).collect();
    let places: Vec<(usize, usize)> = named
        .iter()
        .map(|mention| (mention.at.start, mention.at.end))
        .collect();
    let mut found: Vec<Grant> = Vec::new();
    let mut from = 0;
    let mut last_cue = usize::MAX;
    for mention in &named {
        let Some((cue, place)) = cue::find(block, tokens, &places, mention) else {
            continue;
        };
        // Names that share one cue share what stands before it.
        let shared = last_cue == place;
        if let Some(part) = cue::excepted_part(tokens, &places, from, mention.at.start) {
            from = part;
        }
        from = cue::behind_exception(tokens, from, place).unwrap_or(from);
        let scene = Scene {
            block,
            tokens,
            cue: place,
            name: (mention.at.start, mention.at.end),
            from: if shared { 0 } else { from },
            names: &places,
        };
        if !is_allowed(block, &scene, cue) {
            last_cue = usize::MAX;
            continue;
        }
        let start = if shared { 0 } else { from.min(place) };
        let subject = subject_of(tokens, &places, mention, start..place)
            .or_else(|| found.last().filter(|last| goes_on(tokens, last, place))?.subject);
        let notice = is_worded_so(tokens);
        let mut mention = mention.clone();
        if notice {
            hold_to_version(&mut mention);
        }
        let end = mention.at.end;
        let condition = if notice {
            Condition::None
        } else {
            scene.condition()
        };
        found.push(Grant {
            mention,
            cue,
            from: place,
            subject,
            notice,
            instead: instead::says(&tokens[..place.min(tokens.len())]),
            doubtful: condition != Condition::None,
            since: condition.year(),
        });
        last_cue = place;
        from = end;
    }
    join_named(block, tokens, &named, &places, &mut found);
    share_subjects(&mut found);
    let merged = merge(tokens, found);
    merged
        .into_iter()
        .flat_map(|grant| {
            let (alone, instead) = (grant.cue == Cue::Alone, grant.instead);
            let found = matched(block, all, sentence.start, grant);
            found.into_iter().map(move |found| Claim {
                found,
                alone,
                instead,
            })
        })
        .collect()
}

/// "Dual licensed MIT / Apache-2.0", "MIT or Apache-2.0, under either of these licences": what is granted is one name of a
/// choice, and the other goes with it. Where the other stands in doubt by words of its own, the choice does.
fn join_named(
    block: &Block,
    tokens: &[Token],
    named: &[Mention],
    places: &[(usize, usize)],
    found: &mut Vec<Grant>,
) {
    for pair in named.windows(2) {
        let [first, second] = pair else { continue };
        let between = tokens.get(first.at.end..second.at.start).unwrap_or_default();
        let is_or = |token: &Token| matches!(token.word.as_str(), "or" | "ou" | "/");
        let joins = |token: &Token| {
            is_or(token)
                || matches!(
                    token.word.as_str(),
                    "," | "under" | "sous" | "the" | "la" | "a" | "license" | "licenses" | "either" | "soit"
                )
        };
        if !between.iter().any(is_or) || !between.iter().all(joins) {
            continue;
        }
        let place = |mention: &Mention| {
            found
                .iter()
                .position(|grant| grant.mention.at.start == mention.at.start)
        };
        let (at, other, shift) = match (place(first), place(second)) {
            (Some(at), None) => (at, second, 1),
            (None, Some(at)) => (at, first, 0),
            _ => continue,
        };
        let mut joined = found[at].clone();
        joined.mention = other.clone();
        joined.doubtful |=
            cue::find(block, tokens, places, other).is_some() && !at_will(tokens, other.at.end);
        found.insert(at + shift, joined);
    }
}

/// "If you prefer", "si vous préférez": whoever receives the work chooses.
fn at_will(tokens: &[Token], at: usize) -> bool {
    const WILL: &[&str] = &[
        "prefer",
        "wish",
        "want",
        "like",
        "preferez",
        "souhaitez",
        "voulez",
        "desirez",
    ];
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let at = at + usize::from(word(at) == ",");
    matches!((word(at), word(at + 1)), ("if", "you") | ("si", "vous")) && WILL.contains(&word(at + 2))
}

/// A notice that names a version without "or later" grants that version only.
fn hold_to_version(mention: &mut Mention) {
    let only = |id: &String| id.split(" WITH ").next().is_some_and(|id| id.ends_with("-only"));
    if mention.later.is_none() && mention.ids.len() == 2 && only(&mention.ids[1]) {
        mention.ids.remove(0);
    }
}

/// Whether a grant goes on with what the one before is given to: "under A and under B".
fn goes_on(tokens: &[Token], last: &Grant, place: usize) -> bool {
    let between = tokens.get(last.mention.at.end..place).unwrap_or_default();
    between
        .iter()
        .any(|token| matches!(token.word.as_str(), "and" | "et"))
        && between.iter().all(|token| FILLERS.contains(&token.word.as_str()))
}

/// Whether the words around leave a grant a grant.
fn is_allowed(block: &Block, scene: &Scene<'_>, cue: Cue) -> bool {
    let shown = is_shown(scene.tokens, scene.cue);
    let foreign = block.section == Section::Dependencies && !shown;
    let listed = block.shape == Shape::Item && !shown && scene.names_a_work();
    !foreign
        && !listed
        && !is_for_fonts(scene)
        && !is_quoted(block, scene)
        && scene.is_grant((cue == Cue::Under && is_notice(scene.tokens)) || is_of_holder(scene, cue))
}

/// "© 2024 Insee — MIT": the holder of a dated line is the one who grants. Attributions of maps and data, which have
/// licences for contents, are not.
fn is_of_holder(scene: &Scene<'_>, cue: Cue) -> bool {
    let signed = scene
        .tokens
        .first()
        .is_some_and(|token| matches!(token.word.as_str(), "©" | "copyright"));
    let dated = scene.tokens.iter().take(5).any(|token| {
        token.word.len() == 4 && token.word.starts_with(['1', '2']) && token.word.parse::<u16>().is_ok()
    });
    let written = scene
        .tokens
        .get(scene.name.0)
        .map_or("", |token| token.word.as_str());
    let content = matches!(
        written,
        "cc" | "creative" | "odbl" | "open" | "etalab" | "license" | "lo"
    );
    cue == Cue::Alone && signed && dated && !content
}

/// "SIL Open Font License pour les polices": fonts come from others, whoever lists them.
fn is_for_fonts(scene: &Scene<'_>) -> bool {
    const FONTS: &[&str] = &[
        "police",
        "polices",
        "font",
        "fonts",
        "fonte",
        "fontes",
        "typeface",
        "typefaces",
    ];
    let after = scene.tokens.get(scene.name.1..).unwrap_or_default();
    let mut near = after
        .iter()
        .take(6)
        .take_while(|token| !matches!(token.word.as_str(), "," | ";" | "." | "and" | "et"));
    near.any(|token| matches!(token.word.as_str(), "pour" | "for"))
        && near.any(|token| FONTS.contains(&token.word.as_str()))
}

/// Whether the grant stands in a quotation, with what grants it: “this site is under MIT”.
fn is_quoted(block: &Block, scene: &Scene<'_>) -> bool {
    let (Some(cue), Some(first)) = (scene.tokens.get(scene.cue), scene.tokens.first()) else {
        return false;
    };
    // A name between quotation marks, with nothing that grants it between them, is a name.
    if scene.cue == scene.name.0 {
        return false;
    }
    let before = &block.text[first.at.start.min(cue.at.start)..cue.at.start];
    let before = match block.text[..first.at.start].chars().next_back() {
        // The sentence begins with its quotation mark.
        Some(mark @ ('“' | '"' | '«')) => format!("{mark}{before}"),
        _ => before.to_owned(),
    };
    // A block that is quoted as a whole is a notice that was copied with its marks.
    if block.text.trim_start().starts_with(['“', '"', '«']) {
        return false;
    }
    let count = |mark: char| before.matches(mark).count();
    let open = count('“') > count('”') || count('«') > count('»');
    open || count('"') % 2 == 1
}

/// Whether the project shows itself before the grant, "this project is".
fn is_shown(tokens: &[Token], cue: usize) -> bool {
    const PROJECT: &[&str] = &[
        "projet",
        "project",
        "depot",
        "repository",
        "logiciel",
        "software",
        "code",
        "application",
    ];
    tokens[..cue.min(tokens.len())].windows(2).any(|pair| {
        matches!(
            pair[0].word.as_str(),
            "ce" | "cet" | "cette" | "this" | "notre" | "our"
        ) && PROJECT.contains(&pair[1].word.as_str())
    })
}

/// Whether a sentence is one that licences ask to put in each file: it speaks of the file that it stands in.
fn is_notice(tokens: &[Token]) -> bool {
    const BEGINNINGS: &[&[&str]] = &[
        &["is", "free", "software"],
        &["redistribute", "it", "and"],
        &["est", "un", "logiciel", "libre"],
        &["is", "subject", "to", "the", "terms"],
        &["are", "subject", "to", "the"],
        &["you", "may", "not", "use", "this", "file"],
        &["governed", "by", "the", "cecill"],
        &["regi", "par", "la", "license"],
        &["distributed", "and", "or", "modified", "under"],
        &["permission", "is", "granted", "to", "copy"],
    ];
    says_one(tokens, BEGINNINGS)
}

/// Whether a sentence grants in the words of such a notice, whatever it speaks of: a version without "or later" is that
/// version only.
fn is_worded_so(tokens: &[Token]) -> bool {
    const WORDS: &[&[&str]] = &[
        &["may", "be", "used", "under", "the", "terms"],
        &["may", "be", "distributed", "under", "the", "terms"],
        &["may", "choose", "to", "be", "licensed", "under"],
        &["also", "be", "made", "available", "under"],
    ];
    is_notice(tokens) || says_one(tokens, WORDS)
}

fn says_one(tokens: &[Token], phrases: &[&[&str]]) -> bool {
    phrases.iter().any(|phrase| {
        tokens.windows(phrase.len()).any(|window| {
            window
                .iter()
                .zip(*phrase)
                .all(|(token, word)| token.word == *word)
        })
    })
}

/// What a name is given to: the words after it first, then the nearest before the words that grant.
fn subject_of(
    tokens: &[Token],
    names: &[(usize, usize)],
    mention: &Mention,
    before: Range<usize>,
) -> Option<Part> {
    let next = names
        .iter()
        .map(|(start, _)| *start)
        .find(|start| *start >= mention.at.end)
        .unwrap_or(tokens.len());
    let after = &tokens[mention.at.end.min(next)..next];
    if let Some(subject) = subject::after(after) {
        return Some(subject);
    }
    // "Software: MIT." has other parts beside it.
    let label = tokens.get(before.end).is_some_and(|token| token.word == ":")
        && cue::is_noun_label(&tokens[..before.end]);
    if label
        && tokens[..before.end]
            .iter()
            .any(|token| subject::SOFTWARE.contains(&token.word.as_str()))
    {
        return Some(Part::Code);
    }
    let start = before.start;
    let end = before.end.min(tokens.len()).max(start);
    subject::before(&tokens[start..end]).or_else(|| subject::before(&tokens[end..mention.at.start.max(end)]))
}

/// A software beside documents or data is the code.
fn share_subjects(found: &mut [Grant]) {
    let parted = found
        .iter()
        .any(|grant| grant.subject.is_some_and(|part| part != Part::Code));
    let several = found
        .iter()
        .any(|grant| grant.mention.ids != found[0].mention.ids);
    if parted && several && found[0].subject.is_none() {
        found[0].subject = Some(Part::Code);
    }
}

/// A grant for each of the subjects that it is given to.
fn matched(block: &Block, all: &[Token], shift: usize, grant: Grant) -> Vec<LicenceMatch> {
    let line = |index: usize| {
        all.get(index + shift)
            .map_or(1, |token| block.line(token.at.start))
    };
    let lines = (
        line(grant.from.min(grant.mention.at.start)),
        line(grant.mention.at.end.saturating_sub(1)),
    );
    let mut ids = grant.mention.ids;
    if grant.doubtful && !ids.iter().any(|id| id.contains("-NC")) {
        ids.push(RESTRICTED.to_owned());
    }
    // A doubt that a year ends is the only one.
    let since = grant.since.filter(|_| ids.len() == 2);
    let sure = ids.len() == 1;
    let method = if grant.notice {
        LicenceMethod::Notice
    } else {
        LicenceMethod::Statement
    };
    let confidence = match (sure, grant.notice, grant.cue) {
        (false, ..) => 50,
        (_, true, _) => 97,
        (_, _, Cue::Under) => 92,
        (_, _, Cue::Is) => 90,
        (_, _, Cue::Alone) => 85,
    };
    let expression = ids.remove(0);
    let subjects = grant
        .subject
        .or(block.subject)
        .map_or(&[Subject::Project][..], Part::subjects);
    subjects
        .iter()
        .map(|subject| LicenceMatch {
            expression: expression.clone(),
            confidence,
            method,
            lines,
            subject: *subject,
            rivals: ids.clone(),
            since,
            part: false,
        })
        .collect()
}
