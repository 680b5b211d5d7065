// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licences of dependencies, as lockfiles tell them, go with the project's.

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{LicenceNote, Message, NonEmpty, Origin, Place, Subject, Unknown};
use crate::rule::Law;
use crate::rule::law::{Compatibility, expression};

use super::licence_allowed::own_word;

/// Lockfiles that hold names and versions only.
const SILENT: &[&str] = &[
    "yarn.lock",
    "pnpm-lock.yaml",
    "Cargo.lock",
    "poetry.lock",
    "Pipfile.lock",
    "uv.lock",
    "Gemfile.lock",
    "go.sum",
    "mix.lock",
];

/// Most licences without an answer that are told.
const MOST_UNKNOWN: usize = 5;

/// Holds for each dependency whose licence cannot go with any reading of the project's: for `none`. A pair that no
/// source tells of is unknown, and so is a lockfile that tells no licence.
pub(super) fn run(law: &Law, facts: &Facts) -> Outcome {
    let project: Vec<String> = own_word(facts, Subject::Code)
        .map(|conclusion| conclusion.readings().map(str::to_owned).collect())
        .unwrap_or_default();
    if project.is_empty() {
        return Outcome::Nothing;
    }
    let (mut faults, mut fine, mut unknown) = (Vec::new(), None, silent(facts));
    for file in &facts.licensing.locked {
        for found in &file.matches {
            let dependency = found.expression.clone();
            match compare(law, &dependency, &project) {
                Some(Compatibility::Incompatible { from, into, source }) => {
                    let note = LicenceNote::DependencyIncompatible {
                        dependency: from,
                        project: into,
                        source: source.text.clone(),
                    };
                    let place = Place::line(&file.path, found.lines.0);
                    faults.push(seen(place, Message::Licensing(note)));
                }
                Some(_) => fine = Some(dependency),
                None => unknown.push(Unknown::UnclearLicence(dependency)),
            }
        }
    }
    unknown.sort();
    unknown.dedup();
    unknown.truncate(MOST_UNKNOWN);
    match (NonEmpty::new(unknown), fine) {
        (Some(unknown), _) if faults.is_empty() => Outcome::Unknown(unknown),
        (None, None) if faults.is_empty() => Outcome::Nothing,
        (_, fine) => {
            let lack = fine.map_or(Message::NoLicence, |dependency| {
                Message::Licensing(LicenceNote::DependencyCompatible {
                    dependency,
                    project: project[0].clone(),
                })
            });
            Outcome::from_seen(faults, Place::repository(), lack)
        }
    }
}

/// The answer that every reading of the project's licence gives; `None` without one.
fn compare<'l>(law: &'l Law, dependency: &str, project: &[String]) -> Option<Compatibility<'l>> {
    let from = expression(dependency)?;
    let mut told: Option<Compatibility<'l>> = None;
    for into in project {
        let answer = law.usable(&from, &expression(into)?);
        let same = |one: &Compatibility<'_>| {
            matches!(one, Compatibility::Compatible(_)) == matches!(answer, Compatibility::Compatible(_))
        };
        if answer == Compatibility::NotVerified || told.as_ref().is_some_and(|one| !same(one)) {
            return None;
        }
        told = Some(answer);
    }
    told
}

/// The team's lockfiles that say nothing of licences.
fn silent(facts: &Facts) -> Vec<Unknown> {
    facts
        .files
        .iter()
        .filter(|file| file.origin == Some(Origin::Own))
        .filter(|file| SILENT.contains(&file.path.rsplit('/').next().unwrap_or(&file.path)))
        .map(|file| Unknown::SilentLockfile(file.path.clone()))
        .collect()
}
