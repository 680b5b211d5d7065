// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the project explains, and where: guides for users, for those who install it, for those who take the
//! code over. A section of a document, a document of its own, a site, a link to one, a picture.

use std::sync::{Arc, LazyLock};

use aho_corasick::AhoCorasick;

use crate::model::{Origin, Place, Role, Topic, fold};

use super::document::{Contents, Document, Heading, Link};
use super::{FileFact, is_below_docs};

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

/// Words of headings and of file names that tell the topic, folded; `*` stands for any ending. `not` are words of
/// which one takes the meaning away.
struct Vocabulary {
    topic: Topic,
    words: &'static str,
    not: &'static str,
}

const VOCABULARY: &[Vocabulary] = &[
    Vocabulary {
        topic: Topic::Functional,
        words: "fonctionnalite*|feature|features|description fonctionnelle|\
            specifications fonctionnelles|functional description|functional specification*|\
            cas d usage*|use case*|parcours utilisateur*|perimetre|besoin*|a quoi ca sert|\
            a quoi sert*|ce que fait*|what it does|what does it do|documentation fonctionnelle|\
            regles metier|presentation|objectif*|contexte|context|about|a propos|overview|\
            vue d ensemble|purpose|goal*|motivation|description|principe*|le projet|why",
        not: "technique*|technical|code|auteur*|licen*",
    },
    Vocabulary {
        topic: Topic::User,
        words: "guide utilisat*|guide d utilisation|guide de l utilisat*|guide usager*|manuel*|\
            mode d emploi|user guide*|user s guide|user manual*|user documentation|\
            documentation utilisat*|utilisation|utiliser|usage|usages|how to use*|using|tutoriel*|\
            tutorial*|faq|foire aux questions|prise en main|exemple*|example*|vignette*|\
            getting started|aide utilisateur*|aide en ligne|notice d utilisation|comment utiliser*|\
            comment ca marche|quick start|quickstart|documentation d usage",
        not: "condition*|terms|droit*|licen*|developpeur*|developer*|test*",
    },
    Vocabulary {
        topic: Topic::Technical,
        words: "documentation technique*|technical documentation|guide technique|guide developpeur*|\
            guide du developpeur*|guide de developpement|developer guide*|developer documentation|\
            documentation developpeur*|developpement*|developper|development|developing|developers|\
            for developers|pour les developpeurs|local development|contribuer au code|code source|\
            organisation du code|structure du code|dossier technique|fonctionnement technique|api",
        not: "equipe*|team|clef*|cle*|key*|durable*|economique*|territorial*|professionnel*|personnel*|rural*|\
            urbain*|agricole*|international*|social*|sustainable|economic|personal",
    },
    Vocabulary {
        topic: Topic::Install,
        words: "install*|reinstall*|deploiement*|deployer|deploy*|mise en production|mise en place|\
            mise en route|mise en service|hebergement|self host*|setup|set up|demarrage*|demarrer*|\
            lancement*|lancer*|getting started|get started|quick start|quickstart|run|running|\
            run it*|prerequis|prerequisite*|requirements|configuration|exploitation|build|building|\
            comment lancer*|premiers pas|mettre en route|executer*|execution",
        not: "test|tests|lint*|condition*|licen*|bench*",
    },
    Vocabulary {
        topic: Topic::Architecture,
        words: "architecture*|structure|structure du *|structure of *|project structure|code structure|\
            organisation du code|organisation du depot|organisation du projet|\
            organisation des fichiers|organisation des dossiers|arborescence*|composant*|components|\
            how it works|fonctionnement|fonctionnement *|comment ca marche|stack|stack *|\
            tech stack*|technologie*|technolog*|pile technique|pile logicielle|technical overview|\
            modele de donnees|modele conceptuel*|data model*|schema de la base*|schema technique*|\
            choix technique*|design|internals|dossier d architecture|architecture decision*|\
            directory structure|folder structure|repository structure|packages|modules|adr",
        not: "design system|condition*|install*",
    },
    Vocabulary {
        topic: Topic::Training,
        words: "formation*|training*|support de formation|supports de formation|atelier*|workshop*|\
            webinaire*|webinar*|kit de formation|onboarding",
        not: "donnees|data|model|modele*|dataset*|set|test|professionnelle*|initiale*|continue|vegetale*|\
            geologique*|diplomante*|superieure*",
    },
];

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
pub(super) fn all(documents: &[Document], files: &[FileFact]) -> Vec<Guide> {
    let mut guides = Vec::new();
    for document in documents.iter().filter(|document| document.role != Role::Licence) {
        of_document(document, &mut guides);
    }
    for file in files
        .iter()
        .filter(|file| file.origin == Some(Origin::Own) && file.size != Some(0))
    {
        of_file(&file.path, &mut guides);
    }
    guides.sort_by(|a, b| (a.topic, a.form, &a.place, &a.name).cmp(&(b.topic, b.form, &b.place, &b.name)));
    guides.dedup();
    guides.truncate(MOST);
    guides
}

