// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The indicators that the programme measures its promotions by (guide EIG-Link, `mesure-impact.md`), as far as
//! audits can tell them and as people declare what audits cannot.

use jiff::civil::Date;

use super::wire::v1::{Challenge, Declared, Impact, Indicators, Promotion};
use super::{AuditSummary, CohortRow};
use crate::model;

/// The category whose rules tell whether accessibility is integrated.
const ACCESSIBILITY: &str = "accessibility";

/// Computes the indicators of each promotion, as of a day: whether a challenge is over depends on it.
#[must_use]
pub fn promotions(all: &[model::Promotion], rows: &[CohortRow], today: Date) -> Vec<Promotion> {
    all.iter()
        .map(|one| {
            let challenges: Vec<_> = one
                .challenges
                .iter()
                .map(|each| challenge(each, one, rows, today))
                .collect();
            Promotion {
                id: one.id.clone(),
                name: one.name.clone(),
                start: one.start.map(|day| day.to_string()),
                end: one.end.map(|day| day.to_string()),
                indicators: indicators(&challenges, today),
                challenges,
            }
        })
        .collect()
}

fn indicators(challenges: &[Challenge], today: Date) -> Indicators {
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
        if is_over(parsed(one.end.as_deref()), today) {
            out.continuations.count(one.continuation);
            out.active_after_end.count(one.active_after_end);
        }
    }
    out
}

fn challenge(
    one: &model::Challenge,
    promotion: &model::Promotion,
    rows: &[CohortRow],
    today: Date,
) -> Challenge {
    let own: Vec<_> = rows
        .iter()
        .filter(|row| one.holds(&row.name, row.url.as_deref()))
        .collect();
    let audits: Vec<_> = own.iter().filter_map(|row| row.audit()).collect();
    // What the cohort does not hold could be otherwise.
    let whole = !own.is_empty() && own.len() >= one.repositories.len();
    let is_read = whole && audits.len() == own.len();
    let end = one.end.or(promotion.end);
    let said = &one.impact;
    let told = |central: &Option<Vec<String>>, own: fn(&Impact) -> Option<&Vec<String>>| {
        let lists: Vec<_> = audits.iter().map(|audit| own(&audit.impact)).collect();
        gathered(central.as_ref(), &lists, is_read)
    };
    let (published_library, mut libraries) = told(&said.libraries, |own| own.libraries.as_ref());
    let packages = audits.iter().flat_map(|audit| &audit.impact.packages);
    libraries.extend(packages.map(|package| format!("{}: {}", package.registry, package.name)));
    let (opened_dataset, datasets) = told(&said.datasets, |own| own.datasets.as_ref());
    let (upstream_contribution, contributions) = told(&said.contributions, |own| own.contributions.as_ref());
    let last = audits
        .iter()
        .filter_map(|audit| parsed(audit.impact.last_commit.as_deref()))
        .max();
    Challenge {
        name: one.name.clone(),
        administration: one.administration.clone(),
        start: one.start.or(promotion.start).map(|day| day.to_string()),
        end: end.map(|day| day.to_string()),
        listed: one.repositories.clone(),
        repositories: own.iter().map(|row| row.id.clone()).collect(),
        code_online: any(own.iter().map(|row| row.code_online()), whole),
        published_library: if libraries.is_empty() {
            published_library
        } else {
            Some(true)
        },
        libraries: once(libraries),
        opened_dataset,
        datasets: once(datasets),
        dataset_links: audits.iter().map(|audit| audit.datasets).sum(),
        upstream_contribution,
        contributions: once(contributions),
        accessibility_integrated: accessibility(&audits, is_read),
        archived: any(own.iter().map(|row| Some(!row.is_archived())), whole).map(|active| !active),
        continuation: said.continuation,
        last_commit: last.map(|day| day.to_string()),
        active_after_end: end.filter(|_| is_over(end, today)).and_then(|end| match last {
            Some(last) if last > end => Some(true),
            // Another repository could hold a later commit.
            Some(_) => is_read.then_some(false),
            None => None,
        }),
        declared: Declared {
            libraries: said.libraries.clone(),
            datasets: said.datasets.clone(),
            contributions: said.contributions.clone(),
        },
    }
}

/// What people declare, centrally or in the repositories: yes as soon as one list holds something; no when the
/// central list is empty, or every repository's is.
fn gathered(
    central: Option<&Vec<String>>,
    own: &[Option<&Vec<String>>],
    whole: bool,
) -> (Option<bool>, Vec<String>) {
    let all: Vec<_> = central
        .into_iter()
        .chain(own.iter().copied().flatten())
        .flatten()
        .cloned()
        .collect();
    let none = central.is_some() || (whole && own.iter().all(Option::is_some));
    let answer = if all.is_empty() {
        none.then_some(false)
    } else {
        Some(true)
    };
    (answer, all)
}

/// Each once, in the order in which it first came.
fn once(all: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}

fn is_over(end: Option<Date>, today: Date) -> bool {
    end.is_some_and(|end| end < today)
}

