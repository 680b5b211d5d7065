// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What could not be read, or was left out on purpose.

use std::sync::Arc;

/// Something that the audit did not see whole. A gap is never a fault of the
/// repository; the report shows it, and a rule that needed it is undetermined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The path concerned, or `None` for the whole repository.
    pub path: Option<Arc<str>>,
    /// What happened.
    pub kind: GapKind,
}

/// The kinds of gaps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// The repository has no commit at all.
    EmptyRepository,
    /// HEAD names a branch that has no commit.
    UnbornHead,
    /// The path is not UTF-8 and is shown with replacement characters.
    NonUtf8Path,
    /// Another path differs only by case: some systems cannot hold both.
    CaseCollision,
    /// A symbolic link that leads out of the repository; not followed.
    LinkOutside,
    /// A symbolic link that leads back to itself.
    LinkLoop,
    /// A symbolic link whose target is not in the repository.
    LinkBroken,
    /// A submodule: another repository, not audited with this one.
    Submodule,
    /// A pointer of Git LFS: the content is elsewhere.
    LfsPointer,
    /// A file over the limit for reading; its size in bytes.
    TooLarge(u64),
    /// A file that a partial clone left on its server; it has so many bytes at least.
    LeftBehind(u64),
    /// The files before it already held the most bytes that are read of one repository; that number.
    OverBudget(u64),
    /// An object that a partial clone or a damaged repository lacks.
    MissingObject,
    /// An object that cannot be decoded.
    CorruptObject,
    /// A path that is no path (`..`, `.git`, a slash in a name); ignored.
    HostilePath,
    /// The system refused to read the file; its own words.
    Unreadable(String),
    /// Git's own data beside a working folder could not be read: what it tracks, or what was committed, is not known. The
    /// files of the folder are.
    GitUnreadable,
    /// Git's own data beside a working folder is of a newer format (SHA-256, reftable): the files are known, and which of
    /// them are tracked; commits are not.
    GitFormat,
    /// Files that `.vigie.toml` asks to ignore, and how many: no rule looked at them.
    Ignored(u64),
    /// More entries than the limit; those after it were not looked at.
    TooManyEntries(u64),
    /// Folders nested deeper than the limit; those below were not looked at.
    TooDeep(u64),
    /// Texts in which nobody could look for links to data.gouv.fr, and how many.
    LinksUnseen(u64),
    /// Licence files that were too many to be compared with the texts of licences, and how many.
    LicencesUnseen(u64),
    /// The text could not be read by the reader of its format.
    Unparsable(String),
}
