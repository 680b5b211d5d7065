// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The findings of an audit, read without the rest of it: tables of a cohort need no more, and most of an audit's
//! bytes are the texts of its rules.

use serde::Deserialize;

use super::audit::{Finding, Level, Target, Waived};

/// What a table of findings takes from `vigie.audit.v1`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Findings {
    /// What was audited.
    pub target: Target,
    /// The verdicts, in the order of the rule set.
    pub verdicts: Vec<RuleFindings>,
}

/// The findings of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RuleFindings {
    /// The rule.
    pub rule: String,
    /// Its category.
    pub category: String,
    /// The force of its source.
    pub level: Level,
    /// Faults that no waiver covers.
    pub findings: Vec<Finding>,
    /// Faults that a waiver covers.
    pub waived: Vec<Waived>,
}
