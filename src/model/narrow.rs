// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Expressions with the classes of the Latin script: those of all scripts hold seven hundred ranges, and one of them
//! within a choice takes longer to compile than all the rest of a rule.

use std::borrow::Cow;

/// Letters of the Latin script with the marks that are written apart from them, digits and `_`.
const WORD: &str =
    r"0-9A-Z_a-z\u{aa}\u{ba}\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{24f}\u{300}-\u{36f}\u{1e00}-\u{1eff}";

/// An expression whose `\w` and `\d`, and what they negate, mean the letters and digits of the Latin script.
pub(super) fn latin(source: &str) -> Cow<'_, str> {
    let classes = ["\\w", "\\W", "\\d", "\\D"];
    // Where bytes and not letters are meant, the classes are small as they are.
    if !classes.iter().any(|class| source.contains(class)) || source.contains("-u") {
        return Cow::Borrowed(source);
    }
    let mut written = String::with_capacity(2 * source.len());
    let mut rest = source;
    while let Some(at) = rest.find('\\') {
        written.push_str(&rest[..at]);
        let mut letters = rest[at + 1..].chars();
        let class = letters.next();
        rest = letters.as_str();
        // A class within brackets is as good as its ranges.
        match class {
            Some('w') => written.extend(["[", WORD, "]"]),
            Some('W') => written.extend(["[^", WORD, "]"]),
            Some('d') => written.push_str("[0-9]"),
            Some('D') => written.push_str("[^0-9]"),
            other => {
                written.push('\\');
                written.extend(other);
            }
        }
    }
    written.push_str(rest);
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::latin;

    #[test]
    fn classes_are_those_of_the_latin_script() {
        assert_eq!(latin(r"a\.b\\w"), r"a\.b\\w");
        assert_eq!(latin(r"\d\\d"), r"[0-9]\\d");
        let one = |source: &str, text: &str| Regex::new(&latin(source)).unwrap().is_match(text);
        assert!(one(r"^\w+$", "ÉtéŒuvre_3e\u{301}ḗ"));
        assert!(!one(r"\w", "— × д"));
        assert!(one(r"^[\w.-]+$", "a.b-é"));
        assert!(one(r"^[^\w]$", "×") && !one(r"^[^\w]$", "é"));
        assert!(one(r"^\W\D$", "- "));
    }

    proptest! {
        #[test]
        fn texts_in_the_latin_script_see_no_difference(
            parts in proptest::collection::vec(r"\\w|\\W|\\d|\\D|\[\\w-\]|\[\^\\d\\\.\]|a|\\\\|\\b|\\w\{1,2\}|\(\\d\|x\)\?", 1..6),
            text in "[aéœ9_\\\\. x\n]{0,12}",
        ) {
            let source = parts.concat();
            let found = |source: &str| Regex::new(source).unwrap().find(&text).map(|found| found.range());
            prop_assert_eq!(found(&source), found(&latin(&source)), "{} on {:?}", source, text);
        }
    }
}
