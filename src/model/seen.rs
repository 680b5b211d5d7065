// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Things seen in a repository that reports list beside the verdicts.

use std::sync::Arc;

use super::Known;

/// A licence text found where licences are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceText {
    /// The file.
    pub path: Arc<str>,
    /// The SPDX identifier, when the text was recognised.
    pub id: Known<String>,
    /// Likeness to the licence's text in percent, 0 when it was not recognised.
    pub score: u8,
}
