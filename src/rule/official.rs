// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Scores that others define, and sets of documents: `rules/scores/<id>.toml`.
//!
//! Each criterion is proved or refuted by checks, or by the verdicts of rules; what neither tells is to be
//! confirmed, and `.vigie.toml` may confirm it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::check::Check;
use super::parse::{PackedSource, Rule, Source};
use super::toml_error::{FileError, Reason, Step, parse_toml, place};
use crate::model::{DeclaredKey, Localized, RuleId};

/// How answers make a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreKind {
    /// Points add up.
    Sum,
    /// Criteria are counted by group, and the counts give a mark.
    Test,
    /// The highest degree of which every criterion, and every one below, is met.
    Ladder,
    /// Things of a set are counted.
    Set,
}

/// A score as its source defines it.
#[derive(Debug, Clone)]
pub struct ScoreDefinition {
    /// The stem of its file.
    pub id: String,
    /// How answers make the score.
    pub kind: ScoreKind,
    /// Its place among the scores.
    pub order: u32,
    /// Its name.
    pub title: Localized,
    /// What readers should know of it.
    pub note: Localized,
    /// The page that defines it.
    pub source: Source,
    /// The rule that asks for what it counts, where one does.
    pub rule: Option<RuleId>,
    /// Groups of criteria, for a test.
    pub groups: Vec<Group>,
    /// Marks from the best to the worst, for a test.
    pub marks: Vec<Mark>,
    /// The criteria.
    pub criteria: Vec<Criterion>,
}

/// A group of criteria that are counted together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name in files.
    pub id: String,
    /// Its name for people.
    pub title: Localized,
}

/// What counts give.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mark {
    /// Its name in files.
    pub id: String,
    /// Its name for people.
    pub title: Localized,
    /// The least count of each group.
    pub at_least: BTreeMap<String, i64>,
}

/// One question of a score.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Criterion {
    /// Its name in files.
    pub id: String,
    /// The question.
    pub title: Localized,
    /// The next step where the answer is no.
    #[serde(default)]
    pub fix: Option<Localized>,
    /// Its group, in a test.
    #[serde(default)]
    pub group: Option<String>,
    /// Its degree, in a ladder.
    #[serde(default)]
    pub degree: Option<i64>,
    /// Points of a yes.
    #[serde(default = "one")]
    pub points: i64,
    /// Points of a no.
    #[serde(default)]
    pub otherwise: i64,
    /// Points by a number that the forge counts.
    #[serde(default)]
    pub steps: Option<Steps>,
    /// Rules of which one that is kept proves a yes.
    #[serde(default)]
    pub kept: Vec<RuleId>,
    /// Rules of which one that is broken proves a no.
    #[serde(default)]
    pub broken: Vec<RuleId>,
    /// Rules of which one that is kept makes a no doubtful.
    #[serde(default)]
    pub perhaps: Vec<RuleId>,
    /// Checks that must all hold for a yes.
    #[serde(default)]
    pub all: Vec<Check>,
    /// Checks of which one that holds proves a yes.
    #[serde(default)]
    pub any: Vec<Check>,
    /// Checks of which one that holds proves a no.
    #[serde(default)]
    pub none: Vec<Check>,
    /// Whether the absence of a proof proves nothing.
    #[serde(default)]
    pub open: bool,
    /// The key of `[declare]` that answers where nothing is proved.
    #[serde(default)]
    pub declare: Option<DeclaredKey>,
}

fn one() -> i64 {
    1
}

/// Points by a number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    /// What is counted.
    pub count: Counted,
    /// Bounds and points, rising: more than the bound gives the points.
    pub over: Vec<(u64, i64)>,
}

/// A number that the forge knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Forks.
    Forks,
    /// Subscribers.
    Subscribers,
}

impl Steps {
    /// The points of a number.
    #[must_use]
    pub fn points(&self, number: u64) -> i64 {
        let reached = self.over.iter().rev().find(|(bound, _)| number > *bound);
        reached.map_or(0, |(_, points)| *points)
    }

    /// The most points that any number gives.
    #[must_use]
    pub fn most(&self) -> i64 {
        self.over.last().map_or(0, |(_, points)| *points)
    }
}

impl Criterion {
    /// Every check of the criterion.
    pub fn checks(&self) -> impl Iterator<Item = &Check> {
        self.all.iter().chain(&self.any).chain(&self.none)
    }

    /// Every rule that the criterion names.
    pub fn rules(&self) -> impl Iterator<Item = &RuleId> {
        self.kept.iter().chain(&self.broken).chain(&self.perhaps)
    }
}

/// A file as it is written (`S` is a source with a TOML date) or packed (with a text).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw<S> {
    kind: ScoreKind,
    order: u32,
    title: Localized,
    note: Localized,
    source: S,
    #[serde(default)]
    rule: Option<RuleId>,
    #[serde(default)]
    group: Vec<Group>,
    #[serde(default)]
    mark: Vec<Mark>,
    criterion: Vec<Criterion>,
}

