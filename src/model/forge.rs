// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the forge says of a repository and the repository itself cannot.

/// Facts read from the forge's API. A field that the forge did not give is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForgeFacts {
    /// The project's description.
    pub description: Option<String>,
    /// The project's topics, sorted.
    pub topics: Option<Vec<String>>,
    /// `public`, `internal` or `private`.
    pub visibility: Option<String>,
    /// Whether the project is archived.
    pub archived: Option<bool>,
    /// Whether it is a fork of a project that the caller can see.
    pub fork: Option<bool>,
    /// Whether the issue tracker is open.
    pub issues: Option<bool>,
    /// Whether the project belongs to a group (and not to a person).
    pub in_group: Option<bool>,
    /// The licence that the forge detected, as its own key (`apache-2.0`, `other`).
    pub licence: Option<String>,
    /// The page of the project that this one was forked from.
    pub upstream: Option<String>,
    /// The default branch as the forge tells it.
    pub default_branch: Option<String>,
}
