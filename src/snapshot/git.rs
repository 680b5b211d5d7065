// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Placeholder.

use std::path::Path;

use super::{Entry, Head, Limits, ReadError, Snapshot, SnapshotError};
use crate::model::{CommitId, Gap, Known};

/// Placeholder.
#[derive(Debug)]
pub struct GitSnapshot {
    head: Known<Head>,
}

impl GitSnapshot {
    /// Placeholder.
    pub fn open(_path: &Path, _rev: Option<&str>, _limits: &Limits) -> Result<Self, SnapshotError> {
        Err(SnapshotError::Absent(String::new()))
    }
}

impl Snapshot for GitSnapshot {
    fn commit(&self) -> Option<&CommitId> {
        None
    }
    fn branch(&self) -> Option<&str> {
        None
    }
    fn head(&self) -> &Known<Head> {
        &self.head
    }
    fn is_folder(&self) -> bool {
        true
    }
    fn entries(&self) -> &[Entry] {
        &[]
    }
    fn gaps(&self) -> &[Gap] {
        &[]
    }
    fn read(&self, _entry: &Entry, _limit: u64) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::Missing)
    }
}

pub(super) fn is_bare(_path: &Path) -> bool {
    false
}
