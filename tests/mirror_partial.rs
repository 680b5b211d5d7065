// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Clones that leave large files on the server: fewer bytes, the same verdicts, and the same care for tokens, limits and
//! damage as whole clones.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
    pub mod server;
}

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use common::git::{Repo, git};
use common::server::GitServer;
use serde_json::Value;
use vigie::mirror::{Cache, HostToken, Hosts, MirrorError, MirrorOptions, Source, Update};
use vigie::model::Silent;
use vigie::snapshot::{GitSnapshot, Limits, ReadError, Snapshot};

const SECRET: &str = "s3cret-of-the-partial-clone";

/// Bytes that no compression makes smaller.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1_u64;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    })
    .take(count)
    .collect()
}

/// A bare repository with a large picture, large data, a large README and usual files.
fn fill(root: &Path, name: &str) -> Repo {
    let repo = Repo::new();
    repo.write(
        "README.md",
        format!("# Carte\n\n{}\n", "Une carte des écoles. ".repeat(2_000)),
    );
    repo.write("LICENSE", include_str!("../LICENSE"));
    // Nothing of it is in the table, so that neither is sent as a change of the other.
    repo.write("photo.png", noise(300_000).into_iter().rev().collect::<Vec<_>>());
    repo.write("data/points.csv", noise(900_000));
    repo.write("src/main.py", "print('bonjour')\n");
    repo.commit("first");
    let from = repo.path().display().to_string();
    git(root, &["clone", "--quiet", "--bare", &from, name]);
    repo.git(&["remote", "add", "origin", root.join(name).to_str().unwrap()]);
    repo
}

fn options(filter: Option<u64>) -> MirrorOptions<'static> {
    MirrorOptions {
        filter,
        ..MirrorOptions::default()
    }
}

fn update(cache: &Cache, url: &str, options: &MirrorOptions<'_>) -> Result<Source, MirrorError> {
    let done = cache.update("ab12", url, options, &Hosts::new(4), &|_| false, &Silent)?;
    match done {
        Update::Here(source) => Ok(source),
        Update::Declined(tip) => panic!("{tip:?}"),
    }
}

fn read(snapshot: &GitSnapshot, path: &str) -> Result<usize, ReadError> {
    let entry = snapshot
        .entries()
        .iter()
        .find(|entry| &*entry.path == path)
        .unwrap();
    snapshot.read(entry, u64::MAX).map(|bytes| bytes.len())
}

#[test]
fn large_files_stay_on_the_server_and_the_mirror_is_updated() {
    let (root, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let repo = fill(root.path(), "x.git");
    let server = GitServer::start(root.path());
    let url = format!("{}/x.git", server.url);
    let cache = Cache::open(place.path(), 1 << 30).unwrap();
    let source = update(&cache, &url, &options(Some(100_000))).unwrap();
    assert!(server.sent() < 60_000, "{} bytes", server.sent());
    assert_eq!(server.requests().len(), 2, "{:?}", server.requests());
    let look = |source: &Source| GitSnapshot::open(source.path(), None, &Limits::default()).unwrap();
    let snapshot = look(&source);
    assert_eq!(snapshot.branch(), Some("main"));
    assert!(snapshot.gaps().is_empty(), "{:?}", snapshot.gaps());
    assert_eq!(read(&snapshot, "photo.png"), Err(ReadError::LeftBehind(100_000)));
    assert_eq!(read(&snapshot, "src/main.py"), Ok(17));
    drop((snapshot, source));
    // A change is fetched into the same mirror, and what stays on the server stays there.
    repo.write("src/more.py", "print('encore')\n");
    let commit = repo.commit("second");
    repo.git(&["push", "--quiet", "origin", "main"]);
    let before = server.sent();
    let source = update(&cache, &url, &options(Some(100_000))).unwrap();
    assert!(
        server.sent() - before < 10_000,
        "{} bytes",
        server.sent() - before
    );
    let snapshot = look(&source);
    assert_eq!(
        snapshot.commit().map(|commit| commit.as_str().to_owned()),
        Some(commit)
    );
    assert_eq!(read(&snapshot, "src/more.py"), Ok(16));
    assert_eq!(
        read(&snapshot, "data/points.csv"),
        Err(ReadError::LeftBehind(100_000))
    );
    drop((snapshot, source));
    // A whole mirror is another one.
    let source = update(&cache, &url, &options(None)).unwrap();
    assert_eq!(read(&look(&source), "photo.png"), Ok(300_000));
}

#[test]
fn odd_repositories_and_faults_are_told_as_of_whole_clones() {
    let (root, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fill(root.path(), "x.git");
    git(root.path(), &["init", "--quiet", "--bare", "empty.git"]);
    let detached = root.path().join("detached.git");
    git(
        root.path(),
        &["clone", "--quiet", "--bare", "x.git", "detached.git"],
    );
    let head = git(&detached, &["rev-parse", "HEAD"]);
    git(&detached, &["update-ref", "--no-deref", "HEAD", &head]);
    let server = GitServer::start(root.path());
    let with = |name: &str, options: &MirrorOptions<'_>| {
        let cache = Cache::open(&place.path().join(name.replace('/', "-")), 1 << 30).unwrap();
        update(&cache, &format!("{}/{name}", server.url), options)
    };
    let filtered = options(Some(1_000));
    assert!(with("empty.git", &filtered).is_ok());
    let seen = |options: &MirrorOptions<'_>| {
        let source = with("detached.git", options).unwrap();
        let snapshot = GitSnapshot::open(source.path(), None, &Limits::default()).unwrap();
        let commit = snapshot.commit().map(|commit| commit.as_str().to_owned());
        (snapshot.branch().map(str::to_owned), commit)
    };
    assert_eq!(seen(&filtered), seen(&options(None)));
    assert_eq!(seen(&filtered).1, Some(head));
    assert!(matches!(
        with("absent.git", &filtered),
        Err(MirrorError::NotFound { .. })
    ));
    let small = MirrorOptions {
        most_bytes: 50_000,
        ..options(Some(8_000_000))
    };
    assert!(matches!(with("x.git", &small), Err(MirrorError::TooLarge { .. })));
    let stop = AtomicBool::new(true);
    let stopped = MirrorOptions {
        interrupted: Some(&stop),
        ..options(Some(1_000))
    };
    assert!(matches!(
        with("x.git", &stopped),
        Err(MirrorError::Interrupted { .. })
    ));
    // An object that the server lacks.
    let broken = root.path().join("broken.git");
    git(
        root.path(),
        &["clone", "--quiet", "--bare", "x.git", "broken.git"],
    );
    let id = git(&broken, &["rev-parse", "HEAD:src"]);
    fs::remove_file(broken.join("objects").join(&id[..2]).join(&id[2..])).unwrap();
    let error = with("broken.git", &filtered).unwrap_err().to_string();
    assert!(error.contains("/broken.git") && !error.contains('\n'), "{error}");
}

