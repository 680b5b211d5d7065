// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From facts to verdicts: pure and total.
//!
//! Must never know I/O, the clock, scores or wording. One file a family of
//! primitives, and one a native check under `native/`.
#![deny(clippy::disallowed_methods)]

mod automation;
mod check;
mod dataset;
mod document;
mod file;
mod history;
mod native;
mod official;
mod outcome;
mod prose;
mod state;
mod waive;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::facts::Facts;
use crate::model::{
    Confidence, Evidence, Finding, Fingerprint, Message, NonEmpty, Place, Probe, Reason, RuleId, Unknown,
    Verdict,
};
use crate::rule::{Check, Law, Rule};

use outcome::Outcome;

pub use official::{Judgements, answers};
pub use waive::waive;

/// The searches that the rules and the criteria of scores ask the extraction to run.
#[must_use]
pub fn probes<'a>(checks: impl IntoIterator<Item = &'a Check>) -> Vec<Probe> {
    let mut by_key = BTreeMap::new();
    for check in checks {
        if let Check::TextMatch(probe) = check {
            by_key.entry(probe.key()).or_insert_with(|| probe.clone());
        }
    }
    by_key.into_values().collect()
}

/// Judges the selected rules. `all` holds every rule of the set, so that a rule that is needed
/// by a selected one is judged although it is not selected. The result follows `selected`.
#[must_use]
pub fn judge_all(all: &[Rule], selected: &[&Rule], law: &Law, facts: &Facts) -> Vec<Verdict> {
    let by_id: BTreeMap<_, _> = all.iter().map(|rule| (&rule.id, rule)).collect();
    let mut asked: BTreeMap<&RuleId, &Rule> = BTreeMap::new();
    let mut next = selected.to_vec();
    while let Some(rule) = next.pop() {
        if asked.insert(&rule.id, rule).is_none() {
            next.extend(rule.needs.iter().filter_map(|need| by_id.get(need).copied()));
        }
    }
    let alone: BTreeMap<&RuleId, Verdict> = asked
        .par_iter()
        .map(|(id, rule)| (*id, judge(rule, law, facts)))
        .collect();
    let mut done = BTreeMap::new();
    selected
        .iter()
        .map(|rule| with_needs(&asked, rule, &alone, &mut done, all.len()))
        .collect()
}

/// The verdict of a rule, given those of the rules that it needs. `depth` bounds the recursion: a rule set
/// refuses circles, and this function does not rely on it.
fn with_needs(
    by_id: &BTreeMap<&RuleId, &Rule>,
    rule: &Rule,
    alone: &BTreeMap<&RuleId, Verdict>,
    done: &mut BTreeMap<RuleId, Verdict>,
    depth: usize,
) -> Verdict {
    if let Some(verdict) = done.get(&rule.id) {
        return verdict.clone();
    }
    let mut blocked = None;
    for need in rule.needs.iter().filter(|_| depth > 0) {
        let Some(needed) = by_id.get(need) else { continue };
        blocked = match with_needs(by_id, needed, alone, done, depth - 1) {
            Verdict::Pass(_) => None,
            Verdict::NotApplicable(reason) => Some(Verdict::NotApplicable(reason)),
            Verdict::Undetermined(why) => Some(Verdict::Undetermined(why)),
            Verdict::Fail(_) | Verdict::Waived(_) => {
                Some(Verdict::NotApplicable(Reason::Needs(need.clone())))
            }
        };
        if blocked.is_some() {
            break;
        }
    }
    let undecided = || Verdict::Undetermined(NonEmpty::one(Unknown::Truncated));
    let verdict = blocked.unwrap_or_else(|| alone.get(&rule.id).cloned().unwrap_or_else(undecided));
    done.insert(rule.id.clone(), verdict.clone());
    verdict
}

/// Judges one rule on its own, whatever it needs.
#[must_use]
pub fn judge(rule: &Rule, law: &Law, facts: &Facts) -> Verdict {
    if facts.is_empty() {
        return Verdict::Undetermined(NonEmpty::one(Unknown::EmptyRepository));
    }
    for check in &rule.when {
        match check::evaluate(check, law, facts) {
            Outcome::Holds(_) => {}
            Outcome::Lacks(lack) | Outcome::LacksPerhaps(lack) => {
                return Verdict::NotApplicable(Reason::Condition(lack.message));
            }
            Outcome::Nothing => return Verdict::NotApplicable(Reason::NothingToJudge),
            Outcome::Unknown(why) => return Verdict::Undetermined(why),
        }
    }
    Tally::of(rule, law, facts).verdict(rule)
}

/// The faults that the checks of a rule see, whatever it needs and whomever it concerns.
#[must_use]
pub fn faults(rule: &Rule, law: &Law, facts: &Facts) -> Vec<Finding> {
    let tally = Tally::of(rule, law, facts);
    findings(rule, tally.faults, &tally.doubtful)
}

/// What the checks of a rule said, before they make a verdict.
#[derive(Default)]
struct Tally {
    evidence: Vec<Evidence>,
    faults: Vec<Evidence>,
    /// Those of the faults whose evidence is weak.
    doubtful: Vec<Evidence>,
    unknown: Vec<Unknown>,
    idle: usize,
}

