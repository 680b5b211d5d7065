// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Hostile and odd repositories of a GitLab, and disks that refuse: a row each, never an abort, and nothing is
//! written outside the cache and the report.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
    pub mod http;
    pub mod server;
}

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::git::{Repo, git};
use common::http::{Reply, Server};
use common::server::GitServer;
use git2::{ObjectType, Oid, Repository};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A bare repository with one commit.
fn bare(root: &Path, name: &str, files: &[(&str, &str)]) -> PathBuf {
    let work = Repo::new();
    for (path, text) in files {
        work.write(path, text);
    }
    work.commit("first");
    git(
        root,
        &["clone", "--quiet", "--bare", work.path().to_str().unwrap(), name],
    );
    root.join(name)
}

fn raw_tree(repo: &Repository, items: &[(&str, &str, Oid)]) -> Oid {
    let mut bytes = Vec::new();
    for (mode, name, id) in items {
        bytes.extend_from_slice(format!("{mode} {name}\0").as_bytes());
        bytes.extend_from_slice(id.as_bytes());
    }
    repo.odb().unwrap().write(ObjectType::Tree, &bytes).unwrap()
}

/// Makes a tree the content of the branch main.
fn commit_tree(bare: &Path, tree: Oid) {
    let id = git(bare, &["commit-tree", &tree.to_string(), "-m", "hostile"]);
    git(bare, &["update-ref", "refs/heads/main", &id]);
}

fn tree_entries(root: &Path) {
    let path = bare(root, "tree.git", &[("README.md", "# x\n")]);
    let repo = Repository::open_bare(&path).unwrap();
    let blob = repo.blob(b"[core]\n\tfsmonitor = touch pwned\n").unwrap();
    let inner = raw_tree(&repo, &[("100644", "config", blob)]);
    let up = raw_tree(&repo, &[("100644", "pwned", blob)]);
    let items = [
        ("100644", "..\\pwned", blob),
        ("40000", "..", up),
        ("40000", ".git", inner),
        ("100644", "/pwned", blob),
        ("100644", "a/b", blob),
        ("120000", "link", repo.blob(b"/etc/passwd").unwrap()),
    ];
    commit_tree(&path, raw_tree(&repo, &items));
}

/// Ten folders in ten folders, ten times: 10^10 paths in a dozen objects.
fn tree_bomb(root: &Path) {
    let path = bare(root, "bomb.git", &[("README.md", "# x\n")]);
    let repo = Repository::open_bare(&path).unwrap();
    let blob = repo.blob(b"boom").unwrap();
    let names: Vec<_> = (0..10).map(|index| format!("f{index}")).collect();
    let files: Vec<_> = names.iter().map(|name| ("100644", name.as_str(), blob)).collect();
    let mut tree = raw_tree(&repo, &files);
    for _ in 0..9 {
        let folders: Vec<_> = names.iter().map(|name| ("40000", name.as_str(), tree)).collect();
        tree = raw_tree(&repo, &folders);
    }
    commit_tree(&path, tree);
}

/// Half a gigabyte of zeros in half a megabyte.
fn zero_blob(root: &Path) {
    let path = bare(root, "zeros.git", &[("README.md", "# x\n")]);
    let zeros = root.join("zeros");
    fs::File::create(&zeros).unwrap().set_len(512 << 20).unwrap();
    let id = git(&path, &["hash-object", "-w", zeros.to_str().unwrap()]);
    fs::remove_file(zeros).unwrap();
    let repo = Repository::open_bare(&path).unwrap();
    let id = Oid::from_str(&id).unwrap();
    commit_tree(
        &path,
        raw_tree(&repo, &[("100644", "LICENSE", id), ("100644", "README.md", id)]),
    );
}

/// The file of an object, out of any pack.
fn loose(bare: &Path, id: &str) -> PathBuf {
    let place = bare.join("objects").join(&id[..2]).join(&id[2..]);
    assert!(
        place.exists(),
        "a clone of a local repository keeps its loose objects"
    );
    place
}

