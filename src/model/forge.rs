// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the forge says of a repository and the repository itself cannot.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Facts read from the forge's API, or written by hand where there is none. A field that the
/// forge did not give is `None`: unknown, never empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ForgeFacts {
    /// The last part of the project's path.
    pub name: Option<String>,
    /// The address of the group or person at the root of its path, such as `https://gitlab.com/etalab`.
    pub account: Option<String>,
    /// Whether the forge marks it as a template for others, which a GitLab cannot do.
    pub template: Option<bool>,
    /// People who follow each change of the project; a GitLab does not tell, and code.gouv.fr counts none there.
    pub subscribers: Option<u64>,
    /// The project's description.
    pub description: Option<String>,
    /// The project's topics, sorted.
    pub topics: Option<Vec<String>>,
    /// `public`, `internal` or `private`.
    pub visibility: Option<String>,
    /// Whether the project is archived: nobody can change it any more.
    pub archived: Option<bool>,
    /// Whether it is a fork of a project that the caller can see.
    pub fork: Option<bool>,
    /// The path of the project that it was forked from.
    pub fork_of: Option<String>,
    /// Whether the issue tracker is open.
    pub issues: Option<bool>,
    /// Whether the project belongs to a group (and not to a person).
    pub in_group: Option<bool>,
    /// The default branch as the forge tells it.
    pub default_branch: Option<String>,
    /// How many people may administer the project, inherited rights included. The forge is asked
    /// no further once two are known, so a number above one means "at least".
    pub maintainers: Option<u64>,
    /// Stars.
    pub stars: Option<u64>,
    /// Forks.
    pub forks: Option<u64>,
    /// When the project was made on the forge (RFC 3339).
    pub created: Option<String>,
    /// The last activity that the forge saw (RFC 3339).
    pub last_activity: Option<String>,
    /// The licence that the forge recognised, as the forge names it.
    pub licence: Option<String>,
    /// Whether one of its last releases tells what changed.
    pub release_notes: Option<bool>,
}

impl ForgeFacts {
    /// What rules and scores ask for, without what changes from day to day and makes no difference to them: two
    /// projects that differ in nothing else are judged alike. Of forks and subscribers only the steps of the
    /// score of code.gouv.fr count.
    #[must_use]
    pub fn for_rules(&self) -> Self {
        Self {
            stars: None,
            forks: self.forks.map(step),
            subscribers: self.subscribers.map(step),
            created: None,
            last_activity: None,
            ..self.clone()
        }
    }
}

fn step(count: u64) -> u64 {
    match count {
        101.. => 101,
        11..=100 => 11,
        2..=10 => 2,
        few => few.min(1),
    }
}
