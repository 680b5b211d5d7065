// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Settings: the audited repository's `.vigie.toml`, cohort files, and the files that options name.
//!
//! Raw TOML becomes a valid configuration, or an error at its line and column.
//! Must never know forges or git.

mod central;
mod cohort;
mod load;
mod text;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::model::{Declarations, Globs, ProfileId, RuleId, Waiver};
use crate::rule::{FileError, Reason, Step, parse_toml};

use text::{Checked, Text};

pub use central::Central;
pub use cohort::{CohortFile, GitLabSource, Listed, Where, schema as cohort_schema};
pub use load::{LoadError, rule_folder, template_folder, text_file};

/// The name of the file, at the root of the audited repository.
pub const FILE_NAME: &str = ".vigie.toml";

/// Largest `.vigie.toml` that is read, in bytes.
pub const MOST_BYTES: u64 = 256 << 10;

/// What a repository says of its own audit.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The profile to judge by.
    pub profile: Option<Chosen>,
    /// Paths that are no evidence for or against.
    pub ignore: Globs,
    /// Faults that the team lives with for a while.
    pub waivers: Vec<Waiver>,
    /// What no machine can guess.
    pub declared: Declarations,
}

/// A profile, and the place that asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The profile.
    pub id: ProfileId,
    /// The file's name as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The place, as errors bear it.
impl std::fmt::Display for Chosen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The settings of Vigie for one repository, in `.vigie.toml` at its root.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Vigie: .vigie.toml")]
struct RawConfig {
    /// The profile to judge by, such as `eig`, `codegouv` or `minimal`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    profile: Option<Spanned<String>>,
    /// Paths to ignore: they are no evidence for or against the repository.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    ignore: Vec<Spanned<String>>,
    /// Faults that the team lives with for a while; they always show in reports.
    #[serde(default)]
    waiver: Vec<RawWaiver>,
    /// What no machine can guess.
    #[serde(default)]
    #[schemars(with = "Declarations")]
    declare: Option<Declarations>,
}

/// One fault that the team lives with.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a table with rule, reason, until and owner"
)]
struct RawWaiver {
    /// The rule's identifier.
    #[schemars(with = "String")]
    rule: Spanned<String>,
    /// A glob on the paths that it covers. Default: every finding of the rule.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    path: Option<Spanned<String>>,
    /// Why the team lives with the fault.
    #[schemars(with = "String")]
    reason: Spanned<String>,
    /// The last day that it covers anything, as a TOML date such as `2027-06-30`.
    #[schemars(with = "String")]
    until: Spanned<toml::value::Datetime>,
    /// The person or team that answers for it.
    #[schemars(with = "String")]
    owner: Spanned<String>,
}

impl Config {
    /// Reads a configuration. `file` is the name that errors bear.
    ///
    /// # Errors
    /// When a key is unknown or a value bad, at its line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        let raw: RawConfig = parse_toml(file, text)?;
        let text = Text { file, text };
        Ok(Self {
            ignore: text.path_globs(&raw.ignore)?,
            profile: text.profile(raw.profile.as_ref())?,
            waivers: raw
                .waiver
                .iter()
                .map(|waiver| waiver.validate(&text))
                .collect::<Result<_, _>>()?,
            declared: text.declarations(raw.declare.as_ref(), &[Step::Key("declare")])?,
        })
    }
}

impl RawWaiver {
    fn validate(&self, text: &Text<'_>) -> Checked<Waiver> {
        let filled = |part: &Spanned<String>, what: &str| {
            let value = part.get_ref().trim();
            if value.is_empty() {
                let reason = Reason::said(
                    format!(
                        "{what} ne doit pas être vide : une dérogation dit toujours pourquoi, jusqu'à quand et par qui"
                    ),
                    format!("{what} must not be empty: a waiver always says why, until when and by whom"),
                );
                return Err(text.error(&part.span(), reason));
            }
            Ok(value.to_owned())
        };
        let paths = self.path.as_ref().map(std::slice::from_ref);
        Ok(Waiver {
            rule: RuleId::new(self.rule.get_ref()).map_err(|error| text.error(&self.rule.span(), error))?,
            paths: paths.map(|paths| text.path_globs(paths)).transpose()?,
            reason: filled(&self.reason, "reason")?,
            until: text.date(&self.until, "until")?,
            owner: filled(&self.owner, "owner")?,
            central: false,
        })
    }
}

