// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Mirrors kept between runs, updated from a real git server on the loopback address.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
    pub mod server;
}

use std::fs;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use common::git::{Repo, git};
use common::server::GitServer;
use tempfile::TempDir;
use vigie::mirror::{Cache, HostToken, Hosts, MirrorError, MirrorOptions, Source, Update};
use vigie::model::Silent;
use vigie::snapshot::{GitSnapshot, Limits, Snapshot};

/// A work tree, its bare copy on a server, and a cache.
struct World {
    repo: Repo,
    root: TempDir,
    server: GitServer,
    cache: TempDir,
}

impl World {
    fn new() -> Self {
        let (repo, root) = (Repo::new(), tempfile::tempdir().unwrap());
        repo.write("README.md", "one");
        repo.commit("first");
        git(
            root.path(),
            &["init", "--quiet", "--bare", "--initial-branch=main", "x.git"],
        );
        repo.git(&[
            "remote",
            "add",
            "origin",
            root.path().join("x.git").to_str().unwrap(),
        ]);
        repo.git(&["push", "--quiet", "origin", "main"]);
        let server = GitServer::start(root.path());
        Self {
            repo,
            root,
            server,
            cache: tempfile::tempdir().unwrap(),
        }
    }

    fn bare(&self) -> PathBuf {
        self.root.path().join("x.git")
    }

    fn open(&self) -> Cache {
        Cache::open(self.cache.path(), 1 << 30).unwrap()
    }

    fn ask(&self, known: Option<&str>) -> Result<Update, MirrorError> {
        let enough = |tip: &vigie::mirror::Tip| known.is_some() && tip.commit.as_deref() == known;
        self.open().update(
            "ab12",
            &format!("{}/x.git", self.server.url),
            &MirrorOptions::default(),
            &Hosts::new(4),
            &enough,
            &Silent,
        )
    }

    fn source(&self) -> Source {
        match self.ask(None).unwrap() {
            Update::Here(source) => source,
            Update::Declined(tip) => panic!("{tip:?}"),
        }
    }

    /// What the mirror shows, and how many requests that took.
    fn shows(&self) -> (Option<String>, Vec<String>, usize) {
        let before = self.server.requests().len();
        let source = self.source();
        let snapshot = GitSnapshot::open(source.path(), None, &Limits::default()).unwrap();
        let paths = snapshot
            .entries()
            .iter()
            .map(|entry| entry.path.to_string())
            .collect();
        let gaps: Vec<_> = snapshot.gaps().iter().filter(|gap| gap.path.is_some()).collect();
        assert!(gaps.is_empty(), "{gaps:?}");
        let commit = snapshot.commit().map(|commit| commit.as_str().to_owned());
        (commit, paths, self.server.requests().len() - before)
    }

    fn mirrors(&self) -> Vec<PathBuf> {
        let slot = self.cache.path().join("mirrors/ab12");
        let entries = fs::read_dir(slot).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir()).collect()
    }
}

#[test]
fn an_unchanged_repository_costs_one_request() {
    let world = World::new();
    let (commit, paths, asked) = world.shows();
    assert_eq!(paths, ["README.md"]);
    assert!(asked <= 3, "{:?}", world.server.requests());
    assert_eq!(world.shows(), (commit.clone(), paths, 1), "the mirror is enough");
    let before = world.server.requests().len();
    let declined = world.ask(commit.as_deref()).unwrap();
    let Update::Declined(tip) = declined else {
        panic!("{declined:?}")
    };
    assert_eq!(tip.commit, commit);
    assert_eq!(tip.branch.as_deref(), Some("refs/heads/main"));
    assert_eq!(world.server.requests().len() - before, 1);
    assert_eq!(world.mirrors().len(), 1);
}

