// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The projects of GitLab groups, by the REST API (version 4, Free tier).
//!
//! Endpoints and their parameters come from the `gitlab` crate; the transport is ours, because the
//! crate's own has no time-outs, does not retry a 429 and ends a listing at the first short page.

use std::error::Error as _;
use std::thread::sleep;
use std::time::Duration;

use bytes::Bytes;
use gitlab::api::common::SortOrder;
use gitlab::api::groups::projects::{GroupProjects, GroupProjectsOrderBy};
use gitlab::api::{ApiError, Client, Endpoint, RestClient};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use reqwest::Url;
use reqwest::blocking::Client as Http;
use serde::Deserialize;

use super::{Forge, ForgeError, Place, Project, State};
use crate::model::{ForgeFacts, Token, printable};

/// Rows asked for per page, the API's maximum.
const PER_PAGE: u32 = 100;
/// Attempts for one page.
const ATTEMPTS: u32 = 5;
/// Longest wait between two attempts, whatever the server asks.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Longest silence of the server.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Most pages of one group: 100,000 projects. A server that never ends its listing must not hang the run.
const MOST_PAGES: u32 = 1000;

/// How to reach a GitLab.
#[derive(Debug, Clone)]
pub struct GitLabOptions {
    /// The address of the instance, such as `https://gitlab.example.org`; a relative root is kept.
    pub url: String,
    /// Full paths of groups; exact, with their subgroups.
    pub groups: Vec<String>,
    /// The access token (scope `read_api`); public projects need none.
    pub token: Option<Token>,
    /// Send the token over plain HTTP to another machine. Loopback needs no permission.
    pub allow_http: bool,
}

/// A GitLab instance.
#[derive(Debug)]
pub struct GitLab {
    base: Url,
    host: String,
    groups: Vec<String>,
    token: Option<HeaderValue>,
    http: Http,
}

/// Why one request failed before an answer came.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TransportError(String);

impl GitLab {
    /// Prepares a client; nothing is sent yet.
    ///
    /// # Errors
    /// When the address is not one, holds credentials, or would carry the token in clear.
    pub fn new(options: GitLabOptions) -> Result<Self, ForgeError> {
        let refuse = || ForgeError::Address(printable(&options.url, 200));
        let mut base = Url::parse(&options.url).map_err(|_| refuse())?;
        let host = base.host_str().ok_or_else(refuse)?.to_owned();
        let loopback = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
        let clear = base.scheme() == "http" && options.token.is_some() && !loopback && !options.allow_http;
        if !matches!(base.scheme(), "http" | "https")
            || !base.username().is_empty()
            || base.password().is_some()
        {
            return Err(ForgeError::Address("the address given".to_owned()));
        }
        if clear {
            return Err(ForgeError::ClearToken(host));
        }
        if !base.path().ends_with('/') {
            let path = format!("{}/", base.path());
            base.set_path(&path);
        }
        let token = options.token.map(|token| {
            let mut header = HeaderValue::from_str(token.reveal()).unwrap_or(HeaderValue::from_static(""));
            header.set_sensitive(true);
            header
        });
        let http = Http::builder()
            .user_agent(concat!(
                "vigie/",
                env!("CARGO_PKG_VERSION"),
                " (",
                env!("CARGO_PKG_REPOSITORY"),
                ")"
            ))
            .timeout(TIMEOUT)
            .connect_timeout(Duration::from_secs(10))
            // A redirect to another host would carry the token's header there.
            .redirect(reqwest::redirect::Policy::custom(|attempt| {
                let same = attempt.previous().last().is_some_and(|from| {
                    from.host() == attempt.url().host() && from.scheme() == attempt.url().scheme()
                });
                if same && attempt.previous().len() < 5 {
                    attempt.follow()
                } else {
                    attempt.stop()
                }
            }))
            .build()
            .map_err(|error| ForgeError::Unreachable {
                host: host.clone(),
                reason: chain(&error),
            })?;
        Ok(Self {
            base,
            host,
            groups: options.groups,
            token,
            http,
        })
    }

