// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Patterns of rule files, told to people who read no patterns.

/// A path that a path pattern means: the first of each choice, without `**`, and without the
/// star that ends a name. `{,docs/}{CHANGELOG,NEWS}[-._]*` becomes `CHANGELOG`.
pub(super) fn path(glob: &str) -> String {
    let plain = first_choices(glob).replace("**/", "").replace("/**", "/");
    let name = plain.trim_end_matches(['*', '?']);
    if name.is_empty() {
        plain.clone()
    } else {
        name.to_owned()
    }
}

/// Takes the first alternative of each `{…}` (nothing when nothing is allowed), the first
/// character of each `[…]` inside a name, and nothing for one at its end.
fn first_choices(glob: &str) -> String {
    let mut out = String::new();
    let mut rest = glob;
    while let Some(c) = rest.chars().next() {
        let inside = &rest[c.len_utf8()..];
        match c {
            '{' => {
                let (choices, after) = until_closed(inside);
                let choices = split(choices);
                if choices.iter().all(|choice| !choice.is_empty()) {
                    out.push_str(&first_choices(choices.first().copied().unwrap_or_default()));
                }
                rest = after;
            }
            '[' => {
                let end = inside.find(']').unwrap_or(inside.len());
                let after = inside.get(end + 1..).unwrap_or_default();
                if !after.trim_start_matches('*').is_empty() {
                    out.extend(inside.chars().next());
                }
                rest = after;
            }
            c => {
                out.push(c);
                rest = inside;
            }
        }
    }
    out
}

/// The inside of a brace and what follows it.
fn until_closed(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return (&text[..at], &text[at + 1..]),
            '}' => depth -= 1,
            _ => {}
        }
    }
    (text, "")
}

/// The alternatives of a brace, commas of inner braces apart.
fn split(choices: &str) -> Vec<&str> {
    let (mut depth, mut start, mut out) = (0_usize, 0, Vec::new());
    for (at, c) in choices.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                out.push(&choices[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&choices[start..]);
    out
}

/// The text that a regular expression means, when it is hardly more than that text.
pub(super) fn regex(source: &str) -> Option<String> {
    let plain = source
        .trim_start_matches("(?i)")
        .trim_start_matches('^')
        .trim_end_matches('$')
        .replace("\\.", ".")
        .replace("\\-", "-")
        .replace("https?:", "https:");
    let readable = |c: char| c.is_alphanumeric() || ".-_/:@ ".contains(c);
    (!plain.is_empty() && plain.chars().all(readable)).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::{path, regex};

    #[test]
    fn patterns_become_names() {
        let cases = [
            ("CONTRIBUTING{,[-._]*}", "CONTRIBUTING"),
            ("{,docs/}{CHANGELOG,NEWS}[-._]*", "CHANGELOG"),
            ("{docs,doc}/CONTRIBU{ER,TION}{,[-._]*}", "docs/CONTRIBUER"),
            ("**/{test,tests}/**/*.*", "test/*."),
            ("*.csv", "*.csv"),
            ("**", "**"),
            ("LICEN[CS]E*", "LICENCE"),
            ("{a{b,c},d}", "ab"),
            ("{open", "open"),
        ];
        for (glob, name) in cases {
            assert_eq!(path(glob), name, "{glob}");
        }
    }

    #[test]
    fn only_readable_expressions_are_shown() {
        assert_eq!(
            regex(r"(?i)eig\.numerique\.gouv\.fr").as_deref(),
            Some("eig.numerique.gouv.fr")
        );
        assert_eq!(regex(r"a|b"), None);
    }
}
