// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data files of the team: what their first bytes and rows show, their checksums.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::model::{DataFile, DataFormat, Licensing, Subject, TableShape, hex};
use crate::opendata::{self, Workbook};

use super::decode::{Text, decode};
use super::licence::reaches;
use super::{FileFact, recognise};

pub(super) use super::data_name::{format, format_of_pointer, may_be};

/// Most bytes that are unpacked of a compressed text.
const UNPACKED: usize = 4 << 20;

/// Whether the content of a format is worth reading: its first rows are cheap to see, or its first bytes tell
/// whether the name is right.
pub(super) fn is_read(format: DataFormat) -> bool {
    is_text(format)
        || is_packed(format)
        || matches!(
            format,
            DataFormat::Sqlite
                | DataFormat::GeoPackage
                | DataFormat::Parquet
                | DataFormat::Dbf
                | DataFormat::Xls
        )
}

/// Whether a format is a text whose columns are read.
pub(super) fn is_text(format: DataFormat) -> bool {
    matches!(
        format,
        DataFormat::Csv
            | DataFormat::Tsv
            | DataFormat::JsonLines
            | DataFormat::Json
            | DataFormat::GeoJson
            | DataFormat::TopoJson
    )
}

/// Whether the columns of a format are found by unpacking a part of the file.
pub(super) fn is_packed(format: DataFormat) -> bool {
    matches!(
        format,
        DataFormat::Xlsx
            | DataFormat::Ods
            | DataFormat::CsvGz
            | DataFormat::Gzip
            | DataFormat::Archive
            | DataFormat::Gtfs
    )
}

/// Whether the first bytes of a content are those of its format, as far as they can tell.
pub(super) fn begins_right(format: DataFormat, bytes: &[u8]) -> bool {
    // An old Excel file often bears the new name, and an encrypted one is wrapped in the old container.
    const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0";
    let magic: &[&[u8]] = match format {
        DataFormat::Sqlite | DataFormat::GeoPackage => &[b"SQLite format 3\0"],
        DataFormat::Parquet => &[b"PAR1", b"PARE"],
        DataFormat::Xlsx => &[b"PK", CONTAINER],
        DataFormat::Ods => &[b"PK"],
        DataFormat::CsvGz | DataFormat::Gzip => &[b"\x1f\x8b"],
        // MapInfo describes its tables in texts of this name.
        DataFormat::Tsv => return !bytes.starts_with(b"!table"),
        _ => return true,
    };
    magic.iter().any(|magic| bytes.starts_with(magic))
}

/// The tables of a content that is no text: the sheets of a workbook, the columns of Parquet, the tables of a database,
/// the first rows of a compressed text.
pub(super) fn look_inside(format: DataFormat, bytes: &[u8]) -> Vec<TableShape> {
    match format {
        DataFormat::Xlsx => opendata::sheets(Workbook::Office, bytes),
        DataFormat::Ods => opendata::sheets(Workbook::Open, bytes),
        DataFormat::Parquet => opendata::parquet(bytes).into_iter().collect(),
        DataFormat::Sqlite | DataFormat::GeoPackage => opendata::sqlite(bytes),
        DataFormat::Dbf => opendata::dbf(bytes).into_iter().collect(),
        DataFormat::CsvGz => compressed(Some(DataFormat::Csv), bytes).into_iter().collect(),
        DataFormat::Gzip => compressed(None, bytes).into_iter().collect(),
        DataFormat::Archive | DataFormat::Gtfs => opendata::archived(bytes),
        _ => Vec::new(),
    }
}

/// What a compressed text shows; of one whose format nothing tells, what its first signs say.
fn compressed(format: Option<DataFormat>, bytes: &[u8]) -> Option<TableShape> {
    let (mut first, whole) = opendata::unpacked(bytes, UNPACKED)?;
    let map = |first: &[u8]| {
        memchr::memmem::find(&first[..first.len().min(4 << 10)], b"\"FeatureCollection\"").is_some()
    };
    let format = format.unwrap_or(match first.first() {
        Some(b'{') if map(&first) => DataFormat::GeoJson,
        Some(b'{') => DataFormat::JsonLines,
        Some(b'[') => DataFormat::Json,
        _ => DataFormat::Csv,
    });
    let lines = matches!(format, DataFormat::Csv | DataFormat::JsonLines);
    if !whole && lines {
        // The last row may be cut.
        first.truncate(first.iter().rposition(|byte| *byte == b'\n')?);
    }
    let shape = look(format, &decode(first)?)?;
    Some(TableShape {
        rows: shape.rows.filter(|_| whole),
        ..shape
    })
}

