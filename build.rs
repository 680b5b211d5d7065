// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists the rule and template folders into the binary, so that adding a file is enough, and does
//! beforehand what every start would repeat: reading TOML, reading patterns, the digest.

#[expect(dead_code, reason = "the crate uses the rest")]
#[path = "src/model/hint.rs"]
mod hint;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest as _, Sha256};

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let rules = files(&root.join("rules"))?;
    let mut code = list(
        &rules,
        "EMBEDDED_RULES",
        "Path inside `rules/` and content of each file.",
    );
    code += &pack(&rules)?;
    fs::write(out.join("embedded_rules.rs"), code)?;
    fs::write(out.join("known_patterns.rs"), patterns(&rules)?)?;
    let templates = files(&root.join("report-templates"))?;
    let doc = "Path inside `report-templates/` and content of each file.";
    let code = list(&templates, "EMBEDDED_TEMPLATES", doc);
    fs::write(out.join("embedded_templates.rs"), code)
}

/// The files under a folder with their paths inside it, in order.
fn files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    let mut named = files
        .into_iter()
        .map(|file| {
            let inside = file.strip_prefix(folder).map_err(io::Error::other)?;
            Ok((inside.to_string_lossy().replace('\\', "/"), file))
        })
        .collect::<io::Result<Vec<_>>>()?;
    named.sort();
    Ok(named)
}

/// A table of `(path inside the folder, content)`.
fn list(files: &[(String, PathBuf)], name: &str, doc: &str) -> String {
    let mut code = format!("/// {doc}\npub static {name}: &[(&str, &str)] = &[\n");
    for (inside, file) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(
            code,
            "    ({inside:?}, include_str!({:?})),",
            file.display().to_string()
        );
    }
    code.push_str("];\n");
    code
}

/// A table of `(path, content as JSON without examples)`, which is read ten times faster than TOML with its
/// places, and the digest of the whole (see `RuleSet::digest`). A file that is not valid TOML is left out:
/// reading its text tells the fault.
fn pack(files: &[(String, PathBuf)]) -> io::Result<String> {
    let mut code = String::from(
        "/// Path inside `rules/` and content of each file as JSON, without examples.\n\
         pub(super) static PACKED_RULES: &[(&str, &str)] = &[\n",
    );
    let mut hash = Sha256::new();
    for (inside, file) in files {
        let text = fs::read_to_string(file)?;
        for part in [inside, &text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let Ok(mut table) = text.parse::<toml::Table>() else {
            continue;
        };
        table.remove("example");
        let _ = writeln!(
            code,
            "    ({inside:?}, {:?}),",
            json(toml::Value::Table(table)).to_string()
        );
    }
    let digest: String = hash.finalize()[..8]
        .iter()
        .fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        });
    let _ = write!(
        code,
        "];\n/// The digest of the embedded files.\npub(super) static EMBEDDED_DIGEST: &str = {digest:?};\n"
    );
    Ok(code)
}

fn json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(yes) => yes.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// A table of the embedded rules' regular expressions with their clauses, sorted.
fn patterns(files: &[(String, PathBuf)]) -> io::Result<String> {
    let mut known = BTreeMap::new();
    for (_, file) in files {
        if let Ok(table) = fs::read_to_string(file)?.parse::<toml::Table>() {
            gather(&toml::Value::Table(table), &mut known);
        }
    }
    let mut code = String::from(
        "/// The embedded rules' regular expressions, sorted, with their clauses.\n\
         static KNOWN: &[(&str, &[&[&str]])] = &[\n",
    );
    for (pattern, clauses) in known {
        let clauses: Vec<String> = clauses.iter().map(|texts| format!("&{texts:?}")).collect();
        let _ = writeln!(code, "    ({pattern:?}, &[{}]),", clauses.join(", "));
    }
    code.push_str("];\n");
    Ok(code)
}

/// Finds what the fields `patterns`, `unless`, `written` and `says` hold, at any depth.
fn gather(value: &toml::Value, known: &mut BTreeMap<String, hint::Clauses>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                if ["patterns", "unless", "written", "says"].contains(&key.as_str())
                    && let Some(items) = value.as_array()
                {
                    let found = items.iter().filter_map(toml::Value::as_str);
                    known.extend(found.filter_map(|text| Some((text.to_owned(), hint::read(text).ok()?))));
                }
                gather(value, known);
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|item| gather(item, known)),
        _ => {}
    }
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
