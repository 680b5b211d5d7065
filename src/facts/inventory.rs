// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The list of files: links resolved inside the tree, origins told.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Gap, GapKind, Origin, Role};
use crate::snapshot::{Entry, EntryKind, ReadError, Snapshot};

use super::decode::decode;
use super::origin::{Origins, Told};
use super::role::role_of;
use super::{FileFact, Request};

/// Most links that lead through one another, as in common systems.
const MOST_HOPS: usize = 16;

/// Longest path or target of a link that is followed, in bytes (`PATH_MAX` of Linux).
const LONGEST: usize = 4_096;

/// Steps spent on following all links together; a real tree needs a few thousand.
const MOST_STEPS: usize = 2_000_000;

/// Most links whose target's content is read: a target is mostly read at its own path already.
pub(super) const MOST_LINKS_READ: usize = 1_000;

/// Largest `.gitattributes` that is read, in bytes.
const ATTRIBUTES_BYTES: u64 = 1 << 20;

/// A file of the inventory with what the extraction needs to read it.
pub(super) struct Item<'a> {
    pub fact: FileFact,
    /// The entry that holds the content: the file itself, or a link's target.
    pub source: &'a Entry,
    /// For a link, the origin of its target; `None` when that path is ignored.
    pub target: Option<Origin>,
    /// Whether the content must not be read through this link: there are too many.
    pub shut: bool,
    pub role: Option<Role>,
    /// Whether the path alone settles the origin.
    pub settled: bool,
    /// Whether `.gitattributes` gives the file to Git LFS.
    pub lfs: bool,
}

impl Item<'_> {
    /// Whether the path is a link to the file that holds the content.
    pub fn is_link(&self) -> bool {
        self.source.path != self.fact.path
    }
}

/// The files of a snapshot, sorted by path, with what could not be seen.
pub(super) struct Inventory<'a> {
    pub items: Vec<Item<'a>>,
    pub gaps: Vec<Gap>,
    /// Links that lead to a folder.
    pub folders: Vec<Arc<str>>,
}

/// What became of a link.
enum Followed<'a> {
    File(&'a Entry),
    Folder,
    Trouble(GapKind),
}

/// The file that a link leads to; `None` for a folder.
///
/// # Errors
/// When it leads out of the tree, to nothing or back to itself.
pub fn linked_file<'a>(snapshot: &'a dyn Snapshot, link: &'a Entry) -> Result<Option<&'a Entry>, GapKind> {
    let mut entries: Vec<&Entry> = snapshot.entries().iter().collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    match Links::new(snapshot, &entries).follow(link) {
        Followed::File(file) => Ok(Some(file)),
        Followed::Folder => Ok(None),
        Followed::Trouble(kind) => Err(kind),
    }
}

/// Lists the files of a snapshot.
pub(super) fn list<'a>(snapshot: &'a dyn Snapshot, request: &Request) -> Inventory<'a> {
    let mut entries: Vec<&Entry> = snapshot.entries().iter().collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let mut gaps = Vec::new();
    let origins = origins(snapshot, &entries, &mut gaps);
    let mut links = Links::new(snapshot, &entries);
    let mut found = Vec::with_capacity(entries.len());
    let mut followed = 0;
    let mut folders = Vec::new();
    for entry in entries {
        let source = match entry.kind {
            EntryKind::File => entry,
            EntryKind::Submodule => continue,
            EntryKind::Link => match links.follow(entry) {
                Followed::File(target) => target,
                Followed::Folder => {
                    folders.push(Arc::clone(&entry.path));
                    continue;
                }
                Followed::Trouble(kind) => {
                    gaps.push(gap(&entry.path, kind));
                    continue;
                }
            },
        };
        let link = entry.kind == EntryKind::Link;
        followed += usize::from(link);
        found.push((entry, source, link && followed > MOST_LINKS_READ));
    }
    let mut items: Vec<Item<'a>> = found
        .into_par_iter()
        .map(|(entry, source, shut)| item(entry, source, &origins, request, shut))
        .collect();
    demote_second_readmes(&mut items);
    Inventory { items, gaps, folders }
}

fn item<'a>(entry: &Entry, source: &'a Entry, origins: &Origins, request: &Request, shut: bool) -> Item<'a> {
    let is_ignored = |path: &str| request.ignore.matches(path) != request.ignored_only;
    let ignored = is_ignored(&entry.path);
    let Told { origin, settled } = origins.of(&entry.path);
    Item {
        fact: FileFact {
            path: Arc::clone(&entry.path),
            size: source.size,
            least: source.least,
            origin: (!ignored).then_some(origin),
        },
        source,
        target: (entry.kind == EntryKind::Link && !is_ignored(&source.path))
            .then(|| origins.of(&source.path).origin),
        shut,
        role: role_of(&entry.path),
        settled,
        lfs: origins.is_lfs(&source.path),
    }
}

