// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie schema`: the JSON Schemas of what Vigie reads and writes.

use clap::{Args, ValueEnum};

use super::trouble::Trouble;
use super::{Exit, output};
use crate::{config, report, rule};

/// A file format.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    /// The JSON report of an audit.
    Audit,
    /// The JSON report of a cohort.
    Cohort,
    /// Cohort files.
    CohortFile,
    /// The JSON of `vigie licence`.
    Licence,
    /// The JSON of `vigie links`.
    Links,
    /// `.vigie.toml`.
    Config,
    /// A rule file.
    Rule,
}

/// Arguments of `vigie schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The format.
    format: Which,
}

pub(super) fn run(args: &SchemaArgs) -> Result<Exit, Trouble> {
    let schema = match args.format {
        Which::Audit => report::wire::v1::audit_schema(),
        Which::Cohort => report::wire::v1::cohort_schema(),
        Which::CohortFile => config::cohort_schema(),
        Which::Licence => report::wire::v1::licence_schema(),
        Which::Links => report::wire::v1::links_schema(),
        Which::Config => config::schema(),
        Which::Rule => rule::schema(),
    };
    output::print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(Exit::Passed)
}
