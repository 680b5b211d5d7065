// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Run after run over one cohort: what is reused, what is compared, what parts leave behind.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod cohort;
    pub mod git;
}

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::cohort::{DAY, World, done, same};
use common::git::git;
use serde_json::Value;

fn names(report: &Value, list: &str) -> Vec<String> {
    let told = |one: &Value| match one["rule"].as_str() {
        Some(rule) => format!("{}:{rule}", one["name"].as_str().unwrap()),
        None => one["name"].as_str().unwrap().to_owned(),
    };
    report["comparison"][list]
        .as_array()
        .unwrap()
        .iter()
        .map(told)
        .collect()
}

#[test]
fn unchanged_repositories_are_not_audited_again() {
    let world = World::new(&["a.git", "b.git"]);
    fs::create_dir(world.root().join("plain")).unwrap();
    fs::write(world.root().join("plain/README.md"), "# Plain\n").unwrap();
    assert!(
        world
            .run(&[])
            .contains("Audited: 3 · reused from an earlier audit: 0 · not audited: 0")
    );
    assert!(
        world
            .run(&[])
            .contains("Audited: 1 · reused from an earlier audit: 2 · not audited: 0")
    );
    let fresh = tempfile::tempdir().unwrap();
    done(&mut world.command(fresh.path(), &["--no-cache"]));
    same(
        world.out.path(),
        fresh.path(),
        &["cohort.json", "index.html", "comparison.md", "history.jsonl"],
    );
    // A change of the repository, of the choice of rules, of the language, or a wish: audited again.
    world.commit("a.git", &[("LICENSE", "x")]);
    assert!(
        world
            .run(&[])
            .contains("Audited: 2 · reused from an earlier audit: 1")
    );
    assert!(
        world
            .run(&["--full"])
            .contains("Audited: 3 · reused from an earlier audit: 0")
    );
    assert!(
        world
            .run(&["--skip", "licence-missing"])
            .contains("Audited: 3 · reused from an earlier audit: 0")
    );
    assert!(
        world
            .run(&["--skip", "licence-missing"])
            .contains("Audited: 1 · reused from an earlier audit: 2")
    );
}

#[test]
fn a_result_holds_until_time_can_change_it() {
    let world = World::new(&["a.git"]);
    let settings =
        "[[waiver]]\nrule = \"licence-missing\"\nreason = \"soon\"\nuntil = 2026-09-23\nowner = \"us\"\n";
    world.commit("a.git", &[(".vigie.toml", settings)]);
    let at = |days: u64| {
        let mut command = world.command(world.out.path(), &[]);
        command.env("SOURCE_DATE_EPOCH", (DAY + days * 86_400).to_string());
        let told = done(&mut command);
        let failing = world.report()["repositories"][0]["failing"].to_string();
        (
            told.contains("an earlier audit: 1"),
            failing.contains("licence-missing"),
        )
    };
    assert_eq!(at(0), (false, false));
    assert_eq!(at(1), (true, false));
    assert_eq!(at(2), (true, false), "the waiver covers its last day");
    assert_eq!(at(3), (false, true), "and no other");
    assert_eq!(at(4), (true, true));
    assert_eq!(
        at(0),
        (false, false),
        "an audit says nothing of the days before it"
    );
}

#[test]
fn a_page_of_a_reused_audit_is_that_of_a_fresh_one_whatever_is_asked() {
    let world = World::new(&["a.git"]);
    world.run(&[]);
    let fresh = tempfile::tempdir().unwrap();
    world.run(&["--dated"]);
    done(&mut world.command(fresh.path(), &["--dated", "--no-cache"]));
    same(
        world.out.path(),
        fresh.path(),
        &["cohort.json", "index.html", "comparison.md", "history.jsonl"],
    );
}

