// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One file: what is asked of it, told before it is read, and what it gave.

use std::sync::Arc;

use crate::model::{DataLink, FileLicences, GapKind, Origin, Role};
use crate::opendata;
use crate::snapshot::{Limits, ReadError, Snapshot};

use super::automation;
use super::cue::Cue;
use super::decode::{Text, decode};
use super::document::{self, Document, Format};
use super::inventory::{Item, unread_kind};
use super::licence::{self, Asked};
use super::link::{self, Long};
use super::manifest::{self, Parsed};
use super::metadata::Description;
use super::notebook::{self, Notebook};
use super::open::{self, Given};
use super::page::{self, Page};
use super::plan::Plan;
use super::probe::{Passage, search};
use super::reuse::{self, Need, Seen};
use super::role::role_of;
use super::{FileFact, Ignored, Request, generated};

/// Largest Git LFS pointer, in bytes (the format's own limit).
const POINTER_BYTES: usize = 1_024;

/// Most patterns of one `.gitignore` that are kept.
const MOST_IGNORED: usize = 2_000;

/// What is to be done with one file, decided before it is read.
pub(super) struct Job {
    /// The probes that want it.
    wanted: Vec<usize>,
    /// Which reader of the team's own files concerns it.
    reader: Reader,
    /// What it is asked about licences.
    licence: Asked,
    /// What it is to continuous integration.
    automation: Option<automation::Kind>,
    /// What REUSE wants of it.
    reuse: Need,
    /// Whether its links to data.gouv.fr count.
    links: bool,
    /// What open data wants of it.
    open: open::Want,
    /// Whether it must be looked at because it may be a pointer of Git LFS.
    pointer: bool,
    /// The most bytes that are read of one repository, when the files before used them up.
    pub(super) over_budget: Option<u64>,
    /// What is done for its links should it be longer than what rules read.
    long: Long,
}

/// The readers of the team's own files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    None,
    Document,
    Ignored,
    Manifest,
    Notebook,
    Page,
}

/// What one file gave. As many are kept at once as there are files, and most gave little: what is large stands apart.
#[derive(Default)]
pub(super) struct Outcome {
    /// The size that a pointer announces.
    pub(super) size: Option<u64>,
    /// The origin that the content tells.
    pub(super) origin: Option<Origin>,
    pub(super) gap: Option<GapKind>,
    /// The probes that wanted the content, when it could not be read.
    pub(super) unread: Option<Vec<usize>>,
    pub(super) document: Option<Box<Document>>,
    pub(super) licence: Option<(Asked, FileLicences)>,
    pub(super) manifest: Option<Box<Parsed>>,
    pub(super) links: Vec<DataLink>,
    /// Whether links count there and nobody could look for them, in a file of which no gap tells.
    pub(super) links_unseen: bool,
    pub(super) description: Option<Box<Description>>,
    pub(super) script: Option<automation::Script>,
    pub(super) notebook: Option<Notebook>,
    pub(super) page: Option<Page>,
    pub(super) ignored: Option<Ignored>,
    /// The probes that searched the content.
    pub(super) searched: Vec<usize>,
    /// What those of them found that found something.
    pub(super) passages: Vec<(usize, Vec<Passage>)>,
    /// What it gave to REUSE, when that was wanted.
    pub(super) reuse: Option<Seen>,
    /// What it gave to open data.
    pub(super) open: Option<Box<Given>>,
}

impl Job {
    pub(super) fn new(item: &Item<'_>, plan: &Plan, reuse: bool) -> Self {
        let path = &item.fact.path;
        let Some(origin) = item.fact.origin else {
            return Self {
                wanted: Vec::new(),
                reader: Reader::None,
                licence: Asked::Nothing,
                automation: None,
                reuse: Need::Nothing,
                links: false,
                open: open::Want::default(),
                pointer: false,
                over_budget: None,
                long: Long::Passed,
            };
        };
        let reader = match item.role {
            _ if origin != Origin::Own => Reader::None,
            Some(_) => Reader::Document,
            None if is_gitignore(path) => Reader::Ignored,
            None if manifest::is_manifest(path) => Reader::Manifest,
            None if notebook::is_notebook(path) => Reader::Notebook,
            None if page::is_page(path) => Reader::Page,
            None => Reader::None,
        };
        Self {
            wanted: plan.wanted(path, item.role, origin),
            reader,
            licence: licence::asked(path, item.role, origin),
            automation: automation::kind(path).filter(|_| origin == Origin::Own),
            reuse: if reuse && !item.is_link() && item.source.size != Some(0) {
                reuse::need(path)
            } else {
                Need::Nothing
            },
            open: open::Want::of(item),
            links: !item.is_link() && link::is_wanted(path, item.role, origin),
            pointer: (item.lfs || !item.is_link() && open::may_be_elsewhere(&item.fact))
                && item.source.size.is_some_and(|size| size <= POINTER_BYTES as u64),
            over_budget: None,
            long: link::long(path, item.role),
        }
    }

