// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The reference of the rule format, generated from the types that read it, and the
//! catalogue of a rule set.

use std::fmt::Write as _;

use schemars::{Schema, schema_for};
use serde_json::{Map, Value};

use super::parse::{RawRule, Rule};
use super::set::RuleSet;

/// The JSON Schema of a rule file.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = schema_for!(RawRule);
    schema.insert("title".to_owned(), "Vigie: rule file, version 1".into());
    schema
}

/// The reference of every field and primitive, in Markdown.
#[must_use]
pub fn reference() -> String {
    let schema = schema().to_value();
    let types = Types::of(&schema);
    let mut out = String::from(INTRODUCTION);
    types.fields(&mut out, &schema);
    for name in ["Source", "Example", "ExampleForge", "ExampleHistory"] {
        types.section(&mut out, 2, name);
    }
    types.primitives(&mut out);
    out.push_str(
        "\n## Words with a fixed meaning\n\nWhere a table names one of these lists, only its values are accepted.\n",
    );
    for (name, def) in &types.defs {
        if let Some(values) = def.get("oneOf").and_then(Value::as_array)
            && is_list_of_words(def)
        {
            let _ = write!(out, "\n### {name}\n\n{}\n\n", described(def));
            values_table(&mut out, values);
        }
    }
    out
}

const INTRODUCTION: &str = "\
<!-- Generated from src/rule by a test: edit the doc comments there, then run the tests with VIGIE_BLESS=1. -->

# Reference of the rule format

A rule is one TOML file, `rules/<category>/<id>.toml`. The file's name is the rule's identifier. How to write one
is told step by step in [Writing rules](writing-rules.md), or in French in
[Écrire une règle](ecrire-une-regle.md). Editors complete these files with [the JSON Schema](schema/rule.v1.json).

An unknown field or a value out of its list is refused at its line and column.

## The file

";

/// The named types of a schema.
struct Types {
    defs: Map<String, Value>,
}

impl Types {
    fn of(schema: &Value) -> Self {
        let defs = schema.get("$defs").and_then(Value::as_object);
        Self {
            defs: defs.cloned().unwrap_or_default(),
        }
    }

    /// A heading, the meaning and the fields of a named type.
    fn section(&self, out: &mut String, depth: usize, name: &str) {
        let Some(def) = self.defs.get(name) else { return };
        let heading = match name {
            "Source" => "`[[source]]`",
            "Example" => "`[[example]]`",
            "ExampleForge" => "`forge` in an example",
            "ExampleHistory" => "`history` in an example",
            other => other,
        };
        let _ = write!(out, "\n{} {heading}\n\n{}\n\n", "#".repeat(depth), described(def));
        self.fields(out, def);
    }

    /// Every primitive of [`super::Check`] with its parameters.
    fn primitives(&self, out: &mut String) {
        let Some(check) = self.defs.get("Check") else {
            return;
        };
        let _ = write!(
            out,
            "\n## The checks of `[[when]]`, `[[all]]`, `[[any]]` and `[[none]]`\n\n{}\n",
            described(check)
        );
        for variant in array(check, "oneOf") {
            let Some((name, parameters)) = variant
                .get("properties")
                .and_then(Value::as_object)
                .and_then(|properties| properties.iter().next())
            else {
                continue;
            };
            let _ = write!(out, "\n### `{name}`\n\n{}\n\n", described(variant));
            if let Some(def) = target(parameters).and_then(|name| self.defs.get(name)) {
                self.fields(out, def);
            }
        }
    }

