// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Commits read from the object database of real repositories, damaged and hostile ones included.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
}

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::git::{COMMITTED, Repo, git};
use git2::{ObjectType, Oid, Repository, Signature, Time};
use proptest::prelude::*;
use vigie::model::{GapKind, Known};
use vigie::snapshot::{EntryKind, GitSnapshot, Limits, ReadError, Snapshot, SnapshotError, open};

fn at(path: &Path, rev: Option<&str>) -> GitSnapshot {
    GitSnapshot::open(path, rev, &Limits::default()).unwrap()
}

fn paths(snapshot: &dyn Snapshot) -> Vec<&str> {
    snapshot.entries().iter().map(|entry| &*entry.path).collect()
}

fn gaps(snapshot: &dyn Snapshot) -> Vec<(Option<&str>, GapKind)> {
    let all = snapshot.gaps().iter();
    all.map(|gap| (gap.path.as_deref(), gap.kind.clone())).collect()
}

fn content(snapshot: &dyn Snapshot, path: &str) -> Result<Vec<u8>, ReadError> {
    let entry = snapshot.entries().iter().find(|entry| &*entry.path == path);
    snapshot.read(entry.expect(path), u64::MAX)
}

/// A tree object written as it is, without git's own checks.
fn raw_tree(repo: &Repository, items: &[(&str, &[u8], Oid)]) -> Oid {
    let mut bytes = Vec::new();
    for (mode, name, id) in items {
        bytes.extend_from_slice(mode.as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(name);
        bytes.push(0);
        bytes.extend_from_slice(id.as_bytes());
    }
    repo.odb().unwrap().write(ObjectType::Tree, &bytes).unwrap()
}

/// Makes a tree the content of HEAD; the commit is written by hand, as the tree may not be readable.
fn commit_tree(repo: &Repository, tree: Oid) {
    let who = Signature::new("Vigie", "vigie@example.org", &Time::new(COMMITTED, 0)).unwrap();
    let text =
        format!("tree {tree}\nauthor {who} {COMMITTED} +0000\ncommitter {who} {COMMITTED} +0000\n\ntest\n");
    let id = repo
        .odb()
        .unwrap()
        .write(ObjectType::Commit, text.as_bytes())
        .unwrap();
    repo.reference("refs/heads/main", id, true, "test").unwrap();
    repo.set_head("refs/heads/main").unwrap();
}

fn loose(repo: &Repo, id: &str) -> PathBuf {
    repo.path().join(".git/objects").join(&id[..2]).join(&id[2..])
}

fn overwrite(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn every_way_to_name_a_commit_gives_it() {
    let repo = Repo::new();
    repo.write("README.md", "one");
    let first = repo.commit("first");
    repo.git(&["tag", "light"]);
    repo.git(&["tag", "-a", "heavy", "-m", "annotated"]);
    repo.git(&["branch", "feature/x"]);
    repo.write("README.md", "three");
    let second = repo.commit("second");

    let cases = [
        (None, &second, Some("main")),
        (Some("HEAD"), &second, Some("main")),
        (Some("main"), &second, Some("main")),
        (Some("feature/x"), &first, Some("feature/x")),
        (Some("light"), &first, None),
        (Some("heavy"), &first, None),
        (Some("HEAD~1"), &first, None),
        (Some(&first[..10]), &first, None),
        (Some(&*first), &first, None),
    ];
    for (rev, commit, branch) in cases {
        let snapshot = at(repo.path(), rev);
        assert_eq!(snapshot.commit().unwrap().as_str(), commit, "{rev:?}");
        assert_eq!(snapshot.branch(), branch, "{rev:?}");
        assert_eq!(snapshot.head().as_option().unwrap().committed, COMMITTED);
        let text: &[u8] = if commit == &first { b"one" } else { b"three" };
        assert_eq!(content(&snapshot, "README.md").unwrap(), text);
        assert!(!snapshot.is_folder());
        assert!(snapshot.gaps().is_empty());
    }
    repo.git(&["checkout", "--quiet", "--detach"]);
    assert_eq!(at(repo.path(), None).branch(), None);
}

#[test]
fn what_is_no_commit_is_an_error_that_says_so() {
    let repo = Repo::new();
    repo.write("README.md", "one");
    repo.commit("first");
    for rev in [
        "nowhere",
        "HEAD:README.md",
        "HEAD^{tree}",
        "",
        "..",
        "\u{1b}[31m",
        "0123456789",
    ] {
        let error = GitSnapshot::open(repo.path(), Some(rev), &Limits::default()).unwrap_err();
        assert!(matches!(error, SnapshotError::NoRevision(_)), "{rev:?}: {error}");
        assert!(!error.to_string().contains('\u{1b}'));
    }
    let plain = tempfile::tempdir().unwrap();
    let error = open(plain.path(), Some("main"), &Limits::default())
        .err()
        .unwrap();
    assert!(matches!(error, SnapshotError::NotARepository(_)), "{error}");
    let error = open(&plain.path().join("x"), None, &Limits::default())
        .err()
        .unwrap();
    assert!(matches!(error, SnapshotError::Absent(_)), "{error}");
}

#[test]
fn without_a_commit_there_is_a_gap_and_no_error() {
    let repo = Repo::new();
    let snapshot = at(repo.path(), None);
    assert_eq!(gaps(&snapshot), [(None, GapKind::EmptyRepository)]);
    assert_eq!((snapshot.commit(), snapshot.branch()), (None, Some("main")));
    assert!(matches!(snapshot.head(), Known::No(_)));

    repo.write("a", "a");
    repo.commit("first");
    repo.git(&["symbolic-ref", "HEAD", "refs/heads/nowhere"]);
    let snapshot = at(repo.path(), None);
    assert_eq!(gaps(&snapshot), [(None, GapKind::UnbornHead)]);
    assert!(snapshot.entries().is_empty());
    assert_eq!(paths(&at(repo.path(), Some("main"))), ["a"]);
}

#[test]
fn bare_repositories_and_git_folders_are_read_at_head() {
    let repo = Repo::new();
    repo.write("a", "a");
    let commit = repo.commit("first");
    let bare = tempfile::tempdir().unwrap();
    git(
        bare.path(),
        &[
            "clone",
            "--quiet",
            "--bare",
            repo.path().to_str().unwrap(),
            "x.git",
        ],
    );
    for place in [bare.path().join("x.git"), repo.path().join(".git")] {
        let snapshot = open(&place, None, &Limits::default()).unwrap();
        assert!(!snapshot.is_folder());
        assert_eq!(snapshot.commit().unwrap().as_str(), commit);
        assert_eq!(paths(&*snapshot), ["a"]);
    }
    assert!(open(repo.path(), None, &Limits::default()).unwrap().is_folder());
}

#[test]
fn linked_work_trees_and_shallow_clones_are_read() {
    let repo = Repo::new();
    repo.write("a", "a");
    repo.commit("first");
    repo.write("b", "b");
    let commit = repo.commit("second");
    let beside = tempfile::tempdir().unwrap();
    let place = beside.path().join("linked");
    repo.git(&[
        "worktree",
        "add",
        "--quiet",
        "-b",
        "other",
        place.to_str().unwrap(),
    ]);
    let snapshot = at(&place, None);
    assert_eq!(snapshot.branch(), Some("other"));
    assert_eq!(paths(&snapshot), ["a", "b"]);

    let url = format!("file://{}", repo.path().display());
    git(beside.path(), &["clone", "--quiet", "--depth=1", &url, "shallow"]);
    let snapshot = at(&beside.path().join("shallow"), Some("main"));
    assert_eq!(snapshot.commit().unwrap().as_str(), commit);
    assert_eq!(
        at(&beside.path().join("shallow"), Some("origin/main")).branch(),
        Some("origin/main")
    );
}

#[test]
fn a_folder_of_the_repository_gives_its_subtree() {
    let repo = Repo::new();
    repo.write("a/b/c.txt", "c");
    repo.write("top.txt", "t");
    repo.commit("first");
    assert_eq!(paths(&at(&repo.path().join("a"), Some("main"))), ["b/c.txt"]);
    fs::create_dir(repo.path().join("new")).unwrap();
    let error = GitSnapshot::open(&repo.path().join("new"), Some("main"), &Limits::default()).unwrap_err();
    assert!(matches!(error, SnapshotError::NoFolder(_)), "{error}");
}

#[test]
fn names_that_lead_elsewhere_are_left_out_and_told() {
    let repo = Repo::new();
    let database = Repository::open(repo.path()).unwrap();
    let blob = database.blob(b"x").unwrap();
    let inner = raw_tree(&database, &[("100644", b"config", blob)]);
    let tree = raw_tree(
        &database,
        &[
            ("100644", b"..", blob),
            ("40000", b".git", inner),
            ("40000", b".GiT", inner),
            ("100644", b"a/../../etc/passwd", blob),
            ("100644", b"good", blob),
            ("100644", b"good", blob),
            ("100644", b"line\nbreak \x1b[31m", blob),
            ("0", b"no-mode", blob),
        ],
    );
    commit_tree(&database, tree);
    let snapshot = at(repo.path(), None);
    assert_eq!(paths(&snapshot), ["good", "line\nbreak \u{1b}[31m", "no-mode"]);
    let told: Vec<_> = gaps(&snapshot);
    let hostile = ["..", ".GiT", ".git", "a/../../etc/passwd", "good"];
    assert_eq!(told, hostile.map(|path| (Some(path), GapKind::HostilePath)));
}

#[test]
fn names_that_some_systems_cannot_hold_are_told() {
    let repo = Repo::new();
    let database = Repository::open(repo.path()).unwrap();
    let blob = database.blob(b"x").unwrap();
    let tree = raw_tree(
        &database,
        &[
            ("100644", b"README.md", blob),
            ("100644", b"caf\xe9.txt", blob),
            ("100644", b"readme.md", blob),
        ],
    );
    commit_tree(&database, tree);
    let snapshot = at(repo.path(), None);
    assert_eq!(paths(&snapshot), ["README.md", "caf\u{fffd}.txt", "readme.md"]);
    let expected = [
        (Some("caf\u{fffd}.txt"), GapKind::NonUtf8Path),
        (Some("readme.md"), GapKind::CaseCollision),
    ];
    assert_eq!(gaps(&snapshot), expected);
    assert_eq!(content(&snapshot, "caf\u{fffd}.txt").unwrap(), b"x");
}

#[cfg(unix)]
#[test]
fn links_are_listed_with_their_target_and_submodules_without_content() {
    use std::os::unix::fs::symlink;
    let repo = Repo::new();
    let targets = [
        ("out", "/etc/passwd"),
        ("loop", "loop"),
        ("up", "../../x"),
        ("in", "a"),
    ];
    for (name, target) in targets {
        symlink(target, repo.path().join(name)).unwrap();
    }
    let other = Repo::new();
    other.write("inside.txt", "x");
    other.commit("first");
    repo.git(&[
        "submodule",
        "--quiet",
        "add",
        other.path().to_str().unwrap(),
        "sub",
    ]);
    repo.commit("first");
    let snapshot = at(repo.path(), None);
    assert_eq!(
        paths(&snapshot),
        [".gitmodules", "in", "loop", "out", "sub", "up"]
    );
    for (name, target) in targets {
        let entry = snapshot
            .entries()
            .iter()
            .find(|entry| &*entry.path == name)
            .unwrap();
        assert_eq!(entry.kind, EntryKind::Link);
        assert_eq!(snapshot.read(entry, 100).unwrap(), target.as_bytes());
    }
    assert_eq!(gaps(&snapshot), [(Some("sub"), GapKind::Submodule)]);
    assert_eq!(content(&snapshot, "sub"), Err(ReadError::Missing));
}

#[test]
fn large_contents_are_not_read() {
    let repo = Repo::new();
    repo.write("big.bin", vec![0; 3 << 20]);
    repo.write("small", "12345");
    repo.commit("first");
    repo.git(&["gc", "--quiet"]);
    let snapshot = at(repo.path(), None);
    let [big, small] = snapshot.entries() else {
        panic!()
    };
    assert_eq!((big.size, small.size), (Some(3 << 20), Some(5)));
    assert_eq!(snapshot.read(big, 1 << 20), Err(ReadError::TooLarge(3 << 20)));
    assert_eq!(snapshot.read(small, 4), Err(ReadError::TooLarge(5)));
    assert_eq!(snapshot.read(small, 5).unwrap(), b"12345");
}

#[test]
fn missing_and_damaged_objects_leave_the_rest() {
    let repo = Repo::new();
    for name in ["gone", "garbage", "swapped", "fine", "lost/a", "broken/b"] {
        repo.write(name, name);
    }
    repo.commit("first");
    let id = |what: &str| repo.git(&["rev-parse", &format!("HEAD:{what}")]);
    fs::remove_file(loose(&repo, &id("gone"))).unwrap();
    fs::remove_file(loose(&repo, &id("lost"))).unwrap();
    overwrite(&loose(&repo, &id("garbage")), b"not deflated");
    overwrite(&loose(&repo, &id("broken")), b"");
    // A sound object under the name of another one.
    let other = fs::read(loose(&repo, &id("fine"))).unwrap();
    overwrite(&loose(&repo, &id("swapped")), &other);

    let snapshot = at(repo.path(), None);
    assert_eq!(paths(&snapshot), ["fine", "garbage", "gone", "swapped"]);
    let expected = [
        (Some("broken"), GapKind::CorruptObject),
        (Some("garbage"), GapKind::CorruptObject),
        (Some("gone"), GapKind::MissingObject),
        (Some("lost"), GapKind::MissingObject),
    ];
    assert_eq!(gaps(&snapshot), expected);
    assert_eq!(content(&snapshot, "gone"), Err(ReadError::Missing));
    assert_eq!(content(&snapshot, "garbage"), Err(ReadError::Corrupt));
    assert_eq!(content(&snapshot, "swapped"), Err(ReadError::Corrupt));
    assert_eq!(content(&snapshot, "fine").unwrap(), b"fine");
}

#[test]
fn a_commit_that_cannot_be_read_is_named_in_the_error() {
    let repo = Repo::new();
    repo.write("a", "a");
    let commit = repo.commit("first");
    repo.git(&["branch", "other"]);
    overwrite(&loose(&repo, &commit), b"not deflated");
    for rev in [None, Some("other")] {
        let error = GitSnapshot::open(repo.path(), rev, &Limits::default()).unwrap_err();
        assert!(matches!(error, SnapshotError::NoCommit { .. }), "{error}");
        assert!(error.to_string().contains(&commit), "{error}");
    }
    // Another commit under its name: sound in itself, and not what was asked for.
    let second = Repo::new();
    second.write("b", "b");
    let swapped = second.commit("second");
    fs::remove_file(loose(&repo, &commit)).unwrap();
    fs::copy(loose(&second, &swapped), loose(&repo, &commit)).unwrap();
    let error = GitSnapshot::open(repo.path(), None, &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("its object is damaged"), "{error}");
    fs::remove_file(loose(&repo, &commit)).unwrap();
    for rev in [None, Some("other")] {
        let error = GitSnapshot::open(repo.path(), rev, &Limits::default()).unwrap_err();
        assert!(
            error.to_string().contains("is missing from the database"),
            "{error}"
        );
    }
}

#[test]
fn a_commit_without_its_tree_is_a_gap() {
    let repo = Repo::new();
    repo.write("a", "a");
    repo.commit("first");
    fs::remove_file(loose(&repo, &repo.git(&["rev-parse", "HEAD^{tree}"]))).unwrap();
    let snapshot = at(repo.path(), None);
    assert_eq!(gaps(&snapshot), [(None, GapKind::MissingObject)]);
}

#[test]
fn partial_clones_lack_contents_but_have_names() {
    let repo = Repo::new();
    repo.write("a", "a");
    repo.write("big", vec![b'x'; 5000]);
    repo.commit("first");
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let beside = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repo.path().display());
    git(
        beside.path(),
        &[
            "clone",
            "--quiet",
            "--bare",
            "--filter=blob:limit=1k",
            &url,
            "part",
        ],
    );
    let snapshot = at(&beside.path().join("part"), None);
    assert_eq!(paths(&snapshot), ["a", "big"]);
    assert_eq!(gaps(&snapshot), [], "a file that is not asked for hides nothing");
    assert_eq!(content(&snapshot, "a").unwrap(), b"a");
    assert_eq!(content(&snapshot, "big"), Err(ReadError::LeftBehind(1024)));
    let big = snapshot
        .entries()
        .iter()
        .find(|entry| &*entry.path == "big")
        .unwrap();
    assert_eq!((big.size, big.least), (None, Some(1024)));
    // Without a limit, nothing is known of what lacks.
    git(
        beside.path(),
        &["clone", "--quiet", "--bare", "--filter=blob:none", &url, "none"],
    );
    let snapshot = at(&beside.path().join("none"), None);
    assert_eq!(gaps(&snapshot).len(), 2);
}

#[test]
fn repositories_with_sha256_names_are_refused_in_words() {
    let repo = Repo::with(&["--object-format=sha256"]);
    repo.write("a", "a");
    repo.commit("first");
    let error = GitSnapshot::open(repo.path(), None, &Limits::default()).unwrap_err();
    assert!(matches!(error, SnapshotError::Sha256(_)), "{error}");

    let repo = Repo::with(&["--ref-format=reftable"]);
    repo.write("a", "a");
    repo.commit("first");
    let error = GitSnapshot::open(repo.path(), None, &Limits::default()).unwrap_err();
    assert!(matches!(error, SnapshotError::Reftable(_)), "{error}");
}

#[test]
fn a_tree_that_holds_itself_many_times_ends_at_the_limit() {
    let repo = Repo::new();
    let database = Repository::open(repo.path()).unwrap();
    let blob = database.blob(b"x").unwrap();
    let mut tree = raw_tree(&database, &[("100644", b"file", blob)]);
    for level in 0..10 {
        let names: Vec<String> = (0..10).map(|number| format!("{number}")).collect();
        let mut items: Vec<(&str, &[u8], Oid)> = names
            .iter()
            .map(|name| ("40000", name.as_bytes(), tree))
            .collect();
        if level == 9 {
            items.push(("100644", b"zz-README.md", blob));
        }
        tree = raw_tree(&database, &items);
    }
    commit_tree(&database, tree);
    let limits = Limits {
        entries: 2000,
        ..Limits::default()
    };
    let snapshot = GitSnapshot::open(repo.path(), None, &limits).unwrap();
    assert_eq!(
        paths(&snapshot),
        ["zz-README.md"],
        "what is at the root is seen first"
    );
    assert_eq!(gaps(&snapshot), [(None, GapKind::TooManyEntries(2000))]);
}

#[test]
fn deep_folders_are_entered_down_to_the_limit() {
    let repo = Repo::new();
    let database = Repository::open(repo.path()).unwrap();
    let blob = database.blob(b"x").unwrap();
    let mut tree = raw_tree(&database, &[("100644", b"leaf", blob)]);
    for _ in 0..300 {
        tree = raw_tree(
            &database,
            &[
                ("40000", b"a-folder-of-usual-length", tree),
                ("100644", b"z", blob),
            ],
        );
    }
    commit_tree(&database, tree);
    let snapshot = at(repo.path(), None);
    assert_eq!(snapshot.entries().len(), 301);
    assert!(snapshot.gaps().is_empty());
    let limits = Limits {
        depth: 100,
        ..Limits::default()
    };
    let snapshot = GitSnapshot::open(repo.path(), None, &limits).unwrap();
    assert_eq!(snapshot.entries().len(), 101);
    assert_eq!(snapshot.gaps()[0].kind, GapKind::TooDeep(100));
}

/// A repository of so many files in folders of a hundred.
fn many(count: usize) -> Repo {
    let repo = Repo::new();
    let mut stream =
        format!("commit refs/heads/main\ncommitter V <v@example.org> {COMMITTED} +0000\ndata 0\n");
    for number in 0..count {
        let text = format!("file {number}\n");
        let path = format!("src/{}/{number}.txt", number / 100);
        writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len()).unwrap();
    }
    repo.import(stream.as_bytes());
    repo
}

