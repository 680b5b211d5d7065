// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{TableSchema, check, named, read};
use crate::model::{CellFault, SchemaFault, SchemaKind};

fn faults(text: &str) -> Vec<(String, SchemaFault)> {
    read(text, None)
        .unwrap()
        .troubles
        .into_iter()
        .map(|trouble| (trouble.pointer, trouble.fault))
        .collect()
}

fn errors(table: &str, schema: &Value) -> Vec<(u32, String, CellFault)> {
    check(table, b',', &TableSchema::new(schema))
        .errors
        .into_iter()
        .map(|error| (error.line, error.column, error.fault))
        .collect()
}

#[test]
fn errors_stand_at_the_line_of_their_row_whatever_ends_lines() {
    let schema = json!({"fields": [{"name": "id", "type": "integer"}]});
    for (table, line) in [
        ("id,lib\n1,a\nz,x\n", 3),
        ("id,lib\r\n1,a\r\nz,x\r\n", 3),
        ("id,lib\r1,a\rz,x\r", 3),
        ("id,lib\n1,a\n\n\nz,x\n", 5),
        ("id,lib\n1,\"a\nb\"\nz,x", 4),
    ] {
        let lines: Vec<u32> = errors(table, &schema)
            .into_iter()
            .map(|(line, _, _)| line)
            .collect();
        assert_eq!(lines, [line], "{table:?}");
    }
}

#[test]
fn kinds_are_told_by_what_only_they_have() {
    for (text, kind) in [
        (r#"{"fields":[{"name":"a"}]}"#, Some(SchemaKind::Table)),
        (
            r#"{"resources":[{"name":"a","path":"a.csv"}]}"#,
            Some(SchemaKind::Package),
        ),
        (
            r#"{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object"}"#,
            Some(SchemaKind::Json),
        ),
        (r#"{"type":"record","fields":[]}"#, None),
        (r#"{"type":"record","fields":[{"name":"a","type":"long"}]}"#, None),
        (r#"{"fields":[{"field":"a","type":"long"}]}"#, None),
        (r#"{"name":"x","version":"1"}"#, None),
        (r#"["fields"]"#, None),
    ] {
        assert_eq!(read(text, None).map(|schema| schema.kind), kind, "{text}");
    }
    assert!(read("{", None).is_none());
    let broken = read("{", Some(SchemaKind::Package)).unwrap();
    assert_eq!(broken.troubles[0].fault, SchemaFault::NotJson);
}

#[test]
fn table_schemas_are_held_against_the_specification() {
    let right = r#"{"fields":[{"name":"a","type":"date","format":"%d/%m/%Y","constraints":{"required":true,
        "pattern":"(?=x)y","enum":["a"],"minimum":1}}],"primaryKey":"a","missingValues":[""]}"#;
    assert_eq!(faults(right), []);
    let wrong = r#"{"fields":[{"name":"a","type":"text"},{"name":"a"},{"type":"string"},
        {"name":"b","constraints":{"required":"oui","pattern":"(a","enum":[],"maxlength":3}}],"primaryKey":"z"}"#;
    assert_eq!(
        faults(wrong),
        [
            ("/fields/0/type".to_owned(), SchemaFault::NotAllowed),
            ("/fields/1/name".to_owned(), SchemaFault::Twice),
            ("/fields/2/name".to_owned(), SchemaFault::Missing),
            ("/fields/3/constraints/enum".to_owned(), SchemaFault::WrongType),
            (
                "/fields/3/constraints/maxlength".to_owned(),
                SchemaFault::NotAllowed
            ),
            (
                "/fields/3/constraints/pattern".to_owned(),
                SchemaFault::BadPattern
            ),
            (
                "/fields/3/constraints/required".to_owned(),
                SchemaFault::WrongType
            ),
            ("/primaryKey".to_owned(), SchemaFault::NotAllowed),
        ]
    );
}

