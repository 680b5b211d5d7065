// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The history of real repositories, made and cut by git itself.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
}

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use common::git::{self, COMMITTED, Repo};
use vigie::facts::Life;
use vigie::model::{History, Known, Silent, Unknown, Verdict};
use vigie::pipeline::{self, Tools};
use vigie::rule::{RuleSet, Selection};
use vigie::score::FailOn;
use vigie::snapshot::{self, Limits};

const DAY: i64 = 86_400;

/// A stream of `git fast-import`: commits in a row with their author and days after [`COMMITTED`].
struct Stream {
    text: String,
    commits: usize,
}

impl Stream {
    fn new() -> Self {
        Self {
            text: String::new(),
            commits: 0,
        }
    }

    fn commit(&mut self, author: &str, day: i64, message: &str) -> &mut Self {
        self.on("main", author, day, message)
    }

    fn on(&mut self, branch: &str, author: &str, day: i64, message: &str) -> &mut Self {
        let time = COMMITTED + day * DAY;
        self.commits += 1;
        let mark = self.commits;
        let _ = write!(
            self.text,
            "commit refs/heads/{branch}\nmark :{mark}\nauthor {author} {time} +0000\n\
             committer {author} {time} +0000\ndata {}\n{message}\n",
            message.len()
        );
        if mark > 1 {
            let _ = writeln!(self.text, "from :{}", mark - 1);
        }
        self
    }

    fn file(&mut self, path: &str, content: &str) -> &mut Self {
        let _ = write!(
            self.text,
            "M 644 inline {path}\ndata {}\n{content}\n",
            content.len()
        );
        self
    }

    fn into_repo(self) -> Repo {
        let repo = Repo::new();
        repo.import(self.text.as_bytes());
        repo.git(&["reset", "--hard", "--quiet"]);
        repo
    }
}

fn history(path: &Path, rev: Option<&str>) -> Known<History> {
    snapshot::open(path, rev, &Limits::default()).unwrap().history()
}

fn life(path: &Path, rev: Option<&str>) -> Life {
    match history(path, rev) {
        Known::Yes(history) => Life::of(&history),
        Known::No(why) => panic!("{why:?}"),
    }
}

const ZOE: &str = "Zoé Martin <zoe@culture.gouv.fr>";
const ALI: &str = "Ali Benali <ali@culture.gouv.fr>";

#[test]
fn the_folder_and_the_commit_tell_the_same() {
    let mut stream = Stream::new();
    stream
        .commit("Lou <lou@culture.gouv.fr>", -400, "old")
        .commit(ZOE, -300, "one")
        .commit("z <zoe@poste.local>", -20, "two")
        .commit("dependabot[bot] <support@github.com>", -10, "Bump")
        .commit(ALI, 0, "three\n\nCo-authored-by: Mia Roy <mia@culture.gouv.fr>")
        .file(".mailmap", "Zoé Martin <zoe@culture.gouv.fr> <zoe@poste.local>\n")
        .file("README.md", "# Carte\n");
    let repo = stream.into_repo();
    let whole = life(repo.path(), None);
    assert_eq!(whole, life(repo.path(), Some("HEAD")));
    assert_eq!((whole.contributors, whole.whole), (3, true));
    assert_eq!((whole.bus_factor, whole.main_share), (Some(1), Some(66)));
    assert!(whole.addresses.is_empty(), "{:?}", whole.addresses);
    assert!(whole.tags.is_empty() && whole.tags_whole);
}

#[test]
fn people_are_those_of_git_shortlog() {
    let mut stream = Stream::new();
    for at in 0..120 {
        let who = format!("Personne {:02} <p{}@culture.gouv.fr>", at % 17, at % 17);
        stream
            .commit(&who, -3 * at, "work")
            .file("a.txt", &at.to_string());
    }
    let repo = stream.into_repo();
    let log = repo.git(&["log", "-1", "--format=%ct"]);
    let since = log.parse::<i64>().unwrap() - 365 * DAY;
    let listed = repo.git(&["log", "--format=%aE", &format!("--since={since}")]);
    let expected: BTreeSet<&str> = listed.lines().collect();
    assert_eq!(life(repo.path(), None).contributors, expected.len());
}