    fn group(&self, group: &str) -> Result<Vec<Project>, ForgeError> {
        let endpoint = GroupProjects::builder()
            .group(group)
            .include_subgroups(true)
            .with_shared(false)
            .order_by(GroupProjectsOrderBy::Id)
            .sort(SortOrder::Ascending)
            .build()
            .map_err(|error| self.answer(group, &error.to_string()))?;
        let mut projects = Vec::new();
        let mut page = Some("1".to_owned());
        for _ in 0..MOST_PAGES {
            let Some(number) = page else { break };
            let response = self.page(group, &endpoint, &number)?;
            let more =
                read_projects(response.body()).map_err(|error| self.answer(group, &error.to_string()))?;
            projects.extend(more);
            page = next_page(response.headers());
            if page.is_none() {
                self.check_total(group, response.headers(), projects.len())?;
            }
        }
        if page.is_some() {
            return Err(self.answer(
                group,
                &format!("the listing does not end after {MOST_PAGES} pages"),
            ));
        }
        Ok(projects)
    }

    /// One page, with retries in bounded time.
    fn page(
        &self,
        group: &str,
        endpoint: &GroupProjects<'_>,
        number: &str,
    ) -> Result<Response<Bytes>, ForgeError> {
        let mut url = endpoint
            .url_base()
            .endpoint_for(self, &endpoint.endpoint())
            .map_err(|error| self.answer(group, &error.to_string()))?;
        endpoint.parameters().add_to_url(&mut url);
        url.query_pairs_mut()
            .append_pair("per_page", &PER_PAGE.to_string())
            .append_pair("page", number);
        let mut attempt = 1;
        loop {
            let request = Request::builder().method(Method::GET).uri(url.as_str());
            let wait = match self.rest(request, Vec::new()) {
                Ok(response) if response.status().is_success() => return Ok(response),
                Ok(response) if attempt == ATTEMPTS || !is_passing(response.status()) => {
                    return Err(self.refused(group, response.status()));
                }
                Ok(response) => retry_after(response.headers()),
                Err(error) if attempt == ATTEMPTS => {
                    return Err(ForgeError::Unreachable {
                        host: self.host.clone(),
                        reason: error.to_string(),
                    });
                }
                Err(_) => None,
            };
            let wait = wait.unwrap_or(Duration::from_millis(500 << attempt));
            sleep(wait.min(LONGEST_WAIT));
            attempt += 1;
        }
    }

    fn check_total(&self, group: &str, headers: &HeaderMap, given: usize) -> Result<(), ForgeError> {
        let announced = headers
            .get("x-total")
            .and_then(|total| total.to_str().ok())
            .and_then(|total| total.parse::<usize>().ok());
        match announced {
            Some(announced) if given < announced => Err(ForgeError::Truncated {
                host: self.host.clone(),
                group: group.to_owned(),
                announced,
                given,
            }),
            _ => Ok(()),
        }
    }

    fn answer(&self, group: &str, reason: &str) -> ForgeError {
        ForgeError::Answer {
            host: self.host.clone(),
            group: group.to_owned(),
            reason: printable(reason, 200),
        }
    }

    fn refused(&self, group: &str, status: StatusCode) -> ForgeError {
        let advice = match status.as_u16() {
            401 => {
                "the token is missing, wrong or expired; set VIGIE_GITLAB_TOKEN to one with the scope read_api"
            }
            403 => "the token lacks the scope read_api",
            404 => "check the group's full path, and that the token's owner can see it",
            429 => "the instance limits requests; run again later",
            _ => "the instance is in trouble; run again later",
        };
        ForgeError::Refused {
            host: self.host.clone(),
            status: status.as_u16(),
            group: group.to_owned(),
            advice,
        }
    }
}

