// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a GitLab CI job is told of its own project
//! (<https://docs.gitlab.com/ci/variables/predefined_variables/>, read 2026-11-25).

use std::path::Path;

use super::environment;
use crate::model::{ForgeFacts, Known, Unknown};

/// The facts of the project that the job works for, when the folder is the one that GitLab checked out.
/// Any other folder belongs to a project that the job is not told of.
pub(super) fn forge_facts(target: &Path) -> Known<ForgeFacts> {
    if !is_checkout(target) {
        return Known::No(Unknown::NoForge);
    }
    facts(environment::given).map_or(Known::No(Unknown::NoForge), Known::Yes)
}

/// The address of the project that the job works for, under the same condition.
pub(super) fn address(target: &Path) -> Option<String> {
    let address = is_checkout(target).then(|| environment::variable("CI_PROJECT_URL"));
    address.flatten()
}

fn is_checkout(target: &Path) -> bool {
    let folder = environment::variable("CI_PROJECT_DIR");
    let same = |folder: String| {
        let (own, wanted) = (
            target.canonicalize().ok()?,
            Path::new(&folder).canonicalize().ok()?,
        );
        Some(own == wanted)
    };
    environment::variable("GITLAB_CI").is_some_and(|value| value == "true")
        && folder.and_then(same) == Some(true)
}

/// What the variables tell. `given` knows an empty variable from one that this GitLab does not set: the
/// description came with GitLab 15.1 and topics with 18.3.
fn facts(given: impl Fn(&str) -> Option<String>) -> Option<ForgeFacts> {
    let path = given("CI_PROJECT_PATH").filter(|path| path.contains('/'))?;
    let server = given("CI_SERVER_URL").filter(|url| url.starts_with("http"));
    let namespace = given("CI_PROJECT_NAMESPACE");
    Some(ForgeFacts {
        name: path.rsplit('/').next().map(str::to_owned),
        account: server
            .zip(path.split('/').next())
            .map(|(server, root)| format!("{}/{root}", server.trim_end_matches('/'))),
        description: given("CI_PROJECT_DESCRIPTION"),
        topics: given("CI_PROJECT_TOPICS").map(|topics| {
            let mut topics: Vec<String> = topics
                .split(',')
                .map(|topic| topic.trim().to_owned())
                .filter(|topic| !topic.is_empty())
                .collect();
            topics.sort();
            topics
        }),
        visibility: given("CI_PROJECT_VISIBILITY")
            .filter(|value| ["public", "internal", "private"].contains(&value.as_str())),
        // An archived project runs no pipeline, and a GitLab knows no template nor subscriber.
        archived: Some(false),
        template: Some(false),
        subscribers: Some(0),
        in_group: namespace.and_then(|namespace| in_group(&namespace, given("GITLAB_USER_LOGIN"))),
        default_branch: given("CI_DEFAULT_BRANCH").filter(|branch| !branch.is_empty()),
        ..ForgeFacts::default()
    })
}

/// People have no subgroups, and people and groups share one set of names. Anything else may be either.
fn in_group(namespace: &str, login: Option<String>) -> Option<bool> {
    if namespace.contains('/') {
        return Some(true);
    }
    login.is_some_and(|login| login == namespace).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::facts;

    fn of(pairs: &[(&str, &str)]) -> Option<crate::model::ForgeFacts> {
        facts(|name| {
            let found = pairs.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_empty_variable_is_known_and_an_absent_one_is_not() {
        let facts = of(&[
            ("CI_PROJECT_PATH", "equipe/cartes/carte"),
            ("CI_SERVER_URL", "https://gitlab.example.org"),
            ("CI_PROJECT_NAMESPACE", "equipe/cartes"),
            ("CI_PROJECT_DESCRIPTION", ""),
            ("CI_PROJECT_VISIBILITY", "internal"),
        ])
        .unwrap();
        assert_eq!(facts.name.as_deref(), Some("carte"));
        assert_eq!(
            facts.account.as_deref(),
            Some("https://gitlab.example.org/equipe")
        );
        assert_eq!((facts.description.as_deref(), facts.topics), (Some(""), None));
        assert_eq!((facts.in_group, facts.archived), (Some(true), Some(false)));
        assert_eq!(
            (facts.visibility.as_deref(), facts.fork),
            (Some("internal"), None)
        );
    }

    #[test]
    fn topics_are_a_sorted_list() {
        let facts = of(&[
            ("CI_PROJECT_PATH", "a/b"),
            ("CI_PROJECT_TOPICS", "eig-2024, carte,"),
        ])
        .unwrap();
        assert_eq!(
            facts.topics,
            Some(vec!["carte".to_owned(), "eig-2024".to_owned()])
        );
        assert_eq!(facts.account, None);
    }

    #[test]
    fn a_name_alone_may_be_a_group_or_a_person() {
        let group = |login: &str| {
            of(&[
                ("CI_PROJECT_PATH", "zoe/carte"),
                ("CI_PROJECT_NAMESPACE", "zoe"),
                ("GITLAB_USER_LOGIN", login),
            ])
            .unwrap()
            .in_group
        };
        assert_eq!((group("zoe"), group("ali")), (Some(false), None));
        assert!(of(&[]).is_none());
    }
}
