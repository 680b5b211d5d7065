// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The command line: arguments, environment, standard streams, files written, exit codes.
//!
//! Must never know how a rule judges.

mod audit;
mod ci;
mod cohort;
mod environment;
mod help;
mod interrupt;
mod licence;
mod links;
mod members;
mod merge;
mod notice;
mod options;
mod output;
mod progress;
mod results;
mod rules;
mod schema;
mod scratch;
mod shard;
mod sources;
mod store;
mod target;
mod trouble;
mod view;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::model::Lang;
use notice::Notice;
use trouble::Trouble;

/// Open-source and open-data compliance auditor for public-sector repositories.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, about, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 the gate is passed, 1 it is not, 2 the work could not be done.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Audit one repository: a folder, a bare repository or a git address.
    Audit(audit::AuditArgs),
    /// Audit many repositories and write a report of the whole.
    Cohort(Box<cohort::CohortArgs>),
    /// Make one report of the parts that several machines audited.
    Merge(merge::MergeArgs),
    /// Name the licences that files hold, grant or mention.
    #[command(alias = "license")]
    Licence(licence::LicenceArgs),
    /// List the links to data.gouv.fr that files hold, and what each one means.
    Links(links::LinksArgs),
    /// List, show, check or begin rules.
    Rules(rules::RulesArgs),
    /// Print the JSON Schema of a file format.
    Schema(schema::SchemaArgs),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// The gate is passed, or there is no gate.
    Passed,
    /// The gate is closed.
    Closed,
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = environment::lang_of(&arguments);
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&in_language(error, &arguments, lang), &arguments, lang),
    };
    let is_cohort = matches!(cli.command, Command::Cohort(_));
    interrupt::install(lang, Notice::Interrupted { is_cohort });
    let done = match cli.command {
        Command::Audit(args) => audit::run(&args),
        Command::Cohort(args) => cohort::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Licence(args) => licence::run(&args),
        Command::Links(args) => links::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Schema(args) => schema::run(&args),
    };
    match done {
        Ok(Exit::Passed) => ExitCode::SUCCESS,
        Ok(Exit::Closed) => ExitCode::from(1),
        Err(trouble) => {
            tell(&trouble.told(lang));
            ExitCode::from(2)
        }
    }
}

/// One sentence on stderr.
fn tell(sentence: &str) {
    output::warn(sentence);
}

/// The same answer in another language: the command with its texts in that language gives it.
fn in_language(error: clap::Error, arguments: &[OsString], lang: Lang) -> clap::Error {
    match lang {
        Lang::En => error,
        Lang::Fr => help::command(lang)
            .try_get_matches_from(arguments)
            .err()
            .unwrap_or(error),
    }
}

/// Help and version are answers; anything else is a bad argument.
fn usage(error: &clap::Error, arguments: &[OsString], lang: Lang) -> ExitCode {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        tell(&Trouble::NoCommand.told(lang));
        return ExitCode::from(2);
    }
    if error.use_stderr() {
        tell(&trouble::usage(error, arguments, lang));
        return ExitCode::from(2);
    }
    let _ = error.print();
    ExitCode::SUCCESS
}
