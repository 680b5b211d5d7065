// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data packages: which files they name, and with which schema.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Dialect, SchemaFault, Troubles, table};

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

/// What describes the table of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Nothing.
    Nothing,
    /// A schema in the package itself.
    Inside,
    /// A schema in a file or at an address, as written.
    File(String),
}

/// A table, or another file, that a package or schema names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The number of the resource, from 0.
    pub index: usize,
    /// The files as written, below the package's folder, or addresses: one, or the parts of one table.
    pub paths: Vec<String>,
    /// What describes it.
    pub schema: By,
    /// How it is written.
    pub dialect: Dialect,
    /// Its encoding, when the package names one.
    pub encoding: Option<String>,
    /// Its format, when that is no text of separated values.
    pub other: Option<String>,
}

impl Resource {
    /// Where its paths stand, as a JSON Pointer.
    #[must_use]
    pub fn pointer(&self) -> String {
        format!("/resources/{}/path", self.index)
    }
}

/// Ends of names, and names of formats, that are no separated values.
const OTHER_FORMATS: &[&str] = &[
    "xlsx", "xlsm", "xlsb", "xls", "ods", "gz", "zip", "bz2", "xz", "zst", "7z", "tar", "tgz", "json",
    "geojson", "jsonl", "ndjson", "parquet", "feather", "arrow", "xml", "gml", "kml", "shp", "gpkg",
    "sqlite", "sqlite3", "db", "dbf", "sav", "dta", "rds", "rdata", "pdf", "html", "md", "avro", "orc",
];

/// The format of a resource that is no text of separated values.
fn other_format(resource: &Value, paths: &[String]) -> Option<String> {
    let said = |name: &str| {
        resource[name]
            .as_str()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    let packed = said("compression");
    if !matches!(packed.as_str(), "" | "no" | "none" | "gz" | "gzip") {
        return Some(packed);
    }
    let is_gz = |path: &String| path.to_ascii_lowercase().ends_with(".gz");
    let end = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        // What gzip holds is told by the end before its own.
        let name = name
            .strip_suffix(".gz")
            .filter(|rest| rest.contains('.'))
            .unwrap_or(&name);
        name.rsplit_once('.').map(|(_, end)| end.to_owned())
    };
    let format = said("format");
    let format = format.strip_suffix(".gz").unwrap_or(&format).to_owned();
    let ends = paths.iter().filter_map(end);
    ends.chain(
        [format]
            .into_iter()
            .filter(|format| format != "gz" || !paths.iter().any(is_gz)),
    )
    .find(|end| OTHER_FORMATS.contains(&end.as_str()))
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

/// The resources of a package, or the examples of a Table Schema.
#[must_use]
pub fn resources(value: &Value) -> Vec<Resource> {
    let resources = value["resources"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let read = |(index, resource): (usize, &Value)| {
        let paths: Vec<String> = paths(resource).into_iter().map(str::to_owned).collect();
        Resource {
            index,
            schema: match &resource["schema"] {
                Value::String(written) => By::File(written.clone()),
                Value::Object(_) => By::Inside,
                _ => By::Nothing,
            },
            dialect: Dialect::read(&resource["dialect"]),
            encoding: resource["encoding"].as_str().map(str::to_owned),
            other: other_format(resource, &paths),
            paths,
        }
    };
    resources
        .iter()
        .take(MOST_RESOURCES)
        .enumerate()
        .map(read)
        .collect()
}

/// A table that nothing but the place of its schema describes.
#[must_use]
pub fn beside(path: &str) -> Resource {
    let paths = vec![path.to_owned()];
    Resource {
        index: 0,
        schema: By::Nothing,
        dialect: Dialect::default(),
        encoding: None,
        other: other_format(&Value::Null, &paths),
        paths,
    }
}
