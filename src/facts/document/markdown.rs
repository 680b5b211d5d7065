// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Markdown: `CommonMark` with tables and footnotes, by pulldown-cmark; HTML in it by html5gum.

use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::draft::{Draft, Kind};
use super::{LONGEST, html, lines};

/// A reader on its way through the events.
#[derive(Default)]
struct Reader {
    heading: Option<(String, u8, usize)>,
    html: html::Open,
    /// Links that are open, and images: their text belongs to the image only.
    links: Vec<Target>,
    images: Vec<Target>,
    code: Option<(String, String, usize)>,
    /// Whether a front matter is open.
    front: bool,
    /// Depth of the lists that are open.
    lists: usize,
}

struct Target {
    url: String,
    text: String,
    at: usize,
}

pub(super) fn read(draft: &mut Draft<'_>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let source = draft.text.as_str();
    let mut reader = Reader::default();
    let events = Parser::new_ext(source, options).into_offset_iter();
    let mut block: Option<Range<usize>> = None;
    for (event, range) in TextMergeWithOffset::new(events) {
        match event {
            // A block of HTML comes line by line, and a tag may span lines.
            Event::Start(Tag::HtmlBlock) => {
                draft.close();
                block = Some(range.start..range.start);
            }
            Event::Html(_) => match &mut block {
                Some(block) => block.end = range.end,
                None => html::read(draft, &mut reader.html, &source[range.clone()], range.start),
            },
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = block.take() {
                    html::read(draft, &mut reader.html, &source[block.clone()], block.start);
                }
            }
            Event::InlineHtml(_) => html::read(draft, &mut reader.html, &source[range.clone()], range.start),
            event => reader.event(draft, &event, &range),
        }
    }
    reader.html.finish(draft);
}

impl Reader {
    fn event(&mut self, draft: &mut Draft<'_>, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(draft, tag, range),
            Event::End(tag) => self.end(draft, *tag, range),
            Event::Text(text) if self.front => front_title(draft, text, range.start),
            Event::Text(text) => {
                if let Some((_, code, _)) = &mut self.code {
                    code.push_str(text);
                } else if self.images.is_empty() {
                    if self.links.is_empty() {
                        // Entities make the text shorter than its source: the start of the text is close enough.
                        draft.bare_links(text, range.start);
                    }
                    self.text(draft, text, range.start, false);
                } else {
                    self.alt(text);
                }
            }
            Event::Code(code) if self.images.is_empty() => self.text(draft, code, range.start, true),
            Event::SoftBreak => self.text(draft, " ", range.start, false),
            Event::HardBreak => self.text(draft, "\n", range.start, false),
            _ => {}
        }
    }

    fn start(&mut self, draft: &mut Draft<'_>, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                draft.close();
                self.heading = Some((String::new(), *level as u8, range.start));
            }
            Tag::Paragraph if self.lists > 0 => draft.open(Kind::Item, range.start),
            Tag::Paragraph => draft.open(Kind::Paragraph, range.start),
            Tag::List(_) => {
                draft.close();
                self.lists += 1;
            }
            Tag::Item => draft.open(Kind::Item, range.start),
            Tag::TableCell => draft.open(Kind::Cell, range.start),
            Tag::CodeBlock(kind) => {
                draft.close();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => first_word(info),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new(), range.start));
            }
            Tag::MetadataBlock(_) => self.front = true,
            Tag::Image { dest_url, .. } => self.images.push(target(dest_url, LinkType::Inline, range.start)),
            Tag::Link {
                dest_url, link_type, ..
            } => self.links.push(target(dest_url, *link_type, range.start)),
            _ => {}
        }
    }

    fn end(&mut self, draft: &mut Draft<'_>, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some((text, level, at)) = self.heading.take() {
                    draft.heading(&text, level, at);
                }
            }
            TagEnd::CodeBlock => {
                if let Some((language, code, at)) = self.code.take() {
                    draft.code(&language, &code, at, range.end);
                }
            }
            TagEnd::MetadataBlock(_) => self.front = false,
            TagEnd::Image => {
                if let Some(image) = self.images.pop() {
                    draft.link(&image.url, &image.text, true, image.at);
                    self.alt(&image.text);
                }
            }
            TagEnd::Link => {
                if let Some(link) = self.links.pop() {
                    draft.link(&link.url, &link.text, false, link.at);
                }
            }
            TagEnd::List(_) => {
                draft.close();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell => draft.close(),
            _ => {}
        }
    }

    /// Text that is seen, in a heading or in a block.
    fn text(&mut self, draft: &mut Draft<'_>, text: &str, at: usize, code: bool) {
        if let Some(link) = self.links.last_mut()
            && link.text.len() < LONGEST
        {
            link.text.push_str(text);
        }
        let in_html_heading = self.html.text(text);
        if let Some((heading, ..)) = &mut self.heading {
            if heading.len() < LONGEST {
                heading.push_str(text);
            }
        } else if in_html_heading {
        } else if code {
            draft.say_code(text, at);
        } else {
            draft.say(text, at);
        }
    }

    /// Text in place of an image: it belongs to the image, or to the link around it.
    fn alt(&mut self, text: &str) {
        let around = self.images.last_mut().or(self.links.last_mut());
        if let Some(around) = around
            && around.text.len() < LONGEST
        {
            around.text.push_str(text);
        }
    }
}

