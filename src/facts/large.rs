// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data files above the limit for reading: their first lines or their footer show the columns.

use std::io::{Read as _, SeekFrom};

use crate::model::{DataFormat, TableShape};
use crate::opendata;
use crate::snapshot::Pieces;

use super::data::{self, Seen};
use super::decode::decode;
use super::recognise;

/// Largest file of which a part is looked at: a commit's content is unpacked whole for it.
pub(super) const LARGEST: u64 = 256 << 20;

/// Largest workbook that is read: the list of its parts stands at its end.
const WORKBOOK_BYTES: u64 = 64 << 20;

/// Longest footer of a Parquet file that is read.
const FOOTER_BYTES: u64 = 16 << 20;

/// Looks at the head of a file, or at what its format asks for. How many rows there are is not known.
pub(super) fn look(
    path: &str,
    format: Option<DataFormat>,
    unpacks: bool,
    head_bytes: usize,
    pieces: &mut dyn Pieces,
) -> Seen {
    let mut seen = Seen {
        partial: true,
        ..Seen::default()
    };
    let mut head = Vec::new();
    if (&mut *pieces)
        .take(head_bytes as u64)
        .read_to_end(&mut head)
        .is_err()
    {
        seen.format = format;
        return seen;
    }
    seen.begin(path, format, format.is_none(), &head);
    if seen.not_data {
        return seen;
    }
    match seen.format {
        Some(DataFormat::Parquet) => seen.tables(footer(pieces).into_iter().collect()),
        Some(format @ (DataFormat::Xlsx | DataFormat::Ods | DataFormat::Archive | DataFormat::Gtfs))
            if unpacks =>
        {
            let mut all = head;
            let rest = (&mut *pieces).take(WORKBOOK_BYTES).read_to_end(&mut all);
            if rest.is_ok() && (all.len() as u64) <= WORKBOOK_BYTES {
                seen.tables(data::look_inside(format, &all));
            }
        }
        // The head is enough of what unpacks to more than is looked at.
        Some(format @ (DataFormat::CsvGz | DataFormat::Gzip)) if unpacks => {
            seen.tables(
                data::look_inside(format, &head)
                    .into_iter()
                    .map(uncounted)
                    .collect(),
            );
        }
        Some(format) if data::is_packed(format) => {}
        Some(format) if !data::is_text(format) => seen.tables(data::look_inside(format, &head)),
        _ => {
            // The last line, and the last character, may be cut.
            let end = head
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(head.len(), |at| at + 1);
            let maps = matches!(seen.format, Some(DataFormat::GeoJson | DataFormat::TopoJson));
            if !maps && end * 2 > head.len() {
                head.truncate(end);
            }
            while std::str::from_utf8(&head).is_err_and(|error| error.error_len().is_none()) {
                head.pop();
            }
            if let Some(text) = decode(head) {
                if seen.format.is_none() {
                    seen.format = recognise::text(path, &text);
                }
                seen.table = seen
                    .format
                    .and_then(|format| data::look(format, &text))
                    .map(uncounted);
            }
        }
    }
    seen
}

fn uncounted(shape: TableShape) -> TableShape {
    TableShape { rows: None, ..shape }
}

/// The footer of a Parquet file, whose length stands before its last four bytes.
fn footer(pieces: &mut dyn Pieces) -> Option<TableShape> {
    let mut end = [0; 8];
    pieces.seek(SeekFrom::End(-8)).ok()?;
    pieces.read_exact(&mut end).ok()?;
    let length = i64::from(u32::from_le_bytes([end[0], end[1], end[2], end[3]])) + 8;
    if length.unsigned_abs() > FOOTER_BYTES {
        return None;
    }
    pieces.seek(SeekFrom::End(-length)).ok()?;
    let mut footer = Vec::new();
    (&mut *pieces)
        .take(length.unsigned_abs())
        .read_to_end(&mut footer)
        .ok()?;
    opendata::parquet(&footer)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::look;
    use crate::model::DataFormat;

    #[test]
    fn the_head_of_a_large_file_shows_its_columns() {
        let table = format!("nom;prénom;ville\n{}", "Durand;Zoé;Paris\n".repeat(20_000));
        for cut in [1_000, 1_003, 1_004, 1_005, 1_006] {
            let seen = look(
                "a.csv",
                Some(DataFormat::Csv),
                false,
                cut,
                &mut Cursor::new(&table),
            );
            let shape = seen.table.unwrap();
            assert_eq!(
                (shape.rows, shape.delimiter, shape.encoding),
                (None, Some(';'), Some("utf-8"))
            );
            assert_eq!(shape.header, ["nom", "prénom", "ville"]);
        }
        let feature = r#"{"type":"Feature","properties":{"nom":"a","courriel":"b"},"geometry":null}"#;
        let map = format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            vec![feature; 1_000].join(",")
        );
        let seen = look(
            "a.geojson",
            Some(DataFormat::GeoJson),
            false,
            1_000,
            &mut Cursor::new(&map),
        );
        assert_eq!(seen.table.unwrap().header, ["courriel", "nom"]);
        let seen = look(
            "a.parquet",
            Some(DataFormat::Parquet),
            false,
            10,
            &mut Cursor::new(b"PAR1 no footer PAR1"),
        );
        assert!(seen.table.is_none() && !seen.not_data);
    }
}
