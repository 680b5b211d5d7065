// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links to data.gouv.fr in documents.
//!
//! Only addresses that name one dataset, resource, reuse or dataservice: neither the portal's
//! home nor its licence page, a search or an organisation says which data is meant.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::model::{
    DataLink, Environment, LinkKind, LinkTarget, ObjectKey, ObjectKind as DatasetKind, Origin, Place, Role,
};

use super::decode::Text;
use super::url::trimmed;

/// Most links that one file gives: enough for any list, bounded on hostile input.
const MOST_PER_FILE: usize = 1_000;

/// Longest address that is read, in bytes.
const LONGEST: usize = 2_000;

/// Words at the place of an identifier that name a list or a service of the portal.
const NO_IDENTIFIERS: &[&str] = &[
    "r",
    "suggest",
    "search",
    "licenses",
    "frequencies",
    "schemas",
    "extensions",
    "resources",
    "badges",
    "community_resources",
    "recent.atom",
    "new",
    "create",
    "admin",
    "types",
    "topics",
    "xxx",
];

/// The links of a text, in order.
pub(super) fn links(path: &Arc<str>, role: Option<Role>, text: &Text) -> Vec<DataLink> {
    // The scheme may lack in prose; what precedes must not make another domain or an e-mail.
    static PORTAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)(?:https?://)?(?:(?:www|demo|dev|next|explore|static|tabular-api)\.)?data\.gouv\.fr/[^\s"'`|\\^]*"#)
            .expect("a valid pattern")
    });
    let source = text.as_str();
    let mut found = Vec::new();
    for hit in PORTAL.find_iter(source) {
        if found.len() == MOST_PER_FILE {
            break;
        }
        let before = source[..hit.start()].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '@' | '/' | '_')) {
            continue;
        }
        if let Some((kind, id, range)) = parse(source, hit.range()) {
            let url = &source[range.clone()];
            let Some(target) = target(kind, &id, url) else {
                continue;
            };
            let (line, column) = text.position(range.start);
            found.push(DataLink {
                target,
                url: url.to_owned(),
                place: Place::at(path, line, column),
                role,
                origin: Origin::Own,
            });
        }
    }
    found
}

/// What an address of this kind and identifier means.
fn target(kind: DatasetKind, id: &str, url: &str) -> Option<LinkTarget> {
    let host = url
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .split('/')
        .next()?
        .to_ascii_lowercase();
    let env = match host.split('.').next() {
        Some("demo") => Environment::Demo,
        Some("dev") => Environment::Development,
        _ => Environment::Production,
    };
    Some(LinkTarget {
        kind: if host.starts_with("static.") {
            LinkKind::StaticFile
        } else {
            LinkKind::Object(kind)
        },
        host,
        env: Some(env),
        key: Some(ObjectKey::new(env, kind, id)?),
        id: None,
        resource: None,
        version: None,
        uploaded: None,
        obsolete: false,
    })
}

/// What an address leads to, and where it ends.
fn parse(source: &str, range: Range<usize>) -> Option<(DatasetKind, String, Range<usize>)> {
    let raw = &source[range.clone()];
    // A tag may be part of a template (`<id>`) or close the text that holds the address.
    let (raw, closed) = match raw.find(['<', '>']) {
        Some(at) => (
            &raw[..at],
            raw[at..].starts_with("</") || raw[at..].starts_with('>'),
        ),
        None => (raw, true),
    };
    if !closed && (raw.ends_with('/') || raw.ends_with('=')) {
        return None;
    }
    let url = trimmed(raw);
    if url.len() > LONGEST || url.len() < raw.len() && raw[url.len()..].contains('{') {
        return None;
    }
    let at = url.to_ascii_lowercase().find("data.gouv.fr/")?;
    let host = url[..at].to_ascii_lowercase();
    let path = url[at + "data.gouv.fr/".len()..].split(['?', '#']).next()?;
    let file = if host.ends_with("static.") {
        Some(path)
    } else {
        path.strip_prefix("s/")
    };
    let (kind, id) = file.map_or_else(|| named(path), static_file)?;
    let id = id.to_owned();
    Some((kind, id, range.start..range.start + url.len()))
}

/// `resources/<slug of the dataset>/<date>/<file>`, once under `www.data.gouv.fr/s/`.
fn static_file(path: &str) -> Option<(DatasetKind, &str)> {
    let mut parts = path.split('/');
    let (folder, slug, _date, file) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    (folder == "resources" && is_identifier(slug) && !file.is_empty()).then_some((DatasetKind::Dataset, slug))
}

/// The paths of the portal's pages and of its API, with or without the old prefix of the language.
fn named(path: &str) -> Option<(DatasetKind, &str)> {
    let mut parts = path.split('/').peekable();
    if matches!(parts.peek(), Some(&("fr" | "en" | "es"))) {
        parts.next();
    }
    if parts.peek() == Some(&"api") {
        parts.next();
        if matches!(parts.peek(), Some(&("1" | "2"))) {
            parts.next();
        }
    }
    let kind = match parts.next()? {
        "datasets" | "dataset" | "explore" => DatasetKind::Dataset,
        "reuses" => DatasetKind::Reuse,
        "dataservices" => DatasetKind::Dataservice,
        // `explore.data.gouv.fr/fr/resources/<uuid>`, `tabular-api.data.gouv.fr/api/resources/<uuid>/`
        "resources" => DatasetKind::Resource,
        _ => return None,
    };
    let mut id = parts.next()?;
    if kind == DatasetKind::Resource {
        return is_uuid(id).then_some((kind, id));
    }
    if kind == DatasetKind::Dataset && matches!(id, "r" | "resources") {
        id = parts.next()?;
        return is_uuid(id).then_some((DatasetKind::Resource, id));
    }
    is_identifier(id).then_some((kind, id))
}

