// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! reStructuredText: titles by their adornments, links and targets by their patterns.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Draft, indent, lines};

/// Shortest adornment that is taken for one although its title is longer (docutils' own limit).
const SHORT: usize = 4;

pub(super) fn read(draft: &mut Draft<'_>) {
    let text = draft.text.as_str();
    let all: Vec<(usize, &str)> = lines(text).collect();
    // Adornment characters in the order in which they appear, and whether they stand above too.
    let mut styles: Vec<(char, bool)> = Vec::new();
    let mut prose = String::new();
    let mut at = 0;
    while at < all.len() {
        let (start, line) = all[at];
        if let Some((title, overlined, used)) = title(&all, at) {
            let style = (adornment(all[at + used - 1].1).unwrap_or('='), overlined);
            let depth = styles
                .iter()
                .position(|known| *known == style)
                .unwrap_or_else(|| {
                    styles.push(style);
                    styles.len() - 1
                });
            draft.heading(&plain(title), u8::try_from(depth + 1).unwrap_or(u8::MAX), start);
            draft.prose(title);
            at += used;
            continue;
        }
        at += if line.trim_start().starts_with(".. ") || line.trim() == ".." {
            explicit(draft, &all[at..])
        } else if line.trim_end().ends_with("::") && !line.trim_start().starts_with(':') {
            prose.push_str(line);
            prose.push('\n');
            1 + indented(&all[at + 1..], indent(line))
        } else {
            prose.push_str(line);
            prose.push('\n');
            1
        };
    }
    count(draft, &prose);
    inline(draft, text);
}

/// A title at a line: its text, whether it is overlined, and how many lines it takes.
fn title<'a>(all: &[(usize, &'a str)], at: usize) -> Option<(&'a str, bool, usize)> {
    let line = |index: usize| all.get(index).map(|(_, line)| *line);
    let first = line(at)?;
    if let Some(over) = adornment(first) {
        let text = line(at + 1).filter(|text| is_text(text))?;
        let under = adornment(line(at + 2)?)?;
        return (over == under).then_some((text.trim(), true, 3));
    }
    if !is_text(first) || indent(first) > 0 {
        return None;
    }
    let above_is_blank = at == 0 || all[at - 1].1.trim().is_empty() || adornment(all[at - 1].1).is_some();
    let under = line(at + 1)?;
    adornment(under)?;
    let length = under.trim_end().chars().count();
    (above_is_blank && (length >= SHORT || length >= first.trim_end().chars().count())).then_some((
        first.trim(),
        false,
        2,
    ))
}

fn is_text(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
}

/// The character of a line made of one repeated punctuation character.
fn adornment(line: &str) -> Option<char> {
    let line = line.trim_end();
    let first = line.chars().next().filter(char::is_ascii_punctuation)?;
    (line.len() >= 2 && line.chars().all(|c| c == first)).then_some(first)
}

/// Reads a directive, a target or a comment; how many lines it takes.
fn explicit(draft: &mut Draft<'_>, rest: &[(usize, &str)]) -> usize {
    static TARGET: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\s*\.\.\s+_[^:]+:\s+(\S+)\s*$").expect("a valid pattern"));
    static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*\.\.\s+(?:\|[^|]+\|\s+)?(?:image|figure)::\s*(\S+)").expect("a valid pattern")
    });
    /// Directives whose content is prose.
    static PROSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*\.\.\s+(?:note|warning|tip|important|hint|caution|danger|attention|admonition|topic|sidebar|seealso|versionadded|versionchanged|deprecated|container|rubric|epigraph)::")
            .expect("a valid pattern")
    });
    let Some((start, line)) = rest.first() else {
        return 1;
    };
    if let Some(target) = TARGET.captures(line).and_then(|found| found.get(1)) {
        draft.link(target.as_str(), false, start + target.start());
        return 1;
    }
    if PROSE.is_match(line) {
        if let Some((_, argument)) = line.split_once("::") {
            draft.prose(argument);
        }
        return 1;
    }
    let body = indented(&rest[1..], indent(line));
    if let Some(target) = PICTURE.captures(line).and_then(|found| found.get(1)) {
        draft.link(target.as_str(), true, start + target.start());
        for (at, option) in &rest[1..=body] {
            if let Some((_, target)) = option.split_once(":target:") {
                let target = target.trim();
                draft.link(
                    target.trim_end_matches('_'),
                    false,
                    at + option.trim_end().len() - target.len(),
                );
            }
        }
    }
    1 + body
}

/// How many lines are blank or indented more than a margin, without the blank ones at the end.
fn indented(rest: &[(usize, &str)], margin: usize) -> usize {
    let block = rest
        .iter()
        .take_while(|(_, line)| line.trim().is_empty() || indent(line) > margin)
        .count();
    rest[..block]
        .iter()
        .rposition(|(_, line)| !line.trim().is_empty())
        .map_or(0, |last| last + 1)
}

/// Links inside paragraphs: `` `text <address>`_ `` and bare addresses.
fn inline(draft: &mut Draft<'_>, text: &str) {
    for found in embedded_links().captures_iter(text) {
        if let Some(target) = found.get(1) {
            draft.link(target.as_str(), false, target.start());
        }
    }
    // Every link of this reader stands at its target: an address there is already listed.
    let listed: BTreeSet<usize> = draft.links.iter().map(|(at, _)| *at).collect();
    for range in crate::facts::url::bare(text) {
        if !listed.contains(&range.start) {
            draft.link(&text[range.clone()], false, range.start);
        }
    }
}

fn embedded_links() -> &'static Regex {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"`[^`<]*<([^<>`]+)>`__?").expect("a valid pattern"));
    &LINK
}

/// Counts words without link targets and literals.
fn count(draft: &mut Draft<'_>, prose: &str) {
    static LITERAL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"``[^`]*``|<[^<>`]+>`__?").expect("a valid pattern"));
    let prose = LITERAL.replace_all(prose, " ");
    draft.prose(&prose);
}

/// A title without its inline markup.
fn plain(title: &str) -> String {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s*<[^<>`]+>`__?|:[a-z]+:`|\*\*|``|[`*|]_{0,2}").expect("a valid pattern")
    });
    MARKUP.replace_all(title, "").into_owned()
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of, tests::outline, tests::targets};

    #[test]
    fn titles_have_the_depth_of_their_style() {
        let text = "======\n Titre\n======\n\nUn *peu*\n=======\n\nDeux\n----\n\n.. code-block:: sh\n\n   non\n   ---\n\nTrois\n=====\n\ntext::\n\n   Pas\n   ====\n\n----\n";
        assert_eq!(
            outline(&of(Format::Rst, text)),
            ["1 1 Titre", "2 5 Un peu", "3 8 Deux", "2 16 Trois"]
        );
    }

    #[test]
    fn links_and_images_are_found() {
        let text = "Voir `le site <https://a.fr/x>`_ et https://b.fr.\n\n.. _doc: https://c.fr\n.. image:: logo.png\n   :target: https://d.fr\n.. |b| image:: https://e.fr/b.svg\n";
        assert_eq!(
            targets(&of(Format::Rst, text)),
            [
                "1 https://a.fr/x",
                "1 https://b.fr",
                "3 https://c.fr",
                "4 !logo.png",
                "5 https://d.fr",
                "6 !https://e.fr/b.svg"
            ]
        );
    }

    #[test]
    fn comments_and_code_hold_no_words() {
        let text = "Un deux `trois <https://a.fr>`_ ``code``.\n\n.. un commentaire\n   qui continue\n\n.. note:: quatre\n   cinq\n";
        assert_eq!(of(Format::Rst, text).words, 5);
    }
}
