// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Every reader of untrusted bytes, fed with damaged copies of real files: none may panic or hang.
//!
//! `cargo test --test fuzz` runs a fixed number of inputs a target, the same on every machine.
//! `cargo test --release --test fuzz -- --seconds 60 [--seed N] [TARGET…]` goes on for a while with
//! another seed. A finding names the target and leaves the input under `target/fuzz/`: make it a test of
//! the room that stumbled. See `docs/fuzzing.md`.

mod mutate;
mod targets;

use std::error::Error;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutate::Random;
use targets::TARGETS;

/// Longest input, in bytes: larger files are bounded by the snapshot's limits, not by the readers.
const LONGEST: usize = 64 << 10;
/// Time from which on one input is a finding, when a time was given: readers take milliseconds for
/// inputs of this size, and a quadratic one takes minutes.
const SLOW: Duration = Duration::from_secs(20);

struct Options {
    time: Option<Duration>,
    seed: u64,
    only: Vec<String>,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        time: None,
        seed: 1,
        only: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => {
                let seconds = arguments.next().ok_or("--seconds needs a number")?;
                options.time = Some(Duration::from_secs(seconds.parse()?));
            }
            "--seed" => options.seed = arguments.next().ok_or("--seed needs a number")?.parse()?,
            // Options of `cargo test`, such as --quiet, mean nothing here.
            option if option.starts_with('-') => {}
            target => options.only.push(target.to_owned()),
        }
    }
    Ok(options)
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = corpus(root)?;
    let mut out = std::io::stdout();
    let mut found = 0;
    for target in TARGETS {
        let wanted = |name: &String| target.name.contains(name.as_str());
        if !options.only.is_empty() && !options.only.iter().any(wanted) {
            continue;
        }
        let seeds: Vec<&[u8]> = corpus
            .iter()
            .filter(|(path, _)| (target.seeds)(path))
            .map(|(_, bytes)| bytes.as_slice())
            .collect();
        if seeds.is_empty() {
            return Err(format!("no file of the project feeds the target {}", target.name).into());
        }
        let start = Instant::now();
        let mut random = Random::new(options.seed);
        let mut runs = 0_usize;
        let goes_on = |runs: usize| match options.time {
            Some(time) => start.elapsed() < time,
            None => runs < target.smoke,
        };
        while goes_on(runs) {
            let mut input = random.damaged(&seeds);
            input.truncate(LONGEST);
            runs += 1;
            let begin = Instant::now();
            let done = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
            let slow = options.time.is_some() && begin.elapsed() > SLOW;
            if done.is_err() || slow {
                let file = keep(root, target.name, runs, &input)?;
                writeln!(out, "FOUND by {}: {}", target.name, file.display())?;
                found += 1;
                break;
            }
        }
        let seconds = start.elapsed().as_secs_f32();
        writeln!(out, "{}: {runs} inputs, {seconds:.1} s", target.name)?;
    }
    if found > 0 {
        return Err(format!("{found} targets found something").into());
    }
    Ok(())
}

/// The project's own small files: fixtures, rules, documents, manifests.
/// Files by path.
type Corpus = Vec<(String, Vec<u8>)>;

fn corpus(root: &Path) -> Result<Corpus, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in ["fixtures", "rules", "docs", "tests/fuzz/seeds"] {
        walk(&root.join(folder), &mut files)?;
    }
    for name in [
        "README.md",
        "Cargo.toml",
        "LICENSE",
        "publiccode.yml",
        ".vigie.toml",
    ] {
        files.push(root.join(name));
    }
    files.sort();
    let mut corpus = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file)?;
        if bytes.len() <= LONGEST {
            let path = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            corpus.push((path, bytes));
        }
    }
    Ok(corpus)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn keep(root: &Path, target: &str, run: usize, input: &[u8]) -> std::io::Result<PathBuf> {
    let folder = root.join("target/fuzz");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{target}-{run}"));
    std::fs::write(&file, input)?;
    Ok(file)
}
