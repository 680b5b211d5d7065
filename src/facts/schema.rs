// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Schemas of the repository, and the tables that they describe, held against them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, SeekFrom};
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use crate::model::{Origin, SchemaFault, SchemaFile, SchemaKind, SchemaTrouble, TableCheck, Unchecked};
use crate::opendata::{
    self, By, Charset, Check, Checked, Dialect, Promise, Resource, Schema, TableSchema, Unpacked, Utf8Reader,
};
use crate::snapshot::{Pieces, ReadError};

use super::decode::{Text, decode};

/// Largest schema that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Largest table that is held against a schema.
const TABLE_BYTES: u64 = 256 << 20;

/// Most bytes of tables that are held against schemas, of one repository.
const CHECKED_BYTES: u64 = 512 << 20;

/// Most tables that are checked.
const MOST_TABLES: usize = 200;

/// Bytes that the separator of a table is guessed from, and that are read at once to tell its encoding.
const SAMPLE: usize = 64 << 10;

/// Ends of names of tables beside which a schema may stand.
const TABLES: &[&str] = &[".csv", ".tsv", ".txt", ".tab", ".csv.gz", ".xlsx", ".ods"];

/// Whether a file may be a schema, by its name.
pub(super) fn may_be(path: &str, size: Option<u64>, origin: Option<Origin>) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    origin == Some(Origin::Own)
        && size.is_some_and(|size| size <= LARGEST)
        && extension == Some("json")
        && (name == "datapackage.json" || name.contains("schema"))
}

/// What the name of a file promises.
fn promise(path: &str) -> Promise {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    match name.as_str() {
        "datapackage.json" => Promise::Package,
        "schema.json" | "tableschema.json" | "table-schema.json" | "table_schema.json" => {
            Promise::PerhapsTable
        }
        name if name.ends_with(".tableschema.json") || name.ends_with(".table-schema.json") => {
            Promise::PerhapsTable
        }
        name if name.ends_with(".schema.json") => Promise::Json,
        _ => Promise::Nothing,
    }
}

/// Reads a file that may be a schema.
pub(super) fn read(path: &str, text: &Text) -> Option<Schema> {
    opendata::schema(text.as_str(), promise(path))
}

/// The files of a repository, for what can only be read when the schemas are known.
pub(super) trait Files: Sync {
    /// Whether there is such a file.
    fn has(&self, path: &str) -> bool;
    /// The team's own files, sorted.
    fn own(&self) -> Vec<&Arc<str>>;
    /// The size of a file, when it is known.
    fn size(&self, path: &str) -> Option<u64>;
    /// Lends a content.
    fn lend(&self, path: &str, limit: u64, work: &mut dyn FnMut(&mut dyn Pieces)) -> Result<(), ReadError>;
}

/// What is known of schemas and tables.
#[derive(Debug, Default)]
pub(super) struct Concluded {
    pub schemas: Vec<SchemaFile>,
    pub checks: Vec<TableCheck>,
    /// The schema of each table that has one.
    pub described: BTreeMap<Arc<str>, Arc<str>>,
    /// The files to which a package gives a licence.
    pub licensed: BTreeSet<String>,
}

/// A table, in one file or several, to hold against one schema.
struct Pair<'a> {
    parts: Vec<Arc<str>>,
    schema: Arc<str>,
    /// The schema, or why there is none.
    value: Result<&'a Value, Unchecked>,
    dialect: Dialect,
    encoding: Option<String>,
    other: Option<String>,
}

