// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links to data.gouv.fr in every text of the team.

use std::sync::Arc;

use crate::model::{Bearing, DataLink, Origin, Place, Role};
use crate::opendata;

use super::bearing;
use super::decode::{Text, decode};
use super::own_page;
use super::shown::Page;

/// Most links that one file gives to an audit: enough for any list, bounded on hostile input.
const MOST_PER_FILE: usize = 1_000;

/// Extensions of files that are no text.
const BINARY: &[&str] = &[
    "7z", "a", "avi", "avif", "bin", "bmp", "bz2", "class", "dbf", "dll", "doc", "docx", "dylib", "eot",
    "exe", "feather", "flac", "gif", "gpkg", "gz", "h5", "heic", "icns", "ico", "jar", "jp2", "jpeg", "jpg",
    "mbtiles", "mkv", "mo", "mov", "mp3", "mp4", "npy", "npz", "o", "odg", "odp", "ods", "odt", "ogg", "otf",
    "parquet", "pdf", "pickle", "pkl", "pmtiles", "png", "ppt", "pptx", "pyc", "rar", "rda", "rdata", "rds",
    "shp", "shx", "so", "sqlite", "sqlite3", "tar", "tgz", "tif", "tiff", "ttf", "wasm", "wav", "webm",
    "webp", "woff", "woff2", "xls", "xlsb", "xlsm", "xlsx", "xz", "zip", "zst",
];

/// Ends of texts that programs write for programs: what they name, another file names first.
const FOR_PROGRAMS: &[&str] = &[
    ".lock",
    "-lock.json",
    "-lock.yaml",
    "go.sum",
    ".map",
    ".min.js",
    ".min.css",
    ".svg",
];

/// Whether the links of a file count: those of the team's own texts do, but for licence texts, which hold
/// addresses as examples.
pub(super) fn is_wanted(path: &str, role: Option<Role>, origin: Origin) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let binary = name
        .rsplit_once('.')
        .is_some_and(|(_, extension)| BINARY.contains(&extension));
    origin == Origin::Own
        && role != Some(Role::Licence)
        && !binary
        && !FOR_PROGRAMS.iter().any(|end| name.ends_with(end))
}

/// Largest text that is read for its links alone, in bytes, and most bytes of all such texts: a document or a notebook
/// with its pictures may be longer than what rules read.
pub(super) const LONG_BYTES: u64 = 32 << 20;
pub(super) const LONG_IN_ALL: u64 = 64 << 20;

/// Ends of texts that hold data: they are too many bytes to be read for a link, which only records something there.
const DATA: &[&str] = &[
    "csv", "geojson", "gpx", "json", "jsonl", "kml", "log", "ndjson", "nt", "rdf", "sql", "topojson", "tsv",
    "ttl", "xml",
];

/// What is done with a text whose links count and that is longer than what rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Long {
    /// It is read for its links, while there is room.
    Read,
    /// It is told that nobody looked.
    Told,
    /// It may be no text at all.
    Passed,
}

/// What is done with a long file.
pub(super) fn long(path: &str, role: Option<Role>) -> Long {
    let end = path
        .rsplit_once('.')
        .map_or("", |(_, end)| end)
        .to_ascii_lowercase();
    if DATA.contains(&&*end) {
        return Long::Told;
    }
    match bearing::of(path, role) {
        Bearing::Claim | Bearing::Code | Bearing::Publishing | Bearing::Shown => Long::Read,
        Bearing::Record | Bearing::Test | Bearing::Elsewhere => Long::Passed,
    }
}

/// The links of one file of the team, in order.
pub(super) fn read(path: &Arc<str>, role: Option<Role>, text: &Text) -> Vec<DataLink> {
    links(path, role, text, MOST_PER_FILE)
}

/// The links of one file, looked at by itself; `None` when it is binary.
#[must_use]
pub fn links_of(path: &str, bytes: Vec<u8>) -> Option<Vec<DataLink>> {
    let text = decode(bytes)?;
    Some(links(&Arc::from(path), super::role_of(path), &text, usize::MAX))
}

