// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The scores that others define, beside the audit's own.

use crate::facts::Facts;
use crate::judge;
use crate::model::{Answered, Verdict};
use crate::rule::official::{Criterion, ScoreDefinition};
use crate::rule::{Check, Rule, RuleSet, Selection};
use crate::score::OfficialScore;

/// A score that others define, with the answers that made it.
#[derive(Debug, Clone)]
pub struct Official {
    /// Its definition.
    pub definition: ScoreDefinition,
    /// The answers, in the order of the criteria.
    pub answers: Vec<Answered>,
    /// The score.
    pub score: OfficialScore,
}

/// The scores that are told: all of them, unless only some rules were asked for.
pub(super) fn told<'a>(
    rules: &'a RuleSet,
    selected: &[&Rule],
    selection: &Selection,
) -> Vec<&'a ScoreDefinition> {
    let scores = rules.scores().iter();
    scores
        .filter(|score| selection.only.is_empty() || score.is_among(selected))
        .collect()
}

/// The selected rules, then those that scores name: they are judged whatever the profile chooses.
pub(super) fn asked<'a>(
    rules: &'a RuleSet,
    scores: &[&ScoreDefinition],
    selected: &[&'a Rule],
) -> Vec<&'a Rule> {
    let mut asked = selected.to_vec();
    let criteria = scores.iter().flat_map(|score| &score.criteria);
    for id in criteria.flat_map(Criterion::rules) {
        if let Some(rule) = rules.rule(id.as_str())
            && !asked.iter().any(|known| known.id == rule.id)
        {
            asked.push(rule);
        }
    }
    asked
}

/// Every check that the rules and the scores make.
pub(super) fn checks<'a>(scores: &[&'a ScoreDefinition], judged_by: &[&'a Rule]) -> Vec<&'a Check> {
    let criteria = scores.iter().flat_map(|score| &score.criteria);
    judged_by
        .iter()
        .flat_map(|rule| rule.checks())
        .chain(criteria.flat_map(Criterion::checks))
        .collect()
}

/// Computes the scores. `verdicts` are those of the rules asked, before any waiver: a waiver is an
/// agreement with Vigie's readers, not with those who define a score.
pub(super) fn scores(
    (rules, scores): (&RuleSet, &[&ScoreDefinition]),
    asked: &[&Rule],
    verdicts: &[Verdict],
    facts: &Facts,
) -> Vec<Official> {
    let judged: judge::Judgements<'_> = asked
        .iter()
        .zip(verdicts)
        .map(|(rule, verdict)| (&rule.id, (*rule, verdict)))
        .collect();
    scores
        .iter()
        .map(|&definition| {
            let answers = judge::answers(definition, &judged, rules.law(), facts);
            Official {
                definition: definition.clone(),
                score: OfficialScore::new(definition, &answers),
                answers,
            }
        })
        .collect()
}
