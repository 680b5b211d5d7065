// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The part that a document plays, told by its name and place.

use crate::model::{Role, fold};

/// Extensions of documents in a markup that the readers know, or in plain text.
const DOCUMENTS: &[&str] = &["md", "markdown", "rst", "org", "adoc", "asciidoc", "txt"];

/// Other extensions under which forges show a README: those of the same markups, and markups that are read here as plain
/// text.
const SHOWN_MARKUPS: &[&str] = &[
    "mkd", "mkdn", "mdown", "mdwn", "mdx", "asc", "rest", "text", "rdoc", "textile",
];

/// Extensions of READMEs that no reader here knows: what they say is unknown.
const UNREAD_MARKUPS: &[&str] = &[
    "html",
    "htm",
    "rmd",
    "qmd",
    "ipynb",
    "mediawiki",
    "wiki",
    "creole",
    "pod",
    "tex",
    "pdf",
    "doc",
    "docx",
    "odt",
    "rtf",
];

/// Folders, beside the root, where forges look for community files.
const COMMUNITY_FOLDERS: &[&str] = &["docs", "doc", ".github", ".gitlab", ".gitea", ".forgejo"];

/// The folder of licence texts in the REUSE specification, whose spelling is exact:
/// `licenses/` in lower case mostly holds the texts of dependencies.
const REUSE_FOLDER: &str = "LICENSES";

/// Languages that a file name may end with; codes that are also extensions of programs are left out.
const LANGUAGES: &[&str] = &[
    "fr", "en", "de", "es", "it", "nl", "pt", "eu", "br", "ca", "oc", "co", "fr fr", "en us", "en gb",
    "en en", "francais", "french", "english", "anglais",
];

/// Text files that a program reads and that nobody reads as a document.
const NOT_DOCUMENTS: &[&str] = &[
    "cmakelists.txt",
    "robots.txt",
    "ads.txt",
    "runtime.txt",
    "constraints.txt",
    "packages.txt",
    "version.txt",
];

/// Words of a README that is to be copied elsewhere.
const MODELS: &[&str] = &[
    "template",
    "templates",
    "model",
    "modele",
    "example",
    "exemple",
    "sample",
];

/// Names, folded, of each role; French ones included.
const NAMES: &[(Role, &[&str])] = &[
    (Role::Readme, &["readme", "lisezmoi", "lisez moi", "read me"]),
    (
        Role::Contributing,
        &[
            "contributing",
            "contribute",
            "contribution",
            "contributions",
            "contribuer",
            "contribuez",
        ],
    ),
    (
        Role::Changelog,
        &[
            "changelog",
            "change log",
            "changes",
            "history",
            "news",
            "releases",
            "release notes",
            "historique",
            "changements",
            "journal des modifications",
            "journal des changements",
            "notes de version",
            "nouveautes",
        ],
    ),
    (
        Role::Security,
        &["security", "security policy", "securite", "politique de securite"],
    ),
    (
        Role::CodeOfConduct,
        &[
            "code of conduct",
            "codeofconduct",
            "code conduct",
            "conduct",
            "code de conduite",
            "codedeconduite",
        ],
    ),
    (Role::Governance, &["governance", "gouvernance"]),
    (
        Role::Authors,
        &[
            "authors",
            "maintainers",
            "contributors",
            "auteurs",
            "autrices",
            "auteurs et autrices",
            "mainteneurs",
            "contributeurs",
        ],
    ),
    (Role::Roadmap, &["roadmap", "feuille de route", "feuillederoute"]),
];

/// What may follow `LICENSE-` or `LICENSE.`, a version left off: the name of a licence, what it covers, or an
/// extension. A closed list, because `license-checker.md` or `LICENSE-3RD-PARTY` license nothing here.
const LICENCE_SUFFIXES: &[&str] = &[
    "mit",
    "expat",
    "apache",
    "bsd",
    "gnu",
    "gpl",
    "lgpl",
    "agpl",
    "gfdl",
    "mpl",
    "epl",
    "eupl",
    "isc",
    "cecill",
    "etalab",
    "ouverte",
    "lo",
    "cc",
    "odbl",
    "ofl",
    "lesser",
    "unlicense",
    "wtfpl",
    "zlib",
    "code",
    "data",
    "doc",
    "docs",
    "documentation",
    "donnees",
    "content",
    "contents",
    "contenu",
    "contenus",
    "images",
    "assets",
    "media",
    "md",
    "txt",
];

