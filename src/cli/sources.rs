// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where a cohort's repositories come from: a folder, a list, a GitLab, or a cohort file with all of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::environment::{self, Credential};
use super::notice::{Notice, Teller};
use super::target;
use super::trouble::{CohortTrouble, Trouble};
use crate::config::{self, Central, Chosen, CohortFile, GitLabSource, Listed, Where};
use crate::forge::{FolderForge, Forge, GitLab, GitLabOptions, Place, Project, State};
use crate::mirror::{HostToken, shown_url};
use crate::model::{Challenge, Globs, Lang, Progress, Promotion, Thresholds, same_repository};
use crate::snapshot;

/// Names of the file that may lie in a folder of repositories and say something of them.
const NOTES: [&str; 2] = ["cohort.toml", "projects.toml"];

/// The sources of a cohort.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("source").required(true).args(["from", "cohort", "gitlab"])))]
pub(super) struct SourceOptions {
    /// A folder whose folders are repositories (bare, working, or plain files), or a TOML list of addresses.
    #[arg(long, value_name = "FOLDER|FILE")]
    from: Option<PathBuf>,
    /// A cohort file: sources, promotions, central waivers and declarations.
    #[arg(long, value_name = "FILE")]
    cohort: Option<PathBuf>,
    /// The address of a GitLab, such as <https://gitlab.example.org>; the whole instance, unless --group, --project or
    /// --topic narrow it.
    #[arg(long, value_name = "URL")]
    gitlab: Option<String>,
    /// Full path of a group, with its subgroups (repeatable).
    #[arg(long, value_name = "PATH")]
    group: Vec<String>,
    /// Full path of a project (repeatable).
    #[arg(long, value_name = "PATH")]
    project: Vec<String>,
    /// Only projects with this topic (repeatable: one of them is enough).
    #[arg(long, value_name = "NAME")]
    topic: Vec<String>,
    /// Leave out repositories whose name matches a glob (repeatable).
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// A file that holds the GitLab token [default: the environment's `VIGIE_GITLAB_TOKEN`].
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Send the token over plain http to another machine.
    #[arg(long)]
    allow_http: bool,
}

/// The repositories of a run, and what is known of them before any is cloned.
#[derive(Debug, Default)]
pub(super) struct Cohort {
    /// Its name for people.
    pub(super) name: Option<String>,
    /// Every repository, sorted by name.
    pub(super) projects: Vec<Project>,
    /// What opens private repositories, and the host that it belongs to.
    pub(super) token: Option<HostToken>,
    /// Whether the token may go over plain http to another machine.
    pub(super) allow_http: bool,
    /// The profile of repositories that choose none.
    pub(super) profile: Option<Chosen>,
    /// Promotions and challenges.
    pub(super) promotions: Vec<Promotion>,
    /// What the cohort is held to.
    pub(super) thresholds: Thresholds,
    /// Sentences to tell before the work begins.
    pub(super) notes: Vec<Notice>,
    /// The GitLab that lists them, to be asked for more of those that are audited.
    pub(super) gitlab: Option<GitLab>,
    /// What is said centrally, by the projects' keys.
    central: BTreeMap<String, Central>,
}

impl Cohort {
    /// A notice for each central waiver of a rule that does not exist.
    pub(super) fn idle_waivers(&self, is_rule: impl Fn(&str) -> bool) -> Vec<Notice> {
        let mut notices = Vec::new();
        for project in &self.projects {
            let central = self.central.get(&project.key);
            for waiver in central.iter().flat_map(|central| &central.waivers) {
                if !is_rule(waiver.rule.as_str()) {
                    notices.push(Notice::IdleWaiver {
                        rule: waiver.rule.to_string(),
                        repository: project.name.clone(),
                    });
                }
            }
        }
        notices
    }

    /// What the cohort file says of a project: in its own entry, or by the challenge that it belongs to.
    pub(super) fn central(&self, project: &Project) -> Central {
        let mut central = self.central.get(&project.key).cloned().unwrap_or_default();
        let Some(challenge) = self.challenge(project) else {
            return central;
        };
        let declared = &mut central.declared;
        if declared.administration.is_none() {
            declared.administration.clone_from(&challenge.administration);
        }
        declared.opened = challenge.impact.datasets.clone().unwrap_or_default();
        central
    }

