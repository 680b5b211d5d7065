// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Reading the files that options name.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::rule::SourceText;

/// Why a file or folder that an option names cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It is not there.
    #[error("there is no {what} at \"{}\": check the path", path.display())]
    Absent {
        /// What was looked for.
        what: &'static str,
        /// Where.
        path: PathBuf,
    },
    /// It is not UTF-8.
    #[error("{}:{line}:{column}: this is not UTF-8: save the {what} as UTF-8", path.display())]
    Encoding {
        /// What was read.
        what: &'static str,
        /// Where.
        path: PathBuf,
        /// The line of the first byte that is none, from 1.
        line: usize,
        /// Its column, from 1.
        column: usize,
    },
    /// It cannot be read.
    #[error("could not read the {what} \"{}\": {source}", path.display())]
    Read {
        /// What was read.
        what: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

fn wrap(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> LoadError {
    let path = path.to_owned();
    move |source| match source.kind() {
        io::ErrorKind::NotFound => LoadError::Absent { what, path },
        _ => LoadError::Read { what, path, source },
    }
}

/// Reads one text file.
///
/// # Errors
/// When it is absent, not readable or not UTF-8.
pub fn text_file(what: &'static str, path: &Path) -> Result<String, LoadError> {
    let bytes = fs::read(path).map_err(wrap(what, path))?;
    String::from_utf8(bytes).map_err(|error| {
        let sound = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let sound = String::from_utf8_lossy(sound.unwrap_or_default());
        let start = sound.rfind('\n').map_or(0, |at| at + 1);
        LoadError::Encoding {
            what,
            path: path.to_owned(),
            line: sound.matches('\n').count() + 1,
            column: sound[start..].chars().count() + 1,
        }
    })
}

/// Reads a folder of rules: `categories.toml`, `profiles/*.toml` and `<category>/*.toml`.
/// Other files are left alone. A file that is not UTF-8 is refused with the others, when the set is built.
///
/// # Errors
/// When the folder or one of its files cannot be read.
pub fn rule_folder(path: &Path) -> Result<Vec<SourceText>, LoadError> {
    let mut texts = Vec::new();
    for (inside, file) in toml_files("rule folder", path)? {
        let bytes = fs::read(&file).map_err(wrap("rule file", &file))?;
        texts.push(SourceText {
            path: inside,
            shown: file.display().to_string(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            embedded: false,
        });
    }
    Ok(texts)
}

/// The `.toml` files of a folder and of its folders, one level deep, sorted.
fn toml_files(what: &'static str, root: &Path) -> Result<Vec<(String, PathBuf)>, LoadError> {
    let mut found = Vec::new();
    for entry in sorted_entries(what, root)? {
        let name = file_name(&entry);
        if entry.is_dir() && !name.starts_with('.') {
            for file in sorted_entries(what, &entry)? {
                found.push((format!("{name}/{}", file_name(&file)), file));
            }
        } else if name == "categories.toml" {
            found.push((name, entry));
        }
    }
    found.retain(|(inside, _)| {
        Path::new(inside)
            .extension()
            .is_some_and(|extension| extension == "toml")
    });
    Ok(found)
}

fn sorted_entries(what: &'static str, folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.path()))
                .collect::<io::Result<Vec<_>>>()
        })
        .map_err(wrap(what, folder))?;
    entries.sort();
    Ok(entries)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Reads a folder of report templates: file name and content.
///
/// # Errors
/// When the folder or one of its files cannot be read.
pub fn template_folder(path: &Path) -> Result<BTreeMap<String, String>, LoadError> {
    sorted_entries("template folder", path)?
        .into_iter()
        .filter(|file| file.is_file())
        .map(|file| Ok((file_name(&file), text_file("template", &file)?)))
        .collect()
}
