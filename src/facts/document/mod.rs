// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Documents: title, headings, links and words, whatever the markup.

mod markdown;
mod plain;

use std::sync::Arc;

use crate::model::Role;

use super::decode::Text;

/// A markup that the readers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown (CommonMark with tables), by pulldown-cmark.
    Markdown,
    /// reStructuredText.
    Rst,
    /// Org mode.
    Org,
    /// AsciiDoc.
    AsciiDoc,
    /// Plain text.
    Plain,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The text, without markup.
    pub text: String,
    /// Depth, from 1.
    pub level: u8,
    /// Line, from 1.
    pub line: u32,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written.
    pub target: String,
    /// Whether it is an image.
    pub image: bool,
    /// Line, from 1.
    pub line: u32,
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub path: Arc<str>,
    /// The part that it plays.
    pub role: Role,
    /// Its markup.
    pub format: Format,
    /// Words of its own: outside code blocks, images, comments and link targets.
    pub words: usize,
    /// Headings, in order. A plain text has none.
    pub headings: Vec<Heading>,
    /// Links and images, in order.
    pub links: Vec<Link>,
}
