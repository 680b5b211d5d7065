// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `AsciiDoc`: `=` titles, blocks, lists, link macros, images.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::own_regex;

use super::draft::{Draft, Kind, Piece};
use super::{indent, lines};

/// Characters of the old underlined titles, in the order of their depth.
const UNDERLINES: [char; 5] = ['=', '-', '~', '^', '+'];

/// Macros, cross references and code within a sentence.
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(image::?|link:|xref:|mailto:|https?://)([^\s\[\]<>]*)\[([^\]]*)\]|<<([^<>,\n]+)(?:,\s*([^<>\n]*))?>>|`([^`\n]+)`",
    )
});

/// A block of code or of a comment, between its fences.
struct Fence<'a> {
    closing: &'a str,
    start: usize,
    content: usize,
    language: &'a str,
}

pub(super) fn read(draft: &mut Draft<'_>) {
    let text = draft.text.as_str();
    let all: Vec<(usize, &str)> = lines(text).collect();
    let mut fence: Option<Fence<'_>> = None;
    let mut language = "";
    // The folder that images are looked for in, as the document names it.
    let mut images = "";
    let mut skip = false;
    // The line below the title, where the authors stand.
    let mut titled = None;
    for (index, (at, line)) in all.iter().enumerate() {
        let trimmed = line.trim_end();
        if std::mem::take(&mut skip) {
            continue;
        }
        if let Some(open) = &fence {
            if trimmed == open.closing {
                if !open.closing.starts_with('/') {
                    let content = text.get(open.content..*at).unwrap_or_default();
                    draft.code(open.language, content, open.start, *at);
                }
                fence = None;
            }
            continue;
        }
        if let Some(closing) = fence_of(trimmed) {
            draft.close();
            fence = Some(Fence {
                closing,
                start: *at,
                content: at + line.len(),
                language: trimmed
                    .strip_prefix("```")
                    .unwrap_or(std::mem::take(&mut language)),
            });
            continue;
        }
        if trimmed.starts_with("//") || is_attribute(trimmed) {
            images = trimmed.strip_prefix(":imagesdir:").map_or(images, str::trim);
            attribute(draft, trimmed, *at);
            continue;
        }
        if titled == Some(index) && author(draft, trimmed, *at) {
            continue;
        }
        if let Some(attributes) = attributes(trimmed) {
            draft.close();
            language = attributes_of(draft, attributes);
            continue;
        }
        if let Some((title, level)) = heading(trimmed) {
            draft.heading(&INLINE.replace_all(title, shown), level, *at);
            titled = (level == 1).then_some(index + 1);
            continue;
        }
        let above_is_blank = index == 0 || all[index - 1].1.trim().is_empty();
        if above_is_blank
            && let Some(level) = all
                .get(index + 1)
                .and_then(|(_, next)| underlined(trimmed, next.trim_end()))
        {
            draft.heading(trimmed, level, *at);
            skip = true;
            continue;
        }
        prose(draft, trimmed, *at, images);
    }
}

/// What the head of a document says of itself in an attribute.
fn attribute(draft: &mut Draft<'_>, line: &str, at: usize) {
    let Some((name, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) else {
        return;
    };
    match name {
        "author" | "authors" | "email" => draft.field(name, value, at),
        "description" => {
            draft.plain(value.trim(), at);
            draft.close();
        }
        _ => {}
    }
}

/// Takes a line of authors: `Camille Martin <camille@culture.gouv.fr>`, several of them parted by semicolons. Without an
/// address it may be a sentence, unless it is two or three words with capitals.
fn author(draft: &mut Draft<'_>, line: &str, at: usize) -> bool {
    static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
        let name = r"[\p{L}][\p{L}\p{N}_.'’-]*";
        let address = r"<[^<>\s]+>";
        let capital = r"\p{Lu}[\p{L}_.'’-]*";
        own_regex(&format!(
            r"^(?:{name}(?: {name}){{0,3}} {address}|{capital}(?: {capital}){{1,2}})(?:; .*)?$"
        ))
    });
    let found = AUTHOR.is_match(line);
    if found {
        draft.field("author", line, at);
    }
    found
}

/// A line of a paragraph, of a list or of a table.
fn prose(draft: &mut Draft<'_>, line: &str, at: usize, images: &str) {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| own_regex(r"^(?:\*{1,5}|\.{1,5}|-|\d+\.)\s+"));
    if line.trim().is_empty() {
        draft.close();
        return;
    }
    let start = indent(line);
    let rest = &line[start..];
    let mark = MARKER.find(rest).map_or(0, |mark| mark.end());
    if mark > 0 {
        draft.open(Kind::Item, at);
    } else if rest.starts_with('|') {
        draft.open(Kind::Cell, at);
    }
    draft.plain(" ", at);
    draft.inline(&rest[mark..], at + start + mark, &INLINE, |found| {
        let mut piece = piece(found);
        let relative = |target: &String| !target.starts_with('/') && !target.contains("://");
        if let Some(target) = piece
            .target
            .as_mut()
            .filter(|target| piece.image && relative(target))
            && !images.is_empty()
        {
            *target = format!("{}/{target}", images.trim_end_matches('/'));
        }
        piece
    });
}

