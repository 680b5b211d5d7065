// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The report that GitLab shows in merge requests: broken rules only, as GitLab Code Quality.
//!
//! Severity: `critical` for a required or blocking rule seen with high confidence, `major` for
//! any other required rule, `minor` for a recommended one, `info` for the rest.
//! GitLab needs a file and a line for each entry: a finding that concerns the whole repository is
//! placed on the view's anchor, line 1.

use std::collections::BTreeSet;

use super::AuditView;
use super::wire::codequality::{Entry, Lines, Location, Severity};
use super::wire::v1::{Audit, Confidence, Finding, Level, RuleVerdict};

/// The file that stands for the repository when the view names none.
const ANCHOR: &str = "README.md";

/// The audit as GitLab Code Quality, with a final line break and no byte order mark.
///
/// # Errors
/// Never for these types; the error is passed on rather than hidden.
pub fn audit(view: &AuditView) -> Result<String, serde_json::Error> {
    let audit = Audit::new(view);
    let anchor = view.anchor.unwrap_or(ANCHOR);
    let mut taken = BTreeSet::new();
    let entries: Vec<_> = audit
        .verdicts
        .iter()
        .flat_map(|verdict| verdict.findings.iter().map(move |finding| (verdict, finding)))
        .map(|(verdict, finding)| Entry {
            description: format!("{}: {} — {}", verdict.rule, verdict.title, finding.message),
            check_name: verdict.rule.clone(),
            fingerprint: unique(&finding.fingerprint, &mut taken),
            severity: severity(&audit, verdict, finding),
            location: Location {
                path: finding.path.clone().unwrap_or_else(|| anchor.to_owned()),
                lines: Lines {
                    begin: finding.line.unwrap_or(1).max(1),
                },
            },
        })
        .collect();
    let mut text = super::json::pretty(&entries)?;
    text.push('\n');
    Ok(text)
}

fn severity(audit: &Audit, verdict: &RuleVerdict, finding: &Finding) -> Severity {
    let strong = verdict.level == Level::Required || audit.gate.blocking.contains(&verdict.rule);
    match verdict.level {
        _ if strong && finding.confidence == Confidence::High => Severity::Critical,
        Level::Required => Severity::Major,
        Level::Recommended => Severity::Minor,
        Level::Optional | Level::Info => Severity::Info,
    }
}

/// GitLab keeps one entry a fingerprint: equal ones would hide each other.
fn unique(fingerprint: &str, taken: &mut BTreeSet<String>) -> String {
    let mut text = fingerprint.to_owned();
    let mut count = 1;
    while !taken.insert(text.clone()) {
        count += 1;
        text = format!("{fingerprint}-{count}");
    }
    text
}
