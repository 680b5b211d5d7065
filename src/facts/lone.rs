// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What one file says of licences, looked at by itself, outside any repository.

use std::sync::Arc;

use crate::licence::{self, Identified, Kind, Standing};
use crate::model::{LicenceMatch, LicenceMethod, Role, Subject};

use super::decode::decode;
use super::manifest::{self, ManifestValue};
use super::role_of;

/// Extensions of texts that are no programs although no reader of documents knows them.
const TEXTS: &[&str] = &[
    "html", "htm", "xhtml", "rdoc", "textile", "tex", "license", "licence",
];

/// How sure the licence field of a manifest is: an identifier written as such, or words that mean one.
const WRITTEN: u8 = 100;
const MEANT: u8 = 90;

/// What one file says of licences; `None` when it is binary.
///
/// `named` tells that somebody asked for this very file: one of unknown kind is then read whole as a
/// licence would be, while in a folder it is taken for a program's source, of which only the head is.
#[must_use]
pub fn licences_of(path: &str, bytes: Vec<u8>, named: bool) -> Option<Identified> {
    let text = decode(bytes)?;
    let name = path.rsplit('/').next().unwrap_or(path);
    if manifest::is_manifest(name) {
        return Some(of_manifest(path, &text));
    }
    if let Some(stated) = manifest::other(name, &text) {
        let mut found = licence::identify(path, text.as_str(), Kind::Source);
        drop_disabled(name, text.as_str(), &mut found);
        found.matches.extend(
            stated
                .iter()
                .filter_map(|field| field_match(field, Subject::Project)),
        );
        return Some(found);
    }
    let mut found = licence::identify(name, text.as_str(), kind(name, named));
    if found.matches.is_empty() && role_of(name) == Some(Role::Licence) {
        found.nearest = licence::nearest(text.as_str());
    }
    Some(found)
}

fn kind(name: &str, named: bool) -> Kind {
    // `NOTICE.template` is filled to become `NOTICE`.
    let name = [".template", ".tmpl", ".tpl", ".in"]
        .iter()
        .find_map(|filled| name.strip_suffix(filled))
        .unwrap_or(name);
    // The end of a version is no extension: `W3C-1.0`, `LPPL-1.3c`.
    let extension = name
        .rsplit_once('.')
        .filter(|(_, extension)| !extension.starts_with(|c: char| c.is_ascii_digit()))
        .map(|(_, extension)| extension.to_lowercase());
    let is_text = extension.as_deref().is_some_and(|known| TEXTS.contains(&known));
    match role_of(name) {
        Some(Role::Licence) => Kind::Licence,
        Some(_) => Kind::Document,
        None if is_text => Kind::Document,
        None if named && extension.is_none() => Kind::Licence,
        None => Kind::Source,
    }
}

/// The licence fields of a manifest, and what its comments say.
fn of_manifest(path: &str, text: &super::Text) -> Identified {
    let mut found = licence::identify(path, text.as_str(), Kind::Source);
    drop_disabled(path, text.as_str(), &mut found);
    let Some(parsed) = manifest::read(&Arc::from(path), text).parsed else {
        return found;
    };
    let mut stated = manifest::licences(parsed)
        .into_iter()
        .filter_map(|value| Some((value.line, field_match(&value, Subject::Project)?)));
    // The strongest statement, and those of the same list: a weaker one says it again, more loosely.
    if let Some((line, first)) = stated.next() {
        found.matches.push(first);
        found
            .matches
            .extend(stated.filter(|(other, _)| *other == line).map(|(_, one)| one));
    }
    found
}

/// Leaves out the keys of a manifest that were commented out, and so are not in force: `# license: MIT`, with the small
/// letters of keys.
fn drop_disabled(path: &str, text: &str, found: &mut Identified) {
    const KEYED: [&str; 4] = [".yml", ".yaml", ".cff", ".cabal"];
    if !KEYED.iter().any(|end| path.ends_with(end)) {
        return;
    }
    found.matches.retain(|one| {
        let before = usize::try_from(one.lines.0).unwrap_or(1).saturating_sub(1);
        let line = text.lines().nth(before).unwrap_or_default().trim_start();
        let comment = line.strip_prefix('#').or_else(|| line.strip_prefix("--"));
        comment.is_none_or(|comment| !comment.trim_start().starts_with("license:"))
    });
}

