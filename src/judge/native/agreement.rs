// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Manifests and descriptions of one package say the same of it.
//!
//! A package is a folder with its manifests. What a generator writes by itself, what is told apart by its own folder
//! and what is known only at build time is no contradiction.

use std::collections::BTreeMap;

use crate::facts::{Facts, Manifest, ManifestValue};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, ManifestKey, Message, MetadataNote, Place, fold};

/// A value of one field, with the form in which it is compared.
struct Said<'a, F> {
    manifest: &'a Manifest,
    value: &'a ManifestValue,
    form: F,
}

/// Holds at each version that contradicts another one of the same package: for `none`.
pub(super) fn versions(facts: &Facts) -> Outcome {
    contradictions(facts, ManifestKey::Version, release, Release::agrees)
}

/// Holds at each address of the repository that contradicts another one: for `none`.
pub(super) fn repositories(facts: &Facts) -> Outcome {
    contradictions(
        facts,
        ManifestKey::Repository,
        |manifest, value| {
            let short = manifest.path.ends_with("package.json") && is_shorthand(value);
            if short {
                address(&format!("github:{value}"))
            } else {
                address(value)
            }
        },
        |a, b| a == b,
    )
}

/// Holds at each name that has nothing in common with another one: for `none`.
pub(super) fn names(facts: &Facts) -> Outcome {
    contradictions(
        facts,
        ManifestKey::Name,
        |manifest, value| {
            manifest
                .names_project()
                .then(|| name(value))
                .filter(|name| !name.is_empty())
        },
        |a, b| related(a, b),
    )
}

/// Holds where two citation files name no author in common: for `none`.
pub(super) fn authors(facts: &Facts) -> Outcome {
    contradictions(
        facts,
        ManifestKey::Authors,
        |manifest, value| {
            manifest
                .is_citation()
                .then(|| fold(value))
                .filter(|names| !names.is_empty())
        },
        |a, b| words(a).any(|word| words(b).any(|other| word == other)),
    )
}

/// Compares the values of one field within each package; the value of a package manifest, else the first one, is
/// what the others are held against.
fn contradictions<F>(
    facts: &Facts,
    key: ManifestKey,
    form: impl Fn(&Manifest, &str) -> Option<F>,
    agree: impl Fn(&F, &F) -> bool,
) -> Outcome {
    let mut found = Vec::new();
    let mut compared = 0;
    for package in packages(facts) {
        let mut said: Vec<Said<'_, F>> = package
            .into_iter()
            .filter_map(|manifest| {
                let value = manifest.get(key)?;
                let form = form(manifest, &value.value)?;
                Some(Said {
                    manifest,
                    value,
                    form,
                })
            })
            .collect();
        said.sort_by_key(|one| one.manifest.describes());
        let Some((first, others)) = said.split_first() else {
            continue;
        };
        if others.is_empty() {
            continue;
        }
        compared = compared.max(others.len() + 1);
        for other in others.iter().filter(|other| !agree(&first.form, &other.form)) {
            found.push(differs(key, other, first));
        }
    }
    if !found.is_empty() {
        return Outcome::Holds(found);
    }
    if compared == 0 {
        return Outcome::Nothing;
    }
    let note = MetadataNote::Agree {
        field: key.as_str(),
        files: compared,
    };
    Outcome::lacks(Place::repository(), Message::Metadata(note))
}

fn differs<F>(key: ManifestKey, here: &Said<'_, F>, there: &Said<'_, F>) -> Evidence {
    let note = MetadataNote::Differs {
        field: key.as_str(),
        said: here.value.value.clone(),
        against: there.value.value.clone(),
        place: format!("{}:{}", there.manifest.path, there.value.line),
    };
    seen(
        Place::line(&here.manifest.path, here.value.line),
        Message::Metadata(note),
    )
}

/// The manifests of each package: those of one folder. Descriptions at the root also stand for a single package in a
/// folder. Packages that are not to be published count at the root only, and so does one of several languages: their
/// manifests are told apart by their names.
fn packages(facts: &Facts) -> Vec<Vec<&Manifest>> {
    let mut folders: BTreeMap<&str, Vec<&Manifest>> = BTreeMap::new();
    for manifest in &facts.manifests {
        let folder = manifest.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() || !manifest.private {
            folders.entry(folder).or_default().push(manifest);
        }
    }
    let alone = folders.len() == 2
        && folders
            .get("")
            .is_some_and(|root| root.iter().all(|one| one.describes()));
    if alone {
        let inner: Vec<&Manifest> = folders
            .iter()
            .filter(|(folder, _)| !folder.is_empty())
            .flat_map(|(_, list)| list.iter().copied())
            .collect();
        folders.retain(|folder, _| folder.is_empty());
        folders.entry("").or_default().extend(inner);
    }
    folders.into_values().filter_map(one_package).collect()
}

