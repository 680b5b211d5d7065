// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! REUSE compliance: which files must say their licence and copyright, which do, and which texts are there.
//!
//! What `reuse lint` says, without its reading: the pass that reads each file once asks [`need`] what a path is to
//! give, and [`check`] judges everything together. Where the tool departs from the specification (an escaped `*`, or
//! licence and copyright that two nested `REUSE.toml` give apart), the specification counts.

mod covered;
mod folder;
mod seen;

use std::collections::{BTreeMap, BTreeSet};

use crate::licence::reuse::{Dep5, Precedence, ReuseToml, Tags, identifiers};

pub use covered::{Need, need};

pub(in crate::facts) use seen::{Seen, conclude, is_shown};

use covered::is_covered;

/// A file of the tree. Links, submodules and what Git ignores are no files here.
#[derive(Debug, Clone)]
pub struct ReuseFile<'a> {
    /// The path from the root with `/`.
    pub path: &'a str,
    /// The size in bytes; `None` when unknown. Empty files need no licence.
    pub size: Option<u64>,
    /// What was asked for by [`need`].
    pub content: Content<'a>,
}

/// What the reading of a file gave.
#[derive(Debug, Clone)]
pub enum Content<'a> {
    /// Nothing was asked for.
    Unasked,
    /// Its tags ([`crate::licence::reuse::tags`]); none for a file that is no text.
    Tags(&'a Tags),
    /// Its text, for `REUSE.toml` and `.reuse/dep5`.
    Text(&'a str),
    /// It could not be read.
    Unread,
}

/// What a covered file says, or what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The file.
    pub path: String,
    /// Licence expressions as written.
    pub expressions: Vec<String>,
    /// Copyright notices as written.
    pub copyrights: Vec<String>,
    /// Whether this is more or other than what the file itself says: a file beside it, or `REUSE.toml` with another
    /// precedence than `closest`, has its word.
    pub decided: bool,
}

/// The state of a tree by REUSE. Lists are sorted and hold nothing twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reuse {
    /// Files that must say their licence and copyright, and could be read.
    pub total: usize,
    /// Of these, those that say both.
    pub covered: usize,
    /// Files without a valid licence expression.
    pub without_licence: Vec<String>,
    /// Files without a copyright notice.
    pub without_copyright: Vec<String>,
    /// Identifiers that files name and `LICENSES/` has no text of.
    pub missing_texts: Vec<String>,
    /// Identifiers whose text no file asks for.
    pub unused_texts: Vec<String>,
    /// Files of `LICENSES/` whose name is neither on the SPDX list nor a `LicenseRef-`.
    pub bad_names: Vec<String>,
    /// Files of `LICENSES/` without an extension.
    pub without_extension: Vec<String>,
    /// Identifiers of `LICENSES/` that the SPDX list has given up.
    pub deprecated: Vec<String>,
    /// Files with an expression that is none, and the expression.
    pub invalid_expressions: Vec<(String, String)>,
    /// Files that could not be read.
    pub read_errors: Vec<String>,
    /// Files of REUSE itself that are not valid, and why. Nothing that they say counts.
    pub faults: Vec<(String, String)>,
    /// Identifiers that files name.
    pub used: Vec<String>,
    /// Whether every file of the tree was looked at: if not, a text without use may be used by one of the others.
    pub whole: bool,
    /// Each covered file with what is said of it, in the order of paths.
    pub statements: Vec<Statement>,
}

impl Reuse {
    /// Whether the tree fulfils the specification.
    #[must_use]
    pub fn is_compliant(&self) -> bool {
        self.without_licence.is_empty()
            && self.without_copyright.is_empty()
            && self.missing_texts.is_empty()
            && self.unused_texts.is_empty()
            && self.bad_names.is_empty()
            && self.without_extension.is_empty()
            && self.deprecated.is_empty()
            && self.invalid_expressions.is_empty()
            && self.read_errors.is_empty()
            && self.faults.is_empty()
    }
}

/// The files of REUSE that speak of others.
#[derive(Default)]
struct Declared {
    /// `REUSE.toml` by folder.
    tomls: BTreeMap<String, ReuseToml>,
    dep5: Option<Dep5>,
}

