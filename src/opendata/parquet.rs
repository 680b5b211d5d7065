// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The columns and rows of an Apache Parquet file, by its footer alone: a structure of the compact protocol of
//! Apache Thrift at the end of the file.

use crate::model::TableShape;

use super::table::{MOST_COLUMNS, short};

/// Deepest structure that is walked through.
const DEEPEST: usize = 32;

/// Names of the levels that a list or a map adds to its column.
const LEVELS: &[&str] = &["list", "element", "item", "array", "bag", "key_value", "map"];

/// Types of the compact protocol.
mod kind {
    pub(super) const STOP: u8 = 0;
    pub(super) const BYTE: u8 = 3;
    pub(super) const DOUBLE: u8 = 7;
    pub(super) const BINARY: u8 = 8;
    pub(super) const LIST: u8 = 9;
    pub(super) const SET: u8 = 10;
    pub(super) const MAP: u8 = 11;
    pub(super) const STRUCT: u8 = 12;
}

/// The shape of a file; `None` when its footer cannot be read.
#[must_use]
pub fn parquet(bytes: &[u8]) -> Option<TableShape> {
    let end = bytes.len().checked_sub(8)?;
    let (footer_end, mark) = bytes[end..].split_at_checked(4)?;
    if mark != b"PAR1" {
        return None;
    }
    let length = usize::try_from(u32::from_le_bytes(footer_end.try_into().ok()?)).ok()?;
    let mut thrift = Thrift {
        left: &bytes[end.checked_sub(length)?..end],
    };
    let (mut header, mut rows, mut last) = (Vec::new(), None, 0);
    loop {
        match thrift.field(&mut last)? {
            (_, kind::STOP) => break,
            (2, kind::LIST) => header = columns(&thrift.elements()?),
            (3, _) => rows = u64::try_from(thrift.number()?).ok(),
            (_, kind) => thrift.skip(kind, DEEPEST)?,
        }
    }
    Some(TableShape {
        rows,
        header,
        ..TableShape::default()
    })
}

/// An element of the schema: its name, and how many of those after it lie in it.
struct Element {
    name: String,
    children: usize,
}

/// The names of the columns, with those of the structures that they lie in. The first element is the whole.
fn columns(elements: &[Element]) -> Vec<String> {
    let mut found = Vec::new();
    // The structures that are open: the length of their name, and how many elements they still have.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut path = String::new();
    for element in elements.iter().skip(1) {
        while let Some((length, 0)) = open.last() {
            path.truncate(*length);
            open.pop();
        }
        if let Some(last) = open.last_mut() {
            last.1 -= 1;
        }
        let before = path.len();
        if !LEVELS.contains(&&*element.name) || path.is_empty() {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&element.name);
        }
        if element.children > 0 && open.len() < DEEPEST {
            open.push((before, element.children));
        } else {
            if found.len() < MOST_COLUMNS {
                found.push(short(&path));
            }
            path.truncate(before);
        }
    }
    found
}

/// A reader of the compact protocol. Every element of a list takes a byte at least, so that no figure in the file
/// makes the reading longer than the file.
struct Thrift<'a> {
    left: &'a [u8],
}

