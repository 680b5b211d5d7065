// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A search in the repository's texts, planned by the rules and run while each file is read.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Globs, Origin, Pattern, Role};

/// What to search, and where: the parameters of `text-match`. Give either `in` or `globs`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Probe {
    /// Roles of the documents to read.
    #[serde(default, rename = "in")]
    pub roles: Vec<Role>,
    /// Names or paths of the files to read.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub globs: Globs,
    /// Names or paths that are not read although they match.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Globs,
    /// Regular expressions, searched in the whole text, where `\s+` also spans line ends, `^` and `$` are those of a line, and `(?i)` ignores case. One of them is enough.
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Pattern>,
    /// A line that also matches one of these does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Pattern>,
    /// A file counts only where fewer of its passages match these than match `patterns`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub outnumber: Vec<Pattern>,
    /// Never show the passage (secrets): the report gives the place only. Default: false.
    #[serde(default)]
    pub hide: bool,
    /// Origins of the files that count. Default: `["own"]`.
    #[serde(default = "own")]
    pub origins: Vec<Origin>,
}

fn own() -> Vec<Origin> {
    vec![Origin::Own]
}

impl Probe {
    /// Whether a file is to be searched, by its path, role and origin.
    #[must_use]
    pub fn wants(&self, path: &str, role: Option<Role>, origin: Origin) -> bool {
        (role.is_some_and(|role| self.roles.contains(&role)) || self.globs.matches(path))
            && self.allows(path, origin)
    }

    /// Whether a file that its role or its path proposes is not shut out by its origin or an exception.
    #[must_use]
    pub fn allows(&self, path: &str, origin: Origin) -> bool {
        self.origins.contains(&origin) && !self.except.matches(path)
    }

    /// A text that is the same for two probes that search the same thing in the same places.
    #[must_use]
    pub fn key(&self) -> String {
        let sources = |patterns: &[Pattern]| -> Vec<String> {
            patterns.iter().map(|p| p.as_str().to_owned()).collect()
        };
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            self.roles,
            self.globs.sources(),
            self.except.sources(),
            sources(&self.patterns),
            sources(&self.unless),
            sources(&self.outnumber),
            self.origins
        )
    }
}
