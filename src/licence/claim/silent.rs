// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Heads of source files that name no licence, remembered: a project writes the same lines above all of its files, and
//! reading them takes longer than finding them again.

use std::cell::RefCell;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::comment;

/// Words of which every claim of a head has one on its lines: those of [`crate::licence::HEAD_WORDS`], and the first
/// words of those that a line may end within.
const WORDS: [&str; 6] = ["licens", "licenc", "cecill", "spdx", "terms", "logiciel"];

/// Most heads that are remembered, and the longest, in bytes.
const MOST: usize = 32;
const LONGEST: usize = 4_096;

thread_local! {
    static SILENT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The part of a head that decides what it claims: up to the blank line behind the last word of a licence. `None` where
/// the sentence may go on, or a tag is there, which is read by what stands around it.
pub(super) fn deciding(text: &str) -> Option<&str> {
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(WORDS)
            .ok()
    });
    let last = FINDER.as_ref()?.find_iter(text).last()?;
    let mut end = last.end();
    for line in text[end..].split_inclusive('\n').skip(1) {
        if line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    end += text[last.end()..].find('\n')? + 1;
    let part = text.get(..end.min(text.len()))?;
    let closes = part.len() < text.len() && part.len() <= LONGEST;
    let tail: Vec<&str> = part.split_whitespace().rev().take(2).collect();
    let open = tail.iter().any(|word| comment::goes_on(word));
    (closes && !open && !part.contains(super::tag::TAG)).then_some(part)
}

/// Whether a head with this deciding part was read before, and claimed nothing.
pub(super) fn is_known(part: &str) -> bool {
    SILENT.with_borrow(|known| known.iter().any(|one| one == part))
}

/// Remembers a head that claims nothing.
pub(super) fn remember(part: &str) {
    SILENT.with_borrow_mut(|known| {
        if known.len() < MOST {
            known.push(part.to_owned());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{WORDS, deciding};
    use crate::licence::HEAD_WORDS;

    #[test]
    fn every_word_of_a_head_begins_with_one_that_decides() {
        for word in HEAD_WORDS {
            assert!(WORDS.iter().any(|start| word.starts_with(start)), "{word}");
        }
    }

    #[test]
    fn a_head_is_decided_by_its_lines_up_to_a_blank_one() {
        let head = "<?php\n\n/*\n * view the LICENSE\n * file.\n */\n";
        let text = format!("{head}\nnamespace A;\n");
        assert_eq!(deciding(&text), Some(head));
        // A sentence that may go on behind the blank line, one without an end, a tag, and no word at all.
        assert_eq!(
            deciding("// licensed under the\n\n// MIT License\n\nx\n"),
            Some("// licensed under the\n\n// MIT License\n")
        );
        assert_eq!(deciding("// licensed under the\n\n// MIT\n\nx\n"), None);
        assert_eq!(deciding("// view the LICENSE\n"), None);
        assert_eq!(deciding("// view the LICENSE"), None);
        let tag = format!("// SPDX-License-{}: MIT\n\nx\n", "Identifier");
        assert_eq!(deciding(&tag), None);
        assert_eq!(deciding("fn main() {}\n\n"), None);
    }
}
