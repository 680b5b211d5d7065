// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What changed between the last run and this one.

use std::collections::BTreeMap;

use super::{FORMAT, Line, Run};
use crate::model::{Comparison, Member, RuleChange, ScoreChange};

/// This run, as the history sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Now {
    /// When it is made (RFC 3339).
    pub when: String,
    /// The digest of the rules and the version of the program.
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
}

impl Now {
    /// The lines that remember this run.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let line = |one: &Judged| Line {
            v: FORMAT,
            run: self.when.clone(),
            of: self.repositories.len(),
            rules: self.rules.clone(),
            key: one.key.clone(),
            name: one.name.clone(),
            commit: one.commit.clone(),
            archived: one.archived,
            audited: one.audited,
            percent: one.percent,
            gate: one.gate,
            failing: one.failing.clone(),
            unknown: one.unknown.clone(),
        };
        self.repositories.iter().map(line).collect()
    }
}

/// Compares this run with an earlier one. A rule that was not known on one of the two sides is no change.
#[must_use]
pub fn compare(before: &Run, now: &Now) -> Comparison {
    let mut past: BTreeMap<_, _> = before
        .lines
        .iter()
        .map(|line| (line.key.as_str(), line))
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
                (true, true) => changes(line, one, &member, &mut out),
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

fn changes(line: &Line, one: &Judged, member: &Member, out: &mut Comparison) {
    let change = |rule: &String| RuleChange {
        member: member.clone(),
        rule: rule.clone(),
    };
    let new = one
        .failing
        .iter()
        .filter(|rule| !line.failing.contains(rule) && !line.unknown.contains(rule));
    out.new_failures.extend(new.map(change));
    let repaired = line.failing.iter().filter(|rule| one.kept.contains(rule));
    out.repaired.extend(repaired.map(change));
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
}
