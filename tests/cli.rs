// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The command as a person runs it: exit codes, one clear sentence on trouble, files whole or absent.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
}

use std::path::Path;

use assert_cmd::Command;
use common::git::Repo;
use serde_json::Value;

/// The binary in a scrubbed environment, so that the machine's own settings change nothing.
fn vigie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("VIGIE_PORTAL", "none");
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "VIGIE_PROFILE",
        "VIGIE_GITLAB_TOKEN",
        "NO_COLOR",
    ] {
        command.env_remove(name);
    }
    command.env("SOURCE_DATE_EPOCH", "1790000000");
    command
}

fn repository() -> Repo {
    let repo = Repo::new();
    repo.write("README.md", "# Outil de calcul\n\nUn outil.\n");
    repo.write("src/main.py", "print('bonjour')\n");
    repo.commit("Premier jet");
    repo
}

fn json(output: &[u8]) -> Value {
    serde_json::from_slice(output).expect("the report is JSON")
}

#[test]
fn a_missing_licence_closes_the_gate_and_never_opens_it() {
    let repo = repository();
    let audit = |extra: &[&str]| {
        let mut command = vigie();
        command
            .arg("audit")
            .arg(repo.path())
            .args(["--format", "json"])
            .args(extra);
        command.output().unwrap()
    };
    let closed = audit(&[]);
    assert_eq!(closed.status.code(), Some(1));
    let report = json(&closed.stdout);
    assert_eq!(report["gate"]["passed"], false);
    let blocking = report["gate"]["blocking"].as_array().unwrap();
    assert!(blocking.contains(&Value::from("licence-missing")), "{blocking:?}");
    assert_eq!(audit(&["--fail-on", "never"]).status.code(), Some(0));
    // The exit code says nothing then; the answer stays.
    let report = json(&audit(&["--fail-on", "never"]).stdout);
    assert_eq!(report["gate"]["passed"], false);
    assert_eq!(audit(&["--only", "readme-missing"]).status.code(), Some(0));
    assert_eq!(audit(&["--skip", "*"]).status.code(), Some(2), "no rule is left");
}

