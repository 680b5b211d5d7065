// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Jupyter notebooks: whether their cells keep what they printed.

use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::model::{Place, own_regex};

use super::decode::Text;

/// What one notebook keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notebook {
    /// The first output, or the file when no cell keeps any.
    pub place: Place,
    /// Cells of code.
    pub cells: usize,
    /// Those that keep an output.
    pub kept: usize,
    /// The number of the first of these among the cells of code, from 1; 0 without any.
    pub first: usize,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    cells: Vec<Cell>,
    /// Where version 3 of the format kept its cells.
    #[serde(default)]
    worksheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(default)]
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    #[serde(default)]
    cell_type: String,
    #[serde(default)]
    outputs: Vec<IgnoredAny>,
}

/// The start of a list of outputs that is not empty. A quotation mark inside a text is escaped, so that this is a key.
static KEPT: LazyLock<Regex> = LazyLock::new(|| own_regex(r#""outputs"\s*:\s*\[\s*[^\]\s]"#));

/// Whether a path is that of a notebook.
pub(super) fn is_notebook(path: &str) -> bool {
    path.rsplit('.').next() == Some("ipynb")
}

/// Reads a notebook.
///
/// # Errors
/// Why the file cannot be understood, in one short line.
pub(super) fn read(path: &Arc<str>, text: &Text) -> Result<Notebook, String> {
    let file: File = serde_json::from_str(text.as_str()).map_err(|error| {
        let words = error.to_string();
        format!("JSON: {}", words.chars().take(120).collect::<String>())
    })?;
    let cells: Vec<Cell> = file
        .cells
        .into_iter()
        .chain(file.worksheets.into_iter().flat_map(|sheet| sheet.cells))
        .filter(|cell| cell.cell_type == "code")
        .collect();
    let keeps = |cell: &Cell| !cell.outputs.is_empty();
    let kept = cells.iter().filter(|cell| keeps(cell)).count();
    let first = cells.iter().position(keeps).map_or(0, |index| index + 1);
    let place = match KEPT.find(text.as_str()).filter(|_| kept > 0) {
        Some(found) => Place::line(path, text.line(found.start())),
        None => Place::file(path),
    };
    Ok(Notebook {
        place,
        cells: cells.len(),
        kept,
        first,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::read;
    use crate::facts::decode::decode;

    #[test]
    fn outputs_are_counted_and_placed() {
        let text = "{\"cells\": [\n {\"cell_type\": \"markdown\", \"source\": [\"\\\"outputs\\\": [1]\"]},\n {\"cell_type\": \"code\", \"outputs\": []},\n {\"cell_type\": \"code\",\n  \"outputs\": [\n   {\"text\": \"1\"}]}\n]}";
        let found = read(&Arc::from("a.ipynb"), &decode(text.into()).unwrap()).unwrap();
        assert_eq!(
            (found.cells, found.kept, found.first, found.place.line),
            (2, 1, 2, Some(5))
        );
        let clean = text.replace("{\"text\": \"1\"}", "");
        let found = read(&Arc::from("a.ipynb"), &decode(clean.into()).unwrap()).unwrap();
        assert_eq!((found.kept, found.place.line), (0, None));
        let old = "{\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [1]}]}]}";
        assert_eq!(
            read(&Arc::from("a.ipynb"), &decode(old.into()).unwrap())
                .unwrap()
                .kept,
            1
        );
        assert!(read(&Arc::from("a.ipynb"), &decode("{".into()).unwrap()).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\]{}:,\"a-c 0-9]{0,80}|(\"(cells|outputs|cell_type)\": ?[\\[\\]{}\",a-z]{0,9}){0,9}") {
            if let Some(text) = decode(text.into_bytes()) {
                let _ = read(&Arc::from("a.ipynb"), &text);
            }
        }
    }
}
