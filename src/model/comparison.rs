// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What changed in a cohort from one run to the next.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What changed since the run before. Only what is known on both sides is compared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// When the run before was made (RFC 3339).
    pub since: String,
    /// Whether the rules, the choice of them (a profile, an option) or the version of Vigie changed in between:
    /// differences may then come from them. A rule that was not asked on both sides is no difference.
    pub rules_changed: bool,
    /// Repositories that were not in the cohort.
    pub new: Vec<Member>,
    /// Repositories that are in the cohort no more.
    pub gone: Vec<Member>,
    /// Rules that are broken now and were not.
    pub new_failures: Vec<RuleChange>,
    /// Rules that were broken and are not any more. A rule that a waiver covers now is not among them.
    pub repaired: Vec<RuleChange>,
    /// Scores that went up or down, in percent.
    pub scores: Vec<ScoreChange>,
    /// Repositories that were audited the run before and could not be this time.
    pub lost: Vec<Member>,
    /// Repositories that could not be audited the run before and were this time.
    pub found: Vec<Member>,
    /// Repositories that the forge has archived since. Nothing else is told of archived ones: they are frozen.
    #[serde(default)]
    pub archived: Vec<Member>,
}

/// A repository.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Its name for people.
    pub name: String,
    /// Its identifier in the report; null when it is no part of this report.
    pub id: Option<String>,
}

/// A rule of a repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleChange {
    /// The repository.
    #[serde(flatten)]
    pub member: Member,
    /// The rule.
    pub rule: String,
}

/// The score of a repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreChange {
    /// The repository.
    #[serde(flatten)]
    pub member: Member,
    /// The percentage of the run before.
    pub before: u32,
    /// The percentage of this run.
    pub after: u32,
}

impl Comparison {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty()
            && self.gone.is_empty()
            && self.new_failures.is_empty()
            && self.repaired.is_empty()
            && self.scores.is_empty()
            && self.lost.is_empty()
            && self.found.is_empty()
            && self.archived.is_empty()
    }
}
