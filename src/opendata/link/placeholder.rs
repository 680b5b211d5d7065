// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What stands in an address where a program or a reader is to put something.

use std::ops::ControlFlow;

/// Longest placeholder, in bytes.
const LONGEST: usize = 160;

/// Names of HTML elements that text holds: `<b>` after an address is no placeholder.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "loc",
    "mark",
    "ol",
    "option",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "template",
    "th",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The length in bytes of the placeholder that a text begins with; `after` is the character before it.
pub(super) fn length(text: &str, after: Option<char>) -> Option<usize> {
    let mut chars = text.chars();
    match (chars.next()?, chars.next()) {
        ('{', _) => braces(text, 0),
        ('$' | '#', Some('{')) => braces(text, 1),
        ('$', Some('(')) => Some(2 + until(&text[2..], ")")?),
        ('$', Some(c)) if c.is_ascii_alphabetic() || c == '_' => Some(1 + word(&text[1..])),
        ('%', Some('(')) => {
            let end = 2 + until(&text[2..], ")")?;
            Some(end + usize::from(text[end..].starts_with(|c: char| c.is_ascii_alphabetic())))
        }
        ('%', Some('s' | 'i' | 'u' | 'v' | '@')) => Some(2),
        ('%', Some('d')) if !text[2..].starts_with(|c: char| c.is_ascii_hexdigit()) => Some(2),
        (':', Some(c)) if after == Some('/') && c.is_ascii_alphabetic() => Some(1 + word(&text[1..])),
        ('<', Some('%')) => Some(2 + until(&text[2..], "%>")?),
        ('<', Some('?')) => Some(2 + until(&text[2..], "?>")?),
        ('<', _) if opens(after) => tag(text, "<", ">"),
        ('&', _) if opens(after) => tag(text, "&lt;", "&gt;"),
        ('[', Some(c)) if opens(after) && (c.is_ascii_alphabetic() || c == '.') => {
            let end = 1 + until(&text[1..], "]")?;
            text[1..end - 1]
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
                .then_some(end)
        }
        ('…', _) => Some('…'.len_utf8()),
        ('.', Some('.')) if text.starts_with("...") => Some(3),
        ('*', Some('/' | '"' | '\'' | '`')) if after == Some('/') => Some(1),
        _ => None,
    }
}

/// Whether a placeholder in tags can begin after a character: where a part of an address begins.
fn opens(after: Option<char>) -> bool {
    matches!(after, Some('/' | '=' | '-' | '#'))
}

/// `{…}`, perhaps nested, from the brace at an offset.
fn braces(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let end = text[at..].char_indices().try_for_each(|(index, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '\n' => return ControlFlow::Break(None),
            _ => {}
        }
        match (depth, index) {
            (0, _) => ControlFlow::Break(Some(at + index + 1)),
            (_, index) if index > LONGEST => ControlFlow::Break(None),
            _ => ControlFlow::Continue(()),
        }
    });
    match end {
        ControlFlow::Break(found) => found,
        ControlFlow::Continue(()) => None,
    }
}

/// The end of a mark that must come soon and on the same line.
fn until(text: &str, mark: &str) -> Option<usize> {
    let mut near = LONGEST.min(text.len());
    while !text.is_char_boundary(near) {
        near -= 1;
    }
    let line = text[..near].split('\n').next()?;
    Some(line.find(mark)? + mark.len())
}

fn word(text: &str) -> usize {
    text.bytes()
        .take(LONGEST)
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
        .count()
}

/// `<dataset-id>`, but no element of HTML.
fn tag(text: &str, open: &str, close: &str) -> Option<usize> {
    let rest = text.strip_prefix(open)?;
    let end = until(rest, close)?;
    let name = &rest[..end - close.len()];
    let named = name.starts_with(char::is_alphabetic)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | ':' | '\''));
    (named && !ELEMENTS.contains(&&*name.to_ascii_lowercase())).then_some(open.len() + end)
}
