// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One question to the portal, and as many attempts as it takes.

use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, Method, Request, StatusCode};
use reqwest::Url;

use super::PortalError;
use super::read::{is_answer, is_refusal};
use crate::model::{ObjectKey, ObjectKind, Silence};
use crate::web::{Failed, Line, Patience, TransportError, asked};

/// Largest answer that is read, in bytes: a masked dataset of 120 resources takes 40 kB.
const MOST_BYTES: usize = 4 << 20;

/// What is asked of a dataset, by udata's header `X-Fields`: a third of the bytes of a whole answer. Names that the
/// portal does not know are left out by it. Of contact points and owners nothing personal is asked for.
const DATASET: &str = "id,slug,title,description,deleted,archived,license,frequency,last_update,access_type,\
authorization_request_url,organization{id,name,slug,badges},owner{class},quality,metrics,contact_points{role},\
resources{id,title,type,format,filetype,filesize,checksum,url,schema,extras}";
const RESOURCE: &str = "dataset_id,resource{id,title}";
const REUSE: &str = "id,slug,title,deleted,archived,url,description,datasets{id}";
const REUSES: &str = "data{url,description},total";
const OTHER: &str = "id,slug,title,name,deleted,deleted_at,archived,archived_at";

/// What the portal said, before anybody understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) status: u16,
    pub(super) body: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) why: Silence,
    /// Whether the portal itself refused, in its own words: it does not fail then.
    pub(super) refused: bool,
}

impl From<Silence> for Missing {
    fn from(why: Silence) -> Self {
        Self { why, refused: false }
    }
}

/// The line to a portal.
#[derive(Debug)]
pub(super) struct Wire {
    base: Url,
    line: Line,
}

/// The address of a portal, with its folder if it lies in one; never with a name or password.
pub(super) fn address(base: &str) -> Result<Url, PortalError> {
    let wrong = || PortalError::Address(crate::model::printable(&without_secrets(base.trim()), 200));
    let mut url = Url::parse(base.trim()).map_err(|_| wrong())?;
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !plain {
        return Err(wrong());
    }
    url.set_fragment(None);
    Ok(url)
}

/// An address as it may be shown: without what stands before an `@`, which may be a password, and without its query.
fn without_secrets(address: &str) -> String {
    let start = address.find("//").map_or(0, |at| at + 2);
    let (before, rest) = address.split_at(start);
    let (hidden, rest) = rest.rsplit_once('@').map_or(("", rest), |(_, rest)| ("…@", rest));
    match rest.split_once('?') {
        Some((rest, _)) => format!("{before}{hidden}{rest}?…"),
        None => format!("{before}{hidden}{rest}"),
    }
}

impl Wire {
    pub(super) fn new(base: &Url, patience: Patience) -> Self {
        Self {
            base: base.clone(),
            line: Line::later(None, patience, MOST_BYTES),
        }
    }

    /// Asks until the portal says something that can be understood, in bounded time.
    pub(super) fn get(&self, key: &ObjectKey) -> Result<Said, Missing> {
        let url = format!("{}{}", self.base.as_str().trim_end_matches('/'), key.api_path());
        let mask = match key.kind() {
            ObjectKind::Dataset => DATASET,
            ObjectKind::Resource => RESOURCE,
            ObjectKind::Reuse => REUSE,
            ObjectKind::ReuseList => REUSES,
            _ => OTHER,
        };
        self.line
            .patience()
            .persist(|| self.attempt(&url, mask), |_, _| {})
    }

    /// Why a redirection was not followed: it leads to another site, or there were too many of them.
    fn lost(&self, headers: &HeaderMap) -> Silence {
        let to = headers.get(LOCATION).and_then(|to| to.to_str().ok());
        match to.and_then(|to| self.base.join(to).ok()) {
            Some(to) if to.origin() == self.base.origin() => Silence::Looping,
            _ => Silence::Redirected,
        }
    }

    fn attempt(&self, url: &str, mask: &str) -> Result<Said, Failed<Missing>> {
        let request = Request::builder()
            .method(Method::GET)
            .uri(url)
            // Without it a browser's page answers a missing object.
            .header(ACCEPT, "application/json")
            .header("x-fields", mask);
        let passing = |why: Silence, wait| Failed::Passing(why.into(), wait);
        let lasting = |why: Silence| Failed::Final(why.into());
        let response = self.line.send(request, Vec::new()).map_err(|error| match error {
            TransportError::Passing(_) => passing(Silence::Unreachable, None),
            TransportError::Held(wait) => passing(Silence::Throttled, Some(wait)),
            TransportError::Certificate(_) => lasting(Silence::Unreachable),
            TransportError::TooLarge(_) => lasting(Silence::Unreadable),
        })?;
        let (parts, body) = response.into_parts();
        let status = parts.status;
        if status.is_redirection() {
            return Err(lasting(self.lost(&parts.headers)));
        }
        let wait = || asked(&parts.headers, self.line.patience().clock.wall());
        if status == StatusCode::TOO_MANY_REQUESTS {
            return Err(passing(Silence::Throttled, wait()));
        }
        if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
            return Err(passing(Silence::Failed(status.as_u16()), wait()));
        }
        let page = parts
            .headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.contains("html"));
        let text = std::str::from_utf8(&body).ok().filter(|_| !page);
        let refused = status.is_client_error() && text.is_some_and(is_refusal);
        if !matches!(status, StatusCode::OK | StatusCode::NOT_FOUND | StatusCode::GONE) {
            let why = Silence::Failed(status.as_u16());
            return Err(Failed::Final(Missing { why, refused }));
        }
        match text {
            Some(text) if is_answer(status.as_u16(), text) => Ok(Said {
                status: status.as_u16(),
                body: text.to_owned(),
            }),
            // A text that ends too early was cut on the way.
            Some(text) if is_cut(text) => Err(passing(Silence::Unreadable, None)),
            _ => Err(Failed::Final(Missing {
                why: Silence::Unreadable,
                refused,
            })),
        }
    }
}

fn is_cut(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_err_and(|error| error.is_eof())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_that_is_refused_is_shown_without_its_password() {
        for (given, shown) in [
            ("http://u:p@portail.example", "http://…@portail.example"),
            ("http://u:p@ss@portail.example/", "http://…@portail.example/"),
            ("u:p@portail.example", "…@portail.example"),
            ("http://u:p@portail .example", "http://…@portail .example"),
            ("http://portail.example/?key=p", "http://portail.example/?…"),
            ("portail", "portail"),
        ] {
            let told = address(given).unwrap_err().to_string();
            assert!(told.starts_with(&format!("\"{shown}\" is not ")), "{told}");
        }
    }
}
