// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What data.gouv.fr says of its objects. A field that the source does not give is `None`: unknown, never empty.

use std::collections::BTreeMap;

use super::ObjectKey;

/// The answers of the portal, by the key that was asked for.
pub type PortalAnswers = BTreeMap<ObjectKey, PortalAnswer>;

/// What is known of an object, since when and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalAnswer {
    /// What the portal says.
    pub outcome: PortalOutcome,
    /// The moment of the look-up, or of the export that was read, in seconds since 1970-01-01 UTC; `None` when
    /// nothing was asked.
    pub asked: Option<i64>,
    /// Where the answer comes from; `None` when there is none.
    pub source: Option<PortalSource>,
}

impl PortalAnswer {
    /// No answer, and why.
    #[must_use]
    pub fn silence(why: Silence) -> Self {
        Self {
            outcome: PortalOutcome::NotVerified(why),
            asked: None,
            source: None,
        }
    }

    /// What the portal says of the object, if it shows it.
    #[must_use]
    pub fn object(&self) -> Option<&PortalObject> {
        match &self.outcome {
            PortalOutcome::Found(object) => Some(object),
            _ => None,
        }
    }
}

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PortalSource {
    /// The portal's API, now or at the date of an answer that was kept.
    Api,
    /// The portal's export of its catalogue.
    Catalogue,
}

impl PortalSource {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Catalogue => "catalogue",
        }
    }
}

/// What the portal says of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortalOutcome {
    /// It shows the object.
    Found(Box<PortalObject>),
    /// The object was deleted (status 410).
    Deleted,
    /// There is no such object, or it is private: the portal does not tell which (status 404).
    Unknown,
    /// The portal did not say; never a fault of the repository.
    NotVerified(Silence),
}

/// Why there is no answer of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// The run may not use the network, and no answer was kept.
    Offline,
    /// Nobody asked: look-ups are switched off.
    Disabled,
    /// The link leads to another database than the one that is asked.
    OtherPortal,
    /// The connection could not be made, or broke, or took too long.
    Unreachable,
    /// The portal asked to come back later than the run can wait.
    Throttled,
    /// The portal failed; the HTTP status.
    Failed(u16),
    /// The answer is not what the API documents.
    Unreadable,
    /// The portal leads to another host, which is not asked.
    Redirected,
    /// The portal leads from one of its addresses to the next without end.
    Looping,
    /// Too many look-ups failed before: the portal was left alone for the rest of the run.
    GivenUp,
    /// The export of the catalogue has no such dataset; it lists neither private nor deleted ones.
    NotInCatalogue,
}

impl Silence {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Disabled => "disabled",
            Self::OtherPortal => "other-portal",
            Self::Unreachable => "unreachable",
            Self::Throttled => "throttled",
            Self::Failed(_) => "failed",
            Self::Unreadable => "unreadable",
            Self::Redirected => "redirected",
            Self::Looping => "looping",
            Self::GivenUp => "given-up",
            Self::NotInCatalogue => "not-in-catalogue",
        }
    }
}

/// An object that the portal shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PortalObject {
    /// The identifier that never changes: 24 hexadecimal digits, or a UUID for a resource.
    pub id: String,
    /// The slug of today.
    pub slug: Option<String>,
    /// The title or name.
    pub title: Option<String>,
    /// When it was archived, as the portal writes it; `None` when it is not.
    pub archived: Option<String>,
    /// The identifier of the dataset that a resource belongs to.
    pub dataset_id: Option<String>,
    /// What is said of a dataset only.
    pub dataset: Option<DatasetRecord>,
    /// What is said of a reuse, or of those of a dataset.
    pub reuse: Option<ReuseRecord>,
}

/// What the portal says of a reuse.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReuseRecord {
    /// The identifiers of the datasets that it is made from.
    pub datasets: Vec<String>,
    /// Its own address, and those that its description names; of a list, those of every reuse.
    pub mentions: Vec<String>,
    /// Whether a list holds every reuse of its dataset.
    pub whole: bool,
}

/// What the portal says of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DatasetRecord {
    /// The organisation that publishes it.
    pub organization: Option<Publisher>,
    /// Whether a person publishes it, and no organisation. Who, is not kept.
    pub personal: Option<bool>,
    /// The portal's identifier of the licence; `notspecified` when none is set.
    pub licence: Option<String>,
    /// How often it is renewed, as the portal writes it.
    pub frequency: Option<String>,
    /// The newest date of its resources, in seconds since 1970-01-01 UTC.
    pub last_update: Option<i64>,
    /// `open`, `open_with_account` or `restricted`.
    pub access: Option<String>,
    /// Whether an address tells how to ask for access.
    pub request_address: Option<bool>,
    /// How many contact points it names.
    pub contacts: Option<usize>,
    /// The portal's own criteria of quality.
    pub quality: Quality,
    /// Its resources; `None` when the source does not list them.
    pub resources: Option<Vec<ResourceRecord>>,
    /// How many resources it has.
    pub resource_count: Option<usize>,
    /// The formats of its resources, when the source gives them without the resources.
    pub formats: Option<Vec<String>>,
    /// Addresses that its description and its resources of code name; `None` when the source does not tell.
    pub mentions: Option<Vec<String>>,
    /// How many reuses it has.
    pub reuses: Option<u64>,
}

