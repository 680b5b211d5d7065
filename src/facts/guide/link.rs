// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links of a README that lead to what explains the project, and those that lead to the works of others.

use std::collections::BTreeSet;

use crate::facts::document::{Document, Link};
use crate::facts::manifest::Manifest;
use crate::model::{ManifestKey, Place, Role, Topic, fold};

use super::picture::shows_parts;
use super::topic::topics;
use super::{Form, Guide, has, package_name};

/// Most words of a link that is the title of what it leads to.
const LONGEST_TITLE: usize = 10;

/// Words of a link that leads to documentation outside the repository.
const DOCUMENTATION: &[&str] = &[
    "documentation*",
    "wiki",
    "docs",
    "doc",
    "guide*",
    "manuel*",
    "manual*",
    "user guide*",
    "mode d emploi",
    "tutoriel*",
    "tutorial*",
    "readthedocs*",
];

/// Hosts where the makers of tools, languages and frameworks document them.
const TOOLS: &str = include_str!("tools.txt");

/// What a project calls itself: its packages, and the repositories that it says are its own.
pub(super) struct Own {
    /// Names of its packages, in lower case.
    pub(super) names: BTreeSet<String>,
    /// Owner and name of its repository, in lower case, as a manifest or a badge of the README tells them.
    told: BTreeSet<(String, String)>,
    /// Those that the README clones: it may well clone tools too.
    cloned: BTreeSet<(String, String)>,
}

impl Own {
    pub(super) fn of(documents: &[Document], manifests: &[Manifest]) -> Self {
        let at_root = manifests.iter().filter(|one| !one.path.contains('/'));
        let fields = at_root.filter_map(|one| one.fields.get(ManifestKey::Repository.as_str()));
        let mut told: BTreeSet<_> = fields.filter_map(|field| repository(&field.value)).collect();
        let mut cloned = BTreeSet::new();
        for document in documents.iter().filter(|one| one.role == Role::Readme) {
            let badges = document
                .links
                .iter()
                .filter(|link| !link.borrowed && link.is_badge());
            told.extend(badges.filter_map(|link| repository(&link.target)));
            let commands = document
                .sentences
                .iter()
                .filter_map(|one| one.text.split_once("git clone "));
            let words = commands.flat_map(|(_, rest)| rest.split_whitespace());
            cloned.extend(words.filter_map(repository));
        }
        Self {
            names: manifests.iter().filter_map(package_name).collect(),
            told,
            cloned,
        }
    }
}

/// The owner and the name of a repository, in lower case, by its address at a forge.
fn repository(address: &str) -> Option<(String, String)> {
    let address = address.trim().to_lowercase();
    let rest = address.split_once("://").map_or(&*address, |(_, rest)| rest);
    let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
    let rest = ["github:", "gitlab:"]
        .iter()
        .find_map(|short| rest.strip_prefix(short))
        .or_else(|| {
            let (host, path) = rest.split_once(['/', ':'])?;
            let forge = ["git", "forge", "codeberg", "bitbucket"];
            forge.iter().any(|word| host.contains(word)).then_some(path)
        })?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let rest = rest.split("/-/").next().unwrap_or_default();
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    let (owner, name) = (parts.next()?, parts.next()?);
    let name = name.strip_suffix(".git").unwrap_or(name);
    Some((owner.to_owned(), name.to_owned()))
}

pub(super) fn of_link(document: &Document, link: &Link, own: &Own, guides: &mut Vec<Guide>) {
    if link.image {
        let target = fold(link.target.rsplit('/').next().unwrap_or_default());
        let stem = target.rsplit_once(' ').map_or(&*target, |(stem, _)| stem);
        // A document that shows a picture so named means its own parts.
        if shows_parts(stem, true) || shows_parts(&fold(&link.text), true) {
            guides.push(of(Topic::Diagram, document, link));
        }
        return;
    }
    let outside = link.target.contains("://");
    let foreign = || is_of_a_tool(document, link, &own.names) || is_of_others(document, link, own);
    if document.role != Role::Readme || !outside || foreign() {
        return;
    }
    let text = fold(&link.text);
    let wiki = link.target.trim_end_matches('/').ends_with("/wiki") || link.target.contains("/wikis/");
    let target = link.target.split_once("://").map_or("", |(_, rest)| rest);
    // The words that a link shows tell what it leads to; a bare address tells it itself, or what stands above it.
    let shown = link.text.split_once("://").map_or(&*link.text, |(_, rest)| rest);
    let bare = shown.trim_end_matches('/') == target.trim_end_matches('/');
    let words = if bare { fold(target) } else { text };
    // Headings stand in the order of lines: a search, and no walk, as a document may hold many of both.
    let above = || {
        let next = document.headings.partition_point(|one| one.line <= link.line);
        let above = next.checked_sub(1).and_then(|at| document.headings.get(at));
        above.map_or_else(String::new, |heading| fold(&heading.text))
    };
    // An article of an encyclopaedia explains no project.
    let article = bare && host_of(target).ends_with("wikipedia.org");
    if wiki
        || bare && matches!(&*above(), "documentation" | "docs" | "wiki")
        || has(&words, DOCUMENTATION) && !article
        || bare && has(&words, &["readthedocs", "gitbook", "docs"])
        || is_nameless(&words) && is_documentation(target) && above() == "documentation"
    {
        guides.push(of(Topic::Any, document, link));
    }
    // A title has few words: the name of a decree is none, whatever it speaks of.
    if !bare && words.split(' ').count() <= LONGEST_TITLE {
        for topic in topics(&words).filter(|topic| *topic != Topic::Functional) {
            guides.push(of(topic, document, link));
        }
    }
}

