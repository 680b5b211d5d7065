// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where repositories are listed: a folder, or a GitLab.
//!
//! Must never know clones or rules.

mod error;
mod folder;
mod gitlab;
mod project;

pub use error::ForgeError;
pub use folder::FolderForge;
pub use gitlab::{
    Clock, GitLab, GitLabOptions, Patience, SystemClock, TokenKind, TransportError, Waits, read_projects,
};
pub use project::{Place, Project, State, Unsaid};

use crate::model::{ForgeFacts, Progress};

/// A list of repositories.
pub trait Forge: Sync {
    /// Every project, sorted by name.
    ///
    /// # Errors
    /// When the list cannot be had whole: a list with holes is never given.
    fn projects(&self, progress: &dyn Progress) -> Result<Vec<Project>, ForgeError>;

    /// What is known of a listed project, with the answers to questions that take a request each. They are only
    /// asked for projects that are about to be audited, and where the repository itself is silent.
    fn complete(&self, project: &Project, unsaid: Unsaid) -> Option<ForgeFacts> {
        let _ = unsaid;
        project.facts.clone()
    }
}
