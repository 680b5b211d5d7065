// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Texts that their authors took out of a document without deleting them: comments of HTML, `<del>`, `~~…~~`.

use std::borrow::Cow;
use std::ops::Range;

/// Elements whose content is struck out.
const STRUCK: &[&str] = &["del", "s", "strike"];

/// A document without what was taken out of it, in lines of the same number: blanks stand for it.
pub(super) fn without<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let markup = ["md", "markdown", "html", "htm", "xhtml"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    let mut places = Vec::new();
    if markup && text.contains("<!--") {
        places.extend(between(text, "<!--", "-->"));
    }
    if markup && text.contains("</") {
        for name in STRUCK {
            places.extend(elements(text, name));
        }
    }
    if text.contains("~~") {
        places.extend(paragraphs(text));
    }
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    places.sort_by_key(|place| place.start);
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for place in places.into_iter().filter(|place| place.start < place.end) {
        if place.end <= at {
            continue;
        }
        let start = place.start.max(at);
        kept.push_str(&text[at..start]);
        kept.extend(
            text[start..place.end]
                .chars()
                .map(|c| if c == '\n' { c } else { ' ' }),
        );
        at = place.end;
    }
    kept.push_str(&text[at..]);
    Cow::Owned(kept)
}

/// Parts between two marks; one that is not closed is none.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(open).map(|at| from + at) {
        let Some(end) = text[start..].find(close).map(|at| start + at + close.len()) else {
            break;
        };
        found.push(start..end);
        from = end;
    }
    found
}

/// The elements of a name, tags included.
fn elements(text: &str, name: &str) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let close = format!("</{name}>");
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = lower[from..].find(&format!("<{name}")).map(|at| from + at) {
        let begins = lower[start + 1 + name.len()..].starts_with(['>', ' ', '\n', '\t']);
        let Some(end) = lower[start..].find(&close).map(|at| start + at + close.len()) else {
            break;
        };
        if begins {
            found.push(start..end);
        }
        from = if begins { end } else { start + 1 + name.len() };
    }
    found
}

/// Paragraphs that are struck out from end to end, as Markdown does. A line of `~` alone is a fence or a rule.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut end_paragraph = |start: usize, end: usize| {
        let body = text[start..end].trim();
        let inner = body.strip_prefix("~~").and_then(|rest| rest.strip_suffix("~~"));
        let struck = inner.is_some_and(|inner| {
            !inner.is_empty()
                && !inner.starts_with(['~', ' ', '\n'])
                && !inner.ends_with('~')
                && !inner.contains("~~")
        });
        if struck {
            found.push(start..end);
        }
    };
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        if line.trim().is_empty() {
            end_paragraph(start, at);
            start = next;
        }
        at = next;
    }
    end_paragraph(start, text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn what_was_taken_out_is_blank() {
        for (path, text, kept) in [
            ("a.md", "<!-- a\nb -->c", "\nc"),
            ("a.html", "x<del class='y'>a</del>b", "xb"),
            ("a.html", "<s>a</s>b<span>c</span>", "b<span>c</span>"),
            ("a.md", "~~a\nb~~\n\nc", "\n\n\nc"),
            ("a.md", "~~~\na\n~~~\n", "~~~\na\n~~~\n"),
            ("a.md", "~~a~~ b ~~c~~", "~~a~~ b ~~c~~"),
            ("LICENSE", "<!-- a -->", "<!-- a -->"),
            ("a.md", "<!-- a", "<!-- a"),
            ("a.md", "<!-- é --><del>à</del>", ""),
        ] {
            let found = without(path, text);
            assert_eq!(found.replace(' ', ""), kept.replace(' ', ""), "{text}");
            assert_eq!(found.lines().count().max(1), text.lines().count().max(1));
        }
    }
}
