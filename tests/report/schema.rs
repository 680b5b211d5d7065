// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Documents are valid, and the committed schemas are those of the code.

use serde_json::{Value, json};
use vigie::model::{Lang, Thresholds};
use vigie::report::wire::v1;
use vigie::report::{AuditSummary, CohortOutcome, CohortView, codequality, json};

use crate::view::{Texts, row, with, world};

fn valid(schema: &Value, text: &str) {
    let document: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&document)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

const HOSTILE: &str = "a\n\u{1b}[31m\"\u{202e}<script>";

#[test]
fn audits_are_valid() {
    let schema = v1::audit_schema().to_value();
    for texts in [Texts::plain(), Texts::hostile(HOSTILE)] {
        let world = world(&texts);
        with(&world, Lang::En, |view| {
            valid(&schema, &json::audit(view).unwrap());
        });
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(
        !validator.is_valid(&json!({ "schema": "vigie.audit.v1" })),
        "the schema must refuse something"
    );
}

#[test]
fn cohorts_are_valid() {
    let schema = v1::cohort_schema().to_value();
    let world = world(&Texts::hostile(HOSTILE));
    with(&world, Lang::Fr, |audit| {
        let rows = [
            row(
                HOSTILE,
                Some("https://a.fr"),
                CohortOutcome::Audited(Box::new(AuditSummary::of(&v1::Audit::new(audit)))),
            ),
            row("b", None, CohortOutcome::Failed(HOSTILE.to_owned())),
        ];
        let view = CohortView {
            name: Some("EIG <2026>"),
            profile: world.profile.as_str(),
            comparison: None,
            promotions: &[],
            thresholds: Thresholds::default(),
            rules_digest: "0",
            rows: &rows,
            generated: None,
            lang: Lang::Fr,
        };
        let text = json::cohort(&view).unwrap();
        valid(&schema, &text);
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["summary"]["repositories"], 2);
        assert_eq!(document["summary"]["failed"], 1);
        assert_eq!(
            document["repositories"][0]["page"],
            "repositories/a-u-1b-31m-u-202e-script.html"
                .replace("u-1b-", "")
                .replace("u-202e-", "")
        );
        assert!(document["repositories"][1]["page"].is_null());
    });
}

/// What GitLab's own reader asks of an entry; it stops at the first that is not so.
fn gitlab_schema() -> Value {
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "minLength": 1, "pattern": "^[^/]" },
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": { "begin": { "type": "integer", "minimum": 1 } }
                        }
                    }
                }
            }
        }
    })
}

#[test]
fn code_quality_reports_are_valid_and_fingerprints_unique() {
    for texts in [Texts::plain(), Texts::hostile(HOSTILE)] {
        let mut world = world(&texts);
        // Two findings that bear one fingerprint by mistake must both survive.
        let copy = world.card.verdicts[0].clone();
        world.card.verdicts.push(copy);
        world.rules.push(world.rules[0].clone());
        let text = with(&world, Lang::Fr, |view| codequality::audit(view).unwrap());
        assert!(text.starts_with('['), "no byte order mark");
        valid(&gitlab_schema(), &text);
        let entries: Vec<Value> = serde_json::from_str(&text).unwrap();
        let mut prints: Vec<_> = entries.iter().map(|one| one["fingerprint"].to_string()).collect();
        let count = prints.len();
        prints.sort();
        prints.dedup();
        assert_eq!((prints.len(), count), (11, 11));
    }
}

/// `VIGIE_BLESS=1 cargo test --test report_formats` writes the schemas anew.
#[test]
fn committed_schemas_are_current() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    for (name, schema) in [
        ("vigie.audit.v1.json", v1::audit_schema()),
        ("vigie.cohort.v1.json", v1::cohort_schema()),
        ("vigie.licence.v1.json", v1::licence_schema()),
        ("vigie.links.v1.json", v1::links_schema()),
    ] {
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if std::env::var_os("VIGIE_BLESS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(name), &text).unwrap();
        }
        let committed = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            committed == text,
            "docs/schema/{name} is stale: run the tests with VIGIE_BLESS=1"
        );
    }
}
