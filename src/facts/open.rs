// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What open data wants of each file, and what follows from all of them: data files, schemas, tables held
//! against their schemas.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{DataFile, DataFormat, Licensing, SchemaFile, TableCheck};
use crate::opendata::Schema;

use super::decode::Text;
use super::inventory::Item;
use super::{data, schema};

/// What is wanted of one file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Want {
    data: Option<DataFormat>,
    schema: bool,
    /// The text is kept until the schemas are known.
    table: bool,
    /// A part of the file may be unpacked.
    unpacked: bool,
}

/// Most files of a repository that are unpacked: each may take some megabytes, however small it is.
const MOST_UNPACKED: usize = 200;

/// What one file gave.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub data: data::Seen,
    schema: Option<Schema>,
    table: Option<Text>,
}

/// What may still be done with tables.
pub(super) struct Tables {
    /// Bytes that may be kept.
    left: u64,
    /// Files that may be unpacked.
    unpacked: usize,
}

impl Tables {
    /// None without a file that may be a schema.
    pub(super) fn new(items: &[Item<'_>]) -> Self {
        let any = items
            .iter()
            .any(|item| schema::may_be(&item.fact.path, item.fact.size, item.fact.origin));
        Self {
            left: schema::budget(any),
            unpacked: MOST_UNPACKED,
        }
    }
}

impl Want {
    /// What is wanted of a file, but for keeping it.
    pub(super) fn of(item: &Item<'_>) -> Self {
        let fact = &item.fact;
        if item.is_link() {
            return Self::default();
        }
        Self {
            data: data::format(&fact.path, fact.size, fact.origin),
            schema: schema::may_be(&fact.path, fact.size, fact.origin),
            table: false,
            unpacked: false,
        }
    }

    /// Keeps a table and unpacks a file while there is room; called in the order of paths.
    pub(super) fn bound(&mut self, item: &Item<'_>, tables: &mut Tables) {
        let fact = &item.fact;
        self.table = !item.is_link() && schema::keeps(&fact.path, fact.size, fact.origin, &mut tables.left);
        if self.data.is_some_and(data::is_packed) && tables.unpacked > 0 {
            tables.unpacked -= 1;
            self.unpacked = true;
        }
    }

    /// Whether the content is wanted at all.
    pub(super) fn reads(self) -> bool {
        self.schema || self.table || self.data.is_some_and(data::is_read)
    }

    /// What a content gives before it is known whether it is a text.
    pub(super) fn of_bytes(self, bytes: &[u8]) -> Given {
        let mut given = Given::default();
        if let Some(format) = self.data {
            given.data.not_data = !data::begins_right(format, bytes);
            if !given.data.not_data && (self.unpacked || !data::is_packed(format)) {
                given.data.tables(data::look_inside(format, bytes));
            }
        }
        given
    }

    /// What a text gives.
    pub(super) fn of_text(self, path: &str, text: &Text, given: &mut Given) {
        if let Some(shape) = self.data.and_then(|format| data::look(format, text)) {
            given.data.table = Some(shape);
        }
        if self.schema {
            given.schema = schema::read(path, text);
        }
    }

    /// Keeps a table whose schema is not known yet.
    pub(super) fn keep(self, text: Text, given: &mut Given) {
        given.table = self.table.then_some(text);
    }
}

/// What a repository tracks of data.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub data: Vec<DataFile>,
    pub schemas: Vec<SchemaFile>,
    pub checks: Vec<TableCheck>,
}

/// Puts together what the files gave, in the order of paths. `by_reuse` holds the files that REUSE gives a licence.
pub(super) fn conclude(
    items: &[Item<'_>],
    given: Vec<Given>,
    licensing: &Licensing,
    by_reuse: &BTreeSet<String>,
    whole: bool,
) -> Open {
    let mut open = Open::default();
    let mut schemas = Vec::new();
    let mut tables: BTreeMap<Arc<str>, Text> = BTreeMap::new();
    for (item, given) in items.iter().zip(given) {
        let path = &item.fact.path;
        schemas.extend(given.schema.map(|schema| (Arc::clone(path), schema)));
        if let Some(text) = given.table {
            tables.insert(Arc::clone(path), text);
        }
        if !item.is_link() {
            open.data.extend(data::file(&item.fact, given.data));
        }
    }
    let is_file = |path: &str| items.binary_search_by(|item| (*item.fact.path).cmp(path)).is_ok();
    let concluded = schema::conclude(&schemas, &tables, is_file, whole);
    data::license(&mut open.data, licensing, |path| {
        by_reuse.contains(path) || concluded.licensed.contains(path)
    });
    for file in &mut open.data {
        file.schema = concluded.described.get(&file.path).cloned();
    }
    open.schemas = concluded.schemas;
    open.checks = concluded.checks;
    open
}
