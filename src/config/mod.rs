// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Settings: the audited repository's `.vigie.toml`, cohort files, and the files that options name.
//!
//! Raw TOML becomes a valid configuration, or an error at its line and column.
//! Must never know forges or git.

mod central;
mod cohort;
mod load;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::model::{Declarations, Globs, ProfileId, RuleId, Waiver};
use crate::rule::{FileError, parse_toml};

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
    pub profile: Option<ProfileId>,
    /// Paths that are no evidence for or against.
    pub ignore: Globs,
    /// Faults that the team lives with for a while.
    pub waivers: Vec<Waiver>,
    /// What no machine can guess.
    pub declared: Declarations,
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
    ignore: Globs,
    /// Faults that the team lives with for a while; they always show in reports.
    #[serde(default)]
    waiver: Vec<RawWaiver>,
    /// What no machine can guess.
    #[serde(default)]
    #[schemars(with = "Declarations")]
    declare: Option<Spanned<Declarations>>,
}

/// One fault that the team lives with.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
        raw.ignore
            .compile()
            .map_err(|error| FileError::whole(file, error.to_string()))?;
        let profile = raw
            .profile
            .map(|profile| {
                ProfileId::new(profile.get_ref())
                    .map_err(|error| FileError::at(file, text, &profile.span(), error.to_string()))
            })
            .transpose()?;
        let waivers = raw
            .waiver
            .iter()
            .map(|waiver| waiver.validate(file, text))
            .collect::<Result<_, _>>()?;
        let declared = raw
            .declare
            .map(|declared| check_addresses(declared, file, text))
            .transpose()?
            .unwrap_or_default();
        Ok(Self {
            profile,
            ignore: raw.ignore,
            waivers,
            declared,
        })
    }
}

impl RawWaiver {
    fn validate(&self, file: &str, text: &str) -> Result<Waiver, FileError> {
        let filled = |part: &Spanned<String>, what: &str| {
            let value = part.get_ref().trim();
            if value.is_empty() {
                let reason =
                    format!("{what} must not be empty: a waiver always says why, until when and by whom");
                return Err(FileError::at(file, text, &part.span(), reason));
            }
            Ok(value.to_owned())
        };
        let until = plain_date(&self.until, "until", file, text)?;
        let paths = self
            .path
            .as_ref()
            .map(|path| {
                Globs::new(vec![path.get_ref().clone()])
                    .and_then(|globs| globs.compile().map(|()| globs))
                    .map_err(|error| FileError::at(file, text, &path.span(), error.to_string()))
            })
            .transpose()?;
        Ok(Waiver {
            rule: RuleId::new(self.rule.get_ref())
                .map_err(|error| FileError::at(file, text, &self.rule.span(), error.to_string()))?,
            paths,
            reason: filled(&self.reason, "reason")?,
            until,
            owner: filled(&self.owner, "owner")?,
            central: false,
        })
    }
}

/// A date without a time.
fn plain_date(
    date: &Spanned<toml::value::Datetime>,
    key: &str,
    file: &str,
    text: &str,
) -> Result<Date, FileError> {
    date.get_ref().to_string().parse().map_err(|_| {
        let reason = format!("{key} must be a plain date, such as 2027-06-30");
        FileError::at(file, text, &date.span(), reason)
    })
}

/// Addresses are shown as links in reports: only those of the web are accepted.
fn check_addresses(
    declared: Spanned<Declarations>,
    file: &str,
    text: &str,
) -> Result<Declarations, FileError> {
    let span = declared.span();
    let value = declared.into_inner();
    let upstream = value
        .inherited_licence
        .as_ref()
        .map(|inherited| inherited.upstream.as_str());
    let web = value.web_interface.as_ref().and_then(|web| web.url.as_deref());
    let lists = [&value.published_libraries, &value.upstream_contributions];
    let listed = lists.into_iter().flatten().flatten().map(String::as_str);
    for address in [upstream, web].into_iter().flatten().chain(listed) {
        if !(address.starts_with("https://") || address.starts_with("http://")) {
            let at = text[span.start..]
                .find(address)
                .map_or(span.start, |at| span.start + at);
            let reason = format!("\"{address}\" is not a web address: it must begin with https://");
            return Err(FileError::at(file, text, &(at..at), reason));
        }
    }
    Ok(value)
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
        assert_eq!(config.profile.unwrap().as_str(), "codegouv");
        assert!(config.ignore.matches("old/a/b"));
        assert_eq!(config.waivers[0].until.to_string(), "2027-06-30");
        assert_eq!(config.declared.individual_decisions, Some(false));
    }

    #[test]
    fn errors_bear_their_place() {
        let cases = [
            ("profil = \"eig\"\n", (1, 1), "unknown field"),
            ("\nprofile = \"É\"\n", (2, 11), "not a valid identifier"),
            ("ignore = [\"ok\", \"a[\"]\n", (1, 10), "not a valid path pattern"),
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
                (2, 42),
                "web address",
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
            assert!(error.reason.contains(reason), "{text}: {error}");
        }
    }
}
