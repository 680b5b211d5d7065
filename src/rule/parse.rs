// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One rule file, read and validated.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::check::Check;
use super::example::{Example, Expect};
use super::flaw::{flaw, is_version, is_web, or_unfilled, unfilled, wrong_example};
use super::toml_error::{FileError, Reason, Step, parse_toml, place};
use crate::model::{CategoryId, Confidence, Effort, Level, Localized, RuleId, ValueError};

/// A rule: a fault, its source, how to see it and how to mend it.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The rule's identifier, the stem of its file.
    pub id: RuleId,
    /// The folder of its file.
    pub category: CategoryId,
    /// The version of Vigie, or of the rule set, that brought it.
    pub since: String,
    /// The force of its source.
    pub level: Level,
    /// How far the check can be trusted.
    pub confidence: Confidence,
    /// Points that it is worth, 0 for rules that only inform.
    pub weight: u32,
    /// What mending costs.
    pub effort: Effort,
    /// Labels for profiles and selections.
    pub tags: Vec<String>,
    /// The fault, as a sentence without a final stop.
    pub title: Localized,
    /// Why it matters.
    pub why: Localized,
    /// The next step.
    pub fix: Localized,
    /// Where the duty comes from.
    pub sources: Vec<Source>,
    /// Rules that must pass before this one is judged.
    pub needs: Vec<RuleId>,
    /// Conditions under which the rule concerns a repository; all must hold.
    pub when: Vec<Check>,
    /// Conditions that must all hold.
    pub all: Vec<Check>,
    /// Conditions of which one must hold.
    pub any: Vec<Check>,
    /// Conditions that must not hold.
    pub none: Vec<Check>,
    /// Examples with the verdict they must give.
    pub examples: Vec<Example>,
    /// The name of the file, as errors bear it.
    pub file: String,
    /// The checks as the file writes them, for people who want to know how the rule sees.
    pub written: String,
}

/// A text that a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table with text, url and read")]
pub struct Source {
    /// The text and its part, such as "CRPA, art. D.323-2-1".
    pub text: String,
    /// Where it can be read.
    pub url: String,
    /// The day it was read, as a TOML date.
    #[serde(deserialize_with = "date")]
    #[schemars(with = "String")]
    pub read: Date,
}

pub(super) fn date<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    use serde::de::Error as _;
    let read = toml::value::Datetime::deserialize(from)?;
    let plain = read.time.is_none() && read.offset.is_none();
    let day = plain.then(|| read.to_string().parse().ok()).flatten();
    day.ok_or_else(|| D::Error::custom("write a plain date, such as 2026-11-23"))
}

/// A rule file as it is written: `rules/<category>/<id>.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRule {
    /// The version that brought the rule.
    since: String,
    /// The force of the source.
    level: Level,
    /// How far the check can be trusted. Only `required` rules of `high` confidence close the gate by default.
    confidence: Confidence,
    /// Points, from 0 to 100. A rule of level `info` weighs 0.
    #[schemars(with = "u32")]
    weight: Spanned<u32>,
    /// What mending costs: `minutes`, `hours` or `days`.
    effort: Effort,
    /// Labels for profiles and selections.
    #[serde(default)]
    tags: Vec<String>,
    /// The fault, in both languages.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    title: Spanned<Localized>,
    /// Why it matters, in both languages.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    why: Spanned<Localized>,
    /// The next step, in both languages.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    fix: Spanned<Localized>,
    /// Where the duty comes from; at least one.
    #[serde(default)]
    source: Vec<Source>,
    /// Identifiers of rules that must pass first: one fault is then told once.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    needs: Vec<Spanned<String>>,
    /// The rule concerns a repository when all of these hold.
    #[serde(default)]
    #[schemars(with = "Vec<Check>")]
    when: Vec<Spanned<Check>>,
    /// The rule is kept when all of these hold …
    #[serde(default)]
    #[schemars(with = "Vec<Check>")]
    all: Vec<Spanned<Check>>,
    /// … and one of these, if there are any …
    #[serde(default)]
    #[schemars(with = "Vec<Check>")]
    any: Vec<Spanned<Check>>,
    /// … and none of these.
    #[serde(default)]
    #[schemars(with = "Vec<Check>")]
    none: Vec<Spanned<Check>>,
    /// Examples: at least one that fails and one that passes.
    #[serde(default)]
    #[schemars(with = "Vec<Example>")]
    example: Vec<Spanned<Example>>,
}

/// A rule file as `build.rs` packs it: its fields are those of [`RawRule`], which checked them.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct PackedRule {
    since: String,
    level: Level,
    confidence: Confidence,
    weight: u32,
    effort: Effort,
    #[serde(default)]
    tags: Vec<String>,
    title: Localized,
    why: Localized,
    fix: Localized,
    source: Vec<PackedSource>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    when: Vec<Check>,
    #[serde(default)]
    all: Vec<Check>,
    #[serde(default)]
    any: Vec<Check>,
    #[serde(default)]
    none: Vec<Check>,
}