fn of_document(document: &Document, guides: &mut Vec<Guide>) {
    let speaks = matches!(document.role, Role::Readme | Role::Contributing) || is_below_docs(&document.path);
    if speaks {
        for heading in document
            .headings
            .iter()
            .filter(|heading| !heading.borrowed && says_something(heading))
        {
            let folded = unnumbered(fold(&heading.text));
            for topic in topics(&folded) {
                guides.push(Guide {
                    topic,
                    form: Form::Section,
                    name: heading.text.clone(),
                    place: Place::line(&document.path, heading.line),
                });
            }
            if heading.holds.has(Contents::PICTURE)
                && topics(&folded).any(|topic| topic == Topic::Architecture)
            {
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
            of_link(document, link, guides);
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
    } else if document.role == Role::Other && !document.path.contains('/') && document.words >= LEAST_WORDS {
        of_name(&document.path, guides);
    }
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
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    for topic in topics(&unnumbered(fold(stem))) {
        guides.push(Guide {
            topic,
            form: Form::File,
            name: name.to_owned(),
            place: Place::file(path),
        });
    }
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
    let folded = fold(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
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
        for topic in topics(&folded).filter(|topic| *topic != Topic::Functional) {
            add(topic, Form::File);
        }
    }
}

fn of_link(document: &Document, link: &Link, guides: &mut Vec<Guide>) {
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
    if document.role != Role::Readme || !outside {
        return;
    }
    let text = fold(&link.text);
    let wiki = link.target.trim_end_matches('/').ends_with("/wiki") || link.target.contains("/wikis/");
    let target = link.target.split_once("://").map_or("", |(_, rest)| rest);
    // The words that a link shows tell what it leads to; a bare address tells it itself.
    let (words, bare) = (
        if link.text == link.target {
            fold(target)
        } else {
            text
        },
        link.text == link.target,
    );
    if wiki || has(&words, DOCUMENTATION) || bare && has(&fold(target), &["readthedocs", "gitbook", "docs"]) {
        guides.push(of(Topic::Any, document, link));
    }
    if !bare {
        for topic in topics(&words).filter(|topic| *topic != Topic::Functional) {
            guides.push(of(topic, document, link));
        }
    }
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

/// Whether a section is more than a heading.
fn says_something(heading: &Heading) -> bool {
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

/// Whether the name of a picture says that it shows the parts of the software. Plans of another kind bear the same words
/// ("schéma directeur", "schéma régional"), and buildings have an architecture too: a word alone counts in the
/// documentation only.
fn shows_parts(folded: &str, in_docs: bool) -> bool {
    const PLANS: &[&str] = &[
        "directeur*",
        "regional*",
        "departement*",
        "national*",
        "pluriannuel*",
        "territorial*",
        "communal*",
        "electrique*",
        "org chart",
    ];
    const PARTS: &[&str] = &[
        "architecture*",
        "archi",
        "diagram*",
        "mcd",
        "modele de donnees",
        "schema technique*",
        "schema fonctionnel*",
        "schema applicati*",
        "schema logiciel*",
        "schema infra*",
        "schema reseau*",
        "schema logique*",
        "schema flux",
        "schema de flux",
        "schema des flux",
        "schema de donnees",
        "schema des donnees",
        "schema de la base*",
        "schema bdd",
        "schema db",
        "schema sql",
        "schema base*",
        "schema composant*",
        "schema des composants",
        "schema deploiement*",
        "schema de deploiement*",
        "schema de principe",
        "schema global*",
        "schema general*",
        "database schema",
        "db schema",
        "system schema",
    ];
    !has(folded, PLANS) && (has(folded, PARTS) || in_docs && has(folded, &["schema", "schemas"]))
}

fn is_picture(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "jpeg" | "svg" | "webp" | "gif" | "pdf")
}

/// One word of a vocabulary in the automaton that finds all of them in one pass.
struct Entry {
    /// Position in [`VOCABULARY`].
    topic: usize,
    /// Whether any ending may follow.
    open: bool,
    /// Whether it takes the meaning away.
    not: bool,
}

/// Every word of every vocabulary.
static WORDS: LazyLock<(AhoCorasick, Vec<Entry>)> = LazyLock::new(|| {
    let (mut words, mut entries) = (Vec::new(), Vec::new());
    for (topic, vocabulary) in VOCABULARY.iter().enumerate() {
        for (list, not) in [(vocabulary.words, false), (vocabulary.not, true)] {
            for word in list.split('|') {
                let (word, open) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
                words.push(word);
                entries.push(Entry { topic, open, not });
            }
        }
    }
    (AhoCorasick::new(words).expect("a small automaton"), entries)
});

/// The topics that a folded text speaks of.
fn topics(folded: &str) -> impl Iterator<Item = Topic> + use<> {
    let (automaton, entries) = &*WORDS;
    let (mut said, mut denied) = ([false; VOCABULARY.len()], [false; VOCABULARY.len()]);
    for found in automaton.find_overlapping_iter(folded) {
        let entry = &entries[found.pattern().as_usize()];
        let bytes = folded.as_bytes();
        let before = found.start() == 0 || bytes[found.start() - 1] == b' ';
        let after = entry.open || bytes.get(found.end()).is_none_or(|byte| *byte == b' ');
        if before && after {
            let list = if entry.not { &mut denied } else { &mut said };
            list[entry.topic] = true;
        }
    }
    VOCABULARY
        .iter()
        .enumerate()
        .filter(move |(index, _)| said[*index] && !denied[*index])
        .map(|(_, one)| one.topic)
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
