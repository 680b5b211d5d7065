// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! reStructuredText: titles by their adornments, links and targets by their patterns.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::own_regex;

use super::draft::{Draft, Kind, Piece};
use super::{indent, lines};

/// `` `text <address>`_ ``, literals, roles, names of targets.
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(r"`([^`<]*)<([^<>`]+)>`__?|``([^`]*)``|(?::[a-zA-Z:+-]+:)?`([^`]+)`_{0,2}|\|([^|\n]+)\|_{0,2}")
});

/// Shortest adornment that is taken for one although its title is longer (docutils' own limit).
const SHORT: usize = 4;

pub(super) fn read(draft: &mut Draft<'_>) {
    let text = draft.text.as_str();
    let all: Vec<(usize, &str)> = lines(text).collect();
    // Adornment characters in the order in which they appear, and whether they stand above too.
    let mut styles: Vec<(char, bool)> = Vec::new();
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
            for found in INLINE.captures_iter(title) {
                if let Some(target) = piece(&found).target {
                    draft.link(&target, &piece(&found).text, false, start);
                }
            }
            draft.heading(&plain(title), u8::try_from(depth + 1).unwrap_or(u8::MAX), start);
            at += used;
        } else if line.trim_start().starts_with(".. ") || line.trim() == ".." {
            draft.close();
            at += explicit(draft, &all[at..]);
        } else if line.trim().is_empty() {
            draft.close();
            at += 1;
        } else if let Some(found) = FIELD.captures(line) {
            at += field(draft, &all[at..], &found);
        } else {
            at += paragraph(draft, &all[at..]);
        }
    }
}

/// A field: its name, and where its body begins.
static FIELD: LazyLock<Regex> = LazyLock::new(|| own_regex(r"^:([^:`\s][^:`]*):\s+(\S.*)$"));

/// Reads a field of a list of fields, such as `:Auteur: Camille Martin`; how many lines it takes.
fn field(draft: &mut Draft<'_>, rest: &[(usize, &str)], found: &Captures<'_>) -> usize {
    let start = rest[0].0;
    // What a document says of itself, or a list of settings: no introduction.
    draft.open(Kind::Cell, start);
    draft.say(&format!("{}: ", &found[1]), start);
    let value = found.get(2).map_or(0, |value| value.start());
    draft.inline(&found[2], start + value, &INLINE, piece);
    let body = indented(&rest[1..], 0);
    for (at, line) in &rest[1..=body] {
        draft.say(" ", *at);
        draft.inline(line.trim(), at + indent(line), &INLINE, piece);
    }
    draft.close();
    1 + body
}

/// Reads the lines of a paragraph or of an item; how many lines it takes, with the literal block that it
/// announces.
fn paragraph(draft: &mut Draft<'_>, rest: &[(usize, &str)]) -> usize {
    let source = draft.text.as_str();
    let (start, first) = rest[0];
    let margin = indent(first);
    let mark = super::plain::marker(&first[margin..]);
    if mark > 0 {
        draft.open(Kind::Item, start);
    } else {
        draft.open(Kind::Paragraph, start);
    }
    let count = 1 + rest[1..]
        .iter()
        .take_while(|(_, line)| {
            let inside = line.trim_start();
            !inside.is_empty() && super::plain::marker(inside) == 0 && !inside.starts_with(".. ")
        })
        .count();
    let (last, line) = rest[count - 1];
    let from = start + margin + mark;
    let end = (last + line.len()).max(from);
    draft.inline(&source[from..end], from, &INLINE, piece);
    draft.close();
    // A field begins with a colon; two colons alone announce a literal block.
    let field = line.trim_start().starts_with(':') && line.trim() != "::";
    if !line.trim_end().ends_with("::") || field {
        return count;
    }
    let body = indented(&rest[count..], margin);
    literal(draft, &rest[count..count + body], "");
    count + body
}

