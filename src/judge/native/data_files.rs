// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data that the repository tracks: whether there is any, and whether it seems to speak of persons.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::facts::{Facts, Sentence};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{
    DataFile, DataFolder, DataNote, Evidence, Message, NonEmpty, Place, Unknown, fold, own_regex,
};

/// Most columns of the largest file that are told.
const MOST_COLUMNS: usize = 6;

/// Holds when the repository tracks data, with one evidence a folder.
pub(super) fn present(facts: &Facts) -> Outcome {
    let folders = folders(facts, |_| true);
    Outcome::from_seen(folders, Place::repository(), Message::Data(DataNote::NoData))
}

/// Most files without known columns that are told.
pub(super) const MOST_HIDDEN: usize = 20;

/// Most folders that are told.
const MOST_FOLDERS: usize = 5;

/// Names of licences for data, folded.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:licen[cs]e ouverte|open licen[cs]e|etalab 2|lov ?2|odbl|open database licen[cs]e|cc (?:by|0)|cc0|creative commons)\b",
    )
});

/// Words by which a sentence speaks of the data, or of where they come from.
static OF_DATA: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:sources?|origine?|provenance|credits?|copyright|attribution|donnees|data|datasets?|jeux?|fichiers?|files?|tables?|dossier|folder)\b",
    )
});

/// Words beside such a name by which nothing is granted, or not yet, or something else is spoken of.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:aucune?|pas|ne|n|ni|jamais|sans|no|not|isn|aren|never|without|hors|sauf|except\w*|contrairement|unlike|si|if|refus\w+|rejet\w+|denied|declined|demand\w+|a venir|bientot|prochaine?\w*|soon|futur\w*|forthcoming|prevue?s?|planned|envisag\w+|proprietaires?|proprietary|confidentiel\w*|confidential|internes?|internal|a definir|a preciser|a choisir|tbd|icones?|icons?|fonds?|osm|openstreetmap|tuiles?|logos?|polices?|fonts?|scripts?|code|logiciel|software)\b",
    )
});

/// Whether a sentence may give data a licence without stating it.
fn may_state(sentence: &Sentence) -> bool {
    let folded = &sentence.folded;
    NAMED.is_match(folded)
        && (OF_DATA.is_match(folded) || sentence.text.contains('©'))
        && !ASIDE.is_match(folded)
}

/// The READMEs below the root that speak of a licence for data without stating it: their folders, each with the sentence.
fn speaking(facts: &Facts) -> BTreeMap<&str, &str> {
    let mut found = BTreeMap::new();
    for document in &facts.documents {
        let Some((folder, name)) = document.path.rsplit_once('/') else {
            continue;
        };
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if matches!(&*fold(stem), "readme" | "lisezmoi")
            && let Some(sentence) = document.sentences.iter().find(|one| may_state(one))
        {
            found.entry(folder).or_insert(sentence.text.as_str());
        }
    }
    found
}

/// The sentence of such a README at or above the data, the outermost first.
fn spoken<'a>(speaking: &BTreeMap<&str, &'a str>, file: &DataFile) -> Option<&'a str> {
    let mut folders = file.path.match_indices('/').map(|(at, _)| &file.path[..at]);
    folders.find_map(|folder| speaking.get(folder).copied())
}

