// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The types of `vigie.cohort.v1`. Their comments are the descriptions of the JSON Schema.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::{Grade, Score, Tool};
use super::official::OfficialShort;
use super::portal::{PortalObject, rank};
use super::programme::Promotion;
use super::thresholds::Thresholds;
use crate::model::Comparison;
use crate::report::{CohortOutcome, CohortRow, CohortView};

/// The name and version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CohortSchema {
    /// This format.
    #[serde(rename = "vigie.cohort.v1")]
    V1,
}

/// The audits of many repositories by Vigie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cohort {
    /// The name and version of this format.
    pub schema: CohortSchema,
    /// What made the report.
    pub tool: Tool,
    /// When the report was made (RFC 3339). Absent unless a time was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<String>,
    /// The language of the texts: `fr` or `en`.
    pub lang: String,
    /// The cohort's name for people; absent when its file gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Counts over all repositories.
    pub summary: Summary,
    /// The rules that most repositories break, most frequent first.
    pub faults: Vec<Fault>,
    /// The promotions of the programme, with their indicators; empty when the cohort names none.
    #[serde(default)]
    pub promotions: Vec<Promotion>,
    /// What the cohort is held to, and how it fares; null when nothing is asked of it.
    #[serde(default)]
    pub thresholds: Option<Thresholds>,
    /// What changed since the run before; null for a first run.
    #[serde(default)]
    pub comparison: Option<Comparison>,
    /// The objects of data.gouv.fr that repositories use, each once, archived repositories apart: what one of
    /// them publishes first, then by name.
    #[serde(default)]
    pub datasets: Vec<CohortDataset>,
    /// One entry a repository, sorted by name.
    pub repositories: Vec<Repository>,
}

/// Counts over all repositories. Those that the forge has archived are counted as such and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Repositories seen, archived ones included.
    pub repositories: usize,
    /// Repositories audited.
    pub audited: usize,
    /// Repositories that could not be audited.
    pub failed: usize,
    /// Repositories that the forge has archived: frozen, as nobody can change them.
    #[serde(default)]
    pub archived: usize,
    /// Audited repositories that pass the gate.
    pub gate_passed: usize,
    /// Audited repositories by letter.
    pub grades: Grades,
}

/// Audited repositories by letter. One of which nothing could be judged has no letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "the letters speak for themselves")]
pub struct Grades {
    #[serde(rename = "A")]
    pub a: usize,
    #[serde(rename = "B")]
    pub b: usize,
    #[serde(rename = "C")]
    pub c: usize,
    #[serde(rename = "D")]
    pub d: usize,
    #[serde(rename = "E")]
    pub e: usize,
}

/// An object of data.gouv.fr and the repositories that use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CohortDataset {
    /// What the portal says. The role and the places are those of the first repository.
    #[serde(flatten)]
    pub object: PortalObject,
    /// The repositories that use it, in the order of the report.
    pub users: Vec<DatasetUser>,
}

/// A repository that uses an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetUser {
    /// The identifier of the repository in the report.
    pub repository: String,
    /// `published`, `consumed`, `mentioned` or `to-confirm`.
    pub role: String,
    /// The same, for people.
    pub role_message: String,
}

/// A rule that repositories break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fault {
    /// The rule.
    pub rule: String,
    /// The fault.
    pub title: String,
    /// How many audited repositories break it.
    pub repositories: usize,
}

/// Whether a repository was audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It was audited.
    Audited,
    /// The forge has archived it: it is frozen, and neither its faults nor its silence count. Its audit is given
    /// where it could be read.
    Archived,
    /// It could not be audited.
    Failed,
}

impl Status {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Audited => "audited",
            Self::Archived => "archived",
            Self::Failed => "failed",
        }
    }
}

/// One repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repository {
    /// A unique name, safe as a file name.
    pub id: String,
    /// What tells the repository from every other, run after run.
    pub key: String,
    /// A name for people.
    pub name: String,
    /// The state that the forge's list found it in, such as `active` or `archived`.
    pub state: String,
    /// Who can see its code on the forge, when that is known: `public`, `internal` or `private`.
    pub visibility: Option<String>,
    /// The address, without credentials.
    pub url: Option<String>,
    /// Whether it was audited.
    pub status: Status,
    /// Why it could not be audited; null when it was.
    pub reason: Option<String>,
    /// The commit audited.
    pub commit: Option<String>,
    /// The branch.
    pub branch: Option<String>,
    /// The profile that chose its rules: scores of different profiles are not of the same rules. Null when it was not
    /// audited.
    #[serde(default)]
    pub profile: Option<String>,
    /// Whether it passes the gate; null when it was not audited, or when a rule that could close the
    /// gate could not be judged.
    pub gate_passed: Option<bool>,
    /// Its score; null when it was not audited.
    pub score: Option<Score>,
    /// The scores that others define.
    #[serde(default)]
    pub official: Vec<OfficialShort>,
    /// The rules that close the gate.
    pub blocking: Vec<String>,
    /// The rules that it breaks.
    pub failing: Vec<String>,
    /// Its own report, from the folder of this one; null when it was not audited.
    pub page: Option<String>,
    /// The same as `vigie.audit.v1`, from the folder of this one; null when it was not audited.
    pub audit: Option<String>,
}

