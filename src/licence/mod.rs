// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licences in words: which one a text is, grants or names, with the lines that say so.
//!
//! Knows texts, notices, tags, sentences, names and SPDX expressions. Must never know a repository's tree,
//! rules or verdicts. Pure and total: any text gives an answer, and "none" is one.
#![deny(clippy::disallowed_methods)]

mod claim;
mod copyright;
mod expression;
mod name;
pub mod reuse;
mod text;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::model::{Copyright, LicenceMatch};

pub use claim::{InvalidTag, find as claims, invalid_tags};
pub use copyright::find as copyrights;
pub use expression::{combine, family, identifiers};
pub use name::{Standing, informal, replacement, resolve};
pub use text::find as texts;

/// What is asked of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file of licence texts: `LICENSE`, `COPYING`, `LICENSES/`.
    Licence,
    /// A document in prose: its sentences and badges speak of licences.
    Document,
    /// A source file: the comments at its top speak of licences.
    Source,
}

/// What a file says of licences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identified {
    /// Licences, in the order of lines.
    pub matches: Vec<LicenceMatch>,
    /// Copyright lines, in order.
    pub copyrights: Vec<Copyright>,
}

/// Everything that one text says of licences. `path` tells the format of the text, and is never read.
#[must_use]
pub fn identify(path: &str, text: &str, kind: Kind) -> Identified {
    let mut matches = match kind {
        Kind::Source if grants(head(text)) => texts(head(text)),
        Kind::Source => Vec::new(),
        Kind::Licence | Kind::Document => texts(text),
    };
    // A sentence inside the text of a licence is a part of that text, not a statement about the file.
    let within = |line: u32| {
        matches
            .iter()
            .any(|known| (known.lines.0..=known.lines.1).contains(&line))
    };
    // Beside a text that added words restrict, a field or sentence that names the licence alone tells less.
    let restricted = |claim: &LicenceMatch| {
        matches.iter().any(|known| {
            known.rivals.iter().any(|rival| rival == text::RESTRICTED)
                && family(&known.expression) == family(&claim.expression)
        })
    };
    let claimed: Vec<_> = claims(path, text, kind)
        .into_iter()
        .filter(|claim| !within(claim.lines.0) && !restricted(claim))
        .collect();
    matches.extend(claimed);
    matches.sort_by(|a, b| (a.lines, a.method, &a.expression).cmp(&(b.lines, b.method, &b.expression)));
    Identified {
        matches,
        copyrights: copyrights(text),
    }
}

/// The part of a source file in which a licence may be written out, in bytes.
const HEAD: usize = 16 << 10;

/// The beginning of a source file.
fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether the text of a licence may be there: each one says that it permits, grants or redistributes.
fn grants(head: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(["permission", "redistribut", "licens", "licenc"])
            .ok()
    });
    WORDS.as_ref().is_none_or(|words| words.is_match(head))
}
