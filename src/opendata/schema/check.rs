// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Holds tables against a Table Schema, row by row, without keeping them.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufReader, Read};

use csv::{ReaderBuilder, StringRecord};

use super::cell::Column;
use super::dialect::Dialect;
use super::place::Lines;
use super::table::TableSchema;
use super::{MOST, short};
use crate::model::{CellError, CellFault, Unchecked};

/// Most values, or sets of values, that must be unique and are remembered of one table.
const MOST_UNIQUE: usize = 2_000_000;

/// What the check of a table, or of a part of one, gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Rows below the header.
    pub rows: u64,
    /// Cells that break the schema, in order; at most 50.
    pub errors: Vec<CellError>,
    /// How many there are in all.
    pub count: u64,
    /// What was not checked.
    pub unchecked: Vec<Unchecked>,
}

impl Checked {
    fn add(&mut self, line: u64, column: &str, fault: CellFault) {
        self.count += 1;
        if self.errors.len() < MOST {
            self.errors.push(CellError {
                line: u32::try_from(line).unwrap_or(u32::MAX),
                column: short(column),
                fault,
            });
        }
    }

    fn leave(&mut self, what: Unchecked) {
        if !self.unchecked.contains(&what) {
            self.unchecked.push(what);
        }
    }
}

/// A table while it is held against a schema: the parts of one that lies in several files follow one another.
pub struct Check<'s> {
    schema: &'s TableSchema,
    dialect: &'s Dialect,
    delimiter: u8,
    /// The names of the columns; `None` until they were read.
    header: Option<Vec<String>>,
    width: usize,
    columns: Vec<(&'s Column, usize)>,
    /// Of each column that must be unique, what was seen of it.
    seen: Vec<HashSet<u64>>,
    /// The columns that are the key of a row together, and what was seen of them.
    key: Vec<usize>,
    keys: HashSet<u64>,
}

impl<'s> Check<'s> {
    /// Begins with a table. The delimiter is that of the dialect, or one that was guessed.
    #[must_use]
    pub fn new(schema: &'s TableSchema, dialect: &'s Dialect, guessed: u8) -> Self {
        Self {
            schema,
            dialect,
            delimiter: dialect.delimiter.unwrap_or(guessed),
            header: None,
            width: 0,
            columns: Vec::new(),
            seen: Vec::new(),
            key: Vec::new(),
            keys: HashSet::new(),
        }
    }

