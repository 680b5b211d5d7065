// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One request to one server, within bounds of size and time.

use std::error::Error as _;
use std::io::Read as _;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use reqwest::blocking::{Client as Http, Request, Response as Answer};
use url::Origin;

use super::patience::{Patience, Turnstile, asked};
use crate::model::printable;

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
    /// The answer is larger than what the caller takes; the limit in bytes.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    /// Nothing was sent: the server asked to be left alone for longer than a request may take; what is left of it.
    #[error("it asks to come back in {} s", .0.as_secs())]
    Held(Duration),
}

/// The line to one server: it is asked by name, at its own pace, and followed to no other host.
#[derive(Debug)]
pub struct Line {
    http: OnceLock<Result<Http, String>>,
    header: Option<(HeaderName, HeaderValue)>,
    patience: Patience,
    turnstile: Turnstile,
    most_bytes: usize,
}

impl Line {
    /// Prepares a line; nothing is sent yet. `header` goes with every request; answers of more than `most_bytes`
    /// are not read.
    ///
    /// # Errors
    /// When the system's certificates cannot be used; in one line.
    pub fn new(
        header: Option<(HeaderName, HeaderValue)>,
        patience: Patience,
        most_bytes: usize,
    ) -> Result<Self, String> {
        let line = Self::later(header, patience, most_bytes);
        match line.http.get_or_init(|| client(&line.patience)) {
            Ok(_) => Ok(line),
            Err(reason) => Err(reason.clone()),
        }
    }

    /// A line that is prepared by its first request: reading the system's certificates takes several milliseconds,
    /// and most audits have nothing to ask.
    #[must_use]
    pub fn later(header: Option<(HeaderName, HeaderValue)>, patience: Patience, most_bytes: usize) -> Self {
        Self {
            http: OnceLock::new(),
            header,
            patience,
            turnstile: Turnstile::default(),
            most_bytes,
        }
    }

    /// How the server is treated.
    #[must_use]
    pub fn patience(&self) -> &Patience {
        &self.patience
    }

    /// One attempt, when its turn has come.
    ///
    /// # Errors
    /// When no whole answer came.
    pub fn send(
        &self,
        request: http::request::Builder,
        body: Vec<u8>,
    ) -> Result<Response<Bytes>, TransportError> {
        let passing =
            |error: &dyn std::error::Error| TransportError::Passing(printable(&error.to_string(), 200));
        let mut request = request.body(body).map_err(|error| passing(&error))?;
        if let Some((name, value)) = &self.header {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        let request = request.try_into().map_err(|error| classify(&error))?;
        let http = self
            .http
            .get_or_init(|| client(&self.patience))
            .as_ref()
            .map_err(|reason| TransportError::Certificate(reason.clone()))?;
        let mut answer = self.follow(http, request)?;
        let mut response = Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            std::mem::swap(headers, answer.headers_mut());
        }
        let body = self.read(&mut answer)?;
        response.body(body).map_err(|error| passing(&error))
    }

    /// The last answer of a chain of redirects on one host. Each of its requests waits for its turn: to the server, they
    /// are requests like others.
    fn follow(&self, http: &Http, mut request: Request) -> Result<Answer, TransportError> {
        let home = request.url().origin();
        let mut left = MOST_REDIRECTS;
        loop {
            self.turnstile
                .pass(&self.patience)
                .map_err(TransportError::Held)?;
            let again = request.try_clone().filter(|_| left > 0);
            let answer = http.execute(request).map_err(|error| classify(&error))?;
            let busy = matches!(
                answer.status(),
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
            );
            let wait = || asked(answer.headers(), self.patience.clock.wall());
            if let Some(wait) = busy.then(wait).flatten() {
                self.turnstile.hold(&self.patience, wait);
            }
            match again.and_then(|again| onward(again, &answer, &home)) {
                Some(next) => request = next,
                None => return Ok(answer),
            }
            left -= 1;
        }
    }

    /// Reads an answer within bounds of size and time: a server may also send a byte a minute.
    fn read(&self, answer: &mut Answer) -> Result<Bytes, TransportError> {
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
            if body.len() > self.most_bytes {
                return Err(TransportError::TooLarge(self.most_bytes));
            }
            if self.patience.clock.now().saturating_sub(started) > self.patience.total {
                return Err(TransportError::Passing(
                    "the answer did not end in time".to_owned(),
                ));
            }
        }
    }
}

/// The request that a redirect asks for, if it stays on the host: elsewhere it would carry the header there. Only 307 and
/// 308 send a body once more.
fn onward(mut request: Request, answer: &Answer, home: &Origin) -> Option<Request> {
    let status = answer.status();
    let same = matches!(
        status,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT
    );
    let plain = matches!(
        status,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER
    );
    if !same && !plain {
        return None;
    }
    let to = answer.headers().get(LOCATION)?.to_str().ok()?;
    let to = request.url().join(to).ok().filter(|to| to.origin() == *home)?;
    *request.url_mut() = to;
    if plain && !matches!(*request.method(), Method::GET | Method::HEAD) {
        *request.method_mut() = Method::GET;
        *request.body_mut() = None;
        for name in [CONTENT_TYPE, CONTENT_LENGTH, TRANSFER_ENCODING] {
            request.headers_mut().remove(name);
        }
    }
    Some(request)
}

fn client(patience: &Patience) -> Result<Http, String> {
    Http::builder()
        .user_agent(concat!(
            "vigie/",
            env!("CARGO_PKG_VERSION"),
            " (",
            env!("CARGO_PKG_REPOSITORY"),
            ")"
        ))
        .timeout(patience.silence)
        .connect_timeout(patience.connect)
        // Each request of a chain waits for its turn.
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| told(&error))
}

/// What became of a request that failed.
#[must_use]
pub fn classify(error: &reqwest::Error) -> TransportError {
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