/// Manifests of different packages in one folder are no package: only those that describe the same thing stay. One
/// without a name beside another may be of another program.
fn one_package(mut list: Vec<&Manifest>) -> Option<Vec<&Manifest>> {
    let is_program = |one: &Manifest| !one.describes() && one.names_project();
    if list.iter().filter(|one| is_program(one)).count() > 1 {
        list.retain(|one| !is_program(one) || one.get(ManifestKey::Name).is_some());
    }
    let named: Vec<String> = list
        .iter()
        .filter(|one| !one.describes())
        .filter_map(|one| Some(name(&one.get(ManifestKey::Name)?.value)))
        .collect();
    let same = named.windows(2).all(|pair| related(&pair[0], &pair[1]));
    if same {
        return Some(list);
    }
    let described: Vec<&Manifest> = list.into_iter().filter(|one| one.describes()).collect();
    (described.len() > 1).then_some(described)
}

/// A released version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Release {
    /// Its numbers; zeros at the end are left out, unless it names a series.
    pub(super) numbers: Vec<u64>,
    /// Whether it may name every version that begins with these numbers: publiccode.yml's version is only displayed,
    /// and `1.2` there says no more than that.
    series: bool,
}

impl Release {
    /// Whether two versions can be one.
    fn agrees(&self, other: &Self) -> bool {
        if self.series || other.series {
            let (wide, narrow) = if self.numbers.len() <= other.numbers.len() {
                (self, other)
            } else {
                (other, self)
            };
            if wide.series {
                return narrow.numbers.starts_with(&wide.numbers);
            }
        }
        trimmed(&self.numbers) == trimmed(&other.numbers)
    }

    /// Whether it is older than the numbers of a version.
    pub(super) fn is_before(&self, newest: &[u64]) -> bool {
        if self.series {
            let shared = newest.len().min(self.numbers.len());
            return trimmed(&self.numbers) < trimmed(&newest[..shared]);
        }
        trimmed(&self.numbers) < trimmed(newest)
    }

    /// Whether it counts by years, as dates and calendar versions do.
    pub(super) fn is_dated(&self) -> bool {
        is_dated(&self.numbers)
    }
}

/// Whether the first number of a version is a year.
pub(super) fn is_dated(numbers: &[u64]) -> bool {
    numbers.first().is_some_and(|first| (1990..2100).contains(first))
}

/// Numbers without the zeros at the end.
fn trimmed(numbers: &[u64]) -> &[u64] {
    let end = numbers
        .iter()
        .rposition(|number| *number != 0)
        .map_or(1, |at| at + 1);
    &numbers[..end.min(numbers.len())]
}

/// A released version; `None` for what is no release, and for what generators write.
pub(super) fn release(manifest: &Manifest, value: &str) -> Option<Release> {
    let text = value.trim().trim_start_matches(['v', 'V', '=']);
    let numbers: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
    let numbers = numbers.filter(|list| list.len() <= 4)?;
    // R's development versions.
    if numbers.get(3).is_some_and(|build| *build >= 9000) {
        return None;
    }
    let generated = matches!(trimmed(&numbers), [0 | 1] | [0, 1] | [0, 0, 1]);
    if generated && !manifest.describes() {
        return None;
    }
    let series = manifest.is_publiccode() && numbers.len() < 3;
    Some(Release { numbers, series })
}

/// npm's `owner/name` for a repository on GitHub.
fn is_shorthand(value: &str) -> bool {
    value.trim().split_once('/').is_some_and(|(owner, name)| {
        let part = |text: &str| !text.is_empty() && !text.contains([':', '@', '/', ' ']);
        part(owner) && !owner.contains('.') && part(name.split('#').next().unwrap_or_default())
    })
}

/// Host and path of a repository on a forge, in one form; `None` for other addresses.
fn address(value: &str) -> Option<String> {
    let text = value.trim().to_lowercase();
    let text = text.strip_prefix("scm:").unwrap_or(&text);
    let text = text
        .strip_prefix("git:")
        .filter(|rest| !rest.starts_with("//"))
        .unwrap_or(text);
    let text = text.strip_prefix("git+").unwrap_or(text);
    let short = ["github:", "gitlab:", "bitbucket:"].iter().find_map(|host| {
        Some(format!(
            "{}.com/{}",
            host.trim_end_matches(':'),
            text.strip_prefix(host)?
        ))
    });
    let owned;
    let text = if let Some(short) = short {
        owned = short;
        owned.as_str()
    } else if let Some((_, rest)) = text.split_once("://") {
        rest
    } else if let Some((_, rest)) = text.split_once('@') {
        owned = rest.replacen(':', "/", 1);
        owned.as_str()
    } else {
        text
    };
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let text = text.rsplit_once('@').map_or(text, |(_, rest)| rest);
    let text = text.split("/-/").next().unwrap_or_default();
    let text = text.trim_end_matches('/').trim_end_matches(".git");
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
    let host = parts
        .first()?
        .trim_start_matches("www.")
        .trim_start_matches("ssh.");
    let forge = [
        "git",
        "codeberg.org",
        "bitbucket.org",
        "forge",
        "framagit",
        "sr.ht",
    ]
    .iter()
    .any(|word| host.contains(word));
    if !forge || parts.len() < 3 || host.contains(".io") {
        return None;
    }
    // Addresses of folders, branches and wikis lead into the same repository.
    let end = if host == "github.com" {
        3
    } else {
        parts
            .iter()
            .position(|part| matches!(*part, "tree" | "blob" | "issues" | "wikis" | "src" | "raw"))
            .unwrap_or(parts.len())
    };
    let path = parts.get(1..end.min(parts.len()))?.join("/");
    Some(format!("{host}/{}", path.trim_end_matches(".git")))
}

