// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie.licence.v1`: what files say of licences.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::licence::{FileView, LicenceView, State};

/// The name of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum LicencesSchema {
    /// Version 1.
    #[serde(rename = "vigie.licence.v1")]
    V1,
}

/// What files say of licences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Licences {
    /// The name and version of this format.
    pub schema: LicencesSchema,
    /// The version of the tool.
    pub version: String,
    /// Each file that was named, in the order of the arguments, and those below a folder that say something.
    pub files: Vec<LicensedFile>,
    /// Each folder that was named.
    pub folders: Vec<LicensedFolder>,
}

/// What one file says of licences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LicensedFile {
    /// The path as it was asked for, with `/`.
    pub path: String,
    /// Everything that the file grants, as one SPDX expression; null when nothing sure was found.
    pub expression: Option<String>,
    /// Each licence, in the order of lines.
    pub licences: Vec<FoundLicence>,
    /// Whose work the file says it is.
    pub copyrights: Vec<FoundCopyright>,
    /// For a licence file of which nothing is named: the known text that it looks most like, found by another way of
    /// comparing. It is no name: a changed text grants other things. Null elsewhere.
    pub nearest: Option<NearestLicence>,
    /// Why nothing was found, when the file could not be read: `binary`, or what the system said.
    pub unread: Option<String>,
}

/// A licence that a file holds, grants or names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundLicence {
    /// The SPDX identifier, with its exception if it has one.
    pub id: String,
    /// How sure the name is, from 0 to 100.
    pub confidence: u8,
    /// How it was found: `exact`, `text`, `notice`, `tag`, `manifest`, `title`, `statement`, `badge`,
    /// `file-name` or `forge`.
    pub method: &'static str,
    /// First and last line, from 1.
    pub lines: [u32; 2],
    /// What it is given to: `project`, `code`, `documentation` or `data`.
    pub subject: &'static str,
    /// Other identifiers that the words fit as well: when there are any, the name is ambiguous.
    pub rivals: Vec<String>,
}

/// A known text that a file looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NearestLicence {
    /// The SPDX identifier of that text, without `-only` or `-or-later`.
    pub id: String,
    /// How alike the two are, from 1 to 99.
    pub likeness: u8,
}

/// A copyright line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundCopyright {
    /// The holder as written; empty when none is named.
    pub holder: String,
    /// The years as written; empty when none is given.
    pub years: String,
    /// The line, from 1.
    pub line: u32,
}

/// A folder that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LicensedFolder {
    /// The path as it was asked for, with `/`.
    pub path: String,
    /// Files below it that were looked at.
    pub looked: usize,
    /// Of these, those that name a licence for sure.
    pub licensed: usize,
}

impl Licences {
    /// Tells a view.
    #[must_use]
    pub fn new(view: &LicenceView<'_>) -> Self {
        Self {
            schema: LicencesSchema::V1,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            files: view
                .files
                .iter()
                .filter(|file| file.is_told())
                .map(file)
                .collect(),
            folders: view
                .folders
                .iter()
                .map(|folder| LicensedFolder {
                    path: folder.path.clone(),
                    looked: folder.looked,
                    licensed: folder.licensed,
                })
                .collect(),
        }
    }
}

fn file(view: &FileView<'_>) -> LicensedFile {
    LicensedFile {
        path: view.path.to_owned(),
        expression: view.expression.clone(),
        licences: view
            .licences
            .iter()
            .map(|(id, found)| FoundLicence {
                id: id.clone(),
                confidence: found.confidence,
                method: found.method.as_str(),
                lines: [found.lines.0, found.lines.1],
                subject: found.subject.as_str(),
                rivals: found.rivals.clone(),
            })
            .collect(),
        copyrights: view
            .copyrights
            .iter()
            .map(|line| FoundCopyright {
                holder: line.holder.clone(),
                years: line.years.clone(),
                line: line.line,
            })
            .collect(),
        nearest: view.nearest.map(|near| NearestLicence {
            id: near.id.clone(),
            likeness: near.percent,
        }),
        unread: match &view.state {
            State::Read => None,
            State::Binary => Some("binary".to_owned()),
            State::Unread(why) => Some(why.clone()),
        },
    }
}
