// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The portal itself: its pages and its API.

use super::identifier::{Named, object, uuid};
use super::sites::uploaded;
use super::{HOLE, Meaning, Parts};
use crate::model::{Environment, LinkKind, ObjectKind};

/// Collections of the portal and the singular that its first version used.
const COLLECTIONS: &[(&str, &str, ObjectKind)] = &[
    ("datasets", "dataset", ObjectKind::Dataset),
    ("reuses", "reuse", ObjectKind::Reuse),
    ("dataservices", "dataservice", ObjectKind::Dataservice),
    ("organizations", "organization", ObjectKind::Organization),
    ("topics", "topic", ObjectKind::Topic),
    ("posts", "post", ObjectKind::Post),
];

/// Words in the place of an identifier that name a list or a service of the API.
const ROUTES: &[&str] = &[
    "suggest",
    "search",
    "licenses",
    "frequencies",
    "schemas",
    "extensions",
    "resource_types",
    "resources",
    "badges",
    "community_resources",
    "roles",
    "types",
    "new",
    "create",
    "admin",
    "recent",
];

/// First parts of pages that are no data.
const PAGES: &[&str] = &[
    "pages",
    "terms",
    "faq",
    "credits",
    "about",
    "licences",
    "licenses",
    "apidoc",
    "login",
    "logout",
    "register",
    "admin",
    "beta",
    "publish-resource",
    "suivi",
    "simplified",
    "users",
    "me",
    "legal",
    "accessibility",
    "contact",
    "metrics",
    "discussions",
    "oauth",
    "territories",
    "spatial",
    "map",
];

/// First parts of paths to what pages are made of.
const ASSETS: &[&str] = &["_themes", "static", "_nuxt", "_static", "images", "img", "fonts"];

/// Ends of names that are pictures, scripts and style sheets.
const ASSET_ENDS: &[&str] = &[
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".css", ".js", ".woff", ".woff2", ".webp",
];

/// Ends of names that are feeds and exports.
const FEED_ENDS: &[&str] = &[".atom", ".rss", ".csv", ".rdf", ".ttl", ".jsonld"];

/// What a path of the portal means.
pub(super) fn of(env: Environment, parts: &mut Parts<'_>) -> Meaning {
    let locale = parts.drop_locale();
    let plain = |kind| Meaning::plain(Some(env), kind);
    let Some((&first, rest)) = parts.path.split_first() else {
        let searched = parts.query("q").is_some();
        return plain(if searched {
            LinkKind::Search
        } else {
            LinkKind::SiteRoot
        });
    };
    if first == "api" {
        return api(env, rest, parts.slash);
    }
    if let Some(number) = legacy(first, rest) {
        return Meaning {
            named: Some(Named::Own(number)),
            ..plain(LinkKind::LegacyDataset)
        }
        .obsolete(true);
    }
    if let Some((plural, _, kind)) = COLLECTIONS
        .iter()
        .find(|(plural, singular, _)| [*plural, *singular].contains(&first))
    {
        return page(env, *kind, rest, parts).obsolete(locale || first != *plural);
    }
    let last = rest.last().unwrap_or(&first).to_ascii_lowercase();
    match first {
        "explore" => page(env, ObjectKind::Dataset, rest, parts).obsolete(locale),
        "s" if rest.first() == Some(&"resources") => uploaded(env, &rest[1..]).obsolete(true),
        "s" => plain(LinkKind::SiteAsset),
        "storage" => plain(LinkKind::DataFile),
        "search" => plain(LinkKind::Search),
        "catalog" => plain(LinkKind::Feed),
        _ if ASSETS.contains(&first) || ends(&last, ASSET_ENDS) => plain(LinkKind::SiteAsset),
        _ if ends(&last, FEED_ENDS) || first.starts_with("catalog.") => plain(LinkKind::Feed),
        _ if PAGES.contains(&first) => plain(LinkKind::SitePage),
        _ => plain(LinkKind::Other),
    }
}

fn ends(name: &str, known: &[&str]) -> bool {
    known.iter().any(|end| name.ends_with(end))
}

