// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The page that a manifest gives for the project itself: the team speaks of its work there, and no program reads it.

/// Manifests in JSON that tell the project's page at their top level.
const JSON: &[&str] = &["datapackage.json", "codemeta.json", "package.json"];

/// Whether what stands before an address, from the beginning of the file, makes it the project's page.
pub(super) fn is_one(path: &str, before: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    if name == "citation.cff" {
        let line = before.rsplit('\n').next().unwrap_or_default();
        return line.trim_end_matches(['"', '\'', ' ']) == "url:";
    }
    JSON.contains(&&*name) && is_value_of_page(before) && depth(before) == 1
}

/// `"homepage": "`, `"url": "`
fn is_value_of_page(before: &str) -> bool {
    let key = || before.strip_suffix('"')?.trim_end().strip_suffix(':');
    key().is_some_and(|key| {
        let key = key.trim_end();
        key.ends_with("\"homepage\"") || key.ends_with("\"url\"")
    })
}

/// How many brackets of JSON are open at the end of a text.
fn depth(text: &str) -> usize {
    let (mut open, mut quoted, mut escaped) = (0_usize, false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => open += 1,
            '}' | ']' if !quoted => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open
}
