// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Promotions and challenges as a cohort file writes them, and what is valid in them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::config::text::{Checked, Text};
use crate::model::{Challenge, Continuation, DeclaredImpact, Promotion};
use crate::rule::Reason;

/// One year's intake of the programme.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", expecting = "a table with id")]
pub(super) struct RawPromotion {
    /// A short name, unique in the file.
    #[schemars(with = "String")]
    id: Spanned<String>,
    /// The name for people. Default: the short name.
    #[serde(default)]
    name: Option<String>,
    /// The first day, as a TOML date such as `2026-01-05`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    start: Option<Spanned<Datetime>>,
    /// The last day.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    end: Option<Spanned<Datetime>>,
    /// The challenges.
    #[serde(default)]
    challenge: Vec<RawChallenge>,
}

/// One team's work for one administration.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table with name"
)]
struct RawChallenge {
    /// Its name, unique in its promotion.
    #[schemars(with = "String")]
    name: Spanned<String>,
    /// The administration that it works for.
    #[serde(default)]
    administration: Option<String>,
    /// The first day. Default: the promotion's.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    start: Option<Spanned<Datetime>>,
    /// The last day. Default: the promotion's.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    end: Option<Spanned<Datetime>>,
    /// Its repositories: names of projects, their pages or clone addresses.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    repositories: Vec<Spanned<String>>,
    /// How to reach the mentors. No report shows it: reports may be public.
    #[serde(default)]
    mentors: Vec<String>,
    /// Addresses of the libraries that it published; an empty list says that there is none.
    #[serde(default)]
    #[schemars(with = "Option<Vec<String>>")]
    published_libraries: Option<Vec<Spanned<String>>>,
    /// Addresses of the datasets that it opened; an empty list says that there is none.
    #[serde(default)]
    #[schemars(with = "Option<Vec<String>>")]
    opened_datasets: Option<Vec<Spanned<String>>>,
    /// Addresses of its contributions to upstream projects; an empty list says that there is none.
    #[serde(default)]
    #[schemars(with = "Option<Vec<String>>")]
    upstream_contributions: Option<Vec<Spanned<String>>>,
    /// Who goes on with it after its end.
    #[serde(default)]
    continuation: Option<Continuation>,
}

pub(super) fn promotions(all: &[RawPromotion], text: &Text<'_>) -> Checked<Vec<Promotion>> {
    let mut seen = BTreeSet::new();
    all.iter()
        .map(|one| {
            let id = text.filled(&one.id, "id")?;
            if !seen.insert(id.clone()) {
                let reason = Reason::said(
                    format!("la promotion « {id} » est donnée deux fois"),
                    format!("the promotion \"{id}\" is here twice"),
                );
                return Err(text.error(&one.id.span(), reason));
            }
            let (start, end) = text.days(one.start.as_ref(), one.end.as_ref(), (None, None))?;
            Ok(Promotion {
                name: one.name.clone().unwrap_or_else(|| id.clone()),
                id,
                start,
                end,
                challenges: challenges(&one.challenge, (start, end), text)?,
            })
        })
        .collect()
}

fn challenges(
    all: &[RawChallenge],
    outer: (Option<Date>, Option<Date>),
    text: &Text<'_>,
) -> Checked<Vec<Challenge>> {
    let mut seen = BTreeSet::new();
    all.iter()
        .map(|one| {
            let name = text.filled(&one.name, "name")?;
            if !seen.insert(name.clone()) {
                let reason = Reason::said(
                    format!("le défi « {name} » est donné deux fois"),
                    format!("the challenge \"{name}\" is here twice"),
                );
                return Err(text.error(&one.name.span(), reason));
            }
            let (start, end) = text.days(one.start.as_ref(), one.end.as_ref(), outer)?;
            Ok(Challenge {
                name,
                administration: one.administration.clone(),
                start,
                end,
                repositories: one
                    .repositories
                    .iter()
                    .map(|repository| text.filled(repository, "a repository"))
                    .collect::<Checked<_>>()?,
                mentors: one.mentors.clone(),
                impact: one.impact(text)?,
            })
        })
        .collect()
}

impl RawChallenge {
    fn impact(&self, text: &Text<'_>) -> Checked<DeclaredImpact> {
        Ok(DeclaredImpact {
            libraries: text.addresses(self.published_libraries.as_deref())?,
            datasets: text.addresses(self.opened_datasets.as_deref())?,
            contributions: text.addresses(self.upstream_contributions.as_deref())?,
            continuation: self.continuation,
        })
    }
}
