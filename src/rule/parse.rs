// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One rule file, read and validated.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::check::Check;
use super::example::{Example, Expect};
use super::toml_error::{FileError, parse_toml, place_of};
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
#[serde(deny_unknown_fields)]
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
    read.to_string()
        .parse()
        .map_err(|_| D::Error::custom("write a plain date, such as 2026-11-23"))
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
    example: Vec<Example>,
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
        let raw: RawRule = parse_toml(file, text)?;
        raw.validate(file, text)?;
        let needs = raw
            .needs
            .iter()
            .map(|need| {
                RuleId::new(need.get_ref())
                    .map_err(|error| FileError::at(file, text, &need.span(), error.to_string()))
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
        self.compile().map_err(|error| {
            let place = match &error {
                ValueError::Glob { glob, .. } => place_of(text, glob.split(", ").next().unwrap_or(glob)),
                ValueError::Pattern { pattern, .. } => place_of(text, pattern),
                ValueError::Size(_) | ValueError::Word(_) => None,
            };
            FileError::at(&self.file, text, &place.unwrap_or(0..0), error.to_string())
        })
    }

    fn compile(&self) -> Result<(), ValueError> {
        for check in self.checks() {
            for globs in check.globs() {
                globs.compile()?;
            }
            for pattern in check.patterns() {
                pattern.compile()?;
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
        let weight = *self.weight.get_ref();
        if weight > 100 || (weight == 0) != (self.level == Level::Info) {
            return Err(FileError::at(
                file,
                text,
                &self.weight.span(),
                "weight must be from 1 to 100, and 0 for a rule of level \"info\" only",
            ));
        }
        for (name, part) in [("title", &self.title), ("why", &self.why), ("fix", &self.fix)] {
            let both = part.get_ref();
            if both.fr.trim().is_empty() || both.en.trim().is_empty() {
                let reason = format!("{name} must be filled in French and in English");
                return Err(FileError::at(file, text, &part.span(), reason));
            }
        }
        if self.source.is_empty() {
            return Err(FileError::whole(
                file,
                "add a [[source]] with text, url and read: a rule without a source is an opinion",
            ));
        }
        if let Some(source) = self.source.iter().find(|source| !is_web(&source.url)) {
            let at = text.find(&source.url).unwrap_or(0);
            let reason = format!(
                "\"{}\" is not a web address: it must begin with https://",
                source.url
            );
            return Err(FileError::at(file, text, &(at..at), reason));
        }
        if self.all.is_empty() && self.any.is_empty() && self.none.is_empty() {
            return Err(FileError::whole(
                file,
                "add a check under [[all]], [[any]] or [[none]]: without one the rule can never fail",
            ));
        }
        for expect in [Expect::Fail, Expect::Pass] {
            if !self.example.iter().any(|example| example.expect == expect) {
                let reason = format!("add an [[example]] with expect = \"{}\"", expect.as_str());
                return Err(FileError::whole(file, reason));
            }
        }
        for check in self
            .when
            .iter()
            .chain(&self.all)
            .chain(&self.any)
            .chain(&self.none)
        {
            if let Some(reason) = flaw(check.get_ref()) {
                return Err(FileError::at(file, text, &check.span(), reason));
            }
        }
        Ok(())
    }
}

/// Examples with the lines where they begin.
fn placed(mut examples: Vec<Example>, text: &str) -> Vec<Example> {
    let lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| line.trim() == "[[example]]")
        .map(|(_, number)| number);
    for (example, line) in examples.iter_mut().zip(lines) {
        example.line = line;
    }
    examples
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
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

/// What the types cannot say of a check: fields that go together.
fn flaw(check: &Check) -> Option<&'static str> {
    match check {
        Check::FileExists(c) if c.globs.is_empty() => Some("file-exists needs at least one glob"),
        Check::TextMatch(c) if c.globs.is_empty() == c.roles.is_empty() => {
            Some("text-match needs either `in` (roles of documents) or `globs`")
        }
        Check::TextMatch(c) if c.patterns.is_empty() => Some("text-match needs at least one pattern"),
        Check::LinkMatch(c) if c.patterns.is_empty() && c.words.sources().is_empty() => {
            Some("link-match needs at least one pattern or word")
        }
        Check::ProseMatch(c) if c.patterns.is_empty() && c.written.is_empty() => {
            Some("prose-match needs at least one pattern")
        }
        Check::ProseMatch(c) if c.roles.is_empty() || c.roles.contains(&crate::model::Role::Other) => {
            Some("prose-match needs roles of documents; the sentences of `other` documents are not kept")
        }
        Check::HeadingMatch(c) if c.words.sources().is_empty() => {
            Some("heading-match needs at least one word")
        }
        Check::HeadingMatch(c) if c.roles.is_empty() => Some("heading-match needs at least one role"),
        Check::LinkMatch(c) if c.roles.is_empty() => Some("link-match needs at least one role"),
        Check::Document(c) if c.roles.is_empty() => Some("document needs at least one role"),
        Check::History(c) if c.at_least.is_none() && c.at_most.is_none() => {
            Some("history needs `at-least` or `at-most`")
        }
        Check::LicenceIn(c) if c.ids.is_empty() => Some("licence-in needs at least one identifier"),
        Check::LicenceIn(c) if c.ids.iter().any(|id| spdx::license_id(id).is_none()) => {
            Some("licence-in holds an identifier that is not in the SPDX list")
        }
        _ => None,
    }
}
