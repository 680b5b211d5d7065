// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What kind of token was given, and whether it may do what a cohort needs.
//!
//! Prefixes of tokens and scopes as GitLab documents them (`security/tokens`, `user/profile/personal_access_tokens`).

use gitlab::api::personal_access_tokens::PersonalAccessTokenSelf;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use serde::Deserialize;

use super::GitLab;
use crate::forge::ForgeError;
use crate::model::Token;

/// What a token is, as far as it can be told without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A person's, a project's or a group's access token.
    Access,
    /// The token of a CI job.
    Job,
    /// A token of an application that acts for a person.
    OAuth,
    /// A deploy token: it opens git, never the API.
    Deploy,
    /// Something else that opens neither; in words.
    Useless(&'static str),
}

/// Prefixes of tokens that cannot list projects, and what they are.
const USELESS: [(&str, &str); 11] = [
    ("glrt-", "a runner's token"),
    ("GR1348941", "a runner registration token"),
    ("glptt-", "a pipeline trigger token"),
    ("glft-", "a feed token"),
    ("glimt-", "an incoming mail token"),
    ("glagent-", "a cluster agent's token"),
    ("glffct-", "a feature flags token"),
    ("gloas-", "an application's secret"),
    ("glsoat-", "a SCIM token"),
    ("ghp_", "a token of GitHub"),
    ("github_pat_", "a token of GitHub"),
];

impl TokenKind {
    /// Tells the kind by the prefix. Instances may choose their own prefix: what is not known counts
    /// as an access token. `job` says that the token comes from a CI job's environment.
    #[must_use]
    pub fn of(token: &Token, job: bool) -> Self {
        let text = token.reveal();
        if job || text.starts_with("glcbt-") {
            return Self::Job;
        }
        if text.starts_with("gldt-") {
            return Self::Deploy;
        }
        if let Some((_, what)) = USELESS.iter().find(|(prefix, _)| text.starts_with(prefix)) {
            return Self::Useless(what);
        }
        // GitLab's OAuth tokens are 64 hexadecimal digits.
        if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Self::OAuth;
        }
        Self::Access
    }

    /// The header that carries such a token to the API.
    pub(super) fn header(self, token: &Token) -> Option<(HeaderName, HeaderValue)> {
        let (name, text) = match self {
            Self::Access => (
                HeaderName::from_static("private-token"),
                token.reveal().to_owned(),
            ),
            Self::OAuth => (AUTHORIZATION, format!("Bearer {}", token.reveal())),
            Self::Job | Self::Deploy | Self::Useless(_) => return None,
        };
        let mut value = HeaderValue::from_str(&text).ok()?;
        value.set_sensitive(true);
        Some((name, value))
    }

    /// The user name that goes with it when git asks; `None` when any will do.
    #[must_use]
    pub fn git_user(self) -> Option<&'static str> {
        match self {
            Self::Job => Some("gitlab-ci-token"),
            Self::OAuth | Self::Access | Self::Deploy | Self::Useless(_) => None,
        }
    }
}

/// What a token may do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rights {
    /// Whether it opens private repositories; `None` when that is not known.
    pub(super) clones: Option<bool>,
}

/// What a token says of itself.
#[derive(Debug, Deserialize)]
struct Own {
    active: Option<bool>,
    revoked: Option<bool>,
    expires_at: Option<String>,
    scopes: Option<Vec<String>>,
}

const ADVICE: &str = "make a group or personal access token with the scopes read_api and read_repository, and set VIGIE_GITLAB_TOKEN to it";

impl GitLab {
    /// Asks the token for its scopes, before anything else is asked. Every scope allows that.
    pub(super) fn rights(&self) -> Result<Rights, ForgeError> {
        let sentence = |sentence: String| ForgeError::Token {
            host: self.host.clone(),
            sentence,
        };
        match self.kind {
            // An OAuth token's scopes are told elsewhere than in the API; the listing itself will tell.
            None | Some(TokenKind::Job | TokenKind::OAuth) => return Ok(Rights::default()),
            Some(TokenKind::Deploy) => {
                return Err(sentence(format!(
                    "a deploy token opens git but not the API: {ADVICE}"
                )));
            }
            Some(TokenKind::Useless(what)) => {
                return Err(sentence(format!("{what} opens no list of projects: {ADVICE}")));
            }
            Some(TokenKind::Access) => {}
        }
        let url = self.url_of(
            &PersonalAccessTokenSelf::builder()
                .build()
                .map_err(|error| self.answer("its own token", &error.to_string()))?,
        )?;
        let own = match self.wire.get::<Own>("its own token", &url) {
            Ok(answer) => answer.value,
            Err(ForgeError::Refused { status: 401, .. }) => {
                return Err(sentence(format!(
                    "it does not know the token, or the token has expired or been revoked: {ADVICE}"
                )));
            }
            // Older than 15.5, or a token of another kind under a prefix that is not known.
            Err(
                ForgeError::Refused {
                    status: 400 | 403 | 404 | 405,
                    ..
                }
                | ForgeError::Answer { .. },
            ) => {
                return Ok(Rights::default());
            }
            Err(error) => return Err(error),
        };
        judge(&own).map_err(sentence)
    }
}