fn piece(found: &Captures<'_>) -> Piece {
    let group = |index| found.get(index).map(|text| text.as_str());
    if let Some(code) = group(6) {
        return Piece {
            text: code.to_owned(),
            code: true,
            ..Piece::default()
        };
    }
    if let Some(name) = group(4) {
        // A name with a path or an extension leads to another document.
        let target = match name.split_once('#') {
            Some((file, _)) if !file.is_empty() => name.to_owned(),
            Some((_, name)) => format!("#{name}"),
            None => format!("#{name}"),
        };
        return Piece {
            text: group(5).unwrap_or(name).to_owned(),
            target: Some(target),
            ..Piece::default()
        };
    }
    let (scheme, rest) = (group(1).unwrap_or_default(), group(2).unwrap_or_default());
    let image = scheme.starts_with("image");
    let target = match scheme {
        "http://" | "https://" | "mailto:" => format!("{scheme}{rest}"),
        // A reference without a path or an extension is a name of this document.
        "xref:" if !rest.is_empty() && !rest.contains(['#', '.', '/']) => format!("#{rest}"),
        _ => rest.to_owned(),
    };
    Piece {
        text: shown(found),
        target: Some(target),
        image,
        code: false,
    }
}

/// What a macro shows: its first attribute, or its target.
fn shown(found: &Captures<'_>) -> String {
    let group = |index| found.get(index).map_or("", |text| text.as_str());
    let words = group(3)
        .split(',')
        .next()
        .unwrap_or_default()
        .trim_end_matches('^');
    match (words, group(6)) {
        ("", "") if found.get(4).is_some() => found.get(5).map_or(group(4), |text| text.as_str()).to_owned(),
        ("", "") => group(2).to_owned(),
        ("", code) => code.to_owned(),
        (words, _) => words.to_owned(),
    }
}

/// The line that closes the block of code, of literal text, of a comment or of another markup
/// that this line opens.
fn fence_of(line: &str) -> Option<&str> {
    if line.starts_with("```") {
        return Some("```");
    }
    let first = line
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '.' | '+' | '/'))?;
    (line.len() >= 4 && line.chars().all(|c| c == first)).then_some(line)
}

fn is_attribute(line: &str) -> bool {
    line.strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
        .is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '))
}

/// What stands in the brackets of a line of block attributes, such as `[source,sh]` or `[[name]]`.
fn attributes(line: &str) -> Option<&str> {
    line.strip_prefix('[')?
        .strip_suffix(']')
        .filter(|inside| !inside.contains("]["))
}

/// Names the place that attributes name; the language that they give to the next block of code.
fn attributes_of<'a>(draft: &mut Draft<'_>, attributes: &'a str) -> &'a str {
    if let Some(name) = attributes
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        draft.anchor(name.split(',').next().unwrap_or_default());
        return "";
    }
    if let Some((_, name)) = attributes.split_once('#') {
        draft.anchor(name.split([',', '.', '%']).next().unwrap_or_default());
    }
    let mut parts = attributes.split(',');
    let is_source = parts
        .next()
        .is_some_and(|style| style.trim() == "source" || style.is_empty());
    is_source.then(|| parts.next()).flatten().map_or("", str::trim)
}

/// The title and depth of a line such as `== Title`; Asciidoctor reads `##` as well.
fn heading(line: &str) -> Option<(&str, u8)> {
    let sign = line.chars().next().filter(|c| matches!(c, '=' | '#'))?;
    let count = line.len() - line.trim_start_matches(sign).len();
    let title = line[count..].strip_prefix(' ').filter(|_| count <= 6)?;
    Some((
        title.trim().trim_end_matches(sign).trim_end(),
        u8::try_from(count).unwrap_or(6),
    ))
}

/// The depth of an old title: a line underlined within one character of its width.
fn underlined(title: &str, under: &str) -> Option<u8> {
    let sign = under.chars().next()?;
    let depth = UNDERLINES.iter().position(|known| *known == sign)?;
    let close = title.chars().count().abs_diff(under.chars().count()) <= 1;
    (close
        && under.len() >= 3
        && under.chars().all(|c| c == sign)
        && title.chars().any(char::is_alphanumeric))
    .then(|| u8::try_from(depth + 1).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of, tests::outline, tests::targets};

    const TEXT: &str = "= Un outil\n:toc: left\n// commentaire\n\n== Installer ==\n[source,sh]\n----\n= non\n----\n\nAncien\n~~~~~~\n\n\
        Voir https://a.fr/x[le site], link:doc/b.adoc[la doc], <<ici,là>> et https://c.fr.\nimage::logo.png[Logo]\n\n[[ici]]\n* un\n";

    #[test]
    fn headings_links_and_words_are_told() {
        let document = of(Format::AsciiDoc, TEXT);
        assert_eq!(
            outline(&document),
            ["1 1 Un outil", "2 5 Installer", "3 11 Ancien"]
        );
        assert_eq!(
            targets(&document),
            [
                "14 https://a.fr/x",
                "14 doc/b.adoc",
                "14 #ici",
                "14 https://c.fr",
                "15 !logo.png"
            ]
        );
        assert_eq!(document.words, 2 + 1 + 1 + 7 + 1);
        assert_eq!((&*document.code[0].language, document.code[0].line), ("sh", 7));
        assert!(document.anchors.has("ici"));
    }

    #[test]
    fn references_without_a_path_stay_in_the_document() {
        let text = "= A\n\nVoir xref:installer[], xref:b.adoc[] et xref:c/d#e[].\n";
        assert_eq!(
            targets(&of(Format::AsciiDoc, text)),
            ["3 #installer", "3 b.adoc", "3 c/d#e"]
        );
    }

    #[test]
    fn images_lie_in_the_folder_that_is_named() {
        let text = "= A\n:imagesdir: docs/images\n\nimage::a.png[A]\n\nVoir image:/b.png[] et image:https://a.fr/c.png[].\n";
        assert_eq!(
            targets(&of(Format::AsciiDoc, text)),
            ["4 !docs/images/a.png", "6 !/b.png", "6 !https://a.fr/c.png"]
        );
    }
}
