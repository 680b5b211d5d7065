// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Spreadsheets: the columns and rows of each sheet, read from the archive itself.
//!
//! Only what the first rows need is unpacked, up to a limit, and repeated cells are counted and not made: a reader
//! that loads whole workbooks, as `calamine` does, would let a small file ask for any amount of memory. It is the
//! oracle of the tests.

mod archive;
mod office;
mod open;
mod xml;

use crate::model::TableShape;

use super::charset::Charset;
use super::header::{self, ROWS_BEFORE as FIRST_ROWS};
use super::table::{MOST_COLUMNS, separated, short};

/// The two families of spreadsheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workbook {
    /// Excel, Office Open XML (ECMA-376).
    Office,
    /// `OpenDocument` (ISO/IEC 26300).
    Open,
}

/// Most sheets of one workbook that are looked at.
const MOST_SHEETS: usize = 20;

/// Most bytes that are unpacked of one part of a workbook.
const PART_BYTES: usize = 8 << 20;

/// The sheets of a workbook that hold something, in order; none when the file cannot be read.
#[must_use]
pub fn sheets(workbook: Workbook, bytes: &[u8]) -> Vec<TableShape> {
    let Some(archive) = archive::Archive::open(bytes) else {
        return Vec::new();
    };
    let found = match workbook {
        Workbook::Office => office::sheets(&archive),
        Workbook::Open => open::sheets(&archive),
    };
    found.into_iter().filter_map(Rows::shape).collect()
}

/// The names of the parts of an archive; none when the bytes are none.
#[must_use]
pub fn parts(bytes: &[u8]) -> Vec<String> {
    let archive = archive::Archive::open(bytes);
    archive
        .iter()
        .flat_map(archive::Archive::names)
        .map(str::to_owned)
        .collect()
}

/// Ends of names of the tables that are looked at in an archive.
const TABLES: [&str; 3] = [".csv", ".tsv", ".txt"];

/// The tables of separated values in an archive: all of them, or none, because one that was not looked at may hold what
/// the others do not.
#[must_use]
pub fn archived(bytes: &[u8]) -> Vec<TableShape> {
    let Some(archive) = archive::Archive::open(bytes) else {
        return Vec::new();
    };
    let files: Vec<&str> = archive.names().filter(|name| !name.ends_with('/')).collect();
    let tables = files
        .iter()
        .all(|name| TABLES.iter().any(|end| name.to_ascii_lowercase().ends_with(end)));
    if !tables || files.len() > MOST_SHEETS {
        return Vec::new();
    }
    let shapes = files.iter().map(|name| {
        let (mut bytes, whole) = archive.unpack(name, PART_BYTES)?;
        if !whole {
            // The last row may be cut.
            bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n')?);
        }
        let shape = separated(&Charset::guess(&bytes)?.decode(&bytes));
        let rows = shape.rows.filter(|_| whole);
        Some(TableShape { rows, ..shape })
    });
    shapes.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The first rows of a sheet that hold something, and how many there are.
#[derive(Debug, Default)]
struct Rows {
    first: Vec<Vec<String>>,
    count: u64,
    /// Whether the whole sheet was seen.
    whole: bool,
}

impl Rows {
    /// Whether the cells of the next row are of any use.
    fn wants_cells(&self) -> bool {
        self.first.len() < FIRST_ROWS
    }

    /// Adds a row that holds something, with its cells while they are wanted.
    fn push(&mut self, cells: Vec<String>, times: u64) {
        if self.wants_cells() {
            self.first.push(cells);
        }
        self.count = self.count.saturating_add(times);
    }

    /// The shape; `None` for an empty sheet.
    fn shape(self) -> Option<TableShape> {
        if self.first.iter().flatten().all(String::is_empty) {
            return None;
        }
        let header = header::find(&self.first);
        Some(TableShape {
            rows: self.whole.then(|| self.count.saturating_sub(header.above as u64)),
            header: header.names,
            ..TableShape::default()
        })
    }
}

/// Puts a value into its column; those far to the right are left out.
fn put(cells: &mut Vec<String>, column: usize, value: &str) {
    if column >= MOST_COLUMNS {
        return;
    }
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = short(value);
}

#[cfg(test)]
mod tests;
