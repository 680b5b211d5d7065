// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Table Schema: what is wrong in one, and whether a table keeps to it, read row by row.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use csv::{ReaderBuilder, StringRecord};
use regex::Regex;
use serde_json::Value;

use super::cell::{Column, TYPES};
use super::{MOST, SchemaFault, Troubles, short};
use crate::model::{CellError, CellFault};

/// Most columns that are read of one schema.
const MOST_FIELDS: usize = 2_000;

/// Most values that a column which must be unique is remembered by.
const MOST_UNIQUE: usize = 1_000_000;

/// Constraints of the specification.
const CONSTRAINTS: &[&str] = &[
    "required",
    "unique",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "pattern",
    "enum",
];

/// What is wrong in a Table Schema that stands at a place of its file.
pub(super) fn faults(value: &Value, at: &str, troubles: &mut Troubles) {
    let Some(fields) = value["fields"].as_array().filter(|list| !list.is_empty()) else {
        troubles.add(&format!("{at}/fields"), SchemaFault::Missing, "");
        return;
    };
    let mut names = HashSet::new();
    for (index, field) in fields.iter().take(MOST_FIELDS).enumerate() {
        let at = format!("{at}/fields/{index}");
        match field["name"].as_str() {
            Some(name) if !name.is_empty() => {
                if !names.insert(name) {
                    troubles.add(&format!("{at}/name"), SchemaFault::Twice, name);
                }
            }
            _ => troubles.add(&format!("{at}/name"), SchemaFault::Missing, ""),
        }
        match &field["type"] {
            Value::Null => {}
            Value::String(kind) if TYPES.contains(&kind.as_str()) => {}
            Value::String(kind) => troubles.add(&format!("{at}/type"), SchemaFault::NotAllowed, kind),
            other => troubles.add(&format!("{at}/type"), SchemaFault::WrongType, &other.to_string()),
        }
        constraints(&field["constraints"], &format!("{at}/constraints"), troubles);
    }
    let keys = match &value["primaryKey"] {
        Value::String(key) => vec![key.as_str()],
        Value::Array(keys) => keys.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    for key in keys {
        if !names.contains(key) {
            troubles.add(&format!("{at}/primaryKey"), SchemaFault::NotAllowed, key);
        }
    }
    if !matches!(&value["missingValues"], Value::Null | Value::Array(_)) {
        troubles.add(&format!("{at}/missingValues"), SchemaFault::WrongType, "");
    }
}

fn constraints(value: &Value, at: &str, troubles: &mut Troubles) {
    let object = match value {
        Value::Null => return,
        Value::Object(object) => object,
        other => return troubles.add(at, SchemaFault::WrongType, &other.to_string()),
    };
    for (name, value) in object {
        let at = format!("{at}/{name}");
        let right = match name.as_str() {
            "required" | "unique" => value.is_boolean(),
            "minLength" | "maxLength" => value.is_u64(),
            "pattern" => value.is_string(),
            "enum" => value.as_array().is_some_and(|list| !list.is_empty()),
            "minimum" | "maximum" => value.is_string() || value.is_number(),
            _ => {
                // A word of another specification, or a slip of the pen: an extension is allowed.
                if CONSTRAINTS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                    troubles.add(&at, SchemaFault::NotAllowed, name);
                }
                continue;
            }
        };
        if !right {
            troubles.add(&at, SchemaFault::WrongType, &value.to_string());
        }
        if let Some(pattern) = value.as_str().filter(|_| name == "pattern")
            && opens_without_closing(pattern)
        {
            troubles.add(&at, SchemaFault::BadPattern, pattern);
        }
    }
}

/// Whether no dialect of regular expressions can read an expression. What only Vigie's engine refuses
/// (look-around, references) is no fault.
fn opens_without_closing(pattern: &str) -> bool {
    use regex_syntax::ast::ErrorKind;
    match regex_syntax::ast::parse::Parser::new().parse(pattern) {
        Ok(_) => false,
        Err(error) => matches!(
            error.kind(),
            ErrorKind::GroupUnclosed
                | ErrorKind::GroupUnopened
                | ErrorKind::ClassUnclosed
                | ErrorKind::RepetitionMissing
                | ErrorKind::EscapeUnexpectedEof
                | ErrorKind::ClassRangeInvalid
        ),
    }
}

