// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Mirrors kept from one run to the next: one bare repository a project, updated by fetch, bounded in size.
//!
//! Several processes may share a cache. A mirror that cannot be trusted is removed and cloned anew; when the
//! cache itself cannot be used, clones go to a temporary folder and the work goes on.

use std::fs;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::address::{Address, Remote};
use super::hosts::Turn;
use super::slot::{self, Slot, bytes_below, packs};
use super::{Hosts, MirrorError, MirrorOptions, Source, Tip, Wait, download, temporary};
use crate::model::{Progress, Silent};
use crate::web::Patience;

/// How long another process may hold a mirror before it is done without.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most packs of a mirror: each update adds one.
const PACKS: usize = 12;
/// How often a broken line is tried again.
const RETRIES: u32 = 2;
/// An attempt that took longer is not made again.
const QUICK: Duration = Duration::from_secs(30);
/// The pause before the first new attempt; it doubles.
const PAUSE: Duration = Duration::from_millis(400);
/// Tells backup programs to leave the folder alone (<https://bford.info/cachedir/>).
const TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of Vigie; it may be removed at any time.\n";

/// A folder of mirrors.
#[derive(Debug)]
pub struct Cache {
    mirrors: Option<PathBuf>,
    most_bytes: u64,
    grown: AtomicU64,
}

/// What came of asking for a repository.
#[derive(Debug)]
pub enum Update {
    /// The caller knew enough: nothing was fetched.
    Declined(Tip),
    /// The repository as its server has it now.
    Here(Source),
}

impl Cache {
    /// Opens a cache, made when it does not exist, of at most so many bytes.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn open(root: &Path, most_bytes: u64) -> Result<Self, MirrorError> {
        let fail = |source| MirrorError::Folder { source };
        let mirrors = root.join("mirrors");
        fs::create_dir_all(&mirrors).map_err(fail)?;
        let tag = root.join("CACHEDIR.TAG");
        if !tag.exists() {
            fs::write(&tag, TAG).map_err(fail)?;
        }
        let cache = Self {
            mirrors: Some(mirrors),
            most_bytes,
            grown: AtomicU64::new(0),
        };
        cache.trim();
        Ok(cache)
    }

    /// No cache: every clone is temporary.
    #[must_use]
    pub fn none() -> Self {
        Self {
            mirrors: None,
            most_bytes: 0,
            grown: AtomicU64::new(0),
        }
    }

    /// Brings a repository up to date. `key` is the project's stable name, safe as a file name; `known` is
    /// told what the default branch stands on and says whether that is enough.
    ///
    /// # Errors
    /// As [`super::fetch`]; besides, when the server has refused the credential before.
    pub fn update(
        &self,
        key: &str,
        url: &str,
        options: &MirrorOptions<'_>,
        hosts: &Hosts,
        known: &dyn Fn(&Tip) -> bool,
        progress: &dyn Progress,
    ) -> Result<Update, MirrorError> {
        let remote = match Address::read(url)? {
            Address::Local(path) => {
                return Ok(Update::Here(Source {
                    path,
                    temporary: None,
                    slot: None,
                }));
            }
            Address::Remote(remote) => remote,
        };
        let ask = Ask {
            cache: self,
            key,
            remote: &remote,
            options,
            known,
            progress,
        };
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method itself is of one lifetime only"
        )]
        ask.in_turn(hosts, |ask| ask.once())
    }

    /// Brings contents near that a download left on the server: those that `options` names. The source stays as it was
    /// when that fails, and its mirror is not used again.
    ///
    /// # Errors
    /// As [`Cache::update`]; besides, when the server gives no contents by their names.
    pub fn complete(
        &self,
        source: &Source,
        url: &str,
        options: &MirrorOptions<'_>,
        hosts: &Hosts,
    ) -> Result<(), MirrorError> {
        let Address::Remote(remote) = Address::read(url)? else {
            return Ok(());
        };
        let ask = Ask {
            cache: self,
            key: "",
            remote: &remote,
            options,
            known: &|_| false,
            progress: &Silent,
        };
        ask.in_turn(hosts, |ask| ask.complete(source))
    }

    /// Removes the mirrors that were unused for longest until the rest fits.
    pub fn trim(&self) {
        self.grown.store(0, Ordering::Relaxed);
        let Some(mirrors) = &self.mirrors else { return };
        let Ok(entries) = fs::read_dir(mirrors) else {
            return;
        };
        let mut all: Vec<_> = entries
            .flatten()
            .filter(|entry| entry.path().is_dir())
            .filter(|entry| !slot::is_leftover(&entry.path()))
            .map(|entry| {
                (
                    slot::last_use(&entry.path()),
                    entry.path(),
                    bytes_below(&entry.path()),
                )
            })
            .collect();
        let mut total: u64 = all.iter().map(|(_, _, bytes)| bytes).sum();
        all.sort();
        for (_, path, bytes) in all {
            if total <= self.most_bytes {
                return;
            }
            let Some(key) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            // What somebody uses stays.
            if let Ok(Some(slot)) = Slot::lock(mirrors, key, Duration::ZERO, &|| true) {
                slot.clear();
                total = total.saturating_sub(bytes);
            }
        }
    }

    fn grew(&self, bytes: u64) {
        let grown = self.grown.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if grown > self.most_bytes / 8 {
            self.trim();
        }
    }
}

