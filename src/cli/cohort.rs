// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie cohort`: many repositories, one report.

use std::num::NonZero;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use clap::Args;

use super::interrupt::INTERRUPTED;
use super::members::Members;
use super::notice::Notice;
use super::options::JudgeOptions;
use super::progress::Bar;
use super::results::Results;
use super::scratch::Scratch;
use super::shard::{Shard, ShardArg};
use super::sources::{Cohort, SourceOptions};
use super::store::Store;
use super::trouble::{BadValue, CohortTrouble, Trouble};
use super::{Exit, environment, output, shard};
use crate::mirror::{Cache, Hosts};
use crate::model::{Lang, Size};
use crate::pipeline::{self, AuditError, Pools};
use crate::report::{self, CohortRow};

/// Threads that ask servers and download; more servers than one share them.
const NETWORK: usize = 16;
/// Most clones at once from one server.
const PER_HOST: usize = 8;
/// Clones at once for each core: what arrives is unpacked and hashed, and each takes its memory meanwhile.
const PER_CORE: usize = 2;
/// Most bytes that the repositories being audited may weigh together.
const WEIGHT: u64 = 1 << 30;
/// Days after which a result is made anew.
const RESULT_DAYS: u64 = 400;

/// Arguments of `vigie cohort`.
#[derive(Debug, Args)]
pub(super) struct CohortArgs {
    #[command(flatten)]
    sources: SourceOptions,
    /// The folder to write into.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    keep: KeepOptions,
    #[command(flatten)]
    judge: JudgeOptions,
}

/// What a run keeps for the next one, and which part of the work it does.
#[derive(Debug, Args)]
struct KeepOptions {
    /// Where mirrors and results are kept between runs [default: vigie in the user's cache folder].
    #[arg(long, value_name = "DIR", env = "VIGIE_CACHE")]
    cache: Option<PathBuf>,
    /// Keep nothing between runs.
    #[arg(long)]
    no_cache: bool,
    /// Most bytes of mirrors that are kept: those unused for longest go first.
    #[arg(long, value_name = "SIZE", default_value = "20000 MB", value_parser = size)]
    cache_size: Size,
    /// Leave files of SIZE or more on servers that can do so; those that an audit needs are then asked for by name. From
    /// 6 MB on, verdicts stay the same; below, rules on sizes may be undetermined.
    #[arg(long, value_name = "SIZE", value_parser = size)]
    filter: Option<Size>,
    /// Fetch whole histories: rules on contributors, tags and releases are undetermined without them.
    #[arg(long)]
    whole_history: bool,
    /// Audit every repository, even those that have not changed since their last audit.
    #[arg(long)]
    full: bool,
    /// Most seconds that the audit of one repository may take.
    #[arg(long, value_name = "SECONDS", default_value = "900", value_parser = clap::value_parser!(u64).range(1..))]
    time_limit: u64,
    /// Audit one part of the cohort: I/N, or auto for what the CI says (auto/N on Kubernetes).
    #[arg(long, value_name = "I/N")]
    shard: Option<ShardArg>,
    /// The history to compare with and to add to [default: history.jsonl in the folder written into].
    #[arg(long, value_name = "FILE", conflicts_with = "shard")]
    history: Option<PathBuf>,
}

fn size(text: &str) -> Result<Size, BadValue> {
    Size::try_from(text.to_owned()).map_err(BadValue::Size)
}

pub(super) fn run(args: &CohortArgs) -> Result<Exit, Trouble> {
    let mut tools = args.judge.tools(args.keep.cache())?;
    let templates = args.judge.templates.templates()?;
    let shard = args
        .keep
        .shard
        .map(|part| part.shard(environment::variable))
        .transpose()?;
    let bar = Bar::new(args.judge.source.lang());
    let mut cohort = args
        .sources
        .cohort(args.judge.offline, args.judge.source.lang(), &bar)?;
    bar.finish();
    if let Some(profile) = &cohort.profile {
        let profiles = tools.rules.profiles();
        if !profiles.contains_key(&profile.id) {
            let known: Vec<_> = profiles.keys().map(ToString::to_string).collect();
            return Err(Trouble::from(AuditError::NoProfile {
                name: profile.id.to_string(),
                known: known.join(", "),
                at: Some(profile.to_string()),
            }));
        }
        tools.default_profile = profile.id.clone();
    }
    let filter = args.keep.filter();
    let mut notes = std::mem::take(&mut cohort.notes);
    notes.extend(cohort.idle_waivers(|rule| tools.rules.rule(rule).is_some()));
    for note in notes {
        output::warn(&note.told(args.judge.source.lang()));
    }
    cohort.leave_out_results(&args.out)?;
    let whole = cohort.projects.len();
    let ids = choose(&mut cohort, shard);
    for folder in ["audits", "repositories"] {
        output::make_folder(&args.out.join(folder))?;
    }
    let cache = args.keep.cache();
    let scratch = Scratch::new()?;
    let lang = args.judge.source.lang();
    let whole_history = args.keep.whole_history || tools.wants_history();
    let members = Members {
        templates: &templates,
        own_templates: !args.judge.templates.is_given(),
        lang,
        generated: args.judge.generated(&tools),
        ids,
        out: &args.out,
        cache: args.keep.mirrors(cache.as_deref(), lang),
        hosts: Hosts::new(clones_at_once()),
        store: Store::new(
            cache.as_deref(),
            !args.keep.full,
            &tools,
            lang,
            &[
                format!("left behind: {filter:?}"),
                format!("whole history: {whole_history}"),
                format!("portal: {}", tools.portal.fingerprint()),
            ],
        ),
        filter,
        depth: (!whole_history).then_some(NonZeroU32::MIN),
        temporary: scratch.path(),
        time_limit: Duration::from_secs(args.keep.time_limit),
        trouble: Mutex::new(None),
        cohort: &cohort,
        tools,
    };
    let (rows, reused) = work(&members, args.judge.jobs())?;
    args.finish(members, rows, reused, shard.map(|shard| (shard, whole)))
}

