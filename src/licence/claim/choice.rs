// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Choices that are written as a list: "licensed under either of", one name an item, "at your option".
//!
//! The paragraph and its items are joined into one block that says the same in one sentence, so that the words
//! that grant and those that deny are looked for where they always are.

use super::prose::{Block, Section, Shape};
use super::reading;
use super::token::words;

/// Most items of such a list.
const MOST: usize = 5;

/// Longest paragraph around such a list, and longest item, in bytes.
const LONGEST: usize = 600;

/// Words of a choice.
const CHOICE: &[&[&str]] = &[
    &["either"],
    &["any", "of"],
    &["one", "of"],
    &["at", "your", "option"],
    &["your", "choice"],
    &["au", "choix"],
    &["a", "votre", "choix"],
    &["l", "une", "des"],
    &["dual"],
    &["triple"],
    &["double", "license"],
];

/// Most words of a choice below a heading that says the rest.
const FEW: usize = 14;

/// Words that a sentence says when it grants.
const GRANTS: &str = "Licensed under ";

/// Joins the lists of a document that are choices of licences.
pub(super) fn join(blocks: Vec<Block>) -> Vec<Block> {
    let blocks: Vec<Block> = blocks.into_iter().map(granted).collect();
    if !blocks.iter().any(announces) {
        return blocks;
    }
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let (next, taken) = list(&blocks[at..]).unwrap_or_else(|| (block.clone(), 1));
        joined.push(next);
        at += taken;
    }
    joined
}

/// "MIT ou Apache-2.0, au choix." and "Au choix :", below the heading "Licence", which grants: with the words that it saves.
fn granted(mut block: Block) -> Block {
    let said = words(&block.text);
    let tail = tail(&said);
    // Words that send back to the names grant by themselves, wherever they stand.
    let grants = tail < said.len() && block.section == Section::Other && begins_with_name(&block);
    let bare = block.shape == Shape::Paragraph
        && (block.section == Section::Licence || grants)
        && !block.quoted
        && said.len() <= FEW + said.len() - tail
        && is_choice(&block.text)
        && !said.iter().take(tail).skip(kind(&said)).any(|word| {
            matches!(
                word.as_str(),
                "under" | "sous" | "licence" | "licences" | "license" | "licenses" | "licensed"
            )
        });
    if bare && block.text.trim_end().ends_with(':') {
        "Licensed under either of:".clone_into(&mut block.text);
        block.marks.truncate(1);
        block.links.clear();
    } else if bare {
        block.text.insert_str(0, GRANTS);
        for (offset, _) in block.marks.iter_mut().skip(1) {
            *offset += GRANTS.len();
        }
        for (range, _) in &mut block.links {
            *range = range.start + GRANTS.len()..range.end + GRANTS.len();
        }
    }
    block
}

/// Where the words begin that send back to the names before them: "…, under either of these licences".
fn tail(said: &[String]) -> usize {
    let has = |at: usize, wanted: &[&str]| {
        let near = &said[at..said.len().min(at + 9)];
        near.iter().any(|word| wanted.contains(&word.as_str()))
    };
    let sends_back = |at: &usize| {
        matches!(said[*at].as_str(), "under" | "sous" | "selon")
            && has(*at, &["either", "any", "one", "une"])
            && has(*at, &["these", "those", "two", "ces", "deux"])
            && has(*at, &["license", "licenses"])
    };
    (1..said.len()).find(sends_back).unwrap_or(said.len())
}

/// Whether a block begins with the names of several licences.
fn begins_with_name(block: &Block) -> bool {
    let tokens = super::token::cut(&block.text);
    let named = super::mention::find(&block.text, &tokens);
    named.len() > 1 && named.first().is_some_and(|first| first.at.start == 0)
}

/// How many words say what follows: "Double licence", "Licences", "Dual license".
fn kind(said: &[String]) -> usize {
    let word = |at: usize| said.get(at).map_or("", String::as_str);
    let double = usize::from(matches!(word(0), "double" | "dual" | "triple"));
    match word(double) {
        "license" if double == 1 => 2,
        "licenses" => double + 1,
        _ => 0,
    }
}

/// Whether a paragraph ends where a list of licences must follow.
fn announces(block: &Block) -> bool {
    if block.shape != Shape::Paragraph || block.quoted || block.text.len() > LONGEST {
        return false;
    }
    let text = block.text.trim_end();
    let open = text.ends_with(':')
        || text
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|last| matches!(last, "of" | "under" | "sous" | "de" | "des"));
    open && words(text).iter().any(|word| {
        matches!(
            word.as_str(),
            "under" | "sous" | "license" | "licenses" | "licensed"
        )
    })
}

/// The sentence that a paragraph and the items after it say together, and how many blocks it takes.
fn list(blocks: &[Block]) -> Option<(Block, usize)> {
    let (intro, rest) = blocks.split_first()?;
    if !announces(intro) {
        return None;
    }
    let items: Vec<&Block> = rest
        .iter()
        .take(MOST + 1)
        .take_while(|block| block.shape == Shape::Item && !block.quoted)
        .collect();
    if !(2..=MOST).contains(&items.len()) {
        return None;
    }
    let names: Vec<String> = items.iter().map(|item| only_name(item)).collect::<Option<_>>()?;
    let closing = rest
        .get(items.len())
        .filter(|block| block.shape == Shape::Paragraph && block.text.len() <= LONGEST)
        .filter(|block| is_choice(&block.text));
    if closing.is_none() && !is_choice(&intro.text) {
        return None;
    }
    let mut sentence = intro.clone();
    let bare = sentence.text.trim_end().trim_end_matches(':').len();
    sentence.text.truncate(bare);
    for (index, (item, name)) in items.iter().zip(names).enumerate() {
        let line = item.line(0);
        sentence.push(if index == 0 { " either " } else { " or " }, line);
        sentence.push(&name, line);
    }
    // The words after a list may do more than offer the choice: they stay a paragraph of their own.
    let alone = closing.is_some_and(|block| words(&block.text).len() <= 5);
    Some((sentence, 1 + items.len() + usize::from(alone)))
}

/// The one licence that an item names, whatever it says of files and addresses.
fn only_name(item: &Block) -> Option<String> {
    if item.text.len() > LONGEST {
        return None;
    }
    let mut names = reading::names(item);
    let [first] = <[String; 1]>::try_from(names.next()?).ok()?;
    names.all(|ids| ids.contains(&first)).then_some(first)
}

fn is_choice(text: &str) -> bool {
    let said = words(text);
    CHOICE.iter().any(|phrase| {
        said.windows(phrase.len())
            .any(|window| window.iter().zip(*phrase).all(|(word, wanted)| word == wanted))
    })
}