/// The licence that a field names for a part of the work, when it can only mean one.
pub(super) fn field_match(field: &ManifestValue, subject: Subject) -> Option<LicenceMatch> {
    let (expression, confidence) = match licence::resolve(&field.value) {
        Standing::Valid(expression) => (expression, WRITTEN),
        Standing::Deprecated(expression) | Standing::Informal(expression) => (expression, MEANT),
        Standing::Proprietary | Standing::Elsewhere(_) | Standing::Unknown => return None,
    };
    Some(LicenceMatch {
        expression,
        confidence,
        method: LicenceMethod::Manifest,
        lines: (field.line, field.line),
        subject,
        rivals: Vec::new(),
        since: None,
        part: false,
    })
}

#[cfg(test)]
mod tests {
    use super::{kind, licences_of};
    use crate::licence::Kind;

    #[test]
    fn names_tell_how_a_file_is_read() {
        for (name, named, expected) in [
            ("LICENSE", false, Kind::Licence),
            ("COPYING.LESSER", false, Kind::Licence),
            ("README.md", false, Kind::Document),
            ("cgu.html", true, Kind::Document),
            ("0001", true, Kind::Licence),
            ("LPPL-1.3c", true, Kind::Licence),
            ("GPL-3.0", false, Kind::Licence),
            ("0001", false, Kind::Source),
            ("main.rs", true, Kind::Source),
        ] {
            assert_eq!(kind(name, named), expected, "{name}");
        }
    }

    #[test]
    fn binary_files_say_nothing() {
        assert!(licences_of("logo.png", vec![0x89, b'P', b'N', b'G', 0, 0, 0, 1], true).is_none());
    }

    #[test]
    fn manifests_and_metadata_name_their_licences() {
        for (path, text, expected) in [
            (
                "Cargo.toml",
                "[workspace]\n[workspace.package]\nlicense = \"EUPL-1.2\"\n",
                "EUPL-1.2",
            ),
            (
                "codemeta.json",
                r#"{"license": ["https://spdx.org/licenses/MIT", "https://spdx.org/licenses/CECILL-C"]}"#,
                "MIT CECILL-C",
            ),
            (
                "datapackage.json",
                r#"{"licenses": [{"name": "etalab-2.0"}]}"#,
                "etalab-2.0",
            ),
            (
                "REUSE.toml",
                "version = 1\n[[annotations]]\npath = \"a\"\nSPDX-License-Identifier = \"MIT\"\n[[annotations]]\npath = \"b\"\nSPDX-License-Identifier = [\"etalab-2.0\"]\n",
                "MIT etalab-2.0",
            ),
            (
                "galaxy.yml",
                "license:\n  - GPL-3.0-or-later\n",
                "GPL-3.0-or-later",
            ),
            ("a.opam", "license: [\"MIT\" \"ISC\"]\n", "MIT ISC"),
            ("opam", "license: \"Apache-2.0\"\n", "Apache-2.0"),
            (".zenodo.json", r#"{"license": "cc-by-4.0"}"#, "CC-BY-4.0"),
            (".zenodo.json", r#"{"license": {"id": "MIT"}}"#, "MIT"),
            (".zenodo.json", r#"{"license": "other-open"}"#, ""),
            ("bower.json", r#"{"name": "x", "license": "MIT"}"#, "MIT"),
            ("bower.json", r#"{"license": ["MIT", "ISC"]}"#, "MIT ISC"),
            ("dub.json", r#"{"license": "BSL-1.0"}"#, "BSL-1.0"),
            (
                "meta.yaml",
                "{% set version = \"1\" %}\npackage:\n  name: x\nabout:\n  home: y\n  license: BSD-3-Clause  # x\n",
                "BSD-3-Clause",
            ),
            ("meta.yaml", "info:\n  license: MIT\n", ""),
            ("meta.yaml", "about:\n  home: y\nextra:\n  license: MIT\n", ""),
            ("x.cabal", "name: x\nLicense: BSD3\n", "BSD-3-Clause"),
            ("x.cabal", "name: x\n-- license: MIT\nlicense-file: LICENSE\n", ""),
            (
                "publiccode.yml",
                "publiccodeYmlVersion: \"0.4\"\nname: x\nlegal:\n  # license: MIT\n  repoOwner: y\n",
                "",
            ),
            ("galaxy.yml", "license: [unclosed", ""),
            ("datapackage.json", r#"{"licenses": "MIT"}"#, ""),
            ("REUSE.toml", "annotations = 1", ""),
        ] {
            let found = licences_of(path, text.into(), true).unwrap();
            let names: Vec<&str> = found.matches.iter().map(|one| one.expression.as_str()).collect();
            assert_eq!(names.join(" "), expected, "{path}");
        }
    }
}
