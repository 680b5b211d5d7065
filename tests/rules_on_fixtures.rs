// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Every rule on every fixture, one snapshot a rule: a rule that is written for one repository
//! must not say something wrong of another. data.gouv.fr is played by a server on loopback, with the answers of
//! `tests/portal/answers.json`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

#[path = "common/http.rs"]
mod http;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use http::{Reply, Server};
use jiff::Timestamp;
use vigie::forge::Patience;
use vigie::model::{NonEmpty, Place, ProfileId, Reason, Silent, Unknown, Verdict};
use vigie::pipeline::{Audit, Tools, audit};
use vigie::portal::{Portal, PortalOptions};
use vigie::rule::{RuleSet, Selection};
use vigie::score::FailOn;
use vigie::snapshot::{Limits, LiteralSnapshot};

/// Most places that a row shows.
const MOST_PLACES: usize = 6;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The files of a fixture, with paths inside it.
fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the fixture can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            read(root, &path, files);
        } else {
            let inside = path
                .strip_prefix(root)
                .expect("the file is in its fixture")
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(inside, fs::read(&path).expect("the file can be read"));
        }
    }
}

/// A portal that knows the datasets of the fixtures and no other.
fn portal(now: Timestamp) -> Portal {
    let text = include_str!("portal/answers.json");
    let answers: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(text).expect("the answers are JSON");
    let server = Server::start(move |request, _| {
        let answer = answers.get(&request.target);
        let status = match answer.and_then(|answer| answer["status"].as_u64()) {
            Some(200) => "200 OK",
            Some(410) => "410 Gone",
            _ => "404 Not Found",
        };
        let missing = serde_json::json!({"message": "no"});
        Reply {
            status,
            headers: vec![("Content-Type", "application/json".to_owned())],
            body: answer.map_or(&missing, |answer| &answer["body"]).to_string(),
        }
    });
    Portal::new(PortalOptions {
        base: Some(server.url),
        patience: Patience {
            per_second: 100_000,
            ..vigie::portal::patience()
        },
        ..PortalOptions::new(now.as_second())
    })
    .expect("the portal can be asked")
}

fn tools() -> Tools {
    // The day decides which waivers of `with-waivers` are over.
    let now: Timestamp = "2026-11-23T00:00:00Z".parse().expect("a moment");
    Tools {
        portal: Arc::new(portal(now)),
        plans: Arc::default(),
        rules: RuleSet::embedded().expect("the rules build"),
        profile: Some(ProfileId::new("eig").expect("a valid name")),
        default_profile: ProfileId::new("eig").expect("a valid name"),
        selection: Selection::default(),
        fail_on: FailOn::Required,
        config: None,
        limits: Limits::default(),
        now,
    }
}

/// Every fixture's audit, by its name.
fn audits() -> BTreeMap<String, Audit> {
    let tools = tools();
    let mut audits = BTreeMap::new();
    for entry in fs::read_dir(folder()).expect("the fixtures can be listed") {
        let path = entry.expect("an entry can be read").path();
        if !path.is_dir() {
            continue;
        }
        let mut files = BTreeMap::new();
        read(&path, &path, &mut files);
        let name = path
            .file_name()
            .expect("a folder has a name")
            .to_string_lossy()
            .into_owned();
        let audit = audit(&LiteralSnapshot::new(files), &tools, &Silent);
        audits.insert(
            name.clone(),
            audit.unwrap_or_else(|error| panic!("{name}: {error}")),
        );
    }
    audits
}

fn place(place: &Place) -> String {
    let path = place.path.as_deref().unwrap_or(".");
    match place.line {
        Some(line) => format!("{path}:{line}"),
        None => path.to_owned(),
    }
}

fn places<'a>(places: impl Iterator<Item = &'a Place>) -> String {
    let all: BTreeSet<String> = places.map(place).collect();
    let mut shown: Vec<_> = all.iter().take(MOST_PLACES).cloned().collect();
    if all.len() > MOST_PLACES {
        shown.push(format!("and {} more", all.len() - MOST_PLACES));
    }
    shown.join(", ")
}

fn why(unknown: &NonEmpty<Unknown>) -> String {
    let all: Vec<_> = unknown.as_slice().iter().map(|why| format!("{why:?}")).collect();
    all.join(", ")
}

fn row(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Pass(seen) => places(seen.iter().map(|seen| &seen.place)),
        Verdict::Fail(findings) => places(findings.as_slice().iter().map(|finding| &finding.place)),
        Verdict::Waived(waived) => places(waived.as_slice().iter().map(|waived| &waived.finding.place)),
        Verdict::Undetermined(unknown) => why(unknown),
        Verdict::NotApplicable(Reason::Needs(rule)) => format!("told by {rule}"),
        Verdict::NotApplicable(_) => String::new(),
    }
}

#[test]
fn every_rule_says_the_same_of_every_fixture() {
    let audits = audits();
    let set = RuleSet::embedded().unwrap();
    for rule in set.rules() {
        let mut table = String::new();
        for (name, audit) in &audits {
            let judged = audit.card.verdicts.iter().find(|judged| judged.rule == rule.id);
            let verdict = &judged.unwrap().verdict;
            let line = format!("{name:<24} {:<15} {}", verdict.as_str(), row(verdict));
            let _ = writeln!(table, "{}", line.trim_end());
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(rule.id.as_str(), table);
        });
    }
}

#[test]
fn no_snapshot_is_left_of_a_rule_that_is_gone() {
    let set = RuleSet::embedded().unwrap();
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for entry in fs::read_dir(snapshots).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".snap") else {
            continue;
        };
        assert!(id.contains("__") || set.rule(id).is_some(), "{name}");
    }
}

#[test]
fn every_rule_is_broken_and_kept_by_some_fixture() {
    // What a small folder cannot show, and the examples of these rules do: the forge and the
    // history, large files, and a token that scanners of secrets would rightly stop.
    let out_of_reach = [
        "forge",
        "sustainability",
        "large-file-tracked",
        "bulk-data-tracked",
        "access-token-in-text",
        "fork-licence-not-explained",
        "version-behind-tags",
        "dependency-updates-missing",
    ];
    let audits = audits();
    let set = RuleSet::embedded().unwrap();
    let mut unproven = Vec::new();
    for rule in set.rules() {
        if out_of_reach.contains(&rule.category.as_str()) || out_of_reach.contains(&rule.id.as_str()) {
            continue;
        }
        let verdicts: BTreeSet<_> = audits
            .values()
            .flat_map(|audit| &audit.card.verdicts)
            .filter(|judged| judged.rule == rule.id)
            .map(|judged| judged.verdict.as_str())
            .collect();
        if !(verdicts.contains("pass") && verdicts.contains("fail")) {
            unproven.push(format!("{}: {verdicts:?}", rule.id));
        }
    }
    assert!(unproven.is_empty(), "{unproven:#?}");
}

#[test]
fn the_exemplary_fixture_breaks_no_rule() {
    let audits = audits();
    let broken: Vec<_> = audits["exemplary"]
        .card
        .verdicts
        .iter()
        .filter(|judged| matches!(judged.verdict, Verdict::Fail(_) | Verdict::Waived(_)))
        .map(|judged| judged.rule.to_string())
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
    assert!(audits["exemplary"].card.gate.passed);
}
