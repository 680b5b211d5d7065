// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Runs that end badly: killed at random moments, on a full disk, beside another run. The next run completes, and
//! what it says is what a run from nothing says, byte for byte.
//!
//! `VIGIE_SEED` chooses the moments and `VIGIE_ROUNDS` how many; a failure names its seed.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod cohort;
    pub mod git;
    pub mod http;
    pub mod server;
}

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::cohort::{DAY, World, done, files, same};
use common::http::{Reply, Server};
use common::server::GitServer;
use tempfile::TempDir;
use vigie::history;

/// A small generator (splitmix64): the same seed gives the same moments.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }
}

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// Repositories behind a GitLab's list and git over HTTP, so that mirrors are made and updated.
struct Forge {
    world: World,
    names: Vec<String>,
    api: Server,
    _git: GitServer,
}

impl Forge {
    fn new(count: usize) -> Self {
        let names: Vec<_> = (0..count).map(|index| format!("r{index:02}.git")).collect();
        let world = World::new(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let git = GitServer::start(world.root());
        let rows: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                format!(
                    "{{\"id\":{},\"path_with_namespace\":\"eig/{name}\",\"http_url_to_repo\":\"{}/{name}\"}}",
                    index + 1,
                    git.url
                )
            })
            .collect();
        let (body, count) = (format!("[{}]", rows.join(",")), rows.len().to_string());
        let api = Server::start(move |_, _| Reply::json(body.clone()).header("X-Total", count.clone()));
        Self {
            world,
            names,
            api,
            _git: git,
        }
    }

    fn command(&self, out: &Path, cache: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.env("VIGIE_PORTAL", "none");
        command
            .env_remove("VIGIE_PROFILE")
            .env("SOURCE_DATE_EPOCH", DAY.to_string())
            .args(["cohort", "--lang", "en", "--jobs", "2", "--group", "eig"])
            .args(["--gitlab", &self.api.url, "--out"])
            .arg(out)
            .arg("--cache")
            .arg(cache)
            .stdout(Stdio::null());
        command
    }

    /// A run from nothing, and how long it took.
    fn fresh(&self) -> (TempDir, Duration) {
        let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let since = Instant::now();
        done(&mut self.command(out.path(), cache.path()));
        (out, since.elapsed())
    }

    /// What the next run says is what a run from nothing says, and nothing is left of the one that ended badly.
    fn holds(&self, out: &Path, cache: &Path, fresh: &Path, told: &str) {
        // A run that had said everything before it was killed is one to compare with; this is not looked at here.
        let past = out.join("history.jsonl");
        if history::last_run(&past).unwrap().is_some() {
            fs::remove_file(&past).unwrap();
        }
        let output = self.command(out, cache).stderr(Stdio::piped()).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{told}: {words}");
        // Files that a killed process was writing are swept once they are old; until then they are no part of it.
        for path in files(out, &[]).into_keys() {
            if path.to_string_lossy().contains(".vigie-") {
                fs::remove_file(out.join(path)).unwrap();
            }
        }
        // The history keeps what was torn; its last run is this one.
        let last = history::last_run(&past).unwrap().unwrap();
        assert_eq!(last.lines.len(), self.names.len(), "{told}");
        same(out, fresh, &["history.jsonl"]);
        let left = files(cache, &[]);
        assert!(
            !left.keys().any(|path| path.to_string_lossy().contains("part-")),
            "{told}: half clones are cleaned"
        );
    }
}