/// The page of an object, or the list of them.
fn page(env: Environment, kind: ObjectKind, rest: &[&str], parts: &Parts<'_>) -> Meaning {
    let Some((&name, below)) = rest.split_first() else {
        return Meaning::plain(Some(env), LinkKind::Search);
    };
    if kind == ObjectKind::Dataset && name == "r" {
        return resource(env, below, LinkKind::Other).obsolete(parts.slash);
    }
    if ends(name, FEED_ENDS) || below.iter().any(|part| ends(part, &[".csv", ".atom"])) {
        return Meaning::plain(Some(env), LinkKind::Feed);
    }
    if ROUTES.contains(&name) {
        return Meaning::plain(Some(env), LinkKind::Search);
    }
    let named = object(env, kind, name);
    let mut found = Meaning::object(env, named, LinkKind::Other);
    if kind == ObjectKind::Dataset && matches!(found.named, Some(Named::Key(_))) {
        found.resource = opened_at(below, parts);
    }
    found
}

/// The resource that a dataset's page is opened at.
pub(super) fn opened_at(below: &[&str], parts: &Parts<'_>) -> Option<String> {
    let fragment = parts.fragment.trim_start_matches('/');
    let in_fragment = [
        "resources/",
        "community-resources/",
        "resource-community-",
        "resource-",
    ]
    .iter()
    .find_map(|start| uuid(fragment.strip_prefix(start)?));
    let in_path = || match below {
        ["resources" | "community-resources", id, ..] => uuid(id),
        _ => None,
    };
    in_fragment
        .or_else(|| uuid(parts.query("resource_id")?))
        .or_else(in_path)
}

fn resource(env: Environment, rest: &[&str], otherwise: LinkKind) -> Meaning {
    match rest.first() {
        Some(id) => Meaning::object(env, object(env, ObjectKind::Resource, id), otherwise),
        None => Meaning::plain(Some(env), otherwise),
    }
}

/// What a path of the API means, behind `/api/`. With a slash at its end the permanent address of a file leads nowhere.
fn api(env: Environment, rest: &[&str], slash: bool) -> Meaning {
    let plain = |kind| Meaning::plain(Some(env), kind);
    let rest = match rest.split_first() {
        Some((version, rest)) if version.bytes().all(|b| b.is_ascii_digit()) || version.contains(HOLE) => {
            rest
        }
        Some(_) => rest,
        None => return plain(LinkKind::ApiRoot),
    };
    let Some((&first, rest)) = rest.split_first() else {
        return plain(LinkKind::ApiRoot);
    };
    let endpoint = LinkKind::ApiEndpoint;
    let Some((_, _, kind)) = COLLECTIONS.iter().find(|(plural, _, _)| *plural == first) else {
        return plain(endpoint);
    };
    let Some((&name, below)) = rest.split_first() else {
        return plain(endpoint);
    };
    if *kind == ObjectKind::Dataset {
        match (name, below) {
            ("r", [_, ..]) => return resource(env, below, endpoint).obsolete(slash),
            ("resources" | "community_resources", [_, ..]) => return resource(env, below, endpoint),
            (_, ["resources", id, ..]) if *id != "r" => {
                let named = object(env, ObjectKind::Resource, id);
                if named != Named::Not {
                    return Meaning::object(env, named, endpoint);
                }
            }
            _ => {}
        }
    }
    if ends(name, FEED_ENDS) || below.iter().any(|part| ends(part, &[".csv", ".atom"])) {
        return plain(LinkKind::Feed);
    }
    if ROUTES.contains(&name) || name == "r" {
        return plain(endpoint);
    }
    Meaning::object(env, object(env, *kind, name), endpoint)
}

/// The number of a dataset of before 2013: `/DataSet/30378896`, `/donnees/view/Titre-30378896`.
fn legacy(first: &str, rest: &[&str]) -> Option<String> {
    let name = match (first, rest) {
        ("DataSet" | "Dataset", [name, ..]) => name,
        ("donnees", ["view", name, ..]) => name.rsplit('-').next()?,
        _ => return None,
    };
    (!name.is_empty() && name.bytes().all(|b| b.is_ascii_digit())).then(|| name.to_owned())
}
