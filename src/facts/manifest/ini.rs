// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `setup.cfg` of Python packages.

use crate::facts::decode::Text;
use crate::model::ManifestKey;

use super::Fields;

/// The fields of the section `[metadata]`; `None` without this section.
pub(super) fn python(text: &Text) -> Option<Fields> {
    let mut fields = Fields::default();
    let mut found = false;
    let mut inside = false;
    let mut in_classifiers = false;
    let mut classifiers = Vec::new();
    for (number, line) in (1_u32..).zip(text.as_str().lines()) {
        if let Some(section) = line.trim().strip_prefix('[') {
            inside = section.trim_end_matches(']').trim() == "metadata";
            found |= inside;
            in_classifiers = false;
            continue;
        }
        if !inside || line.starts_with(['#', ';']) {
            continue;
        }
        // A line that begins with a space goes on with the value above.
        if line.starts_with([' ', '\t']) {
            if in_classifiers {
                classifiers.push((line.trim(), number));
            }
            continue;
        }
        let Some((key, value)) = line.split_once(['=', ':']) else {
            continue;
        };
        let name = key.trim().to_ascii_lowercase();
        in_classifiers = matches!(name.as_str(), "classifiers" | "classifier");
        let key = match name.as_str() {
            "name" => ManifestKey::Name,
            "version" => ManifestKey::Version,
            "license" | "license_expression" => ManifestKey::Licence,
            "url" | "home-page" | "home_page" => ManifestKey::Repository,
            "author" => ManifestKey::Authors,
            _ => continue,
        };
        let value = value.trim();
        let named = name == "license" && !value.starts_with("attr:") && !value.starts_with("file:");
        if named {
            fields.add_loosely(value, number);
            continue;
        }
        if !value.starts_with("attr:") && !value.starts_with("file:") {
            fields.add(key, value, number);
        }
    }
    for (classifier, line) in classifiers {
        fields.add_classifier(classifier, line);
    }
    found.then_some(fields)
}
