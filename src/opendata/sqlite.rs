// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The tables of an `SQLite` database and their columns, by its own list of them (`sqlite_schema`, a B-tree that begins
//! on the first page). No row of any table is read.

use crate::model::TableShape;

use super::table::{MOST_COLUMNS, short};

/// Most pages of the list that are read, most tables, and deepest tree.
const MOST_PAGES: usize = 2_000;
const MOST_TABLES: usize = 500;
const DEEPEST: usize = 12;

/// Longest statement that is read, in bytes.
const LONGEST: usize = 256 << 10;

/// Tables that `SQLite`, `SpatiaLite` and `GeoPackage` keep for themselves.
const OWN: &[&str] = &[
    "sqlite_",
    "gpkg_",
    "rtree_",
    "spatial_ref_sys",
    "geometry_columns",
    "spatialite_",
    "layer_",
    "android_metadata",
    "idx_",
    "views_",
    "virts_",
    "sql_statements_log",
    "vector_layers",
    "elementarygeometries",
    "data_licenses",
];

/// The tables; none when the list cannot be read whole.
#[must_use]
pub fn sqlite(bytes: &[u8]) -> Vec<TableShape> {
    Database::open(bytes)
        .and_then(|mut database| {
            database.walk(1, DEEPEST)?;
            Some(database.tables)
        })
        .unwrap_or_default()
}

struct Database<'a> {
    bytes: &'a [u8],
    page: usize,
    /// Bytes of a page that hold content.
    usable: usize,
    pages: usize,
    tables: Vec<TableShape>,
}