    /// Leaves out the folder that the results are written into: it is no repository, and a second run must not audit what
    /// the first one wrote.
    pub(super) fn leave_out_results(&mut self, out: &Path) -> Result<(), Trouble> {
        let Some(out) = resolved(out) else { return Ok(()) };
        let place = |project: &Project| match &project.place {
            Place::Local(path) => path.canonicalize().ok(),
            Place::Remote(_) | Place::Empty => None,
        };
        self.projects
            .retain(|project| place(project).is_none_or(|place| place != out));
        let holds = |folder: &Path| folder.canonicalize().is_ok_and(|folder| folder == out);
        // A link to a repository lies where the link lies, too.
        let below = |project: &Project| match &project.place {
            Place::Local(path) => {
                path.parent().is_some_and(holds)
                    || place(project).is_some_and(|place| place.parent() == Some(&out))
            }
            Place::Remote(_) | Place::Empty => false,
        };
        if self.projects.iter().any(below) {
            return Err(CohortTrouble::ResultsAmong(out).into());
        }
        if self.projects.is_empty() {
            return Err(CohortTrouble::NoRepository.into());
        }
        Ok(())
    }

    /// The first challenge that names the project.
    fn challenge(&self, project: &Project) -> Option<&Challenge> {
        let challenges = self.promotions.iter().flat_map(|promotion| &promotion.challenges);
        challenges
            .into_iter()
            .find(|one| one.repositories.iter().any(|name| is_called(project, name)))
    }
}

/// A cohort file, and the folder that its paths start from.
struct Origin {
    shown: String,
    folder: PathBuf,
    file: CohortFile,
}

impl Origin {
    fn read(path: &Path) -> Result<Self, Trouble> {
        let shown = path.display().to_string();
        let text = config::text_file("cohort file", path)?;
        Ok(Self {
            file: CohortFile::parse(&shown, &text)?,
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            shown,
        })
    }
}

