// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The cohort file: its JSON Schema is committed, current, and of the same mind as the reader.

use std::fs;
use std::path::Path;

use serde_json::Value;
use vigie::config::{CohortFile, cohort_schema};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    serde_json::to_value(cohort_schema()).expect("a schema is JSON")
}

#[test]
fn the_committed_schema_is_current() {
    let path = root().join("docs/schema/vigie.cohort-file.v1.json");
    let current = format!(
        "{}\n",
        serde_json::to_string_pretty(&schema()).expect("a schema is JSON")
    );
    if std::env::var_os("VIGIE_BLESS").is_some() {
        fs::write(&path, &current).expect("the schema can be written");
    }
    let committed = fs::read_to_string(&path).expect("the schema is committed");
    assert!(
        committed == current,
        "docs/schema/vigie.cohort-file.v1.json is stale: run the tests with VIGIE_BLESS=1"
    );
}

#[test]
fn schema_and_reader_agree() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is valid");
    let example =
        fs::read_to_string(root().join("fixtures/cohorte-exemple.toml")).expect("the example is committed");
    let cases = [
        ("", true),
        (example.as_str(), true),
        ("[[repository]]\nurl = \"https://example.org/a.git\"", true),
        ("[[repository]]\nurls = \"https://example.org/a.git\"", false),
        ("[gitlab]\ngroups = [\"a\"]", false),
        ("[gitlab]\nurl = \"https://example.org\"\ngroups = \"a\"", false),
        ("[[promotion]]\nname = \"a\"", false),
        (
            "[[promotion]]\nid = \"a\"\n[[promotion.challenge]]\nname = \"b\"\nstart = 2026-01-01",
            true,
        ),
        ("[thresholds]\nleast-score = 101", false),
        (
            "[[repository]]\nproject = \"a/b\"\n[[repository.waiver]]\nrule = \"a\"",
            false,
        ),
    ];
    for (text, valid) in cases {
        let document: toml::Value = toml::from_str(text).expect("TOML");
        let document = serde_json::to_value(dates_as_texts(document)).expect("JSON");
        assert_eq!(validator.is_valid(&document), valid, "schema: {text}");
        assert_eq!(
            CohortFile::parse("cohort.toml", text).is_ok(),
            valid,
            "reader: {text}"
        );
    }
}

/// Editors see a TOML date as the text that it is written as.
fn dates_as_texts(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(dates_as_texts).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => toml::Value::Table(
            table
                .into_iter()
                .map(|(key, value)| (key, dates_as_texts(value)))
                .collect(),
        ),
        other => other,
    }
}
