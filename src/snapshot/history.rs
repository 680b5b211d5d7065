// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The history behind a commit: a walk that ends with its window, never with the clock.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use git2::{Commit, Mailmap, ObjectType, Odb, Oid, Repository, Signature, Time};

use crate::model::{History, Known, PastCommit, Person, Tag, Unknown};

/// The window before the audited commit: twelve months, in seconds.
const WINDOW: i64 = 365 * 86_400;
/// Commits in a row outside the window after which the walk ends: dates of commits are those of many
/// machines, so that a commit may be older than its parent.
const SLACK: usize = 1_000;
/// Most commits that are looked at.
const MOST_COMMITS: usize = 50_000;
/// Most tags that are looked at.
const MOST_TAGS: usize = 10_000;
/// Most branches whose tip is looked at.
const MOST_BRANCHES: usize = 5_000;
/// Largest commit or tag that is read, in bytes: a header says the size before anything is unpacked.
const MOST_BYTES: usize = 1 << 20;
/// Largest `.mailmap`, in bytes.
const MOST_MAILMAP: usize = 1 << 20;
/// Most co-authors of one commit.
const MOST_COAUTHORS: usize = 50;
/// How signatures begin: `OpenPGP`, SSH, X.509.
const SIGNATURES: [&[u8]; 4] = [
    b"-----BEGIN PGP SIGNATURE-----",
    b"-----BEGIN PGP MESSAGE-----",
    b"-----BEGIN SSH SIGNATURE-----",
    b"-----BEGIN SIGNED MESSAGE-----",
];

/// Reads the history of a commit. Not known where a clone is shallow or a commit lacks: a part of a
/// history would tell wrong numbers.
pub(super) fn read(repo: &Repository, tip: Oid) -> Known<History> {
    if repo.is_shallow() {
        return Known::No(Unknown::ShallowHistory);
    }
    let Ok(odb) = repo.odb() else {
        return Known::No(Unknown::NoHistory);
    };
    let Some(mut history) = Walk::new(repo, &odb, tip).and_then(Walk::run) else {
        return Known::No(Unknown::NoHistory);
    };
    let names = References::of(repo);
    tags(repo, &odb, &names, &mut history);
    history.newest = newest(repo, &odb, &names).max(history.newest);
    history.every_branch = has_every_branch(repo, &names);
    Known::Yes(history)
}

/// The references of a repository, listed once: each list costs a copy of all of them.
#[derive(Default)]
struct References<'a> {
    tags: Vec<git2::Reference<'a>>,
    heads: Vec<git2::Reference<'a>>,
    remotes: Vec<git2::Reference<'a>>,
    /// How many a forge keeps of merge requests.
    requests: usize,
    /// Whether one of them, or the list, could not be read.
    broken: bool,
}

impl<'a> References<'a> {
    fn of(repo: &'a Repository) -> Self {
        let mut names = Self::default();
        let Ok(all) = repo.references() else {
            names.broken = true;
            return names;
        };
        for reference in all {
            let Ok(reference) = reference else {
                names.broken = true;
                continue;
            };
            let name = reference.name_bytes();
            if name.starts_with(b"refs/tags/") {
                names.tags.push(reference);
            } else if name.starts_with(b"refs/heads/") {
                names.heads.push(reference);
            } else if name.starts_with(b"refs/remotes/") {
                names.remotes.push(reference);
            } else if name.starts_with(b"refs/pull/") || name.starts_with(b"refs/merge-requests/") {
                names.requests += 1;
            }
        }
        names
    }
}

/// A commit that is not larger than a commit has reason to be.
fn commit<'a>(repo: &'a Repository, odb: &Odb<'_>, id: Oid) -> Option<Commit<'a>> {
    let (size, kind) = odb.read_header(id).ok()?;
    if kind != ObjectType::Commit || size > MOST_BYTES {
        return None;
    }
    repo.find_commit(id).ok()
}

/// The walk from the tip, newest first by the committers' dates.
struct Walk<'a> {
    repo: &'a Repository,
    odb: &'a Odb<'a>,
    names: Names,
    next: BinaryHeap<(i64, Oid)>,
    /// The commits of `next`.
    read: BTreeMap<Oid, Commit<'a>>,
    seen: BTreeSet<Oid>,
    since: i64,
    out: History,
}

impl<'a> Walk<'a> {
    fn new(repo: &'a Repository, odb: &'a Odb<'a>, tip: Oid) -> Option<Self> {
        let first = commit(repo, odb, tip)?;
        let time = first.time().seconds();
        Some(Self {
            repo,
            odb,
            names: Names::new(mailmap(repo, odb, &first)),
            next: BinaryHeap::from([(time, tip)]),
            read: BTreeMap::from([(tip, first)]),
            seen: BTreeSet::from([tip]),
            since: time.saturating_sub(WINDOW),
            out: History {
                newest: Some(time),
                ..History::default()
            },
        })
    }

