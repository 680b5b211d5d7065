// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Encodings of tables: guessed from their bytes, or named by who describes them.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The upper half of code page 850, which French programs of MS-DOS wrote, and exports of old ones still do.
const IBM850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Letters with accents that French texts are full of.
const FRENCH: &str = "éèêëàâçîïôûùüœÉÈÊËÀÂÇÎÏÔÛÙÜŒ";

/// Signs that stand beside letters without being any: the apostrophe of word processors, `n°`, quotes.
const BESIDE: &str = "’‘°«»“”\u{a0}…–²³";

/// Most bytes that an encoding is guessed from.
const SAMPLE: usize = 256 << 10;

/// Bytes that are decoded at once.
const CHUNK: usize = 32 << 10;

/// An encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// One of the Encoding Standard.
    Standard(&'static Encoding),
    /// Code page 850.
    Ibm850,
    /// UTF-32, the least byte first.
    Utf32Le,
    /// UTF-32, the greatest byte first.
    Utf32Be,
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self::Standard(UTF_8);

    /// The encoding that a label names, by the Encoding Standard or as Python and old programs spell it.
    #[must_use]
    pub fn named(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase().replace('_', "-");
        match label.as_str() {
            "cp850" | "cp-850" | "ibm850" | "ibm-850" | "850" | "csibm850" => return Some(Self::Ibm850),
            "mac-roman" | "macroman" => return Some(Self::Standard(MACINTOSH)),
            "utf-8-sig" | "utf8-sig" => return Some(Self::UTF_8),
            "latin-1" | "cp-1252" => return Some(Self::Standard(WINDOWS_1252)),
            "utf-32" | "utf-32le" | "utf-32-le" => return Some(Self::Utf32Le),
            "utf-32be" | "utf-32-be" => return Some(Self::Utf32Be),
            _ => {}
        }
        Encoding::for_label(label.as_bytes())
            .filter(|found| *found != encoding_rs::REPLACEMENT)
            .map(Self::Standard)
    }

    /// The name that reports use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ibm850 => "ibm850",
            Self::Utf32Le | Self::Utf32Be => "utf-32",
            Self::Standard(known) if known == UTF_8 => "utf-8",
            Self::Standard(known) if known == UTF_16LE || known == UTF_16BE => "utf-16",
            Self::Standard(known) if known == WINDOWS_1252 => "windows-1252",
            Self::Standard(known) if known == MACINTOSH => "macintosh",
            Self::Standard(known) => known.name(),
        }
    }

    /// The encoding that the first bytes of a text show; `None` for what is no text.
    #[must_use]
    pub fn guess(bytes: &[u8]) -> Option<Self> {
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        for (mark, charset) in [
            (&b"\xef\xbb\xbf"[..], Self::UTF_8),
            (b"\xff\xfe\0\0", Self::Utf32Le),
            (b"\0\0\xfe\xff", Self::Utf32Be),
            (b"\xff\xfe", Self::Standard(UTF_16LE)),
            (b"\xfe\xff", Self::Standard(UTF_16BE)),
        ] {
            if sample.starts_with(mark) {
                return Some(charset);
            }
        }
        if sample.contains(&0) {
            return Self::wide(sample);
        }
        let utf8 = match std::str::from_utf8(bytes) {
            Ok(_) => true,
            // The last character may be cut.
            Err(error) => error.error_len().is_none(),
        };
        Some(if utf8 { Self::UTF_8 } else { Self::single(bytes) })
    }

    /// The encoding of one byte a character that makes the most of a text: Windows-1252 unless another one makes French words
    /// where it makes none.
    #[must_use]
    pub fn single(bytes: &[u8]) -> Self {
        let windows = Self::Standard(WINDOWS_1252);
        let sample = near_high(bytes);
        let of = |charset: Self| score(&sample, charset);
        let best = [Self::Ibm850, Self::Standard(MACINTOSH)]
            .into_iter()
            .map(|charset| (of(charset), charset))
            .max_by_key(|(score, _)| *score);
        match best {
            Some((score, charset)) if score > 0 && of(windows) <= 0 => charset,
            _ => windows,
        }
    }

    /// UTF-16 and UTF-32 without a mark: mostly Latin letters, so that the bytes of some places are all zero.
    #[must_use]
    pub fn wide(bytes: &[u8]) -> Option<Self> {
        let sample = &bytes[..bytes.len().min(512) & !3];
        if sample.len() < 8 {
            return None;
        }
        let zeros = |from: usize, step: usize| {
            sample
                .iter()
                .skip(from)
                .step_by(step)
                .filter(|b| **b == 0)
                .count()
        };
        let (pairs, fours) = (sample.len() / 2, sample.len() / 4);
        let nearly = |count: usize, of: usize| count * 10 >= of * 9;
        match (zeros(0, 4), zeros(1, 4), zeros(2, 4), zeros(3, 4)) {
            (0, high, a, b) if nearly(high, fours) && a == fours && b == fours => Some(Self::Utf32Le),
            (a, b, high, 0) if nearly(high, fours) && a == fours && b == fours => Some(Self::Utf32Be),
            _ => match (zeros(0, 2), zeros(1, 2)) {
                (0, high) if nearly(high, pairs) => Some(Self::Standard(UTF_16LE)),
                (high, 0) if nearly(high, pairs) => Some(Self::Standard(UTF_16BE)),
                _ => None,
            },
        }
    }

    /// Decodes a text; a mark at its beginning is taken away.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Standard(known) => known.decode(bytes).0.into_owned(),
            Self::Ibm850 => {
                let table: Vec<char> = IBM850.chars().collect();
                bytes.iter().map(|byte| ibm850(&table, *byte)).collect()
            }
            Self::Utf32Le | Self::Utf32Be => {
                let mut text: String = bytes
                    .chunks_exact(4)
                    .map(|four| utf32(self == Self::Utf32Le, four))
                    .collect();
                if text.starts_with('\u{feff}') {
                    text.drain(..'\u{feff}'.len_utf8());
                }
                text
            }
        }
    }
}

