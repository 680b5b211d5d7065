// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The rule set: every rule, category and profile of a run, with its digest.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::embedded::{EMBEDDED_DIGEST, EMBEDDED_RULES, PACKED_RULES};
use super::law::Law;
use super::official::ScoreDefinition;
use super::parse::Rule;
use super::profile::Profile;
use super::toml_error::{FileError, parse_toml};
use crate::model::{CategoryId, Localized, ProfileId, RuleId, hex};

/// A text of the rule folder: `categories.toml`, `profiles/<id>.toml`, `law/<name>.toml` or
/// `<category>/<id>.toml`.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The path inside the rule folder, with `/`.
    pub path: String,
    /// The name that errors bear.
    pub shown: String,
    /// The content; what is not UTF-8 in it is replaced by `\u{fffd}`, and refused at its place.
    pub text: String,
    /// Whether the binary carries it: its patterns are then known to compile.
    pub embedded: bool,
}

/// A family of rules.
#[derive(Debug, Clone)]
pub struct Category {
    /// The name of the folder.
    pub id: CategoryId,
    /// The name for people.
    pub title: Localized,
}

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

/// Why a set of rules cannot be used: every fault found, in the order of the files.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct SetError(pub Vec<FileError>);

/// Every rule of a run, sorted by category (in their declared order) and identifier.
#[derive(Debug, Clone)]
pub struct RuleSet {
    rules: Vec<Rule>,
    categories: Vec<Category>,
    profiles: BTreeMap<ProfileId, Profile>,
    law: Law,
    scores: Vec<ScoreDefinition>,
    digest: String,
}

impl RuleSet {
    /// Builds a set from texts. A later text replaces an earlier one of the same path,
    /// and a rule replaces one of the same identifier in any category.
    ///
    /// # Errors
    /// With every file that is not valid.
    pub fn build(texts: &[SourceText]) -> Result<Self, SetError> {
        let kept = shadow(texts);
        let categories = categories(&kept);
        let known = categories.as_deref().unwrap_or_default();
        let parsed = files(&kept)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|text| Parsed::read(text, known))
            .collect();
        Self::join(&kept, categories, parsed, digest(&kept))
    }

    /// Builds the same set to judge and to report with, in a tenth of the time: embedded rules are
    /// taken as the program was built with them, and bear no examples.
    ///
    /// # Errors
    /// With every file that is not valid.
    pub fn build_to_judge(texts: &[SourceText]) -> Result<Self, SetError> {
        let kept = shadow(texts);
        let categories = categories(&kept);
        let known = categories.as_deref().unwrap_or_default();
        let parsed = files(&kept)
            .map(|text| match Parsed::unpack(text, known) {
                Some(parsed) => Ok(parsed),
                None => Parsed::read(text, known),
            })
            .collect();
        let same = texts.len() == EMBEDDED_RULES.len() && kept.iter().all(|text| text.embedded);
        let digest = if same && kept.len() == texts.len() {
            EMBEDDED_DIGEST.to_owned()
        } else {
            digest(&kept)
        };
        Self::join(&kept, categories, parsed, digest)
    }

    fn join(
        texts: &[&SourceText],
        categories: Result<Vec<Category>, FileError>,
        parsed: Vec<Result<Parsed, FileError>>,
        digest: String,
    ) -> Result<Self, SetError> {
        let mut errors = Vec::new();
        let categories = categories.unwrap_or_else(|error| {
            errors.push(error);
            Vec::new()
        });
        let (mut rules, mut profiles) = (Vec::new(), BTreeMap::new());
        for item in parsed {
            match item {
                Ok(Parsed::Rule(rule)) => rules.push(*rule),
                Ok(Parsed::Profile(profile)) => {
                    profiles.insert(profile.id.clone(), profile);
                }
                Err(error) => errors.push(error),
            }
        }
        let law = law(texts, &mut errors);
        let scores = scores(texts, &mut errors);
        if errors.is_empty() {
            check_names(&rules, &profiles, texts, &mut errors);
            check_scores(&rules, &scores, texts, &mut errors);
        }
        if !errors.is_empty() {
            return Err(SetError(errors));
        }
        let rank = |rule: &Rule| categories.iter().position(|c| c.id == rule.category);
        rules.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id)));
        Ok(Self {
            rules,
            categories,
            profiles,
            law,
            scores,
            digest,
        })
    }

    /// Every rule, in the order of reports.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// One rule.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.as_str() == id)
    }

    /// Every category, in the order of reports.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Every profile, by identifier.
    #[must_use]
    pub fn profiles(&self) -> &BTreeMap<ProfileId, Profile> {
        &self.profiles
    }

    /// What the law says of licences.
    #[must_use]
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// The scores that others define, in the order of reports.
    #[must_use]
    pub fn scores(&self) -> &[ScoreDefinition] {
        &self.scores
    }

    /// The rules themselves and those that they need, directly or through others.
    #[must_use]
    pub fn with_needs<'a>(&'a self, rules: &[&'a Rule]) -> Vec<&'a Rule> {
        let mut seen = BTreeSet::new();
        let mut next: Vec<_> = rules.to_vec();
        let mut all = Vec::new();
        while let Some(rule) = next.pop() {
            if seen.insert(&rule.id) {
                next.extend(rule.needs.iter().filter_map(|need| self.rule(need.as_str())));
                all.push(rule);
            }
        }
        all
    }

    /// A fixed hash of every text of the set, in 16 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The same rules with the levels and weights of a profile; other profiles are kept.
    #[must_use]
    pub fn with_profile(mut self, profile: &Profile) -> Self {
        for rule in &mut self.rules {
            if let Some(level) = profile.levels.get(rule.id.as_str()) {
                rule.level = *level;
            }
            if let Some(weight) = profile.weights.get(rule.id.as_str()) {
                rule.weight = *weight;
            }
        }
        self
    }
}

