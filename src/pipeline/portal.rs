// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Between the facts and the judgement: what data.gouv.fr says of the objects that a repository links to.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::facts::{self, Checksums, Facts};
use crate::model::{Progress, ResourceRecord, SameFile, Sameness};
use crate::snapshot::Snapshot;

use super::audit::Tools;

/// Largest file whose checksums are computed, and most bytes of one repository that are read for them.
const HASHED: u64 = 64 << 20;
const HASHED_IN_ALL: u64 = 256 << 20;

/// Asks the portal about every object that is linked or declared, and puts the answers into the facts. Gives the
/// moment, in seconds since 1970-01-01 UTC, until which they hold; `None` when a later run would get the same.
pub(super) fn look(
    snapshot: &dyn Snapshot,
    tools: &Tools,
    facts: &mut Facts,
    progress: &dyn Progress,
) -> Option<i64> {
    let keys = facts::portal_keys(facts);
    if keys.is_empty() {
        return None;
    }
    let mut answers = tools.portal.ask(&keys, progress);
    let mut more = facts::reuse_keys(facts, &answers);
    more.extend(facts::resource_keys(facts, &answers));
    answers.extend(tools.portal.ask(&more, progress));
    let mut uses = facts::dataset_uses(facts, &answers);
    let mut sums = Sums {
        snapshot,
        left: HASHED_IN_ALL,
        known: BTreeMap::new(),
    };
    for (at, path, resource) in facts::perhaps_same(facts, &uses) {
        let file = facts.data.iter().find(|file| file.path == path);
        let same = match file.and_then(|file| file.lfs_sha256.as_ref()) {
            // The content is elsewhere, and its pointer tells one checksum.
            Some(own) => match &resource.checksum {
                Some(sum) if sum.len() == own.len() => Some(own == sum),
                _ => None,
            },
            None => sums.compare(&path, &resource),
        };
        let by = match same {
            Some(true) => Sameness::Checksum,
            Some(false) => continue,
            None if resource.bytes.is_none() => continue,
            None => Sameness::Size,
        };
        if let Some(one) = uses.get_mut(at) {
            one.same_files.push(SameFile {
                path,
                resource: resource.title,
                by,
            });
        }
    }
    facts.datasets = uses;
    tools.portal.holds_until(&answers)
}

/// Checksums of files, each computed once.
struct Sums<'a> {
    snapshot: &'a dyn Snapshot,
    /// Bytes that may still be read.
    left: u64,
    known: BTreeMap<Arc<str>, Option<Checksums>>,
}

impl Sums<'_> {
    /// Whether a file has the checksum of a resource; `None` when that cannot be told.
    fn compare(&mut self, path: &Arc<str>, resource: &ResourceRecord) -> Option<bool> {
        resource.checksum.as_ref()?;
        if !self.known.contains_key(path) {
            let sums = self.read(path).map(|bytes| facts::checksums(&bytes));
            self.known.insert(Arc::clone(path), sums);
        }
        facts::is_same(resource, self.known.get(path)?.as_ref()?)
    }

    fn read(&mut self, path: &str) -> Option<Vec<u8>> {
        let entry = self
            .snapshot
            .entries()
            .iter()
            .find(|entry| &*entry.path == path)?;
        let bytes = self.snapshot.read(entry, HASHED.min(self.left)).ok()?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Some(bytes)
    }
}
