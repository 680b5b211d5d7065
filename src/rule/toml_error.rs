// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of TOML files, at the exact line and column.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file that cannot be used, and the place that says why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {reason}")]
pub struct FileError {
    /// The file's name as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do, in one line.
    pub reason: String,
}

impl FileError {
    /// An error at a range of bytes of the text.
    #[must_use]
    pub fn at(file: &str, text: &str, span: &Range<usize>, reason: impl Into<String>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            reason: reason.into(),
        }
    }

    /// An error of the file as a whole.
    #[must_use]
    pub fn whole(file: &str, reason: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            reason: reason.into(),
        }
    }
}

/// Where a text stands as a value in a TOML document: the first place that holds it.
pub(super) fn place_of(text: &str, wanted: &str) -> Option<Range<usize>> {
    fn find(value: &Spanned<DeValue<'_>>, wanted: &str) -> Option<Range<usize>> {
        match value.get_ref() {
            DeValue::String(text) if text == wanted => Some(value.span()),
            DeValue::Array(items) => items.iter().find_map(|item| find(item, wanted)),
            DeValue::Table(table) => table.values().find_map(|item| find(item, wanted)),
            _ => None,
        }
    }
    let table = DeTable::parse(text).ok()?;
    let mut places: Vec<_> = table
        .get_ref()
        .values()
        .filter_map(|item| find(item, wanted))
        .collect();
    places.sort_by_key(|place| place.start);
    places.into_iter().next()
}

/// Reads a TOML text into a type.
///
/// # Errors
/// When the text is not TOML or not of the type's shape, at the place of the fault.
pub fn parse_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, FileError> {
    toml::from_str(text).map_err(|error| {
        let reason = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
        FileError::at(file, text, &error.span().unwrap_or(0..0), reason)
    })
}
