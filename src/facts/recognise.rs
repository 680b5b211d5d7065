// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data whose name does not tell it: by its first bytes, by the parts of an archive, by what a text shows.

use serde_json::{Map, Value};

use crate::model::{DataFormat, Origin};
use crate::opendata;

use super::data;
use super::decode::Text;

/// Ends of names that may hide data, and the end that nothing says.
const ENDS: &[&str] = &[
    "", "data", "dat", "bin", "dump", "json", "txt", "gz", "zip", "out", "export", "base", "save",
];

/// Words of folders that hold data.
const FOLDERS: &[&str] = &[
    "data",
    "datas",
    "datasets",
    "dataset",
    "donnees",
    "donnée",
    "données",
    "jeux",
    "opendata",
    "open-data",
    "open_data",
    "raw",
    "exports",
    "export",
    "extractions",
    "extraction",
    "csv",
    "referentiels",
    "referentiel",
    "base-de-donnees",
];

/// Folders of a program's sources.
const SOURCES: &[&str] = &["src", "lib", "app", "apps", "packages", "components", "assets"];

/// Fewest records of a list, and rows of a table, that are taken for data where only the content tells.
const FEWEST: usize = 5;

/// Bytes in which a map says that it is one.
const HEAD: usize = 4 << 10;

/// Whether the content of a file may be data although its name does not say so.
pub(super) fn may_be(path: &str, size: Option<u64>, origin: Option<Origin>) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let end = match name.rsplit_once('.') {
        Some(("", _)) => return false,
        Some((_, end)) => end.to_ascii_lowercase(),
        None => String::new(),
    };
    ENDS.contains(&end.as_str())
        && data::may_be(path, size, origin)
        && (end != "zip" || is_in_data(path) || says_gtfs(path))
}

fn says_gtfs(path: &str) -> bool {
    path.to_ascii_lowercase().contains("gtfs")
}

/// Whether such a file is unpacked to see what it is.
pub(super) fn is_packed(path: &str) -> bool {
    let end = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    matches!(end.as_deref(), Some("gz" | "zip"))
}

/// Whether a file lies in a folder that is called after data.
pub(super) fn is_in_data(path: &str) -> bool {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    // Lists that a program comes with, such as the countries of a menu, lie among its sources.
    let is_code = |folder: &str| folder.starts_with('.') || SOURCES.contains(&folder);
    let folders: Vec<String> = folders.split('/').map(str::to_lowercase).collect();
    folders.iter().any(|folder| is_data_folder(folder)) && !folders.iter().any(|folder| is_code(folder))
}

/// Whether a folder is called after data; its name in small letters.
pub(super) fn is_data_folder(folder: &str) -> bool {
    FOLDERS.contains(&folder)
}

/// The format that the first bytes of a content are those of; `None` for a text and for what is not known.
pub(super) fn magic(path: &str, bytes: &[u8]) -> Option<DataFormat> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
    let known: &[(usize, &[u8], DataFormat)] = &[
        (0, b"PAR1", DataFormat::Parquet),
        (0, b"fgb\x03", DataFormat::FlatGeobuf),
        (0, b"ARROW1", DataFormat::Arrow),
        (0, b"Obj\x01", DataFormat::Avro),
        (0, b"\x89HDF\r\n\x1a\n", DataFormat::Hdf5),
        (0, b"CDF\x01", DataFormat::NetCdf),
        (0, b"CDF\x02", DataFormat::NetCdf),
        (0, b"\x00\x00\x27\x0a\x00\x00", DataFormat::Shapefile),
        (0, b"$FL2", DataFormat::Statistics),
        (0, b"$FL3", DataFormat::Statistics),
        (0, b"<stata_dta>", DataFormat::Statistics),
        (0, b"HEADER RECORD*******LIBRARY", DataFormat::Statistics),
        (0, b"PMTiles", DataFormat::Tiles),
        (4, b"Standard Jet DB", DataFormat::Access),
        (4, b"Standard ACE DB", DataFormat::Access),
    ];
    if at(0, b"SQLite format 3\0") {
        let geo = at(68, b"GPKG") || at(68, b"GP10") || at(68, b"GP11");
        return Some(if geo {
            DataFormat::GeoPackage
        } else {
            DataFormat::Sqlite
        });
    }
    if let Some((.., format)) = known.iter().find(|(from, mark, _)| at(*from, mark)) {
        return Some(*format);
    }
    // Texts may begin with these letters.
    let binary = bytes[..bytes.len().min(HEAD)].contains(&0);
    for (from, mark, format) in [
        (0, &b"ORC"[..], DataFormat::Orc),
        (8, b"DUCK", DataFormat::DuckDb),
    ] {
        if binary && at(from, mark) {
            return Some(format);
        }
    }
    if at(0, b"PK\x03\x04") {
        return archive(path, bytes);
    }
    // Whatever is compressed in a folder of data; elsewhere it may be a program.
    (at(0, b"\x1f\x8b") && is_in_data(path) && !path.contains(".tar")).then_some(DataFormat::Gzip)
}

