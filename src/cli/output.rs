// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Writing: stdout that may be closed, and files that are whole or not there.

use std::io::{self, Write as _};
use std::path::Path;

use super::interrupt::watch;
use super::trouble::Trouble;
use crate::model::printable;

/// Begins the name of a file that is being written.
const PREFIX: &str = ".vigie-";
/// Ends it.
const SUFFIX: &str = ".tmp";

/// Prints a text. A reader that went away (`| head`) is no error.
pub(super) fn print(text: &str) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::Print(error)),
        _ => Ok(()),
    }
}

/// Longest line of a message, in characters.
const LONGEST_LINE: usize = 1_000;

/// Tells something on stderr that stops nothing; a closed stderr is nobody's error. Messages quote what the audited
/// repository wrote: nothing in it may move the cursor or hide text.
pub(super) fn warn(sentence: &str) {
    let lines: Vec<String> = sentence
        .lines()
        .map(|line| printable(line, LONGEST_LINE))
        .collect();
    let _ = writeln!(io::stderr(), "vigie: {}", lines.join("\n"));
}

/// Writes a file whole: into a temporary file of the same folder first, then under its name.
/// What is there and is no regular file (a device such as `/dev/null`, a pipe) is written into, never replaced;
/// a symbolic link stays, and the file that it leads to is written.
pub(super) fn write_file(path: &Path, text: &str) -> Result<(), Trouble> {
    write_how(path, true, |file| Ok(file.write_all(text.as_bytes())?))
}

/// Writes a file whole, piece by piece: what is large need not stand in memory. The disk is not waited for, as by
/// [`keep_file`].
pub(super) fn stream_file(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    write_how(path, false, write)
}

/// Writes; `lasting` waits for the disk, so that not even a power cut leaves a file without its content.
fn write_how(
    path: &Path,
    lasting: bool,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let shown = path;
    let fail = |why: io::Error| Trouble::Write {
        path: shown.to_owned(),
        why,
    };
    // What goes wrong while writing concerns the file.
    let inside = |trouble: Trouble| match trouble {
        Trouble::Io(why) => fail(why),
        other => other,
    };
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if std::fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        let mut file = std::fs::File::options()
            .write(true)
            .truncate(true)
            .open(path)
            .map_err(fail)?;
        return write(&mut file).map_err(inside);
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(Trouble::NoFolder {
            path: path.clone(),
            folder: folder.to_owned(),
        });
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Readable like any file that a program writes: the process's umask still applies.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let (mut file, _watched) =
        watch(|| builder.tempfile_in(folder), tempfile::NamedTempFile::path).map_err(fail)?;
    write(&mut file).map_err(inside)?;
    if lasting {
        file.as_file().sync_data().map_err(fail)?;
    }
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// Writes a file whole, as [`write_file`], unless it already says the same. The disk is not waited for: a run writes
/// hundreds of such files, and the next one mends what a power cut left empty.
pub(super) fn keep_file(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Trouble> {
    let bytes = text.as_ref();
    let same = std::fs::symlink_metadata(path)
        .is_ok_and(|there| there.is_file() && there.len() == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|there| there == bytes);
    if same {
        return Ok(());
    }
    write_how(path, false, |file| Ok(file.write_all(bytes)?))
}

/// Whether a file is one that a killed process left half-written. Another run may be writing at this very
/// moment, so only old ones count.
pub(super) fn is_leftover(path: &Path) -> bool {
    const OLD: std::time::Duration = std::time::Duration::from_secs(6 * 3600);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let ours = name.is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
    let age = || {
        std::fs::symlink_metadata(path)
            .ok()?
            .modified()
            .ok()?
            .elapsed()
            .ok()
    };
    ours && age().is_some_and(|age| age > OLD)
}

/// Creates a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(path).map_err(|why| Trouble::MakeFolder {
        path: path.to_owned(),
        why,
    })
}
