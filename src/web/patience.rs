// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! How fast a server is asked, how long it is waited for, and when to give up.

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use http::header::RETRY_AFTER;

/// Time as the client sees it, so that tests need not wait.
pub trait Clock: fmt::Debug + Send + Sync {
    /// Time since a moment that does not change.
    fn now(&self) -> Duration;
    /// The time of the day, for waits that a server ends at a date.
    fn wall(&self) -> SystemTime;
    /// Waits.
    fn sleep(&self, time: Duration);
    /// Any number, so that many clients do not come back at the same moment.
    fn dice(&self) -> u64;
}

/// The machine's time.
#[derive(Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn dice(&self) -> u64 {
        RandomState::new().build_hasher().finish()
    }
}

/// How fast a server is asked, and how long it is waited for. The default is a GitLab's.
#[derive(Debug, Clone)]
pub struct Patience {
    /// Attempts for one request.
    pub attempts: u32,
    /// The wait after the first failure; it doubles from one failure to the next.
    pub first_wait: Duration,
    /// The longest wait of our own choosing. A server may ask for a longer one.
    pub longest_wait: Duration,
    /// Most time for one request with all its attempts and waits.
    pub total: Duration,
    /// Most requests a second. GitLab's own limit on group listings is 600 a minute.
    pub per_second: u32,
    /// Longest time for a connection to be made.
    pub connect: Duration,
    /// Longest silence of the server in the middle of an answer.
    pub silence: Duration,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempts: 8,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
            // GitLab's longest window of a limit is ten minutes.
            total: Duration::from_secs(15 * 60),
            per_second: 10,
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(60),
            clock: Arc::new(SystemClock::default()),
        }
    }
}

impl Patience {
    /// The wait after this failure (the first is 1): what the server asks, or else our own, doubling.
    /// Some chance is added, never taken away from what the server asks.
    #[must_use]
    pub fn wait(&self, failure: u32, asked: Option<Duration>) -> Duration {
        let dice =
            f64::from(u32::try_from(self.clock.dice() >> 32).unwrap_or_default()) / f64::from(u32::MAX);
        if let Some(asked) = asked {
            // A server may ask for any number of seconds.
            return asked.saturating_add(self.first_wait.min(asked).mul_f64(dice / 2.0));
        }
        let doubled = self
            .first_wait
            .saturating_mul(1 << (failure.saturating_sub(1)).min(20));
        doubled.min(self.longest_wait).mul_f64(0.5 + dice / 2.0)
    }
}

/// Keeps requests apart in time, whatever the number of threads that make them, and all of them away while the server asks
/// for time.
#[derive(Debug, Default)]
pub(super) struct Turnstile(Mutex<Turns>);

#[derive(Debug, Default)]
struct Turns {
    /// When the next request may be made.
    next: Duration,
    /// Until when the server asked to be left alone.
    held: Duration,
}

impl Turnstile {
    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for one's turn.
    ///
    /// # Errors
    /// When the server asked for more time than a request may take: what is left of it.
    pub(super) fn pass(&self, patience: &Patience) -> Result<(), Duration> {
        let gap = Duration::from_secs(1) / patience.per_second.max(1);
        loop {
            let wait = {
                let mut turns = self.turns();
                let now = patience.clock.now();
                let held = turns.held.saturating_sub(now);
                if held > patience.total {
                    return Err(held);
                }
                let turn = turns.next.max(turns.held).max(now);
                turns.next = turn.saturating_add(gap);
                turn.saturating_sub(now)
            };
            if wait.is_zero() {
                return Ok(());
            }
            patience.clock.sleep(wait);
            // The server may have asked for time meanwhile.
            if self.turns().held <= patience.clock.now() {
                return Ok(());
            }
        }
    }

    /// Lets nobody pass for a time that the server asks for.
    pub(super) fn hold(&self, patience: &Patience, time: Duration) {
        let until = patience.clock.now().saturating_add(time);
        let mut turns = self.turns();
        turns.held = turns.held.max(until);
    }
}

