// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Files of a working folder, opened with care: links are not followed and nothing but
//! a regular file is ever read.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use super::ReadError;

/// What the gap of a pipe, a socket or a device says.
pub(super) const SPECIAL: &str = "special file";

/// Reads a regular file of at most `limit` bytes. The file may have been replaced since
/// it was listed: a link is refused, and a pipe does not block.
///
/// # Errors
/// When the file is over the limit, absent, refused, or no regular file.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let (mut file, size) = lend_sized(path, limit)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    let reading = (&mut file).take(limit.saturating_add(1)).read_to_end(&mut bytes);
    reading.map_err(|error| refusal(&error))?;
    let got = bytes.len() as u64;
    if got > limit {
        Err(ReadError::TooLarge(got))
    } else {
        Ok(bytes)
    }
}

/// Opens a regular file of at most `limit` bytes, with the same care.
pub(super) fn lend(path: &Path, limit: u64) -> Result<File, ReadError> {
    lend_sized(path, limit).map(|(file, _)| file)
}

fn lend_sized(path: &Path, limit: u64) -> Result<(File, u64), ReadError> {
    let file = open(path).map_err(|error| refusal(&error))?;
    let meta = file.metadata().map_err(|error| refusal(&error))?;
    if !meta.is_file() {
        return Err(ReadError::Io(SPECIAL.to_owned()));
    }
    if meta.len() > limit {
        return Err(ReadError::TooLarge(meta.len()));
    }
    Ok((file, meta.len()))
}

/// Reads where a link leads; of a file that stands for a link, its text.
pub(super) fn read_link(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let target = match fs::read_link(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => return read(path, limit),
        Err(error) => return Err(refusal(&error)),
    };
    let bytes = slashed(&target);
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}

/// The kind of a system's refusal, in words that are the same on every machine.
pub(super) fn words(error: &io::Error) -> String {
    error.kind().to_string()
}

fn refusal(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Io(words(error)),
    }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::Error::other("the file became a link"));
    }
    OpenOptions::new().read(true).open(path)
}

/// The bytes of a name, as git stores them.
#[cfg(unix)]
pub(super) fn name_bytes(name: &OsStr) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    name.as_bytes().to_vec()
}

#[cfg(not(unix))]
pub(super) fn name_bytes(name: &OsStr) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}

/// A path with `/` between its names, as git stores it.
pub(super) fn slashed(path: &Path) -> Vec<u8> {
    let bytes = name_bytes(path.as_os_str());
    if cfg!(windows) {
        bytes
            .into_iter()
            .map(|byte| if byte == b'\\' { b'/' } else { byte })
            .collect()
    } else {
        bytes
    }
}
