// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A folder of repositories in, one report out: no repository is forgotten and none stops the run.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
}

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::git::{Repo, git};
use serde_json::Value;

fn vigie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("VIGIE_PORTAL", "none");
    command
        .env_remove("VIGIE_PROFILE")
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .env("LANG", "en");
    command
}

/// A working repository, a bare one, an empty one, plain files, a broken one, and one with bad settings.
fn cohort() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    let repo = Repo::new();
    repo.write("README.md", "# Projet\n");
    repo.commit("Premier jet");
    git(
        root.path(),
        &["clone", "--quiet", &repo.path().display().to_string(), "working"],
    );
    git(
        root.path(),
        &[
            "clone",
            "--quiet",
            "--bare",
            &repo.path().display().to_string(),
            "bare.git",
        ],
    );
    git(root.path(), &["init", "--quiet", "--bare", "empty.git"]);
    fs::create_dir(at("plain")).unwrap();
    fs::write(at("plain/README.md"), "# Plain\n").unwrap();
    fs::create_dir(at("settings")).unwrap();
    fs::write(at("settings/.vigie.toml"), "nope = 1\n").unwrap();
    git(
        root.path(),
        &[
            "clone",
            "--quiet",
            "--bare",
            &repo.path().display().to_string(),
            "broken.git",
        ],
    );
    for entry in fs::read_dir(at("broken.git/objects")).unwrap() {
        fs::remove_dir_all(entry.unwrap().path()).unwrap();
    }
    fs::create_dir(at("x & y")).unwrap();
    fs::write(at("x & y/README.md"), "# <script>alert(1)</script>\n").unwrap();
    fs::write(at("not-a-folder.txt"), "").unwrap();
    root
}

fn run(from: &Path, out: &Path, jobs: &str) -> Value {
    vigie()
        .args(["cohort", "--no-cache", "--jobs", jobs, "--from"])
        .arg(from)
        .arg("--out")
        .arg(out)
        .assert()
        .success();
    serde_json::from_slice(&fs::read(out.join("cohort.json")).unwrap()).unwrap()
}

#[cfg(unix)]
#[test]
fn results_never_lie_among_the_repositories_nor_among_links_to_them() {
    let root = cohort();
    let links = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(root.path().join("working"), links.path().join("working")).unwrap();
    for folder in [root.path(), links.path()] {
        let run = vigie()
            .arg("cohort")
            .arg("--no-cache")
            .arg("--from")
            .arg(folder)
            .arg("--out")
            .arg(folder)
            .output();
        let run = run.unwrap();
        assert_eq!(run.status.code(), Some(2));
        let told = String::from_utf8(run.stderr).unwrap();
        assert!(told.contains("give --out a folder of its own"), "{told}");
        assert!(!folder.join("index.html").exists());
    }
}

#[test]
fn every_repository_is_a_row_with_a_verdict_or_a_reason() {
    let (root, out) = (cohort(), tempfile::tempdir().unwrap());
    #[cfg(unix)]
    std::os::unix::fs::symlink("/absent/repository", root.path().join("lost")).unwrap();
    let report = run(root.path(), out.path(), "2");
    let rows = report["repositories"].as_array().unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row["name"].as_str().unwrap(), row["status"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("bare.git", "audited"),
            ("broken.git", "failed"),
            ("empty.git", "audited"),
            ("lost", "failed"),
            ("plain", "audited"),
            ("settings", "failed"),
            ("working", "audited"),
            ("x & y", "audited"),
        ]
    );
    assert_eq!(report["summary"]["repositories"], 8);
    assert_eq!(report["summary"]["failed"], 3);
    for row in rows {
        if row["status"] == "failed" {
            assert!(row["reason"].as_str().unwrap().len() > 10, "{row}");
            assert!(row["page"].is_null());
        } else {
            let page = fs::read_to_string(out.path().join(row["page"].as_str().unwrap())).unwrap();
            assert!(page.contains("</html>"));
        }
    }
    assert!(
        rows[5]["reason"].as_str().unwrap().contains(".vigie.toml:1:1"),
        "{}",
        rows[5]
    );
    assert_eq!(
        rows[2]["percent"],
        Value::Null,
        "an empty repository has no score"
    );
    let index = fs::read_to_string(out.path().join("index.html")).unwrap();
    assert!(index.contains("x &amp; y") && !index.contains("<script>alert"));
}

#[test]
fn one_job_and_eight_write_the_same_files() {
    let root = cohort();
    let (one, eight) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    run(root.path(), one.path(), "1");
    run(root.path(), eight.path(), "8");
    let mut compared = 0;
    for folder in ["", "audits", "repositories", "rules"] {
        for entry in fs::read_dir(one.path().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let other = eight.path().join(folder).join(path.file_name().unwrap());
                assert_eq!(
                    fs::read_to_string(&path).unwrap(),
                    fs::read_to_string(other).unwrap(),
                    "{}",
                    path.display()
                );
                compared += 1;
            }
        }
    }
    let rules = fs::read_dir(one.path().join("rules")).unwrap().count();
    // The report, its history and its tables with their schemas; a page and a document a repository.
    assert_eq!(compared, 9 + 2 * 5 + rules);
    assert!(rules > 50);
}

#[test]
fn a_folder_without_repositories_is_said_so() {
    let (root, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let output = vigie()
        .args(["cohort", "--from"])
        .arg(root.path())
        .arg("--out")
        .arg(out.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("holds no folder")
    );
}
