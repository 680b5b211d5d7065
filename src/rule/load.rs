// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The files of a rule set: read, shadowed by those of a folder, and held against each other.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::embedded::PACKED_RULES;
use super::law::Law;
use super::official::ScoreDefinition;
use super::parse::Rule;
use super::profile::Profile;
use super::set::{Category, SourceText};
use super::toml_error::{FileError, parse_toml};
use crate::model::{CategoryId, Localized, ProfileId, RuleId, hex};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategories {
    category: Vec<RawCategory>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCategory {
    id: String,
    title: Localized,
}

pub(super) enum Parsed {
    Rule(Box<Rule>),
    Profile(Profile),
}

impl Parsed {
    /// An embedded file, as the program was built with it; `None` for any other.
    pub(super) fn unpack(source: &SourceText, categories: &[Category]) -> Option<Self> {
        let json = packed(source)?;
        let (folder, name) = source.path.split_once('/')?;
        let stem = name.strip_suffix(".toml")?;
        if folder == "profiles" {
            let id = ProfileId::new(stem).ok()?;
            return Profile::unpack(id, &source.shown, json).map(Self::Profile);
        }
        let category = CategoryId::new(folder).ok()?;
        categories.iter().find(|known| known.id == category)?;
        let rule = Rule::unpack(RuleId::new(stem).ok()?, category, &source.shown, json)?;
        Some(Self::Rule(Box::new(rule)))
    }

    pub(super) fn read(source: &SourceText, categories: &[Category]) -> Result<Self, FileError> {
        let SourceText {
            path, shown, text, ..
        } = source;
        encoded(source)?;
        let wrong = || {
            FileError::whole(
                shown,
                "a rule file lies in a category's folder, as in \"licence/licence-missing.toml\"",
            )
        };
        let (folder, name) = path.split_once('/').ok_or_else(wrong)?;
        let stem = name.strip_suffix(".toml").ok_or_else(wrong)?;
        let refuse = |error: crate::model::IdError| FileError::whole(shown, error.to_string());
        if folder == "profiles" {
            let id = ProfileId::new(stem).map_err(refuse)?;
            return Profile::parse(id, shown, text).map(Self::Profile);
        }
        let category = CategoryId::new(folder).map_err(refuse)?;
        if !categories.iter().any(|known| known.id == category) {
            let known: Vec<_> = categories.iter().map(|c| c.id.as_str()).collect();
            let reason = format!(
                "the category \"{folder}\" is not in categories.toml; known ones: {}",
                known.join(", ")
            );
            return Err(FileError::whole(shown, reason));
        }
        let id = RuleId::new(stem).map_err(refuse)?;
        let rule = Rule::parse(id, category, shown, text)?;
        if !source.embedded {
            rule.compile_at(text)?;
        }
        Ok(Self::Rule(Box::new(rule)))
    }
}

/// Refuses a file of a folder that is not UTF-8: whoever read it put `\u{fffd}` in place of what is not.
fn encoded(source: &SourceText) -> Result<(), FileError> {
    match source.text.find('\u{fffd}') {
        Some(at) if !source.embedded => Err(FileError::at(
            &source.shown,
            &source.text,
            &(at..at),
            "this is not UTF-8: save the file as UTF-8 (the sign U+FFFD itself is written \\uFFFD)",
        )),
        _ => Ok(()),
    }
}

/// The JSON that the program was built with for an embedded text.
fn packed(source: &SourceText) -> Option<&'static str> {
    if !source.embedded {
        return None;
    }
    let at = PACKED_RULES.binary_search_by(|(path, _)| (*path).cmp(source.path.as_str()));
    at.ok().map(|at| PACKED_RULES[at].1)
}

/// The files of rules and profiles.
pub(super) fn files<'a>(texts: &[&'a SourceText]) -> impl Iterator<Item = &'a SourceText> {
    texts
        .iter()
        .filter(|text| {
            text.path != "categories.toml" && law_name(text).is_none() && score_name(text).is_none()
        })
        .copied()
}

/// The texts that count, sorted by path: the last one of each path and of each rule's name.
/// `categories.toml` is never replaced: those of all folders add up.
pub(super) fn shadow(texts: &[SourceText]) -> Vec<&SourceText> {
    let mut seen = BTreeSet::new();
    let mut kept: Vec<_> = texts
        .iter()
        .rev()
        .filter(|text| {
            let key = match text.path.split_once('/') {
                None => text.shown.clone(),
                Some(("profiles" | "law" | "scores", _)) => text.path.clone(),
                Some((_, name)) => name.to_owned(),
            };
            seen.insert(key)
        })
        .collect();
    kept.reverse();
    kept.sort_by(|a, b| a.path.cmp(&b.path));
    kept
}

