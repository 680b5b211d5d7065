// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Many repositories at once: each is a row with a verdict or a reason.
//!
//! A pool of threads waits for the network, another one works; a short queue stands between them, so that memory
//! and disk are bounded by the threads and not by the number of repositories.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};

use crate::forge::Project;
use crate::model::Progress;

use super::room::Room;
use super::time::TimeUp;

/// Why a repository has no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It could not be reached, read or judged; one sentence.
    Failed(String),
    /// The program itself stumbled; one sentence. A fault of Vigie, to be reported.
    Panicked(String),
    /// The run was interrupted before its turn.
    Interrupted,
}

/// What became of a repository.
pub type Outcome<T> = Result<T, Failure>;

/// How many repositories are worked on at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pools {
    /// Repositories that are asked for or downloaded.
    pub network: usize,
    /// Repositories that are audited; also the threads that audits share. 0: one a core. Never more than cores: the
    /// work is the processor's, and each takes memory.
    pub jobs: usize,
    /// Most bytes that the repositories being audited may weigh together; a heavier one is audited alone.
    pub most_bytes: u64,
}

/// What preparing a repository gives.
#[derive(Debug)]
pub enum Ready<P, R> {
    /// It is to be audited. It weighs so many bytes.
    Work(P, u64),
    /// Its result is already known.
    Known(R),
}

/// Prepares projects (network) and audits them (processor), and gives the outcomes in their order.
/// `prepare` and `audit` are told the project's position. Each project fails alone, whatever happens in them.
///
/// # Errors
/// When the threads cannot be started.
pub fn run<P: Send, R: Send>(
    projects: &[Project],
    pools: Pools,
    interrupted: &AtomicBool,
    progress: &dyn Progress,
    prepare: impl Fn(usize, &Project) -> Result<Ready<P, R>, String> + Sync,
    audit: impl Fn(usize, P) -> Result<R, String> + Sync,
) -> Result<Vec<Outcome<R>>, rayon::ThreadPoolBuildError> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = if pools.jobs == 0 {
        cores
    } else {
        pools.jobs.min(cores)
    };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    let jobs = threads.current_num_threads();
    progress.stage("cohort", projects.len() as u64);
    let desk = Desk {
        projects,
        interrupted,
        progress,
        next: AtomicUsize::new(0),
        done: Mutex::new(std::iter::repeat_with(|| None).take(projects.len()).collect()),
    };
    let room = Room::new(pools.most_bytes);
    let (sender, receiver) = mpsc::sync_channel(jobs);
    let receiver = Mutex::new(receiver);
    std::thread::scope(|scope| {
        for _ in 0..pools.network.clamp(1, projects.len().max(1)) {
            let (sender, desk, prepare) = (sender.clone(), &desk, &prepare);
            scope.spawn(move || desk.fetch(&sender, prepare));
        }
        // The queue ends with the last of its senders.
        drop(sender);
        for _ in 0..jobs {
            scope.spawn(|| desk.work(&receiver, &room, |at, ready| threads.install(|| audit(at, ready))));
        }
    });
    let done = desk.done.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(done
        .into_iter()
        .map(|outcome| outcome.unwrap_or(Err(Failure::Interrupted)))
        .collect())
}

/// A prepared repository on its way to be audited.
struct Waiting<P> {
    index: usize,
    ready: P,
    weight: u64,
}

/// What all threads share.
struct Desk<'a, R> {
    projects: &'a [Project],
    interrupted: &'a AtomicBool,
    progress: &'a dyn Progress,
    next: AtomicUsize,
    done: Mutex<Vec<Option<Outcome<R>>>>,
}

