// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Texts that a regular expression cannot match without: looking for them is much cheaper than
//! compiling and running the expression, and most expressions find none of theirs in most files.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Shortest text worth looking for, in bytes: shorter ones are in every file.
const SHORTEST: usize = 3;
/// Most texts of one expression.
const MOST: usize = 64;

/// Lower-case ASCII texts of which every match holds at least one, case apart; empty when nothing is
/// known. The caller must not rely on them in a text with [`folds_oddly`] characters.
pub(super) fn hints(hir: &Hir) -> Vec<String> {
    required(hir)
        .filter(|texts| texts.len() <= MOST)
        .unwrap_or_default()
}

/// Whether a text holds a letter that is not ASCII and that case folding makes equal to an ASCII
/// one: the Kelvin sign (k) and the long s.
pub(crate) fn folds_oddly(text: &str) -> bool {
    text.contains(['\u{212a}', '\u{17f}'])
}

fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => {
            best([run_of(std::slice::from_ref(hir))].into_iter().flatten())
        }
        HirKind::Concat(parts) => {
            let mut candidates = Vec::new();
            let mut rest = &parts[..];
            while let Some(first) = rest.first() {
                let length = rest
                    .iter()
                    .take_while(|part| letter(part).is_some() || is_look(part))
                    .count();
                if length > 0 {
                    candidates.extend(run_of(&rest[..length]));
                    rest = &rest[length..];
                } else {
                    candidates.extend(required(first));
                    rest = &rest[1..];
                }
            }
            best(candidates.into_iter())
        }
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(required(branch)?);
            }
            all.sort();
            all.dedup();
            Some(all)
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

/// The candidate whose shortest text is longest.
fn best(candidates: impl Iterator<Item = Vec<String>>) -> Option<Vec<String>> {
    candidates.max_by_key(|texts| {
        (
            texts.iter().map(String::len).min(),
            std::cmp::Reverse(texts.len()),
        )
    })
}

fn is_look(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Look(_))
}

/// The longest ASCII text of a run of letters, when it is long enough.
fn run_of(parts: &[Hir]) -> Option<Vec<String>> {
    let text: String = parts.iter().filter_map(letter).collect();
    let longest = text
        .split(|c: char| !c.is_ascii())
        .max_by_key(|part| part.len())?
        .to_owned();
    (longest.len() >= SHORTEST).then(|| vec![longest])
}

/// The text that a part always matches, in lower case; other characters than ASCII stay in it,
/// to be cut at. `None` when the part matches different texts.
fn letter(hir: &Hir) -> Option<String> {
    match hir.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok().map(str::to_ascii_lowercase),
        HirKind::Class(Class::Unicode(class)) => {
            let mut letters = class
                .ranges()
                .iter()
                .flat_map(|range| [range.start(), range.end()])
                .map(|c| match c {
                    '\u{212a}' => 'k',
                    '\u{17f}' => 's',
                    c => c.to_ascii_lowercase(),
                });
            let first = letters.next()?;
            let single = class.ranges().iter().all(|range| range.start() == range.end());
            (single && first.is_ascii() && letters.all(|c| c == first)).then(|| first.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::hints;

    fn of(pattern: &str) -> Vec<String> {
        hints(
            &regex_syntax::ParserBuilder::new()
                .multi_line(true)
                .build()
                .parse(pattern)
                .unwrap(),
        )
    }

    #[test]
    fn every_match_holds_one_of_the_hints() {
        let cases: [(&str, &[&str]); 9] = [
            (r"(?i)\blicen[cs]e\b", &["licen"]),
            (r"(?i)(?:données|tables)\b", &["donn", "tables"]),
            (r"(?i)task", &["task"]),
            (r"(?:abcd)+x?", &["abcd"]),
            (r"(?:abcd)*", &[]),
            (r"abc|\d+", &[]),
            (r"[a-z]+@[a-z]+", &[]),
            (r"^-----BEGIN [A-Z ]*PRIVATE KEY-----", &["private key-----"]),
            (r"(?i)été", &[]),
        ];
        for (pattern, texts) in cases {
            assert_eq!(of(pattern), texts, "{pattern}");
        }
    }
}
