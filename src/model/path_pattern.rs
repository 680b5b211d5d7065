// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Path patterns as bytes: read without braces, matched byte by byte, and the key that finds them.

/// Signs of a pattern, as bytes that no pattern read here holds.
mod sign {
    /// `?`: one byte, not a slash.
    pub(super) const ANY: u8 = 1;
    /// `*`: bytes, no slash.
    pub(super) const STAR: u8 = 2;
    /// `[abc]`: followed by the number of bytes and the bytes.
    pub(super) const CLASS: u8 = 3;
    /// `**/` at the start: any folders.
    pub(super) const DEEP_START: u8 = 4;
    /// `/**/`: a slash, or any folders between two.
    pub(super) const DEEP: u8 = 5;
    /// `/**` at the end: anything below.
    pub(super) const DEEP_END: u8 = 6;
    /// `**` alone: every path.
    pub(super) const EVERYTHING: u8 = 7;
    /// The last sign.
    pub(super) const LAST: u8 = EVERYTHING;
}

/// Most patterns that one pattern with braces may stand for; `globset` takes those with more.
const MOST_CHOICES: usize = 1024;

/// What every path that matches a pattern has.
pub(super) enum Key<'a> {
    Name(&'a [u8]),
    Ending(&'a [u8]),
    Top(&'a [u8]),
    First(u8),
    None,
}

pub(super) fn key(pattern: &[u8]) -> Key<'_> {
    let is_literal = |byte: &u8| *byte > sign::LAST;
    match pattern.last() {
        Some(&sign::EVERYTHING) => return Key::None,
        Some(&sign::DEEP_END) => {
            let top = pattern.iter().position(|byte| *byte == b'/' || !is_literal(byte));
            return match top {
                Some(at) if at > 0 && [b'/', sign::DEEP, sign::DEEP_END].contains(&pattern[at]) => {
                    Key::Top(&pattern[..at])
                }
                _ => Key::None,
            };
        }
        _ => {}
    }
    let (start, literal) = last_part(pattern);
    let name = &pattern[start..];
    if literal == start {
        return Key::Name(name);
    }
    let tail = &pattern[literal..];
    if let Some(dot) = tail.iter().rposition(|byte| *byte == b'.') {
        return Key::Ending(&tail[dot + 1..]);
    }
    match name.first() {
        Some(first) if is_literal(first) => Key::First(*first),
        _ => Key::None,
    }
}

/// Where the last part of a pattern begins, and where its last literal bytes do.
fn last_part(pattern: &[u8]) -> (usize, usize) {
    let (mut start, mut literal, mut at) = (0, 0, 0);
    while at < pattern.len() {
        let byte = pattern[at];
        at += 1;
        if byte == sign::CLASS {
            // The bytes of a class are no signs.
            at += 1 + usize::from(pattern[at]);
        }
        if [b'/', sign::DEEP_START, sign::DEEP].contains(&byte) {
            start = at;
        }
        if byte <= sign::LAST || start == at {
            literal = at;
        }
    }
    (start, literal)
}

/// The patterns without braces that a pattern stands for; `None` when it must be left to `globset`.
pub(super) fn choices(text: &str) -> Option<Vec<Vec<u8>>> {
    let mut reader = Reader {
        text: text.as_bytes(),
        at: 0,
    };
    reader.branch(0).filter(|_| reader.at == text.len())
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// Everything up to the end, or up to the comma or brace that ends a choice.
    fn branch(&mut self, depth: usize) -> Option<Vec<Vec<u8>>> {
        let mut all = vec![Vec::new()];
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b',' | b'}' if depth > 0 => return Some(all),
                b'{' => {
                    let inner = self.braces(depth + 1)?;
                    if all.len() * inner.len() > MOST_CHOICES {
                        return None;
                    }
                    all = all
                        .iter()
                        .flat_map(|start: &Vec<u8>| inner.iter().map(move |end| [&start[..], end].concat()))
                        .collect();
                }
                _ => {
                    let part = self.part(depth)?;
                    for pattern in &mut all {
                        pattern.extend_from_slice(&part);
                    }
                }
            }
        }
        (depth == 0).then_some(all)
    }

    /// The choices between two braces, deeper ones included.
    fn braces(&mut self, depth: usize) -> Option<Vec<Vec<u8>>> {
        if depth > 8 {
            return None;
        }
        self.at += 1;
        let mut all = Vec::new();
        loop {
            all.extend(self.branch(depth)?);
            let end = *self.text.get(self.at)?;
            self.at += 1;
            if end == b'}' {
                return (all.len() <= MOST_CHOICES).then_some(all);
            }
        }
    }

    fn part(&mut self, depth: usize) -> Option<Vec<u8>> {
        let rest = &self.text[self.at..];
        let (part, length) = match rest[0] {
            b'*' if rest.starts_with(b"**") => self.deep_start(depth)?,
            b'*' => (vec![sign::STAR], 1),
            b'?' => (vec![sign::ANY], 1),
            b'[' => class(rest)?,
            b'\\' | b'}' | 0..=sign::LAST => return None,
            b'/' if rest.starts_with(b"/**") => self.deep(depth)?,
            byte => (vec![byte.to_ascii_lowercase()], 1),
        };
        self.at += length;
        Some(part)
    }

    /// `**` alone, or `**/` at the start; elsewhere two stars mean other things.
    fn deep_start(&self, depth: usize) -> Option<(Vec<u8>, usize)> {
        if depth > 0 || self.at > 0 {
            return None;
        }
        match &self.text[2..] {
            b"" | b"/" => Some((vec![sign::EVERYTHING], self.text.len())),
            [b'/', after @ ..] if !after.starts_with(b"**") => Some((vec![sign::DEEP_START], 3)),
            _ => None,
        }
    }

    /// `/**/` or `/**` at the end, between whole parts and outside braces.
    fn deep(&self, depth: usize) -> Option<(Vec<u8>, usize)> {
        if depth > 0 || self.at == 0 || self.text[..self.at].ends_with(b"**") {
            return None;
        }
        match &self.text[self.at + 3..] {
            b"" => Some((vec![sign::DEEP_END], 3)),
            [b'/', after @ ..] if !after.starts_with(b"**") => Some((vec![sign::DEEP], 4)),
            _ => None,
        }
    }
}

