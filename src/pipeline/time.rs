// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A limit to the time of one audit, looked at each time that a file is read.

use std::fmt;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::model::{CommitId, Gap, History, Known};
use crate::snapshot::{Entry, Head, Pieces, ReadError, Snapshot};

/// A snapshot that stops the audit that reads it once its time is up, by unwinding with [`TimeUp`].
/// A partial audit would be a wrong one; the caller of the audit catches it, as `pipeline::run` does.
pub struct Bounded<'a> {
    inner: &'a dyn Snapshot,
    since: Instant,
    longest: Duration,
    stop: &'a AtomicBool,
}

/// The time of an audit is up, or the run is to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeUp(Duration);

impl fmt::Display for TimeUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the audit took more than {} seconds: raise --time-limit, or audit it alone",
            self.0.as_secs()
        )
    }
}

impl<'a> Bounded<'a> {
    /// The time runs from now on.
    #[must_use]
    pub fn new(inner: &'a dyn Snapshot, longest: Duration, stop: &'a AtomicBool) -> Self {
        Self {
            inner,
            since: Instant::now(),
            longest,
            stop,
        }
    }

    /// Ends the audit when its time is up.
    fn hold(&self) {
        if self.since.elapsed() > self.longest || self.stop.load(Ordering::Relaxed) {
            // Not a panic: no hook is told.
            resume_unwind(Box::new(TimeUp(self.longest)));
        }
    }
}

impl Snapshot for Bounded<'_> {
    fn commit(&self) -> Option<&CommitId> {
        self.inner.commit()
    }

    fn branch(&self) -> Option<&str> {
        self.inner.branch()
    }

    fn head(&self) -> &Known<Head> {
        self.inner.head()
    }

    fn history(&self) -> Known<History> {
        self.inner.history()
    }

    fn is_folder(&self) -> bool {
        self.inner.is_folder()
    }

    fn entries(&self) -> &[Entry] {
        self.inner.entries()
    }

    fn gaps(&self) -> &[Gap] {
        self.inner.gaps()
    }

    fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.hold();
        self.inner.read(entry, limit)
    }

    fn lend(
        &self,
        entry: &Entry,
        limit: u64,
        work: &mut dyn FnMut(&mut dyn Pieces),
    ) -> Result<(), ReadError> {
        self.hold();
        self.inner.lend(entry, limit, work)
    }

    fn lacking(&self) -> Vec<String> {
        self.inner.lacking()
    }
}
