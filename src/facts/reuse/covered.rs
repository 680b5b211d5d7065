// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which files must say their licence: all but licence texts, REUSE's own files and a few more.

/// What the pass that reads files is to give for a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: the path alone is enough.
    Nothing,
    /// Its tags.
    Tags,
    /// Its text.
    Text,
}

/// Debian's format, at the one place where REUSE looks for it.
pub(super) const DEP5: &str = ".reuse/dep5";

/// Folders whose content is left out, wherever they are.
const FOLDERS: [&str; 5] = [".git", ".hg", ".sl", "LICENSES", ".reuse"];

/// What is needed of a path.
#[must_use]
pub fn need(path: &str) -> Need {
    if path == DEP5 || is_reuse_toml(path) {
        Need::Text
    } else if is_covered(path) || (is_inside(path) && path.ends_with(".license")) {
        Need::Tags
    } else {
        Need::Nothing
    }
}

pub(super) fn is_reuse_toml(path: &str) -> bool {
    is_inside(path) && path.rsplit('/').next() == Some("REUSE.toml")
}

/// Whether a file must say its licence and copyright, as far as its path tells.
pub(super) fn is_covered(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    is_inside(path) && !is_left_out(name)
}

/// Whether no folder of a path is left out. Meson keeps copies of other projects in `subprojects/`.
fn is_inside(path: &str) -> bool {
    let mut above = "";
    let Some((folders, _)) = path.rsplit_once('/') else {
        return true;
    };
    folders.split('/').all(|folder| {
        let inside = !FOLDERS.contains(&folder) && above != "subprojects";
        above = folder;
        inside
    })
}

/// Names that are left out: licence texts, REUSE's own files, bills of materials, and two texts that name
/// tags in their body.
fn is_left_out(name: &str) -> bool {
    let begins = |start: &str, signs: &[char]| {
        name.strip_prefix(start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(signs))
    };
    let spdx = ["", ".rdf", ".json", ".xml", ".yml", ".yaml"]
        .iter()
        .filter_map(|end| name.strip_suffix(end))
        .any(|rest| rest.strip_suffix(".spdx").is_some());
    matches!(name, ".git" | ".hgtags" | "REUSE.toml")
        || begins("LICENSE", &['-', '.'])
        || begins("LICENCE", &['-', '.'])
        || begins("COPYING", &['-', '.'])
        || begins("CAL-1.0", &['.'])
        || begins("CAL-1.0-Combined-Work-Exception", &['.'])
        || begins("SHL-2.1", &['.'])
        || name.ends_with(".license")
        || spdx
}
