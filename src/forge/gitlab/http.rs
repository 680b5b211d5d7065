// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One request to a GitLab, and as many attempts as it takes.

use std::error::Error as _;
use std::io::Read as _;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use reqwest::Url;
use reqwest::blocking::Client as Http;
use serde::de::DeserializeOwned;

use super::patience::{Patience, Turnstile, asked};
use crate::forge::ForgeError;
use crate::model::printable;

/// Largest answer that is read, in bytes: a page of a hundred projects takes about one MiB.
const MOST_BYTES: usize = 32 << 20;
/// Most redirects that are followed, all on the same host.
const MOST_REDIRECTS: usize = 5;

/// Why one attempt failed before a whole answer came.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TransportError {
    /// The next attempt may succeed.
    #[error("{0}")]
    Passing(String),
    /// The server's certificate is not trusted.
    #[error(
        "its certificate is not trusted ({0}); if an authority of your own signed it, set SSL_CERT_FILE to a file with the authorities' certificates"
    )]
    Certificate(String),
    /// The answer is larger than anything that GitLab sends.
    #[error("the answer is larger than {MOST_BYTES} bytes")]
    TooLarge,
}

/// The line to one GitLab.
#[derive(Debug)]
pub(super) struct Wire {
    host: String,
    http: Http,
    token: Option<(HeaderName, HeaderValue)>,
    patience: Patience,
    turnstile: Turnstile,
}

/// An answer that could be read.
#[derive(Debug)]
pub(super) struct Answer<T> {
    pub(super) headers: HeaderMap,
    pub(super) value: T,
}

/// What came of one attempt that did not succeed.
enum Failed {
    /// Worth another attempt, after the wait that the server asks for.
    Passing(ForgeError, Option<std::time::Duration>),
    Final(ForgeError),
}

impl Wire {
    pub(super) fn new(
        host: &str,
        token: Option<(HeaderName, HeaderValue)>,
        patience: Patience,
    ) -> Result<Self, ForgeError> {
        let http = Http::builder()
            .user_agent(concat!(
                "vigie/",
                env!("CARGO_PKG_VERSION"),
                " (",
                env!("CARGO_PKG_REPOSITORY"),
                ")"
            ))
            .timeout(patience.silence)
            .connect_timeout(patience.connect)
            // A redirect elsewhere would carry the token's header there.
            .redirect(reqwest::redirect::Policy::custom(|attempt| {
                let home = attempt.previous().first().map(Url::origin);
                if home == Some(attempt.url().origin()) && attempt.previous().len() <= MOST_REDIRECTS {
                    attempt.follow()
                } else {
                    attempt.stop()
                }
            }))
            .build()
            .map_err(|error| ForgeError::Unreachable {
                host: host.to_owned(),
                reason: told(&error),
            })?;
        Ok(Self {
            host: host.to_owned(),
            http,
            token,
            patience,
            turnstile: Turnstile::default(),
        })
    }

    /// One attempt.
    pub(super) fn send(
        &self,
        request: http::request::Builder,
        body: Vec<u8>,
    ) -> Result<Response<Bytes>, TransportError> {
        self.turnstile.pass(&self.patience);
        let passing =
            |error: &dyn std::error::Error| TransportError::Passing(printable(&error.to_string(), 200));
        let mut request = request.body(body).map_err(|error| passing(&error))?;
        if let Some((name, value)) = &self.token {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        let request = request.try_into().map_err(|error| classify(&error))?;
        let mut answer = self.http.execute(request).map_err(|error| classify(&error))?;
        let mut response = Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            std::mem::swap(headers, answer.headers_mut());
        }
        let body = self.read(&mut answer)?;
        response.body(body).map_err(|error| passing(&error))
    }

    /// Reads an answer within bounds of size and time: a server may also send a byte a minute.
    fn read(&self, answer: &mut reqwest::blocking::Response) -> Result<Bytes, TransportError> {
        let started = self.patience.clock.now();
        let (mut body, mut chunk) = (Vec::new(), [0; 16 << 10]);
        loop {
            let count = answer.read(&mut chunk).map_err(|_| {
                TransportError::Passing("the connection broke in the middle of an answer".to_owned())
            })?;
            if count == 0 {
                return Ok(body.into());
            }
            body.extend_from_slice(&chunk[..count]);
            if body.len() > MOST_BYTES {
                return Err(TransportError::TooLarge);
            }
            if self.patience.clock.now().saturating_sub(started) > self.patience.total {
                return Err(TransportError::Passing(
                    "the answer did not end in time".to_owned(),
                ));
            }
        }
    }

    /// Asks until a whole answer comes, in bounded time. `about` names in messages what is asked for.
    pub(super) fn get<T: DeserializeOwned>(&self, about: &str, url: &Url) -> Result<Answer<T>, ForgeError> {
        let clock = &self.patience.clock;
        let started = clock.now();
        let mut failures = 0;
        loop {
            let (error, asked) = match self.attempt(about, url) {
                Ok(answer) => return Ok(answer),
                Err(Failed::Final(error)) => return Err(error),
                Err(Failed::Passing(error, asked)) => (error, asked),
            };
            failures += 1;
            let wait = self.patience.wait(failures, asked);
            let spent = clock.now().saturating_sub(started);
            if failures >= self.patience.attempts || spent + wait > self.patience.total {
                return Err(error);
            }
            clock.sleep(wait);
        }
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
                TransportError::Certificate(_) | TransportError::TooLarge => Failed::Final(told),
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
            Failed::Passing(error, asked(headers, self.patience.clock.wall()))
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

fn classify(error: &reqwest::Error) -> TransportError {
    let told = told(error);
    let lower = told.to_lowercase();
    if lower.contains("certificate") || lower.contains("unknownissuer") {
        TransportError::Certificate(told)
    } else {
        TransportError::Passing(told)
    }
}

/// What is wrong, down to the last cause, without the address.
fn told(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "it did not answer in time".to_owned();
    }
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
