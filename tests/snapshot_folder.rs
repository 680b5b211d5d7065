// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Working folders as they stand, with and without git.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
}

use std::fs;
use std::path::Path;

use common::git::{COMMITTED, Repo};
use proptest::prelude::*;
use vigie::model::{GapKind, Known, Unknown};
use vigie::snapshot::{EntryKind, FolderSnapshot, GitSnapshot, Limits, ReadError, Snapshot, open};

fn at(path: &Path) -> FolderSnapshot {
    FolderSnapshot::open(path, &Limits::default()).unwrap()
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
    snapshot.read(entry.expect(path), 1000)
}

#[test]
fn a_link_that_is_kept_as_text_is_a_link() {
    let repo = Repo::new();
    repo.write("docs/LISEZMOI.md", "hello");
    // What git checks out where links cannot be made.
    repo.write("README.md", "docs/LISEZMOI.md");
    repo.git(&["config", "core.symlinks", "false"]);
    repo.git(&["add", "docs/LISEZMOI.md"]);
    let blob = repo.git(&["hash-object", "-w", "README.md"]);
    let entry = format!("120000,{},README.md", blob.trim());
    repo.git(&["update-index", "--add", "--cacheinfo", &entry]);
    let kind = |snapshot: &FolderSnapshot| {
        let entry = snapshot
            .entries()
            .iter()
            .find(|entry| &*entry.path == "README.md");
        entry.unwrap().kind
    };
    let snapshot = at(repo.path());
    assert_eq!(kind(&snapshot), EntryKind::Link);
    assert_eq!(content(&snapshot, "README.md").unwrap(), b"docs/LISEZMOI.md");
    // Elsewhere, a file in the place of a link is a file.
    repo.git(&["config", "core.symlinks", "true"]);
    assert_eq!(kind(&at(repo.path())), EntryKind::File);
}

#[test]
fn a_clean_folder_and_its_commit_are_the_same() {
    let repo = Repo::new();
    let other = Repo::new();
    other.write("inside", "x");
    other.commit("first");
    repo.write("README.md", "hello");
    repo.write("src/deep/er/main.rs", "fn main() {}");
    repo.write("src-x/a", "sorts between");
    repo.write("src.txt", "and this too");
    repo.write("empty", "");
    repo.write("with\nnewline", "n");
    repo.write("Src.txt", "collides");
    repo.write(".gitignore", "/build/\n*.log\n!keep.log\n");
    repo.write("keep.log", "kept");
    repo.write("build/out.o", "not tracked");
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        std::os::unix::fs::symlink("../nowhere", repo.path().join("src/link")).unwrap();
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
        fs::write(repo.path().join(name), "latin").unwrap();
    }
    repo.git(&[
        "submodule",
        "--quiet",
        "add",
        other.path().to_str().unwrap(),
        "vendor/sub",
    ]);
    repo.git(&[
        "submodule",
        "--quiet",
        "add",
        other.path().to_str().unwrap(),
        "vendor/emptied",
    ]);
    repo.write("forced.log", "tracked although ignored");
    repo.git(&["add", "-f", "forced.log"]);
    repo.commit("first");
    repo.git(&["submodule", "--quiet", "deinit", "-f", "vendor/emptied"]);

    let folder = at(repo.path());
    let commit = GitSnapshot::open(repo.path(), None, &Limits::default()).unwrap();
    assert_eq!(paths(&folder), paths(&commit));
    assert!(paths(&folder).contains(&"forced.log"));
    assert_eq!(folder.commit(), commit.commit());
    assert_eq!(folder.branch(), Some("main"));
    assert_eq!(folder.head().as_option().unwrap().committed, COMMITTED);
    assert_eq!(folder.gaps(), commit.gaps());
    for (here, there) in folder.entries().iter().zip(commit.entries()) {
        assert_eq!((here.kind, here.size), (there.kind, there.size), "{}", here.path);
        assert_eq!(folder.read(here, 1000), commit.read(there, 1000), "{}", here.path);
    }
}

#[test]
fn the_folder_is_seen_as_it_stands() {
    let repo = Repo::new();
    repo.write("changed", "before");
    repo.write("deleted", "x");
    repo.commit("first");
    repo.write("changed", "after");
    repo.write("untracked/.hidden", "new");
    fs::remove_file(repo.path().join("deleted")).unwrap();
    let folder = open(repo.path(), None, &Limits::default()).unwrap();
    assert!(folder.is_folder());
    assert_eq!(paths(&*folder), ["changed", "untracked/.hidden"]);
    assert_eq!(content(&*folder, "changed").unwrap(), b"after");
}

