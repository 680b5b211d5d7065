// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Real repositories, made with the `git` command in a folder that disappears.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test program uses its part of the helpers"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The date of every commit, in seconds since 1970-01-01 UTC.
pub const COMMITTED: i64 = 1_700_000_000;

/// A repository with a working folder.
pub struct Repo {
    folder: TempDir,
}

impl Repo {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// A repository made with more options of `git init`.
    pub fn with(options: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let repo = Self { folder };
        repo.git(&[&["init", "--quiet", "--initial-branch=main"], options].concat());
        repo
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        git(self.path(), arguments)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let place = self.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, content).unwrap();
        place
    }

    /// Adds everything that `.gitignore` allows, and commits.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Fills the repository from a stream of `git fast-import`.
    pub fn import(&self, stream: &[u8]) {
        let mut child = command(self.path(), &["fast-import", "--quiet"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(stream).unwrap();
        assert!(child.wait().unwrap().success());
    }
}

/// Runs git as nobody in particular: no setting of the user or the machine counts.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder, arguments).output().unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(["-c", "core.autocrlf=false", "-c", "protocol.file.allow=always"])
        .args(["-c", "safe.directory=*", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{who}_NAME"), "Vigie")
            .env(format!("GIT_{who}_EMAIL"), "vigie@example.org")
            .env(format!("GIT_{who}_DATE"), format!("{COMMITTED} +0000"));
    }
    command
}
