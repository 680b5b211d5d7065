// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a server is told of who asks: each credential once, and never a prompt.

use std::sync::Arc;

use git2::{Cred, CredentialType, Error};

use super::Token;
use super::download::Shared;
use super::error::Cause;

/// Answers a server's questions. A server that refuses asks again: no answer is given twice.
#[derive(Debug)]
pub(super) struct Credentials {
    token: Option<Token>,
    user: Option<String>,
    over_http: bool,
    shared: Arc<Shared>,
    name_given: bool,
    agent_tried: bool,
    token_tried: bool,
}

impl Credentials {
    pub(super) fn new(
        token: Option<Token>,
        user: Option<String>,
        over_http: bool,
        shared: Arc<Shared>,
    ) -> Self {
        Self {
            token,
            user,
            over_http,
            shared,
            name_given: false,
            agent_tried: false,
            token_tried: false,
        }
    }

    pub(super) fn answer(
        &mut self,
        url: &str,
        user: Option<&str>,
        kinds: CredentialType,
    ) -> Result<Cred, Error> {
        self.shared.pulse();
        let name = user.or(self.user.as_deref()).unwrap_or("git");
        if kinds.contains(CredentialType::USERNAME) && !self.name_given {
            self.name_given = true;
            return Cred::username(name);
        }
        if kinds.contains(CredentialType::SSH_KEY) && !self.agent_tried {
            self.agent_tried = true;
            return Cred::ssh_key_from_agent(name);
        }
        if kinds.contains(CredentialType::USER_PASS_PLAINTEXT)
            && !self.token_tried
            && let Some(token) = &self.token
        {
            self.token_tried = true;
            return match token.fits(url, self.over_http) {
                Ok(()) => Cred::userpass_plaintext(token.user(), token.secret()),
                Err(why) => Err(self.give_up(Cause::Withheld(why))),
            };
        }
        let tried = self.agent_tried || self.token_tried;
        Err(self.give_up(if tried {
            Cause::Refused
        } else {
            Cause::NoCredential
        }))
    }

    fn give_up(&self, cause: Cause) -> Error {
        self.shared.tell(cause);
        Error::from_str("no credential is left to try")
    }
}