/// Adds the lines of a literal block or of a directive of code.
fn literal(draft: &mut Draft<'_>, body: &[(usize, &str)], language: &str) {
    let source = draft.text.as_str();
    let first = body.iter().find(|(_, line)| !line.trim().is_empty());
    if let (Some((start, _)), Some((last, line))) = (first, body.last()) {
        let end = last + line.len();
        draft.code(language, &source[*start..end], *start, end);
    }
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
    static TARGET: LazyLock<Regex> = LazyLock::new(|| own_regex(r"^\s*\.\.\s+_([^:]+):(?:\s+(\S+))?\s*$"));
    static PICTURE: LazyLock<Regex> =
        LazyLock::new(|| own_regex(r"^\s*\.\.\s+(?:\|[^|]+\|\s+)?(?:image|figure)::\s*(\S+)"));
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r"^\s*\.\.\s+(?:code|code-block|sourcecode|parsed-literal|prompt|mermaid|uml|graphviz)::\s*(\S*)",
        )
    });
    /// Directives whose content is prose.
    static PROSE: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r"^\s*\.\.\s+(?:note|warning|tip|important|hint|caution|danger|attention|admonition|topic|sidebar|seealso|versionadded|versionchanged|deprecated|container|rubric|epigraph)::",
        )
    });
    let Some((start, line)) = rest.first() else {
        return 1;
    };
    if let Some(found) = TARGET.captures(line) {
        match found.get(2) {
            Some(target) => draft.link(target.as_str(), &found[1], false, start + target.start()),
            None => draft.anchor(found[1].trim_matches('`')),
        }
        return 1;
    }
    if PROSE.is_match(line) {
        if let Some((before, argument)) = line.split_once("::") {
            draft.plain(argument.trim_start(), start + before.len() + 2);
            draft.close();
        }
        return 1;
    }
    let body = indented(&rest[1..], indent(line));
    let options = &rest[1..=body];
    if let Some(found) = CODE.captures(line) {
        literal(draft, options, &found[1]);
    } else if let Some(target) = PICTURE.captures(line).and_then(|found| found.get(1)) {
        let option = |name: &str| {
            options.iter().find_map(|(at, option)| {
                let (_, value) = option.split_once(name)?;
                Some((at + option.len() - value.trim_start().len(), value.trim()))
            })
        };
        let alt = option(":alt:").map_or("", |(_, alt)| alt);
        draft.link(target.as_str(), alt, true, start + target.start());
        if let Some((at, target)) = option(":target:") {
            draft.link(target.trim_end_matches('_'), alt, false, at);
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

/// Inline markup as it is seen.
fn piece(found: &Captures<'_>) -> Piece {
    let group = |index| found.get(index).map(|text| text.as_str());
    if let (Some(text), Some(target)) = (group(1), group(2)) {
        let text = text.trim();
        return Piece {
            text: if text.is_empty() { target } else { text }.to_owned(),
            target: Some(target.to_owned()),
            ..Piece::default()
        };
    }
    let literal = group(3);
    Piece {
        text: literal.or(group(4)).or(group(5)).unwrap_or_default().to_owned(),
        code: literal.is_some(),
        ..Piece::default()
    }
}

/// A title without its inline markup.
fn plain(title: &str) -> String {
    static MARKUP: LazyLock<Regex> =
        LazyLock::new(|| own_regex(r"\s*<[^<>`]+>`__?|:[a-z]+:`|\*\*|``|[`*|]_{0,2}"));
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
    fn two_colons_alone_announce_a_literal_block() {
        let text = "Un deux.\n\n::\n\n    trois `quatre <nope.rst>`_\n\n:champ: cinq\n";
        let document = of(Format::Rst, text);
        assert_eq!(targets(&document), Vec::<String>::new());
        assert_eq!(document.code.len(), 1);
        assert_eq!(document.words, 4);
    }

    #[test]
    fn comments_and_code_hold_no_words() {
        let text = "Un deux `trois <https://a.fr>`_ ``code``.\n\n.. un commentaire\n   qui continue\n\n.. note:: quatre\n   cinq\n";
        assert_eq!(of(Format::Rst, text).words, 5);
    }
}
