// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Repositories fetched from a real git server on the loopback address.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
    pub mod server;
}

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use common::git::{Repo, git};
use common::server::GitServer;
use tempfile::TempDir;
use vigie::mirror::{HostToken, MirrorError, MirrorOptions, Source, fetch};
use vigie::model::{GapKind, Progress, Silent};
use vigie::snapshot::{GitSnapshot, Limits, Snapshot};

const SECRET: &str = "glpat-s3cr3t";

/// A folder with `x.git`, two commits on `trunk`, a branch, a tag and 3 MiB that do not compress.
struct Fixture {
    root: TempDir,
    first: String,
    last: String,
}

impl Fixture {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let repo = Repo::new();
        repo.git(&["checkout", "--quiet", "-b", "trunk"]);
        repo.write("README.md", "one");
        let first = repo.commit("first");
        repo.git(&["tag", "-a", "v1", "-m", "v1"]);
        repo.git(&["branch", "feature/x"]);
        repo.write("README.md", "two");
        repo.write("noise.bin", noise(3 << 20));
        let last = repo.commit("second");
        git(
            root.path(),
            &[
                "clone",
                "--quiet",
                "--bare",
                repo.path().to_str().unwrap(),
                "x.git",
            ],
        );
        Self { root, first, last }
    }

    fn path(&self) -> &Path {
        self.root.path()
    }
}

/// Bytes that look random.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(count).collect()
}

fn open(source: &Source) -> GitSnapshot {
    GitSnapshot::open(source.path(), None, &Limits::default()).unwrap()
}

fn paths(snapshot: &dyn Snapshot) -> Vec<&str> {
    snapshot.entries().iter().map(|entry| &*entry.path).collect()
}

fn failure(url: &str, options: &MirrorOptions<'_>) -> MirrorError {
    let error = fetch(url, options, &Silent).map(|_| ()).unwrap_err();
    for text in [error.to_string(), format!("{error:?}"), format!("{options:?}")] {
        assert!(!text.contains(SECRET), "{text}");
    }
    assert!(!error.to_string().contains('\n'));
    error
}

fn with_token(host: &str) -> MirrorOptions<'static> {
    MirrorOptions {
        token: Some(HostToken::new(host, SECRET.to_owned())),
        ..MirrorOptions::default()
    }
}

#[derive(Default)]
struct Count {
    total: AtomicU64,
    steps: AtomicU64,
}

impl Progress for Count {
    fn stage(&self, _name: &'static str, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }
    fn advance(&self, steps: u64) {
        self.steps.fetch_add(steps, Ordering::Relaxed);
    }
}

#[test]
fn the_last_commit_of_the_default_branch_is_fetched_and_removed() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let count = Count::default();
    let source = fetch(
        &format!("{}/x.git", server.url),
        &MirrorOptions::default(),
        &count,
    )
    .unwrap();
    assert!(source.is_temporary());
    let snapshot = open(&source);
    assert_eq!(snapshot.commit().unwrap().as_str(), fixture.last);
    assert_eq!(snapshot.branch(), Some("trunk"));
    assert_eq!(paths(&snapshot), ["README.md", "noise.bin"]);
    assert!(snapshot.gaps().is_empty());
    let history = git(source.path(), &["rev-list", "--count", "HEAD"]);
    assert_eq!(history, "1", "no history comes along");
    assert!(count.total.into_inner() >= 4);
    assert!(count.steps.into_inner() >= 4);
    assert_eq!(server.requests().len(), 2, "{:?}", server.requests());
    let place = source.path().to_owned();
    drop(source);
    assert!(!place.exists());
}

