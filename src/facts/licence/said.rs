// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Everything that says something of a licence, in one form.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::licence::{family, identifiers, resolve};
use crate::model::{
    FileLicences, Headers, LicenceMatch, LicenceMethod, LicenceSeen, ManifestLicence, Place, Standing,
    Subject, is_program,
};

use super::place::{Shelf, identifier, is_readme, shelf, subject_of_folder};

/// Whose word counts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A licence file.
    Text,
    /// The first lines of source files.
    Header,
    /// A manifest.
    Manifest,
    /// A sentence or an image of the README.
    Document,
    /// A manifest in words of its own, where a sentence says of the code something else.
    Vague,
    /// A text in `LICENSES/`: it is used somewhere, nobody says where.
    Shelf,
    /// The forge's own detection.
    Forge,
}

/// One word on a licence.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub folder: String,
    pub subject: Subject,
    pub rank: Rank,
    /// Whether it tells `-only` from `-or-later`, when the licence is one of GNU's.
    pub exact: bool,
    /// Whether it may stand alone; source files with another licence are no word on the project.
    pub minor: bool,
    /// Whether nobody says the subject: it is what such a licence is mostly given to.
    pub assumed: bool,
    pub seen: LicenceSeen,
}

impl Said {
    /// The identifiers without variants.
    pub(super) fn families(&self) -> BTreeSet<String> {
        families(&self.seen.expression)
    }
}

/// The identifiers of an expression, without variants and exceptions.
pub(super) fn families(expression: &str) -> BTreeSet<String> {
    identifiers(expression)
        .iter()
        .map(|id| family(id.split(" WITH ").next().unwrap_or(id)).to_owned())
        .collect()
}

/// Whether an identifier has the two variants of the GNU licences.
pub(super) fn has_variants(id: &str) -> bool {
    id.ends_with("-or-later") || id.ends_with("-only")
}

/// Licences for texts, pictures and data, hardly ever given to code.
pub(super) fn is_for_content(family: &str) -> bool {
    family == "etalab-2.0"
        || family == "LicenseRef-etalab-1.0"
        || is_for_data(family)
        || ["CC-BY", "CC0-", "GFDL-", "OFL-", "FAL-", "LAL-"]
            .iter()
            .any(|start| family.starts_with(start))
}

/// Licences for databases only.
pub(super) fn is_for_data(family: &str) -> bool {
    ["ODbL-", "ODC-", "PDDL-", "DbCL-", "DL-DE-", "CDLA-"]
        .iter()
        .any(|start| family.starts_with(start))
}

/// The words of the licence files. A content licence beside one for code is given to the contents, and one
/// for fonts to neither.
pub(super) fn of_texts(files: &[&FileLicences]) -> Vec<Said> {
    let mut all: Vec<Said> = files.iter().flat_map(|file| of_text(file)).collect();
    let coded: BTreeSet<String> = all
        .iter()
        .filter(|said| {
            said.subject == Subject::Project && !said.families().iter().all(|id| is_for_content(id))
        })
        .map(|said| said.folder.clone())
        .collect();
    let mut more = Vec::new();
    all.retain_mut(|said| {
        let families = said.families();
        let content = said.subject == Subject::Project && families.iter().all(|id| is_for_content(id));
        if !content || !coded.contains(&said.folder) || said.rank != Rank::Text {
            return true;
        }
        if families.iter().all(|id| id.starts_with("OFL-")) {
            return false;
        }
        if !families.iter().all(|id| is_for_data(id)) {
            more.push(Said {
                subject: Subject::Documentation,
                assumed: true,
                ..said.clone()
            });
        }
        said.subject = Subject::Data;
        said.assumed = true;
        true
    });
    all.extend(more);
    all
}

fn of_text(file: &FileLicences) -> Vec<Said> {
    let place = shelf(&file.path);
    file.matches
        .iter()
        .filter(|found| usable(found))
        .map(|found| {
            let (folder, subject, rank) = match &place {
                Shelf::Reuse => (String::new(), Subject::Project, Rank::Shelf),
                Shelf::Folder(folder, Subject::Project) => (folder.clone(), found.subject, Rank::Text),
                Shelf::Folder(folder, subject) => (folder.clone(), *subject, Rank::Text),
            };
            said(folder, subject, rank, &file.path, found)
        })
        .collect()
}

