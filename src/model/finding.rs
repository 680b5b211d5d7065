// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where something was seen, and what is wrong there.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Confidence, Message, RuleId, hex};

/// A place in the audited repository. Lines and columns start at 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Path from the repository's root with `/`; `None` for the repository as a whole.
    pub path: Option<Arc<str>>,
    /// Line, when the place is inside a text.
    pub line: Option<u32>,
    /// Column, when it is known.
    pub column: Option<u32>,
}

impl Place {
    /// The repository as a whole.
    #[must_use]
    pub fn repository() -> Self {
        Self::default()
    }

    /// A whole file.
    #[must_use]
    pub fn file(path: &Arc<str>) -> Self {
        Self {
            path: Some(Arc::clone(path)),
            line: None,
            column: None,
        }
    }

    /// A line of a file.
    #[must_use]
    pub fn line(path: &Arc<str>, line: u32) -> Self {
        Self {
            path: Some(Arc::clone(path)),
            line: Some(line),
            column: None,
        }
    }

    /// A line and column of a file.
    #[must_use]
    pub fn at(path: &Arc<str>, line: u32, column: u32) -> Self {
        Self {
            path: Some(Arc::clone(path)),
            line: Some(line),
            column: Some(column),
        }
    }
}

/// What spoke for a rule, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where it was seen.
    pub place: Place,
    /// What was seen.
    pub message: Message,
}

/// One fault at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where the fault is.
    pub place: Place,
    /// What was seen, or what lacks.
    pub message: Message,
    /// How far this finding can be trusted: the rule's confidence, or less.
    pub confidence: Confidence,
    /// The finding's identity from one run to the next.
    pub fingerprint: Fingerprint,
}

/// The identity of a finding over time: a SHA-256 of the rule, the path, the salient text
/// and an ordinal among equals. Neither the line number, nor the language, nor the
/// wording enters it, so that an edit above the place or a translation makes no "new" finding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Computes the fingerprint. `ordinal` counts from 0 among the findings of one
    /// rule that share a path and a salient text, in the order of the file.
    #[must_use]
    pub fn of(rule: &RuleId, path: Option<&str>, salient: &str, ordinal: usize) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"vigie.finding.v1\0");
        for part in [rule.as_str(), path.unwrap_or(""), salient] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(u64::try_from(ordinal).unwrap_or(u64::MAX).to_le_bytes());
        Self(hex(&hash.finalize()[..16]))
    }

    /// The fingerprint as 32 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
