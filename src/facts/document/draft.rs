// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A document while it is read: what the readers of the markups tell, in one form.

use std::sync::Arc;

use regex::{Captures, Regex};

use crate::facts::decode::Text;
use crate::model::{Part, Role};

use super::anchor::Anchors;
use super::language::Language;
use super::section::{self, Below};
use super::sentence;
use super::template::{Lines, Template};
use super::{Code, Document, Format, Heading, Introduction, LONGEST, Link, MOST, Title};

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Item,
    Cell,
    Heading,
    Code,
}

/// A paragraph, an item of a list, a cell of a table, a heading or a block of code.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// What a reader sees, markup left out; a forced line end is `\n`.
    pub(super) text: String,
    /// Where a part of `text` stands in the document: offset in `text`, line.
    pub(super) marks: Vec<(usize, u32)>,
    /// Words of its own.
    pub(super) words: usize,
    /// First and last line, from 1.
    pub(super) lines: (u32, u32),
}

/// A piece of inline markup, as one of the readers understands it.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// What is seen.
    pub(super) text: String,
    /// What it leads to.
    pub(super) target: Option<String>,
    pub(super) image: bool,
    /// Whether the text is no prose.
    pub(super) code: bool,
}

/// A heading before it is known what stands below it.
#[derive(Debug)]
pub(super) struct RawHeading {
    pub(super) text: String,
    pub(super) level: u8,
    pub(super) line: u32,
    /// Whether it holds a picture, a tag or a run of spaces: its name may then begin with a hyphen or hold several.
    pub(super) bent: bool,
    /// A name given as `{#name}` behind it, which some tools take and which the forges show as words.
    pub(super) given: String,
}

