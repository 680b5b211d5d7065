// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Parts of a file that show or hold text and are none of its comments: strings of several lines, scripts within
//! scripts, blocks of code in documents. A tag in them is a sample or a value.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::own_regex;

/// Most parts of one file.
const MOST: usize = 1_000;

/// The samples and values of a file, by the extension of its name.
pub(super) fn find(extension: &str, text: &str) -> Vec<Range<usize>> {
    let mut found = match extension {
        "md" | "markdown" | "mdx" | "qmd" | "rmd" => fenced(text, &["```", "~~~"]),
        "adoc" | "asciidoc" => fenced(text, &["```", "----", "...."]),
        "rst" => deeper(text, opens_code),
        "org" => between(text, "#+begin_", "#+end_"),
        "yml" | "yaml" => deeper(text, opens_scalar),
        "rs" => pairs(text, "r#\"", "\"#"),
        "c" | "cc" | "cpp" | "cxx" | "h" | "hh" | "hpp" => pairs(text, "R\"(", ")\""),
        "py" => [strings(text, "\"\"\""), strings(text, "'''")].concat(),
        "java" | "kt" | "kts" | "scala" | "swift" | "cs" | "groovy" | "gradle" | "ex" | "exs" => {
            strings(text, "\"\"\"")
        }
        "js" | "ts" | "jsx" | "tsx" | "mjs" | "cjs" | "go" | "vue" => strings(text, "`"),
        _ => Vec::new(),
    };
    if text.contains("<<") {
        found.extend(heredocs(text));
    }
    found
}

/// Whether a place stands in a text of several lines that the file begins with, as Python's modules do, on a line
/// that is written as a comment: there it is a sample of one.
pub(super) fn is_comment_in_docstring(extension: &str, text: &str, before: &str, at: usize) -> bool {
    let comment = before.trim_start().starts_with(['#', '/', '*']);
    extension == "py"
        && comment
        && ["\"\"\"", "'''"].iter().any(|mark| {
            let body = text.find(mark).map(|open| open + mark.len());
            let closed = body.and_then(|body| text[body..].find(mark).map(|length| body..body + length));
            closed.is_some_and(|range| range.contains(&at))
        })
}

/// Parts between two signs that hold strings of several lines, the first at the top of a file left out:
/// it is what the file says of itself.
fn strings(text: &str, mark: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in text.match_indices(mark).take(10_000) {
        match open.take() {
            Some(start) => found.push(start..at),
            None => open = Some(at),
        }
    }
    found.retain(|range: &Range<usize>| {
        let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        mark == "`" || !text[start..range.start].trim().is_empty()
    });
    found.retain(|range| text[range.clone()].contains('\n'));
    found
}

/// Parts of several lines between two signs; one that is not closed is none.
fn pairs(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(open).map(|at| at + from) {
        let body = start + open.len();
        let Some(end) = text[body..].find(close).map(|length| body + length) else {
            break;
        };
        if text[body..end].contains('\n') && found.len() < MOST {
            found.push(start..end);
        }
        from = end;
    }
    found
}

/// The lines of a text with the offsets at which they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end()))
    })
}

/// Parts between two lines that begin with the same fence and hold nothing else but the name of a language.
fn fenced(text: &str, fences: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, line) in lines(text) {
        let bare = line.trim_start();
        match open {
            Some((start, fence))
                if bare.starts_with(fence) && bare.trim_start_matches(&fence[..1]).is_empty() =>
            {
                found.push(start..at);
                open = None;
            }
            None => {
                let fence = fences.iter().find(|fence| bare.starts_with(**fence));
                // Behind the dashes of AsciiDoc stands nothing.
                open = fence
                    .filter(|fence| {
                        fence.starts_with(['`', '~']) || bare.trim_start_matches(&fence[..1]).is_empty()
                    })
                    .map(|fence| (at, *fence));
            }
            Some(_) => {}
        }
    }
    found.truncate(MOST);
    found
}

/// Parts between lines that begin so, in any case.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, line) in lines(text) {
        let lower = line.trim_start().to_ascii_lowercase();
        if start.is_none() && lower.starts_with(open) {
            start = Some(at);
        } else if lower.starts_with(close) {
            found.extend(start.take().map(|start| start..at));
        }
    }
    found.truncate(MOST);
    found
}

