// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The shape of a table in a text: its separator, its columns, its rows.

use csv::{ByteRecord, ReaderBuilder};
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::header::{self, ROWS_BEFORE};
use crate::model::TableShape;

/// Signs that separate columns, by how often they do.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Signs that separate columns where none of the others does, and how many columns they must part: a time or an
/// address holds a colon.
const RARE: [(u8, usize); 4] = [(0x1f, 2), (b'^', 2), (b'~', 2), (b':', 3)];

/// How much of a text the separator is guessed from, in bytes and rows.
const SAMPLE_BYTES: usize = 64 << 10;
const SAMPLE_ROWS: usize = 30;

/// Most columns that are kept of a header, and the longest name, in characters.
pub(super) const MOST_COLUMNS: usize = 1_000;
const LONGEST_NAME: usize = 200;

/// Most bytes between the name of a coordinate system and its properties.
const LONGEST_SYSTEM: usize = 80;

/// Longest line of JSON that is parsed for its names, in bytes.
const LONGEST_LINE: usize = 64 << 10;

/// The sign that separates the columns of a text; `,` when there is one column.
#[must_use]
pub fn delimiter(text: &str) -> u8 {
    let mut near = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(near) {
        near -= 1;
    }
    // The last line may be cut.
    let sample = &text[..near];
    let sample = match sample.rfind('\n') {
        Some(end) if near < text.len() => &sample[..end],
        _ => sample,
    };
    let score = |delimiter: &u8| agreement(sample, *delimiter);
    let best = DELIMITERS
        .iter()
        .rev()
        .max_by_key(|delimiter| score(delimiter))
        .copied()
        .unwrap_or(b',');
    let (sure, rows, _) = agreement(sample, best);
    if sure && rows > 1 {
        return best;
    }
    let rare = RARE.iter().find(|(sign, least)| {
        let (sure, rows, columns) = agreement(sample, *sign);
        sure && rows > 2 && columns >= *least && rows * 10 >= sample.lines().take(SAMPLE_ROWS).count() * 9
    });
    match rare {
        Some((sign, _)) => *sign,
        None if rows == 0 => b',',
        None => best,
    }
}

/// How well a sign parts a sample: whether most rows have as many columns as the first, how many rows have the same
/// number of columns, and how many columns that is.
fn agreement(sample: &str, delimiter: u8) -> (bool, usize, usize) {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(sample.as_bytes());
    let counts: Vec<usize> = reader
        .byte_records()
        .take(SAMPLE_ROWS)
        .map_while(Result::ok)
        .map(|record| record.len())
        .collect();
    let rows = |columns: usize| counts.iter().filter(|count| **count == columns).count();
    let first = counts.first().copied().unwrap_or_default();
    if first > 1 && rows(first) * 2 >= counts.len() {
        return (true, rows(first), first);
    }
    // Lines of a title may stand before the table.
    let several = counts.iter().copied().filter(|count| *count > 1);
    let most = several.map(|count| (rows(count), count)).max();
    most.map_or((false, 0, 0), |(rows, columns)| (false, rows, columns))
}

/// What a spreadsheet is told on the first line, `sep=;`, and the text behind it.
fn told(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let sign = line.trim().trim_matches('"').strip_prefix("sep=")?;
    match sign.as_bytes() {
        [sign] if sign.is_ascii() => Some((*sign, rest)),
        _ => None,
    }
}

/// The shape of separated values.
#[must_use]
pub fn separated(text: &str) -> TableShape {
    let (delimiter, text) = told(text).unwrap_or_else(|| (delimiter(text), text));
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut first: Vec<ByteRecord> = Vec::new();
    let mut rows = 0_usize;
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        if first.len() < ROWS_BEFORE {
            first.push(record.clone());
        }
        rows += 1;
    }
    let first: Vec<Vec<String>> = first.iter().map(cells).collect();
    let header = header::find(&first);
    TableShape {
        rows: Some(rows.saturating_sub(header.above) as u64),
        header: header.names,
        delimiter: Some(char::from(delimiter)),
        encoding: None,
    }
}

fn cells(record: &ByteRecord) -> Vec<String> {
    let cells = record.iter().take(MOST_COLUMNS);
    cells.map(|cell| short(&String::from_utf8_lossy(cell))).collect()
}

pub(super) fn short(text: &str) -> String {
    text.trim().chars().take(LONGEST_NAME).collect()
}

/// The shape of a text of JSON values, one a line: the names of its first objects.
#[must_use]
pub fn lines_of_json(text: &str) -> TableShape {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let objects = lines()
        .take(ROWS_BEFORE)
        .filter(|line| line.len() <= LONGEST_LINE)
        .filter_map(|line| serde_json::from_str::<Map<String, Value>>(line).ok());
    TableShape {
        rows: Some(lines().count() as u64),
        header: keys(objects),
        ..TableShape::default()
    }
}

/// The first records of a list in JSON, at most so many.
#[must_use]
pub fn records(text: &str, most: usize) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    let Some(mut rest) = text.trim_start().strip_prefix('[') else {
        return found;
    };
    while found.len() < most {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Map<String, Value>>();
        let Some(Ok(record)) = values.next() else { break };
        let end = values.byte_offset();
        found.push(record);
        match rest[end..].trim_start().strip_prefix(',') {
            Some(next) => rest = next,
            None => break,
        }
    }
    found
}

