// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What reports tell of datasets, of one repository and of many, with a portal on loopback.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

#[path = "common/http.rs"]
mod http;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use http::{Reply, Server};
use serde_json::{Value, json};
use tempfile::TempDir;

const ADDRESS: &str = "https://www.data.gouv.fr/datasets/";

/// A portal of three datasets, two of one ministry.
fn portal(resources: Value) -> Server {
    Server::start(move |request, _| {
        if let Some((_, question)) = request.target.split_once("/reuses/?dataset=") {
            return Reply::json(reuses_of(question).to_string());
        }
        let slug = request
            .target
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        let (id, name) = match slug {
            "eau" | "5d13a8b6634f41070a43df01" => ("5d13a8b6634f41070a43df01", "eau"),
            "air" | "5d13a8b6634f41070a43df02" => ("5d13a8b6634f41070a43df02", "air"),
            "feu" | "5d13a8b6634f41070a43df03" => ("5d13a8b6634f41070a43df03", "feu"),
            _ => return Reply::status("404 Not Found"),
        };
        let reuses = match name {
            "eau" => 2,
            "air" => 500,
            _ => 0,
        };
        let organization = if name == "feu" {
            "Autre"
        } else {
            "Ministère de l'Exemple"
        };
        let body = json!({
            "id": id, "slug": name, "title": name.to_uppercase(), "license": "lov2", "frequency": "punctual",
            "description": "Une description.", "access_type": "open", "archived": null, "resources": resources,
            "organization": {"name": organization, "slug": "exemple", "badges": []},
            "quality": {"license": true, "spatial": false}, "metrics": {"reuses": reuses, "views": 7},
        });
        Reply::json(body.to_string())
    })
}

/// The reuses of a dataset: of one, every one; of another, the first of many.
fn reuses_of(question: &str) -> Value {
    let other = json!({"url": "https://example.org/carte", "description": "Une carte."});
    let own = json!({"url": "https://gitlab.example.org/exemple/registre", "description": "Un registre."});
    if question.starts_with("5d13a8b6634f41070a43df01&") {
        json!({"data": [other, own], "total": 2})
    } else {
        json!({"data": [other], "total": 500})
    }
}

fn vigie(portal: &Server, cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command
        .env("VIGIE_PORTAL", &portal.url)
        .env("VIGIE_CACHE", cache)
        .env("SOURCE_DATE_EPOCH", "1790000000");
    command
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
}

fn read(place: &Path) -> Value {
    serde_json::from_slice(&fs::read(place).unwrap()).unwrap()
}

/// The role and the reason of each dataset, by the repository's identifier and the title.
fn roles(out: &Path, repository: &str) -> Vec<(String, String, String)> {
    let audit = read(&out.join("audits").join(format!("{repository}.json")));
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let objects = audit["portal"].as_array().unwrap();
    objects
        .iter()
        .map(|one| (text(one, "name"), text(one, "role"), text(one, "role_reason")))
        .collect()
}

/// Two repositories of a challenge and one of nobody.
fn cohort() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let eau = format!("# A\n\nDonnées : <{ADDRESS}eau>, <{ADDRESS}air> et <{ADDRESS}feu>.\n");
    let by_number = format!("# B\n\nDonnées : <{ADDRESS}5d13a8b6634f41070a43df01>.\n");
    write(
        folder.path(),
        &[
            ("a/README.md", &eau),
            ("b/README.md", &by_number),
            ("c/src/import.py", &format!("URL = '{ADDRESS}eau'\n")),
            ("c/tests/test_import.py", &format!("URL = '{ADDRESS}air'\n")),
            (
                "cohort.toml",
                &format!(
                    "[[promotion]]\nid = \"un\"\n\n[[promotion.challenge]]\nname = \"Eau\"\nadministration = \
                     \"Ministère de l'Exemple\"\nrepositories = [\"a\", \"b\"]\nopened-datasets = [\"{ADDRESS}feu\"]\n"
                ),
            ),
        ],
    );
    folder
}

