// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Org mode, reStructuredText, `AsciiDoc` and plain text as blocks of prose, read line by line.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::own_regex;

use super::prose::{Blocks, Section, Shape, section};
use super::token::words;

/// What lines are being left out.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Skipped {
    /// Until a line that begins so, in lower case.
    Until(String),
    /// While lines are blank or indented deeper.
    Deeper(usize),
}

/// Reads a text; `extension` tells org, rst and adoc apart.
pub(super) fn read(blocks: &mut Blocks, text: &str, extension: &str) {
    let all: Vec<&str> = text.lines().collect();
    let mut skipped: Option<Skipped> = None;
    let mut number = 0;
    while let Some(line) = all.get(number) {
        let at = u32::try_from(number + 1).unwrap_or(u32::MAX);
        let next = all.get(number + 1).copied();
        number += 1;
        if let Some(now) = &skipped {
            if goes_on(now, line) {
                continue;
            }
            let fence = matches!(now, Skipped::Until(_));
            skipped = None;
            if fence {
                continue;
            }
        }
        if line.trim().is_empty() {
            blocks.flush();
            continue;
        }
        skipped = opens(line, extension);
        if skipped.is_some() {
            directive_image(blocks, line, at);
            if line.trim_end().ends_with("::") && !line.trim_start().starts_with("..") {
                // The paragraph that announces a block of code.
                words_of(blocks, line.trim(), at);
            }
            blocks.flush();
            continue;
        }
        if let Some((title, level, lines)) = heading(line, next, extension, blocks.current.text.is_empty()) {
            blocks.flush();
            words_of(blocks, title, at);
            blocks.heading(level);
            number += lines;
            continue;
        }
        body(blocks, line, at);
    }
}

fn goes_on(skipped: &Skipped, line: &str) -> bool {
    match skipped {
        Skipped::Until(end) => !line.trim().to_ascii_lowercase().starts_with(end.as_str()),
        Skipped::Deeper(indent) => line.trim().is_empty() || indentation(line) > *indent,
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What a line opens that is no prose: code, comments, examples.
fn opens(line: &str, extension: &str) -> Option<Skipped> {
    let trimmed = line.trim();
    let lower = trimmed.to_ascii_lowercase();
    if trimmed.starts_with("```") {
        return Some(Skipped::Until("```".to_owned()));
    }
    match extension {
        "org" => {
            let kind = lower
                .strip_prefix("#+begin_")?
                .split_whitespace()
                .next()?
                .to_owned();
            Some(Skipped::Until(format!("#+end_{kind}")))
        }
        "rst" => {
            let directive = trimmed.starts_with(".. ") && !trimmed.starts_with(".. _");
            (directive || trimmed.ends_with("::")).then(|| Skipped::Deeper(indentation(line)))
        }
        "adoc" | "asciidoc" => {
            let fence = trimmed.len() >= 4
                && ["-", ".", "/", "+"]
                    .iter()
                    .any(|sign| trimmed.chars().all(|c| sign.starts_with(c)));
            fence.then(|| Skipped::Until(trimmed.to_owned()))
        }
        _ => None,
    }
}

/// `.. image:: address` of reStructuredText.
fn directive_image(blocks: &mut Blocks, line: &str, at: u32) {
    if let Some((before, target)) = line.split_once("image::")
        && before.trim_start().starts_with("..")
    {
        blocks.current.push("", at);
        blocks
            .current
            .images
            .push((String::new(), target.trim().to_owned(), at));
    }
}

/// The title that a line is, its level, and how many lines more it takes.
fn heading<'l>(
    line: &'l str,
    next: Option<&str>,
    extension: &str,
    first: bool,
) -> Option<(&'l str, u8, usize)> {
    let level = |sign: char| line.len() - line.trim_start_matches(sign).len();
    let with = |sign: char| {
        let depth = level(sign);
        let title = line[depth..].strip_prefix(' ')?;
        (depth > 0 && depth <= 6).then(|| {
            (
                title.trim().trim_end_matches(sign),
                u8::try_from(depth).unwrap_or(6),
                0,
            )
        })
    };
    match extension {
        "org" => return with('*'),
        "adoc" | "asciidoc" if line.starts_with('=') => return with('='),
        "" | "txt" if line.starts_with('#') && first && next.is_none_or(|next| !next.starts_with('#')) => {
            return with('#');
        }
        _ => {}
    }
    if let Some(under) = next.map(str::trim_end)
        && first
        && let Some(sign) = under.chars().next().filter(|sign| "=-~^\"*+#_".contains(*sign))
        && under.len() >= 3
        && under.chars().all(|c| c == sign)
        && under.len() * 2 >= line.trim().chars().count()
        && line.chars().any(char::is_alphanumeric)
    {
        let depth = match sign {
            '=' | '#' => 1,
            '-' | '*' => 2,
            _ => 3,
        };
        return Some((line.trim(), depth, 1));
    }
    // A plain line that only announces the licence.
    let alone = next.is_none_or(|next| next.trim().is_empty());
    let short = line.len() <= 40 && first && alone && indentation(line) == 0;
    (short && announces(line)).then_some((line.trim(), 2, 0))
}

fn announces(line: &str) -> bool {
    let named: Vec<String> = words(line).into_iter().filter(|word| word != ":").collect();
    let one = matches!(named.as_slice(), [only] if matches!(only.as_str(), "license" | "licenses"));
    one && section(&named).0 == Section::Licence
}

/// A line of a paragraph, an item or a row.
fn body(blocks: &mut Blocks, line: &str, at: u32) {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| own_regex(r"^\s*(?:[-*+•]|[0-9]{1,3}[.)])\s+"));
    let mut rest = line.trim_end().trim_start_matches("# ");
    if let Some(item) = ITEM.find(rest) {
        blocks.flush();
        blocks.current.shape = Shape::Item;
        rest = &rest[item.end()..];
    } else if rest.trim_start().starts_with('|') {
        blocks.flush();
        blocks.current.shape = Shape::Row;
    } else if is_field(rest) {
        blocks.flush();
    }
    if rest.trim_start().starts_with('>') {
        blocks.flush();
        blocks.quotes = 1;
        words_of(blocks, rest.trim_start().trim_start_matches('>'), at);
        blocks.flush();
        blocks.quotes = 0;
        return;
    }
    words_of(blocks, rest.trim(), at);
    blocks.current.push(" ", at);
}

