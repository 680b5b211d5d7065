// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The place of one repository in a cache, locked while it is used.
//!
//! `KEY.lock` is the lock, `KEY/` holds at most one mirror under a name that is never used again
//! (`git-NONCE`): a download that was left behind knows only its own name. A mirror is cloned as
//! `part-NONCE` and renamed when it is whole; an update in place is marked, and a mirror whose mark was
//! left is not trusted.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use git2::Repository;

/// How often a taken lock is tried again.
const LOOK: Duration = Duration::from_millis(50);
/// Begins the name of what is being removed.
const GONE: &str = "gone-";
/// Stands in a mirror while it is updated.
const MARK: &str = "vigie-updating";
/// Its date tells when the mirror was last used.
const USED: &str = "used";

/// A locked place.
#[derive(Debug)]
pub(super) struct Slot {
    folder: PathBuf,
    _held: File,
}

impl Slot {
    /// Locks a place; `None` when someone else holds it for longer than `patience`, or `stop` says so.
    pub(super) fn lock(
        mirrors: &Path,
        key: &str,
        patience: Duration,
        stop: &dyn Fn() -> bool,
    ) -> io::Result<Option<Self>> {
        let lock = mirrors.join(format!("{key}.lock"));
        let file = File::options().create(true).append(true).open(&lock)?;
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if since.elapsed() < patience && !stop() => {
                    std::thread::sleep(LOOK);
                }
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        let folder = mirrors.join(key);
        fs::create_dir_all(&folder)?;
        Ok(Some(Self { folder, _held: file }))
    }

    /// The mirror, if there is one that can be trusted. Anything else is removed.
    pub(super) fn mirror(&self) -> Option<PathBuf> {
        let mut sound = None;
        for entry in fs::read_dir(&self.folder).ok()?.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == USED {
                continue;
            }
            if sound.is_none() && name.starts_with("git-") && !path.join(MARK).exists() && opens(&path) {
                sound = Some(path);
            } else {
                remove(&path);
            }
        }
        sound
    }

    /// A folder for a new clone.
    pub(super) fn part(&self) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        let folder = tempfile::Builder::new()
            .prefix("part-")
            .tempdir_in(&self.folder)?;
        Ok(folder.keep())
    }

    /// Makes a whole clone the mirror.
    pub(super) fn keep(&self, part: &Path) -> io::Result<PathBuf> {
        let name = part
            .file_name()
            .map(|name| name.to_string_lossy().replacen("part-", "git-", 1));
        let place = self.folder.join(name.unwrap_or_else(|| "git-0".to_owned()));
        fs::rename(part, &place)?;
        Ok(place)
    }

    /// Marks a mirror as being updated, or as whole again.
    pub(super) fn mark(mirror: &Path, updating: bool) -> io::Result<()> {
        let mark = mirror.join(MARK);
        if updating {
            return File::create(mark).and_then(|file| file.sync_all());
        }
        fs::remove_file(mark)
    }

    /// Remembers that the mirror is used now.
    pub(super) fn touch(&self) {
        // Without its date a mirror is the first to go: a loss of time, not of truth.
        let _ = fs::write(self.folder.join(USED), "");
    }

    /// Removes what the place holds. The lock stays: someone may be waiting for that very file.
    pub(super) fn clear(&self) {
        remove(&self.folder);
    }
}

/// When the mirror of a place was last used.
pub(super) fn last_use(folder: &Path) -> SystemTime {
    fs::metadata(folder.join(USED))
        .and_then(|meta| meta.modified())
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The commit and the branch that a mirror stands on.
pub(super) fn head(mirror: &Path) -> Option<(String, Option<String>)> {
    let repo = Repository::open_bare(mirror).ok()?;
    let head = repo.head().ok()?;
    // A commit that cannot be read is none.
    let commit = head.peel_to_commit().ok()?.id().to_string();
    let branch = head
        .is_branch()
        .then(|| head.name().ok().map(str::to_owned))
        .flatten();
    Some((commit, branch))
}

/// A digest of the tags of a repository; `None` when they cannot be listed.
pub(super) fn tags(path: &Path) -> Option<String> {
    let repo = Repository::open_bare(path).ok()?;
    let references = repo.references_glob("refs/tags/*").ok()?;
    let all: Vec<(String, git2::Oid)> = references
        .flatten()
        .filter_map(|one| Some((one.name().ok()?.to_owned(), one.target()?)))
        .collect();
    Some(super::download::tags(
        all.iter().map(|(name, id)| (name.as_str(), *id)),
    ))
}

/// Removes what another process left when it ended in the middle of a removal; tells whether it was that.
pub(super) fn is_leftover(path: &Path) -> bool {
    let left = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(GONE));
    if left {
        let _ = fs::remove_dir_all(path);
    }
    left
}

/// Whether a mirror opens, and its last commit has its parents or is listed as cut off from them: without that list a
/// single commit would be taken for a whole history. libgit2 tells the parents of a commit whether it is cut off or not.
fn opens(mirror: &Path) -> bool {
    let look = || -> Result<bool, git2::Error> {
        let repo = Repository::open_bare(mirror)?;
        let Ok(head) = repo.head() else { return Ok(true) };
        let commit = head.peel_to_commit()?;
        let id = commit.id().to_string();
        let cut_off = fs::read_to_string(mirror.join("shallow")).unwrap_or_default();
        if cut_off.lines().any(|line| line == id) {
            return Ok(true);
        }
        let odb = repo.odb()?;
        Ok(commit.parent_ids().all(|id| odb.exists(id)))
    };
    look().unwrap_or(false)
}

/// Removes a folder or file. Under another name first: what is removed by halves is never mistaken for whole.
fn remove(path: &Path) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let gone = path.with_file_name(format!("{GONE}{}", name.unwrap_or_default()));
    let path = if fs::rename(path, &gone).is_ok() {
        &gone
    } else {
        path
    };
    let _ = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}

/// How many packs a mirror has.
pub(super) fn packs(mirror: &Path) -> usize {
    fs::read_dir(mirror.join("objects/pack")).map_or(0, |entries| {
        let names = entries.flatten().map(|entry| entry.path());
        names
            .filter(|path| path.extension().is_some_and(|kind| kind == "pack"))
            .count()
    })
}

/// The bytes of the files below a folder. Links are not followed.
pub(super) fn bytes_below(folder: &Path) -> u64 {
    let mut total = 0;
    let mut next = vec![folder.to_owned()];
    while let Some(folder) = next.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(meta) if meta.is_dir() => next.push(entry.path()),
                Ok(meta) => total += meta.len(),
                Err(_) => {}
            }
        }
    }
    total
}
