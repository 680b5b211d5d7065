// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie merge`: the parts of a cohort become one report, the same as of one run.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::SignedDuration;
use serde::de::DeserializeOwned;

use super::options::TemplateOptions;
use super::results::{Results, read_audit};
use super::shard::{self, Note};
use super::trouble::{MergeTrouble, Trouble};
use super::{Exit, environment, output};
use crate::model::{Challenge, DeclaredImpact, Lang, Promotion, Thresholds};
use crate::report::wire::v1::{self, Cohort, Repository};
use crate::report::{self, AuditSummary, CohortOutcome, CohortRow};

/// The longest time between the first and the last part of one run.
const LONGEST_RUN: SignedDuration = SignedDuration::from_hours(24);

/// Arguments of `vigie merge`.
#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// The folders that `vigie cohort --shard` wrote, one for each part.
    #[arg(required = true, value_name = "SHARD")]
    shards: Vec<PathBuf>,
    /// The folder to write into.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The history to compare with and to add to [default: history.jsonl in the folder written into].
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateOptions,
}

/// A part and where it is.
struct Part<'a> {
    folder: &'a Path,
    note: Note,
    cohort: Cohort,
}

pub(super) fn run(args: &MergeArgs) -> Result<Exit, Trouble> {
    let parts = args
        .shards
        .iter()
        .map(|folder| read(folder))
        .collect::<Result<Vec<_>, _>>()?;
    let first = parts.first().ok_or(MergeTrouble::Nothing)?;
    check(&parts)?;
    check_moments(&parts)?;
    let promotions = promotions(&first.cohort)?;
    let thresholds = thresholds(&first.cohort);
    for part in &parts {
        if self::promotions(&part.cohort)? != promotions || self::thresholds(&part.cohort) != thresholds {
            return Err(MergeTrouble::OtherFile {
                part: part.folder.to_owned(),
                first: first.folder.to_owned(),
            }
            .into());
        }
    }
    for folder in ["audits", "repositories"] {
        output::make_folder(&args.out.join(folder))?;
    }
    let mut rows = Vec::new();
    for part in &parts {
        for one in &part.cohort.repositories {
            rows.push(row(part.folder, one)?);
            copy(part.folder, &args.out, one)?;
        }
    }
    let templates = args.templates.templates()?;
    let tool = &first.cohort.tool;
    let results = Results {
        out: &args.out,
        templates: &templates,
        lang: if first.cohort.lang == Lang::En.as_str() {
            Lang::En
        } else {
            Lang::Fr
        },
        generated: parts
            .iter()
            .filter_map(|part| part.cohort.generated.as_deref())
            .max(),
        name: first.cohort.name.as_deref(),
        profile: &tool.profile,
        rules_digest: &tool.rules_digest,
        promotions: &promotions,
        thresholds,
        when: environment::now()?,
        history: Some(
            args.history
                .clone()
                .unwrap_or_else(|| args.out.join("history.jsonl")),
        ),
    };
    let reused = parts.iter().map(|part| part.note.reused).sum();
    let counts = report::text::counts(&rows, reused, results.lang);
    output::print(&format!("{}{counts}", results.write(rows)?))?;
    Ok(Exit::Passed)
}

fn read(folder: &Path) -> Result<Part<'_>, Trouble> {
    Ok(Part {
        folder,
        note: file(&folder.join(shard::FILE))?,
        cohort: file(&folder.join("cohort.json"))?,
    })
}

fn file<T: DeserializeOwned>(path: &Path) -> Result<T, Trouble> {
    let fail = |why: io::Error| MergeTrouble::Unread {
        path: path.to_owned(),
        why,
    };
    let bytes = fs::read(path).map_err(fail)?;
    Ok(serde_json::from_slice(&bytes).map_err(|error| fail(error.into()))?)
}

