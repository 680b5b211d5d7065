// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Schemas of data: Table Schema and Data Package by the Frictionless specifications (version 1), JSON Schema
//! by its own meta-schemas.
//! Version 2 of the Frictionless specifications is read too, where a file names it.

mod cell;
mod check;
mod dialect;
mod line;
mod meta;
mod package;
mod pattern;
mod place;
mod table;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{SchemaFault, SchemaKind, SchemaTrouble};

pub use check::{Check, Checked};
pub use dialect::Dialect;
pub use package::{By, Resource, beside, licensed, resources};
pub use table::TableSchema;

/// Most things that are told of one file.
pub(super) const MOST: usize = 50;

/// Longest value that is told, in characters.
const LONGEST: usize = 80;

/// What a JSON file says as a schema; `None` when it is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// What it is.
    pub kind: SchemaKind,
    /// Its name, when it says one.
    pub name: Option<String>,
    /// Its version, when it says one.
    pub version: Option<String>,
    /// Whether it says of itself what only a schema that is published says: a title, a home page, its authors.
    pub described: bool,
    /// What is wrong in it.
    pub troubles: Vec<SchemaTrouble>,
    /// The file.
    pub value: Value,
    /// The lines, from 1, where a package names files, by JSON Pointer.
    pub lines: BTreeMap<String, u32>,
}

/// What a schema says of itself where it is published on its own.
const DESCRIBES: [&str; 8] = [
    "title",
    "homepage",
    "countryCode",
    "contributors",
    "created",
    "lastModified",
    "keywords",
    "path",
];

/// What the name of a file, or whoever names it, promises that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// Nothing: what it is is told by what only that kind has.
    Nothing,
    /// A data package, by its exact name.
    Package,
    /// A JSON Schema (`*.schema.json`), or a table's schema.
    Json,
    /// A Table Schema, as schema repositories call theirs (`schema.json`).
    PerhapsTable,
    /// A Table Schema: a package says so.
    Table,
}

impl Promise {
    /// What the file is when nobody can read it; `None` when it may be anything.
    fn kind(self) -> Option<SchemaKind> {
        match self {
            Self::Nothing | Self::PerhapsTable => None,
            Self::Package => Some(SchemaKind::Package),
            Self::Json => Some(SchemaKind::Json),
            Self::Table => Some(SchemaKind::Table),
        }
    }
}

/// Reads a schema; `None` when the file is none.
#[must_use]
pub fn read(text: &str, promise: Promise) -> Option<Schema> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let trouble = SchemaTrouble {
                pointer: String::new(),
                line: u32::try_from(error.line()).ok().filter(|line| *line > 0),
                fault: SchemaFault::NotJson,
                value: error.to_string(),
            };
            return promise.kind().map(|kind| Schema {
                kind,
                name: None,
                version: None,
                described: false,
                troubles: vec![trouble],
                value: Value::Null,
                lines: BTreeMap::new(),
            });
        }
    };
    let kind = match promise {
        Promise::Table => match kind(&value, promise) {
            // Data that is no table has a schema of another kind.
            None if value.get("properties").is_some() || value.get("$ref").is_some() => return None,
            found => found.unwrap_or(SchemaKind::Table),
        },
        Promise::Package => kind(&value, promise).unwrap_or(SchemaKind::Package),
        _ => kind(&value, promise)?,
    };
    let mut troubles = Troubles::default();
    match kind {
        SchemaKind::Table => table::faults(&value, "", &mut troubles),
        SchemaKind::Package => package::faults(&value, &mut troubles),
        SchemaKind::Json => meta::json_faults(&value, &mut troubles),
    }
    meta::faults(kind, &value, &mut troubles);
    let mut troubles = troubles.0;
    let names = if kind == SchemaKind::Package {
        package::pointers(&value)
    } else {
        Vec::new()
    };
    let mut lines = BTreeMap::new();
    if !troubles.is_empty() || !names.is_empty() {
        let pointers = troubles.iter().map(|trouble| trouble.pointer.as_str());
        let found = line::Lines::new(text, pointers.chain(names.iter().map(String::as_str)));
        for trouble in &mut troubles {
            trouble.line = found.of(&trouble.pointer);
        }
        lines.extend(
            names
                .iter()
                .filter_map(|name| Some((name.clone(), found.of(name)?))),
        );
    }
    let said = |name: &str| value[name].as_str().map(short);
    Some(Schema {
        kind,
        name: said("name").or_else(|| said("$id")),
        version: said("version"),
        described: DESCRIBES.iter().any(|name| value.get(name).is_some()),
        troubles,
        value,
        lines,
    })
}

