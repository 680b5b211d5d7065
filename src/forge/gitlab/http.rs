// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One request to a GitLab, and as many attempts as it takes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use reqwest::Url;
use serde::de::DeserializeOwned;

use super::Waits;
use crate::forge::ForgeError;
use crate::model::printable;
use crate::web::{self, Line, Patience, TransportError, asked};

/// Largest answer that is read, in bytes: a page of a hundred projects takes about one MiB.
const MOST_BYTES: usize = 32 << 20;
/// The line to one GitLab.
#[derive(Debug)]
pub(super) struct Wire {
    host: String,
    line: Line,
    waits: Option<Arc<dyn Waits>>,
    /// The kinds of questions that last used up all attempts.
    tired: Mutex<BTreeSet<String>>,
}

/// An answer that could be read.
#[derive(Debug)]
pub(super) struct Answer<T> {
    pub(super) headers: HeaderMap,
    pub(super) value: T,
}

type Failed = web::Failed<ForgeError>;

impl Wire {
    pub(super) fn new(
        host: &str,
        token: Option<(HeaderName, HeaderValue)>,
        patience: Patience,
        waits: Option<Arc<dyn Waits>>,
    ) -> Result<Self, ForgeError> {
        let line = Line::new(token, patience, MOST_BYTES).map_err(|reason| ForgeError::Unreachable {
            host: host.to_owned(),
            reason,
        })?;
        Ok(Self {
            host: host.to_owned(),
            line,
            waits,
            tired: Mutex::default(),
        })
    }

    /// One attempt.
    pub(super) fn send(
        &self,
        request: http::request::Builder,
        body: Vec<u8>,
    ) -> Result<Response<Bytes>, TransportError> {
        self.line.send(request, body)
    }

    /// Asks until a whole answer comes, in bounded time. `about` names in messages what is asked for. Where one question
    /// used up all attempts, the next ones of its kind have one each until the forge answers: an instance in trouble
    /// costs its patience once, not once a project.
    pub(super) fn get<T: DeserializeOwned>(&self, about: &str, url: &Url) -> Result<Answer<T>, ForgeError> {
        let kind = kind(url);
        let mut patience = Cow::Borrowed(self.line.patience());
        if self.tired().contains(&kind) {
            patience.to_mut().attempts = 1;
        }
        let mut is_passing = false;
        let attempt = || {
            let outcome = self.attempt(about, url);
            is_passing = matches!(outcome, Err(web::Failed::Passing(..)));
            outcome
        };
        let answer = patience.persist(attempt, |error, time| {
            if let Some(waits) = &self.waits {
                waits.wait(error, time);
            }
        });
        if is_passing {
            self.tired().insert(kind);
        } else {
            self.tired().remove(&kind);
        }
        answer
    }

    fn tired(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.tired.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn attempt<T: DeserializeOwned>(&self, about: &str, url: &Url) -> Result<Answer<T>, Failed> {
        let request = Request::builder().method(Method::GET).uri(url.as_str());
        let response = self.send(request, Vec::new()).map_err(|error| {
            let told = ForgeError::Unreachable {
                host: self.host.clone(),
                reason: error.to_string(),
            };
            match error {
                TransportError::Passing(_) => Failed::Passing(told, None),
                TransportError::Held(wait) => Failed::Passing(told, Some(wait)),
                TransportError::Certificate(_) | TransportError::TooLarge(_) => Failed::Final(told),
            }
        })?;
        let (parts, body) = response.into_parts();
        if !parts.status.is_success() {
            return Err(self.refusal(about, parts.status, &parts.headers, &body));
        }
        match serde_json::from_slice(&body) {
            Ok(value) => Ok(Answer {
                headers: parts.headers,
                value,
            }),
            Err(error) => Err(self.unreadable(about, &parts.headers, &error)),
        }
    }

    fn refusal(&self, about: &str, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Failed {
        if status.is_redirection() {
            let to = headers
                .get(LOCATION)
                .and_then(|location| Url::parse(location.to_str().ok()?).ok())
                .map_or_else(
                    || "another address".to_owned(),
                    |to| {
                        format!(
                            "{}://{}",
                            to.scheme(),
                            to.authority().rsplit('@').next().unwrap_or_default()
                        )
                    },
                );
            return Failed::Final(ForgeError::Redirected {
                host: self.host.clone(),
                to: printable(&to, 200),
            });
        }
        let error = ForgeError::Refused {
            host: self.host.clone(),
            status: status.as_u16(),
            group: about.to_owned(),
            advice: advice(status, body),
        };
        let passing = status.is_server_error()
            || matches!(
                status,
                StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
            );
        if passing {
            Failed::Passing(error, asked(headers, self.line.patience().clock.wall()))
        } else {
            Failed::Final(error)
        }
    }

    /// A text that ends too early was cut on the way; any other fault would come again.
    fn unreadable(&self, about: &str, headers: &HeaderMap, error: &serde_json::Error) -> Failed {
        let page = headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.contains("html"));
        let reason = if page {
            "it is a web page, not data: check the address, with its folder if the GitLab lies in one"
                .to_owned()
        } else {
            error.to_string()
        };
        let told = ForgeError::Answer {
            host: self.host.clone(),
            group: about.to_owned(),
            reason: printable(&reason, 200),
        };
        if error.is_eof() && !page {
            Failed::Passing(told, None)
        } else {
            Failed::Final(told)
        }
    }
}

/// What kind of question an address asks: its path without what names one group or project.
fn kind(url: &Url) -> String {
    let parts = url.path().split('/').skip_while(|part| *part != "v4");
    let named = parts.enumerate().filter(|(at, _)| *at != 2);
    named.map(|(_, part)| part).collect::<Vec<_>>().join("/")
}

fn advice(status: StatusCode, body: &[u8]) -> &'static str {
    match status.as_u16() {
        401 => {
            "the token is missing, wrong or expired; set VIGIE_GITLAB_TOKEN to one with the scope read_api"
        }
        403 if contains(body, b"insufficient_scope") => {
            "the token lacks a scope; add read_api (and read_repository to clone)"
        }
        403 => "the token lacks the scope read_api, or its owner may not see this",
        404 => "check the full path, and that the token's owner can see it",
        429 => "the instance limits requests; run again later",
        _ => "the instance is in trouble; run again later",
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}
