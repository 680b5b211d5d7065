// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Names that fit several licences ("GPL v3", "EUPL", "BSD"): nothing is concluded from them, and still they
//! contradict a licence that none of their readings is.

use std::collections::BTreeSet;

use crate::licence::{self, RESTRICTED, identifiers};
use crate::model::{
    Conclusion, Disagreement, FileLicences, LicenceMethod, LicenceSeen, ManifestLicence, Place, Standing,
    Subject,
};

use super::said::{self, families, is_for_content};

/// Confidence at most in a conclusion that such a name contradicts.
const CONTRADICTED: u8 = 70;

/// A name, all that it fits, and the folder of which it speaks.
struct Name {
    folder: String,
    readings: Vec<String>,
    seen: LicenceSeen,
}

/// The names of documents and manifests of which no reading is the licence of the code that was concluded.
pub(super) fn disagreements(
    documents: &[FileLicences],
    manifests: &[ManifestLicence],
    conclusions: &mut [Conclusion],
) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for name in of_documents(documents).chain(of_manifests(manifests)) {
        let concluded = conclusions
            .iter_mut()
            .find(|one| one.subject == Subject::Code && *one.folder == *name.folder);
        let Some(conclusion) = concluded.filter(|one| !one.inherited && one.unnamed.is_empty()) else {
            continue;
        };
        let Some(first) = conclusion.evidence.first() else {
            continue;
        };
        let known: BTreeSet<String> = conclusion.readings().flat_map(families).collect();
        // A document that names the licence too speaks of something else, or contradicts itself: nobody can tell.
        let agrees = documents
            .iter()
            .filter(|file| Some(&file.path) == name.seen.place.path.as_ref())
            .flat_map(|file| &file.matches)
            .any(|found| said::usable(found) && !families(&found.expression).is_disjoint(&known));
        let guess = first.method == LicenceMethod::Forge || first.place.path == name.seen.place.path;
        if agrees || guess || name.readings.iter().any(|reading| fits(reading, &name, &known)) {
            continue;
        }
        found.push(Disagreement {
            subject: Subject::Code,
            seen: name.seen,
            against: first.clone(),
        });
        conclusion.confidence = conclusion.confidence.min(CONTRADICTED);
    }
    found
}

/// Whether one reading of a name may be the licence that was concluded. A licence for contents beside one for code is
/// given to something else, and a doubt names nothing.
fn fits(reading: &str, name: &Name, known: &BTreeSet<String>) -> bool {
    let theirs = families(reading);
    if reading.contains(RESTRICTED) || theirs.iter().any(|family| is_for_content(family)) {
        return true;
    }
    let exact = name.readings.iter().all(|other| families(other) == theirs);
    known.iter().any(|ours| {
        let like = |family: &String| {
            // Without a version the name may be that of one that is not among its readings.
            ours == family || (!exact && (stem(ours).is_empty() || stem(ours) == stem(family)))
        };
        // The LGPL is the GPL with more permissions.
        ours == RESTRICTED || (ours == "LGPL-3.0" && theirs.contains("GPL-3.0")) || theirs.iter().any(like)
    })
}

/// An identifier up to its version: `BSD-` of `BSD-3-Clause`, `CECILL-B`.
fn stem(id: &str) -> &str {
    id.find(|c: char| c.is_ascii_digit()).map_or(id, |end| &id[..end])
}

fn of_documents(documents: &[FileLicences]) -> impl Iterator<Item = Name> {
    documents.iter().flat_map(|file| {
        let vague = file.matches.iter().filter(|found| {
            !found.is_sure() && !found.part && matches!(found.subject, Subject::Project | Subject::Code)
        });
        vague.map(|found| {
            let readings: Vec<String> = std::iter::once(&found.expression)
                .chain(&found.rivals)
                .cloned()
                .collect();
            Name {
                folder: said::folder_of_document(&file.path).to_owned(),
                seen: LicenceSeen {
                    place: Place::line(&file.path, found.lines.0),
                    last_line: (found.lines.1 > found.lines.0).then_some(found.lines.1),
                    expression: readings.join(" | "),
                    method: found.method,
                    confidence: found.confidence,
                },
                readings,
            }
        })
    })
}

/// The only value of a manifest, when it is such a name and nothing else.
fn of_manifests(manifests: &[ManifestLicence]) -> impl Iterator<Item = Name> {
    let alone = |one: &ManifestLicence| {
        let of_file = manifests
            .iter()
            .filter(|other| other.place.path == one.place.path);
        of_file.count() == 1
    };
    manifests
        .iter()
        .filter(move |one| one.standing == Standing::Unknown && alone(one))
        .filter_map(|one| {
            let path = one.place.path.as_deref()?;
            let readings = licence::candidates(&one.value);
            readings
                .iter()
                .any(|reading| !identifiers(reading).is_empty())
                .then(|| Name {
                    folder: path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
                    seen: LicenceSeen {
                        place: one.place.clone(),
                        last_line: None,
                        expression: one.value.clone(),
                        method: LicenceMethod::Manifest,
                        confidence: 50,
                    },
                    readings,
                })
        })
}
