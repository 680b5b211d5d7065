// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links of a README that lead to what explains the project, and those that lead to the works of others.

use std::collections::BTreeSet;

use crate::facts::document::{Document, Link};
use crate::model::{Place, Role, Topic, fold};

use super::picture::shows_parts;
use super::topic::topics;
use super::{Form, Guide, has};

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

pub(super) fn of_link(document: &Document, link: &Link, names: &BTreeSet<String>, guides: &mut Vec<Guide>) {
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
    let foreign = || is_of_a_tool(document, link, names) || is_of_others(document, link, names);
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
    // "Voir ici": what such a link leads to is told by what stands around it.
    let nameless = !bare && is_nameless(&words);
    let end = fold(
        target
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default(),
    );
    // Headings stand in the order of lines: a search, and no walk, as a document may hold many of both.
    let below_documentation = || {
        let next = document.headings.partition_point(|one| one.line <= link.line);
        let above = next.checked_sub(1).and_then(|at| document.headings.get(at));
        above.is_some_and(|heading| is_documentation(&fold(&heading.text)))
    };
    if wiki
        || (bare || nameless) && below_documentation()
        || !bare && has(&words, DOCUMENTATION)
        || bare && has(&end, DOCUMENTATION)
        || (bare || nameless)
            && has(
                &fold(target),
                &["readthedocs", "gitbook", "docs", "doc", "documentation", "wiki"],
            )
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

/// Whether a link leads to the documentation of something that the project uses: its author's site, or what the text
/// calls the official one. The project of that name may link to its own.
fn is_of_a_tool(document: &Document, link: &Link, names: &BTreeSet<String>) -> bool {
    let Some((_, rest)) = link.target.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
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

/// Whether a heading, folded, is that of the documentation and of nothing else.
fn is_documentation(heading: &str) -> bool {
    matches!(
        heading,
        "documentation"
            | "documentations"
            | "la documentation"
            | "documentation en ligne"
            | "online documentation"
            | "docs"
            | "wiki"
    )
}

/// Whether a link leads to the documentation of another project: a page that is kept under the name of one that is not this
/// one, the licence, or what a sentence calls the documentation of something that somebody else made.
fn is_of_others(document: &Document, link: &Link, names: &BTreeSet<String>) -> bool {
    let Some((_, rest)) = link.target.split_once("://") else {
        return false;
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let of_licence = matches!(host, "opensource.org" | "creativecommons.org" | "spdx.org")
        || fold(path)
            .split(' ')
            .any(|word| matches!(word, "license" | "licence" | "licenses" | "licences"));
    let project: Option<Vec<&str>> = if let Some(name) = host.strip_suffix(".readthedocs.io") {
        Some(vec![name])
    } else if matches!(host, "github.com" | "gitlab.com") {
        Some(path.split('/').take(2).collect())
    } else if matches!(
        host,
        "npmjs.com" | "pypi.org" | "crates.io" | "packagist.org" | "docs.rs"
    ) {
        Some(path.split('/').collect())
    } else {
        None
    };
    let ours = |name: &&str| is_related(name, document, names);
    let elsewhere = project.is_some_and(|project| !project.iter().any(ours));
    of_licence || elsewhere && is_named(document, names) || is_of_another_work(document, link)
}

/// Whether the project has a name that others can be told from.
fn is_named(document: &Document, names: &BTreeSet<String>) -> bool {
    !names.is_empty() || document.title.is_some()
}

/// Whether a name shares a word with the title of a document or with the name of a package.
fn is_related(name: &str, document: &Document, names: &BTreeSet<String>) -> bool {
    let folded = fold(name);
    let squashed = folded.replace(' ', "");
    let title = document.title.as_ref().map(|title| fold(&title.text));
    names.iter().map(|one| fold(one)).chain(title).any(|own| {
        let joined = own.replace(' ', "");
        let shares = folded
            .split(' ')
            .any(|word| word.len() >= 3 && own.split(' ').any(|other| other == word));
        shares
            || squashed.len() >= 3 && joined.contains(&squashed)
            || joined.len() >= 3 && squashed.contains(&joined)
    })
}

/// "Une API développée par X est disponible, avec sa documentation": a sentence on something else than the project.
fn is_of_another_work(document: &Document, link: &Link) -> bool {
    let next = document.sentences.partition_point(|one| one.line <= link.line);
    document.sentences[..next].iter().rev().take(20).any(|sentence| {
        let folded = &sentence.folded;
        let begins = ["un ", "une ", "another ", "d autres "]
            .iter()
            .any(|word| folded.starts_with(word));
        let made = has(
            folded,
            &["developpe*", "developed", "propose*", "made by", "cree*"],
        );
        sentence.line + 3 > link.line
            && begins
            && made
            && has(
                folded,
                &[
                    "sa documentation",
                    "leur documentation",
                    "its documentation",
                    "their documentation",
                ],
            )
            && sentence.text.contains(&link.text)
    })
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
