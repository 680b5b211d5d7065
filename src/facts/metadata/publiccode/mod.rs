// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `publiccode.yml`, versions 0.2 to 0.7.
//!
//! Source of keys, values and lengths: the standard's own text at its tags core-0.2, v0.3.0, v0.4.0, v0.5.0 and
//! v0.7.0 (<https://github.com/publiccodeyml/publiccode.yml>, read 2026-11-25; version 0.6 changed nothing).
//! Minor versions are told apart; a version that is not among them is held only against what all of them share.

mod terms;

use std::sync::Arc;

use crate::model::{Form, Kind, MetadataNote};

use super::shape::{Walk, joined, spot_of};
use super::{Description, Node, START, Spot, Standard, empty, form};
use crate::facts::tree::Value;
use terms::{COUNTRY, ROOT};

/// The newest version that is known.
const NEWEST: (u8, &str) = (7, "0.7");

/// The oldest version whose text is known.
const OLDEST: u8 = 2;

/// From which minor version on each thing holds.
const YAML_1_2: u8 = 3;
const RELEASE_DATE_OPTIONAL: u8 = 4;
const CONTRACTORS_ONLY_BY_CONTRACT: u8 = 5;
const UPPER_CASE_COUNTRIES: u8 = 5;

/// Lengths of texts before version 0.3.
const OLD_LEAST: usize = 500;
const OLD_FEATURE: usize = 100;

pub(super) fn check(path: &Arc<str>, root: &Node) -> Description {
    let mut found = empty(path, Standard::Publiccode);
    let written = root.get("publiccodeYmlVersion");
    let version = written.and_then(Node::scalar).and_then(parse);
    let minor = version.and_then(known);
    found.version = minor.map(|minor| format!("0.{minor}"));
    if version.is_some() && minor.is_none() {
        let named = written.and_then(Node::scalar).map(str::trim).unwrap_or_default();
        found.foreign = Some(named.chars().take(100).collect());
    }
    let mut walk = Walk::new(path, found, minor);
    walk.map(root, "", START, ROOT);
    if let Some(node) = written {
        of_version(&mut walk, node, version);
    }
    if let Some(node) = root.get("description") {
        descriptions(&mut walk, node, spot_of(root, "description"));
    }
    if let Some(node) = root.get("maintenance") {
        maintenance(&mut walk, node, spot_of(root, "maintenance"));
    }
    countries(&mut walk, root);
    let given = |key: &str| root.get(key).is_some_and(|node| !node.is_empty());
    let dated = given("releaseDate") || !given("softwareVersion");
    if !dated && minor.is_some_and(|own| own < RELEASE_DATE_OPTIONAL) {
        let at = spot_of(root, "softwareVersion");
        walk.fault(at, MetadataNote::Missing("releaseDate".to_owned()));
    }
    if minor.is_some_and(|own| own < YAML_1_2) {
        truths_of_old(&mut walk, root);
    }
    walk.found
}

/// Major and minor numbers of a version.
fn parse(text: &str) -> Option<(u32, Option<u32>)> {
    let mut parts = text.trim().split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = match parts.next() {
        Some(part) => Some(part.parse().ok()?),
        None => None,
    };
    let patch = parts.next().map(str::parse::<u32>);
    (parts.next().is_none() && patch.is_none_or(|patch| patch.is_ok())).then_some((major, minor))
}

/// The minor version, when its text is known. `0` alone means the newest one.
fn known((major, minor): (u32, Option<u32>)) -> Option<u8> {
    let minor = match (major, minor) {
        (0, None) => NEWEST.0,
        (0, Some(minor)) => u8::try_from(minor).ok()?,
        _ => return None,
    };
    (OLDEST..=NEWEST.0).contains(&minor).then_some(minor)
}

fn of_version(walk: &mut Walk<'_>, node: &Node, version: Option<(u32, Option<u32>)>) {
    let key = "publiccodeYmlVersion";
    let text = node.scalar().unwrap_or_default();
    if node.text().is_none() && node.scalar().is_some() {
        walk.kind(node.spot, key, Kind::Text);
    }
    match version {
        None if !node.is_empty() && node.scalar().is_some() => {
            let fault = MetadataNote::Malformed {
                key: key.to_owned(),
                value: text.chars().take(100).collect(),
                form: Form::Version,
            };
            walk.fault(node.spot, fault);
        }
        Some((0, Some(minor))) if minor < u32::from(NEWEST.0) => {
            let what = MetadataNote::OldVersion {
                version: text.to_owned(),
                newest: NEWEST.1,
            };
            walk.stale(node.spot, what);
        }
        _ => {}
    }
}

