// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The cohort file as it is written, and what is valid in it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::programme::{RawPromotion, promotions};
use super::{CohortFile, GitLabSource, Listed, Where};
use crate::config::text::{Checked, Text, no_address};
use crate::config::{Central, RawWaiver};
use crate::model::{Declarations, ForgeFacts, Thresholds, Waiver};
use crate::rule::{Reason, Step};

/// A cohort: where its repositories come from, who made them, and what is said of them centrally.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Vigie: cohort file")]
pub(super) struct RawCohort {
    /// The cohort's name for people.
    #[serde(default)]
    name: Option<String>,
    /// The profile of repositories that choose none, such as `eig`, `codegouv` or `minimal`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    profile: Option<Spanned<String>>,
    /// A GitLab to list.
    #[serde(default)]
    gitlab: Option<RawGitLab>,
    /// A folder whose folders are repositories, from this file's own folder.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    folder: Option<Spanned<String>>,
    /// Globs on names of repositories that are left out, whatever their source.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    exclude: Vec<Spanned<String>>,
    /// Repositories listed one by one, or named to say something of them.
    #[serde(default)]
    #[schemars(with = "Vec<RawRepository>")]
    repository: Vec<Spanned<RawRepository>>,
    /// The programme's promotions.
    #[serde(default)]
    promotion: Vec<RawPromotion>,
    /// What the cohort is held to.
    #[serde(default)]
    thresholds: RawThresholds,
}

/// The part of a GitLab that belongs to the cohort. Without groups, projects and topics: all of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table such as { url = \"https://gitlab.example.org\" }"
)]
struct RawGitLab {
    /// The address of the instance, such as `https://gitlab.example.org`.
    #[schemars(with = "String")]
    url: Spanned<String>,
    /// Full paths of groups, with their subgroups.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    groups: Vec<Spanned<String>>,
    /// Full paths of projects.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    projects: Vec<Spanned<String>>,
    /// Topics: a project of the groups, or of the instance, needs one of them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    topics: Vec<Spanned<String>>,
}

/// A repository, named by exactly one of `url`, `path` and `project`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table with one of url, path and project"
)]
struct RawRepository {
    /// An address to clone from, on any forge, without credentials.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    url: Option<Spanned<String>>,
    /// A folder or bare repository, from this file's own folder.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    path: Option<Spanned<String>>,
    /// The name or address of a repository that another source lists, to say something of it.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    project: Option<Spanned<String>>,
    /// The name for people. Default: the end of the address or path.
    #[serde(default)]
    name: Option<String>,
    /// The profile to judge it by; it outweighs the repository's own.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    profile: Option<Spanned<String>>,
    /// What the forge would say, for a repository that no GitLab lists.
    #[serde(default)]
    #[schemars(with = "Option<ForgeFacts>")]
    forge: Option<Spanned<ForgeFacts>>,
    /// Faults that the programme lives with for a while; they always show in reports.
    #[serde(default)]
    waiver: Vec<RawWaiver>,
    /// What no machine can guess; the repository's own `.vigie.toml` outweighs it.
    #[serde(default)]
    declare: Option<Declarations>,
}

/// What the cohort is held to: percentages from 0 to 100.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct RawThresholds {
    /// A repository with a lower score is called out.
    #[schemars(with = "Option<u8>", range(min = 0, max = 100))]
    least_score: Option<Spanned<u64>>,
    /// A cohort with a lower share of publishable repositories is called out.
    #[schemars(with = "Option<u8>", range(min = 0, max = 100))]
    least_publishable: Option<Spanned<u64>>,
}

