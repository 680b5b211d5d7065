// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! data.gouv.fr, or any host that runs its software (udata): each object is asked about once a run, whoever
//! links to it, and what it answered is kept for a day.
//!
//! Only ever reads, without credentials. Whatever the network does, the outcome is an answer: "not verified" at worst.
//! Must never know repositories, rules or verdicts.

mod cache;
mod catalogue;
mod read;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};

use crate::model::{
    Environment, IdForm, ObjectKey, ObjectKind, PortalAnswer, PortalAnswers, Progress, Silence,
};
use crate::web::Patience;

pub use catalogue::CatalogueError;
pub use read::{answered, read};

use cache::Cache;
use catalogue::Catalogue;
use wire::Wire;

/// The address of the public portal.
pub const PUBLIC: &str = "https://www.data.gouv.fr";

/// Requests at once: the portal publishes no limit, and this is what its own tools keep to.
const AT_ONCE: usize = 4;
/// Requests a second.
const PER_SECOND: u32 = 5;
/// Look-ups that may fail one after the other, each with all its attempts, before the portal is left alone.
const MOST_FAILURES: usize = 3;

/// How the portal is asked.
#[derive(Debug, Clone)]
pub struct PortalOptions {
    /// The address of the portal; without one nothing is asked.
    pub base: Option<String>,
    /// Whether the network may not be used: only what was kept is read.
    pub offline: bool,
    /// The folder of answers that are kept; without one none is.
    pub cache: Option<PathBuf>,
    /// The portal's export of its catalogue (CSV), read instead of asking.
    pub catalogue: Option<PathBuf>,
    /// The moment of the run, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// How fast the portal is asked and how long it is waited for.
    pub patience: Patience,
    /// Requests at once, at least one.
    pub at_once: usize,
}

impl PortalOptions {
    /// Asks the public portal, keeps nothing.
    #[must_use]
    pub fn new(now: i64) -> Self {
        Self {
            base: Some(PUBLIC.to_owned()),
            offline: false,
            cache: None,
            catalogue: None,
            now,
            patience: patience(),
            at_once: AT_ONCE,
        }
    }
}

/// The pace of requests to the portal.
#[must_use]
pub fn patience() -> Patience {
    use std::time::Duration;
    Patience {
        attempts: 3,
        first_wait: Duration::from_secs(1),
        longest_wait: Duration::from_secs(10),
        total: Duration::from_secs(45),
        per_second: PER_SECOND,
        connect: Duration::from_secs(5),
        silence: Duration::from_secs(10),
        ..Patience::default()
    }
}

/// Why the portal cannot be asked at all.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
    /// The address is not one.
    #[error("\"{0}\" is not the address of a portal: write it as {PUBLIC}, or \"none\" to ask nothing")]
    Address(String),
    /// The export of the catalogue cannot be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// A portal that is asked.
#[derive(Debug)]
pub struct Portal {
    wire: Option<Wire>,
    /// Why nothing is asked, when nothing is.
    silence: Silence,
    cache: Cache,
    catalogue: Option<Catalogue>,
    now: i64,
    /// The answers of this run; whoever comes second waits for the first.
    desk: Mutex<BTreeMap<ObjectKey, Arc<OnceLock<PortalAnswer>>>>,
    gate: Gate,
    failures: AtomicUsize,
    fingerprint: String,
}

impl Portal {
    /// A portal that is never asked.
    #[must_use]
    pub fn silent() -> Self {
        Self {
            wire: None,
            silence: Silence::Disabled,
            cache: Cache::none(),
            catalogue: None,
            now: 0,
            desk: Mutex::default(),
            gate: Gate::new(1),
            failures: AtomicUsize::new(0),
            fingerprint: "silent".to_owned(),
        }
    }

    /// Prepares look-ups; nothing is sent yet.
    ///
    /// # Errors
    /// When the address is not one, or the export of the catalogue cannot be read.
    pub fn new(options: PortalOptions) -> Result<Self, PortalError> {
        let catalogue = options.catalogue.as_deref().map(Catalogue::open).transpose()?;
        let Some(base) = &options.base else {
            return Ok(Self {
                fingerprint: format!("none {:?}", options.catalogue),
                catalogue,
                now: options.now,
                ..Self::silent()
            });
        };
        let address = wire::address(base)?;
        // An export stands for the portal: what it does not hold is not asked elsewhere.
        let asks = !options.offline && catalogue.is_none();
        Ok(Self {
            fingerprint: format!("{address} {} {:?}", options.offline, options.catalogue),
            cache: Cache::open(options.cache, address.as_str(), options.offline),
            wire: asks.then(|| Wire::new(&address, options.patience)),
            silence: Silence::Offline,
            catalogue,
            now: options.now,
            desk: Mutex::default(),
            gate: Gate::new(options.at_once.max(1)),
            failures: AtomicUsize::new(0),
        })
    }

