// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Between the pass that reads files and [`check`]: whether REUSE is asked at all, and what each file gave.

use crate::facts::inventory::Item;
use crate::licence::reuse::{Tags, tags};

use super::folder::{is_listed, is_reference, stem};
use super::{Content, Need, Reuse, ReuseFile, check, covered, need};

/// What one file gave.
#[derive(Debug)]
pub(in crate::facts) enum Seen {
    Tags(Tags),
    Text(String),
    Unread,
}

impl Seen {
    /// What a content gives for a need; `text` is `None` for what is no text.
    pub(in crate::facts) fn of(need: Need, text: Option<&str>) -> Option<Self> {
        match (need, text) {
            (Need::Nothing, _) => None,
            (Need::Tags, text) => Some(Self::Tags(text.map(tags).unwrap_or_default())),
            (Need::Text, Some(text)) => Some(Self::Text(text.to_owned())),
            (Need::Text, None) => Some(Self::Unread),
        }
    }
}

/// Whether a tree shows REUSE: one of its files at the root, or a text in `LICENSES/` under the name of its
/// identifier. A folder of other names holds the licences of copied code in many projects. Only then is every
/// file read.
pub(in crate::facts) fn is_shown<'a>(mut paths: impl Iterator<Item = &'a str>) -> bool {
    paths.any(|path| {
        path == "REUSE.toml"
            || path == covered::DEP5
            || path.strip_prefix("LICENSES/").is_some_and(|name| {
                let (id, extension) = stem(name);
                extension.is_some() && (is_listed(id) || is_reference(id))
            })
    })
}

/// The state by REUSE of the files that were read; `seen` goes with `items`. Links are no files, and paths that
/// the repository asks to ignore say nothing.
pub(in crate::facts) fn conclude(items: &[Item<'_>], seen: &[Option<Seen>]) -> Reuse {
    let mut whole = true;
    let mut files = Vec::with_capacity(items.len());
    for (item, seen) in items.iter().zip(seen).filter(|(item, _)| !item.is_link()) {
        let path = &*item.fact.path;
        if item.fact.origin.is_none() && need(path) != Need::Nothing {
            whole = false;
            continue;
        }
        files.push(ReuseFile {
            path,
            size: item.source.size,
            content: match seen {
                None => Content::Unasked,
                Some(Seen::Tags(tags)) => Content::Tags(tags),
                Some(Seen::Text(text)) => Content::Text(text),
                Some(Seen::Unread) => Content::Unread,
            },
        });
    }
    let mut reuse = check(&files);
    reuse.whole = whole && reuse.read_errors.is_empty();
    reuse
}
