// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Paragraphs beside a grant that take something of it back: "Any commercial use is forbidden". What is granted
//! above them is another licence, that has no name.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::instead::Claim;
use super::prose::{Block, Section, Shape};
use super::statement;
use crate::licence::text::{RESTRICTED, restricts_use};
use crate::model::LicenceMethod;

/// Most lines between a grant and a paragraph that is held to be about it.
const NEAR: u32 = 12;

/// How sure a doubtful grant is at most, in percent.
const MOST: u8 = 50;

/// Whether a paragraph takes something back.
fn takes(block: &Block) -> bool {
    /// Without one of these in it no paragraph is read further.
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build([
                "commerc",
                "sell",
                "sold",
                "resale",
                "profit",
                "lucrati",
                "vend",
                "revente",
                "milita",
                "academi",
                "education",
                "research",
                "recherche",
                "evaluation",
                "évaluation",
                "internal",
                "interne",
                "personal",
                "personnel",
                "commons clause",
                "evil",
            ])
            .ok()
    });
    !block.quoted
        && WORDS.as_ref().is_none_or(|words| words.is_match(&block.text))
        && restricts_use(&block.text)
}

/// Whether a sentence of a paragraph that grants a licence takes something back; what the granting sentence itself says is
/// read with it.
fn takes_beside(block: &Block) -> bool {
    const GRANTING: &[&str] = &["under", "sous", "licen"];
    let sentences = block.text.split_inclusive(['.', '!', ';']);
    sentences
        .filter(|sentence| {
            let lower = sentence.to_lowercase();
            !GRANTING.iter().any(|word| lower.contains(word))
        })
        .any(restricts_use)
}

/// The lines of the paragraphs that take something back.
pub(super) fn lines(blocks: &[Block]) -> Vec<u32> {
    blocks
        .iter()
        .filter(|block| takes(block) && (statement::read(block).is_empty() || takes_beside(block)))
        .map(|block| block.line(0))
        .collect()
}

/// Gives what was granted near such lines a rival.
pub(super) fn doubt(claims: &mut [Claim], lines: &[u32]) {
    let near = |claim: &Claim, line: u32| {
        let (first, last) = claim.found.lines;
        claim.found.method != LicenceMethod::Badge
            && first.saturating_sub(NEAR) <= line
            && line <= last.saturating_add(NEAR)
    };
    for claim in claims.iter_mut() {
        let found = &claim.found;
        let told = found.expression.contains("-NC") || found.rivals.iter().any(|rival| rival == RESTRICTED);
        let taken = lines.iter().any(|line| near(claim, *line));
        // No year gives back what a paragraph takes.
        claim.found.since = claim.found.since.filter(|_| !taken);
        if !told && taken {
            claim.found.rivals.push(RESTRICTED.to_owned());
            claim.found.confidence = claim.found.confidence.min(MOST);
        }
    }
}

/// The paragraphs of a document that are about the licence which it grants: those under the same heading of the
/// licence, and the one right behind a grant.
#[derive(Debug, Default)]
pub(super) struct Sections {
    done: Vec<u32>,
    /// Whether the paragraph before grants a licence to the project.
    granted: bool,
}

impl Sections {
    /// Reads a block and what it grants.
    pub(super) fn read(&mut self, block: &Block, names: &[Claim], said: &[Claim]) {
        if block.shape == Shape::Heading {
            self.granted = false;
            return;
        }
        let grants = !names.is_empty() || !said.is_empty();
        let about = block.section == Section::Licence || self.granted || grants;
        let taken = takes(block) && (!grants || takes_beside(block));
        if about && block.section != Section::Dependencies && taken {
            self.done.push(block.line(0));
        }
        self.granted = grants;
    }

    /// The lines of those that take something back.
    pub(super) fn done(self) -> Vec<u32> {
        self.done
    }
}
