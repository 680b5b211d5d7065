// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Relative links of documents lead to a file, a folder or a named place of the repository.
//!
//! Paths and names are read as GitLab, GitHub and Gitea read them when they show the file. What lies in a submodule,
//! below a link that leads outside, or is left out by `.gitignore` is not known, and no finding.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;

use crate::facts::{Document, Facts, Format, Link};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, GapKind, Message, Place, Role};

/// Most findings of one check.
const MOST: usize = 1_000;

/// Most paths that differ in the way accents are stored and are compared.
const MOST_COMPOSED: usize = 200_000;

/// Links of the README to files, folders and images. Holds when one is broken: used in `none`.
pub(super) fn readme(facts: &Facts) -> Outcome {
    run(facts, is_readme, |tree, document, link| {
        let lost = bases(document).all(|folder| {
            path_from(folder, document, link, &link.target)
                .is_some_and(|(path, _)| !path.is_empty() && tree.find(&path) == Found::Nothing)
        });
        lost.then(|| Message::BrokenLink(link.target.clone()))
    })
}

/// Links of the README to a place in itself or in another document. Holds when one is broken.
pub(super) fn readme_anchors(facts: &Facts) -> Outcome {
    run(facts, is_readme, |tree, document, link| {
        let (path, fragment) = local(document, link)?;
        let target = tree.document(document, &path)?;
        let lost = !is_special(&fragment) && !target.anchors.has(&fragment);
        lost.then(|| Message::BrokenAnchor(link.target.clone()))
    })
}

/// Links of the other documents. Holds when one is broken. Many of them are read as pages of a site, whose
/// addresses differ from paths: only a target that is plainly a file counts.
pub(super) fn others(facts: &Facts) -> Outcome {
    // What the README is a link to was judged with it.
    let judged = |path: &str| {
        facts
            .documents
            .iter()
            .any(|one| one.role == Role::Readme && one.link_to.as_deref() == Some(path))
    };
    let is_other = |document: &Document| {
        !matches!(document.role, Role::Readme | Role::Licence | Role::Changelog)
            && document.link_to.is_none()
            && !judged(&document.path)
    };
    run(facts, is_other, |tree, document, link| {
        let (path, fragment) = match shown_by(&document.path) {
            Shown::Itself => match link.target.strip_prefix("@site/") {
                Some(rest) => path_from(site_of(facts, &document.path)?, document, link, rest)?,
                None => local(document, link)?,
            },
            Shown::Root => {
                let (path, _) = from_root(document, link)?;
                let lost = !path.is_empty() && is_plainly_a_file(&path) && tree.find(&path) == Found::Nothing;
                return lost.then(|| Message::BrokenLink(link.target.clone()));
            }
            Shown::Elsewhere => return None,
        };
        let from_root = link.target.starts_with('/');
        if let Some(target) = tree.document(document, &path).filter(|_| !from_root) {
            let lost = !is_special(&fragment)
                && !target.anchors.has(&fragment)
                && !target.anchors.may_have(&fragment);
            return lost.then(|| Message::BrokenAnchor(link.target.clone()));
        }
        (!from_root && is_plainly_a_file(&path) && tree.find(&path) == Found::Nothing)
            .then(|| Message::BrokenLink(link.target.clone()))
    })
}

fn is_readme(document: &Document) -> bool {
    document.role == Role::Readme
}

