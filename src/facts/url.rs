// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Web addresses written bare in a text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::own_regex;

/// The bare web addresses of a text, in order, without the punctuation that closes a sentence or a markup.
pub(super) fn bare(text: &str) -> impl Iterator<Item = Range<usize>> {
    static URL: LazyLock<Regex> =
        LazyLock::new(|| own_regex(r#"(?i)\bhttps?://[^\s<>"`|\\^\u{201c}\u{201d}\u{ab}\u{bb}]+"#));
    URL.find_iter(text).filter_map(|hit| {
        let end = hit.start() + trimmed(hit.as_str()).len();
        // `https://` alone is no address.
        (end > hit.start() + "https://".len()).then_some(hit.start()..end)
    })
}

/// An address without what follows it in a sentence: punctuation, quotes, emphasis, and brackets
/// that it does not open itself.
pub(super) fn trimmed(url: &str) -> &str {
    let mut opened = [('(', ')'), ('[', ']'), ('{', '}')].map(|(open, close)| {
        let count = |wanted| url.chars().filter(|c| *c == wanted).count();
        (close, count(close).saturating_sub(count(open)))
    });
    // A closing bracket in the middle ends a link of a markup, such as `[text](url)[^1]`.
    let mut rest = url;
    if let Some(at) = ["](", ")[", "][", "]]"]
        .iter()
        .filter_map(|end| url.find(end))
        .min()
    {
        rest = &url[..at];
        opened[0].1 += usize::from(rest.contains(')') && !rest.contains('('));
    }
    while let Some(last) = rest.chars().next_back() {
        let close = opened.iter_mut().find(|(close, _)| *close == last);
        match close {
            Some((_, 0)) => break,
            Some((_, extra)) => *extra -= 1,
            None if matches!(
                last,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '\u{2019}' | '\u{2026}'
            ) => {}
            None => break,
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let cases = [
            ("Voir https://a.fr/b.", vec!["https://a.fr/b"]),
            ("(https://a.fr/b)", vec!["https://a.fr/b"]),
            (
                "https://fr.wikipedia.org/wiki/Eau_(boisson)",
                vec!["https://fr.wikipedia.org/wiki/Eau_(boisson)"],
            ),
            (
                "[x](https://a.fr/b), <https://c.fr>",
                vec!["https://a.fr/b", "https://c.fr"],
            ),
            (
                "« https://a.fr/é » *https://b.fr*",
                vec!["https://a.fr/é", "https://b.fr"],
            ),
            ("https:// http://", vec![]),
            ("xhttps://a.fr", vec![]),
            ("https://a.fr/x](https://b.fr/y)", vec!["https://a.fr/x"]),
            ("[[https://a.fr/x][le site]]", vec!["https://a.fr/x"]),
            ("[[https://a.fr/x]].", vec!["https://a.fr/x"]),
        ];
        for (text, found) in cases {
            let urls: Vec<_> = bare(text).map(|range| &text[range]).collect();
            assert_eq!(urls, found, "{text}");
        }
    }
}
