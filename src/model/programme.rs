// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Who made the repositories of a cohort: promotions and their challenges.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Package;

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
    /// How to reach the mentors: addresses or names. No report shows them: reports may be public.
    pub mentors: Vec<String>,
    /// What those who follow the challenge know of its impact.
    pub impact: DeclaredImpact,
}

/// What people declare of a challenge's impact, because repositories alone cannot tell it. A list that is absent is
/// unknown; an empty one says that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeclaredImpact {
    /// Addresses of the libraries that it published.
    pub libraries: Option<Vec<String>>,
    /// Addresses of the datasets that it opened.
    pub datasets: Option<Vec<String>>,
    /// Addresses of its contributions to upstream projects.
    pub contributions: Option<Vec<String>>,
    /// Who goes on with it after its end.
    pub continuation: Option<Continuation>,
}

/// What one repository shows, or its team declares, for the indicators of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Impact {
    /// Packages that its documents show to be published.
    pub packages: Vec<Package>,
    /// Addresses of the libraries that the team says it published; `None` when it says nothing.
    pub libraries: Option<Vec<String>>,
    /// Datasets that the team says it published; `None` when it says nothing.
    pub datasets: Option<Vec<String>>,
    /// Addresses of the contributions that the team says it made upstream; `None` when it says nothing.
    pub contributions: Option<Vec<String>>,
    /// The day of the last commit (UTC).
    pub last_commit: Option<Date>,
}

/// What becomes of a challenge after its end (guide EIG-Link, `perennisation-defis.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Continuation {
    /// A team of the administration goes on with it.
    InternalTeam,
    /// A contractor of the administration does.
    Contractor,
    /// Another programme does, such as one of start-ups of the State.
    OtherProgramme,
    /// Another administration does.
    OtherAdministration,
    /// Nobody does.
    Abandoned,
}

impl Continuation {
    /// The name used in data and in cohort files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InternalTeam => "internal-team",
            Self::Contractor => "contractor",
            Self::OtherProgramme => "other-programme",
            Self::OtherAdministration => "other-administration",
            Self::Abandoned => "abandoned",
        }
    }
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
