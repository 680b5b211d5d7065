// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One repository: snapshot → facts → judge → score.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::hidden;
use super::official::{self, Official};
use super::portal;
use crate::config::{self, Central, Config};
use crate::facts::{self, Facts, Plans, Request};
use crate::judge;
use crate::model::{
    CommitId, DataFile, DataLink, DatasetUse, ForgeFacts, Gap, GapKind, Impact, Known, LicenceText,
    Licensing, ProfileId, Progress, TableCheck, Unknown, Waiver, WaiverState,
};
use crate::portal::Portal;
use crate::rule::check::Activity;
use crate::rule::{Check, FileError, Profile, Reason, Rule, RuleSet, Selection};
use crate::score::{Action, FailOn, Scorecard, next_actions};
use crate::snapshot::{Entry, EntryKind, Limits, ReadError, Snapshot};

/// Most actions that a report proposes.
const MOST_ACTIONS: usize = 3;
/// Seconds in a day.
const DAY: i64 = 86_400;

/// What audits share: rules, choices and limits.
#[derive(Debug, Clone)]
pub struct Tools {
    /// Every rule and profile.
    pub rules: RuleSet,
    /// The profile that an option or the environment asks for; it outweighs the repository's own.
    pub profile: Option<ProfileId>,
    /// The profile when nobody asks for one.
    pub default_profile: ProfileId,
    /// The choice that options make among the profile's rules.
    pub selection: Selection,
    /// Which failures close the gate.
    pub fail_on: FailOn,
    /// A configuration that replaces the repository's own, with the name of its file.
    pub config: Option<Config>,
    /// How much is read.
    pub limits: Limits,
    /// The day of the audit: ages and ends of waivers are counted from it.
    pub now: Timestamp,
    /// data.gouv.fr, shared by all audits of a run.
    pub portal: Arc<Portal>,
    /// The searches of the rules, prepared once for all audits of a run.
    pub plans: Arc<Plans>,
}

impl Tools {
    /// Whether the profile asks cohorts to fetch whole histories. The profile that a repository may choose for itself is
    /// not known before it is fetched.
    #[must_use]
    pub fn wants_history(&self) -> bool {
        let name = self.profile.as_ref().unwrap_or(&self.default_profile);
        let profile = self.rules.profiles().get(name);
        profile.is_some_and(|profile| profile.whole_history)
    }
}

/// Why a repository could not be judged.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The repository's own settings are not valid.
    #[error("{0}; mend the file, or give another one with --config")]
    Config(#[from] FileError),
    /// The repository's own settings cannot be read.
    #[error("could not read .vigie.toml: {0}; mend the file, or give another one with --config")]
    ReadConfig(#[source] ReadError),
    /// The repository's own settings are no file.
    #[error("could not read .vigie.toml: {0}; mend the file, or give another one with --config")]
    NoConfigFile(NoFile),
    /// The profile does not exist.
    #[error("{}there is no profile \"{name}\"; known ones: {known}", at.as_ref().map(|at| format!("{at}: ")).unwrap_or_default())]
    NoProfile {
        /// The name asked for.
        name: String,
        /// The names of those that exist.
        known: String,
        /// The place that asks for it, as `file:line:column`, when a file does.
        at: Option<String>,
    },
    /// The choice leaves no rule.
    #[error("no rule is left to judge: widen --only, or narrow --skip")]
    NoRule,
}

/// Why something is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFile {
    /// It is a folder, or leads to one.
    Folder,
    /// It leads out of the repository, where nothing is read.
    LeadsOut,
    /// It leads back to itself.
    Loop,
    /// It leads to nothing that the repository holds.
    Broken,
}

impl fmt::Display for NoFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folder => "it is a folder",
            Self::LeadsOut => "it is a link that leads out of the repository",
            Self::Loop => "it is a link that leads back to itself",
            Self::Broken => "it is a link to a file that the repository does not hold",
        })
    }
}

/// An audit: everything that a report can tell.
#[derive(Debug, Clone)]
pub struct Audit {
    /// The rules judged, in the order of `card.verdicts`.
    pub rules: Vec<Rule>,
    /// The profile that chose them.
    pub profile: ProfileId,
    /// Verdicts and scores.
    pub card: Scorecard,
    /// What to do next.
    pub actions: Vec<Action>,
    /// The scores that others define.
    pub official: Vec<Official>,
    /// Every waiver and what became of it.
    pub waivers: Vec<(Waiver, WaiverState)>,
    /// What could not be seen whole.
    pub gaps: Vec<Gap>,
    /// Licence texts found.
    pub licences: Vec<LicenceText>,
    /// The licences of code, documentation and data.
    pub licensing: Licensing,
    /// Links to data.gouv.fr found.
    pub datasets: Vec<DataLink>,
    /// The objects that they lead to, with what the portal says.
    pub uses: Vec<DatasetUse>,
    /// Data that the repository tracks.
    pub data: Vec<DataFile>,
    /// Tables that a schema describes.
    pub tables: Vec<TableCheck>,
    /// What counts for the indicators of a programme.
    pub impact: Impact,
    /// The commit audited, or that the folder stands on.
    pub commit: Option<CommitId>,
    /// The branch.
    pub branch: Option<String>,
    /// Whether a working folder was read as it stands.
    pub folder: bool,
    /// A file of the repository, for formats that need a path for every finding.
    pub anchor: Option<String>,
    /// The first moment, in seconds since 1970-01-01 UTC, at which the same repository may get another verdict
    /// because time has passed: a waiver ends, or the last commit becomes too old. `None`: never.
    pub valid_until: Option<i64>,
}

