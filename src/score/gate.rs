// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The gate: may this be published, by the rules that may say no?

use crate::model::{Confidence, Judged, Level, RuleId, Verdict};
use crate::rule::Rule;

/// Which failures close the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// Required rules of high confidence.
    #[default]
    Required,
    /// Required and recommended rules of high confidence.
    Recommended,
    /// None: the gate is always passed.
    Never,
}

/// The gate's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Whether it is passed.
    pub passed: bool,
    /// The rules that close it, in the order of the rule set.
    pub blocking: Vec<RuleId>,
}

impl Gate {
    /// Looks for failures that close the gate.
    #[must_use]
    pub fn new(rules: &[&Rule], verdicts: &[Judged], fail_on: FailOn) -> Self {
        let blocking: Vec<_> = rules
            .iter()
            .zip(verdicts)
            .filter(|(rule, judged)| closes(rule, &judged.verdict, fail_on))
            .map(|(rule, _)| rule.id.clone())
            .collect();
        Self {
            passed: blocking.is_empty(),
            blocking,
        }
    }
}

fn closes(rule: &Rule, verdict: &Verdict, fail_on: FailOn) -> bool {
    let strong = match fail_on {
        FailOn::Required => rule.level == Level::Required,
        FailOn::Recommended => rule.level <= Level::Recommended,
        FailOn::Never => false,
    };
    let sure = match verdict {
        Verdict::Fail(findings) => findings
            .as_slice()
            .iter()
            .any(|finding| finding.confidence == Confidence::High),
        _ => false,
    };
    strong && sure
}
