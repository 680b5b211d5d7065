// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Schemas of the repository, and the tables that they describe, held against them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Origin, SchemaFault, SchemaFile, SchemaKind, SchemaTrouble, TableCheck};
use crate::opendata::{self, Schema, TableSchema};

use super::decode::Text;

/// Largest schema that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Most bytes of tables that are kept to be held against schemas, of one repository.
const KEPT_BYTES: u64 = 64 << 20;

/// Most tables that are checked.
const MOST_TABLES: usize = 200;

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
fn sure(path: &str) -> Option<SchemaKind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "datapackage.json" => Some(SchemaKind::Package),
        name if name.ends_with(".schema.json") => Some(SchemaKind::Json),
        _ => None,
    }
}

/// Reads a file that may be a schema.
pub(super) fn read(path: &str, text: &Text) -> Option<Schema> {
    opendata::schema(text.as_str(), sure(path))
}

/// Whether a table is kept until the schemas are known, within what is left of the budget.
pub(super) fn keeps(path: &str, size: Option<u64>, origin: Option<Origin>, left: &mut u64) -> bool {
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    if origin != Some(Origin::Own) || !matches!(extension.as_deref(), Some("csv" | "tsv")) {
        return false;
    }
    match size.and_then(|size| left.checked_sub(size)) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    }
}

/// The budget of [`keeps`] for a repository: nothing without a file that may be a schema.
pub(super) fn budget(any: bool) -> u64 {
    if any { KEPT_BYTES } else { 0 }
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

/// One table to hold against one schema.
struct Pair<'a> {
    table: &'a Arc<str>,
    schema: &'a Arc<str>,
    value: &'a serde_json::Value,
}

/// Puts schemas and tables together. `is_file` tells the paths of the repository; `whole` that all are known.
pub(super) fn conclude(
    schemas: &[(Arc<str>, Schema)],
    tables: &BTreeMap<Arc<str>, Text>,
    is_file: impl Fn(&str) -> bool,
    whole: bool,
) -> Concluded {
    let mut done = Concluded::default();
    let mut pairs = Vec::new();
    for (path, schema) in schemas {
        let mut troubles = schema.troubles.clone();
        match schema.kind {
            SchemaKind::Package => {
                let lacks = of_package(path, schema, schemas, tables, &is_file, &mut pairs);
                troubles.extend(lacks.into_iter().filter(|_| whole));
                let named = opendata::licensed(&schema.value);
                done.licensed
                    .extend(named.iter().filter_map(|name| below(path, name)));
            }
            SchemaKind::Table => pairs.extend(of_table_schema(path, schema, tables)),
            SchemaKind::Json => {}
        }
        done.schemas.push(SchemaFile {
            path: Arc::clone(path),
            kind: schema.kind,
            name: schema.name.clone(),
            version: schema.version.clone(),
            troubles,
        });
    }
    for pair in pairs {
        if done.described.contains_key(pair.table) || done.checks.len() == MOST_TABLES {
            continue;
        }
        done.described
            .insert(Arc::clone(pair.table), Arc::clone(pair.schema));
        if let Some(text) = tables.get(pair.table) {
            let ready = TableSchema::new(pair.value);
            let checked = opendata::check(text.as_str(), opendata::delimiter(text.as_str()), &ready);
            done.checks.push(TableCheck {
                table: Arc::clone(pair.table),
                schema: Arc::clone(pair.schema),
                rows: checked.rows,
                errors: checked.errors,
                count: checked.count,
                unchecked: ready.unchecked,
            });
        }
    }
    done.checks.sort_by(|a, b| a.table.cmp(&b.table));
    done
}

/// The tables that a package names, and what it names that is not there.
fn of_package<'a>(
    package: &str,
    schema: &'a Schema,
    schemas: &'a [(Arc<str>, Schema)],
    tables: &'a BTreeMap<Arc<str>, Text>,
    is_file: &impl Fn(&str) -> bool,
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
    let this = schemas.iter().find(|(path, _)| **path == *package);
    for named in opendata::named(&schema.value) {
        let Some(path) = below(package, &named.path) else {
            continue;
        };
        if !is_file(&path) {
            lack(named.pointer.clone(), &named.path);
            continue;
        }
        let by = match (&named.schema, named.inside) {
            (Some(written), _) => below(package, written).and_then(|path| {
                if !is_file(&path) {
                    lack(named.pointer.replace("/path", "/schema"), written);
                }
                let (path, schema) = schemas.iter().find(|(known, _)| **known == *path)?;
                (schema.kind == SchemaKind::Table).then_some((path, &schema.value))
            }),
            (None, Some(index)) => this.map(|(path, _)| (path, &schema.value["resources"][index]["schema"])),
            (None, None) => None,
        };
        if let (Some((schema, value)), Some((table, _))) = (by, tables.get_key_value(&*path)) {
            pairs.push(Pair { table, schema, value });
        }
    }
    lacks
}

/// The tables that a Table Schema describes: that bears its name, and the valid examples that it names.
fn of_table_schema<'a>(
    path: &'a Arc<str>,
    schema: &'a Schema,
    tables: &'a BTreeMap<Arc<str>, Text>,
) -> Vec<Pair<'a>> {
    let named = opendata::named(&schema.value);
    let stem = [".csv.schema.json", ".tableschema.json", ".schema.json"]
        .iter()
        .find_map(|end| path.strip_suffix(end));
    tables
        .keys()
        .filter(|table| {
            let beside = stem.is_some_and(|stem| {
                [".csv", ".tsv"]
                    .iter()
                    .any(|end| table.strip_suffix(end) == Some(stem))
            });
            let invalid = table.contains("invalid");
            let example = named.iter().any(|one| {
                below(path, &one.path).is_some_and(|local| *local == ***table)
                    || one
                        .path
                        .strip_suffix(&***table)
                        .is_some_and(|host| host.ends_with('/'))
            });
            (beside || example) && !invalid
        })
        .map(|table| Pair {
            table,
            schema: path,
            value: &schema.value,
        })
        .collect()
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
    use std::sync::Arc;

    use super::{conclude, may_be, read};
    use crate::facts::decode::decode;
    use crate::model::{CellFault, Origin, SchemaFault};

    fn is_table(path: &str) -> bool {
        path.rsplit('.').next() == Some("csv")
    }

    fn run(files: &[(&str, &str)]) -> super::Concluded {
        let text = |content: &str| decode(content.as_bytes().to_vec()).unwrap();
        let schemas: Vec<_> = files
            .iter()
            .filter(|(path, _)| !is_table(path))
            .filter_map(|(path, content)| Some((Arc::from(*path), read(path, &text(content))?)))
            .collect();
        let tables: BTreeMap<Arc<str>, _> = files
            .iter()
            .filter(|(path, _)| is_table(path))
            .map(|(path, content)| (Arc::from(*path), text(content)))
            .collect();
        conclude(
            &schemas,
            &tables,
            |path| files.iter().any(|(known, _)| *known == path),
            true,
        )
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