enum Parsed {
    Rule(Box<Rule>),
    Profile(Profile),
}

impl Parsed {
    /// An embedded file, as the program was built with it; `None` for any other.
    fn unpack(source: &SourceText, categories: &[Category]) -> Option<Self> {
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

    fn read(source: &SourceText, categories: &[Category]) -> Result<Self, FileError> {
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
fn files<'a>(texts: &[&'a SourceText]) -> impl Iterator<Item = &'a SourceText> {
    texts
        .iter()
        .filter(|text| {
            text.path != "categories.toml" && law_name(text).is_none() && score_name(text).is_none()
        })
        .copied()
}

/// The texts that count, sorted by path: the last one of each path and of each rule's name.
/// `categories.toml` is never replaced: those of all folders add up.
fn shadow(texts: &[SourceText]) -> Vec<&SourceText> {
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

fn law(texts: &[&SourceText], errors: &mut Vec<FileError>) -> Law {
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

fn scores(texts: &[&SourceText], errors: &mut Vec<FileError>) -> Vec<ScoreDefinition> {
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
fn check_scores(
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

fn categories(texts: &[&SourceText]) -> Result<Vec<Category>, FileError> {
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
fn check_names(
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

fn digest(texts: &[&SourceText]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        for part in [&text.path, &text.text] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hex(&hash.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::{RuleSet, SourceText};
    use crate::rule::embedded;

    #[test]
    fn rules_to_judge_with_are_those_of_the_files() {
        let mut whole = RuleSet::build(&embedded()).unwrap();
        let lean = RuleSet::build_to_judge(&embedded()).unwrap();
        for rule in &mut whole.rules {
            rule.examples.clear();
            rule.written.clear();
        }
        assert_eq!(format!("{whole:#?}"), format!("{lean:#?}"));
    }

    #[test]
    fn rules_of_a_folder_are_read_whole() {
        let mut texts = embedded();
        let own = SourceText {
            embedded: false,
            shown: "own.toml".to_owned(),
            ..texts[1].clone()
        };
        texts.push(own);
        let whole = RuleSet::build(&texts).unwrap();
        let lean = RuleSet::build_to_judge(&texts).unwrap();
        assert_eq!(whole.digest(), lean.digest());
        let own = |set: &RuleSet| {
            let rule = set.rules().iter().find(|rule| rule.file == "own.toml");
            rule.map(|rule| (rule.id.clone(), rule.examples.len(), rule.written.clone()))
        };
        assert!(own(&lean).is_some());
        assert_eq!(own(&whole), own(&lean));
        if let Some(text) = texts.last_mut() {
            text.text = "since = 1".to_owned();
        }
        assert!(RuleSet::build_to_judge(&texts).is_err());
    }

    #[test]
    fn faults_of_a_folder_are_told_together_each_at_its_place() {
        let mut texts = embedded();
        let rule = texts
            .iter()
            .find(|text| text.path.ends_with("/readme-without-contact.toml"))
            .cloned()
            .unwrap();
        let mut add = |name: &str, text: String| {
            texts.push(SourceText {
                path: format!("documentation/{name}.toml"),
                shown: format!("{name}.toml"),
                text,
                embedded: false,
            });
        };
        let large = "[[all]]\ntext-match = { in = [\"readme\"], patterns = [\n    \"a{1000}{1000}\",\n] }\n";
        let cut = rule.text.find("[[example]]").unwrap();
        add(
            "too-large",
            format!("{}{large}\n{}", &rule.text[..cut], &rule.text[cut..]),
        );
        add("not-utf8", rule.text.replacen("fr = \"", "fr = \"\u{fffd}", 1));
        let error = RuleSet::build(&texts).unwrap_err();
        let places: Vec<_> = error
            .0
            .iter()
            .map(|error| (error.file.as_str(), error.line, error.column))
            .collect();
        let line = |text: &str| text.matches('\n').count() + 1;
        let utf8 = &rule.text[..rule.text.find("fr = \"").unwrap()];
        assert_eq!(
            places,
            [
                ("not-utf8.toml", line(utf8), 7),
                ("too-large.toml", line(&rule.text[..cut]) + 2, 5)
            ]
        );
    }
}
