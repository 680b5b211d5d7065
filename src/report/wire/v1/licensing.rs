// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licences concluded, in `vigie.audit.v1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{self, Lang, LicenceMatch, LicenceSeen};
use crate::report::wording;

/// Most files told one by one.
const MOST_FILES: usize = 500;

/// The licences of the repository, concluded from everything that names one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Licensing {
    /// Code, documentation and data of the whole repository, then the folders with a licence of their own.
    pub conclusions: Vec<Concluded>,
    /// Sources that contradict each other.
    pub disagreements: Vec<Contradiction>,
    /// What licence files and READMEs say, at most 500 of them.
    pub files: Vec<Said>,
    /// Licence files among copied code, at most 500 of them: never the project's.
    pub vendored: Vec<Said>,
    /// What the source files say in their first lines.
    pub headers: Headers,
}

/// The licence of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Concluded {
    /// `code`, `documentation` or `data`.
    pub subject: String,
    /// The subject in the language of the report.
    pub title: String,
    /// The folder, empty for the whole repository.
    pub folder: String,
    /// The SPDX expression; null when nothing says, or when what says so was not understood.
    pub expression: Option<String>,
    /// Other expressions that the sources fit as well.
    pub rivals: Vec<String>,
    /// How sure the expression is, from 0 to 100.
    pub confidence: u8,
    /// Whether it is the licence of the project as a whole, because nothing speaks of this subject.
    pub inherited: bool,
    /// What speaks for it, the strongest first.
    pub evidence: Vec<Seen>,
    /// Licence files whose text was not recognised.
    pub unrecognised: Vec<String>,
}

/// One thing that names a licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seen {
    /// The file; null when the forge says so.
    pub path: Option<String>,
    /// First and last line, from 1; null for a whole file.
    pub lines: Option<[u32; 2]>,
    /// The expression as said there.
    pub expression: String,
    /// How it was found: `exact`, `text`, `notice`, `tag`, `manifest`, `title`, `statement`, `badge`,
    /// `file-name` or `forge`.
    pub method: String,
    /// How it was found, in the language of the report.
    pub how: String,
    /// How sure it is, from 0 to 100.
    pub confidence: u8,
}

/// Two sources that name different licences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// `project`, `code`, `documentation` or `data`.
    pub subject: String,
    /// The source that differs.
    pub seen: Seen,
    /// What it differs from.
    pub against: Seen,
}

/// What one file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// The file.
    pub path: String,
    /// Each licence, in the order of lines.
    pub licences: Vec<Match>,
}

/// A licence that a file holds, grants or names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Match {
    /// An SPDX expression, mostly one identifier.
    pub expression: String,
    /// How sure it is, from 0 to 100.
    pub confidence: u8,
    /// How it was found, as in `evidence`.
    pub method: String,
    /// First and last line, from 1.
    pub lines: [u32; 2],
    /// `project`, `code`, `documentation` or `data`.
    pub subject: String,
    /// Other identifiers that fit as well.
    pub rivals: Vec<String>,
}

/// What the source files say in their first lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Headers {
    /// The team's own source files that were read.
    pub files: usize,
    /// Of these, files that name a licence.
    pub named: usize,
    /// Each expression with its number of files, the most frequent first.
    pub expressions: Vec<Counted>,
}

/// An expression and how many source files bear it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counted {
    /// The SPDX expression.
    pub expression: String,
    /// The number of files.
    pub files: usize,
}

impl Licensing {
    pub(super) fn new(lang: Lang, licensing: &model::Licensing) -> Self {
        Self {
            conclusions: licensing
                .conclusions
                .iter()
                .map(|one| concluded(lang, one))
                .collect(),
            disagreements: licensing
                .disagreements
                .iter()
                .map(|one| Contradiction {
                    subject: one.subject.as_str().to_owned(),
                    seen: seen(lang, &one.seen),
                    against: seen(lang, &one.against),
                })
                .collect(),
            files: said(&licensing.files),
            vendored: said(&licensing.vendored),
            headers: Headers {
                files: licensing.headers.files,
                named: licensing.headers.named,
                expressions: licensing
                    .headers
                    .expressions
                    .iter()
                    .map(|said| Counted {
                        expression: said.expression.clone(),
                        files: said.files,
                    })
                    .collect(),
            },
        }
    }

    /// Every text that comes from the repository, so that it can be made safe to show.
    pub(super) fn quotations(&mut self) -> impl Iterator<Item = &mut String> {
        let conclusions = self.conclusions.iter_mut().flat_map(|one| {
            let told = one.expression.iter_mut().chain(&mut one.rivals);
            told.chain(&mut one.unrecognised)
                .chain(std::iter::once(&mut one.folder))
                .chain(one.evidence.iter_mut().flat_map(Seen::quotations))
        });
        let contradictions = self
            .disagreements
            .iter_mut()
            .flat_map(|one| one.seen.quotations().chain(one.against.quotations()));
        conclusions.chain(contradictions)
    }
}

impl Seen {
    fn quotations(&mut self) -> impl Iterator<Item = &mut String> {
        self.path.iter_mut().chain(std::iter::once(&mut self.expression))
    }
}

fn concluded(lang: Lang, one: &model::Conclusion) -> Concluded {
    Concluded {
        subject: one.subject.as_str().to_owned(),
        title: wording::licence_subject(lang, one.subject).to_owned(),
        folder: one.folder.to_string(),
        expression: one.expression.clone(),
        rivals: one.rivals.clone(),
        confidence: one.confidence,
        inherited: one.inherited,
        evidence: one.evidence.iter().map(|evidence| seen(lang, evidence)).collect(),
        unrecognised: one.unnamed.iter().map(ToString::to_string).collect(),
    }
}

fn seen(lang: Lang, seen: &LicenceSeen) -> Seen {
    Seen {
        path: seen.place.path.as_deref().map(str::to_owned),
        lines: seen.place.line.map(|line| [line, seen.last_line.unwrap_or(line)]),
        expression: seen.expression.clone(),
        method: seen.method.as_str().to_owned(),
        how: wording::licence_method(lang, seen.method).to_owned(),
        confidence: seen.confidence,
    }
}

fn said(files: &[model::FileLicences]) -> Vec<Said> {
    files
        .iter()
        .take(MOST_FILES)
        .map(|file| Said {
            path: file.path.to_string(),
            licences: file.matches.iter().map(matched).collect(),
        })
        .collect()
}

fn matched(found: &LicenceMatch) -> Match {
    Match {
        expression: found.expression.clone(),
        confidence: found.confidence,
        method: found.method.as_str().to_owned(),
        lines: [found.lines.0, found.lines.1],
        subject: found.subject.as_str().to_owned(),
        rivals: found.rivals.clone(),
    }
}