/// The shape of a list of records in JSON. How many there are is known when the whole text is there.
#[must_use]
pub fn list_of_json(text: &str) -> TableShape {
    TableShape {
        rows: serde_json::from_str::<Vec<IgnoredAny>>(text)
            .ok()
            .map(|list| list.len() as u64),
        header: keys(records(text, ROWS_BEFORE).into_iter()),
        ..TableShape::default()
    }
}

/// The names that objects use, each object's in alphabetical order; those of an object within bear its name.
fn keys(objects: impl Iterator<Item = Map<String, Value>>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if names.len() < MOST_COLUMNS && !names.contains(&name) {
            names.push(name);
        }
    };
    for object in objects {
        for (name, value) in &object {
            match value {
                Value::Object(inner) if !inner.is_empty() => {
                    inner.keys().for_each(|key| add(short(&format!("{name}.{key}"))));
                }
                _ => add(short(name)),
            }
        }
    }
    names
}

/// The properties of the first features of a map, and the number of features.
#[must_use]
pub fn features(text: &str) -> TableShape {
    const MARK: &str = "\"properties\"";
    let begin = text.find("\"features\"").unwrap_or(0);
    // The coordinate system has properties of its own, before the features or behind them.
    let system = text.find("\"crs\"").and_then(|at| {
        let mark = text[at..].find(MARK)?;
        (mark < LONGEST_SYSTEM).then_some(at + mark)
    });
    let places = || {
        memchr::memmem::find_iter(text.as_bytes(), MARK).filter(move |at| *at >= begin && Some(*at) != system)
    };
    let objects = places().take(ROWS_BEFORE).filter_map(|at| {
        let rest = text[at + MARK.len()..].trim_start().strip_prefix(':')?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Map<String, Value>>();
        values.next()?.ok()
    });
    let count = places().count();
    TableShape {
        rows: (count > 0).then_some(count as u64),
        header: keys(objects),
        ..TableShape::default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{delimiter, features, lines_of_json, separated};

    #[test]
    fn separators_are_guessed() {
        for (text, sign) in [
            ("a;b;c\n1,5;2;3\n1,5;2;3\n", b';'),
            ("a,b\n\"x;y\",2\n\"x;z\",3\n", b','),
            ("a\tb\n1\t2\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            ("nom\nAnne\n", b','),
            ("a^b\n1^2\n3^4\n", b'^'),
            ("a\u{1f}b\n1\u{1f}2\n3\u{1f}4\n", 0x1f),
            ("nom:prénom:ville\na:b:c\nd:e:f\n", b':'),
            ("heure\n12:30\n13:30\n", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(text), sign, "{text}");
        }
    }

    #[test]
    fn shapes_are_told() {
        let shape = separated("code;nom de la commune\n01001;\"L'Abergement;\nClémenciat\"\n01002;x\n");
        assert_eq!(shape.header, ["code", "nom de la commune"]);
        assert_eq!((shape.rows, shape.delimiter), (Some(2), Some(';')));
        let shape = separated("1,2\n3,4\n");
        assert_eq!((shape.rows, shape.header.len()), (Some(2), 0));
        let shape = separated("pays,1990,1991\nFrance,1,2\n");
        assert_eq!(shape.rows, Some(1));
        let shape = lines_of_json("{\"nom\":\"a\",\"x\":1}\n\n{\"nom\":\"b\"}\n");
        assert_eq!(shape.header, ["nom", "x"]);
        assert_eq!(shape.rows, Some(2));
        let shape = features(
            "{\"features\":[{\"properties\":{\"code\":\"01\",\"nom\":\"Ain\"},\"geometry\":null},{\"properties\":{}}]}",
        );
        assert_eq!(shape.header, ["code", "nom"]);
        assert_eq!(shape.rows, Some(2));
    }

    #[test]
    fn maps_with_a_coordinate_system_and_lines_that_differ_are_read() {
        let system = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc\"}}";
        let feature = "{\"type\":\"Feature\",\"properties\":{\"nom\":\"a\",\"courriel\":null}}";
        for text in [
            format!("{{{system},\"features\":[{feature},{feature}]}}"),
            format!("{{\"features\":[{feature},{feature}],{system}}}"),
        ] {
            let shape = features(&text);
            assert_eq!(
                (shape.header, shape.rows),
                (vec!["courriel".to_owned(), "nom".to_owned()], Some(2))
            );
        }
        let shape = lines_of_json("{\"id\":1}\n{\"id\":2,\"usager\":{\"nom\":\"a\"}}\n");
        assert_eq!(
            (shape.header, shape.rows),
            (vec!["id".to_owned(), "usager.nom".to_owned()], Some(2))
        );
    }

    #[test]
    fn lines_before_the_header_are_no_rows() {
        for before in [
            "Export du 1er janvier\n\n",
            "# Export\n",
            "Export;;;\n",
            "sep=;\n",
            "\"sep=;\"\n",
            "",
        ] {
            let shape = separated(&format!("{before}nom;prénom;courriel;ville\na;b;c;d\ne;f;;\n"));
            assert_eq!(shape.header.len(), 4, "{before:?}");
            assert_eq!((shape.rows, shape.delimiter), (Some(2), Some(';')), "{before:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_shape(text in "[a-z0-9,;\t|\"\n{}:é ]{0,200}") {
            drop(separated(&text));
            drop(lines_of_json(&text));
            drop(features(&text));
        }
    }
}
