// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Texts that a regular expression cannot match without: looking for them is much cheaper than
//! compiling and running the expression, and most expressions find none of theirs in most files.

use std::cmp::Reverse;

use regex_syntax::hir::{Class, Hir, HirKind};

/// Shortest text worth looking for, in bytes: shorter ones are in every file, but for those with a rare sign.
const SHORTEST: usize = 3;
/// Signs that few texts hold, so that they are worth looking for alone.
const RARE: [char; 2] = ['@', '©'];
/// Length from which on a longer text is no rarer: fewer texts are then better.
const LONG: usize = 6;
/// Texts that most files of code hold: they rule out little.
const COMMON: [&str; 4] = ["http", "://", "class", "test"];
/// Most texts of one expression.
const MOST: usize = 64;
/// Most texts that a run of letters with choices (`[cs]`, `é` in both cases) stands for.
const MOST_CHOICES: usize = 16;
/// Most letters that one place may hold to count as a choice.
const MOST_LETTERS: usize = 5;

/// Most clauses of one expression: each is looked for, and more than a few rule out little more.
const MOST_CLAUSES: usize = 3;

/// What every match of an expression holds: of each clause at least one text, whatever the case of its ASCII letters,
/// which are small here. The clause that rules out most is the first; there is none when nothing is known. The caller
/// must not rely on them in a text with one of [`ODD_LETTERS`].
pub(super) type Clauses = Vec<Vec<String>>;

/// Reads an expression as rules mean it: `^` and `$` are those of a line. Gives its clauses.
/// The error is the parser's text, on several lines.
pub(super) fn read(pattern: &str) -> Result<Clauses, String> {
    let hir = regex_syntax::ParserBuilder::new()
        .multi_line(true)
        .build()
        .parse(pattern)
        .map_err(|error| error.to_string())?;
    let mut clauses = required(&hir);
    // An expression that its best clause does not describe is not described by the others.
    if clauses.first().is_some_and(|texts| texts.len() > MOST) {
        clauses.clear();
    }
    clauses.retain(|texts| texts.len() <= MOST);
    Ok(clauses)
}

/// The letters that are not ASCII and that case folding makes equal to an ASCII one: the Kelvin sign (k) and the
/// long s.
pub(crate) const ODD_LETTERS: [&str; 2] = ["\u{212a}", "\u{17f}"];

fn required(hir: &Hir) -> Clauses {
    match hir.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => best(runs_of(std::slice::from_ref(hir))),
        HirKind::Concat(parts) => {
            let mut candidates = Vec::new();
            let mut rest = &parts[..];
            while let Some(first) = rest.first() {
                let length = rest
                    .iter()
                    .take_while(|part| letter(part).is_some() || is_look(part))
                    .count();
                if length > 0 {
                    candidates.extend(runs_of(&rest[..length]));
                    rest = &rest[length..];
                } else {
                    candidates.extend(required(first));
                    rest = &rest[1..];
                }
            }
            best(candidates)
        }
        HirKind::Alternation(branches) => either(&branches.iter().map(required).collect::<Vec<_>>()),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => Vec::new(),
    }
}

/// What holds when one of the branches does: their first clauses together, and so on; a branch that has fewer stands
/// with its last one.
fn either(branches: &[Clauses]) -> Clauses {
    let most = branches.iter().map(Vec::len).max().unwrap_or_default();
    let together = |at: usize| {
        let mut all = Vec::new();
        for branch in branches {
            all.extend_from_slice(branch.get(at).or(branch.last())?);
        }
        all.sort();
        all.dedup();
        Some(all)
    };
    (0..most).map_while(together).collect()
}

/// The candidates that rule out most: those whose shortest text is longest, and of long ones those with fewer texts;
/// common ones are the last. One that follows from another is left out.
fn best(mut candidates: Clauses) -> Clauses {
    candidates.sort_by_cached_key(|texts| {
        let shortest = texts.iter().map(String::len).min().unwrap_or_default();
        let rare = !texts.iter().any(|text| COMMON.contains(&text.as_str()));
        Reverse((rare, shortest.min(LONG), Reverse(texts.len()), shortest))
    });
    let mut kept: Clauses = Vec::new();
    for texts in candidates {
        let follows = |known: &Vec<String>| {
            known
                .iter()
                .all(|long| texts.iter().any(|text| long.contains(text.as_str())))
        };
        if kept.len() < MOST_CLAUSES && !kept.iter().any(follows) {
            kept.push(texts);
        }
    }
    kept
}

fn is_look(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Look(_))
}