    /// What tells this way of asking from others: a result made under another one does not hold.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Whether answers of the network are kept, so that a later run may get others.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.wire.is_some()
    }

    /// Until when the answers of now hold, in seconds since 1970-01-01 UTC: an answer is asked for anew after its
    /// time, and one that failed, or that is older than its time, at the next run.
    #[must_use]
    pub fn holds_until(&self, answers: &PortalAnswers) -> Option<i64> {
        if !self.asks() {
            return None;
        }
        answers
            .iter()
            .filter(|(key, _)| key.env() == Environment::Production)
            .map(|(_, answer)| cache::until(answer).unwrap_or(self.now + 1))
            .min()
    }

    /// Asks about objects, each once; for a resource its dataset is asked about too. The answers bear the keys that
    /// were given and those of the datasets.
    #[must_use]
    pub fn ask(&self, keys: &[ObjectKey], progress: &dyn Progress) -> PortalAnswers {
        let keys: Vec<&ObjectKey> = keys.iter().collect::<BTreeSet<_>>().into_iter().collect();
        if keys.is_empty() {
            return PortalAnswers::new();
        }
        if self.asks() {
            progress.stage("portal", keys.len() as u64);
        }
        // A number tells the name too: by then, nobody need ask by that name.
        let (names, numbers): (Vec<_>, Vec<_>) =
            keys.into_iter().partition(|key| key.id_form() == IdForm::Slug);
        let mut answers = self.ask_all(&numbers, progress);
        answers.extend(self.ask_all(&names, progress));
        answers
    }

    /// Asks about objects, some at once.
    fn ask_all(&self, keys: &[&ObjectKey], progress: &dyn Progress) -> PortalAnswers {
        let next = AtomicUsize::new(0);
        let answers = Mutex::new(PortalAnswers::new());
        std::thread::scope(|scope| {
            for _ in 0..self.gate.places.min(keys.len()) {
                scope.spawn(|| {
                    while let Some(key) = keys.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let found = self.with_dataset(key);
                        answers
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .extend(found);
                        if self.asks() {
                            progress.advance(1);
                        }
                    }
                });
            }
        });
        answers.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn with_dataset(&self, key: &ObjectKey) -> Vec<(ObjectKey, PortalAnswer)> {
        let answer = self.one(key);
        let dataset = answer
            .object()
            .and_then(|object| object.dataset_id.as_deref())
            .and_then(|id| ObjectKey::new(key.env(), ObjectKind::Dataset, id));
        let mut found = vec![(key.clone(), answer)];
        if let Some(dataset) = dataset {
            let answer = self.one(&dataset);
            found.push((dataset, answer));
        }
        found
    }

    /// The answer on one object: of this run, kept, or asked for.
    fn one(&self, key: &ObjectKey) -> PortalAnswer {
        if key.env() != Environment::Production {
            return PortalAnswer::silence(Silence::OtherPortal);
        }
        let place = Arc::clone(
            self.desk
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(key.clone())
                .or_default(),
        );
        // Whoever comes while it is asked for waits here; should the asking panic, the next one asks.
        let answer = place.get_or_init(|| self.look(key)).clone();
        self.remember(key, &answer);
        answer
    }

    /// A dataset by its slug is the dataset by its number: neither is asked about twice.
    fn remember(&self, key: &ObjectKey, answer: &PortalAnswer) {
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        for other in names(key, answer) {
            desk.entry(other)
                .or_insert_with(|| Arc::new(OnceLock::from(answer.clone())));
        }
    }

    fn look(&self, key: &ObjectKey) -> PortalAnswer {
        if let Some(catalogue) = &self.catalogue {
            return catalogue.answer(key);
        }
        if let Some(kept) = self.cache.get(key, self.now) {
            return kept;
        }
        let Some(wire) = &self.wire else {
            return PortalAnswer::silence(self.silence);
        };
        if self.failures.load(Ordering::Relaxed) >= MOST_FAILURES {
            return self.unsaid(key, Silence::GivenUp);
        }
        let _place = self.gate.enter();
        match wire.get(key) {
            Ok(said) => {
                self.failures.store(0, Ordering::Relaxed);
                let answer = read(key, said.status, &said.body, self.now);
                // Under its other names too: the next run may be led there by one of them.
                self.cache.put(key, self.now, &said);
                for other in names(key, &answer) {
                    self.cache.put(&other, self.now, &said);
                }
                answer
            }
            Err(missing) => {
                if missing.refused {
                    self.failures.store(0, Ordering::Relaxed);
                } else {
                    self.failures.fetch_add(1, Ordering::Relaxed);
                }
                self.unsaid(key, missing.why)
            }
        }
    }

    /// What holds of an object on which the portal says nothing today: what it said before, with the day of that.
    fn unsaid(&self, key: &ObjectKey, why: Silence) -> PortalAnswer {
        self.cache
            .older(key, self.now)
            .unwrap_or_else(|| PortalAnswer::silence(why))
    }

    /// Removes kept answers that no run will read again.
    pub fn trim(&self) {
        self.cache.trim(self.now);
    }
}

/// The other keys of an object: by its number and by its slug of today.
fn names(key: &ObjectKey, answer: &PortalAnswer) -> Vec<ObjectKey> {
    let object = answer.object().filter(|_| key.kind() != ObjectKind::Resource);
    let ids = object.map(|object| [Some(object.id.as_str()), object.slug.as_deref()]);
    ids.into_iter()
        .flatten()
        .flatten()
        .filter_map(|id| ObjectKey::new(key.env(), key.kind(), id))
        .filter(|other| other != key)
        .collect()
}

/// Lets so many in at once.
#[derive(Debug)]
struct Gate {
    places: usize,
    inside: Mutex<usize>,
    left: Condvar,
}

struct Inside<'a>(&'a Gate);

impl Gate {
    fn new(places: usize) -> Self {
        Self {
            places,
            inside: Mutex::new(0),
            left: Condvar::new(),
        }
    }

    fn enter(&self) -> Inside<'_> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        while *inside >= self.places {
            inside = self.left.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        *inside += 1;
        Inside(self)
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        *self.0.inside.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.left.notify_one();
    }
}
