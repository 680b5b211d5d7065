// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One immutable tree and its contents, whatever it was read from.
//!
//! Must never know the meaning of any file. Nothing that a repository holds is an
//! error here: trouble is a [`Gap`] and the rest is still read.

mod file;
mod folder;
mod git;
mod history;
mod ignore_rules;
mod index_file;
mod listing;
mod literal;
mod store;
mod tracked;
mod tree;
mod walk;

use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use crate::model::{CommitId, Gap, History, Known, Unknown};

pub use file::read as read_file;
pub use folder::FolderSnapshot;
pub use git::GitSnapshot;
pub use literal::LiteralSnapshot;

/// Why a snapshot could not be taken at all.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// There is nothing at this path.
    #[error("there is no folder or repository at \"{0}\": check the path")]
    Absent(String),
    /// The path is neither a folder nor a repository.
    #[error("\"{0}\" is not a folder: give a folder, a bare repository or a git address")]
    NotAFolder(String),
    /// A revision was asked for where there is no repository.
    #[error("\"{0}\" is not a git repository: --rev needs one")]
    NotARepository(String),
    /// The revision does not exist.
    #[error("the repository has no revision \"{0}\": check the branch, tag or commit")]
    NoRevision(String),
    /// The commit's object is not in the database, or damaged.
    #[error(
        "commit {commit} of \"{path}\" cannot be read ({reason}): fetch it again, or repair the repository with \"git fsck\""
    )]
    NoCommit {
        path: String,
        commit: String,
        reason: String,
    },
    /// The repository names its objects with SHA-256.
    #[error(
        "\"{0}\" stores its objects under SHA-256 names, which cannot be read yet: clone it with git and audit the working folder, without --rev"
    )]
    Sha256(String),
    /// The repository keeps its references in a way that libgit2 does not read.
    #[error(
        "\"{0}\" uses an extension of git's format, such as reftable, which cannot be read yet: clone it with git and audit the working folder, without --rev"
    )]
    Reftable(String),
    /// The part of the repository that was asked for is not in the commit.
    #[error("the commit has no folder \"{0}\": check the path and the revision")]
    NoFolder(String),
    /// The repository cannot be opened.
    #[error("could not open the repository \"{path}\": {}", source.message())]
    Open { path: String, source: git2::Error },
    /// The folder cannot be listed.
    #[error("could not list the folder \"{path}\": {source}")]
    List { path: String, source: std::io::Error },
}

/// How much of a repository is looked at. The same for every source, so that a folder
/// and its commit give the same facts.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Largest file that is read, in bytes.
    pub file_bytes: u64,
    /// Most bytes that are read in all: many entries may show one large object.
    pub total_bytes: u64,
    /// Most entries that are listed.
    pub entries: usize,
    /// Deepest folder that is entered, counted from the root.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 4 << 20,
            total_bytes: 2 << 30,
            entries: 500_000,
            depth: 512,
        }
    }
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A symbolic link; its content is the target's path. Never followed here.
    Link,
    /// A submodule or a nested repository.
    Submodule,
}

/// One path of the tree.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The path from the root with `/`, decoded with replacement characters if it is not UTF-8.
    pub path: Arc<str>,
    /// What it is.
    pub kind: EntryKind,
    /// Size in bytes, when it is known without reading the content.
    pub size: Option<u64>,
    /// How many bytes it has at least, for a content that a partial clone left on its server.
    pub least: Option<u64>,
    key: Key,
}

/// How a source finds the content again.
#[derive(Debug, Clone)]
enum Key {
    Object(git2::Oid),
    Path(std::path::PathBuf),
    Text(usize),
}

/// Why a content could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is larger than the limit; its size in bytes.
    #[error("the file holds {0} bytes, more than the limit")]
    TooLarge(u64),
    /// A partial clone left it on its server; it has so many bytes at least.
    #[error("the file holds {0} bytes or more and was left on the server")]
    LeftBehind(u64),
    /// The object is not in the database.
    #[error("the object is missing from the database")]
    Missing,
    /// The object cannot be decoded.
    #[error("the object is damaged")]
    Corrupt,
    /// The system refused.
    #[error("{0}")]
    Io(String),
}