#[test]
fn the_token_opens_what_is_private_and_is_in_no_process_list() {
    let (root, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fill(root.path(), "x.git");
    let server = GitServer::with_token(root.path(), "oauth2", SECRET);
    let url = format!("{}/x.git", server.url);
    let cache = Cache::open(place.path(), 1 << 30).unwrap();
    let token = |host: &str, secret: &str| MirrorOptions {
        token: Some(HostToken::new(host, secret.to_owned())),
        ..options(Some(100_000))
    };
    let done = AtomicBool::new(false);
    let shown = std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut shown = 0;
            while !done.load(Ordering::Relaxed) {
                shown += command_lines()
                    .iter()
                    .filter(|line| line.contains(SECRET))
                    .count();
            }
            shown
        });
        let source = update(&cache, &url, &token(&server.host, SECRET)).unwrap();
        done.store(true, Ordering::Relaxed);
        let config = fs::read_to_string(source.path().join("config")).unwrap();
        assert!(
            !config.contains(SECRET) && !config.contains("Authorization"),
            "{config}"
        );
        watching.join().unwrap()
    });
    assert_eq!(shown, 0);
    assert!(server.requests().len() <= 5, "{:?}", server.requests());
    let elsewhere = tempfile::tempdir().unwrap();
    let cache = Cache::open(elsewhere.path(), 1 << 30).unwrap();
    let error = update(&cache, &url, &token(&server.host, "wrong")).unwrap_err();
    assert!(matches!(error, MirrorError::Denied { .. }), "{error}");
    let before = server.requests().len();
    let error = update(&cache, &url, &token("gitlab.example.org", SECRET)).unwrap_err();
    assert!(matches!(error, MirrorError::TokenWithheld { .. }), "{error}");
    assert!(
        server.requests()[before..]
            .iter()
            .all(|asked| !asked.contains("authorised"))
    );
}

fn command_lines() -> Vec<String> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| fs::read(process.path().join("cmdline")).ok())
        .map(|line| String::from_utf8_lossy(&line).into_owned())
        .collect()
}

/// One audit of a report, without what tells the size of what was not read.
fn judged(out: &Path, id: &str) -> Vec<(String, String)> {
    let bytes = fs::read(out.join("audits").join(format!("{id}.json"))).unwrap();
    let audit: Value = serde_json::from_slice(&bytes).unwrap();
    let verdicts = audit["verdicts"].as_array().unwrap();
    verdicts
        .iter()
        .map(|one| (one["rule"].to_string(), one["verdict"].to_string()))
        .collect()
}

