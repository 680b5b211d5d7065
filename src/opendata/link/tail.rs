// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What follows the domain of an address, to where the address ends in its text.

use percent_encoding::percent_decode_str;

use super::placeholder;
use super::split;
use super::start::{Breaks, Scheme};
use crate::opendata::address::HOLE;

/// Longest address that is read, in bytes.
const LONGEST: usize = 2_000;

/// Longest name of a character in HTML that is looked for.
const LONGEST_ENTITY: usize = 8;

/// Most lines that one address is broken over.
const MOST_LINES: usize = 4;

/// Characters that end a sentence or a markup and not an address.
const CLOSING: &[char] = &[
    '.', ',', ':', '!', '?', '_', '~', '\'', '(', '[', '&', '$', '+', '@', '=',
];

/// The end of an address.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// As written, without escapes.
    pub url: String,
    /// The same with each placeholder as one [`HOLE`].
    pub form: String,
}

/// Reads on from the end of the domain. `None` when the domain goes on: `data.gouv.fr.example.org`.
pub(super) fn read(text: &str, end: usize, scheme: Scheme, breaks: Breaks) -> Option<Tail> {
    let mut rest = &text[end..];
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some(c), _) if c.is_alphanumeric() || matches!(c, '-' | '_' | '@') => return None,
        (Some('.'), Some(c)) if c.is_alphanumeric() => return None,
        (Some(':'), Some(c)) if c.is_ascii_digit() => {
            rest = rest[1..].trim_start_matches(|c: char| c.is_ascii_digit());
        }
        _ => {}
    }
    if let Scheme::Encoded(_, times) = scheme {
        let length = rest
            .bytes()
            .take(LONGEST)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'%' | b'-' | b'.' | b'_' | b'~'))
            .count();
        let mut decoded = rest[..length].to_owned();
        for _ in 0..times {
            decoded = percent_decode_str(&decoded).decode_utf8().ok()?.into_owned();
        }
        return Some(Reader::new(&decoded, Breaks::Bare).run());
    }
    let goes_on = match rest.chars().next() {
        Some('/' | '?' | '#') => true,
        Some('\\') => matches!(escape(rest), Step::Take('/' | '?' | '#', _)),
        Some('&') => matches!(entity(rest), Step::Take('/' | '?' | '#', _)),
        Some('"' | '\'' | '`') => {
            split::joint(rest, "").is_some_and(|length| rest[length..].starts_with('/'))
        }
        _ => false,
    };
    Some(if goes_on {
        Reader::new(rest, breaks).run()
    } else {
        Tail::default()
    })
}

/// What to do with the text at hand.
enum Step {
    /// So many bytes are one character of the address.
    Take(char, usize),
    /// So many bytes are a placeholder.
    Hole(usize),
    /// So many bytes mean nothing.
    Skip(usize),
    End,
}

struct Reader<'a> {
    rest: &'a str,
    tail: Tail,
    /// Brackets that the address itself opened.
    round: usize,
    square: usize,
    /// Whether a query or fragment has begun.
    query: bool,
    breaks: Breaks,
    /// Lines that it may still be broken over.
    lines: usize,
}

impl<'a> Reader<'a> {
    fn new(rest: &'a str, breaks: Breaks) -> Self {
        Self {
            rest,
            tail: Tail::default(),
            round: 0,
            square: 0,
            query: false,
            breaks,
            lines: MOST_LINES,
        }
    }

    fn run(mut self) -> Tail {
        while self.tail.url.len() < LONGEST {
            match self.step() {
                Step::Take(c, length) => {
                    self.query |= matches!(c, '?' | '#');
                    self.tail.url.push(c);
                    self.tail.form.push(c);
                    self.rest = &self.rest[length..];
                }
                Step::Hole(length) => {
                    self.tail.url.push_str(&self.rest[..length]);
                    self.tail.form.push(HOLE);
                    self.rest = &self.rest[length..];
                }
                Step::Skip(length) => self.rest = &self.rest[length..],
                Step::End => break,
            }
        }
        self.tail.trim();
        self.tail
    }