/// The host of an address without its scheme, in lower case.
fn host_of(target: &str) -> String {
    let host = target.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.to_ascii_lowercase()
}

/// Whether a link leads to the documentation of something that the project uses: its author's site, or what the text
/// calls the official one. The project of that name may link to its own.
fn is_of_a_tool(document: &Document, link: &Link, names: &BTreeSet<String>) -> bool {
    let Some((_, rest)) = link.target.split_once("://") else {
        return false;
    };
    let host = host_of(rest);
    let is_named = |part: &str| {
        let title = document.title.as_ref().map(|title| fold(&title.text));
        title.is_some_and(|title| title.len() >= 3 && !title.contains(' ') && part.contains(&*title))
    };
    let known = TOOLS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .any(|tool| host == tool || host.strip_suffix(tool).is_some_and(|rest| rest.ends_with('.')));
    let official = has(&fold(&link.text), &["official", "officiel*"]) && !host.ends_with(".gouv.fr");
    let is_packaged = host.split('.').any(|label| names.contains(label));
    (known || official) && !is_named(&host) && !is_packaged
}

/// Whether the words of a link, folded, name nothing.
fn is_nameless(words: &str) -> bool {
    matches!(
        words,
        "ici"
            | "here"
            | "lien"
            | "ce lien"
            | "link"
            | "this link"
            | "cliquez ici"
            | "click here"
            | "voir ici"
            | "par ici"
            | "cette page"
            | "this page"
            | "cette adresse"
            | "this address"
    )
}

/// Whether an address, without its scheme, holds a word of documentation: what "ici" leads to below such a heading.
fn is_documentation(target: &str) -> bool {
    const WORDS: &[&str] = &[
        "docs",
        "doc",
        "documentation*",
        "wiki",
        "wikis",
        "guide*",
        "manuel*",
        "readthedocs",
        "gitbook",
    ];
    has(&fold(target), WORDS) && !host_of(target).ends_with("wikipedia.org")
}

/// Whether a link leads to the work of others: to a licence, or to a repository at a forge of which neither the owner nor
/// the name is this project's, where the project tells its own.
fn is_of_others(document: &Document, link: &Link, own: &Own) -> bool {
    const LICENCES: [&str; 3] = ["opensource.org", "creativecommons.org", "spdx.org"];
    let target = link.target.split_once("://").map_or("", |(_, rest)| rest);
    let host = host_of(target);
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if LICENCES.contains(&host) {
        return true;
    }
    if !matches!(host, "github.com" | "gitlab.com") || own.told.is_empty() {
        return false;
    }
    repository(&link.target).is_some_and(|(owner, name)| {
        let ours = |(our_owner, our_name): &(String, String)| {
            *our_owner == owner
                || is_close(&fold(&name), &fold(our_name))
                || is_close(&fold(&owner), &fold(our_name))
        };
        !own.told.iter().chain(&own.cloned).any(ours)
            && !is_related(&name, document, &own.names)
            && !is_related(&owner, document, &own.names)
    })
}

/// Whether a name shares a word with the title of a document or with the name of a package.
fn is_related(name: &str, document: &Document, names: &BTreeSet<String>) -> bool {
    let folded = fold(name);
    let title = document.title.as_ref().map(|title| fold(&title.text));
    names
        .iter()
        .map(|one| fold(one))
        .chain(title)
        .any(|own| is_close(&folded, &own))
}

/// Whether two names, folded, share a word, or one is in the other.
fn is_close(name: &str, own: &str) -> bool {
    let (squashed, joined) = (name.replace(' ', ""), own.replace(' ', ""));
    let shares = name
        .split(' ')
        .any(|word| word.len() >= 3 && own.split(' ').any(|other| other == word));
    shares
        || squashed.len() >= 3 && joined.contains(&squashed)
        || joined.len() >= 3 && squashed.contains(&joined)
}

fn of(topic: Topic, document: &Document, link: &Link) -> Guide {
    Guide {
        topic,
        form: Form::Link,
        name: if link.text.is_empty() {
            link.target.clone()
        } else {
            link.text.clone()
        },
        place: Place::line(&document.path, link.line),
    }
}
