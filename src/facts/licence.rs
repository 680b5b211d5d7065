// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licence texts at the places where licences are kept.

use std::sync::Arc;

use crate::licence;
use crate::model::{Known, LicenceText, Unknown};

/// Most licence texts that are compared in one repository.
pub(super) const MOST_TEXTS: usize = 64;

/// Names a licence file. With `compare` false, its text is not looked at.
pub(super) fn name(path: &Arc<str>, text: &str, compare: bool) -> LicenceText {
    let found = if compare { licence::texts(text) } else { Vec::new() };
    match found.as_slice() {
        [only] if only.is_sure() => LicenceText {
            path: Arc::clone(path),
            id: Known::Yes(only.expression.clone()),
            score: only.confidence,
        },
        _ => LicenceText {
            path: Arc::clone(path),
            id: Known::No(Unknown::UnrecognisedLicence(Arc::clone(path))),
            score: 0,
        },
    }
}
