// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The READMEs of a repository's parts, to which that of its root leads: the applications of a repository of many.

use std::collections::BTreeSet;

use crate::facts::document::Document;
use crate::model::{Role, fold};

/// The paths of the READMEs in folders below the root to which a README of the root leads, by the folder or the file.
#[must_use]
pub fn part_readmes(documents: &[Document]) -> BTreeSet<&str> {
    let named: BTreeSet<&str> = documents
        .iter()
        .filter(|document| document.role == Role::Readme && !document.path.contains('/'))
        .flat_map(|document| document.links.iter().filter(|link| !link.borrowed && !link.image))
        .filter_map(|link| inside(&link.target))
        .collect();
    let is_part = |path: &&str| {
        path.rsplit_once('/').is_some_and(|(folder, name)| {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            matches!(&*fold(stem), "readme" | "lisezmoi") && (named.contains(folder) || named.contains(path))
        })
    };
    documents
        .iter()
        .filter(|document| matches!(document.role, Role::Other | Role::Readme))
        .map(|document| &*document.path)
        .filter(is_part)
        .collect()
}

/// The path that a target names below the root; `None` for what lies elsewhere.
fn inside(target: &str) -> Option<&str> {
    if target.contains(':') || target.starts_with("//") {
        return None;
    }
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let path = path.trim_start_matches("./").trim_matches('/');
    (!path.is_empty() && !path.starts_with("..")).then_some(path)
}