/// Names that the fields of other formats bear, and no field of a Table Schema.
const FOREIGN: &[&str] = &[
    "field",
    "key",
    "id",
    "fieldName",
    "fieldType",
    "widget",
    "component",
    "label",
    "attribute",
    "column",
    "mode",
    "kind",
    "props",
    "nullable",
];

/// What a JSON value is, told by what only that kind has, or by what it promises.
fn kind(value: &Value, promise: Promise) -> Option<SchemaKind> {
    let Some(object) = value.as_object() else {
        // BigQuery writes its schemas as lists of columns.
        let columns = value
            .as_array()
            .is_some_and(|list| list.iter().any(|one| one.get("name").is_some()));
        return (promise == Promise::Json && !columns).then_some(SchemaKind::Json);
    };
    let dialect = object.get("$schema").and_then(Value::as_str).unwrap_or_default();
    if dialect.contains("json-schema.org/") {
        return Some(SchemaKind::Json);
    }
    // What GraphQL tells of itself.
    if object.contains_key("__schema") || value["data"]["__schema"].is_object() {
        return None;
    }
    if dialect.contains("table-schema") || dialect.contains("tableschema") || is_table(value, promise) {
        return Some(SchemaKind::Table);
    }
    if dialect.contains("data-package") || dialect.contains("datapackage") {
        return Some(SchemaKind::Package);
    }
    let resources = || {
        object["resources"].as_array().is_some_and(|list| {
            list.iter()
                .any(|one| one.get("path").is_some() || one.get("data").is_some())
        })
    };
    if object.contains_key("resources") && resources() {
        return Some(SchemaKind::Package);
    }
    // Avro, Kafka and Spark have schemas of their own.
    let other = matches!(
        object.get("type").and_then(Value::as_str),
        Some("record" | "enum" | "fixed" | "struct")
    ) || object.contains_key("namespace")
        || object.contains_key("fields");
    let unknown = object.contains_key("$schema");
    (promise == Promise::Json && !other && !unknown).then_some(SchemaKind::Json)
}

/// Whether an object lists the fields of a table.
fn is_table(value: &Value, promise: Promise) -> bool {
    // Avro, Kafka and others have a list of fields too, and say what the whole is.
    let other = value.get("type").is_some() || value.get("namespace").is_some();
    let Some(fields) = value["fields"].as_array().filter(|_| !other) else {
        return false;
    };
    let Some(objects) = fields.iter().map(Value::as_object).collect::<Option<Vec<_>>>() else {
        return false;
    };
    // BigQuery tells by `mode` whether a column may be empty, and writes types in capitals.
    let foreign = objects.iter().any(|field| {
        let capitals =
            |text: &str| text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        field.contains_key("mode") || field.get("type").and_then(Value::as_str).is_some_and(capitals)
    });
    let named = || {
        objects
            .first()
            .is_some_and(|field| field.get("name").is_some_and(Value::is_string))
    };
    let meant = promise == Promise::PerhapsTable
        && !objects
            .iter()
            .any(|field| FOREIGN.iter().any(|name| field.contains_key(*name)));
    !foreign && (named() || meant)
}

/// What is wrong, bounded.
#[derive(Debug, Default)]
struct Troubles(Vec<SchemaTrouble>);

impl Troubles {
    fn add(&mut self, pointer: &str, fault: SchemaFault, value: &str) {
        if self.0.len() < MOST {
            self.0.push(SchemaTrouble {
                pointer: pointer.to_owned(),
                line: None,
                fault,
                value: short(value),
            });
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests;
