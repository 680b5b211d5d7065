// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The command against the real software of data.gouv.fr, served on loopback by `tests/portal/serve_udata.py`.
//!
//! `.ci/test` installs it and names its Python in `VIGIE_UDATA`; without that variable nothing is tested here.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A portal that ends with the test.
struct Udata {
    child: Child,
    made: Value,
    _folder: TempDir,
}

impl Udata {
    fn start(python: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal/serve_udata.py");
        let mut child = Command::new(python)
            .arg(script)
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let made = serde_json::from_str(&line).expect("udata says where it answers");
        Self {
            child,
            made,
            _folder: folder,
        }
    }

    fn text(&self, pointer: &str) -> &str {
        self.made.pointer(pointer).unwrap().as_str().unwrap()
    }
}

impl Drop for Udata {
    fn drop(&mut self) {
        // The server ends with its standard input, and takes its database along.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

const DATASETS: &[&str] = &[
    "public",
    "archive",
    "supprime",
    "prive",
    "prive-et-supprime",
    "ancien-nom",
    "en-retard",
    "ponctuel",
    "sans-frequence",
    "sans-ressource",
    "licence-odc-odbl",
    "licence-fr-lo",
    "licence-cc-by",
    "licence-notspecified",
    "licence-aucune",
    "court",
    "a-une-personne",
    "ferme",
    "restreint",
    "restreint-avec-adresse",
    "avec-schema",
    "indisponible",
    "disponible",
    "avec-code",
    "reutilise",
    "reutilise-ailleurs",
];

/// What each rule must say of these datasets: all that fail it, and nothing else.
const FAULTS: &[(&str, &[&str])] = &[
    ("dataset-deleted", &["supprime", "une-autre"]),
    ("dataset-link-dead", &["prive", "prive-et-supprime"]),
    ("dataset-archived", &["archive"]),
    ("dataset-renamed", &["ancien-nom"]),
    ("published-dataset-late", &["en-retard"]),
    ("published-dataset-without-frequency", &["sans-frequence"]),
    ("published-dataset-empty", &["sans-ressource"]),
    ("published-dataset-licence-outside-legal-list", &["licence-cc-by"]),
    ("published-dataset-licence-superseded", &["licence-fr-lo"]),
    (
        "published-dataset-without-licence",
        &["licence-notspecified", "licence-aucune"],
    ),
    ("published-dataset-description-short", &["court", "avec-code"]),
    ("published-dataset-owned-by-person", &["a-une-personne"]),
    ("published-dataset-closed-format", &["ferme"]),
    ("published-dataset-undocumented", &["ferme"]),
    ("published-dataset-restricted-without-request", &["restreint"]),
    ("published-dataset-resource-unavailable", &["indisponible"]),
    (
        "published-dataset-without-contact",
        &["court", "a-une-personne", "avec-code"],
    ),
    (
        "published-dataset-organisation-uncertified",
        &["court", "avec-code"],
    ),
    ("published-dataset-without-backlink", &["court"]),
];

fn audit(repository: &Path, portal: &str, cache: &Path, more: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args([
            "audit",
            "--lang",
            "en",
            "--only",
            "data",
            "--fail-on",
            "never",
            "--format",
            "json",
        ])
        .args(more)
        .arg(repository)
        .env("VIGIE_PORTAL", portal)
        .env("VIGIE_CACHE", cache)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A repository that links to every dataset, one a line from the third.
fn repository(udata: &Udata) -> (TempDir, BTreeMap<u64, String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut links: Vec<(String, String)> = DATASETS
        .iter()
        .map(|slug| {
            (
                format!("https://www.data.gouv.fr/datasets/{slug}"),
                (*slug).to_owned(),
            )
        })
        .collect();
    for reuse in ["une-carte", "une-autre"] {
        links.push((
            format!("https://www.data.gouv.fr/reuses/{reuse}"),
            reuse.to_owned(),
        ));
    }
    let resource = udata.text("/uuids/public");
    links.push((
        format!("https://www.data.gouv.fr/api/1/datasets/r/{resource}"),
        "public".to_owned(),
    ));
    let mut readme = "# Registre\n\n".to_owned();
    let mut names = BTreeMap::new();
    for (line, (url, name)) in (3..).zip(links) {
        readme.extend(["- ", &url, "\n"]);
        names.insert(line, name);
    }
    fs::write(folder.path().join("README.md"), readme).unwrap();
    fs::write(
        folder.path().join("package.json"),
        r#"{"name": "registre", "version": "1.0.0", "repository": "https://gitlab.example.org/ministere/registre"}"#,
    )
    .unwrap();
    fs::write(
        folder.path().join(".vigie.toml"),
        "[declare]\nadministration = \"Ministère de l’Exemple\"\n\n[declare.datasets]\n\
         published = [\"court\", \"a-une-personne\"]\nconsumed = []\n",
    )
    .unwrap();
    (folder, names)
}

fn failing(report: &Value, rule: &str, lines: &BTreeMap<u64, String>) -> BTreeSet<String> {
    let verdicts = report["verdicts"].as_array().unwrap();
    let verdict = verdicts.iter().find(|one| one["rule"] == rule).unwrap();
    let findings = verdict["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| lines[&finding["line"].as_u64().unwrap()].clone())
        .collect()
}

/// Two repositories that use the same datasets: each is told once, with both. The pages go where `VIGIE_PAGES` says,
/// for the browser that `.ci/test` shows them to.
fn cohort(udata: &Udata, repository: &Path, cache: &Path, folder: &Path) {
    for name in ["un", "deux"] {
        let copy = folder.join("in").join(name);
        fs::create_dir_all(&copy).unwrap();
        for file in ["README.md", "package.json", ".vigie.toml"] {
            fs::copy(repository.join(file), copy.join(file)).unwrap();
        }
    }
    // A third one says nothing of itself: its challenge names the administration.
    let silent = folder.join("in/trois");
    fs::create_dir_all(&silent).unwrap();
    fs::write(
        silent.join("README.md"),
        "# Trois\n\nhttps://www.data.gouv.fr/datasets/ponctuel\n",
    )
    .unwrap();
    fs::write(
        folder.join("in/cohort.toml"),
        "[[promotion]]\nid = \"p\"\nname = \"P\"\nstart = 2026-01-05\nend = 2026-10-30\n\n\
         [[promotion.challenge]]\nname = \"C\"\nadministration = \"Ministère de l'Exemple\"\n\
         repositories = [\"trois\"]\n",
    )
    .unwrap();
    for lang in ["fr", "en"] {
        let out = folder.join(lang);
        let status = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(["cohort", "--lang", lang, "--from"])
            .arg(folder.join("in"))
            .arg("--out")
            .arg(&out)
            .env("VIGIE_PORTAL", udata.text("/url"))
            .env("VIGIE_CACHE", cache)
            .env_remove("SOURCE_DATE_EPOCH")
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        let report: Value = serde_json::from_slice(&fs::read(out.join("cohort.json")).unwrap()).unwrap();
        let datasets = report["datasets"].as_array().unwrap();
        let public = datasets.iter().filter(|one| one["title"] == "Public");
        let users: Vec<_> = public.map(|one| one["users"].as_array().unwrap().len()).collect();
        assert_eq!(users, [2]);
        let one = datasets.iter().find(|one| one["title"] == "Ponctuel").unwrap();
        let third = one["users"]
            .as_array()
            .unwrap()
            .iter()
            .find(|user| user["repository"] == "trois");
        assert_eq!(third.unwrap()["role"], "published");
        let table = fs::read_to_string(out.join("datasets.csv")).unwrap();
        assert_eq!(table.lines().count(), datasets.len() + 1);
        if let Some(pages) = std::env::var_os("VIGIE_PAGES") {
            let pages = Path::new(&pages);
            fs::copy(
                out.join("index.html"),
                pages.join(format!("portal-cohort.{lang}.html")),
            )
            .unwrap();
            fs::copy(
                out.join("repositories/un.html"),
                pages.join(format!("portal.{lang}.html")),
            )
            .unwrap();
        }
    }
}

#[test]
fn verdicts_on_the_real_portal_are_right() {
    let Ok(python) = std::env::var("VIGIE_UDATA") else {
        return;
    };
    let udata = Udata::start(&python);
    let (repository, lines) = repository(&udata);
    let cache = tempfile::tempdir().unwrap();
    let report = audit(repository.path(), udata.text("/url"), cache.path(), &[]);
    for (rule, expected) in FAULTS {
        let expected: BTreeSet<String> = expected.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(failing(&report, rule, &lines), expected, "{rule}");
    }
    let objects = report["portal"].as_array().unwrap();
    let of = |slug: &str| {
        let ending = format!("/{slug}");
        let found = objects
            .iter()
            .find(|one| one["url"].as_str().unwrap().ends_with(&ending));
        found.unwrap_or_else(|| panic!("{slug} is not in the report"))
    };
    for (slug, state) in [
        ("public", "public"),
        ("archive", "archived"),
        ("supprime", "deleted"),
        ("prive", "unknown"),
        ("nouveau-nom", "public"),
        ("une-carte", "public"),
        ("une-autre", "deleted"),
    ] {
        assert_eq!(of(slug)["state"], state, "{slug}");
    }
    // The permanent link to a file and the page are one dataset.
    assert_eq!(of("public")["places"].as_array().unwrap().len(), 2);
    assert_eq!(of("public")["role"], "published");
    assert_eq!(of("avec-code")["role_reason"], "backlink");
    assert_eq!(of("reutilise")["role"], "consumed");
    assert_eq!(of("reutilise")["role_reason"], "reuse");
    // Nothing in the repository leads to this reuse: the portal lists it.
    assert_eq!(of("reutilise-ailleurs")["role"], "consumed");
    assert_eq!(of("reutilise-ailleurs")["role_reason"], "reuse");
    assert_eq!(of("public")["quality"]["met"], 7);
    let missing = &of("public")["quality"]["missing"];
    assert_eq!(missing, &serde_json::json!(["temporal_coverage", "spatial"]));
    assert_eq!(of("sans-ressource")["quality"]["met"], 4);
    assert_eq!(of("ponctuel")["days_late"], Value::Null);
    assert_eq!(of("restreint-avec-adresse")["next"], of("public")["next"]);

    let again = tempfile::tempdir().unwrap();
    cohort(&udata, repository.path(), cache.path(), again.path());

    // Without the network what was kept is told again, word for word.
    let offline = audit(
        repository.path(),
        udata.text("/url"),
        cache.path(),
        &["--offline"],
    );
    assert!(offline == report, "offline differs");
    // And what was not kept is not verified: it lowers nothing.
    let empty = tempfile::tempdir().unwrap();
    let silent = audit(
        repository.path(),
        udata.text("/url"),
        empty.path(),
        &["--offline"],
    );
    for (rule, _) in FAULTS {
        assert!(failing(&silent, rule, &lines).is_empty(), "{rule}");
    }
}
