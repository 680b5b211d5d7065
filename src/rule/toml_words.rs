// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the reader of TOML says, in words that people know who have never seen this program's code.

/// What it calls a kind of value, and what people call it.
const KINDS: &[(&str, &str)] = &[
    ("a TOML datetime", "a date without quotes, such as 2027-06-30"),
    ("a map", "a table"),
    ("map", "a table"),
    ("struct", "a table"),
    ("tuple struct", "a list"),
    ("tuple", "a list"),
    ("a tuple", "a list"),
    ("a sequence", "a list"),
    ("sequence", "a list"),
    ("enum", "one of the known words"),
    ("string or table", "one of the known words"),
    ("a boolean", "true or false"),
    ("an array", "a list"),
    ("u8", "a whole number from 0 to 255"),
    ("u16", "a whole number from 0 to 65535"),
    ("u32", "a whole number from 0 to 4294967295"),
    ("u64", "a whole number that is not negative"),
    ("usize", "a whole number that is not negative"),
    ("i64", "a whole number"),
    ("f64", "a number"),
];

/// A table that names what it is by its only key, such as a check.
const MANY: &str = "exactly one key belongs here, and there are more: give each of them a table of its own";
const NONE: &str = "exactly one key belongs here, and there is none";

/// The sentence without names of types.
pub(super) fn plain(words: &str) -> String {
    for start in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some((found, wanted)) = words
            .strip_prefix(start)
            .and_then(|rest| rest.split_once(", expected "))
        {
            return format!("{start}{}, expected {}", known(found), known(wanted));
        }
    }
    match words {
        "wanted exactly 1 element, more than 1 element" => return MANY.to_owned(),
        "wanted exactly 1 element, found 0 elements" => return NONE.to_owned(),
        _ => {}
    }
    if let Some(wanted) = words.strip_prefix("wanted ") {
        return format!("the kind of value does not fit: expected {}", known(wanted));
    }
    // What could stand there besides, which says less than the sentence before it.
    for end in [", expected literal string", ", expected nothing"] {
        if let Some(sentence) = words.strip_suffix(end) {
            return sentence.to_owned();
        }
    }
    words.to_owned()
}

/// A kind of value: the longest name that stands at its beginning, as a whole word.
fn known(text: &str) -> String {
    let named = KINDS
        .iter()
        .filter(|(name, _)| {
            text.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .max_by_key(|(name, _)| name.len());
    match named {
        // What follows is the name of a type.
        Some((_, plain)) => (*plain).to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_name_of_a_type_is_told() {
        for (words, told) in [
            (
                "invalid type: boolean `true`, expected struct WebInterface",
                "invalid type: boolean `true`, expected a table",
            ),
            (
                "invalid value: integer `-1`, expected u32",
                "invalid value: integer `-1`, expected a whole number from 0 to 4294967295",
            ),
            (
                "invalid type: map, expected a string",
                "invalid type: a table, expected a string",
            ),
            (
                "invalid type: string \"2027-01-01\", expected a TOML datetime",
                "invalid type: string \"2027-01-01\", expected a date without quotes, such as 2027-06-30",
            ),
            (
                "unknown field `a`, expected `b`",
                "unknown field `a`, expected `b`",
            ),
        ] {
            assert_eq!(plain(words), told);
        }
    }
}
