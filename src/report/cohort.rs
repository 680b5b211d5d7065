// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The input of the reports that tell many audits at once.

use serde::{Deserialize, Serialize};

use crate::model::{Comparison, Lang, Thresholds};

use super::wire::v1::{
    Audit, Impact, OfficialShort, PortalObject, Promotion, RuleVerdict, Score, VerdictName,
};

/// The state of a repository that nobody can change any more: it is listed apart, and counts for nothing.
pub(super) const ARCHIVED: &str = "archived";
/// The state of a project without a repository on its forge.
const SWITCHED_OFF: &str = "disabled";

/// Everything that a report of a cohort tells.
#[derive(Debug, Clone)]
pub struct CohortView<'a> {
    /// The cohort's name for people, where its file gives one.
    pub name: Option<&'a str>,
    /// The profile of repositories that choose none.
    pub profile: &'a str,
    /// The digest of the rule set.
    pub rules_digest: &'a str,
    /// One row a repository, in the order of the report.
    pub rows: &'a [CohortRow],
    /// What changed since the run before; `None` for a first run.
    pub comparison: Option<&'a Comparison>,
    /// The promotions of the programme, with their indicators.
    pub promotions: &'a [Promotion],
    /// What the cohort is held to.
    pub thresholds: Thresholds,
    /// The time of the report, when one is asked for (RFC 3339).
    pub generated: Option<&'a str>,
    /// The language of the texts.
    pub lang: Lang,
}

/// One rule over a cohort.
#[derive(Debug, Clone, Copy)]
pub struct RuleView<'a> {
    /// The rule's texts, as an audit tells them.
    pub rule: &'a RuleVerdict,
    /// The rows that it was judged on, by their place in the cohort, with what it said there.
    pub verdicts: &'a [(usize, VerdictName)],
    /// The cohort.
    pub cohort: &'a CohortView<'a>,
}

/// One repository of a cohort. It holds no audit, so that a thousand of them take little memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortRow {
    /// A unique name, safe as a file name (see [`slugs`]).
    pub id: String,
    /// What tells the repository from every other, run after run.
    pub key: String,
    /// A name for people, such as the path of the project on the forge.
    pub name: String,
    /// The address, without credentials.
    pub url: Option<String>,
    /// The state that the forge's list found it in, such as `active` or `archived`.
    pub state: String,
    /// Who can see its code on the forge, when that is known: `public`, `internal` or `private`.
    pub visibility: Option<String>,
    /// What came of its audit.
    pub outcome: CohortOutcome,
}

impl CohortRow {
    /// Whether the forge says that nobody can change the repository any more.
    #[must_use]
    pub fn is_archived(&self) -> bool {
        self.state == ARCHIVED
    }

    /// Whether everybody can see code of it: it is public, and a commit was found there. A repository that is empty or
    /// switched off shows none; of one that could not be fetched it is not known.
    #[must_use]
    pub fn code_online(&self) -> Option<bool> {
        if self.state == SWITCHED_OFF || self.visibility.as_deref()? != "public" {
            return Some(false);
        }
        Some(self.audit()?.commit.is_some())
    }

    /// The audit, where there is one.
    #[must_use]
    pub fn audit(&self) -> Option<&AuditSummary> {
        match &self.outcome {
            CohortOutcome::Audited(audit) => Some(audit),
            CohortOutcome::Failed(_) => None,
        }
    }
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditSummary {
    /// The full commit name.
    pub commit: Option<String>,
    /// The branch.
    pub branch: Option<String>,
    /// The profile that chose the rules.
    pub profile: String,
    /// Whether the gate is passed; `None` when a rule that could close it could not be judged.
    pub gate_passed: Option<bool>,
    /// The rules that close it.
    pub blocking: Vec<String>,
    /// The score.
    pub score: Score,
    /// Every rule judged and its verdict.
    pub verdicts: Vec<(String, VerdictName)>,
    /// The rules that fail, with their titles in the language of the report.
    pub failing: Vec<(String, String)>,
    /// The points of each category: earned, judged, possible.
    pub categories: Vec<(String, [u32; 3])>,
    /// The scores that others define.
    pub official: Vec<OfficialShort>,
    /// Links to data.gouv.fr found in documents.
    pub datasets: usize,
    /// The objects of data.gouv.fr that it uses.
    pub portal: Vec<PortalObject>,
    /// What counts for the indicators of a programme.
    pub impact: Impact,
}

impl AuditSummary {
    /// Keeps what a cohort tells of an audit.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let failing = audit
            .verdicts
            .iter()
            .filter(|one| one.verdict == VerdictName::Fail)
            .map(|one| (one.rule.clone(), one.title.clone()))
            .collect();
        let gate = &audit.gate;
        Self {
            commit: audit.target.commit.clone(),
            branch: audit.target.branch.clone(),
            profile: audit.tool.profile.clone(),
            gate_passed: gate.answer(),
            blocking: gate.blocking.clone(),
            score: audit.score.clone(),
            verdicts: audit
                .verdicts
                .iter()
                .map(|one| (one.rule.clone(), one.verdict))
                .collect(),
            failing,
            categories: audit
                .categories
                .iter()
                .map(|one| (one.id.clone(), [one.earned, one.judged, one.possible]))
                .collect(),
            official: audit.official.iter().map(OfficialShort::of).collect(),
            datasets: audit.datasets.len(),
            portal: audit.portal.clone(),
            impact: audit.impact.clone(),
        }
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
