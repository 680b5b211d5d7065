// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What only the publisher of a dataset can mend: its licence, its resources, its frequency, its owner.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::licence::identifiers;
use crate::model::{Criterion, DatasetFact, DatasetRecord, DatasetUse, ResourceRecord, RoleReason, Subject};
use crate::rule::Law;
use crate::rule::check::DatasetQuestion;
use crate::rule::law::{Ruling, expression};

use super::Said;
use crate::judge::native::today;

/// The Licence Ouverte 1.0, of which 2.0 is the successor.
const FIRST_VERSION: &str = "fr-lo";
/// What the portal prints where no licence is set.
const UNSPECIFIED: &str = "notspecified";

/// What only the publisher of a dataset can mend.
pub(super) fn published(
    question: DatasetQuestion,
    record: &DatasetRecord,
    one: &DatasetUse,
    around: (&Law, &Facts),
) -> Said {
    let lacks = |criterion| record.quality.of(criterion).map(|met| !met);
    match question {
        DatasetQuestion::LicenceUnlisted
        | DatasetQuestion::LicenceUnspecified
        | DatasetQuestion::LicenceSuperseded
        | DatasetQuestion::LicenceDiffers => licence(question, record, one, around),
        DatasetQuestion::WithoutResource => Said::of(
            record.resource_count.map(|count| count == 0),
            DatasetFact::WithoutResource,
        ),
        DatasetQuestion::WithoutOpenFormat => open_format(record),
        DatasetQuestion::ResourceUnavailable => unavailable(record),
        // Nobody updates what is archived.
        DatasetQuestion::Late | DatasetQuestion::FrequencyUnknown if one.is_archived() => Said::Aside,
        DatasetQuestion::Late => late(record, one),
        DatasetQuestion::FrequencyUnknown => match record.frequency.as_deref() {
            Some("unknown") => Said::Fault(DatasetFact::FrequencyUnknown),
            Some(_) => Said::Fine,
            None => Said::of(lacks(Criterion::Frequency), DatasetFact::FrequencyUnknown),
        },
        DatasetQuestion::DescriptionShort => {
            Said::of(lacks(Criterion::Description), DatasetFact::DescriptionShort)
        }
        DatasetQuestion::WithoutTemporalCoverage => Said::of(
            lacks(Criterion::TemporalCoverage),
            DatasetFact::WithoutTemporalCoverage,
        ),
        DatasetQuestion::WithoutSpatialCoverage => Said::of(
            lacks(Criterion::SpatialCoverage),
            DatasetFact::WithoutSpatialCoverage,
        ),
        DatasetQuestion::WithoutContact => Said::of(
            record.contacts.map(|count| count == 0),
            DatasetFact::WithoutContact,
        ),
        DatasetQuestion::WithoutSchema => schema(record),
        DatasetQuestion::ResourceInvalid => invalid(record),
        DatasetQuestion::WithoutDocumentation if record.resource_count == Some(0) => Said::Aside,
        DatasetQuestion::WithoutDocumentation => {
            Said::of(lacks(Criterion::Documentation), DatasetFact::WithoutDocumentation)
        }
        DatasetQuestion::OwnedByPerson => Said::of(record.personal, DatasetFact::OwnedByPerson),
        DatasetQuestion::OrganizationUncertified => match &record.organization {
            None => Said::Aside,
            Some(one) => {
                let certified = |badges: &Vec<String>| badges.iter().any(|badge| badge == "certified");
                let missing = one.badges.as_ref().map(|badges| !certified(badges));
                Said::of(missing, DatasetFact::OrganizationUncertified(one.name.clone()))
            }
        },
        DatasetQuestion::WithoutBacklink => {
            Said::of(one.backlink.map(|there| !there), DatasetFact::WithoutBacklink)
        }
        DatasetQuestion::RestrictedWithoutRequest => match record.access.as_deref() {
            None => Said::Unsaid,
            Some("restricted") => Said::of(
                record.request_address.map(|given| !given),
                DatasetFact::RestrictedWithoutRequest,
            ),
            Some(_) => Said::Aside,
        },
        _ => Said::Aside,
    }
}

