// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Under which licences a repository's code, documentation and data are, concluded from everything that says so.

use std::sync::Arc;

use super::{LicenceMatch, LicenceMethod, NearestText, Place, Subject};

/// What a repository says of its licences, put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Licensing {
    /// Code, documentation and data of the repository as a whole, always in this order; then the folders that
    /// have a licence of their own, sorted.
    pub conclusions: Vec<Conclusion>,
    /// Sources that contradict each other, in the order of places.
    pub disagreements: Vec<Disagreement>,
    /// Every file of licences, document or manifest that says something, sorted by path. Source files are
    /// counted in `headers`.
    pub files: Vec<FileLicences>,
    /// What the licence fields of manifests mean, sorted by place.
    pub manifests: Vec<ManifestLicence>,
    /// Licences of copied code, one a licence file, sorted by path: never the project's.
    pub vendored: Vec<FileLicences>,
    /// Licences of dependencies, one a lockfile that tells them, sorted by path: never the project's.
    pub locked: Vec<FileLicences>,
    /// What the source files say in their first lines.
    pub headers: Headers,
    /// The sentence that keeps the work for some people, whatever its licence grants to all.
    pub kept: Option<Place>,
}

impl Licensing {
    /// The conclusion for a subject of the repository as a whole.
    #[must_use]
    pub fn of(&self, subject: Subject) -> Option<&Conclusion> {
        let subject = match subject {
            Subject::Project => Subject::Code,
            subject => subject,
        };
        self.conclusions
            .iter()
            .find(|one| one.folder.is_empty() && one.subject == subject)
    }
}

/// The licence of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// What the licence is given to.
    pub subject: Subject,
    /// The folder that it concerns; empty for the repository as a whole.
    pub folder: Arc<str>,
    /// The SPDX expression; `None` when nothing says, or when what says so was not understood.
    pub expression: Option<String>,
    /// Other expressions that the sources fit as well (`GPL-3.0-only` beside `GPL-3.0-or-later` when nobody
    /// says which, `A OR B` beside `A AND B`): a judgement holds when it is the same for all of them.
    pub rivals: Vec<String>,
    /// How sure the expression is, from 0 to 100; 0 without one.
    pub confidence: u8,
    /// Nothing speaks of this subject: the licence is the one given to the project as a whole.
    pub inherited: bool,
    /// What speaks for the expression, the strongest first.
    pub evidence: Vec<LicenceSeen>,
    /// Licence files of this subject whose text was not recognised, sorted.
    pub unnamed: Vec<Arc<str>>,
}

impl Conclusion {
    /// Every expression that the sources fit, the first being the most probable; empty when there is none.
    pub fn readings(&self) -> impl Iterator<Item = &str> {
        self.expression.iter().chain(&self.rivals).map(String::as_str)
    }
}

/// One thing that says something of a licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceSeen {
    /// Where; the repository as a whole when the forge says so.
    pub place: Place,
    /// The last line, when there are several.
    pub last_line: Option<u32>,
    /// The expression, as said there.
    pub expression: String,
    /// How it was found.
    pub method: LicenceMethod,
    /// How sure it is, from 0 to 100.
    pub confidence: u8,
}

/// Two sources that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What they speak of.
    pub subject: Subject,
    /// The source that differs.
    pub seen: LicenceSeen,
    /// What the conclusion rests on.
    pub against: LicenceSeen,
}

/// What one file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLicences {
    /// The file.
    pub path: Arc<str>,
    /// In the order of lines; empty when a licence file was not understood.
    pub matches: Vec<LicenceMatch>,
    /// For a licence file of the team that was not understood: the known text that it looks most like, if any.
    pub nearest: Option<NearestText>,
    /// For a document: the line of a sentence that refuses the use of the project. For a licence file: the same, when
    /// nothing in it grants anything.
    pub refused: Option<u32>,
    /// The line of a sentence that keeps the work for some people: in a licence file outside the text of a licence, in a
    /// document below the heading of the licence.
    pub kept: Option<u32>,
    /// For a document: the folders of its lists that give each a licence, when nothing there speaks of the rest.
    pub folders: Vec<String>,
}

/// What the licence field of a manifest means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestLicence {
    /// The field's place.
    pub place: Place,
    /// The value as written.
    pub value: String,
    /// What it means.
    pub standing: Standing,
    /// Whether the format asks for an SPDX expression there.
    pub wants_spdx: bool,
}

/// What a licence field means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A valid SPDX expression, as written in canonical form.
    Valid(String),
    /// A valid expression with deprecated identifiers, and the expression that replaces it.
    Deprecated(String),
    /// A name that is no SPDX identifier but can only mean this expression (`MIT License`, `mit-licence`).
    Informal(String),
    /// The words forbid reuse or say that nothing is published (`proprietary`, `UNLICENSED`).
    Proprietary,
    /// The field sends the reader to a file (`SEE LICENSE IN …`).
    Elsewhere(String),
    /// Nothing that is known; never a guess.
    Unknown,
}

impl Standing {
    /// The SPDX expression, when the words mean one.
    #[must_use]
    pub fn expression(&self) -> Option<&str> {
        match self {
            Self::Valid(expression) | Self::Deprecated(expression) | Self::Informal(expression) => {
                Some(expression)
            }
            Self::Proprietary | Self::Elsewhere(_) | Self::Unknown => None,
        }
    }
}

/// A licence that source files say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderLicence {
    /// The expression.
    pub expression: String,
    /// How many files say it.
    pub files: usize,
    /// Where the first one does.
    pub place: Place,
    /// How it says so: by a tag, a notice or a sentence.
    pub method: LicenceMethod,
}

/// What source files say in their first lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers {
    /// The team's own source files that were read.
    pub files: usize,
    /// Of these, files that name a licence.
    pub named: usize,
    /// Each expression, the most frequent first.
    pub expressions: Vec<HeaderLicence>,
    /// Files that say nothing, sorted; at most 50.
    pub bare: Vec<Arc<str>>,
}
