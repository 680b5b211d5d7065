// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What GitLab says of a project, and what it means for an audit.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::pages;
use crate::forge::{Place, Project, State};
use crate::model::ForgeFacts;

/// A project of a listing. Everything but the number and the path is optional: versions, tiers and
/// rights differ. Anonymous callers get neither `archived` nor `empty_repo`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ProjectRow {
    pub(super) id: u64,
    pub(super) path_with_namespace: String,
    #[serde(default, deserialize_with = "lenient")]
    http_url_to_repo: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    web_url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    topics: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) visibility: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    default_branch: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    archived: Option<bool>,
    /// The answer to a question of its own, where the listing does not tell.
    #[serde(skip)]
    asked_archived: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    empty_repo: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    issues_enabled: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    repository_access_level: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    import_status: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    marked_for_deletion_on: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    marked_for_deletion_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    star_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    forks_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    created_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    last_activity_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) namespace: Option<Namespace>,
    #[serde(default, deserialize_with = "lenient")]
    forked_from_project: Option<Parent>,
    #[serde(default, deserialize_with = "lenient")]
    license: Option<Licence>,
}

/// Reads a field that may be of another type than documented: it is then not told. One odd field of one project
/// must not end the listing of all.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(T::deserialize(value).ok())
}

/// The group or person that a project belongs to.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Namespace {
    #[serde(default, deserialize_with = "lenient")]
    pub(super) id: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    kind: Option<String>,
}