fn run(
    facts: &Facts,
    wanted: impl Fn(&Document) -> bool,
    judge: impl Fn(&Tree<'_>, &Document, &Link) -> Option<Message>,
) -> Outcome {
    let tree = Tree::new(facts);
    let mut read = false;
    let mut broken: Vec<Evidence> = Vec::new();
    for document in facts.documents.iter().filter(|document| wanted(document)) {
        read = true;
        for link in &document.links {
            if broken.len() < MOST
                && let Some(message) = judge(&tree, document, link)
            {
                broken.push(seen(Place::line(&document.path, link.line), message));
            }
        }
    }
    if !read {
        return Outcome::Nothing;
    }
    Outcome::from_seen(broken, Place::repository(), Message::NoLink(Vec::new()))
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Something,
    Nothing,
    /// It was not looked at.
    Unknown,
}

/// The paths of the repository, looked up without a walk.
struct Tree<'a> {
    facts: &'a Facts,
    /// Paths below which nothing was listed.
    unseen: BTreeSet<&'a str>,
    /// Paths with accents, in one of the two ways to store them.
    composed: OnceCell<BTreeSet<String>>,
    ignored: OnceCell<Vec<(&'a str, Gitignore)>>,
}

impl<'a> Tree<'a> {
    fn new(facts: &'a Facts) -> Self {
        let gaps = facts.gaps.iter().filter(|gap| {
            matches!(
                gap.kind,
                GapKind::Submodule | GapKind::LinkOutside | GapKind::LinkBroken | GapKind::LinkLoop
            )
        });
        Self {
            facts,
            unseen: gaps
                .filter_map(|gap| gap.path.as_deref())
                .chain(facts.linked_folders.iter().map(|path| &**path))
                .collect(),
            composed: OnceCell::new(),
            ignored: OnceCell::new(),
        }
    }

    /// The document that a link of another document names a place in.
    fn document<'d>(&self, from: &'d Document, path: &str) -> Option<&'d Document>
    where
        'a: 'd,
    {
        if path.is_empty() || path == &*from.path {
            return Some(from);
        }
        let documents = &self.facts.documents;
        let index = documents
            .binary_search_by(|document| (*document.path).cmp(path))
            .ok()?;
        documents.get(index)
    }

    fn find(&self, path: &str) -> Found {
        if self.is_listed(path) {
            Found::Something
        } else if self.facts.truncated || self.is_unseen(path) || self.is_ignored(path) {
            Found::Unknown
        } else {
            Found::Nothing
        }
    }

    /// Whether a file or a folder that holds one has this path.
    fn is_listed(&self, path: &str) -> bool {
        let files = &self.facts.files;
        if files.binary_search_by(|file| (*file.path).cmp(path)).is_ok() {
            return true;
        }
        let inside = format!("{path}/");
        let next = files.partition_point(|file| *file.path < *inside);
        if files.get(next).is_some_and(|file| file.path.starts_with(&inside)) {
            return true;
        }
        !path.is_ascii() && self.composed().contains(&path.nfc().collect::<String>())
    }

    fn composed(&self) -> &BTreeSet<String> {
        self.composed.get_or_init(|| {
            let mut paths = BTreeSet::new();
            for file in self.facts.files.iter().filter(|file| !file.path.is_ascii()) {
                let mut path: &str = &file.path;
                while paths.len() < MOST_COMPOSED && paths.insert(path.nfc().collect()) {
                    match path.rsplit_once('/') {
                        Some((folder, _)) => path = folder,
                        None => break,
                    }
                }
            }
            paths
        })
    }

    /// Whether a path is unseen, or lies below one that is.
    fn is_unseen(&self, path: &str) -> bool {
        above(path).any(|path| self.unseen.contains(path))
    }

    /// Whether `.gitignore` leaves a path out: it may be made by a build.
    fn is_ignored(&self, path: &str) -> bool {
        self.ignored().iter().any(|(folder, rules)| {
            let inside = if folder.is_empty() {
                Some(path)
            } else {
                path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'))
            };
            inside.is_some_and(|inside| {
                above(inside).any(|part| rules.matched(part, part != inside).is_ignore())
                    || rules.matched(inside, true).is_ignore()
            })
        })
    }

    fn ignored(&self) -> &[(&'a str, Gitignore)] {
        self.ignored.get_or_init(|| {
            self.facts
                .ignored
                .iter()
                .filter_map(|rules| {
                    let mut builder = GitignoreBuilder::new("");
                    for line in &rules.lines {
                        // A line that is no pattern leaves nothing out.
                        let _ = builder.add_line(None, line);
                    }
                    Some((&*rules.folder, builder.build().ok()?))
                })
                .collect()
        })
    }
}

/// A path and the folders above it.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(folder, _)| folder))
}

/// The folders that links of a document may start from: that of its path and, when the path is a link, that of the file
/// that holds the text, as forges differ there.
fn bases(document: &Document) -> impl Iterator<Item = &str> {
    std::iter::once(&*document.path)
        .chain(document.link_to.as_deref())
        .map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder))
}

/// Where the links of a document start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The folder of its file.
    Itself,
    /// The root of the repository.
    Root,
    /// A page of the forge that does not exist yet: its address is not known.
    Elsewhere,
}

/// Templates are shown in an issue or in a merge request: GitLab takes their links from the root of the repository, the
/// other forges from the address of that page.
fn shown_by(path: &str) -> Shown {
    let lower = path.to_ascii_lowercase();
    let below = |folder: &str| lower.starts_with(folder) || lower.contains(&format!("/{folder}"));
    if below(".gitlab/issue_templates/") || below(".gitlab/merge_request_templates/") {
        return Shown::Root;
    }
    let name = lower.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().replace('-', "_");
    let single = matches!(
        &*stem,
        "pull_request_template" | "issue_template" | "merge_request_template"
    );
    if single || below("issue_template/") || below("pull_request_template/") {
        return Shown::Elsewhere;
    }
    Shown::Itself
}

/// What a link means from the root of the repository.
fn from_root(document: &Document, link: &Link) -> Option<(String, String)> {
    path_from("", document, link, &link.target)
}

