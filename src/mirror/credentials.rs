// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a server is told of who asks: each credential once, and never a prompt.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use git2::{Cred, CredentialType, Error};

use super::HostToken;
use super::download::Shared;
use super::error::Cause;

/// Answers a server's questions. A server that refuses asks again: no answer is given twice.
#[derive(Debug)]
pub(super) struct Credentials {
    token: Option<HostToken>,
    user: Option<String>,
    over_http: bool,
    shared: Arc<Shared>,
    tried: CredentialType,
    /// SSH keys that were not shown yet.
    keys: VecDeque<Key>,
}

/// Where an SSH key is.
#[derive(Debug)]
enum Key {
    Agent,
    File(PathBuf),
}

/// The files of keys that OpenSSH looks for first, in `~/.ssh`. One that a passphrase closes opens nothing here:
/// the agent is for those.
const KEY_FILES: [&str; 3] = ["id_ed25519", "id_ecdsa", "id_rsa"];

/// The keys of this user: the agent's, then those in files.
fn keys() -> VecDeque<Key> {
    let agent = std::env::var_os("SSH_AUTH_SOCK").is_some_and(|socket| !socket.is_empty()) || cfg!(windows);
    let folder = std::env::home_dir().map(|home| home.join(".ssh"));
    let files = folder
        .iter()
        .flat_map(|folder| KEY_FILES.iter().map(|name| folder.join(name)));
    agent
        .then_some(Key::Agent)
        .into_iter()
        .chain(files.filter(|file| file.is_file()).map(Key::File))
        .collect()
}

impl Credentials {
    pub(super) fn new(
        token: Option<HostToken>,
        user: Option<String>,
        over_http: bool,
        shared: Arc<Shared>,
    ) -> Self {
        Self {
            token,
            user,
            over_http,
            shared,
            tried: CredentialType::empty(),
            keys: keys(),
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
        let left = kinds.difference(self.tried);
        if left.contains(CredentialType::USERNAME) {
            self.tried |= CredentialType::USERNAME;
            return Cred::username(name);
        }
        if left.contains(CredentialType::SSH_KEY)
            && let Some(key) = self.keys.pop_front()
        {
            if self.keys.is_empty() {
                self.tried |= CredentialType::SSH_KEY;
            }
            return match key {
                Key::Agent => Cred::ssh_key_from_agent(name),
                Key::File(file) => Cred::ssh_key(name, None, &file, None),
            };
        }
        if left.contains(CredentialType::USER_PASS_PLAINTEXT)
            && let Some(token) = &self.token
        {
            self.tried |= CredentialType::USER_PASS_PLAINTEXT;
            return match token.fits(url, self.over_http) {
                Ok(()) => Cred::userpass_plaintext(token.user(), token.secret()),
                Err(why) => Err(self.give_up(Cause::Withheld(why))),
            };
        }
        let proofs = CredentialType::SSH_KEY | CredentialType::USER_PASS_PLAINTEXT;
        let tried = self.tried.intersects(proofs);
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