impl Tally {
    fn of(rule: &Rule, law: &Law, facts: &Facts) -> Self {
        let mut tally = Self::default();
        for check in &rule.all {
            match check::evaluate(check, law, facts) {
                Outcome::Holds(seen) => tally.evidence.extend(seen),
                Outcome::Lacks(lack) => tally.faults.push(lack),
                Outcome::LacksPerhaps(lack) => tally.doubt(lack),
                Outcome::Nothing => tally.idle += 1,
                Outcome::Unknown(why) => tally.unknown.extend(why.into_vec()),
            }
        }
        tally.any(rule, law, facts);
        for check in &rule.none {
            match check::evaluate(check, law, facts) {
                Outcome::Holds(seen) => tally.faults.extend(seen),
                // What is absent is absent from the whole repository.
                Outcome::Lacks(lack) | Outcome::LacksPerhaps(lack) => tally.evidence.push(Evidence {
                    place: Place::repository(),
                    message: lack.message,
                }),
                Outcome::Nothing => tally.idle += 1,
                Outcome::Unknown(why) => tally.unknown.extend(why.into_vec()),
            }
        }
        tally
    }

    fn any(&mut self, rule: &Rule, law: &Law, facts: &Facts) {
        let (mut seen, mut lacks, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for check in &rule.any {
            match check::evaluate(check, law, facts) {
                Outcome::Holds(evidence) => seen.extend(evidence),
                Outcome::Lacks(lack) => lacks.push((lack, false)),
                Outcome::LacksPerhaps(lack) => lacks.push((lack, true)),
                Outcome::Nothing => self.idle += 1,
                Outcome::Unknown(why) => unknown.extend(why.into_vec()),
            }
        }
        if !seen.is_empty() {
            self.evidence.append(&mut seen);
        } else if !unknown.is_empty() {
            self.unknown.append(&mut unknown);
        } else if !lacks.is_empty() {
            // One fault, told once: the first alternative names the place and what lacks.
            match lacks.swap_remove(0) {
                (lack, true) => self.doubt(lack),
                (lack, false) => self.faults.push(lack),
            }
        }
    }

    fn doubt(&mut self, lack: Evidence) {
        self.doubtful.push(lack.clone());
        self.faults.push(lack);
    }

    /// A sure fault outweighs what is unknown; what is unknown outweighs what was seen.
    fn verdict(self, rule: &Rule) -> Verdict {
        if let Some(findings) = NonEmpty::new(findings(rule, self.faults, &self.doubtful)) {
            return Verdict::Fail(findings);
        }
        if let Some(unknown) = NonEmpty::new(sorted(self.unknown)) {
            return Verdict::Undetermined(unknown);
        }
        if self.evidence.is_empty() && self.idle > 0 {
            return Verdict::NotApplicable(Reason::NothingToJudge);
        }
        Verdict::Pass(self.evidence)
    }
}

fn sorted(mut unknown: Vec<Unknown>) -> Vec<Unknown> {
    unknown.sort();
    unknown.dedup();
    unknown
}

/// Faults in the order of places, each with its fingerprint. The confidence of the rule is the most that a
/// finding has: less where its own evidence is weak, or where it lies among tests and copied code.
fn findings(rule: &Rule, mut faults: Vec<Evidence>, doubtful: &[Evidence]) -> Vec<Finding> {
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults.dedup();
    // A file that is told by its name and by a passage in it is one fault: the passage says where.
    let passages: BTreeSet<Arc<str>> = faults
        .iter()
        .filter(|fault| fault.place.line.is_some())
        .filter_map(|fault| fault.place.path.clone())
        .collect();
    faults.retain(|fault| {
        let told = |path: &Arc<str>| passages.contains(path);
        fault.message != Message::FilePresent || !fault.place.path.as_ref().is_some_and(told)
    });
    let mut seen: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
    faults
        .into_iter()
        .map(|fault| {
            let weak = doubtful.contains(&fault);
            let Evidence { place, message } = fault;
            let path = place.path.as_deref().map(str::to_owned);
            let salient = message.salient().to_owned();
            let ordinal = seen.entry((path, salient)).or_default();
            let fingerprint = Fingerprint::of(&rule.id, place.path.as_deref(), message.salient(), *ordinal);
            *ordinal += 1;
            let confidence = if weak || place.path.as_deref().is_some_and(is_test_material) {
                rule.confidence.max(Confidence::Medium)
            } else {
                rule.confidence
            };
            Finding {
                place,
                message,
                confidence,
                fingerprint,
            }
        })
        .collect()
}

/// Whether a path lies among tests or copied code, where a key, a page or a dump is more often
/// material than a fault: its findings are told, and close no gate.
fn is_test_material(path: &str) -> bool {
    const FOLDERS: [&str; 13] = [
        "test",
        "tests",
        "testing",
        "spec",
        "specs",
        "__tests__",
        "e2e",
        "testdata",
        "test-data",
        "mocks",
        "vendor",
        "node_modules",
        "third_party",
    ];
    path.split('/')
        .any(|part| FOLDERS.iter().any(|folder| part.eq_ignore_ascii_case(folder)))
}