/// The commit that was audited, or that the working folder started from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Seconds since 1970-01-01 UTC of the commit's committer date.
    pub committed: i64,
}

/// One tree with its contents.
pub trait Snapshot: Sync {
    /// The commit audited, or that the working folder stands on; `None` without any commit.
    fn commit(&self) -> Option<&CommitId>;
    /// The branch, when it is known.
    fn branch(&self) -> Option<&str>;
    /// The last commit, when there is a history.
    fn head(&self) -> &Known<Head>;
    /// Walks the history behind the last commit: commits of twelve months, tags. It takes a moment, so
    /// callers ask once and only when something depends on it.
    fn history(&self) -> Known<History> {
        Known::No(Unknown::NoHistory)
    }
    /// Whether this is a working folder, whose content may differ from its commit.
    fn is_folder(&self) -> bool;
    /// Every path, sorted by its bytes.
    fn entries(&self) -> &[Entry];
    /// What could not be listed whole.
    fn gaps(&self) -> &[Gap];
    /// Forgets entries of a working folder: reports that are about to be written into it, or were by the run before.
    /// A commit keeps what it holds.
    fn leave_out(&mut self, _paths: &[String]) {}
    /// Reads the content of an entry, or a link's target.
    ///
    /// # Errors
    /// When the content is over the limit (in bytes), absent, damaged or refused.
    fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError>;
    /// Lends the content of an entry to somebody who wants a part of it, or all of it piece by piece. A working folder
    /// gives the open file; of a commit the object is unpacked, once, and large ones one after the other: a pack cannot
    /// be read in parts.
    ///
    /// # Errors
    /// As for [`Snapshot::read`]; `work` is not called then.
    fn lend(
        &self,
        entry: &Entry,
        limit: u64,
        work: &mut dyn FnMut(&mut dyn Pieces),
    ) -> Result<(), ReadError> {
        let bytes = self.read(entry, limit)?;
        work(&mut Cursor::new(bytes));
        Ok(())
    }
    /// The contents that were asked for so far and that a partial clone left on its server, by the names of their
    /// objects, in order. One that is known to be over the limit it was asked under is none of them.
    fn lacking(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A content that is read piece by piece.
pub trait Pieces: Read + Seek {}

impl<T: Read + Seek> Pieces for T {}

/// libgit2 on its way to being ready; dropping the value waits for it.
#[derive(Debug)]
pub struct Starting(Option<std::thread::JoinHandle<()>>);

impl Drop for Starting {
    fn drop(&mut self) {
        // The process must not end while a library makes itself ready.
        if let Some(thread) = self.0.take() {
            let _ = thread.join();
        }
    }
}

/// Makes libgit2 ready on another thread: its TLS library reads every certificate of the system, which
/// takes longer than reading all rules. Without a thread, the first use does it.
#[must_use]
pub fn start() -> Starting {
    let ready = || drop(git2::Buf::new());
    Starting(std::thread::Builder::new().spawn(ready).ok())
}

/// Whether a folder is a repository itself: the top of a working folder, or a bare repository.
#[must_use]
pub fn is_repository(folder: &Path) -> bool {
    store::locate(folder).is_some_and(|place| place.prefix.is_empty())
}

/// The top of the repository that a folder lies in, when the folder is not the top itself.
#[must_use]
pub fn repository_above(folder: &Path) -> Option<std::path::PathBuf> {
    let place = store::locate(folder)?;
    (!place.prefix.is_empty()).then_some(place.top)
}

/// Takes a snapshot of what is at a local path: a commit when `rev` is given or the
/// repository is bare, the working folder as it stands otherwise.
///
/// # Errors
/// When there is no folder or no such revision.
pub fn open(path: &Path, rev: Option<&str>, limits: &Limits) -> Result<Box<dyn Snapshot>, SnapshotError> {
    let shown = || path.display().to_string();
    if !path.exists() {
        return Err(SnapshotError::Absent(shown()));
    }
    if !path.is_dir() {
        return Err(SnapshotError::NotAFolder(shown()));
    }
    if rev.is_some() || git::is_bare(path) {
        return Ok(Box::new(GitSnapshot::open(path, rev, limits)?));
    }
    Ok(Box::new(FolderSnapshot::open(path, limits)?))
}
