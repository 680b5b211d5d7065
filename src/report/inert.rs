// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Text that does nothing in GitLab Flavored Markdown, and addresses that may become links.
//!
//! A backslash stops Markdown, but GitLab looks for references (`@user`, `#1`, `!2`, `~label`, commit names, bare
//! addresses) in the text that Markdown has made, after the backslashes are gone. It looks for none in code: a word
//! that holds a reference becomes a code span, and what is copied from it is what the repository holds.

/// As many hexadecimal digits as can stand together without naming a commit.
const COMMIT: usize = 6;
/// What parts words beside white space: a bar, which in a code span would end a cell, and the spaces that hold.
const PARTING: &[char] = &['|', '\u{a0}', '\u{202f}'];
/// Signs before a reference that are no part of it.
const OPENING: &[char] = &['(', '«', '“', '’'];
/// Signs after a reference that are no part of it.
const CLOSING: &[char] = &[',', '.', ';', ':', '!', '?', ')', '»', '”', '…'];

/// Escapes a text for a paragraph, a list item or a table cell. Runs of white space become one space.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut before = ' ';
        for piece in word.split_inclusive(PARTING) {
            let part = piece.trim_end_matches(PARTING);
            let core = part.trim_start_matches(OPENING).trim_end_matches(CLOSING);
            if refers(core) {
                let start = part.find(core).unwrap_or_default();
                plain(&mut out, &part[..start], before);
                out.push_str(&code(core));
                plain(&mut out, &piece[start + core.len()..], '`');
            } else {
                plain(&mut out, piece, before);
            }
            before = piece.chars().last().unwrap_or(' ');
        }
    }
    out
}

/// Writes a part of a word that holds no reference.
fn plain(out: &mut String, text: &str, mut before: char) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if escapes(c, before, chars.peek().copied().unwrap_or(' ')) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

/// Escapes a sentence of a rule file, whose addresses stay what they are: whoever wrote the rules wrote them, and they
/// are there to be followed. They stand between angle brackets, so that no sign after them belongs to them.
#[must_use]
pub fn advice(text: &str) -> String {
    let (mut out, mut plain): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    for word in text.split_ascii_whitespace() {
        match linked(word) {
            None => plain.push(word),
            Some(link) => {
                if !plain.is_empty() {
                    out.push(markdown(&plain.join(" ")));
                    plain.clear();
                }
                out.push(link);
            }
        }
    }
    if !plain.is_empty() {
        out.push(markdown(&plain.join(" ")));
    }
    out.join(" ")
}

/// A word that holds a whole address, with the address as a link.
fn linked(word: &str) -> Option<String> {
    const AFTER: &[char] = &[
        '.', ',', ';', ':', '!', '?', ')', ']', '»', '"', '\'', '…', '’', '\u{a0}', '\u{202f}',
    ];
    let start = word.find("https://").or_else(|| word.find("http://"))?;
    let (before, rest) = word.split_at(start);
    let url = rest.trim_end_matches(AFTER);
    let after = &rest[url.len()..];
    // What goes on with "…" is the form of an address, and leads nowhere.
    (is_web(url) && !after.starts_with('…'))
        .then(|| format!("{}<{url}>{}", markdown(before), markdown(after)))
}

/// Whether a character needs a backslash between two others.
fn escapes(c: char, before: char, next: char) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '!' | '|' | '~' | '@' | '&'
        | '$' | '^' | '"' | '\'' => true,
        '-' | '+' | '=' | '/' => before == ' ' || before == c,
        // A colon that ends a text, such as the one between a title and its count, begins nothing.
        ':' => (before == ' ' && !next.is_whitespace()) || before == c,
        '.' => before.is_ascii_digit(),
        _ => false,
    }
}

/// Whether a word holds what GitLab could read as a reference, an address or an emoji's name.
fn refers(word: &str) -> bool {
    let (mut hex, mut key, mut before) = (0, false, ' ');
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        hex = if c.is_ascii_hexdigit() { hex + 1 } else { 0 };
        // "KEY-1" of an outside tracker.
        if hex > COMMIT || (c == '-' && key && next.is_ascii_digit()) || begins(before, c, next) {
            return true;
        }
        key = c.is_ascii_uppercase() || (key && (c.is_ascii_digit() || c == '_'));
        before = c;
    }
    false
}

