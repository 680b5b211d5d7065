// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Examples embedded in rule files: the proof that a rule does what it says.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::Size;

/// A small repository and the verdict that the rule must give on it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table with name and expect"
)]
pub struct Example {
    /// What the example shows, in a few words.
    pub name: String,
    /// The verdict that the rule must give.
    pub expect: Expect,
    /// The repository's text files: path and content. `.vigie.toml` is read as in a real repository.
    #[serde(default)]
    pub tree: BTreeMap<String, String>,
    /// Large files: path and size, such as `"12 MB"`. They hold zeros; a `.csv` of up to 1 MiB holds rows of two columns.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub sizes: BTreeMap<String, Size>,
    /// Symbolic links: path and target.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
    /// What the forge says of the project. Default: the forge is not asked.
    #[serde(default)]
    pub forge: Option<ExampleForge>,
    /// Age of the last commit in days. Default: the history is not known.
    #[serde(default)]
    pub last_commit_days: Option<i64>,
    /// What the Git history tells. Default: it is not known.
    #[serde(default)]
    pub history: Option<ExampleHistory>,
    /// What data.gouv.fr answers: `dataset/SLUG` and the fields of its API, or the number of a status such as 410.
    /// Default: the portal is not asked.
    #[serde(default)]
    pub portal: BTreeMap<String, ExampleAnswer>,
    /// Places of the findings, as `path` or `path:line`, in order. Default: not compared.
    #[serde(default)]
    pub at: Option<Vec<String>>,
    /// The line of the file where the example begins, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// What the portal answers in an example. It is asked on 2100-01-01.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "an answer of the portal is a status such as 410, or a table"
)]
pub enum ExampleAnswer {
    /// A status without an object: 404 or 410.
    Status(u16),
    /// The object, as the API gives it.
    Body(BTreeMap<String, serde_json::Value>),
}

/// The verdict that an example expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Expect {
    /// The rule is kept.
    Pass,
    /// The rule is broken.
    Fail,
    /// The rule does not concern the repository.
    NotApplicable,
    /// It cannot be told.
    Undetermined,
}

impl Expect {
    /// The verdict's name, as in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotApplicable => "not-applicable",
            Self::Undetermined => "undetermined",
        }
    }
}

/// The history of an example: twelve months, whole unless said otherwise.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table such as { tags = { \"v1\" = 20 } }"
)]
pub struct ExampleHistory {
    /// Authors as `Name <address>`, and how many commits each made.
    #[serde(default)]
    pub authors: BTreeMap<String, usize>,
    /// Tags and their age in days.
    #[serde(default)]
    pub tags: BTreeMap<String, i64>,
    /// Those tags that bear a signature.
    #[serde(default)]
    pub signed: Vec<String>,
    /// Age in days of the last commit of another branch.
    #[serde(default)]
    pub other_branch_days: Option<i64>,
    /// Whether commits, tags and branches lack in the clone.
    #[serde(default)]
    pub partial: bool,
}

/// What the forge says of an example.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table such as { archived = true }"
)]
pub struct ExampleForge {
    /// The project's description.
    #[serde(default)]
    pub description: Option<String>,
    /// The project's topics.
    #[serde(default)]
    pub topics: Option<Vec<String>>,
    /// Whether the issue tracker is open.
    #[serde(default)]
    pub issues: Option<bool>,
    /// Whether the project belongs to a group.
    #[serde(default)]
    pub in_group: Option<bool>,
    /// Whether the project is archived.
    #[serde(default)]
    pub archived: Option<bool>,
    /// How many people may administer the project.
    #[serde(default)]
    pub maintainers: Option<u64>,
    /// Whether the project is a fork.
    #[serde(default)]
    pub fork: Option<bool>,
    /// The path of the project that it was forked from.
    #[serde(default)]
    pub fork_of: Option<String>,
    /// Whether one of its last releases tells what changed.
    #[serde(default)]
    pub release_notes: Option<bool>,
    /// The last part of the project's path.
    #[serde(default)]
    pub name: Option<String>,
    /// The address of the group or person at the root of its path.
    #[serde(default)]
    pub account: Option<String>,
}
