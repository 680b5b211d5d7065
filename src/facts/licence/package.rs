// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licences that a Data Package (`datapackage.json`) states for its data.

use crate::facts::lone::field_match;
use crate::facts::manifest;
use crate::model::{LicenceMatch, Subject};

use super::place::subject_of_folder;

const NAME: &str = "datapackage.json";

/// Whether a file describes the data of the repository: at its root, or in its folder of data. Those further down speak of
/// a part of it.
pub(super) fn is_one(path: &str) -> bool {
    match path.rsplit_once('/') {
        None => path == NAME,
        Some((folder, name)) => {
            name == NAME && !folder.contains('/') && subject_of_folder(path) == Some(Subject::Data)
        }
    }
}

/// What it states.
pub(super) fn read(text: &str) -> Vec<LicenceMatch> {
    let stated = manifest::datapackage(text);
    stated
        .iter()
        .filter_map(|field| field_match(field, Subject::Data))
        .collect()
}
