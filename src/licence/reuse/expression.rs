// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licence expressions as REUSE counts them: the grammar matters, the SPDX list does not.

use std::collections::BTreeSet;

/// What may stand before the next word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The start, an operator or an opening bracket.
    Operator,
    /// A licence, to which an exception may be added.
    Licence,
    /// `WITH`.
    With,
    /// An exception or a closing bracket.
    Closed,
}

/// The identifiers of an expression in order, exceptions among them, each once, as they are written.
/// `None` when the text is no expression.
#[must_use]
pub fn identifiers(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut before = Before::Operator;
    let mut open = 0_usize;
    for word in words(text) {
        let operator = ["AND", "OR", "WITH"]
            .iter()
            .find(|name| word.eq_ignore_ascii_case(name));
        before = match (word, operator, before) {
            ("(", _, Before::Operator) => {
                open += 1;
                Before::Operator
            }
            (")", _, Before::Licence | Before::Closed) => {
                open = open.checked_sub(1)?;
                Before::Closed
            }
            (_, Some(&"WITH"), Before::Licence) => Before::With,
            (_, Some(&("AND" | "OR")), Before::Licence | Before::Closed) => Before::Operator,
            (name, None, Before::Operator | Before::With) if is_identifier(name) => {
                if seen.insert(name) {
                    found.push(name);
                }
                if before == Before::With {
                    Before::Closed
                } else {
                    Before::Licence
                }
            }
            _ => return None,
        };
    }
    let ended = matches!(before, Before::Licence | Before::Closed) && open == 0;
    ended.then_some(found)
}

fn is_identifier(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '_' | '+'))
}

/// Words and brackets.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = match rest.find(['(', ')']) {
                Some(0) => 1,
                Some(end) => end,
                None => rest.len(),
            };
            let (word, after) = rest.split_at(end);
            rest = after;
            Some(word)
        })
    })
}
