// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The columns and rows of a dBase table, by its header alone.

use crate::model::TableShape;

use super::charset::Charset;
use super::table::{MOST_COLUMNS, short};

/// The shape of a table; `None` when the header cannot be read.
#[must_use]
pub fn dbf(bytes: &[u8]) -> Option<TableShape> {
    const KINDS: &[u8] = &[
        0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5,
    ];
    if !KINDS.contains(bytes.first()?) {
        return None;
    }
    let rows = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
    let mut header = Vec::new();
    for field in bytes.get(32..)?.chunks(32) {
        if matches!(field.first(), None | Some(0x0d)) {
            break;
        }
        let name = field.get(..11)?;
        let name = &name[..name.iter().position(|byte| *byte == 0).unwrap_or(name.len())];
        let kind = field.get(11)?;
        if name.is_empty() || !kind.is_ascii_alphanumeric() && !matches!(kind, b'@' | b'+') {
            return None;
        }
        if header.len() < MOST_COLUMNS {
            let charset = Charset::guess(name).unwrap_or(Charset::UTF_8);
            header.push(short(&charset.decode(name)));
        }
    }
    (!header.is_empty()).then(|| TableShape {
        rows: Some(u64::from(rows)),
        header,
        ..TableShape::default()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::dbf;

    fn file() -> Vec<u8> {
        let mut bytes = vec![3, 124, 1, 1, 42, 0, 0, 0, 97, 0, 20, 0];
        bytes.resize(32, 0);
        for name in [&b"NOM"[..], b"PR\x90NOM"] {
            let mut field = name.to_vec();
            field.resize(11, 0);
            field.push(b'C');
            field.resize(32, 0);
            bytes.extend(field);
        }
        bytes.push(0x0d);
        bytes
    }

    #[test]
    fn headers_tell_columns_and_rows() {
        let shape = dbf(&file()).unwrap();
        assert_eq!(
            (shape.header, shape.rows),
            (vec!["NOM".to_owned(), "PRÉNOM".to_owned()], Some(42))
        );
        assert_eq!(dbf(b"\x03"), None);
        assert_eq!(
            dbf(b"not a table at all, but some text of enough letters for a header of one"),
            None
        );
    }

    proptest! {
        #[test]
        fn damaged_headers_end(at in 0_usize..97, byte in any::<u8>(), cut in 0_usize..97) {
            let mut bytes = file();
            bytes[at] = byte;
            drop(dbf(&bytes[..cut]));
            drop(dbf(&bytes));
        }
    }
}
