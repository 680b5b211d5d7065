// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Names of licences as people write them in manifests and sentences, and the SPDX expression that they mean.

/// What a licence field means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A valid SPDX expression, as written in canonical form.
    Valid(String),
    /// A valid expression with deprecated identifiers, and the expression that replaces it.
    Deprecated(String),
    /// A name that is no SPDX identifier but can only mean this expression (`MIT License`, `mit-licence`).
    Informal(String),
    /// The words forbid reuse or say that nothing is published (`proprietary`, `UNLICENSED`).
    Proprietary,
    /// The field sends the reader to a file (`SEE LICENSE IN …`).
    Elsewhere(String),
    /// Nothing that is known; never a guess.
    Unknown,
}

/// What a licence field means.
#[must_use]
pub fn resolve(_value: &str) -> Standing {
    Standing::Unknown
}
