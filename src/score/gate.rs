// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The gate: may this be published, by the rules that may say no?

use crate::model::{Confidence, Judged, Level, RuleId, Unknown, Verdict};
use crate::rule::Rule;

/// Which failures close the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// Required rules of high confidence.
    #[default]
    Required,
    /// Required and recommended rules of high confidence.
    Recommended,
    /// None makes the program fail. The answer of the report stays that of [`FailOn::Required`]: nobody is told that a
    /// repository without a licence may be published.
    Never,
}

/// The gate's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Whether it is passed.
    pub passed: bool,
    /// The rules that close it, in the order of the rule set.
    pub blocking: Vec<RuleId>,
    /// The rules that could close it and could not be judged, because a part of the repository
    /// could not be read. Unknown is no failure: the gate stays open, and nobody may say "yes".
    pub unverified: Vec<RuleId>,
    /// The rules of the profile that could close it and that nobody asked for: options left them out.
    pub left_out: Vec<RuleId>,
    /// Whether rules could close it and none of them could be judged: the answer is empty.
    pub blind: bool,
}

impl Gate {
    /// Looks for failures that close the gate.
    #[must_use]
    pub fn new(rules: &[&Rule], verdicts: &[Judged], fail_on: FailOn) -> Self {
        let blocking: Vec<_> = rules
            .iter()
            .zip(verdicts)
            .filter(|(rule, judged)| may_close(rule, fail_on) && is_sure(&judged.verdict))
            .map(|(rule, _)| rule.id.clone())
            .collect();
        let unverified: Vec<_> = rules
            .iter()
            .zip(verdicts)
            .filter(|(rule, judged)| {
                may_close(rule, fail_on) && rule.confidence == Confidence::High && is_blind(&judged.verdict)
            })
            .map(|(rule, _)| rule.id.clone())
            .collect();
        let judged = rules.iter().zip(verdicts).any(|(rule, judged)| {
            let told = matches!(
                judged.verdict,
                Verdict::Pass(_) | Verdict::Fail(_) | Verdict::Waived(_)
            );
            told && may_close(rule, fail_on) && rule.confidence == Confidence::High
        });
        Self {
            passed: blocking.is_empty(),
            blind: blocking.is_empty() && !unverified.is_empty() && !judged,
            blocking,
            unverified,
            left_out: Vec::new(),
        }
    }

    /// Remembers the rules of the profile that options left out.
    pub fn leave_out<'a>(&mut self, rules: impl Iterator<Item = &'a Rule>, fail_on: FailOn) {
        let sure = rules.filter(|rule| may_close(rule, fail_on) && rule.confidence == Confidence::High);
        self.left_out = sure.map(|rule| rule.id.clone()).collect();
    }
}

/// Whether a rule is of a level that closes the gate.
#[must_use]
pub fn may_close(rule: &Rule, fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Required | FailOn::Never => rule.level == Level::Required,
        FailOn::Recommended => rule.level <= Level::Recommended,
    }
}

fn is_sure(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Fail(findings) => findings
            .as_slice()
            .iter()
            .any(|finding| finding.confidence == Confidence::High),
        _ => false,
    }
}

/// Whether a verdict lacks because of the repository's own content, not because the forge or the
/// network was not asked.
fn is_blind(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Undetermined(why) => why.as_slice().iter().any(|why| {
            matches!(
                why,
                Unknown::Unread(_)
                    | Unknown::Ignored(_)
                    | Unknown::Columns(_)
                    | Unknown::NotText(_)
                    | Unknown::EmptyRepository
                    | Unknown::Truncated
            )
        }),
        _ => false,
    }
}
