// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said of licences, before any language.

use super::{LicenceMethod, Localized, Subject};

/// One thing said of a licence. Expressions and quotations come from the audited repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LicenceNote {
    /// The law lets an administration use the licence; what the reader should know of it.
    Allowed {
        /// The whole expression.
        expression: String,
        /// The leg that decides.
        leg: String,
        /// The article that names it; none for what is no fault although no article does.
        article: Option<String>,
        /// What the files of the law add.
        note: Option<Localized>,
    },
    /// The law does not name the licence for this subject.
    Refused {
        /// The whole expression.
        expression: String,
        /// The leg that decides.
        leg: String,
        /// What it is given to.
        subject: Subject,
        /// What the files of the law add.
        note: Option<Localized>,
    },
    /// The homologation came to its end.
    Expired {
        /// The leg that decides.
        leg: String,
        /// The last day, as `YYYY-MM-DD`.
        until: String,
    },
    /// The licence of a subject; `inherited` when only the project's licence speaks of it.
    Concluded {
        /// The expression.
        expression: String,
        /// What it is given to.
        subject: Subject,
        /// Whether only the project's licence speaks of the subject.
        inherited: bool,
    },
    /// Nothing says under which licence the subject is.
    Unsaid(Subject),
    /// Nobody says whether later versions may be chosen.
    VariantUnsaid(String),
    /// Later versions are excluded, and the list names the other variant.
    OnlyThisVersion(String),
    /// Whoever changes the code must keep its licence.
    Reciprocal(String),
    /// Changes may bear another licence.
    Permissive(String),
    /// Two sources name different licences.
    Differs {
        /// What the source says, and how.
        said: String,
        /// How it was found.
        method: LicenceMethod,
        /// What the other one says.
        against: String,
        /// Where the other one is: path and line.
        place: String,
    },
    /// Every source that names a licence names the same.
    Agree(usize),
    /// A licence file holds a notice, not the text.
    NoticeOnly(String),
    /// From end to end a licence file reserves or refuses.
    GrantsNothing,
    /// A deprecated identifier and what replaces it.
    Deprecated {
        /// As written.
        value: String,
        /// What to write.
        now: String,
    },
    /// A name that is no identifier; what it can only mean.
    Informal {
        /// As written.
        value: String,
        /// What to write.
        meant: Option<String>,
    },
    /// How many source files name their licence.
    Headers {
        /// Files that do.
        named: usize,
        /// All of them.
        files: usize,
    },
    /// A licence is named in source files and its text is not in the repository.
    TextMissing(String),
    /// A licence that source files name has its text.
    TextKept(String),
    /// Copied code under a licence that cannot stand under the project's.
    Incompatible {
        /// The licence of the copy.
        copy: String,
        /// The licence of the project.
        project: String,
        /// Who says so.
        source: String,
    },
    /// Copied code whose licence can stand under the project's.
    Compatible {
        /// The licence of the copy.
        copy: String,
        /// The licence of the project.
        project: String,
    },
    /// A dependency whose licence excludes the project's.
    DependencyIncompatible {
        /// The licence of the dependency.
        dependency: String,
        /// The licence of the project.
        project: String,
        /// Who says so.
        source: String,
    },
    /// A dependency whose licence goes with the project's.
    DependencyCompatible {
        /// The licence of the dependency.
        dependency: String,
        /// The licence of the project.
        project: String,
    },
    /// The project is a fork and its licence is outside the list.
    ForkWithout(String),
    /// A fault by REUSE: what it is, and the file, identifier or reason that it is about.
    Reuse {
        /// The kind of fault.
        fault: ReuseFault,
        /// The path, the identifier or the reason.
        what: String,
    },
    /// More faults of one kind than are told one by one; how many.
    ReuseMore {
        /// The kind of fault.
        fault: ReuseFault,
        /// How many are not told.
        count: usize,
    },
    /// How many files say their licence and copyright by REUSE.
    ReuseCovered {
        /// Files that say both.
        covered: usize,
        /// Files that must.
        total: usize,
    },
    /// The README names a licence, or leads to its file.
    Named(String),
}

/// The kinds of faults by REUSE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReuseFault {
    /// A file of REUSE itself cannot be used.
    Invalid,
    /// A file says neither licence nor copyright.
    NothingSaid,
    /// A file says its copyright but no licence.
    NoLicence,
    /// A file says its licence but no copyright.
    NoCopyright,
    /// An expression is none.
    BadExpression,
    /// An identifier that files name has no text.
    TextMissing,
    /// A text is not asked for by any file.
    TextUnused,
    /// The name of a text is no identifier.
    BadName,
    /// The name of a text has no extension.
    NoExtension,
    /// A text bears an identifier that the SPDX list has given up.
    Deprecated,
}

impl LicenceNote {
    /// The part that tells this finding from others of the same rule and file.
    #[must_use]
    pub fn salient(&self) -> &str {
        match self {
            Self::Allowed { expression, .. }
            | Self::Refused { expression, .. }
            | Self::Concluded { expression, .. } => expression,
            Self::Expired { leg, .. } => leg,
            Self::VariantUnsaid(text)
            | Self::OnlyThisVersion(text)
            | Self::Reciprocal(text)
            | Self::Permissive(text)
            | Self::NoticeOnly(text)
            | Self::TextMissing(text)
            | Self::TextKept(text)
            | Self::ForkWithout(text)
            | Self::Named(text) => text,
            Self::Reuse { what, .. } => what,
            Self::Differs { said, .. } => said,
            Self::Deprecated { value, .. } | Self::Informal { value, .. } => value,
            Self::DependencyIncompatible { dependency, .. }
            | Self::DependencyCompatible { dependency, .. } => dependency,
            Self::Incompatible { copy, .. } | Self::Compatible { copy, .. } => copy,
            Self::Unsaid(subject) => subject.as_str(),
            Self::Agree(_)
            | Self::GrantsNothing
            | Self::Headers { .. }
            | Self::ReuseMore { .. }
            | Self::ReuseCovered { .. } => "",
        }
    }
}
