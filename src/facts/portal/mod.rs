// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The objects of data.gouv.fr that a repository uses: its links put together with what the portal says of them.

mod role;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    DataLink, DatasetRole, DatasetUse, ObjectKey, ObjectKind, PortalAnswer, PortalAnswers, ResourceRecord,
    Silence,
};
use crate::opendata;

use super::{Checksums, Facts};
use role::Team;

/// Most objects that are asked about for one repository: enough for any list, bounded on hostile input.
const MOST: usize = 300;

/// What the portal is to be asked about: every object that is linked or declared, sorted.
#[must_use]
pub fn portal_keys(facts: &Facts) -> Vec<ObjectKey> {
    let linked = facts.links.iter().filter_map(|link| link.target.key.clone());
    let declared = declared_keys(facts).into_iter().map(|(key, _)| key);
    let mut keys: Vec<ObjectKey> = linked
        .chain(declared)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    keys.truncate(MOST);
    keys
}

/// What the portal is to be asked about once it has answered on the [`portal_keys`]: the reuses of datasets that the
/// team may publish and whose pages do not lead to the repository.
#[must_use]
pub fn reuse_keys(facts: &Facts, answers: &PortalAnswers) -> Vec<ObjectKey> {
    let team = Team::of(facts, answers);
    dataset_uses(facts, answers)
        .into_iter()
        .filter(|one| {
            matches!(one.role, DatasetRole::Published | DatasetRole::ToConfirm)
                && team.may_be_reused(&one.answer)
        })
        .filter_map(|one| ObjectKey::new(one.key.env(), ObjectKind::ReuseList, &one.answer.object()?.id))
        .collect()
}

/// The datasets that the team declares, and whether it publishes them.
fn declared_keys(facts: &Facts) -> Vec<(ObjectKey, bool)> {
    let Some(datasets) = &facts.declared.datasets else {
        return Vec::new();
    };
    let published = datasets.published.iter().map(|text| (text, true));
    let consumed = datasets.consumed.iter().map(|text| (text, false));
    published
        .chain(consumed)
        .filter_map(|(text, published)| Some((declared_key(text)?, published)))
        .collect()
}

/// An address, a slug or an identifier of a dataset, as people declare it.
fn declared_key(text: &str) -> Option<ObjectKey> {
    match opendata::understand(text) {
        Some(target) => target.key,
        None => ObjectKey::new(
            crate::model::Environment::Production,
            ObjectKind::Dataset,
            text.trim(),
        ),
    }
}

/// The objects that the repository uses, each once, with what the portal says: in the order of their first places.
#[must_use]
pub fn dataset_uses(facts: &Facts, answers: &PortalAnswers) -> Vec<DatasetUse> {
    let declared = declared_keys(facts);
    let opened: Vec<ObjectKey> = facts
        .declared
        .opened
        .iter()
        .filter_map(|text| declared_key(text))
        .collect();
    let team = Team::of(facts, answers);
    let mut groups: BTreeMap<ObjectKey, (BTreeSet<ObjectKey>, Vec<&DataLink>)> = BTreeMap::new();
    for link in &facts.links {
        let Some(key) = &link.target.key else { continue };
        let group = groups.entry(head(key, answers)).or_default();
        group.0.insert(key.clone());
        group.1.push(link);
    }
    for (key, _) in &declared {
        groups
            .entry(head(key, answers))
            .or_default()
            .0
            .insert(key.clone());
    }
    let mut uses: Vec<DatasetUse> = groups
        .into_iter()
        .map(|(key, (keys, mut links))| {
            links.sort_by_key(|link| (!role::is_claim(link), link.place.clone()));
            let answer = answer_of(&key, &keys, answers);
            let said = declared
                .iter()
                .find(|(key, _)| keys.contains(key))
                .map(|(_, published)| *published)
                .or_else(|| {
                    opened
                        .iter()
                        .any(|one| head(one, answers) == key || keys.contains(one))
                        .then_some(true)
                });
            let (role, reason) = team.role(&answer, said, &links);
            DatasetUse {
                places: links.iter().map(|link| link.place.clone()).collect(),
                keys: keys.into_iter().collect(),
                backlink: team.backlink(&answer),
                key,
                answer,
                role,
                reason,
                same_files: Vec::new(),
            }
        })
        .collect();
    uses.sort_by(|a, b| {
        (a.places.is_empty(), &a.places, &a.key).cmp(&(b.places.is_empty(), &b.places, &b.key))
    });
    uses
}

/// The key under which the links to one object come together: of a resource, its dataset; of a dataset, the number
/// that never changes, when the portal tells it.
fn head(key: &ObjectKey, answers: &PortalAnswers) -> ObjectKey {
    let object = answers.get(key).and_then(PortalAnswer::object);
    let (kind, id) = match object {
        Some(object) if key.kind() == ObjectKind::Resource => (
            ObjectKind::Dataset,
            object.dataset_id.as_deref().unwrap_or_default(),
        ),
        Some(object) => (key.kind(), object.id.as_str()),
        None => return key.clone(),
    };
    ObjectKey::new(key.env(), kind, id).unwrap_or_else(|| key.clone())
}

fn answer_of(head: &ObjectKey, keys: &BTreeSet<ObjectKey>, answers: &PortalAnswers) -> PortalAnswer {
    let of_kind = keys.iter().filter(|key| key.kind() == head.kind());
    std::iter::once(head)
        .chain(of_kind)
        .find_map(|key| answers.get(key))
        .or_else(|| keys.iter().find_map(|key| answers.get(key)))
        .cloned()
        .unwrap_or_else(|| PortalAnswer::silence(Silence::Disabled))
}

/// A resource that may be a file of the repository, by its size: the use, the file and the resource, for whoever can
/// compare the contents. Without a checksum the formats must be the same too.
#[must_use]
pub fn same_size(facts: &Facts, uses: &[DatasetUse]) -> Vec<(usize, Arc<str>, ResourceRecord)> {
    let mut found = Vec::new();
    for (at, one) in uses.iter().enumerate() {
        let resources = one.record().and_then(|record| record.resources.as_ref());
        for resource in resources.into_iter().flatten() {
            let Some(bytes) = resource.bytes else { continue };
            let alike = facts.data.iter().filter(|file| {
                file.size == Some(bytes) && (resource.checksum.is_some() || has_format(&file.path, resource))
            });
            found.extend(alike.map(|file| (at, Arc::clone(&file.path), resource.clone())));
        }
    }
    found.truncate(MOST);
    found
}

fn has_format(path: &str, resource: &ResourceRecord) -> bool {
    let format = resource.format.as_deref().unwrap_or_default().to_lowercase();
    let end = path
        .to_lowercase()
        .strip_suffix(&format)
        .is_some_and(|rest| rest.ends_with('.'));
    !format.is_empty() && end
}

/// Whether a file's checksums are the one that the portal gives for a resource; `None` when it gives none.
#[must_use]
pub fn is_same(resource: &ResourceRecord, sums: &Checksums) -> Option<bool> {
    let value = resource.checksum.as_deref()?;
    Some([&*sums.sha256, &sums.sha1, &sums.md5].contains(&value))
}
