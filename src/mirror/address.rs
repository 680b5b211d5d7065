// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Addresses of repositories: what can be fetched, and what may be shown of it.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use url::Url;

use super::{HostToken, MirrorError};
use crate::model::printable;

/// Longest address that is shown, in characters.
const SHOWN: usize = 300;

/// Where a repository is.
#[derive(Debug)]
pub(super) enum Address {
    /// On this machine.
    Local(PathBuf),
    /// Elsewhere.
    Remote(Remote),
}

/// A repository of a server.
#[derive(Debug, Clone)]
pub(super) struct Remote {
    /// What git is given: without a password.
    pub(super) url: String,
    /// What people are shown: without any user.
    pub(super) shown: String,
    /// The user name of the address.
    pub(super) user: Option<String>,
    /// The password of the address.
    pub(super) token: Option<HostToken>,
}

impl Remote {
    /// Whether it is asked over HTTP.
    pub(super) fn is_web(&self) -> bool {
        self.url.starts_with("http://") || self.url.starts_with("https://")
    }

    /// The server, with its port when it is not the usual one.
    pub(super) fn host(&self) -> String {
        match Url::parse(&self.url) {
            Ok(url) if url.has_host() => match url.port() {
                Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
                None => url.host_str().unwrap_or_default().to_owned(),
            },
            // `user@host:path`
            _ => {
                let host = self.url.split(':').next().unwrap_or_default();
                host.rsplit('@').next().unwrap_or_default().to_owned()
            }
        }
    }
}

impl Address {
    pub(super) fn read(text: &str) -> Result<Self, MirrorError> {
        let text = text.trim();
        if !text.contains("://") {
            return Self::read_short(text);
        }
        let shown = shown_url(text);
        let bad = |reason: &str| MirrorError::BadAddress {
            url: shown.clone(),
            reason: reason.to_owned(),
        };
        let url = Url::parse(text).map_err(|error| bad(&error.to_string()))?;
        match url.scheme() {
            "file" => {
                let path = url.to_file_path().map_err(|()| bad("it names no local path"))?;
                local(&path, &shown)
            }
            "http" | "https" | "ssh" | "git+ssh" | "ssh+git" if url.host_str().is_none_or(str::is_empty) => {
                Err(bad("it has no host"))
            }
            "http" | "https" => Ok(Self::Remote(web(url, shown))),
            "ssh" | "git+ssh" | "ssh+git" => {
                let mut url = url;
                // A password would end in git's error texts; keys come from the agent.
                url.set_password(None).map_err(|()| bad("it has no host"))?;
                Ok(Self::Remote(Remote {
                    user: user_of(&url),
                    url: url.into(),
                    shown,
                    token: None,
                }))
            }
            _ => Err(bad("only http, https, ssh and file addresses can be fetched")),
        }
    }

    /// A local path, or `user@host:path`.
    fn read_short(text: &str) -> Result<Self, MirrorError> {
        let shown = shown_url(text);
        let path = Path::new(text);
        if path.exists() {
            return local(path, &shown);
        }
        let Some((host, rest)) = text.split_once(':').filter(|(host, _)| !host.contains('/')) else {
            return Err(MirrorError::NotFound { url: shown });
        };
        let (user, host) = match host.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, host),
        };
        // A leading hyphen would be an option to a program behind the transport.
        let sound =
            |text: &str| !text.is_empty() && !text.starts_with('-') && !text.contains(char::is_control);
        if !sound(host) || !sound(rest) || user.is_some_and(|user| !sound(user) || user.contains(':')) {
            return Err(MirrorError::BadAddress {
                url: shown,
                reason: "it is neither a path nor an address".to_owned(),
            });
        }
        Ok(Self::Remote(Remote {
            url: text.to_owned(),
            shown,
            user: user.map(str::to_owned),
            token: None,
        }))
    }
}

fn local(path: &Path, shown: &str) -> Result<Address, MirrorError> {
    if path.join(".git").exists() || path.join("HEAD").is_file() {
        Ok(Address::Local(path.to_owned()))
    } else {
        Err(MirrorError::NotFound {
            url: shown.to_owned(),
        })
    }
}

fn web(mut url: Url, shown: String) -> Remote {
    let user = user_of(&url);
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
        None => url.host_str().unwrap_or_default().to_owned(),
    };
    let token = url.password().map(|secret| {
        let secret = percent_decode_str(secret).decode_utf8_lossy().into_owned();
        let token = HostToken::new(&host, secret);
        match &user {
            Some(user) => token.with_user(user),
            None => token,
        }
    });
    // Both succeed: an address of the web has a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Remote {
        url: url.into(),
        shown,
        user,
        token,
    }
}

fn user_of(url: &Url) -> Option<String> {
    let name = percent_decode_str(url.username())
        .decode_utf8_lossy()
        .into_owned();
    (!name.is_empty()).then_some(name)
}

