// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie links` as a person or a script runs it.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod command;
}

use std::path::Path;

use assert_cmd::Command;
use common::command::folder;
use serde_json::{Value, json};
use vigie::report::wire::v1;

const UUID: &str = "8b55024d-6128-4fef-ae03-08692597dd94";

fn vigie(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command
        .env("LC_ALL", "en_US.UTF-8")
        .current_dir(folder)
        .arg("links");
    command
}

fn told(command: &mut Command) -> Value {
    common::command::json(command, &v1::links_schema().to_value())
}

#[test]
fn links_are_told_with_their_places() {
    let folder = folder::<str>(&[
        (
            "README.md",
            &format!(
                "# Carte\n\nVoir [le jeu](https://demo.data.gouv.fr/fr/datasets/eau/#/resources/{UUID}).\n"
            ),
        ),
        (
            "src/a.py",
            "URL = 'https://www.data.gouv.fr/api/1/datasets/{slug}/'\n",
        ),
        (
            "b.csv",
            "https://static.data.gouv.fr/resources/eau/20250407-054928/x.csv,1\n",
        ),
    ]);
    let all = told(&mut vigie(folder.path()));
    assert_eq!(
        all["links"][0],
        json!({
            "kind": "dataset", "id": "eau", "host": "demo.data.gouv.fr", "env": "demo", "resource": UUID,
            "api": "https://demo.data.gouv.fr/api/1/datasets/eau/", "version": null,
            "url": format!("https://demo.data.gouv.fr/fr/datasets/eau/#/resources/{UUID}"),
            "path": "README.md", "line": 3, "column": 15
        })
    );
    let kinds: Vec<_> = all["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| &link["kind"])
        .collect();
    assert_eq!(kinds, ["dataset", "static_file", "template"]);
    assert_eq!(all["links"][2]["api"], Value::Null);
    let named = told(vigie(folder.path()).args(["src/a.py", "README.md"]));
    assert_eq!(named["links"][0]["path"], "src/a.py");
    let one = told(vigie(folder.path()).args(["--jobs", "1"]));
    assert_eq!(one, told(vigie(folder.path()).args(["--jobs", "8"])));
}

#[test]
fn text_is_one_line_a_link() {
    let folder = folder::<str>(&[("a.md", "https://www.data.gouv.fr/datasets/eau\n")]);
    vigie(folder.path())
        .assert()
        .success()
        .stdout("a.md:1:1: dataset eau https://www.data.gouv.fr/datasets/eau\n");
    vigie(folder.path())
        .args(["--lang", "fr"])
        .assert()
        .success()
        .stdout("a.md:1:1: jeu de données eau https://www.data.gouv.fr/datasets/eau\n");
}

#[test]
fn none_is_an_answer_and_a_missing_file_is_trouble() {
    let folder = folder::<str>(&[
        ("a.md", "data.gouv.fr\n"),
        ("b.md", "https://www.data.gouv.fr/datasets/eau\n"),
    ]);
    let none = told(vigie(folder.path()).arg("a.md"));
    assert_eq!(none["links"], json!([]));
    vigie(folder.path()).arg("a.md").assert().success().stdout("");
    let output = vigie(folder.path()).args(["no.md", "b.md"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("b.md:1:1:"));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("there is no file \"no.md\"")
    );
}

#[test]
fn thousands_of_paths_are_taken() {
    let folder = folder::<str>(&[("a.md", "https://www.data.gouv.fr/datasets/eau\n")]);
    let all = told(vigie(folder.path()).args(vec!["a.md"; 5_000]));
    assert_eq!(all["links"].as_array().unwrap().len(), 5_000);
}