fn parsed(day: Option<&str>) -> Option<Date> {
    day?.parse().ok()
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
    use jiff::civil::{Date, date};

    use super::{accessibility, any, promotions};
    use crate::model::{Challenge, Continuation, DeclaredImpact, Promotion};
    use crate::report::wire::v1::{Continuations, Impact, Package, Score, ScoreCore};
    use crate::report::{AuditSummary, CohortOutcome, CohortRow};

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
            profile: "eig".to_owned(),
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
            categories: vec![
                ("accessibility".to_owned(), points),
                ("data".to_owned(), [0, 5, 5]),
            ],
            official: Vec::new(),
            datasets: 0,
            portal: Vec::new(),
            impact: Impact::default(),
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

    fn row(name: &str, impact: Impact) -> CohortRow {
        CohortRow {
            id: name.to_owned(),
            key: name.to_owned(),
            name: name.to_owned(),
            url: None,
            state: "active".to_owned(),
            visibility: None,
            outcome: CohortOutcome::Audited(Box::new(AuditSummary {
                impact,
                ..audit([0, 0, 0])
            })),
        }
    }

    fn challenge(repositories: &[&str], impact: DeclaredImpact) -> Challenge {
        Challenge {
            name: "Carte".to_owned(),
            administration: None,
            start: None,
            end: None,
            repositories: repositories.iter().map(|one| (*one).to_owned()).collect(),
            mentors: Vec::new(),
            impact,
        }
    }

    fn told(challenge: &Challenge, rows: &[CohortRow], today: Date) -> crate::report::wire::v1::Promotion {
        let promotion = Promotion {
            id: "p".to_owned(),
            name: "p".to_owned(),
            start: None,
            end: Some(date(2026, 10, 30)),
            challenges: vec![challenge.clone()],
        };
        promotions(&[promotion], rows, today).remove(0)
    }

    #[test]
    fn impact_is_known_where_somebody_says_it_and_nowhere_else() {
        let today = date(2026, 11, 25);
        let list = |one: &str| Some(vec![one.to_owned()]);
        let package = Package {
            registry: "PyPI".to_owned(),
            name: "carte".to_owned(),
            manifest: "setup.py".to_owned(),
            path: None,
            line: None,
        };
        let shown = Impact {
            packages: vec![package],
            contributions: Some(Vec::new()),
            datasets: list("ecoles"),
            ..Impact::default()
        };
        let silent = challenge(&["a", "b"], DeclaredImpact::default());
        let of = |impact: DeclaredImpact| challenge(&["a", "b"], impact);
        let rows = [row("a", shown), row("b", Impact::default())];
        let one = told(&silent, &rows, today).challenges.remove(0);
        assert_eq!(one.published_library, Some(true));
        assert_eq!(one.libraries, ["PyPI: carte"]);
        assert_eq!(one.opened_dataset, Some(true));
        assert_eq!(
            one.upstream_contribution, None,
            "one of two repositories is silent"
        );
        let declared = of(DeclaredImpact {
            contributions: Some(Vec::new()),
            datasets: list("https://www.data.gouv.fr/datasets/x/"),
            ..DeclaredImpact::default()
        });
        let one = told(&declared, &rows, today).challenges.remove(0);
        assert_eq!(one.upstream_contribution, Some(false));
        assert_eq!(one.datasets, ["https://www.data.gouv.fr/datasets/x/", "ecoles"]);
        let bare = [row("a", Impact::default()), row("b", Impact::default())];
        let one = told(&silent, &bare, today).challenges.remove(0);
        assert_eq!((one.published_library, one.opened_dataset), (None, None));
    }

    #[test]
    fn the_state_after_the_end_is_told_once_the_end_is_past() {
        let at = |day: &str| Impact {
            last_commit: Some(day.to_owned()),
            ..Impact::default()
        };
        let rows = [row("a", at("2026-09-01")), row("b", at("2026-11-02"))];
        let known = challenge(
            &["a", "b"],
            DeclaredImpact {
                continuation: Some(Continuation::Contractor),
                ..DeclaredImpact::default()
            },
        );
        let before = told(&known, &rows, date(2026, 10, 30));
        assert_eq!(before.challenges[0].active_after_end, None);
        assert_eq!(before.indicators.continuations, Continuations::default());
        let after = told(&known, &rows, date(2026, 11, 25));
        assert_eq!(after.challenges[0].active_after_end, Some(true));
        assert_eq!(after.challenges[0].last_commit.as_deref(), Some("2026-11-02"));
        assert_eq!(after.indicators.continuations.contractor, 1);
        let alone = told(&known, &rows[..1], date(2026, 11, 25));
        assert_eq!(
            alone.challenges[0].active_after_end, None,
            "a repository is not in the cohort"
        );
        let quiet = told(
            &challenge(&["a"], DeclaredImpact::default()),
            &rows[..1],
            date(2026, 11, 25),
        );
        assert_eq!(quiet.challenges[0].active_after_end, Some(false));
        assert_eq!(quiet.indicators.continuations.unknown, 1);
    }
}