/// A slug or a number of the portal's database; anything else is a template or a page.
fn is_identifier(id: &str) -> bool {
    id.len() >= 2
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        && id.bytes().any(|b| b.is_ascii_alphanumeric())
        && !NO_IDENTIFIERS.contains(&id)
        // `DATASET_ID`, `MY-DATASET`: a slug has no capital letter.
        && !id.bytes().any(|b| b.is_ascii_uppercase())
}

fn is_uuid(id: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let parts: Vec<&str> = id.split('-').collect();
    parts.len() == lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::links;
    use crate::facts::decode::decode;
    use crate::model::ObjectKind::{self as DatasetKind, Dataservice, Dataset, Resource, Reuse};

    const UUID: &str = "8b55024d-6128-4fef-ae03-08692597dd94";

    fn found(text: &str) -> Vec<(DatasetKind, String, String)> {
        let text = decode(text.into()).unwrap();
        links(&Arc::from("README.md"), None, &text)
            .into_iter()
            .map(|link| {
                let key = link.target.key.unwrap();
                (key.kind(), key.id().to_owned(), link.url)
            })
            .collect()
    }

    #[test]
    fn addresses_that_name_data_are_found() {
        let cases = [
            (
                "https://www.data.gouv.fr/fr/datasets/codes-postaux/",
                Dataset,
                "codes-postaux",
            ),
            (
                "http://data.gouv.fr/datasets/5ed778e37f511ace8ecc755a",
                Dataset,
                "5ed778e37f511ace8ecc755a",
            ),
            ("https://www.data.gouv.fr/fr/datasets/a-b/#x", Dataset, "a-b"),
            (
                "https://www.data.gouv.fr/datasets/a-b?resource_id=1",
                Dataset,
                "a-b",
            ),
            ("https://www.data.gouv.fr/api/1/datasets/a-b/", Dataset, "a-b"),
            ("https://demo.data.gouv.fr/fr/datasets/essai", Dataset, "essai"),
            ("https://www.data.gouv.fr/explore/a-b", Dataset, "a-b"),
            (
                "https://static.data.gouv.fr/resources/a-b/20250407-054928/x.csv",
                Dataset,
                "a-b",
            ),
            (
                "https://www.data.gouv.fr/fr/reuses/une-carte/",
                Reuse,
                "une-carte",
            ),
            (
                "https://www.data.gouv.fr/dataservices/api-adresse",
                Dataservice,
                "api-adresse",
            ),
            ("www.data.gouv.fr/fr/datasets/a-b", Dataset, "a-b"),
        ];
        for (url, kind, id) in cases {
            assert_eq!(found(url), [(kind, id.to_owned(), url.to_owned())], "{url}");
        }
        for form in [
            "fr/datasets/r",
            "datasets/r",
            "api/1/datasets/r",
            "api/2/datasets/resources",
        ] {
            let url = format!("https://www.data.gouv.fr/{form}/{UUID}");
            assert_eq!(found(&url), [(Resource, UUID.to_owned(), url.clone())]);
        }
    }

    #[test]
    fn what_follows_an_address_is_not_part_of_it() {
        let url = "https://www.data.gouv.fr/fr/datasets/a-b/";
        for text in [
            format!("Voir {url}."),
            format!("[jeu]({url}), puis"),
            format!("<{url}>"),
            format!("<a href=\"{url}\">jeu</a>"),
            format!("<p>{url}</p>"),
            format!("**{url}**"),
        ] {
            assert_eq!(
                found(&text),
                [(Dataset, "a-b".to_owned(), url.to_owned())],
                "{text}"
            );
        }
    }

    #[test]
    fn pages_searches_and_templates_are_no_data() {
        for text in [
            "https://www.data.gouv.fr/",
            "https://www.data.gouv.fr/fr/",
            "https://www.data.gouv.fr/fr/datasets/",
            "https://www.data.gouv.fr/fr/datasets/?q=eau",
            "https://www.data.gouv.fr/pages/legal/licences",
            "https://www.data.gouv.fr/fr/organizations/data-gouv-fr/",
            "https://www.data.gouv.fr/api/1/datasets/{DATASET_ID}",
            "https://www.data.gouv.fr/datasets/${id}",
            "https://www.data.gouv.fr/datasets/%s",
            "https://www.data.gouv.fr/datasets/<slug>",
            "https://www.data.gouv.fr/datasets/DATASET_ID",
            "https://www.data.gouv.fr/datasets/r/123",
            "https://opendata.gouv.fr/datasets/a-b",
            "https://schema.data.gouv.fr/datasets/a-b",
            "eig@data.gouv.fr/datasets/a-b",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
