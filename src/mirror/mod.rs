// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Brings a remote repository near: the last commit of one branch, in a temporary folder
//! that disappears with its [`Source`].
//!
//! Knows git's transports, credentials and limits. Must never know the forge's API or any rule.
//! Servers are not trusted: what they send is bounded in bytes and in silence, their words
//! are shown on one line, and a token is only ever sent to the host it belongs to.

mod address;
mod cache;
mod credentials;
mod download;
mod error;
mod hosts;
mod slot;
mod smart;
mod token;

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use tempfile::TempDir;

use crate::model::Progress;

pub use address::shown_url;
pub use cache::{Cache, Update};
pub use error::{MirrorError, Wait};
pub use hosts::Hosts;
pub use token::{HostToken, Withheld};

use address::Address;
use slot::Slot;

/// Most names of a root that are looked at.
const MOST_NAMES: usize = 10_000;

/// What a download may use and how far it may go.
#[derive(Debug, Clone)]
pub struct MirrorOptions<'a> {
    /// A branch, a tag or a full commit name; the default branch without it.
    pub rev: Option<String>,
    /// How many commits deep; the whole history without it.
    pub depth: Option<NonZeroU32>,
    /// Files of so many bytes and more are left on servers of the web that can do so; everything is fetched without it.
    pub filter: Option<u64>,
    /// Objects that are brought near and nothing else, by their names: what an earlier download left on the server.
    pub only: Vec<String>,
    /// What opens private repositories.
    pub token: Option<HostToken>,
    /// Whether the token may go over plain http to another machine.
    pub token_over_http: bool,
    /// Whether the server wanted the token before: it then goes along with the first request. Learnt by each download.
    pub eager: Arc<AtomicBool>,
    /// Most bytes that are received.
    pub most_bytes: u64,
    /// How long the server may be silent.
    pub silence: Duration,
    /// How long the whole may take: a server may also send a byte a minute.
    pub longest: Duration,
    /// Where the temporary folder is made; the system's place without it.
    pub folder: Option<PathBuf>,
    /// Set by someone else when the work is to stop.
    pub interrupted: Option<&'a AtomicBool>,
}

impl Default for MirrorOptions<'_> {
    fn default() -> Self {
        Self {
            rev: None,
            depth: Some(NonZeroU32::MIN),
            filter: None,
            only: Vec::new(),
            token: None,
            token_over_http: false,
            eager: Arc::default(),
            most_bytes: 2 << 30,
            silence: Duration::from_secs(60),
            longest: Duration::from_secs(3600),
            folder: None,
            interrupted: None,
        }
    }
}

/// What a server says that its default branch stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// The commit of HEAD; `None` when HEAD leads nowhere.
    pub commit: Option<String>,
    /// The full name of the branch, when the server tells it.
    pub branch: Option<String>,
    /// Whether the repository has any reference.
    pub references: bool,
    /// A digest of the tags, where they are fetched too; a new tag alone then makes a new tip.
    pub tags: Option<String>,
}

/// A repository that can be opened: a temporary copy, a mirror of a cache, or a local one where it is.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    temporary: Option<TempDir>,
    /// Held as long as the mirror is read.
    slot: Option<Slot>,
}

impl Source {
    /// The repository. To be read at HEAD, which is the revision that was asked for.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the folder disappears with this value.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.temporary.is_some()
    }

    /// Whether it is a mirror of a cache.
    #[must_use]
    pub fn is_mirror(&self) -> bool {
        self.slot.is_some()
    }

    /// The names at the root of its commit; none when it cannot be read.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let read = || -> Result<_, git2::Error> {
            let repository = git2::Repository::open_bare(&self.path)?;
            let tree = repository.head()?.peel_to_tree()?;
            let names = tree.iter().take(MOST_NAMES);
            Ok(names
                .map(|entry| String::from_utf8_lossy(entry.name_bytes()).into_owned())
                .collect())
        };
        read().unwrap_or_default()
    }

    /// What it takes on the disk, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        slot::bytes_below(&self.path)
    }

    /// Removes the mirror, which proved to be damaged, from its cache; tells whether there was one.
    #[must_use]
    pub fn discard(self) -> bool {
        self.slot.is_some_and(|slot| {
            slot.clear();
            true
        })
    }
}

/// What a local bare repository stands on. `None` for a working folder, whose files may differ from its
/// commit, and for a repository without a commit.
#[must_use]
pub fn local_tip(path: &Path) -> Option<Tip> {
    if path.join(".git").exists() || !path.join("HEAD").is_file() {
        return None;
    }
    let (commit, branch) = slot::head(path)?;
    Some(Tip {
        commit: Some(commit),
        branch,
        references: true,
        tags: slot::tags(path),
    })
}

/// The address that a local repository was cloned from, when it is one of the network; without
/// credentials.
#[must_use]
pub fn origin(path: &Path) -> Option<String> {
    let repository = git2::Repository::open(path).ok()?;
    let remote = repository.find_remote("origin").ok()?;
    let url = remote.url().ok()?;
    let is_remote = url.starts_with("http") || url.starts_with("ssh://") || url.starts_with("git@");
    is_remote.then(|| shown_url(url))
}

/// Reads an address without fetching anything.
///
/// # Errors
/// When [`fetch`] would refuse it.
pub fn check(url: &str) -> Result<(), MirrorError> {
    Address::read(url).map(|_| ())
}

/// Fetches one commit of a repository (http, https, ssh). A local path or a `file` address
/// is not copied: it can be opened where it is, and `rev` is then the reader's to resolve.
/// An empty repository, or one whose default branch does not exist, gives a repository
/// without a commit at HEAD.
///
/// # Errors
/// When the address, the network, the server, a limit or a missing right prevents it;
/// nothing is left on the disk then.
pub fn fetch(url: &str, options: &MirrorOptions<'_>, progress: &dyn Progress) -> Result<Source, MirrorError> {
    let remote = match Address::read(url)? {
        Address::Local(path) => {
            return Ok(Source {
                path,
                temporary: None,
                slot: None,
            });
        }
        Address::Remote(remote) => remote,
    };
    let mut always = |_: &Tip| true;
    temporary(remote, options, &mut always, progress)?.ok_or_else(|| MirrorError::Other {
        url: shown_url(url),
        reason: "nothing was fetched".to_owned(),
    })
}

/// Downloads into a temporary folder, unless `decide` declines.
fn temporary(
    remote: address::Remote,
    options: &MirrorOptions<'_>,
    decide: &mut dyn FnMut(&Tip) -> bool,
    progress: &dyn Progress,
) -> Result<Option<Source>, MirrorError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("vigie-");
    let folder = match &options.folder {
        Some(parent) => builder.tempdir_in(parent),
        None => builder.tempdir(),
    };
    let folder = folder.map_err(|source| MirrorError::Folder { source })?;
    if !download::run(remote, options, folder.path(), decide, progress)? {
        return Ok(None);
    }
    Ok(Some(Source {
        path: folder.path().to_owned(),
        temporary: Some(folder),
        slot: None,
    }))
}
