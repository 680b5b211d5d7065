// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks on files: names, sizes and passages.

use crate::facts::{Facts, FileFact};
use crate::model::{Globs, Message, NonEmpty, Origin, PROGRAM_PATHS, Place, Probe, Unknown};
use crate::rule::check::{FileExists, FileSize, SourceCode};

use super::document::first_of_roles;
use super::outcome::{Outcome, seen};

/// Most places that one check reports: beyond, one more tells nothing new.
const MOST_PLACES: usize = 1000;

fn among<'a>(
    facts: &'a Facts,
    globs: &'a Globs,
    except: &'a Globs,
    origins: &'a [Origin],
) -> impl Iterator<Item = &'a FileFact> {
    let places = globs.among(&facts.paths, |at| &facts.files[at].path);
    places
        .into_iter()
        .filter_map(|at| facts.files.get(at))
        .filter(move |file| {
            file.origin.is_some_and(|origin| origins.contains(&origin)) && !except.matches(&file.path)
        })
}

/// `file-exists`. An empty file says nothing, for or against.
pub(super) fn exists(params: &FileExists, facts: &Facts) -> Outcome {
    let stub = |file: &FileFact| {
        params.filled
            && facts
                .documents
                .iter()
                .any(|document| document.path == file.path && document.is_stub)
    };
    let mut silent = None;
    let found = among(facts, &params.globs, &params.except, &params.origins)
        .filter(|file| {
            let says = file.size != Some(0) && !stub(file);
            if !says && params.filled && silent.is_none() {
                silent = Some(Place::file(&file.path));
            }
            says
        })
        .take(MOST_PLACES)
        .map(|file| seen(Place::file(&file.path), Message::FilePresent))
        .collect();
    // Whoever has just made the file is not told that there is none.
    if let Some(place) = silent {
        return Outcome::from_seen(found, place, Message::FileSaysNothing);
    }
    let lack = Message::NoFileAmong(params.globs.sources().to_vec());
    Outcome::from_seen(found, Place::repository(), lack)
}

/// `source-code`. An empty file says nothing, for or against.
pub(super) fn program(params: &SourceCode, facts: &Facts) -> Outcome {
    let found = among(facts, &PROGRAM_PATHS, &params.except, &[Origin::Own])
        .filter(|file| file.size != Some(0))
        .take(MOST_PLACES)
        .map(|file| seen(Place::file(&file.path), Message::FilePresent))
        .collect();
    Outcome::from_seen(found, Place::repository(), Message::NoProgram)
}

/// `file-size`
pub(super) fn size(params: &FileSize, facts: &Facts) -> Outcome {
    let limit = params.over.0;
    let (mut over, mut unknown) = (Vec::new(), Vec::new());
    for file in among(facts, &params.globs, &params.except, &params.origins) {
        let found = match (file.size, file.least) {
            (Some(size), _) if size > limit => Message::FileOver { size, limit },
            (Some(_), _) => continue,
            // It was left on its server, and the least that is known of it settles the question.
            (None, Some(least)) if least > limit => Message::FileOverUnread { least, limit },
            (None, _) => {
                unknown.push(Unknown::Unread(file.path.clone()));
                continue;
            }
        };
        over.push(seen(Place::file(&file.path), found));
    }
    over.truncate(MOST_PLACES);
    match NonEmpty::new(unknown) {
        Some(unknown) if over.is_empty() => Outcome::Unknown(unknown),
        _ => Outcome::from_seen(over, Place::repository(), Message::NoFileOver(limit)),
    }
}

/// `text-match`
pub(super) fn text(probe: &Probe, facts: &Facts) -> Outcome {
    let nothing = crate::facts::Passages::default();
    let passages = facts.passages.get(&probe.key()).unwrap_or(&nothing);
    if !passages.found.is_empty() {
        return Outcome::Holds(
            passages
                .found
                .iter()
                .take(MOST_PLACES)
                .map(|passage| {
                    let message = if probe.hide {
                        Message::HiddenPassage
                    } else {
                        Message::Passage(passage.excerpt.clone())
                    };
                    seen(passage.place.clone(), message)
                })
                .collect(),
        );
    }
    let unread = passages.unread.iter().cloned().map(Unknown::Unread).collect();
    if let Some(unread) = NonEmpty::new(unread) {
        return Outcome::Unknown(unread);
    }
    // The rule names the document where the words belong first.
    let document = probe
        .roles
        .iter()
        .find_map(|role| first_of_roles(facts, std::slice::from_ref(role)));
    match (document, probe.roles.first()) {
        (Some(document), _) => Outcome::lacks(Place::file(&document.path), Message::NoPassage),
        (None, Some(role)) => Outcome::lacks(Place::repository(), Message::NoDocument(role.as_str())),
        (None, None) => {
            let place = passages.only.as_ref().map_or_else(Place::repository, Place::file);
            Outcome::lacks(place, Message::NoPassage)
        }
    }
}
