// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What an audit costs, told as ratios: whole processes, in turn, medians.
//!
//! `cargo bench --bench audit -- PATH…` prints, for each git repository, the time of
//! `vigie audit PATH --rev HEAD` over the time of reading every blob of HEAD once
//! (`git ls-tree -r` into `git cat-file --batch`), then the start-up on a repository of one file.
//! Without a path, this very repository is measured.

mod common;

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use common::{Outcome, RUNS, median, millis, paths, timed};

fn main() -> Outcome<()> {
    let mut out = std::io::stdout();
    for path in &paths() {
        let (audit, read) = in_turn(|| audit(path), || read_blobs(path))?;
        writeln!(
            out,
            "{path}: audit {:.0} ms, all blobs of HEAD read once {:.0} ms, ratio {:.2}",
            millis(audit),
            millis(read),
            audit.as_secs_f64() / read.as_secs_f64()
        )?;
    }
    let tiny = one_file_repository()?;
    let tiny = tiny.path().display().to_string();
    let (start, none) = in_turn(|| audit(&tiny), || timed(Command::new("true")))?;
    writeln!(
        out,
        "one-file repository: audit {:.1} ms (an empty process: {:.1} ms)",
        millis(start),
        millis(none)
    )?;
    Ok(())
}

/// Medians of two commands run A B A B …, so that a drift of the machine falls on both.
fn in_turn(
    a: impl Fn() -> Outcome<Duration>,
    b: impl Fn() -> Outcome<Duration>,
) -> Outcome<(Duration, Duration)> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        first.push(a()?);
        second.push(b()?);
    }
    Ok((median(first), median(second)))
}

fn audit(path: &str) -> Outcome<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.args([
        "audit",
        path,
        // Waiting for data.gouv.fr is no work of the audit.
        "--offline",
        "--rev",
        "HEAD",
        "--format",
        "json",
        "--profile",
        "eig",
    ]);
    timed(command)
}

fn read_blobs(path: &str) -> Outcome<Duration> {
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "git -C \"$0\" ls-tree -r HEAD | awk '$2 == \"blob\" { print $3 }' | git -C \"$0\" cat-file --batch | cat",
        path,
    ]);
    timed(command)
}

fn one_file_repository() -> Outcome<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("README.md"), "# One file\n\nNothing else.\n")?;
    for args in [
        &["init", "--quiet"][..],
        &["add", "README.md"],
        &[
            "-c",
            "user.name=Vigie",
            "-c",
            "user.email=vigie@example.org",
            "commit",
            "--quiet",
            "-m",
            "One file",
        ],
    ] {
        git(folder.path(), args)?;
    }
    Ok(folder)
}

fn git(folder: &Path, args: &[&str]) -> Outcome<()> {
    let status = Command::new("git").current_dir(folder).args(args).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("git {args:?} ended with {status}").into())
    }
}