#[test]
fn what_changed_on_the_server_is_fetched() {
    let world = World::new();
    world.shows();
    let place = world.mirrors();
    // New commits, a rewritten history, another default branch, and back.
    for step in 0..4 {
        match step {
            0 => {
                world.repo.write("a/b.txt", "b");
                world.repo.commit("second");
            }
            1 => {
                world.repo.write("c.txt", "c");
                world.repo.git(&["add", "--all"]);
                world
                    .repo
                    .git(&["commit", "--quiet", "--amend", "-m", "rewritten"]);
            }
            2 => {
                world.repo.git(&["checkout", "--quiet", "--orphan", "other"]);
                world.repo.write("d.txt", "d");
                world.repo.commit("unrelated");
                git(&world.bare(), &["symbolic-ref", "HEAD", "refs/heads/other"]);
            }
            _ => {
                world.repo.git(&["checkout", "--quiet", "main"]);
                git(&world.bare(), &["symbolic-ref", "HEAD", "refs/heads/main"]);
            }
        }
        world.repo.git(&["push", "--quiet", "--force", "origin", "HEAD"]);
        let (commit, paths, asked) = world.shows();
        assert_eq!(
            commit.unwrap(),
            world.repo.git(&["rev-parse", "HEAD"]),
            "step {step}"
        );
        let expected = world.repo.git(&["ls-tree", "-r", "--name-only", "HEAD"]);
        assert_eq!(paths, expected.lines().collect::<Vec<_>>(), "step {step}");
        assert!(asked <= 3, "step {step}");
        assert_eq!(world.mirrors(), place, "updated in place, step {step}");
        let history = git(&place[0], &["rev-list", "--count", "HEAD"]);
        assert_eq!(history, "1", "no history comes along, step {step}");
    }
}

#[test]
fn a_repository_that_was_emptied_is_seen_empty() {
    let world = World::new();
    world.shows();
    git(&world.bare(), &["update-ref", "-d", "refs/heads/main"]);
    let (commit, paths, _) = world.shows();
    assert_eq!((commit, paths), (None, Vec::new()));
    world.repo.git(&["push", "--quiet", "origin", "main"]);
    let (commit, paths, _) = world.shows();
    assert!(commit.is_some());
    assert_eq!(paths, ["README.md"]);
}

/// Something that goes wrong with a mirror.
type Harm = fn(&Path);

#[test]
fn a_damaged_mirror_is_cloned_anew() {
    let world = World::new();
    let expected = world.shows();
    let harms: [(&str, Harm); 5] = [
        ("an interrupted update", |mirror| {
            fs::write(mirror.join("vigie-updating"), "").unwrap();
        }),
        ("no HEAD", |mirror| fs::remove_file(mirror.join("HEAD")).unwrap()),
        ("no objects", |mirror| {
            fs::remove_dir_all(mirror.join("objects")).unwrap();
            fs::create_dir(mirror.join("objects")).unwrap();
        }),
        ("a torn HEAD", |mirror| {
            fs::write(mirror.join("HEAD"), "ref: ").unwrap();
        }),
        ("an interrupted removal", |mirror| {
            let gone = mirror.with_file_name("gone-git-x");
            fs::rename(mirror, gone).unwrap();
        }),
    ];
    for (name, harm) in harms {
        let before = world.mirrors();
        harm(&before[0]);
        let now = world.shows();
        assert_eq!((&now.0, &now.1), (&expected.0, &expected.1), "{name}");
        let after = world.mirrors();
        assert_eq!(after.len(), 1, "{name}");
        assert_ne!(after, before, "{name}");
    }
}

#[test]
fn what_proves_damaged_can_be_discarded() {
    let world = World::new();
    world.shows();
    assert!(world.source().discard());
    let now = world.shows();
    assert_eq!(now.1, ["README.md"]);
    assert!(now.2 > 1);
}

#[test]
fn processes_share_a_cache() {
    let world = World::new();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..6).map(|_| scope.spawn(|| world.shows())).collect();
        for one in all {
            assert_eq!(one.join().unwrap().1, ["README.md"]);
        }
    });
    assert_eq!(world.mirrors().len(), 1);
}

fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| match entry.metadata().unwrap() {
            meta if meta.is_dir() => bytes(&entry.path()),
            meta => meta.len(),
        })
        .sum()
}

