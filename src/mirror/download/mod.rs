// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The download itself, on a thread of its own.
//!
//! libgit2 has no time limit that safe code can set, and blocks on a silent server. So the
//! caller watches from outside: when nothing has come for too long, or someone wants to
//! stop, it leaves the thread behind. That thread holds nothing but a socket and the path
//! of a folder that is then removed; it ends with its connection or with the program.

mod web;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use git2::{
    AutotagOption, Direction, ErrorClass, ErrorCode, FetchOptions, FetchPrune, Oid, Reference,
    RemoteCallbacks, RemoteConnection, Repository, RepositoryInitOptions,
};
use sha2::{Digest as _, Sha256};

use super::address::Remote;
use super::credentials::Credentials;
use super::error::{About, Cause};
use super::smart::Advertised;
use super::{HostToken, MirrorError, MirrorOptions, Tip};
use crate::model::{Progress, hex, printable};

/// How often the caller looks at the download.
const LOOK: Duration = Duration::from_millis(50);
/// How long a download that was told to stop is waited for.
const GRACE: Duration = Duration::from_secs(2);
/// Where the commit lands before HEAD is set.
const LANDING: &str = "refs/vigie/head";
/// Tells that the server has branches although its HEAD leads nowhere.
const UNBORN: &str = "refs/vigie/unborn";

/// Where tags go, when a whole history comes.
const TAGS: &str = "+refs/tags/*:refs/tags/*";

/// What both threads see.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pulses: AtomicU64,
    objects: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
    cause: Mutex<Option<Cause>>,
}

impl Shared {
    /// Something came from the server.
    pub(super) fn pulse(&self) {
        self.pulses.fetch_add(1, Ordering::Relaxed);
    }

    /// How many objects there are, and how many came.
    pub(super) fn count(&self, total: u64, came: u64) {
        self.total.store(total, Ordering::Relaxed);
        self.objects.store(came, Ordering::Relaxed);
    }

    /// Keeps the first cause: the later ones follow from it.
    pub(super) fn tell(&self, cause: Cause) {
        let mut known = self.cause.lock().unwrap_or_else(PoisonError::into_inner);
        known.get_or_insert(cause);
    }

