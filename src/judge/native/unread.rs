// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the licence checks do not know when a file that they rest on could not be read: one that was left on its server,
//! is too large or damaged says neither yes nor no, nor that it is not there.

use std::sync::Arc;

use crate::facts::{Facts, is_manifest, role_of};
use crate::judge::outcome::Outcome;
use crate::model::{NonEmpty, Role, Unknown};
use crate::rule::check::NativeName;

/// Lockfiles that tell the licences of dependencies.
const TELLING: [&str; 3] = ["package-lock.json", "npm-shrinkwrap.json", "composer.lock"];

/// The outcome of a check, unless it could be another one with the files that were not read.
pub(super) fn mind(name: NativeName, facts: &Facts, outcome: Outcome) -> Outcome {
    if facts.unread.is_empty()
        || !matches!(
            outcome,
            Outcome::Lacks(_) | Outcome::LacksPerhaps(_) | Outcome::Nothing
        )
    {
        return outcome;
    }
    let is_licence = |path: &str| role_of(path) == Some(Role::Licence);
    let is_lockfile = |path: &str| TELLING.contains(&path.rsplit('/').next().unwrap_or(path));
    let rests_on = |path: &str| match name {
        NativeName::LicencesDisagree | NativeName::CodeLicenceAllowed => {
            is_licence(path) || is_manifest(path)
        }
        NativeName::LicenceRecognised
        | NativeName::LicenceUnrestricted
        | NativeName::DocumentationLicenceOpen
        | NativeName::DataLicenceSaid => is_licence(path),
        NativeName::DependencyLicenceIncompatible => is_licence(path) || is_lockfile(path),
        _ => false,
    };
    let unread = facts.unread.iter().filter(|path| rests_on(path));
    NonEmpty::new(unread.map(|path| Unknown::Unread(Arc::clone(path))).collect())
        .map_or(outcome, Outcome::Unknown)
}
