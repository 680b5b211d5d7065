// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The whole way from a GitLab group to a report: listed through the API, cloned over HTTP, audited.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
    pub mod http;
    pub mod server;
}

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::git::{Repo, git};
use common::http::{Reply, Server};
use common::server::GitServer;
use serde_json::Value;

const SECRET: &str = "glpat-0123456789abcdef";

fn bare(root: &Path, name: &str) {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n\nUne carte.\n");
    repo.commit("Premier jet");
    let from = repo.path().display().to_string();
    git(root, &["clone", "--quiet", "--bare", &from, name]);
}

fn everything(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&everything(&path));
        } else {
            all.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    all
}

#[test]
fn a_group_becomes_a_report_without_losing_a_repository_or_a_secret() {
    let root = tempfile::tempdir().unwrap();
    bare(root.path(), "carte.git");
    let clones = GitServer::start(root.path());
    let row = |name: &str, more: &str| {
        format!(
            "{{\"path_with_namespace\":\"eig/{name}\",\"http_url_to_repo\":\"{}/{name}.git\",\
             \"web_url\":\"https://gitlab.example.org/eig/{name}\",\"description\":\"Une carte\"{more}}}",
            clones.url
        )
    };
    let body = format!(
        "[{},{},{}]",
        row("carte", ""),
        row("perdu", ""),
        row("vide", ",\"empty_repo\":true")
    );
    let api = Server::start(move |_, _| Reply::json(body.clone()).header("X-Total", "3"));
    let out = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_GITLAB_TOKEN", SECRET)
        .env_remove("VIGIE_PROFILE")
        .args([
            "cohort",
            "--no-cache",
            "--lang",
            "en",
            "--group",
            "eig",
            "--gitlab",
            &api.url,
            "--out",
        ])
        .arg(out.path())
        .output()
        .unwrap();
    let (told, trouble) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert_eq!(output.status.code(), Some(0), "{trouble}");
    let report: Value = serde_json::from_slice(&fs::read(out.path().join("cohort.json")).unwrap()).unwrap();
    let rows: Vec<_> = report["repositories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["name"].as_str().unwrap(), row["status"].as_str().unwrap()))
        .collect();
    assert_eq!(
        rows,
        [
            ("eig/carte", "audited"),
            ("eig/perdu", "failed"),
            ("eig/vide", "audited")
        ],
        "{report}"
    );
    let commit = report["repositories"][0]["commit"].as_str().unwrap();
    assert_eq!(commit.len(), 40);
    let page: Value =
        serde_json::from_slice(&fs::read(out.path().join("audits/eig-carte.json")).unwrap()).unwrap();
    let description = page["verdicts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|verdict| verdict["rule"] == "forge-description-missing")
        .unwrap();
    assert_eq!(
        description["verdict"], "pass",
        "what the forge says reaches the rules"
    );
    assert!(
        api.requests()
            .iter()
            .all(|request| request.headers["private-token"] == SECRET)
    );
    for text in [&everything(out.path()), told.as_ref(), trouble.as_ref()] {
        assert!(!text.contains(SECRET), "the token leaked");
    }
}
