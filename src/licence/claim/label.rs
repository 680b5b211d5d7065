// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licence files that hold the name of a licence and little else: an address, a line of copyright, a heading.

use super::prose::{Block, Shape};
use super::reading;
use super::token::Token;

/// Most words of the name, and of a line of copyright; an address is one word.
const MOST: usize = 12;

/// Whether the blocks are the name of a licence and nothing else. An address that leads to another licence leaves open which
/// of the two it is.
pub(super) fn is_one(blocks: &[Block]) -> bool {
    let mut name: Option<&Block> = None;
    let mut addresses = Vec::new();
    for block in blocks {
        let tokens = reading::tokens(block);
        if blocks.len() > 1 && (is_heading(block, &tokens) || is_copyright(&tokens)) {
            continue;
        }
        if tokens
            .iter()
            .all(|token| matches!(token.word.as_str(), "@" | "."))
            && !tokens.is_empty()
        {
            addresses.push(block);
        } else if name.is_none() && tokens.len() <= MOST {
            name = Some(block);
        } else {
            return false;
        }
    }
    let Some(name) = name else {
        return addresses.len() == 1;
    };
    let named: Vec<String> = reading::names(name).flatten().collect();
    addresses
        .into_iter()
        .flat_map(reading::names)
        .all(|ids| ids.iter().any(|id| named.contains(id)))
}

/// "Licence", above the name.
fn is_heading(block: &Block, tokens: &[Token]) -> bool {
    block.shape == Shape::Heading
        && tokens
            .iter()
            .all(|token| matches!(token.word.as_str(), "license" | "licenses"))
}

/// "Copyright 2022 DINUM", with no word on rights and no name of a licence.
fn is_copyright(tokens: &[Token]) -> bool {
    let first = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let signed = matches!(first(0), "©" | "copyright") || (first(0), first(1), first(2)) == ("(", "c", ")");
    let plain = |token: &Token| {
        !["reserv", "licens", "right", "droit"]
            .iter()
            .any(|word| token.word.starts_with(word))
    };
    signed && tokens.len() <= MOST && tokens.iter().all(plain)
}
