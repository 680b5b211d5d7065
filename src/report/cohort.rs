// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The input of the reports that tell many audits at once.

use crate::model::{Lang, ProfileId, Verdict};
use crate::score::{Gate, Score};

use super::AuditView;

/// Everything that a report of a cohort tells.
#[derive(Debug, Clone)]
pub struct CohortView<'a> {
    /// The profile of repositories that choose none.
    pub profile: &'a ProfileId,
    /// The digest of the rule set.
    pub rules_digest: &'a str,
    /// One row a repository, in the order of the forge.
    pub rows: &'a [CohortRow],
    /// The time of the report, when one is asked for (RFC 3339).
    pub generated: Option<&'a str>,
    /// The language of the texts.
    pub lang: Lang,
}

/// One repository of a cohort. It holds no audit, so that a thousand of them take little memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortRow {
    /// A unique name, safe as a file name (see [`slugs`]).
    pub id: String,
    /// A name for people, such as the path of the project on the forge.
    pub name: String,
    /// The address, without credentials.
    pub url: Option<String>,
    /// What came of its audit.
    pub outcome: CohortOutcome,
}

/// What came of the audit of one repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CohortOutcome {
    /// It was audited.
    Audited(Box<AuditSummary>),
    /// It could not be audited; why, as a sentence.
    Failed(String),
}

/// What a cohort keeps of an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditSummary {
    /// The full commit name.
    pub commit: Option<String>,
    /// The branch.
    pub branch: Option<String>,
    /// Whether the gate is passed; `None` when a rule that could close it could not be judged.
    pub gate_passed: Option<bool>,
    /// The rules that close it.
    pub blocking: Vec<String>,
    /// The score, and the score without waivers.
    pub scores: (Score, Score),
    /// The rules that fail, with their titles in the language of the report.
    pub failing: Vec<(String, String)>,
}

impl AuditSummary {
    /// Keeps what a cohort tells of an audit.
    #[must_use]
    pub fn of(view: &AuditView<'_>) -> Self {
        let failing = view
            .rules
            .iter()
            .zip(&view.card.verdicts)
            .filter(|(_, judged)| matches!(judged.verdict, Verdict::Fail(_)))
            .map(|(rule, _)| (rule.id.to_string(), rule.title.get(view.lang).to_owned()))
            .collect();
        Self {
            commit: view.target.commit.clone(),
            branch: view.target.branch.clone(),
            gate_passed: gate_answer(&view.card.gate),
            blocking: view.card.gate.blocking.iter().map(ToString::to_string).collect(),
            scores: (view.card.overall, view.card.without_waivers),
            failing,
        }
    }
}

fn gate_answer(gate: &Gate) -> Option<bool> {
    match (gate.passed, gate.unverified.is_empty()) {
        (false, _) => Some(false),
        (true, true) => Some(true),
        (true, false) => None,
    }
}

/// Stable names for the rows, in their order: safe as file names on every system, and unique.
///
/// A name keeps its ASCII letters and digits in lower case; every other run becomes a hyphen.
/// Names that then are equal get `-2`, `-3`… in their order.
#[must_use]
pub fn slugs<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    let mut next = std::collections::BTreeMap::new();
    names
        .into_iter()
        .map(|name| {
            let base = slug(name);
            let mut id = base.clone();
            while !taken.insert(id.clone()) {
                let count = next.entry(base.clone()).or_insert(1_usize);
                *count += 1;
                id = format!("{base}-{count}");
            }
            id
        })
        .collect()
}

/// Longest slug, in bytes, before a number is added.
const LONGEST: usize = 100;

fn slug(name: &str) -> String {
    let folded = crate::model::fold(name);
    let mut out = String::new();
    for c in folded.chars() {
        if out.len() >= LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let slug = out.trim_end_matches('-');
    // The stem "con" and its like are devices on Windows, whatever the extension.
    let device = matches!(slug, "con" | "prn" | "aux" | "nul")
        || (slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt")));
    match slug {
        "" => "repository".to_owned(),
        slug if device => format!("repository-{slug}"),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::slugs;

    #[test]
    fn slugs_are_safe_and_unique() {
        let names = [
            "Défi/Été",
            "../../etc",
            "defi-ete",
            "",
            "\u{1b}",
            "CON",
            "defi ete",
            "defi-ete-2",
        ];
        assert_eq!(
            slugs(names),
            [
                "defi-ete",
                "etc",
                "defi-ete-2",
                "repository",
                "repository-2",
                "repository-con",
                "defi-ete-3",
                "defi-ete-2-2"
            ]
        );
    }
}
