// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Schemas of data, what is wrong in them, and what is wrong in tables by them.

use std::sync::Arc;

use super::Place;

/// What a schema file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaKind {
    /// A Table Schema: the columns of a table.
    Table,
    /// A data package: files and their schemas.
    Package,
    /// A JSON Schema.
    Json,
}

impl SchemaKind {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Table => "Table Schema",
            Self::Package => "Data Package",
            Self::Json => "JSON Schema",
        }
    }
}

/// What is wrong in a schema file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemaFault {
    /// It is no JSON.
    NotJson,
    /// A property must be there and is not, or is empty.
    Missing,
    /// A property has another type than it must.
    WrongType,
    /// A value is none of those that are allowed.
    NotAllowed,
    /// A name stands twice where it must be unique.
    Twice,
    /// An expression cannot be read.
    BadPattern,
    /// A file that it names is not in the repository.
    NoFile,
    /// A path leads out of the folder.
    Outside,
}

/// One thing wrong in a schema file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaTrouble {
    /// Where in the file, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The line of that place, from 1; of what lacks, the line of what it should stand in.
    pub line: Option<u32>,
    /// What is wrong.
    pub fault: SchemaFault,
    /// The value or name at fault; empty when there is none.
    pub value: String,
}

/// A schema of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFile {
    /// The file.
    pub path: Arc<str>,
    /// What it is.
    pub kind: SchemaKind,
    /// Its name, when it says one.
    pub name: Option<String>,
    /// Its version, when it says one.
    pub version: Option<String>,
    /// Whether it says of itself what only a schema that is published says: a title, a home page, its authors.
    pub described: bool,
    /// What is wrong in it, in the order of the file; at most 50.
    pub troubles: Vec<SchemaTrouble>,
}

/// How a cell breaks its schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellFault {
    /// A column that must be there is not.
    NoColumn,
    /// It is empty and must not be.
    Empty,
    /// It is no value of the type.
    NotOfType(String),
    /// It is none of the values of the list.
    NotInList,
    /// It does not match the expression.
    NoMatch(String),
    /// It stands in another row too.
    NotUnique,
    /// It is under the minimum, or over the maximum.
    OutOfRange(String),
    /// It has too few or too many characters.
    WrongLength(String),
    /// The row has more cells than there are columns.
    TooManyCells,
}

/// One cell that breaks its schema. What it holds is not kept: it may be personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// Line in the file, from 1.
    pub line: u32,
    /// The name of the column.
    pub column: String,
    /// What is wrong with it.
    pub fault: CellFault,
}

/// A part of a table or of its schema that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unchecked {
    /// An expression that Vigie's engine does not read, or that dialects read in different ways.
    Pattern(String),
    /// A type or format of which nothing is known here.
    Format {
        /// The column.
        column: String,
        /// The type or format.
        format: String,
    },
    /// A bound that no value can be compared with.
    Bound {
        /// The column.
        column: String,
        /// The bound.
        bound: String,
    },
    /// Whether values are unique, of so many; the column or columns.
    Unicity(String),
    /// Keys that lead to other tables.
    ForeignKeys,
    /// The rows behind so many: one of them has no end.
    Rest(u64),
    /// Something that the package says of how the table is written; its place.
    Dialect(String),
    /// The encoding that the package names.
    Encoding(String),
    /// The content is no text.
    NotText,
    /// Tables of this format are not held against schemas.
    Kind(String),
    /// The file has so many bytes, which is too much.
    TooLarge(u64),
    /// The files before used up what is read of one repository.
    OverBudget,
    /// The content is not here: it could not be read, or a pointer of Git LFS stands for it.
    Unread,
    /// The schema is not in the repository or is none; as written.
    Schema(String),
    /// No column of the table bears a name of the schema.
    NoColumn,
}

/// A table that a schema describes, and what came of holding one against the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCheck {
    /// The table.
    pub table: Arc<str>,
    /// The schema's file, or its address.
    pub schema: Arc<str>,
    /// Rows that were checked.
    pub rows: u64,
    /// Cells that break the schema, in order; at most 50.
    pub errors: Vec<CellError>,
    /// How many there are in all.
    pub count: u64,
    /// What was not checked.
    pub unchecked: Vec<Unchecked>,
}

impl TableCheck {
    /// The place of an error.
    #[must_use]
    pub fn place(&self, error: &CellError) -> Place {
        Place::line(&self.table, error.line)
    }
}
