// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The list of paths that every source fills, under one set of limits.
//!
//! Knows which names are hostile, when a listing is full, and how it ends: sorted,
//! without duplicates, with the names that differ only by case told.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Entry, EntryKind, Key, Limits};
use crate::model::{Gap, GapKind};

/// Longest name of a file or folder, in bytes: `PATH_MAX` on Linux, far above what file systems take.
const NAME_BYTES: usize = 4096;
/// Longest path, in bytes: 300 folders of usual names are well below it.
const PATH_BYTES: usize = 32 << 10;
/// Memory for paths, in bytes per allowed entry: long names in deep folders multiply each other.
const BYTES_PER_ENTRY: usize = 512;

/// A listing that grows.
#[derive(Debug)]
pub(super) struct Listing {
    entries: Vec<Entry>,
    gaps: Vec<Gap>,
    limits: Limits,
    names: usize,
    folders: usize,
    bytes: usize,
    full: bool,
}

impl Listing {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            entries: Vec::new(),
            gaps: Vec::new(),
            limits: *limits,
            names: 0,
            folders: 0,
            bytes: 0,
            full: false,
        }
    }

    /// Whether a limit was passed: nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Most entries that are taken.
    pub(super) fn most(&self) -> u64 {
        self.limits.entries as u64
    }

    /// Adds a file, a link or a submodule.
    pub(super) fn add(&mut self, path: &[u8], kind: EntryKind, size: Option<u64>, key: Key) {
        if !self.take_name(path) {
            return;
        }
        let path = self.shown(path);
        if kind == EntryKind::Submodule {
            self.gap(Some(path.clone()), GapKind::Submodule);
        }
        self.entries.push(Entry {
            path,
            kind,
            size,
            least: None,
            key,
        });
    }

    /// Counts a folder; tells whether it may be entered.
    pub(super) fn enter(&mut self, path: &[u8], depth: usize) -> bool {
        if depth > self.limits.depth {
            let kind = GapKind::TooDeep(self.limits.depth as u64);
            self.gap_at(path, kind);
            return false;
        }
        self.folders += 1;
        self.take_bytes(path.len());
        if self.folders > self.limits.entries {
            self.stop();
        }
        !self.full
    }

    /// Records that a name of the tree is not one that a system could hold.
    pub(super) fn hostile(&mut self, path: &[u8]) {
        if self.take_name(path) {
            let end = path.len().min(NAME_BYTES);
            let kept = path.get(..end).unwrap_or_default();
            let text = Arc::from(String::from_utf8_lossy(kept).as_ref());
            self.gap(Some(text), GapKind::HostilePath);
        }
    }

    pub(super) fn gap_at(&mut self, path: &[u8], kind: GapKind) {
        let path = (!path.is_empty()).then(|| Arc::from(String::from_utf8_lossy(path).as_ref()));
        self.gap(path, kind);
    }

    pub(super) fn gap(&mut self, path: Option<Arc<str>>, kind: GapKind) {
        self.gaps.push(Gap { path, kind });
    }

    /// Sorts by path, drops what a tree lists twice, and tells which names collide.
    pub(super) fn finish(mut self) -> (Vec<Entry>, Vec<Gap>) {
        self.entries.sort_by(|a, b| a.path.cmp(&b.path));
        let gaps = &mut self.gaps;
        self.entries.dedup_by(|later, first| {
            // Two names that are not UTF-8 may look the same and still be two files.
            let twice = later.path == first.path && !later.path.contains('\u{fffd}');
            if twice {
                gaps.push(Gap {
                    path: Some(later.path.clone()),
                    kind: GapKind::HostilePath,
                });
            }
            twice
        });
        self.gaps.extend(case_collisions(&self.entries));
        self.gaps.sort();
        self.gaps.dedup();
        (self.entries, self.gaps)
    }

    fn shown(&mut self, path: &[u8]) -> Arc<str> {
        let text = String::from_utf8_lossy(path);
        let shown: Arc<str> = Arc::from(text.as_ref());
        if matches!(text, std::borrow::Cow::Owned(_)) {
            self.gap(Some(shown.clone()), GapKind::NonUtf8Path);
        }
        shown
    }

    fn take_name(&mut self, path: &[u8]) -> bool {
        self.names += 1;
        self.take_bytes(path.len());
        if self.names > self.limits.entries {
            self.stop();
        }
        !self.full
    }

    fn take_bytes(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes
            > self
                .limits
                .entries
                .saturating_mul(BYTES_PER_ENTRY)
                .max(PATH_BYTES)
        {
            self.stop();
        }
    }

    fn stop(&mut self) {
        if !self.full {
            self.full = true;
            let kind = GapKind::TooManyEntries(self.limits.entries as u64);
            self.gap(None, kind);
        }
    }
}