/// Puts schemas and tables together; `whole` tells that all paths are known. A table that a schema describes is read
/// now, row by row, and a second time at that: before, nobody knew what to hold it against.
pub(super) fn conclude(schemas: Vec<(Arc<str>, Schema)>, files: &dyn Files, whole: bool) -> Concluded {
    let mut done = Concluded::default();
    let schemas = with_named(schemas, files);
    let own = files.own();
    let mut pairs = Vec::new();
    for (path, schema) in &schemas {
        let mut troubles = schema.troubles.clone();
        match schema.kind {
            SchemaKind::Package => {
                let lacks = of_package(path, schema, &schemas, (files, &own), &mut pairs);
                troubles.extend(lacks.into_iter().filter(|_| whole));
                let named = opendata::licensed(&schema.value);
                done.licensed
                    .extend(named.iter().filter_map(|name| below(path, name)));
            }
            SchemaKind::Table => pairs.extend(of_table_schema(path, schema, &own)),
            SchemaKind::Json => {}
        }
        done.schemas.push(SchemaFile {
            path: Arc::clone(path),
            kind: schema.kind,
            name: schema.name.clone(),
            version: schema.version.clone(),
            described: schema.described,
            troubles,
        });
    }
    let mut left = CHECKED_BYTES;
    let mut turns = Vec::new();
    for pair in pairs {
        if pair.parts.iter().any(|part| done.described.contains_key(part)) {
            continue;
        }
        for part in &pair.parts {
            done.described.insert(Arc::clone(part), Arc::clone(&pair.schema));
        }
        let size: u64 = pair
            .parts
            .iter()
            .map(|part| files.size(part).unwrap_or(0).min(TABLE_BYTES))
            .sum();
        let fits = left.checked_sub(size).filter(|_| turns.len() < MOST_TABLES);
        left = fits.unwrap_or(left);
        turns.push((pair, fits.is_some()));
    }
    let checks: Vec<Vec<TableCheck>> = turns
        .into_par_iter()
        .map(|(pair, fits)| check(&pair, fits, files))
        .collect();
    done.checks = checks.into_iter().flatten().collect();
    done.checks.sort_by(|a, b| a.table.cmp(&b.table));
    done
}

/// The schemas that were told by their names, and those that only a package names.
fn with_named(mut schemas: Vec<(Arc<str>, Schema)>, files: &dyn Files) -> Vec<(Arc<str>, Schema)> {
    let named: BTreeSet<String> = schemas
        .iter()
        .filter(|(_, schema)| schema.kind == SchemaKind::Package)
        .flat_map(|(path, schema)| {
            let resources = opendata::resources(&schema.value).into_iter();
            // What is no JSON may be a schema of another kind, or one in YAML.
            resources.filter_map(move |resource| match resource.schema {
                By::File(written) if resource.other.is_none() && is_json(&written) => below(path, &written),
                _ => None,
            })
        })
        .filter(|path| !schemas.iter().any(|(known, _)| **known == **path))
        .collect();
    for path in named {
        let mut bytes = Vec::new();
        let mut all = |pieces: &mut dyn Pieces| drop(pieces.take(LARGEST).read_to_end(&mut bytes));
        if files.lend(&path, LARGEST, &mut all).is_err() {
            continue;
        }
        let read = decode(bytes).and_then(|text| opendata::schema(text.as_str(), Promise::Table));
        schemas.extend(read.map(|schema| (Arc::from(path), schema)));
    }
    schemas.sort_by(|a, b| a.0.cmp(&b.0));
    schemas
}

fn is_json(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, end)| end.eq_ignore_ascii_case("json"))
}

