// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A mirror that decays between two runs: what is found out on the way to the verdicts is cloned anew.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
    pub mod server;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::git::{Repo, git};
use common::server::GitServer;

fn served(root: &Path) -> GitServer {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n\nUne carte des écoles.\n");
    repo.write("LICENSE", include_str!("../LICENSE"));
    for index in 0..40 {
        repo.write(
            &format!("src/part{index}.py"),
            format!("print({index})\n").repeat(40),
        );
        repo.commit("more");
    }
    let from = repo.path().display().to_string();
    git(root, &["clone", "--quiet", "--bare", &from, "x.git"]);
    GitServer::start(root)
}

fn run(list: &Path, cache: &Path) -> String {
    let out = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_PORTAL", "none")
        .env_remove("VIGIE_PROFILE")
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .args(["cohort", "--lang", "en", "--full", "--from"])
        .arg(list)
        .arg("--out")
        .arg(out.path())
        .arg("--cache")
        .arg(cache)
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    fs::read_to_string(out.path().join("audits/x.json")).unwrap()
}

/// The one file of this kind in the mirror.
fn of_mirror(cache: &Path, wanted: fn(&Path) -> bool) -> PathBuf {
    let mut next = vec![cache.join("mirrors")];
    while let Some(folder) = next.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                next.push(path);
            } else if wanted(&path) {
                return path;
            }
        }
    }
    panic!("no such file in the mirror");
}

#[test]
fn a_mirror_that_decays_gives_the_same_verdicts() {
    let (root, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = served(root.path());
    let list = root.path().join("list.toml");
    fs::write(&list, format!("[[repository]]\nurl = \"{}/x.git\"\n", server.url)).unwrap();
    let first = run(&list, cache.path());
    assert!(first.contains("\"gaps\": []"), "{first}");
    // The commit and the folders come first in a pack: what decays is files.
    let pack = of_mirror(cache.path(), |path| {
        path.extension().is_some_and(|kind| kind == "pack")
    });
    let mut bytes = fs::read(&pack).unwrap();
    let half = bytes.len() / 2;
    for byte in bytes.iter_mut().skip(half).step_by(7) {
        *byte ^= 0x55;
    }
    fs::remove_file(&pack).unwrap();
    fs::write(&pack, bytes).unwrap();
    assert_eq!(run(&list, cache.path()), first);
    // Without it the single commit here would be taken for the whole history.
    fs::remove_file(of_mirror(cache.path(), |path| path.ends_with("shallow"))).unwrap();
    assert_eq!(run(&list, cache.path()), first);
    assert_eq!(
        server
            .requests()
            .iter()
            .filter(|asked| asked.ends_with("/git-upload-pack"))
            .count(),
        3,
        "each damage is one clone more"
    );
}

#[test]
fn a_sound_mirror_stays_from_run_to_run() {
    let (root, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = served(root.path());
    let list = root.path().join("list.toml");
    fs::write(&list, format!("[[repository]]\nurl = \"{}/x.git\"\n", server.url)).unwrap();
    let first = run(&list, cache.path());
    let head = of_mirror(cache.path(), |path| path.ends_with("HEAD"));
    assert_eq!(run(&list, cache.path()), first);
    assert_eq!(of_mirror(cache.path(), |path| path.ends_with("HEAD")), head);
    assert_eq!(
        server
            .requests()
            .iter()
            .filter(|asked| asked.ends_with("/git-upload-pack"))
            .count(),
        1,
        "nothing changed: the pack is fetched once"
    );
}