/// The name of a file of the law, without its folder and `.toml`.
fn law_name(text: &SourceText) -> Option<&str> {
    text.path.strip_prefix("law/")?.strip_suffix(".toml")
}

pub(super) fn law(texts: &[&SourceText], errors: &mut Vec<FileError>) -> Law {
    let mut law = Law::default();
    for text in texts {
        if let Some(name) = law_name(text) {
            errors.extend(law.add(name, &text.shown, &text.text).err());
        }
    }
    law
}

/// The name of the definition of a score, without its folder and `.toml`.
fn score_name(text: &SourceText) -> Option<&str> {
    text.path.strip_prefix("scores/")?.strip_suffix(".toml")
}

pub(super) fn scores(texts: &[&SourceText], errors: &mut Vec<FileError>) -> Vec<ScoreDefinition> {
    let mut scores = Vec::new();
    for text in texts {
        let Some(name) = score_name(text) else { continue };
        let unpacked = packed(text).and_then(|json| ScoreDefinition::unpack(name, json));
        match unpacked.map_or_else(|| ScoreDefinition::parse(name, &text.shown, &text.text), Ok) {
            Ok(score) => scores.push(score),
            Err(error) => errors.push(error),
        }
    }
    scores.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    scores
}

/// Rules that a score names and that are not there. A folder of rules that replaces the embedded ones is
/// none of that: scores are embedded with them.
pub(super) fn check_scores(
    rules: &[Rule],
    scores: &[ScoreDefinition],
    texts: &[&SourceText],
    errors: &mut Vec<FileError>,
) {
    for score in scores {
        let named = score.criteria.iter().flat_map(super::official::Criterion::rules);
        for id in named.filter(|id| !rules.iter().any(|rule| rule.id == **id)) {
            if let Some(file) = texts.iter().find(|text| score_name(text) == Some(&score.id)) {
                let at = file.text.find(id.as_str()).unwrap_or(0);
                let reason = format!("there is no rule \"{id}\"");
                errors.push(FileError::at(&file.shown, &file.text, &(at..at), reason));
            }
        }
    }
}

pub(super) fn categories(texts: &[&SourceText]) -> Result<Vec<Category>, FileError> {
    let mut found: Vec<Category> = Vec::new();
    for source in texts.iter().filter(|text| text.path == "categories.toml") {
        encoded(source)?;
        let unpacked = packed(source).and_then(|json| serde_json::from_str(json).ok());
        let raw: RawCategories = match unpacked {
            Some(raw) => raw,
            None => parse_toml(&source.shown, &source.text)?,
        };
        for RawCategory { id, title } in raw.category {
            let id =
                CategoryId::new(&id).map_err(|error| FileError::whole(&source.shown, error.to_string()))?;
            match found.iter_mut().find(|category| category.id == id) {
                Some(known) => known.title = title,
                None => found.push(Category { id, title }),
            }
        }
    }
    Ok(found)
}

/// Names that lead nowhere: `needs`, and the levels and weights of profiles.
pub(super) fn check_names(
    rules: &[Rule],
    profiles: &BTreeMap<ProfileId, Profile>,
    texts: &[&SourceText],
    errors: &mut Vec<FileError>,
) {
    let known: BTreeSet<_> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let mut blame = |stem: &str, profile: bool, missing: &str| {
        let file = texts.iter().find(|text| {
            text.path.starts_with("profiles/") == profile && text.path.ends_with(&format!("/{stem}.toml"))
        });
        if let Some(file) = file {
            let at = file.text.find(missing).unwrap_or(0);
            let reason = format!("there is no rule \"{missing}\"");
            errors.push(FileError::at(&file.shown, &file.text, &(at..at), reason));
        }
    };
    for rule in rules {
        for need in rule.needs.iter().filter(|need| !known.contains(need.as_str())) {
            blame(rule.id.as_str(), false, need.as_str());
        }
        if reaches(rules, rule, &rule.id, rules.len()) {
            blame(rule.id.as_str(), false, "needs");
        }
    }
    for profile in profiles.values() {
        for name in profile.levels.keys().chain(profile.weights.keys()) {
            if !known.contains(name.as_str()) {
                blame(profile.id.as_str(), true, name);
            }
        }
    }
}

/// Whether a rule needs `target`, directly or through others.
fn reaches(rules: &[Rule], from: &Rule, target: &RuleId, depth: usize) -> bool {
    depth > 0
        && from.needs.iter().any(|need| {
            need == target
                || rules
                    .iter()
                    .find(|rule| rule.id == *need)
                    .is_some_and(|next| reaches(rules, next, target, depth - 1))
        })
}

pub(super) fn digest(texts: &[&SourceText]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        for part in [&text.path, &text.text] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hex(&hash.finalize()[..8])
}
