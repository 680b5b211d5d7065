// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Schemas of data: Table Schema and Data Package by the Frictionless specifications (version 1), JSON Schema
//! by its own meta-schemas.

mod cell;
mod line;
mod package;
mod table;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{SchemaFault, SchemaKind, SchemaTrouble};

pub use package::{Named, licensed, named};
pub use table::{Checked, TableSchema, check};

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
    /// What is wrong in it.
    pub troubles: Vec<SchemaTrouble>,
    /// The file.
    pub value: Value,
    /// The lines, from 1, where a package names files, by JSON Pointer.
    pub lines: BTreeMap<String, u32>,
}

/// Reads a schema. `sure` tells that the name of the file promises one, so that what is no JSON is a fault.
#[must_use]
pub fn read(text: &str, sure: Option<SchemaKind>) -> Option<Schema> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let trouble = SchemaTrouble {
                pointer: String::new(),
                line: u32::try_from(error.line()).ok().filter(|line| *line > 0),
                fault: SchemaFault::NotJson,
                value: error.to_string(),
            };
            return sure.map(|kind| Schema {
                kind,
                name: None,
                version: None,
                troubles: vec![trouble],
                value: Value::Null,
                lines: BTreeMap::new(),
            });
        }
    };
    let kind = kind(&value).or(sure.filter(|kind| *kind == SchemaKind::Package))?;
    let mut troubles = Troubles::default();
    match kind {
        SchemaKind::Table => table::faults(&value, "", &mut troubles),
        SchemaKind::Package => package::faults(&value, &mut troubles),
        SchemaKind::Json => json_faults(&value, &mut troubles),
    }
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
        troubles,
        value,
        lines,
    })
}

/// What a JSON value is, told by what only that kind has.
fn kind(value: &Value) -> Option<SchemaKind> {
    let object = value.as_object()?;
    let list_of_objects = |name: &str| {
        object
            .get(name)
            .and_then(Value::as_array)
            .is_some_and(|list| list.iter().all(Value::is_object) && !list.is_empty())
    };
    let dialect = object.get("$schema").and_then(Value::as_str).unwrap_or_default();
    if dialect.contains("json-schema.org/") {
        return Some(SchemaKind::Json);
    }
    // Avro, Kafka and others have a list of fields too, and say what the whole is.
    let other = object.contains_key("type") || object.contains_key("namespace");
    let named = || value["fields"][0]["name"].is_string();
    if dialect.contains("table-schema") || list_of_objects("fields") && !other && named() {
        return Some(SchemaKind::Table);
    }
    if dialect.contains("data-package") {
        return Some(SchemaKind::Package);
    }
    let resources = || {
        object["resources"].as_array().is_some_and(|list| {
            list.iter()
                .any(|one| one.get("path").is_some() || one.get("data").is_some())
        })
    };
    (object.contains_key("resources") && resources()).then_some(SchemaKind::Package)
}

/// Holds a JSON Schema against the meta-schema of its draft. References are not followed: nothing is fetched.
fn json_faults(value: &Value, troubles: &mut Troubles) {
    // A dialect of one's own has a meta-schema that is not here: nothing is known of it.
    let Some(validator) = jsonschema::meta::validator_for(value).ok() else {
        return;
    };
    for error in validator.iter_errors(value).take(MOST) {
        let pointer = error.instance_path().to_string();
        troubles.add(&pointer, SchemaFault::NotAllowed, &error.instance().to_string());
    }
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