/// Keeps the part of the cohort that is to be done, and names the files. Names are those of the whole.
fn choose(cohort: &mut Cohort, shard: Option<Shard>) -> Vec<String> {
    let ids = report::slugs(cohort.projects.iter().map(|project| project.name.as_str()));
    let Some(shard) = shard else { return ids };
    let all = std::mem::take(&mut cohort.projects);
    let (kept, ids) = all
        .into_iter()
        .zip(ids)
        .filter(|(project, _)| shard.holds(&project.key))
        .unzip();
    cohort.projects = kept;
    ids
}

/// How many clones are made at once from one server.
fn clones_at_once() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    PER_HOST.min(PER_CORE * cores)
}

/// Does the work; gives the rows and the number of results that were reused.
fn work(members: &Members<'_>, jobs: usize) -> Result<(Vec<CohortRow>, usize), Trouble> {
    let bar = Bar::new(members.lang);
    let pools = Pools {
        network: NETWORK,
        jobs,
        most_bytes: WEIGHT,
    };
    let outcomes = pipeline::run(
        &members.cohort.projects,
        pools,
        &INTERRUPTED,
        &bar,
        |index, project| members.prepare(index, project),
        |index, prepared| members.audit(index, prepared),
    )?;
    bar.finish();
    let reused = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Ok((_, true))))
        .count();
    let rows = outcomes
        .into_iter()
        .enumerate()
        .filter_map(|(index, outcome)| members.row(index, outcome.map(|(summary, _)| summary)))
        .collect();
    Ok((rows, reused))
}

impl CohortArgs {
    fn finish(
        &self,
        members: Members<'_>,
        rows: Vec<CohortRow>,
        reused: usize,
        shard: Option<(Shard, usize)>,
    ) -> Result<Exit, Trouble> {
        members.cache.trim();
        members.tools.portal.trim();
        members.store.trim(RESULT_DAYS);
        if let Some(trouble) = members.trouble.into_inner().ok().flatten() {
            return Err(trouble);
        }
        let tools = &members.tools;
        let history = || {
            self.keep
                .history
                .clone()
                .unwrap_or_else(|| self.out.join("history.jsonl"))
        };
        let results = Results {
            out: &self.out,
            templates: members.templates,
            lang: members.lang,
            generated: members.generated.as_deref(),
            name: members.cohort.name.as_deref(),
            profile: tools.profile.as_ref().unwrap_or(&tools.default_profile).as_str(),
            rules_digest: tools.rules.digest(),
            promotions: &members.cohort.promotions,
            thresholds: members.cohort.thresholds,
            when: tools.now,
            history: shard.is_none().then(history),
        };
        let counts = report::text::counts(&rows, reused, members.lang);
        let is_whole = shard.is_none();
        let (all, failed) = (
            rows.len(),
            rows.iter().filter(|row| row.audit().is_none()).count(),
        );
        let told = results.write(rows)?;
        match shard {
            Some((shard, whole)) => shard.note(&self.out, whole, members.store.fingerprint(), reused)?,
            None => remove_note(&self.out),
        }
        output::print(&format!("{told}{counts}"))?;
        // One repository that fails never stops the others; where none is left there is no answer.
        if is_whole && all > 0 && failed == all {
            return Err(CohortTrouble::NoneAudited(all).into());
        }
        Ok(Exit::Passed)
    }
}

/// A folder that held a part and now holds a whole is no part.
fn remove_note(out: &Path) {
    // There is none, or the folder cannot be written to, which would have been told already.
    let _ = std::fs::remove_file(out.join(shard::FILE));
}

impl KeepOptions {
    fn cache(&self) -> Option<PathBuf> {
        if self.no_cache {
            return None;
        }
        self.cache.clone().or_else(environment::cache_folder)
    }

    /// The size from which files stay on their servers.
    fn filter(&self) -> Option<u64> {
        self.filter.as_ref().map(|size| size.0.max(1))
    }

    /// The mirrors. A cache that cannot be used costs time, not the run.
    fn mirrors(&self, cache: Option<&Path>, lang: Lang) -> Cache {
        let Some(cache) = cache else { return Cache::none() };
        Cache::open(cache, self.cache_size.0).unwrap_or_else(|error| {
            let folder = cache.to_owned();
            output::warn(&Notice::NoMirror { folder, why: error }.told(lang));
            Cache::none()
        })
    }
}