#[test]
fn packages_and_json_schemas_too() {
    assert_eq!(
        faults(
            r#"{"resources":[{"name":"a","path":"../a.csv"},{"path":"b.csv"},{"name":"a","path":"/c.csv"}]}"#
        ),
        [
            ("/resources/0/path".to_owned(), SchemaFault::Outside),
            ("/resources/1/name".to_owned(), SchemaFault::Missing),
            ("/resources/2/name".to_owned(), SchemaFault::Twice),
            ("/resources/2/path".to_owned(), SchemaFault::Outside),
        ]
    );
    assert_eq!(
        faults(r#"{"$schema":"http://json-schema.org/draft-07/schema#","type":"objet"}"#),
        [("/type".to_owned(), SchemaFault::NotAllowed)]
    );
    let package = json!({"resources": [{"name": "a", "path": ["a.csv", "b.csv"], "schema": "s.json"}]});
    let tables: Vec<_> = named(&package)
        .into_iter()
        .map(|one| (one.path, one.schema))
        .collect();
    assert_eq!(
        tables,
        [
            ("a.csv".to_owned(), Some("s.json".to_owned())),
            ("b.csv".to_owned(), Some("s.json".to_owned()))
        ]
    );
}

#[test]
fn cells_are_held_against_their_columns() {
    let schema = json!({"fields": [
        {"name": "id", "type": "integer", "constraints": {"required": true, "unique": true}},
        {"name": "jour", "type": "date"},
        {"name": "x", "type": "number", "constraints": {"minimum": 0, "maximum": 10}},
        {"name": "code", "constraints": {"pattern": "[0-9]{5}"}},
        {"name": "type", "constraints": {"enum": ["a", "b"]}},
        {"name": "ouvert", "type": "boolean"},
        {"name": "lieu", "type": "geopoint", "format": "array"},
        {"name": "courriel", "format": "email", "constraints": {"maxLength": 10}},
        {"name": "absent"}
    ]});
    let header = "id,jour,x,code,type,ouvert,lieu,courriel,autre\n";
    let right = format!("{header}1,2024-02-29,1.5,01001,a,true,\"[2.3, 48.8]\",a@b.fr,z\n2,,,,,,,,\n");
    assert_eq!(errors(&right, &schema), []);
    let wrong = format!(
        "{header},2023-02-29,11,1001,c,oui,\"[48.8, 182]\",ab,\n1,,-1,,,,,a@b.frrrrrrrr,\n1,,,,,,,,,plus\n"
    );
    let of_type = |kind: &str| CellFault::NotOfType(kind.to_owned());
    let expected = [
        (2, "id", CellFault::Empty),
        (2, "jour", of_type("date")),
        (2, "x", CellFault::OutOfRange("≤ 10".to_owned())),
        (2, "code", CellFault::NoMatch("[0-9]{5}".to_owned())),
        (2, "type", CellFault::NotInList),
        (2, "ouvert", of_type("boolean")),
        (2, "lieu", of_type("geopoint (array)")),
        (2, "courriel", of_type("string (email)")),
        (3, "x", CellFault::OutOfRange("≥ 0".to_owned())),
        (3, "courriel", CellFault::WrongLength("≤ 10".to_owned())),
        (4, "", CellFault::TooManyCells),
        (4, "id", CellFault::NotUnique),
    ]
    .map(|(line, column, fault)| (line, column.to_owned(), fault));
    assert_eq!(errors(&wrong, &schema), expected);
    assert_eq!(
        errors("jour\n2024-01-01\n", &schema),
        [(1, "id".to_owned(), CellFault::NoColumn)]
    );
}

#[test]
fn what_cannot_be_checked_is_told_and_what_is_too_much_is_counted() {
    let schema = json!({"fields": [{"name": "a", "type": "integer", "constraints": {"pattern": "(?=.)1"}}]});
    let ready = TableSchema::new(&schema);
    assert_eq!(ready.unchecked, ["(?=.)1"]);
    let table = format!("a\n{}", "x\n".repeat(1_000));
    let done = check(&table, b',', &ready);
    assert_eq!((done.errors.len(), done.count, done.rows), (50, 1_000, 1_000));
}

proptest! {
    #[test]
    fn any_file_and_any_table_are_read(
        schema in "\\{\"fields\":\\[\\{\"name\":\"a\",\"type\":\"(date|time|datetime|number|geopoint|yearmonth|duration|array)\",\"format\":\"(default|array|%Y|%)\"\\}\\]\\}|\\PC{0,60}",
        table in "(a|[0-9]{1,4}|[-,.:T\n\"\\[\\]%éP ]{1,3}){0,30}"
    ) {
        if let Some(schema) = read(&schema, Some(SchemaKind::Package)) {
            drop(named(&schema.value));
            drop(check(&format!("a\n{table}"), b',', &TableSchema::new(&schema.value)));
        }
    }
}
