// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{By, Check, Checked, Dialect, Promise, TableSchema, read, resources};
use crate::model::{CellFault, SchemaFault, SchemaKind, Unchecked};

fn check(table: &str, schema: &TableSchema) -> Checked {
    Check::new(schema, &Dialect::default(), b',').part(table.as_bytes())
}

fn faults(text: &str) -> Vec<(String, SchemaFault)> {
    faults_of(text, Promise::Nothing)
}

fn faults_of(text: &str, promise: Promise) -> Vec<(String, SchemaFault)> {
    read(text, promise)
        .unwrap()
        .troubles
        .into_iter()
        .map(|trouble| (trouble.pointer, trouble.fault))
        .collect()
}

fn errors(table: &str, schema: &Value) -> Vec<(u32, String, CellFault)> {
    check(table, &TableSchema::new(schema))
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
        assert_eq!(
            read(text, Promise::Nothing).map(|schema| schema.kind),
            kind,
            "{text}"
        );
    }
    assert!(read("{", Promise::Nothing).is_none());
    let broken = read("{", Promise::Package).unwrap();
    assert_eq!(broken.troubles[0].fault, SchemaFault::NotJson);
}

#[test]
fn table_schemas_are_held_against_the_specification() {
    let right = r#"{"fields":[{"name":"a","type":"date","format":"%d/%m/%Y","constraints":{"required":true,
        "pattern":"(?=x)y","enum":["a"],"minimum":"01/01/2024"}}],"primaryKey":"a","missingValues":[""]}"#;
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
    let found = resources(&package);
    assert_eq!(found[0].paths, ["a.csv", "b.csv"]);
    assert_eq!(found[0].schema, By::File("s.json".to_owned()));
}

