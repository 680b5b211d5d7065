// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Table Schema: what is wrong in one, and what it asks of a table.

use std::collections::HashSet;

use serde_json::Value;

use super::cell::{Column, TYPES};
use super::{SchemaFault, Troubles, pattern};
use crate::model::Unchecked;

/// Most columns that are read of one schema.
const MOST_FIELDS: usize = 2_000;

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
    for key in keys(value) {
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
            && pattern::is_none(pattern)
        {
            troubles.add(&at, SchemaFault::BadPattern, pattern);
        }
    }
}

/// A Table Schema ready to check tables.
#[derive(Debug)]
pub struct TableSchema {
    pub(super) columns: Vec<Column>,
    pub(super) missing: Vec<String>,
    /// The columns that are the key of a row.
    pub(super) key: Vec<String>,
    /// Parts that cannot be checked.
    pub unchecked: Vec<Unchecked>,
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
        let key: Vec<String> = keys(value)
            .into_iter()
            .map(|name| name.trim().to_owned())
            .collect();
        // By the specification, the columns of a key are required as if they said so.
        for column in columns.iter_mut().filter(|column| key.contains(&column.name)) {
            column.required = true;
            column.unique |= key.len() == 1;
        }
        if value["foreignKeys"]
            .as_array()
            .is_some_and(|list| !list.is_empty())
        {
            unchecked.push(Unchecked::ForeignKeys);
        }
        for one in value["uniqueKeys"].as_array().into_iter().flatten() {
            unchecked.push(Unchecked::Unicity(one.to_string()));
        }
        let missing = value["missingValues"].as_array().map_or_else(
            || vec![String::new()],
            |list| list.iter().filter_map(missing_value).collect(),
        );
        Self {
            columns,
            missing,
            key,
            unchecked,
        }
    }
}

/// A value that stands for none: a text, or since version 2 a value with a label.
fn missing_value(one: &Value) -> Option<String> {
    one.as_str().or_else(|| one["value"].as_str()).map(str::to_owned)
}

/// The columns of the primary key, which is one name or a list.
fn keys(value: &Value) -> Vec<&str> {
    match &value["primaryKey"] {
        Value::String(key) => vec![key.as_str()],
        Value::Array(keys) => keys.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
