// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What data.gouv.fr says of the objects that a repository uses, and the data that it holds.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{
    self, Criterion, DatasetRecord, DatasetUse, Lang, PortalAnswer, PortalOutcome, PortalSource, Silence,
};
use crate::report::wording::{self, dataset as words, step};

/// What the portal says of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DatasetState {
    /// It shows the object.
    Public,
    /// It shows the object as archived.
    Archived,
    /// The object was deleted.
    Deleted,
    /// There is no such object, or it is private.
    Unknown,
    /// The portal was not asked, or did not answer.
    NotVerified,
}

impl DatasetState {
    pub(super) fn of(answer: &PortalAnswer) -> Self {
        match &answer.outcome {
            PortalOutcome::Found(object) if object.archived.is_some() => Self::Archived,
            PortalOutcome::Found(_) => Self::Public,
            PortalOutcome::Deleted => Self::Deleted,
            PortalOutcome::Unknown => Self::Unknown,
            PortalOutcome::NotVerified(_) => Self::NotVerified,
        }
    }

    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Archived => "archived",
            Self::Deleted => "deleted",
            Self::Unknown => "unknown",
            Self::NotVerified => "not-verified",
        }
    }
}

/// An object of data.gouv.fr that the repository links to or declares, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PortalObject {
    /// `ENVIRONMENT/KIND/IDENTIFIER`, such as `prod/dataset/5ed778e37f511ace8ecc755a`.
    pub key: String,
    /// `dataset`, `resource`, `reuse`, `dataservice`, `organization`, `topic` or `post`.
    pub kind: String,
    /// The title; null when the portal does not tell it.
    pub title: Option<String>,
    /// A name for people: the title, or else the short name or identifier that the links bear.
    pub name: String,
    /// The short name of today, when a link bears an older one; null otherwise.
    pub renamed: Option<String>,
    /// The address of its page.
    pub url: String,
    /// The organisation that publishes it.
    pub organization: Option<String>,
    /// The badges of the organisation, such as `certified`.
    pub badges: Vec<String>,
    /// `published`, `consumed`, `mentioned` or `to-confirm`.
    pub role: String,
    /// What tells the role: `declared`, `backlink`, `reuse`, `organization`, `in-code`, `in-publishing-code`, `on-page`,
    /// `elsewhere` or `in-document`.
    pub role_reason: String,
    /// Both, for people.
    pub role_message: String,
    /// What the portal says of it.
    pub state: DatasetState,
    /// The same, for people.
    pub state_message: String,
    /// Why it was not verified: `offline`, `disabled`, `unreachable`…; null when it was.
    pub silence: Option<String>,
    /// The portal's identifier of the licence.
    pub licence: Option<String>,
    /// The licence, for people.
    pub licence_message: Option<String>,
    /// The SPDX identifier of it, or the beginning of one when the portal does not tell the version.
    pub spdx: Option<String>,
    /// The frequency, as the portal writes it.
    pub frequency: Option<String>,
    /// The frequency, for people.
    pub frequency_message: Option<String>,
    /// The day of the last update, as `YYYY-MM-DD`.
    pub last_update: Option<String>,
    /// Days of delay on the frequency at the day of the look-up; null when it is not late or has no period.
    pub days_late: Option<i64>,
    /// How many resources it has.
    pub resources: Option<usize>,
    /// How many of them the portal's crawler could not fetch.
    pub unavailable: Option<usize>,
    /// The portal's own score of quality; null when it does not tell.
    pub quality: Option<Quality>,
    /// Whether the portal's page leads to the repository; null when that is not known.
    pub backlink: Option<bool>,
    /// Where the repository links to it; empty when it is only declared.
    pub places: Vec<LinkPlace>,
    /// Files of the repository that are published there.
    pub same_files: Vec<SameFile>,
    /// The day of the look-up, as `YYYY-MM-DD`; null when there was none.
    pub asked: Option<String>,
    /// `api` or `catalogue`; null when there was no look-up.
    pub source: Option<String>,
    /// What to do next, for people; null when nothing is known to be wrong.
    pub next: Option<String>,
}