/// What a text shows of its table; `None` for formats that are no text.
pub(super) fn look(format: DataFormat, text: &Text) -> Option<TableShape> {
    let source = text.as_str();
    let shape = match format {
        DataFormat::Csv | DataFormat::Tsv => opendata::separated(source),
        DataFormat::JsonLines => opendata::lines_of_json(source),
        DataFormat::Json => opendata::list_of_json(source),
        DataFormat::GeoJson | DataFormat::TopoJson => opendata::features(source),
        _ => return None,
    };
    Some(TableShape {
        encoding: Some(text.encoding.name()),
        ..shape
    })
}

/// What one file gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Seen {
    /// What it is, by its name or by its content.
    pub format: Option<DataFormat>,
    /// Its table, or the largest of its tables.
    pub table: Option<TableShape>,
    /// Its other tables.
    pub others: Vec<TableShape>,
    pub lfs_sha256: Option<String>,
    /// The content is something else.
    pub not_data: bool,
    /// Only a part of the content was looked at.
    pub partial: bool,
}

impl Seen {
    /// Believes the first bytes of a file before its name.
    pub(super) fn begin(&mut self, path: &str, named: Option<DataFormat>, guess: bool, bytes: &[u8]) {
        self.format = named;
        match named {
            Some(format) if !begins_right(format, bytes) => {
                self.format = recognise::magic(path, bytes);
                self.not_data = self.format.is_none();
            }
            // A table that is no text is what its first bytes say.
            Some(format) if is_text(format) || format == DataFormat::Xls => {
                self.format = recognise::magic(path, bytes).or(named);
            }
            None if guess => self.format = recognise::magic(path, bytes),
            _ => {}
        }
    }

    /// Keeps the tables of a file: the one of most rows and columns comes first.
    pub(super) fn tables(&mut self, mut tables: Vec<TableShape>) {
        let size = |table: &TableShape| (table.rows.unwrap_or(u64::MAX), table.header.len());
        // The first one wins where they are alike.
        let best = (0..tables.len()).rev().max_by_key(|at| size(&tables[*at]));
        self.table = best.map(|at| tables.remove(at));
        self.others = tables;
    }
}

/// A data file of the list, told from what the file gave.
pub(super) fn file(fact: &FileFact, seen: Seen) -> Option<DataFile> {
    if seen.not_data {
        return None;
    }
    let format = if seen.lfs_sha256.is_some() {
        format_of_pointer(&fact.path, fact.origin)?
    } else {
        let named = format(&fact.path, fact.size, fact.origin);
        seen.format
            .filter(|_| may_be(&fact.path, fact.size, fact.origin))
            .or(named)?
    };
    let (mut personal, mut unclear) = (Vec::new(), true);
    for table in seen.table.iter().chain(&seen.others) {
        let (columns, perhaps) = opendata::personal_in(&table.header);
        unclear &= perhaps || columns.is_empty();
        for column in columns {
            if !personal.contains(&column) {
                personal.push(column);
            }
        }
    }
    Some(DataFile {
        path: Arc::clone(&fact.path),
        format,
        size: fact.size,
        lfs_sha256: seen.lfs_sha256,
        nameless: seen.table.iter().chain(&seen.others).any(|table| {
            // A map that was read whole and names nothing has nothing to name.
            let map = matches!(format, DataFormat::GeoJson | DataFormat::TopoJson) && !seen.partial;
            table.header.is_empty() && !map
        }),
        table: seen.table,
        perhaps_organisations: unclear && !personal.is_empty(),
        personal,
        licensed: false,
        schema: None,
    })
}