/// Whether a name of a tree could lead out of it, into git's own folder, or hold more
/// than one name. `parent` is the length of the folder's path.
pub(super) fn is_hostile(name: &[u8], parent: usize) -> bool {
    name.is_empty()
        || name == b"."
        || name == b".."
        || name.eq_ignore_ascii_case(b".git")
        || name.iter().any(|byte| matches!(byte, b'/' | 0))
        || name.len() > NAME_BYTES
        || parent + name.len() > PATH_BYTES
}

/// A name inside a folder, as a path from the root.
pub(super) fn join(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = Vec::with_capacity(folder.len() + 1 + name.len());
    if !folder.is_empty() {
        path.extend_from_slice(folder);
        path.push(b'/');
    }
    path.extend_from_slice(name);
    path
}

/// Paths that differ from an earlier one only by case; `entries` are sorted.
pub(super) fn case_collisions(entries: &[Entry]) -> Vec<Gap> {
    let mut seen = HashSet::with_capacity(entries.len());
    let mut gaps = Vec::new();
    let mut before: Option<&str> = None;
    for entry in entries {
        if before != Some(&*entry.path) && !seen.insert(entry.path.to_lowercase()) {
            gaps.push(Gap {
                path: Some(entry.path.clone()),
                kind: GapKind::CaseCollision,
            });
        }
        before = Some(&entry.path);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::{Listing, is_hostile, join};
    use crate::model::GapKind;
    use crate::snapshot::{EntryKind, Key, Limits};

    fn paths(limits: &Limits, names: &[&[u8]]) -> (Vec<String>, Vec<GapKind>) {
        let mut listing = Listing::new(limits);
        for name in names {
            listing.add(name, EntryKind::File, None, Key::Text(0));
        }
        let (entries, gaps) = listing.finish();
        let paths = entries.iter().map(|entry| entry.path.to_string()).collect();
        (paths, gaps.into_iter().map(|gap| gap.kind).collect())
    }

    #[test]
    fn names_that_lead_elsewhere_are_hostile() {
        let long = vec![b'a'; 5000];
        let bad: [&[u8]; 9] = [
            b"", b".", b"..", b".git", b".GIT", b".Git", b"a/b", b"a\0b", &long,
        ];
        for name in bad {
            assert!(is_hostile(name, 0), "{}", String::from_utf8_lossy(name));
        }
        let good: [&[u8]; 6] = [b"...", b".github", b".gitignore", b"a b", b"a\nb", b"\xff"];
        for name in good {
            assert!(!is_hostile(name, 0), "{}", String::from_utf8_lossy(name));
        }
        assert!(is_hostile(b"a", 40_000), "the path grows without end");
    }

    #[test]
    fn the_list_ends_sorted_and_without_duplicates() {
        let (found, gaps) = paths(&Limits::default(), &[b"b", b"a/c", b"a", b"b", b"B"]);
        assert_eq!(found, ["B", "a", "a/c", "b"]);
        assert_eq!(gaps, [GapKind::CaseCollision, GapKind::HostilePath]);
    }

    #[test]
    fn two_names_that_look_alike_are_both_kept() {
        let (found, gaps) = paths(&Limits::default(), &[b"\xff", b"\xfe"]);
        assert_eq!(found, ["\u{fffd}", "\u{fffd}"]);
        assert_eq!(gaps, [GapKind::NonUtf8Path]);
    }

    #[test]
    fn the_limit_is_told_once() {
        let limits = Limits {
            entries: 2,
            ..Limits::default()
        };
        let (found, gaps) = paths(&limits, &[b"a", b"b", b"c", b"d"]);
        assert_eq!(found, ["a", "b"]);
        assert_eq!(gaps, [GapKind::TooManyEntries(2)]);
    }

    #[test]
    fn long_paths_are_counted_in_bytes_too() {
        let limits = Limits {
            entries: 100,
            ..Limits::default()
        };
        let mut listing = Listing::new(&limits);
        for number in 0..90 {
            let name = join(&[b'a'; 4000], format!("{number}").as_bytes());
            listing.add(&name, EntryKind::File, None, Key::Text(0));
        }
        assert!(listing.is_full());
    }
}
