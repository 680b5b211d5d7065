// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The cohort file: its JSON Schema is committed, current, and of the same mind as the reader; what it says
//! reaches the audits and the reports.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
    pub mod server;
}

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use common::git::{Repo, git};
use common::server::GitServer;
use serde_json::Value;
use vigie::config::{CohortFile, cohort_schema};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    serde_json::to_value(cohort_schema()).expect("a schema is JSON")
}

#[test]
fn the_committed_schema_is_current() {
    let path = root().join("docs/schema/vigie.cohort-file.v1.json");
    let current = format!(
        "{}\n",
        serde_json::to_string_pretty(&schema()).expect("a schema is JSON")
    );
    if std::env::var_os("VIGIE_BLESS").is_some() {
        fs::write(&path, &current).expect("the schema can be written");
    }
    let committed = fs::read_to_string(&path).expect("the schema is committed");
    assert!(
        committed == current,
        "docs/schema/vigie.cohort-file.v1.json is stale: run the tests with VIGIE_BLESS=1"
    );
}

#[test]
fn schema_and_reader_agree() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is valid");
    let example =
        fs::read_to_string(root().join("fixtures/cohorte-exemple.toml")).expect("the example is committed");
    let cases = [
        ("", true),
        (example.as_str(), true),
        ("[[repository]]\nurl = \"https://example.org/a.git\"", true),
        ("[[repository]]\nurls = \"https://example.org/a.git\"", false),
        ("[gitlab]\ngroups = [\"a\"]", false),
        ("[gitlab]\nurl = \"https://example.org\"\ngroups = \"a\"", false),
        ("[[promotion]]\nname = \"a\"", false),
        (
            "[[promotion]]\nid = \"a\"\n[[promotion.challenge]]\nname = \"b\"\nstart = 2026-01-01",
            true,
        ),
        ("[thresholds]\nleast-score = 101", false),
        (
            "[[repository]]\nproject = \"a/b\"\n[[repository.waiver]]\nrule = \"a\"",
            false,
        ),
    ];
    for (text, valid) in cases {
        let document: toml::Value = toml::from_str(text).expect("TOML");
        let document = serde_json::to_value(dates_as_texts(document)).expect("JSON");
        assert_eq!(validator.is_valid(&document), valid, "schema: {text}");
        assert_eq!(
            CohortFile::parse("cohort.toml", text).is_ok(),
            valid,
            "reader: {text}"
        );
    }
}

/// Editors see a TOML date as the text that it is written as.
fn dates_as_texts(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(dates_as_texts).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => toml::Value::Table(
            table
                .into_iter()
                .map(|(key, value)| (key, dates_as_texts(value)))
                .collect(),
        ),
        other => other,
    }
}

/// A folder with two bare repositories and a working one.
fn repositories() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (name, more) in [
        ("carte.git", ""),
        ("simulateur.git", "[declare]\nindividual-decisions = false\n"),
    ] {
        let repo = Repo::new();
        repo.write("README.md", "# Carte\n\nUne carte.\n");
        if !more.is_empty() {
            repo.write(".vigie.toml", more);
        }
        repo.commit("Premier jet");
        let from = repo.path().display().to_string();
        git(root.path(), &["clone", "--quiet", "--bare", &from, name]);
    }
    root
}

/// Runs `vigie cohort` and gives its exit code, what it told on stderr, and its report.
fn cohort(arguments: &[&str]) -> (Option<i32>, String, Value, tempfile::TempDir) {
    let out = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_PORTAL", "none")
        .env_remove("VIGIE_PROFILE")
        .env_remove("VIGIE_GITLAB_TOKEN")
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .args(["cohort", "--no-cache", "--lang", "en", "--out"])
        .arg(out.path())
        .args(arguments)
        .output()
        .expect("vigie runs");
    let told = [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream).into_owned());
    let told = told.concat();
    let report = fs::read(out.path().join("cohort.json"))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    (output.status.code(), told, report, out)
}

fn rows(report: &Value) -> Vec<(&str, &str)> {
    report["repositories"]
        .as_array()
        .map(|rows| {
            rows.iter()
                .map(|row| {
                    (
                        row["name"].as_str().unwrap_or(""),
                        row["status"].as_str().unwrap_or(""),
                    )
                })
                .collect()
        })
        .unwrap_or_default()
}

