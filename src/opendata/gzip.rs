// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Texts compressed with gzip.

use std::io::{self, Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;

/// The first bytes of a content compressed with gzip, at most so many, and whether that is all of it. `None` when
/// nothing could be unpacked.
#[must_use]
pub fn unpacked(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::new();
    let end = MultiGzDecoder::new(bytes)
        .take(most as u64 + 1)
        .read_to_end(&mut out);
    let whole = end.is_ok() && out.len() <= most;
    out.truncate(most);
    (!out.is_empty()).then_some((out, whole))
}

/// What a content compressed with gzip holds, read piece by piece and from its beginning only, up to a bound.
pub struct Unpacked<R> {
    decoder: Option<MultiGzDecoder<R>>,
    most: u64,
    passed: u64,
}

impl<R: Read + Seek> Unpacked<R> {
    /// Reads at most so many bytes: what holds more ends with an error.
    #[must_use]
    pub fn new(packed: R, most: u64) -> Self {
        Self {
            decoder: Some(MultiGzDecoder::new(packed)),
            most,
            passed: 0,
        }
    }

    /// Whether it holds more than may be read.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.passed > self.most
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(0);
        };
        let count = decoder.read(buffer)?;
        self.passed += count as u64;
        if self.passed > self.most {
            return Err(io::Error::other("more than may be unpacked"));
        }
        Ok(count)
    }
}

impl<R: Read + Seek> Seek for Unpacked<R> {
    /// Goes back to the beginning; anywhere else is an error.
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        if place != SeekFrom::Start(0) {
            return Err(io::Error::other("what is unpacked is read in order"));
        }
        if let Some(decoder) = self.decoder.take() {
            let mut packed = decoder.into_inner();
            packed.seek(place)?;
            self.decoder = Some(MultiGzDecoder::new(packed));
        }
        self.passed = 0;
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Seek as _, SeekFrom, Write as _};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::{Unpacked, unpacked};

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn only_the_first_bytes_of_a_bomb_are_unpacked() {
        assert_eq!(
            unpacked(&packed(b"nom;age\n"), 100),
            Some((b"nom;age\n".to_vec(), true))
        );
        let bomb = packed(&vec![b'a'; 8 << 20]);
        assert!(bomb.len() < 20_000);
        let (first, whole) = unpacked(&bomb, 1_000).unwrap();
        assert_eq!((first.len(), whole), (1_000, false));
        // What is cut off is not all of it.
        let (_, whole) = unpacked(&packed(b"nom;age\n")[..20], 100).unwrap_or_default();
        assert!(!whole);
        assert_eq!(unpacked(b"nom;age\n", 100), None);
    }

    #[test]
    fn a_packed_content_is_read_twice_and_within_its_bound() {
        let text = b"nom;age\na;1\n".repeat(1_000);
        let mut packed = Unpacked::new(Cursor::new(packed(&text)), 100_000);
        for _ in 0..2 {
            let mut read = Vec::new();
            packed.read_to_end(&mut read).unwrap();
            assert_eq!(read, text);
            packed.seek(SeekFrom::Start(0)).unwrap();
        }
        assert!(packed.seek(SeekFrom::End(-1)).is_err() && !packed.is_over());
        let bomb = super::tests::packed(&vec![b'a'; 8 << 20]);
        let mut bomb = Unpacked::new(Cursor::new(bomb), 1_000);
        assert!(bomb.read_to_end(&mut Vec::new()).is_err() && bomb.is_over());
    }
}
