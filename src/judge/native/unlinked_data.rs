// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data that the repository tracks and that nothing shows to be published.
//!
//! A link alone shows little: most lead to data that a project reads. Data counts as linked when the team publishes a
//! dataset, when a resource is the same file, or when a document that speaks of the data's folder names where it is
//! published or comes from.

use std::sync::Arc;

use crate::facts::Facts;
use crate::judge::dataset::silent;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{
    Bearing, DataFile, DataLink, DatasetRole, DatasetUse, Environment, Evidence, LinkKind, Message, NonEmpty,
    ObjectKind, Place, PortalOutcome, Role, RoleReason, Silence, Unknown,
};

use super::data_files::{MOST_HIDDEN, folders};

/// Folders of documentation: what is written there speaks of the folder that holds them.
const DOCS: &[&str] = &[
    ".github",
    ".gitlab",
    "doc",
    "docs",
    "documentation",
    "documentations",
    "guide",
    "guides",
    "wiki",
];

/// Names of files, but for their ends, that tell where the data beside them comes from.
const SOURCES: &[&str] = &[
    "datapackage",
    "metadata",
    "metadonnees",
    "metadonnées",
    "origine",
    "provenance",
    "source",
    "sources",
];

/// What shows that data is published.
struct Shown<'a> {
    /// The folder whose data it speaks of; empty for all.
    base: &'a str,
    evidence: Evidence,
    /// Whether it is more than a link whose dataset may as well be another's.
    sure: bool,
}

/// Holds when data that names no person is tracked and nothing shows where it is published, with one evidence a
/// folder. For `none`.
pub(super) fn unlinked(facts: &Facts) -> Outcome {
    if facts.data.iter().all(|file| !file.personal.is_empty()) {
        return Outcome::Nothing;
    }
    let shown: Vec<Shown<'_>> = published(facts)
        .chain(facts.links.iter().filter_map(|link| by_link(facts, link)))
        .chain(elsewhere(facts))
        .collect();
    let same = |file: &DataFile| {
        let uses = facts.datasets.iter();
        uses.flat_map(|one| &one.same_files)
            .any(|same| same.path == file.path)
    };
    let is_bare = |file: &DataFile, least: bool| {
        let covers = |one: &Shown<'_>| (one.sure || !least) && is_below(&file.path, one.base);
        file.personal.is_empty() && !shown.iter().any(covers) && !same(file)
    };
    let left = |least: bool| folders(facts, |file| is_bare(file, least));
    let bare = left(false);
    if bare.is_empty() && !left(true).is_empty() {
        return Outcome::unknown(Unknown::ToConfirm);
    }
    if bare.is_empty() {
        let mut evidence = shown.into_iter().filter(|one| one.sure).map(|one| one.evidence);
        let first = evidence.next().or_else(|| same_file(facts));
        return first.map_or(Outcome::Nothing, |one| Outcome::lacks(one.place, one.message));
    }
    // What nobody could look into may speak of persons, and nobody is told to publish that.
    let unseen = facts.data.iter().filter(|file| is_bare(file, false));
    if unseen
        .clone()
        .all(|file| file.format.has_columns() && file.table.is_none())
    {
        let columns = unseen.map(|file| Unknown::Columns(Arc::clone(&file.path)));
        if let Some(columns) = NonEmpty::new(columns.take(MOST_HIDDEN).collect()) {
            return Outcome::Unknown(columns);
        }
    }
    // Whose a dataset is that only code names, the portal alone may tell; and where it was asked and failed, whether one
    // of the resources is such a file.
    let doubts = facts.datasets.iter().filter(|one| {
        let asked = !matches!(
            one.answer.outcome,
            PortalOutcome::NotVerified(Silence::Offline | Silence::Disabled)
        );
        let kind = matches!(one.key.kind(), ObjectKind::Dataset | ObjectKind::Resource);
        one.undecided && one.role == DatasetRole::Consumed
            || asked && kind && one.role != DatasetRole::Mentioned
    });
    let doubts: Vec<Unknown> = doubts
        .filter_map(|one| match one.answer.outcome {
            PortalOutcome::NotVerified(Silence::OtherPortal) => None,
            PortalOutcome::NotVerified(why) => Some(silent(why, one.key.id())),
            _ => None,
        })
        .collect();
    NonEmpty::new(doubts).map_or(Outcome::Holds(bare), Outcome::Unknown)
}

/// Datasets that the team publishes and that the portal does not miss.
fn published(facts: &Facts) -> impl Iterator<Item = Shown<'_>> {
    let uses = facts.datasets.iter();
    uses.filter(|one| one.role == DatasetRole::Published && is_there(one))
        .map(|one| Shown {
            base: "",
            evidence: seen(one.place(), dataset(one.key.id().to_owned())),
            sure: true,
        })
}

/// A dataset of the public portal that is not known to be gone.
fn is_there(one: &DatasetUse) -> bool {
    let gone = matches!(
        one.answer.outcome,
        PortalOutcome::Deleted | PortalOutcome::Unknown
    );
    let kind = matches!(one.key.kind(), ObjectKind::Dataset | ObjectKind::Resource);
    kind && !gone && one.key.env() == Environment::Production
}

