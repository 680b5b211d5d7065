// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a cohort is held to, and how it fares. Archived repositories do not count: nobody can change them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model;
use crate::report::CohortRow;

/// What the cohort file asks of the cohort, and how the cohort fares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Thresholds {
    /// The score asked of each repository; null when none is.
    pub least_score: Option<LeastScore>,
    /// The share of publishable repositories asked of the cohort; null when none is.
    pub least_publishable: Option<LeastPublishable>,
}

/// The score asked of each audited repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeastScore {
    /// The percentage asked for.
    pub percent: u8,
    /// Audited repositories that have a score.
    pub scored: usize,
    /// The identifiers of those whose score is lower.
    pub below: Vec<String>,
}

/// The share of audited repositories that must be publishable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeastPublishable {
    /// The percentage asked for.
    pub percent: u8,
    /// Audited repositories.
    pub audited: usize,
    /// Those that nothing keeps from being published.
    pub publishable: usize,
    /// Whether the share is reached; null when nothing was audited.
    pub reached: Option<bool>,
}

impl Thresholds {
    /// Holds the rows to what is asked; `None` when nothing is.
    pub(super) fn new(asked: model::Thresholds, rows: &[CohortRow]) -> Option<Self> {
        if asked == model::Thresholds::default() {
            return None;
        }
        let audits: Vec<_> = rows
            .iter()
            .filter(|row| !row.is_archived())
            .filter_map(|row| Some((row, row.audit()?)))
            .collect();
        let scored = |percent: u8| {
            let scores = || {
                audits
                    .iter()
                    .filter_map(|(row, audit)| Some((row, audit.score.percent?)))
            };
            LeastScore {
                percent,
                scored: scores().count(),
                below: scores()
                    .filter(|(_, score)| *score < u32::from(percent))
                    .map(|(row, _)| row.id.clone())
                    .collect(),
            }
        };
        let publishable = audits
            .iter()
            .filter(|(_, audit)| audit.gate_passed == Some(true))
            .count();
        Some(Self {
            least_score: asked.least_score.map(scored),
            least_publishable: asked.least_publishable.map(|percent| LeastPublishable {
                percent,
                audited: audits.len(),
                publishable,
                reached: (!audits.is_empty())
                    .then_some(publishable * 100 >= usize::from(percent) * audits.len()),
            }),
        })
    }

    /// What was asked, as the cohort file said it.
    #[must_use]
    pub fn asked(&self) -> model::Thresholds {
        model::Thresholds {
            least_score: self.least_score.as_ref().map(|one| one.percent),
            least_publishable: self.least_publishable.as_ref().map(|one| one.percent),
        }
    }
}
