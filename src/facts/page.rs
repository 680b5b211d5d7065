// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! HTML pages: hints that the source of a page shows.

use std::sync::Arc;

use crate::model::MarkupFault;

/// A fault at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkupHit {
    /// The fault.
    pub fault: MarkupFault,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The tag as written, cut to 120 characters.
    pub tag: String,
}

/// An HTML page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The file.
    pub path: Arc<str>,
    /// Whether it is a whole document (it has an `html` element), not a fragment.
    pub whole: bool,
    /// Whether the source holds template code, so that an absence proves nothing.
    pub template: bool,
    /// Faults, in the order of the file.
    pub hits: Vec<MarkupHit>,
}
