// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Every folder of copied code keeps a licence file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Message, Origin, Place};

/// Holds when a folder that holds only copied files has no licence file anywhere below:
/// used in `none`, so that each such folder is a finding.
pub(super) fn run(facts: &Facts) -> Outcome {
    let folders = copied_folders(facts);
    if folders.is_empty() {
        return Outcome::Nothing;
    }
    let bare = folders
        .into_iter()
        .filter(|folder| !below(facts, folder).any(|path| names_a_licence(path)))
        .map(|folder| {
            let place = Place::file(&Arc::from(folder.as_str()));
            seen(place, Message::NoLicenceInFolder(folder))
        })
        .collect();
    Outcome::from_seen(bare, Place::repository(), Message::NoLicence)
}

/// The paths below a folder: they follow each other, as the files are sorted.
fn below<'a>(facts: &'a Facts, folder: &str) -> impl Iterator<Item = &'a str> {
    let prefix = format!("{folder}/");
    let start = facts.files.partition_point(|file| *file.path < *prefix);
    facts.files[start..]
        .iter()
        .map(|file| &*file.path)
        .take_while(move |path| path.starts_with(&prefix))
}

fn names_a_licence(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    ["licence", "license", "copying", "unlicense", "notice"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// The highest folders that hold copied files and nothing else.
fn copied_folders(facts: &Facts) -> Vec<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for file in &facts.files {
        let copied = usize::from(file.origin == Some(Origin::Vendored));
        let mut path: &str = &file.path;
        while let Some((folder, _)) = path.rsplit_once('/') {
            let count = counts.entry(folder).or_default();
            count.0 += 1;
            count.1 += copied;
            path = folder;
        }
    }
    let whole = |folder: &str| counts.get(folder).is_some_and(|(all, copied)| all == copied);
    counts
        .keys()
        .filter(|folder| whole(folder) && folder.rsplit_once('/').is_none_or(|(parent, _)| !whole(parent)))
        .map(|folder| (*folder).to_owned())
        .collect()
}
