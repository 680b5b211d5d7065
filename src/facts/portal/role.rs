// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a repository has to do with a dataset: it publishes it, reads it, names it, or nobody can tell.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::model::{
    DataLink, DatasetRole, ManifestKey, PortalAnswer, PortalAnswers, Publisher, Role, RoleReason, fold,
    same_repository,
};

/// Ends of files that programs run or are configured by.
const CODE: &[&str] = &[
    "bash",
    "c",
    "cc",
    "cfg",
    "clj",
    "conf",
    "cpp",
    "cs",
    "dockerfile",
    "env",
    "ex",
    "exs",
    "go",
    "graphql",
    "h",
    "html",
    "ini",
    "ipynb",
    "java",
    "jl",
    "js",
    "json",
    "jsx",
    "kt",
    "lua",
    "mjs",
    "php",
    "pl",
    "properties",
    "py",
    "qmd",
    "r",
    "rb",
    "rmd",
    "rs",
    "scala",
    "sh",
    "sql",
    "svelte",
    "swift",
    "toml",
    "ts",
    "tsx",
    "vue",
    "xml",
    "yaml",
    "yml",
];

/// Folders of tests and of what they read: a link there says nothing of the project.
const TESTS: &[&str] = &[
    "__tests__",
    "cassettes",
    "e2e",
    "fixture",
    "fixtures",
    "mocks",
    "spec",
    "test",
    "test-data",
    "test_data",
    "testdata",
    "tests",
];

/// What is known of the team, to be compared with who publishes a dataset.
pub(super) struct Team {
    administration: Option<String>,
    /// Addresses of the repository, as its manifests and its forge tell them.
    addresses: Vec<String>,
    /// Identifiers of the datasets of which a reuse names the repository.
    reused: BTreeSet<String>,
    /// Identifiers of the datasets of which every reuse is known.
    listed: BTreeSet<String>,
}

impl Team {
    pub(super) fn of(facts: &Facts, answers: &PortalAnswers) -> Self {
        let mut addresses: Vec<String> = facts
            .manifests
            .iter()
            .filter_map(|manifest| manifest.get(ManifestKey::Repository))
            .map(|value| address(&value.value))
            .filter(|address| address.contains("://"))
            .collect();
        if let Some(forge) = facts.forge.as_option()
            && let (Some(account), Some(name)) = (&forge.account, &forge.name)
        {
            addresses.push(format!("{}/{name}", account.trim_end_matches('/')));
        }
        let mut team = Self {
            administration: facts.declared.administration.clone(),
            addresses,
            reused: BTreeSet::new(),
            listed: BTreeSet::new(),
        };
        let reuses = || {
            answers
                .values()
                .filter_map(|answer| answer.object()?.reuse.as_ref())
        };
        team.listed = reuses()
            .filter(|reuse| reuse.whole)
            .flat_map(|reuse| reuse.datasets.iter().cloned())
            .collect();
        team.reused = reuses()
            .filter(|reuse| reuse.mentions.iter().any(|address| team.is_own(address)))
            .flat_map(|reuse| reuse.datasets.iter().cloned())
            .collect();
        team
    }

    /// The role of an object, and what tells it. `said`: whether it is declared as published; what is declared
    /// outweighs everything else.
    pub(super) fn role(
        &self,
        answer: &PortalAnswer,
        said: Option<bool>,
        links: &[&DataLink],
    ) -> (DatasetRole, RoleReason) {
        match said {
            Some(true) => return (DatasetRole::Published, RoleReason::Declared),
            Some(false) => return (DatasetRole::Consumed, RoleReason::Declared),
            None => {}
        }
        if self.is_named(answer) == Some(true) {
            return (DatasetRole::Published, RoleReason::Backlink);
        }
        let publisher = answer
            .object()
            .and_then(|object| object.dataset.as_ref()?.organization.as_ref());
        if publisher.is_some_and(|one| self.is_team(one)) {
            return (DatasetRole::Published, RoleReason::Organization);
        }
        // Who makes a reuse reads the dataset.
        if self.is_reused(answer) {
            return (DatasetRole::Consumed, RoleReason::Reuse);
        }
        if links.iter().any(|link| is_claim(link)) {
            return (DatasetRole::ToConfirm, RoleReason::InDocument);
        }
        if links.iter().any(|link| is_code(link)) {
            return (DatasetRole::Consumed, RoleReason::InCode);
        }
        (DatasetRole::Mentioned, RoleReason::Elsewhere)
    }

