// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The projects of a GitLab, by the REST API (version 4, Free tier).
//!
//! Endpoints and their parameters come from the `gitlab` crate; the transport is ours, because the
//! crate's own has no time-outs, does not retry a 429 and ends a listing at the first short page.
//! The `gitlab` crate sees it as any other client.

mod access;
mod http;
mod members;
mod pages;
mod releases;
mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::{Response, request};
use bytes::Bytes;
use gitlab::api::common::SortOrder;
use gitlab::api::groups::projects::{GroupProjects, GroupProjectsOrderBy};
use gitlab::api::projects::{Project as OneProject, ProjectOrderBy, Projects};
use gitlab::api::{ApiError, Client, Endpoint, RestClient};
use reqwest::Url;

use super::{Forge, ForgeError, Place, Project, State, Unsaid};
use crate::model::{ForgeFacts, Progress, Token, printable};

pub use crate::web::{Clock, Patience, SystemClock, TransportError};
pub use access::TokenKind;
pub use row::read_projects;

use http::Wire;
use pages::Paging;
use row::ProjectRow;

/// How to reach a GitLab, and what of it to list: without groups, projects and topics, all of it.
#[derive(Debug, Clone, Default)]
pub struct GitLabOptions {
    /// The address of the instance, such as `https://gitlab.example.org`; a relative root is kept.
    pub url: String,
    /// Full paths of groups; exact, with their subgroups.
    pub groups: Vec<String>,
    /// Full paths of projects; exact.
    pub projects: Vec<String>,
    /// Topics: a project of the groups, or of the instance, needs one of them.
    pub topics: Vec<String>,
    /// The token (scopes `read_api` and `read_repository`); public projects need none.
    pub token: Option<Token>,
    /// Whether the token comes from a CI job's environment.
    pub job: bool,
    /// Send the token over plain HTTP to another machine. Loopback needs no permission.
    pub allow_http: bool,
    /// Ask what takes a request of its own: who administers each project, and of those that are audited the releases
    /// and the licence where the repository is silent. Takes a token.
    pub more: bool,
    /// How fast the instance is asked and how long it is waited for.
    pub patience: Patience,
    /// Who is told when it is waited for.
    pub waits: Option<Arc<dyn Waits>>,
}

/// Is told of each wait for a forge that does not answer, or asks to be left alone for a while.
pub trait Waits: fmt::Debug + Send + Sync {
    /// The forge will be asked again after `time`.
    fn wait(&self, error: &ForgeError, time: Duration);
}

/// A GitLab instance.
#[derive(Debug)]
pub struct GitLab {
    base: Url,
    host: String,
    kind: Option<TokenKind>,
    wire: Wire,
    options: Scope,
}

/// What is listed.
#[derive(Debug)]
struct Scope {
    groups: Vec<String>,
    projects: Vec<String>,
    topics: Vec<String>,
    more: bool,
}

impl GitLab {
    /// Prepares a client; nothing is sent yet.
    ///
    /// # Errors
    /// When the address is not one, holds credentials, or would carry the token in clear; when a path is not one.
    pub fn new(options: GitLabOptions) -> Result<Self, ForgeError> {
        let base = base(&options)?;
        for path in &options.groups {
            if !is_path(path) {
                return Err(ForgeError::Path(printable(path, 200)));
            }
        }
        // A project lies in a group or with a person; a number alone would be taken for the project's own.
        for path in &options.projects {
            if !is_path(path) || !path.contains('/') {
                return Err(ForgeError::Path(printable(path, 200)));
            }
        }
        let host = match (base.host_str().unwrap_or_default(), base.port()) {
            (host, Some(port)) => format!("{host}:{port}"),
            (host, None) => host.to_owned(),
        };
        let kind = options
            .token
            .as_ref()
            .map(|token| TokenKind::of(token, options.job));
        let header = options
            .token
            .as_ref()
            .zip(kind)
            .and_then(|(token, kind)| kind.header(token));
        Ok(Self {
            wire: Wire::new(&host, header, options.patience, options.waits)?,
            base,
            host,
            kind,
            options: Scope {
                more: options.more && matches!(kind, Some(TokenKind::Access | TokenKind::OAuth)),
                groups: options.groups,
                projects: options.projects,
                topics: options.topics,
            },
        })
    }