/// A Table Schema ready to check tables.
#[derive(Debug)]
pub struct TableSchema {
    columns: Vec<Column>,
    missing: Vec<String>,
    /// Parts that cannot be checked.
    pub unchecked: Vec<String>,
}

impl TableSchema {
    /// Reads the columns. What is wrong in the schema is not checked: `read` tells it.
    #[must_use]
    pub fn new(value: &Value) -> Self {
        let mut unchecked = Vec::new();
        let fields = value["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut columns: Vec<Column> = fields
            .iter()
            .take(MOST_FIELDS)
            .filter_map(|field| Column::new(field, &mut unchecked))
            .collect();
        if let Some(key) = value["primaryKey"].as_str() {
            for column in columns.iter_mut().filter(|column| column.name == key) {
                column.required = true;
                column.unique = true;
            }
        }
        let missing = value["missingValues"].as_array().map_or_else(
            || vec![String::new()],
            |list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        );
        Self {
            columns,
            missing,
            unchecked,
        }
    }
}

/// What a check of a table gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Rows below the header.
    pub rows: u64,
    /// Cells that break the schema, in order; at most 50.
    pub errors: Vec<CellError>,
    /// How many there are in all.
    pub count: u64,
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
}

/// Tells the line of a place in a text, going forward only. The reader of tables takes a record to begin before the
/// line break that ends the one before, and knows neither blank lines nor what ends with a carriage return alone.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the first byte from a place on that breaks no line.
    fn of(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        while let Some(sign) = self.text.get(self.at) {
            let breaks = matches!(sign, b'\n' | b'\r');
            if self.at >= byte && !breaks {
                break;
            }
            // The first of "\r\n" is no break of its own.
            let first = *sign == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(breaks && !first);
            self.at += 1;
        }
        self.line
    }
}

/// Holds a table against a schema. Columns are found by name, whatever their order; columns that the schema
/// does not know are left alone, and one that lacks is a fault only when the schema requires it.
#[must_use]
pub fn check(text: &str, delimiter: u8, schema: &TableSchema) -> Checked {
    let mut done = Checked::default();
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    if !reader.read_record(&mut record).unwrap_or(false) {
        return done;
    }
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, name) in record.iter().enumerate() {
        places.entry(name.trim()).or_insert(index);
    }
    let width = record.len();
    let mut columns = Vec::new();
    for column in &schema.columns {
        match places.get(column.name.as_str()) {
            Some(place) => columns.push((column, *place, HashSet::new())),
            None if column.required => done.add(1, &column.name, CellFault::NoColumn),
            None => {}
        }
    }
    let mut row = StringRecord::new();
    let mut lines = Lines::new(text);
    while reader.read_record(&mut row).unwrap_or(false) {
        done.rows += 1;
        let line = lines.of(row.position().map_or(0, csv::Position::byte));
        if row.len() > width {
            done.add(line, "", CellFault::TooManyCells);
        }
        for (column, place, seen) in &mut columns {
            let value = row.get(*place).unwrap_or_default();
            if schema.missing.iter().any(|missing| missing == value) || row.get(*place).is_none() {
                if column.required {
                    done.add(line, &column.name, CellFault::Empty);
                }
                continue;
            }
            if let Some(fault) = column.fault(value) {
                done.add(line, &column.name, fault);
            }
            if column.unique && seen.len() < MOST_UNIQUE && !seen.insert(hash(value)) {
                done.add(line, &column.name, CellFault::NotUnique);
            }
        }
    }
    done
}

fn hash(value: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// An expression of XML Schema or Python, for whole values. `None` when the engine cannot read it.
pub(super) fn whole(pattern: &str) -> Option<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{pattern})$"))
        .size_limit(1 << 20)
        .build()
        .ok()
}