/// The tables that a package names, and what it names that is not there.
fn of_package<'a>(
    package: &Arc<str>,
    schema: &'a Schema,
    schemas: &'a [(Arc<str>, Schema)],
    (files, own): (&dyn Files, &[&Arc<str>]),
    pairs: &mut Vec<Pair<'a>>,
) -> Vec<SchemaTrouble> {
    let mut lacks = Vec::new();
    let mut lack = |pointer: String, value: &str| {
        lacks.push(SchemaTrouble {
            line: schema.lines.get(&pointer).copied(),
            pointer,
            fault: SchemaFault::NoFile,
            value: value.to_owned(),
        });
    };
    for resource in opendata::resources(&schema.value) {
        let mut parts = Vec::new();
        for written in &resource.paths {
            let Some(path) = below(package, written) else {
                continue;
            };
            if !files.has(&path) {
                lack(resource.pointer(), written);
            }
            let place = own.binary_search_by(|known| (***known).cmp(path.as_str()));
            parts.extend(place.ok().map(|at| Arc::clone(own[at])));
        }
        let (by, value) = match &resource.schema {
            By::Nothing => continue,
            By::Inside => {
                let value = &schema.value["resources"][resource.index]["schema"];
                let right = value["fields"].is_array().then_some(value);
                (
                    Arc::clone(package),
                    right.ok_or_else(|| Unchecked::Schema(package.to_string())),
                )
            }
            By::File(written) => {
                let path = below(package, written);
                if let Some(path) = path.as_ref().filter(|path| !files.has(path)) {
                    lack(resource.pointer().replace("/path", "/schema"), path);
                }
                let known = schemas
                    .iter()
                    .find(|(known, _)| Some(&**known) == path.as_deref());
                match known.filter(|(_, schema)| schema.value["fields"].is_array()) {
                    Some((path, schema)) => (Arc::clone(path), Ok(&schema.value)),
                    None => (
                        Arc::from(path.as_ref().unwrap_or(written).as_str()),
                        Err(Unchecked::Schema(written.clone())),
                    ),
                }
            }
        };
        if parts.is_empty() {
            continue;
        }
        // A part that is not here leaves the others without their header.
        let whole = parts.len() == resource.paths.len();
        let value = value.and_then(|value| whole.then_some(value).ok_or(Unchecked::Unread));
        pairs.push(pair(parts, by, value, resource));
    }
    lacks
}

fn pair(
    parts: Vec<Arc<str>>,
    schema: Arc<str>,
    value: Result<&Value, Unchecked>,
    resource: Resource,
) -> Pair<'_> {
    Pair {
        parts,
        schema,
        value,
        dialect: resource.dialect,
        encoding: resource.encoding,
        other: resource.other,
    }
}

/// The tables that a Table Schema describes: that bears its name, and the valid examples that it names.
fn of_table_schema<'a>(path: &Arc<str>, schema: &'a Schema, own: &[&Arc<str>]) -> Vec<Pair<'a>> {
    let named = opendata::resources(&schema.value);
    let stem = [
        ".csv.schema.json",
        ".tableschema.json",
        ".table-schema.json",
        ".schema.json",
    ]
    .iter()
    .find_map(|end| path.strip_suffix(end));
    let tables = own
        .iter()
        .filter(|table| TABLES.iter().any(|end| table.ends_with(end)));
    tables
        .filter_map(|table| {
            let beside = stem
                .and_then(|stem| table.strip_prefix(stem))
                .is_some_and(|rest| TABLES.contains(&rest));
            let example = named.iter().find(|one| {
                one.paths.iter().any(|written| {
                    below(path, written).is_some_and(|local| *local == ***table)
                        || written
                            .strip_suffix(&***table)
                            .is_some_and(|host| host.ends_with('/'))
                })
            });
            let valid = !table.contains("invalid");
            let resource = example
                .cloned()
                .or_else(|| beside.then(|| opendata::beside(table)));
            let resource = resource.filter(|_| valid)?;
            Some(pair(
                vec![Arc::clone(table)],
                Arc::clone(path),
                Ok(&schema.value),
                resource,
            ))
        })
        .collect()
}

