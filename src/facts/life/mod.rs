// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The life of a repository: what its history says of the people behind it and of its versions.
//!
//! Figures of people concern the twelve months that end with the audited commit. Programs that commit are
//! no people. Two addresses with one full name are one person: few teams keep a `.mailmap`.

mod address;

use std::collections::BTreeMap;

use crate::model::{History, PastCommit, Person, Tag, fold};

pub use address::AddressKind;

/// What the history tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// People who wrote a commit, or shared one (`Co-authored-by`).
    pub contributors: usize,
    /// Whether every commit of the twelve months was looked at; otherwise figures mean "at least".
    pub whole: bool,
    /// The smallest number of people who made half of the commits that are no merges, co-authors counted
    /// as authors (CHAOSS, "Contributor Absence Factor", earlier "Bus Factor"); `None` without such commits.
    pub bus_factor: Option<usize>,
    /// The share of those commits that the most active person had a part in, in percent, rounded down.
    pub main_share: Option<usize>,
    /// Commits written by a program that updates dependencies.
    pub dependency_updates: usize,
    /// Addresses that are generic or personal, as reports may show them, sorted.
    pub addresses: Vec<Address>,
    /// Tags, sorted by name.
    pub tags: Vec<Tag>,
    /// Whether every tag is known.
    pub tags_whole: bool,
    /// The newest commit of any branch that the clone holds, in seconds since 1970-01-01 UTC.
    pub newest: Option<i64>,
    /// Whether every branch of the repository is known.
    pub every_branch: bool,
}

/// Addresses of commits that look alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// What they are.
    pub kind: AddressKind,
    /// How they may be shown.
    pub shown: String,
    /// How many commits bear one.
    pub commits: usize,
}

impl Life {
    /// Draws the figures from a history.
    #[must_use]
    pub fn of(history: &History) -> Self {
        let owner = owners(&history.people);
        let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut everybody: Vec<usize> = Vec::new();
        let mut addresses: BTreeMap<(AddressKind, String), usize> = BTreeMap::new();
        for commit in &history.commits {
            let mut people: Vec<usize> = commit.people.iter().filter_map(|one| owner[*one]).collect();
            people.sort_unstable();
            people.dedup();
            everybody.extend(&people);
            if !commit.merge {
                for one in people {
                    *parts.entry(one).or_default() += 1;
                }
            }
            let author = commit.people.first().filter(|one| owner[**one].is_some());
            if let Some(person) = author.and_then(|one| history.people.get(*one)) {
                let kind = address::kind(&person.email);
                if matches!(kind, AddressKind::Generic | AddressKind::Personal) {
                    *addresses
                        .entry((kind, address::shown(&person.email)))
                        .or_default() += 1;
                }
            }
        }
        everybody.sort_unstable();
        everybody.dedup();
        let mut parts: Vec<usize> = parts.into_values().collect();
        parts.sort_unstable_by(|a, b| b.cmp(a));
        let updates = |commit: &&PastCommit| {
            let author = commit.people.first().and_then(|one| history.people.get(*one));
            author.is_some_and(address::updates_dependencies)
        };
        let commits = history
            .commits
            .iter()
            .filter(|commit| !commit.merge && commit.people.iter().any(|one| owner[*one].is_some()))
            .count();
        Self {
            contributors: everybody.len(),
            whole: history.whole,
            bus_factor: bus_factor(&parts),
            main_share: parts.first().map(|most| most * 100 / commits.max(1)),
            dependency_updates: history.commits.iter().filter(updates).count(),
            addresses: addresses
                .into_iter()
                .map(|((kind, shown), commits)| Address { kind, shown, commits })
                .collect(),
            tags: history.tags.clone(),
            tags_whole: history.tags_whole,
            newest: history.newest,
            every_branch: history.every_branch,
        }
    }

    /// Tags that name a version by semantic versioning.
    pub fn versions(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter().filter(|tag| is_version(&tag.name))
    }

    /// Tags that name a release.
    pub fn releases(&self) -> impl Iterator<Item = &Tag> {
        self.tags.iter().filter(|tag| names_release(&tag.name))
    }

