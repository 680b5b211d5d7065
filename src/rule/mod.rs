// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Rules as data: from the text of a file to a [`Rule`], profiles and the rule set.
//!
//! Must never know where a text came from: files are read by `config`,
//! embedded ones are in [`embedded`].
#![deny(clippy::disallowed_methods)]

pub mod check;
mod dataset;
mod embedded;
mod example;
mod flaw;
pub mod law;
mod load;
pub mod official;
mod parse;
mod parts;
mod profile;
mod reference;
mod set;
mod skeleton;
mod toml_error;
mod toml_words;

pub use check::Check;
pub use embedded::{EMBEDDED_RULES, embedded};
pub use example::{Example, ExampleAnswer, ExampleForge, ExampleHistory, Expect};
pub use law::Law;
pub use load::read_after;
pub use parse::{Rule, Source};
pub use profile::{Profile, Selection, Selector};
pub use reference::{catalogue, reference, schema};
pub use set::{Category, RuleSet, SetError, SourceText};
pub use skeleton::skeleton;
pub use toml_error::{FileError, Reason, Step, parse_toml, place, texts};
