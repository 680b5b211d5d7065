// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licences in metadata that rules do not compare: `datapackage.json`, `REUSE.toml`, `galaxy.yml`, opam files.

use serde_json::Value;
use toml::de::DeTable;

use super::{LONGEST, MOST_LICENCES, ManifestValue, ends, yaml};
use crate::facts::decode::Text;

/// The licences that a file states; `None` when its name is none of these formats.
/// A file that cannot be understood states none.
pub(in crate::facts) fn read(name: &str, text: &Text) -> Option<Vec<ManifestValue>> {
    let mut found = match name {
        "datapackage.json" => datapackage(text.as_str()),
        "REUSE.toml" => reuse(text),
        "galaxy.yml" => yaml::galaxy(text),
        _ if name == "opam" || ends(name, ".opam") => opam(text.as_str()),
        _ => return None,
    };
    found.truncate(MOST_LICENCES);
    Some(found)
}

fn stated(value: &str, line: u32) -> ManifestValue {
    ManifestValue {
        value: value.trim().chars().take(LONGEST).collect(),
        line,
    }
}

/// The licences of a Data Package, by name or else by address.
fn datapackage(text: &str) -> Vec<ManifestValue> {
    let Ok(root) = serde_json::from_str::<Value>(text) else {
        return Vec::new();
    };
    let line = (1..)
        .zip(text.lines())
        .find(|(_, line)| line.contains("\"licenses\""))
        .map_or(1, |(line, _)| line);
    let list = root.get("licenses").and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|licence| licence.get("name").or_else(|| licence.get("path"))?.as_str())
        .map(|name| stated(name, line))
        .collect()
}

/// The licences of every annotation, whatever paths they are for.
fn reuse(text: &Text) -> Vec<ManifestValue> {
    let Ok(root) = DeTable::parse(text.as_str()) else {
        return Vec::new();
    };
    let tables = root
        .get_ref()
        .get("annotations")
        .and_then(|item| item.get_ref().as_array());
    let mut found: Vec<ManifestValue> = Vec::new();
    for table in tables.into_iter().flat_map(|list| list.iter()) {
        let Some(item) = table
            .get_ref()
            .as_table()
            .and_then(|table| table.get("SPDX-License-Identifier"))
        else {
            continue;
        };
        let line = text.line(item.span().start);
        let one = item.get_ref().as_str();
        let many = item.get_ref().as_array().into_iter().flat_map(|list| list.iter());
        for value in one
            .into_iter()
            .chain(many.filter_map(|item| item.get_ref().as_str()))
        {
            if found.len() < MOST_LICENCES && found.iter().all(|known| known.value != value) {
                found.push(stated(value, line));
            }
        }
    }
    found
}

/// The field of an opam file: one expression, or a list of them.
fn opam(text: &str) -> Vec<ManifestValue> {
    for (line, written) in (1..).zip(text.lines()) {
        if let Some(value) = written.strip_prefix("license:") {
            let quoted = value.split('"').skip(1).step_by(2);
            return quoted.map(|name| stated(name, line)).collect();
        }
    }
    Vec::new()
}
