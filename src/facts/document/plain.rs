// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Plain text: paragraphs, lists, bare addresses, and titles where people mark them by a line of signs below
//! or by number signs before.

use super::draft::{Draft, Kind};
use super::{indent, lines};

/// Signs that people draw a line with below a title, in the order of depth.
const UNDERLINES: [char; 5] = ['=', '-', '~', '*', '^'];

/// Longest line that is taken for a title, in characters.
const LONGEST_TITLE: usize = 120;

pub(super) fn read(draft: &mut Draft<'_>) {
    let text = draft.text.as_str();
    let all: Vec<(usize, &str)> = lines(text).collect();
    let mut skip = false;
    for (index, (at, line)) in all.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let above_is_blank = index == 0 || all[index - 1].1.trim().is_empty();
        let below = all.get(index + 1).map_or("", |(_, next)| next.trim_end());
        if line.trim().is_empty() {
            draft.close();
        } else if let Some(level) = above_is_blank
            .then(|| underlined(line.trim_end(), below))
            .flatten()
        {
            draft.heading(line, level, *at);
            skip = true;
        } else if let Some((title, level)) = above_is_blank.then(|| numbered(line)).flatten() {
            draft.heading(title, level, *at);
        } else {
            let start = indent(line);
            let mark = marker(&line[start..]);
            if mark > 0 {
                draft.open(Kind::Item, *at);
            }
            draft.plain(" ", *at);
            draft.plain(&line[start + mark..], at + start + mark);
        }
    }
}

/// Reads a text whose every line stands alone.
pub(super) fn fields(draft: &mut Draft<'_>) {
    for (at, line) in lines(draft.text.as_str()) {
        draft.open(Kind::Paragraph, at);
        draft.plain(line, at);
    }
}

/// The depth of a title with a line of one sign below it, about as wide as itself.
fn underlined(title: &str, under: &str) -> Option<u8> {
    let sign = under.chars().next()?;
    let depth = UNDERLINES.iter().position(|known| *known == sign)?;
    let width = title.trim().chars().count();
    let drawn = under.chars().count();
    (drawn >= 3
        && width <= LONGEST_TITLE
        && drawn + 4 >= width
        && under.chars().all(|c| c == sign)
        && title.chars().any(char::is_alphanumeric))
    .then(|| u8::try_from(depth + 1).unwrap_or(u8::MAX))
}

/// A title after number signs, as in Markdown.
fn numbered(line: &str) -> Option<(&str, u8)> {
    let title = line.trim_start_matches('#');
    let count = line.len() - title.len();
    let title = title.strip_prefix(' ').filter(|_| (1..=6).contains(&count))?;
    Some((title.trim_end().trim_end_matches('#'), u8::try_from(count).ok()?))
}

/// Length of the mark of a list's item, its space included; 0 when there is none.
pub(super) fn marker(line: &str) -> usize {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = line[digits..].chars().next();
    let end = match (digits, sign) {
        (0, Some(sign @ ('-' | '*' | '+' | '•'))) => sign.len_utf8(),
        (1..=3, Some('.' | ')')) => digits + 1,
        _ => return 0,
    };
    if line[end..].starts_with(' ') { end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of, tests::outline};

    #[test]
    fn a_plain_text_has_words_addresses_and_marked_titles() {
        let document = of(
            Format::Plain,
            "Titre\n=====\n\nVoir https://a.fr/b.\n\nUn trait\nsans rien\n-----\n\n# Deux\n\n- un\n- deux\n",
        );
        assert_eq!(outline(&document), ["1 1 Titre", "1 10 Deux"]);
        assert_eq!(document.words, 2 + 4 + 1 + 2);
        assert_eq!(
            (&*document.links[0].target, document.links[0].line),
            ("https://a.fr/b", 4)
        );
    }
}
