// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The rules that the binary carries, listed by `build.rs`.

use super::set::{RuleSet, SetError, SourceText};

include!(concat!(env!("OUT_DIR"), "/embedded_rules.rs"));

/// The embedded texts, ready to build a set from or to be shadowed.
#[must_use]
pub fn embedded() -> Vec<SourceText> {
    EMBEDDED_RULES
        .iter()
        .map(|(path, text)| SourceText {
            path: (*path).to_owned(),
            shown: format!("rules/{path}"),
            text: (*text).to_owned(),
            embedded: true,
        })
        .collect()
}

impl RuleSet {
    /// The embedded set alone.
    ///
    /// # Errors
    /// Never in a released binary: the tests build this set.
    pub fn embedded() -> Result<Self, SetError> {
        Self::build(&embedded())
    }
}
