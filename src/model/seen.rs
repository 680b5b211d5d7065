// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Things seen in a repository that reports list beside the verdicts.

use std::sync::Arc;

use super::{Known, Place};

/// A licence text found where licences are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceText {
    /// The file.
    pub path: Arc<str>,
    /// The SPDX identifier, when the text was recognised.
    pub id: Known<String>,
    /// Likeness to the licence's text in percent, 0 when it was not recognised.
    pub score: u8,
}

/// A package that the repository shows to be published: its own documents lead to the registry's page of the name
/// that its own manifest bears. Whether the registry has it is not verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The registry.
    pub registry: Registry,
    /// The name, as the manifest writes it.
    pub name: String,
    /// The manifest.
    pub manifest: Arc<str>,
    /// Where the registry's page or badge is shown.
    pub place: Place,
}

/// Where packages are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names of the registries")]
pub enum Registry {
    Cran,
    CratesIo,
    Go,
    Hex,
    Maven,
    Npm,
    NuGet,
    Packagist,
    PyPi,
    RubyGems,
}

impl Registry {
    /// The name that people know.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cran => "CRAN",
            Self::CratesIo => "crates.io",
            Self::Go => "pkg.go.dev",
            Self::Hex => "hex.pm",
            Self::Maven => "Maven Central",
            Self::Npm => "npm",
            Self::NuGet => "NuGet",
            Self::Packagist => "Packagist",
            Self::PyPi => "PyPI",
            Self::RubyGems => "RubyGems",
        }
    }

    /// A name in the form in which the registry takes two names for the same: on `PyPI` case and `-`, `_`, `.` do
    /// not count (PEP 503), on crates.io `-` and `_` are one; npm, Go, CRAN and Maven know names as they are.
    #[must_use]
    pub fn same_name(self, name: &str) -> String {
        let name = name.trim();
        match self {
            Self::PyPi => {
                let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join("-").to_lowercase()
            }
            Self::CratesIo => name.replace('_', "-").to_lowercase(),
            Self::NuGet | Self::Packagist => name.to_lowercase(),
            Self::Cran | Self::Go | Self::Hex | Self::Maven | Self::Npm | Self::RubyGems => name.to_owned(),
        }
    }
}
