// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the project explains, and where: guides for users, for those who install it, for those who take the
//! code over. A section of a document, a document of its own, a site, a link to one, a picture.

mod link;
mod part;
mod picture;
mod topic;
mod unsure;

use std::sync::Arc;

use crate::model::{ManifestKey, Origin, Place, Role, Topic, fold};

use super::document::{Contents, Document, Heading};
use super::manifest::Manifest;
use super::{FileFact, is_below_docs};

use link::{Own, of_link};
pub use part::part_readmes;
use picture::{is_picture, shows_parts};
use topic::{of_heading, topics};
use unsure::is_unsure;

/// How a topic is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A section of a document, with something in it.
    Section,
    /// A file of its own.
    File,
    /// The settings of a tool that makes a site from documents.
    Site,
    /// A link to a place outside the repository.
    Link,
    /// Something of that name in what the product shows its readers, or that does not say for whom it is: somebody has to
    /// confirm that it explains the project.
    Unsure,
}

/// One place where the project explains something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// What is explained.
    pub topic: Topic,
    /// How.
    pub form: Form,
    /// The heading, the file's name or the link's words.
    pub name: String,
    /// Where.
    pub place: Place,
}

/// Fewest words of a section that explains something when it holds no code, no list and no picture.
const LEAST_WORDS: usize = 12;

/// Most guides that are kept: beyond, one more tells nothing new.
const MOST: usize = 2_000;

/// Settings of tools that make a site from documents; the folder of the file comes before, or a word before `.`.
const SITES: &[&str] = &[
    "mkdocs.yml",
    "mkdocs.yaml",
    ".readthedocs.yml",
    ".readthedocs.yaml",
    "readthedocs.yml",
    "book.toml",
    "antora.yml",
    "antora-playbook.yml",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docsify.js",
    "_docsify.html",
    "book.json",
    ".gitbook.yaml",
    ".gitbook.yml",
    "_quarto.yml",
    "_pkgdown.yml",
    "_bookdown.yml",
    "mint.json",
    "zensical.toml",
    "Doxyfile",
    "typedoc.json",
    "jsdoc.json",
    "_sidebar.md",
    "SUMMARY.md",
];

/// The guides of a repository, sorted.
pub(super) fn all(documents: &[Document], files: &[FileFact], manifests: &[Manifest]) -> Vec<Guide> {
    let mut guides = Vec::new();
    let own = Own::of(documents, manifests);
    let parts = part_readmes(documents);
    for document in documents.iter().filter(|document| document.role != Role::Licence) {
        of_document(document, parts.contains(&*document.path), &own, &mut guides);
    }
    for file in files
        .iter()
        .filter(|file| file.origin == Some(Origin::Own) && file.size != Some(0))
    {
        of_file(&file.path, &mut guides);
    }
    for guide in guides.iter_mut().filter(|guide| is_unsure(guide)) {
        guide.form = Form::Unsure;
    }
    guides.sort_by(|a, b| (a.topic, a.form, &a.place, &a.name).cmp(&(b.topic, b.form, &b.place, &b.name)));
    guides.dedup();
    guides.truncate(MOST);
    guides
}

/// Whether a file of the documentation is a text in a format that is not read: it may explain anything.
#[must_use]
pub fn may_explain_unread(file: &FileFact) -> bool {
    const FORMATS: [&str; 9] = ["txt", "pdf", "odt", "doc", "docx", "odp", "ppt", "pptx", "tex"];
    const OF_TOOLS: [&str; 4] = ["requirements", "constraints", "cmakelists", "robots"];
    let name = file.path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let is_text = name.rsplit_once('.').is_some_and(|(stem, ending)| {
        FORMATS.contains(&ending) && !OF_TOOLS.iter().any(|one| stem.starts_with(one))
    });
    is_text && file.origin == Some(Origin::Own) && file.size != Some(0) && is_below_docs(&file.path)
}

/// The last part of the name that a manifest at the root gives the package.
fn package_name(manifest: &Manifest) -> Option<String> {
    let name = manifest.fields.get(ManifestKey::Name.as_str())?;
    let is_root = !manifest.path.contains('/');
    is_root.then(|| {
        name.value
            .rsplit(['/', ':'])
            .next()
            .unwrap_or_default()
            .to_lowercase()
    })
}

