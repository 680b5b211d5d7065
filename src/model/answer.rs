// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to the questions of a score.

use super::{Evidence, NonEmpty, Unknown};

/// What is known of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes, and what shows it; empty where a number does.
    Yes(Vec<Evidence>),
    /// No, and what lacks or speaks against it.
    No(Vec<Evidence>),
    /// To be confirmed, and why.
    Unknown(NonEmpty<Unknown>),
}

/// An answer and the points that it may be worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// The fewest points that it can be worth.
    pub least: i64,
    /// The most; the same as the fewest where the answer is known.
    pub most: i64,
}
