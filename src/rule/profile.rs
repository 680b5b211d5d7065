// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Profiles and selections: which rules are judged, at which level and weight.

use std::collections::BTreeMap;

use globset::{Glob, GlobMatcher};
use serde::Deserialize;

use super::parse::Rule;
use super::toml_error::{FileError, Reason, Step, parse_toml, place};
use crate::model::{Level, Localized, ProfileId, ValueError, from_text};

/// A choice of rules for one kind of programme.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The identifier, the stem of its file.
    pub id: ProfileId,
    /// What it is for, in a few words.
    pub title: Localized,
    /// The rules that it takes in.
    pub selection: Selection,
    /// Levels that it changes, by rule identifier.
    pub levels: BTreeMap<String, Level>,
    /// Weights that it changes, by rule identifier.
    pub weights: BTreeMap<String, u32>,
    /// Whether cohorts fetch whole histories and tags for it, and not the last commit alone.
    pub whole_history: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table with title and include")]
struct RawProfile {
    title: Localized,
    include: Vec<Selector>,
    #[serde(default)]
    exclude: Vec<Selector>,
    #[serde(default)]
    level: BTreeMap<String, Level>,
    #[serde(default)]
    weight: BTreeMap<String, u32>,
    #[serde(default, rename = "whole-history")]
    whole_history: bool,
}

impl Profile {
    /// Reads a profile file.
    ///
    /// # Errors
    /// When the text is not a valid profile, at the line and column of the fault.
    pub fn parse(id: ProfileId, file: &str, text: &str) -> Result<Self, FileError> {
        let raw: RawProfile = parse_toml(file, text)?;
        if let Some((rule, _)) = raw.weight.iter().find(|(_, weight)| !(1..=100).contains(*weight)) {
            let way = [Step::Key("weight"), Step::Key(rule)];
            let reason = Reason::said(
                format!("le poids de « {rule} » doit être compris entre 1 et 100"),
                format!("the weight of \"{rule}\" must be from 1 to 100"),
            );
            return Err(FileError::at(file, text, &place(text, &way), reason));
        }
        if raw.include.is_empty() {
            let reason = Reason::said(
                "include ne choisit aucune règle : écrivez include = [\"*\"] pour les prendre toutes",
                "include chooses no rule: write include = [\"*\"] to take all of them",
            );
            return Err(FileError::at(
                file,
                text,
                &place(text, &[Step::Key("include")]),
                reason,
            ));
        }
        for (key, list) in [("include", &raw.include), ("exclude", &raw.exclude)] {
            if let Some(at) = list.iter().position(|one| one.as_str().is_empty()) {
                let way = [Step::Key(key), Step::Item(at)];
                let reason = Reason::said(
                    "un nom vide ne choisit aucune règle",
                    "an empty name chooses no rule",
                );
                return Err(FileError::at(file, text, &place(text, &way), reason));
            }
        }
        Ok(Self::of(id, raw))
    }

    /// The profile of an embedded file that the program was built with.
    pub(super) fn unpack(id: ProfileId, json: &str) -> Option<Self> {
        Some(Self::of(id, serde_json::from_str(json).ok()?))
    }

    fn of(id: ProfileId, raw: RawProfile) -> Self {
        Self {
            id,
            title: raw.title,
            selection: Selection {
                only: raw.include,
                skip: raw.exclude,
            },
            levels: raw.level,
            weights: raw.weight,
            whole_history: raw.whole_history,
        }
    }
}

/// A rule identifier, a category, a tag (`#eig`) or a glob on identifiers.
#[derive(Debug, Clone)]
pub struct Selector {
    text: String,
    /// `None` for a plain name, which needs no pattern.
    glob: Option<GlobMatcher>,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// When it is not a valid glob.
    pub fn new(text: &str) -> Result<Self, globset::Error> {
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_#".contains(&byte));
        Ok(Self {
            glob: if plain {
                None
            } else {
                Some(Glob::new(text)?.compile_matcher())
            },
            text: text.to_owned(),
        })
    }

    /// Whether a rule is meant.
    #[must_use]
    pub fn matches(&self, rule: &Rule) -> bool {
        if let Some(tag) = self.text.strip_prefix('#') {
            return rule.tags.iter().any(|own| own == tag);
        }
        let id = rule.id.as_str();
        self.text == rule.category.as_str()
            || self
                .glob
                .as_ref()
                .map_or(self.text == id, |glob| glob.is_match(id))
    }

    /// The selector as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

impl TryFrom<String> for Selector {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::new(&text).map_err(|source| ValueError::Glob { glob: text, source })
    }
}

/// Which rules are taken and which are left out. An empty `only` takes all.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Rules taken.
    pub only: Vec<Selector>,
    /// Rules left out, whatever `only` says.
    pub skip: Vec<Selector>,
}

impl Selection {
    /// Whether a rule is taken.
    #[must_use]
    pub fn takes(&self, rule: &Rule) -> bool {
        (self.only.is_empty() || self.only.iter().any(|s| s.matches(rule)))
            && !self.skip.iter().any(|s| s.matches(rule))
    }

    /// The selectors that mean no rule of the set: most often a misspelt name.
    pub fn idle<'a>(&'a self, rules: &'a [Rule]) -> impl Iterator<Item = &'a Selector> {
        self.only
            .iter()
            .chain(&self.skip)
            .filter(|selector| !rules.iter().any(|rule| selector.matches(rule)))
    }
}
