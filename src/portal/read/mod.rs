// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the portal's answers mean. Fields that are not known are let pass, and every field may lack: the portal adds
//! some each year.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::model::{
    Criterion, DatasetRecord, ObjectKey, ObjectKind, PortalAnswer, PortalObject, PortalOutcome, PortalSource,
    Publisher, Quality, ResourceRecord, ReuseRecord, Silence,
};

/// Most resources that are kept of one dataset.
const MOST_RESOURCES: usize = 2_000;
/// Most addresses that are kept of a description.
const MOST_MENTIONS: usize = 200;

/// A field whose value is taken when it has the type that is expected, and is unknown otherwise.
fn lenient<'de, D: Deserializer<'de>, T: for<'a> Deserialize<'a>>(source: D) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(Value::deserialize(source)?).ok())
}

/// An answer, whatever it is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Body {
    #[serde(deserialize_with = "lenient")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    slug: Option<String>,
    #[serde(deserialize_with = "lenient")]
    title: Option<String>,
    #[serde(deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient")]
    description: Option<String>,
    #[serde(deserialize_with = "lenient")]
    deleted: Option<String>,
    #[serde(deserialize_with = "lenient")]
    deleted_at: Option<String>,
    #[serde(deserialize_with = "lenient")]
    archived: Option<String>,
    #[serde(deserialize_with = "lenient")]
    archived_at: Option<String>,
    #[serde(deserialize_with = "lenient")]
    license: Option<Value>,
    #[serde(deserialize_with = "lenient")]
    frequency: Option<Value>,
    #[serde(deserialize_with = "lenient")]
    last_update: Option<String>,
    #[serde(deserialize_with = "lenient")]
    access_type: Option<String>,
    authorization_request_url: Given<String>,
    organization: Given<Organization>,
    owner: Given<Value>,
    #[serde(deserialize_with = "lenient")]
    quality: Option<BTreeMap<String, Value>>,
    #[serde(deserialize_with = "lenient")]
    contact_points: Option<Vec<Value>>,
    #[serde(deserialize_with = "lenient")]
    resources: Option<Vec<Resource>>,
    #[serde(deserialize_with = "lenient")]
    dataset_id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    resource: Option<Resource>,
    #[serde(deserialize_with = "lenient")]
    url: Option<String>,
    #[serde(deserialize_with = "lenient")]
    datasets: Option<Vec<Value>>,
    #[serde(deserialize_with = "lenient")]
    metrics: Option<BTreeMap<String, Value>>,
    #[serde(deserialize_with = "lenient")]
    data: Option<Vec<Body>>,
    #[serde(deserialize_with = "lenient")]
    total: Option<usize>,
}

/// A field that may be absent (not known), null (known to be empty) or hold a value.
#[derive(Debug, Default)]
enum Given<T> {
    #[default]
    Absent,
    Null,
    Some(T),
}

impl<'de, T: for<'a> Deserialize<'a>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(source)?;
        if value.is_null() {
            return Ok(Self::Null);
        }
        Ok(T::deserialize(value).map_or(Self::Absent, Self::Some))
    }
}

