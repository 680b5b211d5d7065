// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie licence`: what files and folders say of licences.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::LangOption;
use super::progress::Bar;
use super::trouble::Trouble;
use super::{Exit, output};
use crate::licence::{Identified, combine, identifiers, show_variants};
use crate::pipeline::{self, Looked, LookedFile, LookedState};
use crate::report;
use crate::report::licence::{FileView, FolderView, LicenceView, State};
use crate::snapshot::Limits;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line a licence.
    Text,
    /// `vigie.licence.v1`.
    Json,
}

/// Arguments of `vigie licence`.
#[derive(Debug, Args)]
pub(super) struct LicenceArgs {
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

/// Prints what was found. Nothing found is an answer; a path that leads nowhere is trouble, told after
/// the rest was printed.
pub(super) fn run(args: &LicenceArgs) -> Result<Exit, Trouble> {
    let bar = Bar::new(args.lang.lang());
    let jobs = args.jobs.map_or(0, usize::from);
    let mut looked = pipeline::licences(&args.paths, &Limits::default(), jobs, &bar)?;
    bar.finish();
    let expressions: Vec<Option<String>> = looked.files.iter_mut().map(expression).collect();
    let view = LicenceView {
        files: looked
            .files
            .iter()
            .zip(expressions)
            .map(|(one, told)| file(one, told))
            .collect(),
        folders: looked.folders.iter().map(|path| folder(path, &looked)).collect(),
        lang: args.lang.lang(),
    };
    output::print(&match args.format {
        Format::Text => report::licence::text(&view),
        Format::Json => report::licence::json(&view)?,
    })?;
    let more = looked.troubles.len().saturating_sub(1);
    match looked.troubles.into_iter().next() {
        None => Ok(Exit::Passed),
        Some(first) => Err(Trouble::Look(first, more)),
    }
}

/// The expression of a file; its matches are then given the variants that they leave open.
fn expression(looked: &mut LookedFile) -> Option<String> {
    let LookedState::Text(found) = &mut looked.found else {
        return None;
    };
    let told = combine(&found.matches);
    show_variants(&mut found.matches);
    told
}

fn file(looked: &LookedFile, expression: Option<String>) -> FileView<'_> {
    const NOTHING: &Identified = &Identified {
        matches: Vec::new(),
        copyrights: Vec::new(),
        nearest: None,
    };
    let (found, state) = match &looked.found {
        LookedState::Text(found) => (found, State::Read),
        LookedState::Binary => (NOTHING, State::Binary),
        LookedState::Unread(error) => (NOTHING, State::Unread(error.to_string())),
    };
    FileView {
        path: &looked.path,
        named: looked.named,
        expression,
        licences: found
            .matches
            .iter()
            .flat_map(|one| identifiers(&one.expression).into_iter().map(move |id| (id, one)))
            .collect(),
        copyrights: &found.copyrights,
        nearest: found.nearest.as_ref(),
        state,
    }
}

fn folder(path: &str, looked: &Looked) -> FolderView {
    let below = |file: &&LookedFile| !file.named && (path == "." || is_below(&file.path, path));
    let licensed = |file: &&LookedFile| match &file.found {
        LookedState::Text(found) => combine(&found.matches).is_some(),
        LookedState::Binary | LookedState::Unread(_) => false,
    };
    FolderView {
        path: path.to_owned(),
        looked: looked.files.iter().filter(below).count(),
        licensed: looked.files.iter().filter(below).filter(licensed).count(),
    }
}

fn is_below(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder.trim_end_matches('/'))
        .is_some_and(|rest| rest.starts_with('/'))
}