#[test]
fn tracked_files_are_seen_whatever_gitignore_says() {
    let repo = Repo::new();
    repo.write(".gitignore", ".env\nlogs/\n");
    repo.write(".env", "SECRET=1");
    repo.write("logs/a/tracked.log", "x");
    repo.git(&["add", "-f", ".env", "logs/a/tracked.log"]);
    repo.commit("first");
    repo.write("logs/untracked.log", "x");
    repo.write("logs/b/untracked.log", "x");
    repo.write("app/.env", "untracked");
    assert_eq!(
        paths(&at(repo.path())),
        [".env", ".gitignore", "logs/a/tracked.log"]
    );
    // From a folder inside, the rules above still count.
    assert_eq!(paths(&at(&repo.path().join("app"))), [""; 0]);
    assert_eq!(
        paths(&at(&repo.path().join("logs"))),
        ["a/tracked.log", "b/untracked.log", "untracked.log"]
    );
}

#[test]
fn ignore_rules_follow_git() {
    let rules = "# note\n*.tmp\n!keep.tmp\n/only-root\ndir/\n**/deep/*.x\n\\#sharp\ntrail \n\n[bad\na[0-9]\n";
    let names = [
        "a.tmp",
        "keep.tmp",
        "only-root",
        "sub/only-root",
        "dir/file",
        "sub/dir/f",
        "file/dir",
        "x/deep/a.x",
        "x/deep/a.y",
        "#sharp",
        "trail",
        "a1",
        "ab",
        "sub/in.tmp",
        "sub/again.tmp",
        "sub/z",
    ];
    let repo = Repo::new();
    repo.write(".gitignore", rules);
    repo.write("sub/.gitignore", "!again.tmp\nz\n");
    for name in names {
        repo.write(name, "x");
    }
    let seen_by_git = repo.git(&[
        "-c",
        "core.quotePath=false",
        "ls-files",
        "-o",
        "--exclude-per-directory=.gitignore",
    ]);
    let mut expected: Vec<&str> = seen_by_git.lines().collect();
    expected.sort_unstable();
    assert_eq!(paths(&at(repo.path())), expected);
}

/// Thousands of patterns that all match each file would hold the audit up.
#[test]
fn endless_ignore_rules_are_told_and_hide_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.log"), "x").unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/b.log"), "x").unwrap();
    let rules = folder.path().join(".gitignore");
    fs::write(&rules, "*.log\n".repeat(2001)).unwrap();
    let snapshot = at(folder.path());
    assert_eq!(paths(&snapshot), [".gitignore", "a.log", "sub/b.log"]);
    let kind = GapKind::Unparsable("more than 2000 patterns".to_owned());
    assert_eq!(gaps(&snapshot), [(Some(".gitignore"), kind.clone())]);
    // Those of all folders above count together.
    fs::write(&rules, "*.txt\n".repeat(1500)).unwrap();
    fs::write(folder.path().join("sub/.gitignore"), "*.log\n".repeat(600)).unwrap();
    assert_eq!(gaps(&at(folder.path())), [(Some("sub/.gitignore"), kind)]);
    fs::write(&rules, vec![b'#'; 200 << 10]).unwrap();
    assert_eq!(at(folder.path()).gaps()[0].kind, GapKind::TooLarge(200 << 10));
}

#[test]
fn settings_of_the_user_do_not_count() {
    let repo = Repo::new();
    repo.write("a.txt", "x");
    repo.write(".ignore", "a.txt");
    repo.write(".git/info/exclude", "a.txt\n");
    assert_eq!(paths(&at(repo.path())), [".ignore", "a.txt"]);
}

#[test]
fn folders_without_git_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = at(folder.path());
    assert_eq!(gaps(&snapshot), [(None, GapKind::EmptyRepository)]);
    fs::write(folder.path().join("a"), "x").unwrap();
    fs::write(folder.path().join("b.log"), "x").unwrap();
    fs::write(folder.path().join(".gitignore"), "*.log").unwrap();
    let snapshot = at(folder.path());
    assert_eq!(paths(&snapshot), [".gitignore", "a"]);
    assert_eq!(snapshot.commit(), None);
    assert_eq!(snapshot.head(), &Known::No(Unknown::NoHistory));
    assert!(snapshot.gaps().is_empty());
}