impl<T> Given<T> {
    /// Whether there is a value; `None` when that is not known.
    fn is_given(&self) -> Option<bool> {
        match self {
            Self::Absent => None,
            Self::Null => Some(false),
            Self::Some(_) => Some(true),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Organization {
    #[serde(deserialize_with = "lenient")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(deserialize_with = "lenient")]
    slug: Option<String>,
    #[serde(deserialize_with = "lenient")]
    badges: Option<Vec<Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Resource {
    #[serde(deserialize_with = "lenient")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    title: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient")]
    kind: Option<String>,
    #[serde(deserialize_with = "lenient")]
    format: Option<String>,
    #[serde(deserialize_with = "lenient")]
    url: Option<String>,
    #[serde(deserialize_with = "lenient")]
    filetype: Option<String>,
    #[serde(deserialize_with = "lenient")]
    filesize: Option<u64>,
    #[serde(deserialize_with = "lenient")]
    checksum: Option<Checksum>,
    #[serde(deserialize_with = "lenient")]
    schema: Option<Value>,
    #[serde(deserialize_with = "lenient")]
    extras: Option<BTreeMap<String, Value>>,
}

#[derive(Debug, Deserialize)]
struct Checksum {
    value: String,
}

/// The digits of a checksum that Vigie can compute; the word beside them says `sha2` for one of several.
fn digits(text: &str) -> Option<String> {
    let text = text.trim();
    let known = matches!(text.len(), 32 | 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    known.then(|| text.to_ascii_lowercase())
}

/// Whether a text is what the API answers with such a status. An object that is missing is told by an object with a
/// `message`: a page of a server in between is no answer.
pub(super) fn is_answer(status: u16, text: &str) -> bool {
    #[derive(Deserialize)]
    struct Told {
        #[serde(default)]
        message: Option<String>,
        #[serde(default)]
        id: Option<Value>,
        #[serde(default)]
        dataset_id: Option<Value>,
        #[serde(default)]
        resource: Option<Value>,
        #[serde(default)]
        data: Option<Value>,
    }
    let Ok(told) = serde_json::from_str::<Told>(text) else {
        return false;
    };
    match status {
        200 => {
            let names = |id: &Option<Value>| {
                let id = id.as_ref().and_then(Value::as_str);
                id.is_some_and(|id| !id.is_empty())
            };
            let resource = told.resource.is_some_and(|resource| resource["id"].is_string());
            names(&told.id)
                || names(&told.dataset_id)
                || resource
                || told.data.is_some_and(|data| data.is_array())
        }
        _ => told.message.is_some(),
    }
}

/// Whether a text is how the portal's software refuses: an object that says why. Its servers are well then, whatever
/// was asked.
pub(super) fn is_refusal(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Told {
        #[serde(default)]
        message: Option<Value>,
        #[serde(default)]
        error: Option<Value>,
    }
    serde_json::from_str::<Told>(text).is_ok_and(|told| told.message.or(told.error).is_some())
}

/// Understands an answer: the object asked about, the HTTP status, the body, and the moment of the look-up.
#[must_use]
pub fn read(key: &ObjectKey, status: u16, body: &str, asked: i64) -> PortalAnswer {
    let outcome = match status {
        _ if !is_answer(status, body) => PortalOutcome::NotVerified(Silence::Unreadable),
        200 => match serde_json::from_str::<Body>(body) {
            Ok(body) => understood(key, body),
            Err(_) => PortalOutcome::NotVerified(Silence::Unreadable),
        },
        404 => PortalOutcome::Unknown,
        410 => PortalOutcome::Deleted,
        other => PortalOutcome::NotVerified(Silence::Failed(other)),
    };
    answered(outcome, PortalSource::Api, asked)
}

/// An answer with its date; silence has none.
#[must_use]
pub fn answered(outcome: PortalOutcome, source: PortalSource, asked: i64) -> PortalAnswer {
    match outcome {
        PortalOutcome::NotVerified(why) => PortalAnswer::silence(why),
        outcome => PortalAnswer {
            outcome,
            asked: Some(asked),
            source: Some(source),
        },
    }
}

fn understood(key: &ObjectKey, body: Body) -> PortalOutcome {
    if body.deleted.is_some() || body.deleted_at.is_some() {
        return PortalOutcome::Deleted;
    }
    if key.kind() == ObjectKind::Resource {
        // A resource of the community may belong to no dataset.
        let id = body.resource.as_ref().and_then(|resource| resource.id.as_ref());
        if body.dataset_id.is_none() && id.is_none() {
            return PortalOutcome::NotVerified(Silence::Unreadable);
        }
        return PortalOutcome::Found(Box::new(PortalObject {
            id: key.id().to_owned(),
            title: body.resource.and_then(|resource| resource.title),
            dataset_id: body.dataset_id,
            ..PortalObject::default()
        }));
    }
    if key.kind() == ObjectKind::ReuseList {
        let Some(reuse) = reuses(key, body) else {
            return PortalOutcome::NotVerified(Silence::Unreadable);
        };
        return PortalOutcome::Found(Box::new(PortalObject {
            id: key.id().to_owned(),
            reuse: Some(reuse),
            ..PortalObject::default()
        }));
    }
    let Some(id) = body.id.clone().filter(|id| !id.is_empty()) else {
        return PortalOutcome::NotVerified(Silence::Unreadable);
    };
    let object = PortalObject {
        id,
        slug: body.slug.clone(),
        title: body.title.clone().or_else(|| body.name.clone()),
        archived: body.archived.clone().or_else(|| body.archived_at.clone()),
        dataset_id: None,
        reuse: (key.kind() == ObjectKind::Reuse).then(|| reuse(&body)),
        dataset: (key.kind() == ObjectKind::Dataset).then(|| dataset(body)),
    };
    PortalOutcome::Found(Box::new(object))
}

fn dataset(body: Body) -> DatasetRecord {
    let quality = quality(body.quality.as_ref());
    let personal = match (&body.organization, &body.owner) {
        (Given::Some(_), _) => Some(false),
        (_, Given::Some(_)) => Some(true),
        _ => None,
    };
    let mentions = mentions(&body);
    let metrics = body.metrics.as_ref();
    let reuses = metrics.and_then(|metrics| metrics.get("reuses")?.as_u64());
    let resources: Option<Vec<ResourceRecord>> = body
        .resources
        .map(|all| all.into_iter().take(MOST_RESOURCES).map(resource).collect());
    DatasetRecord {
        request_address: match &body.authorization_request_url {
            Given::Some(address) => Some(!address.trim().is_empty()),
            other => other.is_given(),
        },
        organization: match body.organization {
            Given::Some(one) => Some(Publisher {
                id: one.id,
                name: one.name.unwrap_or_default(),
                slug: one.slug,
                badges: one
                    .badges
                    .map(|badges| badges.iter().filter_map(|badge| named(badge, "kind")).collect()),
            }),
            _ => None,
        },
        personal,
        licence: body.license.as_ref().and_then(|value| named(value, "id")),
        frequency: body.frequency.as_ref().and_then(|value| named(value, "id")),
        last_update: body.last_update.as_deref().and_then(seconds),
        access: body.access_type,
        contacts: body.contact_points.map(|all| all.len()),
        quality,
        resource_count: resources.as_ref().map(Vec::len),
        resources,
        formats: None,
        mentions,
        reuses,
    }
}

fn reuse(body: &Body) -> ReuseRecord {
    let datasets = body.datasets.iter().flatten().take(MOST_MENTIONS);
    let mut mentions = addresses(body.description.as_deref().unwrap_or_default());
    mentions.extend(body.url.clone());
    ReuseRecord {
        datasets: datasets.filter_map(|one| named(one, "id")).collect(),
        mentions,
        whole: false,
    }
}

/// The reuses of a dataset, as if they were one.
fn reuses(key: &ObjectKey, body: Body) -> Option<ReuseRecord> {
    let (listed, total) = (body.data?, body.total);
    Some(ReuseRecord {
        datasets: vec![key.id().to_owned()],
        whole: total.is_some_and(|total| total <= listed.len()),
        mentions: listed.iter().flat_map(|one| reuse(one).mentions).collect(),
    })
}

/// A value that is a text, or an object with a text under this name: the two forms that the API gives.
fn named(value: &Value, name: &str) -> Option<String> {
    let text = value.as_str().or_else(|| value.get(name)?.as_str())?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn resource(one: Resource) -> ResourceRecord {
    let extra = |name: &str| one.extras.as_ref()?.get(name);
    let valid = extra("validation-report:valid_resource").and_then(Value::as_bool);
    let available = extra("check:available").and_then(Value::as_bool);
    let status = extra("check:status")
        .and_then(Value::as_u64)
        .and_then(|status| u16::try_from(status).ok());
    // Of files on other servers, the portal's crawler may know the size and the checksum.
    let crawled = extra("analysis:checksum").and_then(Value::as_str);
    let crawled_bytes = extra("analysis:content-length").and_then(Value::as_u64);
    let schema = one.schema.as_ref().is_some_and(|schema| {
        ["name", "url"]
            .iter()
            .any(|field| schema.get(field).is_some_and(Value::is_string))
    });
    let checked = extra("check:date").and_then(Value::as_str);
    ResourceRecord {
        available,
        status,
        checked: checked.filter(|date| seconds(date).is_some()).map(str::to_owned),
        schema,
        valid,
        id: one.id.unwrap_or_default(),
        title: one.title.unwrap_or_default(),
        kind: one.kind.unwrap_or_default(),
        format: one.format.filter(|format| !format.trim().is_empty()),
        remote: one.filetype.as_deref().and_then(|kind| match kind {
            "remote" => Some(true),
            "file" => Some(false),
            _ => None,
        }),
        bytes: one.filesize.or(crawled_bytes),
        checksum: one
            .checksum
            .as_ref()
            .and_then(|sum| digits(&sum.value))
            .or_else(|| digits(crawled?)),
    }
}

fn quality(given: Option<&BTreeMap<String, Value>>) -> Quality {
    let mut quality = Quality::default();
    let Some(given) = given else { return quality };
    for (answer, criterion) in quality.answers.iter_mut().zip(Criterion::ALL) {
        *answer = given.get(criterion.as_str()).and_then(Value::as_bool);
    }
    quality
}

/// The addresses that a dataset names: in its description, where it names the code it comes from, and where its files
/// lie. A file of the repository tells as much as a sentence.
fn mentions(body: &Body) -> Option<Vec<String>> {
    let text = body.description.as_deref()?;
    let resources = body.resources.as_ref()?;
    let mut found = addresses(text);
    let (code, other): (Vec<_>, Vec<_>) = resources
        .iter()
        .partition(|one| one.kind.as_deref() == Some("code"));
    found.extend(code.iter().chain(&other).filter_map(|one| one.url.clone()));
    found.truncate(MOST_MENTIONS);
    Some(found)
}

/// The addresses that stand in a description, those without a scheme and those of ssh included.
fn addresses(text: &str) -> Vec<String> {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '"' | '(' | ')' | '[' | ']' | '`' | '*' | '|' | '«' | '»'
            )
    };
    text.split(ends)
        .filter_map(|word| {
            let start = word.find("https://").or_else(|| word.find("http://"));
            // `gitlab.com/a/b`, `git@gitlab.com:a/b.git`
            let bare = || (word.contains('/') && word.contains('.')).then_some(0);
            let start = start.or_else(bare)?;
            let end = ['.', ',', ';', ':', '!', '?', '\''];
            Some(word[start..].trim_matches(end).to_owned())
        })
        .take(MOST_MENTIONS)
        .collect()
}

/// A moment as the API writes it: RFC 3339, or without an offset, which udata means as UTC.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse::<Timestamp>()
        .or_else(|_| format!("{text}Z").parse::<Timestamp>())
        .or_else(|_| format!("{text}T00:00:00Z").parse::<Timestamp>())
        .ok()
        .map(Timestamp::as_second)
}
#[cfg(test)]
mod tests;
