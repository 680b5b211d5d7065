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
    let mut folders = copied_folders(facts);
    folders.retain(|folder| is_shelf_of_libraries(folder));
    if folders.is_empty() {
        return Outcome::Nothing;
    }
    let all = folders.len();
    let bare = folders
        .into_iter()
        .filter(|folder| !below(facts, folder).any(names_a_licence))
        .map(|folder| {
            let place = Place::file(&Arc::from(folder.as_str()));
            seen(place, Message::NoLicenceInFolder(folder))
        })
        .collect();
    Outcome::from_seen(bare, Place::repository(), Message::CopiesKeepLicence(all))
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

/// Whether a folder lies where copied libraries are kept by custom. Other folders may be called copied by
/// a broad pattern in `.gitattributes` (`*.js linguist-vendored`) or hold a build tool's start script.
fn is_shelf_of_libraries(folder: &str) -> bool {
    const SHELVES: [&str; 11] = [
        "vendor",
        "vendors",
        "vendored",
        "node_modules",
        "bower_components",
        "third_party",
        "third-party",
        "thirdparty",
        "externals",
        "godeps",
        "pods",
    ];
    folder
        .split('/')
        .any(|part| SHELVES.iter().any(|shelf| part.eq_ignore_ascii_case(shelf)))
}

fn names_a_licence(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    ["licence", "license", "copying", "unlicense", "notice"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// The folders of copied code, one a library: the highest ones that hold copied files and nothing
/// else; of one that holds only folders (`vendor`, `node_modules`), each of these.
fn copied_folders(facts: &Facts) -> Vec<String> {
    let mut folders: BTreeMap<&str, Count> = BTreeMap::new();
    for file in &facts.files {
        let copied = usize::from(file.origin == Some(Origin::Vendored));
        let mut path: &str = &file.path;
        let mut direct = 1;
        while let Some((folder, _)) = path.rsplit_once('/') {
            let count = folders.entry(folder).or_default();
            count.files += 1;
            count.copied += copied;
            count.direct += std::mem::take(&mut direct);
            path = folder;
        }
    }
    let whole = |folder: &str| {
        folders
            .get(folder)
            .is_some_and(|count| count.files == count.copied)
    };
    let parent = |folder: &str| folder.rsplit_once('/').map(|(parent, _)| parent.to_owned());
    let highest = |folder: &str| whole(folder) && parent(folder).is_none_or(|parent| !whole(&parent));
    let shelf = |folder: &str| highest(folder) && folders.get(folder).is_some_and(|count| count.direct == 0);
    folders
        .keys()
        .filter(|folder| {
            let on_a_shelf = parent(folder).is_some_and(|parent| shelf(&parent));
            on_a_shelf || (highest(folder) && !shelf(folder))
        })
        .map(|folder| (*folder).to_owned())
        .collect()
}

/// Files of a folder.
#[derive(Default)]
struct Count {
    /// In it and below.
    files: usize,
    /// Of these, copied ones.
    copied: usize,
    /// In it, not below.
    direct: usize,
}