    /// Whether the download is to end.
    pub(super) fn is_to_stop(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn cause(&self) -> Option<Cause> {
        *self.cause.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the download thread tells the caller.
enum Event {
    /// What the server has; the thread waits for an answer.
    Tip(Tip),
    /// It ended.
    Done(Outcome),
}

/// The two ends of the talk between the threads, on the side of the download.
struct Talk {
    events: mpsc::Sender<Event>,
    answers: mpsc::Receiver<bool>,
}

impl Talk {
    /// Whether the download goes on. Nobody answers when it was left behind.
    fn ask(&self, tip: Tip) -> bool {
        self.events.send(Event::Tip(tip)).is_ok() && self.answers.recv().unwrap_or(false)
    }
}

/// What the download thread takes with it.
struct Job {
    remote: Remote,
    rev: Option<String>,
    depth: i32,
    filter: Option<u64>,
    only: Vec<Oid>,
    token: Option<HostToken>,
    over_http: bool,
    eager: Arc<AtomicBool>,
    most_bytes: u64,
    folder: PathBuf,
    shared: Arc<Shared>,
}

/// How a download ends.
enum Done {
    Fetched,
    Declined,
    NoRevision,
}

/// Downloads into an empty folder or a bare repository, and watches. `decide` is told what the default
/// branch stands on before anything is downloaded, and may decline: the answer is then `false`.
pub(super) fn run(
    remote: Remote,
    options: &MirrorOptions<'_>,
    folder: &Path,
    decide: &mut dyn FnMut(&Tip) -> bool,
    progress: &dyn Progress,
) -> Result<bool, MirrorError> {
    let shared = Arc::new(Shared::default());
    let token = remote.token.clone().or_else(|| {
        let token = options.token.clone()?;
        Some(match &remote.user {
            Some(user) => token.with_user(user),
            None => token,
        })
    });
    let about = About {
        shown: remote.shown.clone(),
        limit: options.most_bytes,
        token: token.clone(),
    };
    let job = Job {
        remote,
        rev: options.rev.clone(),
        // 0 is the whole history.
        depth: options
            .depth
            .map_or(0, |depth| i32::try_from(depth.get()).unwrap_or(i32::MAX)),
        filter: options.filter,
        only: options
            .only
            .iter()
            .filter_map(|id| Oid::from_str(id).ok())
            .collect(),
        token,
        over_http: options.token_over_http,
        eager: Arc::clone(&options.eager),
        most_bytes: options.most_bytes,
        folder: folder.to_owned(),
        shared: Arc::clone(&shared),
    };
    let (events, receiver) = mpsc::channel();
    let (answer, answers) = mpsc::channel();
    let talk = Talk { events, answers };
    let thread = std::thread::Builder::new().name("vigie-fetch".to_owned());
    let started = thread.spawn(move || {
        // Nobody listens any more when the download was left behind.
        let done = job.run(&talk);
        let _ = talk.events.send(Event::Done(done));
    });
    started.map_err(|error| MirrorError::Other {
        url: about.shown.clone(),
        reason: error.to_string(),
    })?;
    let mut tell = |tip: &Tip| {
        let _ = answer.send(decide(tip));
    };
    let done = watch(&receiver, &mut tell, &shared, options, &about, progress)?;
    match done {
        Ok(Done::Fetched) => Ok(true),
        Ok(Done::Declined) => Ok(false),
        Ok(Done::NoRevision) => Err(MirrorError::NoRevision {
            url: about.shown,
            rev: printable(options.rev.as_deref().unwrap_or("HEAD"), 200),
        }),
        Err(error) => Err(match shared.cause() {
            Some(cause) => about.cause(cause),
            None => about.git(&error),
        }),
    }
}

type Outcome = Result<Done, git2::Error>;

fn watch(
    receiver: &mpsc::Receiver<Event>,
    tell_tip: &mut dyn FnMut(&Tip),
    shared: &Shared,
    options: &MirrorOptions<'_>,
    about: &About,
    progress: &dyn Progress,
) -> Result<Outcome, MirrorError> {
    let mut told = Told::default();
    let started = Instant::now();
    let mut last = (shared.pulses.load(Ordering::Relaxed), Instant::now());
    loop {
        let answer = receiver.recv_timeout(LOOK);
        told.tell(shared, progress);
        match answer {
            Ok(Event::Done(outcome)) => return Ok(outcome),
            Ok(Event::Tip(tip)) => tell_tip(&tip),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(MirrorError::Other {
                    url: about.shown.clone(),
                    reason: "the answer of the server could not be understood".to_owned(),
                });
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let wanted = options
            .interrupted
            .is_some_and(|flag| flag.load(Ordering::Relaxed));
        if wanted {
            shared.tell(Cause::Stopped);
            shared.stop.store(true, Ordering::Relaxed);
            // A download that still hears its server ends in order.
            let _ = receiver.recv_timeout(GRACE);
            return Err(about.cause(Cause::Stopped));
        }
        let pulses = shared.pulses.load(Ordering::Relaxed);
        if pulses != last.0 {
            last = (pulses, Instant::now());
        }
        let reason = if last.1.elapsed() > options.silence {
            format!("nothing came for {} seconds", options.silence.as_secs())
        } else if started.elapsed() > options.longest {
            format!("it took more than {} seconds", options.longest.as_secs())
        } else {
            continue;
        };
        shared.stop.store(true, Ordering::Relaxed);
        return Err(about.unreachable(reason));
    }
}

/// What the listener has been told.
#[derive(Default)]
struct Told {
    total: u64,
    objects: u64,
}

impl Told {
    fn tell(&mut self, shared: &Shared, progress: &dyn Progress) {
        let total = shared.total.load(Ordering::Relaxed);
        if total != self.total {
            self.total = total;
            self.objects = 0;
            progress.stage("fetch", total);
        }
        let objects = shared.objects.load(Ordering::Relaxed);
        if objects > self.objects {
            progress.advance(objects - self.objects);
            self.objects = objects;
        }
    }
}

impl Job {
    fn run(&self, talk: &Talk) -> Outcome {
        let repo = if self.folder.join("HEAD").is_file() {
            Repository::open_bare(&self.folder)?
        } else {
            let mut options = RepositoryInitOptions::new();
            options.bare(true).external_template(false);
            Repository::init_opts(&self.folder, &options)?
        };
        if self.remote.is_web() {
            return self.over_the_web(&repo, talk);
        }
        let mut remote = repo.remote_anonymous(&self.remote.url)?;
        let mut connection = remote.connect_auth(Direction::Fetch, Some(self.callbacks()), None)?;
        self.shared.pulse();
        let tip = Tip::read(&connection, self.whole_history())?;
        if self.rev.is_none() && !talk.ask(tip.clone()) {
            return Ok(Done::Declined);
        }
        if connection.list()?.is_empty() {
            return Ok(if self.rev.is_none() {
                Done::Fetched
            } else {
                Done::NoRevision
            });
        }
        match &self.rev {
            None => self.default_branch(&repo, &mut connection),
            Some(rev) => self.revision(&repo, &mut connection, rev),
        }
    }

    /// Whether the history comes whole, and its tags with it.
    fn whole_history(&self) -> bool {
        self.depth == 0 && self.rev.is_none()
    }

    fn default_branch(&self, repo: &Repository, connection: &mut RemoteConnection<'_, '_, '_>) -> Outcome {
        let branch = connection.default_branch().ok().map(|name| name.to_vec());
        let branch = branch.and_then(|name| String::from_utf8(name).ok());
        if self.get(repo, connection, "HEAD", LANDING)? {
            set_head(repo, LANDING, branch.as_deref())?;
        } else {
            // Git reads a reference to nothing as no commit, and the branch's mere name as a branch.
            repo.reference_symbolic(UNBORN, "refs/heads/unknown", true, "")?;
        }
        Ok(Done::Fetched)
    }

    fn revision(
        &self,
        repo: &Repository,
        connection: &mut RemoteConnection<'_, '_, '_>,
        rev: &str,
    ) -> Outcome {
        for name in names(rev) {
            if self.get(repo, connection, &name, LANDING)? {
                set_head(repo, LANDING, name.starts_with("refs/heads/").then_some(&*name))?;
                return Ok(Done::Fetched);
            }
        }
        if full_name(rev).is_none() {
            return Ok(Done::NoRevision);
        }
        match self.get(repo, connection, rev, LANDING) {
            Ok(true) => {
                set_head(repo, LANDING, None)?;
                Ok(Done::Fetched)
            }
            Ok(false) => Ok(Done::NoRevision),
            // The server does not have it, or does not give commits by their names.
            Err(error) if error.class() == ErrorClass::Invalid => Ok(Done::NoRevision),
            Err(error) if error.message().contains("unexpected p") => Ok(Done::NoRevision),
            Err(error) => Err(error),
        }
    }

    /// Fetches one thing of the server into a reference; tells whether the server has it.
    fn get(
        &self,
        repo: &Repository,
        connection: &mut RemoteConnection<'_, '_, '_>,
        what: &str,
        into: &str,
    ) -> Result<bool, git2::Error> {
        let mut options = FetchOptions::new();
        options
            .depth(self.depth)
            .download_tags(AutotagOption::None)
            .update_fetchhead(false)
            .remote_callbacks(self.callbacks());
        let mut wanted = vec![format!("+{what}:{into}")];
        if self.whole_history() {
            self.remember_tags(repo)?;
            options.prune(FetchPrune::On);
            wanted.push(TAGS.to_owned());
        }
        match connection.remote().fetch(&wanted, Some(&mut options), None) {
            Ok(()) => Ok(repo.refname_to_id(into).is_ok()),
            Err(error) if is_absent(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Says to readers of the history that the tags here are those of the server.
    fn remember_tags(&self, repo: &Repository) -> Result<(), git2::Error> {
        let mut config = repo.config()?;
        config.set_str("remote.origin.url", &self.remote.url)?;
        config.set_str("remote.origin.tagOpt", "--tags")
    }

    fn callbacks(&self) -> RemoteCallbacks<'static> {
        let mut credentials = Credentials::new(
            self.token.clone(),
            self.remote.user.clone(),
            self.over_http,
            Arc::clone(&self.shared),
        );
        let mut callbacks = RemoteCallbacks::new();
        callbacks.credentials(move |url, user, kinds| credentials.answer(url, user, kinds));
        let (shared, most) = (Arc::clone(&self.shared), self.most_bytes);
        callbacks.transfer_progress(move |state| {
            shared.pulse();
            shared.count(state.total_objects() as u64, state.received_objects() as u64);
            if state.received_bytes() as u64 > most {
                shared.tell(Cause::TooLarge);
                return false;
            }
            !shared.stop.load(Ordering::Relaxed)
        });
        let shared = Arc::clone(&self.shared);
        callbacks.sideband_progress(move |_| {
            shared.pulse();
            !shared.stop.load(Ordering::Relaxed)
        });
        callbacks
    }
}

/// The references that a short name may stand for, the likeliest first.
fn names(rev: &str) -> impl Iterator<Item = String> {
    let full = rev.starts_with("refs/").then(|| rev.to_owned());
    let short = [format!("refs/heads/{rev}"), format!("refs/tags/{rev}")];
    full.into_iter()
        .chain(short)
        .filter(|name| Reference::is_valid_name(name))
}

/// The name of a commit, written out.
fn full_name(rev: &str) -> Option<Oid> {
    let is_commit = rev.len() == 40 && rev.bytes().all(|byte| byte.is_ascii_hexdigit());
    Oid::from_str(rev).ok().filter(|_| is_commit)
}

impl Tip {
    fn of(advertised: &Advertised, with_tags: bool) -> Self {
        Self {
            commit: advertised.find("HEAD").map(|id| id.to_string()),
            branch: advertised.branch().map(str::to_owned),
            references: !advertised.references.is_empty(),
            tags: with_tags.then(|| tags(advertised.tags())),
        }
    }

    fn read(connection: &RemoteConnection<'_, '_, '_>, with_tags: bool) -> Result<Self, git2::Error> {
        let heads = connection.list()?;
        let head = heads.iter().find(|head| head.name() == "HEAD");
        let branch = connection.default_branch().ok();
        Ok(Self {
            commit: head.map(|head| head.oid().to_string()),
            branch: branch.and_then(|name| String::from_utf8(name.to_vec()).ok()),
            references: !heads.is_empty(),
            tags: with_tags.then(|| tags(heads.iter().map(|head| (head.name(), head.oid())))),
        })
    }
}

/// A digest of the tags among some references.
pub(super) fn tags<'a>(references: impl Iterator<Item = (&'a str, Oid)>) -> String {
    let mut all: Vec<String> = references
        .filter(|(name, _)| name.starts_with("refs/tags/") && !name.ends_with("^{}"))
        .map(|(name, id)| format!("{name} {id}\n"))
        .collect();
    all.sort_unstable();
    hex(&Sha256::digest(all.concat()))
}

fn is_absent(error: &git2::Error) -> bool {
    error.code() == ErrorCode::NotFound || error.class() == ErrorClass::Reference
}

/// Makes HEAD lead to what was fetched, on its branch when that is known.
fn set_head(repo: &Repository, landing: &str, branch: Option<&str>) -> Result<(), git2::Error> {
    let commit = repo.find_reference(landing)?.peel_to_commit()?.id();
    if let Some(name) = branch.filter(|name| name.starts_with("refs/heads/") && Reference::is_valid_name(name))
        // A name that this system cannot store leaves HEAD without a branch.
        && repo.reference(name, commit, true, "").is_ok()
    {
        return repo.set_head(name);
    }
    repo.set_head_detached(commit)
}
