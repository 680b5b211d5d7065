// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The conclusions of a whole repository.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::facts::manifest::Manifest;
use crate::licence;
use crate::model::{
    Conclusion, Disagreement, FileLicences, Headers, LicenceMatch, LicenceMethod, LicenceSeen, Licensing,
    ManifestLicence, Place, Standing, Subject, is_program,
};

use super::conclude::conclude;
use super::place::{Shelf, named_id, shelf};
use super::said::{self, Said, families, usable};
use super::{doubt, sources, vague, weigh};

/// Confidence at most in the first of several licences that a name fits.
const MOST_VAGUE: u8 = 50;

/// What the extraction gathered, each list sorted by path.
#[derive(Debug, Default)]
pub(in crate::facts) struct Gathered {
    /// The team's licence files.
    pub texts: Vec<FileLicences>,
    /// READMEs.
    pub documents: Vec<FileLicences>,
    /// The team's source files.
    pub heads: Vec<FileLicences>,
    /// Descriptions of packages of data.
    pub packages: Vec<FileLicences>,
    /// Lockfiles, with the licences of what they lock.
    pub locked: Vec<FileLicences>,
    /// Licence files among copied code.
    pub vendored: Vec<FileLicences>,
    /// What REUSE gives to the team's own files: expressions by path.
    pub stated: BTreeMap<String, Vec<String>>,
    /// Those of which REUSE says more or other than the file itself.
    pub decided: BTreeSet<String>,
}

impl Gathered {
    /// Tells what was found the year of the audit: licences may be granted from a year on.
    pub(in crate::facts) fn begin(&mut self, now: i64) {
        let year = jiff::Timestamp::from_second(now)
            .map(|now| jiff::tz::TimeZone::UTC.to_datetime(now).year())
            .ok()
            .and_then(|year| u16::try_from(year).ok());
        let files = self
            .texts
            .iter_mut()
            .chain(&mut self.documents)
            .chain(&mut self.heads);
        for found in files.flat_map(|file| &mut file.matches) {
            licence::begin(found, year.unwrap_or_default());
        }
    }
}

/// Concludes from everything that was gathered, from the manifests and from the forge's own detection.
pub(in crate::facts) fn assemble(
    gathered: Gathered,
    manifests: &[Manifest],
    forge: Option<&str>,
) -> Licensing {
    let sources = sources::read(&gathered.heads, &gathered.stated, &gathered.decided);
    let headers = sources::count(&sources);
    let manifests = meanings(manifests);
    let mut words = said::of_texts(&gathered.texts.iter().collect::<Vec<_>>());
    words.extend(said::of_documents(&gathered.documents.iter().collect::<Vec<_>>()));
    words.extend(said::of_manifests(&manifests));
    words.extend(said::of_packages(&gathered.packages));
    words.extend(said::of_headers(&headers));
    words.extend(sources::of_folders(&sources));
    words.extend(said::of_reuse(&gathered.stated));
    words.extend(said::of_forge(forge));
    weigh::weigh_sentences(&mut words);
    weigh::set_apart(&mut words);
    weigh::hear_sources(&mut words, &headers);
    let unnamed = unnamed(&gathered.texts);
    let mut disagreements = misnamed(&gathered.texts);
    let mut conclusions = whole(&words, &unnamed, &mut disagreements);
    let unsaid = |one: &&mut Conclusion| one.inherited || one.expression.is_none();
    for conclusion in conclusions.iter_mut().skip(1).filter(unsaid) {
        leave_open(conclusion, &gathered.documents);
    }
    conclusions.extend(folders(&words, &unnamed, &conclusions[0], &mut disagreements));
    for conclusion in &mut conclusions {
        doubt::restricted(conclusion, &gathered.texts, &gathered.documents);
        doubt::open_legs(conclusion, &gathered.texts);
    }
    disagreements.extend(half(&headers, &conclusions));
    disagreements.extend(vague::disagreements(
        &gathered.documents,
        &manifests,
        &mut conclusions,
    ));
    disagreements.extend(listed(&gathered, &conclusions));
    let refused = refused(&gathered.documents, &conclusions[0]);
    if !refused.is_empty() {
        conclusions[0].confidence = conclusions[0].confidence.min(MOST_VAGUE);
    }
    disagreements.extend(refused);
    disagreements.sort_by(|a, b| a.seen.place.cmp(&b.seen.place));
    let kept = doubt::kept(&gathered.texts, &gathered.documents);
    let mut files = gathered.texts;
    files.extend(
        gathered
            .documents
            .into_iter()
            .chain(gathered.packages)
            .filter(|file| !file.matches.is_empty()),
    );
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Licensing {
        conclusions,
        disagreements,
        files,
        manifests,
        vendored: gathered.vendored,
        locked: gathered.locked,
        headers,
        kept,
    }
}

