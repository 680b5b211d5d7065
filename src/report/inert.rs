// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Text that does nothing in GitLab Flavored Markdown, and addresses that may become links.
//!
//! A backslash stops Markdown, but GitLab looks for references (`@user`, `#1`, `!2`, `~label`, commit names, bare
//! addresses) in the text that Markdown has made, after the backslashes are gone: an invisible
//! word joiner stands between a sign and what follows it, so that no reference is left to find.

/// WORD JOINER: no width, no line break.
const JOINER: char = '\u{2060}';
/// As many hexadecimal digits as can stand together without naming a commit.
const COMMIT: usize = 6;

/// Escapes a text for a paragraph, a list item or a table cell. Runs of white space become one space.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut hex = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            before = ' ';
            hex = 0;
            continue;
        }
        if before == ' ' && !out.is_empty() {
            out.push(' ');
        }
        hex = if c.is_ascii_hexdigit() { hex + 1 } else { 0 };
        if hex > COMMIT {
            out.push(JOINER);
            hex = 1;
        }
        let next = chars.peek().copied().unwrap_or(' ');
        if escapes(c, before, next) {
            out.push('\\');
        }
        out.push(c);
        if refers(before, c, next) {
            out.push(JOINER);
        }
        before = c;
    }
    out
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

/// Whether a sign between two characters could begin or hold a reference, an address or an emoji's name.
fn refers(before: char, c: char, next: char) -> bool {
    match c {
        '@' | '#' | '!' | '~' | '%' | '$' | '&' | '^' => !next.is_whitespace() && next != ')',
        ':' => next == '/' || next == '+' || next.is_alphanumeric(),
        // "KEY-1" of an outside tracker, and "www.".
        '-' => {
            (before.is_ascii_uppercase() || before.is_ascii_digit() || before == '_') && next.is_ascii_digit()
        }
        '.' => before.eq_ignore_ascii_case(&'w'),
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
    fn signs_of_references_are_parted_from_their_names() {
        for reference in [
            "@admin",
            "#12",
            "!3",
            "~bug",
            "%v1",
            "$7",
            "&4",
            "https://evil.example",
            "KEY-12",
        ] {
            assert!(markdown(reference).contains('\u{2060}'), "{reference}");
        }
        assert!(markdown("0123456789abcdef").contains('\u{2060}'));
        assert_eq!(markdown("un fichier « README »"), "un fichier « README »");
        assert_eq!(markdown("  a\n\n\tb  "), "a b");
        assert_eq!(markdown(":"), ":");
        assert!(markdown(":tada:").starts_with("\\:\u{2060}"));
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
