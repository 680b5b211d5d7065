// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `AsciiDoc`: `=` titles, link macros, images.

use std::sync::LazyLock;

use regex::Regex;

use super::{Draft, lines};

/// Characters of the old underlined titles, in the order of their depth.
const UNDERLINES: [char; 5] = ['=', '-', '~', '^', '+'];

pub(super) fn read(draft: &mut Draft<'_>) {
    let text = draft.text.as_str();
    let all: Vec<(usize, &str)> = lines(text).collect();
    let mut fence: Option<&str> = None;
    let mut skip = false;
    for (index, (at, line)) in all.iter().enumerate() {
        let trimmed = line.trim_end();
        if std::mem::take(&mut skip) {
            continue;
        }
        if let Some(open) = fence {
            if trimmed == open {
                fence = None;
            }
            continue;
        }
        fence = fence_of(trimmed);
        if fence.is_some() {
            continue;
        }
        if trimmed.starts_with("//") || is_attribute(trimmed) {
            continue;
        }
        if let Some((title, level)) = heading(trimmed) {
            draft.heading(title, level, *at);
            draft.prose(title);
            continue;
        }
        let above_is_blank = index == 0 || all[index - 1].1.trim().is_empty();
        if above_is_blank
            && let Some(level) = all
                .get(index + 1)
                .and_then(|(_, next)| underlined(trimmed, next.trim_end()))
        {
            draft.heading(trimmed, level, *at);
            draft.prose(trimmed);
            skip = true;
            continue;
        }
        inline(draft, trimmed, *at);
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

/// Links, images and words of a line.
fn inline(draft: &mut Draft<'_>, line: &str, at: usize) {
    static MACRO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(image::?|link:|xref:|mailto:|https?://)([^\s\[\]<>]*)\[([^\]]*)\]")
            .expect("a valid pattern")
    });
    let blank = |found: &regex::Captures<'_>| " ".repeat(found[0].len());
    for found in MACRO.captures_iter(line) {
        let place = at + found.get(0).map_or(0, |whole| whole.start());
        let image = found[1].starts_with("image");
        match &found[1] {
            scheme @ ("http://" | "https://") => draft.link(&format!("{scheme}{}", &found[2]), false, place),
            "mailto:" => draft.link(&format!("mailto:{}", &found[2]), false, place),
            _ => draft.link(&found[2], image, place),
        }
    }
    draft.bare_links(&MACRO.replace_all(line, blank), at);
    let prose = MACRO.replace_all(line, |found: &regex::Captures<'_>| {
        if found[1].starts_with("image") {
            String::new()
        } else {
            found[3].to_owned()
        }
    });
    draft.prose(&prose);
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of, tests::outline, tests::targets};

    const TEXT: &str = "= Un outil\n:toc: left\n// commentaire\n\n== Installer ==\n----\n= non\n----\n\nAncien\n~~~~~~\n\n\
        Voir https://a.fr/x[le site], link:doc/b.adoc[la doc] et https://c.fr.\nimage::logo.png[Logo]\n";

    #[test]
    fn headings_links_and_words_are_told() {
        let document = of(Format::AsciiDoc, TEXT);
        assert_eq!(
            outline(&document),
            ["1 1 Un outil", "2 5 Installer", "3 10 Ancien"]
        );
        assert_eq!(
            targets(&document),
            [
                "13 https://a.fr/x",
                "13 doc/b.adoc",
                "13 https://c.fr",
                "14 !logo.png"
            ]
        );
        assert_eq!(document.words, 2 + 1 + 1 + 6);
    }
}