fn ibm850(table: &[char], byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(at) => table.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
    }
}

fn utf32(little: bool, four: &[u8]) -> char {
    let four = <[u8; 4]>::try_from(four).unwrap_or_default();
    let number = if little {
        u32::from_le_bytes(four)
    } else {
        u32::from_be_bytes(four)
    };
    char::from_u32(number).unwrap_or('\u{fffd}')
}

/// The bytes around the first ones that are no ASCII: a large table may have none in its first lines.
fn near_high(bytes: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut last = 0;
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        let from = at.saturating_sub(1).max(last);
        let to = (at + 2).min(bytes.len());
        if from < to {
            kept.extend_from_slice(&bytes[from..to]);
            last = to;
        }
        if kept.len() > SAMPLE {
            break;
        }
    }
    kept
}

/// How French a text is in an encoding: its accents stand beside letters of their own case.
fn score(bytes: &[u8], charset: Charset) -> i64 {
    let text: Vec<char> = match charset {
        Charset::Standard(known) => known.decode_without_bom_handling(bytes).0.chars().collect(),
        other => other.decode(bytes).chars().collect(),
    };
    let mut sum = 0;
    for (at, c) in text.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
        let before = before.filter(char::is_ascii_alphabetic);
        let after = text.get(at + 1).copied().filter(char::is_ascii_alphabetic);
        if before.is_none() && after.is_none() || BESIDE.contains(*c) {
            continue;
        }
        let fits = match (before, after) {
            (Some(near), _) => near.is_lowercase() == c.is_lowercase(),
            // A word may begin with a capital.
            (None, _) => true,
        };
        sum += if FRENCH.contains(*c) && fits { 1 } else { -1 };
    }
    sum
}

/// A reader that gives a text of any encoding as UTF-8, without a mark.
pub struct Utf8Reader<R> {
    inner: R,
    charset: Charset,
    decoder: Option<Decoder>,
    table: Vec<char>,
    /// Bytes of a character that is not there whole.
    rest: Vec<u8>,
    out: String,
    given: usize,
    begun: bool,
    ended: bool,
}