/// `[abc]` with single ASCII bytes; ranges, refusals and slashes are left to `globset`.
fn class(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let end = text.iter().position(|byte| *byte == b']')?;
    let inside = &text[1..end];
    let plain = |(at, byte): (usize, &u8)| {
        byte.is_ascii_alphanumeric() || b"._ ".contains(byte) || (*byte == b'-' && at == 0)
    };
    if inside.is_empty() || !inside.iter().enumerate().all(plain) {
        return None;
    }
    let mut part = vec![sign::CLASS, u8::try_from(inside.len()).ok()?];
    part.extend(inside.iter().map(u8::to_ascii_lowercase));
    Some((part, end + 1))
}

/// Where matching begins: a pattern of a name below any folders (`**/*.ext`) says nothing of the folders.
fn start(pattern: &[u8], path: &[u8]) -> (usize, usize) {
    let folders = [b'/', sign::DEEP, sign::DEEP_END];
    match pattern.split_first() {
        Some((&sign::DEEP_START, name)) if !name.iter().any(|byte| folders.contains(byte)) => {
            let slash = path.iter().rposition(|byte| *byte == b'/');
            (1, slash.map_or(0, |slash| slash + 1))
        }
        _ => (0, 0),
    }
}

/// Whether a path with small letters matches a pattern. Linear but for one star and one row of folders
/// at a time: earlier ones need no second look, because the later one takes up whatever they would.
pub(super) fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (mut p, mut i) = start(pattern, path);
    // Where the pattern and the path go on when what follows the last star, or row of folders, fails.
    let mut star: Option<(usize, usize)> = None;
    let mut deep: Option<(usize, usize)> = None;
    loop {
        let next = path.get(i).copied();
        let step = match (pattern.get(p).copied(), next) {
            (None, None) | (Some(sign::EVERYTHING), _) | (Some(sign::DEEP_END), Some(b'/')) => return true,
            (Some(sign::DEEP_START), _) => {
                deep = Some((p + 1, i));
                Some((1, 0))
            }
            (Some(sign::STAR), _) => {
                star = Some((p + 1, i));
                Some((1, 0))
            }
            (Some(sign::DEEP), Some(b'/')) => {
                (star, deep) = (None, Some((p + 1, i + 1)));
                Some((1, 1))
            }
            (Some(sign::ANY), Some(byte)) if byte != b'/' => Some((1, 1)),
            (Some(sign::CLASS), Some(byte)) => {
                let length = usize::from(pattern[p + 1]);
                pattern[p + 2..p + 2 + length]
                    .contains(&byte)
                    .then_some((2 + length, 1))
            }
            (Some(literal), Some(byte)) if literal == byte && literal > sign::LAST => Some((1, 1)),
            _ => None,
        };
        if let Some((forward, read)) = step {
            (p, i) = (p + forward, i + read);
            continue;
        }
        if let Some((after, from)) = star
            && path.get(from).is_some_and(|byte| *byte != b'/')
        {
            star = Some((after, from + 1));
            (p, i) = (after, from + 1);
            continue;
        }
        let Some((after, from)) = deep else { return false };
        let Some(slash) = path[from..].iter().position(|byte| *byte == b'/') else {
            return false;
        };
        (star, deep) = (None, Some((after, from + slash + 1)));
        (p, i) = (after, from + slash + 1);
    }
}
