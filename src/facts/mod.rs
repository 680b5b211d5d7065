// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Facts: everything that rules can ask of a repository, extracted once, in parallel,
//! each file read once. Plain data.
//!
//! Must never know rules, levels, French or English. Trouble becomes a [`Gap`].
#![deny(clippy::disallowed_methods)]

mod automation;
mod bearing;
mod cue;
mod data;
mod data_name;
mod decode;
mod document;
mod extract;
mod generated;
mod guide;
mod inventory;
mod job;
mod large;
mod licence;
mod life;
mod link;
mod lone;
mod manifest;
mod metadata;
mod notebook;
mod open;
mod origin;
mod own_page;
mod package;
mod page;
mod plan;
mod portal;
mod probe;
mod recognise;
pub mod reuse;
mod role;
mod schema;
mod shown;
mod tree;
mod url;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    DataFile, DataLink, DatasetUse, Declarations, ForgeFacts, Gap, Globs, Known, LicenceText, Licensing,
    Origin, Package, PathIndex, Probe, SchemaFile, TableCheck,
};
use crate::snapshot::Limits;

pub use automation::{Automation, Command};
pub use data::{Checksums, checksums};
pub use decode::{Text, decode};
pub use document::{
    Anchors, Code, Contents, Document, Format, Heading, Introduction, Language, Link, Sentence, TemplatePart,
    Title, Tool,
};
pub use extract::extract;
pub use guide::{Form, Guide, may_explain_unread, part_readmes};
pub use inventory::linked_file;
pub(crate) use licence::reaches;
pub use life::{Address, AddressKind, Life};
pub use link::links_of;
pub use lone::licences_of;
pub use manifest::{Manifest, ManifestValue, is_manifest};
pub use metadata::{Description, Standard};
pub use notebook::Notebook;
pub use page::{MarkupHit, Page};
pub use plan::Plans;
pub use portal::{dataset_uses, is_same, perhaps_same, portal_keys, resource_keys, reuse_keys};
pub use probe::{Passage, Passages};
pub use role::{role_even_unread, role_of};

/// What the extraction is told from outside the tree.
#[derive(Debug, Clone)]
pub struct Request {
    /// How much is read.
    pub limits: Limits,
    /// Searches that the rules plan; duplicates cost nothing.
    pub probes: Vec<Probe>,
    /// Where searches that were prepared before are kept.
    pub plans: Arc<Plans>,
    /// Paths that `.vigie.toml` asks to ignore: no evidence for or against.
    pub ignore: Globs,
    /// Whether those paths are looked at and no others: to tell what ignoring them hides.
    pub ignored_only: bool,
    /// What `.vigie.toml` declares.
    pub declared: Declarations,
    /// What the forge says.
    pub forge: Known<ForgeFacts>,
    /// Whether something asks for the history behind the last commit.
    pub history: bool,
    /// The day of the audit, in seconds since 1970-01-01 UTC.
    pub now: i64,
}

/// One path of the inventory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFact {
    /// The path from the root with `/`.
    pub path: Arc<str>,
    /// Size in bytes; for a Git LFS pointer, the size that it announces. `None` when unknown.
    pub size: Option<u64>,
    /// How many bytes it has at least, when the clone left it on the server.
    pub least: Option<u64>,
    /// Where it comes from; `None` for paths that the repository asks to ignore.
    pub origin: Option<Origin>,
}

/// The patterns of a `.gitignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The folder of the file, empty for the root.
    pub folder: Arc<str>,
    /// Its lines, at most some thousands.
    pub lines: Vec<String>,
}

/// Everything that rules can ask.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Files and resolved links, sorted by path. Submodules are gaps, not files.
    pub files: Vec<FileFact>,
    /// The paths of `files` by what patterns ask of them, each under its place in that list.
    pub paths: PathIndex,
    /// Documents that were read, sorted by path.
    pub documents: Vec<Document>,
    /// Links to folders, sorted: what lies below them is listed elsewhere.
    pub linked_folders: Vec<Arc<str>>,
    /// What the `.gitignore` files leave out, sorted by folder.
    pub ignored: Vec<Ignored>,
    /// What the project explains and where, sorted by topic, form and place.
    pub guides: Vec<Guide>,
    /// Licence texts at the places where licences are kept, sorted by path.
    pub licences: Vec<LicenceText>,
    /// What the whole repository says of licences, and what follows from it.
    pub licensing: Licensing,
    /// The state by REUSE; `None` when the repository shows nothing of it.
    pub reuse: Option<reuse::Reuse>,
    /// Package manifests, sorted by path.
    pub manifests: Vec<Manifest>,
    /// Packages that the repository shows to be published, sorted by registry and name.
    pub packages: Vec<Package>,
    /// Links to data.gouv.fr and its sites in the team's own texts, sorted by path, line and column.
    pub links: Vec<DataLink>,
    /// The objects of data.gouv.fr that are linked or declared, with what the portal says, in the order of their first
    /// places. Empty until the portal was asked: see [`dataset_uses`].
    pub datasets: Vec<DatasetUse>,
    /// Data that the team tracks, sorted by path.
    pub data: Vec<DataFile>,
    /// Schemas of data, sorted by path.
    pub schemas: Vec<SchemaFile>,
    /// Tables that were held against their schemas, sorted by path.
    pub table_checks: Vec<TableCheck>,
    /// What continuous integration runs.
    pub automation: Automation,
    /// Notebooks, sorted by path.
    pub notebooks: Vec<Notebook>,
    /// Files that describe the software by a public standard, sorted by path.
    pub descriptions: Vec<Description>,
    /// Whole HTML documents, sorted by path.
    pub pages: Vec<Page>,
    /// What each probe found, by [`Probe::key`].
    pub passages: BTreeMap<String, Passages>,
    /// Paths whose content should have been read and could not be, sorted.
    pub unread: Vec<Arc<str>>,
    /// What the forge says.
    pub forge: Known<ForgeFacts>,
    /// Addresses of the repository, as whoever asks for the audit knows them; empty when nobody does.
    pub addresses: Vec<String>,
    /// Age of the last commit in whole days, never negative.
    pub last_commit_days: Known<i64>,
    /// The day of the audit, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// Date of the last commit, in seconds since 1970-01-01 UTC; `None` when it is not known.
    pub last_commit: Option<i64>,
    /// What the history behind that commit tells; not known when nothing asks for it.
    pub life: Known<Life>,
    /// What the team declares.
    pub declared: Declarations,
    /// Whether the listing stopped at a limit: an absence then proves nothing.
    pub truncated: bool,
    /// What could not be seen whole, sorted.
    pub gaps: Vec<Gap>,
}

impl Facts {
    /// Whether the repository holds no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Files of the team: neither vendored, generated, fixtures nor ignored.
    pub fn own_files(&self) -> impl Iterator<Item = &FileFact> {
        self.files.iter().filter(|file| file.origin == Some(Origin::Own))
    }
}

/// Whether a path lies in a folder of documentation.
fn is_below_docs(path: &str) -> bool {
    const FOLDERS: [&str; 12] = [
        "doc",
        "docs",
        "documentation",
        "documentations",
        "wiki",
        "guide",
        "guides",
        "manual",
        "manuel",
        "vignettes",
        "adr",
        "handbook",
    ];
    path.split('/')
        .rev()
        .skip(1)
        .any(|part| FOLDERS.iter().any(|folder| part.eq_ignore_ascii_case(folder)))
}