/// The words of READMEs; each speaks of its folder, and the one beside the data of the repository of that data.
pub(super) fn of_documents(files: &[&FileLicences]) -> Vec<Said> {
    files
        .iter()
        .flat_map(|file| {
            file.matches.iter().filter(|found| usable(found)).map(|found| {
                let (folder, subject) = if is_of_data(&file.path, found) {
                    ("", Subject::Data)
                } else {
                    (folder_of_document(&file.path), found.subject)
                };
                said(folder.to_owned(), subject, Rank::Document, &file.path, found)
            })
        })
        .collect()
}

/// Whether a word of the README in the folder of data is one on the data: it says so, or names a licence that is hardly ever
/// given to code.
pub(super) fn is_of_data(path: &str, found: &LicenceMatch) -> bool {
    let beside = path.split_once('/').is_some_and(|(_, name)| !name.contains('/'))
        && subject_of_folder(path) == Some(Subject::Data);
    let content = || families(&found.expression).iter().all(|id| is_for_content(id));
    beside && (found.subject == Subject::Data || (found.subject == Subject::Project && content()))
}

/// The words of descriptions of packages of data.
pub(super) fn of_packages(files: &[FileLicences]) -> Vec<Said> {
    let words = files
        .iter()
        .flat_map(|file| file.matches.iter().map(|found| (&file.path, found)));
    words
        .map(|(path, found)| said(String::new(), Subject::Data, Rank::Manifest, path, found))
        .collect()
}

/// The folder that a document speaks of.
pub(super) fn folder_of_document(path: &str) -> &str {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if COMMUNITY.contains(&folder) { "" } else { folder }
}

/// Folders whose README speaks of the whole repository.
const COMMUNITY: &[&str] = &[".github", ".gitlab", ".gitea", ".forgejo", "docs", "doc"];

/// The words of manifests.
pub(super) fn of_manifests(manifests: &[ManifestLicence]) -> Vec<Said> {
    manifests
        .iter()
        .filter_map(|manifest| {
            let (expression, exact) = match &manifest.standing {
                Standing::Valid(expression) => (expression, true),
                // `GPL-3.0` is for "only" by the list, and its authors most often did not think of it.
                Standing::Deprecated(expression) => (expression, manifest.value.contains('+')),
                Standing::Informal(expression) => (expression, says_variant(&manifest.value)),
                Standing::Proprietary | Standing::Elsewhere(_) | Standing::Unknown => return None,
            };
            let path = manifest.place.path.as_deref().unwrap_or_default();
            let subject = if is_metadata(path) {
                Subject::Project
            } else {
                Subject::Code
            };
            Some(Said {
                folder: path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
                subject,
                rank: Rank::Manifest,
                exact,
                minor: false,
                assumed: false,
                seen: LicenceSeen {
                    place: manifest.place.clone(),
                    last_line: None,
                    expression: expression.clone(),
                    method: LicenceMethod::Manifest,
                    confidence: if matches!(manifest.standing, Standing::Valid(_)) {
                        100
                    } else {
                        90
                    },
                },
            })
        })
        .collect()
}

