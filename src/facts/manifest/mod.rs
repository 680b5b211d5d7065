// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Package manifests: the fields that rules compare.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::ManifestKey;

use super::decode::Text;

mod ini;
mod json;
mod toml_file;

/// A value and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestValue {
    /// The value.
    pub value: String,
    /// Line, from 1.
    pub line: u32,
}

/// A package manifest at the root or in a folder of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The file.
    pub path: Arc<str>,
    /// Values by field (`ManifestKey::as_str`). A field that is absent has no entry.
    pub fields: BTreeMap<&'static str, ManifestValue>,
}

impl Manifest {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: ManifestKey) -> Option<&ManifestValue> {
        self.fields.get(key.as_str())
    }
}

/// Longest value that is kept, in characters.
const LONGEST: usize = 500;

/// A manifest as its file alone tells it.
#[derive(Debug)]
pub(super) struct Parsed {
    /// `None` when the file describes no package of its own (a pure workspace).
    manifest: Option<Manifest>,
    /// Fields that a workspace above gives, with the line that says so.
    inherited: Vec<(&'static str, u32)>,
    /// Fields that this file offers to the packages below it.
    offered: BTreeMap<&'static str, ManifestValue>,
    path: Arc<str>,
}

/// Fields while a manifest is read.
#[derive(Debug, Default)]
struct Fields(BTreeMap<&'static str, ManifestValue>);

impl Fields {
    /// Adds a value; the first one of a field stays.
    fn add(&mut self, key: ManifestKey, value: &str, line: u32) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        self.0.entry(key.as_str()).or_insert_with(|| ManifestValue {
            value: value.chars().take(LONGEST).collect(),
            line,
        });
    }
}

/// Whether a path has the name of a manifest that is read.
pub(super) fn is_manifest(path: &str) -> bool {
    matches!(
        file_name(path),
        "Cargo.toml" | "package.json" | "pyproject.toml" | "composer.json" | "setup.cfg"
    )
}

/// Reads a manifest; `None` when the file describes no package (settings of tools only).
///
/// # Errors
/// Why the file cannot be understood, in one short line.
pub(super) fn read(path: &Arc<str>, text: &Text) -> Result<Option<Parsed>, String> {
    match file_name(path) {
        "Cargo.toml" => toml_file::cargo(path, text),
        "pyproject.toml" => Ok(simple(path, toml_file::python(text)?)),
        "package.json" => Ok(simple(path, json::node(text)?)),
        "composer.json" => Ok(simple(path, json::composer(text)?)),
        "setup.cfg" => Ok(simple(path, ini::python(text))),
        _ => Ok(None),
    }
}

fn simple(path: &Arc<str>, fields: Option<Fields>) -> Option<Parsed> {
    fields.map(|fields| Parsed {
        manifest: Some(Manifest {
            path: Arc::clone(path),
            fields: fields.0,
        }),
        inherited: Vec::new(),
        offered: BTreeMap::new(),
        path: Arc::clone(path),
    })
}

/// Completes the packages that take fields from a workspace above them; keeps the order.
pub(super) fn inherit(parsed: Vec<Parsed>) -> Vec<Manifest> {
    let offers: BTreeMap<Arc<str>, BTreeMap<&'static str, ManifestValue>> = parsed
        .iter()
        .filter(|parsed| !parsed.offered.is_empty())
        .map(|parsed| (Arc::from(folder(&parsed.path)), parsed.offered.clone()))
        .collect();
    parsed
        .into_iter()
        .filter_map(|parsed| {
            let mut manifest = parsed.manifest?;
            for (key, line) in parsed.inherited {
                if let Some(value) = offered(&offers, folder(&parsed.path), key) {
                    let value = value.value.clone();
                    manifest.fields.insert(key, ManifestValue { value, line });
                }
            }
            Some(manifest)
        })
        .collect()
}

/// The value that the nearest workspace above a folder offers.
fn offered<'a>(
    offers: &'a BTreeMap<Arc<str>, BTreeMap<&'static str, ManifestValue>>,
    from: &str,
    key: &str,
) -> Option<&'a ManifestValue> {
    let mut at = from;
    loop {
        if let Some(fields) = offers.get(at) {
            return fields.get(key);
        }
        if at.is_empty() {
            return None;
        }
        at = folder(at);
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The first line of a parser's complaint, short.
fn reason(format: &str, complaint: &str) -> String {
    let line = complaint.lines().next().unwrap_or_default();
    format!("{format}: {}", line.chars().take(120).collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Manifest, inherit, read};
    use crate::facts::decode::decode;
    use crate::model::ManifestKey::{self, Licence, Name, Repository, Version};

    fn of(path: &str, text: &str) -> Manifest {
        let text = decode(text.into()).unwrap();
        let parsed = read(&Arc::from(path), &text).unwrap().unwrap();
        inherit(vec![parsed]).remove(0)
    }

    fn value(manifest: &Manifest, key: ManifestKey) -> Option<(&str, u32)> {
        manifest.get(key).map(|found| (&*found.value, found.line))
    }

    #[test]
    fn each_format_gives_its_fields_with_their_lines() {
        let cargo = of(
            "Cargo.toml",
            "[package]\nname = \"a\"\nversion = \"1.0.0\"\nlicense = \"MIT\"\n",
        );
        assert_eq!(value(&cargo, Name), Some(("a", 2)));
        assert_eq!(value(&cargo, Licence), Some(("MIT", 4)));
        assert_eq!(value(&cargo, Repository), None);
        let node = of(
            "package.json",
            "{\n \"dependencies\": {\"license\": \"^1\"},\n \"private\": true,\n \"license\": \"AGPL-3.0\",\n \"repository\": {\"url\": \"git+https://a.fr/b\"}\n}",
        );
        assert_eq!(value(&node, Licence), Some(("AGPL-3.0", 4)));
        assert_eq!(value(&node, Repository), Some(("git+https://a.fr/b", 5)));
        let old = of(
            "package.json",
            "{\"name\": \"a\", \"licenses\": [{\"type\": \"MIT\"}, {\"type\": \"GPL-3.0\"}]}",
        );
        assert_eq!(value(&old, Licence), Some(("MIT OR GPL-3.0", 1)));
        let composer = of(
            "composer.json",
            "{\"name\": \"a/b\",\n\"license\": [\"MIT\", \"GPL-2.0-only\"]}",
        );
        assert_eq!(value(&composer, Licence), Some(("MIT OR GPL-2.0-only", 2)));
        let cfg = of(
            "setup.cfg",
            "[metadata]\nname = a\nversion = attr: a.v\nlicense = MIT\n[flake8]\nname = no\n",
        );
        assert_eq!(value(&cfg, Name), Some(("a", 2)));
        assert_eq!(value(&cfg, Version), None);
        assert_eq!(value(&cfg, Licence), Some(("MIT", 4)));
    }

    #[test]
    fn python_projects_state_their_licence_in_many_ways() {
        let cases = [
            ("[project]\nname = \"a\"\nlicense = \"MIT\"\n", "MIT"),
            (
                "[project]\nname = \"a\"\nlicense = {text = \"MIT License\"}\n",
                "MIT License",
            ),
            (
                "[project]\nname = \"a\"\nlicense = {file = \"LICENSE\"}\n",
                "SEE LICENSE IN LICENSE",
            ),
            (
                "[tool.poetry]\nname = \"a\"\nlicense = \"EUPL-1.2\"\n",
                "EUPL-1.2",
            ),
            (
                "[project]\nname = \"a\"\nclassifiers = [\"License :: OSI Approved :: MIT License\"]\n",
                "MIT License",
            ),
        ];
        for (text, licence) in cases {
            assert_eq!(
                value(&of("pyproject.toml", text), Licence).map(|(value, _)| value),
                Some(licence)
            );
        }
        let urls = of(
            "pyproject.toml",
            "[project]\nname = \"a\"\n[project.urls]\nSource = \"https://a.fr\"\n",
        );
        assert_eq!(value(&urls, Repository), Some(("https://a.fr", 4)));
    }

    #[test]
    fn members_of_a_workspace_take_its_fields() {
        let files = [
            (
                "Cargo.toml",
                "[workspace]\nmembers = [\"a\"]\n[workspace.package]\nlicense = \"EUPL-1.2\"\n",
            ),
            (
                "a/Cargo.toml",
                "[package]\nname = \"a\"\nlicense.workspace = true\nversion = { workspace = true }\n",
            ),
        ];
        let parsed = files
            .iter()
            .map(|(path, text)| {
                read(&Arc::from(*path), &decode((*text).into()).unwrap())
                    .unwrap()
                    .unwrap()
            })
            .collect();
        let manifests = inherit(parsed);
        assert_eq!(manifests.len(), 1);
        assert_eq!(value(&manifests[0], Licence), Some(("EUPL-1.2", 3)));
        assert_eq!(value(&manifests[0], Version), None);
    }

    #[test]
    fn broken_files_say_why_and_settings_are_no_package() {
        for (path, text) in [
            ("Cargo.toml", "[package"),
            ("package.json", "{"),
            ("package.json", "[]"),
        ] {
            let reason = read(&Arc::from(path), &decode(text.into()).unwrap()).unwrap_err();
            assert!(
                !reason.is_empty() && reason.len() < 200 && !reason.contains('\n'),
                "{reason}"
            );
        }
        for (path, text) in [
            ("pyproject.toml", "[tool.black]\n"),
            ("package.json", "{\"type\": \"module\"}"),
        ] {
            assert!(
                read(&Arc::from(path), &decode(text.into()).unwrap())
                    .unwrap()
                    .is_none()
            );
        }
    }
}
