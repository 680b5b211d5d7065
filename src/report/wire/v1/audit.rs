// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The types of `vigie.audit.v1`. Their comments are the descriptions of the JSON Schema.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::impact::Impact;
use super::licensing::Licensing;
use super::official::OfficialScore;
use super::portal::{DataFile, DatasetState, PortalObject, TableCheck};
pub use crate::model::{Confidence, Level};

/// The name and version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum AuditSchema {
    /// This format.
    #[serde(rename = "vigie.audit.v1")]
    V1,
}

/// The audit of one repository by Vigie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Audit {
    /// The name and version of this format.
    pub schema: AuditSchema,
    /// What made the report.
    pub tool: Tool,
    /// What was audited.
    pub target: Target,
    /// When the report was made (RFC 3339). Absent unless a time was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<String>,
    /// The language of the texts: `fr` or `en`.
    pub lang: String,
    /// May this be published, by the rules that may say no?
    pub gate: Gate,
    /// The score. Rules that do not apply or are waived leave it.
    pub score: Score,
    /// How many rules could not be judged because the clone holds only the end of the Git history: with the whole of
    /// it the score may be another.
    #[serde(default)]
    pub cut_history: usize,
    /// The scores by category, in the order of the rule set.
    pub categories: Vec<Category>,
    /// What to do next, best first; at most three.
    pub actions: Vec<Action>,
    /// One verdict a rule, in the order of the rule set.
    pub verdicts: Vec<RuleVerdict>,
    /// The waivers of the repository's `.vigie.toml`.
    pub waivers: Vec<Waiver>,
    /// The licence texts found.
    pub licences: Vec<Licence>,
    /// The licences of code, documentation and data, with what speaks for them.
    #[serde(default)]
    pub licensing: Licensing,
    /// The links to data.gouv.fr found in documents.
    pub datasets: Vec<Dataset>,
    /// The objects that they lead to or that are declared, each once, with what data.gouv.fr says of them.
    #[serde(default)]
    pub portal: Vec<PortalObject>,
    /// The data files of the team, sorted by path; at most a thousand.
    #[serde(default)]
    pub data: Vec<DataFile>,
    /// The tables that a schema describes, sorted by path, and what was not checked of them.
    #[serde(default)]
    pub tables: Vec<TableCheck>,
    /// What counts for the indicators of a programme.
    #[serde(default)]
    pub impact: Impact,
    /// The scores that others define, and the documents that a handover takes.
    #[serde(default)]
    pub official: Vec<OfficialScore>,
    /// What could not be seen whole. Never a fault of the repository.
    pub gaps: Vec<Gap>,
}

/// What made a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// The name of the program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The digest of the rule set.
    pub rules_digest: String,
    /// The profile that chose the rules.
    pub profile: String,
}

/// What was audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// A name for people.
    pub name: String,
    /// The address, without credentials.
    pub url: Option<String>,
    /// The full name of the commit audited, or that the folder stands on.
    pub commit: Option<String>,
    /// The branch.
    pub branch: Option<String>,
    /// What was read.
    pub source: TargetSource,
}

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TargetSource {
    /// A working folder as it stands.
    Folder,
    /// A commit.
    Commit,
}

/// May this be published?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gate {
    /// Whether no rule closes the gate.
    pub passed: bool,
    /// The rules that close it.
    pub blocking: Vec<String>,
    /// The rules that could close the gate and could not be judged, because a part of the repository
    /// could not be read: the gate stays open, but the answer is not yes.
    pub unverified: Vec<String>,
    /// The rules of the profile that could close the gate and that `--only` or `--skip` left out: the answer is then no
    /// yes either.
    #[serde(default)]
    pub left_out: Vec<String>,
}

impl Gate {
    /// Whether the answer is yes or no: `None` when a rule that could close the gate was not judged, or not asked.
    #[must_use]
    pub fn answer(&self) -> Option<bool> {
        if self.passed && !(self.unverified.is_empty() && self.left_out.is_empty()) {
            return None;
        }
        Some(self.passed)
    }
}

/// A letter from A (90 % and more) to E (under 25 %).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "the letters speak for themselves")]
pub enum Grade {
    A,
    B,
    C,
    D,
    E,
}

/// A score with its figure without waivers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// Points of the rules that pass.
    pub earned: u32,
    /// Points of the rules that pass or fail.
    pub judged: u32,
    /// Points of the rules that could be judged: those that pass, fail or are undetermined.
    pub possible: u32,
    /// Earned points over judged ones, 0 to 100, rounded down; null when nothing was judged.
    pub percent: Option<u32>,
    /// The letter of the percentage.
    pub grade: Option<Grade>,
    /// Judged points over possible ones, 0 to 100, rounded down.
    pub coverage: u32,
    /// The score if there were no waiver: waived rules count as failures.
    pub without_waivers: ScoreCore,
}

