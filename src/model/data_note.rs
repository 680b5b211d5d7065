// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said of data, links and schemas, before any language.

use super::{CellFault, PersonalKind, SchemaFault};

/// One thing said of data. Names, addresses and paths come from the audited repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataNote {
    /// A link leads to the demonstration or to the development portal.
    OtherPortal {
        /// The address as written.
        url: String,
        /// The host.
        host: String,
    },
    /// A link has a form that only works through a redirection, or not any more.
    OldLink {
        /// The address as written.
        url: String,
        /// The address of today; `None` when nothing leads there.
        now: Option<String>,
    },
    /// A link leads to one upload of a file.
    PinnedLink {
        /// The address as written.
        url: String,
        /// The page of the dataset, where the permanent address is shown.
        page: String,
    },
    /// No link is of that kind; how many were read.
    NoSuchLink(usize),
    /// Data files of a folder.
    DataFiles(DataFolder),
    /// There is no data file.
    NoData,
    /// Data files without a licence.
    Unlicensed {
        /// How many.
        files: usize,
        /// Of how many.
        of: usize,
        /// The folders that hold them, sorted; empty for the root.
        folders: Vec<String>,
    },
    /// A licence is said for each data file; how many there are.
    Licensed(usize),
    /// Columns that seem to hold personal data.
    PersonalColumns(Vec<(String, PersonalKind)>),
    /// No column seems to; how many files were looked at.
    NoPersonalColumn(usize),
    /// A schema is wrong at a place.
    SchemaTrouble {
        /// What the file is.
        kind: &'static str,
        /// The place, as a JSON Pointer.
        pointer: String,
        /// What is wrong.
        fault: SchemaFault,
        /// The value.
        value: String,
    },
    /// How many schemas are right.
    SchemasRight(usize),
    /// A cell breaks its schema.
    Cell {
        /// The column.
        column: String,
        /// What is wrong.
        fault: CellFault,
        /// The schema's file.
        schema: String,
    },
    /// More cells of a table break its schema than are told.
    MoreCells(u64),
    /// How many tables keep to their schemas.
    TablesRight(usize),
    /// A repository of schemas has no README.
    SchemaWithoutReadme,
    /// The version that the schema says is not the latest tag.
    SchemaVersion {
        /// The schema's version.
        version: String,
        /// The latest tag.
        tag: String,
    },
    /// The schema that a repository publishes says no version.
    SchemaWithoutVersion,
    /// The schema says a version, and no tag does.
    SchemaWithoutTag(String),
    /// A repository of schemas has everything.
    SchemaRepository,
}

/// Sizes put together of which some may not be known: of a file that the clone lacks, for instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KnownBytes {
    /// The sum of those that are known; `None` when none is.
    pub sum: Option<u64>,
    /// Whether some are not known, so that the sum is a least.
    pub partial: bool,
}

impl FromIterator<Option<u64>> for KnownBytes {
    fn from_iter<I: IntoIterator<Item = Option<u64>>>(sizes: I) -> Self {
        sizes.into_iter().fold(Self::default(), |all, size| match size {
            Some(size) => Self {
                sum: Some(all.sum.unwrap_or_default().saturating_add(size)),
                ..all
            },
            None => Self { partial: true, ..all },
        })
    }
}

/// The data files of one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFolder {
    /// The folder; empty for the root.
    pub folder: String,
    /// How many files.
    pub files: usize,
    /// Their bytes together, as far as they are known.
    pub bytes: KnownBytes,
    /// Their formats, sorted.
    pub formats: Vec<&'static str>,
    /// The largest, with the names of its first columns and its rows, when they were seen.
    pub largest: String,
    /// Names of its columns.
    pub columns: Vec<String>,
    /// Rows of it.
    pub rows: Option<u64>,
    /// How many of the files may hold columns whose names are not known.
    pub hidden: usize,
}

impl DataNote {
    /// The part that tells this finding from others of the same rule and file, in no language.
    #[must_use]
    pub fn salient(&self) -> &str {
        match self {
            Self::OtherPortal { url, .. } | Self::OldLink { url, .. } | Self::PinnedLink { url, .. } => url,
            Self::SchemaTrouble { pointer, .. } => pointer,
            Self::DataFiles(folder) => &folder.folder,
            Self::Cell { column, .. } => column,
            Self::SchemaVersion { version, .. } => version,
            _ => "",
        }
    }
}