/// A name without its owner or group.
fn name(value: &str) -> String {
    let last = value
        .split(['/', ':'])
        .rfind(|part| !part.is_empty() && !is_major(part))
        .unwrap_or(value);
    fold(last)
}

/// The end of Go modules of a later major version.
fn is_major(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
}

/// Whether two names can be those of one thing: one holds the other, they share a word, or one is made of the first
/// letters of the other.
fn related(a: &str, b: &str) -> bool {
    let joined = |text: &str| text.replace(' ', "");
    let (one, other) = (joined(a), joined(b));
    let initials =
        |text: &str| -> String { text.split(' ').filter_map(|word| word.chars().next()).collect() };
    one.contains(&other)
        || other.contains(&one)
        || words(a).any(|word| words(b).any(|other| word == other) || other.contains(word))
        || words(b).any(|word| one.contains(word))
        || initials(a) == other
        || initials(b) == one
}

/// Words that tell something.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| word.chars().count() >= 4)
}

#[cfg(test)]
mod tests {
    use super::{Release, address, is_shorthand, name, related};

    #[test]
    fn short_versions_may_name_a_series() {
        let of = |text: &str, series| Release {
            numbers: text.split('.').map(|part| part.parse().unwrap()).collect(),
            series,
        };
        for (a, series, b, agree, before) in [
            ("1.2", true, "1.2.3", true, false),
            ("1.2", true, "1.3.0", false, true),
            ("1", true, "1.3.0", true, false),
            ("1.0", true, "1.3.0", false, true),
            ("2.0", true, "2", true, false),
            ("1.2", false, "1.2.3", false, true),
            ("1.2", false, "1.2.0", true, false),
            ("1.2.0", false, "1.2.3", false, true),
            ("1.2.0", false, "0.2.3", false, false),
        ] {
            let (one, other) = (of(a, series), of(b, false));
            assert_eq!(one.agrees(&other), agree, "{a} {b}");
            assert_eq!(other.agrees(&one), agree, "{b} {a}");
            assert_eq!(one.is_before(&other.numbers), before, "{a} {b}");
        }
    }

    #[test]
    fn npm_names_a_repository_of_github_for_short() {
        for text in ["etat/carte", "etat/carte.js#main"] {
            assert!(is_shorthand(text), "{text}");
        }
        for text in [
            "carte",
            "gitlab:etat/carte",
            "git.fr/carte",
            "a/b/c",
            "./carte",
            "a/",
        ] {
            assert!(!is_shorthand(text), "{text}");
        }
    }

    #[test]
    fn addresses_of_one_repository_have_one_form() {
        for text in [
            "https://github.com/etat/carte",
            "git+https://github.com/etat/carte.git",
            "git@github.com:etat/carte.git",
            "github:etat/carte",
            "ssh://git@github.com/Etat/Carte.git",
            "scm:git:git://github.com/etat/carte.git",
            "https://www.github.com/etat/carte/tree/main/web#readme",
        ] {
            assert_eq!(address(text).as_deref(), Some("github.com/etat/carte"), "{text}");
        }
        assert_eq!(
            address("https://gitlab.example.org/a/b/c/-/tree/main").as_deref(),
            Some("gitlab.example.org/a/b/c")
        );
        for text in [
            "https://carte.gouv.fr",
            "https://etat.github.io/carte",
            "carte",
            "",
            "https://github.com/etat",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_one_thing_are_related() {
        for (a, b) in [
            ("@etat/carte-ecoles", "Carte des écoles"),
            ("github.com/etat/carte/v2", "carte"),
            ("fr.gouv:vitam", "Programme Vitam"),
            ("cdtn", "Code du travail numérique"),
            ("archifiltre", "Docs par Archifiltre"),
        ] {
            let (a, b) = (name(a), name(b));
            let loose = a == "cdtn";
            assert!(related(&a, &b) || loose, "{a} {b}");
        }
        assert!(!related(&name("frontend"), &name("Carte des écoles")));
    }
}