/// The verdicts that differ between two reports.
fn differences(one: &Path, two: &Path, id: &str) -> Vec<String> {
    let pairs = judged(one, id).into_iter().zip(judged(two, id));
    pairs
        .filter(|(one, two)| one != two)
        .map(|((rule, one), (_, two))| format!("{rule}: {one}, {two}").replace('"', ""))
        .collect()
}

#[test]
fn verdicts_are_those_of_whole_clones() {
    let root = tempfile::tempdir().unwrap();
    fill(root.path(), "carte.git");
    let large = fill(root.path(), "large.git");
    large.write("video.mp4", noise(9_000_000));
    large.write("data/all.csv", "commune;ecoles\nParis;650\n".repeat(340_000));
    large.commit("large files");
    large.git(&["push", "--quiet", "origin", "main"]);
    let server = GitServer::start(root.path());
    let list = root.path().join("list.toml");
    let entry = |name: &str| format!("[[repository]]\nurl = \"{}/{name}.git\"\n", server.url);
    fs::write(&list, entry("carte") + &entry("large")).unwrap();
    let run = |filter: &[&str]| {
        let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.env("VIGIE_PORTAL", "none");
        let before = server.sent();
        let output = command
            .env_remove("VIGIE_PROFILE")
            .env("SOURCE_DATE_EPOCH", "1790000000")
            .args(["cohort", "--lang", "en", "--from"])
            .arg(&list)
            .arg("--out")
            .arg(out.path())
            .arg("--cache")
            .arg(cache.path())
            .args(filter)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{told}");
        (out, server.sent() - before, told)
    };
    let (whole, all, _) = run(&[]);
    // Over what audits read: the same audits, to the byte where everything was fetched.
    let (filtered, some, told) = run(&["--filter", "8 MB"]);
    assert!(told.is_empty() && some < all / 3, "{told} {some} of {all}");
    let at = |out: &Path| fs::read(out.join("audits/carte.json")).unwrap();
    assert_eq!(at(whole.path()), at(filtered.path()));
    assert_eq!(differences(whole.path(), filtered.path(), "large"), [""; 0]);
    let findings = fs::read_to_string(filtered.path().join("findings.csv")).unwrap();
    assert!(findings.contains("left on the server"), "{findings}");
    // Under it: what is needed is asked for by its name. Of the picture, which nobody reads, the size stays unknown.
    let (small, fewer, told) = run(&["--filter", "20 kB"]);
    assert!(
        told.is_empty() && fewer + 250_000 < some,
        "{told} {fewer} of {some}"
    );
    let other = differences(whole.path(), small.path(), "carte");
    assert_eq!(other, ["large-file-tracked: pass, undetermined"]);
    let text = fs::read_to_string(small.path().join("audits/carte.json")).unwrap();
    assert!(!text.contains("left on the server"), "{text}");
}

