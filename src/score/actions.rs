// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What to do next: the mends that bring most points for least effort.

use crate::model::{Judged, RuleId, Verdict};
use crate::rule::Rule;

/// A mend worth making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The rule that fails.
    pub rule: RuleId,
    /// Points that mending it earns.
    pub points: u32,
}

/// At most `most` failing rules: those that close the gate first, then by points per effort,
/// then by points, then in the order of the rule set.
#[must_use]
pub fn next_actions(rules: &[&Rule], verdicts: &[Judged], blocking: &[RuleId], most: usize) -> Vec<Action> {
    let mut failing: Vec<_> = rules
        .iter()
        .zip(verdicts)
        .filter(|(rule, judged)| rule.weight > 0 && matches!(judged.verdict, Verdict::Fail(_)))
        .map(|(rule, _)| *rule)
        .collect();
    failing.sort_by(|a, b| {
        let blocks = |rule: &Rule| blocking.contains(&rule.id);
        // a/x > b/y compared as a*y > b*x: integers only.
        let (left, right) = (a.weight * b.effort.cost(), b.weight * a.effort.cost());
        blocks(b)
            .cmp(&blocks(a))
            .then(right.cmp(&left))
            .then(b.weight.cmp(&a.weight))
    });
    failing
        .into_iter()
        .take(most)
        .map(|rule| Action {
            rule: rule.id.clone(),
            points: rule.weight,
        })
        .collect()
}