/// A document while it is read.
pub(super) struct Draft<'a> {
    pub(super) text: &'a Text,
    title: Option<Title>,
    headings: Vec<RawHeading>,
    /// With the byte offset of each.
    links: Vec<(usize, Link)>,
    code: Vec<Code>,
    blocks: Vec<Block>,
    open: Option<Block>,
    named: Vec<String>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        Self {
            text,
            title: None,
            headings: Vec::new(),
            links: Vec::new(),
            code: Vec::new(),
            blocks: Vec::new(),
            open: None,
            named: Vec::new(),
        }
    }

    /// The title that a front matter gives.
    pub(super) fn front_title(&mut self, title: &str, at: usize) {
        let text = squeezed(title);
        if !text.is_empty() && self.title.is_none() {
            let line = self.text.line(at);
            self.title = Some(Title { text, line });
        }
    }

    /// Adds a heading that begins at a byte offset; one without text is none.
    pub(super) fn heading(&mut self, title: &str, level: u8, at: usize) {
        self.close();
        let title = squeezed(title);
        let (text, given) = given_name(&title).unwrap_or((&title, ""));
        if text.is_empty() || self.headings.len() == MOST {
            return;
        }
        let (text, given) = (text.to_owned(), given.to_owned());
        let line = self.text.line(at);
        self.blocks.push(Block {
            kind: Kind::Heading,
            words: words(&text),
            text: text.clone(),
            marks: vec![(0, line)],
            lines: (line, line),
        });
        let written = self.text.as_str().get(at..).and_then(|rest| rest.lines().next());
        let written = written
            .unwrap_or_default()
            .trim()
            .trim_start_matches(['#', ' ', '\t']);
        let bent = written.contains('<') || written.contains("![") || written.contains("  ");
        self.headings.push(RawHeading {
            text,
            level,
            line,
            bent,
            given,
        });
    }

    /// Begins a block at a byte offset; the one before ends.
    pub(super) fn open(&mut self, kind: Kind, at: usize) {
        self.close();
        let line = self.text.line(at);
        self.open = Some(Block {
            kind,
            text: String::new(),
            marks: Vec::new(),
            words: 0,
            lines: (line, line),
        });
    }

    /// Ends the block that is open, if any.
    pub(super) fn close(&mut self) {
        if let Some(block) = self.open.take()
            && !block.text.trim().is_empty()
        {
            self.blocks.push(block);
        }
    }

    /// Adds prose to the open block, or begins a paragraph; it stands at a byte offset.
    pub(super) fn say(&mut self, prose: &str, at: usize) {
        self.add(prose, at);
        if let Some(block) = &mut self.open {
            block.words += words(prose);
        }
    }

    /// Adds text that is seen and is no prose: code within a sentence.
    pub(super) fn say_code(&mut self, code: &str, at: usize) {
        self.add(code, at);
    }

    fn add(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        if self.open.is_none() {
            if text.trim().is_empty() {
                return;
            }
            self.open(Kind::Paragraph, at);
        }
        let line = self.text.line(at);
        if let Some(block) = &mut self.open {
            block.marks.push((block.text.len(), line));
            block.text.push_str(text);
            block.lines.1 = line.max(block.lines.1);
        }
    }

    /// Adds what a document says of itself in a field of its head, such as its author: no prose, but a word of the
    /// team.
    pub(super) fn field(&mut self, name: &str, value: &str, at: usize) {
        let value = value.trim();
        if !value.is_empty() {
            self.open(Kind::Cell, at);
            self.add(&format!("{name}: {value}"), at);
            self.close();
        }
    }

    /// Adds a block of code, from one byte offset to another.
    pub(super) fn code(&mut self, language: &str, code: &str, at: usize, end: usize) {
        self.close();
        if self.code.len() == MOST {
            return;
        }
        let (line, last) = (self.text.line(at), self.text.line(end.saturating_sub(1).max(at)));
        let language = language
            .trim()
            .trim_start_matches('.')
            .chars()
            .take(40)
            .collect::<String>();
        self.code.push(Code {
            language: language.to_ascii_lowercase(),
            line,
        });
        self.blocks.push(Block {
            kind: Kind::Code,
            text: code.to_owned(),
            marks: vec![(0, line)],
            words: 0,
            lines: (line, last),
        });
    }

    /// Adds a link or an image that stands at a byte offset.
    pub(super) fn link(&mut self, target: &str, text: &str, image: bool, at: usize) {
        let target = target.trim();
        if target.is_empty() || self.links.len() == MOST {
            return;
        }
        let link = Link {
            target: target.chars().take(LONGEST).collect(),
            text: squeezed(text),
            image,
            line: self.text.line(at),
            borrowed: false,
        };
        self.links.push((at, link));
    }

    /// The blocks that were read.
    #[cfg(test)]
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Names a place of the document.
    pub(super) fn anchor(&mut self, name: &str) {
        if !name.is_empty() && name.len() <= LONGEST && self.named.len() < MOST {
            self.named.push(name.to_owned());
        }
    }

    /// Adds the bare addresses of a part of the text that begins at a byte offset.
    pub(super) fn bare_links(&mut self, part: &str, at: usize) {
        for range in crate::facts::url::bare(part) {
            let url = &part[range.clone()];
            self.link(url, url, false, at + range.start);
        }
    }

    /// Adds a part of the source that holds inline markup, which `read` understands.
    pub(super) fn inline(
        &mut self,
        source: &str,
        at: usize,
        markup: &Regex,
        read: impl Fn(&Captures<'_>) -> Piece,
    ) {
        let mut from = 0;
        for found in markup.captures_iter(source) {
            let Some(whole) = found.get(0) else { continue };
            self.plain(&source[from..whole.start()], at + from);
            from = whole.end();
            let piece = read(&found);
            if let Some(target) = &piece.target {
                self.link(target, &piece.text, piece.image, at + whole.start());
            }
            if piece.code {
                self.say_code(&piece.text, at + whole.start());
            } else if !piece.image {
                self.say(&piece.text, at + whole.start());
            }
        }
        self.plain(&source[from..], at + from);
    }

    /// Adds prose without markup, which may go over several lines.
    pub(super) fn plain(&mut self, source: &str, at: usize) {
        self.bare_links(source, at);
        for (start, line) in super::lines(source) {
            if start > 0 {
                self.say(" ", at + start);
            }
            self.say(line, at + start);
        }
    }

    /// The facts of what was read.
    pub(super) fn document(mut self, path: &Arc<str>, role: Role, format: Format) -> Document {
        self.close();
        // Readers that gather links apart from headings find them out of order.
        self.links.sort_by_key(|(at, _)| *at);
        self.headings.sort_by_key(|heading| heading.line);
        self.blocks.sort_by_key(|block| block.lines.0);
        let mut links: Vec<Link> = self.links.into_iter().map(|(_, link)| link).collect();
        let template = if role == Role::Other {
            Template::none(self.blocks.len())
        } else {
            Template::of(&self.blocks)
        };
        let borrowed = template.lines(&self.blocks);
        for link in &mut links {
            link.borrowed = borrowed.contains(link.line);
        }
        let below = section::below(
            self.text.as_str(),
            &self.headings,
            &links,
            &self.blocks,
            &borrowed,
        );
        let anchors = Anchors::of(
            format,
            &self.named,
            self.headings
                .iter()
                .map(|heading| (&*heading.text, &*heading.given, heading.bent)),
        );
        let headings: Vec<Heading> = self
            .headings
            .into_iter()
            .zip(below)
            .map(|pair| joined(pair, &borrowed))
            .collect();
        let title = self.title.or_else(|| title(&headings));
        let own = || {
            self.blocks
                .iter()
                .zip(&template.blocks)
                .filter(|(_, known)| !**known)
                .map(|(block, _)| block)
        };
        let is_stub = section::says_nothing(own(), !template.parts.is_empty())
            && !links.iter().any(|link| !link.borrowed && !link.is_badge());
        let prose = own().filter(|block| matches!(block.kind, Kind::Paragraph | Kind::Item));
        Document {
            path: Arc::clone(path),
            link_to: None,
            role,
            format,
            title,
            language: Language::of(prose.map(|block| block.text.as_str())),
            introduction: introduction(own()),
            words: own().map(|block| block.words).sum(),
            borrowed_words: self.blocks.iter().map(|block| block.words).sum::<usize>()
                - own().map(|block| block.words).sum::<usize>(),
            is_stub,
            headings,
            links,
            code: self.code,
            // READMEs of folders may say what the folder holds.
            sentences: if role == Role::Other && !is_readme(path) {
                Vec::new()
            } else {
                sentence::all(own())
            },
            templates: template.parts,
            borrowed,
            anchors,
        }
    }
}

