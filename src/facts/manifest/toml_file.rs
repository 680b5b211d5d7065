// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `Cargo.toml` and `pyproject.toml`.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::facts::decode::Text;
use crate::model::ManifestKey;

use super::{Fields, Parsed, reason, see_file};

type Item<'a> = Spanned<DeValue<'a>>;

/// The fields of Cargo packages and their names in the file.
const CARGO: [(&str, ManifestKey); 6] = [
    ("name", ManifestKey::Name),
    ("version", ManifestKey::Version),
    ("license", ManifestKey::Licence),
    ("license-file", ManifestKey::Licence),
    ("repository", ManifestKey::Repository),
    ("authors", ManifestKey::Authors),
];

/// Names, in lower case, that Python projects give to the address of their source (PEP 753).
const SOURCE_LABELS: &[&str] = &[
    "source",
    "repository",
    "source code",
    "sourcecode",
    "code",
    "github",
    "gitlab",
];

pub(super) fn cargo(path: &Arc<str>, text: &Text) -> Result<Option<Parsed>, String> {
    let root = parse(text)?;
    let workspace = table(&root, "workspace").and_then(|workspace| table(workspace, "package"));
    let mut offered = Fields::default();
    for (name, key) in CARGO {
        if let Some(item) = workspace.and_then(|table| table.get(name)) {
            add(&mut offered, text, name, key, item);
        }
    }
    let mut inherited = Vec::new();
    let manifest = table(&root, "package").map(|package| {
        let mut fields = Fields {
            private: is_private(package),
            ..Fields::default()
        };
        for (name, key) in CARGO {
            let Some(item) = package.get(name) else {
                continue;
            };
            if asks_workspace(item) {
                inherited.push((key.as_str(), text.line(item.span().start)));
            } else {
                add(&mut fields, text, name, key, item);
            }
        }
        fields.of(path)
    });
    let members = members(&root);
    let tells = manifest.is_some() || !offered.is_empty() || !members.is_empty();
    Ok(tells.then(|| Parsed {
        manifest,
        inherited,
        offered: offered.values,
        members,
        path: Arc::clone(path),
    }))
}

/// The folders of a workspace; those that it excludes begin with `!`.
fn members(root: &DeTable<'_>) -> Vec<String> {
    let workspace = table(root, "workspace");
    let list = |key: &str, sign: &str| -> Vec<String> {
        let items = workspace
            .and_then(|table| table.get(key))
            .and_then(|item| item.get_ref().as_array());
        items
            .into_iter()
            .flat_map(|items| items.iter())
            .filter_map(|item| Some(format!("{sign}{}", item.get_ref().as_str()?)))
            .collect()
    };
    [list("members", ""), list("exclude", "!")].concat()
}

/// `publish = false`, or an empty list of registries.
fn is_private(package: &DeTable<'_>) -> bool {
    package.get("publish").is_some_and(|item| match item.get_ref() {
        DeValue::Boolean(publish) => !publish,
        DeValue::Array(registries) => registries.is_empty(),
        _ => false,
    })
}

pub(super) fn python(text: &Text) -> Result<Option<Fields>, String> {
    let root = parse(text)?;
    let project = table(&root, "project");
    let poetry = table(&root, "tool").and_then(|tool| table(tool, "poetry"));
    let mut fields = Fields::default();
    for package in [project, poetry].into_iter().flatten() {
        for (name, key) in [("name", ManifestKey::Name), ("version", ManifestKey::Version)] {
            if let Some(item) = package.get(name) {
                add(&mut fields, text, name, key, item);
            }
        }
        if let Some(item) = package.get("license") {
            python_licence(&mut fields, text, item);
        }
        if let Some(item) = package.get("repository") {
            add(&mut fields, text, "repository", ManifestKey::Repository, item);
        }
        source_address(&mut fields, text, package);
        classifiers(&mut fields, text, package);
        authors(&mut fields, text, package);
    }
    Ok((project.is_some() || poetry.is_some()).then_some(fields))
}

