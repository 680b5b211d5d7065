// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Package manifests: the fields that rules compare.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{ManifestKey, NonEmpty};

use super::decode::Text;
use super::metadata::{self, Description, Standard};
use super::tree;

mod ini;
mod json;
mod lines;
mod literal;
mod other;
mod script;
mod toml_file;
mod xml;
mod yaml;

pub(super) use other::{datapackage, read as other};

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
    /// Everything that the file says of its licence, the strongest statement first: `licence` in `fields`, then
    /// classifiers, addresses and files. They may disagree.
    pub licences: Vec<ManifestValue>,
    /// Whether the first of them stands where the format asks for no SPDX expression: a classifier, a table of text, the
    /// free words of `setup.cfg`.
    pub loose: bool,
    /// Whether the file says that the package is not to be published.
    pub private: bool,
    /// Whether a workspace above names its folder as one of its packages.
    pub member: bool,
}

impl Manifest {
    /// Whether the format asks for an SPDX expression. Others have names of their own, free text or an address,
    /// which are no fault.
    #[must_use]
    pub fn wants_spdx(&self) -> bool {
        let name = file_name(&self.path);
        matches!(
            name,
            "Cargo.toml"
                | "package.json"
                | "pyproject.toml"
                | "composer.json"
                | "setup.cfg"
                | "CITATION.cff"
                | "publiccode.yml"
                | "publiccode.yaml"
        ) || ends(name, ".gemspec")
    }

    /// Whether the file describes the software by a public standard, beside the manifest of its language.
    #[must_use]
    pub fn describes(&self) -> bool {
        matches!(
            file_name(&self.path),
            "publiccode.yml" | "publiccode.yaml" | "codemeta.json" | "CITATION.cff"
        )
    }

    /// Whether the file is a `publiccode.yml`.
    #[must_use]
    pub fn is_publiccode(&self) -> bool {
        matches!(file_name(&self.path), "publiccode.yml" | "publiccode.yaml")
    }

    /// Whether the file is made to be cited, so that its authors are people who wrote the software.
    #[must_use]
    pub fn is_citation(&self) -> bool {
        matches!(file_name(&self.path), "codemeta.json" | "CITATION.cff")
    }

    /// Whether its name is that of the project: environments and images have names of their own.
    #[must_use]
    pub fn names_project(&self) -> bool {
        let name = file_name(&self.path);
        !matches!(name, "environment.yml" | "environment.yaml") && !is_container(name)
    }

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
    /// The folders of the packages of a workspace, as this file names them (`packages/*`); `!` leaves out.
    members: Vec<String>,
    path: Arc<str>,
}

/// Fields while a manifest is read.
#[derive(Debug, Default)]
struct Fields {
    values: BTreeMap<&'static str, ManifestValue>,
    licences: Vec<ManifestValue>,
    loose: bool,
    private: bool,
    members: Vec<String>,
}

/// Most statements of one manifest on its licence that are kept.
const MOST_LICENCES: usize = 16;

impl Fields {
    /// Adds a value; the first one of a field stays.
    fn add(&mut self, key: ManifestKey, value: &str, line: u32) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let found = ManifestValue {
            value: value.chars().take(LONGEST).collect(),
            line,
        };
        if key == ManifestKey::Licence {
            self.state(found.clone());
        }
        self.values.entry(key.as_str()).or_insert(found);
    }

    /// Keeps a statement on the licence, once.
    fn state(&mut self, found: ManifestValue) {
        if self.licences.len() < MOST_LICENCES && self.licences.iter().all(|known| known.value != found.value)
        {
            self.licences.push(found);
        }
    }

    /// Adds a value in place of a weaker one.
    fn put(&mut self, key: ManifestKey, value: &str, line: u32) {
        if !value.trim().is_empty() {
            self.values.remove(key.as_str());
            self.add(key, value, line);
        }
    }

    /// Adds the last part of a classifier such as `License :: OSI Approved :: MIT License`.
    fn add_classifier(&mut self, classifier: &str, line: u32) {
        if classifier.starts_with("License ::")
            && let Some((_, name)) = classifier.rsplit_once("::")
        {
            self.add_loosely(name, line);
        }
    }

    /// Adds a licence from a place that asks for no SPDX expression.
    fn add_loosely(&mut self, licence: &str, line: u32) {
        self.loose |= self.licences.is_empty() && !licence.trim().is_empty();
        self.add(ManifestKey::Licence, licence, line);
    }

    fn has(&self, key: ManifestKey) -> bool {
        self.values.contains_key(key.as_str())
    }

    fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn of(self, path: &Arc<str>) -> Manifest {
        Manifest {
            path: Arc::clone(path),
            fields: self.values,
            licences: self.licences,
            loose: self.loose,
            private: self.private,
            member: false,
        }
    }
}

