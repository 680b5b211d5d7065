// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What `ignore` hides from the rules that may close the gate.
//!
//! Paths that a repository ignores are no evidence, and few of them matter. A private key does: nobody may be told that
//! it can be published because a line of `.vigie.toml` looks away from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::facts::{self, Request};
use crate::judge;
use crate::model::{Confidence, NonEmpty, RuleId, Unknown, Verdict};
use crate::rule::{Check, Law, Rule};
use crate::score::{FailOn, may_close};
use crate::snapshot::Snapshot;

/// Most ignored places that are named for one rule.
const MOST: usize = 20;

/// Takes back a "kept" that rests on what is ignored. `rules` and `verdicts` go together.
pub(super) fn reveal(
    snapshot: &dyn Snapshot,
    request: &Request,
    (rules, law): (&[&Rule], &Law),
    fail_on: FailOn,
    verdicts: &mut [Verdict],
) {
    let guards: Vec<&Rule> = rules
        .iter()
        .copied()
        .filter(|rule| may_close(rule, fail_on) && forbids_files(rule))
        .collect();
    let ignored = snapshot
        .entries()
        .iter()
        .any(|entry| request.ignore.matches(&entry.path));
    if guards.is_empty() || !ignored {
        return;
    }
    let hidden = faults(snapshot, request, &guards, law);
    for (rule, verdict) in rules.iter().zip(verdicts) {
        let Some(paths) = hidden.get(&rule.id) else {
            continue;
        };
        let told = paths.iter().take(MOST).cloned().map(Unknown::Ignored);
        match verdict {
            Verdict::Pass(_) => {
                if let Some(why) = NonEmpty::new(told.collect()) {
                    *verdict = Verdict::Undetermined(why);
                }
            }
            Verdict::Undetermined(why) => {
                let all = told.chain(why.as_slice().iter().cloned()).collect();
                if let Some(all) = NonEmpty::new(all) {
                    *why = all;
                }
            }
            // A fault that everybody sees keeps the gate closed, or is waived in so many words.
            Verdict::Fail(_) | Verdict::NotApplicable(_) | Verdict::Waived(_) => {}
        }
    }
}

/// Whether a rule is broken by a file that is there, so that leaving the file out mends it.
fn forbids_files(rule: &Rule) -> bool {
    let looks = |check: &Check| {
        matches!(
            check,
            Check::FileExists(_) | Check::FileSize(_) | Check::TextMatch(_)
        )
    };
    rule.confidence == Confidence::High
        && rule.all.is_empty()
        && rule.any.is_empty()
        && !rule.none.is_empty()
        && rule.none.iter().all(looks)
}

/// The ignored paths at which each rule would find a sure fault.
fn faults(
    snapshot: &dyn Snapshot,
    request: &Request,
    rules: &[&Rule],
    law: &Law,
) -> BTreeMap<RuleId, Vec<Arc<str>>> {
    let request = Request {
        probes: judge::probes(rules.iter().flat_map(|rule| &rule.none)),
        ignored_only: true,
        history: false,
        ..request.clone()
    };
    let facts = facts::extract(snapshot, &request, &crate::model::Silent);
    rules
        .iter()
        .filter_map(|rule| {
            let mut paths: Vec<_> = judge::faults(rule, law, &facts)
                .into_iter()
                .filter(|finding| finding.confidence == Confidence::High)
                .filter_map(|finding| finding.place.path)
                .collect();
            paths.dedup();
            (!paths.is_empty()).then(|| (rule.id.clone(), paths))
        })
        .collect()
}