/// `kill -9` at random moments of runs from nothing, of unchanged runs and of runs that update mirrors.
#[test]
fn a_run_killed_at_any_moment_is_taken_up() {
    let seed = setting("VIGIE_SEED", 20_261_125);
    let mut chance = Chance(seed);
    let forge = Forge::new(8);
    let (mut fresh, mut length) = forge.fresh();
    let (mut out, mut cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for round in 0..setting("VIGIE_ROUNDS", 9) {
        let told = format!("VIGIE_SEED={seed}, round {round}");
        match round % 3 {
            // From nothing.
            0 => (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()),
            // Some mirrors are to be updated.
            1 => {
                for _ in 0..3 {
                    let index = chance.below(forge.names.len() as u64);
                    let name = &forge.names[usize::try_from(index).unwrap()];
                    forge
                        .world
                        .commit(name, &[("change.md", &format!("# {round} {}\n", chance.next()))]);
                }
                (fresh, length) = forge.fresh();
            }
            _ => {}
        }
        // Several kills in a row, each where the one before got to.
        for _ in 0..=chance.below(2) {
            let most = u64::try_from(length.as_micros()).unwrap();
            let wait = Duration::from_micros(chance.below(most));
            let mut child = forge
                .command(out.path(), cache.path())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(wait);
            child.kill().unwrap();
            child.wait().unwrap();
        }
        forge.holds(out.path(), cache.path(), fresh.path(), &told);
    }
}

/// Two runs share a cache and a report; one of them may be killed.
#[test]
fn two_runs_at_once_do_not_harm_each_other() {
    let seed = setting("VIGIE_SEED", 20_261_125);
    let mut chance = Chance(seed ^ 2);
    let forge = Forge::new(6);
    let (fresh, length) = forge.fresh();
    let most = u64::try_from(length.as_micros()).unwrap();
    for round in 0..setting("VIGIE_ROUNDS", 3) {
        let told = format!("VIGIE_SEED={seed}, round {round}");
        let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let start = || {
            let mut command = forge.command(out.path(), cache.path());
            command.stderr(Stdio::null()).spawn().unwrap()
        };
        let mut first = start();
        std::thread::sleep(Duration::from_micros(chance.below(most)));
        let mut second = start();
        if round % 2 == 1 {
            std::thread::sleep(Duration::from_micros(chance.below(most)));
            first.kill().unwrap();
            first.wait().unwrap();
        } else {
            assert!(first.wait().unwrap().success(), "{told}");
        }
        assert!(second.wait().unwrap().success(), "{told}");
        forge.holds(out.path(), cache.path(), fresh.path(), &told);
    }
}

/// A disk of a few hundred kilobytes, as the system gives it to one process: where this may be mounted.
#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stdout, reason = "what could not be checked is told")]
fn a_full_disk_is_told_and_the_next_run_is_whole() {
    let mount = |size: u64, folder: &Path, then: &str| {
        let script = format!("mount -t tmpfs -o size={size}k none \"$1\" && {then}");
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", &script, "sh"]).arg(folder);
        command
    };
    let disk = tempfile::tempdir().unwrap();
    let allowed = mount(64, disk.path(), "true").stderr(Stdio::null()).status();
    if !allowed.is_ok_and(|status| status.success()) {
        println!(
            "NOT CHECKED: this process may not mount a small disk; see the limit on files in cohort_hostile.rs"
        );
        return;
    }
    let seed = setting("VIGIE_SEED", 20_261_125);
    let mut chance = Chance(seed ^ 3);
    let forge = Forge::new(6);
    let (fresh, _) = forge.fresh();
    let mut full = 0;
    for round in 0..setting("VIGIE_ROUNDS", 5) {
        // From too little for one mirror to almost enough.
        let size = 40 + chance.below(300) * (round + 1);
        let told = format!("VIGIE_SEED={seed}, round {round}, {size} kB");
        let kept = tempfile::tempdir().unwrap();
        let run = forge.command(&disk.path().join("out"), &disk.path().join("cache"));
        let words: Vec<_> = run
            .get_args()
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let copy = "shift; kept=$1; shift; \"$@\"; code=$?; cp -a \"$disk\"/. \"$kept\"/; exit $code";
        let output = mount(size, disk.path(), &format!("disk=$1; {copy}"))
            .arg(kept.path())
            .arg(env!("CARGO_BIN_EXE_vigie"))
            .args(words)
            .env("VIGIE_PORTAL", "none")
            .env("SOURCE_DATE_EPOCH", DAY.to_string())
            .env_remove("VIGIE_PROFILE")
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 2)), "{told}: {code:?} {stderr}");
        if code == Some(2) {
            full += 1;
            assert!(stderr.contains("could not"), "{told}: {stderr}");
        }
        let (out, cache) = (kept.path().join("out"), kept.path().join("cache"));
        fs::create_dir_all(&out).unwrap();
        // Whatever stands in the report is whole.
        for (path, bytes) in files(&out, &["history.jsonl"]) {
            if path.extension().is_some_and(|kind| kind == "json") {
                assert!(
                    serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(),
                    "{told}: {}",
                    path.display()
                );
            }
        }
        forge.holds(&out, &cache, fresh.path(), &told);
    }
    assert!(full > 0, "VIGIE_SEED={seed}: no disk was too small");
}