#[test]
fn a_repository_without_commit_shows_its_files() {
    let repo = Repo::new();
    assert_eq!(gaps(&at(repo.path())), [(None, GapKind::EmptyRepository)]);
    repo.write("README.md", "x");
    let snapshot = at(repo.path());
    assert_eq!(paths(&snapshot), ["README.md"]);
    assert_eq!((snapshot.commit(), snapshot.branch()), (None, Some("main")));
    assert!(snapshot.gaps().is_empty(), "the files can be judged");
}

#[test]
fn other_repositories_inside_are_not_entered() {
    let repo = Repo::new();
    for name in ["nested", "linked"] {
        repo.write(&format!("{name}/inside"), "x");
    }
    common::git::git(&repo.path().join("nested"), &["init", "--quiet"]);
    repo.write("linked/.git", "gitdir: /nowhere");
    repo.write("plain/.git/note", "no repository at all");
    repo.write("plain/file", "x");
    let snapshot = at(repo.path());
    assert_eq!(paths(&snapshot), ["linked", "nested", "plain/file"]);
    assert_eq!(snapshot.entries()[0].kind, EntryKind::Submodule);
    assert_eq!(content(&snapshot, "nested"), Err(ReadError::Missing));
    let expected = [
        (Some("linked"), GapKind::Submodule),
        (Some("nested"), GapKind::Submodule),
    ];
    assert_eq!(gaps(&snapshot), expected);
}

#[test]
fn trouble_in_gits_own_files_does_not_hide_the_folder() {
    let repo = Repo::new();
    repo.write("a", "x");
    repo.commit("first");
    repo.write(".git/index", "garbage");
    repo.write(".git/HEAD", "garbage");
    let snapshot = at(repo.path());
    assert_eq!(paths(&snapshot), ["a"]);
    let kinds = snapshot.gaps().iter().map(|gap| &gap.kind);
    assert!(kinds.clone().all(|kind| *kind == GapKind::GitUnreadable));
    assert!(kinds.count() > 0);
}

#[test]
fn newer_formats_of_git_tell_what_is_tracked() {
    for format in ["--object-format=sha256", "--ref-format=reftable"] {
        for version in ["2", "3", "4"] {
            let repo = Repo::with(&[format]);
            repo.git(&["config", "index.version", version]);
            repo.write(".gitignore", "*.log\n");
            for name in ["a", "b/a-name-of-some-length.log", "b/a-name.log", "b/c/é.log"] {
                repo.write(name, "x");
            }
            repo.git(&["add", "--all", "--force"]);
            repo.git(&["commit", "--quiet", "-m", "first"]);
            repo.git(&["update-index", "--index-version", version]);
            repo.write("b/untracked.log", "x");
            let whole = [
                ".gitignore",
                "a",
                "b/a-name-of-some-length.log",
                "b/a-name.log",
                "b/c/é.log",
            ];
            let snapshot = at(repo.path());
            assert_eq!(paths(&snapshot), whole, "{format}, version {version}");
            assert_eq!(gaps(&snapshot), [(None, GapKind::GitFormat)]);
            let inside = at(&repo.path().join("b"));
            assert_eq!(
                paths(&inside),
                ["a-name-of-some-length.log", "a-name.log", "c/é.log"]
            );
            repo.write(".git/index", "garbage");
            assert_eq!(gaps(&at(repo.path())), [(None, GapKind::GitUnreadable)]);
        }
    }
}

