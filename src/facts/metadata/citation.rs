// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `CITATION.cff`, version 1.2.0.
//!
//! Source of keys, values and forms: the format's JSON schema
//! (<https://github.com/citation-file-format/citation-file-format>, `schema.json`, read 2026-11-25). The schema itself
//! is under another licence and is not embedded.

use std::sync::Arc;

use crate::model::{Form, MetadataNote};

use super::shape::{Field, Shape, Walk};
use super::{Description, Node, START, Standard, empty};

/// The version whose schema is known.
const VERSION: &str = "1.2.0";

/// Newer than 0.9, older than `VERSION`: what they share is known.
const OLDER: [&str; 7] = ["0.9-RC1", "1.0-RC1", "1.0.0", "1.0.1", "1.0.2", "1.0.3", "1.1.0"];

const TEXT: Shape = Shape::Strict;
/// A text where the schema takes a number too.
const LOOSE: Shape = Shape::Text;
const ADDRESS: Shape = Shape::Form(Form::Address);
const DATE: Shape = Shape::Form(Form::Date);
const PARTIES: Shape = Shape::Filled(&Shape::Party(PERSON, ENTITY));
const TEXTS: Shape = Shape::Filled(&TEXT);
const LICENCE: Shape = Shape::OneOrList(&Shape::Form(Form::LicenceId));

const ROOT: &[Field] = &[
    Field::must("cff-version", Shape::Text),
    Field::must("message", TEXT),
    Field::must("title", TEXT),
    Field::must("authors", PARTIES),
    Field::may("abstract", TEXT),
    Field::may("commit", TEXT),
    Field::may("contact", PARTIES),
    Field::may("date-released", DATE),
    Field::may("doi", Shape::Form(Form::Doi)),
    Field::may("identifiers", IDENTIFIERS),
    Field::may("keywords", TEXTS),
    Field::may("license", LICENCE),
    Field::may("license-url", ADDRESS),
    Field::may("preferred-citation", Shape::Map(REFERENCE)),
    Field::may("references", Shape::Filled(&Shape::Map(REFERENCE))),
    Field::may("repository", ADDRESS),
    Field::may("repository-artifact", ADDRESS),
    Field::may("repository-code", ADDRESS),
    Field::may("type", Shape::Choice(&[("dataset", 0), ("software", 0)])),
    Field::may("url", ADDRESS),
    Field::may("version", LOOSE),
];

const PERSON: &[Field] = &[
    Field::may("address", TEXT),
    Field::may("affiliation", TEXT),
    Field::may("alias", TEXT),
    Field::may("city", TEXT),
    Field::may("country", Shape::Form(Form::Country)),
    Field::may("email", Shape::Form(Form::Email)),
    Field::may("family-names", TEXT),
    Field::may("fax", TEXT),
    Field::may("given-names", TEXT),
    Field::may("name-particle", TEXT),
    Field::may("name-suffix", TEXT),
    Field::may("orcid", Shape::Form(Form::Orcid)),
    Field::may("post-code", LOOSE),
    Field::may("region", TEXT),
    Field::may("tel", TEXT),
    Field::may("website", ADDRESS),
];

const ENTITY: &[Field] = &[
    Field::must("name", TEXT),
    Field::may("address", TEXT),
    Field::may("alias", TEXT),
    Field::may("city", TEXT),
    Field::may("country", Shape::Form(Form::Country)),
    Field::may("date-end", DATE),
    Field::may("date-start", DATE),
    Field::may("email", Shape::Form(Form::Email)),
    Field::may("fax", TEXT),
    Field::may("location", TEXT),
    Field::may("orcid", Shape::Form(Form::Orcid)),
    Field::may("post-code", LOOSE),
    Field::may("region", TEXT),
    Field::may("tel", TEXT),
    Field::may("website", ADDRESS),
];

const IDENTIFIERS: Shape = Shape::Filled(&Shape::Map(&[
    Field::must(
        "type",
        Shape::Choice(&[("doi", 0), ("url", 0), ("swh", 0), ("other", 0)]),
    ),
    Field::must("value", Shape::Any),
    Field::may("description", TEXT),
]));

