// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whose work a file is, and since when.

use crate::model::Copyright;

/// The copyright lines of a text, in order.
#[must_use]
pub fn find(_text: &str) -> Vec<Copyright> {
    Vec::new()
}
