// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The folder `LICENSES/`: a text for each identifier, under its name.

use std::collections::{BTreeMap, BTreeSet};

use super::Reuse;

/// Looks at the texts of `LICENSES/` beside the identifiers that files name.
pub(super) fn look<'a>(paths: impl Iterator<Item = &'a str>, used: &BTreeSet<String>, reuse: &mut Reuse) {
    let mut texts: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        let Some(inside) = path.strip_prefix("LICENSES/") else {
            continue;
        };
        let hidden = inside.split('/').any(|part| part.starts_with('.'));
        let name = inside.rsplit('/').next().unwrap_or_default();
        let (stem, extension) = stem(name);
        if hidden || extension == Some("license") {
            continue;
        }
        let id = if extension.is_some() && (is_listed(stem) || is_reference(stem)) {
            stem
        } else if is_listed(name) {
            reuse.without_extension.push(path.to_owned());
            name
        } else {
            if !is_reference(stem) || stem.contains("Unknown") {
                reuse.bad_names.push(path.to_owned());
            }
            stem
        };
        if let Some(other) = texts.insert(id.to_owned(), path) {
            let why = format!("{id} has two texts; the other is {other}");
            reuse.faults.push((path.to_owned(), why));
        }
    }
    for (id, path) in &texts {
        let named = used.contains(id) || used.contains(&format!("{id}+"));
        if !named {
            reuse.unused_texts.push(id.clone());
        }
        if is_deprecated(id) {
            reuse.deprecated.push(id.clone());
        }
        if is_reference(id) && id.contains("Unknown") && !reuse.bad_names.iter().any(|known| known == path) {
            reuse.bad_names.push((*path).to_owned());
        }
    }
    let here = |id: &str| texts.contains_key(id);
    reuse.missing_texts = used
        .iter()
        .filter(|id| !here(id) && !here(id.strip_suffix('+').unwrap_or(id)))
        .cloned()
        .collect();
}

/// A name without its extension, and the extension. A point at either end makes none.
pub(super) fn stem(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.is_empty() => (stem, Some(extension)),
        _ => (name, None),
    }
}

pub(super) fn is_listed(id: &str) -> bool {
    let licence = spdx::license_id(id).is_some_and(|known| known.name == id && id != "NOASSERTION");
    licence || has_plus_entry(id) || spdx::exception_id(id).is_some_and(|known| known.name == id)
}

/// The list has deprecated entries such as `GPL-2.0+`.
fn has_plus_entry(id: &str) -> bool {
    let entries = spdx::identifiers::LICENSES;
    id.ends_with('+') && entries.iter().any(|licence| licence.name == id)
}

fn is_deprecated(id: &str) -> bool {
    spdx::license_id(id).is_some_and(spdx::LicenseId::is_deprecated)
        || has_plus_entry(id)
        || spdx::exception_id(id).is_some_and(spdx::ExceptionId::is_deprecated)
}

/// A reference begins with `LicenseRef-` and ends with letters, digits, points and hyphens.
pub(super) fn is_reference(id: &str) -> bool {
    id.strip_prefix("LicenseRef-").is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
    })
}
