// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Writing: stdout that may be closed, and files that are whole or not there.

use std::io::{self, Write as _};
use std::path::Path;

use super::interrupt::watch;
use super::trouble::Trouble;

/// Prints a text. A reader that went away (`| head`) is no error.
pub(super) fn print(text: &str) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::new(format!(
            "could not write to the standard output: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Writes a file whole: into a temporary file of the same folder first, then under its name.
/// What is there and is no regular file (a device such as `/dev/null`, a pipe) is written into, never replaced;
/// a symbolic link stays, and the file that it leads to is written.
pub(super) fn write_file(path: &Path, text: &str) -> Result<(), Trouble> {
    let fail = |error: io::Error| Trouble::new(format!("could not write \"{}\": {error}", path.display()));
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if std::fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return std::fs::write(path, text).map_err(fail);
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(Trouble::new(format!(
            "could not write \"{}\": there is no folder \"{}\"; make it first",
            path.display(),
            folder.display()
        )));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vigie-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Readable like any file that a program writes: the process's umask still applies.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let (mut file, _watched) =
        watch(|| builder.tempfile_in(folder), tempfile::NamedTempFile::path).map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)?;
    file.as_file().sync_data().map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// Creates a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(path).map_err(|error| {
        Trouble::new(format!(
            "could not make the folder \"{}\": {error}",
            path.display()
        ))
    })
}