impl Text<'_> {
    /// Both days; an end before its start is a slip of the pen.
    pub(super) fn days(
        &self,
        start: Option<&Spanned<Datetime>>,
        end: Option<&Spanned<Datetime>>,
        outer: (Option<Date>, Option<Date>),
    ) -> Checked<(Option<Date>, Option<Date>)> {
        let day = |date: Option<&Spanned<Datetime>>, key| date.map(|date| self.date(date, key)).transpose();
        let first = day(start, "start")?.or(outer.0);
        let last = day(end, "end")?.or(outer.1);
        match (first, last, end.or(start)) {
            (Some(first), Some(last), Some(at)) if last < first => {
                let reason = Reason::said(
                    format!("la fin {last} est avant le début {first}"),
                    format!("the end {last} is before the start {first}"),
                );
                Err(self.error(&at.span(), reason))
            }
            _ => Ok((first, last)),
        }
    }

    /// Addresses that reports show as links: only those of the web.
    pub(super) fn addresses(&self, all: Option<&[Spanned<String>]>) -> Checked<Option<Vec<String>>> {
        let one = |address: &Spanned<String>| {
            let shown = address.get_ref().trim();
            match no_address(shown) {
                None => Ok(shown.to_owned()),
                Some(reason) => Err(self.error(&address.span(), reason)),
            }
        };
        all.map(|all| all.iter().map(one).collect()).transpose()
    }

    fn paths(&self, paths: &[Spanned<String>], [fr, en]: [&str; 2]) -> Checked<Vec<String>> {
        paths
            .iter()
            .map(|path| {
                let text = path.get_ref().trim();
                let sound = !text.is_empty()
                    && text
                        .split('/')
                        .all(|part| !part.is_empty() && part != "." && part != "..")
                    && !text.contains(|c: char| c.is_control() || c.is_whitespace() || "?#%".contains(c));
                if sound {
                    return Ok(text.to_owned());
                }
                let reason = Reason::said(
                    format!("ce n'est pas le chemin complet d'un {fr}, comme programme/2026"),
                    format!("this is not the full path of a {en}, such as programme/2026"),
                );
                Err(self.error(&path.span(), reason))
            })
            .collect()
    }
}

impl RawCohort {
    pub(super) fn validate(self, text: &Text<'_>) -> Checked<CohortFile> {
        let mut repositories = Vec::new();
        let mut seen = BTreeSet::new();
        for (at, one) in self.repository.iter().enumerate() {
            repositories.push(one.get_ref().validate(at, &one.span(), text, &mut seen)?);
        }
        Ok(CohortFile {
            name: self.name,
            profile: text.profile(self.profile.as_ref())?,
            gitlab: self.gitlab.map(|gitlab| gitlab.validate(text)).transpose()?,
            folder: self
                .folder
                .map(|folder| text.filled(&folder, "folder").map(PathBuf::from))
                .transpose()?,
            exclude: text.globs(&self.exclude)?,
            repositories,
            promotions: promotions(&self.promotion, text)?,
            thresholds: self.thresholds.validate(text)?,
        })
    }
}

impl RawGitLab {
    fn validate(self, text: &Text<'_>) -> Checked<GitLabSource> {
        let url = self.url.get_ref().trim();
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            let reason = Reason::said(
                "ce n'est pas l'adresse d'un GitLab : écrivez-la comme https://gitlab.exemple.fr",
                "this is not the address of a GitLab: write it as https://gitlab.example.org",
            );
            return Err(text.error(&self.url.span(), reason));
        }
        if holds_credentials(url) {
            return Err(text.error(&self.url.span(), credentials()));
        }
        Ok(GitLabSource {
            url: url.to_owned(),
            groups: text.paths(&self.groups, ["groupe", "group"])?,
            projects: text.paths(&self.projects, ["projet", "project"])?,
            topics: self
                .topics
                .iter()
                .map(|topic| text.filled(topic, "topics"))
                .collect::<Checked<_>>()?,
        })
    }
}

fn credentials() -> Reason {
    Reason::said(
        "une adresse ne doit pas contenir d'identifiants : tous les lecteurs de ce fichier les auraient ; utilisez VIGIE_GITLAB_TOKEN",
        "an address must not hold credentials: everyone who reads this file would have them; use VIGIE_GITLAB_TOKEN",
    )
}

/// How tokens of GitLab and GitHub begin.
const TOKENS: [&str; 10] = [
    "glpat-",
    "gldt-",
    "glft-",
    "glcbt-",
    "glptt-",
    "gloas-",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
];

/// A user with a password, a lone token before the host, or something after the path, where tokens are put too.
fn holds_credentials(url: &str) -> bool {
    let is_token = |user: &str| TOKENS.iter().any(|start| user.starts_with(start));
    let Some((scheme, rest)) = url.split_once("://") else {
        return is_token(url);
    };
    if rest.contains(['?', '#']) || is_token(rest) {
        return true;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once('@') {
        Some((user, _)) => user.contains(':') || scheme.starts_with("http"),
        // A password with a slash in it.
        None => scheme.starts_with("http") && rest.contains('@') && authority.contains(':'),
    }
}

/// What the mirror can fetch: the web, ssh, and the short form of ssh.
fn is_clone_address(url: &str) -> bool {
    if url.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return false;
    }
    let host_of = |rest: &str| rest.split('/').next().is_some_and(|host| !host.is_empty());
    match url.split_once("://") {
        Some(("http" | "https" | "ssh" | "git+ssh" | "ssh+git", rest)) => host_of(rest),
        Some(_) => false,
        None => url.split_once(':').is_some_and(|(host, path)| {
            let name = host.rsplit_once('@').map_or(host, |(_, name)| name);
            let sound = |text: &str| !text.is_empty() && !text.starts_with(['-', ':']);
            host.contains('@') && !host.contains('/') && sound(host) && sound(name) && sound(path)
        }),
    }
}

