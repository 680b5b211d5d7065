// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links to data.gouv.fr and its sites: what each one means, and where it is written.

use super::{Environment, ObjectKey, ObjectKind, Place, Role};

/// What a link to data.gouv.fr or to one of its sites is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// An object that the portal can be asked about.
    Object(ObjectKind),
    /// A file as uploaded at one moment; its address names the dataset as it was called then.
    StaticFile,
    /// A schema of schema.data.gouv.fr: `ORGANISATION/NAME`.
    Schema,
    /// A dataset of transport.data.gouv.fr, by that site's own slug.
    TransportDataset,
    /// A resource of transport.data.gouv.fr, by that site's own number.
    TransportResource,
    /// A dataset of before 2013, by a number that nothing resolves any more.
    LegacyDataset,
    /// A file on one of the portal's file servers, without any dataset's name.
    DataFile,
    /// A route of the portal's API that names no object.
    ApiEndpoint,
    /// The root of the portal's API.
    ApiRoot,
    /// Another service: the address API, the metrics, …
    ApiService,
    /// A list or search page.
    Search,
    /// A feed (Atom, RSS) or a catalogue's export.
    Feed,
    /// A page of the portal that is no data: terms, licences, help.
    SitePage,
    /// The portal's home.
    SiteRoot,
    /// A picture, script or style sheet of the portal.
    SiteAsset,
    /// Another site under the same domain: guides, documentation, support.
    Subsite,
    /// A placeholder stands where an identifier would: nothing may be requested.
    Template,
    /// Anything else under the domain.
    Other,
}

impl LinkKind {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Object(kind) => kind.as_str(),
            Self::StaticFile => "static_file",
            Self::Schema => "schema",
            Self::TransportDataset => "transport_dataset",
            Self::TransportResource => "transport_resource",
            Self::LegacyDataset => "legacy_dataset",
            Self::DataFile => "data_file",
            Self::ApiEndpoint => "api_endpoint",
            Self::ApiRoot => "api_root",
            Self::ApiService => "api_service",
            Self::Search => "search",
            Self::Feed => "feed",
            Self::SitePage => "site_page",
            Self::SiteRoot => "site_root",
            Self::SiteAsset => "site_asset",
            Self::Subsite => "subsite",
            Self::Template => "template",
            Self::Other => "other",
        }
    }
}

/// What an address means, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget {
    /// What it is.
    pub kind: LinkKind,
    /// The host as written, in small letters.
    pub host: String,
    /// The database that it leads to; `None` for sites that have none of their own.
    pub env: Option<Environment>,
    /// The object to ask the portal about. `None` for every other link: nothing is ever requested for it.
    pub key: Option<ObjectKey>,
    /// The identifier when it is no key: of a schema, of transport.data.gouv.fr, of before 2013.
    pub id: Option<String>,
    /// The UUID of the resource that the page of a dataset is opened at.
    pub resource: Option<String>,
    /// The version of a schema: a number or `latest`.
    pub version: Option<String>,
    /// When a file was uploaded, `YYYYMMDD-HHMMSS`, for [`LinkKind::StaticFile`].
    pub uploaded: Option<String>,
    /// Whether the form is one that only works through a redirection, or not at all any more.
    pub obsolete: bool,
}

impl LinkTarget {
    /// The identifier, whatever it identifies.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.key.as_ref().map(ObjectKey::id).or(self.id.as_deref())
    }

    /// Whether the object is told by the path of a file and not by an address of its own: the dataset may
    /// have another slug by now.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.kind == LinkKind::StaticFile
    }
}

/// A link to data.gouv.fr or to one of its sites, as written in a file of the team. Whether the portal knows
/// it is not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataLink {
    /// What it means.
    pub target: LinkTarget,
    /// The address as written.
    pub url: String,
    /// Where it is written.
    pub place: Place,
    /// The role of the document; `None` for code, tables and configuration.
    pub role: Option<Role>,
    /// What a link says of the project where it stands.
    pub bearing: Bearing,
}

/// What a link says of the project, told by the place where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearing {
    /// The team speaks of its work there: README, documentation, `publiccode.yml`.
    Claim,
    /// It tells what was, once: a changelog.
    Record,
    /// A program runs it or is configured by it.
    Code,
    /// The same, and that program writes to the portal: it publishes, or replaces files of what is published.
    Publishing,
    /// A visitor reads it: a link of a page, a text of a translation. No program fetches it there.
    Shown,
    /// Tests and what they read: it says nothing of the project.
    Test,
    /// Tables and other files.
    Elsewhere,
}