fn world(root: &Path) -> Vec<&'static str> {
    git(root, &["init", "--quiet", "--bare", "empty.git"]);
    let headless = bare(root, "headless.git", &[("README.md", "# x\n")]);
    git(&headless, &["symbolic-ref", "HEAD", "refs/heads/absent"]);
    let tagged = bare(root, "tagged.git", &[("README.md", "# x\n")]);
    git(&tagged, &["tag", "v1"]);
    git(&tagged, &["update-ref", "-d", "refs/heads/main"]);
    tree_entries(root);
    tree_bomb(root);
    zero_blob(root);
    let sha256 = Repo::with(&["--object-format=sha256"]);
    sha256.write("README.md", "# x\n");
    sha256.commit("first");
    git(
        root,
        &[
            "clone",
            "--quiet",
            "--bare",
            sha256.path().to_str().unwrap(),
            "sha256.git",
        ],
    );
    for (name, harm) in [("corrupt.git", true), ("holes.git", false)] {
        let path = bare(root, name, &[("README.md", "# x\n"), ("a.txt", "a")]);
        let id = git(&path, &["rev-parse", "HEAD:README.md"]);
        let object = loose(&path, &id);
        fs::remove_file(&object).unwrap();
        if harm {
            fs::write(&object, b"x\x01not an object").unwrap();
        }
    }
    let many = bare(root, "many.git", &[("README.md", "# x\n")]);
    let head = git(&many, &["rev-parse", "HEAD"]);
    let mut refs = String::from("# pack-refs with: peeled fully-peeled sorted\n");
    for index in 0..6_000 {
        writeln!(refs, "{head} refs/heads/b{index:05}").unwrap();
    }
    writeln!(refs, "{head} refs/heads/main").unwrap();
    fs::write(many.join("packed-refs"), refs).unwrap();
    let odd = "a\u{1b}[31m\u{202e}\n<script>alert(1)</script>\"'.md";
    bare(
        root,
        "names.git",
        &[("README.md", "# <img src=x onerror=alert(1)>\n"), (odd, "x")],
    );
    bare(root, "sane.git", &[("README.md", "# Sane\n")]);
    vec![
        "bomb", "corrupt", "empty", "headless", "holes", "many", "names", "nowhere", "sane", "sha256",
        "tagged", "tree", "zeros",
    ]
}

/// What becomes of a repository.
enum Fate {
    /// It is audited, and this gap is told, if any.
    Audited(Option<&'static str>),
    /// It is not, and the reason holds these words.
    Failed(&'static str),
}

/// The fate of each repository of [`world`], in the order of the report.
const FATES: [(&str, Fate); 13] = [
    ("bomb", Fate::Failed("only the first 500,000 were looked at")),
    ("corrupt", Fate::Failed("corrupt.git")),
    ("empty", Fate::Audited(Some("empty-repository"))),
    ("headless", Fate::Audited(Some("unborn-head"))),
    ("holes", Fate::Failed("holes.git")),
    ("many", Fate::Audited(None)),
    ("names", Fate::Audited(None)),
    ("nowhere", Fate::Failed("there is no repository")),
    ("sane", Fate::Audited(None)),
    ("sha256", Fate::Failed("SHA-256")),
    ("tagged", Fate::Audited(Some("unborn-head"))),
    ("tree", Fate::Audited(Some("hostile-path"))),
    ("zeros", Fate::Audited(Some("too-large"))),
];

/// The lists of an API: hostile names around the same repositories.
fn list(names: &[&str], server: &GitServer) -> String {
    let rows: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            json!({
                "id": index + 1,
                "path_with_namespace": format!("eig/{name}/../../<script>\u{1b}]0;x\u{7}=cmd"),
                "http_url_to_repo": format!("{}/{name}.git", server.url),
                "web_url": "javascript:alert(1)",
                "description": "<script>alert(1)</script>\u{0}\u{1b}[2J",
                "default_branch": "../../x",
            })
        })
        .collect();
    Value::Array(rows).to_string()
}

fn everything(folder: &Path) -> BTreeSet<PathBuf> {
    let mut all = BTreeSet::new();
    let mut next = vec![folder.to_owned()];
    while let Some(at) = next.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                next.push(path.clone());
            }
            all.insert(path);
        }
    }
    all
}

struct Place {
    all: TempDir,
}

impl Place {
    fn new() -> Self {
        let all = tempfile::tempdir().unwrap();
        for folder in ["home", "tmp", "here", "cache", "out"] {
            fs::create_dir(all.path().join(folder)).unwrap();
        }
        Self { all }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.all.path().join(name)
    }

    /// The command, after a preparation of the shell that runs it.
    fn run(&self, shell: &str, api: &str, cache: &Path, out: &Path) -> Output {
        Command::new("bash")
            .args([
                "-c",
                &format!("{shell}; exec \"$0\" \"$@\""),
                env!("CARGO_BIN_EXE_vigie"),
            ])
            .args([
                "cohort", "--lang", "en", "--jobs", "2", "--group", "eig", "--gitlab", api, "--out",
            ])
            .arg(out)
            .arg("--cache")
            .arg(cache)
            .current_dir(self.at("here"))
            .env_remove("VIGIE_PROFILE")
            .env("VIGIE_PORTAL", "none")
            .env("HOME", self.at("home"))
            .env("TMPDIR", self.at("tmp"))
            .env("SOURCE_DATE_EPOCH", "1790000000")
            .output()
            .unwrap()
    }
}