impl RawRepository {
    fn validate(
        &self,
        index: usize,
        span: &Range<usize>,
        text: &Text<'_>,
        seen: &mut BTreeSet<String>,
    ) -> Checked<Listed> {
        let (at, key) = self.place(span, text)?;
        let name = match &at {
            Where::Address(url) | Where::Project(url) => url.trim_end_matches('/'),
            Where::Path(path) => path.to_str().unwrap_or_default().trim_end_matches('/'),
        };
        let name = name.strip_suffix(".git").unwrap_or(name).to_lowercase();
        if !seen.insert(name) {
            let reason = Reason::said(
                "ce dépôt est donné deux fois : n'en faites qu'une entrée",
                "this repository is listed twice: make one entry of both",
            );
            return Err(text.error(&key, reason));
        }
        if let (Where::Project(_), Some(forge)) = (&at, &self.forge) {
            let reason = Reason::said(
                "seule la forge peut dire cela d'un projet qu'elle liste : retirez-le",
                "only the forge itself can say this of a project that it lists: leave it out",
            );
            return Err(text.error(&forge.span(), reason));
        }
        let waivers = self
            .waiver
            .iter()
            .map(|waiver| {
                let waiver = waiver.validate(text)?;
                Ok(Waiver {
                    central: true,
                    ..waiver
                })
            })
            .collect::<Checked<_>>()?;
        let way = [Step::Key("repository"), Step::Item(index), Step::Key("declare")];
        Ok(Listed {
            at,
            name: self.name.clone(),
            facts: self.forge.as_ref().map(|forge| forge.get_ref().clone()),
            central: Central {
                profile: text.profile(self.profile.as_ref())?,
                waivers,
                declared: text.declarations(self.declare.as_ref(), &way)?,
            },
            line: text.error(span, Reason::Reader(String::new())).line,
        })
    }

    fn place(&self, span: &Range<usize>, text: &Text<'_>) -> Checked<(Where, Range<usize>)> {
        match (&self.url, &self.path, &self.project) {
            (Some(url), None, None) => {
                let address = text.filled(url, "url")?;
                if holds_credentials(&address) {
                    return Err(text.error(&url.span(), credentials()));
                }
                if !is_clone_address(&address) {
                    let reason = Reason::said(
                        "ce n'est pas une adresse de clonage : écrivez-la comme https://hôte/chemin.git ou git@hôte:chemin.git",
                        "this is not a clone address: write it as https://host/path.git or git@host:path.git",
                    );
                    return Err(text.error(&url.span(), reason));
                }
                Ok((Where::Address(address), url.span()))
            }
            (None, Some(path), None) => {
                let folder = PathBuf::from(text.filled(path, "path")?);
                Ok((Where::Path(folder), path.span()))
            }
            (None, None, Some(project)) => {
                Ok((Where::Project(text.filled(project, "project")?), project.span()))
            }
            _ => Err(text.error(
                span,
                Reason::said(
                    "un dépôt est désigné par une seule des clés url, path et project",
                    "a repository is named by exactly one of url, path and project",
                ),
            )),
        }
    }
}

impl RawThresholds {
    fn validate(&self, text: &Text<'_>) -> Checked<Thresholds> {
        let percent = |value: Option<&Spanned<u64>>| {
            value
                .map(|value| {
                    u8::try_from(*value.get_ref())
                        .ok()
                        .filter(|percent| *percent <= 100)
                        .ok_or_else(|| {
                            let reason = Reason::said(
                                "un pourcentage est un nombre entier de 0 à 100",
                                "a percentage is a whole number from 0 to 100",
                            );
                            text.error(&value.span(), reason)
                        })
                })
                .transpose()
        };
        Ok(Thresholds {
            least_score: percent(self.least_score.as_ref())?,
            least_publishable: percent(self.least_publishable.as_ref())?,
        })
    }
}

/// The JSON Schema of cohort files, for editors.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(RawCohort)
}
