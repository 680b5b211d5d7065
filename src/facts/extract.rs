// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From a snapshot to facts.

use super::{Facts, Request};
use crate::model::Progress;
use crate::snapshot::Snapshot;

/// Extracts the facts of a snapshot. Total: trouble becomes a gap, never an abort.
#[must_use]
pub fn extract(snapshot: &dyn Snapshot, request: &Request, progress: &dyn Progress) -> Facts {
    let _ = (snapshot, progress);
    Facts {
        files: Vec::new(),
        documents: Vec::new(),
        licences: Vec::new(),
        manifests: Vec::new(),
        datasets: Vec::new(),
        pages: Vec::new(),
        passages: std::collections::BTreeMap::new(),
        unread: Vec::new(),
        forge: request.forge.clone(),
        last_commit_days: crate::model::Known::No(crate::model::Unknown::NoHistory),
        declared: request.declared.clone(),
        truncated: false,
        gaps: Vec::new(),
    }
}
