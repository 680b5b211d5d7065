// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where a cohort's repositories come from: a folder or a GitLab.

use std::path::PathBuf;

use clap::Args;

use super::trouble::Trouble;
use super::{environment, target};
use crate::forge::{FolderForge, Forge, GitLab, GitLabOptions, Project};
use crate::mirror::HostToken;

/// The sources of a cohort.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("source").required(true).args(["from", "gitlab"])))]
pub(super) struct SourceOptions {
    /// A folder whose folders are repositories (bare, working, or plain files).
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// The address of a GitLab, such as <https://gitlab.example.org>.
    #[arg(long, value_name = "URL", requires = "group")]
    gitlab: Option<String>,
    /// Full path of a group, with its subgroups (repeatable).
    #[arg(long, value_name = "PATH", requires = "gitlab")]
    group: Vec<String>,
    /// Send the token over plain http to another machine.
    #[arg(long, requires = "gitlab")]
    allow_http: bool,
}

/// The repositories of a run, and what is known of them before any is cloned.
#[derive(Debug)]
pub(super) struct Cohort {
    /// Every repository, sorted by name.
    pub(super) projects: Vec<Project>,
    /// What opens private repositories, and the host that it belongs to.
    pub(super) token: Option<HostToken>,
    /// Whether the token may go over plain http to another machine.
    pub(super) allow_http: bool,
}

impl SourceOptions {
    /// Lists the repositories.
    pub(super) fn cohort(&self, offline: bool) -> Result<Cohort, Trouble> {
        let projects = self.projects(offline)?;
        Ok(Cohort {
            projects,
            token: target::host_token(self.gitlab.as_deref()),
            allow_http: self.allow_http,
        })
    }

    fn projects(&self, offline: bool) -> Result<Vec<Project>, Trouble> {
        if let Some(folder) = &self.from {
            return Ok(FolderForge::new(folder.clone()).projects()?);
        }
        let url = self.gitlab.clone().unwrap_or_default();
        if offline {
            return Err(Trouble::new(
                "--gitlab takes the network and --offline forbids it: use --from",
            ));
        }
        let gitlab = GitLab::new(GitLabOptions {
            url,
            groups: self.group.clone(),
            token: environment::gitlab_token(),
            allow_http: self.allow_http,
        })?;
        Ok(gitlab.projects()?)
    }
}