/// `part`: whether the README of the root leads to it as to that of a part.
fn of_document(document: &Document, part: bool, own: &Own, guides: &mut Vec<Guide>) {
    if is_of_changes(document) || is_of_a_site(document) {
        return;
    }
    let speaks = part
        || matches!(document.role, Role::Readme | Role::Contributing)
        || is_below_docs(&document.path)
        || is_guide_at_hand(document);
    if speaks {
        for heading in document
            .headings
            .iter()
            .filter(|heading| !heading.borrowed && says_something(document, heading))
        {
            let told: Vec<Topic> = of_heading(&heading.text).collect();
            for &topic in &told {
                guides.push(Guide {
                    topic,
                    form: Form::Section,
                    name: heading.text.clone(),
                    place: Place::line(&document.path, heading.line),
                });
            }
            if heading.holds.has(Contents::PICTURE) && told.contains(&Topic::Architecture) {
                guides.push(section(Topic::Diagram, document, heading));
            }
        }
        for code in document.code.iter().filter(|code| is_drawing(&code.language)) {
            guides.push(Guide {
                topic: Topic::Diagram,
                form: Form::Section,
                name: code.language.clone(),
                place: Place::line(&document.path, code.line),
            });
        }
        for link in document
            .links
            .iter()
            .filter(|link| !link.borrowed && !link.is_badge())
        {
            of_link(document, link, own, guides);
        }
    }
    if document.role == Role::Other && document.words >= LEAST_WORDS && is_below_docs(&document.path) {
        of_name(&document.path, guides);
        guides.push(Guide {
            topic: Topic::Any,
            form: Form::File,
            name: document.path.to_string(),
            place: Place::file(&document.path),
        });
    } else if document.role == Role::Other && document.words >= LEAST_WORDS {
        let name = said(stem(&document.path));
        // Below a folder of the code such a document is about that part, except where it names the architecture.
        if !document.path.contains('/') || name == "architecture" {
            of_name(&document.path, guides);
        }
    }
}

/// Whether a document tells what changed or is to be done, and explains nothing of what is there.
fn is_of_changes(document: &Document) -> bool {
    const NAMES: [&str; 9] = [
        "changelog",
        "changes",
        "history",
        "news",
        "release notes",
        "releases",
        "todo",
        "roadmap",
        "feuille de route",
    ];
    let name = fold(stem(&document.path));
    matches!(document.role, Role::Changelog | Role::Roadmap) || has(&name, &NAMES)
}

/// Whether a document below the root is what Docusaurus says of the site that it makes.
fn is_of_a_site(document: &Document) -> bool {
    let title = document.title.as_ref().map(|title| fold(&title.text));
    document.path.contains('/')
        && title.as_deref() == Some("website")
        && document
            .links
            .iter()
            .any(|link| link.target.contains("://docusaurus.io"))
}

/// Whether a document at the root is a guide by its name, such as `DEVELOPMENT.md`.
fn is_guide_at_hand(document: &Document) -> bool {
    let name = said(stem(&document.path));
    document.role == Role::Other
        && !document.path.contains('/')
        && (name == "hacking" || topics(&name).next().is_some())
}

fn section(topic: Topic, document: &Document, heading: &Heading) -> Guide {
    Guide {
        topic,
        form: Form::Section,
        name: heading.text.clone(),
        place: Place::line(&document.path, heading.line),
    }
}

/// What the name of a document tells.
fn of_name(path: &Arc<str>, guides: &mut Vec<Guide>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let folded = unnumbered(said(stem(path)));
    let folders = || path.rsplit('/').skip(1).map(said);
    let mut told: Vec<Topic> = topics(&folded).collect();
    // A folder of guides names the topic of what lies in it; short words are names of files only.
    told.extend(
        folders()
            .flat_map(|folder| topics(&folder).collect::<Vec<_>>())
            .filter(|topic| {
                matches!(
                    topic,
                    Topic::User | Topic::Install | Topic::Architecture | Topic::Training
                )
            }),
    );
    told.extend(folders().filter_map(|folder| match &*folder {
        "technical" | "technique" | "development" | "developpement" | "developer" | "developers"
        | "developpeur" | "developpeurs" => Some(Topic::Technical),
        "functional" | "fonctionnel" | "cas d usage" | "use cases" => Some(Topic::Functional),
        _ => None,
    }));
    if matches!(&*folded, "manual" | "handbook") {
        told.push(Topic::User);
    }
    told.sort_unstable();
    told.dedup();
    for topic in told {
        guides.push(Guide {
            topic,
            form: Form::File,
            name: name.to_owned(),
            place: Place::file(path),
        });
    }
}