    /// The release of the latest date; the last by name among those of one moment.
    #[must_use]
    pub fn last_release(&self) -> Option<&Tag> {
        self.releases()
            .filter(|tag| tag.time.is_some())
            .max_by(|a, b| (a.time, &a.name).cmp(&(b.time, &b.name)))
    }
}

/// How many of the largest parts make half of all.
fn bus_factor(parts: &[usize]) -> Option<usize> {
    let all: usize = parts.iter().sum();
    let mut sum = 0;
    let at = parts.iter().position(|part| {
        sum += part;
        sum * 2 >= all
    })?;
    Some(at + 1)
}

/// The person that each name and address belongs to, by the position of the first of them; `None` for
/// programs. Names of one word are no proof that two people are the same.
fn owners(people: &[Person]) -> Vec<Option<usize>> {
    let mut parent: Vec<usize> = (0..people.len()).collect();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut emails: BTreeMap<String, usize> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        let name = fold(&person.name);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.contains(' ') {
            let first = *names.entry(name).or_insert(at);
            join(&mut parent, first, at);
        }
        if address::kind(&person.email) != AddressKind::Generic {
            let first = *emails.entry(person.email.to_lowercase()).or_insert(at);
            join(&mut parent, first, at);
        }
    }
    let bots: Vec<bool> = people.iter().map(address::is_bot).collect();
    (0..people.len())
        .map(|at| (!bots[at]).then(|| root(&mut parent, at)))
        .collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

fn join(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    let (low, high) = (a.min(b), a.max(b));
    parent[high] = low;
}

/// Whether a tag names a version by semantic versioning, after a `v` or the name of a package
/// (`carte-v1.2.3`, `@equipe/carte@1.2.3`, `api/v1.2.3`).
fn is_version(name: &str) -> bool {
    let valid = |text: &str| semver::Version::parse(text.strip_prefix(['v', 'V']).unwrap_or(text)).is_ok();
    valid(name)
        || name
            .char_indices()
            .filter(|(_, c)| matches!(c, '@' | '/' | '-' | '_'))
            .any(|(at, c)| valid(&name[at + c.len_utf8()..]))
}

/// Words of tags that mark where the code runs, or a state of it that was put aside.
const MARKS: &[&str] = &[
    "prod",
    "production",
    "preprod",
    "preproduction",
    "staging",
    "stage",
    "recette",
    "qualif",
    "qualification",
    "integration",
    "int",
    "dev",
    "demo",
    "test",
    "tests",
    "sandbox",
    "deploy",
    "deployed",
    "deployment",
    "deploiement",
    "mep",
    "latest",
    "nightly",
    "backup",
    "archive",
    "sauvegarde",
    "snapshot",
];

