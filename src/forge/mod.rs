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
    Clock, GitLab, GitLabOptions, Patience, SystemClock, TokenKind, TransportError, read_projects,
};
pub use project::{Place, Project, State};

/// A list of repositories.
pub trait Forge: Sync {
    /// Every project, sorted by name.
    ///
    /// # Errors
    /// When the list cannot be had whole: a list with holes is never given.
    fn projects(&self) -> Result<Vec<Project>, ForgeError>;
}
