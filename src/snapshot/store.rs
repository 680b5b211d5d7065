// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where a repository's data is, and shared access to it from many threads.
//!
//! Repositories are opened as bare: nothing but objects, references and the index is
//! read, no hook, filter or work-tree setting of the repository is obeyed. Hence the
//! owner of the folder does not matter (git's `safe.directory`), which containers of
//! continuous integration often get wrong.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::{ErrorCode, Repository};

use super::{Head, SnapshotError, file, history};
use crate::model::{CommitId, GapKind, History, Known, Unknown, printable};

/// Longest `.git` file that is believed, in bytes.
const GITFILE_BYTES: u64 = 8192;

/// The repository that holds a path.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder with `HEAD` and the objects.
    pub(super) git_dir: PathBuf,
    /// The top of the working folder, or the bare repository itself.
    pub(super) top: PathBuf,
    /// The path asked for, from the top, with `/`; empty for the top.
    pub(super) prefix: Vec<u8>,
}

/// Finds the repository that holds a folder, looking upwards as git does.
pub(super) fn locate(path: &Path) -> Option<Place> {
    let full = path.canonicalize().ok()?;
    if looks_bare(&full) {
        return Some(Place {
            git_dir: full.clone(),
            top: full,
            prefix: Vec::new(),
        });
    }
    full.ancestors().find_map(|top| {
        let git_dir = git_dir_of(top)?;
        let prefix = file::slashed(full.strip_prefix(top).ok()?);
        Some(Place {
            git_dir,
            top: top.to_owned(),
            prefix,
        })
    })
}

/// Whether a folder is itself the folder of git: a bare repository, or `.git` named directly.
pub(super) fn looks_bare(path: &Path) -> bool {
    !path.join(".git").exists() && is_git_dir(path)
}

fn is_git_dir(path: &Path) -> bool {
    path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir()
}

/// The folder of git that belongs to a working folder: `.git`, or what a `.git` file names
/// (linked work trees and submodules).
fn git_dir_of(top: &Path) -> Option<PathBuf> {
    let dot = top.join(".git");
    let meta = fs::metadata(&dot).ok()?;
    if meta.is_dir() {
        return is_git_dir(&dot).then_some(dot);
    }
    if !meta.is_file() {
        return None;
    }
    let mut text = String::new();
    fs::File::open(&dot)
        .ok()?
        .take(GITFILE_BYTES)
        .read_to_string(&mut text)
        .ok()?;
    let target = top.join(text.strip_prefix("gitdir:")?.trim());
    // A linked work tree has its own HEAD; its objects are elsewhere.
    target.join("HEAD").is_file().then_some(target)
}

/// Handles on one repository, lent to one thread at a time.
pub(super) struct Store {
    git_dir: PathBuf,
    idle: Mutex<Vec<Repository>>,
    left_behind: Option<u64>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("git_dir", &self.git_dir)
            .finish_non_exhaustive()
    }
}

impl Store {
    pub(super) fn open(git_dir: &Path) -> Result<Self, SnapshotError> {
        // Contents and folders are held against their names where they are read, faster (see `tree`).
        git2::opts::strict_hash_verification(false);
        let first = Repository::open_bare(git_dir).map_err(|source| open_error(git_dir, source))?;
        Ok(Self {
            left_behind: left_behind(&first),
            git_dir: git_dir.to_owned(),
            idle: Mutex::new(vec![first]),
        })
    }

    /// For a partial clone that left large files on its server, the least size of those, in bytes.
    pub(super) fn left_behind(&self) -> Option<u64> {
        self.left_behind
    }

    /// Lends a handle; a new one is opened when all are taken.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Repository) -> T) -> Result<T, git2::Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let handle = match idle {
            Some(handle) => handle,
            None => Repository::open_bare(&self.git_dir)?,
        };
        let result = work(&handle);
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(handle);
        Ok(result)
    }
}

/// The limit of a clone made with `--filter=blob:limit=…`.
fn left_behind(repo: &Repository) -> Option<u64> {
    let config = repo.config().ok()?;
    let is_promised = config.get_bool("remote.origin.promisor").is_ok_and(|yes| yes);
    let filter = config.get_string("remote.origin.partialclonefilter").ok()?;
    blob_limit(&filter).filter(|_| is_promised)
}

fn blob_limit(filter: &str) -> Option<u64> {
    let text = filter.trim().strip_prefix("blob:limit=")?;
    let (digits, shift) = match text.char_indices().next_back()? {
        (at, 'k' | 'K') => (&text[..at], 10),
        (at, 'm' | 'M') => (&text[..at], 20),
        (at, 'g' | 'G') => (&text[..at], 30),
        _ => (text, 0),
    };
    digits.parse::<u64>().ok()?.checked_mul(1 << shift)
}

pub(super) fn open_error(git_dir: &Path, source: git2::Error) -> SnapshotError {
    let path = shown(git_dir);
    let words = source.message().to_lowercase();
    if words.contains("sha256") || words.contains("object format") {
        return SnapshotError::Sha256(path);
    }
    if words.contains("unsupported extension") || words.contains("refstorage") {
        return SnapshotError::Reftable(path);
    }
    SnapshotError::Open { path, source }
}

/// The folder that linked work trees share, or the folder of git itself.
pub(super) fn common_dir(git_dir: &Path) -> PathBuf {
    let mut text = String::new();
    let read = fs::File::open(git_dir.join("commondir"))
        .and_then(|file| file.take(GITFILE_BYTES).read_to_string(&mut text));
    match read {
        Ok(_) => git_dir.join(text.trim_end_matches(['\n', '\r'])),
        Err(_) => git_dir.to_owned(),
    }
}

