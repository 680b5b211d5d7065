// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From a snapshot to facts: one parallel pass, each file read at most once, merged in the order
//! of paths so that the number of threads changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{
    FileLicences, Gap, GapKind, Known, Licensing, Origin, PathIndex, PortalAnswers, Progress, Role, Unknown,
};
use crate::snapshot::{Limits, Snapshot};

use super::automation;
use super::guide;
use super::inventory::{self, Inventory, Item, gap};
use super::job::{Job, Outcome};
use super::licence::{self, Asked, Gathered};
use super::link;
use super::manifest;
use super::metadata;
use super::open;
use super::package;
use super::plan::Plan;
use super::portal;
use super::probe::Passages;
use super::reuse::{self, Reuse, Seen};
use super::{Document, Facts, Life, Request};

/// Files between two notices of progress.
const STEP: u64 = 256;

/// Files that one thread takes at once.
const AT_ONCE: usize = 16;

/// Extracts the facts of a snapshot. Total: trouble becomes a gap, never an abort.
#[must_use]
pub fn extract(snapshot: &dyn Snapshot, request: &Request, progress: &dyn Progress) -> Facts {
    // The history needs one thread for a while: it goes beside the files.
    let (life, facts) = rayon::join(|| life(snapshot, request), || files(snapshot, request, progress));
    let facts = Facts { life, ..facts };
    Facts {
        paths: PathIndex::new(facts.files.iter().map(|file| &*file.path)),
        // Until somebody asks the portal, nothing of its objects is verified.
        datasets: portal::dataset_uses(&facts, &PortalAnswers::new()),
        ..facts
    }
}

fn life(snapshot: &dyn Snapshot, request: &Request) -> Known<Life> {
    if !request.history {
        return Known::No(Unknown::NoHistory);
    }
    match snapshot.history() {
        Known::Yes(history) => Known::Yes(Life::of(&history)),
        Known::No(why) => Known::No(why),
    }
}

/// Everything but the history.
fn files(snapshot: &dyn Snapshot, request: &Request, progress: &dyn Progress) -> Facts {
    let (
        Inventory {
            mut items,
            mut gaps,
            folders,
        },
        plan,
    ) = rayon::join(
        || inventory::list(snapshot, request),
        || request.plans.of(&request.probes),
    );
    let by_reuse = reuse::is_shown(items.iter().map(|item| &*item.fact.path));
    let done = read_all(snapshot, request, progress, (&items, &plan, by_reuse));
    gaps.extend(snapshot.gaps().iter().cloned());
    let mut facts = empty(snapshot, request, &plan);
    let mut parsed = Vec::new();
    let mut scripts = Vec::new();
    let mut gathered = Gathered::default();
    let mut said: Vec<Option<Seen>> = Vec::with_capacity(items.len());
    let mut given = Vec::with_capacity(items.len());
    gaps.extend(unseen(&done));
    for (item, mut outcome) in items.iter_mut().zip(done) {
        parsed.extend(outcome.manifest.take().map(|one| *one));
        scripts.extend(outcome.script.take());
        said.push(outcome.reuse.take());
        given.push(outcome.open.take());
        gather(&mut gathered, &mut facts, item, outcome.licence.take());
        merge(&mut facts, &mut gaps, item, outcome, &plan);
    }
    hear_of_unread_readmes(&mut facts, &items);
    follow_pointers(&mut facts);
    facts.manifests = manifest::inherit(parsed);
    facts.automation = automation::resolve(&scripts, &facts.unread);
    let whole = !is_truncated(snapshot, &gaps);
    let paths = items.iter().map(|item| &*item.fact.path);
    metadata::look_for_files(&mut facts.descriptions, paths, whole);
    let detected = request
        .forge
        .as_option()
        .and_then(|forge| forge.licence.as_deref());
    facts.reuse = by_reuse.then(|| reuse::conclude(&items, &said));
    gathered.stated = stated(facts.reuse.as_ref(), &items);
    let statements = facts.reuse.iter().flat_map(|reuse| &reuse.statements);
    let decided = statements.filter(|statement| statement.decided);
    gathered.decided = decided.map(|statement| statement.path.clone()).collect();
    let licensed = gathered.stated.iter().filter(|(_, by)| !by.is_empty());
    let licensed: BTreeSet<String> = licensed.map(|(path, _)| path.clone()).collect();
    gathered.begin(request.now);
    facts.licensing = licence::assemble(gathered, &facts.manifests, detected);
    let open = open::conclude(snapshot, &items, given, &facts.licensing, &licensed, whole);
    (facts.data, facts.schemas, facts.table_checks) = (open.data, open.schemas, open.checks);
    facts.packages = package::published(&facts.manifests, &facts.documents);
    facts.truncated = is_truncated(snapshot, &gaps);
    facts.files = items.into_iter().map(|item| item.fact).collect();
    facts.linked_folders = folders;
    facts.guides = guide::all(&facts.documents, &facts.files, &facts.manifests);
    finish(&mut facts, gaps, snapshot, request);
    facts
}