/// Another work.
const REFERENCE: &[Field] = &[
    Field::must("authors", PARTIES),
    Field::must("title", TEXT),
    Field::must("type", Shape::Choice(KINDS)),
    Field::may("abbreviation", TEXT),
    Field::may("abstract", TEXT),
    Field::may("collection-doi", Shape::Form(Form::Doi)),
    Field::may("collection-title", TEXT),
    Field::may("collection-type", TEXT),
    Field::may("commit", TEXT),
    Field::may("conference", Shape::Map(ENTITY)),
    Field::may("contact", PARTIES),
    Field::may("copyright", TEXT),
    Field::may("data-type", TEXT),
    Field::may("database", TEXT),
    Field::may("database-provider", Shape::Map(ENTITY)),
    Field::may("date-accessed", DATE),
    Field::may("date-downloaded", DATE),
    Field::may("date-published", DATE),
    Field::may("date-released", DATE),
    Field::may("department", TEXT),
    Field::may("doi", Shape::Form(Form::Doi)),
    Field::may("edition", TEXT),
    Field::may("editors", PARTIES),
    Field::may("editors-series", PARTIES),
    Field::may("end", LOOSE),
    Field::may("entry", TEXT),
    Field::may("filename", TEXT),
    Field::may("format", TEXT),
    Field::may("identifiers", IDENTIFIERS),
    Field::may("institution", Shape::Map(ENTITY)),
    Field::may("isbn", TEXT),
    Field::may("issn", TEXT),
    Field::may("issue", LOOSE),
    Field::may("issue-date", TEXT),
    Field::may("issue-title", TEXT),
    Field::may("journal", TEXT),
    Field::may("keywords", TEXTS),
    Field::may("languages", Shape::Filled(&Shape::Sized(2, 3))),
    Field::may("license", LICENCE),
    Field::may("license-url", ADDRESS),
    Field::may("loc-end", LOOSE),
    Field::may("loc-start", LOOSE),
    Field::may("location", Shape::Map(ENTITY)),
    Field::may("medium", TEXT),
    Field::may("month", Shape::Choice(MONTHS)),
    Field::may("nihmsid", TEXT),
    Field::may("notes", TEXT),
    Field::may("number", LOOSE),
    Field::may("number-volumes", LOOSE),
    Field::may("pages", LOOSE),
    Field::may("patent-states", TEXTS),
    Field::may("pmcid", TEXT),
    Field::may("publisher", Shape::Map(ENTITY)),
    Field::may("recipients", PARTIES),
    Field::may("repository", ADDRESS),
    Field::may("repository-artifact", ADDRESS),
    Field::may("repository-code", ADDRESS),
    Field::may("scope", TEXT),
    Field::may("section", LOOSE),
    Field::may("senders", PARTIES),
    Field::may("start", LOOSE),
    Field::may("status", Shape::Choice(STATUSES)),
    Field::may("term", TEXT),
    Field::may("thesis-type", TEXT),
    Field::may("translators", PARTIES),
    Field::may("url", ADDRESS),
    Field::may("version", LOOSE),
    Field::may("volume", LOOSE),
    Field::may("volume-title", TEXT),
    Field::may("year", LOOSE),
    Field::may("year-original", LOOSE),
];

/// A month is a number, which YAML also writes with a zero, or the same in quotes.
const MONTHS: &[(&str, u8)] = &[
    ("1", 0),
    ("2", 0),
    ("3", 0),
    ("4", 0),
    ("5", 0),
    ("6", 0),
    ("7", 0),
    ("8", 0),
    ("9", 0),
    ("10", 0),
    ("11", 0),
    ("12", 0),
    ("01", 0),
    ("02", 0),
    ("03", 0),
    ("04", 0),
    ("05", 0),
    ("06", 0),
    ("07", 0),
    ("08", 0),
    ("09", 0),
];