/// A licence by PEP 639 (a string) or by the older table (`text` or `file`).
fn python_licence(fields: &mut Fields, text: &Text, item: &Item<'_>) {
    let line = text.line(item.span().start);
    if let Some(name) = item.get_ref().as_str() {
        fields.add(ManifestKey::Licence, name, line);
    } else if let Some(table) = item.get_ref().as_table() {
        let value = |key: &str| table.get(key).and_then(|item| item.get_ref().as_str());
        if let Some(written) = value("text") {
            fields.add_loosely(written.trim().lines().next().unwrap_or_default(), line);
        } else if let Some(file) = value("file") {
            fields.add(ManifestKey::Licence, &see_file(file), line);
        }
    }
}

fn source_address(fields: &mut Fields, text: &Text, package: &DeTable<'_>) {
    let Some(urls) = table(package, "urls") else {
        return;
    };
    for label in SOURCE_LABELS {
        for (key, item) in urls {
            if key.get_ref().to_lowercase() == *label {
                add(fields, text, "urls", ManifestKey::Repository, item);
            }
        }
    }
}

fn classifiers(fields: &mut Fields, text: &Text, package: &DeTable<'_>) {
    let list = package
        .get("classifiers")
        .and_then(|item| item.get_ref().as_array());
    for item in list.into_iter().flat_map(|list| list.iter()) {
        if let Some(written) = item.get_ref().as_str() {
            fields.add_classifier(written, text.line(item.span().start));
        }
    }
}

/// Authors as names or, in `[project]`, as tables with a name.
fn authors(fields: &mut Fields, text: &Text, package: &DeTable<'_>) {
    let Some(item) = package.get("authors") else {
        return;
    };
    let name = |item: &Item<'_>| match item.get_ref() {
        DeValue::String(name) => Some(name.to_string()),
        DeValue::Table(table) => Some(table.get("name")?.get_ref().as_str()?.to_owned()),
        _ => None,
    };
    let list = item.get_ref().as_array();
    let names: Vec<String> = list
        .into_iter()
        .flat_map(|list| list.iter())
        .filter_map(name)
        .collect();
    fields.add(
        ManifestKey::Authors,
        &names.join(", "),
        text.line(item.span().start),
    );
}

/// A Julia package; environments, which have no identifier of their own, are none.
pub(super) fn julia(text: &Text) -> Result<Option<Fields>, String> {
    let root = parse(text)?;
    if root.get("uuid").is_none() {
        return Ok(None);
    }
    let mut fields = Fields::default();
    for (name, key) in [
        ("name", ManifestKey::Name),
        ("version", ManifestKey::Version),
        ("license", ManifestKey::Licence),
    ] {
        if let Some(item) = root.get(name) {
            add(&mut fields, text, name, key, item);
        }
    }
    authors(&mut fields, text, &root);
    Ok(Some(fields))
}

fn parse(text: &Text) -> Result<DeTable<'_>, String> {
    DeTable::parse(text.as_str())
        .map(Spanned::into_inner)
        .map_err(|error| reason("TOML", error.message()))
}

fn table<'t, 'a>(from: &'t DeTable<'a>, key: &str) -> Option<&'t DeTable<'a>> {
    from.get(key)?.get_ref().as_table()
}

/// `field.workspace = true`.
fn asks_workspace(item: &Item<'_>) -> bool {
    item.get_ref()
        .as_table()
        .and_then(|table| table.get("workspace"))
        .is_some_and(|value| value.get_ref().as_bool() == Some(true))
}

fn add(fields: &mut Fields, text: &Text, name: &str, key: ManifestKey, item: &Item<'_>) {
    let line = text.line(item.span().start);
    if let Some(list) = item.get_ref().as_array() {
        let values: Vec<&str> = list.iter().filter_map(|item| item.get_ref().as_str()).collect();
        fields.add(key, &values.join(", "), line);
        return;
    }
    let Some(value) = item.get_ref().as_str() else {
        return;
    };
    if name == "license-file" {
        fields.add(key, &see_file(value), line);
    } else {
        fields.add(key, value, line);
    }
}
