// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The sentences of a document, as a reader sees them and folded for comparison.

use crate::model::{Part, fold};

use super::draft::Block;

/// Most sentences that one document keeps.
const MOST: usize = 20_000;

/// Longest part that is taken for one sentence, in bytes; a longer one is cut.
const LONGEST: usize = 2_000;

/// One sentence, one heading or one line of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What a reader sees.
    pub text: String,
    /// The same in lower case, without accents, signs turned to spaces.
    pub folded: String,
    /// Where it stands.
    pub part: Part,
    /// Line where it begins, from 1.
    pub line: u32,
}

/// The sentences of blocks in order.
pub(super) fn all<'a>(blocks: impl Iterator<Item = &'a Block>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in blocks {
        let part = Part::from(block.kind);
        let (mut seen, mut below) = (0, block.lines.0);
        for (start, text) in cut(&block.text, part) {
            if sentences.len() == MOST {
                return sentences;
            }
            let line = if part == Part::Code {
                let ends = block.text[seen..start].matches('\n').count();
                seen = start;
                below = below.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
                below.min(block.lines.1)
            } else {
                let mark = block.marks.partition_point(|(at, _)| *at <= start);
                block.marks[..mark]
                    .last()
                    .map_or(block.lines.0, |(_, line)| *line)
            };
            sentences.push(Sentence {
                text: text.to_owned(),
                folded: fold(text),
                part,
                line,
            });
        }
    }
    sentences
}

/// Cuts a text where sentences end: a full stop, an exclamation or question mark or a semicolon before white space, and forced line
/// ends. An abbreviation cuts too, but for the initial of a name: patterns look for short passages.
fn cut(text: &str, part: Part) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let piece = &text[from..to];
        let trimmed = piece.trim();
        if trimmed.chars().any(|c| c.is_alphanumeric() || c == '©') {
            let skipped = piece.len() - piece.trim_start().len();
            found.push((from + skipped, trimmed));
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let before_space = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let stops = part == Part::Prose
            && matches!(c, '.' | '!' | '?' | ';' | '…')
            && before_space
            && !(c == '.' && is_initial(&text[start..at], &text[end..], MOST_INITIALS));
        if c == '\n' || stops || end - start >= LONGEST {
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
    found
}

/// Most initials of one name: a text may be nothing but letters with full stops.
const MOST_INITIALS: usize = 4;

/// Whether the full stop between two texts belongs to an initial: "Auteur : C. Martin", "by J.-P. Durand". The capital
/// must stand where a name may begin: "written in C. It" ends a sentence.
fn is_initial(before: &str, after: &str, most: usize) -> bool {
    const BEFORE: [&str; 6] = ["par", "by", "et", "and", "de", "of"];
    let (rest, initials) = before
        .rfind(char::is_whitespace)
        .map_or(("", before), |at| (before[..at].trim_end(), &before[at..]));
    let mut letters = initials
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '[' | '(' | '<'))
        .split(['.', '-'])
        .filter(|part| !part.is_empty())
        .peekable();
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    };
    if letters.peek().is_none() || !letters.all(single) {
        return false;
    }
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    // "C. D. Martin": one initial after another.
    if let Some(before) = rest
        .strip_suffix('.')
        .filter(|_| single(last.trim_end_matches('.')))
    {
        return most > 1
            && is_initial(before, "A", most - 1)
            && after.trim_start().starts_with(char::is_uppercase);
    }
    let opens = rest.is_empty()
        || rest.ends_with([':', ',', '(', '–', '—', '&', '©'])
        || BEFORE.contains(&&*last.to_lowercase())
        || last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    let mut follows = after.trim_start_matches([' ', '\u{a0}']).chars();
    opens && follows.next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{Part, cut};

    #[test]
    fn a_text_of_initials_alone_is_cut_in_time() {
        let text = "A. ".repeat(300_000);
        assert!(cut(&text, Part::Prose).len() > 10_000);
    }

    #[test]
    fn the_initial_of_a_name_ends_no_sentence() {
        for (text, pieces) in [
            ("Auteur : C. Martin", 1),
            ("Author: J.-P. Durand and D. Petit. Other.", 2),
            ("© 2024 C. Martin", 1),
            ("Développé par C. D. Martin", 1),
            ("It is written in C. It runs.", 2),
            ("Voir le plan B. Puis lancez.", 2),
            ("Répondez par A. ou non", 2),
            ("Auteur : DINUM. Autre.", 2),
        ] {
            assert_eq!(cut(text, Part::Prose).len(), pieces, "{text}");
        }
    }

    #[test]
    fn sentences_end_at_full_stops_before_spaces() {
        let text = "Voir etalab.gouv.fr. Entrepreneur.e.s d'intérêt !\n© A ; b…";
        let pieces: Vec<&str> = cut(text, Part::Prose).into_iter().map(|(_, text)| text).collect();
        assert_eq!(
            pieces,
            [
                "Voir etalab.gouv.fr.",
                "Entrepreneur.e.s d'intérêt !",
                "© A ;",
                "b…"
            ]
        );
        assert_eq!(cut("a. b\nc", Part::Code).len(), 2);
    }
}