#[test]
fn a_revision_is_fetched_by_branch_tag_or_commit() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let url = format!("{}/x.git", server.url);
    let cases = [
        ("feature/x", Some("feature/x")),
        ("refs/heads/feature/x", Some("feature/x")),
        ("v1", None),
        (&fixture.first, None),
    ];
    for (rev, branch) in cases {
        let rev = Some(rev.to_owned());
        let options = MirrorOptions {
            rev: rev.clone(),
            ..MirrorOptions::default()
        };
        let source = fetch(&url, &options, &Silent).unwrap();
        let snapshot = open(&source);
        assert_eq!(snapshot.commit().unwrap().as_str(), fixture.first, "{rev:?}");
        assert_eq!(snapshot.branch(), branch, "{rev:?}");
    }
    for rev in [
        "nowhere",
        "..",
        "refs/heads/*",
        "a b",
        "-x",
        "",
        "0123456789012345678901234567890123456789",
    ] {
        let rev = Some(rev.to_owned());
        let error = failure(
            &url,
            &MirrorOptions {
                rev: rev.clone(),
                ..MirrorOptions::default()
            },
        );
        assert!(
            matches!(error, MirrorError::NoRevision { .. }),
            "{rev:?}: {error}"
        );
    }
}

#[test]
fn a_head_without_branch_is_fetched() {
    let fixture = Fixture::new();
    let bare = fixture.path().join("x.git");
    git(&bare, &["update-ref", "--no-deref", "HEAD", "trunk"]);
    git(&bare, &["branch", "-D", "trunk"]);
    let server = GitServer::start(fixture.path());
    let source = fetch(
        &format!("{}/x.git", server.url),
        &MirrorOptions::default(),
        &Silent,
    )
    .unwrap();
    let snapshot = open(&source);
    assert_eq!(snapshot.commit().unwrap().as_str(), fixture.last);
    assert_eq!(snapshot.branch(), None);
}

#[test]
fn repositories_without_a_commit_are_no_error() {
    let fixture = Fixture::new();
    git(fixture.path(), &["init", "--quiet", "--bare", "empty.git"]);
    git(
        &fixture.path().join("x.git"),
        &["symbolic-ref", "HEAD", "refs/heads/nowhere"],
    );
    let server = GitServer::start(fixture.path());
    for (name, gap) in [("empty", GapKind::EmptyRepository), ("x", GapKind::UnbornHead)] {
        let url = format!("{}/{name}.git", server.url);
        let source = fetch(&url, &MirrorOptions::default(), &Silent).unwrap();
        let snapshot = open(&source);
        assert_eq!(snapshot.gaps()[0].kind, gap, "{name}");
        assert!(snapshot.entries().is_empty());
    }
}

#[test]
fn a_token_opens_what_is_private_and_nothing_shows_it() {
    let fixture = Fixture::new();
    let server = GitServer::with_token(fixture.path(), "oauth2", SECRET);
    let url = format!("{}/x.git", server.url);
    assert!(matches!(
        failure(&url, &MirrorOptions::default()),
        MirrorError::NeedsToken { .. }
    ));

    let source = fetch(&url, &with_token(&server.host), &Silent).unwrap();
    assert_eq!(open(&source).commit().unwrap().as_str(), fixture.last);
    let config = std::fs::read_to_string(source.path().join("config")).unwrap();
    assert!(!config.contains(SECRET) && !format!("{source:?}").contains(SECRET));

    let inside = url.replace("http://", &format!("http://oauth2:{SECRET}@"));
    let source = fetch(&inside, &MirrorOptions::default(), &Silent).unwrap();
    assert_eq!(open(&source).commit().unwrap().as_str(), fixture.last);
}

#[test]
fn a_wrong_token_is_tried_once() {
    let fixture = Fixture::new();
    let server = GitServer::with_token(fixture.path(), "oauth2", "another");
    let url = format!("{}/x.git", server.url);
    let error = failure(&url, &with_token(&server.host));
    assert!(matches!(error, MirrorError::Denied { .. }), "{error}");
    let tries = server
        .requests()
        .iter()
        .filter(|line| line.ends_with("(authorised)"))
        .count();
    assert_eq!(tries, 1, "{:?}", server.requests());
    let inside = url.replace("http://", &format!("http://me:{SECRET}@"));
    let error = failure(&inside, &MirrorOptions::default());
    assert!(matches!(error, MirrorError::Denied { .. }), "{error}");
}

