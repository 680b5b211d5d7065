// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Naming licence texts with the `spdx` crate's detection.
//!
//! A wrong name is worse than none: a likeness under [`LEAST`], a notice instead of the text, or two
//! licences that are as near leave the text unknown. Texts of the GNU family serve both
//! `-only` and `-or-later`; the name given is always that of `-or-later`, as in the store,
//! and only notices or manifests can tell which is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use spdx::detection::{Store, TextData};

use crate::model::{LicenceMatch, LicenceMethod, Subject, fold};

mod exact;

/// Longest text that is compared, in bytes; the longest text of the SPDX list has about 60 kB.
const LONGEST: usize = 128 * 1_024;

/// Least likeness of a name, from 0 to 1.
const LEAST: f32 = 0.8;

/// Least likeness of the old `CeCILL` licences: French texts of the later ones look like them.
const LEAST_OLD_CECILL: f32 = 0.95;

/// Least likeness of Apache-2.0 without its appendix, which alone makes 0.945.
const LEAST_WITHOUT_APPENDIX: f32 = 0.94;

/// How far the best name must be before the next one.
const MARGIN: f32 = 0.01;

/// The licence texts that a text holds, in the order of lines.
#[must_use]
pub fn find(text: &str) -> Vec<LicenceMatch> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let found = match exact::name(text) {
        Some(id) => Some((id.to_owned(), 1.0, LicenceMethod::Exact)),
        None => STORE
            .get_or_init(|| Store::load_inline().ok())
            .as_ref()
            .and_then(|store| recognise(store, text))
            .map(|(id, score)| (id, score, LicenceMethod::Text)),
    };
    let last = u32::try_from(text.lines().count()).unwrap_or(u32::MAX).max(1);
    found
        .map(|(expression, score, method)| LicenceMatch {
            expression,
            confidence: percent(score),
            method,
            lines: (1, last),
            subject: Subject::Project,
            rivals: Vec::new(),
        })
        .into_iter()
        .collect()
}

/// Loaded at the first licence text only: it takes about 0.17 s and 50 MB.
static STORE: OnceLock<Option<Store>> = OnceLock::new();

/// The likeness of one licence.
#[derive(Debug, Clone)]
struct Likeness {
    name: String,
    score: f32,
    /// Whether the whole text is the same, word for word, but for what the comparison leaves out.
    exact: bool,
    /// Whether it is the short notice of the licence that is alike, not its text.
    notice: bool,
}

fn recognise(store: &Store, text: &str) -> Option<(String, f32)> {
    let data = TextData::new(text);
    let ranked = rank(store, &data);
    let (best, rest) = match apache_without_appendix(&ranked, text) {
        Some(apache) => return Some((apache.name.clone(), apache.score)),
        None => ranked.split_first()?,
    };
    let next = rest.first();
    let alone = next.is_none_or(|next| best.score - next.score > MARGIN);
    let only_exact = best.exact && next.is_none_or(|next| !next.exact);
    let sure = best.score >= LEAST && !best.notice && (alone || only_exact) && !is_doubtful(best, text);
    sure.then(|| (best.name.clone(), best.score))
}

/// Apache-2.0 without its appendix, a very common file, is nearer to Pixar's variant of it. Section 6
/// is where the two differ: its words for Apache's own are looked for.
fn apache_without_appendix<'r>(ranked: &'r [Likeness], text: &str) -> Option<&'r Likeness> {
    const SECTION_6: &str =
        "except as required for reasonable and customary use in describing the origin of the work";
    let [pixar, apache, ..] = ranked else {
        return None;
    };
    let near = pixar.name == "Pixar" && apache.name == "Apache-2.0" && apache.score >= LEAST_WITHOUT_APPENDIX;
    (near && !pixar.exact && fold(text).contains(SECTION_6)).then_some(apache)
}

