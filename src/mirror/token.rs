// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A secret that opens repositories of one host, and is never shown.

use std::fmt;

use url::{Host, Url};

/// The user name that goes with a token when none is given. GitLab takes any for its
/// personal, project and group tokens, and wants this one for OAuth.
const USER: &str = "oauth2";

/// A token and the host it belongs to.
#[derive(Clone, PartialEq, Eq)]
pub struct HostToken {
    host: String,
    user: Option<String>,
    secret: String,
}

impl HostToken {
    /// A token for a host, with its port when it is not the usual one (`git.example.org:8443`).
    #[must_use]
    pub fn new(host: &str, secret: String) -> Self {
        Self {
            host: host.to_lowercase(),
            user: None,
            secret,
        }
    }

    /// The user name to send along, such as `gitlab-ci-token` for a job's token.
    #[must_use]
    pub fn with_user(mut self, user: &str) -> Self {
        self.user = Some(user.to_owned());
        self
    }

    pub(super) fn user(&self) -> &str {
        self.user.as_deref().unwrap_or(USER)
    }

    pub(super) fn secret(&self) -> &str {
        &self.secret
    }

    /// User and secret as HTTP sends them (RFC 7617).
    pub(super) fn basic(&self) -> String {
        base64(format!("{}:{}", self.user(), self.secret).as_bytes())
    }

    /// Whether the token may be sent to this address.
    pub(super) fn fits(&self, url: &str, over_http: bool) -> Result<(), Withheld> {
        let asked = Url::parse(url).map_err(|_| Withheld::OtherHost)?;
        // The scheme gives the port when the token names none.
        let own = Url::parse(&format!("{}://{}", asked.scheme(), self.host));
        let own = own.map_err(|_| Withheld::OtherHost)?;
        let same = own.host() == asked.host() && own.port_or_known_default() == asked.port_or_known_default();
        if !same {
            return Err(Withheld::OtherHost);
        }
        if asked.scheme() == "https" || over_http || is_loopback(&asked) {
            Ok(())
        } else {
            Err(Withheld::PlainHttp)
        }
    }

    /// A text of the server without the secret, should it send it back.
    pub(super) fn remove_from(&self, text: &str) -> String {
        if self.secret.is_empty() {
            text.to_owned()
        } else {
            text.replace(&self.secret, "***")
        }
    }
}

impl fmt::Debug for HostToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostToken")
            .field("host", &self.host)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// Why a token was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// It opens another host.
    OtherHost,
    /// It would travel in clear.
    PlainHttp,
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherHost => "it belongs to another host",
            Self::PlainHttp => "http would show it to everyone on the way: use https",
        })
    }
}

/// Whether an address leads to this very machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for sign in 0..4 {
            let index = (bits >> (18 - 6 * sign)) as usize & 63;
            out.push(if sign > three.len() {
                '='
            } else {
                char::from(SIGNS[index])
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{HostToken, Withheld};

    #[test]
    fn a_token_goes_to_its_host_only_and_not_in_the_clear() {
        let cases = [
            ("git.example.org", "https://git.example.org/a.git", false, Ok(())),
            (
                "Git.Example.org",
                "https://oauth2@git.example.org/a",
                false,
                Ok(()),
            ),
            (
                "git.example.org",
                "http://git.example.org/a.git",
                false,
                Err(Withheld::PlainHttp),
            ),
            ("git.example.org", "http://git.example.org/a.git", true, Ok(())),
            (
                "git.example.org",
                "https://git.example.org:8443/a",
                false,
                Err(Withheld::OtherHost),
            ),
            (
                "git.example.org:8443",
                "https://git.example.org:8443/a",
                false,
                Ok(()),
            ),
            (
                "git.example.org",
                "https://git.example.org.evil.org/a",
                false,
                Err(Withheld::OtherHost),
            ),
            (
                "git.example.org",
                "https://evil.org/git.example.org",
                false,
                Err(Withheld::OtherHost),
            ),
            (
                "git.example.org",
                "https://git.example.org@evil.org/",
                false,
                Err(Withheld::OtherHost),
            ),
            ("127.0.0.1:80", "http://127.0.0.1/a", false, Ok(())),
            ("localhost:3000", "http://localhost:3000/a", false, Ok(())),
            ("[::1]:3000", "http://[::1]:3000/a", false, Ok(())),
            (
                "localhost.evil.org",
                "http://localhost.evil.org/a",
                false,
                Err(Withheld::PlainHttp),
            ),
            (
                "",
                "https://git.example.org/a.git",
                false,
                Err(Withheld::OtherHost),
            ),
        ];
        for (host, url, over_http, expected) in cases {
            let token = HostToken::new(host, "s3cret".to_owned());
            assert_eq!(token.fits(url, over_http), expected, "{host} {url}");
        }
    }

    #[test]
    fn credentials_of_http_are_base64() {
        for (text, code) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("Aladdin:open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ] {
            assert_eq!(super::base64(text.as_bytes()), code);
        }
    }

    #[test]
    fn the_secret_is_in_no_text() {
        let token = HostToken::new("git.example.org", "s3cret".to_owned()).with_user("me");
        assert!(!format!("{token:?} {token:#?}").contains("s3cret"));
        assert_eq!(token.remove_from("bad token s3cret!"), "bad token ***!");
    }
}
