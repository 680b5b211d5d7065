// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Waivers: applied to verdicts after they are reached, so that nothing is hidden.

use jiff::civil::Date;

use crate::model::{Finding, Judged, NonEmpty, RuleId, Verdict, Waived, Waiver, WaiverState};

/// Applies waivers to the verdicts of `rules` and tells what became of each waiver.
/// `today` is the day of the audit: a waiver covers its last day. `exists` tells the rules of the set, judged or not.
#[must_use]
pub fn waive(
    rules: &[RuleId],
    verdicts: Vec<Verdict>,
    waivers: &[Waiver],
    today: Date,
    exists: &dyn Fn(&RuleId) -> bool,
) -> (Vec<Judged>, Vec<WaiverState>) {
    let is_judged = |rule: &RuleId| {
        let verdict = rules.iter().zip(&verdicts).find(|(one, _)| *one == rule);
        verdict.is_some_and(|(_, verdict)| !matches!(verdict, Verdict::Undetermined(_)))
    };
    let mut states: Vec<_> = waivers
        .iter()
        .map(|waiver| {
            if waiver.until < today {
                WaiverState::Expired
            } else if !exists(&waiver.rule) {
                WaiverState::NoRule
            } else if is_judged(&waiver.rule) {
                WaiverState::Unused
            } else {
                WaiverState::NotJudged
            }
        })
        .collect();
    let judged = rules
        .iter()
        .zip(verdicts)
        .map(|(rule, verdict)| apply(rule, verdict, waivers, &mut states))
        .collect();
    (judged, states)
}

fn apply(rule: &RuleId, verdict: Verdict, waivers: &[Waiver], states: &mut [WaiverState]) -> Judged {
    let Verdict::Fail(findings) = verdict else {
        return Judged {
            rule: rule.clone(),
            verdict,
            also_waived: Vec::new(),
        };
    };
    let (mut waived, mut left) = (Vec::new(), Vec::new());
    for finding in findings.into_vec() {
        let cover = (0..waivers.len())
            .find(|at| states[*at] != WaiverState::Expired && covers(&waivers[*at], rule, &finding));
        match cover {
            Some(at) => {
                states[at] = WaiverState::Active;
                waived.push(Waived { finding, waiver: at });
            }
            None => left.push(finding),
        }
    }
    let (verdict, also_waived) = match (NonEmpty::new(left), NonEmpty::new(waived)) {
        (Some(left), waived) => (
            Verdict::Fail(left),
            waived.map_or_else(Vec::new, NonEmpty::into_vec),
        ),
        (None, Some(waived)) => (Verdict::Waived(waived), Vec::new()),
        (None, None) => (Verdict::Pass(Vec::new()), Vec::new()),
    };
    Judged {
        rule: rule.clone(),
        verdict,
        also_waived,
    }
}

fn covers(waiver: &Waiver, rule: &RuleId, finding: &Finding) -> bool {
    waiver.rule == *rule
        && waiver.paths.as_ref().is_none_or(|paths| {
            finding
                .place
                .path
                .as_deref()
                .is_some_and(|path| paths.matches(path))
        })
}