/// The lines that are indented deeper than one that opens them.
fn deeper(text: &str, opens: fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, line) in lines(text) {
        let indent = line.len() - line.trim_start().len();
        if let Some((start, above)) = open {
            if line.is_empty() || indent > above {
                continue;
            }
            found.push(start..at);
            open = None;
        }
        if opens(line) {
            open = Some((at + line.len(), indent));
        }
    }
    found.extend(open.map(|(start, _)| start..text.len()));
    found.truncate(MOST);
    found
}

/// Whether a line of reStructuredText is followed by code.
fn opens_code(line: &str) -> bool {
    const DIRECTIVES: &[&str] = &["code-block::", "code::", "sourcecode::", "parsed-literal::"];
    let line = line.trim();
    match line.strip_prefix(".. ") {
        Some(directive) => DIRECTIVES.iter().any(|name| directive.starts_with(name)),
        None => line.ends_with("::"),
    }
}

/// Whether a line of YAML is followed by a text of several lines: `header: |`.
fn opens_scalar(line: &str) -> bool {
    static SCALAR: LazyLock<Regex> =
        LazyLock::new(|| own_regex(r"^\s*(?:- +)*(?:[^#\s].*:|-)\s+[|>][-+0-9]*(?:\s+#.*)?$"));
    SCALAR.is_match(line)
}

/// Texts within scripts, from `<<WORD` to the line of that word.
fn heredocs(text: &str) -> Vec<Range<usize>> {
    static OPEN: LazyLock<Regex> = LazyLock::new(|| own_regex(r#"<<[-~<]?\s*\\?["']?([A-Za-z_]\w*)["']?"#));
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut looked = 0_usize;
    for (at, line) in lines(text) {
        if let Some((start, word)) = open {
            if line.trim().trim_end_matches([';', ',', ')']) == word {
                found.push(start..at);
                open = None;
            }
            continue;
        }
        let word = OPEN.captures(line).and_then(|found| found.get(1));
        let Some(word) = word.filter(|_| looked < MOST) else {
            continue;
        };
        looked += 1;
        // `1 << bits` opens nothing: no line holds its word alone.
        let closes = lines(&text[at..])
            .skip(1)
            .take(2_000)
            .any(|(_, line)| line.trim().trim_end_matches([';', ',', ')']) == word.as_str());
        if closes {
            open = Some((at + line.len(), word.as_str()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn samples_are_found_and_comments_are_left() {
        for (extension, text, expected) in [
            ("md", "a\n```c\n@\n```\nb", true),
            ("md", "```\na\n```\n@\n```\nb\n```\n", false),
            ("md", "```\na\n~~~\n@\n```\n", true),
            ("adoc", "----\n@\n----\n", true),
            ("adoc", "////\n@\n////\n", false),
            ("adoc", "---- a\n@\n----\n", false),
            ("rst", ".. code-block:: c\n\n   @\n", true),
            ("rst", "Like this::\n\n   @\n", true),
            ("rst", "..\n   @\n", false),
            ("rst", ".. code::\n\n   a\n\n@", false),
            ("org", "#+BEGIN_SRC c\n@\n#+END_SRC\n", true),
            ("yml", "header: |\n  @\n", true),
            ("yml", "- >-\n  @\n", true),
            ("yml", "header: |\n  a\n# @\n", false),
            ("yml", "# header: |\n  # @\n", false),
            ("rs", "let a = r#\"\n@\n\"#;", true),
            ("rs", "// @\nlet a = r#\"a\"#;", false),
            ("cpp", "auto a = R\"(\n@\n)\";", true),
            ("java", "String a = \"\"\"\n@\n\"\"\";", true),
            ("py", "\"\"\"\n@\n\"\"\"\n", false),
            ("py", "x = '''\n@\n'''\n", true),
            ("sh", "cat <<EOF\n@\nEOF\n", true),
            ("sh", "cat <<-'END' > f\n\t@\n\tEND\n", true),
            ("c", "int a = 1 << bits;\n// @\n", false),
            ("sh", "cat <<EOF\na\nEOF\n# @\n", false),
        ] {
            let at = text.find('@').unwrap();
            let within = find(extension, text).iter().any(|range| range.contains(&at));
            assert_eq!(within, expected, "{extension}: {text}");
        }
    }
}
