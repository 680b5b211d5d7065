// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links to data.gouv.fr in a text of any kind: prose, markup, code, notebooks, tables, logs.

mod placeholder;
mod split;
mod start;
mod tail;

use memchr::memchr2_iter;

use crate::model::{LinkKind, LinkTarget};

use super::address;
use start::Scheme;

/// The domain without its first letter: every link holds it, in capitals or not.
pub const CUE: &str = "ata.gouv.fr";

/// Where its rarest letter stands.
const RAREST: usize = 7;

/// Most links that one text gives, bounded on hostile input: a file of links has fewer.
const MOST: usize = 100_000;

/// One link of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it begins, in bytes.
    pub start: usize,
    /// The address, without the escapes of the format around it.
    pub url: String,
    /// What it means.
    pub target: LinkTarget,
}

/// Where the domain stands, told by its rarest letter: hosts mean the same in capitals.
fn domains(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memchr2_iter(b'v', b'V', bytes).filter_map(|letter| {
        let at = letter.checked_sub(RAREST)?;
        let found = bytes.get(at..at + CUE.len())?;
        found.eq_ignore_ascii_case(CUE.as_bytes()).then_some(at)
    })
}

/// Whether a content can hold a link at all, told without decoding it: texts in UTF-16 cannot.
#[must_use]
pub fn may_hold(bytes: &[u8]) -> bool {
    domains(bytes).next().is_some()
}

/// The links of a text, in order. A bare "data.gouv.fr" in prose is a name, an e-mail address leads
/// nowhere, and a path on another host is that host's.
#[must_use]
pub fn links(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in domains(text.as_bytes()) {
        // Inside an address that was read already, only another whole address counts.
        let end = at + CUE.len();
        let Some(link) = one(text, at, end, from) else {
            continue;
        };
        from = end;
        found.push(link);
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The link whose domain ends at `end`, with nothing of what lies before `from`.
fn one(text: &str, at: usize, end: usize, from: usize) -> Option<Found> {
    let start = start::read(text, at, from)?;
    let tail = tail::read(text, end, start.scheme, start.breaks)?;
    let host = text[start.host..end].to_ascii_lowercase();
    if tail.form.is_empty() && start.scheme == Scheme::None {
        return None;
    }
    let target = address::of(&host, &tail.form)?;
    // A name with a slash may be a folder on a disk.
    if start.scheme == Scheme::None && !host.starts_with("www.") && !names_something(&target) {
        return None;
    }
    let before = match start.scheme {
        Scheme::Written(scheme) | Scheme::Encoded(scheme, _) => format!("{scheme}://"),
        Scheme::Relative => "//".to_owned(),
        Scheme::None => String::new(),
    };
    let url = format!("{before}{}{}", &text[start.host..end], tail.url);
    Some(Found {
        start: start.begin,
        url,
        target,
    })
}

fn names_something(target: &LinkTarget) -> bool {
    target.id().is_some() || target.kind == LinkKind::Template
}

/// A text without the mark that it ends with, in whichever of its spellings: a longer one comes first.
fn without_suffix<'a>(text: &'a str, spellings: &[&str]) -> Option<&'a str> {
    spellings.iter().find_map(|mark| text.strip_suffix(mark))
}

#[cfg(test)]
mod tests;
