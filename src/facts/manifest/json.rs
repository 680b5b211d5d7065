// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The fields of `package.json`, `composer.json` and `codemeta.json`, from their trees.

use crate::facts::decode::Text;
use crate::facts::tree::{self, Entry, Node, Value};
use crate::model::ManifestKey;

use super::Fields;

/// Keys without which a `package.json` only sets the kind of its folder's modules.
const PACKAGE: &[&str] = &[
    "name",
    "version",
    "license",
    "licenses",
    "repository",
    "dependencies",
    "devDependencies",
    "scripts",
];

/// The fields of a `package.json`.
pub(super) fn node(text: &Text) -> Result<Option<Fields>, String> {
    let root = object(text)?;
    if !PACKAGE.iter().any(|key| root.get(key).is_some()) {
        return Ok(None);
    }
    let mut fields = Fields {
        private: root
            .get("private")
            .is_some_and(|node| matches!(node.value, Value::Bool(true))),
        members: members(&root),
        ..Fields::default()
    };
    add(&mut fields, &root, "name", ManifestKey::Name);
    add(&mut fields, &root, "version", ManifestKey::Version);
    for key in ["license", "licenses"] {
        if let Some(entry) = entry(&root, key)
            && let Some(value) = licence(&entry.node)
        {
            fields.add(ManifestKey::Licence, &value, entry.spot.line);
        }
    }
    if let Some(entry) = entry(&root, "repository") {
        let address = entry.node.text().or_else(|| entry.node.get("url")?.text());
        fields.add(
            ManifestKey::Repository,
            address.unwrap_or_default(),
            entry.spot.line,
        );
    }
    people(&mut fields, &root, "author");
    Ok(Some(fields))
}

/// The folders of a workspace: a list, or Yarn's `{ "packages": […] }`.
fn members(root: &Node) -> Vec<String> {
    let Some(node) = root.get("workspaces") else {
        return Vec::new();
    };
    let list = match &node.value {
        Value::Map(_) => node.get("packages"),
        _ => Some(node),
    };
    match list.map(|node| &node.value) {
        Some(Value::List(items)) => items
            .iter()
            .filter_map(|item| Some(item.text()?.to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The fields of a `codemeta.json`, whose licence is mostly an address of the SPDX list.
pub(super) fn codemeta(root: &Node) -> Result<Fields, String> {
    is_map(root)?;
    let mut fields = Fields::default();
    for (name, key) in [
        ("name", ManifestKey::Name),
        ("version", ManifestKey::Version),
        ("softwareVersion", ManifestKey::Version),
        ("codeRepository", ManifestKey::Repository),
    ] {
        add(&mut fields, root, name, key);
    }
    let named = |node: &Node| match &node.value {
        Value::Text(written) => Some(written.clone()),
        Value::Map(_) => ["identifier", "url", "@id", "name"]
            .iter()
            .find_map(|key| Some(node.get(key)?.text()?.to_owned())),
        _ => None,
    };
    if let Some(entry) = entry(root, "license") {
        let line = entry.spot.line;
        // A list says neither "and" nor "or": each statement stands for itself.
        match &entry.node.value {
            Value::List(list) => {
                for licence in list.iter().filter_map(|item| named(item)) {
                    fields.add(ManifestKey::Licence, &licence, line);
                }
            }
            _ => fields.add(
                ManifestKey::Licence,
                &named(&entry.node).unwrap_or_default(),
                line,
            ),
        }
    }
    people(&mut fields, root, "author");
    Ok(fields)
}

/// The fields of a `composer.json`.
pub(super) fn composer(text: &Text) -> Result<Option<Fields>, String> {
    let root = object(text)?;
    let mut fields = Fields::default();
    add(&mut fields, &root, "name", ManifestKey::Name);
    add(&mut fields, &root, "version", ManifestKey::Version);
    if let Some(entry) = entry(&root, "license")
        && let Some(value) = licence(&entry.node)
    {
        fields.add(ManifestKey::Licence, &value, entry.spot.line);
    }
    if let Some(support) = root.get("support") {
        add(&mut fields, support, "source", ManifestKey::Repository);
    }
    people(&mut fields, &root, "authors");
    Ok(Some(fields))
}

/// Names of people, written as such, as objects with a name (schema.org's parts of it too), or as a list of these.
fn people(fields: &mut Fields, root: &Node, key: &str) {
    let Some(entry) = entry(root, key) else {
        return;
    };
    let name = |node: &Node| match &node.value {
        Value::Text(name) => Some(name.clone()),
        Value::Map(_) => {
            let part = |key: &str| node.get(key).and_then(Node::text);
            let parts: Vec<&str> = ["givenName", "familyName"].into_iter().filter_map(part).collect();
            match part("name") {
                Some(name) => Some(name.to_owned()),
                None => (!parts.is_empty()).then(|| parts.join(" ")),
            }
        }
        _ => None,
    };
    let names: Vec<String> = match &entry.node.value {
        Value::List(list) => list.iter().filter_map(|item| name(item)).collect(),
        _ => name(&entry.node).into_iter().collect(),
    };
    fields.add(ManifestKey::Authors, &names.join(", "), entry.spot.line);
}

fn object(text: &Text) -> Result<Node, String> {
    let root = tree::json(text).map_err(|trouble| trouble.reason)?;
    is_map(&root)?;
    Ok(root)
}

fn is_map(root: &Node) -> Result<(), String> {
    match root.value {
        Value::Map(_) => Ok(()),
        _ => Err("JSON: the file is not an object".to_owned()),
    }
}

/// The last entry of a key, as readers of JSON take it.
fn entry<'n>(root: &'n Node, key: &str) -> Option<&'n Entry> {
    root.entries().iter().rfind(|entry| entry.name == key)
}

fn add(fields: &mut Fields, root: &Node, name: &str, key: ManifestKey) {
    if let Some(entry) = entry(root, name)
        && let Some(written) = entry.node.text()
    {
        fields.add(key, written, entry.spot.line);
    }
}

/// A licence as a string, an object with its type (npm's old form), or a list to choose from.
fn licence(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(name) => Some(name.clone()),
        Value::Map(_) => Some(node.get("type")?.text()?.to_owned()),
        Value::List(list) => {
            let names: Vec<String> = list.iter().filter_map(|item| licence(item)).collect();
            (!names.is_empty()).then(|| names.join(" OR "))
        }
        _ => None,
    }
}
