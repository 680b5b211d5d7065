// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Expressions without their edges of words: on a text with accents those take an engine that is ten times slower.

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind, LookSet, Repetition};

use super::pattern::STATES;

/// An expression without its edges of words; `None` when it has none, or cannot be written without them.
pub(super) fn relaxed(source: &str) -> Option<Regex> {
    let tree = ParserBuilder::new().multi_line(true).build().parse(source).ok()?;
    if !tree.properties().look_set().contains_word_unicode() {
        return None;
    }
    RegexBuilder::new(&without_edges(&tree).to_string())
        .dfa_size_limit(STATES)
        .build()
        .ok()
}

fn without_edges(tree: &Hir) -> Hir {
    match tree.kind() {
        HirKind::Look(look) if LookSet::singleton(*look).contains_word_unicode() => Hir::empty(),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => tree.clone(),
        HirKind::Repetition(one) => Hir::repetition(Repetition {
            sub: Box::new(without_edges(&one.sub)),
            ..one.clone()
        }),
        HirKind::Capture(one) => without_edges(&one.sub),
        HirKind::Concat(all) => Hir::concat(all.iter().map(without_edges).collect()),
        HirKind::Alternation(all) => Hir::alternation(all.iter().map(without_edges).collect()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::relaxed;

    #[test]
    fn only_edges_of_words_go() {
        assert!(relaxed("abc").is_none());
        assert!(relaxed(r"(?-u:\b)abc").is_none(), "those of ASCII are fast");
        let relaxed = relaxed(r"(?i)^\b(é|annul)\b{2}\s").unwrap();
        assert!(relaxed.is_match("ÉÉ ") || relaxed.is_match("É "));
        assert!(relaxed.is_match("Annul x"));
        assert!(!relaxed.is_match("annulé"));
    }

    proptest! {
        #[test]
        fn whatever_matches_matches_without_its_edges(
            parts in proptest::collection::vec(r"\\b|a|é|\\s|\[a-c\]\+|\(a\|é\\b\)|\^|\$|\\B|x\?", 1..6),
            text in "[aébc x\n]{0,12}",
        ) {
            let source = parts.concat();
            if let Ok(regex) = regex::RegexBuilder::new(&source).multi_line(true).build()
                && let Some(relaxed) = relaxed(&source)
            {
                prop_assert!(!regex.is_match(&text) || relaxed.is_match(&text), "{source} on {text:?}");
            }
        }
    }
}