    /// Bounds what the file is asked by what those before it were asked; called in the order of paths.
    pub(super) fn bound(
        &mut self,
        item: &Item<'_>,
        licences: &mut licence::Counts,
        tables: &mut open::Tables,
    ) {
        self.licence = licences.allow(self.licence, item.source.size);
        self.open.bound(item, tables);
    }

    /// Reads a long text for its links while there is room; called in the order of paths.
    pub(super) fn spend_on_links(&mut self, item: &Item<'_>, limits: &Limits, left: &mut u64) {
        let long = item.source.size.filter(|size| *size > limits.file_bytes);
        let (Some(size), Long::Read, true) = (long, self.long, self.links) else {
            return;
        };
        match left.checked_sub(size).filter(|_| size <= link::LONG_BYTES) {
            Some(rest) => *left = rest,
            None => self.long = Long::Told,
        }
    }

    /// Whether the content is to be read.
    pub(super) fn asks(&self) -> bool {
        self.asks_content() || self.pointer
    }

    /// Whether the content is read for REUSE or for links and for nothing else.
    pub(super) fn asks_last(&self) -> bool {
        (self.reuse != Need::Nothing || self.links || self.open.reads()) && !self.asks()
    }

    fn asks_content(&self) -> bool {
        self.reader != Reader::None
            || self.automation.is_some()
            || !self.wanted.is_empty()
            || self.licence != Asked::Nothing
    }

    pub(super) fn run(
        self,
        snapshot: &dyn Snapshot,
        request: &Request,
        item: &Item<'_>,
        plan: &Plan,
    ) -> Outcome {
        let open = self
            .over_budget
            .is_none()
            .then(|| self.open.of_large(snapshot, item, &request.limits));
        let outcome = self.run_whole(snapshot, request, item, plan);
        match open.flatten() {
            Some(given) => Outcome {
                open: Some(Box::new(given)),
                ..outcome
            },
            None => outcome,
        }
    }

    fn run_whole(self, snapshot: &dyn Snapshot, request: &Request, item: &Item<'_>, plan: &Plan) -> Outcome {
        let asked = self.asks_content();
        if !asked && !self.pointer {
            return if self.asks_last() {
                self.read_last(snapshot, request, item)
            } else {
                Outcome::default()
            };
        }
        if item.shut {
            return self.unread(GapKind::Unreadable("too many links to read".to_owned()));
        }
        if let Some(most) = self.over_budget {
            return self.unread(GapKind::OverBudget(most));
        }
        let bytes = match snapshot.read(item.source, request.limits.file_bytes) {
            Ok(bytes) => bytes,
            Err(error) => {
                // That the rest was not read is told of the file itself.
                let (links, _) = self.long_links(snapshot, item, &error);
                return Outcome {
                    links,
                    ..self.unread(unread_kind(error))
                };
            }
        };
        if let Some(size) = pointer_size(&bytes) {
            let reuse = Seen::of(self.reuse, None);
            let outcome = if asked {
                self.unread(GapKind::LfsPointer)
            } else {
                Outcome::of_gap(GapKind::LfsPointer)
            };
            let mut open = Given::default();
            open.data.lfs_sha256 = pointer_digest(&bytes);
            return Outcome {
                size: Some(size),
                reuse,
                open: Some(Box::new(open)),
                ..outcome
            };
        }
        if !asked {
            return self.read_quietly(item, bytes);
        }
        let need = self.reuse;
        let open = self.open.of_bytes(&item.fact.path, &bytes);
        let text = decode(bytes);
        let reuse = Seen::of(need, text.as_ref().map(Text::as_str));
        let outcome = match text {
            Some(text) => self.extract(item, plan, &text, open),
            // A README or a manifest that is no text was not understood: nothing follows from it.
            None if self.must_be_text(item.role) => {
                self.unread(GapKind::Unparsable("this is not a text".to_owned()))
            }
            None => Outcome {
                open: open.kept(),
                ..Outcome::default()
            },
        };
        Outcome { reuse, ..outcome }
    }