/// Whether an identifier is what the portal means: "CC-BY-" leaves the version open, and is no other kind of CC-BY.
fn is_of(own: &str, portal: &str) -> bool {
    own.strip_prefix(portal).is_some_and(|rest| {
        if portal.ends_with('-') {
            rest.starts_with(|c: char| c.is_ascii_digit())
        } else {
            rest.is_empty()
        }
    })
}

/// The portal erases the licence of data with a restricted access: nothing follows from it.
fn licence(
    question: DatasetQuestion,
    record: &DatasetRecord,
    one: &DatasetUse,
    (law, facts): (&Law, &Facts),
) -> Said {
    if record.access.as_deref().is_some_and(|access| access != "open") {
        return Said::Aside;
    }
    let Some(id) = record.licence.as_deref() else {
        return Said::Unsaid;
    };
    let unspecified = id == UNSPECIFIED;
    match question {
        // The licence of restricted data looks the same.
        DatasetQuestion::LicenceUnspecified if unspecified && record.access.is_none() => Said::Unsaid,
        DatasetQuestion::LicenceUnspecified if unspecified => Said::Fault(DatasetFact::LicenceUnspecified),
        DatasetQuestion::LicenceUnspecified => Said::Fine,
        _ if unspecified => Said::Aside,
        DatasetQuestion::LicenceSuperseded if id == FIRST_VERSION => {
            Said::Fault(DatasetFact::LicenceSuperseded)
        }
        DatasetQuestion::LicenceSuperseded => Said::Fine,
        DatasetQuestion::LicenceUnlisted => match ruling(record, law, facts) {
            Some(ruling) if ruling.grade.is_allowed() => Said::Fine,
            _ if !binds(record, one) => Said::Unsaid,
            ruling => Said::Fault(DatasetFact::LicenceUnlisted {
                id: id.to_owned(),
                note: ruling.and_then(|ruling| ruling.entry?.note.clone()),
            }),
        },
        _ => {
            let own = facts.licensing.of(Subject::Data).filter(|one| !one.inherited);
            let Some((conclusion, own)) = own.and_then(|own| Some((own, own.expression.as_ref()?))) else {
                return Said::Aside;
            };
            let Some(spdx) = record.spdx() else {
                return Said::Unsaid;
            };
            // What the repository says may be read in several ways: only what holds for all of them is told.
            let agrees = |reading: &str| identifiers(reading).iter().any(|own| is_of(own, spdx));
            let readings: Vec<bool> = conclusion.readings().map(agrees).collect();
            match (readings.contains(&true), readings.contains(&false)) {
                (true, false) => Said::Fine,
                (true, true) => Said::Unsaid,
                (false, _) => Said::Fault(DatasetFact::LicenceDiffers {
                    portal: spdx.trim_end_matches('-').to_owned(),
                    repository: own.clone(),
                }),
            }
        }
    }
}

/// What the law says of a licence of the portal, the same as of one that the repository gives to its data. The portal
/// names no version of Creative Commons; the list names none of them.
fn ruling<'l>(record: &DatasetRecord, law: &'l Law, facts: &Facts) -> Option<Ruling<'l>> {
    let spdx = record.spdx()?;
    let version = if spdx.ends_with('-') { "4.0" } else { "" };
    let parsed = expression(&format!("{spdx}{version}"))?;
    Some(law.judge(&parsed, Subject::Data, today(facts)))
}

/// Whether the list binds who publishes: an administration, by the portal's badge, or because the team is the one that
/// is audited. An association that the dataset's page names may choose any licence.
fn binds(record: &DatasetRecord, one: &DatasetUse) -> bool {
    let badges = record.organization.as_ref().and_then(|one| one.badges.as_ref());
    badges.is_some_and(|badges| badges.iter().any(|badge| badge == "public-service"))
        || matches!(one.reason, RoleReason::Declared | RoleReason::Organization)
}

fn resources(record: &DatasetRecord) -> Option<&[ResourceRecord]> {
    record.resources.as_deref()
}

/// The formats that the portal takes for closed (udata, `CLOSED_FORMATS`).
const CLOSED: [&str; 7] = ["pdf", "doc", "docx", "word", "xls", "excel", "xlsx"];