/// Whether words say "or later" or "only", or bound the version as R does: `GPL (>= 2)`, `GPL (== 3)`.
fn says_variant(value: &str) -> bool {
    let lower = value.to_lowercase();
    ["later", "only", "+", ">", "==", "ultérieure", "ulterieure"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Files that describe the project rather than a package of its code.
fn is_metadata(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    name.starts_with("publiccode.") || name == "codemeta.json" || name == "citation.cff"
}

/// The words of source files. They speak for the project when most files bear them; otherwise they can only
/// tell the variant of a licence that something else names.
pub(super) fn of_headers(headers: &Headers) -> Vec<Said> {
    headers
        .expressions
        .iter()
        .map(|said| Said {
            folder: String::new(),
            subject: Subject::Code,
            rank: Rank::Header,
            exact: true,
            minor: said.files * 2 <= headers.files,
            assumed: false,
            seen: LicenceSeen {
                place: said.place.clone(),
                last_line: None,
                expression: said.expression.clone(),
                method: said.method,
                confidence: 90,
            },
        })
        .collect()
}

/// The forge's word: a key such as `apache-2.0`.
pub(super) fn of_forge(key: Option<&str>) -> Option<Said> {
    let id = identifier(key?)?;
    let expression = match id {
        "GPL-2.0" | "GPL-3.0" | "LGPL-2.1" | "LGPL-3.0" | "AGPL-3.0" => format!("{id}-or-later"),
        id => id.to_owned(),
    };
    Some(Said {
        folder: String::new(),
        subject: Subject::Project,
        rank: Rank::Forge,
        exact: false,
        minor: false,
        assumed: false,
        seen: LicenceSeen {
            place: Place::repository(),
            last_line: None,
            expression,
            method: LicenceMethod::Forge,
            confidence: 50,
        },
    })
}

fn said(folder: String, subject: Subject, rank: Rank, path: &Arc<str>, found: &LicenceMatch) -> Said {
    Said {
        folder,
        subject,
        rank,
        exact: found.is_sure() && tells_variant(found.method),
        minor: false,
        assumed: false,
        seen: LicenceSeen {
            place: Place::line(path, found.lines.0),
            last_line: (found.lines.1 > found.lines.0).then_some(found.lines.1),
            expression: found.expression.clone(),
            method: found.method,
            confidence: found.confidence,
        },
    }
}

/// Whether a method sees "only" and "or later": the texts are the same.
fn tells_variant(method: LicenceMethod) -> bool {
    !matches!(
        method,
        LicenceMethod::Exact | LicenceMethod::Text | LicenceMethod::Title | LicenceMethod::Forge
    )
}

/// Whether a name can be built on: it is the only one that fits, but for its variants, and is no word on some folders only.
pub(super) fn usable(found: &LicenceMatch) -> bool {
    let own = families(&found.expression);
    !found.part && found.rivals.iter().all(|rival| families(rival) == own)
}

/// The share of a folder's files, in percent, that must have one and the same licence by REUSE.
const MOST_FILES: usize = 90;

/// The words of REUSE on documentation and data: the licence that nearly every file of their folders has.
/// Source files are counted with the others of their kind.
pub(super) fn of_reuse(stated: &BTreeMap<String, Vec<String>>) -> Vec<Said> {
    /// Files, and for each licence how many have it and the first one.
    type Counts<'a> = (usize, BTreeMap<String, (usize, &'a str)>);
    let mut counted: BTreeMap<Subject, Counts<'_>> = BTreeMap::new();
    let mut count = |subject, path, expressions: &[String]| {
        let (files, licences) = counted.entry(subject).or_default();
        *files += 1;
        if let Some(expression) = together(expressions) {
            licences.entry(expression).or_insert((0, path)).0 += 1;
        }
    };
    let of_folder = |path: &str| subject_of_folder(path);
    for (path, expressions) in stated.iter().filter(|(path, _)| !is_program(path)) {
        if let Some(subject) = of_folder(path) {
            count(subject, path.as_str(), expressions);
        }
    }
    // Without a folder for it the README is the documentation.
    if !stated
        .keys()
        .any(|path| of_folder(path) == Some(Subject::Documentation))
    {
        let readmes = stated
            .iter()
            .filter(|(path, _)| !path.contains('/') && is_readme(path));
        for (path, expressions) in readmes.filter(|(_, expressions)| !expressions.is_empty()) {
            count(Subject::Documentation, path.as_str(), expressions);
        }
    }
    counted
        .into_iter()
        .flat_map(|(subject, (files, licences))| {
            licences
                .into_iter()
                .filter(move |(_, (count, _))| count * 100 >= files * MOST_FILES)
                .map(move |(expression, (_, path))| Said {
                    folder: String::new(),
                    subject,
                    rank: Rank::Header,
                    exact: true,
                    minor: false,
                    assumed: false,
                    seen: LicenceSeen {
                        place: Place::file(&Arc::from(path)),
                        last_line: None,
                        expression,
                        method: LicenceMethod::Tag,
                        confidence: 90,
                    },
                })
        })
        .collect()
}

/// The expressions of one file as one; `None` when one of them is not understood.
pub(super) fn together(expressions: &[String]) -> Option<String> {
    let known: Option<BTreeSet<String>> = expressions
        .iter()
        .map(|written| resolve(written).expression().map(str::to_owned))
        .collect();
    let known = known?;
    let parts: Vec<String> = known
        .iter()
        .map(|one| {
            if known.len() > 1 && one.contains(" OR ") {
                format!("({one})")
            } else {
                one.clone()
            }
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}