#[test]
fn a_token_is_not_sent_to_another_host() {
    let fixture = Fixture::new();
    let server = GitServer::with_token(fixture.path(), "oauth2", SECRET);
    let url = format!("{}/x.git", server.url);
    let error = failure(&url, &with_token("git.example.org"));
    assert!(matches!(error, MirrorError::TokenWithheld { .. }), "{error}");
    assert!(
        server
            .requests()
            .iter()
            .all(|line| !line.ends_with("(authorised)"))
    );
}

#[test]
fn redirects_stay_on_the_host() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let here = format!("{0}/redirect/{1}/x.git", server.url, server.host);
    let source = fetch(&here, &MirrorOptions::default(), &Silent).unwrap();
    assert_eq!(open(&source).commit().unwrap().as_str(), fixture.last);

    let elsewhere = server.host.replace("127.0.0.1", "localhost");
    let error = failure(
        &format!("{}/redirect/{elsewhere}/x.git", server.url),
        &MirrorOptions::default(),
    );
    assert!(error.to_string().contains("cannot redirect"), "{error}");
}

/// A redirect may lead to another port of the same host, which is another server.
#[test]
fn a_token_does_not_follow_a_redirect_to_another_port() {
    let fixture = Fixture::new();
    let thief = GitServer::with_token(fixture.path(), "oauth2", "whatever");
    let server = GitServer::start(fixture.path());
    let url = format!("{}/redirect/{}/x.git", server.url, thief.host);
    let error = failure(&url, &with_token(&server.host));
    assert!(error.to_string().contains("cannot redirect"), "{error}");
    assert!(thief.requests().is_empty(), "{:?}", thief.requests());
    let inside = url.replace("http://", &format!("http://oauth2:{SECRET}@"));
    failure(&inside, &MirrorOptions::default());
    assert!(thief.requests().is_empty(), "{:?}", thief.requests());
}

/// What a proxy that drops queries sends. libgit2 ends the process there.
#[test]
fn a_redirect_without_a_query_is_followed_or_refused() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let here = format!("{0}/bare-redirect/{1}/x.git", server.url, server.host);
    let source = fetch(&here, &MirrorOptions::default(), &Silent).unwrap();
    assert_eq!(open(&source).commit().unwrap().as_str(), fixture.last);
    let nowhere = failure(&format!("{}/moved/x.git", server.url), &MirrorOptions::default());
    assert!(matches!(nowhere, MirrorError::Other { .. }), "{nowhere}");
}

#[test]
fn each_cause_has_its_error() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let of = |path: &str| failure(&format!("{}{path}", server.url), &MirrorOptions::default());
    assert!(matches!(of("/nothing.git"), MirrorError::NotFound { .. }));
    assert!(matches!(of("/status/404/x"), MirrorError::NotFound { .. }));
    assert!(matches!(of("/status/403/x"), MirrorError::Denied { .. }));
    assert!(matches!(of("/status/503/x"), MirrorError::Unreachable { .. }));
    assert!(matches!(of("/status/429/x"), MirrorError::Unreachable { .. }));
    assert!(matches!(of("/status/200/x"), MirrorError::Other { .. }));
    let closed = failure("http://127.0.0.1:1/x.git", &MirrorOptions::default());
    assert!(matches!(closed, MirrorError::Unreachable { .. }), "{closed}");
    let closed = failure("ssh://git@127.0.0.1:1/x.git", &MirrorOptions::default());
    assert!(matches!(closed, MirrorError::Unreachable { .. }), "{closed}");
    let unknown = failure("https://host.invalid/x.git", &MirrorOptions::default());
    assert!(matches!(unknown, MirrorError::Unreachable { .. }), "{unknown}");
    let missing = failure("/no/such/folder", &MirrorOptions::default());
    assert!(matches!(missing, MirrorError::NotFound { .. }), "{missing}");
}

