// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the Git history of a commit tells, as it is written there.

/// The commits of the twelve months that end with the audited commit, and the tags of the repository.
///
/// The window ends with the commit itself, not with the day of the audit: the same commit tells the same
/// on every day and every machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// Everybody who wrote or shared a commit of the window, after `.mailmap`, in order of appearance.
    pub people: Vec<Person>,
    /// The commits of the window, newest first.
    pub commits: Vec<PastCommit>,
    /// Whether every commit of the window was looked at; otherwise all numbers mean "at least".
    pub whole: bool,
    /// The tags, sorted by name.
    pub tags: Vec<Tag>,
    /// Whether every tag was looked at, and the clone was asked to bring them.
    pub tags_whole: bool,
    /// The newest commit of any branch that the clone holds, in seconds since 1970-01-01 UTC.
    pub newest: Option<i64>,
    /// Whether every branch of the repository is there.
    pub every_branch: bool,
}

/// A name and an address as commits bear them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastCommit {
    /// The committer's date, in seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Whether it only joins branches.
    pub merge: bool,
    /// Positions in [`History::people`]: the author, then those whom `Co-authored-by` names.
    pub people: Vec<usize>,
}

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name, without `refs/tags/`.
    pub name: String,
    /// The tagger's date, or that of the commit for a light tag, in seconds since 1970-01-01 UTC; `None`
    /// when it has none, as a tag on a tree.
    pub time: Option<i64>,
    /// Whether it is an object of its own, and not a mere name.
    pub annotated: bool,
    /// Whether it bears a signature (`OpenPGP`, SSH or X.509), which is not verified.
    pub signed: bool,
}
