// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Files that describe the software by a public standard, held against it: `publiccode.yml`, `codemeta.json`,
//! `CITATION.cff`. The standards' facts (keys, values, lengths) are tables with their source and date; what rules
//! make of a fault is theirs.

mod citation;
mod codemeta;
mod form;
mod language;
mod publiccode;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Evidence, Message, MetadataNote, NonEmpty, Place};
use crate::opendata::Charset;

use super::tree::{Node, Spot, Trouble};

/// Most faults of one file that are told.
const MOST_FAULTS: usize = 100;

/// The standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// `publiccode.yml`.
    Publiccode,
    /// `codemeta.json`.
    Codemeta,
    /// `CITATION.cff`.
    Citation,
}

/// A file that describes the software.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The file.
    pub path: Arc<str>,
    /// Its standard.
    pub standard: Standard,
    /// The version of the standard that it names, when that version is known.
    pub version: Option<String>,
    /// The version of the standard that it names, when the text of that version is not known: it is then held only
    /// against what all versions share.
    pub foreign: Option<String>,
    /// What breaks the standard, in the order of the file.
    pub faults: Vec<Evidence>,
    /// What the standard still takes but asks to change.
    pub stale: Vec<Evidence>,
    /// Dates that should lie ahead, with their keys.
    pub ends: Vec<(String, Date, Place)>,
    /// Files that it names: key, path and place; looked for when all files are known.
    files: Vec<(String, String, Place)>,
}

/// Reads a description from its tree.
///
/// `encoding` is that of its text.
pub(super) fn read(
    path: &Arc<str>,
    standard: Standard,
    encoding: Charset,
    documents: &NonEmpty<Arc<Node>>,
) -> Description {
    let root = &documents.as_slice()[0];
    let mut found = match standard {
        Standard::Publiccode => publiccode::check(path, root),
        Standard::Codemeta => codemeta::check(path, root),
        Standard::Citation => citation::check(path, root),
    };
    if standard == Standard::Publiccode && encoding != Charset::UTF_8 {
        found.faults.push(note(Place::file(path), MetadataNote::Encoding));
    }
    if let Some(second) = documents.as_slice().get(1) {
        let place = second.spot.of(path);
        found.faults.push(note(place, MetadataNote::SeveralDocuments));
    }
    for (key, spot) in root.duplicates(MOST_FAULTS) {
        found.faults.push(note(spot.of(path), MetadataNote::Twice(key)));
    }
    for list in [&mut found.faults, &mut found.stale] {
        list.sort_by(|a, b| a.place.cmp(&b.place));
        list.dedup();
        list.truncate(MOST_FAULTS);
    }
    found
}

/// A description that is no YAML or no JSON; `None` when the text is only over a limit of the reader.
pub(super) fn broken(path: &Arc<str>, standard: Standard, trouble: &Trouble) -> Option<Description> {
    if !trouble.broken {
        return None;
    }
    let mut found = empty(path, standard);
    let place = trouble
        .spot
        .map_or_else(|| Place::file(path), |spot| spot.of(path));
    found
        .faults
        .push(note(place, MetadataNote::Syntax(trouble.reason.clone())));
    Some(found)
}

/// Tells the files that a description names and the repository does not hold. Nothing is told of a tree that was
/// not listed whole.
pub(super) fn look_for_files<'a>(
    descriptions: &mut [Description],
    files: impl Iterator<Item = &'a str>,
    whole: bool,
) {
    if descriptions.iter().all(|one| one.files.is_empty()) {
        return;
    }
    let known: BTreeSet<&str> = files.collect();
    for one in descriptions {
        let lost = std::mem::take(&mut one.files)
            .into_iter()
            .filter(|(_, path, _)| whole && !known.contains(path.as_str()))
            .map(|(key, value, place)| note(place, MetadataNote::NoFile { key, value }));
        one.faults.extend(lost);
        one.faults.sort_by(|a, b| a.place.cmp(&b.place));
    }
}

fn empty(path: &Arc<str>, standard: Standard) -> Description {
    Description {
        path: Arc::clone(path),
        standard,
        version: None,
        foreign: None,
        faults: Vec::new(),
        stale: Vec::new(),
        ends: Vec::new(),
        files: Vec::new(),
    }
}

fn note(place: Place, note: MetadataNote) -> Evidence {
    Evidence {
        place,
        message: Message::Metadata(note),
    }
}

/// The start of a file.
const START: Spot = Spot { line: 1, column: 1 };
