// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From bytes to text: BOM, UTF-16, UTF-8, then Windows-1252; or "this is binary".

use std::ops::Range;
use std::sync::OnceLock;

use content_inspector::{ContentType, inspect};
use encoding_rs::{UTF_16BE, UTF_16LE};

use crate::model::beginning;
use crate::opendata::Charset;

/// How many bytes around a passage count as its line, at most.
const AROUND: usize = 4_096;

/// A decoded text with the starts of its lines.
#[derive(Debug, Clone)]
pub struct Text {
    content: String,
    /// The encoding that it was read in. One byte a character is the last resort: Windows-1252, which holds Latin-1 and
    /// takes any bytes, or another one where only that makes French words.
    pub encoding: Charset,
    /// Where each line begins: most texts are never asked for it.
    lines: OnceLock<Vec<usize>>,
}

impl Text {
    fn new(text: String, encoding: Charset) -> Self {
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
    let charset = match inspect(&bytes) {
        ContentType::BINARY => Charset::wide(&bytes)?,
        ContentType::UTF_16LE => Charset::Standard(UTF_16LE),
        ContentType::UTF_16BE => Charset::Standard(UTF_16BE),
        ContentType::UTF_32LE => Charset::Utf32Le,
        ContentType::UTF_32BE => Charset::Utf32Be,
        ContentType::UTF_8_BOM => Charset::UTF_8,
        ContentType::UTF_8 => match String::from_utf8(bytes) {
            Ok(text) => return Some(Text::new(text, Charset::UTF_8)),
            Err(error) => {
                let charset = Charset::single(error.as_bytes());
                return Some(Text::new(charset.decode(error.as_bytes()), charset));
            }
        },
    };
    Some(Text::new(charset.decode(&bytes), charset))
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_16LE;

    use super::{Charset, decode};

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
        let single = |label| Charset::named(label).unwrap();
        let utf16_le = Charset::Standard(UTF_16LE);
        let cases: [(&[u8], &str, Charset); 8] = [
            (&utf32, "né", Charset::Utf32Le),
            ("é\n".as_bytes(), "é\n", Charset::UTF_8),
            ("\u{feff}é".as_bytes(), "é", Charset::UTF_8),
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
            (b"\xff\xfeA\0b\0", "Ab", utf16_le),
            (&utf16, "Bonjour à tous", utf16_le),
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
