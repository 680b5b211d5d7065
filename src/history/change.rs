// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What changed between the last run and this one.

use std::collections::{BTreeMap, BTreeSet};

use super::{FORMAT, Line, Run};
use crate::model::{Comparison, Member, RuleChange, ScoreChange};

/// This run, as the history sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Now {
    /// When it is made (RFC 3339).
    pub when: String,
    /// The version of the program, the digest of the rules and the profile.
    pub rules: String,
    /// Every repository.
    pub repositories: Vec<Judged>,
}

/// One repository of this run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// What tells it from every other, run after run.
    pub key: String,
    /// Its identifier in the report.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The commit audited.
    pub commit: Option<String>,
    /// Its score in percent.
    pub percent: Option<u32>,
    /// Whether the gate is passed.
    pub gate: Option<bool>,
    /// Whether the forge has archived it: frozen, so that nothing of it is a change.
    pub archived: bool,
    /// Whether it was audited.
    pub audited: bool,
    /// The rules that it breaks.
    pub failing: Vec<String>,
    /// The rules that could not be judged.
    pub unknown: Vec<String>,
    /// The rules that it keeps, or that do not concern it.
    pub kept: Vec<String>,
    /// Every rule that judged it: its profile or an option may choose others than those of the run before.
    pub judged: BTreeSet<String>,
}

impl Now {
    /// The lines that remember this run.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut choices: BTreeMap<&BTreeSet<String>, u32> = BTreeMap::new();
        let mut lines = Vec::with_capacity(self.repositories.len());
        for one in &self.repositories {
            let next = u32::try_from(choices.len()).unwrap_or(u32::MAX);
            let by = one.audited.then(|| *choices.entry(&one.judged).or_insert(next));
            let is_first = by == Some(next);
            lines.push(Line {
                v: FORMAT,
                run: self.when.clone(),
                of: self.repositories.len(),
                rules: self.rules.clone(),
                by,
                rules_of: is_first.then(|| one.judged.iter().cloned().collect()),
                key: one.key.clone(),
                name: one.name.clone(),
                commit: one.commit.clone(),
                archived: one.archived,
                audited: one.audited,
                percent: one.percent,
                gate: one.gate,
                failing: one.failing.clone(),
                unknown: one.unknown.clone(),
            });
        }
        lines
    }
}

/// Compares this run with an earlier one. A rule that was not known, or not asked, on one of the two sides is no
/// change; neither is a score that other rules make.
#[must_use]
pub fn compare(before: &Run, now: &Now) -> Comparison {
    let mut past: BTreeMap<_, _> = before
        .lines
        .iter()
        .map(|line| (line.key.as_str(), line))
        .collect();
    let choices: BTreeMap<u32, BTreeSet<&str>> = before
        .lines
        .iter()
        .filter_map(|line| {
            let rules = line.rules_of.as_ref()?;
            Some((line.by?, rules.iter().map(String::as_str).collect()))
        })
        .collect();
    let mut out = Comparison {
        since: before.when.clone(),
        rules_changed: before.rules != now.rules,
        ..Comparison::default()
    };
    for one in &now.repositories {
        let member = Member {
            name: one.name.clone(),
            id: Some(one.id.clone()),
        };
        match past.remove(one.key.as_str()) {
            None => out.new.push(member),
            Some(line) if one.archived => {
                if !line.archived {
                    out.archived.push(member);
                }
            }
            Some(line) => match (line.audited, one.audited) {
                (true, true) => {
                    let judged = line.by.and_then(|by| choices.get(&by));
                    changes(line, judged, one, &member, &mut out);
                }
                (true, false) => out.lost.push(member),
                (false, true) => out.found.push(member),
                (false, false) => {}
            },
        }
    }
    out.gone = past
        .into_values()
        .map(|line| Member {
            name: line.name.clone(),
            id: None,
        })
        .collect();
    out.gone.sort();
    out
}

