// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Damage: bytes flipped, cut out, doubled, exchanged between files, and pieces that break readers.

/// Pieces that readers stumble over.
const PIECES: [&[u8]; 28] = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r\n",
    b"\r",
    "\u{2028}".as_bytes(),
    "\u{202e}".as_bytes(),
    "é".as_bytes(),
    "\u{212a}\u{17f}".as_bytes(),
    "😀".as_bytes(),
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"]](",
    b"{\"a\":{\"a\":{\"a\":{\"a\":",
    b"<!--",
    b"-->",
    b"<html lang=\"\"><img alt=",
    b"<![CDATA[",
    b"```",
    b"====\n",
    b"..\n\n.. _x:",
    b"#+BEGIN_SRC\n",
    b"https://www.data.gouv.fr/fr/datasets/",
    b"SPDX-License-Identifier: ",
    b"99999999999999999999",
    b"&amp;&#x110000;",
    b"version https://git-lfs.github.com/spec/v1\nsize ",
    b"- - - - - - - - - - - - - - - - *a &a ? :",
];

/// A small generator of numbers (xorshift): the same seed gives the same run.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`; 0 when that is 0.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// A damaged copy of one of the seeds.
    pub fn damaged(&mut self, seeds: &[&[u8]]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].to_vec();
        for _ in 0..=self.below(8) {
            self.damage(&mut bytes, seeds);
        }
        bytes
    }

    fn damage(&mut self, bytes: &mut Vec<u8>, seeds: &[&[u8]]) {
        let at = self.below(bytes.len() + 1);
        let end = at + self.below((bytes.len() - at).min(200) + 1);
        match self.below(7) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (self.next() % 8);
                }
            }
            1 => {
                bytes.drain(at..end);
            }
            2 => {
                let piece = bytes[at..end].to_vec();
                let piece = piece.repeat(1 + self.below(30));
                bytes.splice(at..at, piece);
            }
            3 => bytes.truncate(at),
            4 => {
                let other = seeds[self.below(seeds.len())];
                let from = self.below(other.len() + 1);
                let to = from + self.below((other.len() - from).min(400) + 1);
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            5 => {
                let piece = PIECES[self.below(PIECES.len())];
                let piece = piece.repeat(1 + self.below(12));
                bytes.splice(at..at, piece);
            }
            _ => {
                let piece = PIECES[self.below(PIECES.len())];
                bytes.splice(at..end, piece.iter().copied());
            }
        }
    }
}
