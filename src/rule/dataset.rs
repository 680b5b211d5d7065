// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What rules may ask of the objects of data.gouv.fr that a repository links to.

use schemars::JsonSchema;
use serde::Deserialize;

/// What can be asked of a dataset link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DatasetQuestion {
    /// A document links to a dataset, a resource, a reuse or a dataservice.
    Linked,
    /// The portal has deleted an object that is linked to.
    Deleted,
    /// The portal does not show an object that is linked to: it does not exist, or it is private.
    Unreachable,
    /// A link bears an old slug.
    Renamed,
    /// An object that is linked to is archived.
    Archived,
    /// Nobody says whether a dataset that documents name is published by the team.
    Undeclared,
    /// A dataset of the team has a licence outside those that the law allows administrations.
    LicenceUnlisted,
    /// A dataset of the team has no licence.
    LicenceUnspecified,
    /// A dataset of the team has the first version of the Licence Ouverte.
    LicenceSuperseded,
    /// A dataset of the team has another licence than the repository gives to its data.
    LicenceDiffers,
    /// A dataset of the team has no resource.
    WithoutResource,
    /// No resource of a dataset of the team has an open format.
    WithoutOpenFormat,
    /// The portal's crawler could not fetch a resource of a dataset of the team.
    ResourceUnavailable,
    /// A dataset of the team is late for its own frequency, by more than a day.
    Late,
    /// A dataset of the team does not tell how often it is renewed.
    FrequencyUnknown,
    /// A dataset of the team has a description of a hundred characters or less.
    DescriptionShort,
    /// A dataset of the team does not tell which period it covers.
    WithoutTemporalCoverage,
    /// A dataset of the team does not tell which territory it covers.
    WithoutSpatialCoverage,
    /// A dataset of the team names no contact point.
    WithoutContact,
    /// No table of a dataset of the team names a schema.
    WithoutSchema,
    /// No resource of a dataset of the team is described or is a documentation.
    WithoutDocumentation,
    /// A dataset of the team is published by a person and not by an organisation.
    OwnedByPerson,
    /// The organisation that publishes a dataset of the team is not certified.
    OrganizationUncertified,
    /// A dataset of the team does not name this repository.
    WithoutBacklink,
    /// A dataset of the team has a restricted access and no address to ask for it.
    RestrictedWithoutRequest,
    /// A resource of a dataset of the team breaks its schema, by the portal's own check.
    ResourceInvalid,
}

impl DatasetQuestion {
    /// Whether only the one who publishes a dataset can mend it: others are not judged for it.
    #[must_use]
    pub fn is_for_publishers(self) -> bool {
        !matches!(
            self,
            Self::Linked
                | Self::Deleted
                | Self::Unreachable
                | Self::Renamed
                | Self::Archived
                | Self::Undeclared
        )
    }
}

/// Parameters of `dataset-state`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DatasetState {
    /// The state.
    pub state: DatasetQuestion,
}
