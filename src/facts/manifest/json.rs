// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `package.json`, `composer.json` and `codemeta.json`.

use serde_json::{Map, Value};

use crate::facts::decode::Text;
use crate::model::ManifestKey;

use super::{Fields, reason};

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
    let object = object(text)?;
    if !PACKAGE.iter().any(|key| object.contains_key(*key)) {
        return Ok(None);
    }
    let mut fields = Fields::default();
    let source = text.as_str();
    add(&mut fields, text, &object, "name", ManifestKey::Name);
    add(&mut fields, text, &object, "version", ManifestKey::Version);
    for key in ["license", "licenses"] {
        if let Some(value) = object.get(key).and_then(licence) {
            fields.add(
                ManifestKey::Licence,
                &value,
                text.line(key_offset(source, key, object.get(key))),
            );
        }
    }
    if let Some(value) = object.get("repository") {
        let address = value.as_str().or_else(|| value.get("url")?.as_str());
        let line = text.line(key_offset(source, "repository", Some(value)));
        fields.add(ManifestKey::Repository, address.unwrap_or_default(), line);
    }
    people(&mut fields, text, &object, "author");
    Ok(Some(fields))
}

/// The fields of a `codemeta.json`, whose licence is mostly an address of the SPDX list.
pub(super) fn codemeta(text: &Text) -> Result<Fields, String> {
    let object = object(text)?;
    let mut fields = Fields::default();
    let source = text.as_str();
    for (name, key) in [
        ("name", ManifestKey::Name),
        ("version", ManifestKey::Version),
        ("softwareVersion", ManifestKey::Version),
        ("codeRepository", ManifestKey::Repository),
    ] {
        add(&mut fields, text, &object, name, key);
    }
    let value = object.get("license");
    let line = || text.line(key_offset(source, "license", value));
    let named = |value: &Value| match value {
        Value::String(written) => Some(written.clone()),
        Value::Object(found) => ["identifier", "url", "@id", "name"]
            .iter()
            .find_map(|key| Some(found.get(*key)?.as_str()?.to_owned())),
        _ => None,
    };
    match value {
        // A list says neither "and" nor "or": each statement stands for itself.
        Some(Value::Array(list)) => {
            for licence in list.iter().filter_map(named) {
                fields.add(ManifestKey::Licence, &licence, line());
            }
        }
        Some(other) => fields.add(ManifestKey::Licence, &named(other).unwrap_or_default(), line()),
        None => {}
    }
    people(&mut fields, text, &object, "author");
    Ok(fields)
}

/// The fields of a `composer.json`.
pub(super) fn composer(text: &Text) -> Result<Option<Fields>, String> {
    let object = object(text)?;
    let mut fields = Fields::default();
    let source = text.as_str();
    add(&mut fields, text, &object, "name", ManifestKey::Name);
    add(&mut fields, text, &object, "version", ManifestKey::Version);
    if let Some(value) = object.get("license").and_then(licence) {
        let line = text.line(key_offset(source, "license", object.get("license")));
        fields.add(ManifestKey::Licence, &value, line);
    }
    if let Some(address) = object.get("support").and_then(|support| support.get("source")) {
        let line = text.line(key_offset(source, "source", Some(address)));
        fields.add(
            ManifestKey::Repository,
            address.as_str().unwrap_or_default(),
            line,
        );
    }
    people(&mut fields, text, &object, "authors");
    Ok(Some(fields))
}

/// Names of people, written as such, as objects with a name (schema.org's parts of it too), or as a list of these.
fn people(fields: &mut Fields, text: &Text, object: &Map<String, Value>, key: &str) {
    let Some(value) = object.get(key) else {
        return;
    };
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(person) => {
            let part = |key: &str| person.get(key).and_then(Value::as_str);
            let parts: Vec<&str> = ["givenName", "familyName"].into_iter().filter_map(part).collect();
            match part("name") {
                Some(name) => Some(name.to_owned()),
                None => (!parts.is_empty()).then(|| parts.join(" ")),
            }
        }
        _ => None,
    };
    let names: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(name).collect(),
        other => name(other).into_iter().collect(),
    };
    let line = text.line(key_offset(text.as_str(), key, Some(value)));
    fields.add(ManifestKey::Authors, &names.join(", "), line);
}

fn object(text: &Text) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(text.as_str()) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("JSON: the file is not an object".to_owned()),
        Err(error) => Err(reason("JSON", &error.to_string())),
    }
}

fn add(fields: &mut Fields, text: &Text, object: &Map<String, Value>, name: &str, key: ManifestKey) {
    if let Some(value) = object.get(name)
        && let Some(written) = value.as_str()
    {
        fields.add(
            key,
            written,
            text.line(key_offset(text.as_str(), name, Some(value))),
        );
    }
}

/// A licence as a string, an object with its type (npm's old form), or a list to choose from.
fn licence(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => object.get("type")?.as_str().map(str::to_owned),
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter_map(licence).collect();
            (!names.is_empty()).then(|| names.join(" OR "))
        }
        _ => None,
    }
}

/// Where a key stands: the place where it is followed by its value, else its first place.
fn key_offset(source: &str, key: &str, value: Option<&Value>) -> usize {
    let quoted = format!("\"{key}\"");
    let written = value
        .and_then(Value::as_str)
        .map(|value| Value::from(value).to_string());
    let mut first = None;
    for (at, _) in source.match_indices(&quoted) {
        let Some(rest) = source[at + quoted.len()..].trim_start().strip_prefix(':') else {
            continue;
        };
        let rest = rest.trim_start();
        let same = match &written {
            Some(written) => rest.starts_with(written.as_str()),
            None => rest.starts_with(['{', '[']),
        };
        if same {
            return at;
        }
        first.get_or_insert(at);
    }
    first.unwrap_or(0)
}