    /// Reads a file that only REUSE or the look for links wants. That it could not be read is no gap: it
    /// hides nothing from the rules on contents, and REUSE tells it.
    fn read_last(&self, snapshot: &dyn Snapshot, request: &Request, item: &Item<'_>) -> Outcome {
        let read = match self.over_budget {
            Some(_) => Err((Vec::new(), self.links && self.long != Long::Passed)),
            None => snapshot
                .read(item.source, request.limits.file_bytes)
                .map_err(|error| self.long_links(snapshot, item, &error)),
        };
        match read {
            Ok(bytes) => self.read_quietly(item, bytes),
            Err((links, links_unseen)) => Outcome {
                reuse: (self.reuse != Need::Nothing).then_some(Seen::Unread),
                links,
                links_unseen,
                ..Outcome::default()
            },
        }
    }

    /// The links of a text that could not be read with the others; and whether nobody looked for them.
    fn long_links(
        &self,
        snapshot: &dyn Snapshot,
        item: &Item<'_>,
        error: &ReadError,
    ) -> (Vec<DataLink>, bool) {
        if !self.links || self.long == Long::Passed {
            return (Vec::new(), false);
        }
        let path = &item.fact.path;
        let bytes = match (error, self.long) {
            // What stayed on its server is then known to be lacking.
            (ReadError::TooLarge(_) | ReadError::LeftBehind(_), Long::Read) => {
                snapshot.read(item.source, link::LONG_BYTES)
            }
            _ => return (Vec::new(), true),
        };
        let Ok(bytes) = bytes else {
            return (Vec::new(), true);
        };
        let text = opendata::may_hold(&bytes).then(|| decode(bytes)).flatten();
        let own = |text: &Text| item.settled || !generated::is_generated(path, text.as_str(), true);
        let links = text.filter(own).map(|text| link::read(path, item.role, &text));
        (links.unwrap_or_default(), false)
    }

    /// What a content gives to REUSE and to the look for links. Most contents hold no link, and are not even
    /// decoded then.
    fn read_quietly(&self, item: &Item<'_>, bytes: Vec<u8>) -> Outcome {
        let linked = self.links && opendata::may_hold(&bytes);
        if !linked && self.reuse == Need::Nothing && !self.open.reads() {
            return Outcome::default();
        }
        let mut open = self.open.of_bytes(&item.fact.path, &bytes);
        let text = decode(bytes);
        let mut outcome = Outcome {
            reuse: Seen::of(self.reuse, text.as_ref().map(Text::as_str)),
            ..Outcome::default()
        };
        let path = &item.fact.path;
        if let Some(text) = text {
            if linked && (item.settled || !generated::is_generated(path, text.as_str(), true)) {
                outcome.links = link::read(path, item.role, &text);
            }
            self.open.of_text(path, &text, &mut open);
        }
        outcome.open = open.kept();
        outcome
    }

    fn must_be_text(&self, role: Option<Role>) -> bool {
        match self.reader {
            Reader::Document => role != Some(Role::Other),
            Reader::Manifest => true,
            Reader::None | Reader::Ignored | Reader::Notebook | Reader::Page => false,
        }
    }

    fn unread(self, kind: GapKind) -> Outcome {
        Outcome {
            reuse: (self.reuse != Need::Nothing).then_some(Seen::Unread),
            unread: Some(self.wanted),
            ..Outcome::of_gap(kind)
        }
    }

