// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Tags that machines read: `SPDX-License-Identifier`, `License-Filename`, `@license`, `License:` of headers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use spdx::{Expression, ParseMode};

use super::address;
use super::prose::Lines;
use super::sample;
use crate::model::{LicenceMatch, LicenceMethod, Subject, own_regex};

pub(super) const TAG: &str = "SPDX-License-Identifier:";

/// Longest value of a tag or of a field, in bytes.
const LONGEST: usize = 500;

/// Most tags of one file.
const MOST: usize = 1_000;

/// A tag that names no licence, because its expression is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidTag {
    /// The line, from 1.
    pub line: u32,
    /// The value as written.
    pub value: String,
}

/// The licences that SPDX tags name, and the tags that cannot be read.
pub(super) fn spdx(path: &str, text: &str) -> (Vec<LicenceMatch>, Vec<InvalidTag>) {
    let (mut found, mut invalid) = (Vec::new(), Vec::new());
    if !text.contains(TAG) {
        return (found, invalid);
    }
    let lines = Lines::of(text);
    let ignored = ranges(text, "REUSE-IgnoreStart", "REUSE-IgnoreEnd");
    let snippets = ranges(text, "SPDX-SnippetBegin", "SPDX-SnippetEnd");
    let comments = Comments::of(path, text);
    for (at, _) in text.match_indices(TAG).take(MOST) {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        let value = &text[at + TAG.len()..end];
        if ignored.iter().any(|range| range.contains(&at))
            || !comments.holds(text, &text[start..at], value, at)
        {
            continue;
        }
        let value = trim(value);
        if asserts_nothing(value) {
            continue;
        }
        let line = lines.at(at);
        match expression(value) {
            Some(expression) => {
                let snippet = snippets.iter().find(|range| range.contains(&at));
                let (lines, subject) = match snippet {
                    Some(range) => ((lines.at(range.start), lines.at(range.end)), Subject::Code),
                    None => ((line, line), Subject::Project),
                };
                found.push(tag(expression, 100, lines, subject));
            }
            None => invalid.push(InvalidTag {
                line,
                value: value.chars().take(100).collect(),
            }),
        }
    }
    (found, invalid)
}

fn tag(expression: String, confidence: u8, lines: (u32, u32), subject: Subject) -> LicenceMatch {
    LicenceMatch {
        expression,
        confidence,
        method: LicenceMethod::Tag,
        lines,
        subject,
        rivals: Vec::new(),
        since: None,
        part: false,
    }
}

/// Parts of a text between two marks; one that is not closed goes to the end.
fn ranges(text: &str, start: &str, end: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(start).map(|at| at + from) {
        let close = text[at..].find(end).map_or(text.len(), |length| at + length);
        found.push(at..close);
        from = close;
        if from >= text.len() || found.len() >= MOST {
            break;
        }
    }
    found
}

/// Whether a value is one of SPDX's words for "no assertion": a valid tag that names no licence.
fn asserts_nothing(value: &str) -> bool {
    value
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')'))
        .any(|word| matches!(word, "NOASSERTION" | "NONE"))
}

/// Signs that close comments, the longer ones first.
const ENDS: &[&str] = &[
    "--%>", "--}}", "-->", "\"\"\"", "'''", "*/", "*)", "-}", "#}", "}}", "?>", "%>", "]]", "#>", "=#", "|",
    "`", "#", ";", "*", "}",
];

/// A value without the signs that close comments, and what stands behind them.
fn trim(value: &str) -> &str {
    let closed = ["-->", "*/", "--%>", "--}}"]
        .iter()
        .filter_map(|end| value.find(end))
        .min();
    let mut value = value[..closed.unwrap_or(value.len())].trim();
    // "MIT | License-Filename: LICENSE.md | …", the banner of the State's design system: fields side by side.
    if let Some((first, rest)) = value.split_once(" | ")
        && rest
            .split_whitespace()
            .next()
            .is_some_and(|next| spdx::license_id(next).is_none())
    {
        value = first.trim();
    }
    loop {
        let shorter = ENDS
            .iter()
            .find_map(|end| value.strip_suffix(end))
            .or_else(|| long_bracket(value))
            .map(str::trim_end);
        match shorter {
            Some(shorter) => value = shorter,
            None => break value,
        }
    }
}

/// A value without the long bracket that closes a comment of Lua: `]==]`.
fn long_bracket(value: &str) -> Option<&str> {
    let rest = value.strip_suffix(']')?;
    rest.trim_end_matches('=').strip_suffix(']')
}

/// An expression in its canonical form: deprecated names of the GNU family are replaced by what they mean.
pub(super) fn expression(value: &str) -> Option<String> {
    if value.is_empty() || value.len() > LONGEST {
        return None;
    }
    let mode = ParseMode {
        allow_deprecated: true,
        allow_postfix_plus_on_gpl: true,
        ..ParseMode::STRICT
    };
    Expression::parse_mode(value, mode).ok()?;
    match Expression::canonicalize(value) {
        Ok(Some(canonical)) => Some(canonical),
        Ok(None) => Some(value.to_owned()),
        Err(_) => None,
    }
}

