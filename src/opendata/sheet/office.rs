// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Workbooks of Office Open XML: `xl/workbook.xml` lists the sheets, each a part of its own; texts stand in a list
//! that the cells number.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::xml::{attribute, gather, reader};
use super::{MOST_COLUMNS, MOST_SHEETS, PART_BYTES, Rows, put};

/// Most bytes of the lists of a workbook: its sheets, and where they lie.
const LIST_BYTES: usize = 1 << 20;

/// Most bytes of the list of texts: the header's come first in most files.
const TEXTS_BYTES: usize = 4 << 20;

/// A cell as it is written.
enum Cell {
    Text(String),
    /// The number of a text in the list.
    Listed(usize),
}

/// A sheet whose texts are not known yet.
#[derive(Default)]
struct Raw {
    first: Vec<Vec<(usize, Cell)>>,
    count: u64,
    whole: bool,
}

pub(super) fn sheets(archive: &Archive<'_>) -> Vec<Rows> {
    let raw: Vec<Raw> = paths(archive)
        .into_iter()
        .filter_map(|path| {
            let part = archive.text(&path, PART_BYTES)?;
            let mut raw = sheet(&part.text);
            raw.whole &= part.whole;
            Some(raw)
        })
        .collect();
    let wanted: BTreeSet<usize> = raw
        .iter()
        .flat_map(|raw| raw.first.iter().flatten())
        .filter_map(|(_, cell)| match cell {
            Cell::Listed(number) => Some(*number),
            Cell::Text(_) => None,
        })
        .collect();
    let texts = texts(archive, &wanted);
    raw.into_iter().map(|raw| rows(raw, &texts)).collect()
}

/// The parts that are sheets, in the order of the workbook.
fn paths(archive: &Archive<'_>) -> Vec<String> {
    let mut targets = BTreeMap::new();
    each(archive, "xl/_rels/workbook.xml.rels", "Relationship", |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.insert(id.into_owned(), target.into_owned());
        }
    });
    let mut found = Vec::new();
    each(archive, "xl/workbook.xml", "sheet", |element| {
        let target = attribute(element, "id").and_then(|id| targets.get(&*id));
        if let Some(target) = target.filter(|_| found.len() < MOST_SHEETS) {
            found.push(match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            });
        }
    });
    if found.is_empty() {
        found.push("xl/worksheets/sheet1.xml".to_owned());
    }
    found
}

/// Every element of a name in a part.
fn each(archive: &Archive<'_>, part: &str, name: &str, mut seen: impl FnMut(&BytesStart<'_>)) {
    let Some(part) = archive.text(part, LIST_BYTES) else {
        return;
    };
    let mut reader = reader(&part.text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().into_inner() == name =>
            {
                seen(&element);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Reads the rows of a sheet.
fn sheet(text: &str) -> Raw {
    let mut raw = Raw::default();
    let mut reader = reader(text);
    let mut row: Vec<(usize, Cell)> = Vec::new();
    let (mut column, mut listed, mut inside, mut said) = (0, false, false, String::new());
    let mut filled = false;
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) => {
                raw.whole = true;
                return raw;
            }
            Err(_) => return raw,
            Ok(event) => event,
        };
        match &event {
            Event::Start(element) => match element.local_name().into_inner() {
                "row" => (column, filled) = (0, false),
                "c" => {
                    column = attribute(element, "r").map_or(column, |place| column_of(&place));
                    listed = attribute(element, "t").as_deref() == Some("s");
                    said.clear();
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "v" | "t" => inside = false,
                "c" => {
                    let cell = match said.trim() {
                        "" => None,
                        number if listed => number.parse().ok().map(Cell::Listed),
                        text => Some(Cell::Text(text.to_owned())),
                    };
                    if let Some(cell) = cell {
                        filled = true;
                        if raw.first.len() < super::FIRST_ROWS && column < MOST_COLUMNS {
                            row.push((column, cell));
                        }
                    }
                    column = column.saturating_add(1);
                }
                "row" => {
                    if filled {
                        raw.count += 1;
                    }
                    if filled && raw.first.len() < super::FIRST_ROWS {
                        raw.first.push(std::mem::take(&mut row));
                    }
                    row.clear();
                }
                _ => {}
            },
            Event::Empty(element) if element.local_name().into_inner() == "c" => {
                column = column.saturating_add(1);
            }
            event if inside => gather(event, &mut said),
            _ => {}
        }
    }
}

/// The column of a cell's name, from 0: `C12` is 2.
fn column_of(place: &str) -> usize {
    place
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .fold(0_usize, |sum, letter| {
            sum.saturating_mul(26)
                .saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
        })
        .saturating_sub(1)
}

/// The texts of some numbers.
fn texts(archive: &Archive<'_>, wanted: &BTreeSet<usize>) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    let (Some(last), Some(part)) = (wanted.last(), archive.text("xl/sharedStrings.xml", TEXTS_BYTES)) else {
        return found;
    };
    let mut reader = reader(&part.text);
    let (mut at, mut inside, mut phonetic, mut said) = (0, false, false, String::new());
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return found,
            Ok(event) => event,
        };
        match &event {
            Event::Start(element) => match element.local_name().into_inner() {
                "si" => said.clear(),
                "t" => inside = true,
                // Phonetic signs repeat the text.
                "rPh" => phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "t" => inside = false,
                "rPh" => phonetic = false,
                "si" => {
                    if wanted.contains(&at) {
                        found.insert(at, std::mem::take(&mut said));
                    }
                    if at == *last {
                        return found;
                    }
                    at += 1;
                }
                _ => {}
            },
            Event::Empty(element) if element.local_name().into_inner() == "si" => at += 1,
            event if inside && !phonetic => gather(event, &mut said),
            _ => {}
        }
    }
}

fn rows(raw: Raw, texts: &BTreeMap<usize, String>) -> Rows {
    let mut rows = Rows {
        count: raw.count,
        whole: raw.whole,
        ..Rows::default()
    };
    for row in raw.first {
        let mut cells = Vec::new();
        for (column, cell) in row {
            match cell {
                Cell::Text(text) => put(&mut cells, column, &text),
                // A text that lies too far in the list is there all the same.
                Cell::Listed(number) => {
                    put(&mut cells, column, texts.get(&number).map_or("?", String::as_str));
                }
            }
        }
        rows.first.push(cells);
    }
    rows
}