/// An address as it may be shown and kept: without user, password, query and fragment,
/// which may all hold secrets, and on one line. Works on malformed addresses too.
#[must_use]
pub fn shown_url(url: &str) -> String {
    let url = url.trim();
    let Some((scheme, rest)) = url.split_once("://") else {
        return printable(&short_without_user(url), SHOWN);
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = rest.split_at(rest.find(['/', '\\']).unwrap_or(rest.len()));
    let kept = if let Some((_, host)) = authority.rsplit_once('@') {
        format!("{host}{path}")
    } else if is_authority(authority) {
        rest.to_owned()
    } else {
        // A password with a slash in it: all that is before the last sign may be secret.
        rest.rsplit_once('@').map_or(rest, |(_, end)| end).to_owned()
    };
    printable(&format!("{scheme}://{kept}"), SHOWN)
}

/// `git@host:path` says nothing secret; another user might.
fn short_without_user(text: &str) -> String {
    let host_end = text.find(['/', '\\']).unwrap_or(text.len());
    match text.split_at(host_end).0.rsplit_once('@') {
        Some((user, _)) if user != "git" && text.contains(':') => {
            text.get(user.len() + 1..).unwrap_or_default().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Whether a text is a host with at most a port.
fn is_authority(text: &str) -> bool {
    if text.starts_with('[') {
        return true;
    }
    match text.split_once(':') {
        None => true,
        Some((_, port)) => port.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Address, shown_url};

    #[test]
    fn nothing_secret_is_shown() {
        let cases = [
            (
                "https://git.example.org/a/b.git",
                "https://git.example.org/a/b.git",
            ),
            ("https://me:s3cret@git.example.org/a", "https://git.example.org/a"),
            (
                "https://s3cret@git.example.org:8443/a",
                "https://git.example.org:8443/a",
            ),
            (
                "https://me:s3/cret@git.example.org/a",
                "https://git.example.org/a",
            ),
            (
                "https://me:p@s3cret@git.example.org/a",
                "https://git.example.org/a",
            ),
            (
                "https://git.example.org/@scope/a",
                "https://git.example.org/@scope/a",
            ),
            (
                "https://git.example.org:80/@scope/a",
                "https://git.example.org:80/@scope/a",
            ),
            (
                "https://git.example.org/a?private_token=s3cret",
                "https://git.example.org/a",
            ),
            ("https://git.example.org/a#s3cret", "https://git.example.org/a"),
            ("ssh://git:s3cret@git.example.org/a", "ssh://git.example.org/a"),
            ("git@git.example.org:a/b.git", "git@git.example.org:a/b.git"),
            ("s3cret@git.example.org:a/b.git", "git.example.org:a/b.git"),
            ("me:s3cret@git.example.org:a/b.git", "git.example.org:a/b.git"),
            ("./folder@x/y", "./folder@x/y"),
            ("https://a/\u{1b}[31m\nb", "https://a/\\u{1b}[31m\\nb"),
        ];
        for (url, expected) in cases {
            assert_eq!(shown_url(url), expected);
        }
    }

    #[test]
    fn passwords_leave_the_address_that_git_is_given() {
        for url in [
            "https://me:s3cret@git.example.org/a",
            "ssh://git:s3cret@git.example.org/a",
        ] {
            let Ok(Address::Remote(remote)) = Address::read(url) else {
                panic!("{url}")
            };
            assert!(!remote.url.contains("s3cret"));
            assert!(!format!("{remote:?}").contains("s3cret"));
        }
    }

    #[test]
    fn other_addresses_are_refused_in_words() {
        let bad = [
            "git://git.example.org/a",
            "https://",
            "ext::sh -c x",
            "-oProxyCommand=x:y",
            "ftp://a/b",
            "https://[::1/a",
            "nowhere",
            "./nowhere",
            "",
            ":",
            "file:///nowhere/at/all",
            "javascript:x",
        ];
        for url in bad {
            // "javascript:x" and the like are hosts to ssh: harmless.
            match Address::read(url) {
                Err(error) => assert!(!error.to_string().contains('\n')),
                Ok(Address::Remote(remote)) => assert_eq!(remote.url, url),
                Ok(Address::Local(path)) => panic!("{}", path.display()),
            }
        }
        assert!(Address::read("-oProxyCommand=x:y").is_err());
    }

    proptest! {
        #[test]
        fn no_password_is_ever_shown(
            user in "[a-z]{0,5}", secret in "Q[A-Z0-9/:%!]{3,12}Q", host in "[a-z]{1,8}(:[0-9]{2})?", path in "(/[a-z]{0,5}){0,3}",
        ) {
            let url = format!("https://{user}:{secret}@{host}{path}");
            let shown = shown_url(&url);
            prop_assert!(!shown.contains(&secret), "{}", shown);
            prop_assert_eq!(shown, format!("https://{host}{path}"));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            let _ = Address::read(&text);
            prop_assert!(!shown_url(&text).contains(char::is_control));
        }
    }
}
