// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What people write themselves: `.vigie.toml` and folders of rules. What is wrong in them is told at its place, in the
//! reader's language, and what they say is never passed over in silence.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
}

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use common::git::Repo;
use serde_json::Value;

fn vigie(lang: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("VIGIE_PORTAL", "none").env("LC_ALL", lang);
    command.env_remove("VIGIE_PROFILE").env_remove("NO_COLOR");
    command.env("SOURCE_DATE_EPOCH", "1790000000");
    command
}

fn audit(repo: &Repo, lang: &str, extra: &[&str]) -> Output {
    let mut command = vigie(lang);
    command.args(["audit", "--offline"]).arg(repo.path()).args(extra);
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Words that no French sentence of this program holds, apart from what it quotes.
fn is_french(sentence: &str) -> bool {
    let quoted = regex::Regex::new("«[^»]*»|\"[^\"]*\"|`[^`]*`").unwrap();
    let bare = quoted.replace_all(sentence, "");
    let english = [
        " the ", " is ", " not ", "must", "invalid", "expected", " of ", "write", "known",
    ];
    !english.iter().any(|word| bare.contains(word))
}

const WAIVER: &str = "[[waiver]]\nrule = \"licence-missing\"\nreason = \"r\"\nowner = \"o\"\n";

/// A text of `.vigie.toml` (or the last day of a waiver), the place of its fault, and a part of what is said of it in English and
/// in French.
const SETTINGS: &[(&str, &str, &str, &str)] = &[
    (
        "ignore = [\n  \"a\",\n  \"b\",\n  \"[\",\n]\n",
        "4:3",
        "is not a valid path pattern: unclosed character class",
        "« [ » n'est pas un motif de chemin valable : il manque un crochet fermant",
    ),
    (
        "ignore = [\"/abs\"]\n",
        "1:11",
        "matches no file",
        "ne correspond à aucun fichier",
    ),
    (
        "ignore = [\"old/\"]\n",
        "1:11",
        "write \"old/**\"",
        "écrivez « old/** »",
    ),
    (
        "ignore = [1]\n",
        "1:11",
        "expected a string",
        "trouvé le nombre `1`, attendu un texte",
    ),
    ("ignore = \"a\"\n", "1:10", "expected a list", "attendu une liste"),
    (
        "until 2027-13-01",
        "5:9",
        "invalid date",
        "la date n'est pas valable ; attendu : un mois de 01 à 12",
    ),
    (
        "until \"2027-01-01\"",
        "5:9",
        "a date without quotes, such as 2027-06-30",
        "attendu une date sans guillemets, comme 2027-06-30",
    ),
    (
        "until 2027-01-01T10:00:00",
        "5:9",
        "until must be a plain date",
        "until doit être une date seule",
    ),
    (
        "[declare]\ninherited-licence = { upstream = \"\" }\n",
        "2:34",
        "an address must not be empty",
        "une adresse ne doit pas être vide",
    ),
    (
        "[declare]\ninherited-licence = { upstream = \"ftp://x\" }\n",
        "2:34",
        "\"ftp://x\" is not a web address",
        "« ftp://x » n'est pas une adresse du web",
    ),
    (
        "[declare]\nweb-interface = { present = true, url = \"https://\" }\n",
        "2:41",
        "is not a web address",
        "n'est pas une adresse du web",
    ),
    (
        "[declare]\nweb-interface = true\n",
        "2:17",
        "expected a table such as { present = true }",
        "attendu une table comme { present = true }",
    ),
    (
        "[declare]\nadministration = \" \"\n",
        "2:18",
        "administration must not be empty",
        "administration ne doit pas être vide",
    ),
    (
        "[declare.datasets]\npublished = [\"x\"]\nconsumed = [\"y\", \"x\"]\n",
        "3:18",
        "\"x\" is in published too",
        "« x » est aussi dans published",
    ),
    (
        "# profile = \"nope\"\nprofile = \"nope\"\n",
        "2:11",
        "there is no profile \"nope\"; known ones: codegouv, eig, minimal",
        "il n'y a pas de profil « nope » ; profils connus : codegouv, eig, minimal",
    ),
    (
        "profile = \"É\"\n",
        "1:11",
        "is not a valid identifier",
        "n'est pas un identifiant valable",
    ),
];

#[test]
fn bad_values_of_the_settings_are_told_at_their_place_in_both_languages() {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n");
    for (text, place, english, french) in SETTINGS {
        let text = match text.strip_prefix("until ") {
            Some(day) => format!("{WAIVER}until = {day}\n"),
            None => (*text).to_owned(),
        };
        repo.write(".vigie.toml", &text);
        let output = audit(&repo, "en_GB.UTF-8", &[]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        let sentence = told(&output);
        assert!(
            sentence.starts_with(&format!("vigie: .vigie.toml:{place}: ")) && sentence.contains(english),
            "{text}: {sentence}"
        );
        assert!(!sentence.contains("struct "), "{sentence}");
        let sentence = told(&audit(&repo, "fr_FR.UTF-8", &[]));
        assert!(
            sentence.starts_with(&format!("vigie: .vigie.toml:{place} : ")) && sentence.contains(french),
            "{text}: {sentence}"
        );
        assert!(is_french(&sentence), "{text}: {sentence}");
    }
}

#[cfg(unix)]
#[test]
fn settings_that_are_a_link_are_read_and_never_passed_over() {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n");
    repo.write("réglages/vigie.toml", "profile = \"minimal\"\n");
    let link = repo.path().join(".vigie.toml");
    let to = |target: &str| {
        let _ = std::fs::remove_file(&link);
        std::os::unix::fs::symlink(target, &link).unwrap();
    };
    to("réglages/vigie.toml");
    let output = audit(&repo, "en", &["--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["tool"]["profile"], "minimal");
    repo.write("réglages/vigie.toml", "profil = 1\n");
    assert!(told(&audit(&repo, "en", &[])).contains(".vigie.toml:1:1: unknown field"));
    for (target, english) in [
        ("../elsewhere.toml", "leads out of the repository"),
        ("nowhere.toml", "that the repository does not hold"),
        (".vigie.toml", "leads back to itself"),
        ("réglages", "it is a folder"),
    ] {
        to(target);
        let output = audit(&repo, "en", &[]);
        assert_eq!(output.status.code(), Some(2), "{target}");
        assert!(told(&output).contains(english), "{target}: {}", told(&output));
        assert!(is_french(&told(&audit(&repo, "fr", &[]))), "{target}");
    }
    std::fs::remove_file(&link).unwrap();
    repo.write(".vigie.toml/x.toml", "");
    assert!(told(&audit(&repo, "en", &[])).contains("it is a folder"));
}

#[test]
fn a_waiver_of_a_rule_that_does_not_exist_says_so() {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n");
    repo.write(
        ".vigie.toml",
        "[[waiver]]\nrule = \"readme-typo\"\nreason = \"r\"\nowner = \"o\"\nuntil = 2999-01-01\n",
    );
    let report = String::from_utf8(audit(&repo, "en", &["--format", "json"]).stdout).unwrap();
    assert!(report.contains("\"state\": \"no-such-rule\""), "{report}");
    let text = String::from_utf8(audit(&repo, "en", &[]).stdout).unwrap();
    assert!(text.contains("no rule bears this name"), "{text}");
}

const KEY: &str =
    "-----BEGIN \u{50}RIVATE KEY-----\nFAUSSECLEFAUSSECLEFAUSSECLEFAUSSECLEFAUSSECLE00\n-----END-----\n";

/// A repository with nothing that blocks.
fn publishable() -> Repo {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n\nUne carte des écoles.\n");
    repo.write("LICENSE", "MIT\n");
    repo
}

#[test]
fn what_ignore_hides_from_a_blocking_rule_is_no_yes() {
    let repo = publishable();
    let answer = |report: &Output| {
        let report: Value = serde_json::from_slice(&report.stdout).unwrap();
        let gate = report["gate"].clone();
        let key = report["verdicts"].as_array().unwrap().iter();
        let key = key
            .clone()
            .find(|one| one["rule"] == "private-key-in-text")
            .unwrap();
        (
            gate["passed"].as_bool().unwrap(),
            gate["unverified"].to_string(),
            key["verdict"].as_str().unwrap().to_owned(),
        )
    };
    let args = ["--profile", "minimal", "--format", "json"];
    repo.write("clés/serveur.pem", KEY);
    assert_eq!(answer(&audit(&repo, "en", &args)).2, "fail");
    repo.write(".vigie.toml", "ignore = [\"clés/**\"]\n");
    let (passed, unverified, verdict) = answer(&audit(&repo, "en", &args));
    assert_eq!((passed, verdict.as_str()), (true, "undetermined"));
    assert!(unverified.contains("private-key-in-text"));
    let text = String::from_utf8(audit(&repo, "en", &["--profile", "minimal"]).stdout).unwrap();
    assert!(
        text.contains("NOT KNOWN") && text.contains("clés/serveur.pem"),
        "{text}"
    );
    // What is ignored and breaks no such rule changes nothing, nor does a key made for the tests.
    repo.write("clés/serveur.pem", "rien\n");
    repo.write("clés/tests/serveur.pem", KEY);
    assert_eq!(answer(&audit(&repo, "en", &args)).2, "pass");
}

#[test]
fn a_part_of_the_rules_gives_no_yes() {
    let repo = publishable();
    for (extra, left) in [
        (vec!["--only", "quality"], true),
        (vec!["--skip", "private-key-in-text"], true),
        (vec!["--skip", "quality"], false),
        (vec![], false),
    ] {
        let args = [&["--profile", "codegouv", "--format", "json"], &*extra].concat();
        let output = audit(&repo, "en", &args);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let names = report["gate"]["left_out"].as_array().unwrap();
        assert_eq!(!names.is_empty(), left, "{extra:?}: {names:?}");
        for format in ["text", "markdown", "html"] {
            let args = [&["--profile", "codegouv", "--format", format], &*extra].concat();
            let text = String::from_utf8(audit(&repo, "en", &args).stdout).unwrap();
            if left && report["gate"]["passed"] == true {
                assert!(
                    text.replace('\\', "").contains("left out (--only, --skip)"),
                    "{extra:?}: {text}"
                );
            }
        }
    }
}

#[test]
fn one_key_file_is_one_fault() {
    let repo = publishable();
    repo.write("id_rsa", KEY);
    let output = audit(
        &repo,
        "en",
        &["--only", "private-key-in-text", "--format", "json"],
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["verdicts"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0]["line"], 1);
}

/// A folder of rules with one rule that is sound.
fn rules(write: impl Fn(&dyn Fn(&str, &str))) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    put("documentation/charter-missing.toml", RULE);
    write(&put);
    folder
}

const RULE: &str = r#"since = "0.1.0"
level = "recommended"
confidence = "high"
weight = 3
effort = "minutes"
needs = []
[title]
fr = "Aucune charte graphique, article 3"
en = "No graphic charter, article 3"
[why]
fr = "Une phrase."
en = "One sentence."
[fix]
fr = "Ajoutez-la."
en = "Add it."
[[source]]
text = "Charte graphique, article 3"
url = "https://example.org/charte"
read = 2026-01-31
[[any]]
file-exists = { globs = ["CHARTE.md", "CHARTER.md"] }
[[example]]
name = "rien"
expect = "fail"
tree = { "README.md" = "x" }
[[example]]
name = "une charte"
expect = "pass"
tree = { "CHARTE.md" = "x" }
"#;

fn check(folder: &Path, lang: &str) -> (Option<i32>, String) {
    let output = vigie(lang).args(["rules", "check"]).arg(folder).output().unwrap();
    let told = String::from_utf8(output.stdout.clone()).unwrap() + &told(&output);
    (output.status.code(), told)
}

/// A part of the rule, what stands in its place, where the fault is then, and a part of what is said of it.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    (
        "url = \"https://example.org/charte\"",
        "url = \"graphic\"",
        "18:7",
        "is not a web address",
    ),
    (
        "url = \"https://example.org/charte\"",
        "url = \"\"",
        "18:7",
        "is not a web address",
    ),
    (
        "url = \"https://example.org/charte\"",
        "url = \"x\"",
        "18:7",
        "is not a web address",
    ),
    ("weight = 3", "weight = 0", "4:10", "weight must be"),
    ("weight = 3", "weight = -1", "4:10", "a whole number"),
    (
        "level = \"recommended\"",
        "level = \"strong\"",
        "2:9",
        "unknown variant",
    ),
    (
        "level = \"recommended\"",
        "level = 3",
        "2:9",
        "one of the known words",
    ),
    (
        "since = \"0.1.0\"",
        "since = \"x\"",
        "1:9",
        "the number of a version",
    ),
    ("read = 2026-01-31", "read = 2036-01-01", "19:8", "in the future"),
    ("read = 2026-01-31", "read = 2026-31-01", "19:8", "invalid date"),
    (
        "read = 2026-01-31",
        "read = \"2026-01-31\"",
        "19:8",
        "a date without quotes",
    ),
    (
        "read = 2026-01-31",
        "read = 2026-01-31T10:00:00",
        "19:8",
        "write a plain date",
    ),
    ("\"CHARTER.md\"", "\"[\"", "21:39", "is not a valid path pattern"),
    ("\"CHARTER.md\"", "\"\"", "21:39", "must not be empty"),
    ("\"CHARTER.md\"", "3", "21:39", "expected a string"),
    (
        "en = \"Add it.\"",
        "en = \" \"",
        "15:6",
        "in French and in English",
    ),
    ("en = \"Add it.\"", "en = \"«Add…»\"", "15:6", "replace"),
    (
        "expect = \"pass\"",
        "expect = \"fail\"",
        "1:1",
        "add an [[example]]",
    ),
    (
        "needs = []",
        "needs = [\"readme-missing\", \"none\"]",
        "6:28",
        "there is no rule \"none\"",
    ),
    (
        "needs = []",
        "needs = [\"charter-missing\"]",
        "6:10",
        "the rule needs itself",
    ),
    (
        "file-exists = { globs = [\"CHARTE.md\", \"CHARTER.md\"] }",
        "file-exists = { globs = [] }",
        "21:25",
        "at least one glob",
    ),
    (
        "file-exists = { globs = [\"CHARTE.md\", \"CHARTER.md\"] }",
        "licence-in = { ids = [\"MIT\", \"nope\"] }",
        "21:30",
        "SPDX list",
    ),
    (
        "file-exists = { globs = [\"CHARTE.md\", \"CHARTER.md\"] }",
        "text-match = { globs = [\"*\"], patterns = [\"ok\", \"(\"] }",
        "21:49",
        "is not a valid regular expression",
    ),
    (
        "file-exists = { globs = [\"CHARTE.md\", \"CHARTER.md\"] }",
        "file-size = { over = \"big\" }",
        "21:22",
        "is not a size",
    ),
    (
        "file-exists = { globs = [\"CHARTE.md\", \"CHARTER.md\"] }",
        "heading-match = { in = [\"readme\"], words = [\"ok\", \"***\"] }",
        "21:51",
        "holds no letter",
    ),
    (
        "file-exists = { globs = [\"CHARTE.md\", \"CHARTER.md\"] }",
        "activity = { last-commit-within-days = 0 }",
        "21:40",
        "1 or more",
    ),
];

#[test]
fn faults_of_rules_are_told_at_their_place_in_both_languages() {
    for (from, to, place, english) in FAULTS {
        let text = RULE.replacen(from, to, 1);
        assert_ne!(text, RULE, "{from}");
        let folder = rules(|put| put("documentation/charter-missing.toml", &text));
        let (code, told) = check(folder.path(), "en");
        assert_eq!(code, Some(1), "{to}: {told}");
        assert!(
            told.contains(&format!("charter-missing.toml:{place}: ")) && told.contains(english),
            "{to}: {told}"
        );
        assert_eq!(told.lines().count(), 1, "{told}");
        let (_, told) = check(folder.path(), "fr");
        let sentence = told.replace(&folder.path().display().to_string(), "");
        assert!(
            told.contains(&format!("charter-missing.toml:{place} : ")),
            "{told}"
        );
        assert!(is_french(&sentence), "{to}: {sentence}");
    }
}

#[test]
fn rules_that_need_each_other_are_told_as_a_circle() {
    let folder = rules(|put| {
        let needs = |name: &str| RULE.replace("needs = []", &format!("needs = [\"{name}\"]"));
        put("documentation/charter-missing.toml", &needs("charter-short"));
        put("quality/charter-short.toml", &needs("charter-long"));
        put("quality/charter-long.toml", &needs("charter-missing"));
    });
    let (code, told) = check(folder.path(), "en");
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("in a circle (charter-missing → charter-short → charter-long → charter-missing)"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 3, "each rule of it: {told}");
}

#[test]
fn choices_of_a_profile_that_mean_nothing_are_told_at_their_place() {
    let profile = |include: &str, exclude: &str| {
        format!("include = {include}\nexclude = {exclude}\n[title]\nfr = \"a\"\nen = \"a\"\n")
    };
    for (text, place, what) in [
        (
            profile("[\"licence\", \"nope\"]", "[]"),
            "1:23",
            "no rule is called \"nope\"",
        ),
        (
            profile("[\"*\"]", "[\"typo-missing\"]"),
            "2:12",
            "no rule is called \"typo-missing\"",
        ),
        (
            profile("[\"*\"]", "[\"#nobody\"]"),
            "2:12",
            "no rule is called \"#nobody\"",
        ),
        (profile("[]", "[]"), "1:11", "include chooses no rule"),
        (profile("[\"a[\"]", "[]"), "1:12", "is not a valid path pattern"),
        (
            profile("[\"*\"]", "[]") + "[level]\nnope = \"info\"\n",
            "7:1",
            "there is no rule \"nope\"",
        ),
        (
            profile("[\"*\"]", "[]") + "[weight]\nlicence-missing = 101\n",
            "7:19",
            "from 1 to 100",
        ),
    ] {
        let folder = rules(|put| put("profiles/our-service.toml", &text));
        let (code, told) = check(folder.path(), "en");
        assert_eq!(code, Some(1), "{told}");
        assert!(
            told.contains(&format!("our-service.toml:{place}: ")) && told.contains(what),
            "{text}: {told}"
        );
        let (_, told) = check(folder.path(), "fr");
        assert!(
            is_french(&told.replace(&folder.path().display().to_string(), "")),
            "{told}"
        );
    }
}

#[test]
fn one_bad_line_of_the_categories_is_one_error() {
    let folder = rules(|put| {
        put(
            "categories.toml",
            "[[category]]\nid = \"ours\"\ntitle = { fr = \"a\", en = \"a\" }\nx\n",
        );
        put("ours/charter-short.toml", RULE);
    });
    let (code, told) = check(folder.path(), "en");
    assert_eq!(code, Some(1));
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("categories.toml:4:"), "{told}");
}