/// The words of a name of a file or folder, folded: a capital after a small letter begins one (`projectArchitecture`).
fn said(name: &str) -> String {
    let mut parted = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        if small && c.is_uppercase() {
            parted.push(' ');
        }
        small = c.is_lowercase();
        parted.push(c);
    }
    fold(&parted)
}

/// The name of a file without its ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// What a file that is no document tells.
fn of_file(path: &Arc<str>, guides: &mut Vec<Guide>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut add = |topic, form| {
        guides.push(Guide {
            topic,
            form,
            name: name.to_owned(),
            place: Place::file(path),
        });
    };
    let vitepress =
        (path.contains(".vitepress/") || path.contains(".vuepress/")) && name.starts_with("config.");
    let sphinx = name == "conf.py" && is_below_docs(path);
    if SITES.contains(&name) || vitepress || sphinx {
        add(Topic::Any, Form::Site);
    }
    let folded = said(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if matches!(
        extension,
        "drawio" | "puml" | "plantuml" | "mmd" | "excalidraw" | "dsl" | "c4"
    ) || extension == "dot" && is_below_docs(path)
        || is_picture(extension) && shows_parts(&folded, is_below_docs(path)) && !path.contains("/src/")
    {
        add(Topic::Diagram, Form::File);
    }
    if matches!(extension, "pdf" | "odt" | "docx" | "pptx" | "odp") {
        for topic in topics(&folded) {
            add(topic, Form::File);
        }
    }
    let in_training = || {
        path.rsplit('/')
            .skip(1)
            .any(|folder| topics(&said(folder)).any(|topic| topic == Topic::Training))
    };
    if matches!(extension, "pdf" | "pptx" | "ppt" | "odp" | "mp4") && in_training() {
        add(Topic::Training, Form::File);
    }
    let at_hand = !path.contains('/') || is_below_docs(path);
    if extension.is_empty() && at_hand && matches!(name, "INSTALL" | "INSTALLATION" | "DEPLOY") {
        add(Topic::Install, Form::File);
    }
}

/// Whether a section is more than a heading; what stands in its own sections is its own.
fn says_something(document: &Document, heading: &Heading) -> bool {
    let next = document.headings.partition_point(|one| one.line <= heading.line);
    holds_something(heading)
        || heading.level > 1
            && document.headings[next..]
                .iter()
                .take_while(|one| one.level > heading.level)
                .any(holds_something)
}

fn holds_something(heading: &Heading) -> bool {
    heading.words >= LEAST_WORDS
        || heading.holds.has(Contents::CODE)
        || heading.holds.has(Contents::PICTURE)
        || heading.holds.has(Contents::LIST) && heading.words >= 4
}

fn is_drawing(language: &str) -> bool {
    matches!(
        language,
        "mermaid" | "plantuml" | "puml" | "uml" | "dot" | "graphviz" | "d2"
    )
}

/// A folded heading without its number.
fn unnumbered(folded: String) -> String {
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if rest.is_empty() { folded } else { rest.to_owned() }
}

/// Whether a folded text holds one of the words, whole; `*` stands for any ending.
fn has(folded: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let (word, open) = word.strip_suffix('*').map_or((*word, false), |word| (word, true));
        folded.match_indices(word).any(|(at, _)| {
            let before = folded[..at].chars().next_back();
            let after = folded[at + word.len()..].chars().next();
            before.is_none_or(|c| c == ' ') && (open || after.is_none_or(|c| c == ' '))
        })
    })
}
#[cfg(test)]
mod tests;
