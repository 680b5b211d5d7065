// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The tags of a file: `SPDX-License-Identifier`, `SPDX-FileCopyrightText`, and copyright lines.

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    /// Licence expressions as written, without the signs that end a comment; they may be invalid.
    pub expressions: Vec<String>,
    /// Copyright notices as written.
    pub copyrights: Vec<String>,
}

impl Tags {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expressions.is_empty() && self.copyrights.is_empty()
    }
}

/// The words around a part that REUSE leaves out.
const IGNORE: (&str, &str) = ("REUSE-IgnoreStart", "REUSE-IgnoreEnd");

/// Signs that end comments.
const ENDS: [&str; 12] = [
    "#}", "'/", "*#", "*)", "*/", "--%>", "-->", "--}}", "-/", ":)", "=#", "}",
];

/// The tags of a text, wherever they stand in it; repeated ones once.
#[must_use]
pub fn tags(text: &str) -> Tags {
    let mut found = Tags::default();
    if !["SPDX-", "Copyright", "©"].iter().any(|sign| text.contains(sign)) {
        return found;
    }
    let mut ignored = false;
    for whole in text.split(['\n', '\r']) {
        let mut rest = whole;
        // A line may hold the ends of several parts that are left out.
        loop {
            let sign = if ignored { IGNORE.1 } else { IGNORE.0 };
            let Some(at) = rest.find(sign) else {
                break;
            };
            if !ignored {
                line(&rest[..at], &mut found);
            }
            rest = &rest[at + sign.len()..];
            ignored = !ignored;
        }
        if !ignored {
            line(rest, &mut found);
        }
    }
    found
}

// REUSE-IgnoreStart
const LICENCE: &str = "SPDX-License-Identifier:";
// REUSE-IgnoreEnd

/// One line: a copyright notice, else a licence.
fn line(line: &str, found: &mut Tags) {
    let Some(start) = first_sign(line) else {
        return;
    };
    let framed = without_frame(line, &line[..start]);
    if let Some(at) = notice(framed) {
        push(&mut found.copyrights, without_ends(&framed[at..]));
    } else if let Some(at) = framed.find(LICENCE) {
        push(
            &mut found.expressions,
            without_ends(&framed[at + LICENCE.len()..]),
        );
    }
}

fn push(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|known| known == value) && list.len() < MOST {
        list.push(value.to_owned());
    }
}

/// Most tags of one file that are kept: a list of authors is shorter, a bill of materials is longer.
const MOST: usize = 200;

/// Where the first tag or copyright sign of a line begins.
fn first_sign(line: &str) -> Option<usize> {
    let spdx = line.match_indices("SPDX-").map(|(at, _)| at).find(|at| {
        let word = line[at + 5..].split_whitespace().next().unwrap_or_default();
        word.find(':').is_some_and(|colon| colon > 0)
    });
    [spdx, line.find("Copyright"), line.find('©')]
        .into_iter()
        .flatten()
        .min()
}

/// A line without the frame that stands before the tag and, mirrored, at its end: `# … #`.
fn without_frame<'a>(line: &'a str, before: &str) -> &'a str {
    let mirrored: String = before.trim().chars().rev().collect();
    line.strip_suffix(mirrored.as_str()).unwrap_or(line)
}

/// Where a copyright notice begins: after SPDX's tag, or at "Copyright" with a space or a sign behind, or at ©.
fn notice(line: &str) -> Option<usize> {
    let tag = ["SPDX-FileCopyrightText:", "SPDX-SnippetCopyrightText:"]
        .iter()
        .filter_map(|tag| line.find(tag))
        .min();
    let word = line.match_indices("Copyright").map(|(at, _)| at).find(|at| {
        let rest = &line[at + "Copyright".len()..];
        let next = rest.trim_start();
        rest.starts_with(char::is_whitespace)
            || next.starts_with('©')
            || next.starts_with("(c)")
            || next.starts_with("(C)")
    });
    [tag, word, line.find('©')].into_iter().flatten().min()
}

/// A value without spaces and the signs that end comments. Signs after a space of their own end nothing.
fn without_ends(value: &str) -> &str {
    let mut value = value.trim();
    while let Some(shorter) = ENDS
        .iter()
        .find_map(|end| value.strip_suffix(end))
        .or_else(|| without_element(value))
    {
        value = shorter;
    }
    value.trim_end()
}

/// A value without the end of an attribute and its element, `" />`, or of a literal block, `] ::`.
fn without_element(value: &str) -> Option<&str> {
    if let Some(block) = value.strip_suffix("::") {
        return block.trim_end().strip_suffix(']');
    }
    let element = value.strip_suffix('>')?.trim_end_matches('/').trim_end();
    element.strip_suffix(['"', '\''])
}
