// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Ctrl-C: no half-written file and no clone is left behind.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::notice::Notice;
use super::output;
use crate::model::Lang;

/// Set once the user asks to stop. Long work looks at it.
pub(super) static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Temporary files and folders of this process, removed when it is interrupted.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The exit code of a process that a signal ends: 128 + SIGINT.
const INTERRUPTED_CODE: i32 = 130;

/// Installs the handler, which says how to go on. Without one (a host that forbids it), Ctrl-C still ends the process.
pub(super) fn install(lang: Lang, notice: Notice) {
    let told = notice.told(lang);
    let _ = ctrlc::set_handler(move || {
        INTERRUPTED.store(true, Ordering::Relaxed);
        // Held until the end: nothing temporary is made once the cleaning has begun.
        let temporary = TEMPORARY.lock();
        if let Ok(paths) = &temporary {
            clean(paths);
        }
        output::warn(&told);
        #[expect(
            clippy::exit,
            reason = "the main thread may be deep in a library that cannot be interrupted"
        )]
        std::process::exit(INTERRUPTED_CODE);
    });
}

fn clean(paths: &[PathBuf]) {
    for path in paths {
        let _ = if path.is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        };
    }
}

/// A temporary file or folder that is removed if the process is interrupted.
#[derive(Debug)]
pub(super) struct Watched(PathBuf);

/// Makes something temporary and watches it, in one step that no interruption can split.
pub(super) fn watch<T>(
    make: impl FnOnce() -> io::Result<T>,
    path: impl FnOnce(&T) -> &Path,
) -> io::Result<(T, Watched)> {
    let mut paths = TEMPORARY
        .lock()
        .map_err(|_| io::Error::other("another thread stumbled"))?;
    let temporary = make()?;
    let path = path(&temporary).to_owned();
    paths.push(path.clone());
    Ok((temporary, Watched(path)))
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Ok(mut paths) = TEMPORARY.lock() {
            paths.retain(|path| *path != self.0);
        }
    }
}
