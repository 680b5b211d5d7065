// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Past runs of a cohort, one line a repository in a file that only grows, and what changed since the last one.
//!
//! Must never know reports, rules or repositories. A line that cannot be read (a process that was killed, a full
//! disk) is passed over, and a run of which a line lacks is no run to compare with.

mod change;
mod file;

use serde::{Deserialize, Serialize};

pub use change::{Judged, Now, compare};
pub use file::{HistoryError, append, last_run};

/// The version of the format of a line.
const FORMAT: u32 = 1;

/// What is remembered of one repository in one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The version of this format.
    pub v: u32,
    /// When the run was made (RFC 3339).
    pub run: String,
    /// How many repositories the run has: a run with fewer lines was cut short.
    pub of: usize,
    /// The version of the program, the digest of the rules and the profile.
    pub rules: String,
    /// The name, within the run, of the choice of rules that judged it (see [`Line::rules_of`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<u32>,
    /// The rules of that choice, in the first line of the run that names it: a profile or an option may choose others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_of: Option<Vec<String>>,
    /// What tells the repository from every other.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The commit audited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Whether the forge had archived it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// Whether it was audited.
    pub audited: bool,
    /// Its score in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// Whether the gate is passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<bool>,
    /// The rules that it breaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failing: Vec<String>,
    /// The rules that could not be judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

/// A run: its lines, each of another repository.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// When it was made (RFC 3339).
    pub when: String,
    /// The version of the program, the digest of the rules and the profile.
    pub rules: String,
    /// One line a repository.
    pub lines: Vec<Line>,
}
