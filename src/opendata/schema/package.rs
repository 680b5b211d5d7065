// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data packages: which files they name, and with which schema.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{SchemaFault, Troubles, table};

/// Most resources that are read of one package.
const MOST_RESOURCES: usize = 1_000;

/// What is wrong in a data package.
pub(super) fn faults(value: &Value, troubles: &mut Troubles) {
    let Some(resources) = value["resources"].as_array().filter(|list| !list.is_empty()) else {
        troubles.add("/resources", SchemaFault::Missing, "");
        return;
    };
    let mut names = BTreeSet::new();
    for (index, resource) in resources.iter().take(MOST_RESOURCES).enumerate() {
        let at = format!("/resources/{index}");
        if !resource.is_object() {
            troubles.add(&at, SchemaFault::WrongType, "");
            continue;
        }
        match resource["name"].as_str() {
            Some(name) if !name.is_empty() => {
                if !names.insert(name) {
                    troubles.add(&format!("{at}/name"), SchemaFault::Twice, name);
                }
            }
            _ => troubles.add(&format!("{at}/name"), SchemaFault::Missing, ""),
        }
        if resource.get("path").is_none() && resource.get("data").is_none() {
            troubles.add(&format!("{at}/path"), SchemaFault::Missing, "");
        }
        for path in paths(resource) {
            if !is_web(path) && (path.starts_with('/') || path.split('/').any(|part| part == "..")) {
                troubles.add(&format!("{at}/path"), SchemaFault::Outside, path);
            }
        }
        if resource["schema"].get("fields").is_some() {
            table::faults(&resource["schema"], &format!("{at}/schema"), troubles);
        }
    }
    if let Some(licences) = value.get("licenses")
        && !licences.is_array()
    {
        troubles.add("/licenses", SchemaFault::WrongType, "");
    }
}

fn paths(resource: &Value) -> Vec<&str> {
    match &resource["path"] {
        Value::String(path) => vec![path],
        Value::Array(paths) => paths.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Whether a path is an address on the Web.
pub(super) fn is_web(path: &str) -> bool {
    path.starts_with("https://") || path.starts_with("http://")
}

/// A file that a package or schema names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where the path stands, as a JSON Pointer.
    pub pointer: String,
    /// The path of the table as written: below the package's folder, or an address.
    pub path: String,
    /// The path or address of its schema; `None` for the file that names it, or for what stands in it.
    pub schema: Option<String>,
    /// The schema in the package itself, as the number of the resource.
    pub inside: Option<usize>,
}

/// The files to which a package gives a licence: all of them, or those whose own entry does.
#[must_use]
pub fn licensed(value: &Value) -> Vec<String> {
    let gives = |value: &Value| {
        let said = |one: &Value| {
            ["name", "path"]
                .iter()
                .any(|key| one[key].as_str().is_some_and(|text| !text.trim().is_empty()))
        };
        value["licenses"]
            .as_array()
            .is_some_and(|list| list.iter().any(said))
    };
    let all = gives(value);
    let resources = value["resources"].as_array();
    resources
        .into_iter()
        .flatten()
        .take(MOST_RESOURCES)
        .filter(|resource| all || gives(resource))
        .flat_map(|resource| paths(resource).into_iter().map(str::to_owned))
        .collect()
}

/// Where a package names files and their schemas, as JSON Pointers.
pub(super) fn pointers(value: &Value) -> Vec<String> {
    let count = value["resources"].as_array().map_or(0, Vec::len);
    (0..count.min(MOST_RESOURCES))
        .flat_map(|index| ["path", "schema"].map(|name| format!("/resources/{index}/{name}")))
        .collect()
}

/// The tables that a package or a Table Schema names.
#[must_use]
pub fn named(value: &Value) -> Vec<Named> {
    let resources = value["resources"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    resources
        .iter()
        .take(MOST_RESOURCES)
        .enumerate()
        .flat_map(|(index, resource)| {
            let schema = resource["schema"].as_str().map(str::to_owned);
            let inside = resource["schema"].get("fields").is_some().then_some(index);
            paths(resource).into_iter().map(move |path| Named {
                pointer: format!("/resources/{index}/path"),
                path: path.to_owned(),
                schema: schema.clone(),
                inside,
            })
        })
        .collect()
}
