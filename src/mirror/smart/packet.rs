// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! pkt-lines, the frames of git's protocol (gitprotocol-common(5)).

use std::io::{self, Read};

/// Bytes of the length that begins a frame.
const HEAD: usize = 4;

/// One frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Packet<'a> {
    /// The end of a part of the talk.
    Flush,
    /// What the frame holds, with its newline.
    Line(&'a [u8]),
}

/// The frames of an answer.
#[derive(Debug)]
pub(super) struct Packets<R> {
    from: R,
    room: Vec<u8>,
}

impl<R: Read> Packets<R> {
    pub(super) fn new(from: R) -> Self {
        Self {
            from,
            room: Vec::new(),
        }
    }

    /// The next frame; `None` where the answer ends.
    ///
    /// # Errors
    /// When the answer is cut, or holds something else than frames.
    pub(super) fn next(&mut self) -> io::Result<Option<Packet<'_>>> {
        let mut head = [0; HEAD];
        let mut filled = 0;
        while let Some(rest) = head.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.from.read(rest) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let length = std::str::from_utf8(&head)
            .ok()
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|text| usize::from_str_radix(text, 16).ok());
        let Some(length) = length else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the answer is not git's",
            ));
        };
        // 1 and 2 part the talk in version 2, and no frame is shorter than its own length.
        if length < HEAD {
            return Ok(Some(Packet::Flush));
        }
        self.room.resize(length - HEAD, 0);
        self.from.read_exact(&mut self.room)?;
        Ok(Some(Packet::Line(&self.room)))
    }
}

/// A frame around a line.
pub(super) fn frame(into: &mut Vec<u8>, line: &str) {
    into.extend(format!("{:04x}{line}\n", line.len() + HEAD + 1).into_bytes());
}

/// The frame that ends a part of the talk.
pub(super) const FLUSH: &[u8] = b"0000";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{FLUSH, Packet, Packets, frame};

    #[test]
    fn frames_come_back() {
        let mut bytes = Vec::new();
        frame(&mut bytes, "want x");
        bytes.extend(FLUSH);
        bytes.extend(b"0004");
        let mut packets = Packets::new(&bytes[..]);
        assert_eq!(packets.next().unwrap(), Some(Packet::Line(b"want x\n")));
        assert_eq!(packets.next().unwrap(), Some(Packet::Flush));
        assert_eq!(packets.next().unwrap(), Some(Packet::Line(b"")));
        assert_eq!(packets.next().unwrap(), None);
        for cut in [&b"00"[..], b"0009ab", b"+009", b"<htm", b"00 9abcde"] {
            assert!(Packets::new(cut).next().is_err(), "{cut:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut packets = Packets::new(&bytes[..]);
            for _ in 0..=bytes.len() {
                match packets.next() {
                    Ok(Some(_)) => {}
                    Ok(None) | Err(_) => return Ok(()),
                }
            }
            prop_assert!(false, "more frames than bytes");
        }
    }
}