/// What may follow as well where the name ends there, or with the extension of a text: programs and tables of these names
/// are no licences (`license-main.js`).
const WHOLE: &[&str] = &[
    "general",
    "generale",
    "logiciel",
    "main",
    "principale",
    "project",
    "projet",
    "software",
];

/// Extensions of texts that are not read.
const UNREAD_TEXTS: &[&str] = &["pdf", "doc", "docx", "odt", "rtf"];

/// Words between `LICENCE` and what it covers: `LICENCE-DU-CODE`.
const ARTICLES: &[&str] = &["du", "de", "des", "la", "le", "les", "l", "of", "the"];

/// Licences by which a file at the root is called when it holds their text: `GPL-3.0.txt`, `CeCILL.md`,
/// `apache-license-2.0`. Those of the second list also name other things, and need a version or the word "licence".
const LICENCE_NAMES: (&[&str], &[&str]) = (
    &["agpl", "lgpl", "gpl", "eupl", "cecill", "mit"],
    &["apache", "bsd", "mpl", "epl", "isc"],
);

/// Words that such a name may go on with, beside those of a version.
const LICENCE_WORDS: &[&str] = &["clause", "only", "or", "later", "b", "c"];

/// The role of a path; `None` when it is no document.
///
/// Roles other than [`Role::Other`] are those of files at the root or in the folders where forges
/// look for them; a licence counts at the root and in `LICENSES/` only.
#[must_use]
pub fn role_of(path: &str) -> Option<Role> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_lowercase();
    if lower == "security.txt" && (folder.is_empty() || is_well_known(folder)) {
        return Some(Role::Security);
    }
    let (stem, extension) = split_extension(&lower);
    if folder == REUSE_FOLDER {
        return reuse_role(name, stem, extension);
    }
    let community = folder.is_empty()
        || COMMUNITY_FOLDERS
            .iter()
            .any(|known| folder.eq_ignore_ascii_case(known));
    if community {
        let document = extension.is_none_or(|ext| DOCUMENTS.contains(&ext));
        let page = [".html", ".htm"].iter().find_map(|page| stem.strip_suffix(page));
        let called = document && is_named_as_licence(page.unwrap_or(stem));
        if folder.is_empty() && (is_licence_name(&lower) || called) {
            return Some(Role::Licence);
        }
        if folder.is_empty() && extension.is_some() && is_further_readme(stem) {
            return Some(Role::Readme);
        }
        if let Some(role) = named(stem) {
            return Some(role);
        }
    }
    let other = extension.is_some_and(|ext| DOCUMENTS.contains(&ext))
        && !NOT_DOCUMENTS.contains(&&*lower)
        && !lower.starts_with("requirements");
    other.then_some(Role::Other)
}

/// The role of a path, that of a README in a format that is not read included.
#[must_use]
pub fn role_even_unread(path: &str) -> Option<Role> {
    role_of(path).or_else(|| is_unread_readme(path).then_some(Role::Readme))
}

/// Whether a path is a README, where forges look for one, in a format that is not read.
pub(super) fn is_unread_readme(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_lowercase();
    let shown = folder.is_empty()
        || COMMUNITY_FOLDERS
            .iter()
            .any(|known| folder.eq_ignore_ascii_case(known));
    let unread = lower
        .rsplit_once('.')
        .is_some_and(|(stem, ext)| UNREAD_MARKUPS.contains(&ext) && named(stem) == Some(Role::Readme));
    shown && unread
}

/// Whether a folder is the one of well-known files (RFC 8615), wherever a site keeps it.
fn is_well_known(folder: &str) -> bool {
    folder.rsplit('/').next() == Some(".well-known")
}