/// What a run of letters always matches: with its choices multiplied, and cut at its choices.
fn runs_of(parts: &[Hir]) -> Vec<Vec<String>> {
    let letters: Vec<Vec<String>> = parts.iter().filter_map(letter).collect();
    let mut found = Vec::new();
    for most in [1, MOST_CHOICES] {
        let mut run = vec![String::new()];
        for choice in &letters {
            if run.len() * choice.len() > most {
                found.push(std::mem::replace(&mut run, vec![String::new()]));
            }
            if choice.len() <= most {
                run = run
                    .iter()
                    .flat_map(|start| choice.iter().map(move |end| format!("{start}{end}")))
                    .collect();
            }
        }
        found.push(run);
    }
    found.retain(|texts| {
        texts
            .iter()
            .all(|text| text.len() >= SHORTEST || text.contains(RARE))
    });
    found
}

/// The texts that a part always matches one of, with small ASCII letters. `None` when they are too many.
fn letter(hir: &Hir) -> Option<Vec<String>> {
    let letters: Vec<char> = match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            return Some(vec![text.to_ascii_lowercase()]);
        }
        HirKind::Capture(capture) => return letter(&capture.sub),
        HirKind::Concat(parts) => return one_after_another(parts),
        HirKind::Alternation(branches) => return one_of(branches),
        HirKind::Class(Class::Unicode(class)) => class
            .iter()
            .flat_map(|range| (range.start()..=range.end()).take(2 * MOST_LETTERS + 1))
            .take(4 * MOST_LETTERS)
            .collect(),
        HirKind::Class(Class::Bytes(class)) => class
            .iter()
            .flat_map(|range| range.start()..=range.end())
            .map(|byte| byte.is_ascii().then_some(char::from(byte)))
            .take(4 * MOST_LETTERS)
            .collect::<Option<_>>()?,
        _ => return None,
    };
    let mut texts: Vec<String> = letters
        .into_iter()
        .map(|c| match c {
            '\u{212a}' => 'k',
            '\u{17f}' => 's',
            c => c.to_ascii_lowercase(),
        })
        .map(String::from)
        .collect();
    texts.sort();
    texts.dedup();
    (!texts.is_empty() && texts.len() <= MOST_LETTERS).then_some(texts)
}

/// The texts of parts that follow each other.
fn one_after_another(parts: &[Hir]) -> Option<Vec<String>> {
    let mut all = vec![String::new()];
    for part in parts.iter().filter(|part| !is_look(part)) {
        let ends = letter(part)?;
        if all.len() * ends.len() > MOST_CHOICES {
            return None;
        }
        all = all
            .iter()
            .flat_map(|start| ends.iter().map(move |end| format!("{start}{end}")))
            .collect();
    }
    Some(all)
}

/// The texts of all branches.
fn one_of(branches: &[Hir]) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for branch in branches {
        all.extend(letter(branch)?);
        if all.len() > MOST_CHOICES {
            return None;
        }
    }
    all.sort();
    all.dedup();
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::read;

    fn of(pattern: &str) -> Vec<String> {
        read(pattern).unwrap().into_iter().next().unwrap_or_default()
    }

    #[test]
    fn a_match_holds_a_text_of_every_clause() {
        let cases: [(&str, &[&[&str]]); 6] = [
            (r"\blicence\b.{0,9}\bmit\b", &[&["licence"], &["mit"]]),
            (
                r"(?:open|close).{0,9}(?:issue|ticket)s?",
                &[&["issue", "ticket"], &["close", "open"]],
            ),
            (r"abc.def|ghij", &[&["abc", "ghij"], &["def", "ghij"]]),
            (r"abcd\d?|\d", &[]),
            (r"abcdef[ab]*abc", &[&["abcdef"]]),
            (r"@(?:Get|Put|Post)\(", &[&["@get(", "@post(", "@put("]]),
        ];
        for (pattern, clauses) in cases {
            assert_eq!(read(pattern).unwrap(), clauses, "{pattern}");
        }
    }

    #[test]
    fn every_match_holds_one_of_the_hints() {
        let cases: [(&str, &[&str]); 14] = [
            (r"(?i)\blicen[cs]e\b", &["licence", "license"]),
            (r"(?i)(?:données|tables)\b", &["donnÉes", "données", "tables"]),
            (r"(?i)universit[éey]", &["universit"]),
            (r"(?i)task", &["task"]),
            (r"(?i-u)\bdata\.gouv\.fr/", &["data.gouv.fr/"]),
            (r"(?:abcd)+x?", &["abcd"]),
            (r"(?:abcd)*", &[]),
            (r"abc|\d+", &[]),
            (r"[a-z]+@[a-z]+", &["@"]),
            (r"©|\([cC]\)", &["(c)", "©"]),
            (r"gh[pousr]_", &["gho_", "ghp_", "ghr_", "ghs_", "ghu_"]),
            (r"[^a]bc", &[]),
            (r"^-----BEGIN [A-Z ]*PRIVATE KEY-----", &["private key-----"]),
            (r"(?i)été", &["ÉtÉ", "Été", "étÉ", "été"]),
        ];
        for (pattern, texts) in cases {
            assert_eq!(of(pattern), texts, "{pattern}");
        }
    }
}
