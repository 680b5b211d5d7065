// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie licence` as a person or a script runs it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod command;
    pub mod git;
}

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::command::folder;
use serde_json::Value;
use vigie::report::wire::v1;

fn vigie(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.current_dir(folder).arg("licence");
    command
}

fn spdx(id: &str) -> &'static str {
    let known = spdx::text::LICENSE_TEXTS.iter().find(|(name, _)| *name == id);
    known.unwrap().1
}

fn json(command: &mut Command) -> Value {
    common::command::json(command, &v1::licence_schema().to_value())
}

#[test]
fn of_a_bare_repository_the_files_of_its_head_are_told() {
    let work = common::git::Repo::new();
    work.write("LICENSE", spdx("MIT"));
    work.commit("first");
    let folder = tempfile::tempdir().unwrap();
    let bare = folder.path().join("projet.git");
    work.git(&["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    let told = json(vigie(folder.path()).arg("projet.git"));
    let files: Vec<_> = told["files"].as_array().unwrap().iter().collect();
    assert_eq!(files.len(), 1, "{told}");
    assert_eq!(files[0]["path"], "projet.git/LICENSE");
    assert_eq!(files[0]["expression"], "MIT");
}

#[test]
fn of_several_licences_the_expression_says_whether_one_may_choose() {
    let folder = folder::<str>(&[("a.rs", "// SPDX-License-Identifier: MIT OR Apache-2.0\n")]);
    let output = vigie(folder.path()).arg("a.rs").output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with("a.rs  MIT OR Apache-2.0\n"), "{told}");
}

#[test]
fn named_files_are_told_in_the_order_of_the_arguments() {
    let folder = folder::<[u8]>(&[
        ("b/LICENSE", spdx("MIT").as_bytes()),
        ("a.txt", b"Rien.\n"),
        ("logo.png", &[0x89, b'P', b'N', b'G', 0, 0, 0, 1]),
    ]);
    let told = json(vigie(folder.path()).args(["logo.png", "b/LICENSE", "a.txt"]));
    let files = told["files"].as_array().unwrap();
    let expressions: Vec<_> = files
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["expression"].as_str()))
        .collect();
    assert_eq!(
        expressions,
        [("logo.png", None), ("b/LICENSE", Some("MIT")), ("a.txt", None)]
    );
    assert_eq!(files[0]["unread"], "binary");
    assert_eq!(files[1]["licences"][0]["id"], "MIT");
    assert_eq!(files[1]["licences"][0]["method"], "exact");
    assert_eq!(files[2]["licences"].as_array().unwrap().len(), 0);
}

#[test]
fn a_folder_tells_what_it_holds_and_hides_what_git_ignores() {
    let folder = folder::<[u8]>(&[
        ("LICENSE", spdx("Apache-2.0").as_bytes()),
        ("lib/x/LICENSE", spdx("ISC").as_bytes()),
        ("secret/LICENSE", spdx("MIT").as_bytes()),
        (".gitignore", b"/secret\n"),
        ("src/main.rs", b"fn main() {}\n"),
    ]);
    git2::Repository::init(folder.path()).unwrap();
    let told = json(&mut vigie(folder.path()));
    let paths: Vec<_> = told["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            (
                file["path"].as_str().unwrap(),
                file["expression"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(paths, [("LICENSE", "Apache-2.0"), ("lib/x/LICENSE", "ISC")]);
    assert_eq!(told["folders"][0]["path"], ".");
    assert_eq!(told["folders"][0]["licensed"], 2);
    assert_eq!(told["folders"][0]["looked"], 4);
}

#[test]
fn a_missing_file_is_trouble_after_the_rest_was_told() {
    let folder = folder::<[u8]>(&[("LICENSE", spdx("MIT").as_bytes())]);
    let output = vigie(folder.path())
        .args(["LICENSE", "nothing"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stdout).unwrap().contains("MIT"));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("nothing") && told.lines().count() == 1, "{told}");
}

#[test]
fn nothing_found_is_an_answer() {
    let folder = folder::<[u8]>(&[("notes.txt", b"Rien.\n")]);
    let output = vigie(folder.path()).arg("notes.txt").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "notes.txt  aucune licence\n"
    );
}

#[test]
fn thousands_of_paths_give_the_same_bytes_with_one_thread_as_with_eight() {
    let folder = folder::<[u8]>(&[]);
    let mut names = Vec::new();
    for number in 0..3_000 {
        let name = format!("{number}.txt");
        let text = if number % 3 == 0 { spdx("MIT") } else { "Rien.\n" };
        fs::write(folder.path().join(&name), text).unwrap();
        names.push(name);
    }
    let told = |jobs: &str| {
        let mut command = vigie(folder.path());
        command.args(["--jobs", jobs, "--format", "json"]).args(&names);
        command.output().unwrap().stdout
    };
    let alone = told("1");
    assert_eq!(alone, told("8"));
    let value: Value = serde_json::from_slice(&alone).unwrap();
    assert_eq!(value["files"].as_array().unwrap().len(), 3_000);
}

#[test]
fn hostile_names_cannot_write_on_the_terminal() {
    let folder = folder::<[u8]>(&[("a\u{1b}[2Jb.txt", b"Rien.\n")]);
    let output = vigie(folder.path()).arg("a\u{1b}[2Jb.txt").output().unwrap();
    assert!(!output.stdout.contains(&0x1b));
}
