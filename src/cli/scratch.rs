// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Temporary folders for clones that no cache takes. A process that is killed cannot take its own away: the next one
//! does.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::interrupt::{Watched, watch};

/// Begins the name of each.
const PREFIX: &str = "vigie-";
/// A file in each, locked as long as its process lives.
const LOCK: &str = "lock";

/// A temporary folder, removed at the end.
#[derive(Debug)]
pub(super) struct Scratch {
    folder: TempDir,
    _lock: File,
    _watched: Watched,
}

impl Scratch {
    /// Makes a folder among the system's temporary files, and removes those there that killed processes left.
    pub(super) fn new() -> io::Result<Self> {
        Self::inside(&std::env::temp_dir())
    }

    fn inside(root: &Path) -> io::Result<Self> {
        sweep(root);
        let (folder, watched) = watch(
            || tempfile::Builder::new().prefix(PREFIX).tempdir_in(root),
            TempDir::path,
        )?;
        // Under its name once it is locked: nobody sees it free while its process lives.
        let part = folder.path().join("part");
        let lock = File::create(&part)?;
        lock.lock()?;
        fs::rename(part, folder.path().join(LOCK))?;
        Ok(Self {
            folder,
            _lock: lock,
            _watched: watched,
        })
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes what killed processes left. What cannot be removed stays: it is no trouble of this run.
fn sweep(root: &Path) {
    let Ok(entries) = fs::read_dir(root) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && entry.file_name().to_string_lossy().starts_with(PREFIX) {
            let lock = entry.path().join(LOCK);
            let is_file = lock.symlink_metadata().is_ok_and(|meta| meta.is_file());
            if is_file && File::open(&lock).is_ok_and(|file| file.try_lock().is_ok()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{LOCK, Scratch};

    #[test]
    fn what_a_killed_process_left_goes_and_what_is_in_use_stays() {
        let root = tempfile::tempdir().unwrap();
        let left = root.path().join("vigie-left");
        let foreign = root.path().join("vigie-notes");
        for folder in [&left, &foreign] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        }
        fs::write(left.join(LOCK), "").unwrap();
        let first = Scratch::inside(root.path()).unwrap();
        let second = Scratch::inside(root.path()).unwrap();
        assert!(!left.exists() && foreign.exists());
        assert!(first.path().exists() && second.path().exists());
        let (first, second) = (first.path().to_owned(), [first, second]);
        drop(second);
        assert!(!first.exists());
    }
}