#[test]
fn each_run_is_compared_with_the_one_before() {
    let world = World::new(&["a.git", "b.git", "c.git"]);
    world.run(&[]);
    assert!(world.report()["comparison"].is_null());
    assert!(!world.out.path().join("comparison.md").exists());
    world.run(&[]);
    let page = fs::read_to_string(world.out.path().join("comparison.md")).unwrap();
    assert!(page.contains("Nothing changed."), "{page}");
    world.commit("a.git", &[("LICENSE", include_str!("../LICENSE"))]);
    world.commit("b.git", &[(".env", "PASSWORD=7f3k9Zq1\n")]);
    fs::remove_dir_all(world.root().join("c.git")).unwrap();
    git(world.root(), &["clone", "--quiet", "--bare", "a.git", "d.git"]);
    world.run(&[]);
    let report = world.report();
    assert!(
        names(&report, "repaired").contains(&"a.git:licence-missing".to_owned()),
        "{report}"
    );
    assert!(
        names(&report, "new_failures").contains(&"b.git:env-file-tracked".to_owned()),
        "{report}"
    );
    assert_eq!(names(&report, "new"), ["d.git"]);
    assert_eq!(names(&report, "gone"), ["c.git"]);
    assert!(names(&report, "scores").contains(&"a.git".to_owned()));
    let page = fs::read_to_string(world.out.path().join("comparison.md")).unwrap();
    assert!(
        page.contains("`licence-missing`") && page.contains("`c.git`"),
        "{page}"
    );
    assert!(
        !world.out.path().join("repositories/c-git.html").exists(),
        "pages of the gone go"
    );
    assert!(world.out.path().join("rules/licence-missing.html").exists());
    // A repository that breaks is lost, not repaired.
    fs::remove_dir_all(world.root().join("a.git/objects")).unwrap();
    fs::create_dir(world.root().join("a.git/objects")).unwrap();
    world.run(&[]);
    assert_eq!(names(&world.report(), "lost"), ["a.git"]);
    assert!(
        !names(&world.report(), "repaired")
            .iter()
            .any(|one| one.starts_with("a.git"))
    );
}

#[test]
fn parts_make_the_report_of_one_run() {
    let all = ["a.git", "b.git", "c.git", "d.git", "x y.git", "x-y.git"];
    let world = World::new(&all);
    fs::create_dir_all(world.root().join("broken.git/objects")).unwrap();
    fs::create_dir_all(world.root().join("broken.git/refs")).unwrap();
    fs::write(
        world.root().join("broken.git/HEAD"),
        "0123456789012345678901234567890123456789",
    )
    .unwrap();
    world.run(&["--no-cache"]);
    let parts = tempfile::tempdir().unwrap();
    let mut folders = Vec::new();
    for index in 1..=3 {
        let folder = parts.path().join(index.to_string());
        let part = format!("{index}/3");
        done(&mut world.command(&folder, &["--no-cache", "--shard", &part]));
        assert!(!folder.join("history.jsonl").exists());
        folders.push(folder);
    }
    let merged = tempfile::tempdir().unwrap();
    let merge = |folders: &[PathBuf]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.env("VIGIE_PORTAL", "none");
        command
            .env("LANG", "en")
            .env("SOURCE_DATE_EPOCH", DAY.to_string())
            .arg("merge")
            .args(folders);
        command.arg("--out").arg(merged.path());
        command
    };
    for (given, words) in [
        (&folders[..2], "part 3/3 is missing"),
        (&[folders[0].clone(), folders[0].clone()][..], "given twice"),
        (&[world.out.path().to_owned()][..], "--shard"),
    ] {
        let output = merge(given).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(told.contains(words), "{told}");
    }
    // What is left over from the week before, and what another cohort file asks.
    let stale = parts.path().join("stale");
    done(
        world
            .command(&stale, &["--no-cache", "--shard", "1/3"])
            .env("SOURCE_DATE_EPOCH", (DAY - 7 * 86_400).to_string()),
    );
    let other = parts.path().join("other");
    let file = parts.path().join("cohort.toml");
    fs::write(
        &file,
        format!("folder = {:?}\n[thresholds]\nleast-score = 90\n", world.root()),
    )
    .unwrap();
    done(
        Command::new(env!("CARGO_BIN_EXE_vigie"))
            .env("VIGIE_PORTAL", "none")
            .env("LANG", "en")
            .env("SOURCE_DATE_EPOCH", DAY.to_string())
            .args(["cohort", "--no-cache", "--shard", "1/3", "--cohort"])
            .arg(&file)
            .arg("--out")
            .arg(&other),
    );
    let wide = parts.path().join("wide");
    done(&mut world.command(&wide, &["--no-cache", "--shard", "1/3", "--whole-history"]));
    for (part, words) in [
        (wide, "the options"),
        (stale, "not parts of one run"),
        (other, "the thresholds or the promotions differ"),
    ] {
        let output = merge(&[part, folders[1].clone(), folders[2].clone()])
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(told.contains(words), "{told}");
    }
    folders.rotate_left(1);
    let told = done(&mut merge(&folders));
    assert!(
        told.ends_with("Audited: 6 · reused from an earlier audit: 0 · not audited: 1\n"),
        "{told}"
    );
    same(merged.path(), world.out.path(), &[]);
}