#[test]
fn hostile_repositories_are_rows_and_write_nothing_elsewhere() {
    let root = tempfile::tempdir().unwrap();
    let names = world(root.path());
    let server = GitServer::start(root.path());
    let before = everything(root.path());
    let (body, count) = (list(&names, &server), names.len().to_string());
    let api = Server::start(move |_, _| Reply::json(body.clone()).header("X-Total", count.clone()));
    let place = Place::new();
    for round in 0..2 {
        let output = place.run("true", &api.url, &place.at("cache"), &place.at("out"));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        let report: Value =
            serde_json::from_slice(&fs::read(place.at("out").join("cohort.json")).unwrap()).unwrap();
        let rows = report["repositories"].as_array().unwrap();
        assert_eq!(rows.len(), names.len());
        assert_eq!(
            names.len(),
            FATES.len(),
            "every repository has its line in the table"
        );
        for (row, (name, fate)) in rows.iter().zip(FATES) {
            let told = format!("round {round}: {row}");
            assert_eq!(
                row["name"].as_str().unwrap().split('/').nth(1),
                Some(name),
                "{told}"
            );
            match fate {
                Fate::Failed(words) => {
                    assert_eq!(row["status"], "failed", "{told}");
                    assert!(row["reason"].as_str().unwrap().contains(words), "{told}");
                }
                Fate::Audited(gap) => {
                    assert_eq!(row["status"], "audited", "{told}");
                    let path = place.at("out").join(row["audit"].as_str().unwrap());
                    let audit: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
                    let gaps = audit["gaps"].as_array().unwrap();
                    let kinds: Vec<_> = gaps.iter().map(|gap| gap["kind"].as_str().unwrap()).collect();
                    match gap {
                        None => assert_eq!(kinds, [""; 0], "{told}"),
                        Some(kind) => assert!(kinds.contains(&kind), "{told}: {kinds:?}"),
                    }
                }
            }
        }
        for (text, stream) in [(&output.stdout, "stdout"), (&output.stderr, "stderr")] {
            let text = String::from_utf8_lossy(text);
            assert!(
                !text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{0}']),
                "{stream}: {text:?}"
            );
        }
        for path in everything(&place.at("out")) {
            if path.extension().is_some_and(|kind| kind == "html") {
                let page = fs::read_to_string(&path).unwrap();
                assert!(
                    !page.contains("<script") && !page.contains("href=\"javascript"),
                    "{}",
                    path.display()
                );
            }
        }
        for folder in ["home", "tmp", "here"] {
            assert_eq!(everything(&place.at(folder)), BTreeSet::new(), "{folder}");
        }
        assert_eq!(everything(root.path()), before);
        let inside = everything(place.all.path());
        assert!(!inside.iter().any(|path| path.to_string_lossy().contains("pwned")));
    }
}

#[test]
fn a_disk_that_refuses_is_told_and_the_next_run_is_whole() {
    let root = tempfile::tempdir().unwrap();
    let names = ["one", "two", "three"];
    for name in names {
        bare(root.path(), &format!("{name}.git"), &[("README.md", "# x\n")]);
    }
    let server = GitServer::start(root.path());
    let body = list(&names, &server);
    let api = Server::start(move |_, _| Reply::json(body.clone()).header("X-Total", "3"));
    let place = Place::new();
    // No file may pass 8 KiB: the report and the results cannot be written.
    let output = place.run(
        "trap '' XFSZ; ulimit -f 8",
        &api.url,
        &place.at("cache"),
        &place.at("out"),
    );
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("could not write"), "{told}");
    assert!(!place.at("out").join("cohort.json").exists(), "no half report");
    assert!(!place.at("out").join("history.jsonl").exists());
    // The same, ended by the system in the middle of a write.
    let output = place.run("ulimit -f 8", &api.url, &place.at("cache"), &place.at("out"));
    assert_ne!(output.status.code(), Some(0));
    // A cache that cannot be made is done without.
    let fresh = place.at("fresh");
    let output = place.run("true", &api.url, &root.path().join("one.git/HEAD/cache"), &fresh);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("no mirror is kept"));
    let output = place.run("true", &api.url, &place.at("cache"), &place.at("out"));
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for path in everything(&fresh).iter().filter(|path| path.is_file()) {
        let other = place.at("out").join(path.strip_prefix(&fresh).unwrap());
        assert_eq!(
            fs::read(path).unwrap(),
            fs::read(other).unwrap(),
            "{}",
            path.display()
        );
    }
}
