// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The published meta-schemas: Data Package and Table Schema, version 1 and 2, and those of the drafts of JSON Schema.
//!
//! The files in `meta/` are <https://datapackage.org/profiles/1.0/> and `2.0/`, as of commit 6a201af of
//! `frictionlessdata/datapackage`, under the Unlicense. What explains and judges nothing was taken out of them: titles,
//! descriptions, examples, default values and the order of forms.

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::Value;

use super::{MOST, SchemaFault, SchemaKind, Troubles};

/// Deepest choice within a choice that is followed.
const DEEPEST: usize = 6;

/// Most errors that are looked at of one file.
const MOST_ERRORS: usize = 500;

/// A meta-schema, made ready when it is first asked for.
struct Meta {
    text: &'static str,
    ready: OnceLock<Option<Validator>>,
}

impl Meta {
    const fn new(text: &'static str) -> Self {
        Self {
            text,
            ready: OnceLock::new(),
        }
    }

    fn ready(&self) -> Option<&Validator> {
        let make = || {
            let schema: Value = serde_json::from_str(self.text).ok()?;
            let options = jsonschema::options()
                .with_draft(Draft::Draft7)
                .should_validate_formats(true);
            options.build(&schema).ok()
        };
        self.ready.get_or_init(make).as_ref()
    }
}

static PACKAGE_1: Meta = Meta::new(include_str!("meta/datapackage-1.0.json"));
static PACKAGE_2: Meta = Meta::new(include_str!("meta/datapackage-2.0.json"));
static TABLE_1: Meta = Meta::new(include_str!("meta/tableschema-1.0.json"));
static TABLE_2: Meta = Meta::new(include_str!("meta/tableschema-2.0.json"));

/// Holds a Data Package or a Table Schema against its meta-schema: that of the version that it names, or the first. What
/// was told of a place by other means is not told again.
pub(super) fn faults(kind: SchemaKind, value: &Value, troubles: &mut Troubles) {
    let named = value["$schema"].as_str().unwrap_or_default();
    let second = named.contains("profiles/2.");
    let other = named.contains("/profiles/") && !second && !named.contains("profiles/1.");
    let meta = match (kind, second) {
        (SchemaKind::Package, false) => &PACKAGE_1,
        (SchemaKind::Package, true) => &PACKAGE_2,
        (SchemaKind::Table, false) => &TABLE_1,
        (SchemaKind::Table, true) => &TABLE_2,
        (SchemaKind::Json, _) => return,
    };
    // A version that is not known here.
    let Some(validator) = meta.ready().filter(|_| !other) else {
        return;
    };
    let told: Vec<String> = troubles.0.iter().map(|trouble| trouble.pointer.clone()).collect();
    for error in validator.iter_errors(value).take(MOST_ERRORS) {
        leaf(&error, DEEPEST, &mut |pointer, fault, value| {
            let known =
                is_left_open(pointer, fault) || told.iter().any(|other| is_same_place(other, pointer));
            if !known && !troubles.0.iter().any(|trouble| trouble.pointer == pointer) {
                troubles.add(pointer, fault, value);
            }
        });
    }
}

/// Whether the meta-schema asks for more than the specification: what has a default value in a dialect, and that the
/// example of a field be a text, where national schemas show a truth value for what is one.
fn is_left_open(pointer: &str, fault: SchemaFault) -> bool {
    let by_default = fault == SchemaFault::Missing && pointer.contains("/dialect/");
    let example = pointer.ends_with("/example") && pointer.contains("/fields/");
    by_default || example
}

/// Whether one place lies in the other, or both in a thing whose type is wrong.
fn is_same_place(told: &str, pointer: &str) -> bool {
    let inside = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let around = told.strip_suffix("/type").filter(|around| !around.is_empty());
    inside(told, pointer) || inside(pointer, told) || around.is_some_and(|around| inside(around, pointer))
}

/// The errors that people can act on: of a choice among several forms, those of the form that was meant.
fn leaf(error: &ValidationError<'_>, depth: usize, told: &mut impl FnMut(&str, SchemaFault, &str)) {
    let pointer = error.instance_path().to_string();
    match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            // The form whose type is that of the value; then the one that the value nearly has.
            let distance = |branch: &&Vec<ValidationError<'static>>| {
                let of_type = |error: &&ValidationError<'static>| {
                    let place = error.instance_path().to_string();
                    let other = matches!(error.kind(), ValidationErrorKind::Type { .. }) && place == pointer;
                    other || place == format!("{pointer}/type")
                };
                (branch.iter().filter(of_type).count(), branch.len())
            };
            let best = context
                .iter()
                .filter(|branch| !branch.is_empty())
                .min_by_key(distance);
            match best.filter(|_| depth > 0) {
                Some(branch) => branch.iter().for_each(|error| leaf(error, depth - 1, told)),
                None => told(&pointer, SchemaFault::NotAllowed, &shown(error.instance())),
            }
        }
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            told(&format!("{pointer}/{name}"), SchemaFault::Missing, "");
        }
        ValidationErrorKind::Type { .. } => told(&pointer, SchemaFault::WrongType, &shown(error.instance())),
        ValidationErrorKind::MinItems { .. } | ValidationErrorKind::MinLength { .. } => {
            told(&pointer, SchemaFault::Missing, "");
        }
        ValidationErrorKind::UniqueItems => told(&pointer, SchemaFault::Twice, ""),
        // More than one form fits, and the meta-schema cannot tell them apart; or the engine of expressions gave up.
        ValidationErrorKind::OneOfMultipleValid { .. }
        | ValidationErrorKind::BacktrackLimitExceeded { .. }
        | ValidationErrorKind::RegexEngineFailure { .. } => {}
        _ => told(&pointer, SchemaFault::NotAllowed, &shown(error.instance())),
    }
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Holds a JSON Schema against the meta-schema of its draft. References are not followed: nothing is fetched. Without a
/// draft, only what every draft refuses is told.
pub(super) fn json_faults(value: &Value, troubles: &mut Troubles) {
    if !(value.is_object() || value.is_boolean()) {
        troubles.add("", SchemaFault::WrongType, "");
        return;
    }
    if value.get("$schema").is_some() {
        // A dialect of one's own has a meta-schema that is not here: nothing is known of it.
        if let Ok(validator) = jsonschema::meta::validator_for(value) {
            for error in validator.iter_errors(value).take(MOST) {
                add(&error, troubles);
            }
        }
        return;
    }
    let drafts = [
        jsonschema::draft202012::meta::validator(),
        jsonschema::draft201909::meta::validator(),
        jsonschema::draft7::meta::validator(),
        jsonschema::draft6::meta::validator(),
        jsonschema::draft4::meta::validator(),
    ];
    if drafts.iter().any(|draft| draft.is_valid(value)) {
        return;
    }
    let best = drafts
        .iter()
        .min_by_key(|draft| draft.iter_errors(value).take(MOST).count());
    for error in best
        .into_iter()
        .flat_map(|draft| draft.iter_errors(value).take(MOST))
    {
        add(&error, troubles);
    }
}

fn add(error: &ValidationError<'_>, troubles: &mut Troubles) {
    let pointer = error.instance_path().to_string();
    troubles.add(&pointer, SchemaFault::NotAllowed, &shown(error.instance()));
}

#[cfg(test)]
mod tests {
    use super::{PACKAGE_1, PACKAGE_2, TABLE_1, TABLE_2};

    #[test]
    fn every_meta_schema_is_ready() {
        for meta in [&PACKAGE_1, &PACKAGE_2, &TABLE_1, &TABLE_2] {
            assert!(meta.ready().is_some());
        }
    }
}
