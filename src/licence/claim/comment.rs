// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The comments at the top of a source file, as blocks of prose, whatever the language.

use super::prose::Block;

/// How many lines of the head may be its comments: a notice that begins there is read to its end.
const LINES: usize = 100;

/// Comments of several lines: how they open and close.
const LONG: &[(&str, &str)] = &[
    ("/*", "*/"),
    ("<!--", "-->"),
    ("\"\"\"", "\"\"\""),
    ("'''", "'''"),
    ("{-", "-}"),
    ("(*", "*)"),
    ("--[[", "]]"),
    ("=begin", "=end"),
    ("=pod", "=cut"),
    ("{#", "#}"),
    ("<%--", "--%>"),
    ("#|", "|#"),
    ("%{", "%}"),
];

/// Signs that make the rest of a line a comment.
const SHORT: &[&str] = &[
    "//", "#", ";", "--", "%", "*", "'", "!", "\"", "..", "dnl ", "rem ", "@c ", "c ",
];

/// The lines of comments at the top, with their number, signs left out. An empty one is a blank line.
pub(super) fn lines(text: &str) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let mut close: Option<&str> = None;
    let mut is_value = false;
    let mut before = "";
    for (number, line) in text.lines().take(LINES).enumerate() {
        let at = u32::try_from(number + 1).unwrap_or(u32::MAX);
        let trimmed = line.trim();
        if let Some(end) = close {
            let inside = match trimmed.split_once(end) {
                Some((before, _)) => {
                    close = None;
                    before
                }
                None => trimmed,
            };
            found.push((at, if is_value { "" } else { bare(inside) }));
            continue;
        }
        is_value = awaits_value(before) && trimmed.starts_with(['"', '\'']);
        if !trimmed.is_empty() {
            before = trimmed;
        }
        let open = LONG
            .iter()
            .find_map(|(open, end)| trimmed.strip_prefix(open).map(|rest| (rest, *end)));
        if let Some((rest, end)) = open {
            let inside = if let Some((before, _)) = rest.split_once(end) {
                before
            } else {
                close = Some(end);
                rest
            };
            found.push((at, if is_value { "" } else { bare(inside) }));
            continue;
        }
        let lower: String = trimmed.chars().take(4).collect::<String>().to_ascii_lowercase();
        let short = SHORT
            .iter()
            .find(|sign| lower.starts_with(*sign) && !(**sign == "%" && is_structure(trimmed)));
        match short {
            // Closed on its line, a quoted word is a string.
            Some(sign)
                if matches!(*sign, "'" | "\"") && trimmed.len() > 1 && trimmed[1..].contains(*sign) =>
            {
                found.push((at, ""));
            }
            Some(sign) => found.push((at, bare(&trimmed[sign.len()..]))),
            None => {
                found.push((at, ""));
                if let Some(mark) = opens_string(trimmed) {
                    // What Elixir calls the documentation of a module is its comment.
                    is_value = !trimmed.starts_with("@moduledoc");
                    close = Some(mark);
                }
            }
        }
    }
    found
}

/// Whether a line begins with a structure of Elixir (`%User{`) and not with a comment of Erlang, TeX or MATLAB.
fn is_structure(line: &str) -> bool {
    line[1..].starts_with(|c: char| c.is_ascii_uppercase() || c == '{')
        && line
            .find('{')
            .is_some_and(|brace| !line[..brace].contains(char::is_whitespace))
}

/// The sign with which a line of code leaves a string of several lines open.
fn opens_string(line: &str) -> Option<&'static str> {
    ["\"\"\"", "'''"]
        .into_iter()
        .find(|mark| line.matches(mark).count() % 2 == 1)
}

/// Whether a line of code is left open, so that the string after it is a value and no comment.
fn awaits_value(line: &str) -> bool {
    line.ends_with(['(', '[', '{', ',', '=', '+', '\\']) && !line.starts_with(['#', '"', '\''])
}

/// A line without the signs that frame comments.
fn bare(line: &str) -> &str {
    let frame = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '/' | '*' | '#' | ';' | '%' | '|' | '-' | '=' | '~' | '!' | '>' | '<'
            )
    };
    let mut line = line.trim_start_matches(frame);
    for word in ["dnl ", "REM ", "rem ", "@c "] {
        line = line.strip_prefix(word).unwrap_or(line);
    }
    line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '|' | '~' | '='))
}

/// Whether a paragraph ends within a sentence, so that a blank line does not end it.
pub(super) fn goes_on(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    matches!(
        last,
        "the" | "of" | "by" | "under" | "a" | "and" | "or" | "to" | "de" | "la" | "le" | "sous" | "du" | "et"
    )
}

/// Blocks of comment lines; a blank line parts them.
pub(super) fn blocks(lines: &[(u32, &str)]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut current = Block::default();
    for (number, line) in lines {
        if line.is_empty() {
            if !current.text.is_empty() && !goes_on(&current.text) {
                found.push(std::mem::take(&mut current));
            }
            continue;
        }
        current.push(line, *number);
        current.push(" ", *number);
    }
    if !current.text.is_empty() {
        found.push(current);
    }
    found
}
