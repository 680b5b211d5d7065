// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `REUSE.toml`: which paths have which licence and copyright, with REUSE's own path patterns.

use regex::{RegexSet, RegexSetBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Which statement counts when a file says something of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precedence {
    /// What stands nearest to the file: the file itself, then the deepest `REUSE.toml`.
    #[default]
    Closest,
    /// Both.
    Aggregate,
    /// This one; the file is not read.
    Override,
}

/// One table `[[annotations]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Which statement counts.
    pub precedence: Precedence,
    /// Licence expressions as written.
    pub expressions: Vec<String>,
    /// Copyright notices as written.
    pub copyrights: Vec<String>,
}

/// A `REUSE.toml`. Its paths count from its own folder.
#[derive(Debug, Clone)]
pub struct ReuseToml {
    annotations: Vec<Annotation>,
    /// The annotation of each pattern.
    owners: Vec<usize>,
    patterns: RegexSet,
}

/// Most bytes of all patterns of a file: each of them is compared with each path.
const MOST_PATTERNS: usize = 64 * 1_024;

impl ReuseToml {
    /// Reads a file.
    ///
    /// # Errors
    /// Why the file is not valid, in one short line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table = DeTable::parse(text).map_err(|error| format!("TOML: {}", first_line(error.message())))?;
        let table = table.get_ref();
        if !matches!(
            table.get("version").map(Spanned::get_ref),
            Some(DeValue::Integer(_))
        ) {
            return Err("\"version\" must be a number".to_owned());
        }
        let mut annotations = Vec::new();
        let (mut globs, mut owners) = (Vec::new(), Vec::new());
        if let Some(item) = table.get("annotations") {
            let list = item
                .get_ref()
                .as_array()
                .ok_or("\"annotations\" must be a list of tables")?;
            for (owner, item) in list.iter().enumerate() {
                let table = item
                    .get_ref()
                    .as_table()
                    .ok_or("\"annotations\" must be a list of tables")?;
                let paths = strings(table, "path")?;
                if paths.is_empty() {
                    return Err("\"path\" must not be empty".to_owned());
                }
                owners.extend(std::iter::repeat_n(owner, paths.len()));
                globs.extend(paths);
                annotations.push(Annotation {
                    precedence: precedence(table)?,
                    expressions: strings(table, "SPDX-License-Identifier")?,
                    copyrights: strings(table, "SPDX-FileCopyrightText")?,
                });
            }
        }
        if globs.iter().map(String::len).sum::<usize>() > MOST_PATTERNS {
            return Err("there are too many paths to compare with".to_owned());
        }
        let patterns = RegexSetBuilder::new(globs.iter().map(|glob| expression(glob)))
            .dot_matches_new_line(true)
            .build()
            .map_err(|_| "there are too many paths to compare with".to_owned())?;
        Ok(Self {
            annotations,
            owners,
            patterns,
        })
    }

    /// The annotation of a path from the folder of this file: the last one that matches.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Annotation> {
        let owner = self
            .patterns
            .matches(path)
            .iter()
            .map(|at| self.owners[at])
            .max()?;
        self.annotations.get(owner)
    }
}

fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(120)
        .collect()
}

/// A string or a list of strings; nothing when the key is absent.
fn strings(table: &DeTable<'_>, key: &str) -> Result<Vec<String>, String> {
    let wrong = || format!("\"{key}\" must be a text or a list of texts");
    match table.get(key).map(Spanned::get_ref) {
        None => Ok(Vec::new()),
        Some(DeValue::String(text)) => Ok(vec![text.to_string()]),
        Some(DeValue::Array(list)) => list
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned).ok_or_else(wrong))
            .collect(),
        Some(_) => Err(wrong()),
    }
}

fn precedence(table: &DeTable<'_>) -> Result<Precedence, String> {
    match table.get("precedence").map(|item| item.get_ref().as_str()) {
        None | Some(Some("closest")) => Ok(Precedence::Closest),
        Some(Some("aggregate")) => Ok(Precedence::Aggregate),
        Some(Some("override")) => Ok(Precedence::Override),
        Some(_) => Err("\"precedence\" must be \"closest\", \"aggregate\" or \"override\"".to_owned()),
    }
}

/// A path pattern as a regular expression: `*` stays in a folder, `**` does not, `\\` takes their meaning away.
/// As in the reference tool, the slash after `**` is a part of it, so `a/**/b` holds `a/b`.
fn expression(glob: &str) -> String {
    let mut out = String::from("^");
    let mut signs = glob.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => {
                if let Some(plain) = signs.next() {
                    out.push_str(&regex::escape(plain.encode_utf8(&mut [0; 4])));
                }
            }
            '*' => {
                let mut stars = 1;
                while signs.next_if_eq(&'*').is_some() {
                    stars += 1;
                }
                if stars == 1 {
                    out.push_str("[^/]*");
                } else {
                    out.push_str(".*");
                    while signs.next_if(|next| matches!(next, '/' | '*')).is_some() {}
                }
            }
            plain => out.push_str(&regex::escape(plain.encode_utf8(&mut [0; 4]))),
        }
    }
    out.push('$');
    out
}
