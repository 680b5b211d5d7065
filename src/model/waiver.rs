// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A team's decision to live with a fault for a while.

use jiff::civil::Date;

use super::{Globs, RuleId};

/// A waiver. It always has a reason, an end and an owner, and always shows in reports.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The rule that it covers.
    pub rule: RuleId,
    /// The paths that it covers; `None` for every finding of the rule.
    pub paths: Option<Globs>,
    /// Why the team lives with the fault.
    pub reason: String,
    /// The last day that it covers anything.
    pub until: Date,
    /// Who answers for it.
    pub owner: String,
    /// Whether those who follow the cohort granted it, and not the repository itself.
    pub central: bool,
}
