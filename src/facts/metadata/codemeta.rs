// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `codemeta.json`, versions 2.0 and 3.0.
//!
//! Source of terms: the JSON-LD contexts at the tags 2.0 and 3.0 of <https://github.com/codemeta/codemeta> (read
//! 2026-11-25; 2.1 and 3.1 have the same terms). No key is mandatory there but what makes the file JSON-LD: a context
//! and a type. A term that the context does not know is lost when the file is read.

use std::sync::Arc;

use crate::model::{Form, MetadataNote};

use super::shape::{Shape, Walk};
use super::{Description, Node, START, Standard, empty, form};
use crate::facts::tree::Value;

/// Terms of both versions.
const TERMS: &[&str] = &[
    "address",
    "affiliation",
    "applicationCategory",
    "applicationSubCategory",
    "author",
    "buildInstructions",
    "citation",
    "codeRepository",
    "contributor",
    "copyrightHolder",
    "copyrightYear",
    "dateCreated",
    "dateModified",
    "datePublished",
    "description",
    "developmentStatus",
    "downloadUrl",
    "editor",
    "email",
    "encoding",
    "familyName",
    "fileFormat",
    "fileSize",
    "funder",
    "funding",
    "givenName",
    "hasPart",
    "id",
    "identifier",
    "installUrl",
    "isAccessibleForFree",
    "isPartOf",
    "issueTracker",
    "keywords",
    "license",
    "maintainer",
    "memoryRequirements",
    "name",
    "operatingSystem",
    "permissions",
    "position",
    "processorRequirements",
    "producer",
    "programmingLanguage",
    "provider",
    "publisher",
    "readme",
    "referencePublication",
    "relatedLink",
    "releaseNotes",
    "runtimePlatform",
    "sameAs",
    "softwareHelp",
    "softwareRequirements",
    "softwareSuggestions",
    "softwareVersion",
    "sponsor",
    "storageRequirements",
    "supportingData",
    "targetProduct",
    "type",
    "url",
    "version",
];

/// Terms of one version only, by its major number.
const OF_ONE: &[(&str, u8)] = &[
    ("contIntegration", 2),
    ("creator", 2),
    ("embargoDate", 2),
    ("continuousIntegration", 3),
    ("embargoEndDate", 3),
    ("endDate", 3),
    ("hasSourceCode", 3),
    ("isSourceCodeOf", 3),
    ("review", 3),
    ("reviewAspect", 3),
    ("reviewBody", 3),
    ("roleName", 3),
    ("startDate", 3),
];

/// What version 3 calls otherwise.
const RENAMED: &[(&str, &str)] = &[
    ("contIntegration", "continuousIntegration"),
    ("embargoDate", "embargoEndDate"),
];

/// Types that describe software.
const TYPES: &[&str] = &["SoftwareSourceCode", "SoftwareApplication"];

/// Terms whose values are days, and terms whose values are addresses.
const DAYS: &[&str] = &[
    "dateCreated",
    "dateModified",
    "datePublished",
    "embargoDate",
    "embargoEndDate",
];
const ADDRESSES: &[&str] = &["codeRepository", "issueTracker"];

pub(super) fn check(path: &Arc<str>, root: &Node) -> Description {
    let mut found = empty(path, Standard::Codemeta);
    let context = root.get("@context");
    let (version, alone) = context.map_or((None, false), contexts);
    found.version = version.map(|major| format!("{major}.0"));
    let mut walk = Walk::new(path, found, version);
    if !matches!(root.value, Value::Map(_)) {
        walk.map(root, "", START, &[]);
        return walk.found;
    }
    if context.is_none_or(Node::is_empty) {
        walk.fault(START, MetadataNote::Missing("@context".to_owned()));
    }
    kind(&mut walk, root);
    if version.is_some() {
        terms(&mut walk, root, alone);
    }
    walk.found
}

/// The major version that the context names, and whether nothing else is in the context.
fn contexts(context: &Node) -> (Option<u8>, bool) {
    let one = |node: &Node| {
        let text = node.text()?.to_lowercase();
        if !text.contains("codemeta") {
            return None;
        }
        [(2, "2.0"), (2, "2.1"), (3, "3.0"), (3, "3.1")]
            .into_iter()
            .find(|(_, version)| text.contains(version))
            .map(|(major, _)| major)
    };
    match &context.value {
        Value::List(list) => {
            // Schema.org's own context adds its terms; every other part may add any.
            let found = list.iter().find_map(|node| one(node));
            (found, list.len() == 1)
        }
        _ => (one(context), true),
    }
}

fn kind(walk: &mut Walk<'_>, root: &Node) {
    let Some(node) = root.get("@type").or_else(|| root.get("type")) else {
        return walk.fault(START, MetadataNote::Missing("@type".to_owned()));
    };
    let local = |text: &str| {
        let name = text.rsplit(['/', ':', '#']).next().unwrap_or_default();
        TYPES.contains(&name)
    };
    let is_software = match &node.value {
        Value::List(list) => list.iter().any(|item| item.text().is_some_and(local)),
        Value::Opaque => true,
        _ => node.text().is_some_and(local),
    };
    if !is_software {
        let value = node.text().unwrap_or_default().chars().take(100).collect();
        let key = "@type".to_owned();
        let among = TYPES.to_vec();
        walk.fault(node.spot, MetadataNote::NotListed { key, value, among });
    }
}

fn terms(walk: &mut Walk<'_>, root: &Node, alone: bool) {
    for entry in root.entries() {
        let name = entry.name.as_str();
        let foreign = name.starts_with('@') || name.contains(':');
        let of_one = OF_ONE.iter().find(|(term, _)| *term == name);
        if foreign || TERMS.contains(&name) || of_one.is_some_and(|(_, major)| walk.minor == Some(*major)) {
            values(walk, name, &entry.node);
            continue;
        }
        if let Some((_, instead)) = RENAMED.iter().find(|(old, _)| *old == name) {
            let key = name.to_owned();
            walk.stale(entry.spot, MetadataNote::Deprecated { key, instead });
        } else if alone {
            let key = name.chars().take(100).collect();
            walk.fault(entry.spot, MetadataNote::UnknownKey(key));
        }
    }
}

/// The forms of the values whose form the context gives.
fn values(walk: &mut Walk<'_>, name: &str, node: &Node) {
    if node.is_empty() {
        return;
    }
    if DAYS.contains(&name) {
        // Schema.org takes a day, or a day with its hour.
        let day = node
            .text()
            .map(|text| text.trim().get(..10).unwrap_or(text.trim()));
        if node.scalar().is_some() && day.and_then(form::date).is_none() {
            walk.value(node, name, node.spot, Shape::Form(Form::Date));
        }
    } else if ADDRESSES.contains(&name) && node.text().is_some() {
        walk.value(node, name, node.spot, Shape::Form(Form::Address));
    }
}