/// The portal's own score of quality: nine criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quality {
    /// In percent.
    pub percent: u8,
    /// How many of nine criteria are met; null when only the percentage is known.
    pub met: Option<usize>,
    /// The criteria that lack, by the portal's own names.
    pub missing: Vec<String>,
    /// What to do to gain each, for people.
    pub steps: Vec<String>,
}

/// A place in the repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkPlace {
    /// The file.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
}

/// A file that is published too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SameFile {
    /// The file.
    pub path: String,
    /// The title of the resource.
    pub resource: String,
    /// What tells it: `checksum`, or `size` alone, which leaves a doubt.
    pub by: String,
}

/// A data file that the repository tracks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataFile {
    /// The file.
    pub path: String,
    /// Its format, such as `CSV`.
    pub format: String,
    /// Size in bytes.
    pub size: Option<u64>,
    /// Rows below the header, when they were cheap to count.
    pub rows: Option<u64>,
    /// Names of the first columns, when they were cheap to see.
    pub columns: Vec<String>,
    /// The encoding of a text.
    pub encoding: Option<String>,
    /// Whether it may hold columns whose names are not known.
    #[serde(default)]
    pub hidden_columns: bool,
    /// Names of the columns that seem to hold personal data.
    pub personal: Vec<String>,
    /// Whether a licence is said for it.
    pub licensed: bool,
    /// The schema that describes it.
    pub schema: Option<String>,
    /// The key of the dataset that it is published in; null when none is known.
    pub published: Option<String>,
    /// What tells it: `checksum`, or `size` alone, which leaves a doubt; null when `published` is.
    pub published_by: Option<String>,
}

/// A table that a schema describes, and what came of holding one against the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableCheck {
    /// The table.
    pub path: String,
    /// The file that holds its schema, or the address of it.
    pub schema: String,
    /// Rows that were checked.
    pub rows: u64,
    /// Cells that break the schema.
    pub errors: u64,
    /// What was not checked, for people.
    pub unchecked: Vec<String>,
}

impl TableCheck {
    /// What is told of a table.
    #[must_use]
    pub fn new(lang: Lang, check: &model::TableCheck) -> Self {
        Self {
            path: check.table.to_string(),
            schema: check.schema.to_string(),
            rows: check.rows,
            errors: check.count,
            unchecked: check
                .unchecked
                .iter()
                .map(|why| wording::unchecked(lang, why))
                .collect(),
        }
    }

    /// The texts that come from the repository.
    pub(super) fn quotations(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.path, &mut self.schema]
            .into_iter()
            .chain(&mut self.unchecked)
    }
}

/// Most columns that are told of a table.
const MOST_COLUMNS: usize = 40;

impl PortalObject {
    /// Puts what is known of an object into words.
    #[must_use]
    pub fn new(lang: Lang, one: &DatasetUse) -> Self {
        let object = one.object();
        let record = one.record();
        let organization = record.and_then(|record| record.organization.as_ref());
        let text = |value: &str| value.to_owned();
        Self {
            key: one.key.to_string(),
            kind: one.key.kind().as_str().to_owned(),
            title: object.and_then(|object| object.title.clone()),
            name: one.name().to_owned(),
            renamed: one.renamed().map(text),
            url: page(one),
            organization: organization.map(|one| one.name.clone()),
            badges: organization
                .and_then(|one| one.badges.clone())
                .unwrap_or_default(),
            role: one.role.as_str().to_owned(),
            role_reason: one.reason.as_str().to_owned(),
            role_message: words::role(lang, one.role, one.reason),
            state: DatasetState::of(&one.answer),
            state_message: words::state(lang, one),
            silence: match one.answer.outcome {
                PortalOutcome::NotVerified(why) => Some(text(Silence::as_str(why))),
                _ => None,
            },
            licence: record.and_then(|record| record.licence.clone()),
            licence_message: record
                .and_then(|record| record.licence.as_deref())
                .map(|id| words::licence(id, lang)),
            spdx: record.and_then(DatasetRecord::spdx).map(text),
            frequency: record.and_then(|record| record.frequency.clone()),
            frequency_message: record
                .and_then(|record| record.frequency.as_deref())
                .map(|name| words::frequency_name(name, lang)),
            last_update: record.and_then(|record| record.last_update).and_then(day),
            days_late: one.days_late(),
            resources: record.and_then(|record| record.resource_count),
            unavailable: record.and_then(DatasetRecord::unavailable),
            quality: record.and_then(|record| quality(lang, record)),
            backlink: one.backlink,
            places: one
                .places
                .iter()
                .map(|place| LinkPlace {
                    path: place.path.as_deref().map(str::to_owned),
                    line: place.line,
                })
                .collect(),
            same_files: one
                .same_files
                .iter()
                .map(|same| SameFile {
                    path: same.path.to_string(),
                    resource: same.resource.clone(),
                    by: same.by.as_str().to_owned(),
                })
                .collect(),
            asked: one.answer.asked.and_then(day),
            source: one.answer.source.map(PortalSource::as_str).map(text),
            next: step::next(lang, one),
        }
    }

