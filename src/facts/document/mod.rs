// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Documents: title, sections, links, code and sentences, the same facts whatever the markup.

mod anchor;
mod asciidoc;
mod draft;
mod html;
mod language;
mod markdown;
mod org;
mod plain;
mod rst;
mod section;
mod sentence;
mod template;

use std::sync::Arc;

use crate::model::Role;

use super::decode::Text;

pub use anchor::Anchors;
pub use language::Language;
pub use section::Contents;
pub use sentence::Sentence;
pub use template::{TemplatePart, Tool};

use draft::Draft;
use template::Lines;

/// A markup that the readers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown (`CommonMark` with tables), by pulldown-cmark.
    Markdown,
    /// reStructuredText.
    Rst,
    /// Org mode.
    Org,
    /// `AsciiDoc`.
    AsciiDoc,
    /// Plain text.
    Plain,
}

impl Format {
    /// The markup that a path's extension tells; plain text without one.
    pub(super) fn of(path: &str) -> Self {
        let extension = path.rsplit_once('.').map(|(_, ext)| ext.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mkd" | "mkdn" | "mdown" | "mdwn" | "mdx") => Self::Markdown,
            Some("rst" | "rest") => Self::Rst,
            Some("org") => Self::Org,
            Some("adoc" | "asciidoc" | "asc") => Self::AsciiDoc,
            _ => Self::Plain,
        }
    }
}

/// A title: that of the front matter, or the first heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The text, without markup.
    pub text: String,
    /// Line, from 1.
    pub line: u32,
}

/// The beginning of a document, where it says what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Introduction {
    /// Line, from 1.
    pub line: u32,
    /// Words of its longest paragraph.
    pub words: usize,
}

/// A heading and what stands below it, up to the next heading that is not deeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The text, without markup.
    pub text: String,
    /// Depth, from 1.
    pub level: u8,
    /// Line, from 1.
    pub line: u32,
    /// Words below it as they are written, code included; those of deeper headings are left out.
    pub words: usize,
    /// What else stands below it.
    pub holds: Contents,
    /// Whether it comes with the text of a tool.
    pub borrowed: bool,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written.
    pub target: String,
    /// What it shows: the words of the link, the alternative text of the image.
    pub text: String,
    /// Whether it is an image.
    pub image: bool,
    /// Line, from 1.
    pub line: u32,
    /// Whether it comes with the text of a tool.
    pub borrowed: bool,
}

impl Link {
    /// Whether it is an image that shows a state: a badge.
    #[must_use]
    pub fn is_badge(&self) -> bool {
        /// Services that draw badges, and words of addresses that forges draw them at.
        const BADGES: &[&str] = &[
            "img.shields.io",
            "badge",
            "badgen.net",
            "coveralls.io",
            "codecov.io",
            "travis-ci.",
            "circleci.com",
            "api.codacy.com",
            "pipeline.svg",
            "coverage.svg",
            "zenodo.org/badge",
        ];
        let target = self.target.to_ascii_lowercase();
        self.image && BADGES.iter().any(|known| target.contains(known))
    }
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The language as written, in lower case; empty when none is given.
    pub language: String,
    /// Line, from 1.
    pub line: u32,
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub path: Arc<str>,
    /// The file that holds the text, when the path is a link to it.
    pub link_to: Option<Arc<str>>,
    /// The part that it plays.
    pub role: Role,
    /// Its markup.
    pub format: Format,
    /// Its title.
    pub title: Option<Title>,
    /// The language of its prose.
    pub language: Language,
    /// Its first paragraph or list below nothing but its title.
    pub introduction: Option<Introduction>,
    /// Words of its own: outside code, images, comments and link targets.
    pub words: usize,
    /// Words that tools wrote, beside them.
    pub borrowed_words: usize,
    /// Whether it says nothing yet: headings alone, what a tool wrote, or lines that stand for a text to come.
    pub is_stub: bool,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Links and images, in order.
    pub links: Vec<Link>,
    /// Blocks of code, in order.
    pub code: Vec<Code>,
    /// Sentences, headings and lines of code, in order; none for documents of [`Role::Other`].
    pub sentences: Vec<Sentence>,
    /// Texts that tools wrote into it: nothing else here counts them, but the list of headings and links.
    pub templates: Vec<TemplatePart>,
    /// Lines that tools wrote.
    borrowed: Lines,
    /// The places inside it that a link can name.
    pub anchors: Anchors,
}

impl Document {
    /// Whether a tool wrote a line, from 1.
    #[must_use]
    pub fn is_borrowed(&self, line: u32) -> bool {
        self.borrowed.contains(line)
    }
}

/// Most headings, and most links, that one document keeps: bounded on hostile input.
const MOST: usize = 10_000;

/// Longest heading or link target that is kept, in characters.
const LONGEST: usize = 2_000;

/// Reads a document.
pub(super) fn read(path: &Arc<str>, role: Role, format: Format, text: &Text) -> Document {
    let mut draft = Draft::new(text);
    match format {
        Format::Markdown => markdown::read(&mut draft),
        Format::Rst => rst::read(&mut draft),
        Format::Org => org::read(&mut draft),
        Format::AsciiDoc => asciidoc::read(&mut draft),
        Format::Plain if path.ends_with("security.txt") => plain::fields(&mut draft),
        Format::Plain => plain::read(&mut draft),
    }
    draft.document(path, role, format)
}

/// Whether a target names a picture.
fn is_picture(target: &str) -> bool {
    let extension = target.rsplit_once('.').map(|(_, ext)| ext.to_ascii_lowercase());
    matches!(
        extension.as_deref(),
        Some("png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif")
    )
}

/// The lines of a text with the byte offset of each, line ends left out.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Width of the white space that a line begins with, in bytes.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests;
