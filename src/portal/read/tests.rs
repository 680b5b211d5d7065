// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use proptest::prelude::*;

use super::{read, seconds};
use crate::model::{Criterion, Environment, ObjectKey, ObjectKind, PortalOutcome, Silence};

fn key(kind: ObjectKind, id: &str) -> ObjectKey {
    ObjectKey::new(Environment::Production, kind, id).unwrap()
}

#[test]
fn statuses_mean_what_the_portal_means() {
    let dataset = key(ObjectKind::Dataset, "eau");
    let of = |status, body: &str| read(&dataset, status, body, 7).outcome;
    assert_eq!(
        of(410, r#"{"message": "Dataset has been deleted"}"#),
        PortalOutcome::Deleted
    );
    assert_eq!(of(404, r#"{"message": "…"}"#), PortalOutcome::Unknown);
    let unreadable = PortalOutcome::NotVerified(Silence::Unreadable);
    assert_eq!(
        of(404, r#"{"error": "…", "status": 404}"#),
        unreadable,
        "a route that is none"
    );
    assert_eq!(of(404, "<html>"), unreadable);
    assert_eq!(of(200, "[]"), unreadable);
    for other in [
        "{}",
        r#"{"id": 5, "title": "Eau"}"#,
        r#"{"id": ""}"#,
        r#"{"data": []}"#,
        r#"{"dataset_id": "5d"}"#,
    ] {
        assert_eq!(of(200, other), unreadable, "{other}");
    }
    assert_eq!(
        of(200, r#"{"id": "a", "deleted": "2024-01-01"}"#),
        PortalOutcome::Deleted
    );
    assert!(matches!(of(200, r#"{"id": "a"}"#), PortalOutcome::Found(_)));
    assert_eq!(read(&dataset, 500, "{}", 7).asked, None);
}

#[test]
fn a_dataset_is_read_and_what_it_lacks_is_unknown() {
    let body = r#"{"id": "5d", "slug": "eau-2", "title": "Eau", "license": {"id": "lov2"}, "frequency": "daily",
        "description": "Voir [le code](https://example.org/a/b).", "access_type": "open", "archived": null,
        "last_update": "2026-01-02T03:04:05.678000+00:00", "organization": {"name": "Insee", "badges": [{"kind": "certified"}]},
        "owner": null, "contact_points": [], "quality": {"license": true, "spatial": false, "score": 0.1},
        "resources": [{"id": "r", "title": 4, "type": "code", "url": "https://example.org/c", "filesize": "big",
          "checksum": {"type": "crc", "value": "12"}, "filetype": "remote",
          "extras": {"check:available": false, "check:status": 404, "analysis:content-length": 12,
            "analysis:checksum": "900150983CD24FB0D6963F7D28E17F72"}, "schema": {"name": null, "url": null}}]}"#;
    let answer = read(&key(ObjectKind::Dataset, "eau"), 200, body, 7);
    let object = answer.object().unwrap();
    let record = object.dataset.as_ref().unwrap();
    assert_eq!(object.slug.as_deref(), Some("eau-2"));
    assert_eq!(record.licence.as_deref(), Some("lov2"));
    assert_eq!(record.last_update, seconds("2026-01-02T03:04:05Z"));
    assert_eq!(record.personal, Some(false));
    assert_eq!(record.contacts, Some(0));
    assert_eq!(record.request_address, None, "the field was not given");
    assert_eq!(record.quality.of(Criterion::SpatialCoverage), Some(false));
    assert_eq!(record.quality.met(), Some(1));
    assert_eq!(record.quality.missing().len(), 8);
    let resource = &record.resources.as_ref().unwrap()[0];
    assert_eq!(
        (resource.available, resource.status, resource.bytes),
        (Some(false), Some(404), Some(12))
    );
    assert_eq!(resource.remote, Some(true));
    assert_eq!(
        resource.checksum.as_deref(),
        Some("900150983cd24fb0d6963f7d28e17f72"),
        "the first one is of no known kind"
    );
    assert!(!resource.schema);
    assert_eq!(
        record.mentions.as_deref(),
        Some(
            &[
                "https://example.org/a/b".to_owned(),
                "https://example.org/c".to_owned()
            ][..]
        )
    );
}

#[test]
fn a_resource_names_its_dataset() {
    let resource = key(ObjectKind::Resource, "f868cca6-8da1-4369-a78d-47463f19a9a3");
    let answer = read(
        &resource,
        200,
        r#"{"dataset_id": "5d", "resource": {"title": "A"}}"#,
        7,
    );
    assert_eq!(answer.object().unwrap().dataset_id.as_deref(), Some("5d"));
    let answer = read(&resource, 200, r#"{"dataset_id": null, "resource": {}}"#, 7);
    assert!(answer.object().is_none());
}

proptest! {
    #[test]
    fn no_answer_makes_it_panic(status in 100_u16..600, body in "(?s).{0,200}") {
        let _ = read(&key(ObjectKind::Dataset, "a"), status, &body, 0);
    }

    #[test]
    fn no_value_of_a_field_makes_it_panic(
        field in "id|slug|archived|license|frequency|last_update|organization|owner|quality|resources|contact_points",
        value in r#"null|1|-1|1e400|"a"|\[\]|\{\}|\[1\]|\{"a":1\}|\[\{"id":1,"extras":3\}\]|true"#,
    ) {
        let body = format!(r#"{{"id": "a", "{field}": {value}}}"#);
        let _ = read(&key(ObjectKind::Dataset, "a"), 200, &body, 0);
    }
}