impl ScoreDefinition {
    /// Reads a file. `file` is the name that errors bear.
    pub(super) fn parse(id: &str, file: &str, text: &str) -> Result<Self, FileError> {
        let raw: Raw<Source> = parse_toml(file, text)?;
        let Raw { source, .. } = &raw;
        let source = source.clone();
        let definition = Self::of(id, raw, source);
        match definition.flaw() {
            Some((way, reason)) => Err(FileError::at(file, text, &place(text, &way), reason)),
            None => Ok(definition),
        }
    }

    /// The definition of an embedded file that the program was built with.
    pub(super) fn unpack(id: &str, json: &str) -> Option<Self> {
        let raw: Raw<PackedSource> = serde_json::from_str(json).ok()?;
        let source = raw.source.read_again()?;
        Some(Self::of(id, raw, source))
    }

    /// Whether it is told where only some rules were asked for: when one of them asks for what it counts.
    #[must_use]
    pub fn is_among(&self, selected: &[&Rule]) -> bool {
        let own = self.rule.as_ref();
        own.is_some_and(|id| selected.iter().any(|rule| rule.id == *id))
    }

    fn of<S>(id: &str, raw: Raw<S>, source: Source) -> Self {
        Self {
            id: id.to_owned(),
            kind: raw.kind,
            order: raw.order,
            title: raw.title,
            note: raw.note,
            source,
            rule: raw.rule,
            groups: raw.group,
            marks: raw.mark,
            criteria: raw.criterion,
        }
    }

    /// What the types cannot say: fields that go together.
    fn flaw(&self) -> Option<([Step<'static>; 2], Reason)> {
        let known = |group: &str| self.groups.iter().any(|one| one.id == group);
        for (at, one) in self.criteria.iter().enumerate() {
            let grouped = one.group.as_deref().is_some_and(known);
            let told = one.checks().next().is_some() || one.rules().next().is_some();
            let (fr, en) = match self.kind {
                ScoreKind::Test if !grouped => (
                    "ne nomme aucun [[group]] du fichier",
                    "names no [[group]] of the file",
                ),
                ScoreKind::Ladder if one.degree.is_none_or(|degree| degree < 0) => {
                    ("n'a pas de degré", "has no degree")
                }
                _ if one.steps.is_none() && one.declare.is_none() && !told => {
                    ("n'a rien qui y réponde", "has nothing that answers it")
                }
                _ => continue,
            };
            let reason = Reason::said(
                format!("le critère « {} » {fr}", one.id),
                format!("the criterion \"{}\" {en}", one.id),
            );
            return Some(([Step::Key("criterion"), Step::Item(at)], reason));
        }
        let at = self
            .marks
            .iter()
            .position(|mark| mark.at_least.keys().any(|group| !known(group)))?;
        let id = &self.marks[at].id;
        let reason = Reason::said(
            format!("la mention « {id} » nomme un groupe qui n'existe pas"),
            format!("the mark \"{id}\" names a group that is not there"),
        );
        Some(([Step::Key("mark"), Step::Item(at)], reason))
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, ScoreDefinition, Steps};

    #[test]
    fn steps_are_strict() {
        let steps = Steps {
            count: Counted::Forks,
            over: vec![(1, 10), (10, 100), (100, 1000)],
        };
        let points = [0, 1, 2, 10, 11, 100, 101].map(|number| steps.points(number));
        assert_eq!(points, [0, 0, 10, 10, 100, 100, 1000]);
    }

    #[test]
    fn faults_are_told() {
        let head = "kind = \"KIND\"\norder = 1\ntitle = { fr = \"a\", en = \"a\" }\nnote = { fr = \"a\", en = \"a\" }\n\
                    [source]\ntext = \"a\"\nurl = \"https://a.org\"\nread = 2026-11-25\n\
                    [[criterion]]\nid = \"x\"\ntitle = { fr = \"a\", en = \"a\" }\n";
        for (kind, rest, expected) in [
            ("set", "", "nothing that answers"),
            ("ladder", "kept = [\"a\"]", "no degree"),
            ("test", "kept = [\"a\"]", "no [[group]]"),
            ("odd", "", "unknown variant"),
            ("set", "wrong = 1", "unknown field"),
        ] {
            let text = head.replace("KIND", kind) + rest;
            let error = ScoreDefinition::parse("a", "a.toml", &text)
                .unwrap_err()
                .to_string();
            assert!(error.contains(expected), "{error}");
        }
        let text = head.replace("KIND", "set") + "kept = [\"a\"]";
        assert!(ScoreDefinition::parse("a", "a.toml", &text).is_ok());
    }
}
