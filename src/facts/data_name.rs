// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which files are data of the team, told by their names and places: what serves code, tests and translations is none.

use crate::model::{DataFormat, Origin};

use super::recognise;

/// Least size of a data file, in bytes: smaller ones are settings and samples.
const LEAST: u64 = 1_000;

/// Ends of names and what they mean.
const ENDS: &[(&str, DataFormat)] = &[
    (".csv", DataFormat::Csv),
    (".psv", DataFormat::Csv),
    (".tsv", DataFormat::Tsv),
    (".tab", DataFormat::Tsv),
    (".csv.gz", DataFormat::CsvGz),
    (".tsv.gz", DataFormat::CsvGz),
    (".jsonl", DataFormat::JsonLines),
    (".ndjson", DataFormat::JsonLines),
    (".geojsonl", DataFormat::JsonLines),
    (".geojsons", DataFormat::JsonLines),
    (".geojsonseq", DataFormat::JsonLines),
    (".geojson.gz", DataFormat::Gzip),
    (".jsonl.gz", DataFormat::Gzip),
    (".ndjson.gz", DataFormat::Gzip),
    (".xls", DataFormat::Xls),
    (".xlsx", DataFormat::Xlsx),
    (".xlsm", DataFormat::Xlsx),
    (".ods", DataFormat::Ods),
    (".parquet", DataFormat::Parquet),
    (".arrow", DataFormat::Arrow),
    (".feather", DataFormat::Arrow),
    (".orc", DataFormat::Orc),
    (".avro", DataFormat::Avro),
    (".geojson", DataFormat::GeoJson),
    (".topojson", DataFormat::TopoJson),
    (".shp", DataFormat::Shapefile),
    (".dbf", DataFormat::Dbf),
    (".fgb", DataFormat::FlatGeobuf),
    (".gml", DataFormat::Gml),
    (".gpkg", DataFormat::GeoPackage),
    (".kml", DataFormat::Kml),
    (".kmz", DataFormat::Kml),
    (".gpx", DataFormat::Gpx),
    (".mbtiles", DataFormat::Tiles),
    (".pmtiles", DataFormat::Tiles),
    (".sqlite", DataFormat::Sqlite),
    (".sqlite3", DataFormat::Sqlite),
    (".db", DataFormat::Sqlite),
    (".duckdb", DataFormat::DuckDb),
    (".rds", DataFormat::R),
    (".rda", DataFormat::R),
    (".rdata", DataFormat::R),
    (".nc", DataFormat::NetCdf),
    (".h5", DataFormat::Hdf5),
    (".hdf5", DataFormat::Hdf5),
    (".sas7bdat", DataFormat::Statistics),
    (".sav", DataFormat::Statistics),
    (".zsav", DataFormat::Statistics),
    (".por", DataFormat::Statistics),
    (".xpt", DataFormat::Statistics),
    (".px", DataFormat::Px),
    (".dta", DataFormat::Statistics),
    (".mdb", DataFormat::Access),
    (".accdb", DataFormat::Access),
];

/// Folders whose tables serve the code: tests, samples, translations, settings, forms.
const NOT_DATA_FOLDERS: &[&str] = &[
    "spec",
    "specs",
    "testdata",
    "e2e",
    "unittests",
    "testing",
    "mockdata",
    "sampledata",
    "stubs",
    "tests-unitaires",
    "tests_unitaires",
    "conf",
    "params",
    "parametres",
    "renv",
    "seed",
    "i18n",
    "l10n",
    "locale",
    "locales",
    "lang",
    "translations",
    "traductions",
    "migrations",
    "seeds",
    "templates",
    "template",
    "modeles",
    "benchmarks",
    ".benchmarks",
    ".github",
    ".gitlab",
    "config",
    "cassettes",
    "mapping",
    "mappings",
    "labels",
    "playwright",
    "cypress",
    "selenium",
    "cucumber",
    "behave",
    "features",
    "storybook",
    ".storybook",
    "liquibase",
    "flyway",
    "__snapshots__",
    "vcr_cassettes",
];

/// Words of names that tell the same.
const NOT_DATA_WORDS: &[&str] = &[
    "mapping",
    "mappings",
    "config",
    "configuration",
    "label",
    "labels",
    "traduction",
    "traductions",
    "translation",
    "translations",
    "glossary",
    "glossaire",
    "template",
    "modele",
    "gabarit",
    "exemple",
    "exemples",
    "example",
    "examples",
    "sample",
    "samples",
    "echantillon",
    "test",
    "tests",
    "fixture",
    "fixtures",
    "mock",
    "seed",
    "seeds",
    "demo",
    "requirements",
    "sysdata",
    "thumbs",
];

/// The format of a file that looks like data of the team by its name; `None` for anything else.
pub(super) fn format(path: &str, size: Option<u64>, origin: Option<Origin>) -> Option<DataFormat> {
    let lower = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    ENDS.iter()
        .filter(|(end, _)| lower.ends_with(end))
        .max_by_key(|(end, _)| end.len())
        .map(|(_, format)| *format)
        .filter(|_| may_be(path, size, origin))
}

