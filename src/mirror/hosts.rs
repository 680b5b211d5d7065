// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Manners towards servers: so many clones at once, and no credential that was refused before.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often a waiting clone looks whether it should stop.
const LOOK: Duration = Duration::from_millis(100);

/// What the clones of a run know of servers together.
#[derive(Debug)]
pub struct Hosts {
    most: usize,
    known: Mutex<BTreeMap<String, Host>>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct Host {
    active: usize,
    refused: bool,
    eager: Arc<AtomicBool>,
    /// Until when it wants to be left alone.
    busy: Option<Instant>,
}

impl Hosts {
    /// At most so many clones at once from one server.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            known: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// Waits for a turn with a server; `None` when the wait was to stop.
    pub(super) fn enter(&self, host: &str, stop: &dyn Fn() -> bool) -> Option<Turn<'_>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let state = known.entry(host.to_owned()).or_default();
            if state.active < self.most {
                state.active += 1;
                return Some(Turn {
                    hosts: self,
                    host: host.to_owned(),
                });
            }
            if stop() {
                return None;
            }
            known = match self.freed.wait_timeout(known, LOOK) {
                Ok((known, _)) => known,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }

    fn with<T>(&self, host: &str, work: impl FnOnce(&mut Host) -> T) -> T {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        work(known.entry(host.to_owned()).or_default())
    }
}

/// A turn with a server, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    hosts: &'a Hosts,
    host: String,
}

impl Turn<'_> {
    /// Whether the server has refused the credential of this run. GitLab bans addresses that go on asking
    /// with a bad one.
    pub(super) fn is_refused(&self) -> bool {
        self.hosts.with(&self.host, |host| host.refused)
    }

    /// Whether the server wants the credential, as its downloads have learnt.
    pub(super) fn eager(&self) -> Arc<AtomicBool> {
        self.hosts.with(&self.host, |host| Arc::clone(&host.eager))
    }

    /// The server wants to be left alone for a while, by everyone.
    pub(super) fn pause(&self, time: Duration) {
        let until = Instant::now() + time;
        self.hosts
            .with(&self.host, |host| host.busy = host.busy.max(Some(until)));
    }

    /// Waits as long as the server wants to be left alone, unless the wait is to stop.
    pub(super) fn rest(&self, stop: &dyn Fn() -> bool) {
        loop {
            let until = self.hosts.with(&self.host, |host| host.busy);
            let left = until.and_then(|until| until.checked_duration_since(Instant::now()));
            match left.filter(|left| !left.is_zero() && !stop()) {
                Some(left) => std::thread::sleep(left.min(LOOK)),
                None => return,
            }
        }
    }

    /// The server refused the credential.
    pub(super) fn refuse(&self) {
        self.hosts.with(&self.host, |host| host.refused = true);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.hosts
            .with(&self.host, |host| host.active = host.active.saturating_sub(1));
        self.hosts.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Hosts;

    #[test]
    fn no_server_has_more_clones_than_allowed() {
        let (hosts, now, most) = (Hosts::new(2), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let turn = hosts.enter("a", &|| false).unwrap();
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                        drop(turn);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 2);
        let _one = hosts.enter("b", &|| true).unwrap();
        let two = hosts.enter("b", &|| true).unwrap();
        assert!(hosts.enter("b", &|| true).is_none(), "a wait can be stopped");
        two.refuse();
        drop(two);
        assert!(hosts.enter("b", &|| true).unwrap().is_refused());
        assert!(!hosts.enter("a", &|| true).unwrap().is_refused());
    }
}
