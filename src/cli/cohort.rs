// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie cohort`: many repositories, one report.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::Args;

use super::interrupt::INTERRUPTED;
use super::options::JudgeOptions;
use super::progress::Bar;
use super::target::{self, Opened};
use super::trouble::Trouble;
use super::view::Told;
use super::{Exit, environment, output};
use crate::forge::{FolderForge, Forge, GitLab, GitLabOptions, Place, Project};
use crate::model::{Known, Lang, Progress, Unknown};
use crate::pipeline::{self, Audit, Failure, Outcome, Tools};
use crate::report::{self, CohortRow, CohortView, Format, RowResult, Style, Target, Templates};
use crate::snapshot::LiteralSnapshot;

/// Arguments of `vigie cohort`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("source").required(true).args(["from", "gitlab"])))]
pub(super) struct CohortArgs {
    /// A folder whose folders are repositories (bare, working, or plain files).
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// The address of a GitLab, such as <https://gitlab.example.org>.
    #[arg(long, value_name = "URL", requires = "group")]
    gitlab: Option<String>,
    /// Full path of a group, with its subgroups (repeatable).
    #[arg(long, value_name = "PATH", requires = "gitlab")]
    group: Vec<String>,
    /// Send the token over plain http to another machine.
    #[arg(long, requires = "gitlab")]
    allow_http: bool,
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
    /// Names of files, by project name.
    ids: BTreeMap<String, String>,
    /// Trouble with writing: told once, at the end.
    trouble: Mutex<Option<Trouble>>,
}

pub(super) fn run(args: &CohortArgs) -> Result<Exit, Trouble> {
    let tools = args.judge.tools()?;
    let projects = args.projects()?;
    let run = Run {
        args,
        templates: args.judge.templates()?,
        lang: args.judge.source.lang(),
        generated: args.judge.generated(&tools),
        ids: pipeline::file_names(projects.iter().map(|project| project.name.as_str())),
        trouble: Mutex::new(None),
        tools,
    };
    output::make_folder(&args.out.join("repositories"))?;
    let bar = Bar::new();
    let rows = pipeline::run(
        &projects,
        args.judge.jobs(),
        &INTERRUPTED,
        &bar,
        |project| run.audit(project),
        |project, outcome| run.keep(project, outcome),
    )?;
    bar.finish();
    run.finish(&rows)
}

impl CohortArgs {
    fn projects(&self) -> Result<Vec<Project>, Trouble> {
        if let Some(folder) = &self.from {
            return Ok(FolderForge::new(folder.clone()).projects()?);
        }
        let url = self.gitlab.clone().unwrap_or_default();
        if self.judge.offline {
            return Err(Trouble::new("--gitlab takes the network and --offline forbids it: use --from"));
        }
        let gitlab = GitLab::new(GitLabOptions {
            url,
            groups: self.group.clone(),
            token: environment::gitlab_token(),
            allow_http: self.allow_http,
        })?;
        Ok(gitlab.projects()?)
    }
}

impl Run<'_> {
    fn audit(&self, project: &Project) -> Result<Audit, String> {
        let silent = crate::model::Silent;
        let opened = self.open(project, &silent).map_err(|trouble| trouble.to_string())?;
        let forge = project
            .facts
            .clone()
            .map_or(Known::No(Unknown::NoForge), Known::Yes);
        let empty = LiteralSnapshot::default();
        let snapshot = opened.as_ref().map_or(&empty as _, |opened| opened.snapshot.as_ref());
        pipeline::audit_repository(snapshot, forge, &self.tools, &silent).map_err(|error| error.to_string())
    }

    fn open(&self, project: &Project, progress: &dyn Progress) -> Result<Option<Opened>, Trouble> {
        let limits = &self.tools.limits;
        match &project.place {
            Place::Local(path) => target::open_local(path, None, limits).map(Some),
            Place::Remote(url) => target::open_remote(url, None, limits, progress).map(Some),
            Place::Empty => Ok(None),
        }
    }

    /// Writes a repository's page and keeps its row.
    fn keep(&self, project: &Project, outcome: &Outcome<Audit>) -> CohortRow {
        let id = self.ids.get(&project.name).cloned().unwrap_or_default();
        let result = match outcome {
            Ok(audit) => match self.write_pages(&id, project, audit) {
                Ok(row) => row,
                Err(trouble) => {
                    let reason = trouble.to_string();
                    if let Ok(mut first) = self.trouble.lock() {
                        first.get_or_insert(trouble);
                    }
                    RowResult::Failed(reason)
                }
            },
            Err(Failure::Failed(reason)) => RowResult::Failed(reason.clone()),
            Err(Failure::Panicked(reason)) => RowResult::Failed(format!("internal error, please report it: {reason}")),
            Err(Failure::Interrupted) => RowResult::Failed("the run was interrupted".to_owned()),
        };
        CohortRow {
            id,
            name: project.name.clone(),
            url: project.url.clone(),
            result,
        }
    }

    fn write_pages(&self, id: &str, project: &Project, audit: &Audit) -> Result<RowResult, Trouble> {
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
        Ok(RowResult::audited(&view))
    }

    fn finish(self, rows: &[CohortRow]) -> Result<Exit, Trouble> {
        if let Some(trouble) = self.trouble.into_inner().ok().flatten() {
            return Err(trouble);
        }
        let view = CohortView {
            rows,
            rules: self.tools.rules.rules(),
            rules_digest: self.tools.rules.digest(),
            generated: self.generated.as_deref(),
            lang: self.lang,
        };
        let out: &Path = &self.args.out;
        output::write_file(&out.join("cohort.json"), &report::cohort_json(&view)?)?;
        output::write_file(&out.join("index.html"), &report::cohort_html(&view, &self.templates)?)?;
        output::print(&report::cohort_text(&view))?;
        Ok(Exit::Passed)
    }
}