/// Whether a file may be data of the team by its size and its place: it serves no code, no test and no translation.
pub(super) fn may_be(path: &str, size: Option<u64>, origin: Option<Origin>) -> bool {
    if origin != Some(Origin::Own) || size.is_some_and(|size| size < LEAST) {
        return false;
    }
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let kept = recognise::is_in_data(path);
    let mut below = false;
    let folder = folders.split('/').map(str::to_lowercase).any(|folder| {
        let subject = below && SUBJECT_FOLDERS.contains(&folder.as_str());
        below |= recognise::is_data_folder(&folder);
        (NOT_DATA_FOLDERS.contains(&folder.as_str()) || is_of_tests(&folder)) && !subject
    });
    let said = crate::model::fold(&name.to_lowercase());
    let words: Vec<&str> = said.split(' ').collect();
    // In a folder of data a word of a name may be what the data is about: screening tests, organic labels.
    let about = kept
        && !words
            .iter()
            .all(|word| SUBJECTS.contains(word) || is_empty_word(word));
    let word = words
        .iter()
        .any(|word| NOT_DATA_WORDS.contains(word) && !(about && SUBJECTS.contains(word)));
    !folder && !word
}

/// Words that tell tests and texts of programs, and that data may be about.
const SUBJECTS: &[&str] = &["test", "tests", "label", "labels", "demo", "lang"];

/// Folders of the same, below one of data.
const SUBJECT_FOLDERS: &[&str] = &["features", "label", "labels", "lang"];

/// Whether the words of a folder's name tell of tests and of nothing else: `donnees_test`, `mock-data`.
fn is_of_tests(folder: &str) -> bool {
    const WORDS: &[&str] = &[
        "demo",
        "echantillon",
        "essai",
        "essais",
        "example",
        "examples",
        "exemple",
        "exemples",
        "fixture",
        "fixtures",
        "mock",
        "mocks",
        "sample",
        "samples",
        "test",
        "tests",
    ];
    let said = crate::model::fold(folder);
    let words: Vec<&str> = said.split(' ').collect();
    let is_test = |word: &&str| WORDS.contains(word);
    words.iter().any(is_test) && words.iter().all(|word| is_test(word) || is_empty_word(word))
}

/// Whether a word of a name says nothing of what a file is about.
fn is_empty_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "data", "donnees", "file", "fichier", "table", "set", "dataset", "jeu", "jeux", "de", "des", "the",
    ];
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
    word.is_empty()
        || WORDS.contains(&word)
        || ENDS
            .iter()
            .any(|(end, _)| end.trim_start_matches('.').split('.').any(|end| end == word))
}

/// Whether a file may be data although a pointer of Git LFS stands in its place.
pub(super) fn format_of_pointer(path: &str, origin: Option<Origin>) -> Option<DataFormat> {
    format(path, None, origin)
}

#[cfg(test)]
mod tests {
    use super::format;
    use crate::model::{DataFormat, Origin};

    #[test]
    fn data_is_told_from_what_serves_the_code() {
        for (path, expected) in [
            ("data/communes.csv", Some(DataFormat::Csv)),
            ("donnees/Communes 2024.XLSX", Some(DataFormat::Xlsx)),
            ("export.csv.gz", Some(DataFormat::CsvGz)),
            ("carte.geojson", Some(DataFormat::GeoJson)),
            ("sources/epci/2014.csv", Some(DataFormat::Csv)),
            ("tests/data/x.csv", None),
            ("src/i18n/fr.csv", None),
            ("database/mappings/a.tsv", None),
            ("database/product_mapping.tsv", None),
            ("exemple-valide.csv", None),
            ("docs/img/Thumbs.db", None),
            ("package.json", None),
            ("data/a.json", None),
            ("data/a.geojson.gz", Some(DataFormat::Gzip)),
            ("data/tests-covid.csv", Some(DataFormat::Csv)),
            ("data/labels-villes-fleuries.csv", Some(DataFormat::Csv)),
            ("data/label-bio.csv", Some(DataFormat::Csv)),
            ("data/test-de-paternite.csv", Some(DataFormat::Csv)),
            ("data/lang/x.csv", Some(DataFormat::Csv)),
            ("data/tests/x.csv", None),
            ("donnees_test/x.csv", None),
            ("src/__mocks__/x.csv", None),
            ("mock-data/x.csv", None),
            ("exemples-de-donnees/x.csv", None),
            ("Samples/x.csv", None),
            ("jeu-de-données-de-tests/x.csv", None),
            ("front/playwright/x.csv", None),
            ("src/features/carte/x.csv", None),
            ("db/liquibase/x.csv", None),
            (".storybook/x.csv", None),
            ("data/features/x.geojson", Some(DataFormat::GeoJson)),
            ("tests-covid/x.csv", Some(DataFormat::Csv)),
            ("exemplaires/x.csv", Some(DataFormat::Csv)),
            ("lang/data/x.csv", None),
            ("data/test.csv", None),
            ("data/test_data2.csv", None),
            ("data/exemple-de-test.csv", None),
            ("tests-covid.csv", None),
            ("data/a.fgb", Some(DataFormat::FlatGeobuf)),
            ("data/a.dbf", Some(DataFormat::Dbf)),
        ] {
            assert_eq!(format(path, Some(5_000), Some(Origin::Own)), expected, "{path}");
        }
        assert_eq!(format("a.csv", Some(999), Some(Origin::Own)), None);
        assert_eq!(format("a.csv", Some(5_000), Some(Origin::Vendored)), None);
        assert_eq!(format("a.csv", Some(5_000), None), None);
    }
}
