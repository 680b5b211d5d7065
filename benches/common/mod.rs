// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the benchmarks share: whole processes timed in turn, medians.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs of each command; the first of each is not counted.
pub const RUNS: usize = 8;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// The paths that are given, or this very repository.
pub fn paths() -> Vec<String> {
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    if given.is_empty() {
        vec![env!("CARGO_MANIFEST_DIR").to_owned()]
    } else {
        given
    }
}

/// The time that a command takes, in silence.
pub fn timed(mut command: Command) -> Outcome<Duration> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let time = start.elapsed();
    // 1 is a closed gate: the work is done all the same.
    if status.code().is_none_or(|code| code > 1) {
        return Err(format!("{command:?} ended with {status}").into());
    }
    Ok(time)
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.remove(0);
    times.sort();
    times[times.len() / 2]
}

pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
