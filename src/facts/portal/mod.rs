// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The objects of data.gouv.fr that a repository uses: its links put together with what the portal says of them.

mod address;
mod naming;
mod role;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    Bearing, DataLink, DatasetRole, DatasetUse, Environment, IdForm, Lost, LostResource, ObjectKey,
    ObjectKind, PortalAnswer, PortalAnswers, PortalOutcome, ResourceRecord, Silence,
};
use crate::opendata;

use super::{Checksums, Facts};
use role::Team;

/// Most objects that are asked about for one repository: enough for any list, bounded on hostile input.
const MOST: usize = 300;
/// Most files and resources that are compared.
const MOST_PAIRS: usize = 20_000;

/// What the portal is to be asked about: every object that is linked or declared, sorted. Where there are too many, those
/// whose answers are judged come first.
#[must_use]
pub fn portal_keys(facts: &Facts) -> Vec<ObjectKey> {
    let linked = facts
        .links
        .iter()
        .filter_map(|link| Some((need(link), link.target.key.clone()?)));
    let declared = declared_keys(facts).into_iter().map(|(key, _)| (0, key));
    let mut needs: BTreeMap<ObjectKey, u8> = BTreeMap::new();
    for (need, key) in linked.chain(declared) {
        // Another portal is not asked.
        let need = if key.env() == Environment::Production {
            need
        } else {
            u8::MAX
        };
        let least = needs.entry(key).or_insert(need);
        *least = need.min(*least);
    }
    let mut keys: Vec<(u8, ObjectKey)> = needs.into_iter().map(|(key, need)| (need, key)).collect();
    keys.sort_unstable();
    keys.truncate(MOST);
    let mut keys: Vec<ObjectKey> = keys.into_iter().map(|(_, key)| key).collect();
    keys.sort_unstable();
    keys
}

