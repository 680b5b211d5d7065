// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The file itself: `history.jsonl`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::{FORMAT, Line, Now, Run};

/// Longest line that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Why the history cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// It cannot be read.
    #[error("could not read the history \"{}\": {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    /// It cannot be written.
    #[error("could not write the history \"{}\": {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
}

fn unread(path: &Path) -> impl FnOnce(io::Error) -> HistoryError {
    let path = path.to_owned();
    move |source| HistoryError::Read { path, source }
}

fn unwritten(path: &Path) -> impl FnOnce(io::Error) -> HistoryError {
    let path = path.to_owned();
    move |source| HistoryError::Write { path, source }
}

/// The last whole run of a history; `None` when there is none, or no file.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn last_run(path: &Path) -> Result<Option<Run>, HistoryError> {
    match File::open(path) {
        Ok(file) => read(BufReader::new(file)).map_err(unread(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unread(path)(error)),
    }
}

/// Reads line by line; keeps two runs in memory at most.
fn read(mut file: impl io::BufRead) -> io::Result<Option<Run>> {
    let (mut last, mut open) = (None, Open::default());
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let count = file.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
        if count == 0 {
            return Ok(open.whole().or(last));
        }
        let Ok(line) = serde_json::from_slice::<Line>(&bytes) else {
            continue;
        };
        if line.v != FORMAT {
            continue;
        }
        // Two runs of one moment: the second begins where a repository comes again.
        if line.run != open.when || open.lines.contains_key(&line.key) {
            last = open.whole().or(last);
            open = Open {
                when: line.run.clone(),
                ..Open::default()
            };
        }
        open.of = line.of;
        open.lines.insert(line.key.clone(), line);
    }
}

/// A run that is being read.
#[derive(Default)]
struct Open {
    when: String,
    of: usize,
    lines: BTreeMap<String, Line>,
}

impl Open {
    fn whole(&mut self) -> Option<Run> {
        if self.lines.is_empty() || self.lines.len() != self.of {
            return None;
        }
        let lines: Vec<_> = std::mem::take(&mut self.lines).into_values().collect();
        Some(Run {
            when: std::mem::take(&mut self.when),
            rules: lines.first().map(|line| line.rules.clone()).unwrap_or_default(),
            lines,
        })
    }
}

/// Appends a run, one line a repository. A line that an earlier run left torn is closed first.
///
/// # Errors
/// When the file cannot be opened, locked or written.
pub fn append(path: &Path, run: &Now) -> Result<(), HistoryError> {
    let lines = run.lines();
    let mut text = Vec::new();
    for line in &lines {
        serde_json::to_writer(&mut text, line)
            .map_err(io::Error::from)
            .map_err(unwritten(path))?;
        text.push(b'\n');
    }
    let mut write = || {
        let mut file = File::options().create(true).read(true).append(true).open(path)?;
        // Two runs that end at once write one after the other; the lock goes with the file.
        file.lock()?;
        if !ends_with_newline(&mut file)? {
            text.insert(0, b'\n');
        }
        file.write_all(&text)?;
        file.sync_data()
    };
    write().map_err(unwritten(path))
}

fn ends_with_newline(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::{append, last_run, read};
    use crate::history::{Judged, Now};

    fn run(when: &str, count: usize) -> Now {
        let judged = |index: usize| Judged {
            key: format!("k{index}"),
            id: format!("i{index}"),
            name: format!("n{index}"),
            commit: None,
            percent: Some(50),
            gate: None,
            archived: false,
            audited: true,
            failing: vec!["licence-missing".to_owned()],
            unknown: Vec::new(),
            kept: Vec::new(),
            judged: ["licence-missing".to_owned()].into(),
        };
        Now {
            when: when.to_owned(),
            rules: "r".to_owned(),
            repositories: (0..count).map(judged).collect(),
        }
    }

    #[test]
    fn torn_lines_are_passed_over_and_cut_runs_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.jsonl");
        assert_eq!(last_run(&path).unwrap(), None);
        append(&path, &run("2026-01-01T00:00:00Z", 3)).unwrap();
        append(&path, &run("2026-01-08T00:00:00Z", 3)).unwrap();
        let whole = fs::read(&path).unwrap();
        assert_eq!(last_run(&path).unwrap().unwrap().when, "2026-01-08T00:00:00Z");
        append(&path, &run("2026-01-08T00:00:00Z", 2)).unwrap();
        assert_eq!(
            last_run(&path).unwrap().unwrap().lines.len(),
            2,
            "a run of the same moment"
        );
        // Cut anywhere in the second run: the first one is the last whole one.
        let first = whole.len() / 2;
        for end in [first, first + 1, first + 40, whole.len() - 2] {
            fs::write(&path, &whole[..end]).unwrap();
            assert_eq!(
                last_run(&path).unwrap().unwrap().when,
                "2026-01-01T00:00:00Z",
                "{end}"
            );
            append(&path, &run("2026-01-15T00:00:00Z", 2)).unwrap();
            let last = last_run(&path).unwrap().unwrap();
            assert_eq!(
                (last.when.as_str(), last.lines.len()),
                ("2026-01-15T00:00:00Z", 2)
            );
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_history(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(read(&bytes[..]).is_ok());
        }

        #[test]
        fn a_cut_history_is_still_one(end in 0_usize..2000) {
            let mut text = Vec::new();
            for when in ["a", "b"] {
                for line in run(when, 4).lines() {
                    text.extend(serde_json::to_vec(&line).unwrap());
                    text.push(b'\n');
                }
            }
            let end = end.min(text.len());
            if let Some(run) = read(&text[..end]).unwrap() {
                prop_assert_eq!(run.lines.len(), 4);
            }
        }
    }
}
