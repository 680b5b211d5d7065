// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Notebooks that keep what their cells printed.

use std::sync::Arc;

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Message, NonEmpty, Place, Unknown};

/// Folders whose notebooks are read as documents: there the outputs are the point.
const DOCUMENTS: [&str; 7] = [
    "doc",
    "docs",
    "documentation",
    "example",
    "examples",
    "tutorial",
    "tutorials",
];

/// Whether a notebook is there to be read.
fn shows(path: &str) -> bool {
    path.split('/')
        .any(|part| DOCUMENTS.contains(&part.to_lowercase().as_str()))
}

/// Holds at each notebook whose cells keep outputs: for `none`.
pub(super) fn outputs(facts: &Facts) -> Outcome {
    let kept: Vec<_> = facts
        .notebooks
        .iter()
        .filter(|one| one.kept > 0 && !shows(one.place.path.as_deref().unwrap_or_default()))
        .map(|one| {
            let message = Message::CellOutputs {
                kept: one.kept,
                cells: one.cells,
                first: one.first,
            };
            seen(one.place.clone(), message)
        })
        .collect();
    if !kept.is_empty() {
        return Outcome::Holds(kept);
    }
    let unread = facts
        .unread
        .iter()
        .filter(|path| path.rsplit('.').next() == Some("ipynb"))
        .map(|path| Unknown::Unread(Arc::clone(path)))
        .collect();
    if let Some(unread) = NonEmpty::new(unread) {
        return Outcome::Unknown(unread);
    }
    if facts.notebooks.is_empty() {
        return Outcome::Nothing;
    }
    let clean = Message::CellOutputs {
        kept: 0,
        cells: facts.notebooks.iter().map(|one| one.cells).sum(),
        first: 0,
    };
    Outcome::lacks(Place::repository(), clean)
}
