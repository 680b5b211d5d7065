// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie audit`: one repository, one verdict.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

use super::notice::Notice;
use super::options::{ColourArg, JudgeOptions};
use super::progress::Bar;
use super::trouble::{BadValue, Trouble};
use super::view::Told;
use super::{Exit, ci, environment, output, target};
use crate::facts::role_of;
use crate::model::{Gap, GapKind, Role};
use crate::pipeline::{self, Audit, Outside, Tools};
use crate::report::{self, AuditView, Detail, Format, Style, Target, Templates};
use crate::score::FailOn;
use crate::snapshot;

/// Arguments of `vigie audit`.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// A folder, a bare repository, or a git address (http, https, ssh, file).
    #[arg(default_value = ".")]
    target: OsString,
    /// Audit this branch, tag or commit from the object database, without a checkout.
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    /// text, json, markdown, html or gitlab-codequality; FORMAT=FILE writes a file (repeatable).
    #[arg(long, short, value_name = "FORMAT[=FILE]")]
    format: Vec<FormatArg>,
    /// Write the report that would be printed into this file.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    judge: JudgeOptions,
    /// Colours of the text report.
    #[arg(long, alias = "colour", value_name = "WHEN", default_value = "auto")]
    color: ColourArg,
    /// Tell less.
    #[arg(long, short)]
    quiet: bool,
    /// Print the whole report, with what is kept or not known.
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
}

/// A format, and the file that it is written to.
#[derive(Debug, Clone)]
struct FormatArg {
    format: Format,
    file: Option<PathBuf>,
}

impl FromStr for FormatArg {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        let (name, file) = match text.split_once('=') {
            Some((_, "")) => return Err(BadValue::NoFile),
            Some((name, "-")) => (name, None),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = Format::ALL
            .into_iter()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| {
                let known: Vec<_> = Format::ALL.into_iter().map(Format::as_str).collect();
                BadValue::Format {
                    name: name.to_owned(),
                    known: known.join(", "),
                }
            })?;
        Ok(Self { format, file })
    }
}

pub(super) fn run(args: &AuditArgs) -> Result<Exit, Trouble> {
    let printed = args.printed()?;
    args.check_files()?;
    let _starting = snapshot::start();
    let tools = args.judge.tools(environment::kept())?;
    let templates = args.judge.templates.templates()?;
    let (audit, target) = args.judge_target(&tools)?;
    let folder = Path::new(&args.target);
    // A part with a README of its own is often audited by itself.
    if let Some(top) = snapshot::repository_above(folder).filter(|_| !holds_readme(folder)) {
        output::warn(&Notice::Below(top).told(args.judge.source.lang()));
    }
    tools.portal.trim();
    let generated = args.judge.generated(&tools);
    let told = Told::new(&audit);
    let view = told.view(&tools, &target, generated.as_deref(), args.judge.source.lang());
    args.write(&view, &templates, printed)?;
    let gate = &audit.card.gate;
    if gate.blind && tools.fail_on != FailOn::Never {
        // Where there is nothing there is nothing to judge, and nothing failed; it is said all the same.
        let nothing = |gap: &Gap| matches!(gap.kind, GapKind::EmptyRepository | GapKind::UnbornHead);
        if !audit.gaps.iter().any(nothing) {
            return Err(Trouble::Blind);
        }
        output::warn(&Notice::Nothing.told(args.judge.source.lang()));
    }
    Ok(if gate.passed || tools.fail_on == FailOn::Never {
        Exit::Passed
    } else {
        Exit::Closed
    })
}

impl AuditArgs {
    /// The format for stdout or `--output`: at most one, text when none is named at all.
    fn printed(&self) -> Result<Option<Format>, Trouble> {
        let mut loose = self.format.iter().filter(|format| format.file.is_none());
        match (loose.next(), loose.next()) {
            (Some(_), Some(_)) => Err(Trouble::TwoPrinted),
            (Some(one), None) => Ok(Some(one.format)),
            (None, _) if self.format.is_empty() || self.output.is_some() => Ok(Some(Format::Text)),
            (None, _) => Ok(None),
        }
    }

    /// Two reports in one file would leave the last one only.
    fn check_files(&self) -> Result<(), Trouble> {
        let mut files: Vec<_> = self
            .format
            .iter()
            .filter_map(|format| format.file.as_ref())
            .collect();
        files.extend(&self.output);
        files.sort();
        match files.windows(2).find(|two| two[0] == two[1]) {
            Some(two) => Err(Trouble::SameFile(two[0].clone())),
            None => Ok(()),
        }
    }

    /// The reports of this run that lie in the audited folder, by their paths there: they are no part of the work, and a
    /// second run must not judge what the first one wrote.
    fn own_reports(&self) -> Vec<String> {
        let Ok(root) = Path::new(&self.target).canonicalize() else {
            return Vec::new();
        };
        let files = self.format.iter().filter_map(|format| format.file.as_deref());
        files
            .chain(self.output.as_deref())
            .filter_map(|file| {
                let folder = match file.parent() {
                    Some(folder) if !folder.as_os_str().is_empty() => folder,
                    _ => Path::new("."),
                };
                let place = folder.canonicalize().ok()?.join(file.file_name()?);
                let below = place.strip_prefix(&root).ok()?;
                Some(below.to_str()?.replace('\\', "/"))
            })
            .collect()
    }

    fn judge_target(&self, tools: &Tools) -> Result<(Audit, Target), Trouble> {
        let bar = Bar::new(self.judge.source.lang());
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.judge.jobs())
            .build()?;
        pool.install(|| {
            let mut opened = target::open(
                &self.target,
                self.rev.as_deref(),
                self.judge.offline,
                &tools.limits,
                &bar,
            )?;
            opened.snapshot.leave_out(&self.own_reports());
            let folder = Path::new(&self.target);
            let target = opened.target();
            let outside = Outside {
                forge: ci::forge_facts(folder),
                addresses: target
                    .url
                    .clone()
                    .into_iter()
                    .chain(ci::address(folder))
                    .collect(),
                ..Outside::default()
            };
            let audit = pipeline::audit_member(opened.snapshot.as_ref(), outside, tools, &bar)?;
            Ok((audit, target))
        })
    }

    fn write(
        &self,
        view: &AuditView<'_>,
        templates: &Templates,
        printed: Option<Format>,
    ) -> Result<(), Trouble> {
        for FormatArg { format, file } in &self.format {
            if let Some(file) = file {
                let text = report::render(*format, view, templates, self.style(false))?;
                output::write_file(file, &text)?;
            }
        }
        let Some(format) = printed else { return Ok(()) };
        match &self.output {
            Some(file) => {
                let text = report::render(format, view, templates, self.style(false))?;
                output::write_file(file, &text)
            }
            None => output::print(&report::render(format, view, templates, self.style(true))?),
        }
    }

    fn style(&self, terminal: bool) -> Style {
        Style {
            colour: match self.color {
                ColourArg::Always => true,
                ColourArg::Never => false,
                ColourArg::Auto => terminal && environment::colour(),
            },
            width: if terminal { environment::width() } else { 80 },
            detail: match (self.quiet, self.verbose) {
                (true, _) => Detail::Quiet,
                (_, true) => Detail::Verbose,
                _ => Detail::Normal,
            },
        }
    }
}

/// Whether a folder has a README.
fn holds_readme(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| role_of(&entry.file_name().to_string_lossy()) == Some(Role::Readme))
    })
}
