// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The indicators that the programme measures its promotions by (guide EIG-Link, `mesure-impact.md`), as far as
//! audits can tell them.

use super::wire::v1::{Challenge, Indicators, Promotion};
use super::{AuditSummary, CohortOutcome, CohortRow};
use crate::model;

/// The category whose rules tell whether accessibility is integrated.
const ACCESSIBILITY: &str = "accessibility";

/// Computes the indicators of each promotion.
#[must_use]
pub fn promotions(all: &[model::Promotion], rows: &[CohortRow]) -> Vec<Promotion> {
    all.iter()
        .map(|one| {
            let challenges: Vec<_> = one.challenges.iter().map(|each| challenge(each, one, rows)).collect();
            Promotion {
                id: one.id.clone(),
                name: one.name.clone(),
                start: one.start.map(|day| day.to_string()),
                end: one.end.map(|day| day.to_string()),
                indicators: indicators(&challenges),
                challenges,
            }
        })
        .collect()
}

fn indicators(challenges: &[Challenge]) -> Indicators {
    let mut out = Indicators {
        challenges: challenges.len(),
        ..Indicators::default()
    };
    for one in challenges {
        out.code_online.count(one.code_online);
        out.published_libraries.count(one.published_library);
        out.opened_datasets.count(one.opened_dataset);
        out.upstream_contributions.count(one.upstream_contribution);
        out.accessibility_integrated.count(one.accessibility_integrated);
        out.archived.count(one.archived);
    }
    out
}

fn challenge(one: &model::Challenge, promotion: &model::Promotion, rows: &[CohortRow]) -> Challenge {
    let own: Vec<_> = rows
        .iter()
        .filter(|row| one.holds(&row.name, row.url.as_deref()))
        .collect();
    let audits: Vec<_> = own.iter().filter_map(|row| audit(row)).collect();
    // What the cohort does not hold could be otherwise.
    let whole = !own.is_empty() && own.len() >= one.repositories.len();
    let day = |own: Option<jiff::civil::Date>, other: Option<jiff::civil::Date>| {
        own.or(other).map(|day| day.to_string())
    };
    Challenge {
        name: one.name.clone(),
        administration: one.administration.clone(),
        start: day(one.start, promotion.start),
        end: day(one.end, promotion.end),
        listed: one.repositories.clone(),
        repositories: own.iter().map(|row| row.id.clone()).collect(),
        code_online: any(own.iter().map(|row| Some(row.visibility.as_deref()? == "public")), whole),
        published_library: None,
        opened_dataset: None,
        dataset_links: audits.iter().map(|audit| audit.datasets).sum(),
        upstream_contribution: None,
        accessibility_integrated: accessibility(&audits, whole && audits.len() == own.len()),
        archived: any(own.iter().map(|row| Some(row.state != "archived")), whole).map(|active| !active),
    }
}

fn audit(row: &CohortRow) -> Option<&AuditSummary> {
    match &row.outcome {
        CohortOutcome::Audited(audit) => Some(audit),
        CohortOutcome::Failed(_) => None,
    }
}

/// Yes as soon as one answer is; no when all are known, are no, and nothing lacks.
fn any(answers: impl Iterator<Item = Option<bool>>, whole: bool) -> Option<bool> {
    let answers: Vec<_> = answers.collect();
    if answers.contains(&Some(true)) {
        return Some(true);
    }
    (whole && answers.iter().all(Option::is_some)).then_some(false)
}

/// No as soon as one rule is broken; yes when rules were judged, all of them, everywhere.
fn accessibility(audits: &[&AuditSummary], whole: bool) -> Option<bool> {
    let (mut earned, mut judged, mut possible) = (0, 0, 0);
    let points = audits.iter().flat_map(|audit| &audit.categories);
    for (_, [one, two, three]) in points.filter(|(id, _)| id == ACCESSIBILITY) {
        earned += one;
        judged += two;
        possible += three;
    }
    if earned < judged {
        return Some(false);
    }
    (whole && judged > 0 && judged == possible).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::{accessibility, any};
    use crate::report::AuditSummary;
    use crate::report::wire::v1::{Score, ScoreCore};

    fn audit(points: [u32; 3]) -> AuditSummary {
        let bare = ScoreCore {
            earned: 0,
            judged: 0,
            percent: None,
            grade: None,
        };
        AuditSummary {
            commit: None,
            branch: None,
            gate_passed: None,
            blocking: Vec::new(),
            score: Score {
                earned: 0,
                judged: 0,
                possible: 0,
                percent: None,
                grade: None,
                coverage: 100,
                without_waivers: bare,
            },
            verdicts: Vec::new(),
            failing: Vec::new(),
            categories: vec![("accessibility".to_owned(), points), ("data".to_owned(), [0, 5, 5])],
            datasets: 0,
        }
    }

    #[test]
    fn what_is_not_known_is_neither_yes_nor_no() {
        let cases = [
            (&[[5, 5, 5]][..], true, Some(true)),
            (&[[5, 5, 5]], false, None),
            (&[[5, 5, 6]], true, None),
            (&[[0, 0, 0]], true, None),
            (&[[4, 5, 6]], false, Some(false)),
            (&[[5, 5, 5], [0, 0, 0]], true, Some(true)),
            (&[[5, 5, 5], [1, 2, 2]], true, Some(false)),
            (&[], true, None),
        ];
        for (points, whole, expected) in cases {
            let audits: Vec<_> = points.iter().map(|points| audit(*points)).collect();
            let audits: Vec<_> = audits.iter().collect();
            assert_eq!(accessibility(&audits, whole), expected, "{points:?}");
        }
        assert_eq!(any([None, Some(true)].into_iter(), false), Some(true));
        assert_eq!(any([None, Some(false)].into_iter(), true), None);
        assert_eq!(any([Some(false)].into_iter(), true), Some(false));
        assert_eq!(any([Some(false)].into_iter(), false), None);
    }
}