impl Forge for GitLab {
    fn projects(&self) -> Result<Vec<Project>, ForgeError> {
        let mut projects = Vec::new();
        for group in &self.groups {
            projects.extend(self.group(group)?);
        }
        projects.sort_by(|a, b| a.name.cmp(&b.name));
        projects.dedup_by(|a, b| a.name == b.name);
        Ok(projects)
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
        request: http::request::Builder,
        body: Vec<u8>,
    ) -> Result<Response<Bytes>, ApiError<Self::Error>> {
        let failed = |error: &reqwest::Error| ApiError::client(TransportError(chain(error)));
        let mut request = request
            .body(body)
            .map_err(|error| ApiError::client(TransportError(error.to_string())))?;
        if let Some(token) = &self.token {
            request.headers_mut().insert("private-token", token.clone());
        }
        let request = request.try_into().map_err(|error| failed(&error))?;
        let mut answer = self.http.execute(request).map_err(|error| failed(&error))?;
        let mut response = Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            std::mem::swap(headers, answer.headers_mut());
        }
        let body = answer.bytes().map_err(|error| failed(&error))?;
        response
            .body(body)
            .map_err(|error| ApiError::client(TransportError(error.to_string())))
    }
}

/// What is wrong, down to the last cause, without the address.
fn chain(error: &reqwest::Error) -> String {
    let mut last: &dyn std::error::Error = error;
    while let Some(source) = last.source() {
        last = source;
    }
    let told = if error.source().is_some() {
        last.to_string()
    } else {
        "the request failed".to_owned()
    };
    printable(&told, 200)
}

fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers
        .get(http::header::RETRY_AFTER)?
        .to_str()
        .ok()?
        .parse()
        .ok()?;
    Some(Duration::from_secs(seconds))
}

/// GitLab's own word for "there is more": pages may be shorter than asked although more follow.
fn next_page(headers: &HeaderMap) -> Option<String> {
    let next = headers.get("x-next-page")?.to_str().ok()?.trim();
    next.parse::<u32>().ok().map(|number| number.to_string())
}

/// Reads one page of a group's projects.
///
/// # Errors
/// When it is not JSON, or a project lacks its path or address.
pub fn read_projects(page: &[u8]) -> Result<Vec<Project>, serde_json::Error> {
    let rows: Vec<Row> = serde_json::from_slice(page)?;
    Ok(rows.into_iter().map(Row::into_project).collect())
}

/// A project of the listing. Everything but the path and the address is optional:
/// versions, tiers and rights differ.
#[derive(Debug, Deserialize)]
struct Row {
    path_with_namespace: String,
    http_url_to_repo: String,
    web_url: Option<String>,
    description: Option<String>,
    topics: Option<Vec<String>>,
    visibility: Option<String>,
    default_branch: Option<String>,
    archived: Option<bool>,
    #[serde(default)]
    empty_repo: Option<bool>,
    issues_enabled: Option<bool>,
    namespace: Option<Namespace>,
    forked_from_project: Option<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Namespace {
    kind: Option<String>,
}

impl Row {
    fn into_project(self) -> Project {
        Project {
            key: self.http_url_to_repo.clone(),
            state: State::Active,
            moved_from: None,
            place: if self.empty_repo == Some(true) {
                Place::Empty
            } else {
                Place::Remote(self.http_url_to_repo)
            },
            name: self.path_with_namespace,
            url: self.web_url,
            facts: Some(ForgeFacts {
                // GitLab gives null for an empty description.
                description: Some(self.description.unwrap_or_default()),
                topics: self.topics.map(|mut topics| {
                    topics.sort();
                    topics
                }),
                visibility: self.visibility,
                archived: self.archived,
                fork: Some(self.forked_from_project.is_some()),
                issues: self.issues_enabled,
                in_group: self
                    .namespace
                    .and_then(|namespace| namespace.kind)
                    .map(|kind| kind == "group"),
                default_branch: self.default_branch,
                ..ForgeFacts::default()
            }),
        }
    }
}
