// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What in a text is no word: tags, entities, addresses.

/// Longest tag, in bytes, the texts in its attributes included.
const LONGEST_TAG: usize = 1_000;

/// Elements whose tags are left out; anything else between `<` and `>` is a placeholder or an address.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// Elements that begin something new.
const PARTING: &[&str] = &[
    "p",
    "li",
    "ul",
    "ol",
    "div",
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "tr",
    "table",
    "dd",
    "dt",
    "blockquote",
    "section",
    "pre",
];

/// Whether a tag parts what stands before it from what follows, as a paragraph does and bold type does not.
pub(super) fn parts(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    PARTING
        .iter()
        .any(|known| known.eq_ignore_ascii_case(&name[..end]))
}

/// The length of the tag that a text begins with. A script or a style is left out as a whole.
pub(super) fn tag(text: &str, endless: &mut bool) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let doctype = inner
        .get(..8)
        .is_some_and(|word| word.eq_ignore_ascii_case("!doctype"));
    let inner = inner.strip_prefix(['/', '!']).unwrap_or(inner);
    let name = inner
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let known = name.len() <= 10 && ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
    let after = inner.as_bytes().get(name.len());
    // Word processors write elements of their own: `<o:p>`.
    let own = after == Some(&b':') && (1..=4).contains(&name.len());
    let ends = matches!(after, Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r'));
    if name.is_empty() || !(ends || own) {
        return None;
    }
    let bytes = text.as_bytes();
    let end = bytes.iter().take(LONGEST_TAG).position(|byte| *byte == b'>')? + 1;
    let has_attribute = text[..end].contains("=\"") || text.starts_with("</");
    if !(known || own || doctype || has_attribute) {
        return None;
    }
    let hidden = ["script", "style"]
        .iter()
        .find(|hidden| hidden.eq_ignore_ascii_case(name));
    match hidden {
        Some(hidden) if !*endless && !text.starts_with("</") => {
            let close = text[end..]
                .match_indices("</")
                .map(|(at, _)| end + at)
                .find(|at| {
                    text.get(at + 2..at + 2 + hidden.len())
                        .is_some_and(|word| word.eq_ignore_ascii_case(hidden))
                });
            *endless |= close.is_none();
            Some(close.unwrap_or(end))
        }
        _ => Some(end),
    }
}

/// The length of the entity that a text begins with, and the letter or sign that it stands for.
pub(super) fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let stands_for = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        let letter = char::from_u32(code)?;
        fold(letter)
    } else {
        Some(named(name)?)
    };
    Some((end + 1, stands_for))
}

/// A letter without its accent, in lower case; a sign as it is.
fn fold(letter: char) -> Option<char> {
    use unicode_normalization::UnicodeNormalization as _;
    std::iter::once(letter)
        .nfkd()
        .next()
        .and_then(|base| base.to_lowercase().next())
}

/// The letter or sign of a named entity; a space for signs that are no part of words.
fn named(name: &str) -> Option<char> {
    const SIGNS: &[&str] = &[
        "amp", "apos", "bull", "emsp", "ensp", "gt", "hellip", "laquo", "ldquo", "lsaquo", "lsquo", "lt",
        "mdash", "middot", "nbsp", "ndash", "quot", "raquo", "rdquo", "reg", "rsaquo", "rsquo", "sect",
        "shy", "thinsp", "trade",
    ];
    const ACCENTS: &[&str] = &["acute", "grave", "circ", "uml", "cedil", "tilde"];
    if name == "copy" {
        return Some('©');
    }
    if SIGNS.contains(&name) {
        return Some(' ');
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    ACCENTS
        .contains(&&name[1..])
        .then_some(letter.to_ascii_lowercase())
}

/// The length of the address that a text begins with, or nothing.
pub(super) fn url(text: &str) -> usize {
    let starts = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if !["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|prefix| starts(prefix))
    {
        return 0;
    }
    text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']' | '«' | '»'))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{entity, tag, url};

    #[test]
    fn tags_are_told_from_placeholders() {
        for (text, length) in [
            ("<p>x", Some(3)),
            ("</P>", Some(4)),
            ("<br/>", Some(5)),
            ("<a href=\"x\">", Some(12)),
            ("<!DOCTYPE html>", Some(15)),
            ("<style>a{}</style>b", Some(10)),
            ("<acronym title=\"x\">", Some(19)),
            ("</acronym>", Some(10)),
            ("<o:p>", Some(5)),
            ("<year>", None),
            ("<name of author>", None),
            ("<https://x.org>", None),
            ("<p", None),
            ("<a\u{e9}>", None),
            ("< b", None),
        ] {
            assert_eq!(tag(text, &mut false), length, "{text}");
        }
        let mut endless = false;
        assert_eq!(tag("<script>x", &mut endless), Some(8));
        assert!(endless);
    }

    #[test]
    fn entities_and_addresses_are_read() {
        assert_eq!(entity("&eacute;t"), Some((8, Some('e'))));
        assert_eq!(entity("&#xC9;"), Some((6, Some('e'))));
        assert_eq!(entity("&copy; 2024"), Some((6, Some('©'))));
        assert_eq!(entity("&nbsp;"), Some((6, Some(' '))));
        assert_eq!(entity("& co; "), None);
        assert_eq!(entity("&é;"), None);
        assert_eq!(url("https://x.org/a. b"), 16);
        assert_eq!(url("www.x.org)"), 9);
        assert_eq!(url("wwwé"), 0);
    }
}