#[test]
fn tags_tell_their_date_and_their_signature() {
    let mut stream = Stream::new();
    stream.commit(ZOE, 0, "one").file("README.md", "# Carte\n");
    let repo = stream.into_repo();
    repo.git(&["tag", "v1.0.0"]);
    repo.git(&["tag", "-a", "prod", "-m", "in use"]);
    let signed = "Version 1.1.0\n-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n";
    repo.git(&["tag", "-a", "v1.1.0", "--cleanup=verbatim", "-m", signed]);
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    repo.git(&["tag", "tree", &tree]);
    let life = life(repo.path(), None);
    let told: Vec<_> = life
        .tags
        .iter()
        .map(|tag| (tag.name.as_str(), tag.annotated, tag.signed, tag.time.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            ("prod", true, false, true),
            ("tree", false, false, false),
            ("v1.0.0", false, false, true),
            ("v1.1.0", true, true, true)
        ]
    );
    assert_eq!(life.versions().count(), 2);
    assert!(life.tags_whole);
}

#[test]
fn a_part_of_a_history_tells_nothing() {
    let mut stream = Stream::new();
    for at in 0..5 {
        stream.commit(ZOE, at, "work").file("a.txt", &at.to_string());
    }
    let repo = stream.into_repo();
    let url = format!("file://{}", repo.path().display());
    let folder = tempfile::TempDir::new().unwrap();
    for depth in ["1", "3"] {
        git::git(
            folder.path(),
            &["clone", "--quiet", "--depth", depth, &url, depth],
        );
        let shallow = history(&folder.path().join(depth), None);
        assert_eq!(shallow, Known::No(Unknown::ShallowHistory));
    }
    // Completed, it tells all.
    let third = folder.path().join("3");
    git::git(&third, &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(life(&third, None), life(repo.path(), None));
    // A commit that lacks may be anybody's.
    git::git(
        folder.path(),
        &["clone", "--quiet", "--bare", "--no-local", &url, "cut.git"],
    );
    let cut = folder.path().join("cut.git");
    let parent = repo.git(&["rev-parse", "HEAD~2"]);
    let packs = std::fs::read_dir(cut.join("objects/pack")).unwrap();
    let pack = packs
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "pack"))
        .unwrap();
    let moved = folder.path().join("all.pack");
    std::fs::rename(&pack, &moved).unwrap();
    std::fs::remove_file(pack.with_extension("idx")).unwrap();
    let unpack = std::process::Command::new("git")
        .args(["unpack-objects", "-q"])
        .current_dir(&cut)
        .stdin(std::fs::File::open(&moved).unwrap())
        .status()
        .unwrap();
    assert!(unpack.success());
    std::fs::remove_file(cut.join("objects").join(&parent[..2]).join(&parent[2..])).unwrap();
    assert_eq!(history(&cut, None), Known::No(Unknown::NoHistory));
}

#[test]
fn a_clone_without_tags_does_not_say_that_there_are_none() {
    let mut stream = Stream::new();
    stream.commit(ZOE, 0, "one").file("README.md", "# Carte\n");
    let repo = stream.into_repo();
    repo.git(&["tag", "v1.0.0"]);
    let url = format!("file://{}", repo.path().display());
    let folder = tempfile::TempDir::new().unwrap();
    git::git(folder.path(), &["clone", "--quiet", "--no-tags", &url, "bare"]);
    let life = life(&folder.path().join("bare"), None);
    assert_eq!((life.tags.len(), life.tags_whole), (0, false));
}

#[test]
fn a_fetch_of_one_branch_does_not_say_that_there_are_no_tags() {
    let mut stream = Stream::new();
    stream.commit(ZOE, 0, "one").file("README.md", "# Carte\n");
    let repo = stream.into_repo();
    repo.git(&["tag", "v1.0.0"]);
    let folder = tempfile::TempDir::new().unwrap();
    git::git(
        folder.path(),
        &["init", "--quiet", "--bare", "--initial-branch=main"],
    );
    let url = format!("file://{}", repo.path().display());
    let fetch = |more: &str| {
        git::git(
            folder.path(),
            &["fetch", "--quiet", more, &url, "+HEAD:refs/heads/main"],
        )
    };
    fetch("--no-tags");
    assert!(!life(folder.path(), None).tags_whole);
    assert_eq!(verdict(folder.path(), "version-tags-missing"), "undetermined");
    fetch("--tags");
    assert_eq!(verdict(folder.path(), "version-tags-missing"), "pass");
}

