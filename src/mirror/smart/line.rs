// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Requests to a server of git: who asks, where redirects may lead, what a refusal means.

use std::io::{self, Read};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use git2::{Error, ErrorClass, ErrorCode};
use reqwest::StatusCode;
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, LOCATION, USER_AGENT};
use url::Url;

use super::failure;
use crate::mirror::HostToken;
use crate::mirror::download::Shared;
use crate::mirror::error::Cause;
use crate::mirror::token::is_loopback;
use crate::web::{self, TransportError};

/// Servers that keep robots away let those in that begin like this.
const AGENT: &str = concat!(
    "git/2.0 (vigie ",
    env!("CARGO_PKG_VERSION"),
    "; ",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);
/// Ends the address at which a server tells what it has.
const DISCOVERY: &str = "/info/refs";
/// Most redirects that are followed.
const MOST_REDIRECTS: usize = 5;
/// Longest time for a connection to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// What the server knows of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Showing {
    /// Nothing yet.
    Hidden,
    /// It goes along because the server wanted it for another repository.
    Early,
    /// It goes along because the server asked.
    Shown,
    /// It went along and did no good.
    Dropped,
}

/// The line to one repository of a server.
#[derive(Debug)]
pub(in crate::mirror) struct Line<'a> {
    url: Url,
    token: Option<&'a HostToken>,
    over_http: bool,
    token_is: Showing,
    eager: &'a AtomicBool,
    shared: &'a Shared,
}

impl<'a> Line<'a> {
    /// `eager` tells whether the server wanted the token for another repository, and learns it here.
    pub(in crate::mirror) fn new(
        url: &str,
        token: Option<&'a HostToken>,
        over_http: bool,
        eager: &'a AtomicBool,
        shared: &'a Shared,
    ) -> Result<Self, Error> {
        let url = Url::parse(url).map_err(|error| failure(ErrorClass::Http, &error.to_string()))?;
        let fits = token.is_some_and(|token| token.fits(url.as_str(), over_http).is_ok());
        let early = fits && eager.load(Ordering::Relaxed);
        Ok(Self {
            url,
            token,
            over_http,
            token_is: if early { Showing::Early } else { Showing::Hidden },
            eager,
            shared,
        })
    }

