// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The law on licences as data: which ones an administration may choose, for what, until when, and which may
//! be copied into which.
//!
//! The files of `rules/law/` are the only place that names a licence as allowed; see [`Law::judge`] and
//! [`Law::compatible`] for how expressions are read.

mod compatible;
mod judge;
mod parse;

use jiff::civil::Date;

use super::parse::Source;
use crate::model::{Localized, Subject};

pub use compatible::{Answer, Compatibility};
pub use judge::{Grade, Ruling};

/// The expression that a text writes, deprecated identifiers and `GPL-3.0+` included; `None` when it is none.
#[must_use]
pub fn expression(text: &str) -> Option<spdx::Expression> {
    const MODE: spdx::ParseMode = spdx::ParseMode {
        allow_deprecated: true,
        allow_postfix_plus_on_gpl: true,
        ..spdx::ParseMode::STRICT
    };
    spdx::Expression::parse_mode(text, MODE).ok()
}

/// How a licence stands in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In the list of article D.323-2-1.
    Listed,
    /// Homologated for some data, until a date (article D.323-2-2).
    Homologated,
    /// In no list, and no fault either; the note says why.
    Tolerated,
    /// In no list, and a fault; the note says what to do about it.
    Outside,
}

/// What a licence asks of those who change the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Changes may bear another licence.
    Permissive,
    /// Changes keep the licence.
    Reciprocal,
}

/// What the law says of one licence.
#[derive(Debug, Clone)]
pub struct Entry {
    /// An SPDX identifier, or a `LicenseRef-` of Vigie's own.
    pub id: String,
    /// How it stands.
    pub status: Status,
    /// To what it may be given.
    pub subjects: Vec<Subject>,
    /// What it asks; `None` when no source says.
    pub effect: Option<Effect>,
    /// The last day of a homologation.
    pub until: Option<Date>,
    /// The data that a homologation names.
    pub scope: Option<Localized>,
    /// What the reader should know.
    pub note: Option<Localized>,
    /// The article.
    pub article: Option<String>,
    /// Where this is written.
    pub source: Source,
}

/// Whether code may be copied from one licence into a project under another.
#[derive(Debug, Clone)]
struct Cell {
    from: Vec<String>,
    into: Vec<String>,
    answer: Answer,
    /// Whether it speaks of copies only: a program that uses the code as a dependency is another matter.
    copies_only: bool,
    source: Source,
}

/// A file of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawFile {
    /// Its name without `.toml`.
    pub name: String,
    /// Its own version.
    pub version: String,
    /// The day of its last change.
    pub updated: Date,
}

/// Every file of the law that a run uses.
#[derive(Debug, Clone, Default)]
pub struct Law {
    entries: Vec<Entry>,
    cells: Vec<Cell>,
    files: Vec<LawFile>,
}

impl Law {
    /// Every licence, in the order of files.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The files with their versions, sorted by name.
    #[must_use]
    pub fn files(&self) -> &[LawFile] {
        &self.files
    }

    /// Whether a licence asks for reciprocity; `None` when the files do not say.
    #[must_use]
    pub fn effect(&self, id: &str) -> Option<Effect> {
        self.entries
            .iter()
            .filter(|entry| entry.id == id)
            .find_map(|entry| entry.effect)
    }
}

#[cfg(test)]
mod tests;
