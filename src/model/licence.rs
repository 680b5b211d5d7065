// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a text says of licences: each name with how it was found, how sure it is and where.

/// A licence that a text holds, names or grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceMatch {
    /// An SPDX expression: one identifier, except where the text itself writes an expression
    /// (a choice such as `MIT OR Apache-2.0`). `LicenseRef-…` names what is not in the list.
    pub expression: String,
    /// How sure the name is, from 0 to 100. 100 is kept for the whole text, word for word, and for
    /// identifiers that are written as such.
    pub confidence: u8,
    /// How it was found.
    pub method: LicenceMethod,
    /// First and last line, from 1.
    pub lines: (u32, u32),
    /// What the words give the licence to.
    pub subject: Subject,
    /// Other identifiers that the words fit as well. Not empty: the name is ambiguous and `expression`
    /// is only the first of them, so nothing may be concluded from it.
    pub rivals: Vec<String>,
    /// The first year from which on the words grant the licence without a doubt ("à compter de 2030"); until somebody
    /// tells the year, the doubt is one of the rivals.
    pub since: Option<u16>,
    /// Whether the words speak of some folders, beside others that have another licence: no word on the whole.
    pub part: bool,
}

impl LicenceMatch {
    /// Whether the words fit one licence only.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.rivals.is_empty()
    }
}

/// A text of the SPDX list that a file looks like: a hint for the person who reads it, and no name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearestText {
    /// The identifier of that text, without `-only` or `-or-later`.
    pub id: String,
    /// How alike the two are, from 1 to 99.
    pub percent: u8,
}

/// How a licence was found, from the strongest evidence to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LicenceMethod {
    /// The whole text, word for word but for layout and copyright lines.
    Exact,
    /// A text that differs by some words.
    Text,
    /// A short notice that grants a licence, as GNU and Apache ask to put in each file.
    Notice,
    /// `SPDX-License-Identifier`, or the same information of REUSE.
    Tag,
    /// The licence field of a package manifest or metadata file.
    Manifest,
    /// A title, version and articles without the reference text to compare with.
    Title,
    /// A sentence that says so.
    Statement,
    /// An image that says so.
    Badge,
    /// The name of the file (`LICENSES/MIT.txt`).
    FileName,
    /// What the forge detected.
    Forge,
}

impl LicenceMethod {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Text => "text",
            Self::Notice => "notice",
            Self::Tag => "tag",
            Self::Manifest => "manifest",
            Self::Title => "title",
            Self::Statement => "statement",
            Self::Badge => "badge",
            Self::FileName => "file-name",
            Self::Forge => "forge",
        }
    }
}

/// What a licence is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Subject {
    /// The words do not say: the project as a whole.
    #[default]
    Project,
    /// The source code.
    Code,
    /// Documentation, texts, images.
    Documentation,
    /// Data.
    Data,
}

impl Subject {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Code => "code",
            Self::Documentation => "documentation",
            Self::Data => "data",
        }
    }
}

/// A line that says whose work a file is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copyright {
    /// The line, from 1.
    pub line: u32,
    /// The holder as written, without years and signs; empty when none is named.
    pub holder: String,
    /// The years as written, such as `2019-2024` or `2021, 2023`; empty when none is given.
    pub years: String,
}