/// `:license: MIT` of reStructuredText, `License: MIT` of headers.
fn is_field(line: &str) -> bool {
    let line = line.trim_start();
    let (name, marked) = line.strip_prefix(':').map_or((line, false), |name| (name, true));
    let Some((name, value)) = name.split_once(':') else {
        return false;
    };
    let empty = value.is_empty() && marked;
    if !empty && !value.starts_with(char::is_whitespace) {
        return false;
    }
    if marked {
        return is_name(name, 2..=30, '-');
    }
    let name = name.strip_suffix(char::is_whitespace).unwrap_or(name);
    name.starts_with(|c| matches!(c, 'A'..='Z' | 'À'..='Ý')) && is_name(name, 2..=25, '\'')
}

/// Whether a text is a name of that many letters, digits, spaces, hyphens and signs.
fn is_name(text: &str, length: RangeInclusive<usize>, sign: char) -> bool {
    length.contains(&text.chars().take(length.end() + 1).count())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-') || c == sign)
}

/// Adds the words of a line, its links and images read.
fn words_of(blocks: &mut Blocks, line: &str, at: u32) {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(concat!(
            r"\[\[([^\[\]]+)\]\[([^\[\]]+)\]\]",
            r"|`([^`<]+)<([^<>`]+)>`_{1,2}",
            r"|\bimage:{1,2}([^\s\[\]]+)\[([^\[\]]*)\]",
            r"|(?:\blink:|\b)(https?://[^\s\[\]]+|[0-9A-Za-z_./-]{1,100})\[([^\[\]]+)\]",
            r"|!?\[([^\[\]]*)\]\(([^()\s]+)\)",
        ))
    });
    let mut done = 0;
    let current = &mut blocks.current;
    for found in LINK.captures_iter(line) {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        current.push(&line[done..whole.start], at);
        done = whole.end;
        let (target, label, image) = parts(&found);
        if image {
            current.images.push((label, target, at));
        } else {
            let start = current.text.len();
            current.push(&label, at);
            current.links.push((start..current.text.len(), target));
        }
    }
    current.push(&line[done..], at);
}

/// Address, words, and whether it is an image.
fn parts(found: &Captures<'_>) -> (String, String, bool) {
    let text = |index: usize| found.get(index).map(|part| part.as_str().to_owned());
    let pair = |target: usize, label: usize| Some((text(target)?, text(label)?));
    if let Some((target, label)) = pair(5, 6) {
        return (target, label, true);
    }
    let image = found[0].starts_with('!');
    let (target, label) = pair(1, 2)
        .or_else(|| pair(4, 3))
        .or_else(|| pair(7, 8))
        .or_else(|| pair(10, 9))
        .unwrap_or_default();
    (target, label, image)
}