/// A source whose date is a text.
#[derive(Deserialize)]
pub(super) struct PackedSource {
    text: String,
    url: String,
    read: String,
}

impl PackedSource {
    /// The source with its date.
    pub(super) fn read_again(&self) -> Option<Source> {
        Some(Source {
            text: self.text.clone(),
            url: self.url.clone(),
            read: self.read.parse().ok()?,
        })
    }
}

impl Rule {
    /// Reads a rule file. `file` is the name that errors bear.
    ///
    /// # Errors
    /// When the text is not a valid rule, at the line and column of the fault.
    pub fn parse(id: RuleId, category: CategoryId, file: &str, text: &str) -> Result<Self, FileError> {
        let raw: RawRule = parse_toml(file, text).map_err(|error| or_unfilled(error, text))?;
        raw.validate(file, text)?;
        let needs = raw
            .needs
            .iter()
            .map(|need| {
                RuleId::new(need.get_ref()).map_err(|error| FileError::at(file, text, &need.span(), error))
            })
            .collect::<Result<_, _>>()?;
        let bare = |checks: Vec<Spanned<Check>>| checks.into_iter().map(Spanned::into_inner).collect();
        Ok(Self {
            id,
            category,
            since: raw.since,
            level: raw.level,
            confidence: raw.confidence,
            weight: raw.weight.into_inner(),
            effort: raw.effort,
            tags: raw.tags,
            title: raw.title.into_inner(),
            why: raw.why.into_inner(),
            fix: raw.fix.into_inner(),
            sources: raw.source,
            needs,
            when: bare(raw.when),
            all: bare(raw.all),
            any: bare(raw.any),
            none: bare(raw.none),
            examples: placed(raw.example, text),
            file: file.to_owned(),
            written: written_checks(text),
        })
    }

    /// The rule of an embedded file that the program was built with, without examples and without the
    /// checks as written: enough to judge and to report. `None` when the form is not known.
    pub(super) fn unpack(id: RuleId, category: CategoryId, file: &str, json: &str) -> Option<Self> {
        let raw: PackedRule = serde_json::from_str(json).ok()?;
        Some(Self {
            id,
            category,
            since: raw.since,
            level: raw.level,
            confidence: raw.confidence,
            weight: raw.weight,
            effort: raw.effort,
            tags: raw.tags,
            title: raw.title,
            why: raw.why,
            fix: raw.fix,
            sources: raw
                .source
                .iter()
                .map(PackedSource::read_again)
                .collect::<Option<_>>()?,
            needs: raw
                .needs
                .iter()
                .map(|need| RuleId::new(need).ok())
                .collect::<Option<_>>()?,
            when: raw.when,
            all: raw.all,
            any: raw.any,
            none: raw.none,
            examples: Vec::new(),
            file: file.to_owned(),
            written: String::new(),
        })
    }

