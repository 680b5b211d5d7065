// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What stands below each heading.

use crate::model::fold;

use super::Link;
use super::draft::{Block, Kind, RawHeading};
use super::template::Lines;

/// What a section holds beside words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contents(u8);

impl Contents {
    /// An image or a diagram.
    pub const PICTURE: Self = Self(1);
    /// A block of code.
    pub const CODE: Self = Self(2);
    /// A list.
    pub const LIST: Self = Self(4);
    /// A link.
    pub const LINK: Self = Self(8);

    /// Whether one of these is there.
    #[must_use]
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }
}

/// What lies between a heading and the next one that is not deeper.
#[derive(Debug, Clone, Default)]
pub(super) struct Below {
    level: u8,
    pub(super) words: usize,
    pub(super) holds: Contents,
}

impl Below {
    fn take_in(&mut self, other: &Self) {
        self.words += other.words;
        self.holds.add(other.holds);
    }
}

/// Tells what stands below each heading, in one pass from the end: a heading takes in the deeper ones that
/// follow it. What a tool wrote is left out. Headings are in the order of lines.
pub(super) fn below(
    text: &str,
    headings: &[RawHeading],
    links: &[Link],
    blocks: &[Block],
    borrowed: &Lines,
) -> Vec<Below> {
    let mut rows: Vec<Below> = text
        .lines()
        .zip(1_u32..)
        .map(|(line, number)| Below {
            words: if borrowed.contains(number) {
                0
            } else {
                words_of(line)
            },
            ..Below::default()
        })
        .collect();
    let mut mark = |line: u32, holds: Contents| {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        if let Some(row) = rows.get_mut(index).filter(|_| !borrowed.contains(line)) {
            row.holds.add(holds);
        }
    };
    for link in links {
        let holds = if link.image {
            Contents::PICTURE
        } else {
            Contents::LINK
        };
        mark(link.line, holds);
    }
    for block in blocks {
        match block.kind {
            Kind::Code => mark(block.lines.0, Contents::CODE),
            Kind::Item if !waits(&block.text) => mark(block.lines.0, Contents::LIST),
            Kind::Item | Kind::Paragraph | Kind::Cell | Kind::Heading => {}
        }
    }
    let mut end = rows.len();
    let mut open: Vec<Below> = Vec::new();
    let mut found: Vec<Below> = headings
        .iter()
        .rev()
        .map(|heading| {
            let line = usize::try_from(heading.line).unwrap_or(usize::MAX);
            let start = line.min(end);
            let mut below = Below {
                level: heading.level,
                ..Below::default()
            };
            for row in &rows[start..end] {
                below.take_in(row);
            }
            while let Some(deeper) = open.pop_if(|next| next.level > heading.level) {
                below.take_in(&deeper);
            }
            open.push(below.clone());
            end = line.saturating_sub(1).min(end);
            below
        })
        .collect();
    found.reverse();
    found
}

/// Lines that stand for a text to come, folded.
const WAITING: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "todo",
    "to do",
    "wip",
    "n a",
    "na",
    "xxx",
    "fixme",
    "a venir",
    "a definir",
    "a completer",
    "a preciser",
    "a rediger",
    "a ecrire",
    "a faire",
    "a determiner",
    "a documenter",
    "en cours",
    "en cours de redaction",
    "en cours de definition",
    "en construction",
    "section a venir",
    "section a completer",
    "non defini",
    "non definie",
    "pas encore defini",
    "pas encore definie",
    "to be defined",
    "to be done",
    "to be determined",
    "to be completed",
    "to be announced",
    "to be written",
    "coming soon",
    "work in progress",
    "none yet",
    "not yet",
    "prochainement",
    "bientot",
    "bientot disponible",
];

/// Whether a line only stands for a text to come: "TBD", "*À compléter…*".
fn waits(line: &str) -> bool {
    const LONGEST: usize = 60;
    let line = line.trim();
    line.len() <= LONGEST && !line.is_empty() && WAITING.contains(&&*fold(line))
}

/// Whether blocks only announce a text. A heading that numbers a version tells of it; the cells of a table that a tool
/// drew are the tool's, whatever numbers they were given.
pub(super) fn says_nothing<'a>(mut own: impl Iterator<Item = &'a Block>, from_tool: bool) -> bool {
    own.all(|block| match block.kind {
        Kind::Heading => !block.text.as_bytes().windows(3).any(is_version),
        Kind::Cell if from_tool => true,
        Kind::Paragraph | Kind::Item | Kind::Cell | Kind::Code => promises(&block.text),
    })
}

/// Two numbers with a point or a hyphen between: a version, or a day.
fn is_version(three: &[u8]) -> bool {
    matches!(three, [a, b'.' | b'-', c] if a.is_ascii_digit() && c.is_ascii_digit())
}

/// Whether a block stands for a text to come: a mark such as "TODO" with a few words on what will be written.
fn promises(text: &str) -> bool {
    const LONGEST: usize = 80;
    const MARKS: &[&str] = &[
        "todo ",
        "to do ",
        "tbd ",
        "fixme ",
        "a completer ",
        "a rediger ",
        "a venir ",
        "a ecrire ",
        "lorem ipsum ",
    ];
    if waits(text) {
        return true;
    }
    let folded = fold(text.trim());
    folded.starts_with("lorem ipsum ")
        || folded.len() <= LONGEST && MARKS.iter().any(|mark| folded.starts_with(mark))
}

/// Words of a line as it is written.
fn words_of(line: &str) -> usize {
    if waits(line) {
        return 0;
    }
    line.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}
