// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where repositories are listed: a folder, or a GitLab.
//!
//! Must never know clones or rules.

mod folder;
mod gitlab;
mod project;

pub use folder::FolderForge;
pub use gitlab::{GitLab, GitLabOptions, read_projects};
pub use project::{Place, Project, State};

/// Why projects could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum ForgeError {
    /// The folder cannot be listed.
    #[error("could not list the folder \"{path}\": {source}")]
    Folder {
        /// The folder.
        path: String,
        /// The system's words.
        source: std::io::Error,
    },
    /// The folder holds no repository.
    #[error("the folder \"{0}\" holds no folder: give the folder that contains the repositories")]
    NoRepository(String),
    /// The address of the GitLab is not one.
    #[error("\"{0}\" is not the address of a GitLab: write it as https://gitlab.example.org")]
    Address(String),
    /// The token would travel in clear.
    #[error("the token is not sent to {0} over plain http: use https, or allow it with --allow-http")]
    ClearToken(String),
    /// The connection cannot be made.
    #[error("could not reach {host}: {reason}")]
    Unreachable {
        /// The host.
        host: String,
        /// What went wrong, in one line.
        reason: String,
    },
    /// The GitLab refuses.
    #[error("{host} answered {status} to the list of \"{group}\": {advice}")]
    Refused {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
        /// The group.
        group: String,
        /// What to do.
        advice: &'static str,
    },
    /// Rows are missing from the listing.
    #[error("{host} announced {announced} projects in \"{group}\" and gave {given}: run again")]
    Truncated {
        /// The host.
        host: String,
        /// The group.
        group: String,
        /// `X-Total`.
        announced: usize,
        /// The rows received.
        given: usize,
    },
    /// The answer is not what the API documents.
    #[error("{host} gave an answer that cannot be read for \"{group}\": {reason}")]
    Answer {
        /// The host.
        host: String,
        /// The group.
        group: String,
        /// What is wrong.
        reason: String,
    },
}

/// A list of repositories.
pub trait Forge: Sync {
    /// Every project, sorted by name.
    ///
    /// # Errors
    /// When the list cannot be had whole: a list with holes is never given.
    fn projects(&self) -> Result<Vec<Project>, ForgeError>;
}
