// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Verdicts: five outcomes, never two.

use std::sync::Arc;

use super::{Evidence, Finding, NearestText, PortalDoubt, Reason, RuleId, Unchecked};

/// A value, or why it is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known<T> {
    /// The value.
    Yes(T),
    /// Not known, and why.
    No(Unknown),
}

impl<T> Known<T> {
    /// The value, if it is known.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Yes(value) => Some(value),
            Self::No(_) => None,
        }
    }
}

/// Why something is not known. Never a fault of the repository.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// It takes the network, and the run is offline or the look-up is not made.
    Offline,
    /// It takes the forge's API, and the repository was not read through one.
    NoForge,
    /// It takes the Git history, which is absent or shallow.
    NoHistory,
    /// It takes the whole Git history, and the clone holds its end only.
    ShallowHistory,
    /// It takes every branch, and the clone may hold some only.
    OtherBranches,
    /// No machine can tell: somebody has to confirm it.
    ToConfirm,
    /// A file that the rule needs could not be read (see the gaps).
    Unread(Arc<str>),
    /// `.vigie.toml` ignores a file that would break the rule.
    Ignored(Arc<str>),
    /// The names of the columns of a data file are not known, or not all of them.
    Columns(Arc<str>),
    /// Whether the addresses and telephone numbers of a table are those of persons or of organisations.
    Bearers(Arc<str>),
    /// A table was not held against its schema, or not in all.
    Table {
        /// The table.
        table: Arc<str>,
        /// What was not checked.
        why: Unchecked,
    },
    /// A file that the rule needs is binary or in an unknown format.
    NotText(Arc<str>),
    /// The text of a licence file was not recognised with enough certainty.
    UnrecognisedLicence(Arc<str>),
    /// The same, and the known text that it looks most like; that is no name for it.
    UnrecognisedLicenceNear(Arc<str>, NearestText),
    /// A licence is named that cannot be judged: its reading is not settled, or nobody knows it; the expression.
    UnclearLicence(String),
    /// A file follows a version of its standard whose text this audit does not know.
    OtherVersion {
        /// The file.
        path: Arc<str>,
        /// The version, as written.
        version: String,
    },
    /// A lockfile that says nothing of licences.
    SilentLockfile(Arc<str>),
    /// A licence outside the list may come from the project that this one was forked from; its path, if known.
    PerhapsInherited(String),
    /// Code in this folder has a licence of its own, and may be the team's or a copy.
    PerhapsCopied(Arc<str>),
    /// A value made at run time (a template, a variable) cannot be judged from the source.
    Dynamic(Arc<str>),
    /// A pipeline takes a part from another repository, or from a place that is known only when it runs; as written.
    Elsewhere(String),
    /// Nothing could be looked at: the repository is empty.
    EmptyRepository,
    /// The entries after the limit were not looked at, so an absence proves nothing.
    Truncated,
    /// The document is a plain text, where headings cannot be told from other lines.
    NoHeadings(Arc<str>),
    /// Only the team knows: `.vigie.toml` does not declare this key.
    NotDeclared(String),
    /// What data.gouv.fr says of an object is not known, or what the repository has to do with it.
    Portal(PortalDoubt),
}

/// A list that holds at least one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonEmpty<T>(Vec<T>);

impl<T> NonEmpty<T> {
    /// Wraps a list; `None` when it is empty.
    #[must_use]
    pub fn new(items: Vec<T>) -> Option<Self> {
        (!items.is_empty()).then_some(Self(items))
    }

    /// A list of one.
    #[must_use]
    pub fn one(item: T) -> Self {
        Self(vec![item])
    }

    /// The elements.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The elements, by value.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

/// What a rule says of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The rule is kept, and where that was seen.
    Pass(Vec<Evidence>),
    /// The rule is broken, at these places.
    Fail(NonEmpty<Finding>),
    /// The rule does not concern this repository.
    NotApplicable(Reason),
    /// It cannot be told, and why.
    Undetermined(NonEmpty<Unknown>),
    /// The rule is broken, and the team said why it lives with every one of these faults.
    Waived(NonEmpty<Waived>),
}

impl Verdict {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Pass(_) => "pass",
            Self::Fail(_) => "fail",
            Self::NotApplicable(_) => "not-applicable",
            Self::Undetermined(_) => "undetermined",
            Self::Waived(_) => "waived",
        }
    }
}

/// A rule's verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The rule.
    pub rule: RuleId,
    /// What it says.
    pub verdict: Verdict,
    /// Findings that a waiver covers while others of the same rule remain (the verdict is then a failure).
    pub also_waived: Vec<Waived>,
}

/// A finding that a waiver covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// The fault.
    pub finding: Finding,
    /// The waiver's position in the repository's configuration, from 0.
    pub waiver: usize,
}

/// What became of a waiver in this audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaiverState {
    /// It covers at least one finding.
    Active,
    /// Its end date is past: it covers nothing.
    Expired,
    /// No finding matches it: it can be removed.
    Unused,
    /// Its rule was not chosen, or could not be judged: nobody knows whether it is still of use.
    NotJudged,
    /// There is no such rule: most often a misspelt name.
    NoRule,
}

impl WaiverState {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Unused => "unused",
            Self::NotJudged => "not-judged",
            Self::NoRule => "no-such-rule",
        }
    }
}
