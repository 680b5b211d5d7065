// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said in passing between two names of one grant: where a text is found, the number of a note.
//!
//! It is left out before a sentence is read, so that "A [1] and B [2]" is read as "A and B".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::own_regex;

use super::prose::Block;
use super::token::Token;

/// Longest of them in angle brackets, in bytes, and longest clause, in tokens.
const LONGEST: usize = 200;
const LONGEST_CLAUSE: usize = 20;

/// Most of each kind in one block.
const MOST: usize = 100;

/// The tokens without what is said in passing.
pub(super) fn leave_out(block: &Block, tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Range<usize>> = places(block);
    out.extend(brackets(block));
    out.extend(notes(&tokens));
    out.extend(clauses(&tokens));
    out.extend(condition(&tokens));
    out.extend(options(&tokens));
    if out.is_empty() {
        return tokens;
    }
    let mut tokens = tokens;
    tokens.retain(|token| !out.iter().any(|range| range.contains(&token.at.start)));
    tokens
}

/// `<LICENSE-MIT or http://opensource.org/licenses/MIT>`: files and addresses in angle brackets. An address that
/// stands alone in them is one that the words may need.
fn places(block: &Block) -> Vec<Range<usize>> {
    let text = &block.text;
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<').take(100) {
        let rest = &text[start + 1..];
        let Some(length) = rest.find(['>', '<']).filter(|length| *length <= LONGEST) else {
            continue;
        };
        let inside = &rest[..length];
        let file = ["LICEN", "COPYING", "COPYRIGHT"]
            .iter()
            .any(|name| inside.starts_with(name));
        if rest[length..].starts_with('>') && file {
            found.push(start..start + length + 2);
        }
    }
    found
}

/// (the "GPL"), (GPL-LICENSE.txt): the short name that a notice gives to a licence, and the file of its text before another
/// name.
fn brackets(block: &Block) -> Vec<Range<usize>> {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r#"(?i)\((?:the |collectively,? the )?["“”«'`]+ ?(?:l?gpl|agpl|mpl|cddl|epl|apache|apache licen[cs]e|(?:[a-z]+ )?licen[cs]e) ?["“”»'`]+\)"#,
        )
    });
    static FILE: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r"(?i)(\([\w.-]*(?:licen[cs]e|copying)[\w.-]*\))\s*(?:,|and\b|or\b|et\b|ou\b|licen[cs]es\b)",
        )
    });
    if !block.text.contains('(') {
        return Vec::new();
    }
    let short = SHORT.find_iter(&block.text).map(|found| found.range());
    let files = FILE.captures_iter(&block.text);
    let files = files.filter_map(|found| found.get(1).map(|file| file.range()));
    short.take(MOST).chain(files.take(MOST)).collect()
}

/// "when the conditions for such availability set forth in … are satisfied": how the EPL speaks of other licences.
fn condition(tokens: &[Token]) -> Option<Range<usize>> {
    const OPENS: &[&str] = &["when", "the", "conditions", "for", "such", "availability"];
    let opens = |window: &[Token]| window.iter().zip(OPENS).all(|(token, word)| token.word == *word);
    let start = tokens.windows(OPENS.len()).position(opens)?;
    let last = tokens[start..]
        .iter()
        .take(2 * LONGEST_CLAUSE)
        .position(|token| token.word == "satisfied")?;
    Some(tokens[start].at.start..tokens[start + last].at.end)
}

/// "or, at your option, under", "ou, au choix, sous", "ou bien": who chooses is plain, and the word before says that there
/// is a choice.
fn options(tokens: &[Token]) -> Vec<Range<usize>> {
    const PHRASES: &[&[&str]] = &[
        &["at", "your", "option"],
        &["at", "your", "choice"],
        &["if", "you", "prefer"],
        &["if", "you", "wish"],
        &["au", "choix"],
        &["a", "votre", "choix"],
        &["a", "votre", "gre"],
        &["a", "votre", "convenance"],
        &["si", "vous", "preferez"],
        &["si", "vous", "le", "souhaitez"],
        &["bien"],
        &["alors"],
        &["else"],
    ];
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let says = |at: usize, phrase: &[&str]| (at..).zip(phrase).all(|(at, said)| word(at) == *said);
    let joins = (0..tokens.len()).filter(|at| matches!(word(*at), "or" | "ou"));
    joins
        .filter_map(|at| {
            let comma = usize::from(word(at + 1) == ",");
            let from = at + 1 + comma;
            let phrase = PHRASES.iter().find(|phrase| says(from, phrase))?;
            let last = from + phrase.len() - 1;
            let last = if comma == 1 && word(last + 1) == "," {
                last + 1
            } else {
                last
            };
            Some(tokens[at + 1].at.start..tokens[last].at.end)
        })
        .collect()
}

/// `[1]`, `[^1]`: the numbers of notes, behind a word.
fn notes(tokens: &[Token]) -> Vec<Range<usize>> {
    let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let marks = tokens.windows(4).filter(|window| {
        let behind = window[0].word.starts_with(char::is_alphanumeric);
        behind && window[1].word == "[" && is_number(&window[2].word) && window[3].word == "]"
    });
    marks.map(|window| window[1].at.start..window[3].at.end).collect()
}

/// "which is available at X, or", "available from the file COPYING in the main directory, or": the sentence goes on
/// with another licence.
fn clauses(tokens: &[Token]) -> Vec<Range<usize>> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let start = match (word(at), word(at + 1), word(at + 2)) {
            ("which" | "that", "is" | "are", "available" | "reproduced" | "included" | "found")
            | (",", "available" | "reproduced" | "included", "at" | "from" | "in" | "below") => at,
            _ => continue,
        };
        let end = (start + 1..tokens.len().min(start + LONGEST_CLAUSE)).find(|end| {
            let goes_on = |at: usize| matches!(word(at), "or" | "ou");
            goes_on(*end) || (word(*end) == "," && goes_on(end + 1))
        });
        let stops = |end: usize| {
            tokens[start..end]
                .iter()
                .any(|token| matches!(token.word.as_str(), "." | ";"))
        };
        if let Some(end) = end.filter(|end| !stops(*end)) {
            found.push(tokens[start].at.start..tokens[end].at.start);
        }
    }
    found
}