impl<R: Read> Utf8Reader<R> {
    /// Reads a text in an encoding.
    pub fn new(inner: R, charset: Charset) -> Self {
        Self {
            inner,
            charset,
            decoder: match charset {
                Charset::Standard(known) => Some(known.new_decoder()),
                _ => None,
            },
            table: IBM850.chars().collect(),
            rest: Vec::new(),
            out: String::new(),
            given: 0,
            begun: false,
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut bytes = std::mem::take(&mut self.rest);
        let held = bytes.len();
        bytes.resize(held + CHUNK, 0);
        let got = self.inner.read(&mut bytes[held..])?;
        bytes.truncate(held + got);
        self.ended = got == 0;
        self.out.clear();
        self.given = 0;
        if let Some(decoder) = &mut self.decoder {
            let room = decoder
                .max_utf8_buffer_length(bytes.len())
                .unwrap_or(bytes.len() * 3 + 16);
            self.out.reserve(room);
            let _ = decoder.decode_to_string(&bytes, &mut self.out, self.ended);
        } else if self.charset == Charset::Ibm850 {
            self.out
                .extend(bytes.iter().map(|byte| ibm850(&self.table, *byte)));
        } else {
            let whole = bytes.len() & !3;
            let little = self.charset == Charset::Utf32Le;
            self.out
                .extend(bytes[..whole].chunks_exact(4).map(|four| utf32(little, four)));
            self.rest = bytes.split_off(whole);
        }
        if !self.begun && !self.out.is_empty() {
            self.begun = true;
            if self.out.starts_with('\u{feff}') {
                self.given = '\u{feff}'.len_utf8();
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.out.len() && !self.ended {
            self.fill()?;
        }
        let left = &self.out.as_bytes()[self.given..];
        let count = left.len().min(buffer.len());
        buffer[..count].copy_from_slice(&left[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use encoding_rs::{MACINTOSH, UTF_16LE, WINDOWS_1252};
    use proptest::prelude::*;

    use super::{Charset, IBM850, Utf8Reader};

    /// A text in the encodings that have no encoder here.
    fn in_850(text: &str) -> Vec<u8> {
        let table: Vec<char> = IBM850.chars().collect();
        let byte = |c: char| match table.iter().position(|known| *known == c) {
            Some(at) if !c.is_ascii() => u8::try_from(at + 0x80).unwrap(),
            _ => u8::try_from(u32::from(c)).unwrap(),
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn encodings_are_told_by_the_words_that_they_make() {
        assert_eq!(IBM850.chars().count(), 128);
        let texts = [
            "pr\u{e9}nom;t\u{e9}l\u{e9}phone\nZo\u{eb};01\n",
            "PR\u{c9}NOM;N\u{c9}E LE\n",
            "libell\u{e9};o\u{f9};fa\u{e7}ade\n\u{c9}cole;\u{e0};b\u{e2}ti\n",
        ];
        for text in texts {
            let mac = MACINTOSH.encode(text).0;
            let windows = WINDOWS_1252.encode(text).0;
            for (bytes, charset) in [
                (in_850(text).as_slice(), Charset::Ibm850),
                (&*mac, Charset::Standard(MACINTOSH)),
                (&*windows, Charset::Standard(WINDOWS_1252)),
                (text.as_bytes(), Charset::UTF_8),
            ] {
                assert_eq!(Charset::guess(bytes), Some(charset), "{text} {}", charset.name());
                assert_eq!(charset.decode(bytes), text);
            }
            let wide: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            assert_eq!(Charset::guess(&wide), Some(Charset::Utf32Le));
            assert_eq!(Charset::Utf32Le.decode(&wide), text);
        }
        let windows = b"l\x92eau;n\xb0;5 \x80\n";
        assert_eq!(Charset::guess(windows), Some(Charset::Standard(WINDOWS_1252)));
        assert_eq!(Charset::guess(b"\x00\x9f\x92\x96\x00\x00\x03"), None);
        assert_eq!(Charset::guess(b""), Some(Charset::UTF_8));
    }

    #[test]
    fn labels_are_those_of_the_standard_and_of_python() {
        for (label, name) in [
            ("utf-8", "utf-8"),
            ("UTF8", "utf-8"),
            ("utf-8-sig", "utf-8"),
            ("latin-1", "windows-1252"),
            ("iso-8859-1", "windows-1252"),
            ("iso8859_15", "ISO-8859-15"),
            ("cp1252", "windows-1252"),
            ("cp850", "ibm850"),
            ("mac_roman", "macintosh"),
            ("utf_16", "utf-16"),
        ] {
            assert_eq!(Charset::named(label).map(Charset::name), Some(name), "{label}");
        }
        assert_eq!(Charset::named("ebcdic"), None);
    }

    proptest! {
        #[test]
        fn pieces_give_the_same_text(text in "\\PC{0,40}", times in 1_usize..2_000) {
            let text = text.repeat(times);
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for (bytes, charset) in [(text.as_bytes(), Charset::UTF_8), (&wide, Charset::Standard(UTF_16LE))] {
                let mut read = String::new();
                Utf8Reader::new(bytes, charset).read_to_string(&mut read).unwrap();
                prop_assert_eq!(read.as_str(), text.trim_start_matches('\u{feff}'));
            }
        }
    }
}