#[test]
fn folders_without_a_history_of_their_own_tell_none() {
    let mut stream = Stream::new();
    stream.commit(ZOE, 0, "one").file("part/README.md", "# Carte\n");
    let repo = stream.into_repo();
    assert_eq!(
        history(&repo.path().join("part"), None),
        Known::No(Unknown::NoHistory)
    );
    let folder = tempfile::TempDir::new().unwrap();
    assert_eq!(history(folder.path(), None), Known::No(Unknown::NoHistory));
    let empty = Repo::new();
    assert_eq!(history(empty.path(), None), Known::No(Unknown::NoHistory));
}

#[test]
fn other_branches_count_for_the_newest_commit_only() {
    let mut stream = Stream::new();
    stream
        .commit(ZOE, 0, "one")
        .file("README.md", "# Carte\n")
        .on("next", ALI, 40, "two")
        .file("a.txt", "a");
    let repo = stream.into_repo();
    let life = life(repo.path(), None);
    assert_eq!(life.contributors, 1);
    assert_eq!(life.newest, Some(COMMITTED + 40 * DAY));
}

#[test]
fn clocks_that_go_wrong_hide_nobody() {
    let mut stream = Stream::new();
    stream.commit(ALI, -10, "one").file("a.txt", "1");
    // A machine whose clock stands in 1990.
    stream
        .commit(ZOE, -12_000, "two")
        .file("a.txt", "2")
        .commit(ZOE, 0, "three")
        .file("a.txt", "3");
    let repo = stream.into_repo();
    assert_eq!(life(repo.path(), None).contributors, 2);
}

#[test]
fn fifty_thousand_commits_are_a_bound_and_not_a_fault() {
    let mut stream = Stream::new();
    for at in 0..50_010 {
        stream.commit(if at == 0 { ALI } else { ZOE }, 0, "w");
    }
    stream.file("README.md", "# Carte\n");
    let repo = Repo::new();
    repo.import(stream.text.as_bytes());
    let life = life(repo.path(), Some("main"));
    assert_eq!((life.contributors, life.whole), (1, false));
    assert_eq!(verdict(repo.path(), "single-contributor"), "undetermined");
}

fn tools(profile: &str) -> Tools {
    Tools {
        portal: std::sync::Arc::new(vigie::portal::Portal::silent()),
        plans: std::sync::Arc::default(),
        rules: RuleSet::embedded().unwrap(),
        profile: None,
        default_profile: vigie::model::ProfileId::new(profile).unwrap(),
        selection: Selection::default(),
        fail_on: FailOn::Required,
        config: None,
        limits: Limits::default(),
        now: jiff::Timestamp::from_second(COMMITTED + 30 * DAY).unwrap(),
    }
}

fn verdict(path: &Path, rule: &str) -> &'static str {
    let tools = tools("eig");
    let tree = snapshot::open(path, Some("main"), &Limits::default()).unwrap();
    let audit = pipeline::audit(tree.as_ref(), &tools, &Silent).unwrap();
    let at = audit
        .rules
        .iter()
        .position(|one| one.id.as_str() == rule)
        .unwrap();
    match &audit.card.verdicts[at].verdict {
        Verdict::Undetermined(_) => "undetermined",
        Verdict::Pass(_) => "pass",
        Verdict::Fail(_) => "fail",
        _ => "other",
    }
}

#[test]
fn rules_on_people_follow_the_history() {
    let mut stream = Stream::new();
    stream
        .commit(ZOE, -1, "one")
        .file("README.md", "# Carte\n")
        .commit(ZOE, 0, "two");
    let repo = stream.into_repo();
    assert_eq!(verdict(repo.path(), "single-contributor"), "fail");
    assert_eq!(verdict(repo.path(), "version-tags-missing"), "fail");
    assert_eq!(verdict(repo.path(), "commit-address-generic"), "pass");
    let url = format!("file://{}", repo.path().display());
    let folder = tempfile::TempDir::new().unwrap();
    git::git(folder.path(), &["clone", "--quiet", "--depth", "1", &url, "a"]);
    for rule in [
        "single-contributor",
        "version-tags-missing",
        "commit-address-generic",
        "last-release-old",
    ] {
        assert_eq!(verdict(&folder.path().join("a"), rule), "undetermined", "{rule}");
    }
}
