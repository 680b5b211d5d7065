// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Between the facts and the judgement: what data.gouv.fr says of the objects that a repository links to.

use crate::facts::{self, Facts};
use crate::model::{Progress, SameFile, Sameness};
use crate::snapshot::Snapshot;

use super::audit::Tools;

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
    let reuses = facts::reuse_keys(facts, &answers);
    answers.extend(tools.portal.ask(&reuses, progress));
    let mut uses = facts::dataset_uses(facts, &answers);
    for (at, path, resource) in facts::same_size(facts, &uses) {
        let same = match facts.data.iter().find(|file| file.path == path) {
            // The content is elsewhere, and its pointer tells one checksum.
            Some(file) if file.lfs_sha256.is_some() => match &resource.checksum {
                Some(sum) if sum.len() == 64 => Some(file.lfs_sha256.as_ref() == Some(sum)),
                _ => None,
            },
            _ => content(snapshot, tools, &path)
                .and_then(|bytes| facts::is_same(&resource, &facts::checksums(&bytes))),
        };
        let by = match same {
            Some(true) => Sameness::Checksum,
            Some(false) => continue,
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

fn content(snapshot: &dyn Snapshot, tools: &Tools, path: &str) -> Option<Vec<u8>> {
    let entry = snapshot.entries().iter().find(|entry| &*entry.path == path)?;
    snapshot.read(entry, tools.limits.file_bytes).ok()
}
