// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use std::io::{Cursor, Write as _};

use calamine::{Data, Ods, Reader, Xlsx};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use proptest::prelude::*;

use super::{PART_BYTES, Workbook, sheets};

/// An archive of parts, unpacked or not, whose announced sizes and sums are lies: nothing may trust them.
fn archive(parts: &[(&str, &str)], packs: bool) -> Vec<u8> {
    written(parts, packs, false)
}

fn written(parts: &[(&str, &str)], packs: bool, honest: bool) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    let short = |out: &mut Vec<u8>, value: usize| out.extend(u16::try_from(value).unwrap().to_le_bytes());
    let long = |out: &mut Vec<u8>, value: usize| out.extend(u32::try_from(value).unwrap().to_le_bytes());
    for (name, text) in parts {
        let packed = if packs {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        } else {
            text.as_bytes().to_vec()
        };
        let at = out.len();
        let method = if packs { 8 } else { 0 };
        let mut sum = Crc::new();
        sum.update(text.as_bytes());
        let (sum, size) = if honest {
            (sum.sum() as usize, text.len())
        } else {
            (0, 1)
        };
        for (out, mark) in [(&mut out, b"PK\x03\x04"), (&mut list, b"PK\x01\x02")] {
            out.extend(mark);
            if mark == b"PK\x01\x02" {
                short(out, 20);
            }
            for value in [20, 0, method, 0, 0] {
                short(out, value);
            }
            for value in [sum, packed.len(), size] {
                long(out, value);
            }
            short(out, name.len());
            short(out, 0);
        }
        out.extend(name.bytes());
        out.extend(packed);
        for value in [0, 0, 0] {
            short(&mut list, value);
        }
        long(&mut list, 0);
        long(&mut list, at);
        list.extend(name.bytes());
    }
    let (size, start) = (list.len(), out.len());
    out.extend(list);
    out.extend(b"PK\x05\x06");
    for value in [0, 0, parts.len(), parts.len()] {
        short(&mut out, value);
    }
    long(&mut out, size);
    long(&mut out, start);
    short(&mut out, 0);
    out
}

const WORKBOOK: &str = r#"<workbook xmlns:r="x"><sheets><sheet name="Lisez-moi" sheetId="1" r:id="rId2"/>
    <sheet name="Agents" sheetId="2" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet9.xml"/>
    <Relationship Id="rId2" Target="/xl/worksheets/sheet1.xml"/></Relationships>"#;
const TEXTS: &str = "<sst><si><t>À lire</t></si><si><t>Nom</t><rPh><t>x</t></rPh></si>\
    <si><r><t>Pré</t></r><r><t>nom</t></r></si><si><t>Sigle &amp; n&#176;</t></si></sst>";
const FIRST: &str =
    r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
const SECOND: &str = r#"<worksheet><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c></row>
    <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="s"><v>2</v></c><c r="C3"/><c r="D3" t="s"><v>3</v></c>
        <c r="E3" t="inlineStr"><is><t>Âge</t></is></c></row>
    <row r="4"><c r="A4" t="str"><f>A1</f><v>Martin</v></c><c r="E4"><v>41</v></c></row>
    <row r="5"><c r="A5"/></row>
    <row r="6"><c r="A6" t="s"><v>99</v></c><c r="B6" t="s"><v>2</v></c></row>
</sheetData></worksheet>"#;

fn office(packs: bool) -> Vec<u8> {
    archive(
        &[
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/sharedStrings.xml", TEXTS),
            ("xl/worksheets/sheet1.xml", FIRST),
            ("xl/worksheets/sheet9.xml", SECOND),
        ],
        packs,
    )
}

#[test]
fn every_sheet_of_an_office_workbook_is_seen() {
    for packs in [false, true] {
        let found = sheets(Workbook::Office, &office(packs));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].header, ["À lire"]);
        assert_eq!(found[1].header, ["Nom", "Prénom", "", "Sigle & n°", "Âge"]);
        assert_eq!(found[1].rows, Some(2), "a title above, an empty row between");
    }
}

#[test]
fn open_documents_count_what_is_repeated_and_do_not_make_it() {
    let content = r#"<office:document-content><office:spreadsheet><table:table table:name="a">
        <table:table-row><table:table-cell><office:annotation><text:p>no</text:p></office:annotation><text:p>Courriel</text:p>
        </table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>Âge</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="4294967295"/></table:table-row>
        <table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>a</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="18446744073709551615"><text:p>1</text:p></table:table-cell>
        </table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
        </table:table></office:spreadsheet></office:document-content>"#;
    let found = sheets(Workbook::Open, &archive(&[("content.xml", content)], true));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].header.len(),
        0,
        "the second row is wider, and is no header"
    );
    let content = content.replace("18446744073709551615", "2");
    let found = sheets(Workbook::Open, &archive(&[("content.xml", &content)], true));
    assert_eq!(found[0].header, ["Courriel", "Âge", "Âge"]);
    assert_eq!(found[0].rows, Some(1_000_000));
}

