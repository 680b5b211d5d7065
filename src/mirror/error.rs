// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Why a repository could not be fetched, each in a sentence that says what to do.

use std::time::Duration;

use git2::{ErrorClass, ErrorCode};

use super::HostToken;
use super::token::Withheld;
use crate::model::printable;

/// Longest text of a server that is repeated, in characters.
const WORDS: usize = 200;

/// Why a repository could not be fetched. Addresses are shown without user and password.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// The address cannot be used.
    #[error("\"{url}\" is not an address to fetch from: {reason}")]
    BadAddress { url: String, reason: String },
    /// The server, or this machine, has no such repository.
    #[error("there is no repository at {url}: check the address")]
    NotFound { url: String },
    /// The server wants to know who asks, and no credential can be given.
    #[error(
        "{url} does not exist or is not public: check the address, or give a token or a key that may read it"
    )]
    NeedsToken { url: String },
    /// There is a token, and it must not be sent there.
    #[error("the token was not sent to {url} ({reason})")]
    TokenWithheld { url: String, reason: Withheld },
    /// The server refused access: the credential itself, or what it asked for.
    #[error("{url} refused access: check that the token or key is valid and may read the repository")]
    Denied { url: String, credential: bool },
    /// The server refused the same credential for another repository.
    #[error(
        "{url} was not asked with the token, which its server refused before: asking again could get this machine banned; mend the token"
    )]
    NotAskedAgain { url: String },
    /// The server's identity could not be verified.
    #[error(
        "the identity of the server of {url} could not be verified ({reason}): for an internal authority set SSL_CERT_FILE, for ssh add the host to known_hosts"
    )]
    Certificate { url: String, reason: String },
    /// No answer, or the line broke.
    #[error("could not reach {url} ({reason}): check the network and the address, or try again later")]
    Unreachable {
        url: String,
        reason: String,
        /// How long a busy server is to be left alone: what it asks for, or else as long as is usual.
        wait: Option<Wait>,
    },
    /// More bytes than allowed.
    #[error(
        "{url} sent more than the limit of {limit} bytes: raise the limit, or clone it and audit the folder"
    )]
    TooLarge { url: String, limit: u64 },
    /// The repository names its objects with SHA-256.
    #[error(
        "{url} stores its objects under SHA-256 names, which cannot be fetched yet: clone it and audit the folder"
    )]
    Sha256 { url: String },
    /// No such branch, tag or commit.
    #[error("{url} has no revision \"{rev}\": check the branch, tag or full commit name")]
    NoRevision { url: String, rev: String },
    /// Someone asked to stop.
    #[error("fetching {url} was interrupted")]
    Interrupted { url: String },
    /// This machine has no place for the clone.
    #[error("could not store the clone: {source}")]
    Folder { source: std::io::Error },
    /// Anything else.
    #[error("could not fetch {url}: {reason}")]
    Other { url: String, reason: String },
}

impl MirrorError {
    /// Whether it may be this machine's copy that is at fault, rather than the server.
    pub(super) fn is_local(&self) -> bool {
        matches!(self, Self::Other { .. } | Self::Folder { .. })
    }
}

/// What a busy server asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait(pub(super) Option<Duration>);

/// What happened besides git's own error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// No credential is left to try, and none was given.
    NoCredential,
    /// A credential was given and asked for again.
    Refused,
    /// The token must not be sent there.
    Withheld(Withheld),
    /// The limit in bytes was passed.
    TooLarge,
    /// The work was stopped.
    Stopped,
    /// The server has too much to do, and may say how long.
    Busy { status: u16, wait: Option<Duration> },
}

/// What the sentence needs to know of the download.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) shown: String,
    pub(super) limit: u64,
    pub(super) token: Option<HostToken>,
}

impl About {
    /// A text of git or of a server, on one line and without the token.
    pub(super) fn words(&self, text: &str) -> String {
        let text = match &self.token {
            Some(token) => token.remove_from(text),
            None => text.to_owned(),
        };
        printable(text.trim(), WORDS)
    }

