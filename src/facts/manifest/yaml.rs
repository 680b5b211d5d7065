// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `publiccode.yml` and `CITATION.cff`.
//!
//! Built on the events of `saphyr-parser`, which gives a line to each value. Aliases are not followed, and depth
//! and number of nodes are bounded: no document grows while it is read.

use saphyr_parser::{Event, Parser};

use crate::facts::decode::Text;
use crate::model::ManifestKey;

use super::{Fields, LONGEST as LONGEST_VALUE, ManifestValue, reason};

/// Deepest lists and maps inside each other.
const MOST_DEPTH: usize = 64;

/// Most nodes of a document.
const MOST_NODES: usize = 50_000;

/// Longest document, in bytes.
const LONGEST: usize = 512 * 1_024;

/// A value with its line.
#[derive(Debug)]
struct Node {
    line: u32,
    value: Value,
}

#[derive(Debug)]
enum Value {
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// An alias.
    Other,
}

impl Node {
    fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else {
            return None;
        };
        entries
            .iter()
            .find(|(name, _)| name.text() == Some(key))
            .map(|(_, value)| value)
    }

    fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }
}

/// A list or a map whose end is not read yet; a map holds keys and values in turn.
struct Open {
    line: u32,
    map: bool,
    items: Vec<Node>,
}

impl Open {
    fn close(self) -> Node {
        let value = if self.map {
            let mut entries = Vec::with_capacity(self.items.len() / 2);
            let mut items = self.items.into_iter();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                entries.push((key, value));
            }
            Value::Map(entries)
        } else {
            Value::List(self.items)
        };
        Node {
            line: self.line,
            value,
        }
    }
}

/// The first document.
fn parse(text: &Text) -> Result<Node, String> {
    if text.as_str().len() > LONGEST {
        return Err("YAML: too long for such a file".to_owned());
    }
    let mut open: Vec<Open> = Vec::new();
    let mut nodes = 0;
    for event in Parser::new_from_str(text.as_str()) {
        let (event, span) = event.map_err(|error| reason("YAML", &error.to_string()))?;
        let line = u32::try_from(span.start.line()).unwrap_or(u32::MAX).max(1);
        let done = match event {
            Event::Scalar(value, ..) => Node {
                line,
                value: Value::Text(value.into_owned()),
            },
            Event::Alias(_) => Node {
                line,
                value: Value::Other,
            },
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push(Open {
                    line,
                    map: matches!(event, Event::MappingStart(..)),
                    items: Vec::new(),
                });
                if open.len() > MOST_DEPTH {
                    return Err("YAML: too many levels".to_owned());
                }
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(list) => list.close(),
                None => continue,
            },
            _ => continue,
        };
        nodes += 1;
        if nodes > MOST_NODES {
            return Err("YAML: too many values".to_owned());
        }
        match open.last_mut() {
            Some(list) => list.items.push(done),
            None => return Ok(done),
        }
    }
    Err("YAML: the file holds no value".to_owned())
}

fn root(text: &Text) -> Result<Node, String> {
    let node = parse(text)?;
    match node.value {
        Value::Map(_) => Ok(node),
        _ => Err("YAML: the file is not a map".to_owned()),
    }
}

fn add(fields: &mut Fields, key: ManifestKey, node: Option<&Node>) {
    if let Some(node) = node
        && let Some(text) = node.text()
    {
        fields.add(key, text, node.line);
    }
}

/// A description by the standard of publiccode.yml.
pub(super) fn publiccode(text: &Text) -> Result<Fields, String> {
    let root = root(text)?;
    let mut fields = Fields::default();
    add(&mut fields, ManifestKey::Name, root.get("name"));
    add(&mut fields, ManifestKey::Version, root.get("softwareVersion"));
    add(&mut fields, ManifestKey::Repository, root.get("url"));
    if let Some(legal) = root.get("legal") {
        add(&mut fields, ManifestKey::Licence, legal.get("license"));
        add(&mut fields, ManifestKey::Authors, legal.get("mainCopyrightOwner"));
        add(&mut fields, ManifestKey::Authors, legal.get("repoOwner"));
    }
    Ok(fields)
}

/// A citation file. Several licences are a choice, says its schema.
pub(super) fn citation(text: &Text) -> Result<Fields, String> {
    let root = root(text)?;
    let mut fields = Fields::default();
    add(&mut fields, ManifestKey::Name, root.get("title"));
    add(&mut fields, ManifestKey::Version, root.get("version"));
    add(&mut fields, ManifestKey::Repository, root.get("repository-code"));
    if let Some(licence) = root.get("license") {
        let names: Option<Vec<&str>> = licence.items().iter().map(Node::text).collect();
        match names {
            Some(names) if !names.is_empty() => {
                fields.add(ManifestKey::Licence, &names.join(" OR "), licence.line);
            }
            _ => add(&mut fields, ManifestKey::Licence, Some(licence)),
        }
    }
    // An address is no identifier, so it does not fill the field that asks for one.
    if let Some(node) = root.get("license-url")
        && let Some(address) = node.text()
    {
        fields.state(ManifestValue {
            value: address.trim().chars().take(LONGEST_VALUE).collect(),
            line: node.line,
        });
    }
    if let Some(authors) = root.get("authors") {
        let names: Vec<String> = authors.items().iter().filter_map(author).collect();
        fields.add(ManifestKey::Authors, &names.join(", "), authors.line);
    }
    Ok(fields)
}

/// The licences of an Ansible collection: a list that says neither "and" nor "or".
pub(super) fn galaxy(text: &Text) -> Vec<ManifestValue> {
    let Ok(root) = root(text) else {
        return Vec::new();
    };
    let Some(licence) = root.get("license") else {
        return Vec::new();
    };
    std::iter::once(licence)
        .chain(licence.items())
        .filter_map(|node| {
            Some(ManifestValue {
                value: node.text()?.trim().chars().take(LONGEST_VALUE).collect(),
                line: node.line,
            })
        })
        .collect()
}

fn author(node: &Node) -> Option<String> {
    let part = |key: &str| node.get(key).and_then(Node::text);
    let parts: Vec<&str> = ["given-names", "family-names"]
        .into_iter()
        .filter_map(part)
        .collect();
    match part("name") {
        Some(name) => Some(name.to_owned()),
        None => (!parts.is_empty()).then(|| parts.join(" ")),
    }
}
