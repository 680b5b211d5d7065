// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What open data wants of each file, and what follows from all of them: data files, schemas, tables held
//! against their schemas.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{DataFile, DataFormat, Licensing, Origin, Role, SchemaFile, TableCheck};
use crate::opendata::Schema;
use crate::snapshot::{Limits, Pieces, ReadError, Snapshot};

use super::decode::Text;
use super::inventory::Item;
use super::{FileFact, data, large, recognise, schema};

/// What is wanted of one file.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one reader wants the file"
)]
pub(super) struct Want {
    data: Option<DataFormat>,
    /// The name tells nothing, and the content may be data.
    guess: bool,
    schema: bool,
    /// A part of the file may be unpacked.
    unpacked: bool,
    /// The file is above the limit for reading, and a part of it may be looked at.
    large: bool,
}

/// Most files of a repository that are unpacked: each may take some megabytes, however small it is.
const MOST_UNPACKED: usize = 200;

/// Most bytes of files above the limit for reading, of one repository, of which a part is looked at: a commit's are
/// unpacked whole for it.
const LARGE_BYTES: u64 = 1 << 30;

/// What one file gave.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub data: data::Seen,
    schema: Option<Schema>,
}

impl Given {
    /// What is kept of it until all files are read: nothing when nothing was seen.
    pub(super) fn kept(self) -> Option<Box<Self>> {
        (self.schema.is_some() || self.data != data::Seen::default()).then(|| Box::new(self))
    }
}

/// What may still be done with tables.
pub(super) struct Tables {
    /// Files that may be unpacked.
    unpacked: usize,
    /// Bytes of large files.
    large: u64,
    /// The limit for reading.
    file_bytes: u64,
}

impl Tables {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            unpacked: MOST_UNPACKED,
            large: LARGE_BYTES,
            file_bytes: limits.file_bytes,
        }
    }
}

/// Whether a pointer of Git LFS may stand in the place of a file's data, whatever `.gitattributes` says.
pub(super) fn may_be_elsewhere(fact: &FileFact) -> bool {
    data::format_of_pointer(&fact.path, fact.origin).is_some()
        || recognise::may_be(&fact.path, None, fact.origin)
}

impl Want {
    /// What is wanted of a file, as far as it alone tells.
    pub(super) fn of(item: &Item<'_>) -> Self {
        let fact = &item.fact;
        if item.is_link() {
            return Self::default();
        }
        let data = data::format(&fact.path, fact.size, fact.origin);
        let plain = matches!(item.role, None | Some(Role::Other));
        Self {
            data,
            guess: data.is_none() && plain && recognise::may_be(&fact.path, fact.size, fact.origin),
            schema: schema::may_be(&fact.path, fact.size, fact.origin),
            unpacked: false,
            large: false,
        }
    }

    /// Lets a file be unpacked, or a part of a large one be read, while there is room; called in the order of paths.
    pub(super) fn bound(&mut self, item: &Item<'_>, tables: &mut Tables) {
        let packed =
            self.data.is_some_and(data::is_packed) || self.guess && recognise::is_packed(&item.fact.path);
        if packed && tables.unpacked > 0 {
            tables.unpacked -= 1;
            self.unpacked = true;
        }
        let wanted = self.data.is_some() || self.guess;
        // What stayed on its server is asked for whatever its size, so that it is known to be lacking.
        self.large = wanted && item.source.size.is_none() && item.source.least.is_some();
        let Some(size) = item.source.size.filter(|size| *size > tables.file_bytes) else {
            return;
        };
        if let (true, Some(rest)) = (wanted, tables.large.checked_sub(size)) {
            tables.large = rest;
            self.large = true;
        }
    }

    /// Whether the content is wanted at all.
    pub(super) fn reads(self) -> bool {
        self.schema || self.guess || self.data.is_some_and(data::is_read)
    }

    /// What a part of a file above the limit for reading gives.
    pub(super) fn of_large(self, snapshot: &dyn Snapshot, item: &Item<'_>, limits: &Limits) -> Option<Given> {
        if !self.large {
            return None;
        }
        let mut given = Given::default();
        let head = usize::try_from(limits.file_bytes).unwrap_or(usize::MAX);
        let path = &item.fact.path;
        let look = &mut |pieces: &mut dyn Pieces| {
            given.data = large::look(path, self.data, self.unpacked, head, pieces);
        };
        snapshot.lend(item.source, large::LARGEST, look).ok()?;
        Some(given)
    }