    fn extract(self, item: &Item<'_>, plan: &Plan, text: &Text, mut open: Given) -> Outcome {
        let FileFact { path, origin, .. } = &item.fact;
        let mut outcome = Outcome::default();
        let signs = plan.cues.look(text, &self.wanted);
        let made = *origin == Some(Origin::Own)
            && !item.settled
            && (item.role.is_none() || generated::is_report(text.as_str()))
            && generated::is_generated(path, text.as_str(), signs.has(Cue::Generated));
        let mut wanted = if made {
            outcome.origin = Some(Origin::Generated);
            plan.wanted(path, item.role, Origin::Generated)
        } else {
            self.wanted
        };
        // What a link shows is searched at its own path: one passage is one finding.
        if let Some(origin) = item.target {
            let elsewhere = &item.source.path;
            wanted.retain(|index| {
                let probe = &plan.probes()[*index].1;
                !probe.wants(elsewhere, role_of(elsewhere), origin)
            });
        }
        for &index in &wanted {
            let probe = &plan.probes()[index].1;
            let may_match = |pattern| plan.cues.may_match(&signs, index, pattern);
            let found = search(probe, path, text, may_match);
            if !found.is_empty() {
                outcome.passages.push((index, found));
            }
        }
        outcome.searched = wanted;
        if !made {
            if self.links && signs.has(Cue::Portal) {
                outcome.links = link::read(path, item.role, text);
            }
            if self.open.reads() {
                self.open.of_text(path, text, &mut open);
            }
            read_own(self.reader, path, item.role, text, &mut outcome);
            outcome.script = self
                .automation
                .and_then(|kind| automation::read(kind, path, text));
            if self.licence != Asked::Nothing {
                let silent = self.licence == Asked::Head && !signs.has(Cue::Licence);
                let said = if silent { "" } else { text.as_str() };
                let asked = self.licence.of_text(said);
                outcome.licence = Some((asked, licence::read(asked, path, said)));
            }
        }
        outcome.open = open.kept();
        outcome
    }
}

/// Runs the reader of the team's own files.
fn read_own(reader: Reader, path: &Arc<str>, role: Option<Role>, text: &Text, outcome: &mut Outcome) {
    match (reader, role) {
        (Reader::Document, Some(role)) => {
            outcome.document = Some(Box::new(document::read(path, role, Format::of(path), text)));
        }
        (Reader::Ignored, _) => outcome.ignored = Some(ignored(path, text)),
        (Reader::Manifest, _) => {
            let reading = manifest::read(path, text);
            outcome.manifest = reading.parsed.map(Box::new);
            outcome.description = reading.description.map(Box::new);
            if let Some(reason) = reading.trouble {
                outcome.gap = Some(GapKind::Unparsable(reason));
                outcome.unread = Some(Vec::new());
            }
        }
        (Reader::Notebook, _) => match notebook::read(path, text) {
            Ok(notebook) => outcome.notebook = Some(notebook),
            Err(reason) => {
                outcome.gap = Some(GapKind::Unparsable(reason));
                outcome.unread = Some(Vec::new());
            }
        },
        (Reader::Page, _) => outcome.page = Some(page::read(path, text)),
        _ => {}
    }
}

fn is_gitignore(path: &str) -> bool {
    path.rsplit('/').next() == Some(".gitignore")
}

fn ignored(path: &Arc<str>, text: &Text) -> Ignored {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let lines = text.as_str().lines().map(str::trim_end);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#') && line.len() < 1_000);
    Ignored {
        folder: Arc::from(folder),
        lines: lines.take(MOST_IGNORED).map(str::to_owned).collect(),
    }
}

impl Outcome {
    fn of_gap(kind: GapKind) -> Self {
        Self {
            gap: Some(kind),
            ..Self::default()
        }
    }
}

/// The size that a pointer of Git LFS announces; `None` for any other content.
fn pointer_size(bytes: &[u8]) -> Option<u64> {
    if bytes.len() > POINTER_BYTES || !bytes.starts_with(b"version https://git-lfs.github.com/spec/") {
        return None;
    }
    std::str::from_utf8(bytes)
        .ok()?
        .lines()
        .find_map(|line| line.strip_prefix("size ")?.trim().parse().ok())
}

/// The SHA-256 that a pointer of Git LFS announces.
fn pointer_digest(bytes: &[u8]) -> Option<String> {
    let digest = std::str::from_utf8(bytes)
        .ok()?
        .lines()
        .find_map(|line| line.strip_prefix("oid sha256:"))?
        .trim();
    (digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit())).then(|| digest.to_ascii_lowercase())
}