    /// Whether the page of a dataset leads to the repository: it names it where it tells of the code, or by one of
    /// its reuses; `None` when that cannot be told.
    pub(super) fn backlink(&self, answer: &PortalAnswer) -> Option<bool> {
        if self.is_named(answer)? || self.is_reused(answer) {
            return Some(true);
        }
        let object = answer.object()?;
        let reuses = object.dataset.as_ref().and_then(|dataset| dataset.reuses);
        let no_more = reuses == Some(0) || self.listed.contains(&object.id);
        (no_more && !self.addresses.is_empty()).then_some(false)
    }

    /// Whether the reuses of a dataset may name the repository: some exist, nothing else leads to it, and its
    /// addresses are known.
    pub(super) fn may_be_reused(&self, answer: &PortalAnswer) -> bool {
        let dataset = answer.object().and_then(|object| object.dataset.as_ref());
        dataset.is_some_and(|dataset| dataset.reuses != Some(0))
            && !self.addresses.is_empty()
            && self.is_named(answer) == Some(false)
            && !self.is_reused(answer)
    }

    /// Whether the description or a resource of code names the repository; `None` when the portal does not tell.
    fn is_named(&self, answer: &PortalAnswer) -> Option<bool> {
        let mentions = answer.object()?.dataset.as_ref()?.mentions.as_ref()?;
        Some(mentions.iter().any(|address| self.is_own(address)))
    }

    fn is_reused(&self, answer: &PortalAnswer) -> bool {
        answer
            .object()
            .is_some_and(|object| self.reused.contains(&object.id))
    }

    /// Whether an address is the repository's, or a page below it.
    pub(super) fn is_own(&self, mentioned: &str) -> bool {
        let mentioned = address(mentioned).to_lowercase();
        if mentioned.is_empty() {
            return false;
        }
        self.addresses.iter().any(|own| {
            let own = own.to_lowercase();
            let below = mentioned
                .strip_prefix(own.as_str())
                .is_some_and(|rest| rest.starts_with(['/', '#', '?']));
            below || same_repository(&mentioned, "", Some(&own))
        })
    }

    /// Whether an organisation of the portal is the declared administration: the same name, the name without what
    /// stands in brackets, or what stands in them.
    fn is_team(&self, organization: &Publisher) -> bool {
        let Some(administration) = self.administration.as_deref() else {
            return false;
        };
        let slug = organization.slug.as_deref().map(fold);
        names(&organization.name)
            .into_iter()
            .chain(slug)
            .any(|name| names(administration).contains(&name))
    }
}

