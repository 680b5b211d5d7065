// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Legs of a licence of which nobody can tell which they are: they stay in the conclusion as what they may be, so that
//! nothing is judged by the other legs alone.

use std::collections::BTreeSet;

use crate::licence::{self, RESTRICTED};
use crate::model::{Conclusion, FileLicences, LicenceMatch, LicenceSeen, Place, Subject};

use super::place::{Shelf, shelf};
use super::said::{self, families, is_of_data, usable};

/// Confidence at most in a licence of which the file that grants it takes something back, or leaves a leg open.
const MOST: u8 = 50;

/// Most readings of one conclusion.
const MOST_READINGS: usize = 12;

/// What a README or a manifest names for short does not lift what a licence file or sentence of the same folder takes back.
pub(super) fn restricted(conclusion: &mut Conclusion, texts: &[FileLicences], documents: &[FileLicences]) {
    let Some(expression) = &conclusion.expression else {
        return;
    };
    let ours = families(expression);
    let takes_back = |found: &LicenceMatch| {
        licence::is_restricted(found) && !found.part && !families(&found.expression).is_disjoint(&ours)
    };
    let of_text = texts.iter().filter(|file| is_of(file, &conclusion.folder));
    let of_document = documents
        .iter()
        .filter(|file| folder(&file.path) == &*conclusion.folder);
    let doubtful = of_text
        .chain(of_document)
        .flat_map(|file| &file.matches)
        .filter(|found| speaks_of(found, conclusion))
        .any(takes_back);
    if doubtful && !conclusion.rivals.iter().any(|rival| rival == RESTRICTED) {
        conclusion.rivals.push(RESTRICTED.to_owned());
        conclusion.confidence = conclusion.confidence.min(MOST);
    }
}

/// The first sentence of a licence file or document of the root that keeps the work for some people. It is no reading of the
/// licence, which is judged and compared with others by its own name.
pub(super) fn kept(texts: &[FileLicences], documents: &[FileLicences]) -> Option<Place> {
    let whole = |file: &&FileLicences| match shelf(&file.path) {
        Shelf::Folder(folder, subject) => {
            folder.is_empty() && matches!(subject, Subject::Project | Subject::Code)
        }
        Shelf::Reuse => false,
    };
    let of_root = documents
        .iter()
        .filter(|file| said::folder_of_document(&file.path).is_empty());
    texts
        .iter()
        .filter(whole)
        .chain(of_root)
        .find_map(|file| Some(Place::line(&file.path, file.kept?)))
}

/// Adds what licence files hold beside the licences that were concluded, and that nobody can name.
pub(super) fn open_legs(conclusion: &mut Conclusion, texts: &[FileLicences]) {
    let Some(expression) = conclusion.expression.clone() else {
        return;
    };
    let known: BTreeSet<String> = conclusion.readings().flat_map(families).collect();
    let open: Vec<&LicenceMatch> = texts
        .iter()
        .filter(|file| is_of(file, &conclusion.folder))
        .flat_map(|file| &file.matches)
        .filter(|found| !usable(found) && speaks_of(found, conclusion))
        .filter(|found| readings(found).all(|reading| families(reading).is_disjoint(&known)))
        .collect();
    let mut all = vec![expression];
    all.append(&mut conclusion.rivals);
    for leg in &open {
        // What takes something back comes first: it is the one that must be seen.
        let mut legs: Vec<&str> = readings(leg).collect();
        legs.sort_by_key(|reading| *reading != RESTRICTED);
        all = legs
            .iter()
            .flat_map(|leg| {
                all.iter()
                    .map(move |one| format!("{} AND {}", bracketed(one), bracketed(leg)))
            })
            .collect();
        all.truncate(MOST_READINGS);
    }
    if !open.is_empty() {
        conclusion.confidence = conclusion.confidence.min(MOST);
    }
    conclusion.expression = Some(all.remove(0));
    conclusion.rivals = all;
}

/// The subjects of which a document of the root speaks in words that fit several licences, each with what they fit. Without a
/// surer word on them, they do not simply have the project's licence.
pub(super) fn vague(documents: &[FileLicences], subject: Subject) -> Option<(Vec<String>, LicenceSeen)> {
    let (path, found) = documents
        .iter()
        .flat_map(|file| file.matches.iter().map(|found| (&file.path, found)))
        .filter(|(_, found)| !found.part && !usable(found))
        .find(|(path, found)| {
            (folder(path).is_empty() && found.subject == subject)
                || (subject == Subject::Data && is_of_data(path, found))
        })?;
    let seen = LicenceSeen {
        place: Place::line(path, found.lines.0),
        last_line: (found.lines.1 > found.lines.0).then_some(found.lines.1),
        expression: found.expression.clone(),
        method: found.method,
        confidence: found.confidence,
    };
    Some((readings(found).map(str::to_owned).collect(), seen))
}

fn readings(found: &LicenceMatch) -> impl Iterator<Item = &str> {
    std::iter::once(&found.expression)
        .chain(&found.rivals)
        .map(String::as_str)
}

fn bracketed(part: &str) -> String {
    if part.contains(" OR ") {
        format!("({part})")
    } else {
        part.to_owned()
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a licence file lies in a folder.
fn is_of(file: &FileLicences, wanted: &str) -> bool {
    match shelf(&file.path) {
        Shelf::Folder(folder, _) => folder == wanted,
        Shelf::Reuse => false,
    }
}

/// Whether words are about what a conclusion is about.
fn speaks_of(found: &LicenceMatch, conclusion: &Conclusion) -> bool {
    let whole = matches!(found.subject, Subject::Project | Subject::Code);
    if conclusion.inherited || conclusion.subject == Subject::Code {
        whole
    } else {
        found.subject == conclusion.subject
    }
}