    /// Asks what the server has.
    pub(super) fn discover(&mut self) -> Result<Watched<'a>, Error> {
        let mut redirects = 0;
        loop {
            let mut url = self.below(DISCOVERY);
            url.set_query(Some("service=git-upload-pack"));
            let answer = self.send(self.client()?.get(url.clone()))?;
            let status = answer.status();
            if status.is_redirection() {
                redirects += 1;
                self.follow(&url, &answer, redirects)?;
            } else if self.token_is == Showing::Early && is_refusal(status) {
                // Another repository's token may close what is open to everybody.
                self.token_is = Showing::Dropped;
            } else if status == StatusCode::UNAUTHORIZED && !self.is_shown() {
                self.show()?;
            } else {
                if self.is_shown() && status.is_success() {
                    self.eager.store(true, Ordering::Relaxed);
                }
                return self.accept(answer, "application/x-git-upload-pack-advertisement");
            }
        }
    }

    /// Asks for what a request names.
    pub(super) fn fetch(&self, body: Vec<u8>) -> Result<Watched<'a>, Error> {
        let request = self
            .client()?
            .post(self.below("/git-upload-pack"))
            .header(CONTENT_TYPE, "application/x-git-upload-pack-request")
            .header(ACCEPT, "application/x-git-upload-pack-result")
            .body(body);
        let answer = self.send(request)?;
        self.accept(answer, "application/x-git-upload-pack-result")
    }

    fn is_shown(&self) -> bool {
        matches!(self.token_is, Showing::Early | Showing::Shown)
    }

    fn below(&self, end: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!("{}{end}", self.url.path().trim_end_matches('/')));
        url.set_query(None);
        url.set_fragment(None);
        url
    }

    fn client(&self) -> Result<&'static Client, Error> {
        static WORLD: OnceLock<Result<Client, String>> = OnceLock::new();
        static HOME: OnceLock<Result<Client, String>> = OnceLock::new();
        // A proxy cannot reach this very machine.
        let client = if is_loopback(&self.url) {
            HOME.get_or_init(|| client(true))
        } else {
            WORLD.get_or_init(|| client(false))
        };
        client.as_ref().map_err(|reason| failure(ErrorClass::Ssl, reason))
    }

    fn send(&self, mut request: RequestBuilder) -> Result<Response, Error> {
        request = request.header(USER_AGENT, AGENT);
        if let Some(token) = self.token.filter(|_| self.is_shown()) {
            request = request.header(AUTHORIZATION, format!("Basic {}", token.basic()));
        }
        let answer = request.send().map_err(|error| match web::classify(&error) {
            TransportError::Certificate(reason) => {
                Error::new(ErrorCode::Certificate, ErrorClass::Ssl, reason)
            }
            other => failure(ErrorClass::Net, &other.to_string()),
        })?;
        self.shared.pulse();
        Ok(answer)
    }

    /// The server wants to know who asks.
    fn show(&mut self) -> Result<(), Error> {
        let cause = match self.token {
            None => Cause::NoCredential,
            Some(token) => match token.fits(self.url.as_str(), self.over_http) {
                Ok(()) if self.token_is == Showing::Hidden => {
                    self.token_is = Showing::Shown;
                    return Ok(());
                }
                Ok(()) => Cause::Refused,
                Err(why) => Cause::Withheld(why),
            },
        };
        self.shared.tell(cause);
        Err(failure(ErrorClass::Http, "no credential is left to try"))
    }

    /// Takes the address that a server leads to: on the same server, or the same one under TLS.
    fn follow(&mut self, asked: &Url, answer: &Response, count: usize) -> Result<(), Error> {
        let to = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok());
        let Some(to) = to.and_then(|to| asked.join(to).ok()) else {
            return Err(failure(ErrorClass::Http, "a redirect leads nowhere"));
        };
        if count > MOST_REDIRECTS {
            return Err(failure(ErrorClass::Http, "redirects do not end"));
        }
        let safer = asked.scheme() == "http"
            && to.scheme() == "https"
            && asked.host() == to.host()
            && asked.port().is_none()
            && to.port().is_none();
        let Some(path) = to.path().strip_suffix(DISCOVERY) else {
            return Err(failure(ErrorClass::Http, "a redirect leads to no repository"));
        };
        if to.origin() != asked.origin() && !safer {
            let to = to.host_str().unwrap_or_default();
            let words = format!("cannot redirect to another server, \"{to}\"");
            return Err(failure(ErrorClass::Http, &words));
        }
        let mut url = to.clone();
        url.set_path(path);
        url.set_query(None);
        url.set_fragment(None);
        // They could stand for another user than the token's.
        let named = url.set_username("").is_ok() && url.set_password(None).is_ok();
        if !named {
            return Err(failure(ErrorClass::Http, "a redirect leads nowhere"));
        }
        self.url = url;
        Ok(())
    }

    /// What an answer holds, if it is one of git.
    fn accept(&self, answer: Response, kind: &str) -> Result<Watched<'a>, Error> {
        let status = answer.status();
        if status == StatusCode::UNAUTHORIZED {
            self.shared.tell(Cause::Refused);
        }
        if !status.is_success() {
            let busy = status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE;
            if busy {
                self.shared.tell(Cause::Busy {
                    status: status.as_u16(),
                    wait: web::asked(answer.headers(), SystemTime::now()),
                });
            }
            let words = format!("unexpected http status code: {}", status.as_u16());
            return Err(failure(ErrorClass::Http, &words));
        }
        let told = answer
            .headers()
            .get(CONTENT_TYPE)
            .map(reqwest::header::HeaderValue::as_bytes);
        if told.is_none_or(|told| !told.starts_with(kind.as_bytes())) {
            return Err(failure(
                ErrorClass::Http,
                "the answer is not git's: check the address",
            ));
        }
        Ok(Watched {
            answer,
            shared: self.shared,
        })
    }
}

/// Whether an answer may be owed to the credential that came along.
fn is_refusal(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND
    )
}

fn client(home: bool) -> Result<Client, String> {
    let mut builder = Client::builder()
        // A pack may take as long as it comes: the caller watches.
        .timeout(None)
        .connect_timeout(CONNECT)
        .redirect(reqwest::redirect::Policy::none());
    if home {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| error.to_string())
}

/// An answer that is read under watch.
#[derive(Debug)]
pub(super) struct Watched<'a> {
    answer: Response,
    shared: &'a Shared,
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.shared.is_to_stop() {
            return Err(io::Error::other("the download was stopped"));
        }
        let count = self.answer.read(into)?;
        self.shared.pulse();
        Ok(count)
    }
}
