// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The command line: arguments, environment, standard streams, files written, exit codes.
//!
//! Must never know how a rule judges.

mod audit;
mod ci;
mod cohort;
mod environment;
mod interrupt;
mod licence;
mod links;
mod members;
mod merge;
mod options;
mod output;
mod progress;
mod results;
mod rules;
mod schema;
mod shard;
mod sources;
mod store;
mod target;
mod trouble;
mod view;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    interrupt::install();
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
            tell(&trouble);
            ExitCode::from(2)
        }
    }
}

/// One sentence on stderr; a closed stderr is nobody's error.
fn tell(trouble: &Trouble) {
    let _ = writeln!(std::io::stderr(), "vigie: {trouble}");
}

/// Help and version are answers; anything else is a bad argument.
fn usage(error: &clap::Error) -> ExitCode {
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        tell(&Trouble::new(
            "a command is missing, such as vigie audit; see vigie --help",
        ));
        return ExitCode::from(2);
    }
    if error.use_stderr() {
        let told = error.to_string();
        let sentence = told
            .lines()
            .map(|line| line.trim().trim_start_matches("error: "))
            .take_while(|line| !line.starts_with("Usage:"))
            .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
            .collect::<Vec<_>>()
            .join(" ");
        tell(&Trouble::new(format!("{sentence}; see vigie --help")));
        return ExitCode::from(2);
    }
    let _ = error.print();
    ExitCode::SUCCESS
}
