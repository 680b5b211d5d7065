// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! YAML and JSON as trees in which every value knows its line and column.
//!
//! Depth, number of values and length are bounded, and an alias shares the value that it names instead of copying
//! it: no document grows while it is read. Whoever walks a tree bounds the walk, as shared values may be met often.

mod json;
mod yaml;

use std::sync::Arc;

use crate::model::{NonEmpty, Place};

use super::decode::Text;

/// Deepest lists and maps inside each other.
const MOST_DEPTH: usize = 64;

/// Most values of a file.
const MOST_NODES: usize = 200_000;

/// How many merges (`<<`) may follow each other.
const MOST_MERGES: usize = 8;

/// Line and column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Spot {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Spot {
    /// The place in a file.
    pub(super) fn of(self, path: &Arc<str>) -> Place {
        Place::at(path, self.line, self.column)
    }
}

/// A value at its place.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) spot: Spot,
    pub(super) value: Value,
    /// A tag of the application (`!reference`).
    pub(super) tag: Option<Box<str>>,
}

/// What a node holds.
#[derive(Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    List(Vec<Arc<Node>>),
    /// In the order of the file, duplicates included.
    Map(Vec<Entry>),
    /// An alias to something that is not known.
    Opaque,
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) spot: Spot,
    pub(super) node: Arc<Node>,
}

/// Why a text is no tree, in the parser's words, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// One short line.
    pub(super) reason: String,
    pub(super) spot: Option<Spot>,
    /// Whether the text breaks the format; otherwise it is over a limit of this reader.
    pub(super) broken: bool,
}

impl Trouble {
    fn limit(reason: &str) -> Self {
        Self {
            reason: reason.to_owned(),
            spot: None,
            broken: false,
        }
    }

    fn broken(format: &str, words: &str, spot: Option<Spot>) -> Self {
        let line = words.lines().next().unwrap_or_default();
        Self {
            reason: format!("{format}: {}", line.chars().take(120).collect::<String>()),
            spot,
            broken: true,
        }
    }
}

/// The documents of a YAML text, at least one.
///
/// # Errors
/// When the text is no YAML, holds no value, or is over a limit.
pub(super) fn yaml(text: &Text) -> Result<NonEmpty<Arc<Node>>, Trouble> {
    yaml::read(text)
}

/// The value of a JSON text.
///
/// # Errors
/// When the text is no JSON, or over a limit.
pub(super) fn json(text: &Text) -> Result<Node, Trouble> {
    json::read(text)
}

impl Node {
    /// The value of a key, its last one when it is written twice, as most readers take it; merged maps (`<<`) come after the map's own keys.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.look(key, MOST_MERGES)
    }

    fn look(&self, key: &str, merges: usize) -> Option<&Node> {
        let entries = self.entries();
        if let Some(entry) = entries.iter().rfind(|entry| entry.name == key) {
            return Some(&entry.node);
        }
        let left = merges.checked_sub(1)?;
        let base = entries.iter().find(|entry| entry.name == "<<")?;
        match &base.node.value {
            Value::List(list) => list
                .iter()
                .take(MOST_MERGES)
                .find_map(|node| node.look(key, left / 2)),
            _ => base.node.look(key, left),
        }
    }

    /// The entries of a map; none of anything else.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The members of a list; none of anything else.
    pub(super) fn items(&self) -> &[Arc<Node>] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// A text.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A text, a number or a truth value, as written.
    pub(super) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            _ => None,
        }
    }

    /// Whether nothing is given: no value, an empty text, list or map.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(list) => list.is_empty(),
            Value::Map(map) => map.is_empty(),
            _ => false,
        }
    }

    /// Keys that are written twice in one map, with the place of the second; at most `most`. Shared values are
    /// looked at once each time they are met, within `budget` values.
    pub(super) fn duplicates(&self, most: usize) -> Vec<(String, Spot)> {
        let mut found = Vec::new();
        let mut budget = MOST_NODES;
        let mut next = vec![self];
        while let Some(node) = next.pop() {
            let Some(left) = budget.checked_sub(1) else { break };
            budget = left;
            next.extend(node.items().iter().map(Arc::as_ref));
            let mut known = std::collections::BTreeSet::new();
            for entry in node.entries() {
                next.push(&entry.node);
                if !known.insert(&entry.name) && entry.name != "<<" {
                    found.push((entry.name.clone(), entry.spot));
                }
            }
        }
        found.sort_by_key(|(_, spot)| *spot);
        found.dedup();
        found.truncate(most);
        found
    }
}

#[cfg(test)]
mod tests;
