// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What source files say of their licence, in their first lines or elsewhere by REUSE.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::said::{Rank, Said, together};
use crate::model::{
    FileLicences, HeaderLicence, Headers, LicenceMatch, LicenceMethod, LicenceSeen, Place, Subject,
};

/// Most source files without a header that are told one by one.
const MOST_BARE: usize = 50;

/// Least share of a folder's source files, in percent, that say one and the same licence for it to be the folder's.
const MOST_FILES: usize = 90;

/// Least files of a folder that say it.
const LEAST_FILES: usize = 2;

/// A source file of the team.
#[derive(Debug)]
pub(super) struct Source {
    path: Arc<str>,
    /// Whether it says anything that could be understood or not.
    named: bool,
    /// Each licence that it says, with its place and how it says so.
    licences: Vec<(String, Place, LicenceMethod)>,
}

/// Reads what was found in the first lines of source files. `stated` holds what REUSE gives to files, and `decided`
/// those of which it says more or other than the file itself.
pub(super) fn read(
    heads: &[FileLicences],
    stated: &BTreeMap<String, Vec<String>>,
    decided: &BTreeSet<String>,
) -> Vec<Source> {
    heads
        .iter()
        .map(|head| {
            let mut named: Vec<&LicenceMatch> = head.matches.iter().filter(|found| found.is_sure()).collect();
            // A file that bears a tag may well speak of other licences in its comments.
            if named.iter().any(|found| found.method == LicenceMethod::Tag) {
                named.retain(|found| found.method == LicenceMethod::Tag);
            }
            let elsewhere = stated.get(&*head.path).filter(|said| !said.is_empty());
            let licences = match elsewhere {
                Some(expressions) if named.is_empty() || decided.contains(&*head.path) => {
                    let expression = together(expressions);
                    expression
                        .into_iter()
                        .map(|one| (one, Place::file(&head.path), LicenceMethod::Tag))
                        .collect()
                }
                _ => named
                    .iter()
                    .map(|found| {
                        let place = Place::line(&head.path, found.lines.0);
                        (found.expression.clone(), place, found.method)
                    })
                    .collect(),
            };
            Source {
                path: Arc::clone(&head.path),
                named: !named.is_empty() || elsewhere.is_some(),
                licences,
            }
        })
        .collect()
}

/// Counts what source files say.
pub(super) fn count(sources: &[Source]) -> Headers {
    let mut counted: BTreeMap<&str, HeaderLicence> = BTreeMap::new();
    let mut headers = Headers {
        files: sources.len(),
        ..Headers::default()
    };
    for source in sources {
        if source.named {
            headers.named += 1;
        } else if headers.bare.len() < MOST_BARE {
            headers.bare.push(Arc::clone(&source.path));
        }
        for (expression, place, method) in &source.licences {
            let first = || HeaderLicence {
                expression: expression.clone(),
                files: 0,
                place: place.clone(),
                method: *method,
            };
            counted.entry(expression).or_insert_with(first).files += 1;
        }
    }
    headers.expressions = counted.into_values().collect();
    headers.expressions.sort_by(|a, b| {
        b.files
            .cmp(&a.files)
            .then_with(|| a.expression.cmp(&b.expression))
    });
    headers
}

/// The licence that nearly all source files of a folder say, for the topmost such folders.
pub(super) fn of_folders(sources: &[Source]) -> Vec<Said> {
    /// Files, and for each licence how many say it, and where and how the first one does.
    type Counts<'a> = (usize, BTreeMap<&'a str, (usize, &'a Place, LicenceMethod)>);
    let mut folders: BTreeMap<&str, Counts<'_>> = BTreeMap::new();
    for source in sources {
        for (at, _) in source.path.match_indices('/') {
            let (files, licences) = folders.entry(&source.path[..at]).or_default();
            *files += 1;
            if let [(expression, place, method)] = source.licences.as_slice() {
                licences.entry(expression).or_insert((0, place, *method)).0 += 1;
            }
        }
    }
    let mut told: Vec<Said> = Vec::new();
    for (folder, (files, licences)) in folders {
        let first = licences
            .into_iter()
            .find(|(_, (count, _, _))| *count >= LEAST_FILES && count * 100 >= files * MOST_FILES);
        let Some((expression, (_, place, method))) = first else {
            continue;
        };
        let within = |said: &Said| {
            let below = folder.strip_prefix(&*said.folder);
            said.seen.expression == expression && below.is_some_and(|rest| rest.starts_with('/'))
        };
        if !told.iter().any(within) {
            told.push(Said {
                folder: folder.to_owned(),
                subject: Subject::Code,
                rank: Rank::Header,
                exact: true,
                minor: false,
                assumed: false,
                seen: LicenceSeen {
                    place: place.clone(),
                    last_line: None,
                    expression: expression.to_owned(),
                    method,
                    confidence: 90,
                },
            });
        }
    }
    told
}
