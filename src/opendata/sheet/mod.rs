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

use super::table::{MOST_COLUMNS, is_header, short};

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

/// Rows that are kept to find the header in.
const FIRST_ROWS: usize = 20;

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

    /// The shape; `None` for an empty sheet. A title may stand above the header: the header is the first row that
    /// is at least half as wide as the widest of those looked at.
    fn shape(self) -> Option<TableShape> {
        let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
        let widest = self.first.iter().map(|row| filled(row)).max()?;
        let least = widest.div_ceil(2);
        let at = self.first.iter().position(|row| filled(row) >= least)?;
        let mut header = self.first.into_iter().nth(at)?;
        header.truncate(header.iter().rposition(|cell| !cell.is_empty())? + 1);
        if !is_header(&header) {
            header.clear();
        }
        let above = if header.is_empty() { 0 } else { at as u64 + 1 };
        Some(TableShape {
            rows: self.whole.then(|| self.count.saturating_sub(above)),
            header,
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
