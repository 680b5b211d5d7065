// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Bare repositories, and runs of `vigie cohort` over them that are compared byte for byte.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test program uses its part of the helpers"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::git::{Repo, git};

/// 2026-09-21 in seconds.
pub const DAY: u64 = 1_790_000_000;

/// Bare repositories of a folder, a cache and a place for reports.
pub struct World {
    pub repositories: TempDir,
    pub cache: TempDir,
    pub out: TempDir,
}

impl World {
    pub fn new(names: &[&str]) -> Self {
        let world = Self {
            repositories: tempfile::tempdir().unwrap(),
            cache: tempfile::tempdir().unwrap(),
            out: tempfile::tempdir().unwrap(),
        };
        for name in names {
            git(
                world.root(),
                &["init", "--quiet", "--bare", "--initial-branch=main", name],
            );
            world.commit(name, &[("README.md", &format!("# {name}\n\nUn outil.\n"))]);
        }
        world
    }

    pub fn root(&self) -> &Path {
        self.repositories.path()
    }

    /// Adds a commit to a repository.
    pub fn commit(&self, name: &str, files: &[(&str, &str)]) {
        let work = Repo::new();
        let bare = self.root().join(name);
        work.git(&["remote", "add", "origin", bare.to_str().unwrap()]);
        if !git(&bare, &["for-each-ref"]).is_empty() {
            work.git(&["pull", "--quiet", "origin", "main"]);
        }
        for (path, text) in files {
            work.write(path, text);
        }
        work.commit("change");
        work.git(&["push", "--quiet", "origin", "HEAD:main"]);
    }

    pub fn command(&self, out: &Path, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.env("VIGIE_PORTAL", "none");
        command
            .env_remove("VIGIE_PROFILE")
            .env("VIGIE_CACHE", self.cache.path())
            .env("SOURCE_DATE_EPOCH", DAY.to_string())
            .args(["cohort", "--lang", "en", "--jobs", "2", "--from"])
            .arg(self.root())
            .arg("--out")
            .arg(out)
            .args(more);
        command
    }

    pub fn run(&self, more: &[&str]) -> String {
        done(&mut self.command(self.out.path(), more))
    }

    pub fn report(&self) -> Value {
        serde_json::from_slice(&fs::read(self.out.path().join("cohort.json")).unwrap()).unwrap()
    }
}

pub fn done(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(0), "{stderr}");
    String::from_utf8(stdout).unwrap()
}

/// Every file below a folder, but those whose name is left out.
pub fn files(folder: &Path, but: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut next = vec![folder.to_owned()];
    while let Some(at) = next.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                next.push(path);
            } else if !but.iter().any(|name| path.ends_with(name)) {
                all.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    all
}

pub fn same(one: &Path, other: &Path, but: &[&str]) {
    let (one, other) = (files(one, but), files(other, but));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert_eq!(
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&other[path]),
            "{}",
            path.display()
        );
    }
}
