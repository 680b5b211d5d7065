// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links to data.gouv.fr, for a terminal and as JSON.

use std::fmt::Write as _;

use super::wire::v1;
use super::wording;
use crate::model::{DataLink, Lang, printable};

/// Longest address that the terminal shows, in characters.
const LONGEST: usize = 300;

/// `vigie.links.v1`.
///
/// # Errors
/// Never for the types of the wire format; the error is passed on rather than hidden.
pub fn json(links: &[DataLink]) -> Result<String, serde_json::Error> {
    Ok(format!("{}\n", super::json::pretty(&v1::Links::new(links))?))
}

/// One line a link: its place, its kind in words, its identifier if it has one, the address. Tools that read
/// `path:line:column:` can jump there.
#[must_use]
pub fn text(links: &[DataLink], lang: Lang) -> String {
    let mut out = String::new();
    for link in links {
        let target = &link.target;
        let place = &link.place;
        let path = place.path.as_deref().unwrap_or_default();
        let (line, column) = (place.line.unwrap_or(1), place.column.unwrap_or(1));
        let kind = wording::link_kind(lang, target.kind);
        let _ = write!(out, "{path}:{line}:{column}: {kind}");
        for part in [target.id(), target.version.as_deref(), target.resource.as_deref()]
            .into_iter()
            .flatten()
        {
            let _ = write!(out, " {}", printable(part, LONGEST));
        }
        let _ = writeln!(out, " {}", printable(&link.url, LONGEST));
    }
    out
}