/// The sections of `description`, each named by its language.
fn descriptions(walk: &mut Walk<'_>, node: &Node, at: Spot) {
    if !matches!(node.value, Value::Map(_)) {
        return;
    }
    let (mut long, mut features, mut french) = (false, false, false);
    for entry in node.entries() {
        let key = joined("description", &entry.name);
        if !form::holds(Form::Language, &entry.name) && walk.minor.is_some() {
            let fault = MetadataNote::Malformed {
                key: key.clone(),
                value: entry.name.chars().take(100).collect(),
                form: Form::Language,
            };
            walk.fault(entry.spot, fault);
        }
        let language = entry.name.to_lowercase();
        french |= language == "fr" || language.starts_with("fr-") || language.starts_with("fra");
        walk.map(&entry.node, &key, entry.spot, terms::DESCRIPTION);
        let given = |name: &str| entry.node.get(name).is_some_and(|node| !node.is_empty());
        long |= given("longDescription");
        features |= given("features");
        if walk.minor.is_some_and(|own| own < YAML_1_2) {
            old_lengths(walk, &entry.node, &key);
        }
    }
    if node.entries().is_empty() {
        return;
    }
    let first = node.entries().first().map_or("", |entry| entry.name.as_str());
    for (given, name) in [(long, "longDescription"), (features, "features")] {
        if !given {
            let key = joined(&joined("description", first), name);
            walk.fault(at, MetadataNote::Missing(key));
        }
    }
    if !french {
        walk.stale(at, MetadataNote::NoFrench);
    }
}

/// The lengths of version 0.2, where they are stricter.
fn old_lengths(walk: &mut Walk<'_>, section: &Node, key: &str) {
    if let Some(node) = section.get("longDescription")
        && let Some(text) = node.scalar()
    {
        let length = form::length(text);
        // Shorter than what every version asks for is told already.
        if (150..OLD_LEAST).contains(&length) {
            let fault = MetadataNote::Short {
                key: joined(key, "longDescription"),
                length,
                least: OLD_LEAST,
            };
            walk.fault(node.spot, fault);
        }
    }
    let features = section.get("features").map(Node::items).unwrap_or_default();
    for (index, item) in features.iter().enumerate() {
        let length = item.scalar().map_or(0, |text| form::length(text.trim()));
        if length > OLD_FEATURE {
            let fault = MetadataNote::Long {
                key: format!("{key}.features[{index}]"),
                length,
                most: OLD_FEATURE,
            };
            walk.fault(item.spot, fault);
        }
    }
}

/// Who must be named for each kind of maintenance.
fn maintenance(walk: &mut Walk<'_>, node: &Node, at: Spot) {
    let Some(kind) = node.get("type").and_then(Node::scalar).map(str::trim) else {
        return;
    };
    let missing = |key: &str| node.get(key).is_none_or(Node::is_empty);
    if matches!(kind, "internal" | "community") && missing("contacts") {
        walk.fault(at, MetadataNote::Missing("maintenance.contacts".to_owned()));
    }
    if kind == "contract" && missing("contractors") {
        walk.fault(at, MetadataNote::Missing("maintenance.contractors".to_owned()));
    }
    let strict = walk.minor.is_some_and(|own| own >= CONTRACTORS_ONLY_BY_CONTRACT);
    if strict && matches!(kind, "internal" | "community" | "none") && node.get("contractors").is_some() {
        let fault = MetadataNote::Unfit {
            key: "maintenance.contractors".to_owned(),
            beside: "maintenance.type",
            value: kind.to_owned(),
        };
        walk.fault(spot_of(node, "contractors"), fault);
    }
    let contractors = node.get("contractors").map(Node::items).unwrap_or_default();
    for (index, item) in contractors.iter().enumerate() {
        if let Some(until) = item.get("until")
            && let Some(date) = until.scalar().and_then(|text| form::date(text.trim()))
        {
            walk.end(
                format!("maintenance.contractors[{index}].until"),
                date,
                until.spot,
            );
        }
    }
}

/// Sections of countries, and country codes in lower case.
fn countries(walk: &mut Walk<'_>, root: &Node) {
    let both = root.get("it").is_some() && root.get("IT").is_some();
    for entry in root
        .entries()
        .iter()
        .filter(|entry| matches!(entry.name.as_str(), "it" | "IT"))
    {
        if both && entry.name == "it" {
            walk.fault(entry.spot, MetadataNote::Twice("it".to_owned()));
        }
        walk.map(&entry.node, &entry.name, entry.spot, COUNTRY);
    }
    if walk.minor.is_none_or(|own| own < UPPER_CASE_COUNTRIES) {
        return;
    }
    let Some(audience) = root.get("intendedAudience") else {
        return;
    };
    for name in ["countries", "unsupportedCountries"] {
        let list = audience.get(name).map(Node::items).unwrap_or_default();
        for (index, item) in list.iter().enumerate() {
            if let Some(text) = item.text()
                && text.chars().any(char::is_lowercase)
                && form::is_country(&text.to_uppercase())
            {
                let note = MetadataNote::Deprecated {
                    key: format!("intendedAudience.{name}[{index}]"),
                    instead: "ISO 3166-1",
                };
                walk.stale(item.spot, note);
            }
        }
    }
}

/// Before version 0.3 the words of YAML 1.1 (`yes`, `no`) were truth values too.
fn truths_of_old(walk: &mut Walk<'_>, root: &Node) {
    let word = root
        .get("localisation")
        .and_then(|node| node.get("localisationReady"))
        .and_then(Node::text);
    if word.is_some_and(|word| matches!(word.to_lowercase().as_str(), "yes" | "no" | "on" | "off")) {
        walk.found.faults.retain(|fault| {
            !matches!(&fault.message, crate::model::Message::Metadata(MetadataNote::Kind { key, .. })
                if key == "localisation.localisationReady")
        });
    }
}
