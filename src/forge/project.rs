// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A repository to audit, and the state that it was found in.

use std::path::PathBuf;

use crate::model::ForgeFacts;

/// Where a project's repository is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A local folder or bare repository.
    Local(PathBuf),
    /// An address to clone from, without credentials.
    Remote(String),
    /// The forge says that the repository is empty: there is nothing to clone.
    Empty,
}

/// What a list says of a project before anything is cloned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// It can be cloned and audited.
    #[default]
    Active,
    /// It is archived: listed apart, and never counted as a failure, as nobody can change it.
    Archived,
    /// Its repository is switched off: there is no code to audit.
    Disabled,
    /// It will be deleted, on this day when the forge tells it.
    Deleting(Option<String>),
    /// The forge is still bringing it in from elsewhere.
    Importing,
    /// The forge could not bring it in from elsewhere.
    ImportFailed,
    /// The forge does not have it, or hides it from the token.
    NotVisible,
    /// The forge answered with this HTTP status when it was asked for the project alone.
    Refused(u16),
}

impl State {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Archived => "archived",
            Self::Disabled => "disabled",
            Self::Deleting(_) => "deleting",
            Self::Importing => "importing",
            Self::ImportFailed => "import-failed",
            Self::NotVisible => "not-visible",
            Self::Refused(_) => "refused",
        }
    }

    /// Why there is nothing to audit now, in one sentence; `None` when the repository can be cloned,
    /// archived ones included.
    #[must_use]
    pub fn obstacle(&self) -> Option<String> {
        let told = match self {
            Self::Active | Self::Archived => return None,
            Self::Disabled => "the project's repository is switched off on the forge".to_owned(),
            Self::Deleting(Some(day)) => format!("the project is to be deleted on {day}"),
            Self::Deleting(None) => "the project is being deleted".to_owned(),
            Self::Importing => "the forge is still importing the project: run again later".to_owned(),
            Self::ImportFailed => "the forge could not import the project: import it again".to_owned(),
            Self::NotVisible => {
                "the forge does not have the project, or the token's owner cannot see it: check its full path"
                    .to_owned()
            }
            Self::Refused(status @ (401 | 403)) => format!(
                "the forge does not show the project to the token's owner (it answered {status}): \
                 check the rights of the token"
            ),
            Self::Refused(status) => {
                format!("the forge could not answer for the project (it answered {status}): run again later")
            }
        };
        Some(told)
    }
}

/// What a repository does not say, and its forge may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsaid {
    /// It holds no file with its licence.
    pub licence: bool,
    /// It holds no record of changes.
    pub changes: bool,
}

/// A repository to audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// What tells it from every other of the cohort, and stays when a GitLab renames it: `HOST#ID` on a
    /// GitLab, else the address without its scheme, else the name.
    pub key: String,
    /// The name for people, such as `group/project`.
    pub name: String,
    /// Where the repository is.
    pub place: Place,
    /// The project's page, when it has one.
    pub url: Option<String>,
    /// What the forge says; `None` for a folder.
    pub facts: Option<ForgeFacts>,
    /// The state that it was found in.
    pub state: State,
    /// The path that was asked for, when the project has moved since, or that it had before a file named it.
    pub moved_from: Option<String>,
    /// Whether its code is for its members alone, whoever sees the project.
    pub closed: bool,
}

impl Project {
    /// A project of which no forge says anything.
    #[must_use]
    pub fn new(name: String, place: Place) -> Self {
        let key = match &place {
            Place::Remote(address) => {
                let rest = address
                    .split_once("://")
                    .map_or(address.as_str(), |(_, rest)| rest);
                // A query may hold a secret, and the key is written into reports.
                rest.split(['?', '#']).next().unwrap_or_default().to_owned()
            }
            Place::Local(_) | Place::Empty => name.clone(),
        };
        Self {
            key,
            name,
            place,
            url: None,
            facts: None,
            state: State::Active,
            moved_from: None,
            closed: false,
        }
    }
}