/// A README in `docs/` or `.github/` is the project's only when the root has none.
fn demote_second_readmes(items: &mut [Item<'_>]) {
    let is_readme = |item: &Item<'_>| item.role == Some(Role::Readme);
    let at_root = |item: &Item<'_>| !item.fact.path.contains('/');
    if !items
        .iter()
        .any(|item| is_readme(item) && at_root(item) && item.fact.origin == Some(Origin::Own))
    {
        return;
    }
    for item in items.iter_mut().filter(|item| is_readme(item) && !at_root(item)) {
        item.role = Some(Role::Other);
    }
}

pub(super) fn gap(path: &Arc<str>, kind: GapKind) -> Gap {
    Gap {
        path: Some(Arc::clone(path)),
        kind,
    }
}

/// The gap that a content leaves when it cannot be read.
pub(super) fn unread_kind(error: ReadError) -> GapKind {
    match error {
        ReadError::TooLarge(size) => GapKind::TooLarge(size),
        ReadError::LeftBehind(least) => GapKind::LeftBehind(least),
        ReadError::Missing => GapKind::MissingObject,
        ReadError::Corrupt => GapKind::CorruptObject,
        ReadError::Io(reason) => GapKind::Unreadable(reason),
    }
}

/// Reads the `.gitattributes` files; Git follows no link there.
fn origins(snapshot: &dyn Snapshot, entries: &[&Entry], gaps: &mut Vec<Gap>) -> Origins {
    let mut origins = Origins::default();
    origins.learn(entries.iter().map(|entry| &*entry.path));
    for entry in entries.iter().filter(|entry| entry.kind == EntryKind::File) {
        let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
        if name != ".gitattributes" {
            continue;
        }
        match snapshot.read(entry, ATTRIBUTES_BYTES) {
            Ok(bytes) => {
                if let Some(text) = decode(bytes) {
                    origins.read_attributes(folder, text.as_str());
                }
            }
            Err(error) => gaps.push(gap(&entry.path, unread_kind(error))),
        }
    }
    origins
}

/// Follows links by their text, inside the listed tree and nowhere else.
struct Links<'a> {
    snapshot: &'a dyn Snapshot,
    /// Every entry by path; empty when the tree holds no link.
    entries: HashMap<&'a str, &'a Entry>,
    /// The paths of all entries, sorted, to tell folders.
    paths: Vec<&'a str>,
    steps: usize,
}

impl<'a> Links<'a> {
    fn new(snapshot: &'a dyn Snapshot, entries: &[&'a Entry]) -> Self {
        let any = entries.iter().any(|entry| entry.kind == EntryKind::Link);
        let listed = if any { entries } else { &[] };
        Self {
            snapshot,
            entries: listed.iter().map(|entry| (&*entry.path, *entry)).collect(),
            paths: listed.iter().map(|entry| &*entry.path).collect(),
            steps: 0,
        }
    }

    fn follow(&mut self, link: &'a Entry) -> Followed<'a> {
        let mut path = link.path.to_string();
        for _ in 0..=MOST_HOPS {
            match self.first_link(&path) {
                Err(kind) => return Followed::Trouble(kind),
                Ok(None) => return self.end(&path),
                Ok(Some((entry, rest))) => match self.target(entry, &rest) {
                    Ok(next) => path = next,
                    Err(kind) => return Followed::Trouble(kind),
                },
            }
        }
        Followed::Trouble(GapKind::LinkLoop)
    }

    /// The first link, or submodule, that a path goes through, and what follows it.
    fn first_link(&mut self, path: &str) -> Result<Option<(&'a Entry, String)>, GapKind> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return Err(GapKind::Unreadable("too many links to follow".to_owned()));
            }
            match self.entries.get(&path[..end]) {
                Some(entry) if entry.kind == EntryKind::Link => {
                    return Ok(Some((entry, path[end..].to_owned())));
                }
                // What lies in a submodule is another repository.
                Some(entry) if entry.kind == EntryKind::Submodule => return Err(GapKind::LinkOutside),
                _ => {}
            }
        }
        Ok(None)
    }

    /// The path that a link and what follows it lead to.
    fn target(&self, link: &Entry, rest: &str) -> Result<String, GapKind> {
        let bytes = self.snapshot.read(link, LONGEST as u64).map_err(unread_kind)?;
        let target = String::from_utf8(bytes).map_err(|_| GapKind::LinkBroken)?;
        if target.starts_with('/') || target.contains('\\') || is_drive(&target) {
            return Err(GapKind::LinkOutside);
        }
        let folder = link.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/').chain(rest.split('/')) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(GapKind::LinkOutside)?;
                }
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        if path.len() > LONGEST {
            return Err(GapKind::LinkBroken);
        }
        Ok(path)
    }

    /// What a path without links is.
    fn end(&self, path: &str) -> Followed<'a> {
        if path.is_empty() {
            return Followed::Folder;
        }
        if let Some(entry) = self.entries.get(path) {
            return Followed::File(entry);
        }
        let inside = format!("{path}/");
        let at = self.paths.partition_point(|other| *other < inside.as_str());
        match self.paths.get(at) {
            Some(other) if other.starts_with(&inside) => Followed::Folder,
            _ => Followed::Trouble(GapKind::LinkBroken),
        }
    }
}

/// `C:` and the like: outside of any repository.
fn is_drive(target: &str) -> bool {
    let mut chars = target.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
}
