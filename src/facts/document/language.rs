// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The language of a prose, by a count of small words: enough to tell French from English, which is all
//! that is asked, and no dependency.

use crate::model::{beginning, fold};

/// The language of a document's prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
    /// Neither.
    Other,
    /// Too little prose to tell, or both languages alike.
    Unknown,
}

/// Words looked at: the beginning tells enough.
const LOOKED_AT: usize = 2_000;

/// Most that is looked at of one paragraph, in bytes: a file of data may be one.
const LONGEST_PARAGRAPH: usize = 16 * LOOKED_AT;

/// Fewest small words that tell a language.
const LEAST: usize = 3;

/// Words that a prose has when the absence of small words tells another language.
const LONG: usize = 40;

/// Bytes of the longest small word.
const LONGEST: usize = 5;

/// Small words of French that English does not have, folded.
const FRENCH: &[&str] = &[
    "le", "la", "les", "des", "du", "une", "un", "et", "est", "dans", "pour", "par", "sur", "que", "qui",
    "ce", "cette", "ces", "avec", "vous", "nous", "au", "aux", "sont", "votre", "vos", "ou", "pas", "ne",
    "il", "elle", "de", "en", "se", "sa", "son", "ses", "plus", "etre", "d", "l", "n", "qu",
];

/// Small words of English that French does not have.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "is", "are", "for", "with", "this", "that", "you", "your", "it", "be", "by",
    "from", "can", "will", "we", "our", "an", "as", "if", "in", "or", "not", "use", "have", "has", "when",
    "which", "at",
];

impl Language {
    /// The language of some prose.
    pub(super) fn of<'a>(prose: impl Iterator<Item = &'a str>) -> Self {
        let (mut words, mut french, mut english) = (0, 0, 0);
        for text in prose {
            if words > LOOKED_AT {
                break;
            }
            let text = beginning(text, LONGEST_PARAGRAPH);
            for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
                words += 1;
                if word.len() > LONGEST {
                    continue;
                }
                french += usize::from(FRENCH.contains(&word));
                english += usize::from(ENGLISH.contains(&word));
            }
        }
        if french >= LEAST && french > english * 2 {
            Self::French
        } else if english >= LEAST && english > french * 2 {
            Self::English
        } else if words >= LONG && (french + english) * 20 < words {
            Self::Other
        } else {
            Self::Unknown
        }
    }

    /// The BCP 47 tag; `None` when it is not one of the two.
    #[must_use]
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::French => Some("fr"),
            Self::English => Some("en"),
            Self::Other | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH, LONGEST, Language};

    #[test]
    fn no_small_word_is_longer_than_the_longest() {
        let longest = FRENCH.iter().chain(ENGLISH).map(|word| word.len()).max();
        assert_eq!(longest, Some(LONGEST));
    }

    #[test]
    fn small_words_tell_the_language() {
        for (text, language) in [
            ("Cette carte aide les mairies à prévoir le nombre d'enfants.", Language::French),
            ("This map helps the towns of a region to plan their schools.", Language::English),
            ("npm install", Language::Unknown),
            (
                &"Diese Karte hilft den Gemeinden, die Zahl der Kinder zu planen, die bald zur Schule gehen. ".repeat(4),
                Language::Other,
            ),
        ] {
            assert_eq!(Language::of([text].into_iter()), language, "{text}");
        }
    }
}
