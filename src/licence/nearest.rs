// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The text of the SPDX list that a licence file looks most like, by the detection of the `spdx` crate: a hint for the
//! person who has to read it, where Vigie itself names nothing.
//!
//! It is never a name. The crate counts pairs of words that two texts share, and so calls a licence that forbids trade by
//! the name of the one that it was made of.

use std::sync::LazyLock;

use spdx::detection::{LicenseEntry, Store, TextData};

use super::expression::family;
use crate::model::{NearestText, beginning};

/// Longest text that is compared, in bytes: longer files hold many licences.
const LONGEST: usize = 128 << 10;

/// Fewest words of a text that is worth a comparison.
const LEAST_WORDS: usize = 30;

/// Least likeness that is worth telling, in percent: texts on other matters stay far below it.
const LEAST: u8 = 60;

/// The texts of the list, read at the first question: most runs never ask it.
static STORE: LazyLock<Option<Store>> = LazyLock::new(|| Store::load_inline().ok());

/// The text of the list that a text looks most like, when it looks like one at all.
#[must_use]
pub fn nearest(text: &str) -> Option<NearestText> {
    let text = beginning(text, LONGEST);
    // The store is costly to read: a text without a word of licences is like none of them.
    if !super::grants(text) || text.split_whitespace().take(LEAST_WORDS).count() < LEAST_WORDS {
        return None;
    }
    let asked = TextData::new(text);
    let best = STORE
        .as_ref()?
        .iter()
        .map(|(name, entry)| (likeness(entry, &asked), family(name)))
        // The store has no order of its own: of two that are as near, the shorter name is told.
        .max_by(|(one, a), (other, b)| {
            one.cmp(other)
                .then_with(|| b.len().cmp(&a.len()))
                .then_with(|| b.cmp(a))
        });
    best.filter(|(percent, _)| *percent >= LEAST)
        .map(|(percent, id)| NearestText {
            id: id.to_owned(),
            percent,
        })
}

/// How alike a text and a licence are, in whole percent, rounded down; never 100, which is the word of a text that is
/// named. The short notices of the store are left out: only texts are compared.
fn likeness(entry: &LicenseEntry, asked: &TextData) -> u8 {
    let texts = std::iter::once(&entry.original).chain(&entry.alternates);
    let score = texts.map(|text| text.match_score(asked)).fold(0.0_f32, f32::max);
    (1..=99)
        .rev()
        .find(|percent| score >= f32::from(*percent) / 100.0)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::nearest;

    fn text(id: &str) -> &'static str {
        let known = spdx::text::LICENSE_TEXTS.iter().find(|(name, _)| *name == id);
        known.unwrap().1
    }

    #[test]
    fn a_changed_text_is_near_the_one_that_it_was_made_of() {
        let changed = text("BSD-3-Clause").replace("3. Neither", "3. No bank may use it. Neither");
        let found = nearest(&changed).unwrap();
        assert_eq!(found.id, "BSD-3-Clause");
        assert!((60..100).contains(&found.percent));
    }

    #[test]
    fn other_texts_are_near_nothing() {
        for text in [
            "",
            "Rien.",
            "Vous pouvez faire ce que vous voulez de ce code, pourvu que vous en parliez autour de vous, que vous \
             citiez ses auteurs, que vous ne vous plaigniez pas de ses défauts et que vous soyez toujours aimable.",
        ] {
            assert_eq!(nearest(text), None, "{text}");
        }
    }

    #[test]
    fn the_answer_is_always_the_same() {
        let once = nearest(text("GPL-3.0-or-later"));
        assert!(once.is_some());
        for _ in 0..3 {
            assert_eq!(nearest(text("GPL-3.0-or-later")), once);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn any_text_has_an_answer(words in prop::collection::vec("[\\PC\n\t ]{0,12}", 0..80)) {
            let _ = nearest(&words.join(" "));
        }

        #[test]
        fn a_line_of_copyright_changes_little(holder in "[A-Za-zéèà ]{1,40}") {
            let plain = text("ISC");
            let found = nearest(&format!("Copyright (c) 2020 {holder}\n\n{plain}")).unwrap();
            prop_assert!(found.percent >= 80);
        }
    }
}