/// A score in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreCore {
    /// Points of the rules that pass.
    pub earned: u32,
    /// Points of the rules that pass or fail.
    pub judged: u32,
    /// Earned points over judged ones, 0 to 100, rounded down; null when nothing was judged.
    pub percent: Option<u32>,
    /// The letter of the percentage.
    pub grade: Option<Grade>,
}

/// The score of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    /// The category.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Points of the rules that pass.
    pub earned: u32,
    /// Points of the rules that pass or fail.
    pub judged: u32,
    /// Points of the rules that could be judged.
    pub possible: u32,
    /// Earned points over judged ones, 0 to 100, rounded down; null when nothing was judged.
    pub percent: Option<u32>,
    /// The letter of the percentage.
    pub grade: Option<Grade>,
    /// Judged points over possible ones, 0 to 100, rounded down.
    pub coverage: u32,
}

/// A mend worth making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// The rule that fails.
    pub rule: String,
    /// The fault.
    pub title: String,
    /// The next step.
    pub fix: String,
    /// Points that mending it earns.
    pub points: u32,
}

/// What a rule says of the repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleVerdict {
    /// The rule.
    pub rule: String,
    /// Its category.
    pub category: String,
    /// The force of its source.
    pub level: Level,
    /// How far its check can be trusted.
    pub confidence: Confidence,
    /// Points that it is worth.
    pub weight: u32,
    /// The fault that the rule looks for.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// The next step.
    pub fix: String,
    /// Where the duty comes from.
    pub sources: Vec<Source>,
    /// The verdict.
    pub verdict: VerdictName,
    /// Faults that no waiver covers. Empty unless the verdict is `fail`.
    pub findings: Vec<Finding>,
    /// Faults that a waiver covers.
    pub waived: Vec<Waived>,
    /// Why the verdict is `not-applicable` or `undetermined`; null otherwise.
    pub reason: Option<String>,
    /// What spoke for the rule. Empty unless the verdict is `pass`.
    pub evidence: Vec<Evidence>,
}

/// A text that a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The text and its part.
    pub text: String,
    /// Where it can be read.
    pub url: String,
    /// The day it was read, as `YYYY-MM-DD`.
    pub read: String,
}

/// The five verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictName {
    /// The rule is kept.
    Pass,
    /// The rule is broken.
    Fail,
    /// The rule does not concern this repository.
    NotApplicable,
    /// It cannot be told.
    Undetermined,
    /// The rule is broken and waivers cover every fault.
    Waived,
}

/// One fault at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Path from the root with `/`; null for the repository as a whole.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// What was seen, or what lacks.
    pub message: String,
    /// How far this finding can be trusted.
    pub confidence: Confidence,
    /// The identity of the finding from one run to the next, whatever the line and the language.
    pub fingerprint: String,
}

/// A fault that a waiver covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waived {
    /// The fault.
    #[serde(flatten)]
    pub finding: Finding,
    /// Why the team lives with it.
    pub reason: String,
    /// The last day of the waiver, as `YYYY-MM-DD`.
    pub until: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether those who follow the cohort granted it, and not the repository itself.
    #[serde(default)]
    pub central: bool,
}

/// What spoke for a rule, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Path from the root with `/`; null for the repository as a whole.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// What was seen.
    pub message: String,
}

/// A waiver and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// The rule.
    pub rule: String,
    /// The path glob, when the waiver covers some paths only.
    pub path: Option<String>,
    /// Why the team lives with the fault.
    pub reason: String,
    /// The last day of the waiver, as `YYYY-MM-DD`.
    pub until: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether those who follow the cohort granted it, and not the repository itself.
    #[serde(default)]
    pub central: bool,
    /// What became of it: `active`, `expired`, `unused`, `not-judged` or `no-such-rule`.
    pub state: String,
    /// The same, for people.
    pub message: String,
}

/// A licence text found where licences are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Licence {
    /// The file.
    pub path: String,
    /// The SPDX identifier; null when the text was not recognised.
    pub id: Option<String>,
    /// Likeness to the licence's text in percent; 0 when it was not recognised.
    pub score: u8,
    /// Why the text was not recognised; null when it was.
    pub reason: Option<String>,
}

/// A link to data.gouv.fr found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dataset {
    /// What it leads to: `dataset`, `resource`, `reuse` or `dataservice`.
    pub kind: String,
    /// The slug or identifier.
    pub id: String,
    /// The address as written.
    pub url: String,
    /// The document; null when it is not known.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// What the portal says of it.
    pub state: DatasetState,
}

/// Something that the audit did not see whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// The path; null for the repository as a whole.
    pub path: Option<String>,
    /// The kind, such as `too-large` or `submodule`.
    pub kind: String,
    /// The same, for people.
    pub message: String,
}