/// The folder that `@site/` means in the documents of Docusaurus: the nearest one above that holds its settings.
fn site_of<'a>(facts: &Facts, path: &'a str) -> Option<&'a str> {
    above(path).skip(1).chain([""]).find(|folder| {
        let start = if folder.is_empty() {
            "docusaurus.config.".to_owned()
        } else {
            format!("{folder}/docusaurus.config.")
        };
        let next = facts.files.partition_point(|file| *file.path < *start);
        facts
            .files
            .get(next)
            .is_some_and(|file| file.path.starts_with(&start))
    })
}

/// The path inside the repository and the name of a place that a link means; `None` for addresses, templates, and for paths
/// above the root, which mean the forge's own pages (`../../issues`). An empty path is the document itself.
fn local(document: &Document, link: &Link) -> Option<(String, String)> {
    let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    path_from(folder, document, link, &link.target)
}

/// What the target of a link means from a folder.
fn path_from(folder: &str, document: &Document, link: &Link, target: &str) -> Option<(String, String)> {
    let (target, fragment) = target.split_once('#').unwrap_or((target, ""));
    let target = target.split('?').next().unwrap_or_default();
    let has_scheme = target
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.contains('/'));
    if has_scheme || target.starts_with("//") || target.contains(['{', '$', '<', '*', '\\']) {
        return None;
    }
    // `@site/`, `@/`, `~/`: names that a tool gives to folders.
    if target.starts_with(['@', '~'])
        || target.contains('@') && !target.contains('/')
        || !is_path(document.format, target)
    {
        return None;
    }
    // AsciiDoc looks for images in a folder that an attribute names: of a site, one file for all of its pages.
    if link.image && document.format == Format::AsciiDoc && document.role != Role::Readme {
        return None;
    }
    let fragment = fragment.to_owned();
    if target.is_empty() {
        return (!fragment.is_empty()).then(|| (String::new(), fragment));
    }
    let decoded = percent_decode_str(target).decode_utf8().ok()?;
    let (base, rest) = match decoded.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, &*decoded),
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    // `-/issues`, `wikis` and the like are pages of GitLab.
    (parts.first() != Some(&"-")).then(|| (parts.join("/"), fragment))
}

/// Whether the markup takes a target for a path: in some, a bare word names a place of the document itself.
fn is_path(format: Format, target: &str) -> bool {
    match format {
        Format::Markdown | Format::Plain | Format::AsciiDoc => true,
        Format::Org => target.is_empty() || target.contains(['/', '.']),
        Format::Rst => !target.ends_with('_') && (target.is_empty() || target.contains(['/', '.'])),
    }
}

/// Names that lead somewhere although no heading bears them: lines of a file, footnotes, the top of a page,
/// a passage, a route of a page.
fn is_special(fragment: &str) -> bool {
    let lower = fragment.to_ascii_lowercase();
    let line = lower
        .strip_prefix('l')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    line || matches!(&*lower, "" | "top" | "readme" | "_top")
        || lower.contains("fn")
        || lower.starts_with([':', '/', '!', '?'])
        || lower.contains(['{', '$', '<'])
}

/// Whether a path ends as a document, a picture or another file that people link to.
fn is_plainly_a_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(
        extension.as_deref(),
        Some(
            "md" | "rst"
                | "adoc"
                | "org"
                | "txt"
                | "png"
                | "jpg"
                | "jpeg"
                | "gif"
                | "svg"
                | "pdf"
                | "yml"
                | "yaml"
                | "toml"
        )
    )
}

#[cfg(test)]
mod tests {
    use super::{Shown, is_special, shown_by};

    #[test]
    fn templates_are_shown_elsewhere() {
        for path in [
            ".github/PULL_REQUEST_TEMPLATE.md",
            "docs/pull_request_template.md",
            ".github/ISSUE_TEMPLATE/bug.md",
            ".gitea/issue_template.md",
            "PULL_REQUEST_TEMPLATE/x.md",
        ] {
            assert_eq!(shown_by(path), Shown::Elsewhere, "{path}");
        }
        assert_eq!(shown_by(".gitlab/issue_templates/Bug.md"), Shown::Root);
        assert_eq!(
            shown_by(".gitlab/merge_request_templates/Default.md"),
            Shown::Root
        );
        for path in ["README.md", "docs/guide.md", ".github/CONTRIBUTING.md"] {
            assert_eq!(shown_by(path), Shown::Itself, "{path}");
        }
    }

    #[test]
    fn some_names_need_no_heading() {
        for name in [
            "L10",
            "L10-L20",
            "top",
            "",
            "user-content-fn-1",
            ":~:text=x",
            "/route",
        ] {
            assert!(is_special(name), "{name}");
        }
        for name in ["licence", "l-outil", "usage"] {
            assert!(!is_special(name), "{name}");
        }
    }
}