impl Namespace {
    pub(super) fn is_group(&self) -> bool {
        self.kind.as_deref() == Some("group")
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Parent {
    #[serde(default, deserialize_with = "lenient")]
    path_with_namespace: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Licence {
    #[serde(default, deserialize_with = "lenient")]
    key: Option<String>,
}

impl pages::Row for ProjectRow {
    fn id(&self) -> u64 {
        self.id
    }
}

impl ProjectRow {
    /// Whether the project bears one of these topics; upper and lower case are the same to GitLab.
    pub(super) fn bears(&self, topics: &[String]) -> bool {
        let own = self.topics.as_deref().unwrap_or_default();
        topics.iter().any(|wanted| {
            own.iter()
                .any(|topic| topic.to_lowercase() == wanted.to_lowercase())
        })
    }

    /// Whether the listing says if the project is archived.
    pub(super) fn tells_archived(&self) -> bool {
        self.archived.is_some()
    }

    /// Takes the answer to the question whether the project is archived, where the listing does not tell.
    pub(super) fn learn_archived(&mut self, archived: bool) {
        self.asked_archived = Some(archived);
    }

    fn is_archived(&self) -> Option<bool> {
        self.archived.or(self.asked_archived)
    }

    fn state(&self) -> State {
        let level = self.repository_access_level.as_deref();
        let deleted = self
            .marked_for_deletion_on
            .as_ref()
            .or(self.marked_for_deletion_at.as_ref());
        match self.import_status.as_deref() {
            _ if deleted.is_some() => State::Deleting(deleted.cloned()),
            Some("scheduled" | "started") => State::Importing,
            Some("failed") if self.empty_repo == Some(true) => State::ImportFailed,
            _ if level == Some("disabled") => State::Disabled,
            _ if self.is_archived() == Some(true) => State::Archived,
            _ => State::Active,
        }
    }

    /// The licence that GitLab recognised, when the project was asked for by itself.
    pub(super) fn licence(self) -> Option<String> {
        self.license?.key
    }

    /// `base` is the address of the instance, `host` its name in keys, `maintainers` how many people may administer
    /// the project.
    pub(super) fn into_project(self, base: &str, host: &str, maintainers: Option<u64>) -> Project {
        let (state, archived) = (self.state(), self.is_archived());
        let web = |address: &String| address.starts_with("https://") || address.starts_with("http://");
        let address = self
            .http_url_to_repo
            .filter(web)
            .unwrap_or_else(|| format!("{base}{}.git", self.path_with_namespace));
        let closed = self.repository_access_level.as_deref() == Some("private");
        // An anonymous caller is not told of the parent, nor of `archived`.
        let told_in_full = self.archived.is_some();
        Project {
            key: format!("{host}#{}", self.id),
            place: if self.empty_repo == Some(true) {
                Place::Empty
            } else {
                Place::Remote(address)
            },
            url: self.web_url.filter(web),
            state,
            moved_from: None,
            closed,
            facts: Some(ForgeFacts {
                name: self.path_with_namespace.rsplit('/').next().map(str::to_owned),
                account: self
                    .path_with_namespace
                    .split_once('/')
                    .map(|(root, _)| format!("{base}{root}")),
                // A GitLab marks no project as a template, and tells of no subscribers.
                template: Some(false),
                subscribers: Some(0),
                // GitLab gives null for an empty description.
                description: Some(self.description.unwrap_or_default()),
                topics: self.topics.map(|mut topics| {
                    topics.sort();
                    topics
                }),
                visibility: self.visibility,
                archived,
                fork: (told_in_full || self.forked_from_project.is_some())
                    .then_some(self.forked_from_project.is_some()),
                fork_of: self
                    .forked_from_project
                    .and_then(|parent| parent.path_with_namespace),
                issues: self.issues_enabled,
                in_group: self
                    .namespace
                    .and_then(|namespace| namespace.kind)
                    .map(|kind| kind == "group"),
                default_branch: self.default_branch,
                maintainers,
                stars: self.star_count,
                forks: self.forks_count,
                created: self.created_at,
                last_activity: self.last_activity_at,
                licence: self.license.and_then(|licence| licence.key),
                release_notes: None,
            }),
            name: self.path_with_namespace,
        }
    }
}

/// Reads one page of a listing as it would be for an anonymous caller of `https://gitlab.example.org`.
///
/// # Errors
/// When it is not JSON, or a project lacks its number or path.
pub fn read_projects(page: &[u8]) -> Result<Vec<Project>, serde_json::Error> {
    let rows: Vec<ProjectRow> = serde_json::from_slice(page)?;
    let host = "gitlab.example.org";
    Ok(rows
        .into_iter()
        .map(|row| row.into_project(&format!("https://{host}/"), host, None))
        .collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ProjectRow;
    use crate::forge::{Place, State};

    fn row(more: &str) -> ProjectRow {
        serde_json::from_str(&format!("{{\"id\":7,\"path_with_namespace\":\"eig/a\"{more}}}")).unwrap()
    }

    #[test]
    fn states_follow_what_gitlab_says() {
        let day = || State::Deleting(Some("2026-12-01".to_owned()));
        let cases = [
            ("", State::Active),
            (",\"archived\":true", State::Archived),
            (",\"archived\":null", State::Active),
            (
                ",\"import_status\":\"finished\",\"archived\":false",
                State::Active,
            ),
            (",\"import_status\":\"started\"", State::Importing),
            (
                ",\"import_status\":\"failed\",\"empty_repo\":true",
                State::ImportFailed,
            ),
            (
                ",\"import_status\":\"failed\",\"empty_repo\":false",
                State::Active,
            ),
            (
                ",\"repository_access_level\":\"disabled\",\"archived\":true",
                State::Disabled,
            ),
            (",\"repository_access_level\":\"private\"", State::Active),
            (
                ",\"marked_for_deletion_on\":\"2026-12-01\",\"archived\":true",
                day(),
            ),
            (",\"marked_for_deletion_at\":\"2026-12-01\"", day()),
        ];
        for (more, state) in cases {
            assert_eq!(
                row(more).into_project("https://a.org/", "a.org", None).state,
                state,
                "{more}"
            );
        }
    }

    #[test]
    fn no_address_but_one_of_the_web_is_cloned_or_shown() {
        for bad in ["/etc", "file:///etc", "ext::sh -c x", "javascript:alert(1)", ""] {
            let more = format!(",\"http_url_to_repo\":\"{bad}\",\"web_url\":\"{bad}\"");
            let project = row(&more).into_project("https://a.org/git/", "a.org/git", None);
            assert_eq!(
                project.place,
                Place::Remote("https://a.org/git/eig/a.git".to_owned())
            );
            assert_eq!((project.url, project.key.as_str()), (None, "a.org/git#7"));
        }
    }

    #[test]
    fn what_an_anonymous_caller_is_not_told_is_unknown() {
        let facts = row("")
            .into_project("https://a.org/", "a.org", None)
            .facts
            .unwrap();
        assert_eq!((facts.fork, facts.archived, facts.topics), (None, None, None));
        let facts = row(",\"archived\":false")
            .into_project("", "", None)
            .facts
            .unwrap();
        assert_eq!(facts.fork, Some(false));
        let more = ",\"forked_from_project\":{\"path_with_namespace\":\"up/a\"}";
        let facts = row(more).into_project("", "", Some(2)).facts.unwrap();
        assert_eq!((facts.fork, facts.fork_of.as_deref()), (Some(true), Some("up/a")));
        assert_eq!(facts.maintainers, Some(2));
    }

    #[test]
    fn a_field_of_another_type_is_not_told() {
        let odd = [
            "5",
            "-1",
            "1.5",
            "\"x\"",
            "null",
            "true",
            "[null]",
            "{\"id\":\"x\",\"key\":5}",
            "18446744073709551616",
        ];
        for name in [
            "http_url_to_repo",
            "web_url",
            "description",
            "topics",
            "visibility",
            "default_branch",
            "archived",
            "empty_repo",
            "issues_enabled",
            "repository_access_level",
            "import_status",
            "star_count",
            "forks_count",
            "created_at",
            "last_activity_at",
            "namespace",
            "forked_from_project",
            "license",
        ] {
            for value in odd {
                let project =
                    row(&format!(",\"{name}\":{value}")).into_project("https://a.org/", "a.org", None);
                assert_eq!(project.name, "eig/a", "{name}: {value}");
            }
        }
        let facts = row(",\"star_count\":-1,\"topics\":[null],\"description\":5,\"forks_count\":2")
            .into_project("https://a.org/", "a.org", None)
            .facts
            .unwrap();
        assert_eq!((facts.stars, facts.topics, facts.forks), (None, None, Some(2)));
    }

    #[test]
    fn what_is_asked_apart_fills_what_the_listing_does_not_tell() {
        let mut silent = row("");
        silent.learn_archived(true);
        let project = silent.into_project("https://a.org/", "a.org", None);
        let facts = project.facts.unwrap();
        assert_eq!(
            (project.state, facts.archived, facts.fork),
            (State::Archived, Some(true), None)
        );
    }

    proptest! {
        #[test]
        fn any_answer_is_read_or_refused(text in "[\\[\\]{}\":,a-z0-9_]{0,80}") {
            let _ = serde_json::from_str::<ProjectRow>(&text);
        }
    }
}
