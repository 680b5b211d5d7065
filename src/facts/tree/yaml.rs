// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! YAML 1.2 by its core schema, from the events of `saphyr-parser`.

use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use crate::facts::decode::Text;
use crate::model::NonEmpty;

use super::{Entry, MOST_DEPTH, MOST_NODES, Node, Spot, Trouble, Value};

/// Longest text, in bytes.
const LONGEST: usize = 512 * 1_024;

/// Most documents of one file that are kept.
const MOST_DOCUMENTS: usize = 16;

/// What the parser refuses by the letter of the specification and most others take: no fault of the file.
const TAKEN_ELSEWHERE: [&str; 1] = ["invalid indentation in quoted scalar"];

/// A list or a map whose end is not read yet; a map holds keys and values in turn.
struct Open {
    spot: Spot,
    map: bool,
    tag: Option<Box<str>>,
    anchor: usize,
    items: Vec<Arc<Node>>,
}

impl Open {
    fn close(self) -> (usize, Node) {
        let value = if self.map {
            let mut entries = Vec::with_capacity(self.items.len() / 2);
            let mut items = self.items.into_iter();
            while let (Some(key), Some(node)) = (items.next(), items.next()) {
                // A key that is a list or a map is none that any format of ours knows.
                if let Some(name) = key
                    .scalar()
                    .or_else(|| matches!(key.value, Value::Null).then_some(""))
                {
                    entries.push(Entry {
                        name: name.to_owned(),
                        spot: key.spot,
                        node,
                    });
                }
            }
            Value::Map(entries)
        } else {
            Value::List(self.items)
        };
        let node = Node {
            spot: self.spot,
            value,
            tag: self.tag,
        };
        (self.anchor, node)
    }
}

/// What is read so far.
#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    anchors: HashMap<usize, Arc<Node>>,
    documents: Vec<Arc<Node>>,
    nodes: usize,
}

pub(super) fn read(text: &Text) -> Result<NonEmpty<Arc<Node>>, Trouble> {
    if text.as_str().len() > LONGEST {
        return Err(Trouble::limit("YAML: too long for such a file"));
    }
    let mut reader = Reader::default();
    for event in Parser::new_from_str(text.as_str()) {
        let (event, span) = event.map_err(|error| Trouble {
            broken: !TAKEN_ELSEWHERE.contains(&error.info()),
            ..Trouble::broken("YAML", error.info(), Some(spot_of(error.marker())))
        })?;
        reader.take(event, spot_of(&span.start))?;
        if reader.documents.len() >= MOST_DOCUMENTS {
            break;
        }
    }
    NonEmpty::new(reader.documents).ok_or_else(|| Trouble::broken("YAML", "the file holds no value", None))
}

fn spot_of(marker: &Marker) -> Spot {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Spot {
        line: number(marker.line()).max(1),
        column: number(marker.col()).saturating_add(1),
    }
}

impl Reader {
    fn take(&mut self, event: Event<'_>, spot: Spot) -> Result<(), Trouble> {
        let (anchor, node) = match event {
            Event::Scalar(value, style, anchor, tag) => (anchor, scalar(&value, style, tag.as_deref(), spot)),
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).map(Arc::clone);
                let unknown = || {
                    Arc::new(Node {
                        spot,
                        value: Value::Opaque,
                        tag: None,
                    })
                };
                return self.add(known.unwrap_or_else(unknown));
            }
            Event::SequenceStart(anchor, ref tag) | Event::MappingStart(anchor, ref tag) => {
                self.open.push(Open {
                    spot,
                    map: matches!(event, Event::MappingStart(..)),
                    tag: local(tag.as_deref()),
                    anchor,
                    items: Vec::new(),
                });
                return if self.open.len() > MOST_DEPTH {
                    Err(Trouble::limit("YAML: too many levels"))
                } else {
                    Ok(())
                };
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => open.close(),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        let node = Arc::new(node);
        if anchor > 0 {
            self.anchors.insert(anchor, Arc::clone(&node));
        }
        self.add(node)
    }

    fn add(&mut self, node: Arc<Node>) -> Result<(), Trouble> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(Trouble::limit("YAML: too many values"));
        }
        match self.open.last_mut() {
            Some(open) => open.items.push(node),
            None => self.documents.push(node),
        }
        Ok(())
    }
}

/// The suffix of an application's own tag.
fn local(tag: Option<&Tag>) -> Option<Box<str>> {
    tag.filter(|tag| tag.handle == "!")
        .map(|tag| tag.suffix.as_str().into())
}

fn scalar(written: &str, style: ScalarStyle, tag: Option<&Tag>, spot: Spot) -> Node {
    let plain = style == ScalarStyle::Plain && tag.is_none();
    let value = if plain {
        resolved(written)
    } else {
        Value::Text(written.to_owned())
    };
    Node {
        spot,
        value,
        tag: local(tag),
    }
}

/// What a plain scalar means by the core schema.
fn resolved(written: &str) -> Value {
    match written {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(written) => Value::Number(written.to_owned()),
        _ => Value::Text(written.to_owned()),
    }
}

fn is_number(written: &str) -> bool {
    let unsigned = written.strip_prefix(['-', '+']).unwrap_or(written);
    let based = |prefix: &str, base: u32| {
        unsigned
            .strip_prefix(prefix)
            .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_digit(base)))
    };
    let decimal = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.contains(|c: char| c.is_ascii_digit())
        && unsigned.parse::<f64>().is_ok();
    decimal || based("0x", 16) || based("0o", 8)
}