/// Splits off an extension of documents; any other extension stays with the name.
fn split_extension(lower: &str) -> (&str, Option<&str>) {
    match lower.rsplit_once('.') {
        Some((stem, ext))
            if !stem.is_empty() && (DOCUMENTS.contains(&ext) || SHOWN_MARKUPS.contains(&ext)) =>
        {
            (stem, Some(ext))
        }
        _ => (lower, None),
    }
}

/// The role that a name without its extension tells.
fn named(stem: &str) -> Option<Role> {
    let folded = fold(stem);
    let base = without_language(&folded);
    // `readme.py` folds as `readme py` does: it is no language, so it is no README.
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&base))
        .map(|(role, _)| *role)
}

/// Whether a name is that of a README beside the first one: `README_original`, `README-docker`; one that is to be
/// copied is a model and no README.
fn is_further_readme(stem: &str) -> bool {
    fold(stem)
        .strip_prefix("readme ")
        .is_some_and(|rest| rest.split(' ').all(|word| !MODELS.contains(&word)))
}

fn without_language(folded: &str) -> &str {
    LANGUAGES
        .iter()
        .filter_map(|lang| folded.strip_suffix(lang)?.strip_suffix(' '))
        .min_by_key(|base| base.len())
        .unwrap_or(folded)
}

/// Whether a file of this name holds a licence, wherever it lies; it may be a web page.
pub(super) fn is_licence_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    if let Some(stem) = lower.strip_suffix(".html").or_else(|| lower.strip_suffix(".htm")) {
        return is_licence(stem);
    }
    let (stem, extension) = split_extension(&lower);
    extension.is_none_or(|ext| DOCUMENTS.contains(&ext)) && is_licence(stem)
}

fn is_licence(stem: &str) -> bool {
    let folded = fold(stem);
    let base = without_language(&folded);
    if base == "mit license" || base == "mit licence" {
        return true;
    }
    let Some(rest) = [
        "licenses",
        "licences",
        "license",
        "licence",
        "unlicense",
        "unlicence",
        "copying",
    ]
    .iter()
    .find_map(|name| base.strip_prefix(name)) else {
        return false;
    };
    if !rest.is_empty() && !rest.starts_with(' ') {
        // GNU's habit of a second file: `COPYING3`.
        return rest.len() == 1 && is_version(rest);
    }
    let mut words = rest.split(' ').filter(|word| !word.is_empty()).peekable();
    while words.next_if(|word| ARTICLES.contains(word)).is_some() {}
    match words.next() {
        None => true,
        Some(first) if is_version(first) => words.all(is_version),
        Some("lib") => base.starts_with("copying"),
        Some(first) if WHOLE.contains(&first) => {
            let (_, end) = stem.rsplit_once('.').unwrap_or_default();
            end.is_empty() || LANGUAGES.contains(&end) || UNREAD_TEXTS.contains(&end)
        }
        Some(first) => LICENCE_SUFFIXES.contains(&without_version(first)),
    }
}

/// Whether a file at the root is called by the name of a licence and nothing else.
fn is_named_as_licence(stem: &str) -> bool {
    let folded = fold(stem);
    let base = without_language(&folded);
    let is_licence = |word: &str| word == "license" || word == "licence";
    if ["gnu", "open"].iter().any(|name| {
        base.strip_prefix(name)
            .is_some_and(|rest| is_licence(rest.trim_start()))
    }) {
        return true;
    }
    let mut words = base.strip_prefix("gnu ").unwrap_or(base).split(' ');
    let first = words.next().unwrap_or_default();
    let (telling, vague) = LICENCE_NAMES;
    let mut says = telling.contains(&without_version(first));
    if !says && !vague.contains(&first) {
        return false;
    }
    words.all(|word| {
        let tells = is_version(word) || is_licence(word);
        says |= tells;
        tells || LICENCE_WORDS.contains(&word)
    }) && says
}

