// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Markdown as blocks of prose, with the HTML in it.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use crate::model::own_regex;

use super::bare;
use super::prose::{Blocks, Lines, Shape};
use super::token::words;

/// A reader on its way through the events.
struct Reader<'b> {
    blocks: &'b mut Blocks,
    lines: Lines,
    /// How many code blocks or deleted parts are open: their words are none.
    silent: usize,
    /// Start in the block's text and address of the links that are open.
    links: Vec<(usize, String)>,
    /// Description so far and address of the image that is open.
    image: Option<(String, String)>,
    /// Whether the table that is open has a column of licences.
    licences: bool,
    /// Whether an HTML comment, code or style is open.
    html_silent: Option<String>,
}

pub(super) fn read(blocks: &mut Blocks, text: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader {
        blocks,
        lines: Lines::of(text),
        silent: 0,
        links: Vec::new(),
        image: None,
        licences: false,
        html_silent: None,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let line = reader.lines.at(range.start);
        match event {
            Event::Start(tag) => reader.start(&tag),
            Event::End(tag) => reader.end(tag, line),
            Event::Text(words) | Event::Code(words) => reader.words(&words, line),
            Event::SoftBreak if is_list(text, range.end) => reader.words(" · ", line),
            Event::SoftBreak => reader.words(" ", line),
            Event::HardBreak => reader.words(" · ", line),
            Event::Html(html) | Event::InlineHtml(html) => reader.html(&html, line),
            _ => {}
        }
    }
}

/// Whether the lines on both sides of an offset, where the second begins, are rows of a list without its marks: "Code :
/// MIT", "Documentation : CC-BY-4.0".
fn is_list(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end().rsplit('\n').next().unwrap_or_default();
    let after = text[at..].lines().next().unwrap_or_default();
    [before, after].iter().all(|line| bare::is_label_of_part(line))
}

impl Reader<'_> {
    fn words(&mut self, words: &str, line: u32) {
        if let Some((alt, _)) = &mut self.image {
            alt.push_str(words);
        } else if self.silent == 0 && self.html_silent.is_none() {
            self.blocks.current.push(words, line);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.flush();
                self.silent += 1;
            }
            Tag::Strikethrough => self.silent += 1,
            Tag::BlockQuote(_) => {
                self.flush();
                self.blocks.quotes += 1;
            }
            Tag::Link { dest_url, .. } => self.open(dest_url),
            Tag::Image { dest_url, .. } => self.image = Some((String::new(), dest_url.to_string())),
            Tag::Item => {
                self.flush();
                self.blocks.current.shape = Shape::Item;
            }
            Tag::TableRow | Tag::TableHead => {
                self.flush();
                self.blocks.current.shape = Shape::Row;
            }
            // The first paragraph of an item is the item.
            Tag::Paragraph if !self.blocks.current.text.is_empty() => self.flush(),
            Tag::Heading { .. } | Tag::List(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, line: u32) {
        match tag {
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Strikethrough => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.blocks.quotes = self.blocks.quotes.saturating_sub(1);
            }
            TagEnd::Link => self.close(),
            TagEnd::Image => {
                if let Some((alt, target)) = self.image.take() {
                    self.blocks.current.images.push((alt, target, line));
                }
            }
            TagEnd::TableCell => self.words(" | ", line),
            TagEnd::Heading(level) => {
                self.links.clear();
                self.blocks.heading(level as u8);
            }
            TagEnd::TableHead => {
                let head = words(&self.blocks.current.text);
                self.licences = head.iter().any(|word| word == "license" || word == "licenses");
                self.flush();
            }
            TagEnd::Table => self.licences = false,
            TagEnd::TableRow if self.licences => {
                self.links.clear();
                self.blocks.licence_row();
            }
            TagEnd::Item | TagEnd::TableRow | TagEnd::Paragraph | TagEnd::FootnoteDefinition => {
                self.flush();
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        self.links.clear();
        self.blocks.flush();
    }

    fn open(&mut self, target: &str) {
        if self.links.len() < 8 {
            self.links
                .push((self.blocks.current.text.len(), target.to_owned()));
        }
    }

    fn close(&mut self) {
        if let Some((start, target)) = self.links.pop() {
            let end = self.blocks.current.text.len();
            if start < end {
                self.blocks.current.links.push((start..end, target));
            }
        }
    }

    /// Reads a piece of HTML: tags of blocks part blocks, comments and code say nothing.
    fn html(&mut self, html: &str, line: u32) {
        static TAG: LazyLock<Regex> =
            LazyLock::new(|| own_regex(r"(?s)<!--|-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>"));
        let mut at = 0;
        for found in TAG.captures_iter(html) {
            let (start, end) = found.get(0).map_or((0, 0), |whole| (whole.start(), whole.end()));
            self.html_words(&html[at..start], line);
            at = end;
            match &found[0] {
                "<!--" => {
                    self.html_silent.get_or_insert_with(|| "--".to_owned());
                }
                "-->" => {
                    if self.html_silent.as_deref() == Some("--") {
                        self.html_silent = None;
                    }
                }
                _ => {
                    let name = found[2].to_ascii_lowercase();
                    self.tag(&name, &found[1] == "/", &found[3], line);
                }
            }
        }
        self.html_words(&html[at..], line);
    }

    fn html_words(&mut self, words: &str, line: u32) {
        if !words.is_empty() {
            let plain = words
                .replace("&nbsp;", " ")
                .replace("&copy;", "©")
                .replace("&amp;", "&")
                .replace("&eacute;", "é");
            self.words(&plain, line);
        }
    }

    fn tag(&mut self, name: &str, closes: bool, attributes: &str, line: u32) {
        if let Some(open) = &self.html_silent {
            if closes && open == name {
                self.html_silent = None;
            }
            return;
        }
        match name {
            "pre" | "script" | "style" | "del" | "s" if !closes => self.html_silent = Some(name.to_owned()),
            "a" if closes => self.close(),
            "a" => {
                let target = attribute(attributes, "href");
                self.open(&target);
            }
            "img" => {
                let (alt, target) = (attribute(attributes, "alt"), attribute(attributes, "src"));
                self.blocks.current.push("", line);
                self.blocks.current.images.push((alt, target, line));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if closes => {
                self.links.clear();
                self.blocks.heading(name.as_bytes()[1] - b'0');
            }
            "blockquote" => {
                self.flush();
                self.blocks.quotes = if closes {
                    self.blocks.quotes.saturating_sub(1)
                } else {
                    self.blocks.quotes + 1
                };
            }
            "br" => self.words(" · ", line),
            "td" | "th" if closes => self.words(" | ", line),
            "p" | "div" | "li" | "ul" | "ol" | "tr" | "table" | "center" | "dt" | "dd" | "h1" | "h2"
            | "h3" | "h4" | "h5" | "h6" | "section" | "footer" | "header" => {
                self.flush();
                if name == "li" || name == "tr" {
                    self.blocks.current.shape = if name == "li" { Shape::Item } else { Shape::Row };
                }
            }
            _ => {}
        }
    }
}

/// The value of an attribute; empty without one.
fn attribute(attributes: &str, name: &str) -> String {
    static PAIR: LazyLock<Regex> =
        LazyLock::new(|| own_regex(r#"(?i)\b(alt|src|href)\s*=\s*(?:"([^"]*)"|'([^']*)')"#));
    PAIR.captures_iter(attributes)
        .find(|found| found[1].eq_ignore_ascii_case(name))
        .and_then(|found| found.get(2).or_else(|| found.get(3)))
        .map_or_else(String::new, |value| value.as_str().to_owned())
}
