// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The JSON Schema of `.vigie.toml`, for editors: committed, current, and of the same mind as the reader.

use std::fs;
use std::path::Path;

use serde_json::Value;
use vigie::config::{self, Config};

fn schema() -> Value {
    serde_json::to_value(config::schema()).expect("a schema is JSON")
}

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/vigie.toml.v1.json");
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
        "docs/schema/vigie.toml.v1.json is stale: run the tests with VIGIE_BLESS=1"
    );
}

#[test]
fn schema_and_reader_agree() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is valid");
    let cases = [
        ("", true),
        ("profile = \"eig\"\nignore = [\"a/**\"]", true),
        (
            "[[waiver]]\nrule = \"a\"\nreason = \"b\"\nuntil = 2027-01-01\nowner = \"c\"",
            true,
        ),
        (
            "[declare]\ninherited-licence = { upstream = \"https://example.org\" }",
            true,
        ),
        ("profil = \"eig\"", false),
        ("ignore = \"a\"", false),
        ("[[waiver]]\nrule = \"a\"", false),
        ("[declare]\nweb-interface = \"yes\"", false),
        ("[declare]\nwebinterface = { present = true }", false),
    ];
    for (text, valid) in cases {
        let document: toml::Value = toml::from_str(text).expect("TOML");
        // Editors see a TOML date as the text that it is written as.
        let document = serde_json::to_value(dates_as_texts(document)).expect("JSON");
        assert_eq!(validator.is_valid(&document), valid, "schema: {text}");
        assert_eq!(
            Config::parse(".vigie.toml", text).is_ok(),
            valid,
            "reader: {text}"
        );
    }
}

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