#[test]
fn names_promise_what_a_file_is() {
    let kind = |text: &str, promise| read(text, promise).map(|schema| schema.kind);
    for (text, promise, expected) in [
        (r#"{"type":"objekt"}"#, Promise::Json, Some(SchemaKind::Json)),
        ("[1,2]", Promise::Json, Some(SchemaKind::Json)),
        (r#"[{"name":"a","type":"STRING"}]"#, Promise::Json, None),
        (r#"{"__schema":{"types":[]}}"#, Promise::Json, None),
        (r#"{"type":"record","name":"a","fields":[]}"#, Promise::Json, None),
        (
            r#"{"fields":[{"name":"a"}]}"#,
            Promise::Json,
            Some(SchemaKind::Table),
        ),
        (
            r#"{"fields":[{"name":"a","type":"STRING","mode":"NULLABLE"}]}"#,
            Promise::PerhapsTable,
            None,
        ),
        (
            r#"{"fields":[{"nom":"a"},{"type":"integr"}]}"#,
            Promise::PerhapsTable,
            Some(SchemaKind::Table),
        ),
        (
            r#"{"fields":[],"name":"x"}"#,
            Promise::PerhapsTable,
            Some(SchemaKind::Table),
        ),
        (
            r#"{"fields":[{"key":"a","widget":"text"}]}"#,
            Promise::PerhapsTable,
            None,
        ),
        (r#"{"fields":[{"nom":"a"}]}"#, Promise::Nothing, None),
        (r#"{"x":1}"#, Promise::Table, Some(SchemaKind::Table)),
        (r#"{"type":"object","properties":{"x":{}}}"#, Promise::Table, None),
    ] {
        assert_eq!(kind(text, promise), expected, "{text} {promise:?}");
    }
    assert_eq!(
        faults_of(
            r#"{"type":"objekt","properties":{"a":{"type":"strin"}}}"#,
            Promise::Json
        ),
        [
            ("/properties/a/type".to_owned(), SchemaFault::NotAllowed),
            ("/type".to_owned(), SchemaFault::NotAllowed),
        ]
    );
    assert_eq!(
        faults_of("[1,2]", Promise::Json),
        [(String::new(), SchemaFault::WrongType)]
    );
    // What one draft allows is no fault where no draft is named.
    assert_eq!(
        faults_of(r#"{"maximum":3,"exclusiveMaximum":true}"#, Promise::Json),
        []
    );
    assert_eq!(
        faults_of(
            r#"{"fields":[{"nom":"a"},{"type":"integr"}]}"#,
            Promise::PerhapsTable
        ),
        [
            ("/fields/0/name".to_owned(), SchemaFault::Missing),
            ("/fields/1/name".to_owned(), SchemaFault::Missing),
            ("/fields/1/type".to_owned(), SchemaFault::NotAllowed),
        ]
    );
}

#[test]
fn packages_are_held_against_the_published_meta_schema() {
    let wrong = r#"{"name":"\u00c9t\u00e9 !","licenses":[{}],"profile":3,"title":[],"created":"hier","contributors":"x",
        "resources":[{"name":"A B","path":"a.csv","encoding":3,"bytes":"x","licenses":"y","sources":[{}]}]}"#;
    let found = faults(wrong);
    for pointer in [
        "/name",
        "/profile",
        "/title",
        "/created",
        "/contributors",
        "/resources/0/name",
        "/resources/0/encoding",
        "/resources/0/bytes",
        "/resources/0/licenses",
        "/resources/0/sources/0/title",
    ] {
        assert!(
            found.iter().any(|(place, _)| place == pointer),
            "{pointer} {found:?}"
        );
    }
    assert!(
        found.iter().any(|(place, _)| place.starts_with("/licenses/0")),
        "{found:?}"
    );
    let right = r#"{"name":"communes","title":"Communes","licenses":[{"name":"etalab-2.0"}],"created":"2024-01-01T00:00:00Z",
        "resources":[{"name":"communes","path":"a.csv","encoding":"utf-8","dialect":{"delimiter":";"},
        "schema":{"fields":[{"name":"id","type":"integer","constraints":{"minimum":1}},{"name":"a"}],"primaryKey":"id"}}]}"#;
    assert_eq!(faults(right), []);
    // Version 2 lets a name be anything.
    let second = r#"{"$schema":"https://datapackage.org/profiles/2.0/datapackage.json","name":"\u00c9t\u00e9",
        "resources":[{"name":"A B","path":"a.csv"}]}"#;
    assert_eq!(faults(second), []);
    let examples = r#"{"fields":[{"name":"a","type":"boolean","example":false},{"name":"b","type":"integer","example":3}]}"#;
    assert_eq!(faults(examples), []);
    let table = r#"{"fields":[{"name":"a","title":3},{"name":"b","type":"date","constraints":{"minimum":3}}],"foreignKeys":"x"}"#;
    let places: Vec<String> = faults(table).into_iter().map(|(place, _)| place).collect();
    assert_eq!(
        places,
        ["/fields/0/title", "/fields/1/constraints/minimum", "/foreignKeys"]
    );
}

#[test]
fn a_key_is_required_and_unique() {
    let schema = |key: Value| json!({"fields": [{"name": "id", "type": "integer"}, {"name": "lib"}], "primaryKey": key});
    let table = "id,lib\n1,a\n1,b\n,c\n1,a\n";
    let fault = |line: u32, column: &str, fault| (line, column.to_owned(), fault);
    for key in [json!("id"), json!(["id"])] {
        assert_eq!(
            errors(table, &schema(key)),
            [
                fault(3, "id", CellFault::NotUnique),
                fault(4, "id", CellFault::Empty),
                fault(5, "id", CellFault::NotUnique),
            ]
        );
    }
    assert_eq!(
        errors(table, &schema(json!(["id", "lib"]))),
        [
            fault(4, "id", CellFault::Empty),
            fault(5, "id, lib", CellFault::NotUnique)
        ]
    );
}

#[test]
fn a_table_without_a_known_column_is_not_verified() {
    let schema = json!({"fields": [{"name": "id", "type": "integer"}, {"name": "lib"}]});
    for table in ["x,y\nz,1\n", "ID,LIB\nz,1\n"] {
        let done = check(table, &TableSchema::new(&schema));
        assert_eq!(
            (done.count, done.unchecked),
            (0, vec![Unchecked::NoColumn]),
            "{table}"
        );
    }
    let any_case = Dialect::read(&json!({"caseSensitiveHeader": false}));
    let ready = TableSchema::new(&schema);
    assert_eq!(
        Check::new(&ready, &any_case, b',')
            .part(&b"ID,LIB\nz,1\n"[..])
            .count,
        1
    );
}

#[test]
fn values_are_held_against_their_formats_and_bounds() {
    let wrong = |field: Value, value: &str| {
        let table = format!("a\n\"{}\"\n", value.replace('"', "\"\""));
        errors(&table, &json!({"fields": [field]})).len() == 1
    };
    for (field, right, bad) in [
        (
            json!({"name": "a", "type": "integer", "bareNumber": false}),
            "5 \u{20ac}",
            "abc",
        ),
        (
            json!({"name": "a", "type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "01/01/2024"}}),
            "01/01/2024",
            "31/12/2023",
        ),
        (
            json!({"name": "a", "type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "2024-01-01"}}),
            "01/01/2024",
            "31/12/2023",
        ),
        (
            json!({"name": "a", "type": "datetime", "constraints": {"minimum": "2024-01-01T00:00:00Z"}}),
            "2024-01-01T00:00:00Z",
            "2023-12-31T00:00:00Z",
        ),
        (
            json!({"name": "a", "type": "time", "constraints": {"maximum": "12:00:00"}}),
            "11:59:59",
            "12:00:01",
        ),
        (
            json!({"name": "a", "type": "yearmonth", "constraints": {"minimum": "2024-01"}}),
            "2024-01",
            "2023-12",
        ),
        (
            json!({"name": "a", "type": "array", "constraints": {"minLength": 2}}),
            "[1, 2]",
            "[1]",
        ),
        (
            json!({"name": "a", "type": "date", "format": "any"}),
            "3 mai 2024",
            "n importe quoi",
        ),
        (
            json!({"name": "a", "type": "duration"}),
            "P1Y2M3DT4H5M6.7S",
            "Pabc",
        ),
        (json!({"name": "a", "type": "duration"}), "P2W", "P"),
        (
            json!({"name": "a", "format": "uuid"}),
            "95ecc380-afe9-11e4-9b6c-751b66dd541e",
            "------------------------------------",
        ),
        (
            json!({"name": "a", "format": "uri"}),
            "https://example.org/a?b",
            "1:a b",
        ),
        (json!({"name": "a", "format": "email"}), "a@b.fr", "a@b@c.fr"),
        (
            json!({"name": "a", "type": "geojson"}),
            "{\"type\": \"Point\"}",
            "{\"a\": 1}",
        ),
        (
            json!({"name": "a", "type": "number", "constraints": {"exclusiveMinimum": 0}}),
            "0.1",
            "0",
        ),
    ] {
        assert!(!wrong(field.clone(), right), "{field} {right}");
        assert!(wrong(field.clone(), bad), "{field} {bad}");
    }
    let left = |field: Value| TableSchema::new(&json!({"fields": [field]})).unchecked;
    assert_eq!(
        left(json!({"name": "a", "type": "date", "format": "any"})),
        [Unchecked::Format {
            column: "a".to_owned(),
            format: "date (any)".to_owned()
        }]
    );
    assert_eq!(
        left(json!({"name": "a", "type": "date", "constraints": {"minimum": "hier"}})),
        [Unchecked::Bound {
            column: "a".to_owned(),
            bound: "hier".to_owned()
        }]
    );
    assert_eq!(left(json!({"name": "a", "format": "email"})), []);
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
    assert_eq!(ready.unchecked, [Unchecked::Pattern("(?=.)1".to_owned())]);
    let table = format!("a\n{}", "x\n".repeat(1_000));
    let done = check(&table, &ready);
    assert_eq!((done.errors.len(), done.count, done.rows), (50, 1_000, 1_000));
}

proptest! {
    #[test]
    fn any_file_and_any_table_are_read(
        schema in "\\{\"fields\":\\[\\{\"name\":\"a\",\"type\":\"(date|time|datetime|number|geopoint|yearmonth|duration|array)\",\"format\":\"(default|array|%Y|%)\"\\}\\]\\}|\\PC{0,60}",
        table in "(a|[0-9]{1,4}|[-,.:T\n\"\\[\\]%éP ]{1,3}){0,30}"
    ) {
        if let Some(schema) = read(&schema, Promise::Package) {
            drop(resources(&schema.value));
            drop(check(&format!("a\n{table}"), &TableSchema::new(&schema.value)));
        }
    }
}
