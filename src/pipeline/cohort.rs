// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Many repositories at once: each is a row with a verdict or a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::forge::Project;
use crate::model::{Progress, fold};

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
/// order of the projects. `audit` judges one project; `keep` turns its audit into what is kept,
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
    keep: impl Fn(&Project, &Outcome<Audit>) -> T + Sync,
) -> Result<Vec<T>, rayon::ThreadPoolBuildError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    progress.stage("cohort", projects.len() as u64);
    Ok(pool.install(|| {
        projects
            .par_iter()
            // One by one: a slow repository must not hold back those that were dealt with it.
            .with_max_len(1)
            .map(|project| {
                let outcome = one(project, interrupted, &audit);
                let kept = keep(project, &outcome);
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

/// A file name for each project: lower-case letters, digits, dots, hyphens and underscores, unique
/// even where case does not matter, and the same from one run to the next.
#[must_use]
pub fn file_names<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::new();
    let sorted: BTreeSet<_> = names.into_iter().collect();
    sorted
        .into_iter()
        .map(|name| {
            let plain: String = fold(&name.replace('/', " -- "))
                .replace(' ', "-")
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                .take(80)
                .collect();
            let plain = if plain.is_empty() {
                "repository".to_owned()
            } else {
                plain
            };
            let mut id = plain.clone();
            let mut next = 2;
            while !taken.insert(id.clone()) {
                id = format!("{plain}-{next}");
                next += 1;
            }
            (name.to_owned(), id)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::file_names;

    #[test]
    fn file_names_are_safe_and_unique() {
        let names = file_names(["eig/A b", "eig/a-b", "../../etc/passwd", "été", "漢字", "eig/A b"]);
        let mut ids: Vec<_> = names.values().cloned().collect();
        assert_eq!(names["../../etc/passwd"], "etc-passwd");
        assert_eq!(names["été"], "ete");
        assert!(
            ids.iter()
                .all(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        );
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), names.len());
    }
}