/// Holds a table against its schema, part by part.
fn check(pair: &Pair<'_>, fits: bool, files: &dyn Files) -> Vec<TableCheck> {
    let told = |part: &Arc<str>, checked: Checked| TableCheck {
        table: Arc::clone(part),
        schema: Arc::clone(&pair.schema),
        rows: checked.rows,
        errors: checked.errors,
        count: checked.count,
        unchecked: checked.unchecked,
    };
    let charset = pair
        .encoding
        .as_ref()
        .map(|label| Charset::named(label).ok_or(label));
    let why = match (&pair.value, &pair.other, charset) {
        (Err(why), ..) => Some(why.clone()),
        (_, Some(other), _) => Some(Unchecked::Kind(other.clone())),
        (_, _, Some(Err(label))) => Some(Unchecked::Encoding(label.clone())),
        _ if !fits => Some(Unchecked::OverBudget),
        _ => None,
    };
    let value = match (&pair.value, why) {
        (Ok(value), None) => value,
        (_, why) => {
            let unchecked: Vec<Unchecked> = why.into_iter().collect();
            let left = |part| {
                told(
                    part,
                    Checked {
                        unchecked: unchecked.clone(),
                        ..Checked::default()
                    },
                )
            };
            return pair.parts.iter().map(left).collect();
        }
    };
    let ready = TableSchema::new(value);
    let named = charset.and_then(Result::ok);
    let mut running: Option<Check<'_>> = None;
    let mut found = Vec::new();
    for part in &pair.parts {
        let mut checked = Err(Unchecked::Unread);
        let mut hold = |pieces: &mut dyn Pieces| {
            sniff(pieces, named).map(|(charset, head)| {
                let check = running
                    .get_or_insert_with(|| Check::new(&ready, &pair.dialect, opendata::delimiter(&head)));
                check.part(Utf8Reader::new(pieces, charset))
            })
        };
        let lent = files.lend(part, TABLE_BYTES, &mut |pieces| {
            checked = match is_gzip(pieces) {
                Ok(false) => hold(pieces),
                Ok(true) => {
                    let mut unpacked = Unpacked::new(pieces, TABLE_BYTES);
                    let of_packed = hold(&mut unpacked);
                    of_packed.map_err(|why| {
                        if unpacked.is_over() {
                            Unchecked::TooLarge(TABLE_BYTES)
                        } else {
                            why
                        }
                    })
                }
                Err(_) => Err(Unchecked::Unread),
            };
        });
        let checked = match (lent, checked) {
            (Ok(()), Ok(checked)) => checked,
            (Err(ReadError::TooLarge(size)), _) => left_out(Unchecked::TooLarge(size)),
            (Err(_), _) => left_out(Unchecked::Unread),
            (Ok(()), Err(why)) => left_out(why),
        };
        found.push(told(part, checked));
    }
    found
}

/// Whether a content is compressed with gzip, by its first bytes; leaves it at its beginning.
fn is_gzip(pieces: &mut dyn Pieces) -> std::io::Result<bool> {
    let mut head = Vec::new();
    (&mut *pieces).take(2).read_to_end(&mut head)?;
    pieces.seek(SeekFrom::Start(0))?;
    Ok(head == *b"\x1f\x8b")
}

fn left_out(why: Unchecked) -> Checked {
    Checked {
        unchecked: vec![why],
        ..Checked::default()
    }
}

/// The encoding of a table and its first lines; leaves the content at its beginning. A text may be plain ASCII for long
/// before its first accent.
fn sniff(mut pieces: &mut dyn Pieces, named: Option<Charset>) -> Result<(Charset, String), Unchecked> {
    let unread = |_| Unchecked::Unread;
    let mut head = Vec::new();
    (&mut pieces)
        .take(SAMPLE as u64)
        .read_to_end(&mut head)
        .map_err(unread)?;
    if head.starts_with(b"version https://git-lfs") {
        return Err(Unchecked::Unread);
    }
    let mut charset = match named {
        Some(charset) => charset,
        None => Charset::guess(&head).ok_or(Unchecked::NotText)?,
    };
    if charset == Charset::UTF_8 {
        let mut rest = cut(&head);
        let mut chunk = vec![0; SAMPLE];
        let mut whole = rest.is_ok();
        while let Ok(held) = &rest {
            let mut bytes = held.clone();
            let got = pieces.read(&mut chunk).map_err(unread)?;
            bytes.extend_from_slice(&chunk[..got]);
            if got == 0 {
                whole = bytes.is_empty();
                break;
            }
            rest = cut(&bytes);
            if rest.is_err() {
                whole = false;
                if named.is_none() {
                    charset = Charset::guess(&bytes).unwrap_or(charset);
                }
            }
        }
        if !whole && named.is_some() {
            return Err(Unchecked::Encoding("utf-8".to_owned()));
        }
    }
    pieces.seek(SeekFrom::Start(0)).map_err(unread)?;
    Ok((charset, charset.decode(&head)))
}