    fn url_of(&self, endpoint: &impl Endpoint) -> Result<Url, ForgeError> {
        let mut url = endpoint
            .url_base()
            .endpoint_for(self, &endpoint.endpoint())
            .map_err(|error| self.answer("the API", &error.to_string()))?;
        endpoint.parameters().add_to_url(&mut url);
        Ok(url)
    }

    fn list(
        &self,
        about: &str,
        endpoint: &impl Endpoint,
        paging: Paging,
    ) -> Result<Vec<ProjectRow>, ForgeError> {
        let url = self.url_of(endpoint)?;
        let mut rows: Vec<ProjectRow> = pages::all(&self.wire, &self.host, about, &url, paging)?;
        if rows.iter().any(|row| !row.tells_archived()) {
            self.ask_archived(about, &url, paging, &mut rows)?;
        }
        Ok(rows)
    }

    /// Anonymous callers are not told which projects are archived, but may ask for those that are. An instance that
    /// does not answer this question leaves it open.
    fn ask_archived(
        &self,
        about: &str,
        url: &Url,
        paging: Paging,
        rows: &mut [ProjectRow],
    ) -> Result<(), ForgeError> {
        let ask = |archived: &str| -> Result<Option<BTreeSet<u64>>, ForgeError> {
            let url = pages::with(url, "archived", archived);
            match pages::all::<ProjectRow>(&self.wire, &self.host, about, &url, paging) {
                Ok(rows) => Ok(Some(rows.iter().map(|row| row.id).collect())),
                Err(ForgeError::Refused {
                    status: 400..=428, ..
                }) => Ok(None),
                Err(error) => Err(error),
            }
        };
        let Some(archived) = ask("true")? else {
            return Ok(());
        };
        // All of them: or a server on the way that passes the question over.
        let all = rows.iter().all(|row| archived.contains(&row.id));
        if all && ask("false")?.is_none_or(|others| !others.is_empty()) {
            return Ok(());
        }
        for row in rows {
            row.learn_archived(archived.contains(&row.id));
        }
        Ok(())
    }

    /// The projects of a group and its subgroups, without those that other groups share with it.
    fn group(&self, group: &str) -> Result<Vec<ProjectRow>, ForgeError> {
        let endpoint = GroupProjects::builder()
            .group(group)
            .include_subgroups(true)
            .with_shared(false)
            .order_by(GroupProjectsOrderBy::Id)
            .sort(SortOrder::Ascending)
            .build()
            .map_err(|error| self.answer(group, &error.to_string()))?;
        let rows = self.list(group, &endpoint, Paging::Offset)?;
        // GitLab takes a path of digits for a number, and answers for a group that was renamed.
        let inside = format!("{}/", group.to_lowercase());
        match rows
            .iter()
            .find(|row| !row.path_with_namespace.to_lowercase().starts_with(&inside))
        {
            None => Ok(rows),
            Some(row) => Err(ForgeError::OtherGroup {
                host: self.host.clone(),
                group: group.to_owned(),
                project: printable(&row.path_with_namespace, 200),
            }),
        }
    }

    /// The projects of the whole instance, or those with a topic.
    fn instance(&self, topic: Option<&str>) -> Result<Vec<ProjectRow>, ForgeError> {
        let about = topic.unwrap_or("the whole instance");
        let mut builder = Projects::builder();
        builder.order_by(ProjectOrderBy::Id).sort(SortOrder::Ascending);
        if let Some(topic) = topic {
            builder.topic(topic);
        }
        let endpoint = builder
            .build()
            .map_err(|error| self.answer(about, &error.to_string()))?;
        self.list(about, &endpoint, Paging::Keyset)
    }

