// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Packages that a script describes: `setup.py`, gemspecs, `mix.exs`, `build.gradle`. Literal values only.

use crate::facts::decode::Text;
use crate::model::ManifestKey;

use super::Fields;
use super::literal::{Piece, Placed, Script, list, literal, pieces};

/// The arguments of `setup(…)`; `None` when nothing calls it.
pub(super) fn setup_py(text: &Text) -> Option<Fields> {
    let pieces = pieces(text.as_str(), Script::Python);
    let start = (0..pieces.len()).find(|at| {
        matches!(pieces[*at].0, Piece::Word("setup"))
            && matches!(pieces.get(at + 1), Some((Piece::Sign('('), _)))
            && !matches!(
                at.checked_sub(1).map(|before| &pieces[before].0),
                Some(Piece::Word("def"))
            )
    })?;
    let mut fields = Fields::default();
    let mut classifiers = Vec::new();
    let mut depth = 0_usize;
    for at in start + 1..pieces.len() {
        match pieces[at].0 {
            Piece::Sign('(' | '[' | '{') => depth += 1,
            Piece::Sign(')' | ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Piece::Word(name) if depth == 1 && matches!(pieces.get(at + 1), Some((Piece::Sign('='), _))) => {
                let key = match name {
                    "name" => ManifestKey::Name,
                    "version" => ManifestKey::Version,
                    "license" | "license_expression" => ManifestKey::Licence,
                    "url" => ManifestKey::Repository,
                    "author" => ManifestKey::Authors,
                    "classifiers" => {
                        classifiers = list(&pieces, at + 2).map(|(found, _)| found).unwrap_or_default();
                        continue;
                    }
                    _ => continue,
                };
                if let Some((value, _)) = literal(&pieces, at + 2) {
                    let first = value.trim().lines().next().unwrap_or_default();
                    fields.add(key, first, text.line(pieces[at].1));
                }
            }
            _ => {}
        }
    }
    for (classifier, place) in classifiers {
        fields.add_classifier(&classifier, text.line(place));
    }
    Some(fields)
}

/// `spec.name = "…"` of a Ruby package.
pub(super) fn gemspec(text: &Text) -> Option<Fields> {
    let pieces = pieces(text.as_str(), Script::Ruby);
    if !pieces
        .iter()
        .any(|(piece, _)| *piece == Piece::Word("Specification"))
    {
        return None;
    }
    let mut fields = Fields::default();
    for at in 0..pieces.len() {
        let (Piece::Word(name), place) = &pieces[at] else {
            continue;
        };
        let attribute = at
            .checked_sub(1)
            .is_some_and(|before| pieces[before].0 == Piece::Sign('.'));
        if !attribute {
            continue;
        }
        let line = text.line(*place);
        if *name == "metadata" {
            if let Some((value, key)) = metadata(&pieces, at + 1)
                && key == "source_code_uri"
            {
                fields.put(ManifestKey::Repository, &value, line);
            }
            continue;
        }
        if !matches!(pieces.get(at + 1), Some((Piece::Sign('='), _))) {
            continue;
        }
        match *name {
            "name" => one(&mut fields, ManifestKey::Name, &pieces, at + 2, line),
            "version" => one(&mut fields, ManifestKey::Version, &pieces, at + 2, line),
            "license" => one(&mut fields, ManifestKey::Licence, &pieces, at + 2, line),
            "homepage" => one(&mut fields, ManifestKey::Repository, &pieces, at + 2, line),
            "licenses" => several(&mut fields, ManifestKey::Licence, " OR ", &pieces, at + 2, line),
            "author" => one(&mut fields, ManifestKey::Authors, &pieces, at + 2, line),
            "authors" => several(&mut fields, ManifestKey::Authors, ", ", &pieces, at + 2, line),
            _ => {}
        }
    }
    Some(fields)
}

/// `["key"] = "value"`.
fn metadata(pieces: &[Placed<'_>], at: usize) -> Option<(String, String)> {
    let [
        (Piece::Sign('['), _),
        (Piece::Text(key), _),
        (Piece::Sign(']'), _),
        (Piece::Sign('='), _),
    ] = pieces.get(at..at + 4)?
    else {
        return None;
    };
    Some((literal(pieces, at + 4)?.0, key.clone()))
}

/// The keyword lists of an Elixir project; the name is `app: :name`.
pub(super) fn mix(text: &Text) -> Option<Fields> {
    let pieces = pieces(text.as_str(), Script::Elixir);
    if !pieces
        .windows(2)
        .any(|pair| matches!(pair, [(Piece::Word("def"), _), (Piece::Word("project"), _)]))
    {
        return None;
    }
    let mut fields = Fields::default();
    for at in 0..pieces.len() {
        let (Piece::Word(name), place) = &pieces[at] else {
            continue;
        };
        if !matches!(pieces.get(at + 1), Some((Piece::Sign(':'), _))) {
            continue;
        }
        let line = text.line(*place);
        match *name {
            "app" => {
                if let Some([(Piece::Sign(':'), _), (Piece::Word(app), _)]) = pieces.get(at + 2..at + 4) {
                    fields.add(ManifestKey::Name, app, line);
                }
            }
            "version" => one(&mut fields, ManifestKey::Version, &pieces, at + 2, line),
            "licenses" => several(&mut fields, ManifestKey::Licence, " OR ", &pieces, at + 2, line),
            "source_url" => one(&mut fields, ManifestKey::Repository, &pieces, at + 2, line),
            "maintainers" => several(&mut fields, ManifestKey::Authors, ", ", &pieces, at + 2, line),
            _ => {}
        }
    }
    Some(fields)
}

/// The licences and the address of the source in a Gradle build's description for Maven, and the version of the
/// project. `None` without any.
pub(super) fn gradle(text: &Text) -> Option<Fields> {
    let pieces = pieces(text.as_str(), Script::Gradle);
    let mut fields = Fields::default();
    let mut blocks: Vec<&str> = Vec::new();
    let mut last = "";
    let (mut licences, mut line) = (Vec::new(), 1);
    for (at, (piece, place)) in pieces.iter().enumerate() {
        match piece {
            Piece::Sign('{') => blocks.push(last),
            Piece::Sign('}') => {
                blocks.pop();
            }
            Piece::Word(word) => {
                last = word;
                let Some(value) = assigned(&pieces, at + 1) else {
                    continue;
                };
                let within = (blocks.len().checked_sub(2).map(|at| blocks[at]), blocks.last());
                match (within, *word) {
                    ((Some("licenses"), Some(&"license")), "name") => {
                        if licences.is_empty() {
                            line = text.line(*place);
                        }
                        licences.push(value);
                    }
                    ((_, Some(&"scm")), "url") => {
                        fields.add(ManifestKey::Repository, &value, text.line(*place));
                    }
                    ((None, None | Some(&"allprojects")), "version") if is_property(&pieces, at) => {
                        fields.add(ManifestKey::Version, &value, text.line(*place));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    if !licences.is_empty() {
        fields.add(ManifestKey::Licence, &licences.join(" OR "), line);
    }
    (!fields.is_empty()).then_some(fields)
}

/// Whether the word at a place is a property of the project: a variable or another object may bear its name.
fn is_property(pieces: &[Placed<'_>], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map(|at| &pieces[at].0);
    match before(1) {
        None | Some(Piece::Line | Piece::Sign('{' | ';')) => true,
        Some(Piece::Sign('.')) => {
            matches!(before(2), Some(Piece::Word("project" | "rootProject")))
                && matches!(before(3), None | Some(Piece::Line | Piece::Sign('{' | ';')))
        }
        Some(_) => false,
    }
}

/// `= "x"`, `.set("x")`, `"x"`.
fn assigned(pieces: &[Placed<'_>], at: usize) -> Option<String> {
    let start = match pieces.get(at..)? {
        [(Piece::Sign('='), _), ..] => at + 1,
        [
            (Piece::Sign('.'), _),
            (Piece::Word("set"), _),
            (Piece::Sign('('), _),
            ..,
        ] => at + 3,
        _ => at,
    };
    literal(pieces, start).map(|(value, _)| value)
}

fn one(fields: &mut Fields, key: ManifestKey, pieces: &[Placed<'_>], at: usize, line: u32) {
    if let Some((value, _)) = literal(pieces, at) {
        fields.add(key, &value, line);
    }
}

/// A list whose members are all literal, joined.
fn several(
    fields: &mut Fields,
    key: ManifestKey,
    between: &str,
    pieces: &[Placed<'_>],
    at: usize,
    line: u32,
) {
    if let Some((found, true)) = list(pieces, at) {
        let values: Vec<String> = found.into_iter().map(|(value, _)| value).collect();
        fields.add(key, &values.join(between), line);
    } else {
        one(fields, key, pieces, at, line);
    }
}