#[test]
fn a_cache_keeps_to_its_size() {
    let world = World::new();
    for key in ["aa", "bb", "cc"] {
        let update = world.open().update(
            key,
            &format!("{}/x.git", world.server.url),
            &MirrorOptions::default(),
            &Hosts::new(1),
            &|_| false,
            &Silent,
        );
        drop(update.unwrap());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let size = |key: &str| bytes(&world.cache.path().join("mirrors").join(key));
    let two = size("bb") + size("cc");
    Cache::open(world.cache.path(), two).unwrap();
    let left = |key: &str| world.cache.path().join("mirrors").join(key).exists();
    assert_eq!(
        [left("aa"), left("bb"), left("cc")],
        [false, true, true],
        "the oldest goes first"
    );
    Cache::open(world.cache.path(), 0).unwrap();
    assert_eq!([left("aa"), left("bb"), left("cc")], [false; 3]);
}

#[test]
fn a_refused_token_is_not_shown_again() {
    let root = tempfile::tempdir().unwrap();
    git(root.path(), &["init", "--quiet", "--bare", "x.git"]);
    let server = GitServer::with_token(root.path(), "oauth2", "right");
    let options = MirrorOptions {
        token: Some(HostToken::new(&server.host, "wrong".to_owned())),
        ..MirrorOptions::default()
    };
    let (cache, hosts) = (Cache::none(), Hosts::new(2));
    let ask = || {
        let url = format!("{}/x.git", server.url);
        cache
            .update("ab", &url, &options, &hosts, &|_| false, &Silent)
            .unwrap_err()
    };
    assert!(matches!(ask(), MirrorError::Denied { credential: true, .. }));
    for _ in 0..3 {
        assert!(matches!(ask(), MirrorError::NotAskedAgain { .. }));
    }
    let shown = server
        .requests()
        .iter()
        .filter(|line| line.ends_with("(authorised)"))
        .count();
    assert_eq!(shown, 1, "{:?}", server.requests());
}

#[test]
fn a_deeper_history_comes_when_it_is_asked_for() {
    let world = World::new();
    world.repo.commit("second");
    world.repo.commit("third");
    world.repo.git(&["push", "--quiet", "origin", "HEAD"]);
    for (depth, count) in [
        (NonZeroU32::new(2), "2"),
        (None, "3"),
        (Some(NonZeroU32::MIN), "1"),
    ] {
        let options = MirrorOptions {
            depth,
            ..MirrorOptions::default()
        };
        let url = format!("{}/x.git", world.server.url);
        for _ in 0..2 {
            let update = world
                .open()
                .update("ab12", &url, &options, &Hosts::new(1), &|_| false, &Silent);
            let Ok(Update::Here(source)) = update else {
                panic!("{update:?}")
            };
            assert_eq!(git(source.path(), &["rev-list", "--count", "HEAD"]), count);
        }
    }
}

#[test]
fn a_busy_server_is_left_alone_for_as_long_as_it_asks() {
    let (root, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let repo = Repo::new();
    repo.write("README.md", "# A\n");
    let commit = repo.commit("first");
    let from = repo.path().display().to_string();
    git(root.path(), &["clone", "--quiet", "--bare", &from, "x.git"]);
    let server = GitServer::start(root.path());
    let cache = Cache::open(place.path(), 1 << 30).unwrap();
    let url = format!("{}/busy/x.git", server.url);
    let options = MirrorOptions::default();
    let done = cache.update("ab12", &url, &options, &Hosts::new(4), &|_| false, &Silent);
    let Update::Here(source) = done.unwrap() else {
        panic!()
    };
    let snapshot = GitSnapshot::open(source.path(), None, &Limits::default()).unwrap();
    assert_eq!(
        snapshot.commit().map(vigie::model::CommitId::as_str),
        Some(commit.as_str())
    );
    assert_eq!(server.requests().len(), 4, "{:?}", server.requests());
}