/// Whether a sign between two characters could begin or hold a reference.
fn begins(before: char, c: char, next: char) -> bool {
    match c {
        '@' | '#' | '!' | '~' | '%' | '$' | '&' | '^' => next != ' ' && next != ')',
        ':' => next == '/' || next == '+' || next.is_alphanumeric(),
        // "www."
        '.' => before.eq_ignore_ascii_case(&'w') && next != ' ',
        // Inline changes and tables of contents.
        '[' | '{' => matches!(next, '+' | '-' | '['),
        _ => false,
    }
}

/// Puts a text into a code span that no backtick of its own can close.
#[must_use]
pub fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r', '\t'], " ");
    if text.trim().is_empty() {
        return String::new();
    }
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let edge = |c: Option<char>| matches!(c, Some('`' | ' '));
    let pad = if edge(text.chars().next()) || edge(text.chars().last()) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text with `passages` between backticks, as rule files write: each piece, and whether it is code.
#[must_use]
pub fn pieces(text: &str) -> Vec<(&str, bool)> {
    let parts: Vec<_> = text.split('`').collect();
    // An odd number of backticks leaves one that closes nothing: the text is then plain.
    if parts.len() % 2 == 0 {
        return vec![(text, false)];
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| (part, index % 2 == 1))
        .filter(|(part, _)| !part.is_empty())
        .collect()
}

/// Whether an address may become a link: `http` or `https`, with a host, without an account and
/// without any character that a link could not hold.
#[must_use]
pub fn is_web(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let rest = if lower.starts_with("https://") {
        url.get(8..)
    } else if lower.starts_with("http://") {
        url.get(7..)
    } else {
        None
    };
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty()
        && !host.contains('@')
        && url
            .chars()
            .all(|c| c.is_alphanumeric() || "-._~:/?#[]@!$&'*+,;=%()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{advice, code, is_web, markdown, pieces};

    #[test]
    fn what_could_be_a_reference_is_code() {
        for reference in [
            "@admin",
            "#12",
            "!3",
            "~bug",
            "%v1",
            "$7",
            "&4",
            "https://evil.example",
            "www.evil.example",
            "me@evil.example",
            "KEY-12",
            "CC-BY-4.0",
            ":tada:x",
            "[[_TOC_]]",
            "0123456789abcdef",
            "src/a_b.rs:12",
        ] {
            assert_eq!(markdown(reference), code(reference));
            assert_eq!(
                markdown(&format!("see («\u{a0}{reference}\u{a0}»), or {reference}.")),
                format!("see («\u{a0}{0}\u{a0}»), or {0}.", code(reference))
            );
        }
        for (text, told) in [
            ("@a|#1", "`@a`\\|`#1`"),
            ("~`x`", "`` ~`x` ``"),
            ("100%, 2026-11-28", "100%, 2026-11-28"),
            ("un fichier « README »", "un fichier « README »"),
            ("  a\n\n\tb  ", "a b"),
            (":", ":"),
            ("/close", "\\/close"),
            (":tada:", "`:tada`:"),
        ] {
            assert_eq!(markdown(text), told);
        }
    }

    #[test]
    fn addresses_of_advice_are_links_and_nothing_else_is() {
        for (text, told) in [
            (
                "un lien vers https://eig.numerique.gouv.fr.",
                "un lien vers <https://eig.numerique.gouv.fr>.",
            ),
            (
                "voir (https://a.fr/b_c) et «\u{a0}https://d.fr/\u{a0}»",
                "voir (<https://a.fr/b_c>) et «\u{a0}<https://d.fr/>\u{a0}»",
            ),
            ("sans adresse", "sans adresse"),
        ] {
            assert_eq!(advice(text), told);
        }
        for text in [
            "https://www.data.gouv.fr/datasets/….",
            "https://me@evil.example",
            "javascript:alert(1)",
            "@admin",
        ] {
            assert_eq!(advice(text), markdown(text), "{text}");
        }
    }

    #[test]
    fn code_spans_cannot_be_closed_from_inside() {
        assert_eq!(code("a.rs"), "`a.rs`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(" \n"), "");
    }

    #[test]
    fn backticks_of_rule_texts_go_by_pairs() {
        assert_eq!(
            pieces("run `x` now"),
            [("run ", false), ("x", true), (" now", false)]
        );
        assert_eq!(pieces("a ` b"), [("a ` b", false)]);
    }

    #[test]
    fn only_web_addresses_become_links() {
        for url in [
            "https://www.legifrance.gouv.fr/a?b=c#d",
            "HTTP://a.fr",
            "http://a.fr/(x)",
        ] {
            assert!(is_web(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://user@evil.example/",
            "https://a.fr/\"x",
            "https://a.fr/ x",
            "//a.fr",
            "é",
        ] {
            assert!(!is_web(url), "{url}");
        }
    }
}