impl<'a> Database<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(b"SQLite format 3\0") {
            return None;
        }
        let page = match number(bytes, 16, 2)? {
            1 => 65_536,
            size if size >= 512 && size.is_power_of_two() => size,
            _ => return None,
        };
        let reserved = usize::from(*bytes.get(20)?);
        // Texts in UTF-16 are rare, and are not read.
        matches!(number(bytes, 56, 4)?, 0 | 1).then_some(Self {
            bytes,
            page,
            usable: page.checked_sub(reserved)?,
            pages: 0,
            tables: Vec::new(),
        })
    }

    fn page(&self, at: usize) -> Option<&'a [u8]> {
        let from = at.checked_sub(1)?.checked_mul(self.page)?;
        self.bytes.get(from..from.checked_add(self.page)?)
    }

    /// Reads the list below a page.
    fn walk(&mut self, at: usize, depth: usize) -> Option<()> {
        self.pages += 1;
        if self.pages > MOST_PAGES || depth == 0 {
            return None;
        }
        let page = self.page(at)?;
        let begin = if at == 1 { 100 } else { 0 };
        let count = number(page, begin + 3, 2)?;
        match page.get(begin)? {
            0x0d => {
                for index in 0..count {
                    let cell = number(page, begin + 8 + 2 * index, 2)?;
                    self.cell(page, cell)?;
                }
            }
            0x05 => {
                for index in 0..count {
                    let cell = number(page, begin + 12 + 2 * index, 2)?;
                    self.walk(number(page, cell, 4)?, depth - 1)?;
                }
                self.walk(number(page, begin + 8, 4)?, depth - 1)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Reads one line of the list: its kind, its name, its table, its page, its statement.
    fn cell(&mut self, page: &[u8], at: usize) -> Option<()> {
        let (size, at) = varint(page, at)?;
        let (_, at) = varint(page, at)?;
        let record = self.payload(page, at, usize::try_from(size).ok()?)?;
        let (head, mut kinds) = varint(&record, 0)?;
        let head = usize::try_from(head).ok()?;
        let mut value = head;
        let mut texts = Vec::new();
        while kinds < head {
            let (kind, next) = varint(&record, kinds)?;
            kinds = next;
            let length = match kind {
                0 | 8 | 9 => 0,
                1..=4 => usize::try_from(kind).ok()?,
                5 => 6,
                6 | 7 => 8,
                kind => usize::try_from(kind.checked_sub(12)? / 2).ok()?,
            };
            let bytes = record.get(value..value.checked_add(length)?)?;
            texts.push(if kind >= 13 && kind % 2 == 1 { bytes } else { &[] });
            value += length;
        }
        let [kind, name, _, _, statement] = texts.as_slice() else {
            return None;
        };
        let name = String::from_utf8_lossy(name).to_lowercase();
        if *kind == b"table"
            && !OWN.iter().any(|own| name.starts_with(own))
            && self.tables.len() < MOST_TABLES
        {
            let header = columns(&String::from_utf8_lossy(statement));
            if !header.is_empty() {
                self.tables.push(TableShape {
                    header,
                    ..TableShape::default()
                });
            }
        }
        Some(())
    }

    /// The content of a cell, which goes on on other pages when it is long.
    fn payload(&self, page: &[u8], at: usize, size: usize) -> Option<Vec<u8>> {
        if size > LONGEST {
            return None;
        }
        let most = self.usable.checked_sub(35)?;
        if size <= most {
            return page.get(at..at.checked_add(size)?).map(<[u8]>::to_vec);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let here = least + (size - least) % (self.usable - 4);
        let here = if here <= most { here } else { least };
        let mut whole = page.get(at..at.checked_add(here)?)?.to_vec();
        let mut next = number(page, at + here, 4)?;
        while whole.len() < size {
            let page = self.page(next)?;
            let more = (size - whole.len()).min(self.usable - 4);
            whole.extend_from_slice(page.get(4..4 + more)?);
            next = number(page, 0, 4)?;
        }
        Some(whole)
    }
}

/// A number of some bytes, the greatest first.
fn number(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let found = bytes.get(at..at.checked_add(count)?)?;
    Some(found.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

/// A number of one to nine bytes, and the place behind it.
fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for index in 0..8 {
        let byte = *bytes.get(at + index)?;
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + index + 1));
        }
    }
    Some((value << 8 | u64::from(*bytes.get(at + 8)?), at + 9))
}

/// The names of the columns that a statement `CREATE TABLE` lists.
fn columns(statement: &str) -> Vec<String> {
    const OTHERS: [&str; 5] = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];
    let Some((_, rest)) = statement.split_once('(') else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut name = String::new();
    let (mut depth, mut begun, mut done) = (0_usize, false, false);
    let mut quote = None;
    for sign in rest.chars() {
        if let Some(end) = quote {
            if sign == end {
                quote = None;
                done |= depth == 0;
            } else if depth == 0 && !done {
                name.push(sign);
            }
            continue;
        }
        match sign {
            '"' | '`' | '\'' | '[' => {
                quote = Some(if sign == '[' { ']' } else { sign });
                begun = true;
            }
            '(' => {
                depth += 1;
                done = true;
            }
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                found.push(std::mem::take(&mut name));
                (begun, done) = (false, false);
            }
            sign if sign.is_whitespace() => done |= begun,
            sign if depth == 0 && !done => {
                begun = true;
                name.push(sign);
            }
            _ => {}
        }
    }
    found.push(name);
    found.retain(|name| !name.is_empty() && !OTHERS.contains(&name.to_uppercase().as_str()));
    found.iter().take(MOST_COLUMNS).map(|name| short(name)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{columns, sqlite};

    /// A database of one page of 512 bytes with one table.
    fn database(statement: &str) -> Vec<u8> {
        let mut bytes = b"SQLite format 3\0\x02\0\x01\x01\0\x40\x20\x20".to_vec();
        bytes.resize(512, 0);
        bytes[59] = 1;
        let mut record = vec![7, 0x17, 0x17, 0x17, 1];
        let kind = statement.len() * 2 + 13;
        record.push(u8::try_from(kind >> 7 | 0x80).unwrap());
        record.push(u8::try_from(kind & 0x7f).unwrap());
        for text in ["table", "agent", "agent"] {
            record.extend(text.bytes());
        }
        record.push(2);
        record.extend(statement.bytes());
        let size = record.len();
        let cell = [
            vec![
                u8::try_from(size >> 7 | 0x80).unwrap(),
                u8::try_from(size & 0x7f).unwrap(),
                1,
            ],
            record,
        ]
        .concat();
        let at = 512 - cell.len();
        bytes[at..].copy_from_slice(&cell);
        bytes[100] = 0x0d;
        bytes[104] = 1;
        bytes[108..110].copy_from_slice(&u16::try_from(at).unwrap().to_be_bytes());
        bytes
    }

    const STATEMENT: &str =
        "CREATE TABLE agent (id INTEGER PRIMARY KEY, nom TEXT, \"date de naissance\" DATE)";

    #[test]
    fn tables_and_their_columns_are_read() {
        let found = sqlite(&database(STATEMENT));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].header, ["id", "nom", "date de naissance"]);
        assert!(sqlite(b"SQLite format 3\0").is_empty());
        assert_eq!(
            columns(
                "CREATE TABLE [a b] (`x y` NUMERIC(10, 2) DEFAULT ('(,'), z, CONSTRAINT k UNIQUE (z), PRIMARY KEY(z))"
            ),
            ["x y", "z"]
        );
    }

    proptest! {
        #[test]
        fn damaged_databases_end(at in 0_usize..512, byte in any::<u8>(), cut in 0_usize..512, text in "[a-z(),\"' \\[\\]]{0,40}") {
            let mut bytes = database(STATEMENT);
            bytes[at] = byte;
            drop(sqlite(&bytes[..cut]));
            drop(sqlite(&bytes));
            drop(columns(&text));
        }
    }
}
