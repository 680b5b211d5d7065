// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licences of copied code can stand under the project's.

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{
    Evidence, LicenceMatch, LicenceMethod, LicenceNote, Message, NonEmpty, Place, Subject, Unknown,
};
use crate::rule::Law;
use crate::rule::law::{Compatibility, expression};

use super::licence_allowed::own_word;

/// Holds for each copied licence that cannot stand under any reading of the project's: for `none`. A pair that
/// no source tells of is unknown.
pub(super) fn run(law: &Law, facts: &Facts) -> Outcome {
    let project: Vec<String> = own_word(facts, Subject::Code)
        .map(|conclusion| conclusion.readings().map(str::to_owned).collect())
        .unwrap_or_default();
    if project.is_empty() || facts.licensing.vendored.is_empty() {
        return Outcome::Nothing;
    }
    let (mut faults, mut fine, mut unknown) = (Vec::new(), None, Vec::new());
    for file in &facts.licensing.vendored {
        let texts: Vec<&LicenceMatch> = file.matches.iter().filter(|found| is_text(found)).collect();
        if texts.is_empty() {
            unknown.push(Unknown::UnrecognisedLicence(file.path.clone()));
        }
        for found in texts {
            let place = Place::line(&file.path, found.lines.0);
            match compare(law, found, &project) {
                Some((true, note)) => fine = Some(seen(place, Message::Licensing(note))),
                Some((false, note)) => faults.push(seen(place, Message::Licensing(note))),
                None => unknown.push(Unknown::UnclearLicence(found.expression.clone())),
            }
        }
    }
    unknown.sort();
    unknown.dedup();
    match NonEmpty::new(unknown) {
        Some(unknown) if faults.is_empty() => Outcome::Unknown(unknown),
        _ => {
            let fine: Option<Evidence> = fine;
            let lack = fine.map_or(Message::NoLicence, |evidence| evidence.message);
            Outcome::from_seen(faults, Place::repository(), lack)
        }
    }
}

/// Whether one copied licence can stand under the project's, when every reading of both gives one answer.
fn compare(law: &Law, found: &LicenceMatch, project: &[String]) -> Option<(bool, LicenceNote)> {
    let mut copies = vec![found.expression.clone()];
    copies.extend(found.rivals.iter().cloned());
    // A text of the GNU family serves both variants.
    if let Some(base) = found
        .expression
        .strip_suffix("-or-later")
        .filter(|_| found.rivals.is_empty())
    {
        copies.push(format!("{base}-only"));
    }
    let mut told: Option<(bool, LicenceNote)> = None;
    for copy in &copies {
        for into in project {
            let answer = match law.compatible(&expression(copy)?, &expression(into)?) {
                Compatibility::Compatible(_) => {
                    let (copy, project) = (copy.clone(), into.clone());
                    (true, LicenceNote::Compatible { copy, project })
                }
                Compatibility::Incompatible { from, into, source } => {
                    let source = source.text.clone();
                    let (copy, project) = (from, into);
                    (
                        false,
                        LicenceNote::Incompatible {
                            copy,
                            project,
                            source,
                        },
                    )
                }
                Compatibility::NotVerified => return None,
            };
            match &told {
                Some((first, _)) if *first != answer.0 => return None,
                Some(_) => {}
                None => told = Some(answer),
            }
        }
    }
    told
}

fn is_text(found: &LicenceMatch) -> bool {
    matches!(
        found.method,
        LicenceMethod::Exact | LicenceMethod::Text | LicenceMethod::Notice | LicenceMethod::Tag
    )
}