impl<'a> Thrift<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.left.split_first()?;
        self.left = rest;
        Some(*first)
    }

    fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.left.split_at_checked(usize::try_from(count).ok()?)?;
        self.left = rest;
        Some(taken)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// A number of any size (zigzag).
    fn number(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// The next field of a structure: its number and type, which is [`kind::STOP`] at the end.
    fn field(&mut self, last: &mut i64) -> Option<(i64, u8)> {
        let byte = self.byte()?;
        if byte == kind::STOP {
            return Some((*last, byte));
        }
        *last = match byte >> 4 {
            0 => self.number()?,
            step => last.checked_add(i64::from(step))?,
        };
        Some((*last, byte & 0x0f))
    }

    /// The size and type of a list.
    fn list(&mut self) -> Option<(u64, u8)> {
        let byte = self.byte()?;
        let size = match byte >> 4 {
            15 => self.varint()?,
            size => u64::from(size),
        };
        Some((size, byte & 0x0f))
    }

    /// The elements of the schema.
    fn elements(&mut self) -> Option<Vec<Element>> {
        let (size, kind) = self.list()?;
        let mut found = Vec::new();
        for _ in 0..size {
            if kind != kind::STRUCT {
                return None;
            }
            let mut element = Element {
                name: String::new(),
                children: 0,
            };
            let mut last = 0;
            loop {
                match self.field(&mut last)? {
                    (_, kind::STOP) => break,
                    (4, kind::BINARY) => {
                        let size = self.varint()?;
                        element.name = String::from_utf8_lossy(self.take(size)?).into_owned();
                    }
                    (5, _) => element.children = usize::try_from(self.number()?).ok()?,
                    (_, kind) => self.skip(kind, DEEPEST)?,
                }
            }
            found.push(element);
        }
        Some(found)
    }

    /// Passes over a value. In a structure, a truth value stands in the type itself.
    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            1 | 2 => {}
            kind::BYTE => drop(self.byte()?),
            4..=6 => drop(self.varint()?),
            kind::DOUBLE => drop(self.take(8)?),
            kind::BINARY => {
                let size = self.varint()?;
                self.take(size)?;
            }
            kind::LIST | kind::SET => {
                let (size, kind) = self.list()?;
                for _ in 0..size {
                    self.skip_element(kind, depth)?;
                }
            }
            kind::MAP => {
                let size = self.varint()?;
                let kinds = if size == 0 { 0 } else { self.byte()? };
                for _ in 0..size {
                    self.skip_element(kinds >> 4, depth)?;
                    self.skip_element(kinds & 0x0f, depth)?;
                }
            }
            kind::STRUCT => {
                let mut last = 0;
                loop {
                    match self.field(&mut last)? {
                        (_, kind::STOP) => break,
                        (_, kind) => self.skip(kind, depth)?,
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn skip_element(&mut self, kind: u8, depth: usize) -> Option<()> {
        match kind {
            1 | 2 => self.byte().map(drop),
            _ => self.skip(kind, depth),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parquet;

    /// A file of three columns and 1 234 567 rows, as pyarrow writes its footer: `nom`, `adresse.rue`, `tags`.
    fn file() -> Vec<u8> {
        let mut footer = vec![0x15, 0x02]; // version
        footer.extend([0x19, 0x6c]); // six elements of the schema
        let mut element = |name: &str, kind: Option<u8>, children: Option<u8>| {
            let mut last = 0;
            let mut field = |out: &mut Vec<u8>, id: u8, kind: u8| {
                out.push((id - last) << 4 | kind);
                last = id;
            };
            if let Some(kind) = kind {
                field(&mut footer, 1, 5);
                footer.push(kind << 1);
            }
            field(&mut footer, 4, 8);
            footer.push(u8::try_from(name.len()).unwrap());
            footer.extend(name.bytes());
            if let Some(children) = children {
                field(&mut footer, 5, 5);
                footer.push(children << 1);
            }
            footer.push(0);
        };
        element("schema", None, Some(3));
        element("nom", Some(6), None);
        element("adresse", None, Some(1));
        element("rue", Some(6), None);
        element("tags", None, Some(1));
        element("list", Some(6), None);
        footer.push(0x16); // rows
        let mut rows = 1_234_567_u64 << 1;
        while rows > 0x7f {
            footer.push(u8::try_from(rows & 0x7f).unwrap() | 0x80);
            rows >>= 7;
        }
        footer.push(u8::try_from(rows).unwrap());
        footer.extend([0x19, 0x0c, 0x28, 0x02, b'x', b'y', 0]); // no groups, a maker, the end
        let mut bytes = b"PAR1".to_vec();
        let length = u32::try_from(footer.len()).unwrap();
        bytes.extend(footer);
        bytes.extend(length.to_le_bytes());
        bytes.extend(b"PAR1");
        bytes
    }

    #[test]
    fn footers_tell_columns_and_rows() {
        let shape = parquet(&file()).unwrap();
        assert_eq!(shape.header, ["nom", "adresse.rue", "tags"]);
        assert_eq!(shape.rows, Some(1_234_567));
        assert_eq!(parquet(b"PAR1"), None);
        assert_eq!(parquet(b"PAR1\xff\xff\xff\xffPAR1"), None);
    }

    proptest! {
        #[test]
        fn damaged_footers_end(at in 0_usize..200, byte in any::<u8>(), cut in 0_usize..200) {
            let mut bytes = file();
            let last = bytes.len() - 1;
            bytes[at.min(last)] = byte;
            drop(parquet(&bytes));
            drop(parquet(&bytes[cut.min(last)..]));
        }
    }
}