    /// `None` when a commit lacks: its date, and whatever lies behind it, is not known.
    fn run(mut self) -> Option<History> {
        let (mut looked, mut outside) = (0, 0);
        while looked < MOST_COMMITS
            && let Some((time, id)) = self.next.pop()
        {
            looked += 1;
            let commit = self.read.remove(&id)?;
            for parent in commit.parent_ids() {
                if self.seen.insert(parent) {
                    let found = self::commit(self.repo, self.odb, parent)?;
                    self.next.push((found.time().seconds(), parent));
                    self.read.insert(parent, found);
                }
            }
            if time >= self.since {
                outside = 0;
                let people = self.names.people(&commit);
                self.out.commits.push(PastCommit {
                    time,
                    merge: commit.parent_count() > 1,
                    people,
                });
            } else {
                outside += 1;
                if outside == SLACK {
                    self.next.clear();
                }
            }
        }
        self.out.whole = self.next.is_empty();
        self.out.people = self.names.people;
        Some(self.out)
    }
}

/// The `.mailmap` of the commit's own tree: neither the settings of the machine nor a link are obeyed, as
/// the same commit is to tell the same everywhere.
fn mailmap(repo: &Repository, odb: &Odb<'_>, commit: &Commit<'_>) -> Option<Mailmap> {
    let tree = commit.tree().ok()?;
    let entry = tree.get_name(".mailmap")?;
    let (size, kind) = odb.read_header(entry.id()).ok()?;
    if kind != ObjectType::Blob || entry.filemode() == 0o120_000 || size > MOST_MAILMAP {
        return None;
    }
    let blob = repo.find_blob(entry.id()).ok()?;
    Mailmap::from_buffer(&String::from_utf8_lossy(blob.content())).ok()
}

/// Everybody met so far. A name and address are put through the mailmap once.
struct Names {
    mailmap: Option<Mailmap>,
    known: BTreeMap<(Vec<u8>, Vec<u8>), usize>,
    places: BTreeMap<Person, usize>,
    people: Vec<Person>,
}

impl Names {
    fn new(mailmap: Option<Mailmap>) -> Self {
        Self {
            mailmap,
            known: BTreeMap::new(),
            places: BTreeMap::new(),
            people: Vec::new(),
        }
    }

    /// The author and the co-authors of a commit, each once.
    fn people(&mut self, commit: &Commit<'_>) -> Vec<usize> {
        let author = commit.author();
        let mut all = vec![self.place(author.name_bytes(), author.email_bytes())];
        for (name, email) in coauthors(commit.message_bytes()) {
            let place = self.place(name.as_bytes(), email.as_bytes());
            if !all.contains(&place) {
                all.push(place);
            }
        }
        all
    }

    fn place(&mut self, name: &[u8], email: &[u8]) -> usize {
        let key = (name.to_owned(), email.to_owned());
        if let Some(place) = self.known.get(&key) {
            return *place;
        }
        let person = self.resolve(name, email);
        let next = self.people.len();
        let place = *self.places.entry(person.clone()).or_insert(next);
        if place == next {
            self.people.push(person);
        }
        self.known.insert(key, place);
        place
    }

    fn resolve(&self, name: &[u8], email: &[u8]) -> Person {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let (name, email) = (text(name), text(email));
        let mapped = self.mailmap.as_ref().and_then(|mailmap| {
            let raw = Signature::new(&name, &email, &Time::new(0, 0)).ok()?;
            let mapped = mailmap.resolve_signature(&raw).ok()?;
            Some(Person {
                name: text(mapped.name_bytes()),
                email: text(mapped.email_bytes()),
            })
        });
        mapped.unwrap_or(Person { name, email })
    }
}

/// Names and addresses of `Co-authored-by` lines in the trailers of a message.
fn coauthors(message: &[u8]) -> Vec<(String, String)> {
    // Most messages have none: reading trailers is then spared.
    if memchr::memmem::find(&message.to_ascii_lowercase(), b"co-authored-by").is_none() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(message);
    let Ok(trailers) = git2::message_trailers_strs(&text) else {
        return Vec::new();
    };
    trailers
        .iter()
        .filter(|(key, _)| key.eq_ignore_ascii_case("co-authored-by"))
        .filter_map(|(_, value)| {
            let (name, rest) = value.split_once('<')?;
            let (email, _) = rest.split_once('>')?;
            Some((name.trim().to_owned(), email.trim().to_owned()))
        })
        .take(MOST_COAUTHORS)
        .collect()
}

