// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Choosing between texts that are nearly the same.

use super::align::Alignment;
use super::shelf::Shelf;
use super::words::{Words, hash};
use super::{Fit, Found, change};

/// Licences that one word makes what they are: without it, the text is another.
const MARKS: &[(&str, &str)] = &[
    ("BSD-3-Clause-No-Military-License", "military"),
    ("BSD-3-Clause-No-Nuclear-License", "nuclear"),
    ("BSD-3-Clause-No-Nuclear-License-2014", "nuclear"),
    ("BSD-3-Clause-No-Nuclear-Warranty", "nuclear"),
    ("JSON", "evil"),
];

/// Licences in common use. A text that may be one of them or a rarely used variant is the common one, unless
/// the variant is nearer.
const COMMON: &[&str] = &[
    "0BSD",
    "AFL-3.0",
    "AGPL-3.0-or-later",
    "Apache-1.1",
    "Apache-2.0",
    "Artistic-1.0-Perl",
    "Artistic-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSD-3-Clause-Clear",
    "BSD-4-Clause",
    "BSL-1.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "CDDL-1.0",
    "CECILL-1.0",
    "CECILL-1.1",
    "CECILL-2.0",
    "CECILL-2.1",
    "CECILL-B",
    "CECILL-C",
    "CPL-1.0",
    "ECL-2.0",
    "EPL-1.0",
    "EPL-2.0",
    "EUPL-1.1",
    "EUPL-1.2",
    "GFDL-1.3-or-later",
    "GPL-1.0-or-later",
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "ISC",
    "LGPL-2.0-or-later",
    "LGPL-2.1-or-later",
    "LGPL-3.0-or-later",
    "LPPL-1.3c",
    "LicenseRef-etalab-1.0",
    "MIT",
    "MIT-0",
    "MPL-1.1",
    "MPL-2.0",
    "MS-PL",
    "MS-RL",
    "MulanPSL-2.0",
    "NCSA",
    "ODC-By-1.0",
    "ODbL-1.0",
    "OFL-1.1",
    "OSL-3.0",
    "PDDL-1.0",
    "PHP-3.01",
    "PostgreSQL",
    "Python-2.0",
    "Ruby",
    "UPL-1.0",
    "Unlicense",
    "Vim",
    "W3C",
    "WTFPL",
    "X11",
    "ZPL-2.1",
    "Zlib",
    "etalab-2.0",
];

/// Share of the words that differ within which another text is as near.
const MARGIN: f32 = 0.25;

/// Most words that another text may be behind because of what is missing at the ends.
const MOST_FOR_ENDS: f32 = 2.0;

/// Most words that a text may be behind to be preferred for its grant.
const MOST_BEHIND: f32 = 15.0;

/// Most texts compared so.
const MOST_COMPARED: usize = 12;

/// Whether an identifier is deprecated for another.
fn is_old_name(old: &str, id: &str) -> bool {
    crate::licence::replacement(old) == Some(id)
}

/// Whether a licence is in common use.
pub(super) fn is_common(id: &str) -> bool {
    COMMON.contains(&id)
}

/// The best of the texts that fit, with those that are as near.
pub(super) fn choose(mut fits: Vec<Fit>, words: &Words, shelf: &Shelf) -> Option<Found> {
    fits.retain(|(entry, alignment)| {
        let mark = MARKS.iter().find(|(id, _)| *id == entry.id);
        mark.is_none_or(|(_, mark)| words.hashes[alignment.span.clone()].contains(&hash(mark)))
    });
    let common = is_common;
    fits.sort_by(|(one, a), (other, b)| {
        let (one, other) = (one.id, other.id);
        b.score()
            .total_cmp(&a.score())
            .then(common(other).cmp(&common(one)))
            .then(one.len().cmp(&other.len()))
            .then(one.cmp(other))
    });
    prefer_whole_grants(&mut fits, words, shelf);
    let mut fits = fits.into_iter();
    let (entry, alignment) = fits.next()?;
    let id = entry.id;
    let margin = margin(&alignment);
    let mut rivals: Vec<String> = Vec::new();
    for (other, near) in fits {
        let other = other.id;
        let apart = near.span.end <= alignment.span.start || near.span.start >= alignment.span.end;
        let tied =
            margin > 0.0 && alignment.score() - near.score() <= margin && (common(other) || !common(id));
        if other != id
            && !is_old_name(other, id)
            && !apart
            && (tied || explains_more(&near, &alignment))
            && !rivals.iter().any(|rival| rival == other)
        {
            rivals.push(other.to_owned());
        }
    }
    Some(Found {
        fit: (entry, alignment),
        rivals,
    })
}

/// Of texts that are nearly as near, those whose grant is untouched: a rare variant may come first by a name or two.
fn prefer_whole_grants(fits: &mut Vec<Fit>, words: &Words, shelf: &Shelf) {
    let Some((_, first)) = fits.first() else { return };
    let least = first.score() - MOST_BEHIND;
    let near = fits
        .iter()
        .take_while(|(_, fit)| fit.score() >= least)
        .count()
        .min(MOST_COMPARED);
    let less: Vec<bool> = fits[..near]
        .iter()
        .map(|fit| change::grants_less(fit, words, shelf))
        .collect();
    if less[0] && less.contains(&false) {
        let mut less = less.into_iter();
        fits.retain(|_| !less.next().unwrap_or(false));
    }
}

/// Adds the longer licences of which the file may be the beginning, when they explain more of its words.
pub(super) fn doubt(found: &mut Found, begun: Vec<Fit>) {
    for (other, near) in begun {
        let other = other.id;
        let told = other == found.id() || found.rivals.iter().any(|rival| rival == other);
        if !told && explains_more(&near, found.alignment()) {
            found.rivals.push(other.to_owned());
        }
    }
}

/// Whether more words of a text are the same as in this reference, and fewer differ between the ends.
fn explains_more(near: &Alignment, found: &Alignment) -> bool {
    near.same > found.same && near.edits < found.edits
}

/// How far the next text must be behind, in words. A text that is there word for word has no rivals.
pub(super) fn margin(alignment: &Alignment) -> f32 {
    MARGIN * (alignment.edits + super::count(alignment.missing).min(MOST_FOR_ENDS / MARGIN))
}