    /// Reads a part. Columns are found by name, whatever their order; columns that the schema does not know are left
    /// alone, and one that lacks is a fault only when the schema requires it.
    pub fn part(&mut self, text: impl Read) -> Checked {
        let mut done = Checked {
            unchecked: self.schema.unchecked.clone(),
            ..Checked::default()
        };
        if let Some(what) = &self.dialect.unread {
            done.leave(Unchecked::Dialect(what.clone()));
            return done;
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quote(self.dialect.quote)
            .double_quote(self.dialect.double_quote)
            .escape(self.dialect.escape)
            .comment(self.dialect.comment)
            .has_headers(false)
            .flexible(true)
            .from_reader(Lines::new(BufReader::with_capacity(64 << 10, text)));
        let mut row = StringRecord::new();
        let mut first = true;
        loop {
            match reader.read_record(&mut row) {
                Ok(true) => {}
                Ok(false) => break,
                Err(_) => {
                    done.leave(Unchecked::Rest(done.rows));
                    break;
                }
            }
            let place = row.position().map_or(0, csv::Position::byte);
            let line = reader.get_mut().of(place);
            if std::mem::take(&mut first) {
                match self.begin(&mut row, &mut reader, line, &mut done) {
                    Begun::Row => {}
                    Begun::Header => continue,
                    Begun::Nothing => return done,
                }
            }
            self.row(&row, line, &mut done);
        }
        done
    }

    /// Reads the names of the columns, if the first row of a part holds them.
    fn begin<R: Read>(
        &mut self,
        row: &mut StringRecord,
        reader: &mut csv::Reader<Lines<R>>,
        line: u64,
        done: &mut Checked,
    ) -> Begun {
        if let Some(header) = &self.header {
            // The parts of a table are one text cut up; some programs repeat the names.
            let same = self.dialect.header_row > 0
                && row.iter().map(str::trim).eq(header.iter().map(String::as_str));
            return if same { Begun::Header } else { Begun::Row };
        }
        if self.dialect.header_row == 0 {
            self.header = Some(Vec::new());
            self.width = self.schema.columns.len().max(row.len());
            self.columns = self.schema.columns.iter().zip(0..).collect();
            self.remember(done);
            return Begun::Row;
        }
        let mut line = line;
        // A spreadsheet is told the sign on a line of its own.
        if row.len() <= 2 && row.get(0).is_some_and(|cell| cell.trim().starts_with("sep=")) {
            if !reader.read_record(row).unwrap_or(false) {
                return Begun::Nothing;
            }
            line = reader.get_mut().of(row.position().map_or(0, csv::Position::byte));
        }
        for _ in 1..self.dialect.header_row {
            if !reader.read_record(row).unwrap_or(false) {
                return Begun::Nothing;
            }
            line = reader.get_mut().of(row.position().map_or(0, csv::Position::byte));
        }
        let names: Vec<String> = row.iter().map(|name| name.trim().to_owned()).collect();
        self.width = names.len();
        let mut lacks = Vec::new();
        let schema = self.schema;
        for column in &schema.columns {
            let place = names.iter().position(|name| *name == column.name).or_else(|| {
                let same = |name: &String| name.to_lowercase() == column.name.to_lowercase();
                names.iter().position(same).filter(|_| self.dialect.any_case)
            });
            match place {
                Some(place) => self.columns.push((column, place)),
                None if column.required => lacks.push(column),
                None => {}
            }
        }
        // A table of which no column is known may be written in a way that was not understood.
        if self.columns.is_empty() && (names.len() < 2 || lacks.is_empty()) && !self.schema.columns.is_empty()
        {
            done.leave(Unchecked::NoColumn);
            // Nothing is asked of the other parts.
            (self.header, self.width) = (Some(Vec::new()), usize::MAX);
            return Begun::Nothing;
        }
        for column in lacks {
            done.add(line, &column.name, CellFault::NoColumn);
        }
        self.header = Some(names);
        self.remember(done);
        Begun::Header
    }

    /// Makes room for what must be unique.
    fn remember(&mut self, done: &mut Checked) {
        self.seen = self.columns.iter().map(|_| HashSet::new()).collect();
        let place = |name: &String| {
            let found = self.columns.iter().find(|(column, _)| column.name == *name);
            found.map(|(_, place)| *place)
        };
        if self.schema.key.len() > 1 {
            match self.schema.key.iter().map(place).collect() {
                Some(places) => self.key = places,
                // What lacks of the key was told: its columns are required.
                None => done.leave(Unchecked::Unicity(self.schema.key.join(", "))),
            }
        }
    }

    fn row(&mut self, row: &StringRecord, line: u64, done: &mut Checked) {
        done.rows += 1;
        if row.len() > self.width {
            done.add(line, "", CellFault::TooManyCells);
        }
        let cell = |place: usize| {
            let value = row.get(place).unwrap_or_default();
            if self.dialect.trims {
                value.trim_start()
            } else {
                value
            }
        };
        let missing = |value: &str| {
            self.schema.missing.iter().any(|one| one == value) || self.dialect.null.as_deref() == Some(value)
        };
        for ((column, place), seen) in self.columns.iter().zip(&mut self.seen) {
            let value = cell(*place);
            if missing(value) || row.get(*place).is_none() {
                if column.required {
                    done.add(line, &column.name, CellFault::Empty);
                }
                continue;
            }
            if self.dialect.trims
                && value.len() < row.get(*place).map_or(0, str::len)
                && value.starts_with('"')
            {
                // A quoted cell behind a space: its signs were not read as those of one cell.
                done.leave(Unchecked::Dialect("dialect/skipInitialSpace".to_owned()));
            }
            if let Some(fault) = column.fault(value) {
                done.add(line, &column.name, fault);
            }
            if column.unique {
                if seen.len() >= MOST_UNIQUE {
                    done.leave(Unchecked::Unicity(column.name.clone()));
                } else if !seen.insert(hash(std::iter::once(value))) {
                    done.add(line, &column.name, CellFault::NotUnique);
                }
            }
        }
        if !self.key.is_empty() && self.key.iter().all(|place| !missing(cell(*place))) {
            let name = || self.schema.key.join(", ");
            if self.keys.len() >= MOST_UNIQUE {
                done.leave(Unchecked::Unicity(name()));
            } else if !self.keys.insert(hash(self.key.iter().map(|place| cell(*place)))) {
                done.add(line, &name(), CellFault::NotUnique);
            }
        }
    }
}

/// What the first row of a part was.
enum Begun {
    Row,
    Header,
    Nothing,
}

fn hash<'a>(values: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for value in values {
        value.hash(&mut hasher);
    }
    hasher.finish()
}
