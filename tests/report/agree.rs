// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One number everywhere.

use serde_json::Value;
use vigie::model::Lang;
use vigie::report::{codequality, html, json, markdown, text};

use crate::view::{Texts, templates, with, world};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A text with every kind of space made plain, so that wrapping and typography do not matter.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn formats_tell_the_same_score_gate_and_counts() {
    let world = world(&Texts::plain());
    for (lang, percent, gate) in [
        (Lang::Fr, "%", "Puis-je publier ?"),
        (Lang::En, "%", "May I publish?"),
    ] {
        with(&world, lang, |view| {
            let json = parsed(&json::audit(view).unwrap());
            let score = &json["score"];
            let want = (
                score["percent"].as_u64().unwrap(),
                score["coverage"].as_u64().unwrap(),
            );
            assert_eq!(want.0, u64::from(world.card.overall.percent().unwrap()));
            assert_eq!(
                json["gate"]["blocking"],
                serde_json::json!(["licence-missing", "secret-in-file"])
            );
            let bare = score["without_waivers"]["percent"].as_u64().unwrap();
            assert!(bare < want.0, "the waiver must show");
            let space = if lang == Lang::Fr { " " } else { "" };
            let style = text::Style::default();
            for report in [
                text::audit(view, &style),
                markdown::audit(view, &templates()).unwrap(),
                html::audit(view, &templates()).unwrap(),
            ] {
                let report = spaced(&report);
                for figure in [want.0, want.1, bare] {
                    assert!(
                        report.contains(&format!("{figure}{space}{percent}")),
                        "{figure} in {report}"
                    );
                }
                assert!(report.contains(gate));
                assert!(report.contains(score["grade"].as_str().unwrap()));
                for rule in ["licence-missing", "secret-in-file", "readme-without-contact"] {
                    assert!(report.contains(rule), "{rule}");
                }
            }
        });
    }
}

#[test]
fn code_quality_holds_each_finding_of_a_failure_once() {
    let world = world(&Texts::plain());
    with(&world, Lang::Fr, |view| {
        let json = parsed(&json::audit(view).unwrap());
        let told: usize = json["verdicts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["findings"].as_array().unwrap().len())
            .sum();
        let entries = parsed(&codequality::audit(view).unwrap());
        let entries = entries.as_array().unwrap();
        assert_eq!((entries.len(), told), (10, 10));
        let severity = |rule: &str| -> Vec<&str> {
            let of = entries.iter().filter(|one| one["check_name"] == rule);
            of.map(|one| one["severity"].as_str().unwrap()).collect()
        };
        assert_eq!(severity("licence-missing"), ["critical"]);
        assert_eq!(severity("secret-in-file")[..2], ["critical", "major"]);
        assert_eq!(severity("readme-without-contact"), ["minor"]);
        assert_eq!(entries[0]["location"]["path"], "LISEZMOI.md");
        assert_eq!(entries[0]["location"]["lines"]["begin"], 1);
        assert!(
            entries[0]["description"]
                .as_str()
                .unwrap()
                .starts_with("licence-missing: ")
        );
    });
}

#[test]
fn fingerprints_are_the_same_in_both_languages() {
    let world = world(&Texts::plain());
    let of = |lang| {
        with(&world, lang, |view| -> Vec<String> {
            let entries = parsed(&codequality::audit(view).unwrap());
            let entries = entries.as_array().unwrap().clone();
            entries.iter().map(|one| one["fingerprint"].to_string()).collect()
        })
    };
    assert_eq!(of(Lang::Fr), of(Lang::En));
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let world = world(&Texts::plain());
    let once = || with(&world, Lang::Fr, |view| json::audit(view).unwrap());
    assert_eq!(once(), once());
    assert!(once().ends_with("}\n"));
}

#[test]
fn optional_values_are_null_and_an_unasked_time_is_absent() {
    let world = world(&Texts::plain());
    let mut world = world;
    world.target.commit = None;
    let json = with(&world, Lang::Fr, |view| {
        let mut view = view.clone();
        view.generated = None;
        parsed(&json::audit(&view).unwrap())
    });
    assert!(json["target"].as_object().unwrap().contains_key("commit"));
    assert!(json["target"]["commit"].is_null());
    assert!(
        json["verdicts"][0]["findings"][0]
            .as_object()
            .unwrap()
            .contains_key("path")
    );
    assert!(!json.as_object().unwrap().contains_key("generated"));
}
