// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Reports: one audit, told in one format. Pure text in, text out; files are written by `cli`.
//!
//! Must never know facts, snapshots or forges.
#![deny(clippy::disallowed_methods)]

pub mod codequality;
mod cohort;
mod context;
mod embedded;
pub mod html;
mod inert;
pub mod json;
pub mod licence;
pub mod links;
pub mod markdown;
mod programme;
mod render;
pub mod rules;
mod story;
mod strings;
pub mod table;
mod template;
pub mod text;
pub mod wire;
pub mod wording;

pub use cohort::{AuditSummary, CohortOutcome, CohortRow, CohortView, RuleView, slugs};
pub use embedded::EMBEDDED_TEMPLATES;
pub use programme::promotions;
pub use render::{Format, RenderError, render};
pub use strings::Strings;
pub use template::{TemplateError, Templates};
pub use text::{Detail, Style};

use crate::model::{
    Answered, DataFile, DataLink, DatasetUse, Gap, Impact, Lang, LicenceText, Licensing, ProfileId,
    TableCheck, WaiverState,
};
use crate::rule::official::ScoreDefinition;
use crate::rule::{Category, Rule};
use crate::score::{Action, OfficialScore, Scorecard};

/// Everything that a report of one audit tells.
#[derive(Debug, Clone)]
pub struct AuditView<'a> {
    /// The rules judged, in the order of `card.verdicts`.
    pub rules: &'a [&'a Rule],
    /// Every category, for the titles.
    pub categories: &'a [Category],
    /// The profile that chose the rules.
    pub profile: &'a ProfileId,
    /// The digest of the rule set.
    pub rules_digest: &'a str,
    /// What was audited.
    pub target: &'a Target,
    /// Verdicts and scores.
    pub card: &'a Scorecard,
    /// At most three actions, best first.
    pub actions: &'a [Action],
    /// Every waiver of the repository and what became of it.
    pub waivers: &'a [WaiverView],
    /// What could not be seen whole.
    pub gaps: &'a [Gap],
    /// Licence texts found.
    pub licences: &'a [LicenceText],
    /// The licences of code, documentation and data.
    pub licensing: &'a Licensing,
    /// Links to data.gouv.fr found in documents.
    pub datasets: &'a [DataLink],
    /// The objects that they lead to, with what the portal says.
    pub uses: &'a [DatasetUse],
    /// Data that the repository tracks.
    pub data: &'a [DataFile],
    /// Tables that a schema describes.
    pub tables: &'a [TableCheck],
    /// What counts for the indicators of a programme.
    pub impact: &'a Impact,
    /// The scores that others define, in the order of reports.
    pub official: &'a [OfficialView<'a>],
    /// The time of the report, when `SOURCE_DATE_EPOCH` or the caller asks for one (RFC 3339).
    pub generated: Option<&'a str>,
    /// A path of the repository on which formats that need a file place the findings that
    /// concern the repository as a whole: its README, or any file.
    pub anchor: Option<&'a str>,
    /// The language of the texts.
    pub lang: Lang,
}

/// A score that others define, with the answers that made it.
#[derive(Debug, Clone, Copy)]
pub struct OfficialView<'a> {
    /// Its definition.
    pub definition: &'a ScoreDefinition,
    /// The answers, in the order of the criteria.
    pub answers: &'a [Answered],
    /// The score.
    pub score: &'a OfficialScore,
}

/// What was audited.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// A name for people: the folder's or the repository's.
    pub name: String,
    /// The address, without credentials, when the target was not a local folder.
    pub url: Option<String>,
    /// The full commit name.
    pub commit: Option<String>,
    /// The branch.
    pub branch: Option<String>,
    /// Whether a working folder was read, as it stands, rather than a commit.
    pub folder: bool,
}

/// A waiver and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverView {
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
    /// Whether those who follow the cohort granted it.
    pub central: bool,
    /// What became of it.
    pub state: WaiverState,
}
