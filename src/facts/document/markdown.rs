// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Markdown: `CommonMark` with tables and footnotes, by pulldown-cmark; HTML in it by html5gum.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::{Draft, html};

/// A reader on its way through the events.
#[derive(Default)]
struct Reader {
    heading: Option<(String, u8, usize)>,
    html: html::Open,
    /// How many code blocks, images or front matters are open: their text is no prose.
    silent: usize,
    /// How many links are open: an address in their text is no second link.
    links: usize,
}

pub(super) fn read(draft: &mut Draft<'_>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let source = draft.text.as_str();
    let mut reader = Reader::default();
    let events = Parser::new_ext(source, options).into_offset_iter();
    let mut block: Option<Range<usize>> = None;
    for (event, range) in TextMergeWithOffset::new(events) {
        match event {
            // A block of HTML comes line by line, and a tag may span lines.
            Event::Start(Tag::HtmlBlock) => block = Some(range.start..range.start),
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
}

impl Reader {
    fn event(&mut self, draft: &mut Draft<'_>, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(draft, tag, range),
            Event::End(tag) => self.end(draft, *tag),
            Event::Text(text) if self.silent == 0 => {
                draft.prose(text);
                if self.links == 0 {
                    // Entities make the text shorter than its source: the start of the text is close enough.
                    draft.bare_links(text, range.start);
                }
                self.text(text);
            }
            Event::Code(code) if self.silent == 0 => self.text(code),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    fn start(&mut self, draft: &mut Draft<'_>, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some((String::new(), *level as u8, range.start));
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.silent += 1,
            Tag::Image { dest_url, .. } => {
                self.silent += 1;
                draft.link(dest_url, true, range.start);
            }
            Tag::Link { dest_url, .. } => {
                self.links += 1;
                draft.link(dest_url, false, range.start);
            }
            _ => {}
        }
    }

    fn end(&mut self, draft: &mut Draft<'_>, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some((text, level, at)) = self.heading.take() {
                    draft.heading(&text, level, at);
                }
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((heading, ..)) = &mut self.heading
            && heading.len() < super::LONGEST
        {
            heading.push_str(text);
        }
        self.html.text(text);
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