impl SourceOptions {
    /// Lists the repositories.
    pub(super) fn cohort(
        &self,
        offline: bool,
        lang: Lang,
        progress: &dyn Progress,
    ) -> Result<Cohort, Trouble> {
        let narrowed = [&self.group, &self.project, &self.topic];
        if self.gitlab.is_none() && narrowed.iter().any(|part| !part.is_empty()) {
            return Err(CohortTrouble::PartsOfGitLab.into());
        }
        let mut cohort = Cohort {
            allow_http: self.allow_http,
            ..Cohort::default()
        };
        let (origin, folder) = self.origin()?;
        if let Some(folder) = folder {
            if snapshot::is_repository(&folder) {
                cohort.notes.push(Notice::OneRepository(folder.clone()));
            }
            cohort.projects = FolderForge::new(folder).projects(progress)?;
        }
        let source = self.gitlab(origin.as_ref().map(|origin| &origin.file));
        if let Some(source) = source {
            if offline {
                return Err(CohortTrouble::GitLabOffline.into());
            }
            self.list(source, lang, &mut cohort, progress)?;
        }
        let mut exclude = self.exclude.clone();
        if let Some(origin) = origin {
            exclude.extend(origin.file.exclude.sources().iter().cloned());
            cohort.add(origin)?;
        }
        cohort.leave_out(exclude)?;
        if offline
            && cohort
                .projects
                .iter()
                .any(|one| matches!(one.place, Place::Remote(_)))
        {
            return Err(CohortTrouble::ListOffline.into());
        }
        cohort
            .projects
            .sort_by(|a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
        cohort.part_keys();
        cohort.check_challenges();
        if cohort.token.is_none() {
            cohort.token = self.listed_token()?;
        }
        Ok(cohort)
    }

    /// The token for addresses of a list, where the environment says which GitLab it opens.
    fn listed_token(&self) -> Result<Option<HostToken>, Trouble> {
        let Some(url) = environment::gitlab_address() else {
            return Ok(None);
        };
        let credential = environment::gitlab_token(self.token_file.as_deref(), Some(&url))?;
        Ok(target::host_token(Some(&url), credential.as_ref()))
    }

    /// The cohort file and the folder of repositories, whichever are given.
    fn origin(&self) -> Result<(Option<Origin>, Option<PathBuf>), Trouble> {
        if let Some(folder) = self.from.as_ref().filter(|from| !is_list(from)) {
            let mut found = NOTES
                .iter()
                .map(|name| folder.join(name))
                .filter(|file| file.is_file());
            let (first, second) = (found.next(), found.next());
            if second.is_some() {
                return Err(CohortTrouble::TwoNotes(folder.clone()).into());
            }
            let origin = first.map(|file| Origin::read(&file)).transpose()?;
            let elsewhere = |file: &CohortFile| file.gitlab.is_some() || file.folder.is_some();
            if let Some(origin) = origin.as_ref().filter(|origin| elsewhere(&origin.file)) {
                return Err(CohortTrouble::OtherSources(origin.shown.clone()).into());
            }
            return Ok((origin, Some(folder.clone())));
        }
        let origin = self
            .cohort
            .as_ref()
            .or(self.from.as_ref())
            .map(|file| Origin::read(file))
            .transpose()?;
        let folder = origin
            .as_ref()
            .and_then(|origin| Some(origin.folder.join(origin.file.folder.as_ref()?)));
        Ok((origin, folder))
    }

    /// The part of a GitLab that options or the file name.
    fn gitlab(&self, file: Option<&CohortFile>) -> Option<GitLabSource> {
        match &self.gitlab {
            Some(url) => Some(GitLabSource {
                url: url.clone(),
                groups: self.group.clone(),
                projects: self.project.clone(),
                topics: self.topic.clone(),
            }),
            None => file?.gitlab.clone(),
        }
    }

    fn list(
        &self,
        source: GitLabSource,
        lang: Lang,
        cohort: &mut Cohort,
        progress: &dyn Progress,
    ) -> Result<(), Trouble> {
        let credential = environment::gitlab_token(self.token_file.as_deref(), Some(&source.url))?;
        cohort.token = target::host_token(Some(&source.url), credential.as_ref());
        let gitlab = GitLab::new(GitLabOptions {
            url: source.url,
            groups: source.groups,
            projects: source.projects,
            topics: source.topics,
            job: credential.as_ref().is_some_and(|credential| credential.job),
            token: credential.map(|Credential { token, .. }| token),
            allow_http: self.allow_http,
            more: true,
            waits: Some(Arc::new(Teller(lang))),
            ..GitLabOptions::default()
        })?;
        for project in gitlab.projects(progress)? {
            if let Some(old) = &project.moved_from {
                cohort
                    .notes
                    .push(Notice::Moved(old.clone(), project.name.clone()));
            }
            cohort.projects.push(project);
        }
        cohort.gitlab = Some(gitlab);
        Ok(())
    }
}

impl Cohort {
    /// Adds what a cohort file lists and says.
    fn add(&mut self, origin: Origin) -> Result<(), Trouble> {
        let Origin { shown, folder, file } = origin;
        self.name = file.name;
        self.profile = file.profile;
        self.promotions = file.promotions;
        self.thresholds = file.thresholds;
        for listed in file.repositories {
            let Some(index) = self.place(&listed, &folder) else {
                if let Where::Project(name) = &listed.at {
                    self.notes.push(Notice::Unheard {
                        at: format!("{shown}:{}", listed.line),
                        name: name.clone(),
                    });
                }
                continue;
            };
            let project = &mut self.projects[index];
            if let Some(name) = listed.name {
                let old = std::mem::replace(&mut project.name, name);
                project.moved_from.get_or_insert(old);
            }
            project.facts = listed.facts.or_else(|| project.facts.take());
            let says_archived = project
                .facts
                .as_ref()
                .is_some_and(|facts| facts.archived == Some(true));
            if says_archived && project.state == State::Active {
                project.state = State::Archived;
            }
            if self.central.insert(project.key.clone(), listed.central).is_some() {
                return Err(CohortTrouble::SpokenTwice {
                    file: shown,
                    line: listed.line,
                    name: project.name.clone(),
                }
                .into());
            }
        }
        Ok(())
    }

    /// Where the repository of an entry stands in the list, where it is put if nobody else listed it.
    fn place(&mut self, listed: &Listed, folder: &Path) -> Option<usize> {
        if let Some(index) = self.find(listed, folder) {
            return Some(index);
        }
        self.projects.push(listed_project(listed, folder)?);
        Some(self.projects.len() - 1)
    }