#[test]
fn one_thread_lists_the_same_as_eight() {
    let repo = many(12_000);
    let list = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let snapshot = pool.install(|| at(repo.path(), None));
        let entries: Vec<_> = snapshot
            .entries()
            .iter()
            .map(|entry| (entry.path.to_string(), entry.kind, entry.size))
            .collect();
        assert!(entries.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(content(&snapshot, "src/7/712.txt").unwrap(), b"file 712\n");
        entries
    };
    let one = list(1);
    assert_eq!(one.len(), 12_000);
    assert_eq!(one, list(8));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_listed_or_told(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = tempfile::tempdir().unwrap();
        let database = Repository::init_bare(folder.path()).unwrap();
        let tree = database.odb().unwrap().write(ObjectType::Tree, &bytes).unwrap();
        commit_tree(&database, tree);
        let snapshot = at(folder.path(), None);
        prop_assert!(bytes.is_empty() || !snapshot.entries().is_empty() || !snapshot.gaps().is_empty());
    }

    #[test]
    fn any_names_are_listed_or_told(names in prop::collection::vec(
        (prop::sample::select(vec!["100644", "120000", "160000", "40000", "7777", "1"]), "[^\0]{1,12}"), 1..20,
    )) {
        let folder = tempfile::tempdir().unwrap();
        let database = Repository::init_bare(folder.path()).unwrap();
        let blob = database.blob(b"x").unwrap();
        let items: Vec<_> = names.iter().map(|(mode, name)| (*mode, name.as_bytes(), blob)).collect();
        commit_tree(&database, raw_tree(&database, &items));
        let snapshot = at(folder.path(), None);
        prop_assert!(snapshot.entries().is_sorted_by(|a, b| a.path <= b.path));
        for entry in snapshot.entries() {
            prop_assert!(entry.path.split('/').all(|name| !matches!(name, "" | "." | "..")));
        }
    }
}