#[test]
fn the_challenge_tells_whose_dataset_it_is_and_a_cohort_tells_each_once() {
    let portal = portal(json!([]));
    let (folder, cache, out) = (
        cohort(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let run = |lang: &str, out: &Path, more: &[&str]| {
        let output = vigie(&portal, cache.path())
            .args(["cohort", "--lang", lang, "--no-cache", "--from"])
            .arg(folder.path())
            .args(more)
            .arg("--out")
            .arg(out)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    run("en", out.path(), &[]);
    let role = |name: &str, role: &str, reason: &str| (name.to_owned(), role.to_owned(), reason.to_owned());
    assert_eq!(
        roles(out.path(), "a"),
        [
            role("EAU", "published", "organization"),
            role("AIR", "published", "organization"),
            role("FEU", "published", "declared"),
        ]
    );
    assert_eq!(roles(out.path(), "b"), [role("EAU", "published", "organization")]);
    assert_eq!(
        roles(out.path(), "c"),
        [
            role("EAU", "consumed", "in-code"),
            role("AIR", "mentioned", "elsewhere")
        ],
        "the cohort file says nothing of it, and tests do not count"
    );
    let report = read(&out.path().join("cohort.json"));
    let told: Vec<_> = report["datasets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let users = one["users"].as_array().unwrap();
            let names: Vec<_> = users
                .iter()
                .map(|user| user["repository"].as_str().unwrap())
                .collect();
            (one["name"].as_str().unwrap(), names.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("AIR", "a c".to_owned()),
            ("EAU", "a b c".to_owned()),
            ("FEU", "a".to_owned())
        ]
    );
    // A dataset by its slug and by its number is one question; three repositories ask about it.
    let asked: Vec<_> = portal.requests().iter().map(|one| one.target.clone()).collect();
    assert!(asked.len() <= 4, "{asked:?}");
    let table = fs::read_to_string(out.path().join("datasets.csv")).unwrap();
    assert_eq!(table.lines().count(), 4);
    let page = fs::read_to_string(out.path().join("index.html")).unwrap();
    assert!(page.contains("id=\"datasets\"") && page.contains(">EAU</a>"));

    // Parts of a cohort, put together, tell the same.
    let parts = tempfile::tempdir().unwrap();
    for part in ["1", "2"] {
        run("en", &parts.path().join(part), &["--shard", &format!("{part}/2")]);
    }
    let merged = parts.path().join("merged");
    let output = vigie(&portal, cache.path())
        .arg("merge")
        .args([parts.path().join("2"), parts.path().join("1")])
        .arg("--out")
        .arg(&merged)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for file in ["datasets.csv", "datasets.schema.json"] {
        let read = |folder: &Path| fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(read(&merged), read(out.path()), "{file}");
    }
    assert_eq!(read(&merged.join("cohort.json"))["datasets"], report["datasets"]);
}

#[test]
fn a_file_that_is_published_too_is_told_by_its_checksum_or_perhaps_by_its_size() {
    let rows = "code;nom\n".to_owned() + &"01;x\n".repeat(400);
    let other = rows.replace("01;x", "02;y");
    let size = rows.len();
    let sum = vigie::facts::checksums(rows.as_bytes()).md5;
    let resource = |checksum: Value, format: &str| json!([{"id": "r1", "title": "Communes", "format": format, "filesize": size, "checksum": checksum}]);
    let cases = [
        (
            resource(json!({"type": "md5", "value": sum.to_uppercase()}), "csv"),
            Some("checksum"),
            None,
        ),
        (resource(Value::Null, "csv"), Some("size"), Some("size")),
        (resource(Value::Null, "json"), None, None),
        // The portal knows no size of files on other servers that it did not visit.
        (
            json!([{"id": "r1", "title": "Communes", "format": "csv", "filesize": null,
                    "checksum": {"type": "md5", "value": sum}}]),
            Some("checksum"),
            None,
        ),
        (
            json!([{"id": "r1", "title": "Communes", "format": "csv", "filesize": null,
                    "checksum": {"type": "md5", "value": "0".repeat(32)}}]),
            None,
            None,
        ),
    ];
    for (resources, same, different) in cases {
        let portal = portal(resources.clone());
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(
            folder.path(),
            &[
                ("README.md", &format!("# A\n\n<{ADDRESS}eau>\n")),
                ("data/communes.csv", &rows),
                ("data/autres.csv", &other),
            ],
        );
        let output = vigie(&portal, cache.path())
            .args(["audit", "--format", "json", "--fail-on", "never"])
            .arg(folder.path())
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let by = |path: &str| {
            let files = report["data"].as_array().unwrap();
            let file = files.iter().find(|one| one["path"] == path).unwrap();
            file["published_by"].as_str().map(str::to_owned)
        };
        assert_eq!(by("data/communes.csv").as_deref(), same, "{resources}");
        assert_eq!(by("data/autres.csv").as_deref(), different, "{resources}");
    }
}

#[test]
fn a_dataset_s_reuses_are_asked_for_where_they_may_name_the_repository() {
    let portal = portal(json!([]));
    let (folder, cache, out) = (
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let readme = format!("# A\n\nDonnées : <{ADDRESS}eau>, <{ADDRESS}air> et <{ADDRESS}feu>.\n");
    let manifest = |name: &str| {
        format!("{{\"name\": \"a\", \"repository\": \"https://gitlab.example.org/exemple/{name}\"}}")
    };
    let declared =
        format!("[declare.datasets]\npublished = [\"{ADDRESS}air\", \"{ADDRESS}feu\"]\nconsumed = []\n");
    write(
        folder.path(),
        &[
            ("a/README.md", &readme),
            ("a/package.json", &manifest("registre")),
            ("a/.vigie.toml", &declared),
            ("b/README.md", &readme),
            ("b/package.json", &manifest("autre")),
            // Without an address there is nothing to look for.
            ("c/README.md", &readme),
        ],
    );
    let output = vigie(&portal, cache.path())
        .args(["cohort", "--no-cache", "--from"])
        .arg(folder.path())
        .arg("--out")
        .arg(out.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let told = |repository: &str| -> Vec<_> {
        let audit = read(&out.path().join("audits").join(format!("{repository}.json")));
        let objects = audit["portal"].as_array().unwrap().clone();
        let text = |one: &Value, key: &str| one[key].as_str().unwrap_or("-").to_owned();
        objects
            .iter()
            .map(|one| (text(one, "role_reason"), one["backlink"].as_bool()))
            .collect()
    };
    let is = |reason: &str, backlink| (reason.to_owned(), backlink);
    // Of the first one not every reuse was seen; the second has none.
    let declared = [is("declared", None), is("declared", Some(false))];
    assert_eq!(told("a"), [&declared[..], &[is("reuse", Some(true))]].concat());
    let undecided = |first| {
        [
            is("in-document", first),
            is("in-document", None),
            is("in-document", Some(false)),
        ]
    };
    assert_eq!(told("b"), undecided(Some(false)));
    assert_eq!(told("c"), [None; 3].map(|unknown| is("in-document", unknown)));
    let lists = portal.requests();
    let lists = lists
        .iter()
        .filter(|one| one.target.contains("/reuses/?dataset="));
    assert_eq!(lists.count(), 2, "each list once, whoever asks");
}

/// Makes a folder a repository that was cloned from an address.
fn cloned(folder: &Path, origin: &str) {
    let repository = git2::Repository::init(folder).unwrap();
    repository.remote("origin", origin).unwrap();
    let mut index = repository.index().unwrap();
    index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).unwrap();
    index.write().unwrap();
    let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
    let author = git2::Signature::new("A", "a@example.org", &git2::Time::new(1_780_000_000, 0)).unwrap();
    repository
        .commit(Some("HEAD"), &author, &author, "A", &tree, &[])
        .unwrap();
}

#[test]
fn a_repository_is_known_by_the_address_that_it_is_audited_at() {
    let portal = portal(json!([]));
    let (folder, cache, out) = (
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let readme = format!("# A\n\nDonnées : <{ADDRESS}eau>.\n");
    for name in ["a", "b", "c"] {
        write(folder.path(), &[(&format!("{name}/README.md"), &readme)]);
    }
    cloned(
        &folder.path().join("a"),
        "https://job:s3cret@gitlab.example.org/exemple/registre.git",
    );
    cloned(
        &folder.path().join("b"),
        "git@gitlab.example.org:exemple/autre.git",
    );
    let told = |audit: &Value| {
        let one = &audit["portal"][0];
        (
            one["role_reason"].as_str().unwrap().to_owned(),
            one["backlink"].as_bool(),
        )
    };
    let expected = [
        ("a", "reuse", Some(true)),
        ("b", "in-document", Some(false)),
        ("c", "in-document", None),
    ];
    for (name, reason, backlink) in expected {
        let audit = audit(&portal, &folder.path().join(name));
        assert_eq!(told(&audit), (reason.to_owned(), backlink), "{name}");
        assert!(!audit.to_string().contains("s3cret"));
    }
    let output = vigie(&portal, cache.path())
        .args(["cohort", "--no-cache", "--from"])
        .arg(folder.path())
        .arg("--out")
        .arg(out.path())
        .output()
        .unwrap();
    assert!(output.status.success());
    for (name, reason, backlink) in expected {
        let audit = read(&out.path().join("audits").join(format!("{name}.json")));
        assert_eq!(told(&audit), (reason.to_owned(), backlink), "{name} of a cohort");
    }
    // A job of GitLab is told where its project is.
    let place = folder.path().join("c");
    let output = vigie(&portal, cache.path())
        .args(["audit", "--format", "json", "--fail-on", "never"])
        .arg(&place)
        .env("GITLAB_CI", "true")
        .env("CI_PROJECT_DIR", &place)
        .env("CI_PROJECT_PATH", "exemple/registre")
        .env("CI_PROJECT_URL", "https://gitlab.example.org/exemple/registre")
        .output()
        .unwrap();
    let audit: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told(&audit), ("reuse".to_owned(), Some(true)));
}

/// The report of one repository.
fn audit(portal: &Server, folder: &Path) -> Value {
    let cache = tempfile::tempdir().unwrap();
    let output = vigie(portal, cache.path())
        .args(["audit", "--lang", "en", "--format", "json", "--fail-on", "never"])
        .arg(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The outcome of a rule, and the lines of its findings.
fn verdict(report: &Value, rule: &str) -> (String, Vec<u64>) {
    let verdicts = report["verdicts"].as_array().unwrap();
    let one = verdicts.iter().find(|one| one["rule"] == rule).unwrap();
    let findings = one["findings"].as_array().unwrap();
    (
        one["verdict"].as_str().unwrap().to_owned(),
        findings
            .iter()
            .filter_map(|finding| finding["line"].as_u64())
            .collect(),
    )
}

#[test]
fn large_files_and_pointers_are_compared_by_their_checksums() {
    let large = "code;nom\n".to_owned() + &"01;une commune\n".repeat(400_000);
    assert!(large.len() > 4 << 20);
    let sums = vigie::facts::checksums(large.as_bytes());
    let elsewhere = "ab".repeat(32);
    let portal = portal(json!([
        {"id": "r1", "title": "Grand", "format": "csv", "filesize": large.len(), "checksum": {"type": "sha1", "value": sums.sha1}},
        {"id": "r2", "title": "Ailleurs", "format": "csv", "filesize": null, "checksum": {"type": "sha256", "value": elsewhere}},
    ]));
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("README.md", &format!("# A\n\n<{ADDRESS}eau>\n")),
            (".gitattributes", "*.csv filter=lfs\n"),
            ("data/grand.csv", &large),
            (
                "data/ailleurs.csv",
                &format!("version https://git-lfs.github.com/spec/v1\noid sha256:{elsewhere}\nsize 123456\n"),
            ),
        ],
    );
    let report = audit(&portal, folder.path());
    let told: Vec<_> = report["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["path"].as_str().unwrap(), one["published_by"].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("data/ailleurs.csv", Some("checksum")),
            ("data/grand.csv", Some("checksum"))
        ]
    );
}

#[test]
fn a_resource_that_its_dataset_has_lost_is_asked_about_once() {
    const LOST: &str = "8b55024d-6128-4fef-ae03-08692597dd94";
    const THERE: &str = "8b55024d-6128-4fef-ae03-08692597dd95";
    for (status, dead, deleted) in [
        ("404 Not Found", ("fail", vec![3, 4]), "pass"),
        ("410 Gone", ("pass", vec![]), "fail"),
        (
            "503 Service Unavailable",
            ("undetermined", vec![]),
            "undetermined",
        ),
    ] {
        let datasets = portal(json!([{"id": THERE, "title": "A", "format": "csv"}]));
        let base = datasets.url.clone();
        let server = Server::start(move |request, _| {
            if request.target.contains(LOST) {
                return Reply::status(status);
            }
            // Everything else is as on the other one.
            let address = format!("{base}{}", request.target);
            Reply::json(reqwest::blocking::get(address).unwrap().text().unwrap())
        });
        let folder = tempfile::tempdir().unwrap();
        let readme = format!(
            "# A\n\n<{ADDRESS}eau#/resources/{LOST}>\n<{ADDRESS}eau?resource_id={LOST}>\n<{ADDRESS}eau#/resources/{THERE}>\n"
        );
        write(
            folder.path(),
            &[
                ("README.md", &readme),
                ("tests/a.py", &format!("'{ADDRESS}eau#/resources/{LOST}'\n")),
            ],
        );
        let report = audit(&server, folder.path());
        let (told, lines) = verdict(&report, "dataset-link-dead");
        assert_eq!((told.as_str(), lines), dead, "{status}");
        assert_eq!(verdict(&report, "dataset-deleted").0, deleted, "{status}");
        let asked = server.requests();
        let about = asked.iter().filter(|one| one.target.contains(LOST)).count();
        assert!(status.starts_with('5') || about == 1, "{about}");
        assert!(asked.iter().all(|one| !one.target.contains(THERE)));
    }
}

/// The verdict and the weight of each rule of an audit, and its score.
fn judged(folder: &Path, portal: &str, more: &[&str]) -> (BTreeMap<String, (String, u64)>, Value) {
    let cache = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_PORTAL", portal)
        .env("VIGIE_CACHE", cache.path())
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .args([
            "audit",
            "--format",
            "json",
            "--fail-on",
            "never",
            "--profile",
            "codegouv",
        ])
        .args(more)
        .arg(folder)
        .output()
        .unwrap();
    let audit: Value = serde_json::from_slice(&output.stdout).unwrap();
    let verdicts = audit["verdicts"].as_array().unwrap().iter().map(|one| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        (text("rule"), (text("verdict"), one["weight"].as_u64().unwrap()))
    });
    (verdicts.collect(), audit["score"].clone())
}

#[test]
fn silence_makes_no_rule_fail_and_takes_points_out_of_both_sides() {
    let portal = portal(json!([]));
    // A port where nobody listens, and a portal that answers nothing but trouble.
    let broken = Server::start(|_, _| Reply::status("500 Internal Server Error"));
    let url = format!("{ADDRESS}eau");
    let resource = format!("{ADDRESS}r/f868cca6-8da1-4369-a78d-47463f19a9a3");
    let table = format!("code;valeur\n{}", "1;2\n".repeat(400));
    for files in [
        vec![
            ("README.md", format!("# A\n\nDonnées : <{url}>\n")),
            (
                ".vigie.toml",
                "[declare]\nadministration = \"Ministère de l'Exemple\"\n".to_owned(),
            ),
        ],
        vec![
            (
                "README.md",
                format!("# A\n\nDonnées : <{url}>, <{ADDRESS}rien>\n"),
            ),
            (
                ".vigie.toml",
                "[declare.datasets]\npublished = [\"eau\"]\n".to_owned(),
            ),
        ],
        vec![
            ("README.md", format!("# A\n\nDonnées : <{url}>, <{resource}>\n")),
            (
                ".vigie.toml",
                "[declare.datasets]\nconsumed = [\"5d13a8b6634f41070a43df01\"]\n".to_owned(),
            ),
        ],
        vec![
            ("README.md", "# A\n".to_owned()),
            ("a.py", format!("URL = '{url}'\n")),
            ("data/a.csv", table),
        ],
    ] {
        let folder = tempfile::tempdir().unwrap();
        let written: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        write(folder.path(), &written);
        let (answered, full) = judged(folder.path(), &portal.url, &[]);
        let silences: [(&str, &[&str]); 4] = [
            ("http://127.0.0.1:9", &[]),
            (broken.url.as_str(), &[]),
            ("none", &[]),
            ("none", &["--offline"]),
        ];
        for (url, more) in silences {
            let (silent, score) = judged(folder.path(), url, more);
            let (mut earned, mut judged) = (0, 0);
            for (rule, (verdict, weight)) in &silent {
                let before = &answered[rule].0;
                assert!(
                    verdict == before || verdict == "undetermined",
                    "{rule}: {before} with an answer, {verdict} without ({url})"
                );
                earned += if verdict == "pass" { *weight } else { 0 };
                judged += if verdict == "pass" || verdict == "fail" {
                    *weight
                } else {
                    0
                };
            }
            let points = |score: &Value, key: &str| score[key].as_u64().unwrap();
            assert_eq!(
                (points(&score, "earned"), points(&score, "judged")),
                (earned, judged)
            );
            assert!(points(&score, "coverage") <= points(&full, "coverage"));
        }
    }
}