/// The JSON Schema of `.vigie.toml`, for editors.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(RawConfig)
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn a_whole_file_is_read() {
        let config = Config::parse(
            ".vigie.toml",
            r#"
profile = "codegouv"
ignore = ["old/**"]

[[waiver]]
rule = "changelog-missing"
reason = "First release in June"
until = 2027-06-30
owner = "Team"

[declare]
administration = "DINUM"
web-interface = { present = true, url = "https://exemple.gouv.fr" }
inherited-licence = { upstream = "https://example.org/upstream" }
individual-decisions = false
datasets = { published = ["base-adresse-nationale"] }
"#,
        )
        .unwrap();
        assert_eq!(config.profile.unwrap().id.as_str(), "codegouv");
        assert!(config.ignore.matches("old/a/b"));
        assert_eq!(config.waivers[0].until.to_string(), "2027-06-30");
        assert_eq!(config.declared.individual_decisions, Some(false));
    }

    #[test]
    fn errors_bear_their_place() {
        let cases = [
            ("profil = \"eig\"\n", (1, 1), "unknown field"),
            ("\nprofile = \"É\"\n", (2, 11), "not a valid identifier"),
            (
                "ignore = [\n  \"ok\",\n  \"a[\",\n]\n",
                (3, 3),
                "not a valid path pattern",
            ),
            ("ignore = [\"ok\", \"/abs\"]\n", (1, 17), "matches no file"),
            ("ignore = [\"\"]\n", (1, 11), "an empty pattern"),
            ("ignore = [\"ok\", 1]\n", (1, 17), "expected a string"),
            (
                "[declare]\ninherited-licence = { upstream = \"\" }\n",
                (2, 34),
                "an address must not be empty",
            ),
            ("administration = \"x\"\n", (1, 1), "unknown field"),
            ("[declare]\nadministration = \"\"\n", (2, 18), "must not be empty"),
            (
                "[declare]\npublished-libraries = [\n\"https://a.fr\",\n\"https://\"]\n",
                (4, 1),
                "web address",
            ),
            (
                "[declare]\ndatasets = { published = [\"x\", \"a b\"] }\n",
                (2, 32),
                "names no dataset",
            ),
            (
                "[declare.datasets]\nconsumed = [\"a\", \"B\"]\npublished = [\"b\"]\n",
                (2, 18),
                "in published too",
            ),
            (
                "[declare]\nweb-interface = true\n",
                (2, 17),
                "such as { present = true }",
            ),
            (
                "[[waiver]]\nrule = \"a\"\nreason = \"b\"\nuntil = 2027-01-01T10:00:00\nowner = \"x\"\n",
                (4, 9),
                "plain date",
            ),
            (
                "[[waiver]]\nrule = \"a\"\nreason = \"b\"\nuntil = \"2027-01-01\"\nowner = \"x\"\n",
                (4, 9),
                "a date without quotes",
            ),
            (
                "[[waiver]]\nrule = \"a\"\nreason = \" \"\nuntil = 2027-01-01\nowner = \"x\"\n",
                (3, 10),
                "must not be empty",
            ),
            (
                "[[waiver]]\nrule = \"a\"\nreason = \"b\"\nuntil = 10:00:00\nowner = \"x\"\n",
                (4, 9),
                "plain date",
            ),
            ("[[waiver]]\nrule = \"a\"\n", (1, 1), "missing field"),
            (
                "[declare]\nweb-interface = { present = true, url = \"javascript:x\" }\n",
                (2, 41),
                "web address",
            ),
            (
                "[declare]\nadministration = \"pas un nom court !\"\n[declare.datasets]\npublished = [\"a\", \"pas un nom court !\"]\n",
                (4, 19),
                "names no dataset of data.gouv.fr",
            ),
            (
                "[declare]\ndatasets = { consumed = [\"https://www.data.gouv.fr/datasets/{id}\"] }\n",
                (2, 26),
                "not that of a dataset",
            ),
            (
                "[declare.datasets]\nconsumed = [\n  \"https://transport.data.gouv.fr/datasets/a-b\",\n]\n",
                (3, 3),
                "transport.data.gouv.fr",
            ),
            (
                "[declare.datasets]\npublished = [\"\"]\n",
                (2, 14),
                "names no dataset",
            ),
            (
                "[declare.datasets]\npublished = [\"a-b\"]\nconsumed = [\"c\", \"https://www.data.gouv.fr/fr/datasets/A-b/\"]\n",
                (3, 18),
                "in published too",
            ),
            (
                "[declare]\nweb-interface = { present = \"yes\" }\n",
                (2, 29),
                "invalid type",
            ),
        ];
        for (text, place, reason) in cases {
            let error = Config::parse(".vigie.toml", text).unwrap_err();
            assert_eq!((error.line, error.column), place, "{text}: {error}");
            assert!(error.reason.to_string().contains(reason), "{text}: {error}");
        }
    }
}
