// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Formats of plain lines: `go.mod`, R's `DESCRIPTION`, the labels of container images.

use crate::facts::decode::Text;
use crate::model::ManifestKey;

use super::Fields;
use super::literal::{Piece, Placed, Script, pieces};

/// The module of a `go.mod`, whose path is the address of its repository, its folder there and its major version.
pub(super) fn go(folder: &str, text: &Text) -> Option<Fields> {
    let mut fields = Fields::default();
    for (number, line) in (1_u32..).zip(text.as_str().lines()) {
        let line = line.split("//").next().unwrap_or_default().trim();
        if let Some(module) = line.strip_prefix("module")
            && module.starts_with([' ', '\t'])
        {
            let module = module.trim().trim_matches(['"', '`']);
            fields.add(ManifestKey::Name, module, number);
            let base = match module.rsplit_once('/') {
                Some((base, last)) if is_major(last) => base,
                _ => module,
            };
            let root = base.strip_suffix(folder).and_then(|root| root.strip_suffix('/'));
            let address = root.filter(|_| !folder.is_empty()).unwrap_or(base);
            // Only a path that begins with a host is an address.
            if address
                .split_once('/')
                .is_some_and(|(host, _)| host.contains('.'))
            {
                fields.add(ManifestKey::Repository, address, number);
            }
            return Some(fields);
        }
    }
    None
}

/// `v2`, as Go modules of a later major version end.
fn is_major(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The fields of an R package; `None` without `Package`, as other things are called DESCRIPTION too.
pub(super) fn description(text: &Text) -> Option<Fields> {
    let mut fields = Fields::default();
    let mut entries: Vec<(&str, String, u32)> = Vec::new();
    for (number, line) in (1_u32..).zip(text.as_str().lines()) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value, _)) = entries.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((key, value)) = line.split_once(':') {
            entries.push((key, value.trim().to_owned(), number));
        }
    }
    for (key, value, line) in &entries {
        let key = match *key {
            "Package" => ManifestKey::Name,
            "Version" => ManifestKey::Version,
            "License" => ManifestKey::Licence,
            "Author" => ManifestKey::Authors,
            "Authors@R" => {
                fields.put(ManifestKey::Authors, &persons(value), *line);
                continue;
            }
            "URL" => {
                // Several addresses: the one of a forge is the source.
                let mut addresses = value.split([',', ' ']).filter(|part| !part.is_empty());
                let first = addresses.clone().next();
                let forge = addresses.find(|address| address.contains("git"));
                fields.add(
                    ManifestKey::Repository,
                    forge.or(first).unwrap_or_default(),
                    *line,
                );
                continue;
            }
            _ => continue,
        };
        fields.add(key, value, *line);
    }
    fields.has(ManifestKey::Name).then_some(fields)
}

/// The names in `person("Given", "Family", …)`, as R writes authors.
fn persons(code: &str) -> String {
    let pieces = pieces(code, Script::Ruby);
    let mut names: Vec<String> = Vec::new();
    for at in 0..pieces.len() {
        if pieces[at].0 != Piece::Word("person") {
            continue;
        }
        let parts = name(&pieces, at + 1);
        if !parts.is_empty() {
            names.push(parts.join(" "));
        }
    }
    names.join(", ")
}

/// The first two strings of a call, or those called `given` and `family`.
fn name<'p>(pieces: &'p [Placed<'_>], start: usize) -> Vec<&'p str> {
    let mut parts = Vec::new();
    for index in start..pieces.len().min(start + 12) {
        match &pieces[index].0 {
            Piece::Text(part) => {
                let argument = pieces[index - 1].0 == Piece::Sign('=');
                let word = &pieces[index.saturating_sub(2)].0;
                let wanted = matches!(word, Piece::Word("given" | "family"));
                if (!argument && parts.len() < 2) || wanted {
                    parts.push(part.as_str());
                }
            }
            Piece::Sign(')') | Piece::Word("person" | "role" | "email" | "comment") => break,
            _ => {}
        }
    }
    parts
}

/// The labels of an image; `None` when none of them speaks of a package.
pub(super) fn container(text: &Text) -> Option<Fields> {
    let mut fields = Fields::default();
    let mut lines = (1_u32..).zip(text.as_str().lines());
    while let Some((number, line)) = lines.next() {
        let line = line.trim_start();
        let is_label = line
            .get(..6)
            .is_some_and(|word| word.eq_ignore_ascii_case("LABEL "));
        if !is_label {
            continue;
        }
        let (mut number, mut rest) = (number, line[6..].trim());
        loop {
            let goes_on = rest.strip_suffix('\\');
            labels(goes_on.unwrap_or(rest), number, &mut fields);
            if goes_on.is_none() {
                break;
            }
            let Some((next, line)) = lines.next() else {
                break;
            };
            (number, rest) = (next, line.trim());
        }
    }
    (!fields.is_empty()).then_some(fields)
}

/// `key=value key="a value"`, or the old `key a value`.
fn labels(line: &str, number: u32, fields: &mut Fields) {
    let mut rest = line.trim();
    while !rest.is_empty() && !rest.starts_with('#') {
        let end = rest.find(['=', ' ', '\t']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, next) = match after.strip_prefix('=') {
            Some(after) => label_value(after),
            None => (after.trim(), ""),
        };
        let key = match key.trim_matches(['"', '\'']) {
            "org.opencontainers.image.licenses" | "license" | "licence" | "licenses" | "LICENSE" => {
                ManifestKey::Licence
            }
            "org.opencontainers.image.title" => ManifestKey::Name,
            "org.opencontainers.image.version" => ManifestKey::Version,
            "org.opencontainers.image.source" => ManifestKey::Repository,
            "org.opencontainers.image.authors" => ManifestKey::Authors,
            _ => {
                rest = next;
                continue;
            }
        };
        // A variable of the build has no value here.
        if !value.contains('$') {
            fields.add(key, value.trim_matches(['"', '\'']), number);
        }
        rest = next;
    }
}

/// The value at the start and what follows it.
fn label_value(after: &str) -> (&str, &str) {
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote
        && let Some(end) = after[1..].find(quote)
    {
        return (&after[1..=end], after[end + 2..].trim_start());
    }
    let end = after.find([' ', '\t']).unwrap_or(after.len());
    (&after[..end], after[end..].trim_start())
}