/// Whether a tag names a release: a semantic version, a number after a word for one (`v2`, `release-2024-05`, `r12`), a
/// number of several parts (`1.2`, `2024.05`), or such a word alone with another (`release-printemps`). Words that mark a
/// deployment and mere days (`2024-01`) name none.
fn names_release(name: &str) -> bool {
    if is_version(name) {
        return true;
    }
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.iter().any(|word| MARKS.contains(word)) {
        return false;
    }
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let spoken = words.iter().any(|word| {
        matches!(*word, "release" | "version" | "millesime") && words.len() > 1
            || ["version", "release", "ver", "rel", "v", "r"]
                .iter()
                .any(|start| word.strip_prefix(start).is_some_and(number))
    });
    // Two numbers with a full stop between.
    let dotted = name
        .split_once('.')
        .is_some_and(|(before, after)| before.ends_with(|c: char| c.is_ascii_digit()) && number(after));
    // A number alone counts releases up to four digits: a longer one is a day or a build.
    let counted = name.len() <= 4 && !name.is_empty() && name.chars().all(|c| c.is_ascii_digit());
    spoken || dotted || counted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Life, bus_factor, is_version, names_release};
    use crate::model::{History, PastCommit, Person};

    fn history(people: &[(&str, &str)], commits: &[&[usize]]) -> History {
        History {
            people: people
                .iter()
                .map(|(name, email)| Person {
                    name: (*name).to_owned(),
                    email: (*email).to_owned(),
                })
                .collect(),
            commits: commits
                .iter()
                .map(|people| PastCommit {
                    time: 0,
                    merge: false,
                    people: people.to_vec(),
                })
                .collect(),
            whole: true,
            ..History::default()
        }
    }

    #[test]
    fn people_are_counted_once_and_programs_never() {
        let life = Life::of(&history(
            &[
                ("Zoé Martin", "zoe@culture.gouv.fr"),
                ("Zoe MARTIN", "zoe@gmail.com"),
                ("zoe", "ZOE@gmail.com"),
                ("renovate[bot]", "bot@renovateapp.com"),
                ("Ali Benali", "root@localhost"),
                ("Lou Petit", "root@localhost"),
            ],
            &[&[0], &[1], &[2], &[3], &[4, 5], &[3]],
        ));
        assert_eq!(life.contributors, 3);
        assert_eq!((life.bus_factor, life.main_share), (Some(1), Some(75)));
        let shown: Vec<_> = life
            .addresses
            .iter()
            .map(|one| (one.shown.as_str(), one.commits))
            .collect();
        assert_eq!(shown, [("root@localhost", 1), ("…@gmail.com", 2)]);
    }

    #[test]
    fn the_bus_factor_is_that_of_chaoss() {
        // The example of the definition.
        assert_eq!(bus_factor(&[1000, 433, 343, 332, 202, 90, 42, 33]), Some(2));
        assert_eq!(bus_factor(&[1, 1]), Some(1));
        assert_eq!(bus_factor(&[]), None);
    }

    #[test]
    fn versions_are_those_of_semver() {
        for name in [
            "1.2.3",
            "v1.2.3",
            "V0.1.0-rc.1",
            "carte-v1.2.3",
            "@equipe/carte@1.2.3+build",
            "api/v1.0.0",
        ] {
            assert!(is_version(name), "{name}");
        }
        for name in ["1.2", "v1", "2024-05-01", "prod", "v01.2.3", "release", ""] {
            assert!(!is_version(name), "{name}");
        }
    }

    #[test]
    fn releases_are_versions_and_no_marks_of_deployments() {
        for name in [
            "1.2.3",
            "v1.2",
            "v2",
            "V3",
            "2024.05",
            "v2024-05",
            "release-2024-05",
            "version-1.3.0",
            "Version 2",
            "r12",
            "api/v1.0.0",
            "carte-1.3",
            "12",
        ] {
            assert!(names_release(name), "{name}");
        }
        for name in [
            "prod",
            "prod-2024.01",
            "staging",
            "2024-01",
            "2024-05-01",
            "20240501",
            "latest",
            "release",
            "demo-v2",
            "rapport-final",
            "eig4",
            "",
        ] {
            assert!(!names_release(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn figures_hold_together(parts in proptest::collection::vec(1_usize..100, 1..30)) {
            let mut parts = parts;
            parts.sort_unstable_by(|a, b| b.cmp(a));
            let factor = bus_factor(&parts).unwrap();
            let all: usize = parts.iter().sum();
            prop_assert!(parts[..factor].iter().sum::<usize>() * 2 >= all);
            prop_assert!(parts[..factor - 1].iter().sum::<usize>() * 2 < all);
        }

        #[test]
        fn any_history_has_figures(
            people in proptest::collection::vec(("[a-zé ]{0,6}|.{0,6}", "[a-c]@[a-c.]{0,5}|.{0,6}"), 1..6),
            commits in proptest::collection::vec(proptest::collection::vec(0_usize..6, 1..4), 0..20),
        ) {
            let count = people.len();
            let pairs: Vec<(&str, &str)> = people.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let commits: Vec<Vec<usize>> =
                commits.iter().map(|all| all.iter().map(|one| one % count).collect()).collect();
            let refs: Vec<&[usize]> = commits.iter().map(Vec::as_slice).collect();
            let life = Life::of(&history(&pairs, &refs));
            prop_assert!(life.contributors <= count);
            prop_assert!(life.main_share.is_none_or(|share| share <= 100));
            prop_assert!(life.bus_factor.is_none_or(|factor| factor <= life.contributors));
        }

        #[test]
        fn any_tag_is_a_version_or_not(name in ".{0,30}") {
            let _ = (is_version(&name), names_release(&name));
        }
    }
}