#[test]
fn trouble_is_one_sentence_on_stderr_and_exit_code_2() {
    let repo = repository();
    let path = repo.path().display().to_string();
    let bad_config = repo.write("bad.toml", "profil = 1\n");
    let bad_config = bad_config.display().to_string();
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().display().to_string();
    let cases: [(&[&str], &str); 18] = [
        (&["audit", &path, "--only", ""], "an empty name chooses no rule"),
        (&["audit", &path, "--templates", &empty], "replaces no template"),
        (
            &["audit", &path, "--format", "json=a", "--format", "html=a"],
            "two reports would be written into \"a\"",
        ),
        (&["audit", "/no/such/folder"], "there is no folder or repository"),
        (&["audit", &bad_config], "is not a folder"),
        (&["audit", &path, "--rev", "nope"], "has no revision \"nope\""),
        (
            &["audit", &path, "--format", "pdf"],
            "known ones: text, json, markdown, html",
        ),
        (
            &["audit", &path, "--format", "json", "--format", "html"],
            "only one format can be printed",
        ),
        (
            &["audit", &path, "--only", "no-such-rule"],
            "no rule is called or filed under \"no-such-rule\"",
        ),
        (
            &["audit", &path, "--profile", "nope"],
            "there is no profile \"nope\"; known ones: ",
        ),
        (
            &["audit", &path, "--config", "/none.toml"],
            "there is no settings file",
        ),
        (
            &["audit", &path, "--config", &bad_config],
            "bad.toml:1:1: unknown field `profil`",
        ),
        (&["audit", &path, "--rules", "/none"], "there is no rule folder"),
        (&["audit", &path, "--jobs", "0"], "0 is not in 1..=1024"),
        (
            &["audit", &path, "--output", "/no/such/folder/report"],
            "could not write",
        ),
        (
            &["audit", "https://example.org/a.git", "--offline"],
            "--offline forbids",
        ),
        (
            &["rules", "show", "no-such-rule"],
            "there is no rule \"no-such-rule\"",
        ),
        (&["frobnicate"], "unrecognized subcommand 'frobnicate'"),
    ];
    for (arguments, sentence) in cases {
        let output = vigie().env("LANG", "en").args(arguments).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(
            told.starts_with("vigie: ") && told.contains(sentence),
            "{arguments:?}: {told}"
        );
        assert_eq!(told.lines().count(), 1, "{arguments:?}: {told}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let output = vigie().env("LANG", "fr").args(arguments).output().unwrap();
        let french = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {french}");
        assert_eq!(french.lines().count(), 1, "{arguments:?}: {french}");
        for english in [" the ", " is ", " not ", "there", "could", "unknown", "expected"] {
            assert!(!french.contains(english), "{arguments:?}: {french}");
        }
    }
}

/// The reports of a run are no part of the folder that the next run judges.
#[test]
fn two_runs_that_write_into_the_folder_say_the_same() {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n\nUne carte des écoles.\n");
    repo.write("a.py", "print(1)\n");
    let run = || {
        let output = vigie()
            .current_dir(repo.path())
            .args([
                "audit",
                ".",
                "--offline",
                "--format",
                "html=vigie.html",
                "--format",
                "markdown=vigie.md",
            ])
            .args(["--format", "json=out.json"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        std::fs::read(repo.path().join("out.json")).unwrap()
    };
    let first = run();
    assert!(first == run());
}

/// A run of a part of the rules says nothing of the waivers of others.
#[test]
fn reports_that_an_earlier_run_left_are_no_part_of_the_work() {
    let repo = repository();
    let audit = |extra: &[&str]| {
        let mut command = vigie();
        let output = command
            .current_dir(repo.path())
            .args(["audit", "."])
            .args(extra)
            .output();
        let told = json(&output.unwrap().stdout);
        let verdicts = told["verdicts"].as_array().unwrap().iter();
        let verdicts: Vec<_> = verdicts
            .map(|one| (one["rule"].to_string(), one["verdict"].to_string()))
            .collect();
        (told["score"].clone(), verdicts)
    };
    let before = audit(&["--format", "json"]);
    let files = ["html=vigie.html", "markdown=docs-vigie.md", "json=vigie.json"];
    audit(&[
        "--format", "json", "--format", files[0], "--format", files[1], "--format", files[2],
    ]);
    assert_eq!(audit(&["--format", "json"]), before);
}

#[test]
fn waivers_of_rules_that_were_not_judged_are_not_called_unused() {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n");
    let waiver =
        "[[waiver]]\nrule = \"contributing-missing\"\nreason = \"r\"\nuntil = 2999-01-01\nowner = \"o\"\n";
    repo.write(".vigie.toml", waiver);
    for (only, state) in [
        ("licence-missing", "not-judged"),
        ("contributing-missing", "active"),
    ] {
        let output = vigie()
            .args(["audit", "--offline", "--format", "json", "--only", only])
            .arg(repo.path())
            .output()
            .unwrap();
        let json = String::from_utf8(output.stdout).unwrap();
        assert!(
            json.contains(&format!("\"state\": \"{state}\"")),
            "{only}: {json}"
        );
    }
}

/// What the audited repository wrote must not clear the screen, nor write on it in green.
#[test]
fn errors_hold_no_sequence_of_the_terminal() {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n");
    repo.write(".vigie.toml", "\"x\\u001b[2J\\u001b[1;32mYES\\u0007\" = 1\n");
    for lang in ["en", "fr"] {
        let output = vigie()
            .args(["audit", "--offline", "--lang", lang])
            .arg(repo.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(!output.stderr.is_empty());
        assert!(
            !output.stderr.iter().any(|byte| matches!(byte, 0x1b | 0x07)),
            "{output:?}"
        );
    }
}

#[test]
fn the_repositorys_own_settings_are_checked() {
    let repo = repository();
    repo.write(".vigie.toml", "[declare]\nweb-interface = \"yes\"\n");
    for (lang, start) in [
        ("en", "vigie: .vigie.toml:2:17: "),
        ("fr", "vigie: .vigie.toml:2:17 : le type ne convient pas"),
    ] {
        let mut command = vigie();
        let output = command.arg("audit").arg(repo.path()).env("LANG", lang).output();
        let output = output.unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(told.starts_with(start), "{told}");
    }
}

#[test]
fn nothing_to_judge_is_not_a_yes() {
    let empty = tempfile::tempdir().unwrap();
    let mut command = vigie();
    let output = command
        .arg("audit")
        .arg(empty.path())
        .args(["--format", "json"])
        .output()
        .unwrap();
    let report = json(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "unknown is no failure");
    assert!(!report["gate"]["unverified"].as_array().unwrap().is_empty());
    assert_eq!(
        (&report["score"]["percent"], &report["score"]["grade"]),
        (&Value::Null, &Value::Null)
    );
    let text = vigie()
        .arg("audit")
        .arg(empty.path())
        .args(["--lang", "en"])
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("May I publish? NOT KNOWN"), "{text}");

    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/exemplary");
    let mut little = vigie();
    little
        .arg("audit")
        .arg(fixture)
        .args(["--lang", "en", "--only", "forge,junk-file-tracked"]);
    let text = String::from_utf8(little.output().unwrap().stdout).unwrap();
    assert!(text.contains("no grade, ") && text.contains("(100%)"), "{text}");

    let blank = Repo::new();
    for name in ["README.md", "LICENSE", "CONTRIBUTING.md"] {
        blank.write(name, "");
    }
    blank.write("main.py", "print(1)\n");
    let output = vigie()
        .arg("audit")
        .arg(blank.path())
        .args(["--format", "json"])
        .output()
        .unwrap();
    let blocking = json(&output.stdout)["gate"]["blocking"].clone();
    assert_eq!(
        blocking,
        serde_json::json!(["licence-missing", "contributing-missing", "readme-missing"])
    );
}

#[test]
fn waivers_open_the_gate_until_their_day_and_always_show() {
    let repo = repository();
    let waiver = |until: &str| {
        let text = format!(
            "[[waiver]]\nrule = \"licence-missing\"\nreason = \"Choix en cours\"\nuntil = {until}\nowner = \"Équipe\"\n\n\
             [[waiver]]\nrule = \"readme-missing\"\nreason = \"Rien\"\nuntil = 2030-01-01\nowner = \"Équipe\"\n"
        );
        repo.write(".vigie.toml", text);
        let mut command = vigie();
        command.arg("audit").arg(repo.path()).args([
            "--format",
            "json",
            "--only",
            "licence-missing,readme-missing",
        ]);
        let output = command.output().unwrap();
        (output.status.code(), json(&output.stdout))
    };
    let (code, report) = waiver("2027-01-01");
    assert_eq!(code, Some(0));
    let states: Vec<_> = report["waivers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w["state"].clone())
        .collect();
    assert_eq!(states, ["active", "unused"]);
    let verdict = &report["verdicts"][0];
    assert_eq!(
        (&verdict["rule"], &verdict["verdict"]),
        (&"licence-missing".into(), &"waived".into())
    );
    assert_eq!(verdict["waived"][0]["reason"], "Choix en cours");
    assert_eq!(report["score"]["percent"], 100);
    assert!(report["score"]["without_waivers"]["percent"].as_u64().unwrap() < 100);

    // SOURCE_DATE_EPOCH is in September 2026.
    let (code, report) = waiver("2026-01-01");
    assert_eq!(code, Some(1));
    assert_eq!(report["waivers"][0]["state"], "expired");
}

#[test]
fn one_job_and_eight_give_the_same_bytes_and_so_do_folder_and_commit() {
    let repo = repository();
    for n in 0..40 {
        repo.write(
            &format!("docs/page{n}.md"),
            format!("# Page {n}\n\nhttps://www.data.gouv.fr/fr/datasets/jeu-{n}/\n"),
        );
        repo.write(
            &format!("site/page{n}.html"),
            "<html><title>x</title><img src=a>\n",
        );
    }
    repo.commit("Beaucoup");
    for format in ["json", "markdown", "html", "text", "gitlab-codequality"] {
        let audit = |extra: &[&str]| {
            let mut command = vigie();
            command
                .arg("audit")
                .arg(repo.path())
                .args(["--format", format])
                .args(extra);
            command.output().unwrap().stdout
        };
        let one = audit(&["--rev", "HEAD", "--jobs", "1"]);
        assert!(!one.is_empty());
        assert!(one == audit(&["--rev", "HEAD", "--jobs", "8"]), "{format}");
    }
    let verdicts = |extra: &[&str]| {
        let mut command = vigie();
        command
            .arg("audit")
            .arg(repo.path())
            .args(["--format", "json"])
            .args(extra);
        let report = json(&command.output().unwrap().stdout);
        (
            report["verdicts"].clone(),
            report["score"].clone(),
            report["gaps"].clone(),
        )
    };
    assert_eq!(verdicts(&[]), verdicts(&["--rev", "HEAD"]));
}

#[test]
fn formats_are_written_to_files_whole() {
    let repo = repository();
    let out = tempfile::tempdir().unwrap();
    let file = |name: &str| out.path().join(name).display().to_string();
    let mut command = vigie();
    command.arg("audit").arg(repo.path());
    for (format, name) in [
        ("json", "a.json"),
        ("html", "a.html"),
        ("markdown", "a.md"),
        ("gitlab-codequality", "cq.json"),
    ] {
        command.args(["--format", &format!("{format}={}", file(name))]);
    }
    let output = command.output().unwrap();
    assert!(output.stdout.is_empty(), "only files were asked for");
    let mut names: Vec<_> = std::fs::read_dir(out.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.html", "a.json", "a.md", "cq.json"]);
    let read = |name: &str| std::fs::read_to_string(file(name)).unwrap();
    assert_eq!(json(read("a.json").as_bytes())["schema"], "vigie.audit.v1");
    assert!(json(read("cq.json").as_bytes()).is_array());
    assert!(read("a.html").contains("</html>"));
}

#[test]
#[cfg(unix)]
fn devices_and_links_are_written_into_and_never_replaced() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let repo = repository();
    let out = tempfile::tempdir().unwrap();
    let (pipe, link, file) = (
        out.path().join("pipe"),
        out.path().join("link"),
        out.path().join("file"),
    );
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    std::fs::write(&file, "before").unwrap();
    symlink(&file, &link).unwrap();
    let audit = |to: &Path| {
        let mut command = vigie();
        command
            .arg("audit")
            .arg(repo.path())
            .args(["--format", "json", "--output"])
            .arg(to);
        assert_eq!(command.output().unwrap().status.code(), Some(1));
    };
    let reading = {
        let pipe = pipe.clone();
        std::thread::spawn(move || std::fs::read(pipe).unwrap())
    };
    audit(&pipe);
    assert_eq!(json(&reading.join().unwrap())["schema"], "vigie.audit.v1");
    assert!(std::fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    audit(&link);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(json(&std::fs::read(&file).unwrap())["schema"], "vigie.audit.v1");
    let nothing = vigie()
        .arg("audit")
        .arg(repo.path())
        .args(["--output", "/dev/null"])
        .output()
        .unwrap();
    assert_eq!(nothing.status.code(), Some(1));
    assert!(
        std::fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
}

#[test]
fn the_language_is_french_unless_english_is_asked_for() {
    let repo = repository();
    let audit = |locale: Option<&str>, extra: &[&str]| {
        let mut command = vigie();
        if let Some(locale) = locale {
            command.env("LANG", locale);
        }
        command
            .arg("audit")
            .arg(repo.path())
            .args(["--format", "json"])
            .args(extra);
        json(&command.output().unwrap().stdout)["lang"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(audit(None, &[]), "fr");
    assert_eq!(audit(Some("C.UTF-8"), &[]), "fr");
    assert_eq!(audit(Some("en_GB.UTF-8"), &[]), "en");
    assert_eq!(audit(Some("en_GB.UTF-8"), &["--lang", "fr"]), "fr");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let repo = repository();
    let script = format!(
        "{{ {} audit {} --format html; echo $? >&2; }} | true",
        env!("CARGO_BIN_EXE_vigie"),
        repo.path().display()
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("VIGIE_PORTAL", "none")
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap().trim(),
        "1",
        "the gate's code, and not a word"
    );
}

#[test]
fn rules_are_listed_shown_begun_and_checked() {
    let list = vigie()
        .args(["rules", "list", "--format", "json", "--category", "licence"])
        .output()
        .unwrap();
    let rules = json(&list.stdout);
    let rules = rules["rules"].as_array().unwrap();
    assert!(!rules.is_empty() && rules.iter().all(|rule| rule["category"] == "licence"));

    for (lang, word) in [("fr", "licence"), ("en", "licence")] {
        let show = vigie()
            .args(["rules", "show", "licence-missing", "--lang", lang])
            .output()
            .unwrap();
        let text = String::from_utf8(show.stdout).unwrap();
        assert!(
            text.contains("licence-missing") && text.contains("https://") && text.contains(word),
            "{text}"
        );
    }
    vigie().args(["rules", "check"]).assert().success();

    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().display().to_string();
    vigie()
        .args(["rules", "new", "logo-missing", "--dir", &dir])
        .assert()
        .success();
    vigie()
        .args(["rules", "new", "logo-missing", "--dir", &dir])
        .assert()
        .code(2);
    let unfilled = vigie().args(["rules", "check", &dir]).output().unwrap();
    let told = String::from_utf8(unfilled.stdout).unwrap();
    assert_eq!(
        unfilled.status.code(),
        Some(1),
        "a skeleton that is not filled is refused: {told}"
    );
    assert!(told.contains("logo-missing.toml:"), "{told}");
}

#[test]
fn a_rule_file_is_enough_to_add_a_rule() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "documentation/logo-missing.toml", LOGO_RULE);
    let dir = folder.path().display().to_string();
    vigie().args(["rules", "check", &dir]).assert().success();
    let repo = repository();
    let mut command = vigie();
    command.arg("audit").arg(repo.path()).args([
        "--rules",
        &dir,
        "--only",
        "logo-missing",
        "--format",
        "json",
    ]);
    let report = json(&command.output().unwrap().stdout);
    assert_eq!(report["verdicts"][0]["verdict"], "fail");

    write(
        folder.path(),
        "documentation/logo-missing.toml",
        &LOGO_RULE.replace("globs = [", "globes = ["),
    );
    let mut broken = vigie();
    broken.env("LANG", "en").args(["audit", ".", "--rules", &dir]);
    let broken = broken.output().unwrap();
    let told = String::from_utf8(broken.stderr).unwrap();
    assert_eq!(broken.status.code(), Some(2));
    assert!(
        told.contains("logo-missing.toml:23:17: unknown field `globes`"),
        "{told}"
    );
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

const LOGO_RULE: &str = r#"since = "0.1.0"
level = "optional"
confidence = "high"
weight = 1
effort = "minutes"

[title]
fr = "Aucun logo"
en = "No logo"
[why]
fr = "Un logo aide à reconnaître le projet."
en = "A logo helps people know the project."
[fix]
fr = "Ajoutez logo.svg."
en = "Add logo.svg."

[[source]]
text = "Guide interne"
url = "https://example.org/guide"
read = 2026-11-23

[[any]]
file-exists = { globs = ["logo.svg"] }

[[example]]
name = "none"
expect = "fail"
tree = { "README.md" = "x" }

[[example]]
name = "one"
expect = "pass"
tree = { "logo.svg" = "<svg/>" }
"#;
