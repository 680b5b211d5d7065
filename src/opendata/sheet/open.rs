// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Workbooks of `OpenDocument`: every sheet stands in `content.xml`; repeated cells and rows are written once.

use quick_xml::events::Event;

use super::archive::Archive;
use super::xml::{gather, number, reader};
use super::{MOST_COLUMNS, MOST_SHEETS, PART_BYTES, Rows, put};

pub(super) fn sheets(archive: &Archive<'_>) -> Vec<Rows> {
    let Some(part) = archive.text("content.xml", PART_BYTES) else {
        return Vec::new();
    };
    let mut sheets = read(&part.text);
    // What lies behind the limit belongs to the last sheet.
    if let (false, Some(last)) = (part.whole, sheets.last_mut()) {
        last.whole = false;
    }
    sheets
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    column: usize,
    filled: bool,
    times: u64,
}

fn read(text: &str) -> Vec<Rows> {
    let mut sheets: Vec<Rows> = Vec::new();
    let mut reader = reader(text);
    let (mut row, mut said, mut inside, mut repeated) = (Row::default(), String::new(), 0_usize, 1);
    let mut note = false;
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return sheets,
            Ok(event) => event,
        };
        match &event {
            Event::Start(element) => match element.local_name().into_inner() {
                "table" if sheets.len() == MOST_SHEETS => return sheets,
                "table" => sheets.push(Rows::default()),
                "table-row" => {
                    row = Row {
                        times: number(element, "number-rows-repeated", 1),
                        ..Row::default()
                    }
                }
                "table-cell" | "covered-table-cell" => {
                    repeated = number(element, "number-columns-repeated", 1);
                    said.clear();
                }
                "annotation" => note = true,
                "p" => inside += 1,
                _ => {}
            },
            Event::Empty(element)
                if matches!(
                    element.local_name().into_inner(),
                    "table-cell" | "covered-table-cell"
                ) =>
            {
                row.skip(number(element, "number-columns-repeated", 1));
            }
            Event::End(element) => match element.local_name().into_inner() {
                "annotation" => note = false,
                "p" => inside = inside.saturating_sub(1),
                "table-cell" | "covered-table-cell" => {
                    let wanted = sheets.last().is_some_and(Rows::wants_cells);
                    row.cell(said.trim(), repeated, wanted);
                }
                "table-row" => {
                    if let (true, Some(sheet)) = (row.filled, sheets.last_mut()) {
                        sheet.push(std::mem::take(&mut row.cells), row.times);
                    }
                }
                "table" => {
                    if let Some(sheet) = sheets.last_mut() {
                        sheet.whole = true;
                    }
                }
                _ => {}
            },
            event if inside > 0 && !note => gather(event, &mut said),
            _ => {}
        }
    }
}

impl Row {
    fn skip(&mut self, times: u64) {
        let times = usize::try_from(times).unwrap_or(usize::MAX);
        self.column = self.column.saturating_add(times);
    }

    fn cell(&mut self, said: &str, times: u64, wanted: bool) {
        if said.is_empty() {
            self.skip(times);
            return;
        }
        self.filled = true;
        let last = self
            .column
            .saturating_add(usize::try_from(times).unwrap_or(usize::MAX));
        for column in (self.column..last.min(MOST_COLUMNS)).filter(|_| wanted) {
            put(&mut self.cells, column, said);
        }
        self.column = last;
    }
}