/// Tells of each file whether a licence is said for it: one for the repository's data, or one for a folder
/// above it, whatever it is given to there.
pub(super) fn license(files: &mut [DataFile], licensing: &Licensing, stated: impl Fn(&str) -> bool) {
    for file in files {
        let said = licensing.conclusions.iter().any(|one| {
            one.expression.is_some()
                && !one.inherited
                && if one.folder.is_empty() {
                    one.subject == Subject::Data
                        && one.evidence.iter().any(|seen| reaches(seen, Some(&file.path)))
                } else {
                    file.path
                        .strip_prefix(&*one.folder)
                        .is_some_and(|rest| rest.starts_with('/'))
                }
        });
        file.licensed = said || stated(&file.path);
    }
}

/// The checksums that data.gouv.fr may show of a resource, of one content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksums {
    /// SHA-256, in small hexadecimal digits.
    pub sha256: String,
    /// SHA-1.
    pub sha1: String,
    /// MD5.
    pub md5: String,
}

/// The checksums of a content. Asked for one file at a time, when a published resource has the same size: no
/// audit needs them for every file.
#[must_use]
pub fn checksums(bytes: &[u8]) -> Checksums {
    Checksums {
        sha256: hex(&Sha256::digest(bytes)),
        sha1: hex(&sha1::Sha1::digest(bytes)),
        md5: hex(&md5::Md5::digest(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Seen, UNPACKED, begins_right, checksums, compressed, file};
    use crate::facts::FileFact;
    use crate::model::{DataFormat, Origin, TableShape};

    #[test]
    fn first_bytes_are_believed_before_names() {
        assert!(begins_right(DataFormat::Sqlite, b"SQLite format 3\0..."));
        assert!(!begins_right(DataFormat::Sqlite, b"\xd0\xcf\x11\xe0"));
        assert!(begins_right(DataFormat::Parquet, b"PAR1....PAR1"));
        assert!(begins_right(DataFormat::Csv, b"a;b"));
        assert!(begins_right(DataFormat::Xlsx, b"\xd0\xcf\x11\xe0"));
        assert!(!begins_right(DataFormat::Xlsx, b"<html>"));
    }

    #[test]
    fn a_cut_table_has_columns_and_no_count() {
        use std::io::Write as _;

        let text = format!("nom;courriel\n{}", "a;b\n".repeat(UNPACKED / 4));
        for (text, rows) in [("nom;courriel\na;b\n", Some(1)), (&text, None)] {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            let shape = compressed(Some(DataFormat::Csv), &encoder.finish().unwrap()).unwrap();
            assert_eq!(shape.header, ["nom", "courriel"]);
            assert_eq!(shape.rows, rows);
        }
    }

    #[test]
    fn the_largest_table_of_a_workbook_comes_first() {
        let table = |rows, header: &[&str]| TableShape {
            rows: Some(rows),
            header: header.iter().map(|one| (*one).to_owned()).collect(),
            ..TableShape::default()
        };
        let mut seen = Seen::default();
        seen.tables(vec![
            table(1, &["x"]),
            table(9, &["nom", "prénom"]),
            table(9, &["a", "b"]),
        ]);
        let fact = FileFact {
            path: "a.xlsx".into(),
            size: Some(5_000),
            least: None,
            origin: Some(Origin::Own),
        };
        let file = file(&fact, seen.clone()).unwrap();
        assert_eq!(file.table.unwrap().header, ["nom", "prénom"]);
        assert_eq!(seen.others.len(), 2);
        let mut seen = Seen::default();
        seen.tables(vec![table(9, &["a", "b"]), table(1, &["nom", "prénom"])]);
        let file = super::file(&fact, seen).unwrap();
        assert_eq!(file.personal.len(), 2, "columns of every sheet count");
    }

    #[test]
    fn checksums_are_those_of_other_tools() {
        let sums = checksums(b"abc");
        assert_eq!(sums.md5, "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(sums.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert!(sums.sha256.starts_with("ba7816bf8f01cfea414140de5dae2223"));
    }
}