fn judge(own: &Own) -> Result<Rights, String> {
    if own.revoked == Some(true) {
        return Err(format!("the token was revoked: {ADVICE}"));
    }
    if own.active == Some(false) {
        let day = own.expires_at.as_deref().unwrap_or("a day that it does not tell");
        return Err(format!(
            "the token expired on {}: {ADVICE}",
            crate::model::printable(day, 40)
        ));
    }
    let Some(scopes) = &own.scopes else {
        return Ok(Rights::default());
    };
    let has = |wanted: &[&str]| scopes.iter().any(|scope| wanted.contains(&scope.as_str()));
    let clones = has(&["api", "read_repository", "write_repository"]);
    if has(&["api", "read_api"]) {
        return Ok(Rights { clones: Some(clones) });
    }
    let missing = if clones {
        "read_api"
    } else {
        "read_api and read_repository"
    };
    Err(format!(
        "the token lacks the scope {missing}: make a new one with the scopes read_api and read_repository (scopes cannot be added later)"
    ))
}

/// The sentence for a token that lists but does not clone.
pub(super) const CANNOT_CLONE: &str = "the token lacks the scope read_repository, which cloning its private and internal projects takes: make a new one with the scopes read_api and read_repository (scopes cannot be added later)";

/// The sentence for a job's token that is asked for more than it may do.
pub(super) const JOB_CANNOT_LIST: &str = "the token of a CI job lists neither groups nor projects: set VIGIE_GITLAB_TOKEN to a group or personal access token with the scopes read_api and read_repository, or name each project with --project";

#[cfg(test)]
mod tests {
    use super::{Own, Rights, TokenKind, judge};
    use crate::model::Token;

    #[test]
    fn kinds_are_told_by_their_prefix() {
        let hex = "0123456789abcdef".repeat(4);
        let cases = [
            ("glpat-x", false, TokenKind::Access),
            ("0123456789abcdef0123", false, TokenKind::Access),
            ("gouv-own-prefix", false, TokenKind::Access),
            ("glcbt-64_x", false, TokenKind::Job),
            ("eyJhbGciOi.x.y", true, TokenKind::Job),
            ("gldt-x", false, TokenKind::Deploy),
            (hex.as_str(), false, TokenKind::OAuth),
            ("glrt-x", false, TokenKind::Useless("a runner's token")),
            ("ghp_x", false, TokenKind::Useless("a token of GitHub")),
        ];
        for (text, job, kind) in cases {
            let token = Token::new(text).unwrap();
            assert_eq!(TokenKind::of(&token, job), kind, "{text}");
            if let Some((_, value)) = kind.header(&token) {
                assert!(value.is_sensitive());
            }
        }
    }

    #[test]
    fn missing_scopes_are_named() {
        let cases = [
            (
                "{\"scopes\":[\"read_api\",\"read_repository\"],\"active\":true}",
                Ok(Some(true)),
            ),
            ("{\"scopes\":[\"api\"]}", Ok(Some(true))),
            ("{\"scopes\":[\"read_api\"]}", Ok(Some(false))),
            ("{}", Ok(None)),
            (
                "{\"scopes\":[\"read_repository\"]}",
                Err("lacks the scope read_api:"),
            ),
            (
                "{\"scopes\":[\"read_user\"]}",
                Err("lacks the scope read_api and read_repository"),
            ),
            ("{\"scopes\":[\"api\"],\"revoked\":true}", Err("revoked")),
            (
                "{\"scopes\":[\"api\"],\"active\":false,\"expires_at\":\"2026-01-01\"}",
                Err("expired on 2026-01-01"),
            ),
        ];
        for (text, expected) in cases {
            let own: Own = serde_json::from_str(text).unwrap();
            match (judge(&own), expected) {
                (Ok(rights), Ok(clones)) => assert_eq!(rights, Rights { clones }, "{text}"),
                (Err(sentence), Err(part)) => assert!(sentence.contains(part), "{text}: {sentence}"),
                (got, _) => panic!("{text}: {got:?}"),
            }
        }
    }
}
