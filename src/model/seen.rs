// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Things seen in a repository that reports list beside the verdicts.

use std::sync::Arc;

use super::{Known, Place, Role};

/// A licence text found where licences are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceText {
    /// The file.
    pub path: Arc<str>,
    /// The SPDX identifier, when the text was recognised.
    pub id: Known<String>,
    /// Likeness to the licence's text in percent, 0 when it was not recognised.
    pub score: u8,
}

/// A link to data.gouv.fr, as written in a document. Whether the portal knows it is not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetLink {
    /// What it leads to.
    pub kind: DatasetKind,
    /// The slug or identifier.
    pub id: String,
    /// The address as written.
    pub url: String,
    /// Where it is written.
    pub place: Place,
    /// The role of the document, if it has one.
    pub role: Option<Role>,
}

/// What a link to data.gouv.fr leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatasetKind {
    /// A dataset's page.
    Dataset,
    /// A resource (a file of a dataset), by its permanent address.
    Resource,
    /// A reuse.
    Reuse,
    /// A dataservice (an API).
    Dataservice,
}

impl DatasetKind {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Resource => "resource",
            Self::Reuse => "reuse",
            Self::Dataservice => "dataservice",
        }
    }
}
