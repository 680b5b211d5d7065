// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the name and the folder of a licence file tell.

use crate::facts::role::{is_licence_name, role_of};
use crate::model::{LicenceSeen, Role, Subject, fold};

/// Folders at the root whose licence is that of the whole documentation.
const DOCUMENTATION: &[&str] = &["doc", "docs", "documentation", "documentations"];

/// Folders at the root whose licence is that of the whole data.
const DATA: &[&str] = &["data", "donnees", "datasets", "jeux de donnees"];

/// Words of a name that say what the licence is given to.
const SUBJECTS: &[(Subject, &[&str])] = &[
    (
        Subject::Code,
        &["code", "software", "logiciel", "source", "sources"],
    ),
    (Subject::Data, &["data", "donnees", "datasets"]),
    (
        Subject::Documentation,
        &[
            "doc",
            "docs",
            "documentation",
            "content",
            "contents",
            "contenu",
            "contenus",
            "images",
            "assets",
            "media",
        ],
    ),
];

/// Short names of licences in names of files.
const SHORT: &[(&str, &str)] = &[
    ("mit", "MIT"),
    ("apache", "Apache-2.0"),
    ("apache2", "Apache-2.0"),
    ("isc", "ISC"),
    ("zlib", "Zlib"),
    ("unlicense", "Unlicense"),
    ("lov2", "etalab-2.0"),
    ("cc0", "CC0-1.0"),
];

/// Where a licence file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shelf {
    /// It licenses this folder (empty for the whole repository), or one subject of the repository.
    Folder(String, Subject),
    /// It lies in `LICENSES/`, with the texts of every licence that is used somewhere.
    Reuse,
}

/// Whether a path is a licence file of a folder other than the root and `LICENSES/`. A page called
/// `licences.md` below the root is about licences and grants none.
pub(crate) fn is_folder_licence(path: &str) -> bool {
    let about = |name: &str| {
        let stem = name.split('.').next().unwrap_or(name).to_lowercase();
        name.contains('.') && (stem == "licences" || stem == "licenses")
    };
    path.rsplit_once('/')
        .is_some_and(|(folder, name)| folder != "LICENSES" && is_licence_name(name) && !about(name))
}

/// Whether a path is a README of some folder.
pub(super) fn is_readme(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    role_of(name) == Some(Role::Readme)
}

/// What a licence file is given to, by its place.
pub(super) fn shelf(path: &str) -> Shelf {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folder == "LICENSES" {
        return Shelf::Reuse;
    }
    let named = subject_of(name);
    match whole(folder) {
        Some(subject) => Shelf::Folder(String::new(), subject),
        None => Shelf::Folder(folder.to_owned(), named),
    }
}

/// The subject that a folder at the root holds for the whole repository.
fn whole(folder: &str) -> Option<Subject> {
    let name = fold(folder);
    if folder.contains('/') {
        None
    } else if DOCUMENTATION.contains(&&*name) {
        Some(Subject::Documentation)
    } else if DATA.contains(&&*name) {
        Some(Subject::Data)
    } else {
        None
    }
}

/// What the folder at the root that holds a file is for, when it is one for documentation or data.
pub(super) fn subject_of_folder(path: &str) -> Option<Subject> {
    path.split_once('/').and_then(|(folder, _)| whole(folder))
}

/// Whether what a source says of the data holds for a file, or, without one, for all data: the README of the folder of data
/// speaks of what lies there, and the description of a package of data of the files that it names.
pub(crate) fn reaches(seen: &LicenceSeen, file: Option<&str>) -> bool {
    let Some(path) = seen.place.path.as_deref() else {
        return true;
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if name == "datapackage.json" {
        return false;
    }
    let of_folder = subject_of_folder(path) == Some(Subject::Data) && is_readme(path);
    !of_folder
        || file
            .and_then(|file| file.strip_prefix(folder))
            .is_some_and(|rest| rest.starts_with('/'))
}

fn subject_of(name: &str) -> Subject {
    let folded = fold(name);
    SUBJECTS
        .iter()
        .find(|(_, words)| folded.split(' ').skip(1).any(|word| words.contains(&word)))
        .map_or(Subject::Project, |(subject, _)| *subject)
}

/// Whether a word says what a licence is given to.
fn is_subject(word: &str) -> bool {
    let folded = fold(word);
    SUBJECTS.iter().any(|(_, words)| words.contains(&&*folded))
}

/// The SPDX identifier that the name of a licence file gives: `LICENSE-MIT`, `LICENSE.CC-BY-4.0.txt`,
/// `LICENSES/MIT.txt`.
pub(super) fn named_id(path: &str) -> Option<&'static str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = without_extension(name);
    let rest = match after_prefix(stem) {
        // `LICENSE-DOC` is the licence of the documentation; the list has a licence `DOC` too.
        Some(rest) if is_subject(rest) => return None,
        Some(rest) => rest,
        None => (folder == "LICENSES").then_some(stem)?,
    };
    let short = SHORT.iter().find(|(short, _)| rest.eq_ignore_ascii_case(short));
    short.map(|(_, id)| *id).or_else(|| identifier(rest))
}

