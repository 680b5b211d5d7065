// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Vigie audits itself: the gate is passed, the grade is A, nothing is waived, and what still fails is explained.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The audit of this repository, as it stands.
fn audit() -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_PORTAL", "none")
        .args(["audit", ".", "--offline", "--format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("VIGIE_PROFILE")
        .output()
        .expect("the binary runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "no audit: {told}"
    );
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

/// The rules that have a verdict of this kind.
fn rules<'a>(audit: &'a Value, verdict: &str) -> BTreeSet<&'a str> {
    audit["verdicts"]
        .as_array()
        .expect("a list of verdicts")
        .iter()
        .filter(|judged| judged["verdict"] == verdict)
        .map(|judged| judged["rule"].as_str().expect("a rule's name"))
        .collect()
}

#[test]
fn the_gate_is_passed_with_grade_a_and_without_waivers() {
    let audit = audit();
    assert_eq!(
        audit["gate"]["passed"], true,
        "blocking: {}",
        audit["gate"]["blocking"]
    );
    assert_eq!(
        audit["score"]["grade"],
        "A",
        "{}; failing: {:?}",
        audit["score"],
        rules(&audit, "fail")
    );
    assert!(
        rules(&audit, "waived").is_empty(),
        "the project does not waive its own faults"
    );
    assert!(!rules(&audit, "pass").is_empty());
}

#[test]
fn what_still_fails_is_explained() {
    let audit = audit();
    let failing = rules(&audit, "fail");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/self-audit.md");
    let text = fs::read_to_string(path).expect("docs/self-audit.md is there");
    let explained: BTreeSet<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'))
        .collect();
    // A clone without its whole history leaves open what only the history tells.
    let open = rules(&audit, "undetermined");
    let shown: BTreeSet<_> = explained.difference(&open).copied().collect();
    assert_eq!(
        failing, shown,
        "failing (left), explained in docs/self-audit.md (right)"
    );
}