    /// The error of a cause that git's own error does not tell.
    pub(super) fn cause(&self, cause: Cause) -> MirrorError {
        let url = self.shown.clone();
        match cause {
            Cause::NoCredential => MirrorError::NeedsToken { url },
            Cause::Refused => MirrorError::Denied {
                url,
                credential: true,
            },
            Cause::Withheld(reason) => MirrorError::TokenWithheld { url, reason },
            Cause::TooLarge => MirrorError::TooLarge {
                url,
                limit: self.limit,
            },
            Cause::Stopped => MirrorError::Interrupted { url },
            Cause::Busy { status, wait } => MirrorError::Unreachable {
                url,
                reason: format!("unexpected http status code: {status}"),
                wait: Some(Wait(wait)),
            },
        }
    }

    /// No answer came, or not all of it.
    pub(super) fn unreachable(&self, reason: String) -> MirrorError {
        MirrorError::Unreachable {
            url: self.shown.clone(),
            reason,
            wait: None,
        }
    }

    /// The error that git gave.
    pub(super) fn git(&self, error: &git2::Error) -> MirrorError {
        let url = self.shown.clone();
        let reason = self.words(error.message());
        let text = error.message().to_lowercase();
        if text.contains("sha256") || text.contains("object format") {
            return MirrorError::Sha256 { url };
        }
        if text.contains("cannot redirect") {
            let reason = format!("{reason}: use the address it leads to");
            return MirrorError::Other { url, reason };
        }
        if error.class() == ErrorClass::Filesystem || is_full(&text) {
            // The path before the system's own words is nobody's business.
            let words = error.message().rsplit(": ").next().unwrap_or_default();
            let source = std::io::Error::other(self.words(words));
            return MirrorError::Folder { source };
        }
        match (error.code(), error.class()) {
            (ErrorCode::Certificate, _) | (_, ErrorClass::Ssl) => MirrorError::Certificate { url, reason },
            (ErrorCode::Auth, _) => MirrorError::Denied {
                url,
                credential: true,
            },
            (_, ErrorClass::Http) => http(url, reason, &text),
            (_, ErrorClass::Ssh) if text.contains("authent") || text.contains("agent") => {
                MirrorError::Denied {
                    url,
                    credential: true,
                }
            }
            // Words of the server itself, such as those of ssh forges.
            (_, ErrorClass::Net) if text.starts_with("remote error") => {
                if text.contains("not found") || text.contains("not exist") {
                    MirrorError::NotFound { url }
                } else {
                    MirrorError::Other { url, reason }
                }
            }
            // Git's own words, at the other end of an SSH connection.
            (_, ErrorClass::Net | ErrorClass::Ssh)
                if text.contains("does not appear to be a git repository") =>
            {
                MirrorError::NotFound { url }
            }
            (_, ErrorClass::Net | ErrorClass::Ssh | ErrorClass::Os) => self.unreachable(reason),
            _ => MirrorError::Other { url, reason },
        }
    }
}

/// Whether a text tells that a disk takes no more.
fn is_full(text: &str) -> bool {
    [
        "no space left",
        "quota exceeded",
        "read-only file system",
        "not enough space",
    ]
    .iter()
    .any(|words| text.contains(words))
}

fn http(url: String, reason: String, text: &str) -> MirrorError {
    match text.rsplit_once("status code: ").map(|(_, code)| code.trim()) {
        Some("404" | "410") => MirrorError::NotFound { url },
        Some(code @ ("401" | "403")) => {
            let credential = code == "401";
            MirrorError::Denied { url, credential }
        }
        Some(code) if code == "408" || code.starts_with('5') => MirrorError::Unreachable {
            url,
            reason,
            wait: None,
        },
        _ => MirrorError::Other { url, reason },
    }
}
