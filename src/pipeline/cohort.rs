// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Many repositories at once: each is a row with a verdict or a reason.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::forge::Project;
use crate::model::Progress;

use super::audit::Audit;

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

/// Audits projects in parallel on `jobs` threads (0: one a core) and gives the outcomes in the
/// order of the projects. `audit` judges one project; `keep` is told the project's position and turns its audit into what is kept,
/// while the audit itself is dropped, so that memory is bounded by the jobs.
///
/// # Errors
/// When the threads cannot be started.
pub fn run<T: Send>(
    projects: &[Project],
    jobs: usize,
    interrupted: &AtomicBool,
    progress: &dyn Progress,
    audit: impl Fn(&Project) -> Result<Audit, String> + Sync,
    keep: impl Fn(usize, &Outcome<Audit>) -> T + Sync,
) -> Result<Vec<T>, rayon::ThreadPoolBuildError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    progress.stage("cohort", projects.len() as u64);
    Ok(pool.install(|| {
        projects
            .par_iter()
            .enumerate()
            // One by one: a slow repository must not hold back those that were dealt with it.
            .with_max_len(1)
            .map(|(index, project)| {
                let outcome = one(project, interrupted, &audit);
                let kept = keep(index, &outcome);
                progress.advance(1);
                kept
            })
            .collect()
    }))
}

fn one(
    project: &Project,
    interrupted: &AtomicBool,
    audit: &(impl Fn(&Project) -> Result<Audit, String> + Sync),
) -> Outcome<Audit> {
    if interrupted.load(Ordering::Relaxed) {
        return Err(Failure::Interrupted);
    }
    match catch_unwind(AssertUnwindSafe(|| audit(project))) {
        Ok(Ok(audit)) => Ok(audit),
        Ok(Err(_)) if interrupted.load(Ordering::Relaxed) => Err(Failure::Interrupted),
        Ok(Err(reason)) => Err(Failure::Failed(reason)),
        Err(panic) => Err(Failure::Panicked(
            panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_else(|| "unknown fault".to_owned()),
        )),
    }
}
