// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! How strong a rule's source is, how far its check can be trusted, and what mending costs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The force of a rule's source: "must", "should", "may", or plain information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The source says "must" ("doit", "obligatoire").
    Required,
    /// The source recommends it.
    Recommended,
    /// The source allows or suggests it.
    Optional,
    /// Told for information, never scored.
    Info,
}

impl Level {
    /// Every level, strongest first.
    pub const ALL: [Self; 4] = [Self::Required, Self::Recommended, Self::Optional, Self::Info];

    /// The name used in rule files, options and reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Recommended => "recommended",
            Self::Optional => "optional",
            Self::Info => "info",
        }
    }
}

/// How far a mechanical check can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// A person would reach the same verdict.
    High,
    /// Right nearly always; a person should look.
    Medium,
    /// A hint only.
    Low,
}

impl Confidence {
    /// The name used in rule files and reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// What it takes to mend a fault, for the order of "what to do next".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// A few minutes by one person.
    Minutes,
    /// A few hours by one person.
    Hours,
    /// Days, or the agreement of several people.
    Days,
}

impl Effort {
    /// A rough cost in quarters of an hour, to divide points by.
    #[must_use]
    pub fn cost(self) -> u32 {
        match self {
            Self::Minutes => 1,
            Self::Hours => 8,
            Self::Days => 40,
        }
    }

    /// The name used in rule files and reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }
}
