// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Schemas of data: right in themselves, kept by the tables, published as schema.data.gouv.fr asks.

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{DataNote, Evidence, Message, Place, Role, SchemaFile, SchemaKind};

/// Most cells of one table that are findings.
const MOST_CELLS: usize = 20;

/// Holds when a schema has a fault: for `none`, so that each fault is a finding.
pub(super) fn faults(facts: &Facts) -> Outcome {
    if facts.schemas.is_empty() {
        return Outcome::Nothing;
    }
    let found = facts
        .schemas
        .iter()
        .flat_map(|schema| {
            schema.troubles.iter().map(|trouble| {
                let note = DataNote::SchemaTrouble {
                    kind: schema.kind.as_str(),
                    pointer: trouble.pointer.clone(),
                    fault: trouble.fault,
                    value: trouble.value.clone(),
                };
                let place = match trouble.line {
                    Some(line) => Place::line(&schema.path, line),
                    None => Place::file(&schema.path),
                };
                seen(place, Message::Data(note))
            })
        })
        .collect();
    Outcome::from_seen(
        found,
        Place::repository(),
        Message::Data(DataNote::SchemasRight(facts.schemas.len())),
    )
}

/// Holds when a table breaks its schema: for `none`, so that each cell is a finding.
pub(super) fn tables(facts: &Facts) -> Outcome {
    if facts.table_checks.is_empty() {
        return Outcome::Nothing;
    }
    let mut found = Vec::new();
    for check in &facts.table_checks {
        found.extend(check.errors.iter().take(MOST_CELLS).map(|error| {
            let note = DataNote::Cell {
                column: error.column.clone(),
                fault: error.fault.clone(),
                schema: check.schema.to_string(),
            };
            seen(check.place(error), Message::Data(note))
        }));
        let told = check.errors.len().min(MOST_CELLS) as u64;
        if check.count > told {
            let more = DataNote::MoreCells(check.count - told);
            found.push(seen(Place::file(&check.table), Message::Data(more)));
        }
    }
    Outcome::from_seen(
        found,
        Place::repository(),
        Message::Data(DataNote::TablesRight(facts.table_checks.len())),
    )
}

/// Holds when a repository of schemas lacks what schema.data.gouv.fr asks for: for `none`.
pub(super) fn repository(facts: &Facts) -> Outcome {
    let published = published(facts);
    let Some(first) = published.first() else {
        return Outcome::Nothing;
    };
    let mut found: Vec<Evidence> = [(Role::Readme, "readme"), (Role::Changelog, "changelog")]
        .into_iter()
        .filter(|(role, _)| !facts.documents.iter().any(|document| document.role == *role))
        .map(|(_, name)| {
            seen(
                Place::file(&first.path),
                Message::Data(DataNote::SchemaLacks(name)),
            )
        })
        .collect();
    found.extend(version(facts, &published));
    Outcome::from_seen(
        found,
        Place::repository(),
        Message::Data(DataNote::SchemaRepository),
    )
}

/// The schemas that a repository publishes: one at the root with a version, or those that a package at the root
/// names. Without a version, or elsewhere, a schema serves the code.
fn published(facts: &Facts) -> Vec<&SchemaFile> {
    let package = facts
        .schemas
        .iter()
        .any(|schema| schema.kind == SchemaKind::Package && !schema.path.contains('/'));
    facts
        .schemas
        .iter()
        .filter(|schema| schema.kind == SchemaKind::Table && schema.version.is_some())
        .filter(|schema| package || &*schema.path == "schema.json")
        .collect()
}

/// A tag without a schema of its version: the latest one. Nothing is said without tags, or when some may lack.
fn version(facts: &Facts, published: &[&SchemaFile]) -> Option<Evidence> {
    let life = facts.life.as_option()?;
    let tag = life.last_release()?;
    let plain = |text: &str| text.trim_start_matches(['v', 'V']).to_owned();
    let latest = plain(&tag.name);
    let same = published
        .iter()
        .any(|schema| schema.version.as_deref().map(plain).as_ref() == Some(&latest));
    if same || !life.tags_whole || !latest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let first = published.first()?;
    let note = DataNote::SchemaVersion {
        version: first.version.clone().unwrap_or_default(),
        tag: tag.name.clone(),
    };
    Some(seen(Place::file(&first.path), Message::Data(note)))
}
