// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A document as blocks of plain prose, each with its headings, links, images and lines; code is left out.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::own_regex;

use super::subject::{self, Part};
use super::token::words;
use super::vocabulary::KNOWN;
use super::{markdown, markup};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shape {
    #[default]
    Paragraph,
    Heading,
    Item,
    /// A row of a table; `|` stands between cells.
    Row,
}

/// What the headings above speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Section {
    #[default]
    Other,
    /// The licence.
    Licence,
    /// Works of others.
    Dependencies,
}

/// A paragraph, a heading, an item of a list or a row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    /// The words, without markup.
    pub(super) text: String,
    /// Offsets in the text and the line at each, in order.
    pub(super) marks: Vec<(usize, u32)>,
    pub(super) shape: Shape,
    pub(super) section: Section,
    /// What the headings say that it is about.
    pub(super) subject: Option<Part>,
    pub(super) quoted: bool,
    /// Whether the file is there to license the project, so that it speaks of the project unless it says otherwise.
    pub(super) own: bool,
    /// The words of the document's title, when one of them is the name of a known work: the project bears it too.
    pub(super) title: Vec<String>,
    /// Places in the text, and the address that each leads to.
    pub(super) links: Vec<(Range<usize>, String)>,
    /// Description and address of each image, and its line.
    pub(super) images: Vec<(String, String, u32)>,
}

impl Block {
    /// The line at an offset.
    pub(super) fn line(&self, at: usize) -> u32 {
        let after = self.marks.partition_point(|(offset, _)| *offset <= at);
        self.marks
            .get(after.saturating_sub(1))
            .map_or(1, |(_, line)| *line)
    }

    /// Adds words that stand at a line.
    pub(super) fn push(&mut self, text: &str, line: u32) {
        if self.marks.last().is_none_or(|(_, last)| *last != line) {
            self.marks.push((self.text.len(), line));
        }
        self.text.push_str(text);
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.images.is_empty()
    }
}

/// Most blocks of one document: bounded on hostile input.
const MOST: usize = 20_000;

/// Collects blocks under their headings.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) done: Vec<Block>,
    pub(super) current: Block,
    /// Level, section and subject of the headings that are open.
    headings: Vec<(u8, Section, Option<Part>)>,
    pub(super) quotes: usize,
}

impl Blocks {
    /// Ends the current block.
    pub(super) fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.current);
        if block.is_empty() || self.done.len() >= MOST {
            return;
        }
        block.quoted = self.quotes > 0;
        let sections = || self.headings.iter().map(|(_, section, _)| *section);
        block.section = if sections().any(|section| section == Section::Dependencies) {
            Section::Dependencies
        } else if sections().any(|section| section == Section::Licence) {
            Section::Licence
        } else {
            Section::Other
        };
        block.subject = self.headings.iter().rev().find_map(|(_, _, subject)| *subject);
        bare_links(&mut block);
        self.done.push(block);
    }

    /// Ends the current block, which is a row under a heading "licence".
    pub(super) fn licence_row(&mut self) {
        let done = self.done.len();
        self.flush();
        if let Some(row) = self.done.get_mut(done)
            && row.section == Section::Other
        {
            row.section = Section::Licence;
        }
    }

    /// Ends the current block, which is a heading.
    pub(super) fn heading(&mut self, level: u8) {
        while self.headings.last().is_some_and(|(open, ..)| *open >= level) {
            self.headings.pop();
        }
        self.current.shape = Shape::Heading;
        let text = self.current.text.clone();
        let quotes = std::mem::take(&mut self.quotes);
        let named = words(&text);
        let (section, about) = section(&named);
        let above = self
            .headings
            .iter()
            .any(|(_, above, _)| *above == Section::Licence);
        let about = (section == Section::Licence || above).then_some(about).flatten();
        self.flush();
        self.quotes = quotes;
        if self.headings.len() < 16 {
            self.headings.push((level, section, about));
        }
    }
}