/// Audits a snapshot without what only a forge knows.
///
/// # Errors
/// When the repository's settings are not valid, or the profile does not exist.
pub fn audit(snapshot: &dyn Snapshot, tools: &Tools, progress: &dyn Progress) -> Result<Audit, AuditError> {
    audit_member(snapshot, Outside::default(), tools, progress)
}

/// What is known of a repository from outside.
#[derive(Debug, Clone)]
pub struct Outside {
    /// What its forge says.
    pub forge: Known<ForgeFacts>,
    /// What a cohort file says of it.
    pub central: Central,
    /// Its addresses, without credentials.
    pub addresses: Vec<String>,
}

impl Default for Outside {
    fn default() -> Self {
        Self {
            forge: Known::No(Unknown::NoForge),
            central: Central::default(),
            addresses: Vec::new(),
        }
    }
}

/// Audits a snapshot with what is known of the repository from outside.
///
/// # Errors
/// When the repository's settings are not valid, or the profile does not exist.
pub fn audit_member(
    snapshot: &dyn Snapshot,
    outside: Outside,
    tools: &Tools,
    progress: &dyn Progress,
) -> Result<Audit, AuditError> {
    let config = match &tools.config {
        Some(config) => config.clone(),
        None => own_config(snapshot)?,
    };
    let config = config.with_central(&outside.central);
    let profile = choose_profile(&config, tools)?;
    let rules = tools.rules.clone().with_profile(profile);
    let selected: Vec<_> = rules
        .rules()
        .iter()
        .filter(|rule| profile.selection.takes(rule) && tools.selection.takes(rule))
        .collect();
    if selected.is_empty() {
        return Err(AuditError::NoRule);
    }
    let told = official::told(&rules, &selected, &tools.selection);
    let asked = official::asked(&rules, &told, &selected);
    let checks = official::checks(&told, &rules.with_needs(&asked));
    let ages = Ages::of(&checks);
    let request = Request {
        limits: tools.limits,
        probes: judge::probes(checks.iter().copied()),
        plans: Arc::clone(&tools.plans),
        ignore: config.ignore.clone(),
        ignored_only: false,
        declared: config.declared.clone(),
        forge: outside.forge,
        history: checks.iter().any(|check| check.needs_history()),
        now: tools.now.as_second(),
    };
    let mut facts = facts::extract(snapshot, &request, progress);
    facts.addresses = outside.addresses;
    // Nobody is asked what no rule wants to know.
    let holds_until = (checks.iter().any(|check| check.needs_portal()))
        .then(|| portal::look(snapshot, tools, &mut facts, progress))
        .flatten();
    let mut verdicts = judge::judge_all(rules.rules(), &asked, rules.law(), &facts);
    let official = official::scores((&rules, &told), &asked, &verdicts, &facts);
    verdicts.truncate(selected.len());
    hidden::reveal(
        snapshot,
        &request,
        (&selected, rules.law()),
        tools.fail_on,
        &mut verdicts,
    );
    let ids: Vec<_> = selected.iter().map(|rule| rule.id.clone()).collect();
    let (judged, states) = judge::waive(&ids, verdicts, &config.waivers, day(tools.now), &|rule| {
        rules.rule(rule.as_str()).is_some()
    });
    let mut card = Scorecard::new(&selected, judged, tools.fail_on);
    let left_out = rules.rules().iter().filter(|rule| profile.selection.takes(rule));
    card.gate.leave_out(
        left_out.filter(|rule| !tools.selection.takes(rule)),
        tools.fail_on,
    );
    let actions = next_actions(&selected, &card.verdicts, &card.gate.blocking, MOST_ACTIONS);
    let valid_until = valid_until(tools.now, &facts, &ages, &config.waivers)
        .into_iter()
        .chain(holds_until)
        .min();
    Ok(Audit {
        anchor: anchor(&facts),
        valid_until,
        profile: profile.id.clone(),
        rules: selected.into_iter().cloned().collect(),
        card,
        actions,
        official,
        waivers: config.waivers.into_iter().zip(states).collect(),
        gaps: facts.gaps,
        licences: facts.licences,
        licensing: facts.licensing,
        datasets: facts.links,
        uses: facts.datasets,
        data: facts.data,
        tables: facts.table_checks,
        impact: Impact {
            packages: facts.packages,
            libraries: facts.declared.published_libraries,
            datasets: facts.declared.datasets.map(|datasets| datasets.published),
            contributions: facts.declared.upstream_contributions,
            last_commit: facts
                .last_commit
                .and_then(|seconds| Timestamp::from_second(seconds).ok())
                .map(day),
        },
        commit: snapshot.commit().cloned(),
        branch: snapshot.branch().map(str::to_owned),
        folder: snapshot.is_folder(),
    })
}