    /// A table of the fields of an object.
    fn fields(&self, out: &mut String, object: &Value) {
        let required: Vec<_> = array(object, "required")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        out.push_str("| field | type | required | meaning |\n|---|---|---|---|\n");
        // A table of which one key is given: each stands in its own variant, with its meaning.
        for variant in array(object, "oneOf") {
            let keys = variant.get("properties").and_then(Value::as_object);
            for (name, property) in keys.into_iter().flatten() {
                let _ = writeln!(
                    out,
                    "| `{name}` | {} | one of them | {} |",
                    self.kind(property),
                    cell(&described(variant))
                );
            }
        }
        let properties = object.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let must = if required.contains(&name.as_str()) {
                "yes"
            } else {
                "no"
            };
            let _ = writeln!(
                out,
                "| `{name}` | {} | {must} | {} |",
                self.kind(property),
                cell(&described(property))
            );
        }
    }

    /// The type of a value, in words.
    fn kind(&self, schema: &Value) -> String {
        if let Some(name) = target(schema) {
            return match self.defs.get(name) {
                Some(def) if is_list_of_words(def) => {
                    format!("[{name}](#{})", name.to_lowercase())
                }
                _ if name == "Check" => "check".to_owned(),
                Some(def) if def.get("anyOf").is_some() => self.kind(def),
                _ => "table".to_owned(),
            };
        }
        if let Some(choices) = ["anyOf", "oneOf", "allOf"]
            .iter()
            .find_map(|key| schema.get(key)?.as_array())
        {
            // What may be left out is no kind of its own: the column "required" tells it.
            let null = Some(&Value::from("null"));
            let told = choices.iter().filter(|choice| choice.get("type") != null);
            return told
                .map(|choice| self.kind(choice))
                .collect::<Vec<_>>()
                .join(" or ");
        }
        let word = match schema.get("type") {
            Some(Value::Array(types)) => types.first().and_then(Value::as_str),
            other => other.and_then(Value::as_str),
        };
        match word {
            Some("array") => format!(
                "list of {}",
                self.kind(schema.get("items").unwrap_or(&Value::Null))
            ),
            Some("object") => match schema.get("additionalProperties") {
                Some(kind @ Value::Object(_)) => format!("table of {}", self.kind(kind)),
                _ => "table".to_owned(),
            },
            Some("string") => "text".to_owned(),
            Some("boolean") => "`true` or `false`".to_owned(),
            Some("integer") => "whole number".to_owned(),
            other => other.unwrap_or("any").to_owned(),
        }
    }
}

/// Whether a named type is a closed list of words.
fn is_list_of_words(def: &Value) -> bool {
    let values = array(def, "oneOf");
    !values.is_empty() && values.iter().all(|value| value.get("const").is_some())
}

/// The values of a closed list.
fn values_table(out: &mut String, values: &[Value]) {
    out.push_str("| value | meaning |\n|---|---|\n");
    for value in values {
        if let Some(word) = value.get("const").and_then(Value::as_str) {
            let _ = writeln!(out, "| `{word}` | {} |", cell(&described(value)));
        }
    }
}

fn array<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The name of the type that a schema refers to.
fn target(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

/// The doc comment of a schema, on one line.
fn described(schema: &Value) -> String {
    let text = schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text made safe for a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The catalogue of a rule set, in Markdown: one table a category, in French and English.
#[must_use]
pub fn catalogue(set: &RuleSet) -> String {
    let mut out = String::from(
        "<!-- Generated from rules/ by a test: run the tests with VIGIE_BLESS=1 after a change. -->\n\n\
         # Rules / Règles\n\n\
         `vigie rules show ID` prints everything about a rule: why, how to mend it, its sources and its examples.\n\n\
         `vigie rules show ID` affiche tout ce qu'il y a à savoir d'une règle : pourquoi, comment corriger, ses \
         sources et ses exemples.\n",
    );
    let _ = write!(
        out,
        "\n{} rules in {} profiles:\n\n",
        set.rules().len(),
        set.profiles().len()
    );
    for profile in set.profiles().values() {
        let taken = set
            .rules()
            .iter()
            .filter(|rule| profile.selection.takes(rule))
            .count();
        let _ = writeln!(
            out,
            "- `{}`: {} / {} ({taken})",
            profile.id, profile.title.fr, profile.title.en
        );
    }
    for category in set.categories() {
        let _ = write!(
            out,
            "\n## {} / {}\n\n| rule | fault | level | confidence | weight | sources |\n|---|---|---|---|---|---|\n",
            category.title.fr, category.title.en
        );
        for rule in set.rules().iter().filter(|rule| rule.category == category.id) {
            line(&mut out, rule);
        }
    }
    out
}

/// One row of the catalogue.
fn line(out: &mut String, rule: &Rule) {
    let sources: Vec<_> = rule
        .sources
        .iter()
        .map(|source| format!("[{}]({})", cell(&source.text), source.url))
        .collect();
    let _ = writeln!(
        out,
        "| [`{id}`](../rules/{category}/{id}.toml) | {}<br>{} | {} | {} | {} | {} |",
        markup(&rule.title.fr),
        markup(&rule.title.en),
        rule.level.as_str(),
        rule.confidence.as_str(),
        rule.weight,
        sources.join("<br>"),
        id = rule.id,
        category = rule.category,
    );
}

/// A title with its tags shown as text.
fn markup(title: &str) -> String {
    cell(&title.replace('<', "&lt;"))
}
