// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie cohort`: many repositories, one report.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::Args;

use super::interrupt::INTERRUPTED;
use super::options::JudgeOptions;
use super::progress::Bar;
use super::sources::{Cohort, SourceOptions};
use super::target::{self, Opened};
use super::trouble::Trouble;
use super::view::Told;
use super::{Exit, output};
use crate::forge::{Place, Project};
use crate::model::{Known, Lang, Progress, Unknown};
use crate::pipeline::{self, Audit, Failure, Outcome, Tools};
use crate::report::{
    self, AuditSummary, CohortOutcome, CohortRow, CohortView, Format, Style, Target, Templates,
};
use crate::snapshot::LiteralSnapshot;

/// Arguments of `vigie cohort`.
#[derive(Debug, Args)]
pub(super) struct CohortArgs {
    #[command(flatten)]
    sources: SourceOptions,
    /// The folder to write into.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    judge: JudgeOptions,
}

/// What every repository of a run shares.
struct Run<'a> {
    args: &'a CohortArgs,
    tools: Tools,
    templates: Templates,
    lang: Lang,
    generated: Option<String>,
    cohort: &'a Cohort,
    /// Names of files, in the order of the projects.
    ids: Vec<String>,
    /// Trouble with writing: told once, at the end.
    trouble: Mutex<Option<Trouble>>,
}

pub(super) fn run(args: &CohortArgs) -> Result<Exit, Trouble> {
    let mut tools = args.judge.tools()?;
    let cohort = args.sources.cohort(args.judge.offline)?;
    if let Some(profile) = &cohort.profile {
        tools.default_profile = profile.clone();
    }
    for note in &cohort.notes {
        super::tell(&Trouble::new(note.clone()));
    }
    let projects = &cohort.projects;
    let run = Run {
        args,
        templates: args.judge.templates()?,
        lang: args.judge.source.lang(),
        generated: args.judge.generated(&tools),
        ids: report::slugs(projects.iter().map(|project| project.name.as_str())),
        cohort: &cohort,
        trouble: Mutex::new(None),
        tools,
    };
    output::make_folder(&args.out.join("repositories"))?;
    let bar = Bar::new();
    let rows = pipeline::run(
        projects,
        args.judge.jobs(),
        &INTERRUPTED,
        &bar,
        |project| run.audit(project),
        |index, outcome| run.keep(index, outcome),
    )?;
    bar.finish();
    run.finish(&rows)
}

impl Run<'_> {
    fn audit(&self, project: &Project) -> Result<Audit, String> {
        let silent = crate::model::Silent;
        if let Some(obstacle) = project.state.obstacle() {
            return Err(obstacle);
        }
        let opened = self
            .open(project, &silent)
            .map_err(|trouble| trouble.to_string())?;
        let forge = project
            .facts
            .clone()
            .map_or(Known::No(Unknown::NoForge), Known::Yes);
        let empty = LiteralSnapshot::default();
        let snapshot = opened
            .as_ref()
            .map_or(&empty as _, |opened| opened.snapshot.as_ref());
        let central = self.cohort.central(project);
        pipeline::audit_member(snapshot, forge, &central, &self.tools, &silent)
            .map_err(|error| error.to_string())
    }

    fn open(&self, project: &Project, progress: &dyn Progress) -> Result<Option<Opened>, Trouble> {
        let limits = &self.tools.limits;
        match &project.place {
            Place::Local(path) => target::open_local(path, None, limits).map(Some),
            Place::Remote(url) => {
                let token = self.cohort.token.as_ref();
                target::open_remote(url, None, token, self.cohort.allow_http, limits, progress).map(Some)
            }
            Place::Empty => Ok(None),
        }
    }

    /// Writes a repository's page and keeps its row.
    fn keep(&self, index: usize, outcome: &Outcome<Audit>) -> CohortRow {
        let (project, id) = (&self.cohort.projects[index], self.ids[index].clone());
        let outcome = match outcome {
            Ok(audit) => match self.write_pages(&id, project, audit) {
                Ok(row) => row,
                Err(trouble) => {
                    let reason = trouble.to_string();
                    if let Ok(mut first) = self.trouble.lock() {
                        first.get_or_insert(trouble);
                    }
                    CohortOutcome::Failed(reason)
                }
            },
            Err(Failure::Failed(reason)) => CohortOutcome::Failed(reason.clone()),
            Err(Failure::Panicked(reason)) => {
                CohortOutcome::Failed(format!("internal error, please report it: {reason}"))
            }
            Err(Failure::Interrupted) => CohortOutcome::Failed("the run was interrupted".to_owned()),
        };
        CohortRow {
            id,
            name: project.name.clone(),
            url: project.url.clone(),
            outcome,
        }
    }

    fn write_pages(&self, id: &str, project: &Project, audit: &Audit) -> Result<CohortOutcome, Trouble> {
        let target = Target {
            name: project.name.clone(),
            url: project.url.clone(),
            commit: audit.commit.as_ref().map(|commit| commit.as_str().to_owned()),
            branch: audit.branch.clone(),
            folder: audit.folder,
        };
        let told = Told::new(audit);
        let view = told.view(&self.tools, &target, self.generated.as_deref(), self.lang);
        let folder = self.args.out.join("repositories");
        for (format, extension) in [(Format::Html, "html"), (Format::Json, "json")] {
            let text = report::render(format, &view, &self.templates, Style::default())?;
            output::write_file(&folder.join(format!("{id}.{extension}")), &text)?;
        }
        Ok(CohortOutcome::Audited(Box::new(AuditSummary::of(&view))))
    }

    fn finish(self, rows: &[CohortRow]) -> Result<Exit, Trouble> {
        if let Some(trouble) = self.trouble.into_inner().ok().flatten() {
            return Err(trouble);
        }
        for note in self.cohort.callouts(rows) {
            super::tell(&Trouble::new(note));
        }
        let view = CohortView {
            rows,
            profile: self.tools.profile.as_ref().unwrap_or(&self.tools.default_profile),
            rules_digest: self.tools.rules.digest(),
            generated: self.generated.as_deref(),
            lang: self.lang,
        };
        let out: &Path = &self.args.out;
        output::write_file(&out.join("cohort.json"), &report::json::cohort(&view)?)?;
        output::write_file(
            &out.join("index.html"),
            &report::html::cohort(&view, &self.templates)?,
        )?;
        output::print(&report::text::cohort(&view))?;
        Ok(Exit::Passed)
    }
}