/// Where comments stand in a file, so that tags in the strings of a program are not counted.
struct Comments {
    /// Parts of a document that are comments; none for other files.
    html: Option<Vec<Range<usize>>>,
    /// Parts that are strings or samples of several lines.
    samples: Vec<Range<usize>>,
    extension: String,
    vim: bool,
}

impl Comments {
    fn of(path: &str, text: &str) -> Self {
        let extension = path
            .rsplit_once('.')
            .map_or("", |(_, ext)| ext)
            .to_ascii_lowercase();
        let html =
            matches!(extension.as_str(), "md" | "markdown" | "mdx").then(|| ranges(text, "<!--", "-->"));
        Self {
            html,
            samples: sample::find(&extension, text),
            vim: extension == "vim" || path.ends_with("vimrc"),
            extension,
        }
    }

    /// Whether a tag stands in a comment: `before` is its line before it, `value` the line after it.
    fn holds(&self, text: &str, before: &str, value: &str, at: usize) -> bool {
        let shown = self.samples.iter().any(|range| range.contains(&at));
        if shown || sample::is_comment_in_docstring(&self.extension, text, before, at) {
            return false;
        }
        if let Some(comments) = &self.html {
            return comments.iter().any(|range| range.contains(&at)) || before.trim_start().starts_with('[');
        }
        let trimmed = before.trim();
        if trimmed.is_empty() {
            return true;
        }
        if trimmed == "\"" || trimmed == "'" {
            // A comment in Vim script and Visual Basic, the start of a string elsewhere.
            return (trimmed == "'" || self.vim) && before.ends_with(' ') && !value.contains(trimmed);
        }
        let odd = |quote: char| before.chars().filter(|c| *c == quote).count() % 2 == 1;
        if odd('"') || odd('`') {
            return false;
        }
        let marks = [
            "//", "/*", "*", "#", "--", ";", "%", "<!--", "!", "(*", "{-", "..", "dnl", "rem", "@c", "'",
            "\"\"\"", "c ", "@rem",
        ];
        let lower = before.trim_start().to_ascii_lowercase();
        // The numbers of lines in COBOL's first columns.
        let lower = lower
            .get(6..)
            .filter(|_| lower.as_bytes()[..6].iter().all(u8::is_ascii_digit))
            .unwrap_or(&lower);
        if marks.iter().any(|mark| lower.starts_with(mark)) || trimmed.chars().all(|c| !c.is_alphanumeric()) {
            return true;
        }
        let quoted = odd('\'');
        !quoted
            && ["//", "/*", "#", "--", ";", "%", "<!--"]
                .iter()
                .any(|mark| before.contains(mark))
    }
}

/// The licences that fields of comments name: `@license MIT`, `License: GPL-2.0+`, `License-Filename:`.
/// `first` is the line of the first of the lines given.
pub(super) fn fields<'l>(lines: impl Iterator<Item = (u32, &'l str)>) -> Vec<LicenceMatch> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(concat!(
            r#"(?i)^[\s/*#;%!'"<>|.:@-]*(?:"#,
            r"(?P<file>License-Filename)\s*:",
            r"|@licen[cs]e\b[ \t:]*",
            r"|:?licen[cs]e(?:\s?\(spdx\))?\s*:(?:\s|$)",
            r"|__license__\s*=",
            r")\s*(?P<value>\S.*)$",
        ))
    });
    let mut found = Vec::new();
    for (line, text) in lines {
        let Some(field) = FIELD
            .captures(text)
            .filter(|field| field["value"].len() <= LONGEST)
        else {
            continue;
        };
        let value = trim(&field["value"])
            .trim_matches(['"', '\'', '`', ' '])
            .trim_end_matches(['.', ',']);
        let ids = if field.name("file").is_some() {
            file_name(value)
        } else {
            self::value(value)
        };
        let mut ids = ids.unwrap_or_default();
        if ids.is_empty() {
            continue;
        }
        let sure = ids.len() == 1;
        let mut claim = tag(
            ids.remove(0),
            if sure { 95 } else { 50 },
            (line, line),
            Subject::Project,
        );
        claim.rivals = ids;
        found.push(claim);
    }
    found
}

/// What the value of a field means: an expression, a name, an address, or a name and an address.
fn value(value: &str) -> Option<Vec<String>> {
    if spdx::license_id(value).is_none_or(|id| !id.is_gnu() || !id.is_deprecated() || value.ends_with('+'))
        && let Some(expression) = expression(value)
    {
        return Some(vec![expression]);
    }
    let (mut words, mut address) = (Vec::new(), None);
    for word in value.split_whitespace() {
        let bare = word.trim_matches(['(', ')', '<', '>', ',', ';']);
        if bare.contains("://") || bare.starts_with("www.") {
            address.get_or_insert(bare);
        } else {
            words.push(word);
        }
    }
    let words = words.join(" ");
    if words.chars().any(char::is_alphanumeric) {
        address::named(&words)
    } else {
        address.and_then(address::name)
    }
}

/// `LICENSES/MIT.txt`: the file is called as its licence.
fn file_name(value: &str) -> Option<Vec<String>> {
    let name = value.rsplit('/').next()?;
    let stem = name.trim_end_matches(".txt").trim_end_matches(".md");
    spdx::license_id(stem)
        .filter(|id| !id.is_deprecated())
        .map(|id| vec![id.name.to_owned()])
}