/// `judged` are the rules that judged the repository then; `None` when the run is of a version that did not tell.
fn changes(
    line: &Line,
    judged: Option<&BTreeSet<&str>>,
    one: &Judged,
    member: &Member,
    out: &mut Comparison,
) {
    let change = |rule: &String| RuleChange {
        member: member.clone(),
        rule: rule.clone(),
    };
    let was_asked = |rule: &str| judged.is_none_or(|judged| judged.contains(rule));
    let new = one
        .failing
        .iter()
        .filter(|rule| !line.failing.contains(rule) && !line.unknown.contains(rule) && was_asked(rule));
    out.new_failures.extend(new.map(change));
    let repaired = line.failing.iter().filter(|rule| one.kept.contains(rule));
    out.repaired.extend(repaired.map(change));
    if judged.is_some_and(|judged| !judged.iter().copied().eq(one.judged.iter().map(String::as_str))) {
        out.rules_changed = true;
        return;
    }
    if let (Some(before), Some(after)) = (line.percent, one.percent)
        && before != after
    {
        out.scores.push(ScoreChange {
            member: member.clone(),
            before,
            after,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Judged, Now, compare};
    use crate::history::Run;

    fn judged(key: &str, percent: u32, failing: &[&str], unknown: &[&str], kept: &[&str]) -> Judged {
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        Judged {
            key: key.to_owned(),
            id: key.to_owned(),
            name: key.to_owned(),
            percent: Some(percent),
            audited: true,
            failing: owned(failing),
            unknown: owned(unknown),
            kept: owned(kept),
            judged: ["u", "v", "w", "x", "y"].map(str::to_owned).into(),
            ..Judged::default()
        }
    }

    fn run(when: &str, repositories: Vec<Judged>) -> Now {
        Now {
            when: when.to_owned(),
            rules: "r".to_owned(),
            repositories,
        }
    }

    #[test]
    fn only_what_is_known_on_both_sides_is_a_change() {
        let lost = |mut one: Judged| {
            one.audited = false;
            one
        };
        let archived = |mut one: Judged| {
            one.archived = true;
            one
        };
        let before = run(
            "a",
            vec![
                judged("same", 50, &["x"], &[], &[]),
                judged("better", 50, &["x", "w", "u"], &["v"], &[]),
                judged("gone", 50, &[], &[], &[]),
                judged("lost", 50, &["x"], &[], &[]),
                lost(judged("found", 0, &[], &[], &[])),
                judged("frozen", 50, &[], &[], &["x"]),
                archived(judged("cold", 50, &[], &[], &["x"])),
            ],
        );
        let now = run(
            "b",
            vec![
                judged("same", 50, &["x"], &[], &[]),
                // x is repaired, w is waived, u is not known any more, v was not known, y is new.
                judged("better", 70, &["v", "y"], &["u"], &["x"]),
                judged("new", 10, &["x"], &[], &[]),
                lost(judged("lost", 0, &[], &[], &[])),
                judged("found", 30, &["x"], &[], &[]),
                archived(judged("frozen", 40, &["x"], &[], &[])),
                archived(lost(judged("cold", 0, &[], &[], &[]))),
            ],
        );
        let past = Run {
            when: "a".to_owned(),
            rules: "r".to_owned(),
            lines: before.lines(),
        };
        let told = compare(&past, &now);
        let names = |all: &[crate::model::Member]| -> Vec<String> {
            all.iter().map(|one| one.name.clone()).collect()
        };
        assert_eq!(names(&told.new), ["new"]);
        assert_eq!(names(&told.gone), ["gone"]);
        assert_eq!(names(&told.lost), ["lost"]);
        assert_eq!(names(&told.found), ["found"]);
        assert_eq!(names(&told.archived), ["frozen"], "and its faults are no news");
        let rules = |all: &[crate::model::RuleChange]| -> Vec<String> {
            all.iter()
                .map(|one| format!("{}:{}", one.member.name, one.rule))
                .collect()
        };
        assert_eq!(rules(&told.new_failures), ["better:y"]);
        assert_eq!(rules(&told.repaired), ["better:x"]);
        assert_eq!(told.scores.len(), 1);
        assert_eq!((told.scores[0].before, told.scores[0].after), (50, 70));
        assert!(!told.rules_changed);
        let same = Run {
            lines: now.lines(),
            ..past
        };
        assert!(compare(&same, &now).is_empty());
    }

    #[test]
    fn what_other_rules_make_is_no_change() {
        let by = |mut one: Judged, rules: &[&str]| {
            one.judged = rules.iter().map(|rule| (*rule).to_owned()).collect();
            one
        };
        let few = || {
            run(
                "a",
                vec![
                    by(judged("wide", 90, &["x"], &[], &[]), &["x"]),
                    judged("same", 50, &["x"], &[], &["y"]),
                ],
            )
        };
        let many = || {
            run(
                "b",
                vec![
                    judged("wide", 40, &["y"], &[], &["x"]),
                    judged("same", 60, &["y"], &[], &["x"]),
                ],
            )
        };
        let past = |run: &Now| Run {
            when: run.when.clone(),
            rules: run.rules.clone(),
            lines: run.lines(),
        };
        assert_eq!(
            past(&many())
                .lines
                .iter()
                .filter(|line| line.rules_of.is_some())
                .count(),
            1
        );
        let told = compare(&past(&few()), &many());
        assert!(told.rules_changed);
        let names = |all: &[crate::model::RuleChange]| -> Vec<String> {
            all.iter()
                .map(|one| format!("{}:{}", one.member.name, one.rule))
                .collect()
        };
        assert_eq!(names(&told.new_failures), ["same:y"], "nobody asked for y before");
        assert_eq!(names(&told.repaired), ["wide:x", "same:x"]);
        assert_eq!(
            told.scores
                .iter()
                .map(|one| one.member.name.as_str())
                .collect::<Vec<_>>(),
            ["same"]
        );
        // And back: a rule that is not asked any more is not repaired.
        let told = compare(&past(&many()), &few());
        assert_eq!(names(&told.new_failures), ["wide:x", "same:x"]);
        assert_eq!(names(&told.repaired), ["same:y"]);
        // A line of an older version does not say which rules judged.
        let mut old = past(&few());
        for line in &mut old.lines {
            (line.by, line.rules_of) = (None, None);
        }
        assert_eq!(names(&compare(&old, &many()).new_failures), ["wide:y", "same:y"]);
    }
}