/// How much a verdict needs the answer on what a link leads to, 0 the most: what is declared, what the team may publish,
/// what it reads, and what is only named.
fn need(link: &DataLink) -> u8 {
    match link.bearing {
        Bearing::Claim => 1,
        Bearing::Publishing | Bearing::Shown => 2,
        Bearing::Code => 3,
        Bearing::Record | Bearing::Elsewhere => 4,
        Bearing::Test => 5,
    }
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

/// What the portal is to be asked about once it has answered on the [`portal_keys`]: resources that links open the page of a
/// dataset at, and that the dataset does not list. They may be gone, or be somebody else's.
#[must_use]
pub fn resource_keys(facts: &Facts, answers: &PortalAnswers) -> Vec<ObjectKey> {
    let mut keys: BTreeSet<ObjectKey> = BTreeSet::new();
    for link in &facts.links {
        if link.bearing != Bearing::Test
            && let Some(key) = opened_at(link)
            && let Some(dataset) = link.target.key.as_ref()
            && answers
                .get(dataset)
                .is_some_and(|answer| !lists(answer, key.id()))
        {
            keys.insert(key);
        }
    }
    keys.into_iter().take(MOST).collect()
}

/// The resource that a link opens the page of a dataset at.
fn opened_at(link: &DataLink) -> Option<ObjectKey> {
    let dataset = link.target.key.as_ref()?;
    ObjectKey::new(
        dataset.env(),
        ObjectKind::Resource,
        link.target.resource.as_deref()?,
    )
}

/// Whether a dataset that the portal shows lists a resource. What is said of the others is said of the dataset.
fn lists(answer: &PortalAnswer, id: &str) -> bool {
    let Some(object) = answer.object() else {
        return true;
    };
    let resources = object
        .dataset
        .as_ref()
        .and_then(|record| record.resources.as_ref());
    resources.is_some_and(|all| all.iter().any(|one| one.id.eq_ignore_ascii_case(id)))
}

/// The resources that links open the page of a dataset at, and that nobody shows there.
fn lost(links: &[&DataLink], answer: &PortalAnswer, answers: &PortalAnswers) -> Vec<LostResource> {
    let of = |link: &&DataLink| {
        let key = opened_at(link).filter(|key| link.bearing != Bearing::Test && !lists(answer, key.id()))?;
        let outcome = match answers.get(&key).map(|answer| &answer.outcome) {
            Some(PortalOutcome::Found(_)) => return None,
            Some(PortalOutcome::Deleted) => Lost::Deleted,
            Some(PortalOutcome::Unknown) => Lost::Unknown,
            Some(PortalOutcome::NotVerified(why)) => Lost::NotVerified(*why),
            None => Lost::NotVerified(Silence::Disabled),
        };
        Some(LostResource {
            id: key.id().to_owned(),
            place: link.place.clone(),
            outcome,
        })
    };
    links.iter().filter_map(of).collect()
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
        .filter_map(|(text, published)| Some((opendata::declared(text).ok()?, published)))
        .collect()
}

/// The objects that the repository uses, each once, with what the portal says: in the order of their first places.
#[must_use]
pub fn dataset_uses(facts: &Facts, answers: &PortalAnswers) -> Vec<DatasetUse> {
    let declared = declared_keys(facts);
    let opened = facts.declared.opened.iter();
    let opened: Vec<ObjectKey> = opened.filter_map(|text| opendata::declared(text).ok()).collect();
    // What is declared by one name may be linked by another, and the portal alone knows that they are one.
    let has_declared = !declared.is_empty() || !opened.is_empty();
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
            links.sort_by_key(|link| (link.bearing != Bearing::Claim, link.place.clone()));
            let answer = answer_of(&key, &keys, answers);
            let known = |declared: &ObjectKey| keys.contains(declared) || head(declared, answers) == key;
            let said = declared
                .iter()
                .find(|(declared, _)| known(declared))
                .map(|(_, published)| *published)
                .or_else(|| opened.iter().any(known).then_some(true));
            let (role, reason) = team.role(&answer, said, &links);
            // Nobody can confirm what cannot be declared: a reuse, an organisation.
            let data = matches!(key.kind(), ObjectKind::Dataset | ObjectKind::Resource);
            let role = match role {
                DatasetRole::ToConfirm if !data => DatasetRole::Mentioned,
                role => role,
            };
            let written = links.iter().filter(|link| !link.target.is_inferred());
            let named = written.filter_map(|link| link.target.key.as_ref());
            let named = named.chain(
                declared
                    .iter()
                    .map(|(key, _)| key)
                    .filter(|key| keys.contains(key)),
            );
            DatasetUse {
                places: links.iter().map(|link| link.place.clone()).collect(),
                slugs: slugs(key.kind(), named),
                backlink: team.backlink(&answer),
                lost: lost(&links, &answer, answers),
                undecided: said.is_none()
                    && (team.may_be_told() || role == DatasetRole::ToConfirm && has_declared)
                    && matches!(answer.outcome, PortalOutcome::NotVerified(_)),
                keys: keys.into_iter().collect(),
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

/// The short names of a kind among keys.
fn slugs<'a>(kind: ObjectKind, keys: impl Iterator<Item = &'a ObjectKey>) -> Vec<String> {
    let of_kind = keys.filter(|key| key.kind() == kind && key.id_form() == IdForm::Slug);
    let slugs: BTreeSet<&str> = of_kind.map(ObjectKey::id).collect();
    slugs.into_iter().map(str::to_owned).collect()
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
        .unwrap_or_else(|| {
            let other = head.env() != Environment::Production;
            PortalAnswer::silence(if other {
                Silence::OtherPortal
            } else {
                Silence::Disabled
            })
        })
}

/// A resource that may be a file of the repository: the use, the file and the resource, for whoever can compare the
/// contents. Their sizes are the same, or the portal does not tell the size and tells a checksum. Without a checksum the
/// formats must be the same too.
#[must_use]
pub fn perhaps_same(facts: &Facts, uses: &[DatasetUse]) -> Vec<(usize, Arc<str>, ResourceRecord)> {
    let mut found = Vec::new();
    for (at, one) in uses.iter().enumerate() {
        let resources = one.record().and_then(|record| record.resources.as_ref());
        for resource in resources.into_iter().flatten() {
            let alike = facts
                .data
                .iter()
                .filter(|file| match (&resource.checksum, resource.bytes) {
                    // The pointer of a file that lies elsewhere tells its own checksum.
                    (Some(sum), _) if file.lfs_sha256.as_ref() == Some(sum) => true,
                    (Some(_), Some(bytes)) => file.size == Some(bytes),
                    (Some(_), None) => file.lfs_sha256.is_none(),
                    (None, Some(bytes)) => file.size == Some(bytes) && has_format(&file.path, resource),
                    (None, None) => false,
                });
            found.extend(alike.map(|file| (at, Arc::clone(&file.path), resource.clone())));
        }
    }
    found.truncate(MOST_PAIRS);
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
