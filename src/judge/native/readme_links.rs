// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Every relative link of the README leads to a file or folder of the repository.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;

use crate::facts::{Facts, Link};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{GapKind, Message, Place, Role};

/// Holds when a link is broken: used in `none`, so that each broken link is a finding.
pub(super) fn run(facts: &Facts) -> Outcome {
    let known = known_paths(facts);
    let unseen = unseen_paths(facts);
    let mut readmes = 0;
    let mut broken = Vec::new();
    for document in facts
        .documents
        .iter()
        .filter(|document| document.role == Role::Readme)
    {
        readmes += 1;
        let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in &document.links {
            if let Some(path) = local_path(folder, link)
                && !path.is_empty()
                && !known.contains(&composed(&path))
                && !is_below(&unseen, &path)
            {
                let place = Place::line(&document.path, link.line);
                broken.push(seen(place, Message::BrokenLink(link.target.clone())));
            }
        }
    }
    if readmes == 0 {
        return Outcome::Nothing;
    }
    Outcome::from_seen(broken, Place::repository(), Message::NoLink(Vec::new()))
}

/// One form for the two ways to write an accented letter: what people type and what is stored may differ.
fn composed(path: &str) -> String {
    path.nfc().collect()
}

/// Every file and every folder that holds one.
fn known_paths(facts: &Facts) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for file in &facts.files {
        let mut path: &str = &file.path;
        while known.insert(composed(path)) {
            match path.rsplit_once('/') {
                Some((folder, _)) => path = folder,
                None => break,
            }
        }
    }
    known
}

/// Paths below which nothing was listed: what a link finds there is not known.
fn unseen_paths(facts: &Facts) -> BTreeSet<&str> {
    facts
        .gaps
        .iter()
        .filter(|gap| {
            matches!(
                gap.kind,
                GapKind::Submodule | GapKind::LinkOutside | GapKind::LinkBroken
            )
        })
        .filter_map(|gap| gap.path.as_deref())
        .collect()
}

/// Whether a path is one of these, or lies below one.
fn is_below(paths: &BTreeSet<&str>, path: &str) -> bool {
    let mut path = path;
    loop {
        if paths.contains(path) {
            return true;
        }
        match path.rsplit_once('/') {
            Some((folder, _)) => path = folder,
            None => return false,
        }
    }
}

/// The path inside the repository that a link means; `None` for addresses, anchors, templates,
/// and for paths above the root, which mean the forge's own pages (`../../issues`).
fn local_path(folder: &str, link: &Link) -> Option<String> {
    let target = link.target.split(['#', '?']).next().unwrap_or_default();
    let has_scheme = target
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.contains('/'));
    if target.is_empty()
        || has_scheme
        || target.starts_with("//")
        || target.contains(['{', '$', '<', '%']) && percent_decode_str(target).decode_utf8().is_err()
        || target.contains(['{', '$', '<', '@', '*', '\\', ' '])
    {
        return None;
    }
    let decoded = percent_decode_str(target).decode_utf8().ok()?;
    let (base, rest) = match decoded.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, &*decoded),
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    // `-/issues`, `wikis` and the like are pages of GitLab.
    (parts.first() != Some(&"-")).then(|| parts.join("/"))
}
