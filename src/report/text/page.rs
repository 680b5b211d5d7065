// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lines of text: wrapped, indented, coloured only when asked.

use anstyle::AnsiColor;
use textwrap::{Options, WordSeparator};

use super::{Style, colon};
use crate::model::{Lang, printable};
use crate::report::strings::Strings;

pub(super) const BOLD: anstyle::Style = anstyle::Style::new().bold();
pub(super) const DIM: anstyle::Style = anstyle::Style::new().dimmed();
pub(super) const RED: anstyle::Style = AnsiColor::Red.on_default();
pub(super) const GREEN: anstyle::Style = AnsiColor::Green.on_default();
pub(super) const YELLOW: anstyle::Style = AnsiColor::Yellow.on_default();

/// Narrowest text that is wrapped; a terminal below it gets longer lines than it can hold.
const NARROWEST: usize = 40;

/// A report being written.
pub(super) struct Page<'a> {
    out: String,
    pub(super) style: Style,
    pub(super) strings: &'a Strings,
    pub(super) lang: Lang,
}

impl<'a> Page<'a> {
    pub(super) fn new(style: Style, strings: &'a Strings, lang: Lang) -> Self {
        Self {
            out: String::new(),
            style,
            strings,
            lang,
        }
    }

    /// A fixed word.
    pub(super) fn t(&self, key: &'static str) -> &'a str {
        self.strings.get(key)
    }

    /// A fixed word with its colon and a space.
    pub(super) fn label(&self, key: &'static str) -> String {
        format!("{}{} ", self.t(key), colon(self.lang))
    }

    /// One paragraph: `first` before its first line, `next` before the others.
    pub(super) fn line(&mut self, first: &str, next: &str, text: &str, look: Option<anstyle::Style>) {
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let text = printable(&text, usize::MAX);
        // Only plain spaces part words: a non-breaking space must hold.
        let options = Options::new(self.style.width.max(NARROWEST))
            .initial_indent(first)
            .subsequent_indent(next)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&text, options) {
            if let Some(look) = look.filter(|_| self.style.colour) {
                let (start, end) = (look.render().to_string(), look.render_reset().to_string());
                self.out.extend([&start, &*line, &end, "\n"]);
            } else {
                self.out.extend([&*line, "\n"]);
            }
        }
    }

    /// A place and what is there.
    pub(super) fn place(&mut self, first: &str, place: &str, message: &str) {
        let next = " ".repeat(first.chars().count() + 2);
        let text = format!("{place}{} {message}", colon(self.lang));
        self.line(first, &next, &text, None);
    }

    /// "… and 3 more", when there are.
    pub(super) fn more(&mut self, indent: &str, left: usize) {
        if left > 0 {
            let text = self.strings.count("more", left);
            self.line(indent, indent, &text, Some(DIM));
        }
    }

    /// The title of a section, underlined, with a count.
    pub(super) fn section(&mut self, key: &'static str, count: Option<usize>) {
        self.blank();
        let count = count.map_or(String::new(), |count| format!(" ({count})"));
        let title = format!("{}{count}", self.t(key));
        self.line("", "", &title, Some(BOLD));
        let rule = "─".repeat(title.chars().count().min(self.style.width));
        self.line("", "", &rule, Some(DIM));
    }

    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}