/// Seconds of a day.
const DAY: i64 = 86_400;

impl DatasetRecord {
    /// Days between two updates at the frequency, with the names that it had before October 2025 (udata,
    /// `UpdateFrequency`); `None` for those without a period and those that are not known.
    #[must_use]
    pub fn period(&self) -> Option<i64> {
        Some(match self.frequency.as_deref()? {
            "oneMinute" | "fiveMinutes" | "tenMinutes" | "fifteenMinutes" | "thirtyMinutes" | "hourly"
            | "bihourly" | "trihourly" | "twelveHours" | "severalTimesADay" | "threeTimesADay"
            | "fourTimesADay" | "semidaily" | "daily" => 1,
            "fiveTimesAWeek" | "threeTimesAWeek" | "semiweekly" | "weekly" => 7,
            "biweekly" | "fortnighly" => 14,
            "threeTimesAMonth" | "semimonthly" | "monthly" => 31,
            "bimonthly" => 62,
            "quarterly" => 93,
            "threeTimesAYear" | "semiannual" | "biannual" | "annual" => 365,
            "biennial" => 730,
            "triennial" => 1_095,
            "quadrennial" => 1_460,
            "quinquennial" => 1_825,
            "decennial" => 3_650,
            "bidecennial" => 7_300,
            "tridecennial" => 10_950,
            _ => return None,
        })
    }

    /// Days by which the dataset is late at a moment, in seconds since 1970-01-01 UTC; a begun day counts. The
    /// portal's day of grace is left out. `None` when it is not late, or has no period.
    #[must_use]
    pub fn days_late(&self, asked: Option<i64>) -> Option<i64> {
        let due = self
            .last_update?
            .saturating_add((self.period()? + 1).saturating_mul(DAY));
        let late = asked?.saturating_sub(due);
        (late > 0).then_some(late / DAY + 1)
    }

    /// How the SPDX identifier of its licence begins: the portal does not always tell the version. `None` for a
    /// licence that has none.
    #[must_use]
    pub fn spdx(&self) -> Option<&'static str> {
        Some(match self.licence.as_deref()? {
            "lov2" => "etalab-2.0",
            "fr-lo" => "LicenseRef-etalab-1.0",
            "odc-odbl" => "ODbL-1.0",
            "odc-by" => "ODC-By-1.0",
            "odc-pddl" => "PDDL-1.0",
            "cc-zero" => "CC0-1.0",
            "cc-by" => "CC-BY-",
            "cc-by-sa" => "CC-BY-SA-",
            _ => return None,
        })
    }

    /// The criteria of quality that its publisher can gain. The portal erases the licence of data with a restricted
    /// access, so that nobody can choose one.
    #[must_use]
    pub fn to_gain(&self) -> Vec<Criterion> {
        let open = self.access.as_deref().is_none_or(|access| access == "open");
        let mut missing = self.quality.missing();
        missing.retain(|one| open || *one != Criterion::Licence);
        missing
    }

    /// How many of its resources the portal's crawler could not fetch; `None` when the source does not tell.
    #[must_use]
    pub fn unavailable(&self) -> Option<usize> {
        let all = self.resources.as_ref()?;
        Some(all.iter().filter(|one| one.available == Some(false)).count())
    }
}

/// An organisation of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publisher {
    /// Its identifier.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: Option<String>,
    /// Its badges, such as `certified` and `public-service`; `None` when the source does not tell.
    pub badges: Option<Vec<String>>,
}

/// A resource of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResourceRecord {
    /// The UUID.
    pub id: String,
    /// The title.
    pub title: String,
    /// `main`, `documentation`, `update`, `api`, `code` or `other`.
    pub kind: String,
    /// The format as the portal writes it.
    pub format: Option<String>,
    /// Whether it lies on another server than the portal's: only those are visited by its crawler.
    pub remote: Option<bool>,
    /// Whether the portal's own crawler could fetch it; `None` when it was never checked.
    pub available: Option<bool>,
    /// The HTTP status that the crawler met.
    pub status: Option<u16>,
    /// When the crawler was there, as the portal writes it: an old visit still holds, as nothing changed since.
    pub checked: Option<String>,
    /// Size in bytes.
    pub bytes: Option<u64>,
    /// Its checksum, in small hexadecimal digits, whose number tells the algorithm: MD5, SHA-1 or SHA-256.
    pub checksum: Option<String>,
    /// Whether it names a schema.
    pub schema: bool,
    /// Whether the portal found that it keeps to its schema; `None` when that was not checked.
    pub valid: Option<bool>,
}

/// The nine criteria of the portal's quality score (udata, `Dataset.compute_quality`), each as the portal answers it;
/// `None` when it gives no answer, which it counts as no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quality {
    /// In the order of [`Criterion::ALL`].
    pub answers: [Option<bool>; 9],
    /// The score in percent, when the source gives it without the criteria.
    pub percent: Option<u8>,
    /// Whether the source tells some of the criteria alone: what it does not tell may be met.
    pub partial: bool,
}