#[test]
fn limits_hold_for_folders_too() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..15 {
        let place = folder.path().join(format!("d{number:02}"));
        fs::create_dir(&place).unwrap();
        fs::write(place.join("f"), "x").unwrap();
    }
    fs::write(folder.path().join("zz"), "x").unwrap();
    let limits = Limits {
        entries: 10,
        ..Limits::default()
    };
    let snapshot = FolderSnapshot::open(folder.path(), &limits).unwrap();
    assert_eq!(paths(&snapshot), ["zz"], "files near the root come first");
    assert_eq!(gaps(&snapshot), [(None, GapKind::TooManyEntries(10))]);

    let deep: std::path::PathBuf = (0..300).map(|_| "d").collect();
    fs::create_dir_all(folder.path().join(&deep)).unwrap();
    fs::write(folder.path().join(&deep).join("leaf"), "x").unwrap();
    assert_eq!(at(folder.path()).entries().len(), 17);
    let limits = Limits {
        depth: 5,
        ..Limits::default()
    };
    let snapshot = FolderSnapshot::open(folder.path(), &limits).unwrap();
    assert_eq!(gaps(&snapshot), [(Some("d/d/d/d/d/d"), GapKind::TooDeep(5))]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    fn fifo(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn links_are_never_followed() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "x").unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (name, target) in [
            ("out", outside.path()),
            ("self", Path::new("self")),
            ("dot", Path::new(".")),
        ] {
            symlink(target, folder.path().join(name)).unwrap();
        }
        let snapshot = at(folder.path());
        assert_eq!(paths(&snapshot), ["dot", "out", "self"]);
        assert!(
            snapshot
                .entries()
                .iter()
                .all(|entry| entry.kind == EntryKind::Link)
        );
        assert_eq!(content(&snapshot, "dot").unwrap(), b".");
        assert_eq!(
            content(&snapshot, "out").unwrap(),
            outside.path().as_os_str().as_encoded_bytes()
        );
    }

    #[test]
    fn a_tracked_path_through_a_link_is_not_followed() {
        let repo = Repo::new();
        repo.write("dir/secret", "tracked");
        repo.commit("first");
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "outside").unwrap();
        fs::remove_dir_all(repo.path().join("dir")).unwrap();
        symlink(outside.path(), repo.path().join("dir")).unwrap();
        assert_eq!(paths(&at(repo.path())), ["dir"]);
    }

    #[test]
    fn special_files_are_no_part_of_a_tree_and_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        fifo(&folder.path().join("pipe"));
        fifo(&folder.path().join(".gitignore"));
        let _socket = UnixListener::bind(folder.path().join("socket")).unwrap();
        let snapshot = at(folder.path());
        assert!(snapshot.entries().is_empty());
        assert_eq!(gaps(&snapshot), [(None, GapKind::EmptyRepository)]);
    }

    #[test]
    fn a_gitignore_that_is_a_link_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        symlink("/dev/zero", folder.path().join(".gitignore")).unwrap();
        fs::write(folder.path().join("a"), "x").unwrap();
        assert_eq!(paths(&at(folder.path())), [".gitignore", "a"]);
    }

    #[test]
    fn a_file_replaced_after_the_listing_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["pipe", "link", "gone", "grown"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let snapshot = at(folder.path());
        for name in ["pipe", "link", "gone"] {
            fs::remove_file(folder.path().join(name)).unwrap();
        }
        fifo(&folder.path().join("pipe"));
        symlink("/etc/hostname", folder.path().join("link")).unwrap();
        fs::write(folder.path().join("grown"), vec![b'x'; 2000]).unwrap();
        assert_eq!(
            content(&snapshot, "pipe"),
            Err(ReadError::Io("special file".to_owned()))
        );
        assert!(matches!(content(&snapshot, "link"), Err(ReadError::Io(_))));
        assert_eq!(content(&snapshot, "gone"), Err(ReadError::Missing));
        assert_eq!(content(&snapshot, "grown"), Err(ReadError::TooLarge(2000)));
    }

    /// Containers often run as another user than the one who owns the files.
    #[test]
    fn the_owner_of_the_folder_does_not_matter() {
        let repo = Repo::new();
        repo.write("a", "x");
        repo.commit("first");
        let given = Command::new("chown")
            .args(["-R", "65534"])
            .arg(repo.path())
            .output()
            .unwrap();
        if !given.status.success() {
            // Only an administrator gives files away.
            return;
        }
        assert!(
            git2::Repository::open(repo.path()).is_err(),
            "the check that is avoided"
        );
        assert!(at(repo.path()).gaps().is_empty());
        assert_eq!(
            paths(&GitSnapshot::open(repo.path(), None, &Limits::default()).unwrap()),
            ["a"]
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_gitignore_leaves_a_list(rules in prop::collection::vec(any::<u8>(), 0..300)) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".gitignore"), &rules).unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        fs::write(folder.path().join("sub/file.txt"), "x").unwrap();
        let snapshot = at(folder.path());
        prop_assert!(snapshot.entries().len() <= 2);
        prop_assert!(snapshot.entries().is_sorted_by(|a, b| a.path < b.path));
    }
}
