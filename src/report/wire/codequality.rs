// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The entries of a GitLab Code Quality report (the part of the Code Climate format that GitLab reads).

use serde::Serialize;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What is wrong.
    pub description: String,
    /// The rule.
    pub check_name: String,
    /// The identity of the fault from one report to the next; unique in a report.
    pub fingerprint: String,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub location: Location,
}

/// The severities of GitLab that Vigie gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// For information.
    Info,
    /// Recommended.
    Minor,
    /// Required, to be checked by a person.
    Major,
    /// Required, certain.
    Critical,
}

/// Where a fault is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// Path from the root.
    pub path: String,
    /// The lines.
    pub lines: Lines,
}

/// The lines of a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// The first line, from 1.
    pub begin: u32,
}
