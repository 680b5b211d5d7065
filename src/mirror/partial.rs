// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A clone that leaves large files on the server. libgit2 knows no filter, so the `git` command does it.
//!
//! The command sees neither the settings of the machine and the user nor their secrets, asks nobody anything, and
//! gets the token through its environment, for one host alone.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use git2::{Error, ErrorClass, ErrorCode, Repository};
use url::Url;

use super::HostToken;
use super::address::Remote;
use super::cache::bytes_below;
use super::download::{LOOK, Shared, TAGS};
use super::error::Cause;
use super::token::is_loopback;

/// The first version whose settings can come from the environment alone (`GIT_CONFIG_COUNT`).
const LEAST_VERSION: (u32, u32) = (2, 31);
/// Most of the command's words that are kept, in bytes.
const WORDS: usize = 16 << 10;

/// Whether there is a `git` command that can leave files on the server.
#[must_use]
pub fn can_filter() -> bool {
    static KNOWN: OnceLock<bool> = OnceLock::new();
    *KNOWN.get_or_init(|| {
        let told = Command::new("git").arg("version").stdin(Stdio::null()).output();
        let told = told.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        told.is_ok_and(|told| version(&told).is_some_and(|version| version >= LEAST_VERSION))
    })
}

/// The number in `git version 2.47.3`.
fn version(told: &str) -> Option<(u32, u32)> {
    let mut parts = told.trim().strip_prefix("git version ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// One fetch by the command.
pub(super) struct Partial<'a> {
    pub(super) remote: &'a Remote,
    pub(super) folder: &'a Path,
    /// How many commits deep; 0 for all.
    pub(super) depth: i32,
    /// Files of so many bytes and more stay on the server.
    pub(super) filter: u64,
    /// The token that may be sent to this address.
    pub(super) token: Option<&'a HostToken>,
    pub(super) most_bytes: u64,
    /// How long the server may be silent.
    pub(super) silence: Duration,
}

impl Partial<'_> {
    /// Fetches a commit, by its name, into a reference of a bare repository.
    ///
    /// # Errors
    /// In the words of the command, as libgit2 would class them.
    pub(super) fn fetch(
        &self,
        repo: &Repository,
        commit: &str,
        into: &str,
        shared: &Shared,
    ) -> Result<(), Error> {
        repo.config()?.set_str("remote.origin.url", &self.remote.url)?;
        // Says to readers of the history whether no tag here means none on the server.
        let tags = if self.depth == 0 { "--tags" } else { "--no-tags" };
        repo.config()?.set_str("remote.origin.tagOpt", tags)?;
        let mut command = self.command();
        command.args(["fetch", "--progress", "--no-tags", "--no-write-fetch-head"]);
        command.arg(format!("--filter=blob:limit={}", self.filter));
        if self.depth > 0 {
            command.arg(format!("--depth={}", self.depth));
        }
        command.args(["origin", &format!("+{commit}:{into}")]);
        if self.depth == 0 {
            command.args(["--prune", TAGS]);
        }
        self.watch(command, shared)
    }

    /// The command, cut off from everything that is not said here.
    fn command(&self) -> Command {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if ["GIT_", "VIGIE_", "CI_"]
                .iter()
                .any(|prefix| name.starts_with(prefix))
            {
                command.env_remove(name.as_ref());
            }
        }
        for (own, theirs) in [
            ("SSL_CERT_FILE", "GIT_SSL_CAINFO"),
            ("SSL_CERT_DIR", "GIT_SSL_CAPATH"),
        ] {
            if let Some(value) = std::env::var_os(own) {
                command.env(theirs, value);
            }
        }
        let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
        command
            .env("GIT_CONFIG_GLOBAL", nowhere)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("LC_ALL", "C")
            .arg("--git-dir")
            .arg(self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let settings = self.settings();
        command.env("GIT_CONFIG_COUNT", settings.len().to_string());
        for (index, (key, value)) in settings.into_iter().enumerate() {
            command.env(format!("GIT_CONFIG_KEY_{index}"), key);
            command.env(format!("GIT_CONFIG_VALUE_{index}"), value);
        }
        command
    }

    fn settings(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = [
            ("protocol.allow", "never"),
            ("protocol.http.allow", "always"),
            ("protocol.https.allow", "always"),
            ("http.followRedirects", "false"),
            // A helper or a program would ask somebody.
            ("credential.helper", ""),
            ("core.askPass", ""),
            ("maintenance.auto", "false"),
            ("gc.auto", "0"),
            // Objects stay in their pack, and memory is that of one thread.
            ("fetch.unpackLimit", "1"),
            ("pack.threads", "1"),
            // What a crash breaks is cloned anew.
            ("core.fsync", "none"),
            ("http.lowSpeedLimit", "1"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
        all.push((
            "http.lowSpeedTime".to_owned(),
            self.silence.as_secs().max(1).to_string(),
        ));
        if Url::parse(&self.remote.url).is_ok_and(|url| is_loopback(&url)) {
            // A proxy cannot reach this very machine.
            all.push(("http.proxy".to_owned(), String::new()));
        }
        if let Some(token) = self.token {
            let key = format!("http.{}.extraHeader", self.remote.url);
            all.push((key, format!("Authorization: Basic {}", token.basic())));
        }
        all
    }

    /// Runs the command to its end, unless it is to stop or brings too much.
    fn watch(&self, mut command: Command, shared: &Shared) -> Result<(), Error> {
        let spawned = command.spawn();
        let mut child = spawned.map_err(|error| failure(ErrorClass::Os, &error.to_string()))?;
        let (sender, receiver) = mpsc::channel();
        if let Some(mut words) = child.stderr.take() {
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(count @ 1..) = words.read(&mut bytes) {
                    let Some(read) = bytes.get(..count) else { return };
                    if sender.send(read.to_vec()).is_err() {
                        return;
                    }
                }
            });
        }
        let mut told = Vec::new();
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(words) => {
                    shared.pulse();
                    told.extend(words);
                    let over = told.len().saturating_sub(WORDS);
                    told.drain(..over);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let too_large = bytes_below(&self.folder.join("objects/pack")) > self.most_bytes;
            if too_large {
                shared.tell(Cause::TooLarge);
            }
            if too_large || shared.is_to_stop() {
                // It may have ended by itself in between.
                let _ = child.kill();
                let _ = child.wait();
                return Err(failure(ErrorClass::Callback, "the download was stopped"));
            }
        }
        let status = child
            .wait()
            .map_err(|error| failure(ErrorClass::Os, &error.to_string()))?;
        if status.success() {
            Ok(())
        } else {
            Err(class(&String::from_utf8_lossy(&told)))
        }
    }
}