/// An identifier of the list, whatever its case.
pub(super) fn identifier(text: &str) -> Option<&'static str> {
    spdx::license_id(text).map(|id| id.name).or_else(|| {
        spdx::identifiers::LICENSES
            .iter()
            .map(|license| license.name)
            .find(|name| name.eq_ignore_ascii_case(text))
    })
}

fn without_extension(name: &str) -> &str {
    [".md", ".txt", ".rst", ".html", ".adoc"]
        .iter()
        .find_map(|extension| name.strip_suffix(extension))
        .unwrap_or(name)
}

fn after_prefix(stem: &str) -> Option<&str> {
    let lower = stem.to_ascii_lowercase();
    ["license", "licence", "copying"]
        .iter()
        .find(|prefix| lower.starts_with(*prefix))
        .and_then(|prefix| stem.get(prefix.len()..))
        .and_then(|rest| rest.strip_prefix(['-', '.', '_']))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_about_licences_is_no_licence_file() {
        for (path, expected) in [
            ("docs/licences.md", false),
            ("docs/licences.fr.md", false),
            ("pages/legal/Licenses.md", false),
            ("docs/LICENSE.md", true),
            ("data/LICENCE", true),
            ("data/LICENCES", true),
            ("LICENCES.md", false),
        ] {
            assert_eq!(is_folder_licence(path), expected, "{path}");
        }
    }

    use super::{Shelf, is_folder_licence, named_id, shelf};
    use crate::model::Subject::{self, Code, Data, Documentation, Project};

    #[test]
    fn places_tell_what_is_licensed() {
        let folder = |folder: &str, subject: Subject| Shelf::Folder(folder.to_owned(), subject);
        let cases = [
            ("LICENSE", folder("", Project)),
            ("LICENCE-DATA.md", folder("", Data)),
            ("LICENSE-docs", folder("", Documentation)),
            ("LICENSE.code.txt", folder("", Code)),
            ("docs/LICENSE", folder("", Documentation)),
            ("Données/LICENCE.txt", folder("", Data)),
            ("packages/x/LICENSE", folder("packages/x", Project)),
            ("packages/docs/LICENSE", folder("packages/docs", Project)),
            ("LICENSES/MIT.txt", Shelf::Reuse),
        ];
        for (path, expected) in cases {
            assert_eq!(shelf(path), expected, "{path}");
        }
        for (path, expected) in [
            ("docs/LICENSE", true),
            ("a/b/COPYING.LESSER", true),
            ("LICENSE", false),
            ("LICENSES/MIT.txt", false),
            ("src/license.rs", false),
            ("src/licence_checker.md", false),
        ] {
            assert_eq!(is_folder_licence(path), expected, "{path}");
        }
    }

    #[test]
    fn names_tell_identifiers() {
        for (path, expected) in [
            ("LICENSE-MIT", Some("MIT")),
            ("LICENSE-DOC", None),
            ("LICENSE.doc.md", None),
            ("LICENSE_DOC.txt", None),
            ("LICENCE-DOC.md", None),
            ("LICENSES/DOC.txt", Some("DOC")),
            ("LICENSE-APACHE", Some("Apache-2.0")),
            ("LICENSE.CC-BY-4.0.txt", Some("CC-BY-4.0")),
            ("LICENSES/LICENSE.etalab-2.0.md", Some("etalab-2.0")),
            ("LICENSES/GPL-3.0-or-later.txt", Some("GPL-3.0-or-later")),
            ("LICENSES/cc0-1.0", Some("CC0-1.0")),
            ("LICENSE", None),
            ("LICENSE-data.md", None),
            ("COPYING.LESSER", None),
        ] {
            assert_eq!(named_id(path), expected, "{path}");
        }
    }
}