/// Parts of one cohort, judged alike, all of them and each once.
fn check(parts: &[Part<'_>]) -> Result<(), MergeTrouble> {
    let Some(first) = parts.first() else { return Ok(()) };
    let total = first.note.shard.total;
    let mut seen = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut count = 0;
    for part in parts {
        let shard = part.note.shard;
        let alike = part.cohort.tool == first.cohort.tool
            && part.cohort.lang == first.cohort.lang
            && part.cohort.generated.is_some() == first.cohort.generated.is_some()
            && part.note.options == first.note.options
            && shard.total == total
            && part.note.repositories == first.note.repositories;
        if !alike {
            return Err(MergeTrouble::OtherRun {
                part: part.folder.to_owned(),
                first: first.folder.to_owned(),
            });
        }
        if !seen.insert(shard.index) {
            let index = shard.index;
            return Err(MergeTrouble::Twice { index, total });
        }
        for one in &part.cohort.repositories {
            count += 1;
            if !names.insert(one.id.as_str()) {
                return Err(MergeTrouble::RepositoryTwice(one.id.clone()));
            }
        }
    }
    if let Some(index) = (1..=total).find(|index| !seen.contains(index)) {
        return Err(MergeTrouble::Lacks { index, total });
    }
    if count != first.note.repositories {
        return Err(MergeTrouble::Count {
            held: count,
            whole: first.note.repositories,
        });
    }
    Ok(())
}

/// Parts that were made more than a day apart are of two runs: one may be left over from the week before.
fn check_moments(parts: &[Part<'_>]) -> Result<(), MergeTrouble> {
    let moment = |part: &&Part<'_>| part.note.when;
    let (Some(first), Some(last)) = (parts.iter().min_by_key(moment), parts.iter().max_by_key(moment)) else {
        return Ok(());
    };
    if last.note.when.duration_since(first.note.when) <= LONGEST_RUN {
        return Ok(());
    }
    let told = |part: &Part<'_>| (part.folder.to_owned(), part.note.when);
    Err(MergeTrouble::OtherMoment {
        first: told(first),
        last: told(last),
    })
}

/// What the cohort file asks of the cohort.
fn thresholds(cohort: &Cohort) -> Thresholds {
    let held = cohort.thresholds.as_ref();
    held.map(v1::Thresholds::asked).unwrap_or_default()
}

/// The promotions that the cohort file names.
fn promotions(cohort: &Cohort) -> Result<Vec<Promotion>, Trouble> {
    cohort.promotions.iter().map(promotion).collect()
}

fn row(folder: &Path, one: &Repository) -> Result<CohortRow, Trouble> {
    // What a file says becomes the name of another one.
    if report::slugs([one.id.as_str()]) != [one.id.as_str()] {
        return Err(MergeTrouble::Identifier(one.id.clone()).into());
    }
    Ok(CohortRow {
        id: one.id.clone(),
        key: one.key.clone(),
        name: one.name.clone(),
        url: one.url.clone(),
        state: one.state.clone(),
        visibility: one.visibility.clone(),
        outcome: if one.audit.is_some() {
            CohortOutcome::Audited(Box::new(AuditSummary::of(&read_audit(folder, &one.id)?)))
        } else {
            CohortOutcome::Failed(one.reason.clone().unwrap_or_default())
        },
    })
}

fn copy(from: &Path, to: &Path, one: &Repository) -> Result<(), Trouble> {
    if one.audit.is_none() {
        return Ok(());
    }
    for name in [
        format!("audits/{}.json", one.id),
        format!("repositories/{}.html", one.id),
    ] {
        let path = from.join(&name);
        let text = fs::read_to_string(&path).map_err(|why| Trouble::Read {
            path: path.clone(),
            why,
        })?;
        output::keep_file(&to.join(&name), &text)?;
    }
    Ok(())
}

/// A promotion as the cohort file told it to the parts.
fn promotion(one: &v1::Promotion) -> Result<Promotion, Trouble> {
    Ok(Promotion {
        id: one.id.clone(),
        name: one.name.clone(),
        start: day(one.start.as_deref())?,
        end: day(one.end.as_deref())?,
        challenges: one.challenges.iter().map(challenge).collect::<Result<_, _>>()?,
    })
}

fn challenge(one: &v1::Challenge) -> Result<Challenge, Trouble> {
    Ok(Challenge {
        name: one.name.clone(),
        administration: one.administration.clone(),
        start: day(one.start.as_deref())?,
        end: day(one.end.as_deref())?,
        repositories: one.listed.clone(),
        mentors: Vec::new(),
        impact: DeclaredImpact {
            libraries: one.declared.libraries.clone(),
            datasets: one.declared.datasets.clone(),
            contributions: one.declared.contributions.clone(),
            continuation: one.continuation,
        },
    })
}

fn day(text: Option<&str>) -> Result<Option<jiff::civil::Date>, Trouble> {
    let read = |text: &str| text.parse().map_err(|_| MergeTrouble::Day(text.to_owned()));
    Ok(text.map(read).transpose()?)
}
