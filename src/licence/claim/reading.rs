// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The names of licences that a block holds, whether it grants them or not.

use std::ops::Range;

use super::address;
use super::aside;
use super::mention::{self, Mention};
use super::prose::{Block, Section};
use super::token::{Token, cut};

/// What each name of a block fits, in order, whether the block grants it or not.
pub(super) fn names(block: &Block) -> impl Iterator<Item = Vec<String>> {
    let tokens = tokens(block);
    mentions(block, &tokens).into_iter().map(|mention| mention.ids)
}

/// The tokens of a block; an address that stands in the words is one token.
pub(super) fn tokens(block: &Block) -> Vec<Token> {
    let mut tokens = cut(&block.text);
    let bare: Vec<&Range<usize>> = block
        .links
        .iter()
        .map(|(at, _)| at)
        .filter(|at| {
            block
                .text
                .get((*at).clone())
                .is_some_and(|text| text.contains("://") || text.starts_with("www."))
        })
        .collect();
    if bare.is_empty() {
        return aside::leave_out(block, tokens);
    }
    let inside = |token: &Token| {
        bare.iter()
            .position(|at| at.start <= token.at.start && token.at.start < at.end)
    };
    let mut last = None;
    tokens.retain_mut(|token| {
        let place = inside(token);
        let first = place.is_some() && place != last;
        last = place;
        if first {
            "@".clone_into(&mut token.word);
        }
        place.is_none() || first
    });
    aside::leave_out(block, tokens)
}

/// The names in the words, sharpened by the pages that links lead to.
pub(super) fn mentions(block: &Block, tokens: &[Token]) -> Vec<Mention> {
    let mut found = mention::find(&block.text, tokens);
    for (at, target) in block.links.iter().take(2_000) {
        let Some(ids) = address::name(target) else {
            continue;
        };
        let start = tokens.partition_point(|token| token.at.end <= at.start);
        let end = tokens.partition_point(|token| token.at.start < at.end).max(start);
        if start >= end {
            continue;
        }
        let over = found
            .iter_mut()
            .find(|mention| mention.at.start < end && start < mention.at.end);
        match over {
            Some(mention) => sharpen(mention, &ids),
            None => found.push(Mention {
                at: start..end,
                ids,
                later: None,
                says_license: true,
            }),
        }
    }
    found.retain(|mention| !is_tag(block, tokens, mention));
    found.sort_by_key(|mention| mention.at.start);
    found
}

/// Whether a name stands in a tag: in prose, that shows how a tag is written.
fn is_tag(block: &Block, tokens: &[Token], mention: &Mention) -> bool {
    let before = tokens
        .get(mention.at.start)
        .map_or("", |token| &block.text[..token.at.start]);
    // REUSE-IgnoreStart
    let before = before.trim();
    // A paragraph below the heading of the licence that is nothing but the tag says which it is.
    before.ends_with("SPDX-License-Identifier:")
        && !(block.section == Section::Licence && !block.own && before == "SPDX-License-Identifier:")
    // REUSE-IgnoreEnd
}

/// Sets a name beside the page that it links to: they agree, one is wider, or nothing is sure.
fn sharpen(mention: &mut Mention, ids: &[String]) {
    let both: Vec<String> = mention
        .ids
        .iter()
        .filter(|id| ids.contains(id))
        .cloned()
        .collect();
    if !both.is_empty() {
        mention.ids = both;
        return;
    }
    for id in ids {
        mention.ids.push(id.clone());
    }
}