/// What a server asks to wait: `Retry-After` in seconds or as a date, or else GitLab's `RateLimit-Reset`.
#[must_use]
pub fn asked(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let until = |seconds: i64| {
        let end = UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))?;
        Some(end.duration_since(now).unwrap_or_default())
    };
    if let Some(after) = text(RETRY_AFTER.as_str()) {
        if let Ok(seconds) = after.parse() {
            return Some(Duration::from_secs(seconds));
        }
        if let Ok(date) = jiff::fmt::rfc2822::parse(after) {
            return until(date.timestamp().as_second());
        }
    }
    until(text("ratelimit-reset")?.parse().ok()?)
}

/// What came of one attempt that did not succeed.
#[derive(Debug)]
pub enum Failed<E> {
    /// Worth another attempt, after the wait that the server asks for.
    Passing(E, Option<Duration>),
    /// Another attempt would fail likewise.
    Final(E),
}

impl Patience {
    /// Tries until it succeeds, fails for good, or attempts or time are used up; gives the last error then. `waits` is
    /// told of each failure that is followed by a wait.
    ///
    /// # Errors
    /// The last error of the attempts.
    pub fn persist<T, E>(
        &self,
        mut attempt: impl FnMut() -> Result<T, Failed<E>>,
        waits: impl Fn(&E, Duration),
    ) -> Result<T, E> {
        let started = self.clock.now();
        let mut failures = 0;
        loop {
            let (error, asked) = match attempt() {
                Ok(done) => return Ok(done),
                Err(Failed::Final(error)) => return Err(error),
                Err(Failed::Passing(error, asked)) => (error, asked),
            };
            failures += 1;
            let wait = self.wait(failures, asked);
            let spent = self.clock.now().saturating_sub(started);
            if failures >= self.attempts || spent.saturating_add(wait) > self.total {
                return Err(error);
            }
            waits(&error, wait);
            self.clock.sleep(wait);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use http::HeaderMap;

    use super::{Failed, Patience, asked};

    #[test]
    fn a_server_asks_in_seconds_or_by_a_date() {
        let now = UNIX_EPOCH + Duration::from_secs(1_445_412_480);
        let cases = [
            (vec![("retry-after", "7")], Some(7)),
            (vec![("retry-after", " 0 ")], Some(0)),
            (vec![("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")], Some(0)),
            (vec![("retry-after", "Wed, 21 Oct 2015 07:29:00 GMT")], Some(60)),
            (vec![("retry-after", "Wed, 21 Oct 2015 07:20:00 GMT")], Some(0)),
            (vec![("ratelimit-reset", "1445412510")], Some(30)),
            (
                vec![("retry-after", "soon"), ("ratelimit-reset", "1445412510")],
                Some(30),
            ),
            (vec![("retry-after", "-1")], None),
            (vec![], None),
        ];
        for (given, expected) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in &given {
                headers.insert(*name, value.parse().unwrap());
            }
            assert_eq!(
                asked(&headers, now),
                expected.map(Duration::from_secs),
                "{given:?}"
            );
        }
    }

    #[test]
    fn waits_double_are_bounded_and_never_shorter_than_asked() {
        let patience = Patience::default();
        for failure in 1..=40 {
            let most = Duration::from_secs(1 << (failure - 1).min(6)).min(patience.longest_wait);
            let wait = patience.wait(failure, None);
            assert!(wait <= most && wait >= most / 2, "{failure}: {wait:?}");
            let asked = Duration::from_secs(5);
            let wait = patience.wait(failure, Some(asked));
            assert!(wait >= asked && wait < asked + Duration::from_secs(1), "{wait:?}");
        }
        assert_eq!(patience.wait(1, Some(Duration::ZERO)), Duration::ZERO);
    }

    #[test]
    fn no_wait_is_too_long_to_be_told() {
        let now = UNIX_EPOCH + Duration::from_secs(1_445_412_480);
        let most = u64::MAX.to_string();
        for (name, value) in [
            ("retry-after", most.as_str()),
            ("retry-after", "9223372036854775807"),
            ("ratelimit-reset", "9223372036854775807"),
            ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            let mut attempts = 0;
            let attempt = || -> Result<(), Failed<()>> {
                attempts += 1;
                Err(Failed::Passing((), asked(&headers, now).or(Some(Duration::MAX))))
            };
            let told = Patience::default().persist(attempt, |(), _| {});
            assert_eq!((told, attempts), (Err(()), 1), "{name}: {value}");
        }
    }
}