/// Holds when a licence is said for each data file. Where a README beside the data speaks of one and does not state it, a
/// person has to read it.
pub(super) fn licensed(facts: &Facts) -> Outcome {
    let mut bare: Vec<&DataFile> = facts.data.iter().filter(|file| !file.licensed).collect();
    let all = facts.data.len();
    let speaking = speaking(facts);
    let told: Option<Vec<&str>> = bare.iter().map(|file| spoken(&speaking, file)).collect();
    let mut told = told.unwrap_or_default();
    told.sort_unstable();
    told.dedup();
    let unclear = told.iter().take(MOST_FOLDERS);
    if let Some(unknown) = NonEmpty::new(
        unclear
            .map(|text| Unknown::UnclearLicence((*text).to_owned()))
            .collect(),
    ) {
        return Outcome::Unknown(unknown);
    }
    bare.retain(|file| spoken(&speaking, file).is_none());
    match (facts.data.first(), bare.first()) {
        (None, _) => Outcome::Nothing,
        (Some(first), None) => Outcome::Holds(vec![seen(
            Place::file(&first.path),
            Message::Data(DataNote::Licensed(all)),
        )]),
        (Some(_), Some(first)) => {
            let mut folders: Vec<String> = bare.iter().map(|file| file.folder().to_owned()).collect();
            folders.sort_unstable();
            folders.dedup();
            folders.truncate(MOST_FOLDERS);
            let note = DataNote::Unlicensed {
                files: bare.len(),
                of: all,
                folders,
            };
            Outcome::lacks(Place::file(&first.path), Message::Data(note))
        }
    }
}

/// Holds when the columns of a table seem to hold personal data: for `none`, so that each table is a finding. A table
/// whose columns are not known may hold them too, and one that may list organisations has to be looked at.
pub(super) fn personal(facts: &Facts) -> Outcome {
    let looked = facts
        .data
        .iter()
        .filter(|file| file.table.as_ref().is_some_and(|table| !table.header.is_empty()))
        .count();
    let unclear = facts
        .data
        .iter()
        .filter(|file| file.perhaps_organisations)
        .map(|file| Unknown::Bearers(Arc::clone(&file.path)));
    let hidden: Vec<Unknown> = facts
        .data
        .iter()
        .filter(|file| file.hides_columns())
        .map(|file| Unknown::Columns(Arc::clone(&file.path)))
        .chain(unclear)
        .take(MOST_HIDDEN)
        .collect();
    let known = facts.data.iter().any(DataFile::is_of_persons);
    if let Some(hidden) = NonEmpty::new(hidden).filter(|_| !known) {
        return Outcome::Unknown(hidden);
    }
    if looked == 0 {
        return Outcome::Nothing;
    }
    let found = facts
        .data
        .iter()
        .filter(|file| file.is_of_persons())
        .map(|file| {
            let columns = file
                .personal
                .iter()
                .map(|one| (one.column.clone(), one.kind))
                .collect();
            seen(
                Place::line(&file.path, 1),
                Message::Data(DataNote::PersonalColumns(columns)),
            )
        })
        .collect();
    Outcome::from_seen(
        found,
        Place::repository(),
        Message::Data(DataNote::NoPersonalColumn(looked)),
    )
}

/// The folders of data that counts, each as an evidence.
pub(super) fn folders(facts: &Facts, counts: impl Fn(&DataFile) -> bool) -> Vec<Evidence> {
    let mut by_folder: BTreeMap<&str, Vec<&DataFile>> = BTreeMap::new();
    for file in facts.data.iter().filter(|file| counts(file)) {
        by_folder.entry(file.folder()).or_default().push(file);
    }
    by_folder
        .into_iter()
        .filter_map(|(folder, files)| {
            let largest = files
                .iter()
                .max_by_key(|file| (file.size, std::cmp::Reverse(&file.path)))?;
            let mut formats: Vec<_> = files.iter().map(|file| file.format.as_str()).collect();
            formats.sort_unstable();
            formats.dedup();
            let table = largest.table.as_ref();
            let note = DataFolder {
                folder: folder.to_owned(),
                files: files.len(),
                bytes: files.iter().map(|file| file.size).collect(),
                formats,
                largest: largest.path.to_string(),
                columns: table
                    .map(|table| table.header.iter().take(MOST_COLUMNS).cloned().collect())
                    .unwrap_or_default(),
                rows: table.and_then(|table| table.rows),
                hidden: files.iter().filter(|file| file.hides_columns()).count(),
            };
            let place = Place::file(&Arc::clone(&largest.path));
            Some(seen(place, Message::Data(DataNote::DataFiles(note))))
        })
        .collect()
}