/// One question to one server.
struct Ask<'a> {
    cache: &'a Cache,
    key: &'a str,
    remote: &'a Remote,
    options: &'a MirrorOptions<'a>,
    known: &'a dyn Fn(&Tip) -> bool,
    progress: &'a dyn Progress,
}

impl Ask<'_> {
    /// Whether the work is to stop.
    fn is_to_stop(&self) -> bool {
        let flag = self.options.interrupted;
        flag.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// Asks once the host has room for one more.
    fn in_turn<T>(
        &self,
        hosts: &Hosts,
        once: impl Fn(&Ask<'_>) -> Result<T, MirrorError>,
    ) -> Result<T, MirrorError> {
        let turn = hosts
            .enter(&self.remote.host(), &|| self.is_to_stop())
            .ok_or_else(|| MirrorError::Interrupted {
                url: self.remote.shown.clone(),
            })?;
        self.with_manners(&turn, once)
    }

    /// A refused credential is not shown again, and a broken line is tried again.
    fn with_manners<T>(
        &self,
        turn: &Turn<'_>,
        once: impl Fn(&Ask<'_>) -> Result<T, MirrorError>,
    ) -> Result<T, MirrorError> {
        let withheld = turn.is_refused();
        let mut options = self.options.clone();
        options.eager = turn.eager();
        let mut remote = self.remote.clone();
        if withheld {
            options.token = None;
            remote.token = None;
        }
        let ask = Ask {
            remote: &remote,
            options: &options,
            ..*self
        };
        let patience = Patience::default();
        let (started, mut failures, mut pause) = (Instant::now(), 0, PAUSE);
        loop {
            turn.rest(&|| self.is_to_stop());
            let since = Instant::now();
            let error = match once(&ask) {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            failures += 1;
            match error {
                // A busy server is left alone by every download of this run, for as long as it asks.
                MirrorError::Unreachable {
                    wait: Some(Wait(asked)),
                    ..
                } if failures < patience.attempts && !self.is_to_stop() => {
                    let wait = patience.wait(failures, asked);
                    if started.elapsed() + wait > patience.total {
                        return Err(error);
                    }
                    turn.pause(wait);
                }
                MirrorError::Unreachable { wait: None, .. }
                    if failures <= RETRIES && since.elapsed() < QUICK && !self.is_to_stop() =>
                {
                    std::thread::sleep(pause);
                    pause *= 2;
                }
                MirrorError::NeedsToken { url } if withheld => {
                    return Err(MirrorError::NotAskedAgain { url });
                }
                error => {
                    if matches!(error, MirrorError::Denied { credential: true, .. }) {
                        turn.refuse();
                    }
                    return Err(error);
                }
            }
        }
    }

    fn once(&self) -> Result<Update, MirrorError> {
        let mirrors = self.cache.mirrors.as_deref();
        let slot = mirrors.and_then(|mirrors| {
            // A cache that cannot be used (a full or read-only disk) is done without.
            let mut key = match self.options.depth {
                Some(NonZeroU32::MIN) => self.key.to_owned(),
                Some(depth) => format!("{}-{depth}", self.key),
                None => format!("{}-whole", self.key),
            };
            if let Some(filter) = self.options.filter.filter(|_| self.remote.is_web()) {
                key = format!("{key}-below-{filter}");
            }
            Slot::lock(mirrors, &key, PATIENCE, &|| self.is_to_stop())
                .ok()
                .flatten()
        });
        match slot {
            Some(slot) => self.in_cache(slot),
            None => self.in_temporary(),
        }
    }

    /// Adds to a repository what the options name.
    fn complete(&self, source: &Source) -> Result<(), MirrorError> {
        let mark = |updating| match &source.slot {
            Some(_) => Slot::mark(&source.path, updating),
            None => Ok(()),
        };
        let before = bytes_below(&source.path);
        mark(true).map_err(|source| MirrorError::Folder { source })?;
        download::run(
            self.remote.clone(),
            self.options,
            &source.path,
            &mut |_| true,
            self.progress,
        )?;
        mark(false).map_err(|source| MirrorError::Folder { source })?;
        self.cache.grew(bytes_below(&source.path).saturating_sub(before));
        Ok(())
    }

    fn in_temporary(&self) -> Result<Update, MirrorError> {
        let mut tip = None;
        let mut decide = |seen: &Tip| {
            tip = Some(seen.clone());
            !(self.known)(seen)
        };
        let source = temporary(self.remote.clone(), self.options, &mut decide, self.progress)?;
        self.update(source, tip)
    }

    fn update(&self, source: Option<Source>, tip: Option<Tip>) -> Result<Update, MirrorError> {
        match (source, tip) {
            (Some(source), _) => Ok(Update::Here(source)),
            (None, Some(tip)) => Ok(Update::Declined(tip)),
            (None, None) => Err(MirrorError::Other {
                url: self.remote.shown.clone(),
                reason: "the server told nothing".to_owned(),
            }),
        }
    }

    fn in_cache(&self, slot: Slot) -> Result<Update, MirrorError> {
        if let Some(mirror) = slot.mirror() {
            match self.refresh(&mirror)? {
                Refreshed::Current => return self.here(slot, mirror),
                Refreshed::Known(tip) => {
                    slot.touch();
                    return Ok(Update::Declined(tip));
                }
                Refreshed::Useless => slot.clear(),
            }
        }
        self.anew(slot)
    }

    fn anew(&self, slot: Slot) -> Result<Update, MirrorError> {
        // A place that was cleared is made again; a disk that refuses is done without.
        let Ok(part) = slot.part() else {
            drop(slot);
            return self.in_temporary();
        };
        let mut tip = None;
        let mut decide = |seen: &Tip| {
            tip = Some(seen.clone());
            !(self.known)(seen)
        };
        let done = download::run(
            self.remote.clone(),
            self.options,
            &part,
            &mut decide,
            self.progress,
        );
        if let Err(MirrorError::Folder { .. }) = done {
            slot.clear();
            drop(slot);
            return self.in_temporary();
        }
        if !matches!(done, Ok(true)) {
            slot.clear();
            done?;
            return self.update(None, tip);
        }
        match slot.keep(&part) {
            Ok(mirror) => {
                self.cache.grew(bytes_below(&mirror));
                self.here(slot, mirror)
            }
            Err(source) => {
                slot.clear();
                Err(MirrorError::Folder { source })
            }
        }
    }

    fn here(&self, slot: Slot, path: PathBuf) -> Result<Update, MirrorError> {
        slot.touch();
        self.update(
            Some(Source {
                path,
                temporary: None,
                slot: Some(slot),
            }),
            None,
        )
    }

    /// Fetches into a mirror what it lacks. An error of the mirror itself makes it useless; an error of the
    /// server is one.
    fn refresh(&self, mirror: &Path) -> Result<Refreshed, MirrorError> {
        let (mut tip, mut state, mut before) = (None, None, 0);
        let mut decide = |seen: &Tip| {
            tip = Some(seen.clone());
            // Most repositories of a weekly run: nothing of the mirror is looked at for them.
            if (self.known)(seen) {
                state = Some(Step::Stop);
                return false;
            }
            let head = slot::head(mirror);
            let current = head.as_ref().is_some_and(|(commit, branch)| {
                seen.commit.as_ref() == Some(commit) && (seen.branch.is_none() || seen.branch == *branch)
            });
            // A tag may come alone.
            let current = current && (seen.tags.is_none() || seen.tags == slot::tags(mirror));
            let useless = || {
                let too_many = packs(mirror) > PACKS;
                head.is_none() || seen.commit.is_none() || too_many || Slot::mark(mirror, true).is_err()
            };
            let next = if current {
                Step::Current
            } else if useless() {
                Step::Useless
            } else {
                before = bytes_below(mirror);
                Step::Fetch
            };
            state = Some(next);
            next == Step::Fetch
        };
        let done = download::run(
            self.remote.clone(),
            self.options,
            mirror,
            &mut decide,
            self.progress,
        );
        match (done, state, tip) {
            (Ok(false), Some(Step::Stop), Some(tip)) => Ok(Refreshed::Known(tip)),
            (Ok(false), Some(Step::Current), _) => Ok(Refreshed::Current),
            (Ok(true), _, Some(tip)) => {
                let stands = slot::head(mirror).map(|(commit, _)| commit);
                if stands != tip.commit || Slot::mark(mirror, false).is_err() {
                    return Ok(Refreshed::Useless);
                }
                self.cache.grew(bytes_below(mirror).saturating_sub(before));
                Ok(Refreshed::Current)
            }
            (Err(error), _, _) if !error.is_local() => Err(error),
            _ => Ok(Refreshed::Useless),
        }
    }
}

/// What is to be done with a mirror once its server has told its tip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Stop,
    Current,
    Fetch,
    Useless,
}

/// What became of a mirror.
enum Refreshed {
    Known(Tip),
    Current,
    Useless,
}