#[test]
fn a_choice_of_rules_is_no_change_of_the_repositories() {
    let world = World::new(&["a.git", "b.git"]);
    world.run(&["--no-cache"]);
    let whole = world.report();
    world.run(&["--no-cache", "--only", "licence-missing"]);
    for more in [&[][..], &["--profile", "codegouv"], &[]] {
        world.run(&[&["--no-cache"][..], more].concat());
        let comparison = &world.report()["comparison"];
        assert_eq!(comparison["rules_changed"], true, "{more:?}");
        for change in ["new_failures", "repaired", "scores"] {
            assert_eq!(comparison[change], serde_json::json!([]), "{more:?}");
        }
    }
    assert_eq!(world.report()["repositories"], whole["repositories"]);
    world.run(&["--no-cache"]);
    assert_eq!(world.report()["comparison"]["rules_changed"], false);
}

#[test]
fn tables_are_those_of_their_schemas() {
    let world = World::new(&["a.git"]);
    for name in ["=cmd", "+1", "@x", "été, \"cité\""] {
        fs::create_dir(world.root().join(name)).unwrap();
        fs::write(world.root().join(name).join("=1+1.env"), "").unwrap();
        fs::write(world.root().join(name).join(".env"), "PASSWORD=7f3k9Zq1\n").unwrap();
    }
    world.run(&[]);
    for table in ["repositories", "findings"] {
        let at = |kind: &str| fs::read_to_string(world.out.path().join(format!("{table}.{kind}"))).unwrap();
        let schema: Value = serde_json::from_str(&at("schema.json")).unwrap();
        let text = at("csv");
        assert!(text.ends_with("\r\n"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let fields = schema["fields"].as_array().unwrap();
        let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let told: Vec<_> = fields
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(header, told, "{table}");
        let key: Vec<_> = schema["primaryKey"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap())
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        let mut count = 0;
        for row in reader.records() {
            let row = row.unwrap();
            count += 1;
            for (field, cell) in fields.iter().zip(&row) {
                let kind = field["type"].as_str().unwrap();
                let required = field["constraints"]["required"] == true;
                let fits = match kind {
                    _ if cell.is_empty() => !required,
                    "integer" => cell.parse::<i64>().is_ok(),
                    "boolean" => ["true", "false"].contains(&cell),
                    "string" => !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    other => panic!("{other}"),
                };
                assert!(fits, "{table}: {} = {cell:?}", field["name"]);
            }
            let values: Vec<_> = key
                .iter()
                .map(|name| row[told.iter().position(|one| one == name).unwrap()].to_owned())
                .collect();
            assert!(seen.insert(values), "{table}: the key is unique");
        }
        assert!(count >= 5, "{table}: {count}");
    }
}

#[test]
fn every_link_to_a_rule_of_a_repository_leads_to_it() {
    let world = World::new(&["a.git", "b.git"]);
    let settings = "[[waiver]]\nrule = \"licence-missing\"\nreason = \"Being chosen\"\nowner = \"team@example.org\"\nuntil = 2026-12-31\n";
    world.commit("b.git", &[(".vigie.toml", settings)]);
    world.run(&[]);
    let mut links = 0;
    for entry in fs::read_dir(world.out.path().join("rules")).unwrap() {
        let page = fs::read_to_string(entry.unwrap().path()).unwrap();
        for link in page.split("href=\"../repositories/").skip(1) {
            let (file, rest) = link.split_once('#').unwrap();
            let rule = rest.split('"').next().unwrap();
            let target = fs::read_to_string(world.out.path().join("repositories").join(file)).unwrap();
            let ids = target.matches(&format!("id=\"{rule}\"")).count();
            assert_eq!(ids, 1, "{file}#{rule}");
            links += 1;
        }
    }
    assert!(links > 20, "{links}");
    let waived = fs::read_to_string(world.out.path().join("rules/licence-missing.html")).unwrap();
    assert!(waived.contains("id=\"waived\""));
}