/// Whether a document is the README of its folder by its name.
fn is_readme(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("lisezmoi")
}

fn joined((heading, below): (RawHeading, Below), borrowed: &Lines) -> Heading {
    Heading {
        borrowed: borrowed.contains(heading.line),
        text: heading.text,
        level: heading.level,
        line: heading.line,
        words: below.words,
        holds: below.holds,
    }
}

/// What stands before the second heading, if the first is a title: a document that begins with a section
/// has no introduction.
fn introduction<'a>(blocks: impl Iterator<Item = &'a Block>) -> Option<Introduction> {
    let mut headings = 0;
    let mut longest: Option<Introduction> = None;
    for block in blocks {
        headings += usize::from(block.kind == Kind::Heading);
        if headings > 1 {
            break;
        }
        let is_longer = longest.is_none_or(|known| block.words > known.words);
        if matches!(block.kind, Kind::Paragraph | Kind::Item) && block.words > 0 && is_longer {
            longest = Some(Introduction {
                line: block.lines.0,
                words: block.words,
            });
        }
    }
    longest
}

/// The first heading, if no other is above it.
fn title(headings: &[Heading]) -> Option<Title> {
    let first = headings.first()?;
    let highest = headings.iter().map(|heading| heading.level).min()?;
    (first.level == highest).then(|| Title {
        text: first.text.clone(),
        line: first.line,
    })
}

/// A heading and the name that `{#name}` behind it gives; of `{: #name}` with its signs, whose spaces forges keep.
fn given_name(title: &str) -> Option<(&str, &str)> {
    let (text, given) = title.strip_suffix('}')?.rsplit_once('{')?;
    let (text, given) = (text.trim_end(), given.trim_end());
    let given = match given.strip_prefix('#') {
        Some(name) => name.split_whitespace().next()?,
        None => given
            .strip_prefix(':')?
            .trim_start()
            .strip_prefix('#')
            .filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
            .map(|_| given)?,
    };
    (!text.is_empty()).then_some((text, given))
}

/// A text on one line, at most [`LONGEST`] characters of it. A non-breaking space stays: forges leave it out of names.
fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

/// Words of a prose; a bare address is a link and no word.
fn words(prose: &str) -> usize {
    prose
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric) && !word.contains("://"))
        .count()
}

impl From<Kind> for Part {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Paragraph | Kind::Item | Kind::Cell => Self::Prose,
            Kind::Heading => Self::Heading,
            Kind::Code => Self::Code,
        }
    }
}