    /// Compiles every pattern of the rule, which are otherwise compiled when they are first used.
    ///
    /// # Errors
    /// When one of them is too large, at its place in `text`, the content of the rule's file.
    pub(super) fn compile_at(&self, text: &str) -> Result<(), FileError> {
        let lists = [
            ("when", &self.when),
            ("all", &self.all),
            ("any", &self.any),
            ("none", &self.none),
        ];
        for (list, checks) in lists {
            for (at, check) in checks.iter().enumerate() {
                let refused = |key: &str, item: usize, error: ValueError| {
                    let way = [
                        Step::Key(list),
                        Step::Item(at),
                        Step::Key(check.name()),
                        Step::Key(key),
                        Step::Item(item),
                    ];
                    FileError::at(&self.file, text, &place(text, &way), error)
                };
                for (key, globs) in check.globs_by_key() {
                    globs.compile().map_err(|error| refused(key, 0, error))?;
                }
                for (key, patterns) in check.patterns_by_key() {
                    for (item, pattern) in patterns.iter().enumerate() {
                        pattern.compile().map_err(|error| refused(key, item, error))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Every check of the rule, conditions of applicability first.
    pub fn checks(&self) -> impl Iterator<Item = &Check> {
        self.when
            .iter()
            .chain(&self.all)
            .chain(&self.any)
            .chain(&self.none)
    }
}

impl RawRule {
    fn validate(&self, file: &str, text: &str) -> Result<(), FileError> {
        let blame = |way: &[Step<'_>], reason: Reason| FileError::at(file, text, &place(text, way), reason);
        let weight = *self.weight.get_ref();
        if weight > 100 || (weight == 0) != (self.level == Level::Info) {
            let reason = Reason::said(
                "weight doit être compris entre 1 et 100, et vaut 0 pour une règle de niveau « info » seulement",
                "weight must be from 1 to 100, and 0 for a rule of level \"info\" only",
            );
            return Err(FileError::at(file, text, &self.weight.span(), reason));
        }
        if !is_version(&self.since) {
            let reason = Reason::said(
                "since doit être un numéro de version, comme 0.1.0",
                "since must be the number of a version, such as 0.1.0",
            );
            return Err(blame(&[Step::Key("since")], reason));
        }
        for (name, part) in [("title", &self.title), ("why", &self.why), ("fix", &self.fix)] {
            let both = part.get_ref();
            for (lang, said) in [("fr", &both.fr), ("en", &both.en)] {
                if said.trim().is_empty() {
                    let reason = Reason::said(
                        format!("{name} doit être rempli en français et en anglais"),
                        format!("{name} must be filled in French and in English"),
                    );
                    return Err(blame(&[Step::Key(name), Step::Key(lang)], reason));
                }
            }
        }
        self.validate_sources(file, text)?;
        if self.all.is_empty() && self.any.is_empty() && self.none.is_empty() {
            let reason = Reason::said(
                "ajoutez un contrôle sous [[all]], [[any]] ou [[none]] : sans lui la règle ne peut jamais échouer",
                "add a check under [[all]], [[any]] or [[none]]: without one the rule can never fail",
            );
            return Err(FileError::whole(file, reason));
        }
        for expect in [Expect::Fail, Expect::Pass] {
            if !self
                .example
                .iter()
                .any(|example| example.get_ref().expect == expect)
            {
                let expected = expect.as_str();
                let reason = Reason::said(
                    format!("ajoutez un [[example]] avec expect = \"{expected}\""),
                    format!("add an [[example]] with expect = \"{expected}\""),
                );
                return Err(FileError::whole(file, reason));
            }
        }
        for (list, checks) in [
            ("when", &self.when),
            ("all", &self.all),
            ("any", &self.any),
            ("none", &self.none),
        ] {
            for (at, check) in checks.iter().enumerate() {
                if let Some(flaw) = flaw(check.get_ref()) {
                    let name = check.get_ref().name();
                    let mut way = vec![Step::Key(list), Step::Item(at), Step::Key(name)];
                    way.extend(flaw.way);
                    return Err(blame(&way, flaw.reason));
                }
            }
        }
        for (at, example) in self.example.iter().enumerate() {
            if let Some((rest, reason)) = wrong_example(example.get_ref()) {
                let mut way = vec![Step::Key("example"), Step::Item(at)];
                way.extend(rest);
                return Err(blame(&way, reason));
            }
        }
        match unfilled(text) {
            Some((span, reason)) => Err(FileError::at(file, text, &span, reason)),
            None => Ok(()),
        }
    }

    fn validate_sources(&self, file: &str, text: &str) -> Result<(), FileError> {
        if self.source.is_empty() {
            let reason = Reason::said(
                "ajoutez une [[source]] avec text, url et read : une règle sans source est une opinion",
                "add a [[source]] with text, url and read: a rule without a source is an opinion",
            );
            return Err(FileError::whole(file, reason));
        }
        for (at, source) in self.source.iter().enumerate() {
            let (key, reason) = if source.text.trim().is_empty() {
                let reason = Reason::said("text ne doit pas être vide", "text must not be empty");
                ("text", reason)
            } else if !is_web(&source.url) {
                let url = &source.url;
                let reason = Reason::said(
                    format!(
                        "« {url} » n'est pas une adresse du web : écrivez-la en entier, comme https://exemple.gouv.fr"
                    ),
                    format!(
                        "\"{url}\" is not a web address: it must begin with https:// and name a host, such as https://example.org"
                    ),
                );
                ("url", reason)
            } else {
                continue;
            };
            let way = [Step::Key("source"), Step::Item(at), Step::Key(key)];
            return Err(FileError::at(file, text, &place(text, &way), reason));
        }
        Ok(())
    }
}

/// Examples with the lines where they begin.
fn placed(examples: Vec<Spanned<Example>>, text: &str) -> Vec<Example> {
    examples
        .into_iter()
        .map(|example| {
            let line = text[..example.span().start].matches('\n').count() + 1;
            Example {
                line,
                ..example.into_inner()
            }
        })
        .collect()
}

/// The part of a rule file that holds its checks.
fn written_checks(text: &str) -> String {
    let is_check = |line: &str| ["[[when]]", "[[all]]", "[[any]]", "[[none]]"].contains(&line.trim_end());
    let mut inside = false;
    let mut kept = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = is_check(line);
        }
        if inside {
            kept.push(line);
        }
    }
    kept.join("\n").trim_end().to_owned()
}
