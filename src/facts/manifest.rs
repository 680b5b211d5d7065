// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Package manifests: the fields that rules compare.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::ManifestKey;

/// A value and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestValue {
    /// The value.
    pub value: String,
    /// Line, from 1.
    pub line: u32,
}

/// A package manifest at the root or in a folder of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The file.
    pub path: Arc<str>,
    /// Values by field (`ManifestKey::as_str`). A field that is absent has no entry.
    pub fields: BTreeMap<&'static str, ManifestValue>,
}

impl Manifest {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: ManifestKey) -> Option<&ManifestValue> {
        self.fields.get(key.as_str())
    }
}