/// What was looked at in some of the files only.
fn unseen(done: &[Outcome]) -> impl Iterator<Item = Gap> {
    let links = done.iter().filter(|outcome| outcome.links_unseen).count() as u64;
    let asked = done.iter().filter_map(|outcome| outcome.licence.as_ref());
    let licences = asked.filter(|(asked, _)| asked.is_too_many()).count() as u64;
    let kinds = [
        (links, GapKind::LinksUnseen(links)),
        (licences, GapKind::LicencesUnseen(licences)),
    ];
    let told = kinds.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(_, kind)| Gap { path: None, kind })
}

/// Reads every file once, side by side; what each gave comes in the order of paths.
fn read_all(
    snapshot: &dyn Snapshot,
    request: &Request,
    progress: &dyn Progress,
    (items, plan, by_reuse): (&[Item<'_>], &Plan, bool),
) -> Vec<Outcome> {
    let mut licences = licence::Counts::default();
    let mut tables = open::Tables::new(&request.limits);
    let mut jobs: Vec<Job> = items
        .par_iter()
        .map(|item| Job::new(item, plan, by_reuse))
        .collect();
    for (job, item) in jobs.iter_mut().zip(items) {
        job.bound(item, &mut licences, &mut tables);
    }
    spend(items, &mut jobs, &request.limits);
    progress.stage("facts", items.len() as u64);
    let done = items
        .par_iter()
        .zip(jobs)
        .enumerate()
        // Without a bound a thread is given an eighth of the tree at once, and the others wait for it at the end.
        .with_max_len(AT_ONCE)
        .map(|(index, (item, job))| {
            let outcome = job.run(snapshot, request, item, plan);
            if (index as u64 + 1).is_multiple_of(STEP) {
                progress.advance(STEP);
            }
            outcome
        })
        .collect();
    progress.advance(items.len() as u64 % STEP);
    done
}

/// What could not be looked at, and in what order it is told.
fn finish(facts: &mut Facts, mut gaps: Vec<Gap>, snapshot: &dyn Snapshot, request: &Request) {
    if snapshot.entries().is_empty() && gaps.is_empty() {
        gaps.push(Gap {
            path: None,
            kind: GapKind::EmptyRepository,
        });
    }
    let ignored = facts
        .files
        .iter()
        .filter(|file| request.ignore.matches(&file.path))
        .count();
    if ignored > 0 {
        gaps.push(Gap {
            path: None,
            kind: GapKind::Ignored(ignored as u64),
        });
    }
    gaps.sort_unstable();
    gaps.dedup();
    facts.gaps = gaps;
    facts.unread.sort_unstable();
    facts.unread.dedup();
}

/// Where no README could be read, one in a format that is not read is unknown, and not missing.
fn hear_of_unread_readmes(facts: &mut Facts, items: &[Item<'_>]) {
    if facts
        .documents
        .iter()
        .any(|document| document.role == Role::Readme)
    {
        return;
    }
    let paths = items.iter().map(|item| &item.fact.path);
    facts
        .unread
        .extend(paths.filter(|path| super::role::is_unread_readme(path)).cloned());
}

/// Most words of a README that does nothing but point to another one.
const LONGEST_POINTER: usize = 12;

/// A README at the root that only points to the one in `docs/` hands its part on to it.
fn follow_pointers(facts: &mut Facts) {
    let points = |document: &Document| {
        document.role == Role::Readme && !document.path.contains('/') && document.words <= LONGEST_POINTER
    };
    let targets: BTreeSet<String> = facts
        .documents
        .iter()
        .filter(|document| points(document))
        .flat_map(|document| &document.links)
        .map(|link| link.target.split(['#', '?']).next().unwrap_or_default())
        .map(|target| target.trim_start_matches("./").to_owned())
        .collect();
    for document in &mut facts.documents {
        if targets.contains(&*document.path) && super::role::role_of(&document.path) == Some(Role::Readme) {
            document.role = Role::Readme;
        }
    }
}

/// What REUSE gives to the team's own files.
fn stated(reuse: Option<&Reuse>, items: &[Item<'_>]) -> BTreeMap<String, Vec<String>> {
    let own = |path: &str| {
        items
            .binary_search_by(|item| (*item.fact.path).cmp(path))
            .is_ok_and(|index| items[index].fact.origin == Some(Origin::Own))
    };
    reuse
        .iter()
        .flat_map(|reuse| &reuse.statements)
        .filter(|statement| own(&statement.path))
        .map(|statement| {
            let valid = |written: &&String| crate::licence::reuse::identifiers(written).is_some();
            let expressions = statement.expressions.iter().filter(valid).cloned().collect();
            (statement.path.clone(), expressions)
        })
        .collect()
}

/// Decides in the order of paths which files are too many bytes to read, so that a tree whose
/// entries all show one large object costs no more than a large repository. What only REUSE or links want comes last:
/// it takes nothing from the rules on contents.
fn spend(items: &[Item<'_>], jobs: &mut [Job], limits: &Limits) {
    let mut left = limits.total_bytes;
    let turns: [fn(&Job) -> bool; 2] = [Job::asks, Job::asks_last];
    for asks in turns {
        for (item, job) in items.iter().zip(jobs.iter_mut()).filter(|(_, job)| asks(job)) {
            // What stayed on its server weighs what is known of it: it is asked for before it is read.
            let known = item.source.size.or(item.source.least);
            let size = known.unwrap_or(limits.file_bytes).min(limits.file_bytes);
            match left.checked_sub(size) {
                Some(rest) => left = rest,
                None => job.over_budget = Some(limits.total_bytes),
            }
        }
    }
    let mut left = link::LONG_IN_ALL;
    for (item, job) in items.iter().zip(jobs.iter_mut()) {
        job.spend_on_links(item, limits, &mut left);
    }
}

/// Whether a part of the tree was not listed, so that an absence proves nothing: a limit was met, or
/// a folder could not be read. A gap of a listed file hides that file's content only.
fn is_truncated(snapshot: &dyn Snapshot, gaps: &[Gap]) -> bool {
    let listed = |path: &str| {
        snapshot
            .entries()
            .binary_search_by(|entry| entry.path.as_bytes().cmp(path.as_bytes()))
            .is_ok()
    };
    gaps.iter().any(|gap| match gap.kind {
        GapKind::TooManyEntries(_) | GapKind::TooDeep(_) => true,
        GapKind::MissingObject | GapKind::CorruptObject | GapKind::Unreadable(_) => {
            !gap.path.as_deref().is_some_and(listed)
        }
        _ => false,
    })
}

/// What is known before any file is read.
fn empty(snapshot: &dyn Snapshot, request: &Request, plan: &Plan) -> Facts {
    let last_commit_days = match snapshot.head() {
        Known::Yes(head) => Known::Yes((request.now.saturating_sub(head.committed) / 86_400).max(0)),
        Known::No(unknown) => Known::No(unknown.clone()),
    };
    Facts {
        files: Vec::new(),
        paths: PathIndex::default(),
        documents: Vec::new(),
        linked_folders: Vec::new(),
        ignored: Vec::new(),
        guides: Vec::new(),
        licences: Vec::new(),
        licensing: Licensing::default(),
        reuse: None,
        manifests: Vec::new(),
        links: Vec::new(),
        datasets: Vec::new(),
        data: Vec::new(),
        schemas: Vec::new(),
        table_checks: Vec::new(),
        automation: automation::Automation::default(),
        notebooks: Vec::new(),
        descriptions: Vec::new(),
        packages: Vec::new(),
        pages: Vec::new(),
        passages: plan
            .probes()
            .iter()
            .map(|(key, _)| (key.clone(), Passages::default()))
            .collect::<BTreeMap<_, _>>(),
        unread: Vec::new(),
        forge: request.forge.clone(),
        addresses: Vec::new(),
        last_commit_days,
        now: request.now,
        last_commit: snapshot.head().as_option().map(|head| head.committed),
        life: Known::No(Unknown::NoHistory),
        declared: request.declared.clone(),
        truncated: false,
        gaps: Vec::new(),
    }
}

/// Keeps what one file says of licences; called in the order of paths. A file that its content shows to be
/// generated is no word of the team.
fn gather(
    gathered: &mut Gathered,
    facts: &mut Facts,
    item: &Item<'_>,
    licence: Option<(Asked, FileLicences)>,
) {
    match licence {
        None | Some((Asked::Nothing | Asked::TooManyVendored, _)) => {}
        Some((Asked::Text | Asked::TooMany, file)) => {
            if item.role == Some(Role::Licence) {
                facts.licences.push(licence::name(&file));
            }
            gathered.texts.push(file);
        }
        Some((Asked::VendoredText, file)) => gathered.vendored.push(file),
        Some((Asked::Document, file)) => gathered.documents.push(file),
        Some((Asked::Head, file)) => gathered.heads.push(file),
        Some((Asked::Lockfile, file)) => gathered.locked.push(file),
        Some((Asked::Package, file)) => gathered.packages.push(file),
    }
}

/// Adds what one file gave; called in the order of paths.
fn merge(facts: &mut Facts, gaps: &mut Vec<Gap>, item: &mut Item<'_>, outcome: Outcome, plan: &Plan) {
    let path = Arc::clone(&item.fact.path);
    item.fact.size = outcome.size.or(item.fact.size);
    item.fact.origin = outcome.origin.or(item.fact.origin);
    gaps.extend(outcome.gap.map(|kind| gap(&path, kind)));
    for index in outcome.searched {
        if let Some(passages) = facts.passages.get_mut(&plan.probes()[index].0) {
            passages.searched += 1;
            passages.only = (passages.searched == 1).then(|| Arc::clone(&path));
        }
    }
    for (index, found) in outcome.passages {
        if let Some(passages) = facts.passages.get_mut(&plan.probes()[index].0) {
            passages.found.extend(found);
        }
    }
    if let Some(wanted) = outcome.unread {
        for index in wanted {
            if let Some(passages) = facts.passages.get_mut(&plan.probes()[index].0) {
                passages.unread.push(Arc::clone(&path));
            }
        }
        facts.unread.push(path);
    }
    let target = item.is_link().then(|| Arc::clone(&item.source.path));
    facts.documents.extend(outcome.document.map(|mut document| {
        document.link_to = target;
        *document
    }));
    facts.ignored.extend(outcome.ignored);
    facts.links.extend(outcome.links);
    facts.descriptions.extend(outcome.description.map(|one| *one));
    facts.notebooks.extend(outcome.notebook);
    facts.pages.extend(outcome.page);
}
#[cfg(test)]
mod tests;
