// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Open data in words: what the addresses of data.gouv.fr and of its sites mean, and where they stand in a text.
//!
//! Must never know a repository's tree, rules or verdicts, nor ask the portal anything. Pure and total: any
//! text gives an answer, and "none" is one.
#![deny(clippy::disallowed_methods)]

mod address;
mod link;

pub use address::understand;
pub use link::{CUE, Found, links, may_hold};
