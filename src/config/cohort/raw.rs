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
use crate::config::{Central, RawWaiver, check_addresses, plain_date};
use crate::model::{Declarations, ForgeFacts, Globs, ProfileId, Thresholds, Waiver};
use crate::rule::FileError;

pub(super) type Checked<T> = Result<T, FileError>;

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
    exclude: Globs,
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
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    #[schemars(with = "Option<Declarations>")]
    declare: Option<Spanned<Declarations>>,
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

/// The text that errors point into.
pub(super) struct Text<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Text<'_> {
    pub(super) fn error(&self, span: &Range<usize>, reason: impl Into<String>) -> FileError {
        FileError::at(self.file, self.text, span, reason)
    }

    pub(super) fn filled(&self, value: &Spanned<String>, key: &str) -> Checked<String> {
        let text = value.get_ref().trim();
        if text.is_empty() {
            return Err(self.error(&value.span(), format!("{key} must not be empty")));
        }
        Ok(text.to_owned())
    }

    fn date(&self, date: Option<&Spanned<Datetime>>, key: &str) -> Checked<Option<Date>> {
        date.map(|date| plain_date(date, key, self.file, self.text))
            .transpose()
    }

    /// Both days; an end before its start is a slip of the pen.
    pub(super) fn days(
        &self,
        start: Option<&Spanned<Datetime>>,
        end: Option<&Spanned<Datetime>>,
        outer: (Option<Date>, Option<Date>),
    ) -> Checked<(Option<Date>, Option<Date>)> {
        let first = self.date(start, "start")?.or(outer.0);
        let last = self.date(end, "end")?.or(outer.1);
        match (first, last, end.or(start)) {
            (Some(first), Some(last), Some(at)) if last < first => {
                Err(self.error(&at.span(), format!("the end {last} is before the start {first}")))
            }
            _ => Ok((first, last)),
        }
    }

    /// Addresses that reports show as links: only those of the web.
    pub(super) fn addresses(&self, all: Option<&[Spanned<String>]>) -> Checked<Option<Vec<String>>> {
        let one = |address: &Spanned<String>| {
            let shown = address.get_ref().trim();
            if shown.starts_with("https://") || shown.starts_with("http://") {
                return Ok(shown.to_owned());
            }
            let reason = "this is not a web address: it must begin with https://";
            Err(self.error(&address.span(), reason))
        };
        all.map(|all| all.iter().map(one).collect()).transpose()
    }

    fn profile(&self, profile: Option<&Spanned<String>>) -> Checked<Option<ProfileId>> {
        profile
            .map(|one| {
                ProfileId::new(one.get_ref()).map_err(|error| self.error(&one.span(), error.to_string()))
            })
            .transpose()
    }

    fn paths(&self, paths: &[Spanned<String>], what: &str) -> Checked<Vec<String>> {
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
                let reason = format!("this is not the full path of a {what}, such as programme/2026");
                Err(self.error(&path.span(), reason))
            })
            .collect()
    }
}

impl RawCohort {
    pub(super) fn validate(self, text: &Text<'_>) -> Checked<CohortFile> {
        if let Err(error) = self.exclude.compile() {
            let at = text.text.find("exclude").unwrap_or(0);
            let at = text.text[at..].find('[').map_or(at, |bracket| at + bracket);
            return Err(text.error(&(at..at), error.to_string()));
        }
        let mut repositories = Vec::new();
        let mut seen = BTreeSet::new();
        for one in self.repository {
            repositories.push(one.get_ref().validate(&one.span(), text, &mut seen)?);
        }
        Ok(CohortFile {
            name: self.name,
            profile: text.profile(self.profile.as_ref())?,
            gitlab: self.gitlab.map(|gitlab| gitlab.validate(text)).transpose()?,
            folder: self
                .folder
                .map(|folder| text.filled(&folder, "folder").map(PathBuf::from))
                .transpose()?,
            exclude: self.exclude,
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
            let reason = "this is not the address of a GitLab: write it as https://gitlab.example.org";
            return Err(text.error(&self.url.span(), reason));
        }
        if holds_credentials(url) {
            return Err(text.error(&self.url.span(), CREDENTIALS));
        }
        Ok(GitLabSource {
            url: url.to_owned(),
            groups: text.paths(&self.groups, "group")?,
            projects: text.paths(&self.projects, "project")?,
            topics: self
                .topics
                .iter()
                .map(|topic| text.filled(topic, "a topic"))
                .collect::<Checked<_>>()?,
        })
    }
}

const CREDENTIALS: &str = "an address must not hold credentials: everyone who reads this file would have them; use VIGIE_GITLAB_TOKEN";

/// A user with a password, or a lone token before the host.
fn holds_credentials(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
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
    fn validate(&self, span: &Range<usize>, text: &Text<'_>, seen: &mut BTreeSet<String>) -> Checked<Listed> {
        let (at, key) = self.place(span, text)?;
        let name = match &at {
            Where::Address(url) | Where::Project(url) => url.trim_end_matches('/'),
            Where::Path(path) => path.to_str().unwrap_or_default().trim_end_matches('/'),
        };
        let name = name.strip_suffix(".git").unwrap_or(name).to_lowercase();
        if !seen.insert(name) {
            return Err(text.error(&key, "this repository is listed twice: make one entry of both"));
        }
        if let (Where::Project(_), Some(forge)) = (&at, &self.forge) {
            let reason = "only the forge itself can say this of a project that it lists: leave it out";
            return Err(text.error(&forge.span(), reason));
        }
        let waivers = self
            .waiver
            .iter()
            .map(|waiver| {
                let waiver = waiver.validate(text.file, text.text)?;
                Ok(Waiver {
                    central: true,
                    ..waiver
                })
            })
            .collect::<Checked<_>>()?;
        let declared = self
            .declare
            .clone()
            .map(|declared| check_addresses(declared, text.file, text.text))
            .transpose()?;
        Ok(Listed {
            at,
            name: self.name.clone(),
            facts: self.forge.as_ref().map(|forge| forge.get_ref().clone()),
            central: Central {
                profile: text.profile(self.profile.as_ref())?,
                waivers,
                declared: declared.unwrap_or_default(),
            },
            line: text.error(span, "").line,
        })
    }

    fn place(&self, span: &Range<usize>, text: &Text<'_>) -> Checked<(Where, Range<usize>)> {
        match (&self.url, &self.path, &self.project) {
            (Some(url), None, None) => {
                let address = text.filled(url, "url")?;
                if holds_credentials(&address) {
                    return Err(text.error(&url.span(), CREDENTIALS));
                }
                if !is_clone_address(&address) {
                    let reason =
                        "this is not a clone address: write it as https://host/path.git or git@host:path.git";
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
                "a repository is named by exactly one of url, path and project",
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
                            text.error(&value.span(), "a percentage is a whole number from 0 to 100")
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