/// Code, documentation and data of the whole repository.
fn whole(
    words: &[Said],
    unnamed: &[(String, Subject, Arc<str>)],
    disagreements: &mut Vec<Disagreement>,
) -> Vec<Conclusion> {
    let here = |subjects: &[Subject]| -> Vec<&Said> {
        words
            .iter()
            .filter(|said| said.folder.is_empty() && subjects.contains(&said.subject))
            .collect()
    };
    let lost = |subjects: &[Subject]| -> Vec<Arc<str>> {
        unnamed
            .iter()
            .filter(|(folder, subject, _)| folder.is_empty() && subjects.contains(subject))
            .map(|(_, _, path)| Arc::clone(path))
            .collect()
    };
    let project = [Subject::Project, Subject::Code];
    let code = conclude(Subject::Code, "", &here(&project), lost(&project), disagreements);
    let general = here(&[Subject::Project]);
    let mut all = vec![code];
    for subject in [Subject::Documentation, Subject::Data] {
        let (mut own, gone) = (here(&[subject]), lost(&[subject]));
        // Tags that give the code's licence to every file of the repository are no word on this subject.
        let given: BTreeSet<String> = all[0].readings().flat_map(families).collect();
        own.retain(|said| said.rank != said::Rank::Header || !said.families().is_subset(&given));
        let inherits = own.is_empty() && gone.is_empty();
        all.push(if inherits {
            inherited(subject, &all[0], &general, lost(&[Subject::Project]))
        } else {
            conclude(subject, "", &own, gone, disagreements)
        });
    }
    all
}

/// A subject of which the README speaks, in a name that fits several licences, has one of those.
fn leave_open(conclusion: &mut Conclusion, documents: &[FileLicences]) {
    if let Some((mut readings, seen)) = doubt::vague(documents, conclusion.subject) {
        conclusion.inherited = false;
        conclusion.confidence = MOST_VAGUE;
        conclusion.expression = Some(readings.remove(0));
        conclusion.rivals = readings;
        conclusion.evidence = vec![seen];
    }
}

/// The licence of a subject that nothing speaks of: that of the code, if something gives it to the project.
fn inherited(subject: Subject, code: &Conclusion, general: &[&Said], unnamed: Vec<Arc<str>>) -> Conclusion {
    let given: BTreeSet<String> = code.readings().flat_map(families).collect();
    let agrees = |said: &&Said| !said.minor && !said.families().is_disjoint(&given);
    if general.iter().copied().any(|said| agrees(&said)) {
        return Conclusion {
            subject,
            inherited: true,
            unnamed,
            ..code.clone()
        };
    }
    let mut conclusion = conclude(subject, "", &[], unnamed, &mut Vec::new());
    conclusion.inherited = !conclusion.unnamed.is_empty();
    conclusion
}