    fn step(&mut self) -> Step {
        let after = self.tail.form.chars().next_back();
        if let Some(length) = placeholder::length(self.rest, after) {
            return Step::Hole(length);
        }
        let mut chars = self.rest.chars();
        let Some(first) = chars.next() else {
            return Step::End;
        };
        match first {
            '\\' if split::ends_line(&self.rest[1..]) => self.continuation(),
            '"' | '\'' | '`' => {
                let in_angles = self.breaks == Breaks::InAngles;
                let length = split::joint(self.rest, &self.tail.form);
                self.broken(length.or_else(|| split::catalogue(self.rest, &self.tail.form, in_angles)))
            }
            '\\' if self.rest[1..].starts_with(['"', '\'']) => {
                self.broken(split::joint(self.rest, &self.tail.form))
            }
            '\\' => escape(self.rest),
            '%' if split::ends_line(&self.rest[1..]) => {
                let braces = self.breaks == Breaks::InBraces;
                self.broken(braces.then(|| 1 + split::blank(&self.rest[1..])))
            }
            // Without a query before it, an ampersand goes on with the address around this one.
            '&' => match entity(self.rest) {
                Step::Take('&', _) if !self.query => Step::End,
                step => step,
            },
            // The end of a comment of HTML.
            '-' if self.rest.starts_with("-->") => Step::End,
            '\n' | '\r' => self.line_break(),
            '(' => {
                self.round += 1;
                Step::Take('(', 1)
            }
            ')' => close(&mut self.round, first),
            // AsciiDoc writes the text of a link behind it: `https://…/jeu[le jeu]`.
            '[' if !self.query || matches!(chars.next(), Some('^' | '[' | '(')) => Step::End,
            '[' => {
                self.square += 1;
                Step::Take('[', 1)
            }
            ']' => close(&mut self.square, first),
            ',' if self.query => Step::Take(',', 1),
            '*' if self.query && !self.rest.starts_with("**") => Step::Take('*', 1),
            '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '$' | '+' | '=' | '%' => {
                Step::Take(first, 1)
            }
            c if c.is_alphanumeric() => Step::Take(c, c.len_utf8()),
            _ => Step::End,
        }
    }

    /// A backslash at the end of a line: the next one goes on, after its indentation where a string does.
    fn continuation(&mut self) -> Step {
        let next = self.rest[1..].trim_start_matches('\r');
        let line = self.rest.len() - next.len() + 1;
        let indent = next[1..].len() - next[1..].trim_start_matches([' ', '\t']).len();
        let length = match (indent, self.breaks) {
            (0, _) => Some(line),
            (_, Breaks::InString) => Some(line + indent),
            _ => None,
        };
        // The end of a line of Markdown looks the same.
        let open = self.breaks == Breaks::InString || split::is_open(&self.tail.form);
        self.broken(length.filter(|_| open))
    }

    /// Leaves out what an address is broken by.
    fn broken(&mut self, length: Option<usize>) -> Step {
        match (length, self.lines.checked_sub(1)) {
            (Some(length), Some(left)) => {
                self.lines = left;
                Step::Skip(length)
            }
            _ => Step::End,
        }
    }

    /// Whether the next line goes on with the address.
    fn line_break(&mut self) -> Step {
        let space = split::blank(self.rest);
        let next = &self.rest[space..];
        let one_break = space < 80 && self.rest[..space].matches('\n').count() == 1;
        let mut near = next.len().min(LONGEST);
        while !next.is_char_boundary(near) {
            near -= 1;
        }
        let word = next[..near].split_whitespace().next().unwrap_or_default();
        let alone = split::ends_line(&next[word.len()..]) || next[word.len()..].is_empty();
        let goes_on = match self.breaks {
            Breaks::InAngles => {
                (word.contains('>') || alone && word.contains('/')) && !word.starts_with(['<', '>'])
            }
            Breaks::InTarget => alone && self.rest[..space].ends_with([' ', '\t']) && !word.starts_with(".."),
            // No address ends with a hyphen.
            Breaks::Bare => {
                self.tail.form.ends_with('-') && split::is_of_address(word) && (alone || word.contains('/'))
            }
            Breaks::InBraces | Breaks::InString => false,
        };
        self.broken((goes_on && one_break).then_some(space))
    }
}

fn close(opened: &mut usize, bracket: char) -> Step {
    match opened.checked_sub(1) {
        Some(left) => {
            *opened = left;
            Step::Take(bracket, 1)
        }
        None => Step::End,
    }
}

/// `\/` of JSON, `\_` of Markdown, `\u0026` of JSON, `\x2F` of scripts; `\n`, `\"` and others end the address.
fn escape(rest: &str) -> Step {
    let hidden = rest.trim_start_matches('\\');
    let slashes = rest.len() - hidden.len();
    let Some(next) = hidden.chars().next().filter(|_| slashes <= 3) else {
        return Step::End;
    };
    if let Some(digits) = match next {
        'u' => hidden.get(1..5),
        'x' => hidden.get(1..3),
        _ => None,
    } {
        let number = u32::from_str_radix(digits, 16).ok();
        return match number.and_then(char::from_u32) {
            Some(c) if c.is_alphanumeric() || "&=/'+-_.?#%:~".contains(c) => {
                Step::Take(c, slashes + 1 + digits.len())
            }
            _ => Step::End,
        };
    }
    if matches!(
        next,
        '/' | '_' | '-' | '&' | '#' | '?' | '=' | '~' | '.' | '+' | '%' | ':'
    ) {
        Step::Take(next, slashes + 1)
    } else {
        Step::End
    }
}

/// `&amp;` and the numbers of HTML; another entity ends the address, a bare `&` does not.
fn entity(rest: &str) -> Step {
    let length = rest.as_bytes()[1..]
        .iter()
        .take(LONGEST_ENTITY)
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
        .count();
    let name = &rest[1..=length];
    if name.is_empty() || !rest[1 + name.len()..].starts_with(';') {
        return Step::Take('&', 1);
    }
    let length = name.len() + 2;
    let number = name.strip_prefix("#x").or(name.strip_prefix("#X")).map_or_else(
        || name.strip_prefix('#').and_then(|digits| digits.parse().ok()),
        |digits| u32::from_str_radix(digits, 16).ok(),
    );
    match number.and_then(char::from_u32) {
        Some(c) if c.is_alphanumeric() || matches!(c, '/' | '&' | '=' | '?' | '#' | '-' | '.' | '_') => {
            Step::Take(c, length)
        }
        _ if name == "amp" => Step::Take('&', length),
        _ if name == "sol" => Step::Take('/', length),
        _ => Step::End,
    }
}

impl Tail {
    /// Cuts what closes a sentence or a markup.
    fn trim(&mut self) {
        while let Some(last) = self
            .form
            .chars()
            .next_back()
            .filter(|last| CLOSING.contains(last))
        {
            self.form.truncate(self.form.len() - last.len_utf8());
            self.url.truncate(self.url.len() - last.len_utf8());
        }
    }
}
