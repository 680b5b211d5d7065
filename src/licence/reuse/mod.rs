// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The texts of REUSE 3.3: tags in files, `REUSE.toml`, `.reuse/dep5`, and what counts as a licence expression.
//!
//! Follows the specification (<https://reuse.software/spec-3.3/>), and the reference tool where it is silent.

mod dep5;
mod expression;
mod tags;
mod toml;

pub use dep5::Dep5;
pub use expression::identifiers;
pub use tags::{Tags, tags};
pub use toml::{Annotation, Precedence, ReuseToml};

#[cfg(test)]
mod tests;