fn open_format(record: &DatasetRecord) -> Said {
    if record.resource_count == Some(0) {
        return Said::Aside;
    }
    let formats: Vec<String> = match (resources(record), &record.formats) {
        (Some(all), _) => all
            .iter()
            .map(|one| one.format.clone().unwrap_or_default())
            .collect(),
        (None, Some(formats)) => formats.clone(),
        (None, None) => return Said::Unsaid,
    };
    let open = |format: &String| !format.is_empty() && !CLOSED.contains(&&*format.to_lowercase());
    if formats.iter().any(open) {
        return Said::Fine;
    }
    // A resource without a format may have an open one: only formats that are told are told against it.
    if formats.iter().any(String::is_empty) || formats.is_empty() {
        return Said::Unsaid;
    }
    let told: BTreeSet<String> = formats.iter().map(|format| format.to_lowercase()).collect();
    Said::Fault(DatasetFact::WithoutOpenFormat(told.into_iter().collect()))
}

/// A resource that was never checked is neither there nor gone.
fn unavailable(record: &DatasetRecord) -> Said {
    let Some(all) = resources(record) else {
        return Said::Unsaid;
    };
    let gone: Vec<_> = all.iter().filter(|one| one.available == Some(false)).collect();
    match gone.first() {
        Some(first) => Said::Fault(DatasetFact::ResourceUnavailable {
            title: first.title.clone(),
            count: gone.len(),
            status: first.status,
            checked: first.checked.clone(),
        }),
        // The portal's own score counts as there what nobody has visited yet.
        None if all
            .iter()
            .any(|one| one.remote == Some(true) && one.available.is_none()) =>
        {
            Said::Unsaid
        }
        None if all.iter().any(|one| one.available == Some(true)) => Said::Fine,
        // Files that lie on the portal itself are not visited.
        None => Said::Aside,
    }
}

fn late(record: &DatasetRecord, one: &DatasetUse) -> Said {
    match record.frequency.as_deref() {
        None => Said::Unsaid,
        Some(_) if record.period().is_none() => Said::Aside,
        Some(_) if record.last_update.is_none() => Said::Unsaid,
        Some(frequency) => match one.days_late() {
            Some(days) => Said::Fault(DatasetFact::Late {
                days,
                frequency: frequency.to_owned(),
            }),
            None => Said::Fine,
        },
    }
}

/// Formats of tables, which a Table Schema describes.
const TABLES: [&str; 6] = ["csv", "csv.gz", "tsv", "xlsx", "ods", "parquet"];

fn schema(record: &DatasetRecord) -> Said {
    let Some(all) = resources(record) else {
        return Said::Unsaid;
    };
    if all.iter().any(|one| one.schema) {
        return Said::Fine;
    }
    let tables = all.iter().any(|one| {
        let format = one.format.as_deref().unwrap_or_default().to_lowercase();
        one.kind == "main" && TABLES.contains(&format.as_str())
    });
    if tables {
        Said::Fault(DatasetFact::WithoutSchema)
    } else {
        Said::Aside
    }
}

fn invalid(record: &DatasetRecord) -> Said {
    let Some(all) = resources(record) else {
        return Said::Unsaid;
    };
    match all.iter().find(|one| one.valid == Some(false)) {
        Some(one) => Said::Fault(DatasetFact::ResourceInvalid(one.title.clone())),
        None if all.iter().any(|one| one.valid == Some(true)) => Said::Fine,
        None => Said::Aside,
    }
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_kind_of_licence_is_not_another_of_the_same_beginning() {
        for (own, portal, same) in [
            ("CC-BY-4.0", "CC-BY-", true),
            ("CC-BY-SA-4.0", "CC-BY-", false),
            ("CC-BY-NC-4.0", "CC-BY-", false),
            ("CC-BY-SA-3.0", "CC-BY-SA-", true),
            ("etalab-2.0", "etalab-2.0", true),
            ("ODbL-1.0", "etalab-2.0", false),
        ] {
            assert_eq!(is_of(own, portal), same, "{own} {portal}");
        }
    }
}
