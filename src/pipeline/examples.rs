// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Running the examples that rule files carry.

use std::path::Path;

use crate::config::Config;
use crate::facts::{self, Request};
use crate::judge;
use crate::model::{
    ForgeFacts, History, Known, ObjectKey, PastCommit, Person, Place, PortalAnswers, RuleId, Silent, Tag,
    Unknown, Verdict,
};
use crate::portal;
use crate::rule::{Example, ExampleAnswer, ExampleForge, ExampleHistory, Law, Rule, RuleSet};
use crate::snapshot::{Limits, LiteralSnapshot};

/// An example that does not give the verdict that it says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:1: example \"{example}\": expected {expected}, got {got}")]
pub struct ExampleFailure {
    /// The rule.
    pub rule: RuleId,
    /// The rule's file.
    pub file: String,
    /// The line where the example begins, from 1.
    pub line: usize,
    /// The example's name.
    pub example: String,
    /// What the example says.
    pub expected: String,
    /// What the rule says.
    pub got: String,
}

/// Runs every example of some rules. The rules that a rule needs are not judged first:
/// an example shows its own rule.
#[must_use]
pub fn check_examples<'a>(rules: impl IntoIterator<Item = &'a Rule>, law: &Law) -> Vec<ExampleFailure> {
    rules
        .into_iter()
        .flat_map(|rule| {
            rule.examples
                .iter()
                .filter_map(move |example| check(rule, law, example))
        })
        .collect()
}

fn check(rule: &Rule, law: &Law, example: &Example) -> Option<ExampleFailure> {
    let fail = |expected: String, got: String| {
        Some(ExampleFailure {
            rule: rule.id.clone(),
            file: rule.file.clone(),
            line: example.line,
            example: example.name.clone(),
            expected,
            got,
        })
    };
    let verdict = match run(rule, law, example) {
        Ok(verdict) => verdict,
        Err(error) => return fail(example.expect.as_str().to_owned(), error),
    };
    if verdict.as_str() != example.expect.as_str() {
        return fail(example.expect.as_str().to_owned(), told(&verdict));
    }
    let wanted = example.at.as_ref()?;
    let places = places(&verdict);
    if *wanted == places {
        return None;
    }
    fail(format!("{wanted:?}"), format!("{places:?}"))
}

/// The moment at which examples are judged: 2100-01-01, so that any age can be told.
const NOW: i64 = 4_102_444_800;

/// Seconds of a day.
const DAY: i64 = 86_400;

fn run(rule: &Rule, law: &Law, example: &Example) -> Result<Verdict, String> {
    let config = match example.tree.get(crate::config::FILE_NAME) {
        Some(text) => Config::parse(crate::config::FILE_NAME, text).map_err(|error| error.to_string())?,
        None => Config::default(),
    };
    let mut tree = example.tree.clone();
    let (tables, zeros): (Vec<_>, Vec<_>) =
        (example.sizes.iter()).partition(|(path, size)| is_table(path, size.0));
    tree.extend(
        tables
            .iter()
            .map(|(path, size)| (String::clone(path), rows(size.0))),
    );
    let mut snapshot = LiteralSnapshot::new(tree);
    for (path, size) in zeros {
        snapshot = snapshot.with_zeros(path, size.0);
    }
    for (path, target) in &example.links {
        snapshot = snapshot.with_link(path, target);
    }
    if let Some(days) = example.last_commit_days {
        snapshot = snapshot.committed(NOW - days.saturating_mul(DAY));
    }
    if example.history.is_some() || example.last_commit_days.is_some() {
        let history = example.history.clone().unwrap_or_default();
        snapshot = snapshot.with_history(history_of(&history));
    }
    let request = Request {
        limits: Limits::default(),
        probes: judge::probes(rule.checks()),
        plans: std::sync::Arc::default(),
        ignore: config.ignore,
        ignored_only: false,
        declared: config.declared,
        forge: match &example.forge {
            Some(forge) => Known::Yes(facts_of(forge)),
            None => Known::No(Unknown::NoForge),
        },
        history: true,
        now: NOW,
    };
    let mut facts = facts::extract(&snapshot, &request, &Silent);
    if !example.portal.is_empty() {
        facts.datasets = facts::dataset_uses(&facts, &answers_of(example)?);
    }
    Ok(judge::judge(rule, law, &facts))
}