/// The best likeness of each licence, the best first; equal ones by name, so that the order is fixed.
fn rank(store: &Store, data: &TextData) -> Vec<Likeness> {
    // The store is a hash map: its order differs from run to run.
    let entries: BTreeMap<&str, _> = store.iter().map(|(name, entry)| (name.as_str(), entry)).collect();
    let mut ranked: Vec<Likeness> = entries
        .into_iter()
        .filter_map(|(name, entry)| {
            let texts = std::iter::once(&entry.original).chain(&entry.alternates);
            let texts = texts.map(|text| (text, false));
            texts
                .chain(entry.headers.iter().map(|header| (header, true)))
                .map(|(known, notice)| Likeness {
                    name: text_name(name),
                    score: known.match_score(data),
                    exact: !notice && known.ngram_matches(data),
                    notice,
                })
                .max_by(|a, b| a.score.total_cmp(&b.score))
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
    let mut seen = BTreeSet::new();
    ranked.retain(|likeness| seen.insert(likeness.name.clone()));
    ranked
}

/// The one name of a text that the list holds under several: the deprecated `GPL-3.0+` and
/// `GPL-3.0-or-later`, or the GFDL with and without invariant sections.
fn text_name(name: &str) -> String {
    match name.strip_suffix('+') {
        Some(base) if base.contains("GPL-") => format!("{base}-or-later"),
        _ => name.replace("-no-invariants", "").replace("-invariants", ""),
    }
}

/// Names that near texts are known to take wrongly, and texts that hold more than the licence named.
fn is_doubtful(best: &Likeness, text: &str) -> bool {
    if best.exact {
        return false;
    }
    // "For any purpose, commercial or non-commercial" allows everything.
    let folded = fold(text).replace("commercial or non commercial", " ");
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| folded.contains(phrase));
    let wrong_name = match best.name.as_str() {
        "CECILL-1.0" | "CECILL-2.0" => best.score < LEAST_OLD_CECILL,
        // The English text of 1.0 is not in the list and makes 0.977.
        "CECILL-1.1" => best.score < 0.99,
        // Their texts are those of other licences with a few words more or less.
        "Pixar" | "BSD-3-Clause-HP" | "TCL" | "FSFAP-no-warranty-disclaimer" => true,
        "etalab-2.0" => {
            let first = says(&["version 1 0"]) && !says(&["2 0"]);
            first || !says(&["licence ouverte", "open licence", "etalab"])
        }
        _ => false,
    };
    let long = LONG.iter().any(|prefix| best.name.starts_with(prefix));
    let restricted = says(RESTRICTIONS) && !best.name.contains("-NC");
    wrong_name || restricted || (long && says(GRANTS))
}

/// Licences whose text is so long that a second, short licence in the file hardly changes the likeness.
const LONG: &[&str] = &[
    "AGPL-",
    "Apache-2.0",
    "CC-BY-",
    "CC0-",
    "CECILL-",
    "EPL-",
    "EUPL-",
    "GPL-",
    "LGPL-",
    "MPL-",
    "ODbL-",
    "etalab-",
];

/// Words, folded, that short licences have and none of the long ones: MIT, BSD, ISC.
const GRANTS: &[&str] = &[
    "permission is hereby granted free of charge to any person obtaining a copy",
    "redistribution and use in source and binary forms with or without modification are permitted",
    "permission to use copy modify and or distribute this software for any purpose",
];

/// Words, folded, that make a free licence unfree when they are added to it.
const RESTRICTIONS: &[&str] = &[
    "commons clause",
    "non commercial",
    "noncommercial use",
    "noncommercial purpose",
];

/// A likeness from 0 to 1 in whole percent, rounded down: 100 is kept for texts that are the same.
fn percent(score: f32) -> u8 {
    (1..=100)
        .rev()
        .find(|percent| score >= f32::from(*percent) / 100.0)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{find, percent};

    const ISC: &str = "ISC License\n\nCopyright (c) 2024 Ministère X\n\nPermission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.\n";

    fn id(text: &str) -> Option<String> {
        find(text).pop().map(|found| found.expression)
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
    }

    /// The text of the SPDX list with the lines that every team adds.
    fn spdx(id: &str) -> String {
        let (_, text) = spdx::text::LICENSE_TEXTS
            .iter()
            .find(|(name, _)| *name == id)
            .unwrap();
        format!("Copyright (c) 2024 Ministère de la Transition\n\n{text}\n\nVoir aussi le site.\n")
    }

    #[test]
    fn the_licences_of_the_french_list_are_named() {
        for licence in [
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CECILL-B",
            "CECILL-2.1",
            "CECILL-C",
            "MIT",
            "GPL-3.0-or-later",
            "LGPL-3.0-or-later",
            "AGPL-3.0-or-later",
            "MPL-2.0",
            "EPL-2.0",
            "EUPL-1.2",
            "etalab-2.0",
            "GPL-2.0-or-later",
            "CC0-1.0",
            "CC-BY-4.0",
            "CC-BY-SA-4.0",
            "ODbL-1.0",
            "ISC",
            "Unlicense",
            "JSON",
            "Zlib",
            "0BSD",
        ] {
            assert_eq!(id(&spdx(licence)).as_deref(), Some(licence), "{licence}");
        }
        assert_eq!(id(&spdx("GPL-3.0-only")).as_deref(), Some("GPL-3.0-or-later"));
        assert_eq!(id(&spdx("CC-BY-NC-4.0")).as_deref(), Some("CC-BY-NC-4.0"));
    }

    #[test]
    fn apache_without_its_appendix_is_no_other_licence() {
        let text = spdx("Apache-2.0");
        let (body, _) = text.split_once("APPENDIX").unwrap();
        assert_eq!(id(body).as_deref(), Some("Apache-2.0"));
        assert_ne!(id(&spdx("Pixar")).as_deref(), Some("Apache-2.0"));
    }

    #[test]
    fn a_text_that_says_more_is_not_named() {
        let clause = "Commons Clause: the grant of rights does not include the right to sell the software.";
        for text in [
            format!("{}\n{}", spdx("Apache-2.0"), spdx("MIT")),
            format!("{}\n{}", spdx("GPL-3.0-or-later"), spdx("BSD-3-Clause")),
            format!("{}\n{clause}", spdx("Apache-2.0")),
            format!("{}\nFor non-commercial use only.", spdx("MIT")),
            "This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.".to_owned(),
        ] {
            assert_eq!(id(&text), None, "{}", &text[..80]);
        }
    }

    #[test]
    fn percents_are_rounded_down() {
        assert_eq!(
            [percent(1.0), percent(0.999), percent(0.8), percent(0.0)],
            [100, 99, 80, 0]
        );
    }
}
