// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Expressions of schemas, which are written for other engines: XML Schema by the specification, Python and JavaScript
//! in the programs that check.

use regex::Regex;
use regex_syntax::ast::{self, ErrorKind};

/// An expression for whole values. `None` when the engine cannot read it, or when others would read it otherwise.
pub(super) fn whole(pattern: &str) -> Option<Regex> {
    let same = portable(pattern)?;
    regex::RegexBuilder::new(&format!("^(?:{same})$"))
        .size_limit(1 << 20)
        .build()
        .ok()
}

/// Whether no engine can read an expression. What only this one refuses (look-around, references) is no fault, nor is
/// what others read in a way of their own.
pub(super) fn is_none(pattern: &str) -> bool {
    let Plain { text, empty, .. } = plain(pattern);
    // JavaScript reads these as no character and as any.
    if empty {
        return false;
    }
    match ast::parse::Parser::new().parse(&text) {
        Ok(_) => false,
        Err(error) => match error.kind() {
            ErrorKind::GroupUnclosed
            | ErrorKind::GroupUnopened
            | ErrorKind::ClassUnclosed
            | ErrorKind::EscapeUnexpectedEof
            | ErrorKind::ClassRangeInvalid => true,
            // Python takes `{3}` with nothing before it for these very signs.
            ErrorKind::RepetitionMissing => !text[error.span().start.offset..].starts_with('{'),
            _ => false,
        },
    }
}

/// An expression as this engine must be told it; `None` when other engines differ on what it means.
fn portable(pattern: &str) -> Option<String> {
    // Names of XML, and blocks of Unicode by their old names.
    let names = ["\\i", "\\I", "\\c", "\\C", "\\p{Is", "\\P{Is"];
    if names.iter().any(|part| pattern.contains(part)) {
        return None;
    }
    let Plain { text, nested, empty } = plain(pattern);
    (!nested && !empty).then_some(text)
}

/// An expression whose classes hold plain signs only.
struct Plain {
    text: String,
    /// Whether there is a class within a class, or a difference of classes, which Python reads as plain signs.
    nested: bool,
    /// Whether a class begins with its end: `[]`, `[^]`.
    empty: bool,
}

/// Takes what is nested in a class for plain signs, as every engine but this one does.
fn plain(pattern: &str) -> Plain {
    let mut out = Plain {
        text: String::with_capacity(pattern.len() + 4),
        nested: false,
        empty: false,
    };
    let mut signs = pattern.chars().peekable();
    let mut inside = false;
    // Whether the next sign would be the first of its class, where `]` is a sign like others.
    let mut first = false;
    let mut before = ' ';
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        let begins = std::mem::take(&mut first);
        match sign {
            '\\' => {
                out.text.push(sign);
                match signs.next() {
                    // The end of a text in Python.
                    Some('Z') if !inside => out.text.push('z'),
                    Some(next) => out.text.push(next),
                    None => {}
                }
            }
            '[' if inside => {
                out.nested |= before == '-' || matches!(next, ':' | '=' | '.');
                out.text.push_str("\\[");
            }
            '[' => {
                out.text.push(sign);
                (inside, first) = (true, true);
                if next == '^' {
                    out.text.extend(signs.next());
                }
            }
            ']' if inside && !begins => {
                out.text.push(sign);
                inside = false;
            }
            '&' | '~' if inside => {
                out.nested |= next == sign;
                out.text.push('\\');
                out.text.push(sign);
            }
            sign => {
                out.empty |= sign == ']' && begins;
                out.text.push(sign);
            }
        }
        before = sign;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_none, whole};

    #[test]
    fn expressions_of_other_engines_are_no_faults() {
        for pattern in [
            "^[^[]+$",
            "^[[a-z]+$",
            "{3}",
            "a{,3}",
            "(?=x)y",
            "(?<!a)b",
            "\\1",
            "[]",
            "[^]a",
            "^\\d{2}\\Z",
            "[\\w-]+",
            "[a-z-[aeiou]]",
            "\\i\\c*",
            "(?P<a>x)(?P=a)",
            "[&&]",
            "a++",
            "\\/x",
            "[]a]",
        ] {
            assert!(!is_none(pattern), "{pattern}");
        }
        for pattern in ["(a", "a)", "[a", "*a", "+", "a|?", "[z-a]", "a\\", "(?:x"] {
            assert!(is_none(pattern), "{pattern}");
        }
    }

    #[test]
    fn what_engines_agree_on_is_checked() {
        for (pattern, right, wrong) in [
            ("^[^[]+$", "ab", "a[b"),
            ("[[a-z]+", "[a", "A"),
            ("[0-9]{5}", "01001", "1001"),
            ("\\d{2}\\Z", "12", "123"),
            ("a|b", "a", "ab"),
        ] {
            let ready = whole(pattern).unwrap();
            assert!(ready.is_match(right) && !ready.is_match(wrong), "{pattern}");
        }
        for pattern in ["[a-z-[aeiou]]", "{3}", "(?=x)y", "[[:alpha:]]", "\\i\\c*"] {
            assert!(whole(pattern).is_none(), "{pattern}");
        }
    }
}
