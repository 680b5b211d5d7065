// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the look for links to data.gouv.fr adds to an audit, told as a share of it.
//!
//! `cargo bench --bench links -- PATH…` reads, for each git repository, every file of HEAD into memory, then times the
//! look for links through all of them, decoding left out since an audit decodes anyway, with one thread; beside it
//! `vigie audit PATH --rev HEAD --jobs 1`, a whole process. Medians of runs taken in turn. An audit skips the files that
//! it does not read, so the share is rather too large than too small.

mod common;

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use common::{Outcome, RUNS, median, millis, paths, timed};
use vigie::facts::decode;
use vigie::snapshot::{EntryKind, GitSnapshot, Limits, Snapshot as _};

fn main() -> Outcome<()> {
    let mut out = std::io::stdout();
    for path in &paths() {
        let texts = texts(Path::new(path))?;
        let bytes: usize = texts.iter().map(String::len).sum();
        let (mut looks, mut audits, mut found) = (Vec::new(), Vec::new(), 0);
        for _ in 0..RUNS {
            let start = Instant::now();
            found = texts
                .iter()
                .filter(|text| vigie::opendata::may_hold(text.as_bytes()))
                .map(|text| black_box(vigie::opendata::links(text)).len())
                .sum();
            looks.push(start.elapsed());
            audits.push(audit(path)?);
        }
        let (look, audit) = (median(looks), median(audits));
        writeln!(
            out,
            "{path}: {found} links in {} texts of {} kB, {:.2} ms; audit with one job {:.0} ms: {:.2} %",
            texts.len(),
            bytes / 1000,
            millis(look),
            millis(audit),
            100.0 * look.as_secs_f64() / audit.as_secs_f64()
        )?;
    }
    Ok(())
}

/// Every text of HEAD.
fn texts(path: &Path) -> Outcome<Vec<String>> {
    let limits = Limits::default();
    let snapshot = GitSnapshot::open(path, Some("HEAD"), &limits)?;
    let files = snapshot
        .entries()
        .iter()
        .filter(|entry| entry.kind == EntryKind::File);
    let read = files.filter_map(|entry| snapshot.read(entry, limits.file_bytes).ok());
    Ok(read
        .filter_map(|bytes| Some(decode(bytes)?.as_str().to_owned()))
        .collect())
}

fn audit(path: &str) -> Outcome<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.args([
        "audit",
        path,
        "--rev",
        "HEAD",
        "--offline",
        "--jobs",
        "1",
        "--format",
        "json",
    ]);
    timed(command)
}
