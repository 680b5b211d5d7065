// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Names that one sentence grants: the same licence said twice, and those of which one may choose.

use super::cue::{Cue, FILLERS};
use super::mention::Mention;
use super::subject::Part;
use super::token::Token;

/// A name that is granted.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    /// The name.
    pub(super) mention: Mention,
    pub(super) cue: Cue,
    /// Where the words that grant begin.
    pub(super) from: usize,
    pub(super) subject: Option<Part>,
    /// Whether the sentence is one of the notices that licences ask to put in each file.
    pub(super) notice: bool,
    /// Whether it may be had instead of what was granted before.
    pub(super) instead: bool,
    /// Whether it depends on a consent or a day to come, or is kept for some uses.
    pub(super) doubtful: bool,
    /// The first year from which on nothing is in doubt.
    pub(super) since: Option<u16>,
}

/// Joins names of the same licence, and "MIT or Apache-2.0" into one expression.
pub(super) fn merge(tokens: &[Token], found: Vec<Grant>) -> Vec<Grant> {
    let either = tokens.iter().any(|token| {
        matches!(
            token.word.as_str(),
            "either"
                | "dual"
                | "option"
                | "choix"
                | "choice"
                | "dually"
                | "double"
                | "triple"
                | "choisir"
                | "choose"
        )
    }) || (0..tokens.len()).any(|at| one_of_these(tokens, at));
    let mut merged: Vec<Grant> = Vec::new();
    for grant in found {
        let Some(last) = merged.last_mut() else {
            merged.push(grant);
            continue;
        };
        let between = &tokens[last.mention.at.end.min(grant.mention.at.start)..grant.mention.at.start];
        let joined = between.iter().all(|token| {
            FILLERS.contains(&token.word.as_str())
                || matches!(
                    token.word.as_str(),
                    "your"
                        | "at"
                        | "option"
                        | "votre"
                        | "sous"
                        | "under"
                        | "@"
                        | "alternatively"
                        | "alternativement"
                )
        });
        let or = between
            .iter()
            .any(|token| matches!(token.word.as_str(), "or" | "ou" | "/"));
        let and = between
            .iter()
            .any(|token| matches!(token.word.as_str(), "and" | "et" | "&" | "+"));
        // "MIT, ISC or Apache-2.0, at your option": the comma stands for the word before the last name.
        let comma = !between.is_empty() && between.iter().all(|token| token.word == ",");
        let both: Vec<String> = last
            .mention
            .ids
            .iter()
            .filter(|id| grant.mention.ids.contains(id))
            .cloned()
            .collect();
        let same_subject = last.subject == grant.subject || grant.subject.is_none() || last.subject.is_none();
        if joined && !both.is_empty() && same_subject {
            // "GNU GPL (GPL-3.0-or-later)": the same licence, said twice.
            last.mention.ids = both;
            last.mention.at.end = grant.mention.at.end;
            last.subject = last.subject.or(grant.subject);
            doubt(last, &grant);
        } else if joined && same_subject && (or || ((and || comma) && either)) {
            combine(last, &grant);
        } else {
            merged.push(grant);
        }
    }
    merged
}

/// "One of these licences", "any of the following licences", "l'une ou l'autre de ces licences", "l'une des licences". "One of
/// its modules" is no choice.
fn one_of_these(tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let mut next = at + 1;
    match word(at) {
        "one" | "any" if word(next) == "of" => next += 1,
        "un" | "une" => {
            while matches!(word(next), "ou" | "l" | "autre") {
                next += 1;
            }
            match word(next) {
                "des" => return word(next + 1) == "licenses",
                "de" | "d" => next += 1,
                _ => return false,
            }
            next += usize::from(word(next) == "entre");
        }
        _ => return false,
    }
    if !matches!(word(next), "these" | "the" | "those" | "ces" | "les") {
        return false;
    }
    next += 1;
    next += usize::from(matches!(word(next), "following" | "two" | "deux"));
    word(next) == "licenses"
}

/// Makes two names one choice.
fn combine(last: &mut Grant, grant: &Grant) {
    let mut ids = Vec::new();
    for first in &last.mention.ids {
        for second in &grant.mention.ids {
            ids.push(format!("{first} OR {second}"));
        }
    }
    // "GPLv2 or GPLv3" would not name the second if the first were "or later".
    let open = last.mention.later.is_none() && grant.mention.later.is_none();
    let names = |mention: &Mention| -> Option<String> {
        let first = mention.ids.first()?;
        let digit = first.find(|c: char| c.is_ascii_digit())?;
        first.ends_with("-or-later").then(|| first[..digit].to_owned())
    };
    if open && names(&last.mention).is_some() && names(&last.mention) == names(&grant.mention) {
        ids.retain(|both| !both.contains("-or-later"));
    }
    ids.truncate(16);
    last.mention.ids = ids;
    doubt(last, grant);
    last.mention.at.end = grant.mention.at.end;
    last.subject = last.subject.or(grant.subject);
}

/// Gives a grant the doubts of another that is joined to it.
fn doubt(last: &mut Grant, grant: &Grant) {
    last.since = match (last.doubtful, grant.doubtful) {
        (true, true) => last.since.zip(grant.since).map(|(one, other)| one.max(other)),
        (true, false) => last.since,
        (false, _) => grant.since,
    };
    last.doubtful |= grant.doubtful;
}
