// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Org mode: starred headings, blocks, lists, bracketed links.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::own_regex;

use super::draft::{Draft, Kind, Piece};
use super::{indent, is_picture, lines, plain};

/// Links, and code within a sentence.
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\[\[([^\[\]]+)\](?:\[([^\[\]]*)\])?\]|<<([^<>\n]+)>>|(^|[\s(])(?:~([^~\s][^~\n]*)~|=([^=\s][^=\n]*)=)",
    )
});

/// A block, between the line that opens it and the one that closes it.
struct Block {
    closing: String,
    /// Where its content begins, and its language, when it is code.
    code: Option<(usize, usize, String)>,
}

pub(super) fn read(draft: &mut Draft<'_>) {
    let text = draft.text.as_str();
    let mut open: Option<Block> = None;
    // Lines that begin with a colon are code too.
    let (mut fixed, mut fixed_end): (Option<usize>, usize) = (None, 0);
    for (at, line) in lines(text) {
        let lower = line.trim().to_ascii_lowercase();
        if let Some(block) = &open {
            if lower.starts_with(":custom_id:") || lower.starts_with(":id:") {
                draft.anchor(line.trim().split(':').nth(2).unwrap_or_default().trim());
            }
            if lower == block.closing {
                if let Some((start, content, language)) = &block.code {
                    draft.code(language, &text[*content..at], *start, at);
                }
                open = None;
            }
            continue;
        }
        if line.trim_start().starts_with(": ") || line.trim() == ":" {
            fixed = fixed.or(Some(at));
            fixed_end = at + line.len();
            continue;
        }
        if let Some(start) = fixed.take() {
            draft.code("", &text[start..fixed_end], start, fixed_end);
        }
        if let Some(block) = opened(&lower, at, line.len()) {
            draft.close();
            open = Some(block);
        } else if let Some((title, level)) = heading(line) {
            for found in INLINE.captures_iter(title) {
                target(draft, &found, at);
            }
            draft.heading(&INLINE.replace_all(title, shown), level, at);
        } else if let Some(keyword) = lower.strip_prefix("#+") {
            draft.close();
            if let (Some((name, _)), Some((_, value))) = (keyword.split_once(':'), line.split_once(':')) {
                match name {
                    "title" => draft.heading(value, 1, at),
                    "author" | "email" => draft.field(name, value, at),
                    "description" | "subtitle" => draft.plain(value.trim(), at),
                    _ => {}
                }
                draft.close();
            }
        } else if lower.is_empty() {
            draft.close();
        } else if !(lower.starts_with("# ") || lower == "#") {
            prose(draft, line, at);
        }
    }
    if let Some(start) = fixed {
        draft.code("", &text[start..fixed_end], start, fixed_end);
    }
}

/// A line of a paragraph, of a list or of a table.
fn prose(draft: &mut Draft<'_>, line: &str, at: usize) {
    let start = indent(line);
    let rest = &line[start..];
    if rest.starts_with('|') {
        draft.open(Kind::Cell, at);
    }
    let mark = plain::marker(rest);
    if mark > 0 {
        draft.open(Kind::Item, at);
    }
    draft.plain(" ", at);
    let name = &rest[mark..];
    for found in INLINE.captures_iter(name) {
        if let Some(name) = found.get(3) {
            draft.anchor(name.as_str());
        }
        picture(draft, &found, at);
    }
    draft.inline(name, at + start + mark, &INLINE, piece);
}

fn piece(found: &Captures<'_>) -> Piece {
    let Some(written) = found.get(1) else {
        return Piece {
            text: shown(found),
            code: true,
            ..Piece::default()
        };
    };
    let target = written.as_str().trim_start_matches("file:");
    // A star or a dash names a heading: no path.
    let target = target
        .strip_prefix('*')
        .map_or_else(|| target.to_owned(), |name| format!("#{name}"));
    Piece {
        text: shown(found),
        image: found.get(2).is_none() && is_picture(&target),
        target: Some(target),
        code: false,
    }
}

