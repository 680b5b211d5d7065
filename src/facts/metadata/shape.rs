// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a standard says of its keys, as tables, and the walk that holds a tree against them.

use std::sync::Arc;

use crate::model::{Form, Kind, MetadataNote};

use super::{Description, MOST_FAULTS, Node, START, Spot, form, note};
use crate::facts::tree::{Entry, Value};

/// Values that are looked at, as aliases may show one many times.
const MOST_LOOKS: usize = 50_000;

/// Longest list of allowed values that a fault tells.
const TOLD: usize = 12;

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Anything: judged elsewhere, or not at all.
    Any,
    /// A text; a number or a truth value that was meant as one is taken too.
    Text,
    /// A text of a length, in characters.
    Sized(usize, usize),
    /// A text and nothing else: no number, no truth value.
    Strict,
    /// `true` or `false`.
    Truth,
    /// A text of a form.
    Form(Form),
    /// One of these values; each with the minor version that brought it.
    Choice(&'static [(&'static str, u8)]),
    /// A list whose members have a shape.
    List(&'static Shape),
    /// A list that is not empty.
    Filled(&'static Shape),
    /// One value, or a list of them.
    OneOrList(&'static Shape),
    /// A map with these keys only.
    Map(&'static [Field]),
    /// A text that starts with a prefix has the first shape, any other value the second.
    Prefixed(&'static str, &'static Shape, &'static Shape),
    /// A person, or an organisation: maps that differ.
    Party(&'static [Field], &'static [Field]),
}

/// A key of a map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) need: Need,
    /// The minor version from which on the key is deprecated, and what replaces it.
    pub(super) old: Option<(u8, &'static str)>,
    /// The minor version that brought the key.
    pub(super) since: u8,
}

/// Whether a key must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It may.
    May,
    /// It must.
    Must,
    /// It must, before this minor version.
    MustBefore(u8),
}

impl Field {
    pub(super) const fn may(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            need: Need::May,
            old: None,
            since: 0,
        }
    }

    pub(super) const fn must(name: &'static str, shape: Shape) -> Self {
        Self {
            need: Need::Must,
            ..Self::may(name, shape)
        }
    }

    /// The key must be given before a minor version.
    pub(super) const fn before(self, minor: u8) -> Self {
        Self {
            need: Need::MustBefore(minor),
            ..self
        }
    }

    /// The key is deprecated from a minor version on.
    pub(super) const fn old(self, minor: u8, instead: &'static str) -> Self {
        Self {
            old: Some((minor, instead)),
            ..self
        }
    }

    pub(super) const fn since(self, minor: u8) -> Self {
        Self { since: minor, ..self }
    }
}

/// A walk through one file.
pub(super) struct Walk<'a> {
    pub(super) found: Description,
    /// The minor version of the standard; `None` when it is not known: only what all versions share is then judged.
    pub(super) minor: Option<u8>,
    path: &'a Arc<str>,
    looks: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(path: &'a Arc<str>, found: Description, minor: Option<u8>) -> Self {
        Self {
            found,
            minor,
            path,
            looks: MOST_LOOKS,
        }
    }

    pub(super) fn fault(&mut self, spot: Spot, fault: MetadataNote) {
        if self.found.faults.len() < MOST_FAULTS {
            self.found.faults.push(note(spot.of(self.path), fault));
        }
    }

    pub(super) fn stale(&mut self, spot: Spot, what: MetadataNote) {
        if self.found.stale.len() < MOST_FAULTS {
            self.found.stale.push(note(spot.of(self.path), what));
        }
    }

    /// A file that the repository must hold.
    pub(super) fn file(&mut self, key: &str, path: String, spot: Spot) {
        if self.found.files.len() < MOST_FAULTS {
            let place = spot.of(self.path);
            self.found.files.push((key.to_owned(), path, place));
        }
    }

    /// A date that should lie ahead.
    pub(super) fn end(&mut self, key: String, date: jiff::civil::Date, spot: Spot) {
        if self.found.ends.len() < MOST_FAULTS {
            self.found.ends.push((key, date, spot.of(self.path)));
        }
    }

    /// Holds a map against its table. `at` is where a missing key is told.
    pub(super) fn map(&mut self, node: &Node, key: &str, at: Spot, fields: &[Field]) {
        match &node.value {
            Value::Map(_) => {}
            Value::Opaque => return,
            _ => return self.kind(at, key, Kind::Map),
        }
        for entry in node.entries() {
            let name = joined(key, &entry.name);
            match fields.iter().find(|field| field.name == entry.name) {
                Some(field) => self.entry(entry, &name, field),
                None if entry.name == "<<" => {}
                // What a version that is not known calls its keys is not known either.
                None if self.minor.is_some() => self.fault(entry.spot, MetadataNote::UnknownKey(name)),
                None => {}
            }
        }
        for field in fields {
            let asked = match field.need {
                Need::May => false,
                Need::Must => true,
                Need::MustBefore(minor) => self.minor.is_some_and(|own| own < minor),
            };
            if asked && node.get(field.name).is_none_or(Node::is_empty) {
                let spot = node
                    .entries()
                    .iter()
                    .find(|entry| entry.name == field.name)
                    .map_or(at, |entry| entry.spot);
                self.fault(spot, MetadataNote::Missing(joined(key, field.name)));
            }
        }
    }

    fn entry(&mut self, entry: &Entry, name: &str, field: &Field) {
        if let Some((since, instead)) = field.old
            && self.minor.is_some_and(|own| own >= since)
        {
            let key = name.to_owned();
            self.stale(entry.spot, MetadataNote::Deprecated { key, instead });
        }
        // A key of a later version: no version says that others are forbidden.
        if self.minor.is_some_and(|own| own < field.since) {
            return;
        }
        // No value at all: for a mandatory key this is told above, for others it says nothing.
        if !matches!(entry.node.value, Value::Null) {
            self.value(&entry.node, name, entry.spot, field.shape);
        }
    }

    /// Holds a value against a shape; `at` is the place of its key.
    pub(super) fn value(&mut self, node: &Node, key: &str, at: Spot, shape: Shape) {
        let Some(left) = self.looks.checked_sub(1) else {
            return;
        };
        self.looks = left;
        if matches!(node.value, Value::Opaque) {
            return;
        }
        match shape {
            Shape::Any => {}
            Shape::Text => {
                if node.scalar().is_none() {
                    self.kind(at, key, Kind::Text);
                }
            }
            Shape::Sized(least, most) => self.sized(node, key, at, least, most),
            Shape::Strict => {
                if node.text().is_none() {
                    self.kind(node.spot, key, Kind::Text);
                }
            }
            Shape::Truth => {
                if !matches!(node.value, Value::Bool(_)) {
                    self.kind(node.spot, key, Kind::Truth);
                }
            }
            Shape::Form(form) => self.form(node, key, at, form),
            Shape::Choice(list) => self.choice(node, key, at, list),
            Shape::List(inner) | Shape::Filled(inner) => {
                if !matches!(node.value, Value::List(_)) {
                    return self.kind(at, key, Kind::List);
                }
                if matches!(shape, Shape::Filled(_)) && node.items().is_empty() {
                    self.fault(at, MetadataNote::Missing(key.to_owned()));
                }
                self.members(node, key, *inner);
            }
            Shape::OneOrList(inner) => {
                if matches!(node.value, Value::List(_)) {
                    self.members(node, key, *inner);
                } else {
                    self.value(node, key, at, *inner);
                }
            }
            Shape::Map(fields) => self.map(node, key, at, fields),
            Shape::Prefixed(prefix, one, other) => {
                let starts = node.text().is_some_and(|text| text.trim().starts_with(prefix));
                self.value(node, key, at, if starts { *one } else { *other });
            }
            Shape::Party(person, entity) => match &node.value {
                Value::Map(_) if node.get("name").is_some() => self.map(node, key, node.spot, entity),
                Value::Map(_) => self.map(node, key, node.spot, person),
                _ => self.kind(node.spot, key, Kind::Person),
            },
        }
    }

    fn members(&mut self, node: &Node, key: &str, shape: Shape) {
        for (index, item) in node.items().iter().enumerate() {
            let name = format!("{key}[{index}]");
            if matches!(item.value, Value::Null) {
                self.fault(item.spot, MetadataNote::Missing(name));
            } else {
                self.value(item, &name, item.spot, shape);
            }
        }
    }

    fn sized(&mut self, node: &Node, key: &str, at: Spot, least: usize, most: usize) {
        let Some(text) = node.scalar() else {
            return self.kind(at, key, Kind::Text);
        };
        let (whole, length) = (form::length(text), form::length(text.trim()));
        let key = key.to_owned();
        if length > most {
            self.fault(node.spot, MetadataNote::Long { key, length, most });
        } else if whole < least && length > 0 {
            self.fault(node.spot, MetadataNote::Short { key, length, least });
        }
    }

    fn form(&mut self, node: &Node, key: &str, at: Spot, form: Form) {
        let Some(text) = node.scalar() else {
            return self.kind(at, key, Kind::Text);
        };
        if !form::holds(form, text.trim()) {
            let fault = MetadataNote::Malformed {
                key: key.to_owned(),
                value: text.trim().chars().take(200).collect(),
                form,
            };
            return self.fault(node.spot, fault);
        }
        if matches!(form, Form::Picture | Form::PathOrAddress)
            && let Some(path) = form::local_path(text.trim())
        {
            self.file(key, path, node.spot);
        }
    }

    fn choice(&mut self, node: &Node, key: &str, at: Spot, list: &'static [(&'static str, u8)]) {
        let Some(text) = node.scalar() else {
            return self.kind(at, key, Kind::Text);
        };
        let known = list
            .iter()
            .any(|(value, since)| *value == text.trim() && self.minor.is_none_or(|own| own >= *since));
        // A list that grew says nothing of a version that is not known.
        let grew = self.minor.is_none() && list.iter().any(|(_, since)| *since > 0);
        if !known && !grew {
            let among = if list.len() <= TOLD {
                list.iter().map(|(value, _)| *value).collect()
            } else {
                Vec::new()
            };
            let fault = MetadataNote::NotListed {
                key: key.to_owned(),
                value: text.trim().chars().take(200).collect(),
                among,
            };
            self.fault(node.spot, fault);
        }
    }

    pub(super) fn kind(&mut self, spot: Spot, key: &str, wanted: Kind) {
        let key = if key.is_empty() { "/" } else { key }.to_owned();
        self.fault(spot, MetadataNote::Kind { key, wanted });
    }
}

/// The name of a key below another one.
pub(super) fn joined(key: &str, name: &str) -> String {
    let name: String = name.chars().take(100).collect();
    if key.is_empty() {
        name
    } else {
        format!("{key}.{name}")
    }
}

/// The place of a key, or of the start of the file.
pub(super) fn spot_of(node: &Node, key: &str) -> Spot {
    node.entries()
        .iter()
        .find(|entry| entry.name == key)
        .map_or(START, |entry| entry.spot)
}