impl Quality {
    /// The answer to a criterion.
    #[must_use]
    pub fn of(&self, criterion: Criterion) -> Option<bool> {
        Criterion::ALL
            .iter()
            .position(|one| *one == criterion)
            .and_then(|at| self.answers[at])
    }

    /// Notes the answer to a criterion.
    pub fn set(&mut self, criterion: Criterion, answer: Option<bool>) {
        if let Some(at) = Criterion::ALL.iter().position(|one| *one == criterion) {
            self.answers[at] = answer;
        }
    }

    /// How many criteria are met, of nine; `None` when the source does not tell them all.
    #[must_use]
    pub fn met(&self) -> Option<usize> {
        let known = !self.partial && self.answers.iter().any(Option::is_some);
        known.then(|| self.answers.iter().filter(|one| **one == Some(true)).count())
    }

    /// The criteria that are not met; empty when the source does not tell them all.
    #[must_use]
    pub fn missing(&self) -> Vec<Criterion> {
        if self.met().is_none() {
            return Vec::new();
        }
        let all = Criterion::ALL.iter().zip(self.answers);
        all.filter(|(_, answer)| *answer != Some(true))
            .map(|(one, _)| *one)
            .collect()
    }
}

/// A criterion of the portal's quality score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// A licence is set.
    Licence,
    /// The period that the data cover is told.
    TemporalCoverage,
    /// The territory that the data cover is told.
    SpatialCoverage,
    /// The frequency of updates is told.
    Frequency,
    /// The last update is no older than the frequency allows.
    Fresh,
    /// The description has more than a hundred characters.
    Description,
    /// A resource has an open format.
    OpenFormat,
    /// The portal's crawler could fetch every resource that lies elsewhere.
    Available,
    /// Resources are documented.
    Documentation,
}

impl Criterion {
    /// Every criterion, in the order of reports.
    pub const ALL: [Self; 9] = [
        Self::Licence,
        Self::TemporalCoverage,
        Self::SpatialCoverage,
        Self::Frequency,
        Self::Fresh,
        Self::Description,
        Self::OpenFormat,
        Self::Available,
        Self::Documentation,
    ];

    /// The portal's own name of it, also used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Licence => "license",
            Self::TemporalCoverage => "temporal_coverage",
            Self::SpatialCoverage => "spatial",
            Self::Frequency => "update_frequency",
            Self::Fresh => "update_fulfilled_in_time",
            Self::Description => "dataset_description_quality",
            Self::OpenFormat => "has_open_format",
            Self::Available => "all_resources_available",
            Self::Documentation => "resources_documentation",
        }
    }
}

/// What a repository has to do with an object of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DatasetRole {
    /// The team publishes it.
    Published,
    /// The team only reads it.
    Consumed,
    /// It is named in passing.
    Mentioned,
    /// No machine can tell: `.vigie.toml` may.
    ToConfirm,
}

impl DatasetRole {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Consumed => "consumed",
            Self::Mentioned => "mentioned",
            Self::ToConfirm => "to-confirm",
        }
    }
}

/// What tells the role of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleReason {
    /// `.vigie.toml`, or the cohort file, declares it.
    Declared,
    /// The dataset names this repository: in its description or by a resource of type `code`.
    Backlink,
    /// A reuse of the dataset that the repository links to names this repository.
    Reuse,
    /// The declared administration is the organisation that publishes it.
    Organization,
    /// Only code and configuration use it.
    InCode,
    /// A program that writes to the portal uses it: it may be what that program publishes.
    InPublishingCode,
    /// Pages show it to their visitors, and no code uses it: it may be the team's as well as its source.
    OnPage,
    /// Only tables and other files name it.
    Elsewhere,
    /// A document names it, which does not tell who publishes it.
    InDocument,
}

impl RoleReason {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Backlink => "backlink",
            Self::Reuse => "reuse",
            Self::Organization => "organization",
            Self::InCode => "in-code",
            Self::InPublishingCode => "in-publishing-code",
            Self::OnPage => "on-page",
            Self::Elsewhere => "elsewhere",
            Self::InDocument => "in-document",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, DatasetRecord};

    #[test]
    fn lateness_has_a_day_of_grace_and_every_name_of_a_frequency() {
        let late = |frequency: &str, days: i64| {
            let record = DatasetRecord {
                frequency: Some(frequency.to_owned()),
                last_update: Some(1_000),
                ..DatasetRecord::default()
            };
            record.days_late(Some(1_000 + days * DAY))
        };
        assert_eq!(late("daily", 2), None);
        assert_eq!(late("daily", 3), Some(2));
        assert_eq!(late("fortnighly", 15), None);
        assert_eq!(late("fortnighly", 16), Some(2));
        assert_eq!(late("biannual", 2_000), late("semiannual", 2_000));
        for frequency in [
            "punctual",
            "irregular",
            "unknown",
            "never",
            "continuous",
            "of tomorrow",
        ] {
            assert_eq!(late(frequency, 100_000), None, "{frequency}");
        }
    }
}
