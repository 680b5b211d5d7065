// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licences in metadata that rules do not compare: `datapackage.json`, `REUSE.toml`, `galaxy.yml`, opam files,
//! `.zenodo.json`, `bower.json`, `dub.json`, recipes of conda, Cabal files.

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
        ".zenodo.json" | "bower.json" | "dub.json" => plain(text.as_str()),
        "meta.yaml" => recipe(text.as_str()),
        _ if ends(name, ".cabal") => cabal(text.as_str()),
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
pub(in crate::facts) fn datapackage(text: &str) -> Vec<ManifestValue> {
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

/// The field `license` of a JSON object: a name, an object with its identifier, or a list of names.
fn plain(text: &str) -> Vec<ManifestValue> {
    let Ok(root) = serde_json::from_str::<Value>(text) else {
        return Vec::new();
    };
    let line = (1..)
        .zip(text.lines())
        .find(|(_, line)| line.contains("\"license\""))
        .map_or(1, |(line, _)| line);
    let Some(field) = root.get("license") else {
        return Vec::new();
    };
    let list = field.as_array().into_iter().flatten();
    std::iter::once(field.get("id").unwrap_or(field))
        .chain(list)
        .filter_map(Value::as_str)
        .map(|name| stated(name, line))
        .collect()
}

/// The licence of a conda recipe, in its section `about`. Its templates make it no YAML.
fn recipe(text: &str) -> Vec<ManifestValue> {
    let mut about = false;
    for (line, written) in (1..).zip(text.lines()) {
        if written.starts_with(|c: char| c.is_alphabetic()) {
            about = written.trim_end() == "about:";
        } else if about && let Some(value) = written.trim_start().strip_prefix("license:") {
            let value = value.split(" #").next().unwrap_or_default();
            return vec![stated(value.trim().trim_matches(['"', '\'']), line)];
        }
    }
    Vec::new()
}

/// The licence of a Haskell package.
fn cabal(text: &str) -> Vec<ManifestValue> {
    for (line, written) in (1..).zip(text.lines()) {
        if let Some((key, value)) = written.split_once(':')
            && key.trim_end().eq_ignore_ascii_case("license")
        {
            return vec![stated(value, line)];
        }
    }
    Vec::new()
}
