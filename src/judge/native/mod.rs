// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks that no primitive can express: one file each.

mod agreement;
mod data_files;
mod data_links;
mod dependency_compatible;
mod document_links;
mod fork_licence;
mod later_versions;
mod licence_allowed;
mod licence_recognised;
mod licence_unrestricted;
mod licences_disagree;
mod manifest_licence;
mod metadata;
mod more_than_texts;
mod notebooks;
mod parts;
mod readme_introduction;
mod readme_licence;
mod readme_template;
mod reuse;
mod schemas;
mod security_txt;
mod source_headers;
mod tags;
mod unlinked_data;
mod unread;
mod vendored_compatible;
mod vendored_licence;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::facts::{Facts, Standard};
use crate::model::Place;
use crate::rule::Law;
use crate::rule::check::NativeName;

use super::outcome::Outcome;

/// Runs a native check.
pub(super) fn run(name: NativeName, law: &Law, facts: &Facts) -> Outcome {
    unread::mind(name, facts, judge(name, law, facts))
}

fn judge(name: NativeName, law: &Law, facts: &Facts) -> Outcome {
    match name {
        NativeName::ManifestLicenceIsSpdx => manifest_licence::is_spdx(facts),
        NativeName::ManifestLicenceDeprecated => manifest_licence::deprecated(facts),
        NativeName::LicencesDisagree => licences_disagree::run(facts),
        NativeName::CodeLicenceAllowed => licence_allowed::code(law, facts),
        NativeName::DataLicenceAllowed => licence_allowed::data(law, facts),
        NativeName::DocumentationLicenceOpen => licence_allowed::documentation(law, facts),
        NativeName::DataLicenceSaid => licence_allowed::data_said(law, facts),
        NativeName::LaterVersionsAllowed => later_versions::run(facts),
        NativeName::LicenceIsReciprocal => later_versions::reciprocal(law, facts),
        NativeName::ForkLicenceExplained => fork_licence::run(law, facts),
        NativeName::SourcesNameLicence => source_headers::run(facts),
        NativeName::UsedLicenceWithoutText => source_headers::without_text(facts),
        NativeName::ReuseFaults => reuse::faults(facts),
        NativeName::VendoredCodeWithoutLicence => vendored_licence::run(facts),
        NativeName::VendoredLicenceIncompatible => vendored_compatible::run(law, facts),
        NativeName::DependencyLicenceIncompatible => dependency_compatible::run(law, facts),
        NativeName::ReadmeLinkDead => document_links::readme(facts),
        NativeName::ReadmeAnchorDead => document_links::readme_anchors(facts),
        NativeName::DocumentLinkDead => document_links::others(facts),
        NativeName::ReleaseNotes => tags::release_notes(facts),
        NativeName::ReadmeStillTemplate => readme_template::run(facts),
        NativeName::PartsExplained => parts::explained(facts),
        NativeName::MoreThanTexts => more_than_texts::run(facts),
        NativeName::ReadmeIntroduces => readme_introduction::run(facts),
        NativeName::SecurityTxtFault => security_txt::run(facts),
        NativeName::ReadmeNamesLicence => readme_licence::run(facts),
        NativeName::PubliccodeFaults => metadata::faults(facts, Standard::Publiccode),
        NativeName::PubliccodeStale => metadata::stale(facts, Standard::Publiccode),
        NativeName::PubliccodeLicenceDiffers => metadata::publiccode_licence(facts),
        NativeName::CitationFaults => metadata::faults(facts, Standard::Citation),
        NativeName::CodemetaFaults => metadata::faults(facts, Standard::Codemeta),
        NativeName::LinkToOtherPortal => data_links::other_portal(facts),
        NativeName::LinkOfOldForm => data_links::old(facts),
        NativeName::LinkToOneUpload => data_links::pinned(facts),
        NativeName::DataPresent => data_files::present(facts),
        NativeName::DataFilesLicensed => data_files::licensed(facts),
        NativeName::UnlinkedData => unlinked_data::unlinked(facts),
        NativeName::TableOfPersons => data_files::personal(facts),
        NativeName::SchemaFault => schemas::faults(facts),
        NativeName::TableBreaksSchema => schemas::tables(facts),
        NativeName::SchemaRepositoryFault => schemas::repository(facts),
        NativeName::VersionsDisagree => agreement::versions(facts),
        NativeName::VersionBehindTags => tags::behind_tags(facts),
        NativeName::RepositoriesDisagree => agreement::repositories(facts),
        NativeName::NamesDisagree => agreement::names(facts),
        NativeName::AuthorsDisagree => agreement::authors(facts),
        NativeName::NotebookOutputs => notebooks::outputs(facts),
        NativeName::LicenceRecognised => licence_recognised::run(facts),
        NativeName::LicenceUnrestricted => licence_unrestricted::run(facts),
    }
}

/// The day of the audit, in UTC.
pub(super) fn today(facts: &Facts) -> Date {
    let now = Timestamp::from_second(facts.now).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::UTC.to_datetime(now).date()
}

/// A place as `path:line`.
fn shown(place: &Place) -> String {
    match (&place.path, place.line) {
        (Some(path), Some(line)) => format!("{path}:{line}"),
        (Some(path), None) => path.to_string(),
        (None, _) => String::new(),
    }
}