    fn find(&self, listed: &Listed, folder: &Path) -> Option<usize> {
        self.projects.iter().position(|project| match &listed.at {
            Where::Path(path) => {
                let wanted = folder.join(path);
                let same = |own: &Path| own.canonicalize().ok() == wanted.canonicalize().ok();
                matches!(&project.place, Place::Local(own) if *own == wanted || (own.exists() && same(own)))
            }
            Where::Address(name) | Where::Project(name) => is_called(project, name),
        })
    }

    fn leave_out(&mut self, patterns: Vec<String>) -> Result<(), Trouble> {
        for pattern in patterns {
            let globs = Globs::new(vec![pattern.clone()])?;
            globs.compile()?;
            let before = self.projects.len();
            let named = |project: &Project| {
                globs.matches(&project.name)
                    || project.moved_from.as_ref().is_some_and(|old| globs.matches(old))
            };
            self.projects.retain(|project| !named(project));
            if self.projects.len() == before {
                self.notes.push(Notice::IdleExclude(pattern.clone()));
            }
        }
        if self.projects.is_empty() {
            return Err(CohortTrouble::NoRepository.into());
        }
        Ok(())
    }

    /// Two repositories of this machine may bear one name; no two may have one key. The projects are in their order.
    fn part_keys(&mut self) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for project in &mut self.projects {
            let times = seen.entry(project.key.clone()).or_default();
            *times += 1;
            if *times > 1 {
                project.key = format!("{} ({times})", project.key);
            }
        }
    }

    /// Names the repositories of challenges as they are called today, each once. One that the sources do not hold would
    /// otherwise be lost in silence.
    fn check_challenges(&mut self) {
        let challenges = self
            .promotions
            .iter_mut()
            .flat_map(|promotion| &mut promotion.challenges);
        for challenge in challenges {
            let mut names: Vec<String> = Vec::new();
            for repository in std::mem::take(&mut challenge.repositories) {
                let found = self
                    .projects
                    .iter()
                    .find(|project| is_called(project, &repository));
                if found.is_none() {
                    self.notes.push(Notice::Unfound {
                        repository: repository.clone(),
                        challenge: challenge.name.clone(),
                    });
                }
                let name = found.map_or(repository, |project| project.name.clone());
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            challenge.repositories = names;
        }
    }
}

/// A path as the system knows it, which may not exist yet.
fn resolved(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    let (there, rest) = whole.ancestors().find_map(|above| {
        let rest = whole.strip_prefix(above).ok()?;
        Some((above.canonicalize().ok()?, rest))
    })?;
    Some(if rest.as_os_str().is_empty() {
        there
    } else {
        there.join(rest)
    })
}

/// Whether a path of `--from` is a file to read; a missing `.toml` is told as such.
fn is_list(path: &Path) -> bool {
    let toml = path.extension().is_some_and(|extension| extension == "toml");
    path.is_file() || (toml && !path.is_dir())
}

/// Whether a text names the project: by its path, its earlier path, its page or its clone address.
fn is_called(project: &Project, text: &str) -> bool {
    let address = match &project.place {
        Place::Remote(address) => Some(address.as_str()),
        Place::Local(_) | Place::Empty => None,
    };
    same_repository(text, &project.name, project.url.as_deref())
        || address.is_some_and(|address| same_repository(text, address, None))
        || project
            .moved_from
            .as_ref()
            .is_some_and(|old| same_repository(text, old, None))
}

/// A repository that no other source knows.
fn listed_project(listed: &Listed, folder: &Path) -> Option<Project> {
    match &listed.at {
        Where::Address(address) => {
            let shown = shown_url(address);
            let path = match shown.split_once("://") {
                Some((_, rest)) => rest.split_once('/').map_or(rest, |(_, path)| path),
                None => shown.rsplit_once(':').map_or(shown.as_str(), |(_, path)| path),
            };
            let path = path.trim_matches('/');
            let name = path.strip_suffix(".git").unwrap_or(path).to_owned();
            let page = shown.trim_end_matches('/').trim_end_matches(".git").to_owned();
            Some(Project {
                url: address.starts_with("http").then_some(page),
                ..Project::new(name, Place::Remote(address.clone()))
            })
        }
        Where::Path(path) => {
            let name = path.to_string_lossy().trim_end_matches('/').to_owned();
            Some(Project::new(name, Place::Local(folder.join(path))))
        }
        Where::Project(_) => None,
    }
}
