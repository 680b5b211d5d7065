// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From bytes to text: BOM, UTF-16, UTF-8, then Windows-1252; or "this is binary".

use std::ops::Range;
use std::sync::OnceLock;

use content_inspector::{ContentType, inspect};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use crate::model::beginning;
use crate::opendata::Charset;

/// How many bytes around a passage count as its line, at most.
const AROUND: usize = 4_096;

/// The encoding that a text was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either order.
    Utf16,
    /// UTF-32, either order.
    Utf32,
    /// One byte a character: Windows-1252, which holds Latin-1, is the last resort, as it accepts any bytes; Mac Roman and
    /// code page 850 where only they make French words.
    Single(Charset),
}

impl Encoding {
    /// The name that reports use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
            Self::Single(charset) => charset.name(),
        }
    }
}

/// A decoded text with the starts of its lines.
#[derive(Debug, Clone)]
pub struct Text {
    content: String,
    /// The encoding that it was read in.
    pub encoding: Encoding,
    /// Where each line begins: most texts are never asked for it.
    lines: OnceLock<Vec<usize>>,
}

impl Text {
    fn new(text: String, encoding: Encoding) -> Self {
        Self {
            content: text,
            encoding,
            lines: OnceLock::new(),
        }
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(self.content.match_indices('\n').map(|(at, _)| at + 1))
                .collect()
        })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Line and column (in characters) of a byte offset, both from 1.
    #[must_use]
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= offset).max(1);
        let start = lines[line - 1];
        let column = self.content[start..self.boundary(offset).max(start)]
            .chars()
            .count()
            + 1;
        (saturate(line), saturate(column))
    }

    /// Line of a byte offset, from 1. Unlike [`Text::position`], it never walks the line itself.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        saturate(self.lines().partition_point(|start| *start <= offset).max(1))
    }

    /// The whole lines that a range of bytes touches, at most `AROUND` bytes more on each side:
    /// in a hostile text that is one long line, each look around a passage stays short.
    #[must_use]
    pub fn lines_around(&self, range: Range<usize>) -> &str {
        let (from, to) = (self.boundary(range.start), self.boundary(range.end));
        let low = self.boundary(from.saturating_sub(AROUND));
        let high = self.boundary(to.saturating_add(AROUND));
        let start = self.content[low..from].rfind('\n').map_or(low, |at| low + at + 1);
        let end = self.content[to..high].find('\n').map_or(high, |at| to + at);
        &self.content[start..end]
    }

    /// The nearest start of a character at or before an offset.
    fn boundary(&self, offset: usize) -> usize {
        beginning(&self.content, offset).len()
    }
}

fn saturate(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Decodes a content; `None` when it is binary. Line ends are kept as they are.
#[must_use]
pub fn decode(bytes: Vec<u8>) -> Option<Text> {
    let (encoding, name) = match inspect(&bytes) {
        ContentType::BINARY => match utf16_without_mark(&bytes) {
            Some(order) => (order, Encoding::Utf16),
            None => return None,
        },
        ContentType::UTF_16LE => (UTF_16LE, Encoding::Utf16),
        ContentType::UTF_16BE => (UTF_16BE, Encoding::Utf16),
        ContentType::UTF_32LE => return Some(Text::new(Charset::Utf32Le.decode(&bytes), Encoding::Utf32)),
        ContentType::UTF_32BE => return Some(Text::new(Charset::Utf32Be.decode(&bytes), Encoding::Utf32)),
        ContentType::UTF_8 | ContentType::UTF_8_BOM => return Some(utf8_or_single(bytes)),
    };
    Some(Text::new(encoding.decode(&bytes).0.into_owned(), name))
}

/// UTF-8 when the bytes are, or when a mark says so; one byte a character otherwise.
fn utf8_or_single(bytes: Vec<u8>) -> Text {
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if marked {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Text::new(text, Encoding::Utf8)
        }
        Err(error) if marked => Text::new(UTF_8.decode(error.as_bytes()).0.into_owned(), Encoding::Utf8),
        Err(error) => {
            let charset = Charset::single(error.as_bytes());
            Text::new(charset.decode(error.as_bytes()), Encoding::Single(charset))
        }
    }
}

/// UTF-16 without a byte order mark: mostly Latin letters, so that every other byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = &bytes[..bytes.len().min(512) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let pairs = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, high) if high * 10 >= pairs * 9 => Some(UTF_16LE),
        (high, 0) if high * 10 >= pairs * 9 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Charset, Encoding, decode};

    #[test]
    fn encodings_are_told_apart() {
        let utf16: Vec<u8> = "Bonjour à tous"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let utf32: Vec<u8> = "\u{feff}né"
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let single = |label| Encoding::Single(Charset::named(label).unwrap());
        let cases: [(&[u8], &str, Encoding); 8] = [
            (&utf32, "né", Encoding::Utf32),
            ("é\n".as_bytes(), "é\n", Encoding::Utf8),
            ("\u{feff}é".as_bytes(), "é", Encoding::Utf8),
            (
                b"Licence propri\xe9taire",
                "Licence propriétaire",
                single("windows-1252"),
            ),
            (
                b"Licence propri\x8etaire, cr\x8e\x8ee \x88 Paris",
                "Licence propriétaire, créée à Paris",
                single("macintosh"),
            ),
            (
                b"Licence propri\x82taire, cr\x82\x82e \x85 Paris",
                "Licence propriétaire, créée à Paris",
                single("cp850"),
            ),
            (b"\xff\xfeA\0b\0", "Ab", Encoding::Utf16),
            (&utf16, "Bonjour à tous", Encoding::Utf16),
        ];
        for (bytes, text, encoding) in cases {
            let decoded = decode(bytes.to_vec()).unwrap();
            assert_eq!((decoded.as_str(), decoded.encoding), (text, encoding));
        }
        assert!(decode(vec![0, 159, 146, 150, 0, 0, 3]).is_none());
        assert_eq!(decode(Vec::new()).unwrap().as_str(), "");
    }

    #[test]
    fn positions_start_at_one_and_count_characters() {
        let text = decode("é1\né2é3\n".into()).unwrap();
        assert_eq!(text.position(0), (1, 1));
        assert_eq!(text.position("é1\né2".len()), (2, 3));
        assert_eq!(text.position(text.as_str().len()), (3, 1));
        assert_eq!(text.lines_around(4..6), "é2é3");
    }
}