/// Names of the manifests that are read.
const NAMES: [&str; 21] = [
    "Cargo.toml",
    "package.json",
    "pnpm-workspace.yaml",
    "pyproject.toml",
    "composer.json",
    "setup.cfg",
    "setup.py",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "go.mod",
    "DESCRIPTION",
    "Project.toml",
    "mix.exs",
    "Directory.Build.props",
    "publiccode.yml",
    "publiccode.yaml",
    "codemeta.json",
    "CITATION.cff",
    "environment.yml",
    "environment.yaml",
];

/// Ends of other names.
const ENDS: [&str; 5] = [".gemspec", ".csproj", ".fsproj", ".vbproj", ".nuspec"];

/// Whether a path has the name of a manifest that is read.
#[must_use]
pub fn is_manifest(path: &str) -> bool {
    let name = file_name(path);
    NAMES.contains(&name) || ENDS.iter().any(|end| ends(name, end)) || is_container(name)
}

/// `Dockerfile`, `Containerfile`, and those of one image among several.
fn is_container(name: &str) -> bool {
    ["Dockerfile", "Containerfile"].iter().any(|kind| {
        name == *kind
            || name
                .strip_prefix(kind)
                .is_some_and(|rest| rest.starts_with('.') && rest != ".j2")
            || name.strip_suffix(kind).is_some_and(|rest| rest.ends_with('.'))
    })
}

/// Whether a name has more than this end.
fn ends(name: &str, end: &str) -> bool {
    name.len() > end.len() && name.ends_with(end)
}

/// What a manifest gave.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// `None` when the file describes no package (settings of tools only), or could not be understood.
    pub(super) parsed: Option<Parsed>,
    /// The file held against its standard, when it follows one.
    pub(super) description: Option<Description>,
    /// Why the file could not be understood, in one short line.
    pub(super) trouble: Option<String>,
}

/// Reads a manifest.
pub(super) fn read(path: &Arc<str>, text: &Text) -> Reading {
    let name = file_name(path);
    let standard = match name {
        "publiccode.yml" | "publiccode.yaml" => Standard::Publiccode,
        "CITATION.cff" => Standard::Citation,
        "codemeta.json" => Standard::Codemeta,
        _ => {
            return match plain(path, text) {
                Ok(parsed) => Reading {
                    parsed,
                    ..Reading::default()
                },
                Err(trouble) => Reading {
                    trouble: Some(trouble),
                    ..Reading::default()
                },
            };
        }
    };
    let documents = match standard {
        Standard::Codemeta => tree::json(text).map(|root| NonEmpty::one(Arc::new(root))),
        _ => tree::yaml(text),
    };
    match documents {
        Ok(documents) => {
            let root = &documents.as_slice()[0];
            let fields = match standard {
                Standard::Publiccode => yaml::publiccode(root),
                Standard::Citation => yaml::citation(root),
                Standard::Codemeta => json::codemeta(root),
            };
            let description = Some(metadata::read(path, standard, text.encoding, &documents));
            match fields {
                Ok(fields) => Reading {
                    parsed: simple(path, Some(fields)),
                    description,
                    trouble: None,
                },
                Err(trouble) => Reading {
                    parsed: None,
                    description,
                    trouble: Some(trouble),
                },
            }
        }
        Err(trouble) => Reading {
            parsed: None,
            description: metadata::broken(path, standard, &trouble),
            trouble: Some(trouble.reason),
        },
    }
}

/// Manifests that follow no standard of their own.
fn plain(path: &Arc<str>, text: &Text) -> Result<Option<Parsed>, String> {
    let fields = match file_name(path) {
        "Cargo.toml" => return toml_file::cargo(path, text),
        "pnpm-workspace.yaml" => return Ok(workspace(path, yaml::pnpm(text))),
        "pyproject.toml" => toml_file::python(text)?,
        "Project.toml" => toml_file::julia(text)?,
        "package.json" => json::node(text)?,
        "composer.json" => json::composer(text)?,
        "setup.cfg" => ini::python(text),
        "setup.py" => script::setup_py(text),
        "mix.exs" => script::mix(text),
        "build.gradle" | "build.gradle.kts" => script::gradle(text),
        "pom.xml" => xml::maven(text)?,
        "environment.yml" | "environment.yaml" => yaml::conda(text)?,
        "go.mod" => lines::go(folder(path), text),
        "DESCRIPTION" => lines::description(text),
        name if ends(name, ".gemspec") => script::gemspec(text),
        name if ends(name, ".nuspec") => xml::nuspec(text)?,
        name if is_container(name) => lines::container(text),
        _ => xml::dotnet(text)?,
    };
    Ok(simple(path, fields))
}