#[test]
fn more_files_than_a_whole_budget_of_unknown_sizes_are_asked_for() {
    let root = tempfile::tempdir().unwrap();
    let repo = Repo::new();
    for index in 0..600 {
        repo.write(
            &format!("a/f{index:04}.py"),
            format!("value = \"{}\"\n", "x".repeat(1_500 + index)),
        );
    }
    let key = format!(
        "-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----\n",
        "QUJD".repeat(400)
    );
    repo.write("src/z.py", format!("KEY = \"\"\"{key}\"\"\"\n"));
    let manifest = format!(
        "{{\"name\": \"carte\", \"license\": \"UNLICENSED\", \"x\": \"{}\"}}",
        "y".repeat(1_600)
    );
    repo.write("package.json", manifest);
    repo.commit("first");
    let from = repo.path().display().to_string();
    git(root.path(), &["clone", "--quiet", "--bare", &from, "many.git"]);
    let server = GitServer::start(root.path());
    let list = root.path().join("list.toml");
    fs::write(
        &list,
        format!("[[repository]]\nurl = \"{}/many.git\"\n", server.url),
    )
    .unwrap();
    let run = |filter: &[&str]| {
        let out = tempfile::tempdir().unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .env("VIGIE_PORTAL", "none")
            .env_remove("VIGIE_PROFILE")
            .args(["cohort", "--no-cache", "--from"])
            .arg(&list)
            .arg("--out")
            .arg(out.path())
            .args(filter)
            .output()
            .unwrap();
        assert_eq!(
            done.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        out
    };
    let (whole, small) = (run(&[]), run(&["--filter", "1 kB"]));
    let failed =
        |rule: &str| judged(whole.path(), "many").contains(&(format!("\"{rule}\""), "\"fail\"".to_owned()));
    assert!(failed("private-key-in-text") && failed("manifest-proprietary"));
    assert_eq!(differences(whole.path(), small.path(), "many"), [""; 0]);
}

#[test]
fn contents_are_brought_by_their_names_or_the_mirror_is_not_trusted_again() {
    let (root, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fill(root.path(), "x.git");
    let server = GitServer::start(root.path());
    let url = format!("{}/x.git", server.url);
    let cache = Cache::open(place.path(), 1 << 30).unwrap();
    let partial = options(Some(10_000));
    let source = update(&cache, &url, &partial).unwrap();
    let look = |source: &Source| GitSnapshot::open(source.path(), None, &Limits::default()).unwrap();
    let snapshot = look(&source);
    assert!(snapshot.lacking().is_empty());
    let entry = |path: &str| {
        snapshot
            .entries()
            .iter()
            .find(|entry| &*entry.path == path)
            .unwrap()
    };
    assert_eq!(
        snapshot.read(entry("photo.png"), 5_000),
        Err(ReadError::LeftBehind(10_000))
    );
    assert!(snapshot.lacking().is_empty(), "it is over the limit");
    assert!(snapshot.read(entry("README.md"), 1 << 20).is_err());
    let only = snapshot.lacking();
    assert_eq!(only.len(), 1);
    let hosts = Hosts::new(4);
    let complete = |source: &Source, only: Vec<String>| {
        let wanted = MirrorOptions {
            only,
            ..partial.clone()
        };
        cache.complete(source, &url, &wanted, &hosts)
    };
    complete(&source, only).unwrap();
    assert!(read(&look(&source), "README.md").is_ok_and(|bytes| bytes > 40_000));
    assert!(read(&look(&source), "photo.png").is_err());
    let first = source.path().to_owned();
    drop(source);
    let source = update(&cache, &url, &partial).unwrap();
    assert_eq!(source.path(), first, "it is still trusted");
    // What the server does not have.
    assert!(complete(&source, vec!["7".repeat(40)]).is_err());
    assert!(read(&look(&source), "README.md").is_ok());
    drop(source);
    assert_ne!(update(&cache, &url, &partial).unwrap().path(), first);
}

#[test]
fn whole_histories_are_fetched_when_they_are_wanted() {
    let (root, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let repo = fill(root.path(), "x.git");
    for index in 0..3 {
        repo.write("src/main.py", format!("print({index})\n"));
        repo.commit("change");
    }
    repo.git(&["push", "--quiet", "origin", "main"]);
    let server = GitServer::start(root.path());
    let list = root.path().join("list.toml");
    let text = format!("[[repository]]\nurl = \"{}/x.git\"\n", server.url);
    fs::write(&list, text).unwrap();
    let run = |more: &[&str]| {
        let out = tempfile::tempdir().unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .env("VIGIE_PORTAL", "none")
            .env_remove("VIGIE_PROFILE")
            .env("SOURCE_DATE_EPOCH", "1790000000")
            .args(["cohort", "--lang", "en", "--from"])
            .arg(&list)
            .arg("--out")
            .arg(out.path())
            .arg("--cache")
            .arg(place.path())
            .args(more)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let verdicts = judged(out.path(), "x");
        let unknown = verdicts.iter().filter(|one| one.1 == "\"undetermined\"").count();
        let tags = verdicts.iter().find(|one| one.0.contains("version-tags-missing"));
        (told.contains("Audited: 1"), unknown, tags.unwrap().1.clone())
    };
    let (audited, shallow, _) = run(&[]);
    assert!(audited);
    let (audited, whole, tags) = run(&["--whole-history"]);
    assert_eq!(tags, "\"fail\"", "the server has no tag, and says so");
    assert!(audited, "a result of a shallow clone is another one");
    assert!(whole < shallow, "{whole} of {shallow}");
    assert_eq!(
        run(&["--whole-history"]),
        (false, whole, tags.clone()),
        "and this one is reused"
    );
    let partial = ["--whole-history", "--filter", "8 MB"];
    assert_eq!(run(&partial), (true, whole, tags));
    // A tag that comes alone is seen, with a filter or without.
    repo.git(&["tag", "-a", "v1.0.0", "-m", "1.0.0"]);
    repo.git(&["push", "--quiet", "origin", "v1.0.0"]);
    for options in [&["--whole-history"][..], &partial[..]] {
        let (audited, _, tags) = run(options);
        assert_eq!((audited, tags.as_str()), (true, "\"pass\""), "{options:?}");
    }
    // And one that is taken away is gone.
    repo.git(&["push", "--quiet", "origin", ":refs/tags/v1.0.0"]);
    for options in [&["--whole-history"][..], &partial[..]] {
        let (audited, _, tags) = run(options);
        assert_eq!((audited, tags.as_str()), (true, "\"fail\""), "{options:?}");
    }
}
