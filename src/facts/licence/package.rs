// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licences that a Data Package (`datapackage.json`) states for its data.

use crate::facts::manifest;
use crate::licence::{Standing, resolve};
use crate::model::{LicenceMatch, LicenceMethod, Subject};

use super::place::subject_of_folder;

const NAME: &str = "datapackage.json";

/// How sure an identifier is, and words that mean one.
const WRITTEN: u8 = 100;
const MEANT: u8 = 90;

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
    manifest::datapackage(text)
        .into_iter()
        .filter_map(|stated| {
            let (expression, confidence) = match resolve(&stated.value) {
                Standing::Valid(expression) => (expression, WRITTEN),
                Standing::Deprecated(expression) | Standing::Informal(expression) => (expression, MEANT),
                Standing::Proprietary | Standing::Elsewhere(_) | Standing::Unknown => return None,
            };
            Some(LicenceMatch {
                expression,
                confidence,
                method: LicenceMethod::Manifest,
                lines: (stated.line, stated.line),
                subject: Subject::Data,
                rivals: Vec::new(),
                since: None,
                part: false,
            })
        })
        .collect()
}