fn dataset(id: String) -> Message {
    Message::Dataset {
        kind: ObjectKind::Dataset.as_str(),
        id,
    }
}

fn same_file(facts: &Facts) -> Option<Evidence> {
    let one = facts.datasets.iter().find(|one| !one.same_files.is_empty())?;
    Some(seen(one.place(), dataset(one.key.id().to_owned())))
}

/// A link to data in a document, or in a file that describes the data beside it; or one of a program that publishes, whatever
/// it is told to publish.
fn by_link<'a>(facts: &'a Facts, link: &'a DataLink) -> Option<Shown<'a>> {
    if !is_public(link) || link.bearing != Bearing::Publishing && !names_data(link) {
        return None;
    }
    let path = link.place.path.as_deref()?;
    let base = match link.bearing {
        Bearing::Claim => base(path),
        // It may be this data that the program publishes, or the page shows.
        Bearing::Publishing | Bearing::Shown => "",
        Bearing::Code | Bearing::Elsewhere => beside(facts, path)?,
        Bearing::Record | Bearing::Test => return None,
    };
    let used = link
        .target
        .key
        .as_ref()
        .and_then(|key| facts.datasets.iter().find(|one| one.keys.contains(key)));
    if let Some(used) = used {
        // What the project reads from somewhere is no word on its own data, unless it is told beside them; what the
        // team says it reads is none at all.
        let said = matches!(used.reason, RoleReason::Declared | RoleReason::Reuse);
        let read = used.role == DatasetRole::Consumed && (base.is_empty() || said);
        if read || !is_there(used) {
            return None;
        }
    }
    let id = link.target.id().unwrap_or_default().to_owned();
    let told = used.is_some_and(|used| used.role == DatasetRole::Published);
    Some(Shown {
        base,
        evidence: seen(link.place.clone(), dataset(id)),
        // Beside the data it tells where they are; for the whole repository most links are to what it reads.
        sure: told || !base.is_empty(),
    })
}

/// Whether a link leads to the public portal or to its sites.
fn is_public(link: &DataLink) -> bool {
    !matches!(
        link.target.env,
        Some(Environment::Demo | Environment::Development)
    )
}

/// Whether a link leads to data.
fn names_data(link: &DataLink) -> bool {
    matches!(
        link.target.kind,
        LinkKind::Object(ObjectKind::Dataset | ObjectKind::Resource)
            | LinkKind::StaticFile
            | LinkKind::TransportDataset
            | LinkKind::TransportResource
            | LinkKind::DataFile
            | LinkKind::LegacyDataset
    )
}

/// Links of documents to the open data portal of another administration.
fn elsewhere(facts: &Facts) -> impl Iterator<Item = Shown<'_>> {
    let documents = facts.documents.iter();
    documents
        .filter(|document| document.role != Role::Changelog)
        .filter_map(|document| {
            let link = document.links.iter().find(|link| is_other_portal(&link.target))?;
            Some(Shown {
                base: base(&document.path),
                evidence: seen(
                    Place::line(&document.path, link.line),
                    Message::Link(link.target.clone()),
                ),
                sure: true,
            })
        })
}

/// Whether an address is on an open data portal of another administration, told by the first word of its host.
fn is_other_portal(url: &str) -> bool {
    let host = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split('/').next())
        .unwrap_or_default();
    (host.starts_with("data.") || host.starts_with("opendata."))
        && matches!(host.rsplit('.').next(), Some("fr" | "eu"))
        && host != "data.gouv.fr"
}

/// The folder that a document speaks of: its own, or the one whose documentation it is.
fn base(path: &str) -> &str {
    let mut end = 0;
    for part in path.split('/') {
        let docs = DOCS.iter().any(|docs| part.eq_ignore_ascii_case(docs));
        let next = end + usize::from(end > 0) + part.len();
        if docs || next == path.len() {
            break;
        }
        end = next;
    }
    &path[..end]
}

/// The folder of a file that tells where the data beside it comes from, and is no data itself.
fn beside<'a>(facts: &Facts, path: &'a str) -> Option<&'a str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let data = facts.data.iter().any(|file| &*file.path == path);
    let told = SOURCES.contains(&&*stem) && !(folder.is_empty() && stem != "datapackage");
    (told && !data).then_some(folder)
}

fn is_below(path: &str, base: &str) -> bool {
    base.is_empty() || path.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{base, is_other_portal};

    #[test]
    fn a_document_speaks_of_its_folder() {
        for (path, folder) in [
            ("README.md", ""),
            ("data/README.md", "data"),
            ("data/brut/README.md", "data/brut"),
            ("docs/sources.md", ""),
            ("docs/a/b.html", ""),
            ("data/docs/sources.md", "data"),
            (".github/README.md", ""),
        ] {
            assert_eq!(base(path), folder, "{path}");
        }
    }

    #[test]
    fn other_portals_are_told_by_their_host() {
        assert!(is_other_portal("https://data.paris.fr/explore"));
        assert!(is_other_portal("https://opendata.exemple.fr/x"));
        assert!(!is_other_portal("https://data.gouv.fr/x"));
        assert!(!is_other_portal("https://example.org/data.fr"));
    }
}
