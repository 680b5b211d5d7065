// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `Cargo.toml` and `pyproject.toml`.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::facts::decode::Text;
use crate::model::ManifestKey;

use super::{Fields, Manifest, Parsed, reason};

type Item<'a> = Spanned<DeValue<'a>>;

/// The fields of Cargo packages and their names in the file.
const CARGO: [(&str, ManifestKey); 5] = [
    ("name", ManifestKey::Name),
    ("version", ManifestKey::Version),
    ("license", ManifestKey::Licence),
    ("license-file", ManifestKey::Licence),
    ("repository", ManifestKey::Repository),
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
        let mut fields = Fields::default();
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
        Manifest {
            path: Arc::clone(path),
            fields: fields.0,
        }
    });
    Ok((manifest.is_some() || !offered.0.is_empty()).then(|| Parsed {
        manifest,
        inherited,
        offered: offered.0,
        path: Arc::clone(path),
    }))
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
        classifier(&mut fields, text, package);
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
            fields.add(
                ManifestKey::Licence,
                written.trim().lines().next().unwrap_or_default(),
                line,
            );
        } else if let Some(file) = value("file") {
            fields.add(ManifestKey::Licence, &see_file(file), line);
        }
    }
}

/// npm's own words for a licence that only a file tells.
fn see_file(file: &str) -> String {
    format!("SEE LICENSE IN {file}")
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

/// The last part of a classifier such as `License :: OSI Approved :: MIT License`.
fn classifier(fields: &mut Fields, text: &Text, package: &DeTable<'_>) {
    let list = package
        .get("classifiers")
        .and_then(|item| item.get_ref().as_array());
    for item in list.into_iter().flat_map(|list| list.iter()) {
        if let Some(written) = item.get_ref().as_str()
            && written.starts_with("License ::")
            && let Some((_, name)) = written.rsplit_once("::")
        {
            fields.add(ManifestKey::Licence, name, text.line(item.span().start));
        }
    }
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
    let Some(value) = item.get_ref().as_str() else {
        return;
    };
    let line = text.line(item.span().start);
    if name == "license-file" {
        fields.add(key, &see_file(value), line);
    } else {
        fields.add(key, value, line);
    }
}
