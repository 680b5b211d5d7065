// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The files of a rule set: read, shadowed by those of a folder, and held against each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::embedded::PACKED_RULES;
use super::law::Law;
use super::official::ScoreDefinition;
use super::parse::Rule;
use super::profile::Profile;
use super::set::{Category, SourceText};
use super::toml_error::{FileError, Reason, Step, parse_toml, place};
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
            return Profile::unpack(id, json).map(Self::Profile);
        }
        let category = CategoryId::new(folder).ok()?;
        categories.iter().find(|known| known.id == category)?;
        let rule = Rule::unpack(RuleId::new(stem).ok()?, category, &source.shown, json)?;
        Some(Self::Rule(Box::new(rule)))
    }

    /// Reads a file. `all` says whether every category is known: where a `categories.toml` could not be read, one that
    /// is not in the others is no second fault.
    pub(super) fn read(source: &SourceText, categories: &[Category], all: bool) -> Result<Self, FileError> {
        let SourceText {
            path, shown, text, ..
        } = source;
        encoded(source)?;
        let wrong = || {
            FileError::whole(
                shown,
                Reason::said(
                    "un fichier de règle se trouve dans le dossier d'une catégorie, comme « licence/licence-missing.toml »",
                    "a rule file lies in a category's folder, as in \"licence/licence-missing.toml\"",
                ),
            )
        };
        let (folder, name) = path.split_once('/').ok_or_else(wrong)?;
        let stem = name.strip_suffix(".toml").ok_or_else(wrong)?;
        let refuse = |error: crate::model::IdError| FileError::whole(shown, error);
        if folder == "profiles" {
            let id = ProfileId::new(stem).map_err(refuse)?;
            return Profile::parse(id, shown, text).map(Self::Profile);
        }
        let category = CategoryId::new(folder).map_err(refuse)?;
        if all && !categories.iter().any(|known| known.id == category) {
            let known: Vec<_> = categories.iter().map(|c| c.id.as_str()).collect();
            let known = known.join(", ");
            let reason = Reason::said(
                format!(
                    "la catégorie « {folder} » n'est pas dans categories.toml ; catégories connues : {known}"
                ),
                format!("the category \"{folder}\" is not in categories.toml; known ones: {known}"),
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
            Reason::said(
                "ce n'est pas de l'UTF-8 : enregistrez le fichier en UTF-8 (le signe U+FFFD lui-même s'écrit \\uFFFD)",
                "this is not UTF-8: save the file as UTF-8 (the sign U+FFFD itself is written \\uFFFD)",
            ),
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
        let file = texts.iter().find(|text| score_name(text) == Some(&score.id));
        let Some(file) = file else { continue };
        let own = score
            .rule
            .as_ref()
            .filter(|id| !rules.iter().any(|rule| rule.id == **id));
        errors.extend(own.map(|id| blame(file, &[Step::Key("rule")], no_rule(id.as_str()))));
        for (at, criterion) in score.criteria.iter().enumerate() {
            let lists = [
                ("kept", &criterion.kept),
                ("broken", &criterion.broken),
                ("perhaps", &criterion.perhaps),
            ];
            for (key, named) in lists {
                for (item, id) in named.iter().enumerate() {
                    if !rules.iter().any(|rule| rule.id == *id) {
                        let way = [
                            Step::Key("criterion"),
                            Step::Item(at),
                            Step::Key(key),
                            Step::Item(item),
                        ];
                        errors.push(blame(file, &way, no_rule(id.as_str())));
                    }
                }
            }
        }
    }
}

fn blame(file: &SourceText, way: &[Step<'_>], reason: Reason) -> FileError {
    FileError::at(&file.shown, &file.text, &place(&file.text, way), reason)
}

fn no_rule(id: &str) -> Reason {
    Reason::said(
        format!("il n'y a pas de règle « {id} »"),
        format!("there is no rule \"{id}\""),
    )
}

/// The categories of all files, and the faults of those that cannot be read: the others stand.
pub(super) fn categories(texts: &[&SourceText]) -> (Vec<Category>, Vec<FileError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for source in texts.iter().filter(|text| text.path == "categories.toml") {
        match categories_of(source) {
            Err(error) => errors.push(error),
            Ok(more) => {
                for category in more {
                    match found
                        .iter_mut()
                        .find(|known: &&mut Category| known.id == category.id)
                    {
                        Some(known) => known.title = category.title,
                        None => found.push(category),
                    }
                }
            }
        }
    }
    (found, errors)
}

fn categories_of(source: &SourceText) -> Result<Vec<Category>, FileError> {
    encoded(source)?;
    let unpacked = packed(source).and_then(|json| serde_json::from_str(json).ok());
    let raw: RawCategories = match unpacked {
        Some(raw) => raw,
        None => parse_toml(&source.shown, &source.text)?,
    };
    let read = raw.category.into_iter().enumerate().map(|(at, category)| {
        let way = |key| [Step::Key("category"), Step::Item(at), Step::Key(key)];
        let RawCategory { id, title } = category;
        if title.fr.trim().is_empty() || title.en.trim().is_empty() {
            let reason = Reason::said(
                "title doit être rempli en français et en anglais",
                "title must be filled in French and in English",
            );
            return Err(blame(source, &way("title"), reason));
        }
        match CategoryId::new(&id) {
            Ok(id) if FOLDERS.contains(&id.as_str()) => {
                let reason = Reason::said(
                    format!("le dossier {id} a un autre usage : donnez un autre nom à la catégorie"),
                    format!("the folder {id} is for something else: give the category another name"),
                );
                Err(blame(source, &way("id"), reason))
            }
            Ok(id) => Ok(Category { id, title }),
            Err(error) => Err(blame(source, &way("id"), error.into())),
        }
    });
    read.collect()
}

/// Folders of a rule set that hold no rules.
const FOLDERS: [&str; 3] = ["profiles", "law", "scores"];

/// Names that lead nowhere: `needs`, and the choices, levels and weights of profiles.
pub(super) fn check_names(
    rules: &[Rule],
    profiles: &BTreeMap<ProfileId, Profile>,
    texts: &[&SourceText],
    errors: &mut Vec<FileError>,
) {
    let known: BTreeSet<_> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let mut files: BTreeMap<(bool, &str), &SourceText> = BTreeMap::new();
    for text in texts {
        if let Some((_, name)) = text.path.rsplit_once('/')
            && let Some(stem) = name.strip_suffix(".toml")
        {
            let is_profile = text.path.starts_with("profiles/");
            files.entry((is_profile, stem)).or_insert(text);
        }
    }
    for rule in rules {
        let Some(file) = files.get(&(false, rule.id.as_str())) else {
            continue;
        };
        for (at, need) in rule.needs.iter().enumerate() {
            let way = [Step::Key("needs"), Step::Item(at)];
            if !known.contains(need.as_str()) {
                errors.push(blame(file, &way, no_rule(need.as_str())));
            } else if let Some(circle) = circle(rules, &rule.id, need) {
                errors.push(blame(file, &way, in_a_circle(&circle)));
            }
        }
    }
    for profile in profiles.values() {
        let Some(file) = files.get(&(true, profile.id.as_str())) else {
            continue;
        };
        // The profiles that come with the program choose among its own rules, which a folder may replace.
        if !file.embedded {
            let choice = &profile.selection;
            for (key, list) in [("include", &choice.only), ("exclude", &choice.skip)] {
                for (at, selector) in list.iter().enumerate() {
                    if !rules.iter().any(|rule| selector.matches(rule)) {
                        let way = [Step::Key(key), Step::Item(at)];
                        errors.push(blame(file, &way, idle(selector.as_str())));
                    }
                }
            }
        }
        let levels = profile.levels.keys().map(|name| ("level", name));
        let weights = profile.weights.keys().map(|name| ("weight", name));
        for (key, name) in levels.chain(weights) {
            if !known.contains(name.as_str()) {
                errors.push(blame(file, &[Step::Key(key), Step::Name(name)], no_rule(name)));
            }
        }
    }
}

fn idle(name: &str) -> Reason {
    Reason::said(
        format!("aucune règle ne s'appelle « {name} », n'est rangée sous ce nom ni ne porte cette étiquette"),
        format!("no rule is called \"{name}\", is filed under that name or bears that tag"),
    )
}

fn in_a_circle(circle: &[&RuleId]) -> Reason {
    let shown: Vec<_> = circle.iter().map(|id| id.as_str()).collect();
    let shown = shown.join(" → ");
    match circle {
        [_, _] => Reason::said(
            format!("la règle a besoin d'elle-même ({shown}) : elle ne serait jamais jugée"),
            format!("the rule needs itself ({shown}): it would never be judged"),
        ),
        _ => Reason::said(
            format!(
                "des règles ont besoin l'une de l'autre en cercle ({shown}) : aucune ne serait jamais jugée"
            ),
            format!("rules need each other in a circle ({shown}): none of them would ever be judged"),
        ),
    }
}

/// The shortest way from a rule through one that it needs back to itself, ends included.
fn circle<'a>(rules: &'a [Rule], start: &'a RuleId, first: &'a RuleId) -> Option<Vec<&'a RuleId>> {
    let mut ways = VecDeque::from([vec![start, first]]);
    let mut seen = BTreeSet::from([first]);
    while let Some(way) = ways.pop_front() {
        let last = *way.last()?;
        if last == start {
            return Some(way);
        }
        let rule = rules.iter().find(|rule| rule.id == *last);
        for need in rule.iter().flat_map(|rule| &rule.needs) {
            if seen.insert(need) || need == start {
                ways.push_back(way.iter().copied().chain([need]).collect());
            }
        }
    }
    None
}

/// Sources of rules that say to be read after a day, each at its place.
#[must_use]
pub fn read_after(texts: &[SourceText], day: Date) -> Vec<FileError> {
    let mut errors = Vec::new();
    for text in texts {
        let Some((folder, name)) = text.path.split_once('/') else {
            continue;
        };
        let ids = (
            CategoryId::new(folder),
            RuleId::new(name.trim_end_matches(".toml")),
        );
        // What is no rule is told elsewhere.
        let (Ok(category), Ok(id)) = ids else { continue };
        let Ok(rule) = Rule::parse(id, category, &text.shown, &text.text) else {
            continue;
        };
        for (at, source) in rule.sources.iter().enumerate() {
            if source.read > day {
                let way = [Step::Key("source"), Step::Item(at), Step::Key("read")];
                let reason = Reason::said(
                    "read est dans le futur : c'est le jour où vous avez lu ce texte",
                    "read is in the future: it is the day when you read that text",
                );
                errors.push(blame(text, &way, reason));
            }
        }
    }
    errors
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
