// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! An object of data.gouv.fr as a repository uses it, and what is said of it before any language.

use std::sync::Arc;

use super::{
    DatasetRecord, DatasetRole, IdForm, Localized, ObjectKey, ObjectKind, Place, PortalAnswer, PortalObject,
    RoleReason, Silence,
};

/// An object that the repository links to, once, whatever the number and form of its links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetUse {
    /// The key of the object: of the dataset when the links lead to its resources and the portal says whose they are.
    pub key: ObjectKey,
    /// Every key that the links bear, sorted.
    pub keys: Vec<ObjectKey>,
    /// What the portal says.
    pub answer: PortalAnswer,
    /// What the repository has to do with it.
    pub role: DatasetRole,
    /// What tells the role.
    pub reason: RoleReason,
    /// Whether the portal's page of the dataset names this repository; `None` when the portal does not tell, or when
    /// the address of the repository is not known.
    pub backlink: Option<bool>,
    /// Where the links are, in the order of places; those of documents first.
    pub places: Vec<Place>,
    /// Files of the repository that are also published there.
    pub same_files: Vec<SameFile>,
    /// The names that links to its pages bear: all but those in addresses of uploaded files, which nobody can change.
    pub slugs: Vec<String>,
    /// Resources that links open its page at and that it does not list.
    pub lost: Vec<LostResource>,
    /// Whether an answer that did not come could show whose it is.
    pub undecided: bool,
}

/// A resource that a link opens the page of a dataset at, and that the dataset does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostResource {
    /// Its UUID.
    pub id: String,
    /// Where the link is.
    pub place: Place,
    /// What the portal says of it.
    pub outcome: Lost,
}

/// What the portal says of a resource that its dataset does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It was deleted with its dataset (status 410).
    Deleted,
    /// There is none (status 404).
    Unknown,
    /// The portal did not say.
    NotVerified(Silence),
}

/// A file of the repository that is a resource of a dataset too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameFile {
    /// The file.
    pub path: Arc<str>,
    /// The title of the resource.
    pub resource: String,
    /// What tells it.
    pub by: Sameness,
}

/// What tells that two files are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// Their checksums: there is no doubt.
    Checksum,
    /// Their sizes alone, as the portal knows no checksum, or the file could not be read.
    Size,
}

impl Sameness {
    /// The name used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checksum => "checksum",
            Self::Size => "size",
        }
    }
}

impl DatasetUse {
    /// What the portal shows.
    #[must_use]
    pub fn object(&self) -> Option<&PortalObject> {
        self.answer.object()
    }

    /// What it shows of a dataset.
    #[must_use]
    pub fn record(&self) -> Option<&DatasetRecord> {
        self.object()?.dataset.as_ref()
    }

    /// A name for people: the title, or else the identifier.
    #[must_use]
    pub fn name(&self) -> &str {
        let title = self.object().and_then(|object| object.title.as_deref());
        title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or(self.key.id())
    }

    /// The short name of today, when a link bears another one.
    #[must_use]
    pub fn renamed(&self) -> Option<&str> {
        let now = self.object()?.slug.as_deref().filter(|slug| !slug.is_empty())?;
        self.slugs.iter().any(|slug| slug != now).then_some(now)
    }

    /// Whether only addresses of uploaded files name it, with the short name of their day: the portal may have forgotten
    /// that one, and not the file.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.slugs.is_empty() && self.key.kind() == ObjectKind::Dataset && self.key.id_form() == IdForm::Slug
    }

    /// Whether its publisher has archived it.
    #[must_use]
    pub fn is_archived(&self) -> bool {
        self.object().is_some_and(|object| object.archived.is_some())
    }

    /// Days by which it is late for its own frequency, at the moment of the look-up. Nobody updates what is archived.
    #[must_use]
    pub fn days_late(&self) -> Option<i64> {
        let record = self.record().filter(|_| !self.is_archived())?;
        record.days_late(self.answer.asked)
    }

    /// Whether `.vigie.toml` may tell whose it is: datasets are declared, by themselves or by one of their resources, and
    /// other objects are not.
    #[must_use]
    pub fn may_be_declared(&self) -> bool {
        matches!(self.key.kind(), ObjectKind::Dataset | ObjectKind::Resource)
    }

    /// The first place.
    #[must_use]
    pub fn place(&self) -> Place {
        self.places.first().cloned().unwrap_or_else(Place::repository)
    }
}

/// One thing said of an object of the portal. Titles come from the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetNote {
    /// The title, or else the identifier.
    pub name: String,
    /// The identifier that the links bear.
    pub id: String,
    /// What is said.
    pub fact: DatasetFact,
}

/// What is said of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the fault that its name says; figures are described"
)]
pub enum DatasetFact {
    Deleted,
    Unreachable,
    /// The UUID.
    ResourceDeleted(String),
    /// The UUID.
    ResourceUnknown(String),
    /// The slug of today.
    Renamed(String),
    /// When it was archived.
    Archived(String),
    Undeclared,
    /// The portal's identifier of the licence, and what the law's files say of it.
    LicenceUnlisted {
        id: String,
        note: Option<Localized>,
    },
    LicenceUnspecified,
    LicenceSuperseded,
    /// The licence on the portal, and the one that the repository gives to its data.
    LicenceDiffers {
        portal: String,
        repository: String,
    },
    WithoutResource,
    /// The formats that it has.
    WithoutOpenFormat(Vec<String>),
    /// The title of the first, how many, the status that the crawler met, and when it was there.
    ResourceUnavailable {
        title: String,
        count: usize,
        status: Option<u16>,
        checked: Option<String>,
    },
    /// Whole days of delay, and the frequency.
    Late {
        days: i64,
        frequency: String,
    },
    FrequencyUnknown,
    DescriptionShort,
    WithoutTemporalCoverage,
    WithoutSpatialCoverage,
    WithoutContact,
    WithoutSchema,
    WithoutDocumentation,
    OwnedByPerson,
    /// The organisation.
    OrganizationUncertified(String),
    WithoutBacklink,
    RestrictedWithoutRequest,
    /// The title of the resource.
    ResourceInvalid(String),
}

/// Why something is not known of an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PortalDoubt {
    /// The portal gave no answer on an object; its identifier.
    Silent(Silence, String),
    /// The answer does not hold the field that is asked for; the object's name.
    Unsaid(String),
    /// Nobody says who publishes an object; its name.
    Role(String),
}