fn facts_of(forge: &ExampleForge) -> ForgeFacts {
    ForgeFacts {
        description: forge.description.clone(),
        topics: forge.topics.clone(),
        issues: forge.issues,
        in_group: forge.in_group,
        archived: forge.archived,
        maintainers: forge.maintainers,
        fork: forge.fork,
        fork_of: forge.fork_of.clone(),
        release_notes: forge.release_notes,
        name: forge.name.clone(),
        account: forge.account.clone(),
        ..ForgeFacts::default()
    }
}

/// What the portal answers in an example, read as the portal's own answers are.
fn answers_of(example: &Example) -> Result<PortalAnswers, String> {
    let mut answers = PortalAnswers::new();
    for (name, answer) in &example.portal {
        let key = format!("prod/{name}")
            .parse::<ObjectKey>()
            .map_err(|error| error.to_string())?;
        let answer = match answer {
            ExampleAnswer::Status(status) => portal::read(&key, *status, "{\"message\": \"\"}", NOW),
            ExampleAnswer::Body(body) => {
                let body = serde_json::to_string(body).map_err(|error| error.to_string())?;
                portal::read(&key, 200, &body, NOW)
            }
        };
        answers.insert(key, answer);
    }
    Ok(answers)
}

/// Largest table that an example writes out, in bytes.
const MOST_ROWS: u64 = 1 << 20;

fn is_table(path: &str, size: u64) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "csv") && size <= MOST_ROWS
}

/// A table of so many bytes that speaks of nobody.
fn rows(size: u64) -> String {
    let rows = "code;valeur\n".chars().chain("12;34\n".chars().cycle());
    rows.take(usize::try_from(size).unwrap_or_default()).collect()
}

fn history_of(example: &ExampleHistory) -> History {
    let mut history = History {
        whole: !example.partial,
        tags_whole: !example.partial,
        every_branch: !example.partial,
        newest: example
            .other_branch_days
            .map(|days| NOW - days.saturating_mul(DAY)),
        ..History::default()
    };
    for (at, (author, count)) in example.authors.iter().enumerate() {
        let (name, email) = author.split_once('<').unwrap_or((author, ""));
        history.people.push(Person {
            name: name.trim().to_owned(),
            email: email.trim_end_matches('>').to_owned(),
        });
        let commit = PastCommit {
            time: NOW,
            merge: false,
            people: vec![at],
        };
        history.commits.extend(std::iter::repeat_n(commit, *count));
    }
    history.tags = example
        .tags
        .iter()
        .map(|(name, days)| Tag {
            name: name.clone(),
            time: Some(NOW - days.saturating_mul(DAY)),
            annotated: true,
            signed: example.signed.contains(name),
        })
        .collect();
    history
}

fn places(verdict: &Verdict) -> Vec<String> {
    let Verdict::Fail(findings) = verdict else {
        return Vec::new();
    };
    findings
        .as_slice()
        .iter()
        .map(|finding| shown(&finding.place))
        .collect()
}

/// `path:line`, `path`, or `.` for the repository as a whole.
fn shown(place: &Place) -> String {
    let path = place.path.as_deref().unwrap_or(".");
    match place.line {
        Some(line) => format!("{path}:{line}"),
        None => path.to_owned(),
    }
}

/// A verdict in a few words, for whoever mends a rule: the places tell what was seen.
fn told(verdict: &Verdict) -> String {
    let seen: Vec<String> = match verdict {
        Verdict::Pass(evidence) => evidence.iter().map(|seen| shown(&seen.place)).collect(),
        Verdict::Fail(_) => places(verdict),
        _ => Vec::new(),
    };
    if seen.is_empty() {
        return verdict.as_str().to_owned();
    }
    format!("{} ({})", verdict.as_str(), seen.join(", "))
}

impl RuleSet {
    /// Runs the examples of every rule of the set.
    #[must_use]
    pub fn check_examples(&self) -> Vec<ExampleFailure> {
        check_examples(self.rules(), self.law())
    }
}