/// The beginning of a character that is cut off at the end of some bytes, which are UTF-8 otherwise.
fn cut(bytes: &[u8]) -> Result<Vec<u8>, ()> {
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(Vec::new()),
        Err(error) if error.error_len().is_none() => Ok(bytes[error.valid_up_to()..].to_vec()),
        Err(_) => Err(()),
    }
}

/// A path that a file names, from the root; `None` for addresses and for what leads out of the folder.
fn below(file: &str, written: &str) -> Option<String> {
    if written.contains("://") || written.starts_with('/') || written.split('/').any(|part| part == "..") {
        return None;
    }
    let written = written.trim_start_matches("./");
    Some(match file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{written}"),
        None => written.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::{Cursor, Write as _};
    use std::sync::Arc;

    use super::{Files, conclude, may_be, read};
    use crate::facts::decode::decode;
    use crate::model::{CellFault, Origin, SchemaFault, Unchecked};
    use crate::snapshot::{Pieces, ReadError};

    struct Literal(BTreeMap<Arc<str>, Vec<u8>>);

    impl Files for Literal {
        fn has(&self, path: &str) -> bool {
            self.0.contains_key(path)
        }

        fn own(&self) -> Vec<&Arc<str>> {
            self.0.keys().collect()
        }

        fn size(&self, path: &str) -> Option<u64> {
            self.0.get(path).map(|content| content.len() as u64)
        }

        fn lend(&self, path: &str, _: u64, work: &mut dyn FnMut(&mut dyn Pieces)) -> Result<(), ReadError> {
            let content = self.0.get(path).ok_or(ReadError::Missing)?;
            work(&mut Cursor::new(content));
            Ok(())
        }
    }

    fn run(files: &[(&str, &str)]) -> super::Concluded {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (*path, text.as_bytes()))
            .collect();
        run_bytes(&files)
    }

    fn run_bytes(files: &[(&str, &[u8])]) -> super::Concluded {
        let schemas: Vec<_> = files
            .iter()
            .filter(|(path, _)| may_be(path, Some(10), Some(Origin::Own)))
            .filter_map(|(path, content)| Some((Arc::from(*path), read(path, &decode(content.to_vec())?)?)))
            .collect();
        let files = files
            .iter()
            .map(|(path, content)| (Arc::from(*path), content.to_vec()))
            .collect();
        conclude(schemas, &Literal(files), true)
    }

    /// What was not checked of the tables, in their order.
    fn unchecked(done: &super::Concluded) -> Vec<Unchecked> {
        done.checks
            .iter()
            .flat_map(|check| check.unchecked.clone())
            .collect()
    }

    /// The line, column and fault of every error.
    fn errors(done: &super::Concluded) -> Vec<(String, u32, String, CellFault)> {
        let of = |check: &crate::model::TableCheck| {
            let table = check.table.to_string();
            let errors = check.errors.clone().into_iter();
            errors.map(move |error| (table.clone(), error.line, error.column, error.fault))
        };
        done.checks.iter().flat_map(of).collect()
    }

    #[test]
    fn dialects_and_encodings_are_those_of_the_package() {
        let package = |more: &str, fields: &str| {
            format!(
                r#"{{"resources":[{{"name":"t","path":"t.csv",{more}"schema":{{"fields":[{fields}]}}}}]}}"#
            )
        };
        let id = r#"{"name":"id","type":"integer","constraints":{"required":true}},{"name":"lib"}"#;
        let of = |more: &str, fields: &str, table: &[u8]| {
            run_bytes(&[
                ("datapackage.json", package(more, fields).as_bytes()),
                ("t.csv", table),
            ])
        };
        let right = [
            (r#""dialect":{"delimiter":"^"},"#, &b"id^lib\n1^a\n"[..]),
            (
                r##""dialect":{"commentChar":"#"},"##,
                b"# one, two, three\nid,lib\n1,a\n",
            ),
            (r#""dialect":{"quoteChar":"'"},"#, b"id,lib\n1,'a,b'\n"),
            ("", b"sep=,\nid,lib\n1,a\n"),
            ("", b"\xef\xbb\xbfid;lib\r\n1;a\r\n"),
        ];
        for (more, table) in right {
            let done = of(more, id, table);
            assert_eq!((errors(&done), unchecked(&done)), (vec![], vec![]), "{more}");
            assert_eq!(done.checks[0].rows, 1);
        }
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"id,lib\nz,a\n").unwrap();
        let packed = packed.finish().unwrap();
        let done = run_bytes(&[
            (
                "datapackage.json",
                package("", id).replace("t.csv", "t.csv.gz").as_bytes(),
            ),
            ("t.csv.gz", &packed),
        ]);
        assert_eq!((errors(&done).len(), unchecked(&done)), (1, vec![]));
        let done = of(r#""dialect":{"header":false},"#, id, b"1,a\nz,b\n");
        assert_eq!(errors(&done).len(), 1);
        let list = r#"{"name":"lib","constraints":{"enum":["\u00e9"]}}"#;
        for (more, table) in [
            (r#""encoding":"cp850","#, &b"lib\n\x82\n"[..]),
            (r#""encoding":"latin-1","#, b"lib\n\xe9\n"),
            ("", b"lib\n\xe9\n"),
        ] {
            let done = of(more, list, table);
            assert_eq!((errors(&done), unchecked(&done)), (vec![], vec![]), "{more}");
        }
        for (more, why) in [
            (
                r#""encoding":"ebcdic","#,
                Unchecked::Encoding("ebcdic".to_owned()),
            ),
            (r#""encoding":"utf-8","#, Unchecked::Encoding("utf-8".to_owned())),
            (
                r#""dialect":{"delimiter":"||"},"#,
                Unchecked::Dialect("dialect/delimiter".to_owned()),
            ),
            (r#""format":"xlsx","#, Unchecked::Kind("xlsx".to_owned())),
        ] {
            assert_eq!(unchecked(&of(more, list, b"lib\n\xe9\n")), [why]);
        }
    }

    #[test]
    fn accents_after_a_long_plain_beginning_are_read() {
        let table = [
            b"lib\n".to_vec(),
            b"abc\n".repeat(40_000),
            b"t\xe9l\xe9\n".to_vec(),
        ]
        .concat();
        let schema = br#"{"fields":[{"name":"lib","constraints":{"pattern":"[a-z\u00e9]*"}}]}"#;
        let done = run_bytes(&[("t.schema.json", schema), ("t.csv", &table)]);
        assert_eq!((errors(&done), unchecked(&done)), (vec![], vec![]));
        assert_eq!(done.checks[0].rows, 40_001);
    }

    #[test]
    fn schemas_without_a_telling_name_are_read_where_a_package_names_them() {
        let package = r#"{"resources":[{"name":"t","path":"t.csv","schema":"models/ecoles.json"},
            {"name":"u","path":"u.csv","schema":"https://example.org/schema.json"}]}"#;
        let done = run(&[
            ("datapackage.json", package),
            ("models/ecoles.json", SCHEMA),
            ("t.csv", "a\n1\nz\n"),
            ("u.csv", "a\n1\n"),
        ]);
        assert_eq!(done.schemas.len(), 2);
        let integer = CellFault::NotOfType("integer".to_owned());
        assert_eq!(errors(&done), [("t.csv".to_owned(), 3, "a".to_owned(), integer)]);
        assert_eq!(
            unchecked(&done),
            [Unchecked::Schema("https://example.org/schema.json".to_owned())]
        );
        assert_eq!(&*done.described["u.csv"], "https://example.org/schema.json");
    }

    #[test]
    fn parts_of_one_table_have_one_header_and_one_key() {
        let package = r#"{"resources":[{"name":"t","path":["a.csv","b.csv"],"schema":{"fields":[
            {"name":"id","type":"integer"},{"name":"lib"}],"primaryKey":["id","lib"]}}]}"#;
        let of = |b: &str| {
            run(&[
                ("datapackage.json", package),
                ("a.csv", "id,lib\n1,a\n2,b\n"),
                ("b.csv", b),
            ])
        };
        assert_eq!(errors(&of("3,c\n4,d\n")), []);
        assert_eq!(errors(&of("id,lib\n3,c\n")), []);
        let twice = ("b.csv".to_owned(), 2, "id, lib".to_owned(), CellFault::NotUnique);
        assert_eq!(errors(&of("3,c\n2,b\n")), [twice]);
    }

    const SCHEMA: &str = r#"{"fields":[{"name":"a","type":"integer"}]}"#;

    #[test]
    fn packages_lead_to_tables_and_schemas() {
        let done = run(&[
            (
                "p/datapackage.json",
                r#"{"resources":[{"name":"a","path":"x/a.csv","schema":"s.json"},
                {"name":"b","path":"b.csv","schema":{"fields":[{"name":"b","constraints":{"required":true}}]}},
                {"name":"c","path":"c.csv"},{"name":"d","path":"https://example.org/d.csv"}]}"#,
            ),
            ("p/s.json", SCHEMA),
            ("p/x/a.csv", "a\n1\nz\n"),
            ("p/b.csv", "b,c\n,1\n"),
        ]);
        let errors: Vec<_> = done
            .checks
            .iter()
            .map(|check| (&*check.table, check.errors[0].line, check.errors[0].fault.clone()))
            .collect();
        assert_eq!(
            errors,
            [
                ("p/b.csv", 2, CellFault::Empty),
                ("p/x/a.csv", 3, CellFault::NotOfType("integer".to_owned()))
            ]
        );
        let troubles = &done.schemas[0].troubles;
        assert_eq!((troubles.len(), troubles[0].fault), (1, SchemaFault::NoFile));
        assert_eq!(troubles[0].pointer, "/resources/2/path");
        assert_eq!(troubles[0].line, Some(3));
        assert!(done.licensed.is_empty());
    }

    #[test]
    fn packages_give_licences_to_their_files_alone() {
        let package = |licences: &str, one: &str| {
            let text = format!(
                r#"{{{licences} "resources":[{{"name":"a","path":"x/a.csv" {one}}},{{"name":"b","path":["b.csv"]}}]}}"#
            );
            let done = run(&[("p/datapackage.json", &text)]);
            done.licensed.into_iter().collect::<Vec<_>>()
        };
        let given = r#""licenses": [{"name": "etalab-2.0"}]"#;
        assert_eq!(package(&format!("{given},"), ""), ["p/b.csv", "p/x/a.csv"]);
        assert_eq!(package("", &format!(", {given}")), ["p/x/a.csv"]);
        assert!(package(r#""licenses": [],"#, "").is_empty());
        assert!(package(r#""licenses": [{"title": ""}],"#, "").is_empty());
    }

    #[test]
    fn schemas_lead_to_the_tables_beside_them_and_to_their_valid_examples() {
        let done = run(&[
            ("a.schema.json", SCHEMA),
            ("a.csv", "a\n1\n"),
            (
                "schema.json",
                r#"{"fields":[{"name":"a","type":"integer"}],"resources":[
                {"path":"https://raw.githubusercontent.com/x/y/v1/exemple-valide.csv"},
                {"path":"https://raw.githubusercontent.com/x/y/v1/exemple-invalide.csv"}]}"#,
            ),
            ("exemple-valide.csv", "a\n2\n"),
            ("exemple-invalide.csv", "a\nz\n"),
            ("other.csv", "a\nz\n"),
        ]);
        let checked: Vec<_> = done
            .checks
            .iter()
            .map(|check| (&*check.table, check.count))
            .collect();
        assert_eq!(checked, [("a.csv", 0), ("exemple-valide.csv", 0)]);
        assert_eq!(done.described.len(), 2);
    }

    #[test]
    fn names_tell_what_may_be_a_schema() {
        for (path, expected) in [
            ("datapackage.json", true),
            ("schema.json", true),
            ("statique/schema-statique.json", true),
            ("api/user.schema.json", true),
            ("package.json", false),
            ("schema.yml", false),
        ] {
            assert_eq!(may_be(path, Some(10), Some(Origin::Own)), expected, "{path}");
        }
        assert!(!may_be("schema.json", Some(10), Some(Origin::Fixture)));
    }
}