fn links(path: &Arc<str>, role: Option<Role>, text: &Text, most: usize) -> Vec<DataLink> {
    let source = text.as_str();
    let found = opendata::links(source);
    let bearing = match bearing::of(path, role) {
        Bearing::Code if !found.is_empty() && opendata::writes(source) => Bearing::Publishing,
        bearing => bearing,
    };
    let page = match bearing {
        Bearing::Code if !found.is_empty() => Page::of(path, source),
        Bearing::Elsewhere if !found.is_empty() => Page::of(path, source).filter(Page::is_whole),
        _ => None,
    };
    // Offset, line and column of the last place: a column is counted from there, so that a text that is
    // one long line costs no more than another.
    let mut last = (0, 1, 1);
    found
        .into_iter()
        .take(most)
        .map(|link| {
            let line = text.line(link.start);
            let column = if line == last.1 {
                let chars = source[last.0..link.start].chars().count();
                last.2 + u32::try_from(chars).unwrap_or(u32::MAX)
            } else {
                text.position(link.start).1
            };
            last = (link.start, line, column);
            let shown = page.as_ref().is_some_and(|page| page.shows(&link));
            let bearing = match bearing {
                _ if shown => Bearing::Shown,
                Bearing::Code | Bearing::Publishing | Bearing::Elsewhere
                    if own_page::is_one(path, &source[..link.start]) =>
                {
                    Bearing::Claim
                }
                bearing => bearing,
            };
            DataLink {
                target: link.target,
                url: link.url,
                place: Place::at(path, line, column),
                role,
                bearing,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_wanted, links_of};
    use crate::model::{Bearing, Origin, Role};

    #[test]
    fn places_count_lines_and_characters() {
        let url = "https://www.data.gouv.fr/datasets/a-b";
        let text = format!("é {url} é {url}\r\n\n  <{url}>");
        let found = links_of("notes.txt", text.into_bytes()).unwrap();
        let places: Vec<_> = found
            .iter()
            .map(|link| (link.place.line, link.place.column))
            .collect();
        let second = u32::try_from("é ".chars().count() + url.len() + " é ".chars().count() + 1).unwrap();
        assert_eq!(
            places,
            [(Some(1), Some(3)), (Some(1), Some(second)), (Some(3), Some(4))]
        );
        assert_eq!(links_of("logo.png", vec![0, 159, 146, 150, 0, 0, 3]), None);
    }

    #[test]
    fn code_that_writes_to_the_portal_is_told_from_code_that_reads() {
        let url = "https://www.data.gouv.fr/api/1/datasets/eau/";
        for (path, more, bearing) in [
            (
                "a.py",
                "requests.put(URL, headers={'X-API-KEY': key})",
                Bearing::Publishing,
            ),
            (
                ".github/workflows/a.yml",
                "key: ${{ secrets.DATAGOUV_API_KEY }}",
                Bearing::Publishing,
            ),
            ("a.py", "requests.get(URL)", Bearing::Code),
            ("tests/a.py", "headers={'X-API-KEY': key}", Bearing::Test),
            ("README.md", "X-API-KEY", Bearing::Claim),
        ] {
            let found = links_of(path, format!("URL = '{url}'\n{more}\n").into_bytes()).unwrap();
            assert_eq!(found[0].bearing, bearing, "{path} {more}");
        }
    }

    #[test]
    fn the_page_that_a_manifest_gives_the_project_is_a_claim() {
        let url = "https://www.data.gouv.fr/datasets/eau/";
        for (path, text, bearing) in [
            (
                "datapackage.json",
                r#"{"name": "{", "homepage": "URL"}"#,
                Bearing::Claim,
            ),
            (
                "data/datapackage.json",
                "{\n  \"homepage\" :\n\"URL\"\n}",
                Bearing::Claim,
            ),
            (
                "codemeta.json",
                r#"{"author": [{"url": "x"}], "url": "URL"}"#,
                Bearing::Claim,
            ),
            ("package.json", r#"{"homepage": "URL"}"#, Bearing::Claim),
            ("CITATION.cff", "title: Eau\nurl: \"URL\"\n", Bearing::Claim),
            ("CITATION.cff", "url: URL\n", Bearing::Claim),
            ("CITATION.cff", "references:\n  - url: URL\n", Bearing::Elsewhere),
            (
                "datapackage.json",
                r#"{"sources": [{"url": "URL"}]}"#,
                Bearing::Code,
            ),
            ("package.json", r#"{"bugs": {"url": "URL"}}"#, Bearing::Code),
            (
                "package.json",
                r#"{"a": "\"}", "scripts": {"homepage": "URL"}}"#,
                Bearing::Code,
            ),
            ("package.json", r#"{"data": "URL"}"#, Bearing::Code),
            ("config.json", r#"{"url": "URL"}"#, Bearing::Code),
            ("tests/package.json", r#"{"homepage": "URL"}"#, Bearing::Test),
        ] {
            let found = links_of(path, text.replace("URL", url).into_bytes()).unwrap();
            assert_eq!(found[0].bearing, bearing, "{path} {text}");
        }
    }

    #[test]
    fn only_the_teams_own_texts_are_read() {
        for (path, wanted) in [
            ("README.md", true),
            ("src/import.py", true),
            ("data/a.csv", true),
            ("notes.ipynb", true),
            ("Dockerfile", true),
            ("publiccode.yml", true),
            ("logo.PNG", false),
            ("package-lock.json", false),
            ("Cargo.lock", false),
            ("app.min.js", false),
        ] {
            assert_eq!(is_wanted(path, None, Origin::Own), wanted, "{path}");
        }
        assert!(!is_wanted("a.py", None, Origin::Vendored));
        assert!(!is_wanted("tests/a.py", None, Origin::Fixture));
        assert!(!is_wanted("LICENSE", Some(Role::Licence), Origin::Own));
    }
}