/// What a heading announces.
pub(super) fn section(words: &[String]) -> (Section, Option<Part>) {
    const LICENCE: &[&str] = &[
        "license",
        "licenses",
        "licensing",
        "copyright",
        "copyrights",
        "legal",
        "legales",
        "reuse",
    ];
    const OTHERS: &[&str] = &[
        "dependencies",
        "dependency",
        "dependance",
        "dependances",
        "third",
        "tiers",
        "tierces",
        "tierce",
        "credits",
        "credit",
        "acknowledgements",
        "acknowledgments",
        "acknowledgement",
        "remerciements",
        "stack",
        "technologies",
        "bibliotheques",
        "libraries",
        "composants",
        "components",
        "built",
        "vendored",
        "attributions",
        "externes",
        "external",
        "exemple",
        "exemples",
        "example",
        "examples",
        "faq",
        "changelog",
        "alternatives",
        "comparaison",
        "comparison",
    ];
    // A form that is filled for each of several works, even without its question mark.
    const INTERROGATIVES: &[&str] = &["quelle", "quelles", "which"];
    // The history of a project tells what it is today too; that of its versions does not.
    const HISTORY: &[&str] = &["history", "historique"];
    const VERSIONS: &[&str] = &[
        "version",
        "versions",
        "release",
        "releases",
        "modifications",
        "changements",
        "changes",
    ];
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let of_versions = says(HISTORY) && says(VERSIONS);
    let asks = words.last().is_some_and(|word| word == "?") || says(INTERROGATIVES);
    if says(OTHERS) || of_versions || asks {
        (Section::Dependencies, None)
    } else if says(LICENCE) && words.len() <= 10 {
        (Section::Licence, subject::of_words(words))
    } else {
        (Section::Other, subject::of_words(words))
    }
}

/// Finds the addresses that stand in the words, outside links.
fn bare_links(block: &mut Block) {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| own_regex(r#"(?:https?://|www\.)[^\s<>"«»\[\]|`*]+"#));
    if !block.text.contains("://") && !block.text.contains("www.") {
        return;
    }
    let found: Vec<_> = ADDRESS
        .find_iter(&block.text)
        .map(|found| {
            let address = found
                .as_str()
                .trim_end_matches(['.', ',', ';', ')', ':', '!', '?', '\'']);
            (found.start()..found.start() + address.len(), address.to_owned())
        })
        .filter(|(at, _)| {
            !block
                .links
                .iter()
                .any(|(known, _)| known.start < at.end && at.start < known.end)
        })
        .take(1_000)
        .collect();
    block.links.extend(found);
}

/// Cuts a document into blocks, by the markup that its name tells.
pub(super) fn read(path: &str, text: &str) -> Vec<Block> {
    let extension = path.rsplit_once('.').map(|(_, ext)| ext.to_ascii_lowercase());
    let mut blocks = Blocks::default();
    match extension.as_deref() {
        Some("md" | "markdown" | "mdx" | "qmd" | "rmd" | "html" | "htm") => markdown::read(&mut blocks, text),
        other => markup::read(&mut blocks, text, other.unwrap_or_default()),
    }
    blocks.flush();
    let mut blocks = blocks.done;
    let title = title(&blocks);
    if !title.is_empty() {
        for block in &mut blocks {
            block.title.clone_from(&title);
        }
    }
    blocks
}

/// Most words of a title that sentences repeat.
const LONGEST_TITLE: usize = 12;

/// The title of a document, up to its first sign, when it is named after a known work: "Symfony Docker".
fn title(blocks: &[Block]) -> Vec<String> {
    let Some(first) = blocks.iter().take(10).find(|block| block.shape == Shape::Heading) else {
        return Vec::new();
    };
    let said: Vec<String> = words(&first.text)
        .into_iter()
        .take_while(|word| word.chars().all(char::is_alphanumeric))
        .collect();
    let known = said.iter().any(|word| KNOWN.contains(word.as_str()));
    if known && said.len() <= LONGEST_TITLE {
        said
    } else {
        Vec::new()
    }
}

/// Offsets at which lines begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let starts = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// The line of an offset, from 1.
    pub(super) fn at(&self, offset: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }
}
