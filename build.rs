// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists the rule and template folders into the binary, so that adding a file is enough.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    list(
        &root.join("rules"),
        &out.join("embedded_rules.rs"),
        "EMBEDDED_RULES",
        "Path inside `rules/` and content of each file.",
    )?;
    list(
        &root.join("report-templates"),
        &out.join("embedded_templates.rs"),
        "EMBEDDED_TEMPLATES",
        "Path inside `report-templates/` and content of each file.",
    )
}

/// Writes a table of `(path inside the folder, content)` for every file under a folder.
fn list(folder: &Path, to: &Path, name: &str, doc: &str) -> io::Result<()> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    let mut code = format!("/// {doc}\npub static {name}: &[(&str, &str)] = &[\n");
    for file in files {
        let inside = file.strip_prefix(folder).map_err(io::Error::other)?;
        let inside = inside.to_string_lossy().replace('\\', "/");
        // Writing to a string cannot fail.
        let _ = writeln!(
            code,
            "    ({inside:?}, include_str!({:?})),",
            file.display().to_string()
        );
    }
    code.push_str("];\n");
    fs::write(to, code)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path
            .file_name()
            .is_some_and(|name| !name.to_string_lossy().starts_with('.'))
        {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}