    /// One project by its full path. A project that has moved is followed.
    fn project(&self, path: &str) -> Result<Option<ProjectRow>, ForgeError> {
        let endpoint = OneProject::builder()
            .project(path)
            .license(true)
            .build()
            .map_err(|error| self.answer(path, &error.to_string()))?;
        match self.wire.get(path, &self.url_of(&endpoint)?) {
            Ok(answer) => Ok(Some(answer.value)),
            Err(ForgeError::Refused { status: 404, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The instance's name in the keys of projects: its host, with its folder if it lies in one.
    fn name(&self) -> String {
        format!("{}{}", self.host, self.base.path().trim_end_matches('/'))
    }

    /// The licence that GitLab recognised in a project; `None` when it does not say.
    fn licence(&self, id: u64) -> Option<String> {
        let endpoint = OneProject::builder().project(id).license(true).build().ok()?;
        let row: ProjectRow = self
            .wire
            .get("the licence", &self.url_of(&endpoint).ok()?)
            .ok()?
            .value;
        row.licence()
    }

    /// Rows of the groups, the topics or the whole instance, each once.
    fn listed(&self) -> Result<BTreeMap<u64, ProjectRow>, ForgeError> {
        let scope = &self.options;
        let mut rows = Vec::new();
        for group in &scope.groups {
            rows.extend(self.group(group)?);
        }
        if scope.groups.is_empty() {
            for topic in &scope.topics {
                rows.extend(self.instance(Some(topic))?);
            }
            if scope.topics.is_empty() && scope.projects.is_empty() {
                rows = self.instance(None)?;
            }
        }
        rows.retain(|row| scope.topics.is_empty() || row.bears(&scope.topics));
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }

    /// Projects named one by one: found, moved, or not to be seen.
    fn named(
        &self,
        rows: &mut BTreeMap<u64, ProjectRow>,
    ) -> Result<(BTreeMap<u64, String>, Vec<Project>), ForgeError> {
        let (mut moved, mut absent, mut refused) = (BTreeMap::new(), Vec::new(), None);
        for path in &self.options.projects {
            let listed = |row: &ProjectRow| row.path_with_namespace.eq_ignore_ascii_case(path);
            if rows.values().any(listed) {
                continue;
            }
            match self.project(path) {
                Ok(None) => absent.push(self.unseen(path, State::NotVisible)),
                Ok(Some(row)) => {
                    if !listed(&row) {
                        moved.insert(row.id, path.clone());
                    }
                    rows.insert(row.id, row);
                }
                // A token that is not known opens nothing else either.
                Err(error @ ForgeError::Refused { status, .. }) if status != 401 => {
                    absent.push(self.unseen(path, State::Refused(status)));
                    refused.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        // Where nothing at all can be seen, the forge or the token is the trouble, not a project.
        match refused {
            Some(error) if rows.is_empty() && absent.iter().all(is_refused) => Err(error),
            _ => Ok((moved, absent)),
        }
    }

    /// A project of which the API says nothing.
    fn unseen(&self, path: &str, state: State) -> Project {
        let address = format!("{}{path}.git", self.base);
        Project {
            state,
            ..Project::new(path.to_owned(), Place::Remote(address))
        }
    }

    fn answer(&self, about: &str, reason: &str) -> ForgeError {
        ForgeError::Answer {
            host: self.host.clone(),
            group: about.to_owned(),
            reason: printable(reason, 200),
        }
    }

    fn token_error(&self, sentence: &str) -> ForgeError {
        ForgeError::Token {
            host: self.host.clone(),
            sentence: sentence.to_owned(),
        }
    }

    /// A job's token reads no list: its projects are cloned unseen.
    fn for_a_job(&self) -> Result<Vec<Project>, ForgeError> {
        let scope = &self.options;
        if !scope.groups.is_empty() || !scope.topics.is_empty() || scope.projects.is_empty() {
            return Err(self.token_error(access::JOB_CANNOT_LIST));
        }
        Ok(scope
            .projects
            .iter()
            .map(|path| self.unseen(path, State::Active))
            .collect())
    }
}

fn is_refused(project: &Project) -> bool {
    matches!(project.state, State::Refused(_))
}

/// Whether a text is the full path of something on a GitLab.
fn is_path(text: &str) -> bool {
    let sound = |part: &str| !part.is_empty() && part != "." && part != "..";
    text.split('/').all(sound)
        && !text.contains(|c: char| c.is_control() || c.is_whitespace() || "?#%:".contains(c))
}

/// The address of the instance, with a slash at its end.
fn base(options: &GitLabOptions) -> Result<Url, ForgeError> {
    let refuse = || ForgeError::Address(printable(&options.url, 200));
    let mut base = Url::parse(&options.url).map_err(|_| refuse())?;
    if !base.username().is_empty() || base.password().is_some() {
        return Err(ForgeError::Address("the address given".to_owned()));
    }
    let host = base.host_str().ok_or_else(refuse)?.to_owned();
    if !matches!(base.scheme(), "http" | "https") {
        return Err(refuse());
    }
    let loopback = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
    if base.scheme() == "http" && options.token.is_some() && !loopback && !options.allow_http {
        return Err(ForgeError::ClearToken(host));
    }
    base.set_query(None);
    base.set_fragment(None);
    if !base.path().ends_with('/') {
        let path = format!("{}/", base.path());
        base.set_path(&path);
    }
    Ok(base)
}

impl Forge for GitLab {
    fn projects(&self, progress: &dyn Progress) -> Result<Vec<Project>, ForgeError> {
        let rights = self.rights()?;
        let mut projects = if self.kind == Some(TokenKind::Job) {
            self.for_a_job()?
        } else {
            let mut rows = self.listed()?;
            let (moved, mut projects) = self.named(&mut rows)?;
            let hidden = |row: &ProjectRow| row.visibility.as_deref().is_some_and(|level| level != "public");
            if rights.clones == Some(false) && rows.values().any(hidden) {
                return Err(self.token_error(access::CANNOT_CLONE));
            }
            let host = self.name();
            let mut known = members::Known::default();
            progress.stage("projects", rows.len() as u64);
            for (id, row) in rows {
                let more = self.options.more;
                let maintainers = more.then(|| self.maintainers(&row, &mut known)).flatten();
                let mut project = row.into_project(self.base.as_str(), &host, maintainers);
                project.moved_from = moved.get(&id).cloned();
                projects.push(project);
                progress.advance(1);
            }
            projects
        };
        if projects.is_empty() {
            return Err(ForgeError::NoProject(self.host.clone()));
        }
        projects.sort_by(|a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
        projects.dedup_by(|a, b| a.key == b.key);
        Ok(projects)
    }

    fn complete(&self, project: &Project, unsaid: Unsaid) -> Option<ForgeFacts> {
        let mut facts = project.facts.clone()?;
        let id = project
            .key
            .strip_prefix(&self.name())
            .and_then(|id| id.strip_prefix('#')?.parse().ok());
        if let Some(id) = id.filter(|_| self.options.more) {
            if unsaid.changes && facts.release_notes.is_none() {
                facts.release_notes = self.release_notes(id);
            }
            // Projects that were named were asked for with it.
            if unsaid.licence && facts.licence.is_none() {
                facts.licence = self.licence(id);
            }
        }
        Some(facts)
    }
}

impl RestClient for GitLab {
    type Error = TransportError;

    fn rest_endpoint(&self, endpoint: &str) -> Result<Url, ApiError<Self::Error>> {
        Ok(self.base.join("api/v4/")?.join(endpoint)?)
    }
}

impl Client for GitLab {
    fn rest(
        &self,
        request: request::Builder,
        body: Vec<u8>,
    ) -> Result<Response<Bytes>, ApiError<Self::Error>> {
        self.wire.send(request, body).map_err(ApiError::client)
    }
}
