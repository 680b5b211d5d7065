// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Texts compressed with gzip.

use std::io::Read as _;

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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::unpacked;

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
}
