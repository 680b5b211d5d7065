// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks that no primitive can express: one file each.

mod licence_recognised;
mod licences_agree;
mod manifest_licence;
mod readme_links;
mod vendored_licence;

use crate::facts::Facts;
use crate::rule::Law;
use crate::rule::check::NativeName;

use super::outcome::Outcome;

/// Runs a native check.
pub(super) fn run(name: NativeName, _law: &Law, facts: &Facts) -> Outcome {
    match name {
        NativeName::ManifestLicenceIsSpdx => manifest_licence::run(facts),
        NativeName::LicencesAgree => licences_agree::run(facts),
        NativeName::VendoredCodeWithoutLicence => vendored_licence::run(facts),
        NativeName::ReadmeLinkDead => readme_links::run(facts),
        NativeName::LicenceRecognised => licence_recognised::run(facts),
    }
}