/// The limits, in days, that the rules set to the age of the last commit and of the last release.
#[derive(Default)]
struct Ages {
    commit: Vec<i64>,
    release: Vec<i64>,
    branch: Vec<i64>,
}

impl Ages {
    fn of(checks: &[&Check]) -> Self {
        let mut ages = Self::default();
        for check in checks {
            match check {
                Check::Activity(Activity::LastCommitWithinDays(days)) => ages.commit.push(*days),
                Check::Activity(Activity::LastReleaseWithinDays(days)) => ages.release.push(*days),
                Check::Activity(Activity::LastCommitOfAnyBranchWithinDays(days)) => ages.branch.push(*days),
                _ => {}
            }
        }
        ages
    }
}

/// When time alone may change a verdict next.
fn valid_until(now: Timestamp, facts: &Facts, ages: &Ages, waivers: &[Waiver]) -> Option<i64> {
    let life = facts.life.as_option();
    let released = life.and_then(|life| life.last_release()?.time);
    let after = |moment: Option<i64>, ages: &[i64]| -> Vec<i64> {
        let ends = |moment: i64| {
            ages.iter()
                .map(move |days| moment.saturating_add(days.saturating_add(1).saturating_mul(DAY)))
        };
        moment.into_iter().flat_map(ends).collect()
    };
    let ends = waivers.iter().filter_map(|waiver| {
        let next = waiver.until.tomorrow().ok()?;
        Some(TimeZone::UTC.to_timestamp(next.at(0, 0, 0, 0)).ok()?.as_second())
    });
    after(facts.last_commit, &ages.commit)
        .into_iter()
        .chain(after(released, &ages.release))
        .chain(after(life.and_then(|life| life.newest), &ages.branch))
        .chain(ends)
        .filter(|moment| *moment > now.as_second())
        .min()
}

/// The day in UTC, so that one moment gives one day on every machine.
fn day(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// Reads `.vigie.toml` from the tree that is audited, never from the machine. What it says changes verdicts: one that is
/// there and cannot be read is never taken for none.
fn own_config(snapshot: &dyn Snapshot) -> Result<Config, AuditError> {
    let Some(entry) = config_entry(snapshot)? else {
        return Ok(Config::default());
    };
    let bytes = snapshot
        .read(entry, config::MOST_BYTES)
        .map_err(AuditError::ReadConfig)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let reason = Reason::Reader("the file is not UTF-8: save it as UTF-8".to_owned());
        let at = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        FileError::at(config::FILE_NAME, &text, &(at..at), reason)
    })?;
    Ok(Config::parse(config::FILE_NAME, &text)?)
}

/// The file that holds the settings: `.vigie.toml` itself, or what it links to inside the tree.
fn config_entry(snapshot: &dyn Snapshot) -> Result<Option<&Entry>, AuditError> {
    let entries = snapshot.entries();
    let Some(entry) = entries.iter().find(|entry| &*entry.path == config::FILE_NAME) else {
        let folder = format!("{}/", config::FILE_NAME);
        return match entries.iter().find(|entry| entry.path.starts_with(&folder)) {
            Some(_) => Err(AuditError::NoConfigFile(NoFile::Folder)),
            None => Ok(None),
        };
    };
    let why = match entry.kind {
        EntryKind::File => return Ok(Some(entry)),
        EntryKind::Submodule => NoFile::Folder,
        EntryKind::Link => match facts::linked_file(snapshot, entry) {
            Ok(Some(file)) => return Ok(Some(file)),
            Ok(None) => NoFile::Folder,
            Err(GapKind::LinkOutside) => NoFile::LeadsOut,
            Err(GapKind::LinkLoop) => NoFile::Loop,
            Err(_) => NoFile::Broken,
        },
    };
    Err(AuditError::NoConfigFile(why))
}

fn choose_profile<'a>(config: &Config, tools: &'a Tools) -> Result<&'a Profile, AuditError> {
    let chosen = config.profile.as_ref().filter(|_| tools.profile.is_none());
    let wanted = tools
        .profile
        .as_ref()
        .or(chosen.map(|chosen| &chosen.id))
        .unwrap_or(&tools.default_profile);
    let profiles = tools.rules.profiles();
    profiles.get(wanted).ok_or_else(|| AuditError::NoProfile {
        name: wanted.to_string(),
        known: profiles
            .keys()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        at: chosen.map(ToString::to_string),
    })
}

/// The README, or else the first file.
fn anchor(facts: &Facts) -> Option<String> {
    let readme = facts
        .documents
        .iter()
        .find(|document| document.role == crate::model::Role::Readme)
        .map(|document| document.path.to_string());
    readme.or_else(|| facts.files.first().map(|file| file.path.to_string()))
}
