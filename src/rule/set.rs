// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The rule set: every rule, category and profile of a run, with its digest.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::embedded::{EMBEDDED_DIGEST, EMBEDDED_RULES};
use super::flaw::with_unfilled;
use super::law::Law;
use super::load::{Parsed, categories, check_names, check_scores, digest, files, law, scores, shadow};
use super::official::ScoreDefinition;
use super::parse::Rule;
use super::profile::Profile;
use super::toml_error::FileError;
use crate::model::{CategoryId, Localized, ProfileId};

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
        let (known, errors) = categories(&kept);
        let parsed = files(&kept)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|text| Parsed::read(text, &known, errors.is_empty()))
            .collect();
        Self::join(&kept, (known, errors), parsed, digest(&kept))
    }

    /// Builds the same set to judge and to report with, in a tenth of the time: embedded rules are
    /// taken as the program was built with them, and bear no examples.
    ///
    /// # Errors
    /// With every file that is not valid.
    pub fn build_to_judge(texts: &[SourceText]) -> Result<Self, SetError> {
        let kept = shadow(texts);
        let (known, errors) = categories(&kept);
        let parsed = files(&kept)
            .map(|text| match Parsed::unpack(text, &known) {
                Some(parsed) => Ok(parsed),
                None => Parsed::read(text, &known, errors.is_empty()),
            })
            .collect();
        let same = texts.len() == EMBEDDED_RULES.len() && kept.iter().all(|text| text.embedded);
        let digest = if same && kept.len() == texts.len() {
            EMBEDDED_DIGEST.to_owned()
        } else {
            digest(&kept)
        };
        Self::join(&kept, (known, errors), parsed, digest)
    }

    fn join(
        texts: &[&SourceText],
        (categories, mut errors): (Vec<Category>, Vec<FileError>),
        parsed: Vec<Result<Parsed, FileError>>,
        digest: String,
    ) -> Result<Self, SetError> {
        let (mut rules, mut profiles) = (Vec::new(), BTreeMap::new());
        for item in parsed {
            match item {
                Ok(Parsed::Rule(rule)) => rules.push(*rule),
                Ok(Parsed::Profile(profile)) => {
                    profiles.insert(profile.id.clone(), profile);
                }
                Err(error) => {
                    let text = texts.iter().find(|text| text.shown == error.file);
                    errors.extend(with_unfilled(error, text.map_or("", |text| &text.text)));
                }
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
        let cut = rule.text.find("[[example]]").unwrap();
        for (name, check, key) in [
            ("too-large", "text-match", "patterns"),
            ("too-large-below", "heading-match", "words = [\"licence\"], says"),
        ] {
            let large = format!(
                "[[all]]\n{check} = {{ in = [\"readme\"], {key} = [\n    \"a{{1000}}{{1000}}\",\n] }}\n"
            );
            add(
                name,
                format!("{}{large}\n{}", &rule.text[..cut], &rule.text[cut..]),
            );
        }
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
                ("too-large-below.toml", line(&rule.text[..cut]) + 2, 5),
                ("too-large.toml", line(&rule.text[..cut]) + 2, 5)
            ]
        );
    }
}
