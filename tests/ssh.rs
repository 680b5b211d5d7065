// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Cloning over SSH from a real server: OpenSSH's `sshd` on the loopback address, with a host key and a client key
//! of its own. Without `sshd` nothing is tested; `.ci/test` installs it and sets `VIGIE_TESTS_NEED_SSHD`, with which
//! its absence is a failure.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
}

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::git::Repo;
use tempfile::TempDir;

/// How long a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A process that ends with the value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server, its keys, and a home for those who ask it.
struct Server {
    folder: TempDir,
    port: u16,
    _sshd: Running,
}

fn sshd() -> Option<PathBuf> {
    let usual = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/sbin/sshd"];
    let found = usual.iter().map(PathBuf::from).find(|path| path.is_file());
    assert!(
        found.is_some() || std::env::var_os("VIGIE_TESTS_NEED_SSHD").is_none(),
        "sshd is needed: install openssh-server"
    );
    found
}

fn keygen(file: &Path) {
    let done = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "vigie", "-f"])
        .arg(file)
        .status()
        .unwrap();
    assert!(done.success());
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

impl Server {
    /// Starts a server; `None` where there is no `sshd`.
    fn start() -> Option<Self> {
        let program = sshd()?;
        let folder = TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        for key in ["host", "other-host", "client", "stranger"] {
            keygen(&at(key));
        }
        fs::copy(at("client.pub"), at("authorized_keys")).unwrap();
        fs::set_permissions(at("authorized_keys"), fs::Permissions::from_mode(0o600)).unwrap();
        if said(Command::new("id").arg("-u")) == "0" {
            // Where sshd started by root drops its rights.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        // The port is free until the server takes it: nobody else asks for one between.
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        fs::write(
            at("config"),
            format!(
                "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\n\
                 PasswordAuthentication no\nKbdInteractiveAuthentication no\nPidFile none\n",
                at("host").display(),
                at("authorized_keys").display()
            ),
        )
        .unwrap();
        let log = fs::File::create(at("log")).unwrap();
        let child = Command::new(program)
            .args(["-D", "-e", "-f"])
            .arg(at("config"))
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let server = Self {
            _sshd: Running(child),
            port,
            folder,
        };
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begin.elapsed() < PATIENCE, "{}", server.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(server)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.at("log")).unwrap_or_default()
    }

    fn address(&self, repository: &Path) -> String {
        let user = said(Command::new("id").arg("-un"));
        format!("ssh://{user}@127.0.0.1:{}{}", self.port, repository.display())
    }

    /// A home whose `known_hosts` holds a host key of this server's folder, and which holds a client key.
    fn home(&self, host: Option<&str>, client: Option<&str>) -> TempDir {
        let home = TempDir::new().unwrap();
        let folder = home.path().join(".ssh");
        fs::create_dir(&folder).unwrap();
        let known = host.map_or_else(String::new, |key| {
            let public = fs::read_to_string(self.at(&format!("{key}.pub"))).unwrap();
            let mut words = public.split_whitespace();
            let (kind, value) = (words.next().unwrap(), words.next().unwrap());
            format!("[127.0.0.1]:{} {kind} {value}\n", self.port)
        });
        fs::write(folder.join("known_hosts"), known).unwrap();
        if let Some(key) = client {
            fs::copy(self.at(key), folder.join("id_ed25519")).unwrap();
            fs::copy(self.at(&format!("{key}.pub")), folder.join("id_ed25519.pub")).unwrap();
        }
        home
    }
}

/// An agent that holds a key, and its socket.
fn agent(key: &Path, socket: &Path) -> Running {
    let agent = Command::new("ssh-agent")
        .args(["-D", "-a"])
        .arg(socket)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let agent = Running(agent);
    let begin = Instant::now();
    while !socket.exists() {
        assert!(begin.elapsed() < PATIENCE, "no agent");
        std::thread::sleep(Duration::from_millis(20));
    }
    let added = Command::new("ssh-add")
        .arg("-q")
        .arg(key)
        .env("SSH_AUTH_SOCK", socket)
        .status()
        .unwrap();
    assert!(added.success());
    agent
}

fn audit(address: &str, home: &Path, socket: Option<&Path>, lang: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("VIGIE_PORTAL", "none");
    command
        .args([
            "audit",
            address,
            "--format",
            "json",
            "--fail-on",
            "never",
            "--lang",
            lang,
        ])
        .env("HOME", home)
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .env_remove("VIGIE_GITLAB_TOKEN")
        .env_remove("SSH_AUTH_SOCK");
    if let Some(socket) = socket {
        command.env("SSH_AUTH_SOCK", socket);
    }
    command.output().unwrap()
}

fn repository() -> Repo {
    let repo = Repo::new();
    repo.write("README.md", "# Outil de calcul\n\nUn outil.\n");
    repo.commit("Premier jet");
    repo
}

#[test]
fn a_repository_is_cloned_with_a_key_of_the_agent_or_of_a_file() {
    let Some(server) = Server::start() else { return };
    let repo = repository();
    let address = server.address(repo.path());
    let commit = repo.git(&["rev-parse", "HEAD"]);
    let socket = server.at("agent");
    let _agent = agent(&server.at("client"), &socket);
    for (home, socket) in [
        (server.home(Some("host"), None), Some(socket.as_path())),
        (server.home(Some("host"), Some("client")), None),
        // A key that the server does not know is no obstacle to the next one.
        (
            server.home(Some("host"), Some("stranger")),
            Some(socket.as_path()),
        ),
    ] {
        let output = audit(&address, home.path(), socket, "en");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{told}{}", server.log());
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["target"]["commit"], commit.as_str());
        assert_eq!(report["target"]["branch"], "main");
    }
}

#[test]
fn a_host_that_is_unknown_or_has_changed_is_refused() {
    let Some(server) = Server::start() else { return };
    let repo = repository();
    let address = server.address(repo.path());
    for host in [None, Some("other-host")] {
        let home = server.home(host, Some("client"));
        for (lang, parts) in [
            (
                "en",
                ["could not be verified", "for ssh add the host to known_hosts"],
            ),
            (
                "fr",
                [
                    "n'a pas pu être vérifiée",
                    "pour ssh, ajoutez l'hôte à known_hosts",
                ],
            ),
        ] {
            let output = audit(&address, home.path(), None, lang);
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{told}");
            assert_eq!(told.lines().count(), 1, "{told}");
            for part in parts {
                assert!(told.contains(part), "{told}");
            }
            assert!(output.stdout.is_empty());
        }
        // Asking never writes: a host becomes known by a decision of its own.
        let known = fs::read_to_string(home.path().join(".ssh/known_hosts")).unwrap();
        assert_eq!(known.is_empty(), host.is_none());
    }
}

#[test]
fn refusals_and_absences_are_told_apart() {
    let Some(server) = Server::start() else { return };
    let repo = repository();
    let address = server.address(repo.path());
    let nowhere = server.address(Path::new("/nowhere/a.git"));
    for (address, key, sentence) in [
        (&address, Some("stranger"), "refused access"),
        (&address, None, "give a token or a key that may read it"),
        (&nowhere, Some("client"), "there is no repository at"),
    ] {
        let home = server.home(Some("host"), key);
        let output = audit(address, home.path(), None, "en");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(sentence), "{key:?}: {told}{}", server.log());
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}