fn target(url: &CowStr<'_>, kind: LinkType, at: usize) -> Target {
    Target {
        url: if kind == LinkType::Email {
            format!("mailto:{url}")
        } else {
            url.to_string()
        },
        text: String::new(),
        at,
    }
}

/// The language of a fence: its first word.
fn first_word(info: &str) -> String {
    info.split([' ', ',', '{', '\t'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The title that a front matter in YAML or TOML gives.
fn front_title(draft: &mut Draft<'_>, front: &str, at: usize) {
    for (start, line) in lines(front) {
        let Some(rest) = line.strip_prefix("title") else {
            continue;
        };
        if let Some(title) = rest.trim_start().strip_prefix([':', '=']) {
            draft.front_title(title.trim().trim_matches(['"', '\'']), at + start);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of, tests::outline, tests::targets};

    #[test]
    fn headings_come_in_every_form() {
        let text = "---\ntitle: x\n# no\n---\n# 📦 Un *titre* `code` {#id}\n\nDeux\n----\n\n```\n# code\n```\n\n    # indented\n\n\
                    <h1 align=\"center\">\n  <img src=\"logo.png\">\n  Trois &amp; plus\n</h1>\n\n<h2>\n\nQuatre\n\n</h2>\n\n\
                    ### [Cinq](a.md)\n\n<!-- # six -->\n\n| a |\n|---|\n| # sept |\n";
        let document = of(Format::Markdown, text);
        assert_eq!(
            outline(&document),
            [
                "1 5 📦 Un titre code",
                "2 7 Deux",
                "1 16 Trois & plus",
                "2 21 Quatre",
                "3 27 Cinq"
            ]
        );
    }

    #[test]
    fn links_and_images_come_in_every_form() {
        let text = "[a](a.md) ![i](i.png) <https://b.fr> [r] https://c.fr/x_y.\n\n<a href=\"d.html\">d</a>\n\
                    [![badge](s.svg)](https://ci)\n\n`https://code.fr`\n\n<p>\n<img\n src='e.png'></p>\n\n[r]: ref.md\n";
        let document = of(Format::Markdown, text);
        assert_eq!(
            targets(&document),
            [
                "1 a.md",
                "1 !i.png",
                "1 https://b.fr",
                "1 ref.md",
                "1 https://c.fr/x_y",
                "3 d.html",
                "4 https://ci",
                "4 !s.svg",
                "9 !e.png"
            ]
        );
    }

    #[test]
    fn words_are_those_of_prose() {
        let text = "---\nun: deux\n---\n# Un titre\n\nTrois [quatre](cinq-x.md) ![image text](x.png) `code` fin.\n\n```\ncode\n```\n<!-- rien -->\n";
        assert_eq!(of(Format::Markdown, text).words, 5);
    }
}
