// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! HTML inside Markdown: headings, links, images and words.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::Draft;

/// What stays open from one piece of HTML to the next, since Markdown cuts a block at each blank line.
#[derive(Debug, Default)]
pub(super) struct Open {
    heading: Option<Heading>,
}

#[derive(Debug)]
struct Heading {
    text: String,
    level: u8,
    at: usize,
}

impl Open {
    /// Adds a text of the document to the heading that is open, if any.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading
            && heading.text.len() < super::LONGEST
        {
            heading.text.push_str(text);
        }
    }
}

/// Reads a piece of HTML that begins at a byte offset.
pub(super) fn read(draft: &mut Draft<'_>, open: &mut Open, html: &str, at: usize) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut unseen: Option<Vec<u8>> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                if matches!(&tag.name[..], b"script" | b"style" | b"pre" | b"template") && unseen.is_none() {
                    unseen = Some(tag.name.to_vec());
                }
                start(draft, open, &tag, at);
            }
            Token::EndTag(tag) => {
                if unseen.as_deref() == Some(&tag.name[..]) {
                    unseen = None;
                }
                if level(&tag.name).is_some()
                    && let Some(heading) = open.heading.take()
                {
                    draft.heading(&heading.text, heading.level, heading.at);
                }
            }
            Token::String(text) if unseen.is_none() => {
                let text = String::from_utf8_lossy(&text);
                draft.prose(&text);
                open.text(&text);
            }
            _ => {}
        }
    }
}

fn start(draft: &mut Draft<'_>, open: &mut Open, tag: &StartTag<usize>, at: usize) {
    let place = at.saturating_add(tag.span.start);
    if let Some(level) = level(&tag.name) {
        open.heading = Some(Heading {
            text: String::new(),
            level,
            at: place,
        });
    }
    let (attribute, image) = match &tag.name[..] {
        b"a" => (&b"href"[..], false),
        b"img" => (&b"src"[..], true),
        b"br" => {
            open.text(" ");
            return;
        }
        _ => return,
    };
    if let Some(target) = tag.attributes.get(attribute) {
        draft.link(&String::from_utf8_lossy(target), image, place);
    }
}

/// The depth of `h1` … `h6`.
fn level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