impl<R: Send> Desk<'_, R> {
    fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }

    fn finish(&self, index: usize, outcome: Outcome<R>) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = done.get_mut(index) {
            *place = Some(outcome);
        }
        drop(done);
        self.progress.advance(1);
    }

    fn fetch<P: Send>(
        &self,
        queue: &SyncSender<Waiting<P>>,
        prepare: &impl Fn(usize, &Project) -> Result<Ready<P, R>, String>,
    ) {
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(project) = self.projects.get(index) else {
                return;
            };
            match self.guard(|| prepare(index, project)) {
                Ok(Ready::Known(result)) => self.finish(index, Ok(result)),
                Err(failure) => self.finish(index, Err(failure)),
                Ok(Ready::Work(ready, weight)) => {
                    let waiting = Waiting { index, ready, weight };
                    if queue.send(waiting).is_err() {
                        return;
                    }
                }
            }
        }
    }

    fn work<P: Send>(
        &self,
        queue: &Mutex<Receiver<Waiting<P>>>,
        room: &Room,
        audit: impl Fn(usize, P) -> Result<R, String>,
    ) {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Waiting { index, ready, weight }) = next else {
                return;
            };
            let _place = room.enter(weight);
            let outcome = self.guard(|| audit(index, ready));
            self.finish(index, outcome);
        }
    }

    /// Does one piece of work; nothing that happens in it leaves it.
    fn guard<T>(&self, work: impl FnOnce() -> Result<T, String>) -> Outcome<T> {
        if self.is_interrupted() {
            return Err(Failure::Interrupted);
        }
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) if self.is_interrupted() => Err(Failure::Interrupted),
            Ok(Err(reason)) => Err(Failure::Failed(reason)),
            Err(panic) => Err(match panic.downcast_ref::<TimeUp>() {
                Some(up) => Failure::Failed(up.to_string()),
                None => Failure::Panicked(words(panic.as_ref())),
            }),
        }
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "unknown fault".to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::time::Duration;

    use super::{Failure, Pools, Ready, run};
    use crate::forge::{Place, Project};
    use crate::model::Silent;
    use crate::pipeline::time::Bounded;
    use crate::snapshot::{LiteralSnapshot, Snapshot as _};

    fn projects(count: usize) -> Vec<Project> {
        (0..count)
            .map(|index| Project::new(index.to_string(), Place::Empty))
            .collect()
    }

    const POOLS: Pools = Pools {
        network: 4,
        jobs: 3,
        most_bytes: 100,
    };

    #[test]
    fn each_project_fails_alone_and_keeps_its_place() {
        let never = AtomicBool::new(false);
        let prepare = |index: usize, _: &Project| match index % 5 {
            0 => Ok(Ready::Known(index)),
            1 => Err("not reached".to_owned()),
            2 if index > 2 => panic!("stumbled"),
            _ => Ok(Ready::Work(index, 60)),
        };
        let audit = |index: usize, ready: usize| {
            assert_eq!(index, ready);
            match index {
                3 => Err("not read".to_owned()),
                4 => {
                    let tree = LiteralSnapshot::default().with_link("a", "b");
                    let late = Bounded::new(&tree, Duration::ZERO, &never);
                    let _ = late.read(&late.entries()[0], 10);
                    Ok(index)
                }
                8 => panic!("stumbled at {index}"),
                _ => Ok(index),
            }
        };
        let all = run(&projects(20), POOLS, &never, &Silent, prepare, audit).unwrap();
        for (index, one) in all.iter().enumerate() {
            match index {
                3 => assert_eq!(one, &Err(Failure::Failed("not read".to_owned()))),
                4 => assert!(matches!(one, Err(Failure::Failed(why)) if why.contains("took more"))),
                8 => assert_eq!(one, &Err(Failure::Panicked("stumbled at 8".to_owned()))),
                _ if index % 5 == 1 => assert_eq!(one, &Err(Failure::Failed("not reached".to_owned()))),
                _ if index % 5 == 2 && index > 2 => {
                    assert_eq!(one, &Err(Failure::Panicked("stumbled".to_owned())));
                }
                _ => assert_eq!(one, &Ok(index)),
            }
        }
    }

    #[test]
    fn what_waits_is_bounded_by_the_threads() {
        let never = AtomicBool::new(false);
        let (waiting, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let prepare = |_: usize, _: &Project| {
            most.fetch_max(waiting.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Ok(Ready::Work((), 0))
        };
        let audit = |_: usize, (): ()| {
            std::thread::sleep(Duration::from_millis(1));
            waiting.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        };
        run(&projects(200), POOLS, &never, &Silent, prepare, audit).unwrap();
        // Those in the network pool, those in the queue, those at work.
        assert!(most.into_inner() <= 4 + 3 + 3);
    }

    #[test]
    fn an_interrupted_run_says_what_was_not_done() {
        let stop = AtomicBool::new(false);
        let prepare = |index: usize, _: &Project| {
            if index == 2 {
                stop.store(true, Ordering::Relaxed);
            }
            Ok(Ready::<(), _>::Known(index))
        };
        let pools = Pools { network: 1, ..POOLS };
        let all = run(&projects(5), pools, &stop, &Silent, prepare, |_, ()| Ok(0)).unwrap();
        let off = Err(Failure::Interrupted);
        assert_eq!(all, [Ok(0), Ok(1), Ok(2), off.clone(), off]);
    }
}
