// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Schemas of data: right in themselves, kept by the tables, published as schema.data.gouv.fr asks.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{
    DataNote, Evidence, Message, NonEmpty, Place, Role, SchemaFile, SchemaKind, Tag, Unknown,
};

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
    let unchecked: Vec<Unknown> = facts
        .table_checks
        .iter()
        .flat_map(|check| {
            check.unchecked.iter().map(|why| Unknown::Table {
                table: Arc::clone(&check.table),
                why: why.clone(),
            })
        })
        .take(MOST_CELLS)
        .collect();
    if let Some(unchecked) = NonEmpty::new(unchecked).filter(|_| found.is_empty()) {
        return Outcome::Unknown(unchecked);
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
    let mut found = Vec::new();
    if !facts
        .documents
        .iter()
        .any(|document| document.role == Role::Readme)
    {
        found.push(seen(
            Place::file(&first.path),
            Message::Data(DataNote::SchemaWithoutReadme),
        ));
    }
    found.extend(version(facts, &published));
    Outcome::from_seen(
        found,
        Place::repository(),
        Message::Data(DataNote::SchemaRepository),
    )
}

/// The name of the schema at the root that schema.data.gouv.fr reads.
const AT_ROOT: &str = "schema.json";

/// The schemas that a repository publishes: one at the root with a version, or those that a package at the root
/// names. Without a version, or elsewhere, a schema serves the code; at the root of a repository without any program, one
/// that tells its title or its authors, or whose versions are tagged, is published all the same.
fn published(facts: &Facts) -> Vec<&SchemaFile> {
    let package = facts
        .schemas
        .iter()
        .any(|schema| schema.kind == SchemaKind::Package && !schema.path.contains('/'));
    let tagged = facts
        .life
        .as_option()
        .is_some_and(|life| life.versions().next().is_some());
    let alone = |schema: &SchemaFile| facts.manifests.is_empty() && (schema.described || tagged);
    facts
        .schemas
        .iter()
        .filter(|schema| schema.kind == SchemaKind::Table)
        .filter(|schema| match (&schema.version, &*schema.path) {
            (Some(_), AT_ROOT) => true,
            (Some(_), _) => package,
            (None, AT_ROOT) => alone(schema),
            (None, _) => false,
        })
        .collect()
}

/// Schemas without a version, a version without a tag, or schemas of another version than the latest tag: it is the
/// version of each of them. Nothing is said of tags when some may lack.
fn version(facts: &Facts, published: &[&SchemaFile]) -> Vec<Evidence> {
    let told = |schema: &SchemaFile, note| seen(Place::file(&schema.path), Message::Data(note));
    let Some(first) = published.first() else {
        return Vec::new();
    };
    let Some(version) = first.version.clone() else {
        return vec![told(first, DataNote::SchemaWithoutVersion)];
    };
    let Some(life) = facts.life.as_option().filter(|life| life.tags_whole) else {
        return Vec::new();
    };
    let Some(tag) = life.versions().max_by(|a, b| by_version(a, b)) else {
        // Tags that are no versions tell nothing.
        let bare = life.tags.is_empty();
        return bare
            .then(|| told(first, DataNote::SchemaWithoutTag(version)))
            .into_iter()
            .collect();
    };
    let other = |schema: &&SchemaFile| {
        let version = schema.version.clone()?;
        let said = parsed(&version);
        // What is ahead of its tags waits for the next one.
        let same = said == parsed(&tag.name) || said > parsed(&tag.name) && !is_at(facts, tag);
        let note = || DataNote::SchemaVersion {
            version,
            tag: tag.name.clone(),
        };
        (!same).then(|| told(schema, note()))
    };
    published.iter().filter_map(other).collect()
}

/// Whether the audited commit may be the one of a tag, by its date.
fn is_at(facts: &Facts, tag: &Tag) -> bool {
    match (facts.last_commit, tag.time) {
        (Some(commit), Some(tag)) => commit <= tag,
        _ => true,
    }
}

fn by_version(a: &Tag, b: &Tag) -> Ordering {
    parsed(&a.name)
        .cmp(&parsed(&b.name))
        .then_with(|| a.name.cmp(&b.name))
}

/// A version as numbers, and what follows them: a version without more comes after `1.0.0-rc1`.
fn parsed(name: &str) -> (Vec<u64>, bool, String) {
    let plain = name.trim_start_matches(['v', 'V']);
    let end = plain
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(plain.len());
    let (numbers, rest) = plain.split_at(end);
    let mut numbers: Vec<u64> = numbers.split('.').filter_map(|part| part.parse().ok()).collect();
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    let rest = rest.split('+').next().unwrap_or_default();
    (numbers, rest.is_empty(), rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::parsed;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        for (less, more) in [("v1.9.0", "v1.10.0"), ("1.0.0-rc1", "1.0.0"), ("v1.0", "1.0.1")] {
            assert!(parsed(less) < parsed(more), "{less} {more}");
        }
        assert_eq!(parsed("v1.0"), parsed("1.0.0"));
    }
}