/// What an archive is by the names of its parts.
fn archive(path: &str, bytes: &[u8]) -> Option<DataFormat> {
    let parts = opendata::parts(bytes);
    let has = |name: &str| {
        parts
            .iter()
            .any(|part| *part == name || part.ends_with(&format!("/{name}")))
    };
    let ends = |end: &str| parts.iter().any(|part| part.to_lowercase().ends_with(end));
    if parts.iter().any(|part| part.starts_with("xl/")) {
        return Some(DataFormat::Xlsx);
    }
    if has("mimetype") && has("content.xml") {
        let mark = b"application/vnd.oasis.opendocument.spreadsheet";
        let head = &bytes[..bytes.len().min(200)];
        return head
            .windows(mark.len())
            .any(|part| part == mark)
            .then_some(DataFormat::Ods);
    }
    if has("stops.txt") && (has("trips.txt") || has("routes.txt")) {
        return Some(DataFormat::Gtfs);
    }
    let tables = [
        ".csv", ".tsv", ".geojson", ".shp", ".dbf", ".parquet", ".xlsx", ".ods",
    ];
    (is_in_data(path) && tables.iter().any(|end| ends(end))).then_some(DataFormat::Archive)
}

/// The format of a text whose name does not tell it. A map is one wherever it stands; a list of records or a table only
/// where data is kept, because settings and translations look the same.
pub(super) fn text(path: &str, text: &Text) -> Option<DataFormat> {
    let source = text.as_str().trim_start();
    let head = crate::model::beginning(source, HEAD);
    let json = matches!(source.as_bytes().first(), Some(b'{' | b'['));
    if source.starts_with('{') && head.contains("\"type\"") {
        if head.contains("\"FeatureCollection\"") && source.contains("\"features\"") {
            return Some(DataFormat::GeoJson);
        }
        if head.contains("\"Topology\"") && source.contains("\"arcs\"") {
            return Some(DataFormat::TopoJson);
        }
    }
    if !is_in_data(path) {
        return None;
    }
    if json {
        return is_list(source).then_some(DataFormat::Json);
    }
    let plain = !path.to_ascii_lowercase().ends_with(".json");
    (plain && is_table(source)).then_some(DataFormat::Csv)
}

/// Whether a text is a list of records that have the same names.
fn is_list(source: &str) -> bool {
    if !source.starts_with('[') {
        return false;
    }
    let first = opendata::records(source, FEWEST);
    let same = |one: &Map<String, Value>| {
        first
            .iter()
            .all(|other| one.keys().filter(|key| other.contains_key(*key)).count() >= 2)
    };
    first.len() == FEWEST && first.first().is_some_and(same)
}

/// Whether a text is a table: nearly every line has as many columns as the first one.
fn is_table(source: &str) -> bool {
    let shape = opendata::separated(source);
    shape.header.len() > 1
        && shape.rows.is_some_and(|rows| rows >= FEWEST as u64)
        && shape.delimiter.is_some_and(|sign| {
            let columns = shape.header.len() - 1;
            let lines: Vec<&str> = source
                .lines()
                .filter(|line| !line.trim().is_empty())
                .take(100)
                .collect();
            let right = lines
                .iter()
                .filter(|line| line.matches(sign).count() >= columns)
                .count();
            right * 10 >= lines.len() * 9
        })
}

#[cfg(test)]
mod tests {
    use super::{magic, may_be, text};
    use crate::facts::decode::decode;
    use crate::model::{DataFormat, Origin};

    #[test]
    fn first_bytes_tell_formats() {
        for (bytes, format) in [
            (&b"SQLite format 3\0..."[..], Some(DataFormat::Sqlite)),
            (b"PAR1....PAR1", Some(DataFormat::Parquet)),
            (b"fgb\x03fgb\x00", Some(DataFormat::FlatGeobuf)),
            (b"\x00\x00\x27\x0a\x00\x00\x00\x00", Some(DataFormat::Shapefile)),
            (b"\x1f\x8b\x08", Some(DataFormat::Gzip)),
            (b"\x7fELF", None),
            (b"ORCID;nom\n", None),
            (b"", None),
        ] {
            assert_eq!(magic("data/x", bytes), format, "{bytes:?}");
        }
        assert_eq!(magic("dist/x", b"\x1f\x8b\x08"), None);
    }

    #[test]
    fn texts_tell_what_they_hold() {
        let of = |path: &str, content: &str| text(path, &decode(content.as_bytes().to_vec()).unwrap());
        let map =
            r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"nom": "a"}}]}"#;
        assert_eq!(of("carte.json", map), Some(DataFormat::GeoJson));
        let list = format!("[{}]", [r#"{"nom": "a", "prénom": "b"}"#; 6].join(","));
        assert_eq!(of("data/x.json", &list), Some(DataFormat::Json));
        assert_eq!(of("src/menu.json", &list), None);
        assert_eq!(of("src/address/data/countries.json", &list), None);
        assert_eq!(of(".storybook/data/species.json", &list), None);
        assert_eq!(of("data/x.json", r#"{"nom": "a"}"#), None);
        let table = format!("nom;prénom\n{}", "a;b\n".repeat(9));
        assert_eq!(of("data/x.txt", &table), Some(DataFormat::Csv));
        assert_eq!(of("notes/x.txt", &table), None);
        assert_eq!(
            of(
                "data/README",
                "Un texte, qui a une virgule.\nEt une autre, ici.\n"
            ),
            None
        );
        assert!(may_be("base", Some(5_000), Some(Origin::Own)));
        assert!(!may_be("tests/data/base", Some(5_000), Some(Origin::Own)));
        assert!(!may_be("a.zip", Some(5_000), Some(Origin::Own)));
        assert!(!may_be(".gitignore", Some(5_000), Some(Origin::Own)));
    }
}
