// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whether a part of an address is an identifier, a place left for one, or neither.

use super::HOLE;
use crate::model::{Environment, ObjectKey, ObjectKind};

/// Length of a UUID with its hyphens.
const UUID: usize = 36;

/// Words that stand where a reader is to put an identifier.
const STAND_INS: &[&str] = &[
    "id",
    "slug",
    "uuid",
    "key",
    "dataset",
    "dataset-id",
    "dataset-slug",
    "dataset-name",
    "resource-id",
    "organization-id",
    "organisation-id",
    "my-dataset",
    "your-dataset",
    "mon-jeu-de-donnees",
    "votre-jeu-de-donnees",
    "nom-du-jeu-de-donnees",
    "nom-de-votre-jeu-de-donnees",
    "identifiant",
    "abc",
    "example",
    "exemple",
    "datasetid",
    "datasetslug",
    "your-dataset-id",
    "your-slug",
    "my-slug",
    "mon-jeu",
    "mon-dataset",
    "votre-jeu",
    "slug-du-jeu",
    "slug-du-jeu-de-donnees",
    "identifiant-du-jeu",
    "identifiant-du-jeu-de-donnees",
    "id-du-jeu-de-donnees",
    "example-dataset",
    "foo",
    "bar",
    "null",
    "undefined",
    "none",
    "changeme",
    "todo",
];

/// What a part of an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// An object of the portal.
    Key(ObjectKey),
    /// Something of another site, or of a time that no API knows.
    Own(String),
    /// A placeholder.
    Template,
    /// No identifier.
    Not,
}

/// What a part names, when an object of a kind is expected there.
pub(super) fn object(env: Environment, kind: ObjectKind, part: &str) -> Named {
    if is_template(part) {
        return Named::Template;
    }
    ObjectKey::new(env, kind, part).map_or(Named::Not, Named::Key)
}

/// What a part names on a site with names of its own.
pub(super) fn own(part: &str) -> Named {
    if is_placeholder(part) {
        return Named::Template;
    }
    let shaped = part
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if shaped {
        Named::Own(part.to_owned())
    } else {
        Named::Not
    }
}

/// Whether a placeholder stands there, told by signs that no identifier has.
fn is_placeholder(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    part.contains([HOLE, '$', '*', '[', ']', '(', '@'])
        || part.starts_with(':')
        // `%7Bid%7D`, `%3Cid%3E`
        || lower.contains("%7b")
        || lower.contains("%3c")
        // The beginning of an identifier that code goes on with: `"…/datasets/comptes-" + year`.
        || part.ends_with('-')
}

/// Whether a placeholder stands there, or a word that a reader would take for one.
pub(super) fn is_template(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    is_placeholder(part)
        || is_constant(part)
        || STAND_INS.contains(&&*lower)
        || lower.len() > 2 && lower.bytes().all(|b| b == b'x' || b == b'-')
        || lower.bytes().all(|b| b == b'0' || b == b'-') && part.len() == UUID
}

/// `DATASET_ID`, `MY-DATASET`, `dataset_id`: a slug has neither capitals alone nor underscores.
fn is_constant(part: &str) -> bool {
    let letters = || part.bytes().filter(u8::is_ascii_alphabetic);
    let number = part.len() == 24 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let uuid = part.len() == UUID && part.bytes().filter(|b| *b == b'-').count() == 4;
    (letters().count() > 1 && letters().all(|b| b.is_ascii_uppercase()) && !number && !uuid)
        || part.contains('_') && part.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
}

/// The UUID that a text begins with.
pub(super) fn uuid(text: &str) -> Option<String> {
    let start = text.get(..UUID)?;
    let rest = &text[UUID..];
    if rest.starts_with(|c: char| c.is_ascii_hexdigit()) {
        return None;
    }
    ObjectKey::new(Environment::Production, ObjectKind::Resource, start).map(|key| key.id().to_owned())
}