fn failure(class: ErrorClass, words: &str) -> Error {
    Error::new(ErrorCode::GenericError, class, words)
}

/// What the command says, classed as libgit2 would have.
fn class(told: &str) -> Error {
    // Progress ends with carriage returns; what went wrong stands last.
    let lines = told.split(['\n', '\r']).map(str::trim);
    let faults: Vec<_> = lines
        .filter(|line| {
            ["fatal:", "error:", "remote: "]
                .iter()
                .any(|start| line.starts_with(start))
        })
        .collect();
    let words = faults.join(" ");
    let has = |part: &str| words.contains(part);
    if let Some((_, rest)) = words.split_once("returned error: ") {
        let code: String = rest.chars().take_while(char::is_ascii_digit).collect();
        return failure(ErrorClass::Http, &format!("unexpected http status code: {code}"));
    }
    if has("Authentication failed") || has("could not read Username") || has("could not read Password") {
        return Error::new(ErrorCode::Auth, ErrorClass::Http, &words);
    }
    if has("SSL certificate") || has("certificate verif") {
        return Error::new(ErrorCode::Certificate, ErrorClass::Ssl, &words);
    }
    if let Some(at) = words.find("remote error") {
        return failure(ErrorClass::Net, words.get(at..).unwrap_or_default());
    }
    let broken = [
        "Could not resolve",
        "Failed to connect",
        "Couldn't connect",
        "Connection",
        "early EOF",
        "RPC failed",
        "unexpected disconnect",
        "timed out",
        "hung up",
        "Operation too slow",
        "bytes of body",
    ];
    if broken.iter().any(|part| has(part)) {
        return failure(ErrorClass::Net, &words);
    }
    failure(
        ErrorClass::None,
        if words.is_empty() {
            "git ended without a word"
        } else {
            &words
        },
    )
}

#[cfg(test)]
mod tests {
    use git2::{ErrorClass, ErrorCode};

    use super::{class, version};

    #[test]
    fn versions_are_read() {
        assert_eq!(version("git version 2.47.3\n"), Some((2, 47)));
        assert_eq!(version("git version 2.39.5 (Apple Git-154)\n"), Some((2, 39)));
        assert_eq!(version("git version 2.31.windows.1"), Some((2, 31)));
        for bad in ["", "git version", "git version x.y", "hub version 2.0"] {
            assert_eq!(version(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_words_of_git_are_classed() {
        let cases = [
            (
                "fatal: unable to access 'http://a/': The requested URL returned error: 404",
                ErrorClass::Http,
            ),
            (
                "Receiving objects: 3%\rfatal: Authentication failed for 'https://a/'",
                ErrorClass::Http,
            ),
            (
                "fatal: unable to access 'https://a/': SSL certificate problem: self-signed",
                ErrorClass::Ssl,
            ),
            (
                "error: RPC failed; curl 18 transfer closed\nfatal: early EOF",
                ErrorClass::Net,
            ),
            ("fatal: remote error: upload-pack: not our ref 0", ErrorClass::Net),
            ("fatal: bad object", ErrorClass::None),
            ("", ErrorClass::None),
        ];
        for (words, expected) in cases {
            let error = class(words);
            assert_eq!(error.class(), expected, "{words}");
            assert!(!error.message().is_empty() && !error.message().contains('\r'));
        }
        assert_eq!(class(cases[1].0).code(), ErrorCode::Auth);
    }
}