/// A folder of git as people know it: without the `.git` at its end.
pub(super) fn shown(git_dir: &Path) -> String {
    let top = if git_dir.ends_with(".git") {
        git_dir.parent()
    } else {
        None
    };
    top.unwrap_or(git_dir).display().to_string()
}

/// What a revision stands for.
#[derive(Debug)]
pub(super) struct Revision {
    pub(super) commit: CommitId,
    pub(super) branch: Option<String>,
    pub(super) head: Head,
    pub(super) tree: git2::Oid,
}

/// A revision, or why there is none to look at.
#[derive(Debug)]
pub(super) enum Found {
    /// A commit.
    Commit(Box<Revision>),
    /// The repository has no such commit yet.
    Nothing { gap: GapKind, branch: Option<String> },
}

/// Why there is no history to tell of.
pub(super) fn no_head() -> Known<Head> {
    Known::No(Unknown::EmptyRepository)
}

/// The history behind a commit. That of a folder inside a repository is not told: its numbers would be
/// those of the whole.
pub(super) fn history(store: &Store, commit: Option<&CommitId>, top: bool) -> Known<History> {
    let unknown = || Known::No(Unknown::NoHistory);
    let tip = commit.and_then(|commit| git2::Oid::from_str(commit.as_str()).ok());
    match tip.filter(|_| top) {
        Some(tip) => store
            .with(|repo| history::read(repo, tip))
            .unwrap_or_else(|_| unknown()),
        None => unknown(),
    }
}

/// The commit of HEAD, or of a revision.
pub(super) fn resolve(repo: &Repository, rev: Option<&str>) -> Result<Found, SnapshotError> {
    match rev {
        None | Some("HEAD" | "@") => resolve_head(repo),
        Some(rev) => resolve_rev(repo, rev),
    }
}

fn resolve_head(repo: &Repository) -> Result<Found, SnapshotError> {
    match repo.head() {
        Ok(reference) => {
            let branch = reference.is_branch().then(|| short_name(&reference));
            let id = reference.target();
            let peeled = reference.peel_to_commit();
            revision(repo, peeled, branch, id)
        }
        Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => {
            let any = repo.references().is_ok_and(|mut all| all.next().is_some());
            let gap = if any {
                GapKind::UnbornHead
            } else {
                GapKind::EmptyRepository
            };
            let branch = repo.find_reference("HEAD").ok().and_then(|head| {
                let target = head.symbolic_target().ok().flatten()?.to_owned();
                target.strip_prefix("refs/heads/").map(str::to_owned)
            });
            Ok(Found::Nothing { gap, branch })
        }
        Err(source) => Err(open_error(repo.path(), source)),
    }
}

fn resolve_rev(repo: &Repository, rev: &str) -> Result<Found, SnapshotError> {
    let absent = || SnapshotError::NoRevision(printable(rev, 200));
    match repo.revparse_ext(rev) {
        Ok((object, reference)) => {
            let named = reference.filter(|found| found.is_branch() || found.is_remote());
            let branch = named.as_ref().map(short_name);
            let id = object.id();
            let peeled = object.peel_to_commit();
            if peeled
                .as_ref()
                .is_err_and(|error| error.code() == ErrorCode::InvalidSpec)
            {
                // A tree or a file: not something that has a date.
                return Err(absent());
            }
            revision(repo, peeled, branch, Some(id))
        }
        Err(error) => {
            // The name may exist while its object does not.
            let id = repo
                .resolve_reference_from_short_name(rev)
                .ok()
                .and_then(|found| found.target())
                .filter(|id| repo.find_object(*id, None).is_err());
            match id {
                Some(id) => revision(repo, Err(error), None, Some(id)),
                None => Err(absent()),
            }
        }
    }
}

fn short_name(reference: &git2::Reference<'_>) -> String {
    String::from_utf8_lossy(reference.shorthand_bytes()).into_owned()
}

/// Whether the object of a commit is what its name says.
fn is_sound(repo: &Repository, id: git2::Oid) -> bool {
    repo.odb()
        .is_ok_and(|odb| super::tree::whole(&odb, id, "commit").is_ok())
}

fn revision(
    repo: &Repository,
    commit: Result<git2::Commit<'_>, git2::Error>,
    branch: Option<String>,
    id: Option<git2::Oid>,
) -> Result<Found, SnapshotError> {
    match commit {
        Ok(commit) if !is_sound(repo, commit.id()) => Err(SnapshotError::NoCommit {
            path: shown(repo.path()),
            commit: commit.id().to_string(),
            reason: "its object is damaged".to_owned(),
        }),
        Ok(commit) => Ok(Found::Commit(Box::new(Revision {
            commit: CommitId::new(commit.id().to_string()),
            branch,
            head: Head {
                committed: commit.time().seconds(),
            },
            tree: commit.tree_id(),
        }))),
        Err(error) => Err(SnapshotError::NoCommit {
            path: shown(repo.path()),
            commit: id.map_or_else(|| "HEAD".to_owned(), |id| id.to_string()),
            reason: if error.code() == ErrorCode::NotFound {
                "its object is missing from the database".to_owned()
            } else {
                printable(error.message(), 200)
            },
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::blob_limit;

    #[test]
    fn limits_of_partial_clones_are_read_as_git_writes_them() {
        for (text, bytes) in [
            ("blob:limit=1024", Some(1024)),
            ("blob:limit=1k", Some(1024)),
            ("blob:limit=8M", Some(8 << 20)),
            ("blob:none", None),
            ("blob:limit=", None),
            ("blob:limit=é", None),
            ("blob:limit=99999999999999g", None),
            ("combine:tree:0+blob:limit=1k", None),
        ] {
            assert_eq!(blob_limit(text), bytes, "{text}");
        }
    }
}