/// Folders with licence files of their own, and those whose manifest or sources name another licence than the
/// project's.
fn folders(
    words: &[Said],
    unnamed: &[(String, Subject, Arc<str>)],
    code: &Conclusion,
    disagreements: &mut Vec<Disagreement>,
) -> Vec<Conclusion> {
    let project: BTreeSet<String> = code.readings().flat_map(families).collect();
    let mut told: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    for said in words.iter().filter(|said| !said.folder.is_empty()) {
        told.entry(&said.folder).or_default().push(said);
    }
    let mut lost: BTreeMap<&str, Vec<Arc<str>>> = BTreeMap::new();
    for (folder, _, path) in unnamed.iter().filter(|(folder, _, _)| !folder.is_empty()) {
        lost.entry(folder).or_default().push(Arc::clone(path));
    }
    let names: BTreeSet<&str> = told.keys().chain(lost.keys()).copied().collect();
    names
        .into_iter()
        .filter_map(|folder| {
            let words = told.remove(folder).unwrap_or_default();
            let gone = lost.remove(folder).unwrap_or_default();
            let own = !gone.is_empty() || words.iter().any(|said| said.rank == said::Rank::Text);
            let other = words.iter().any(|said| {
                matches!(said.rank, said::Rank::Manifest | said::Rank::Header)
                    && said.families().is_disjoint(&project)
            });
            (own || other).then(|| conclude(Subject::Code, folder, &words, gone, disagreements))
        })
        .collect()
}

/// A licence that half of the source files say, against that of a licence file or manifest: too few to conclude from, too
/// many to be passed over, unless a folder is licensed so.
fn half(headers: &Headers, conclusions: &[Conclusion]) -> Vec<Disagreement> {
    let Some((code, others)) = conclusions.split_first() else {
        return Vec::new();
    };
    // A tag is a file's own, and so is what a source file says.
    let of_file = |seen: &LicenceSeen| {
        seen.method == LicenceMethod::Tag || seen.place.path.as_deref().is_some_and(is_program)
    };
    let named = |seen: &&LicenceSeen| !of_file(seen) && seen.method != LicenceMethod::Forge;
    let Some(first) = code.evidence.first().filter(named) else {
        return Vec::new();
    };
    let known: BTreeSet<String> = code.readings().flat_map(families).collect();
    let of_folder = |theirs: &BTreeSet<String>| {
        others.iter().any(|folder| {
            let by_file = folder.evidence.first().is_some_and(|seen| !of_file(seen));
            !folder.folder.is_empty() && by_file && folder.readings().any(|one| families(one) == *theirs)
        })
    };
    headers
        .expressions
        .iter()
        .filter(|said| said.files * 2 == headers.files && said.files > 1)
        .filter(|said| {
            let theirs = families(&said.expression);
            theirs.is_disjoint(&known) && !of_folder(&theirs)
        })
        .map(|said| Disagreement {
            subject: Subject::Code,
            seen: LicenceSeen {
                place: said.place.clone(),
                last_line: None,
                expression: said.expression.clone(),
                method: said.method,
                confidence: 90,
            },
            against: first.clone(),
        })
        .collect()
}

/// Documents of the root that refuse what the licence of the code grants.
fn refused(documents: &[FileLicences], code: &Conclusion) -> Vec<Disagreement> {
    let Some(first) = code.evidence.first() else {
        return Vec::new();
    };
    let of_root = documents
        .iter()
        .filter(|file| said::folder_of_document(&file.path).is_empty());
    of_root
        .filter_map(|file| {
            Some(Disagreement {
                subject: Subject::Code,
                seen: LicenceSeen {
                    place: Place::line(&file.path, file.refused?),
                    last_line: None,
                    expression: licence::REFUSED.to_owned(),
                    method: LicenceMethod::Statement,
                    confidence: 90,
                },
                against: first.clone(),
            })
        })
        .collect()
}