/// Whether a word is a number, or one after a `v`.
fn is_version(word: &str) -> bool {
    let number = word.strip_prefix('v').unwrap_or(word);
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// A word without the version at its end: `agpl` of `agplv3`.
fn without_version(word: &str) -> &str {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = name.len() < word.len();
    name.strip_suffix('v').filter(|_| numbered).unwrap_or(name)
}

/// The role of a file directly in `LICENSES/`: `MIT.txt`, `LICENSE.etalab-2.0.md` or a bare identifier.
fn reuse_role(name: &str, stem: &str, extension: Option<&str>) -> Option<Role> {
    match extension {
        Some(_) if named(stem).is_some() => Some(Role::Other),
        Some(_) => Some(Role::Licence),
        None if !name.contains('.') || spdx::license_id(name).is_some() => Some(Role::Licence),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::role_of;
    use crate::model::Role;

    #[test]
    fn licence_files_bear_many_names() {
        for (path, role) in [
            ("LICENSE-2.0.txt", Some(Role::Licence)),
            ("LICENCE-OUVERTE.md", Some(Role::Licence)),
            ("LICENCE-DU-CODE.md", Some(Role::Licence)),
            ("LICENSE-AGPLv3", Some(Role::Licence)),
            ("LICENSE-BSD3", Some(Role::Licence)),
            ("LICENCE-LOv2.md", Some(Role::Licence)),
            ("LICENSE-CC0", Some(Role::Licence)),
            ("LICENSE-2020-2021.txt", Some(Role::Licence)),
            ("LICENSE.md.txt", Some(Role::Licence)),
            ("LICENSE.html", Some(Role::Licence)),
            ("COPYING3", Some(Role::Licence)),
            ("COPYING.LIB", Some(Role::Licence)),
            ("GPL-3.0.txt", Some(Role::Licence)),
            ("GPL-3.0", Some(Role::Licence)),
            ("GNU_GPL_v3.txt", Some(Role::Licence)),
            ("gnu-license.txt", Some(Role::Licence)),
            ("EUPL v1.2 FR.txt", Some(Role::Licence)),
            ("eupl12_fr.txt", Some(Role::Licence)),
            ("CeCILL-B.txt", Some(Role::Licence)),
            ("APACHE-LICENSE-2.0.txt", Some(Role::Licence)),
            ("open-licence.md", Some(Role::Licence)),
            ("mpl-2.0.md", Some(Role::Licence)),
            ("docs/gpl.md", Some(Role::Other)),
            ("docs/license.html", None),
            ("apache.md", Some(Role::Other)),
            ("apache2.md", Some(Role::Other)),
            ("bsd.md", Some(Role::Other)),
            ("open-2.0.md", Some(Role::Other)),
            ("gpl-compliance.md", Some(Role::Other)),
            ("mit-students.txt", Some(Role::Other)),
            ("mit.py", None),
            ("gpl.go", None),
            ("LICENSE-leaflet.txt", Some(Role::Other)),
            ("LICENSE-lib.txt", Some(Role::Other)),
            ("LICENSE-2.0-jquery.txt", Some(Role::Other)),
            ("LICENSES-of-dependencies.md", Some(Role::Other)),
            ("license.html.erb", None),
        ] {
            assert_eq!(role_of(path), role, "{path}");
        }
    }

    #[test]
    fn names_and_places_tell_the_role() {
        let cases: &[(&str, Option<Role>)] = &[
            ("README", Some(Role::Readme)),
            ("readme.rst", Some(Role::Readme)),
            ("README.fr.md", Some(Role::Readme)),
            ("README-fr_FR.md", Some(Role::Readme)),
            ("README.rdoc", Some(Role::Readme)),
            ("README.mkd", Some(Role::Readme)),
            ("README.asc", Some(Role::Readme)),
            ("README_original.md", Some(Role::Readme)),
            ("README.docker.rst", Some(Role::Readme)),
            ("README_TEMPLATE.md", Some(Role::Other)),
            ("docs/README_original.md", Some(Role::Other)),
            ("README.html", None),
            ("LISEZMOI", Some(Role::Readme)),
            ("LISEZ-MOI.txt", Some(Role::Readme)),
            (".gitlab/README.md", Some(Role::Readme)),
            ("docs/README.md", Some(Role::Readme)),
            ("src/README.md", Some(Role::Other)),
            ("readme.py", None),
            ("readme", Some(Role::Readme)),
            ("LICENSE", Some(Role::Licence)),
            ("LICENCE.md", Some(Role::Licence)),
            ("LICENCES.md", Some(Role::Licence)),
            ("LICENSE.fr.md", Some(Role::Licence)),
            ("LICENSE-MIT", Some(Role::Licence)),
            ("LICENSE-APACHE", Some(Role::Licence)),
            ("LICENSE.CC-BY-4.0.txt", Some(Role::Licence)),
            ("COPYING.LESSER", Some(Role::Licence)),
            ("MIT-LICENSE.txt", Some(Role::Licence)),
            ("UNLICENSE", Some(Role::Licence)),
            ("LICENSES/Apache-2.0.txt", Some(Role::Licence)),
            ("LICENSES/Apache-2.0", Some(Role::Licence)),
            ("LICENSES/LICENSE.Etalab-2.0.md", Some(Role::Licence)),
            ("LICENSES/logo.png", None),
            ("LICENSES/README.md", Some(Role::Other)),
            ("LICENSES/x/MIT.txt", Some(Role::Other)),
            ("licenses/MIT.txt", Some(Role::Other)),
            ("vendor/x/LICENSE", None),
            ("docs/LICENSE", None),
            ("docs/LICENSE.md", Some(Role::Other)),
            ("license.js", None),
            ("LICENSE-3RD-PARTY.txt", Some(Role::Other)),
            ("license-checker.md", Some(Role::Other)),
            ("LICENCE-GENERALE.txt", Some(Role::Licence)),
            ("LICENSE-software", Some(Role::Licence)),
            ("license-project.html", Some(Role::Licence)),
            ("LICENCE-generale.fr.md", Some(Role::Licence)),
            ("LICENCE-logiciel.pdf", Some(Role::Licence)),
            ("license-main.js", None),
            ("license-project.py", None),
            ("LICENCE-logiciel.ts", None),
            ("license-software.json", None),
            ("licence_projet.csv", None),
            ("license-general.png", None),
            ("LICENCE_PROJET.md", Some(Role::Licence)),
            ("LICENCE-DU-LOGICIEL", Some(Role::Licence)),
            ("CONTRIBUTING.adoc", Some(Role::Contributing)),
            ("docs/CONTRIBUER.md", Some(Role::Contributing)),
            ("CHANGES", Some(Role::Changelog)),
            ("NOTES_DE_VERSION.md", Some(Role::Changelog)),
            ("NEWS.org", Some(Role::Changelog)),
            ("SECURITY.md", Some(Role::Security)),
            ("SÉCURITÉ.md", Some(Role::Security)),
            ("security.txt", Some(Role::Security)),
            (".well-known/security.txt", Some(Role::Security)),
            ("public/.well-known/security.txt", Some(Role::Security)),
            ("src/security.txt", Some(Role::Other)),
            ("CODE_OF_CONDUCT.md", Some(Role::CodeOfConduct)),
            (".github/code-of-conduct.md", Some(Role::CodeOfConduct)),
            ("CODE_DE_CONDUITE.md", Some(Role::CodeOfConduct)),
            ("GOUVERNANCE.md", Some(Role::Governance)),
            ("MAINTAINERS", Some(Role::Authors)),
            ("AUTEURS.md", Some(Role::Authors)),
            ("FEUILLE_DE_ROUTE.md", Some(Role::Roadmap)),
            ("feuille-de-route.fr.md", Some(Role::Roadmap)),
            ("doc/guide.asciidoc", Some(Role::Other)),
            ("requirements-dev.txt", None),
            ("CMakeLists.txt", None),
            ("src/main.rs", None),
            (".md", None),
            ("", None),
        ];
        for (path, role) in cases {
            assert_eq!(role_of(path), *role, "{path}");
        }
    }
}
