// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `.reuse/dep5`: Debian's machine-readable copyright format 1.0, as REUSE allowed it before `REUSE.toml`.

use regex::{RegexSet, RegexSetBuilder};

use super::Tags;

/// The paragraphs of a file.
#[derive(Debug, Clone)]
pub struct Dep5 {
    statements: Vec<Tags>,
    /// The paragraph of each pattern.
    owners: Vec<usize>,
    patterns: RegexSet,
}

/// Most bytes of all patterns of a file: each of them is compared with each path.
const MOST_PATTERNS: usize = 64 * 1_024;

/// The fields of one paragraph.
type Paragraph<'a> = Vec<(&'a str, String)>;

impl Dep5 {
    /// Reads a file.
    ///
    /// # Errors
    /// Why the file is not valid, in one short line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let paragraphs = paragraphs(text)?;
        let mut paragraphs = paragraphs.iter();
        let header = paragraphs.next().ok_or("the file is empty")?;
        field(header, "Format").ok_or("the first paragraph has no \"Format\"")?;
        let (mut statements, mut owners, mut globs) = (Vec::new(), Vec::new(), Vec::new());
        for paragraph in paragraphs {
            let Some(files) = field(paragraph, "Files") else {
                // A licence of its own: its text, for paragraphs above.
                field(paragraph, "License").ok_or("a paragraph has neither \"Files\" nor \"License\"")?;
                continue;
            };
            let copyright = field(paragraph, "Copyright").ok_or("a paragraph has no \"Copyright\"")?;
            let licence = field(paragraph, "License").ok_or("a paragraph has no \"License\"")?;
            for glob in files.split_whitespace() {
                globs.push(expression(glob)?);
                owners.push(statements.len());
            }
            statements.push(Tags {
                expressions: vec![licence.lines().next().unwrap_or_default().trim().to_owned()],
                copyrights: copyright
                    .lines()
                    .map(|line| line.trim().to_owned())
                    .filter(|line| !line.is_empty())
                    .collect(),
            });
        }
        if globs.iter().map(String::len).sum::<usize>() > MOST_PATTERNS {
            return Err("there are too many paths to compare with".to_owned());
        }
        let patterns = RegexSetBuilder::new(&globs)
            .dot_matches_new_line(true)
            .build()
            .map_err(|_| "there are too many paths to compare with".to_owned())?;
        Ok(Self {
            statements,
            owners,
            patterns,
        })
    }

    /// What is said of a path: the last paragraph that matches.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Tags> {
        let owner = self
            .patterns
            .matches(path)
            .iter()
            .map(|at| self.owners[at])
            .max()?;
        self.statements.get(owner)
    }
}

fn field<'p>(paragraph: &'p Paragraph<'_>, name: &str) -> Option<&'p str> {
    let found = paragraph.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

/// Paragraphs stand between empty lines; a line that begins with a space goes on with the one above.
fn paragraphs(text: &str) -> Result<Vec<Paragraph<'_>>, String> {
    let mut all: Vec<Paragraph<'_>> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with('#') {
            continue;
        }
        if line.trim().is_empty() {
            inside = false;
            continue;
        }
        let last = all.last_mut().filter(|_| inside);
        if line.starts_with([' ', '\t']) {
            let (_, value) = last
                .and_then(|paragraph| paragraph.last_mut())
                .ok_or("a line goes on with nothing")?;
            value.push('\n');
            value.push_str(line.trim());
            continue;
        }
        let (key, value) = line.split_once(':').ok_or("a line is no field")?;
        let entry = (key.trim(), value.trim().to_owned());
        match last {
            Some(paragraph) => paragraph.push(entry),
            None => all.push(vec![entry]),
        }
        inside = true;
    }
    Ok(all)
}

/// A pattern as a regular expression: `*` and `?` match slashes too.
fn expression(glob: &str) -> Result<String, String> {
    let mut out = String::from("^");
    let mut signs = glob.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '*' => out.push_str(".*"),
            '?' => out.push('.'),
            '\\' => match signs.next() {
                Some(plain @ ('*' | '?' | '\\')) => {
                    out.push('\\');
                    out.push(plain);
                }
                _ => return Err("a path has a backslash before a sign that needs none".to_owned()),
            },
            plain => out.push_str(&regex::escape(plain.encode_utf8(&mut [0; 4]))),
        }
    }
    out.push('$');
    Ok(out)
}
