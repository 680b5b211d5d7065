// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What one repository brings to the indicators of a programme. Null is unknown; an empty list says "none".

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model;

/// What one repository shows, or its team declares, for the indicators of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Impact {
    /// Packages that its documents show to be published, under the name of one of its own manifests. Not verified
    /// with the registry.
    pub packages: Vec<Package>,
    /// Addresses of the libraries that the team says it published; null when it says nothing.
    pub libraries: Option<Vec<String>>,
    /// Datasets that the team says it published; null when it says nothing.
    pub datasets: Option<Vec<String>>,
    /// Addresses of the contributions that the team says it made upstream; null when it says nothing.
    pub contributions: Option<Vec<String>>,
    /// The day of the last commit (UTC), as `YYYY-MM-DD`.
    pub last_commit: Option<String>,
}

/// A package that a document shows to be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Package {
    /// The registry, such as `PyPI`.
    pub registry: String,
    /// The name.
    pub name: String,
    /// The manifest that bears the name.
    pub manifest: String,
    /// The document that shows the registry's page or badge.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
}

impl Impact {
    pub(super) fn new(impact: &model::Impact) -> Self {
        let package = |one: &model::Package| Package {
            registry: one.registry.as_str().to_owned(),
            name: one.name.clone(),
            manifest: one.manifest.to_string(),
            path: one.place.path.as_deref().map(str::to_owned),
            line: one.place.line,
        };
        Self {
            packages: impact.packages.iter().map(package).collect(),
            libraries: impact.libraries.clone(),
            datasets: impact.datasets.clone(),
            contributions: impact.contributions.clone(),
            last_commit: impact.last_commit.map(|day| day.to_string()),
        }
    }
}
