// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What lockfiles say of the licences of dependencies: those of npm (versions 2 and 3) and Composer do, others
//! hold names and versions only.
//!
//! Dependencies of development are left out: they are not delivered with the program.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::licence;
use crate::model::{LicenceMatch, LicenceMethod, Subject};

/// Lockfiles that tell licences.
const TELLING: &[&str] = &["package-lock.json", "npm-shrinkwrap.json", "composer.lock"];

/// Most different licences of one file.
const MOST: usize = 200;

/// Longest licence, in bytes.
const LONGEST: usize = 200;

/// Whether a path is a lockfile that tells the licences of dependencies.
pub(super) fn is_telling(path: &str) -> bool {
    TELLING.contains(&path.rsplit('/').next().unwrap_or(path))
}

#[derive(Deserialize)]
struct Npm {
    #[serde(default)]
    packages: BTreeMap<String, NpmPackage>,
}

#[derive(Deserialize)]
struct NpmPackage {
    #[serde(default)]
    license: Option<Written>,
    #[serde(default)]
    dev: bool,
    #[serde(default)]
    link: bool,
}

#[derive(Deserialize)]
struct Composer {
    #[serde(default)]
    packages: Vec<ComposerPackage>,
}

#[derive(Deserialize)]
struct ComposerPackage {
    name: String,
    #[serde(default)]
    license: Option<Written>,
}

/// A licence as the manifest of the dependency writes it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(String),
    /// Any of them may be taken.
    Any(Vec<String>),
    Other(IgnoredAny),
}

/// The licences of the dependencies that a lockfile names, each once, at the line of the first dependency that
/// bears it. One that cannot be read is told as it is written, with no confidence.
pub(super) fn read(path: &str, text: &str) -> Vec<LicenceMatch> {
    let dependencies = if path.ends_with("composer.lock") {
        serde_json::from_str(text).map_or_else(|_| Vec::new(), composer)
    } else {
        serde_json::from_str(text).map_or_else(|_| Vec::new(), npm)
    };
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (key, licence) in dependencies {
        if first.len() < MOST {
            first.entry(licence).or_insert(key);
        }
    }
    let lines = lines(text, first.values());
    let mut found: Vec<LicenceMatch> = first
        .into_iter()
        .map(|(written, key)| {
            let known = expression(&written);
            let line = lines.get(&key).copied().unwrap_or(1);
            LicenceMatch {
                confidence: if known.is_some() { 90 } else { 0 },
                expression: known.unwrap_or(written),
                method: LicenceMethod::Manifest,
                lines: (line, line),
                subject: Subject::Code,
                rivals: Vec::new(),
                since: None,
                part: false,
            }
        })
        .collect();
    found.sort_by(|a, b| (a.lines, &a.expression).cmp(&(b.lines, &b.expression)));
    found.dedup_by(|b, a| a.expression == b.expression);
    found
}

/// What each delivered package says, under the key that it has in the file.
fn npm(file: Npm) -> Vec<(String, String)> {
    file.packages
        .into_iter()
        .filter(|(key, package)| key.contains("node_modules/") && !package.dev && !package.link)
        .filter_map(|(key, package)| Some((key, written(package.license?)?)))
        .collect()
}

fn composer(file: Composer) -> Vec<(String, String)> {
    file.packages
        .into_iter()
        .filter_map(|package| Some((package.name, written(package.license?)?)))
        .collect()
}

fn written(licence: Written) -> Option<String> {
    let text = match licence {
        Written::One(text) => text,
        Written::Any(all) => all.join(" OR "),
        Written::Other(_) => return None,
    };
    (!text.trim().is_empty() && text.len() <= LONGEST).then_some(text)
}

/// The expression that a licence means; a choice is read leg by leg, since each leg has its own spelling.
fn expression(written: &str) -> Option<String> {
    if let Some(known) = licence::resolve(written).expression() {
        return Some(known.to_owned());
    }
    let legs: Option<Vec<String>> = written
        .trim_matches(['(', ')'])
        .split(" OR ")
        .map(|leg| licence::resolve(leg.trim()).expression().map(str::to_owned))
        .collect();
    legs.map(|legs| legs.join(" OR "))
}

/// The lines at which some keys stand, in quotes. One pass over the text.
fn lines<'k>(text: &str, keys: impl Iterator<Item = &'k String>) -> BTreeMap<String, u32> {
    let wanted: BTreeMap<String, &String> = keys.map(|key| (format!("\"{key}\""), key)).collect();
    let mut found = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        let word = line
            .trim()
            .trim_start_matches("\"name\":")
            .trim_start()
            .trim_end_matches(['{', ',', ' ', ':']);
        if let Some(key) = wanted.get(word) {
            found.entry((*key).clone()).or_insert(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{is_telling, read};

    fn told(path: &str, text: &str) -> Vec<(String, u32, u8)> {
        read(path, text)
            .into_iter()
            .map(|one| (one.expression, one.lines.0, one.confidence))
            .collect()
    }

    #[test]
    fn npm_tells_the_licences_of_what_is_delivered() {
        let text = r#"{
  "lockfileVersion": 3,
  "packages": {
    "": { "name": "x", "license": "EUPL-1.2" },
    "node_modules/a": {
      "version": "1.0.0",
      "license": "MIT"
    },
    "node_modules/a/node_modules/b": {
      "license": "MIT"
    },
    "node_modules/c": {
      "license": "(MIT OR Apache-2.0)"
    },
    "node_modules/d": { "dev": true, "license": "GPL-2.0-only" },
    "node_modules/e": {
      "license": "Our own words"
    },
    "node_modules/f": { "license": { "type": "MIT" } }
  }
}"#;
        assert_eq!(
            told("web/package-lock.json", text),
            [
                ("MIT".to_owned(), 5, 90),
                ("MIT OR Apache-2.0".to_owned(), 12, 90),
                ("Our own words".to_owned(), 16, 0),
            ]
        );
    }

    #[test]
    fn composer_offers_each_of_several() {
        let text = r#"{
    "packages": [
        {
            "name": "a/b",
            "license": ["GPL-2.0-only", "MIT"]
        }
    ],
    "packages-dev": [ { "name": "c/d", "license": ["GPL-3.0-only"] } ]
}"#;
        assert_eq!(
            told("composer.lock", text),
            [("GPL-2.0-only OR MIT".to_owned(), 4, 90)]
        );
    }

    #[test]
    fn what_is_no_such_lockfile_tells_nothing() {
        assert!(is_telling("composer.lock") && !is_telling("yarn.lock"));
        for text in [
            "",
            "[]",
            "{",
            "{\"packages\": 3}",
            "{\"dependencies\": {\"a\": {}}}",
        ] {
            assert_eq!(told("package-lock.json", text), [], "{text}");
            assert_eq!(told("composer.lock", text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\{\\}\\[\\]\":,a-z \\n]{0,200}") {
            read("package-lock.json", &text);
            read("composer.lock", &text);
        }
    }
}
