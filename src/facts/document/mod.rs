// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Documents: title, headings, links and words, whatever the markup.

mod asciidoc;
mod html;
mod markdown;
mod org;
mod plain;
mod rst;

use std::sync::Arc;

use crate::model::Role;

use super::decode::Text;

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
            Some("md" | "markdown") => Self::Markdown,
            Some("rst") => Self::Rst,
            Some("org") => Self::Org,
            Some("adoc" | "asciidoc") => Self::AsciiDoc,
            _ => Self::Plain,
        }
    }
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
    /// Words below it as they are written, code included, up to the next heading that is not deeper;
    /// those of deeper headings are left out.
    pub words: usize,
    /// Whether an image or a diagram stands among them.
    pub pictured: bool,
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
        Format::Plain => plain::read(&mut draft),
    }
    // Readers that gather links apart from headings find them out of order.
    draft.links.sort_by_key(|(at, _)| *at);
    draft.sections();
    Document {
        path: Arc::clone(path),
        role,
        format,
        words: draft.words,
        headings: draft.headings,
        links: draft.links.into_iter().map(|(_, link)| link).collect(),
    }
}

/// A document while it is read.
struct Draft<'a> {
    text: &'a Text,
    words: usize,
    headings: Vec<Heading>,
    /// With the byte offset of each.
    links: Vec<(usize, Link)>,
}

impl<'a> Draft<'a> {
    fn new(text: &'a Text) -> Self {
        Self {
            text,
            words: 0,
            headings: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Adds a heading that begins at a byte offset; one without text is none.
    fn heading(&mut self, title: &str, level: u8, at: usize) {
        let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() || self.headings.len() == MOST {
            return;
        }
        self.headings.push(Heading {
            text: title.chars().take(LONGEST).collect(),
            level,
            line: self.text.line(at),
            words: 0,
            pictured: false,
        });
    }

    /// Tells what stands below each heading, in one pass from the end: a heading takes in the deeper ones
    /// that follow it.
    fn sections(&mut self) {
        /// What lies between a line and the next heading that is not deeper than `level`.
        struct Below {
            level: u8,
            words: usize,
            pictured: bool,
        }
        let own: Vec<usize> = self.text.as_str().lines().map(words_of).collect();
        let pictures: Vec<u32> = self
            .links
            .iter()
            .filter(|(_, link)| link.image)
            .map(|(_, link)| link.line)
            .collect();
        // Readers may find headings out of order; a line holds one at most.
        self.headings.sort_by_key(|heading| heading.line);
        let mut end = own.len();
        let mut open: Vec<Below> = Vec::new();
        for heading in self.headings.iter_mut().rev() {
            let line = usize::try_from(heading.line).unwrap_or(usize::MAX);
            let start = line.min(end);
            let picture = pictures.partition_point(|at| *at <= heading.line);
            let mut below = Below {
                level: heading.level,
                words: own[start..end].iter().sum(),
                pictured: pictures
                    .get(picture)
                    .is_some_and(|at| usize::try_from(*at).is_ok_and(|at| at <= end)),
            };
            while let Some(deeper) = open.pop_if(|next| next.level > heading.level) {
                below.words += deeper.words;
                below.pictured |= deeper.pictured;
            }
            (heading.words, heading.pictured) = (below.words, below.pictured);
            open.push(below);
            end = line.saturating_sub(1).min(end);
        }
    }

    /// Adds a link or an image that stands at a byte offset.
    fn link(&mut self, target: &str, image: bool, at: usize) {
        let target = target.trim();
        if target.is_empty() || self.links.len() == MOST {
            return;
        }
        let link = Link {
            target: target.chars().take(LONGEST).collect(),
            image,
            line: self.text.line(at),
        };
        self.links.push((at, link));
    }

    /// Counts the words of a prose; a bare address is a link and no word.
    fn prose(&mut self, prose: &str) {
        self.words += prose
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric) && !word.contains("://"))
            .count();
    }

    /// Adds the bare addresses of a part of the text that begins at a byte offset.
    fn bare_links(&mut self, part: &str, at: usize) {
        for range in super::url::bare(part) {
            self.link(&part[range.clone()], false, at + range.start);
        }
    }
}

/// Words of a line as it is written.
fn words_of(line: &str) -> usize {
    line.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
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
mod tests {
    use std::sync::Arc;

    use super::{Document, Format, read};
    use crate::facts::decode::decode;
    use crate::model::Role;

    /// Reads a text as a document.
    pub(super) fn of(format: Format, text: &str) -> Document {
        read(
            &Arc::from("doc"),
            Role::Other,
            format,
            &decode(text.into()).unwrap(),
        )
    }

    /// Depth, line and text of each heading.
    pub(super) fn outline(document: &Document) -> Vec<String> {
        document
            .headings
            .iter()
            .map(|heading| format!("{} {} {}", heading.level, heading.line, heading.text))
            .collect()
    }

    /// Line and target of each link, `!` before those of images.
    pub(super) fn targets(document: &Document) -> Vec<String> {
        document
            .links
            .iter()
            .map(|link| {
                format!(
                    "{} {}{}",
                    link.line,
                    if link.image { "!" } else { "" },
                    link.target
                )
            })
            .collect()
    }

    #[test]
    fn a_section_is_what_stands_below_its_heading() {
        let below = |format, text: &str| -> Vec<(usize, bool)> {
            let document = of(format, text);
            document
                .headings
                .iter()
                .map(|heading| (heading.words, heading.pictured))
                .collect()
        };
        let markdown = "# A\n\none two\n\n## B\n\n![x](x.png)\n\n## C\n\n```\na b c\n```\n\n# D\n";
        assert_eq!(
            below(Format::Markdown, markdown),
            [(6, true), (1, true), (3, false), (0, false)]
        );
        let rst = "Aaaa\n====\n\none two\n\nBbbb\n----\n\n.. image:: x.png\n\nCccc\n====\n";
        assert_eq!(below(Format::Rst, rst), [(4, true), (2, true), (0, false)]);
        assert_eq!(
            below(Format::Org, "* A\n** B\nun\n* C\n"),
            [(1, false), (1, false), (0, false)]
        );
        assert_eq!(
            below(Format::AsciiDoc, "= A\n\nun deux\n\n== B\n"),
            [(2, false), (0, false)]
        );
    }

    #[test]
    fn extensions_tell_the_format() {
        for (path, format) in [
            ("README.md", Format::Markdown),
            ("a/B.RST", Format::Rst),
            ("x.org", Format::Org),
            ("x.asciidoc", Format::AsciiDoc),
            ("LICENSE", Format::Plain),
        ] {
            assert_eq!(Format::of(path), format, "{path}");
        }
    }
}