fn simple(path: &Arc<str>, fields: Option<Fields>) -> Option<Parsed> {
    fields.map(|mut fields| Parsed {
        members: std::mem::take(&mut fields.members),
        manifest: Some(fields.of(path)),
        inherited: Vec::new(),
        offered: BTreeMap::new(),
        path: Arc::clone(path),
    })
}

/// A file that names the packages of a workspace, and is none itself.
fn workspace(path: &Arc<str>, members: Vec<String>) -> Option<Parsed> {
    (!members.is_empty()).then(|| Parsed {
        manifest: None,
        inherited: Vec::new(),
        offered: BTreeMap::new(),
        members,
        path: Arc::clone(path),
    })
}

/// npm's own words for a licence that only a file tells.
fn see_file(file: &str) -> String {
    format!("SEE LICENSE IN {file}")
}

/// What one manifest, looked at without the others, says of its licence: for its own package, else for those below.
pub(super) fn licences(parsed: Parsed) -> Vec<ManifestValue> {
    let own = parsed.manifest.map(|manifest| manifest.licences);
    let mut offered = parsed.offered;
    own.filter(|own| !own.is_empty()).unwrap_or_else(|| {
        let value = offered.remove(ManifestKey::Licence.as_str());
        value.into_iter().collect()
    })
}

/// Completes the packages that take fields from a workspace above them; keeps the order.
pub(super) fn inherit(parsed: Vec<Parsed>) -> Vec<Manifest> {
    let offers: BTreeMap<Arc<str>, BTreeMap<&'static str, ManifestValue>> = parsed
        .iter()
        .filter(|parsed| !parsed.offered.is_empty())
        .map(|parsed| (Arc::from(folder(&parsed.path)), parsed.offered.clone()))
        .collect();
    let workspaces: Vec<(Arc<str>, Vec<String>)> = parsed
        .iter()
        .filter(|parsed| !parsed.members.is_empty())
        .map(|parsed| (Arc::clone(&parsed.path), parsed.members.clone()))
        .collect();
    parsed
        .into_iter()
        .filter_map(|parsed| {
            let mut manifest = parsed.manifest?;
            manifest.member = workspaces
                .iter()
                .any(|(above, members)| is_member(above, members, &manifest.path));
            for (key, line) in parsed.inherited {
                if let Some(value) = offered(&offers, folder(&parsed.path), key) {
                    let value = value.value.clone();
                    let value = ManifestValue { value, line };
                    if key == ManifestKey::Licence.as_str() {
                        manifest.licences.insert(0, value.clone());
                    }
                    manifest.fields.insert(key, value);
                }
            }
            Some(manifest)
        })
        .collect()
}

/// Whether the workspace of one manifest names the folder of another of the same kind; pnpm keeps the names in a file of
/// their own.
fn is_member(above: &str, members: &[String], path: &str) -> bool {
    let kind = match file_name(above) {
        "pnpm-workspace.yaml" => "package.json",
        name => name,
    };
    if kind != file_name(path) {
        return false;
    }
    let root = folder(above);
    let inside = match root {
        "" => Some(folder(path)),
        root => folder(path)
            .strip_prefix(root)
            .and_then(|rest| rest.strip_prefix('/')),
    };
    let Some(inside) = inside.filter(|inside| !inside.is_empty()) else {
        return false;
    };
    let parts: Vec<&str> = inside.split('/').collect();
    let names = |pattern: &str| {
        let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
        let pattern: Vec<&str> = pattern.split('/').collect();
        is_named(&pattern, &parts)
    };
    let left_out = |pattern: &String| pattern.strip_prefix('!').is_some_and(names);
    members.iter().any(|pattern| names(pattern)) && !members.iter().any(left_out)
}

/// Whether a pattern of folders names one: `*` is any one folder, `**` any number of them; other patterns name none.
fn is_named(pattern: &[&str], parts: &[&str]) -> bool {
    match (pattern.split_first(), parts.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), first) => {
            is_named(rest, parts) || first.is_some_and(|(_, more)| is_named(pattern, more))
        }
        (Some((first, rest)), Some((part, more))) => (*first == "*" || first == part) && is_named(rest, more),
        _ => false,
    }
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
mod tests;
