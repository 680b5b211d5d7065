// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A tree written down: examples of rules and tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::listing::case_collisions;
use super::{Entry, EntryKind, Head, Key, ReadError, Snapshot};
use crate::model::{CommitId, Gap, History, Known, Unknown};

/// A snapshot made of texts.
#[derive(Debug)]
pub struct LiteralSnapshot {
    entries: Vec<Entry>,
    contents: Vec<Content>,
    gaps: Vec<Gap>,
    head: Known<Head>,
    history: Known<History>,
}

#[derive(Debug)]
enum Content {
    Bytes(Vec<u8>),
    Zeros(u64),
}

impl Default for LiteralSnapshot {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            contents: Vec::new(),
            gaps: Vec::new(),
            head: Known::No(Unknown::NoHistory),
            history: Known::No(Unknown::NoHistory),
        }
    }
}

impl LiteralSnapshot {
    /// A tree of files.
    #[must_use]
    pub fn new<B: Into<Vec<u8>>>(files: BTreeMap<String, B>) -> Self {
        let mut tree = Self::default();
        for (path, content) in files {
            tree.add(&path, EntryKind::File, Content::Bytes(content.into()));
        }
        tree.finished()
    }

    /// Adds a file of so many zero bytes, which takes no memory until it is read.
    #[must_use]
    pub fn with_zeros(mut self, path: &str, size: u64) -> Self {
        self.add(path, EntryKind::File, Content::Zeros(size));
        self.finished()
    }

    /// Adds a symbolic link.
    #[must_use]
    pub fn with_link(mut self, path: &str, target: &str) -> Self {
        self.add(path, EntryKind::Link, Content::Bytes(target.as_bytes().to_vec()));
        self.finished()
    }

    /// Gives the tree a last commit, in seconds since 1970-01-01 UTC.
    #[must_use]
    pub fn committed(mut self, seconds: i64) -> Self {
        self.head = Known::Yes(Head { committed: seconds });
        self
    }

    /// Gives the tree a history.
    #[must_use]
    pub fn with_history(mut self, history: History) -> Self {
        self.history = Known::Yes(history);
        self
    }

    fn finished(mut self) -> Self {
        self.gaps = case_collisions(&self.entries);
        self
    }

    fn add(&mut self, path: &str, kind: EntryKind, content: Content) {
        let entry = Entry {
            path: Arc::from(path),
            kind,
            size: Some(match &content {
                Content::Bytes(bytes) => bytes.len() as u64,
                Content::Zeros(size) => *size,
            }),
            least: None,
            key: Key::Text(self.contents.len()),
        };
        self.contents.push(content);
        let at = self.entries.partition_point(|other| other.path < entry.path);
        self.entries.insert(at, entry);
    }
}

impl Snapshot for LiteralSnapshot {
    fn commit(&self) -> Option<&CommitId> {
        None
    }

    fn branch(&self) -> Option<&str> {
        None
    }

    fn head(&self) -> &Known<Head> {
        &self.head
    }

    fn history(&self) -> Known<History> {
        self.history.clone()
    }

    fn is_folder(&self) -> bool {
        true
    }

    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
        if let Some(size) = entry.size.filter(|size| *size > limit) {
            return Err(ReadError::TooLarge(size));
        }
        let Key::Text(index) = entry.key else {
            return Err(ReadError::Missing);
        };
        match self.contents.get(index) {
            Some(Content::Bytes(bytes)) => Ok(bytes.clone()),
            Some(Content::Zeros(size)) => Ok(vec![0; usize::try_from(*size).unwrap_or(0)]),
            None => Err(ReadError::Missing),
        }
    }
}
