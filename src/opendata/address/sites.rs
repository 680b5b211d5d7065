// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The sites beside the portal.

use super::identifier::{Named, is_template, object, own};
use super::portal::opened_at;
use super::{HOLE, Meaning, Parts};
use crate::model::{Environment, LinkKind, ObjectKind};

/// Hosts of files that name no dataset.
const FILE_SERVERS: &[&str] = &[
    "files",
    "object",
    "object.files",
    "etalab-datasets.geo",
    "cdn",
    "s3",
    "tiles",
];

/// Lists of transport.data.gouv.fr in the place of a dataset.
const TRANSPORT_LISTS: &[&str] = &[
    "aom",
    "region",
    "commune",
    "country",
    "departement",
    "epci",
    "gbfs",
];

/// First parts of schema.data.gouv.fr that are no organisation.
const SCHEMA_PAGES: &[&str] = &[
    "assets",
    "img",
    "data",
    "docs",
    "documentation",
    "en",
    "fr",
    "api",
    "contribuer",
    "apropos",
    "stats",
];

/// `resources/SLUG/[community/]DATE-TIME/FILE`: the slug is that of the day of the upload.
pub(super) fn uploaded(env: Environment, rest: &[&str]) -> Meaning {
    let [slug, below @ ..] = rest else {
        return Meaning::plain(Some(env), LinkKind::DataFile);
    };
    let named = object(env, ObjectKind::Dataset, slug);
    let below = below.strip_prefix(&["community"]).unwrap_or(below);
    let date = below.first().copied().filter(|date| is_stamp(date));
    if date.is_none() && !below.first().is_some_and(|first| is_template(first)) {
        return Meaning::plain(Some(env), LinkKind::DataFile);
    }
    let kind = match named {
        Named::Key(_) => LinkKind::StaticFile,
        Named::Template => LinkKind::Template,
        Named::Own(_) | Named::Not => LinkKind::DataFile,
    };
    Meaning {
        uploaded: date.map(str::to_owned),
        named: Some(named),
        ..Meaning::plain(Some(env), kind)
    }
}

/// `YYYYMMDD-HHMMSS`
fn is_stamp(text: &str) -> bool {
    text.len() == 15
        && text
            .bytes()
            .enumerate()
            .all(|(index, b)| if index == 8 { b == b'-' } else { b.is_ascii_digit() })
}

/// `static.data.gouv.fr`
pub(super) fn files(env: Environment, parts: &Parts<'_>) -> Meaning {
    let plain = |kind| Meaning::plain(Some(env), kind);
    match parts.path.split_first() {
        None => plain(LinkKind::Subsite),
        Some((&"resources", rest)) => uploaded(env, rest),
        Some((&("avatars" | "images" | "static" | "_themes"), _)) => plain(LinkKind::SiteAsset),
        Some(_) => plain(LinkKind::DataFile),
    }
}

/// `explore.data.gouv.fr`, the viewer of before `www.data.gouv.fr/explore`.
pub(super) fn explore(parts: &mut Parts<'_>) -> Meaning {
    let env = Environment::Production;
    parts.drop_locale();
    let (kind, id) = match parts.path[..] {
        ["datasets", id, ..] => (ObjectKind::Dataset, id),
        ["resources", id, ..] => (ObjectKind::Resource, id),
        _ => return Meaning::plain(Some(env), LinkKind::Subsite),
    };
    let mut found = Meaning::object(env, object(env, kind, id), LinkKind::Subsite).obsolete(true);
    if kind == ObjectKind::Dataset && matches!(found.named, Some(Named::Key(_))) {
        found.resource = opened_at(&parts.path[2..], parts);
    }
    found
}

/// `tabular-api.data.gouv.fr`
pub(super) fn tabular(parts: &Parts<'_>) -> Meaning {
    let env = Environment::Production;
    match parts.path[..] {
        ["api", "resources", id, ..] => {
            Meaning::object(env, object(env, ObjectKind::Resource, id), LinkKind::ApiService)
        }
        _ => Meaning::plain(Some(env), LinkKind::ApiService),
    }
}

/// `transport.data.gouv.fr`: the national access point, with slugs and numbers of its own.
pub(super) fn transport(parts: &mut Parts<'_>) -> Meaning {
    parts.drop_locale();
    let path = match parts.path[..] {
        ["api", ref rest @ ..] => rest.to_vec(),
        ref path => path.to_vec(),
    };
    let (kind, id) = match path[..] {
        ["datasets", id, ..] if !TRANSPORT_LISTS.contains(&id) => (LinkKind::TransportDataset, id),
        ["resources", id, ..] => (LinkKind::TransportResource, id),
        _ => return Meaning::plain(None, site(parts)),
    };
    let named = match own(id) {
        Named::Own(number)
            if kind == LinkKind::TransportResource && !number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            Named::Not
        }
        named => named,
    };
    let kind = match named {
        Named::Template => LinkKind::Template,
        Named::Not => LinkKind::Subsite,
        Named::Own(_) | Named::Key(_) => kind,
    };
    Meaning {
        named: Some(named),
        ..Meaning::plain(None, kind)
    }
}

fn site(parts: &Parts<'_>) -> LinkKind {
    if parts.path.first() == Some(&"api") {
        LinkKind::ApiService
    } else {
        LinkKind::Subsite
    }
}

/// `schema.data.gouv.fr`: `/ORG/NAME[/VERSION…]` and `/schemas/ORG/NAME/VERSION/FILE`.
pub(super) fn schema(parts: &Parts<'_>) -> Meaning {
    let path = match parts.path[..] {
        ["schemas", ref rest @ ..] => rest,
        [first, ..] if SCHEMA_PAGES.contains(&first) => &[],
        ref path => path,
    };
    let [organisation, name, below @ ..] = path else {
        return Meaning::plain(None, LinkKind::Subsite);
    };
    let named = match (own(organisation), own(name)) {
        (Named::Template, _) | (_, Named::Template) => Named::Template,
        (Named::Own(organisation), Named::Own(name)) => Named::Own(format!("{organisation}/{}", stem(&name))),
        _ => Named::Not,
    };
    let kind = match named {
        Named::Own(_) | Named::Key(_) => LinkKind::Schema,
        Named::Template => LinkKind::Template,
        Named::Not => LinkKind::Subsite,
    };
    let version = below
        .first()
        .map(|version| stem(version))
        .filter(|version| is_version(version))
        .map(str::to_owned);
    Meaning {
        named: Some(named),
        version,
        ..Meaning::plain(None, kind)
    }
}

fn stem(name: &str) -> &str {
    [".html", ".md"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name)
}

fn is_version(text: &str) -> bool {
    text == "latest"
        || text
            .strip_prefix('v')
            .unwrap_or(text)
            .starts_with(|c: char| c.is_ascii_digit())
            && !text.contains(HOLE)
}

/// Any other site: services, file servers, documentation.
pub(super) fn other(site: &str, parts: &Parts<'_>) -> Meaning {
    let first = site.split('.').next().unwrap_or_default();
    let kind = if FILE_SERVERS.contains(&site) || parts.path.first() == Some(&"data") && parts.path.len() > 1
    {
        LinkKind::DataFile
    } else if first == "api" || first.starts_with("api-") || first.ends_with("-api") {
        LinkKind::ApiService
    } else {
        LinkKind::Subsite
    };
    Meaning::plain(None, kind)
}
