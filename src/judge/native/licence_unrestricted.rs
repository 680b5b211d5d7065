// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! No licence file takes back what its licence grants.

use std::sync::LazyLock;

use regex::Regex;

use super::licence_recognised::{is_at_home, unclear};
use crate::facts::{Facts, FileFact};
use crate::judge::outcome::{Outcome, seen};
use crate::licence::{REFUSED, RESTRICTED, is_restricted};
use crate::model::{
    LicenceNote, Message, NonEmpty, Origin, Place, Role, Standing, Subject, Unknown, fold, is_program,
    own_regex,
};

/// Words by which a README allows something, folded.
static ALLOWING: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:copi(?:er|ez|able)|modifi(?:er|ez|able)|(?:re)?distribu(?:er|ez|e|able)|reutilis(?:er|ez|able)|libre(?:s|ment)?|autoris\w+|copy|modify|(?:re)?distribute|re ?use|permission|free to|freely|open source|open licen[cs]e|public domain|domaine public|licensed|sous (?:(?:une|la|les) )?licen[cs]es?|under (?:\w+ ){0,6}licen[cs]e)\b",
    )
});

/// Holds where licences are recognised and nothing was taken from them. Which words take something back is never quite
/// certain: such a file is unknown, and so is one that is not recognised. One that from end to end refuses is a lack.
pub(super) fn run(facts: &Facts) -> Outcome {
    let (mut named, mut unknown) = (Vec::new(), Vec::new());
    let alone = nothing_else_speaks(facts);
    for file in facts.licensing.files.iter().filter(|file| is_at_home(file)) {
        if let Some(line) = file.refused.filter(|_| alone && file.matches.is_empty()) {
            let note = Message::Licensing(LicenceNote::GrantsNothing);
            return Outcome::lacks(Place::line(&file.path, line), note);
        }
        if file.matches.is_empty() {
            unknown.push(Unknown::UnrecognisedLicence(file.path.clone()));
        }
        for found in &file.matches {
            if is_restricted(found) {
                unknown.push(unclear(found));
            } else {
                let message = Message::Licence {
                    id: found.expression.clone(),
                    score: found.confidence,
                };
                named.push(seen(Place::line(&file.path, found.lines.0), message));
            }
        }
    }
    // A README that refuses beside a file that grants: nobody can tell which of them holds.
    let refused = facts.licensing.disagreements.iter();
    unknown.extend(
        refused
            .filter(|one| one.seen.expression == REFUSED)
            .map(|one| Unknown::UnclearLicence(format!("{} | {REFUSED}", one.against.expression))),
    );
    if unknown.is_empty() {
        unknown.extend(kept(facts));
    }
    match NonEmpty::new(unknown) {
        Some(unknown) => Outcome::Unknown(unknown),
        None => Outcome::Holds(named),
    }
}

/// What is not known of the code's licence where a sentence beside it keeps the work for some people.
pub(super) fn kept(facts: &Facts) -> Option<Unknown> {
    let code = facts.licensing.of(Subject::Code).filter(|code| !code.inherited)?;
    let expression = code
        .expression
        .as_ref()
        .filter(|_| facts.licensing.kept.is_some())?;
    Some(Unknown::UnclearLicence(format!("{expression} | {RESTRICTED}")))
}

/// Whether nothing in the repository speaks of a licence or allows anything, but licence files that refuse: whatever another
/// source says, in words that are understood or not, is for a person to weigh.
fn nothing_else_speaks(facts: &Facts) -> bool {
    let licensing = &facts.licensing;
    licensing
        .files
        .iter()
        .all(|file| file.matches.is_empty() && file.refused.is_some())
        && licensing
            .manifests
            .iter()
            .all(|one| one.standing == Standing::Proprietary)
        && licensing.conclusions.iter().all(|one| one.expression.is_none())
        && licensing.headers.named == 0
        && facts.reuse.is_none()
        && !facts.files.iter().any(|file| is_further_licence(facts, file))
        && !readme_allows(facts)
}

/// Whether a file is called after a licence, in whatever form, and is none of those that were read.
fn is_further_licence(facts: &Facts, file: &FileFact) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let folded = fold(name);
    let named = ["licen", "copying", "unlicen"]
        .iter()
        .any(|start| folded.starts_with(start));
    let mut read = facts.licensing.files.iter();
    file.origin == Some(Origin::Own)
        && named
        && !is_program(&file.path)
        && !read.any(|one| one.path == file.path)
}

/// Whether a README may allow what the file refuses.
fn readme_allows(facts: &Facts) -> bool {
    let mut readmes = facts.documents.iter().filter(|one| one.role == Role::Readme);
    readmes.any(|readme| readme.sentences.iter().any(|one| ALLOWING.is_match(&one.folded)))
}
