// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The fields of `publiccode.yml` and `CITATION.cff`, from their trees.

use crate::facts::decode::Text;
use crate::facts::tree::{self, Node, Value};
use crate::model::ManifestKey;

use super::{Fields, LONGEST as LONGEST_VALUE, ManifestValue};

fn is_map(root: &Node) -> Result<(), String> {
    match root.value {
        Value::Map(_) => Ok(()),
        _ => Err("YAML: the file is not a map".to_owned()),
    }
}

fn add(fields: &mut Fields, key: ManifestKey, node: Option<&Node>) {
    if let Some(node) = node
        && let Some(text) = node.scalar()
    {
        fields.add(key, text, node.spot.line);
    }
}

/// A description by the standard of publiccode.yml.
pub(super) fn publiccode(root: &Node) -> Result<Fields, String> {
    is_map(root)?;
    let mut fields = Fields::default();
    add(&mut fields, ManifestKey::Name, root.get("name"));
    add(&mut fields, ManifestKey::Version, root.get("softwareVersion"));
    add(&mut fields, ManifestKey::ReleaseDate, root.get("releaseDate"));
    add(&mut fields, ManifestKey::Repository, root.get("url"));
    if let Some(legal) = root.get("legal") {
        add(&mut fields, ManifestKey::Licence, legal.get("license"));
        add(&mut fields, ManifestKey::Authors, legal.get("mainCopyrightOwner"));
        add(&mut fields, ManifestKey::Authors, legal.get("repoOwner"));
    }
    Ok(fields)
}

/// A citation file. Several licences are a choice, says its schema.
pub(super) fn citation(root: &Node) -> Result<Fields, String> {
    is_map(root)?;
    let mut fields = Fields::default();
    add(&mut fields, ManifestKey::Name, root.get("title"));
    add(&mut fields, ManifestKey::Version, root.get("version"));
    add(&mut fields, ManifestKey::ReleaseDate, root.get("date-released"));
    add(&mut fields, ManifestKey::Repository, root.get("repository-code"));
    if let Some(licence) = root.get("license") {
        let names: Option<Vec<&str>> = licence.items().iter().map(|item| item.text()).collect();
        match names {
            Some(names) if !names.is_empty() => {
                fields.add(ManifestKey::Licence, &names.join(" OR "), licence.spot.line);
            }
            _ => add(&mut fields, ManifestKey::Licence, Some(licence)),
        }
    }
    // An address is no identifier, so it does not fill the field that asks for one.
    if let Some(node) = root.get("license-url")
        && let Some(address) = node.text()
    {
        fields.state(ManifestValue {
            value: address.trim().chars().take(LONGEST_VALUE).collect(),
            line: node.spot.line,
        });
    }
    if let Some(authors) = root.get("authors") {
        let names: Vec<String> = authors.items().iter().filter_map(|item| author(item)).collect();
        fields.add(ManifestKey::Authors, &names.join(", "), authors.spot.line);
    }
    Ok(fields)
}

/// The folders of the packages of a workspace of pnpm; none when the file is not understood.
pub(super) fn pnpm(text: &Text) -> Vec<String> {
    let Ok(documents) = tree::yaml(text) else {
        return Vec::new();
    };
    let packages = documents.as_slice()[0].get("packages");
    let named = packages.into_iter().flat_map(Node::items);
    named.filter_map(|item| item.text()).map(str::to_owned).collect()
}

/// A conda environment: its name, when it has dependencies.
pub(super) fn conda(text: &Text) -> Result<Option<Fields>, String> {
    let documents = tree::yaml(text).map_err(|trouble| trouble.reason)?;
    let root = &documents.as_slice()[0];
    if root.get("dependencies").is_none() {
        return Ok(None);
    }
    let mut fields = Fields::default();
    add(&mut fields, ManifestKey::Name, root.get("name"));
    Ok(Some(fields))
}

/// The licences of an Ansible collection: a list that says neither "and" nor "or".
pub(super) fn galaxy(text: &Text) -> Vec<ManifestValue> {
    let Ok(documents) = tree::yaml(text) else {
        return Vec::new();
    };
    let Some(licence) = documents.as_slice()[0].get("license") else {
        return Vec::new();
    };
    std::iter::once(licence)
        .chain(licence.items().iter().map(|item| &**item))
        .filter_map(|node| {
            Some(ManifestValue {
                value: node.text()?.trim().chars().take(LONGEST_VALUE).collect(),
                line: node.spot.line,
            })
        })
        .collect()
}

fn author(node: &Node) -> Option<String> {
    let part = |key: &str| node.get(key).and_then(Node::text);
    let parts: Vec<&str> = ["given-names", "family-names"]
        .into_iter()
        .filter_map(part)
        .collect();
    match part("name") {
        Some(name) => Some(name.to_owned()),
        None => (!parts.is_empty()).then(|| parts.join(" ")),
    }
}