#[test]
fn folders_and_categories_that_nobody_knows_are_told() {
    let empty = tempfile::tempdir().unwrap();
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n");
    let folder = empty.path().to_str().unwrap();
    let output = audit(&repo, "en", &["--rules", folder]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("holds no rule"), "{}", told(&output));
    let new = |category: &str| {
        vigie("en")
            .args(["rules", "new", "charter-missing", "--category", category, "--dir"])
            .arg(empty.path())
            .output()
            .unwrap()
    };
    let output = new("nope");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("there is no category \"nope\"; known ones: "),
        "{}",
        told(&output)
    );
    assert!(!empty.path().join("nope").exists());
    let listed = "[[category]]\nid = \"nope\"\ntitle = { fr = \"a\", en = \"a\" }\n";
    std::fs::write(empty.path().join("categories.toml"), listed).unwrap();
    assert_eq!(new("nope").status.code(), Some(0));
    // As it stands the new file is refused: half a rule is never used.
    assert_eq!(check(empty.path(), "en").0, Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_may_be_any_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join(OsStr::from_bytes(b"nu\xff"));
    std::fs::create_dir(&odd).unwrap();
    std::fs::write(odd.join("README.md"), "# Carte\n").unwrap();
    let output = vigie("en")
        .args(["audit", "--offline"])
        .arg(&odd)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let output = vigie("en")
        .args(["audit", "--profile"])
        .arg(OsStr::from_bytes(b"nu\xff"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("the argument \"nu\u{fffd}\" is not UTF-8"),
        "{}",
        told(&output)
    );
}
