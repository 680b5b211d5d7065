// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! HTML inside Markdown: headings, links, images, places with a name, code and words.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::LONGEST;
use super::draft::{Draft, Kind};

/// What stays open from one piece of HTML to the next, since Markdown cuts a block at each blank line.
#[derive(Debug, Default)]
pub(super) struct Open {
    heading: Option<Heading>,
    link: Option<Anchor>,
    code: Option<(usize, String)>,
}

#[derive(Debug)]
struct Heading {
    text: String,
    level: u8,
    at: usize,
}

#[derive(Debug)]
struct Anchor {
    target: String,
    text: String,
    at: usize,
}

impl Open {
    /// Adds a text of the document to the heading and to the link that are open, if any. Whether a heading is.
    pub(super) fn text(&mut self, text: &str) -> bool {
        if let Some(link) = &mut self.link
            && link.text.len() < LONGEST
        {
            link.text.push_str(text);
        }
        let Some(heading) = &mut self.heading else {
            return false;
        };
        if heading.text.len() < LONGEST {
            heading.text.push_str(text);
        }
        true
    }

    /// Ends what the document leaves open.
    pub(super) fn finish(&mut self, draft: &mut Draft<'_>) {
        self.end_link(draft);
        self.end_heading(draft);
    }

    fn end_link(&mut self, draft: &mut Draft<'_>) {
        if let Some(link) = self.link.take() {
            draft.link(&link.target, &link.text, false, link.at);
        }
    }

    fn end_heading(&mut self, draft: &mut Draft<'_>) {
        if let Some(heading) = self.heading.take() {
            draft.heading(&heading.text, heading.level, heading.at);
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
                if matches!(&tag.name[..], b"script" | b"style" | b"template") && unseen.is_none() {
                    unseen = Some(tag.name.to_vec());
                }
                start(draft, open, &tag, at);
            }
            Token::EndTag(tag) => {
                if unseen.as_deref() == Some(&tag.name[..]) {
                    unseen = None;
                }
                match &tag.name[..] {
                    b"a" => open.end_link(draft),
                    b"pre" => {
                        if let Some((start, code)) = open.code.take() {
                            draft.code("", &code, start, at.saturating_add(tag.span.start));
                        }
                    }
                    name if level(name).is_some() => open.end_heading(draft),
                    name if is_block(name) => draft.close(),
                    _ => {}
                }
            }
            Token::String(text) if unseen.is_none() => {
                let place = at.saturating_add(text.span.start);
                let text = String::from_utf8_lossy(&text);
                if let Some((_, code)) = &mut open.code {
                    code.push_str(&text);
                } else if !open.text(&text) {
                    lines(draft, &text, place);
                }
            }
            _ => {}
        }
    }
}

/// Adds text that may go over several lines.
fn lines(draft: &mut Draft<'_>, text: &str, at: usize) {
    for (start, line) in super::lines(text) {
        if start > 0 {
            draft.say(" ", at + start);
        }
        draft.say(line, at + start);
    }
}

fn start(draft: &mut Draft<'_>, open: &mut Open, tag: &StartTag<usize>, at: usize) {
    let place = at.saturating_add(tag.span.start);
    let attribute = |name: &[u8]| {
        tag.attributes
            .get(name)
            .map(|value| String::from_utf8_lossy(value).into_owned())
    };
    for name in [attribute(b"id"), attribute(b"name")].into_iter().flatten() {
        draft.anchor(&name);
    }
    match &tag.name[..] {
        b"a" => {
            open.end_link(draft);
            open.link = attribute(b"href").map(|target| Anchor {
                target,
                text: String::new(),
                at: place,
            });
        }
        b"img" => {
            let alt = attribute(b"alt").unwrap_or_default();
            if let Some(link) = &mut open.link {
                link.text.push_str(&alt);
            }
            if let Some(target) = attribute(b"src") {
                draft.link(&target, &alt, true, place);
            }
            for target in candidates(&attribute(b"srcset").unwrap_or_default()) {
                draft.link(target, &alt, true, place);
            }
        }
        b"source" => {
            for target in candidates(&attribute(b"srcset").unwrap_or_default()) {
                draft.link(target, "", true, place);
            }
            if let Some(target) = attribute(b"src") {
                draft.link(&target, "", false, place);
            }
        }
        b"br" if !open.text(" ") => draft.say("\n", place),
        b"pre" => {
            draft.close();
            open.code = Some((place, String::new()));
        }
        b"li" => draft.open(Kind::Item, place),
        b"td" | b"th" => draft.open(Kind::Cell, place),
        name => {
            if let Some(level) = level(name) {
                draft.close();
                open.heading = Some(Heading {
                    text: String::new(),
                    level,
                    at: place,
                });
            } else if is_block(name) {
                draft.close();
            }
        }
    }
}

/// The addresses of `srcset`: each goes up to a space, a comma at its end aside; what follows up to the next comma is its
/// width or density.
fn candidates(srcset: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (written, after) = rest.split_at(end);
        let target = written.trim_end_matches(',');
        if target.is_empty() {
            return found;
        }
        found.push(target);
        rest = if target.len() < written.len() {
            after
        } else {
            after.split_once(',').map_or("", |(_, next)| next)
        };
    }
}

/// The depth of `h1` … `h6`.
fn level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Elements that end the paragraph before them.
fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"ul"
            | b"ol"
            | b"li"
            | b"table"
            | b"tr"
            | b"td"
            | b"th"
            | b"details"
            | b"summary"
            | b"section"
            | b"blockquote"
            | b"center"
            | b"hr"
            | b"header"
            | b"footer"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"figure"
            | b"pre"
    )
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn a_set_of_sources_names_several_pictures() {
        assert_eq!(candidates("a.png 1x, b/c.png 2x"), ["a.png", "b/c.png"]);
        assert_eq!(candidates("a.png, b.png"), ["a.png", "b.png"]);
        assert_eq!(candidates(" https://x.fr/a,b.png 400w"), ["https://x.fr/a,b.png"]);
        assert_eq!(candidates(" , "), Vec::<&str>::new());
    }
}