fn page(out: &Path, id: &str) -> Value {
    for folder in ["repositories", "audits"] {
        if let Ok(bytes) = fs::read(out.join(format!("{folder}/{id}.json"))) {
            return serde_json::from_slice(&bytes).expect("JSON");
        }
    }
    panic!("there is no report of {id}")
}

fn verdict<'a>(page: &'a Value, rule: &str) -> &'a Value {
    let verdicts = page["verdicts"].as_array().expect("verdicts");
    verdicts
        .iter()
        .find(|one| one["rule"] == rule)
        .expect("the rule was judged")
}

#[test]
fn a_list_names_repositories_on_any_host_and_on_the_disk() {
    let root = repositories();
    let server = GitServer::start(root.path());
    let list = root.path().join("liste.toml");
    let text = format!(
        "name = \"Ma cohorte <1>\"\nprofile = \"minimal\"\nexclude = [\"perdu\", \"rien-*\"]\n\
         [[repository]]\nurl = \"{url}/carte.git\"\nforge = {{ description = \"Une carte\" }}\nprofile = \"eig\"\n\
         [[repository.waiver]]\nrule = \"licence-missing\"\nreason = \"Le service juridique relit\"\nuntil = 2027-06-30\nowner = \"Etalab\"\n\
         [[repository.waiver]]\nrule = \"licence-mising\"\nreason = \"Le service juridique relit\"\nuntil = 2027-06-30\nowner = \"Etalab\"\n\
         [[repository]]\nurl = \"{url}/perdu.git\"\n\
         [[repository]]\nurl = \"{url}/absent.git\"\nname = \"absent d'ici\"\n\
         [[repository]]\npath = \"simulateur.git\"\n\
         [repository.declare]\nindividual-decisions = true\nweb-interface = {{ present = true }}\n\
         [[repository]]\nproject = \"un/inconnu\"\n\
         [[promotion]]\nid = \"a\"\n[[promotion.challenge]]\nname = \"Carte\"\nrepositories = [\"{url}/carte\", \"un/autre\"]\n\
         [thresholds]\nleast-score = 100\nleast-publishable = 100\n",
        url = server.url
    );
    fs::write(&list, text).expect("a file");
    let (code, told, report, out) = cohort(&["--from", &list.display().to_string()]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(
        rows(&report),
        [
            ("absent d'ici", "failed"),
            ("carte", "audited"),
            ("simulateur.git", "audited")
        ]
    );
    for part in [
        "liste.toml:28: no repository of the cohort is called \"un/inconnu\"",
        "\"un/autre\" of the challenge \"Carte\" is in none of the sources",
        "the waiver of \"carte\" names the rule \"licence-mising\", which does not exist",
        "--exclude \"rien-*\" leaves nothing out",
        "Each repository: at least 100%: 2 below, out of 2 scored",
        "Publishable repositories: at least 100%: not reached",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let held = &report["thresholds"];
    assert_eq!(
        held["least_score"]["below"],
        serde_json::json!(["carte", "simulateur-git"])
    );
    assert_eq!(held["least_publishable"]["reached"], false);
    let index = fs::read_to_string(out.path().join("index.html")).expect("a page");
    assert!(index.contains("id=\"thresholds\""), "the report shows them");
    assert!(index.contains("<h1>Ma cohorte &lt;1&gt;</h1>"), "{report}");
    assert_eq!(report["name"], "Ma cohorte <1>");
    // A central waiver covers the fault, and says where it comes from.
    let carte = page(out.path(), "carte");
    assert_eq!(carte["waivers"][0]["central"], true, "{}", carte["waivers"]);
    let waived = verdict(&carte, "licence-missing");
    assert_eq!(waived["waived"][0]["central"], true, "{waived}");
    assert_eq!(verdict(&carte, "forge-description-missing")["verdict"], "pass");
    assert_eq!(carte["tool"]["profile"], "eig", "the central profile");
    let html = fs::read_to_string(out.path().join("repositories/carte.html")).expect("a page");
    assert!(html.contains("granted for the cohort"), "the page says so");
    let simulateur = page(out.path(), "simulateur-git");
    assert_eq!(
        simulateur["tool"]["profile"], "minimal",
        "the file's profile is the default"
    );
    assert!(simulateur["waivers"].as_array().is_some_and(Vec::is_empty));
}

/// A cohort with an archived repository, one more that cannot be read, a published package and a promotion.
fn programme() -> tempfile::TempDir {
    let root = repositories();
    let readme = "# Carte\n\n[![npm](https://img.shields.io/npm/v/@eig/carte.svg)](https://www.npmjs.com/package/@eig/carte)\n";
    let work = Repo::new();
    work.write("README.md", readme);
    work.write(
        "package.json",
        "{\"name\": \"@eig/carte\", \"version\": \"1.0.0\"}\n",
    );
    work.write(
        ".vigie.toml",
        "[declare]\nupstream-contributions = [\"https://example.org/pulls/3\"]\n",
    );
    work.commit("package");
    let from = work.path().display().to_string();
    git(root.path(), &["clone", "--quiet", "--bare", &from, "lib.git"]);
    fs::write(
        root.path().join("cohort.toml"),
        "[[repository]]\npath = \"carte.git\"\nforge = { archived = true, visibility = \"public\" }\n\
         [[repository]]\npath = \"perdu.git\"\nforge = { archived = true }\n\
         [[promotion]]\nid = \"p\"\nend = 2020-06-30\n\
         [[promotion.challenge]]\nname = \"Carte\"\nrepositories = [\"carte.git\"]\n\
         published-libraries = []\nopened-datasets = [\"https://www.data.gouv.fr/datasets/x/\"]\n\
         continuation = \"internal-team\"\n\
         [[promotion.challenge]]\nname = \"Bibliothèque\"\nrepositories = [\"lib.git\"]\n\
         [thresholds]\nleast-score = 100\n",
    )
    .expect("a file");
    let perdu = root.path().join("perdu.git");
    fs::create_dir_all(perdu.join("objects")).expect("a folder");
    fs::create_dir_all(perdu.join("refs")).expect("a folder");
    fs::write(perdu.join("HEAD"), "0123456789012345678901234567890123456789").expect("a file");
    root
}

#[test]
fn archived_repositories_are_listed_apart_and_count_for_nothing() {
    let root = programme();
    let (code, told, report, out) = cohort(&["--from", &root.path().display().to_string()]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(
        rows(&report),
        [
            ("carte.git", "archived"),
            ("lib.git", "audited"),
            ("perdu.git", "archived"),
            ("simulateur.git", "audited")
        ]
    );
    let summary = &report["summary"];
    assert_eq!(
        (&summary["archived"], &summary["audited"], &summary["failed"]),
        (&2.into(), &2.into(), &0.into())
    );
    assert!(
        report["repositories"][0]["audit"].is_string(),
        "its state is known"
    );
    assert!(report["repositories"][2]["reason"].is_string());
    let below = report["thresholds"]["least_score"]["below"].to_string();
    assert!(!below.contains("carte"), "{below}");
    assert_eq!(
        report["faults"]
            .as_array()
            .map(|faults| faults.iter().all(|one| one["repositories"].as_u64() <= Some(2))),
        Some(true)
    );
    assert!(
        told.contains("\nArchived repositories\ncarte.git") && told.contains("archived: 2"),
        "{told}"
    );
    let at = |name: &str| fs::read_to_string(out.path().join(name)).expect("a file");
    let index = at("index.html");
    assert!(index.contains("id=\"archived\"") && !index.contains("id=\"not-audited\""));
    let csv = at("repositories.csv");
    assert!(
        csv.lines()
            .any(|line| line.starts_with("carte-git,") && line.contains(",archived,")),
        "{csv}"
    );
    let findings = at("findings.csv");
    assert!(
        findings
            .lines()
            .filter(|line| line.starts_with("carte-git,"))
            .all(|line| line.contains(",true,")),
        "{findings}"
    );
    let rule = at("rules/licence-missing.html");
    assert!(rule.contains("id=\"archived\""), "{rule}");
}

#[test]
fn indicators_are_what_is_declared_and_what_is_shown() {
    let root = programme();
    let (code, told, report, _out) = cohort(&["--from", &root.path().display().to_string()]);
    assert_eq!(code, Some(0), "{told}");
    let challenges = &report["promotions"][0]["challenges"];
    let (carte, library) = (&challenges[0], &challenges[1]);
    assert_eq!(carte["published_library"], false, "declared: none");
    assert_eq!(carte["opened_dataset"], true);
    assert_eq!(
        (&carte["archived"], &carte["continuation"]),
        (&true.into(), &"internal-team".into())
    );
    assert_eq!(library["published_library"], true);
    assert_eq!(library["libraries"], serde_json::json!(["npm: @eig/carte"]));
    assert_eq!(
        library["contributions"],
        serde_json::json!(["https://example.org/pulls/3"])
    );
    assert!(library["opened_dataset"].is_null(), "nobody says");
    let counted = &report["promotions"][0]["indicators"];
    assert_eq!(counted["continuations"]["internal_team"], 1);
    assert_eq!(counted["continuations"]["unknown"], 1);
    assert_eq!(
        counted["published_libraries"],
        serde_json::json!({"yes": 1, "no": 1, "unknown": 0})
    );
}

#[test]
fn notes_in_a_folder_say_something_of_its_repositories() {
    let root = repositories();
    fs::write(
        root.path().join("projects.toml"),
        "exclude = [\"simulateur*\"]\n[[repository]]\npath = \"carte.git\"\nname = \"La carte\"\nforge = { archived = true }\n\
         [repository.declare]\nindividual-decisions = false\n",
    )
    .expect("a file");
    let folder = root.path().display().to_string();
    let (code, told, report, out) = cohort(&["--from", &folder]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(rows(&report), [("La carte", "archived")]);
    let carte = page(out.path(), "la-carte");
    assert_eq!(verdict(&carte, "archived-without-notice")["verdict"], "fail");
    // What is declared centrally is not said to stand in the repository.
    let text = carte.to_string();
    assert!(text.contains("the cohort file declares"), "{text}");
    assert!(!text.contains(".vigie.toml declares"), "{text}");

    fs::write(root.path().join("cohort.toml"), "").expect("a file");
    let (code, told, ..) = cohort(&["--from", &folder]);
    assert_eq!(code, Some(2));
    assert!(told.contains("both cohort.toml and projects.toml"), "{told}");
    fs::remove_file(root.path().join("projects.toml")).expect("removed");
    fs::write(
        root.path().join("cohort.toml"),
        "[gitlab]\nurl = \"https://gitlab.example.org\"",
    )
    .expect("a file");
    let (code, told, ..) = cohort(&["--from", &folder]);
    assert_eq!(code, Some(2));
    assert!(told.contains("names other sources than its own folder"), "{told}");
}

#[test]
fn faults_of_the_file_and_of_the_options_are_told_in_a_sentence() {
    let root = repositories();
    let file = root.path().join("c.toml");
    let shown = file.display().to_string();
    let cases: [(&str, &[&str], &str); 6] = [
        (
            "[[repository]]\nurl = \"x y\"",
            &[],
            "c.toml:2:7: this is not a clone address",
        ),
        (
            "exclude = [\"**\"]\nfolder = \".\"",
            &[],
            "no repository is left to audit",
        ),
        (
            "[[repository]]\nurl = \"https://gitlab.example.org/a\"",
            &["--offline"],
            "--offline forbids",
        ),
        (
            "[gitlab]\nurl = \"https://gitlab.example.org\"",
            &["--offline"],
            "--offline forbids",
        ),
        ("folder = \".\"", &["--group", "eig"], "--gitlab"),
        ("folder = \".\"", &["--exclude", "a["], "not a valid path pattern"),
    ];
    for (text, options, part) in cases {
        fs::write(&file, text).expect("a file");
        let arguments = [&["--cohort", &shown], options].concat();
        let (code, told, ..) = cohort(&arguments);
        assert_eq!(code, Some(2), "{text}: {told}");
        assert!(told.contains(part) && told.lines().count() == 1, "{text}: {told}");
    }
    let (code, told, ..) = cohort(&["--from", "nowhere.toml"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("no cohort file at"), "{told}");
}
