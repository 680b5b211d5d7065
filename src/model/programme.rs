// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Who made the repositories of a cohort: promotions and their challenges.

use jiff::civil::Date;

/// One year's intake of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promotion {
    /// A short name, unique in the cohort.
    pub id: String,
    /// The name for people; the short name when none is given.
    pub name: String,
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// The challenges, in the order of the file.
    pub challenges: Vec<Challenge>,
}

/// One team's work for one administration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Its name, unique in its promotion.
    pub name: String,
    /// The administration that it works for.
    pub administration: Option<String>,
    /// The first day; the promotion's when none is given.
    pub start: Option<Date>,
    /// The last day; the promotion's when none is given.
    pub end: Option<Date>,
    /// Its repositories: the name of a project of the cohort, its page or its clone address.
    pub repositories: Vec<String>,
    /// How to reach the mentors: addresses or names.
    pub mentors: Vec<String>,
}

impl Challenge {
    /// Whether a project of the cohort belongs to the challenge.
    #[must_use]
    pub fn holds(&self, name: &str, url: Option<&str>) -> bool {
        self.repositories
            .iter()
            .any(|wanted| same_repository(wanted, name, url))
    }
}

/// Whether a text names a project: by its name or by its address. Upper and lower case are the
/// same to forges, and so are an address with and without `.git`.
#[must_use]
pub fn same_repository(text: &str, name: &str, url: Option<&str>) -> bool {
    let wanted = bare(text);
    wanted == bare(name) || url.is_some_and(|url| wanted == bare(url))
}

fn bare(text: &str) -> String {
    let text = text.trim().trim_end_matches('/');
    let text = text.strip_suffix(".git").unwrap_or(text);
    let text = text.strip_prefix("https://").unwrap_or(text);
    text.strip_prefix("http://").unwrap_or(text).to_lowercase()
}

/// What a cohort is held to: percentages from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thresholds {
    /// A repository with a lower score is called out.
    pub least_score: Option<u8>,
    /// A cohort with a lower share of publishable repositories is called out.
    pub least_publishable: Option<u8>,
}

#[cfg(test)]
mod tests {
    use super::same_repository;

    #[test]
    fn a_repository_is_named_by_its_path_or_its_address() {
        let url = Some("https://gitlab.example.org/eig/Carte");
        for text in [
            "eig/carte",
            "EIG/Carte",
            "https://gitlab.example.org/eig/carte",
            "https://gitlab.example.org/eig/carte.git",
            "http://gitlab.example.org/eig/carte/",
        ] {
            assert!(same_repository(text, "eig/carte", url), "{text}");
        }
        for text in ["carte", "eig/carte-2", "https://github.com/eig/carte", ""] {
            assert!(!same_repository(text, "eig/carte", url), "{text}");
        }
    }
}
