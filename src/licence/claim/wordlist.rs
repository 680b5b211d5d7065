// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists of words, written as lines of words.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list that is made at its first use.
pub(super) type Words = LazyLock<HashSet<&'static str>>;

/// The words of some lines.
pub(super) fn set(lines: &'static str) -> HashSet<&'static str> {
    lines.split_whitespace().collect()
}