#[test]
fn words_of_the_server_are_shown_on_one_line_without_the_token() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let url = format!("{}/says/no:\u{1b}[31m%20{SECRET}/x.git", server.url);
    let options = with_token(&server.host);
    let Err(error) = fetch(&url, &options, &Silent) else {
        panic!()
    };
    let MirrorError::Other { reason, .. } = error else {
        panic!("{error}")
    };
    assert!(reason.starts_with("remote error: no:"), "{reason}");
    assert!(!reason.contains(SECRET) && !reason.contains('\u{1b}'), "{reason}");
}

#[test]
fn repositories_with_sha256_names_are_refused_in_words() {
    let root = tempfile::tempdir().unwrap();
    let repo = Repo::with(&["--object-format=sha256"]);
    repo.write("a", "a");
    repo.commit("first");
    git(
        root.path(),
        &[
            "clone",
            "--quiet",
            "--bare",
            repo.path().to_str().unwrap(),
            "x.git",
        ],
    );
    let server = GitServer::start(root.path());
    let error = failure(&format!("{}/x.git", server.url), &MirrorOptions::default());
    assert!(matches!(error, MirrorError::Sha256 { .. }), "{error}");
}

#[test]
fn nothing_is_left_after_the_limit_in_bytes() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let place = tempfile::tempdir().unwrap();
    let options = MirrorOptions {
        most_bytes: 100_000,
        folder: Some(place.path().to_owned()),
        ..MirrorOptions::default()
    };
    let error = failure(&format!("{}/x.git", server.url), &options);
    assert!(
        matches!(error, MirrorError::TooLarge { limit: 100_000, .. }),
        "{error}"
    );
    assert_eq!(place.path().read_dir().unwrap().count(), 0);
}

#[test]
fn a_silent_server_is_left_and_so_is_one_when_interrupted() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let place = tempfile::tempdir().unwrap();
    let url = format!("{}/stall/x.git", server.url);
    let options = MirrorOptions {
        silence: Duration::from_millis(200),
        folder: Some(place.path().to_owned()),
        ..MirrorOptions::default()
    };
    let error = failure(&url, &options);
    assert!(matches!(error, MirrorError::Unreachable { .. }), "{error}");
    let options = MirrorOptions {
        silence: Duration::from_secs(60),
        longest: Duration::from_millis(200),
        ..options
    };
    let error = failure(&url, &options);
    assert!(matches!(error, MirrorError::Unreachable { .. }), "{error}");
    let stop = AtomicBool::new(true);
    let options = MirrorOptions {
        interrupted: Some(&stop),
        folder: Some(place.path().to_owned()),
        ..MirrorOptions::default()
    };
    let error = failure(&url, &options);
    assert!(matches!(error, MirrorError::Interrupted { .. }), "{error}");
    assert_eq!(place.path().read_dir().unwrap().count(), 0);
}

#[test]
fn local_repositories_are_opened_where_they_are() {
    let fixture = Fixture::new();
    let bare = fixture.path().join("x.git");
    let address = format!("file://{}", bare.display());
    for url in [address.as_str(), bare.to_str().unwrap()] {
        let source = fetch(url, &MirrorOptions::default(), &Silent).unwrap();
        assert!(!source.is_temporary());
        assert_eq!(open(&source).commit().unwrap().as_str(), fixture.last);
        drop(source);
        assert!(bare.exists());
    }
}

#[test]
fn many_fetches_at_once_do_not_mix() {
    let fixture = Fixture::new();
    let server = GitServer::start(fixture.path());
    let url = format!("{}/x.git", server.url);
    std::thread::scope(|scope| {
        for number in 0..6 {
            let (url, fixture) = (&url, &fixture);
            scope.spawn(move || {
                let (rev, expected) = if number % 2 == 0 {
                    ("v1", &fixture.first)
                } else {
                    ("trunk", &fixture.last)
                };
                let options = MirrorOptions {
                    rev: Some(rev.to_owned()),
                    ..MirrorOptions::default()
                };
                let source = fetch(url, &options, &Silent).unwrap();
                assert_eq!(open(&source).commit().unwrap().as_str(), expected);
            });
        }
    });
}