/// Lists of folders in READMEs of the root that give none of the code the licence of the licence file. A folder that has a
/// licence file of its own is told apart by it, and a doubt on either side contradicts nothing. Source files outside the
/// folders have the licence of the file, and so has a rest of which the README speaks.
fn listed(gathered: &Gathered, conclusions: &[Conclusion]) -> Vec<Disagreement> {
    let code = &conclusions[0];
    let Some(first) = code.evidence.first() else {
        return Vec::new();
    };
    let of_file = first.place.path.as_deref().is_some_and(
        |path| matches!(shelf(path), Shelf::Folder(folder, Subject::Project) if folder.is_empty()),
    );
    let known: BTreeSet<String> = code.readings().flat_map(families).collect();
    let certain = of_file && code.unnamed.is_empty() && !known.contains(licence::RESTRICTED);
    let of_folder = |found: &LicenceMatch| {
        conclusions.iter().any(|one| {
            !one.folder.is_empty()
                && one
                    .readings()
                    .any(|reading| families(reading) == families(&found.expression))
        })
    };
    let mut all = Vec::new();
    let holds_code = |file: &FileLicences| {
        // By the folders of each path: a README may list as many as there are sources.
        let listed: BTreeSet<&str> = file.folders.iter().map(|folder| &**folder).collect();
        let within = |path: &str| {
            let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            folders.any(|folder| listed.contains(folder))
        };
        !gathered.heads.is_empty() && gathered.heads.iter().all(|head| within(&head.path))
    };
    let of_root = |file: &&FileLicences| said::folder_of_document(&file.path).is_empty() && holds_code(file);
    for file in gathered.documents.iter().filter(|file| certain && of_root(file)) {
        let parts: Vec<&LicenceMatch> = file
            .matches
            .iter()
            .filter(|found| found.part && matches!(found.subject, Subject::Project | Subject::Code))
            .collect();
        let differs = |found: &&LicenceMatch| {
            found.is_sure() && !of_folder(found) && families(&found.expression).is_disjoint(&known)
        };
        if !parts.iter().all(differs) {
            continue;
        }
        all.extend(parts.iter().map(|found| Disagreement {
            subject: Subject::Code,
            seen: LicenceSeen {
                place: Place::line(&file.path, found.lines.0),
                last_line: None,
                expression: found.expression.clone(),
                method: found.method,
                confidence: found.confidence,
            },
            against: first.clone(),
        }));
    }
    all
}

/// Licence files of which no name can be told, with what they are given to.
fn unnamed(texts: &[FileLicences]) -> Vec<(String, Subject, Arc<str>)> {
    texts
        .iter()
        .filter(|file| !file.matches.iter().any(usable))
        .filter_map(|file| match shelf(&file.path) {
            Shelf::Folder(folder, subject) => Some((folder, subject, Arc::clone(&file.path))),
            Shelf::Reuse => None,
        })
        .collect()
}

/// Licence files whose name says another licence than their text.
fn misnamed(texts: &[FileLicences]) -> Vec<Disagreement> {
    texts
        .iter()
        .filter_map(|file| {
            let id = named_id(&file.path)?;
            let is_text = |method| matches!(method, LicenceMethod::Exact | LicenceMethod::Text);
            let seen: Vec<_> = file
                .matches
                .iter()
                .filter(|found| usable(found) && is_text(found.method))
                .collect();
            let first = seen.first()?;
            let named = families(id);
            let agrees = seen
                .iter()
                .any(|found| !families(&found.expression).is_disjoint(&named));
            (!agrees).then(|| Disagreement {
                subject: Subject::Project,
                seen: LicenceSeen {
                    place: Place::file(&file.path),
                    last_line: None,
                    expression: id.to_owned(),
                    method: LicenceMethod::FileName,
                    confidence: 100,
                },
                against: LicenceSeen {
                    place: Place::line(&file.path, first.lines.0),
                    last_line: (first.lines.1 > first.lines.0).then_some(first.lines.1),
                    expression: first.expression.clone(),
                    method: first.method,
                    confidence: first.confidence,
                },
            })
        })
        .collect()
}

/// What the licence fields of manifests mean.
fn meanings(manifests: &[Manifest]) -> Vec<ManifestLicence> {
    manifests
        .iter()
        .flat_map(|manifest| {
            manifest.licences.iter().enumerate().map(move |(index, found)| {
                let standing = licence::resolve(&found.value);
                // Where no expression is asked for, one is still one.
                let is_one = matches!(standing, Standing::Valid(_) | Standing::Deprecated(_));
                ManifestLicence {
                    place: Place::line(&manifest.path, found.line),
                    value: found.value.clone(),
                    standing,
                    // Classifiers, addresses and files beside the field have forms of their own.
                    wants_spdx: index == 0 && manifest.wants_spdx() && (is_one || !manifest.loose),
                }
            })
        })
        .collect()
}
