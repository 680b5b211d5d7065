// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie links`: the links to data.gouv.fr that files hold.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::LangOption;
use super::progress::Bar;
use super::trouble::Trouble;
use super::{Exit, output};
use crate::{pipeline, report};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line a link.
    Text,
    /// `vigie.links.v1`.
    Json,
}

/// Arguments of `vigie links`.
#[derive(Debug, Args)]
pub(super) struct LinksArgs {
    /// Files, and folders whose files are looked at (those that `.gitignore` hides are left out).
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// text or json.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    lang: LangOption,
    /// Threads [default: one a core].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

/// Prints the links. None is an answer; a path that leads nowhere is trouble, told after the rest was printed.
pub(super) fn run(args: &LinksArgs) -> Result<Exit, Trouble> {
    let bar = Bar::new(args.lang.lang());
    let found = pipeline::links(&args.paths, args.jobs.map_or(0, usize::from), &bar)?;
    bar.finish();
    output::print(&match args.format {
        Format::Text => report::links::text(&found.links, args.lang.lang()),
        Format::Json => report::links::json(&found.links)?,
    })?;
    for error in found.unread {
        output::warn(&Trouble::Look(error, 0).told(args.lang.lang()));
    }
    let more = found.troubles.len().saturating_sub(1);
    match found.troubles.into_iter().next() {
        None => Ok(Exit::Passed),
        Some(first) => Err(Trouble::Look(first, more)),
    }
}
