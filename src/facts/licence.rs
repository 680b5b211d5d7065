// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Naming licence texts with the `spdx` crate's detection.
//!
//! A wrong name is worse than none: a likeness under [`LEAST`], a notice instead of the text, or two
//! licences that are as near leave the text unknown. Texts of the GNU family serve both
//! `-only` and `-or-later`; the name given is the one that the store keeps (`-or-later`),
//! and only notices or manifests can tell which is meant.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use spdx::detection::{Store, TextData};

use crate::model::{Known, LicenceText, Unknown, fold};

/// Most licence texts that are compared in one repository; comparing one takes some 20 ms.
pub(super) const MOST_TEXTS: usize = 64;

/// Longest text that is compared, in bytes; the longest text of the SPDX list has about 60 kB.
const LONGEST: usize = 128 * 1_024;

/// Least likeness of a name, from 0 to 1.
const LEAST: f32 = 0.8;

/// Least likeness of the old CeCILL licences: French texts of the later ones look like them.
const LEAST_OLD_CECILL: f32 = 0.95;

/// How far the best name must be before the next one.
const MARGIN: f32 = 0.01;

/// Names a licence text. With `compare` false nothing is looked up and the name is unknown.
pub(super) fn name(path: &Arc<str>, text: &str, compare: bool) -> LicenceText {
    let found = (compare && text.len() <= LONGEST)
        .then(|| STORE.get_or_init(|| Store::load_inline().ok()).as_ref())
        .flatten()
        .and_then(|store| recognise(store, text));
    match found {
        Some((id, score)) => LicenceText {
            path: Arc::clone(path),
            id: Known::Yes(id),
            score: percent(score),
        },
        None => LicenceText {
            path: Arc::clone(path),
            id: Known::No(Unknown::UnrecognisedLicence(Arc::clone(path))),
            score: 0,
        },
    }
}

/// Loaded at the first licence text only: it takes about 0.17 s and 50 MB.
static STORE: OnceLock<Option<Store>> = OnceLock::new();

/// The likeness of one licence.
#[derive(Debug, Clone, Copy)]
struct Likeness<'a> {
    name: &'a str,
    score: f32,
    /// Whether the whole text is the same, word for word, but for what the comparison leaves out.
    exact: bool,
    /// Whether it is the short notice of the licence that is alike, not its text.
    notice: bool,
}

fn recognise(store: &Store, text: &str) -> Option<(String, f32)> {
    let data = TextData::new(text);
    let ranked = rank(store, &data);
    let (best, rest) = ranked.split_first()?;
    let next = rest.first();
    let alone = next.is_none_or(|next| best.score - next.score > MARGIN);
    let only_exact = best.exact && next.is_none_or(|next| !next.exact);
    let sure = best.score >= LEAST && !best.notice && (alone || only_exact) && !is_doubtful(best, text);
    sure.then(|| (best.name.to_owned(), best.score))
}

/// The best likeness of each licence, the best first; equal ones by name, so that the order is fixed.
fn rank<'a>(store: &'a Store, data: &TextData) -> Vec<Likeness<'a>> {
    // The store is a hash map: its order differs from run to run.
    let entries: BTreeMap<&str, _> = store.iter().map(|(name, entry)| (name.as_str(), entry)).collect();
    let mut ranked: Vec<Likeness<'a>> = entries
        .into_iter()
        .filter_map(|(name, entry)| {
            let texts = std::iter::once(&entry.original).chain(&entry.alternates);
            let texts = texts.map(|text| (text, false));
            texts
                .chain(entry.headers.iter().map(|header| (header, true)))
                .map(|(known, notice)| Likeness {
                    name,
                    score: known.match_score(data),
                    exact: !notice && known.ngram_matches(data),
                    notice,
                })
                .max_by(|a, b| a.score.total_cmp(&b.score))
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(b.name)));
    ranked
}

/// Names that near texts are known to take wrongly.
fn is_doubtful(best: &Likeness<'_>, text: &str) -> bool {
    match best.name {
        "CECILL-1.0" | "CECILL-1.1" | "CECILL-2.0" => best.score < LEAST_OLD_CECILL,
        // Its text is that of Apache-2.0 with a few words more.
        "Pixar" => !best.exact,
        "BSD-3-Clause-HP" => !best.exact,
        "etalab-2.0" => {
            let folded = fold(text);
            let named = ["licence ouverte", "open licence", "etalab"];
            let first = folded.contains("version 1 0") && !folded.contains("2 0");
            first || !named.iter().any(|name| folded.contains(name))
        }
        _ => false,
    }
}

/// A likeness from 0 to 1 in whole percent, rounded down: 100 is kept for texts that are the same.
fn percent(score: f32) -> u8 {
    (1..=100)
        .rev()
        .find(|percent| score >= f32::from(*percent) / 100.0)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{name, percent};
    use crate::model::Known;

    const ISC: &str = "ISC License\n\nCopyright (c) 2024 Ministère X\n\nPermission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.\n";

    fn id(text: &str) -> Option<String> {
        match name(&Arc::from("LICENSE"), text, true).id {
            Known::Yes(id) => Some(id),
            Known::No(_) => None,
        }
    }

    #[test]
    fn a_known_text_is_named_and_the_rest_is_not() {
        assert_eq!(id(ISC).as_deref(), Some("ISC"));
        assert_eq!(id(""), None);
        assert_eq!(id("Licence MIT"), None);
        assert_eq!(
            id("Tous droits réservés. Toute copie est interdite sans accord écrit.\n"),
            None
        );
        assert_eq!(id(&"a b c ".repeat(100_000)), None);
        let unasked = name(&Arc::from("LICENSE"), ISC, false);
        assert!(matches!(unasked.id, Known::No(_)));
        assert_eq!(unasked.score, 0);
    }

    #[test]
    fn percents_are_rounded_down() {
        assert_eq!(
            [percent(1.0), percent(0.999), percent(0.8), percent(0.0)],
            [100, 99, 80, 0]
        );
    }
}