    /// The texts that come from the portal or from the repository.
    pub(super) fn quotations(&mut self) -> impl Iterator<Item = &mut String> {
        let texts = [
            &mut self.title,
            &mut self.organization,
            &mut self.renamed,
            &mut self.licence,
            &mut self.licence_message,
            &mut self.frequency,
            &mut self.frequency_message,
        ];
        texts
            .into_iter()
            .flatten()
            .chain([&mut self.name, &mut self.state_message])
            .chain(&mut self.badges)
            .chain(self.places.iter_mut().filter_map(|place| place.path.as_mut()))
            .chain(
                self.same_files
                    .iter_mut()
                    .flat_map(|file| [&mut file.path, &mut file.resource]),
            )
    }
}

impl DataFile {
    /// What is told of a data file.
    #[must_use]
    pub fn new(file: &model::DataFile, uses: &[DatasetUse]) -> Self {
        let table = file.table.as_ref();
        let published = uses
            .iter()
            .flat_map(|one| one.same_files.iter().map(move |same| (one, same)))
            .filter(|(_, same)| same.path == file.path)
            .min_by_key(|(_, same)| same.by);
        Self {
            path: file.path.to_string(),
            format: file.format.as_str().to_owned(),
            size: file.size,
            rows: table.and_then(|table| table.rows),
            columns: table
                .map(|table| table.header.iter().take(MOST_COLUMNS).cloned().collect())
                .unwrap_or_default(),
            encoding: table.and_then(|table| table.encoding).map(str::to_owned),
            hidden_columns: file.hides_columns(),
            personal: file.personal.iter().map(|one| one.column.clone()).collect(),
            licensed: file.licensed,
            schema: file.schema.as_deref().map(str::to_owned),
            published: published.map(|(one, _)| one.key.to_string()),
            published_by: published.map(|(_, same)| same.by.as_str().to_owned()),
        }
    }

    /// The texts that come from the repository.
    pub(super) fn quotations(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.path)
            .chain(&mut self.columns)
            .chain(&mut self.personal)
            .chain(&mut self.schema)
    }
}

/// Where an object stands in a list: what the team publishes comes first, and what is only named last.
pub(super) fn rank(role: &str) -> usize {
    ["published", "to-confirm", "consumed"]
        .iter()
        .position(|known| *known == role)
        .unwrap_or(usize::MAX)
}

/// The page of an object, under the slug of today when the portal tells it.
fn page(one: &DatasetUse) -> String {
    let slug = one.object().and_then(|object| object.slug.as_deref());
    slug.and_then(|slug| model::ObjectKey::new(one.key.env(), one.key.kind(), slug))
        .unwrap_or_else(|| one.key.clone())
        .page_url()
}

fn quality(lang: Lang, record: &DatasetRecord) -> Option<Quality> {
    let met = record.quality.met();
    let missing = record.quality.missing();
    let of_nine = met.and_then(|met| u8::try_from((met * 100 + 4) / Criterion::ALL.len()).ok());
    Some(Quality {
        percent: of_nine.or(record.quality.percent)?,
        met,
        steps: record
            .to_gain()
            .iter()
            .map(|one| words::criterion(lang, *one).to_owned())
            .collect(),
        missing: missing.iter().map(|one| one.as_str().to_owned()).collect(),
    })
}

fn day(seconds: i64) -> Option<String> {
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(TimeZone::UTC.to_datetime(moment).date().to_string())
}
