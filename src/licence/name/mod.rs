// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Names of licences as people write them in manifests and sentences, and the SPDX expression that they mean.
//!
//! A name is understood when it can mean one licence only. `GPL`, `BSD`, `Apache` or `Etalab` without a version
//! stay unknown, and so does a list with commas, which may mean a choice or all of them at once.
//!
//! A bare GNU version (`GPL-3.0`, `GPLv3`, R's `GPL-3`) becomes `-only`: that is what the names of the deprecated
//! identifiers in SPDX's list and R's own rules say. Teams often write it without having chosen between `-only`
//! and `-or-later`, so a judgement that hangs on this difference should be a hint, not a fault.

mod alias;
mod classifier;
mod expression;
mod r;
mod url;
mod words;

pub use crate::model::Standing;
use crate::model::fold;

pub use expression::replacement;

/// Longest value that is looked at, in bytes: longer ones are texts, not names.
const LONGEST: usize = 500;

/// What a licence field means.
#[must_use]
pub fn resolve(value: &str) -> Standing {
    let value = unquoted(value);
    if value.is_empty() || value.len() > LONGEST {
        return Standing::Unknown;
    }
    if let Some(standing) = expression::read(value) {
        return standing;
    }
    if let Some(standing) = classifier::read(value) {
        return standing;
    }
    if let Some(standing) = url::read(value) {
        return standing;
    }
    if is_proprietary(value) {
        return Standing::Proprietary;
    }
    if let Some(standing) = r::read(value) {
        return standing;
    }
    if let Some(file) = elsewhere(value) {
        return Standing::Elsewhere(file.to_owned());
    }
    let value = without_reference(value);
    one(value)
        .or_else(|| choice(value))
        .map_or(Standing::Unknown, Standing::Informal)
}

/// The licence that informal words can only mean: an SPDX identifier, or `LicenseRef-etalab-1.0`.
///
/// The words may be folded already; a `+` after a version is understood when they are not. The words must be the
/// name and nothing else: `licence MIT`, not `this is under the MIT licence`.
#[must_use]
pub fn informal(words: &str) -> Option<&'static str> {
    if words.len() > LONGEST {
        return None;
    }
    alias::find(words)
}

/// One licence named in words, or an identifier with other signs between its parts (`EPL 2.0`).
fn one(value: &str) -> Option<String> {
    alias::find(value)
        .or_else(|| expression::by_words(value))
        .map(str::to_owned)
}

/// Signs and words that offer a choice. "And" and commas do not say whether all apply.
const CHOICES: [&str; 7] = [" OR ", "||", "|", " or ", " ou ", " OU ", "/"];

/// A choice between names that each mean one licence.
fn choice(value: &str) -> Option<String> {
    CHOICES.iter().find_map(|separator| {
        if !value.contains(separator) || (*separator == "/" && alias::is_ambiguous(value)) {
            return None;
        }
        let mut legs: Vec<String> = Vec::new();
        for part in value.split(separator) {
            let part = unquoted(part.trim().trim_matches(['(', ')']));
            let leg = match expression::read(part) {
                Some(Standing::Valid(leg) | Standing::Deprecated(leg)) => leg,
                Some(_) => return None,
                None => one(part)?,
            };
            if !legs.contains(&leg) {
                legs.push(leg);
            }
        }
        Some(legs.join(" OR "))
    })
}

/// Whole values, folded, that keep all rights.
const PROPRIETARY: [&str; 19] = [
    "proprietary",
    "proprietary license",
    "proprietary licence",
    "proprietary software",
    "other proprietary",
    "other proprietary license",
    "proprietaire",
    "licence proprietaire",
    "logiciel proprietaire",
    "commercial",
    "commercial license",
    "commercial licence",
    "licence commerciale",
    "closed source",
    "code ferme",
    "no license granted",
    "private do not upload",
    "all rights reserved",
    "tous droits reserves",
];

/// Most words around "all rights reserved", such as a year and a holder.
const MOST_WORDS: usize = 12;

fn is_proprietary(value: &str) -> bool {
    // npm's own mark, with these capitals: other spellings may be a slip for the Unlicense.
    if value == "UNLICENSED" || value == "UNLICENCED" {
        return true;
    }
    let folded = fold(value);
    let reserved = ["all rights reserved", "tous droits reserves"]
        .iter()
        .any(|words| folded.ends_with(words));
    PROPRIETARY.contains(&folded.as_str())
        || (reserved
            && folded.split(' ').count() <= MOST_WORDS
            && !folded
                .split(' ')
                .any(|word| word.starts_with("licen") || alias::find(word).is_some()))
}

/// A name without the file that it sends to beside: `MIT (see LICENSE)`. Other words in brackets may change it.
fn without_reference(value: &str) -> &str {
    let Some((name, inside)) = value.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else {
        return value;
    };
    let sends = elsewhere(inside).is_some_and(|file| inside.ends_with(file));
    if sends { name.trim_end() } else { value }
}

/// Beginnings, in lower case, of values that name a file.
const SENDS: [&str; 8] = [
    "see license in ",
    "see licence in ",
    "see the file ",
    "see file ",
    "voir le fichier ",
    "file:",
    "see ",
    "voir ",
];

/// The file that a value sends the reader to.
fn elsewhere(value: &str) -> Option<&str> {
    if let Some(table) = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let (key, file) = table.split_once('=')?;
        return (key.trim() == "file").then(|| unquoted(file));
    }
    let sent = SENDS.iter().find_map(|start| {
        let head = value.get(..start.len())?;
        head.eq_ignore_ascii_case(start)
            .then(|| value[start.len()..].trim())
    });
    match sent {
        Some(file) => {
            let named = value.len() >= 8 && value.as_bytes()[..4].eq_ignore_ascii_case(b"see ");
            let first = file.split_whitespace().next()?;
            let explicit = named
                && value
                    .get(..15)
                    .is_some_and(|head| head.to_ascii_lowercase().ends_with(" in "));
            (explicit || is_file_name(first)).then_some(if explicit { file } else { first })
        }
        None => (!value.contains(char::is_whitespace) && is_file_name(value)).then_some(value),
    }
}

/// Whether a word is the name of a licence file: in capitals, or with a folder or an extension.
fn is_file_name(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ')']);
    let name = word.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let lower = stem.to_ascii_lowercase();
    let known = ["license", "licence", "copying", "copyright"]
        .iter()
        .any(|start| lower.starts_with(start));
    known
        && (name.len() > stem.len() || word.len() > name.len() || !stem.contains(|c: char| c.is_lowercase()))
}

/// A value without spaces and the quotes around it.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = ['"', '\'', '`']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    inner.unwrap_or(value).trim()
}

#[cfg(test)]
mod tests;