const STATUSES: &[(&str, u8)] = &[
    ("abstract", 0),
    ("advance-online", 0),
    ("in-preparation", 0),
    ("in-press", 0),
    ("preprint", 0),
    ("submitted", 0),
];

const KINDS: &[(&str, u8)] = &[
    ("art", 0),
    ("article", 0),
    ("audiovisual", 0),
    ("bill", 0),
    ("blog", 0),
    ("book", 0),
    ("catalogue", 0),
    ("conference-paper", 0),
    ("conference", 0),
    ("data", 0),
    ("database", 0),
    ("dictionary", 0),
    ("edited-work", 0),
    ("encyclopedia", 0),
    ("film-broadcast", 0),
    ("generic", 0),
    ("government-document", 0),
    ("grant", 0),
    ("hearing", 0),
    ("historical-work", 0),
    ("legal-case", 0),
    ("legal-rule", 0),
    ("magazine-article", 0),
    ("manual", 0),
    ("map", 0),
    ("multimedia", 0),
    ("music", 0),
    ("newspaper-article", 0),
    ("pamphlet", 0),
    ("patent", 0),
    ("personal-communication", 0),
    ("proceedings", 0),
    ("report", 0),
    ("serial", 0),
    ("slides", 0),
    ("software-code", 0),
    ("software-container", 0),
    ("software-executable", 0),
    ("software-virtual-machine", 0),
    ("software", 0),
    ("sound-recording", 0),
    ("standard", 0),
    ("statute", 0),
    ("thesis", 0),
    ("unpublished", 0),
    ("video", 0),
    ("website", 0),
];

pub(super) fn check(path: &Arc<str>, root: &Node) -> Description {
    let mut found = empty(path, Standard::Citation);
    let written = root.get("cff-version").and_then(Node::scalar).map(str::trim);
    let known = written.is_none_or(|version| version == VERSION);
    found.version = written.filter(|_| known).map(str::to_owned);
    let short: String = written.unwrap_or_default().chars().take(50).collect();
    let later = is_later(&short);
    found.foreign = later.then(|| short.clone());
    // Another version is held against nothing but its mandatory keys, which all versions share.
    let mut walk = Walk::new(path, found, known.then_some(0));
    if known {
        walk.map(root, "", START, ROOT);
        identifiers(&mut walk, root, "");
        return walk.found;
    }
    walk.map(root, "", START, SHARED);
    let spot = root.get("cff-version").map_or(START, |node| node.spot);
    if OLDER.contains(&short.as_str()) {
        let note = MetadataNote::OldVersion {
            version: short,
            newest: VERSION,
        };
        walk.stale(spot, note);
    } else if !later {
        let fault = MetadataNote::NotListed {
            key: "cff-version".to_owned(),
            value: short,
            among: vec![VERSION],
        };
        walk.fault(spot, fault);
    }
    walk.found
}

/// Whether a version is one that may follow the one that is known.
fn is_later(written: &str) -> bool {
    let parse = |text: &str| semver::Version::parse(text).ok();
    parse(written).is_some_and(|version| parse(VERSION).is_some_and(|known| version > known))
}

/// What every version of the format asks for.
const SHARED: &[Field] = &[
    Field::must("cff-version", Shape::Text),
    Field::must("message", TEXT),
    Field::must("title", TEXT),
    Field::must("authors", Shape::Any),
];

/// The value of an identifier has the form of its type.
fn identifiers(walk: &mut Walk<'_>, node: &Node, key: &str) {
    let list = node.get("identifiers").map(Node::items).unwrap_or_default();
    for (index, item) in list.iter().enumerate() {
        let form = match item.get("type").and_then(Node::scalar) {
            Some("doi") => Form::Doi,
            Some("url") => Form::Address,
            Some("swh") => Form::Swhid,
            _ => continue,
        };
        if let Some(value) = item.get("value") {
            let name = super::shape::joined(key, &format!("identifiers[{index}].value"));
            walk.value(value, &name, value.spot, Shape::Form(form));
        }
    }
}
