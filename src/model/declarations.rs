// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a team declares of its repository in `.vigie.toml`, because no machine can guess it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The `[declare]` table. Every key is optional; a key that is absent is unknown, never false.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Declarations {
    /// The administration that publishes the repository.
    pub administration: Option<String>,
    /// The licence comes from an upstream project that the administration contributes to
    /// (exception to the list of article D.323-2-1 of the CRPA).
    pub inherited_licence: Option<InheritedLicence>,
    /// Why changes must keep the licence, when it asks for reciprocity (article L323-2 of the CRPA).
    pub reciprocity_reason: Option<String>,
    /// Whether people use the repository's product through a web interface, and where.
    pub web_interface: Option<WebInterface>,
    /// Datasets on data.gouv.fr.
    pub datasets: Option<Datasets>,
    /// Addresses of the libraries that the repository publishes; an empty list says that there is none.
    pub published_libraries: Option<Vec<String>>,
    /// Addresses of contributions that the team made to upstream projects, such as merge requests; an empty list
    /// says that there is none.
    pub upstream_contributions: Option<Vec<String>>,
    /// Whether an algorithm of the repository grounds individual administrative decisions
    /// (article L311-3-1 of the CRPA).
    pub individual_decisions: Option<bool>,
    /// The keys that a cohort file filled because the repository is silent on them.
    #[serde(skip)]
    pub central: BTreeSet<String>,
}

/// The upstream project that a licence comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InheritedLicence {
    /// The address of the upstream project.
    pub upstream: String,
}

/// A web interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WebInterface {
    /// Whether there is one.
    pub present: bool,
    /// Its public address.
    #[serde(default)]
    pub url: Option<String>,
}

/// Datasets that the repository publishes or only reads: identifiers, slugs or addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Datasets {
    /// Published by the team.
    pub published: Vec<String>,
    /// Only consumed.
    pub consumed: Vec<String>,
}