/// A name without accents, capitals and signs; and, when letters of it stand in brackets behind it, the name before
/// them and the letters: "Institut national … (Insee)". What else stands in brackets tells one from another.
fn names(text: &str) -> Vec<String> {
    let mut found = vec![fold(text)];
    if let Some((before, rest)) = text.split_once('(')
        && let Some((inside, _)) = rest.split_once(')')
    {
        let (before, inside) = (fold(before), fold(inside));
        if stands_for(&inside, &before) {
            found.extend([before, inside]);
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// Whether a word is made of letters of a name, in their order, from its first one.
fn stands_for(word: &str, name: &str) -> bool {
    let mut left = name.chars();
    let same_start = name.chars().next() == word.chars().next();
    same_start && word.len() >= 3 && !word.contains(' ') && word.chars().all(|c| left.any(|other| other == c))
}

/// The address of a repository without what git adds to it.
fn address(text: &str) -> String {
    let text = text.trim().trim_start_matches("git+").trim_end_matches('/');
    let text = text.strip_suffix(".git").unwrap_or(text);
    match text.strip_prefix("git@").and_then(|rest| rest.split_once(':')) {
        Some((host, path)) => format!("https://{host}/{path}"),
        None => text.to_owned(),
    }
}

/// Whether a link stands among tests.
fn is_tested(link: &DataLink) -> bool {
    let path = link.place.path.as_deref().unwrap_or_default();
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders
        .split('/')
        .any(|folder| TESTS.contains(&&*folder.to_ascii_lowercase()))
}

/// Whether a link stands where a team speaks of its work.
pub(super) fn is_claim(link: &DataLink) -> bool {
    let path = link.place.path.as_deref().unwrap_or_default();
    if is_tested(link) {
        return false;
    }
    match link.role {
        Some(role) => role != Role::Changelog,
        None => matches!(path, "publiccode.yml" | "publiccode.yaml"),
    }
}

fn is_code(link: &DataLink) -> bool {
    let path = link.place.path.as_deref().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let end = name.rsplit_once('.').map_or(name.as_str(), |(_, end)| end);
    link.role.is_none()
        && !is_tested(link)
        && (CODE.contains(&end) || matches!(name.as_str(), "makefile" | "justfile"))
}

#[cfg(test)]
mod tests {
    use super::{Team, names};
    use crate::model::Publisher;

    fn team(administration: &str, address: &str) -> Team {
        Team {
            administration: Some(administration.to_owned()),
            addresses: vec![super::address(address)],
            reused: std::collections::BTreeSet::new(),
            listed: std::collections::BTreeSet::new(),
        }
    }

    #[test]
    fn an_address_is_the_repository_or_below_it() {
        let team = team("", "git+https://github.com/etalab/Carte.git");
        for (address, own) in [
            ("https://github.com/etalab/carte", true),
            ("https://github.com/etalab/carte/", true),
            ("https://github.com/etalab/carte/blob/main/README.md", true),
            ("https://github.com/etalab/carte-2", false),
            ("https://github.com/etalab", false),
            ("", false),
        ] {
            assert_eq!(team.is_own(address), own, "{address}");
        }
    }

    #[test]
    fn an_organisation_is_the_administration_by_its_name_or_its_letters() {
        let publisher = |name: &str, slug: &str| Publisher {
            name: name.to_owned(),
            slug: Some(slug.to_owned()),
            ..Publisher::default()
        };
        let insee = publisher(
            "Institut national de la statistique et des études économiques (Insee)",
            "institut-national-de-la-statistique-et-des-etudes-economiques-insee",
        );
        assert!(team("INSEE", "").is_team(&insee));
        assert!(
            team(
                "Institut National de la statistique et des etudes economiques",
                ""
            )
            .is_team(&insee)
        );
        assert!(!team("Institut", "").is_team(&insee));
        assert!(!team("", "").is_team(&publisher("", "")));
        assert!(team("Ministère de la Culture", "").is_team(&publisher("x", "ministere-de-la-culture")));
        assert_eq!(
            names("Régie des eaux (RDE)"),
            ["regie des eaux rde", "regie des eaux", "rde"]
        );
        // What tells two administrations apart is no short name.
        for (one, other) in [
            ("Conseil départemental (Ain)", "Conseil départemental (Aisne)"),
            (
                "Ministère de la Culture (France)",
                "Ministère de la Justice (France)",
            ),
            ("Ville de Saint-Denis (93)", "Ville de Saint-Denis (974)"),
        ] {
            assert!(!team(one, "").is_team(&publisher(other, "x")), "{one}");
        }
    }
}