/// Adds the link of a heading.
fn target(draft: &mut Draft<'_>, found: &Captures<'_>, at: usize) {
    let piece = piece(found);
    if let Some(target) = &piece.target {
        draft.link(target, &piece.text, piece.image, at);
    }
    picture(draft, found, at);
}

/// Adds the picture that a link shows in place of words: a badge.
fn picture(draft: &mut Draft<'_>, found: &Captures<'_>, at: usize) {
    if let Some(shown) = found.get(2).filter(|shown| is_picture(shown.as_str())) {
        draft.link(shown.as_str().trim_start_matches("file:"), "", true, at);
    }
}

/// What inline markup shows: the description of a link that is no picture, the text of code.
fn shown(found: &Captures<'_>) -> String {
    let group = |index| found.get(index).map_or("", |text| text.as_str());
    let words = if is_picture(group(2)) { "" } else { group(2) };
    format!("{words}{}{}{}", group(4), group(5), group(6))
}

/// The block or the drawer that a line opens.
fn opened(lower: &str, at: usize, length: usize) -> Option<Block> {
    if let Some(rest) = lower.strip_prefix("#+begin_") {
        let mut words = rest.split_whitespace();
        let name = words.next().unwrap_or_default();
        if !matches!(name, "src" | "example" | "comment" | "export") {
            return None;
        }
        let language = words.next().unwrap_or_default().to_owned();
        return Some(Block {
            closing: format!("#+end_{name}"),
            code: matches!(name, "src" | "example").then(|| (at, at + length, language)),
        });
    }
    (lower == ":properties:" || lower == ":logbook:").then(|| Block {
        closing: ":end:".to_owned(),
        code: None,
    })
}

/// The title and depth of a starred line, without its keyword, priority and tags.
fn heading(line: &str) -> Option<(&str, u8)> {
    static TAGS: LazyLock<Regex> = LazyLock::new(|| own_regex(r"\s+:[\w@#%:]+:\s*$"));
    static PRIORITY: LazyLock<Regex> = LazyLock::new(|| own_regex(r"^\s*\[#[A-Za-z0-9]{1,2}\]\s*"));
    let stars = line.len() - line.trim_start_matches('*').len();
    let title = line[stars..].strip_prefix(' ').filter(|_| stars > 0)?.trim();
    let title = ["TODO ", "DONE "]
        .iter()
        .find_map(|keyword| title.strip_prefix(keyword))
        .unwrap_or(title);
    let title = &title[PRIORITY.find(title).map_or(0, |priority| priority.end())..];
    let end = TAGS.find(title).map_or(title.len(), |tags| tags.start());
    Some((&title[..end], u8::try_from(stars).unwrap_or(u8::MAX)))
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of, tests::outline, tests::targets};

    const TEXT: &str = "#+TITLE: Un outil\n# commentaire\n* Installer :tag:\nVoir [[https://a.fr][le site]] et [[file:logo.png]].\n\
        #+begin_src sh\n* non\n#+end_src\n** TODO Plus [[x][tard]]\nhttps://b.fr\n* \n*gras* ici ~code~\n";

    #[test]
    fn headings_links_and_words_are_told() {
        let document = of(Format::Org, TEXT);
        assert_eq!(
            outline(&document),
            ["1 1 Un outil", "1 3 Installer", "2 8 Plus tard"]
        );
        assert_eq!(
            targets(&document),
            ["4 https://a.fr", "4 !logo.png", "8 x", "9 https://b.fr"]
        );
        assert_eq!(document.words, 2 + 1 + 4 + 2 + 2);
        assert_eq!((&*document.code[0].language, document.code[0].line), ("sh", 5));
    }

    #[test]
    fn a_link_that_shows_a_picture_is_a_badge() {
        let text = "* A\n\n[[https://ci][https://img.shields.io/badge/a-b.svg]] un\n";
        let document = of(Format::Org, text);
        let links: Vec<_> = document
            .links
            .iter()
            .map(|link| (&*link.target, link.image))
            .collect();
        assert_eq!(
            links,
            [
                ("https://img.shields.io/badge/a-b.svg", true),
                ("https://ci", false)
            ]
        );
        assert_eq!(document.words, 2);
    }
}