/// Adds the tags. A clone that was told to leave tags behind cannot tell that there are none.
fn tags(repo: &Repository, odb: &Odb<'_>, names: &References<'_>, history: &mut History) {
    history.tags_whole = !leaves_tags(repo) && !names.broken;
    for reference in &names.tags {
        if history.tags.len() == MOST_TAGS {
            history.tags_whole = false;
            break;
        }
        // A tag whose object lacks may be any tag.
        match tag(repo, odb, reference) {
            Some(tag) => history.tags.push(tag),
            None => history.tags_whole = false,
        }
    }
    // A bare repository without a remote may have been filled by a fetch of one branch, which brings no tag:
    // nothing there tells such a one from the repository that a server keeps.
    let told = repo.path().ends_with(".git")
        || settings(repo, r"^remote\..*\.url$").is_some_and(|all| !all.is_empty());
    history.tags_whole &= told || !history.tags.is_empty();
    history.tags.sort_by(|a, b| a.name.cmp(&b.name));
}

fn tag(repo: &Repository, odb: &Odb<'_>, reference: &git2::Reference<'_>) -> Option<Tag> {
    let full = String::from_utf8_lossy(reference.name_bytes()).into_owned();
    let id = reference.resolve().ok()?.target()?;
    let (size, kind) = odb.read_header(id).ok()?;
    let mut tag = Tag {
        name: full.strip_prefix("refs/tags/").unwrap_or(&full).to_owned(),
        time: None,
        annotated: kind == ObjectType::Tag,
        signed: false,
    };
    match kind {
        ObjectType::Commit => tag.time = Some(commit(repo, odb, id)?.time().seconds()),
        ObjectType::Tag if size <= MOST_BYTES => {
            let object = repo.find_tag(id).ok()?;
            tag.time = object.tagger().map(|tagger| tagger.when().seconds());
            let message = object.message_bytes().unwrap_or_default();
            tag.signed = message
                .split(|byte| *byte == b'\n')
                .any(|line| SIGNATURES.iter().any(|start| line.starts_with(start)));
            if tag.time.is_none() && object.target_type() == Some(ObjectType::Commit) {
                tag.time = Some(commit(repo, odb, object.target_id())?.time().seconds());
            }
        }
        _ => {}
    }
    Some(tag)
}

/// Whether a remote is set to bring no tags.
fn leaves_tags(repo: &Repository) -> bool {
    settings(repo, r"^remote\..*\.tagopt$").is_none_or(|all| all.iter().any(|value| value == b"--no-tags"))
}

/// Whether every branch is here: those that a remote was set to bring, and that a clone brought (a job of continuous
/// integration is set to bring them and fetches one), or those of a repository that was made here.
fn has_every_branch(repo: &Repository, names: &References<'_>) -> bool {
    let Some(specs) = settings(repo, r"^remote\..*\.fetch$") else {
        return false;
    };
    let wide = |value: &&Vec<u8>| {
        let source = value.strip_prefix(b"+").unwrap_or(value);
        source.starts_with(b"refs/heads/*") || source.starts_with(b"refs/*")
    };
    if let Some(spec) = specs.iter().find(wide) {
        let followed = String::from_utf8_lossy(spec).contains(":refs/remotes/");
        // A clone notes the remote's own HEAD: one branch beside it may be all that there is.
        return !followed || names.remotes.len() > 1;
    }
    if !specs.is_empty() {
        return false;
    }
    // What a forge keeps of merge requests comes with everything else only.
    let mirrored = names.requests > 0;
    // Nothing else tells a bare copy of one branch from a repository that has one.
    let has_remote =
        settings(repo, r"^remote\..*\.url$").is_none_or(|all| all.iter().any(|url| !url.is_empty()));
    !has_remote && !repo.is_bare() || names.heads.len() > 1 || repo.is_bare() && mirrored
}

/// The values of the settings whose names match; `None` when they cannot be read.
fn settings(repo: &Repository, names: &str) -> Option<Vec<Vec<u8>>> {
    let config = repo.config().and_then(|mut config| config.snapshot()).ok()?;
    let mut entries = config.entries(Some(names)).ok()?;
    let mut values = Vec::new();
    while let Some(entry) = entries.next() {
        values.push(entry.ok()?.value_bytes().to_vec());
    }
    Some(values)
}

/// The newest tip of the branches that the clone holds.
fn newest(repo: &Repository, odb: &Odb<'_>, names: &References<'_>) -> Option<i64> {
    let tips = names
        .heads
        .iter()
        .chain(&names.remotes)
        .take(MOST_BRANCHES)
        .filter_map(git2::Reference::target);
    tips.filter_map(|id| Some(commit(repo, odb, id)?.time().seconds()))
        .max()
}