/// The state of a tree by REUSE. Of several files with one path, the last counts.
#[must_use]
pub fn check(files: &[ReuseFile<'_>]) -> Reuse {
    let by_path: BTreeMap<&str, &ReuseFile<'_>> = files.iter().map(|file| (file.path, file)).collect();
    let mut reuse = Reuse {
        whole: true,
        ..Reuse::default()
    };
    let declared = declared(&by_path, &mut reuse);
    let (mut used, mut invalid) = (BTreeSet::new(), BTreeSet::new());
    for (path, file) in &by_path {
        if !is_covered(path) || file.size == Some(0) {
            continue;
        }
        let Some(statement) = statement(path, file, &by_path, &declared) else {
            reuse.read_errors.push((*path).to_owned());
            continue;
        };
        let mut licensed = false;
        for expression in &statement.expressions {
            match identifiers(expression) {
                Some(ids) => {
                    licensed = true;
                    used.extend(ids.into_iter().map(str::to_owned));
                }
                None => {
                    invalid.insert(((*path).to_owned(), expression.clone()));
                }
            }
        }
        reuse.total += 1;
        if !licensed {
            reuse.without_licence.push((*path).to_owned());
        }
        if statement.copyrights.is_empty() {
            reuse.without_copyright.push((*path).to_owned());
        } else if licensed {
            reuse.covered += 1;
        }
        reuse.statements.push(statement);
    }
    folder::look(by_path.keys().copied(), &used, &mut reuse);
    reuse.used = used.into_iter().collect();
    reuse.invalid_expressions = invalid.into_iter().collect();
    reuse
}

fn declared(by_path: &BTreeMap<&str, &ReuseFile<'_>>, reuse: &mut Reuse) -> Declared {
    let mut declared = Declared::default();
    let mut tomls = 0;
    for (path, file) in by_path {
        let is_toml = covered::is_reuse_toml(path) && file.size != Some(0);
        if !is_toml && *path != covered::DEP5 {
            continue;
        }
        tomls += usize::from(is_toml);
        let Content::Text(text) = file.content else {
            reuse.read_errors.push((*path).to_owned());
            continue;
        };
        let fault = if is_toml {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            ReuseToml::parse(text)
                .map(|toml| drop(declared.tomls.insert(folder.to_owned(), toml)))
                .err()
        } else {
            Dep5::parse(text).map(|dep5| declared.dep5 = Some(dep5)).err()
        };
        if let Some(why) = fault {
            reuse.faults.push(((*path).to_owned(), why));
        }
    }
    if tomls > 0 && by_path.contains_key(covered::DEP5) {
        let why = "it cannot stand beside REUSE.toml".to_owned();
        reuse.faults.push((covered::DEP5.to_owned(), why));
        declared.dep5 = None;
    }
    declared
}

/// What is said of a file; `None` when its content should have been read and could not be.
fn statement(
    path: &str,
    file: &ReuseFile<'_>,
    by_path: &BTreeMap<&str, &ReuseFile<'_>>,
    declared: &Declared,
) -> Option<Statement> {
    let (nearest, fixed, overridden) = annotations(path, declared);
    let companion = by_path.get(format!("{path}.license").as_str()).copied();
    let decided = overridden || companion.is_some() || !fixed.expressions.is_empty();
    let mut all = fixed;
    if !overridden {
        let Content::Tags(own) = companion.unwrap_or(file).content else {
            return None;
        };
        all.expressions.extend_from_slice(&own.expressions);
        all.copyrights.extend_from_slice(&own.copyrights);
        if own.expressions.is_empty() {
            all.expressions.extend(nearest.expressions);
        }
        if own.copyrights.is_empty() {
            all.copyrights.extend(nearest.copyrights);
        }
    }
    Some(Statement {
        path: path.to_owned(),
        expressions: all.expressions,
        copyrights: all.copyrights,
        decided,
    })
}

/// What is said of a path elsewhere: by the nearest file, by those that count in any case, and whether one of them
/// counts alone. From the root down, as the topmost `override` closes everything below it.
fn annotations(path: &str, declared: &Declared) -> (Tags, Tags, bool) {
    let (mut nearest, mut fixed) = (Tags::default(), Tags::default());
    if let Some(said) = declared.dep5.as_ref().and_then(|dep5| dep5.find(path)) {
        fixed = said.clone();
    }
    let folders = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    for start in folders {
        let folder = path[..start].trim_end_matches('/');
        let Some(found) = declared
            .tomls
            .get(folder)
            .and_then(|toml| toml.find(&path[start..]))
        else {
            continue;
        };
        match found.precedence {
            Precedence::Closest => {
                if !found.expressions.is_empty() {
                    nearest.expressions.clone_from(&found.expressions);
                }
                if !found.copyrights.is_empty() {
                    nearest.copyrights.clone_from(&found.copyrights);
                }
            }
            Precedence::Aggregate | Precedence::Override => {
                fixed.expressions.extend_from_slice(&found.expressions);
                fixed.copyrights.extend_from_slice(&found.copyrights);
            }
        }
        if found.precedence == Precedence::Override {
            // The file is not read, so nothing of its own stands against what is nearest above.
            fixed.expressions.append(&mut nearest.expressions);
            fixed.copyrights.append(&mut nearest.copyrights);
            return (nearest, fixed, true);
        }
    }
    (nearest, fixed, false)
}

#[cfg(test)]
mod tests;