    /// What a content gives before it is known whether it is a text.
    pub(super) fn of_bytes(self, path: &str, bytes: &[u8]) -> Given {
        let mut given = Given::default();
        given.data.begin(path, self.data, self.guess, bytes);
        if let Some(format) = given.data.format.filter(|_| !given.data.not_data)
            && (self.unpacked || !data::is_packed(format))
        {
            given.data.tables(data::look_inside(format, bytes));
        }
        given
    }

    /// What a text gives.
    pub(super) fn of_text(self, path: &str, text: &Text, given: &mut Given) {
        if self.guess && given.data.format.is_none() {
            given.data.format = recognise::text(path, text);
        }
        if let Some(shape) = given.data.format.and_then(|format| data::look(format, text)) {
            given.data.table = Some(shape);
        }
        if self.schema {
            given.schema = schema::read(path, text);
        }
    }
}

/// What a repository tracks of data.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub data: Vec<DataFile>,
    pub schemas: Vec<SchemaFile>,
    pub checks: Vec<TableCheck>,
}

/// The files of a snapshot, for tables that are held against schemas.
struct Tree<'a> {
    snapshot: &'a dyn Snapshot,
    items: &'a [Item<'a>],
}

impl<'a> Tree<'a> {
    fn item(&self, path: &str) -> Option<&'a Item<'a>> {
        let at = self
            .items
            .binary_search_by(|item| (*item.fact.path).cmp(path))
            .ok()?;
        self.items.get(at)
    }
}

impl schema::Files for Tree<'_> {
    fn has(&self, path: &str) -> bool {
        self.item(path).is_some()
    }

    fn own(&self) -> Vec<&Arc<str>> {
        let own = |item: &&Item<'_>| item.fact.origin == Some(Origin::Own) && !item.is_link();
        self.items
            .iter()
            .filter(own)
            .map(|item| &item.fact.path)
            .collect()
    }

    fn size(&self, path: &str) -> Option<u64> {
        self.item(path)?.source.size
    }

    fn lend(&self, path: &str, limit: u64, work: &mut dyn FnMut(&mut dyn Pieces)) -> Result<(), ReadError> {
        let item = self
            .item(path)
            .filter(|item| !item.is_link())
            .ok_or(ReadError::Missing)?;
        self.snapshot.lend(item.source, limit, work)
    }
}

/// Puts together what the files gave, in the order of paths. `by_reuse` holds the files that REUSE gives a licence.
pub(super) fn conclude(
    snapshot: &dyn Snapshot,
    items: &[Item<'_>],
    given: Vec<Option<Box<Given>>>,
    licensing: &Licensing,
    by_reuse: &BTreeSet<String>,
    whole: bool,
) -> Open {
    let mut open = Open::default();
    let mut schemas = Vec::new();
    for (item, given) in items.iter().zip(given) {
        let path = &item.fact.path;
        let Given { data, schema } = given.map(|given| *given).unwrap_or_default();
        schemas.extend(schema.map(|schema| (Arc::clone(path), schema)));
        if !item.is_link() {
            open.data.extend(data::file(&item.fact, data));
        }
    }
    join_shapefiles(&mut open.data);
    let concluded = schema::conclude(schemas, &Tree { snapshot, items }, whole);
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

/// The attributes of a shapefile stand in a table beside it, which is no file of data of its own.
fn join_shapefiles(files: &mut Vec<DataFile>) {
    let stem = |path: &str| {
        let cut = path
            .len()
            .checked_sub(4)
            .filter(|cut| path.is_char_boundary(*cut))?;
        Some(path[..cut].to_lowercase())
    };
    let shapes: BTreeMap<String, usize> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.format == DataFormat::Shapefile)
        .filter_map(|(at, file)| Some((stem(&file.path)?, at)))
        .collect();
    if shapes.is_empty() {
        return;
    }
    let mut tables = Vec::new();
    files.retain(|file| {
        let shape = stem(&file.path).and_then(|stem| shapes.get(&stem).copied());
        match shape.filter(|_| file.format == DataFormat::Dbf) {
            Some(_) => {
                tables.push(file.clone());
                false
            }
            None => true,
        }
    });
    for table in tables {
        let of = |file: &&mut DataFile| {
            file.format == DataFormat::Shapefile && stem(&file.path) == stem(&table.path)
        };
        if let Some(shape) = files.iter_mut().find(of) {
            shape.table = table.table;
            shape.personal = table.personal;
            shape.perhaps_organisations = table.perhaps_organisations;
        }
    }
}
