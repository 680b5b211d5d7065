// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Scripts that describe packages (`setup.py`, gemspecs, `mix.exs`, Gradle): their words and literal strings.
//!
//! Nothing is evaluated. A string that is put together from variables has no value here, and neither has one
//! that an operator or a call goes on with.

/// A script's language, as far as strings and comments go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Python,
    Ruby,
    Elixir,
    Gradle,
}

/// A piece of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A name or a number.
    Word(&'a str),
    /// A literal string.
    Text(String),
    /// A string that holds variables.
    Dynamic,
    /// Any other sign.
    Sign(char),
    /// The end of a line outside round and square brackets.
    Line,
}

/// A piece and the byte where it begins.
pub(super) type Placed<'a> = (Piece<'a>, usize);

/// The pieces of a script, comments left out. Linear in its length.
pub(super) fn pieces(source: &str, script: Script) -> Vec<Placed<'_>> {
    let mut reader = Reader {
        source,
        script,
        at: 0,
        open: 0,
        out: Vec::new(),
    };
    while reader.at < source.len() {
        reader.step();
    }
    reader.out
}

struct Reader<'a> {
    source: &'a str,
    script: Script,
    at: usize,
    /// How many round and square brackets are open.
    open: usize,
    out: Vec<Placed<'a>>,
}

impl<'a> Reader<'a> {
    fn step(&mut self) {
        let (source, at) = (self.source, self.at);
        let rest = &source[at..];
        let Some(c) = rest.chars().next() else {
            return;
        };
        if let Some(length) = self.comment(rest) {
            self.at += length;
        } else if c == '"' || c == '\'' {
            self.string(rest, c);
        } else if c.is_alphanumeric() || c == '_' {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            self.out.push((Piece::Word(&rest[..end]), at));
            self.at += end;
        } else {
            self.at += c.len_utf8();
            match c {
                '\n' if self.open == 0 => self.out.push((Piece::Line, at)),
                c if c.is_whitespace() => {}
                c => {
                    match c {
                        '(' | '[' => self.open += 1,
                        ')' | ']' => self.open = self.open.saturating_sub(1),
                        _ => {}
                    }
                    self.out.push((Piece::Sign(c), at));
                }
            }
        }
    }

    /// The length of the comment that begins here.
    fn comment(&self, rest: &str) -> Option<usize> {
        let line = || rest.find('\n').unwrap_or(rest.len());
        match self.script {
            Script::Gradle if rest.starts_with("//") => Some(line()),
            Script::Gradle if rest.starts_with("/*") => {
                Some(rest.find("*/").map_or(rest.len(), |end| end + 2))
            }
            Script::Python | Script::Ruby | Script::Elixir if rest.starts_with('#') => Some(line()),
            _ => None,
        }
    }

    /// A string; a quote that nothing closes on its line is a sign, so that one slip does not turn the rest.
    fn string(&mut self, rest: &'a str, quote: char) {
        let at = self.at;
        let long = &quote.to_string().repeat(3);
        let (open, many) = if rest.starts_with(long.as_str()) {
            (3, true)
        } else {
            (1, false)
        };
        let Some((text, length)) = body(&rest[open..], quote, many) else {
            self.out.push((Piece::Sign(quote), at));
            self.at += open;
            return;
        };
        let formatted = self.take_prefix();
        let dynamic = match self.script {
            Script::Python => formatted,
            Script::Ruby | Script::Elixir => quote == '"' && text.contains("#{"),
            Script::Gradle => quote == '"' && text.contains('$'),
        };
        self.out.push((
            if dynamic {
                Piece::Dynamic
            } else {
                Piece::Text(text)
            },
            at,
        ));
        self.at += open + length;
    }

    /// Takes away the letters that Python puts before a string; whether they ask for a format.
    fn take_prefix(&mut self) -> bool {
        if self.script != Script::Python {
            return false;
        }
        let Some((Piece::Word(word), start)) = self.out.last() else {
            return false;
        };
        let letters = word.to_ascii_lowercase();
        if start + word.len() != self.at
            || !matches!(
                letters.as_str(),
                "f" | "r" | "b" | "u" | "fr" | "rf" | "br" | "rb"
            )
        {
            return false;
        }
        self.out.pop();
        letters.contains('f')
    }
}

/// The text up to the closing quote, and the length with it. Lines end a string that is not a long one.
fn body(rest: &str, quote: char, many: bool) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut escaped = false;
    let mut run = 0;
    for (at, c) in rest.char_indices() {
        if escaped {
            escaped = false;
            run = 0;
            text.push(if c == 'n' { '\n' } else { c });
            continue;
        }
        match c {
            '\\' => {
                escaped = true;
                run = 0;
            }
            c if c == quote && !many => return Some((text, at + 1)),
            c if c == quote => {
                run += 1;
                text.push(c);
                if run == 3 {
                    text.truncate(text.len() - 3);
                    return Some((text, at + 1));
                }
            }
            '\n' if !many => return None,
            c => {
                run = 0;
                text.push(c);
            }
        }
    }
    None
}

/// The literal at a place and the place after it: strings that follow each other count as one. `None` when it is
/// no literal, or when something goes on with it (an operator, a call).
pub(super) fn literal(pieces: &[Placed<'_>], at: usize) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut next = at;
    while let Some((Piece::Text(more), _)) = pieces.get(next) {
        text.push_str(more);
        next += 1;
    }
    if next == at {
        return None;
    }
    if matches!(
        pieces.get(next..next + 2),
        Some([(Piece::Sign('.'), _), (Piece::Word("freeze"), _)])
    ) {
        next += 2;
    }
    let ends = match pieces.get(next) {
        None | Some((Piece::Line | Piece::Sign(',' | ')' | ']' | '}' | ';'), _)) => true,
        Some(_) => false,
    };
    ends.then_some((text, next))
}

/// The strings of a list that opens here, with their places, and whether nothing else stands in it.
pub(super) fn list(pieces: &[Placed<'_>], at: usize) -> Option<(Vec<(String, usize)>, bool)> {
    if !matches!(pieces.get(at), Some((Piece::Sign('[' | '('), _))) {
        return None;
    }
    let mut found = Vec::new();
    let mut whole = true;
    let mut next = at + 1;
    loop {
        match pieces.get(next)? {
            (Piece::Sign(']' | ')'), _) => return Some((found, whole)),
            (Piece::Sign(','), _) => next += 1,
            (_, place) => {
                if let Some((text, after)) = literal(pieces, next) {
                    found.push((text, *place));
                    next = after;
                } else {
                    whole = false;
                    next += 1;
                }
            }
        }
    }
}
