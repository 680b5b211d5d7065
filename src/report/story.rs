// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The order in which an audit is told to people, the same in every format: what blocks, what fails,
//! what is waived, what is not known, what is kept.

use super::wire::v1::{Audit, Category, RuleVerdict, VerdictName};

/// Verdicts of one category.
pub(super) struct Group<'a> {
    /// The category, when its score is known.
    pub(super) category: Option<&'a Category>,
    /// Its verdicts.
    pub(super) verdicts: Vec<&'a RuleVerdict>,
}

/// Broken rules that close the gate, by category, worst first.
pub(super) fn blockers(audit: &Audit) -> Vec<Group<'_>> {
    worst_first(audit, |one| blocks(audit, one))
}

/// Broken rules that do not close the gate, by category, worst first.
pub(super) fn failures(audit: &Audit) -> Vec<Group<'_>> {
    worst_first(audit, |one| {
        one.verdict == VerdictName::Fail && !blocks(audit, one)
    })
}

/// Verdicts of one kind, in the order of the rule set.
pub(super) fn with(audit: &Audit, name: VerdictName) -> Vec<&RuleVerdict> {
    audit.verdicts.iter().filter(|one| one.verdict == name).collect()
}

/// Rules of which at least one fault is waived, in the order of the rule set.
pub(super) fn waived(audit: &Audit) -> Vec<&RuleVerdict> {
    audit
        .verdicts
        .iter()
        .filter(|one| !one.waived.is_empty())
        .collect()
}

/// Undetermined rules by reason: reasons repeat a lot and each is told once.
pub(super) fn undetermined(audit: &Audit) -> Vec<(&str, Vec<&RuleVerdict>)> {
    let mut reasons: Vec<(&str, Vec<&RuleVerdict>)> = Vec::new();
    for verdict in with(audit, VerdictName::Undetermined) {
        let reason = verdict.reason.as_deref().unwrap_or_default();
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, rules)) => rules.push(verdict),
            None => reasons.push((reason, vec![verdict])),
        }
    }
    reasons
}

fn blocks(audit: &Audit, verdict: &RuleVerdict) -> bool {
    audit.gate.blocking.contains(&verdict.rule)
}

/// Strongest level first, then most points, then the order of the rule set; categories stay
/// together and come in the order of their worst rule.
fn worst_first<'a>(audit: &'a Audit, keep: impl Fn(&RuleVerdict) -> bool) -> Vec<Group<'a>> {
    let mut all: Vec<_> = audit.verdicts.iter().filter(|one| keep(one)).collect();
    all.sort_by(|a, b| a.level.cmp(&b.level).then(b.weight.cmp(&a.weight)));
    let mut groups: Vec<Group<'a>> = Vec::new();
    for verdict in all {
        let same = |group: &&mut Group<'a>| group.verdicts.iter().any(|one| one.category == verdict.category);
        match groups.iter_mut().find(same) {
            Some(group) => group.verdicts.push(verdict),
            None => groups.push(Group {
                category: audit.categories.iter().find(|one| one.id == verdict.category),
                verdicts: vec![verdict],
            }),
        }
    }
    groups
}