impl Cohort {
    /// Whether repositories were audited with different profiles.
    #[must_use]
    pub(crate) fn mixes_profiles(&self) -> bool {
        let mut profiles = self.repositories.iter().filter_map(|one| one.profile.as_deref());
        let first = profiles.next();
        profiles.any(|one| Some(one) != first)
    }

    /// Gathers the audits of a cohort.
    #[must_use]
    pub fn new(view: &CohortView<'_>) -> Self {
        let mut faults: BTreeMap<&str, Fault> = BTreeMap::new();
        let mut summary = Summary::default();
        for row in view.rows {
            summary.count(row);
            if !row.is_archived() {
                tally(&row.outcome, &mut faults);
            }
        }
        let mut faults: Vec<_> = faults.into_values().collect();
        // A stable sort: rules broken as often stay in the order of their names.
        faults.sort_by_key(|fault| std::cmp::Reverse(fault.repositories));
        Self {
            schema: CohortSchema::V1,
            tool: Tool::new(view.rules_digest, view.profile),
            generated: view.generated.map(str::to_owned),
            lang: view.lang.as_str().to_owned(),
            name: view.name.map(str::to_owned),
            promotions: view.promotions.to_vec(),
            thresholds: Thresholds::new(view.thresholds, view.rows),
            comparison: view.comparison.cloned(),
            summary,
            faults,
            datasets: datasets(view.rows),
            repositories: view.rows.iter().map(Repository::new).collect(),
        }
    }
}

impl Summary {
    fn count(&mut self, row: &CohortRow) {
        self.repositories += 1;
        if row.is_archived() {
            self.archived += 1;
            return;
        }
        let Some(audit) = row.audit() else {
            self.failed += 1;
            return;
        };
        self.audited += 1;
        self.gate_passed += usize::from(audit.gate_passed == Some(true));
        let grades = &mut self.grades;
        match audit.score.grade {
            None => {}
            Some(Grade::A) => grades.a += 1,
            Some(Grade::B) => grades.b += 1,
            Some(Grade::C) => grades.c += 1,
            Some(Grade::D) => grades.d += 1,
            Some(Grade::E) => grades.e += 1,
        }
    }
}

/// Each object once, with who uses it. A repository that publishes it comes first: its row says what to do.
fn datasets(rows: &[CohortRow]) -> Vec<CohortDataset> {
    let mut found: BTreeMap<&str, CohortDataset> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_archived()) {
        for object in row.audit().into_iter().flat_map(|audit| &audit.portal) {
            let user = DatasetUser {
                repository: row.id.clone(),
                role: object.role.clone(),
                role_message: object.role_message.clone(),
            };
            let one = found.entry(&object.key).or_insert_with(|| CohortDataset {
                object: object.clone(),
                users: Vec::new(),
            });
            let publishes = |object: &PortalObject| object.role == "published";
            if publishes(object) && !publishes(&one.object) {
                one.object = object.clone();
            }
            one.users.push(user);
        }
    }
    let mut found: Vec<CohortDataset> = found.into_values().collect();
    // The best rank among the users: a dataset is published if one of them publishes it.
    found.sort_by_cached_key(|one| {
        let best = one.users.iter().map(|user| rank(&user.role)).min();
        (best, one.object.name.to_lowercase(), one.object.key.clone())
    });
    found
}

fn tally<'a>(outcome: &'a CohortOutcome, faults: &mut BTreeMap<&'a str, Fault>) {
    let CohortOutcome::Audited(audit) = outcome else {
        return;
    };
    for (rule, title) in &audit.failing {
        faults
            .entry(rule)
            .or_insert_with(|| Fault {
                rule: rule.clone(),
                title: title.clone(),
                repositories: 0,
            })
            .repositories += 1;
    }
}

impl Repository {
    fn new(row: &CohortRow) -> Self {
        let mut repository = Self {
            id: row.id.clone(),
            key: row.key.clone(),
            name: row.name.clone(),
            state: row.state.clone(),
            visibility: row.visibility.clone(),
            url: row.url.clone(),
            status: if row.is_archived() {
                Status::Archived
            } else if row.audit().is_some() {
                Status::Audited
            } else {
                Status::Failed
            },
            reason: None,
            commit: None,
            branch: None,
            profile: None,
            gate_passed: None,
            score: None,
            official: Vec::new(),
            blocking: Vec::new(),
            failing: Vec::new(),
            page: None,
            audit: None,
        };
        match &row.outcome {
            CohortOutcome::Failed(reason) => repository.reason = Some(reason.clone()),
            CohortOutcome::Audited(audit) => {
                repository.commit.clone_from(&audit.commit);
                repository.branch.clone_from(&audit.branch);
                repository.profile = Some(audit.profile.clone());
                repository.gate_passed = audit.gate_passed;
                repository.score = Some(audit.score.clone());
                repository.official.clone_from(&audit.official);
                repository.blocking.clone_from(&audit.blocking);
                repository.failing = audit.failing.iter().map(|(rule, _)| rule.clone()).collect();
                repository.page = Some(format!("repositories/{}.html", row.id));
                repository.audit = Some(format!("audits/{}.json", row.id));
            }
        }
        repository
    }
}
