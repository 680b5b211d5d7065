// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a cohort tells of a programme: promotions, challenges and the indicators that the programme measures
//! itself by. What cannot be told from repositories alone is null, never false.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::model::Continuation;

/// One year's intake of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Promotion {
    /// A short name, unique in the cohort.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The first day, as `YYYY-MM-DD`.
    pub start: Option<String>,
    /// The last day, as `YYYY-MM-DD`.
    pub end: Option<String>,
    /// The indicators over the challenges.
    pub indicators: Indicators,
    /// The challenges, in the order of the cohort file.
    pub challenges: Vec<Challenge>,
}

/// The indicators of a promotion, each counted in challenges.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Indicators {
    /// Challenges.
    pub challenges: usize,
    /// Challenges whose code is online.
    pub code_online: Tally,
    /// Challenges that published a library.
    pub published_libraries: Tally,
    /// Challenges that opened a dataset.
    pub opened_datasets: Tally,
    /// Challenges that contributed to an upstream project.
    pub upstream_contributions: Tally,
    /// Challenges that integrated accessibility: every rule of that category that could be judged is kept.
    pub accessibility_integrated: Tally,
    /// Challenges whose repositories are all archived.
    pub archived: Tally,
    /// Challenges whose end is past, by who goes on with them.
    pub continuations: Continuations,
    /// Challenges whose end is past, by whether code was committed after it.
    pub active_after_end: Tally,
}

/// Challenges whose end is past, by who goes on with them (guide EIG-Link, `perennisation-defis.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Continuations {
    /// A team of the administration.
    pub internal_team: usize,
    /// A contractor of the administration.
    pub contractor: usize,
    /// Another programme.
    pub other_programme: usize,
    /// Another administration.
    pub other_administration: usize,
    /// Nobody.
    pub abandoned: usize,
    /// Not known.
    pub unknown: usize,
}

impl Continuations {
    /// Counts one challenge.
    pub fn count(&mut self, answer: Option<Continuation>) {
        *match answer {
            Some(Continuation::InternalTeam) => &mut self.internal_team,
            Some(Continuation::Contractor) => &mut self.contractor,
            Some(Continuation::OtherProgramme) => &mut self.other_programme,
            Some(Continuation::OtherAdministration) => &mut self.other_administration,
            Some(Continuation::Abandoned) => &mut self.abandoned,
            None => &mut self.unknown,
        } += 1;
    }
}

/// How many answers are yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// Yes.
    pub yes: usize,
    /// No.
    pub no: usize,
    /// Not known.
    pub unknown: usize,
}

impl Tally {
    /// Counts one answer.
    pub fn count(&mut self, answer: Option<bool>) {
        match answer {
            Some(true) => self.yes += 1,
            Some(false) => self.no += 1,
            None => self.unknown += 1,
        }
    }
}

/// One team's work for one administration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Challenge {
    /// Its name.
    pub name: String,
    /// The administration that it works for.
    pub administration: Option<String>,
    /// The first day, as `YYYY-MM-DD`.
    pub start: Option<String>,
    /// The last day, as `YYYY-MM-DD`.
    pub end: Option<String>,
    /// Its repositories as the cohort file names them.
    pub listed: Vec<String>,
    /// The identifiers of those that the cohort holds.
    pub repositories: Vec<String>,
    /// Whether the public can see at least one of its repositories; null when the forge does not say.
    pub code_online: Option<bool>,
    /// Whether it published a library: declared, or shown by the documents of a repository under the name of its own
    /// manifest. False only when people declare that there is none.
    pub published_library: Option<bool>,
    /// Those libraries: addresses, or a registry and a name.
    #[serde(default)]
    pub libraries: Vec<String>,
    /// Whether it opened a dataset: declared. False only when people declare that there is none.
    pub opened_dataset: Option<bool>,
    /// Those datasets.
    #[serde(default)]
    pub datasets: Vec<String>,
    /// Links to data.gouv.fr found in its repositories, not verified.
    pub dataset_links: usize,
    /// Whether it contributed to an upstream project: declared. False only when people declare that it did not.
    pub upstream_contribution: Option<bool>,
    /// Those contributions, by address.
    #[serde(default)]
    pub contributions: Vec<String>,
    /// Whether every accessibility rule that concerns its repositories is kept; null when one could not be judged
    /// or none concerns them.
    pub accessibility_integrated: Option<bool>,
    /// Whether all of its repositories are archived on the forge.
    pub archived: Option<bool>,
    /// Who goes on with it after its end; null when nobody says.
    #[serde(default)]
    pub continuation: Option<Continuation>,
    /// The day of the last commit in its repositories (UTC), as `YYYY-MM-DD`.
    #[serde(default)]
    pub last_commit: Option<String>,
    /// Whether code was committed after its end; null before its end, or when a day is not known.
    #[serde(default)]
    pub active_after_end: Option<bool>,
    /// What the cohort file declares of it.
    #[serde(default)]
    pub declared: Declared,
}

/// What a cohort file declares of a challenge. Null is unknown; an empty list says "none".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Declared {
    /// Addresses of its libraries.
    pub libraries: Option<Vec<String>>,
    /// Addresses of its datasets.
    pub datasets: Option<Vec<String>>,
    /// Addresses of its contributions upstream.
    pub contributions: Option<Vec<String>>,
}
