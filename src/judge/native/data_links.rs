// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Forms of links to data.gouv.fr, whatever the portal knows of them.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Bearing, DataLink, DataNote, Environment, LinkKind, Message, ObjectKey, Place};

/// Holds when a document names an object of another portal than the public one, or a program or a page reads there: for
/// `none`. A file that is called after an environment may hold the addresses of that one, and a file that names the sites
/// of both portals lets its user choose; an object of the other one is a fault there too.
pub(super) fn other_portal(facts: &Facts) -> Outcome {
    let public: BTreeSet<&str> = facts
        .links
        .iter()
        .filter(|link| link.target.env == Some(Environment::Production))
        .filter_map(|link| link.place.path.as_deref())
        .collect();
    let counts = |link: &DataLink| {
        is_claim(link)
            || is_code(link)
                && (link.target.key.is_some()
                    || matches!(
                        link.target.env,
                        Some(Environment::Demo | Environment::Development)
                    ))
                && !link.place.path.as_deref().is_some_and(is_of_environment)
    };
    told(facts, counts, |link| {
        let other = !matches!(link.target.env, None | Some(Environment::Production));
        let chosen = link
            .place
            .path
            .as_deref()
            .is_some_and(|path| public.contains(path));
        let meant = link.target.key.is_some() || is_code(link) && !chosen;
        (other && meant).then(|| DataNote::OtherPortal {
            url: link.url.clone(),
            host: link.target.host.clone(),
        })
    })
}

fn is_code(link: &DataLink) -> bool {
    matches!(link.bearing, Bearing::Code | Bearing::Publishing | Bearing::Shown)
}

/// Whether a path is called after an environment other than the one that the public uses: `.env.demo`, `config/dev.yml`.
fn is_of_environment(path: &str) -> bool {
    const WORDS: &[&str] = &[
        "demo",
        "dev",
        "develop",
        "development",
        "example",
        "exemple",
        "integration",
        "local",
        "preprod",
        "preproduction",
        "qualif",
        "recette",
        "sample",
        "sandbox",
        "staging",
        "test",
    ];
    path.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| WORDS.contains(&word))
}

/// Holds when a document has a link of an old form, or anything that is followed one that leads nowhere: for `none`.
pub(super) fn old(facts: &Facts) -> Outcome {
    let counts = |link: &DataLink| is_claim(link) || is_followed(link) && is_dead(link);
    told(facts, counts, |link| {
        // What a template becomes, the program tells.
        let named = link.target.key.is_some() || link.target.kind == LinkKind::LegacyDataset;
        (link.target.obsolete && named).then(|| DataNote::OldLink {
            url: link.url.clone(),
            now: link.target.key.as_ref().map(ObjectKey::page_url),
        })
    })
}

/// Whether the portal answers nothing to a form: that of before 2013, and the permanent address of a file with a slash
/// behind it.
fn is_dead(link: &DataLink) -> bool {
    let path = link.url.split(['?', '#']).next().unwrap_or_default();
    link.target.kind == LinkKind::LegacyDataset
        || link.target.obsolete && path.ends_with('/') && path.contains("/datasets/r/")
}

/// Holds when a link leads to one upload of a file: for `none`.
pub(super) fn pinned(facts: &Facts) -> Outcome {
    told(facts, is_followed, |link| {
        let key = link.target.key.as_ref()?;
        (link.target.kind == LinkKind::StaticFile && link.target.uploaded.is_some()).then(|| {
            DataNote::PinnedLink {
                url: link.url.clone(),
                page: key.page_url(),
            }
        })
    })
}

/// Whether somebody follows a link from where it stands: a reader of a document or page, a program that runs or is
/// configured so. Tables record what was once, and other files hold addresses as examples.
fn is_followed(link: &DataLink) -> bool {
    const FOLLOWED: &[&str] = &[
        "rmd", "qmd", "ipynb", "html", "py", "r", "jl", "js", "mjs", "ts", "jsx", "tsx", "vue", "svelte",
        "rb", "php", "ex", "exs", "sh", "sql", "yml", "yaml", "json",
    ];
    let path = link.place.path.as_deref().unwrap_or_default();
    let end = path
        .rsplit_once('.')
        .map_or("", |(_, end)| end)
        .to_ascii_lowercase();
    match link.bearing {
        Bearing::Claim | Bearing::Shown => true,
        Bearing::Code | Bearing::Publishing => FOLLOWED.contains(&&*end),
        Bearing::Record | Bearing::Test | Bearing::Elsewhere => false,
    }
}

/// Whether a link stands where the team speaks of today.
fn is_claim(link: &DataLink) -> bool {
    link.bearing == Bearing::Claim
}

fn told(
    facts: &Facts,
    counts: impl Fn(&DataLink) -> bool,
    note: impl Fn(&DataLink) -> Option<DataNote>,
) -> Outcome {
    let links: Vec<&DataLink> = facts.links.iter().filter(|link| counts(link)).collect();
    if links.is_empty() {
        return Outcome::Nothing;
    }
    let found = links
        .iter()
        .filter_map(|link| Some(seen(link.place.clone(), Message::Data(note(link)?))))
        .collect();
    Outcome::from_seen(
        found,
        Place::repository(),
        Message::Data(DataNote::NoSuchLink(links.len())),
    )
}