/// A table as a spreadsheet writes it: the first row is its header, an empty text is a cell that is not there.
fn workbook(kind: Workbook, table: &[Vec<String>]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let row = |(at, row): (usize, &Vec<String>)| {
        let row: String = row
            .iter()
            .zip('A'..='Z')
            .map(|(text, column)| match (kind, text.is_empty()) {
                (Workbook::Office, true) => String::new(),
                (Workbook::Office, false) => format!(
                    r#"<c r="{column}{}" t="inlineStr"><is><t>{}</t></is></c>"#,
                    at + 1,
                    escaped(text)
                ),
                (Workbook::Open, true) => "<table:table-cell/>".to_owned(),
                (Workbook::Open, false) => format!(
                    r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                    escaped(text)
                ),
            })
            .collect();
        match kind {
            Workbook::Office => format!(r#"<row r="{}">{row}</row>"#, at + 1),
            Workbook::Open => format!("<table:table-row>{row}</table:table-row>"),
        }
    };
    let rows: String = table.iter().enumerate().map(row).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let parts: &[(&str, &str)] = match kind {
        Workbook::Office => &[
            (
                "_rels/.rels",
                r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
            ),
            (
                "xl/workbook.xml",
                r#"<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
            ),
            ("xl/worksheets/sheet1.xml", &sheet),
        ],
        Workbook::Open => &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:manifest/>"),
            ("content.xml", &content),
        ],
    };
    written(parts, true, true)
}

/// What the library `calamine` reads in the first sheet: the cells of the first row, and how many rows follow that
/// hold something.
fn by_calamine<'a, R: Reader<Cursor<&'a [u8]>>>(bytes: &'a [u8]) -> (Vec<String>, u64)
where
    R::Error: std::fmt::Debug,
{
    let mut book = R::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| cell.to_string();
    let mut rows = range
        .rows()
        .map(|row| row.iter().map(text).collect::<Vec<String>>());
    let mut header = rows.next().unwrap_or_default();
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let filled = rows.filter(|row| row.iter().any(|cell| !cell.is_empty()));
    (header, filled.count() as u64)
}

proptest! {
    /// The header and the number of rows are those that a reader of whole workbooks finds.
    #[test]
    fn a_reader_of_whole_workbooks_sees_the_same(
        header in proptest::collection::vec("[A-Z][a-zé&<]{1,8}", 2..6),
        cells in proptest::collection::vec(proptest::collection::vec("[a-zé&<]{0,3}|[0-9]{1,4}", 2..6), 1..8),
    ) {
        let mut table = vec![header.clone()];
        table.extend(cells.into_iter().map(|mut row| {
            row.resize(header.len(), String::new());
            row
        }));
        for kind in [Workbook::Office, Workbook::Open] {
            let bytes = workbook(kind, &table);
            let found = sheets(kind, &bytes);
            let (columns, rows) = match kind {
                Workbook::Office => by_calamine::<Xlsx<_>>(&bytes),
                Workbook::Open => by_calamine::<Ods<_>>(&bytes),
            };
            prop_assert_eq!(&columns, &header);
            prop_assert_eq!(found.len(), 1);
            if !found[0].header.is_empty() {
                prop_assert_eq!(&found[0].header, &columns);
                prop_assert_eq!(found[0].rows, Some(rows), "{:?}", kind);
            }
        }
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let head = r#"<worksheet><sheetData><row><c t="str"><v>Nom</v></c><c t="str"><v>Âge</v></c></row>"#;
    let bomb = format!("{head}{}", "<row><c><v>1</v></c></row>".repeat(PART_BYTES / 8));
    let bytes = archive(
        &[
            ("xl/worksheets/sheet1.xml", &bomb),
            ("xl/sharedStrings.xml", &bomb),
        ],
        true,
    );
    assert!(bytes.len() < bomb.len() / 20);
    let found = sheets(Workbook::Office, &bytes);
    assert_eq!(found[0].header, ["Nom", "Âge"]);
    assert_eq!(found[0].rows, None, "not all of it was seen");
}

#[test]
fn what_is_no_workbook_has_no_sheet() {
    for bytes in [&b""[..], b"PK", b"PK\x05\x06", b"not a workbook", &[0; 100]] {
        assert_eq!(sheets(Workbook::Office, bytes), []);
        assert_eq!(sheets(Workbook::Open, bytes), []);
    }
}

proptest! {
    #[test]
    fn damaged_archives_end(at in 0_usize..3_000, byte in any::<u8>(), cut in 0_usize..3_000, packs in any::<bool>()) {
        let mut bytes = office(packs);
        let last = bytes.len() - 1;
        bytes[at.min(last)] = byte;
        drop(sheets(Workbook::Office, &bytes));
        drop(sheets(Workbook::Office, &bytes[cut.min(last)..]));
        drop(sheets(Workbook::Open, &bytes));
    }
}

#[test]
fn columns_without_an_end_are_left_out() {
    let far = "Z".repeat(40);
    let row = format!(
        r#"<row><c r="{far}1"><v>1</v></c><c><v>2</v></c><c r="{far}1"/><c r="A1"><v>nom</v></c></row>"#
    );
    let sheet = format!("<worksheet><sheetData>{row}</sheetData></worksheet>");
    let found = sheets(
        Workbook::Office,
        &archive(&[("xl/worksheets/sheet1.xml", &sheet)], true),
    );
    assert_eq!(found[0].header, ["nom"]);
}

#[test]
fn headers_of_two_levels_of_periods_and_beside_empty_columns_are_found() {
    let rows = |rows: &[&str]| -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.split(',').map(str::to_owned).collect())
            .collect()
    };
    for (table, header) in [
        (
            &["Identité,,Contact,", "nom,prénom,courriel,téléphone", "a,b,c,d"][..],
            &["nom", "prénom", "courriel", "téléphone"][..],
        ),
        (
            &["nom,prénom,45292,45323", "a,b,1,2"],
            &["nom", "prénom", "45292", "45323"],
        ),
        (&[",,,nom,prénom", ",,,a,b"], &["nom", "prénom"]),
    ] {
        let table = rows(table);
        for kind in [Workbook::Office, Workbook::Open] {
            let found = sheets(kind, &workbook(kind, &table));
            assert_eq!((found.len(), found[0].rows), (1, Some(1)), "{kind:?} {table:?}");
            assert_eq!(found[0].header, header, "{kind:?}");
        }
    }
}
