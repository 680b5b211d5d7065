// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the tests of commands on single files and folders share.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A folder that disappears, with these files.
pub fn folder<T: AsRef<[u8]> + ?Sized>(files: &[(&str, &T)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
    }
    folder
}

/// What a command tells as JSON; it must keep its schema.
pub fn json(command: &mut Command, schema: &Value) -> Value {
    let output = command.args(["--format", "json"]).output().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(jsonschema::validator_for(schema).unwrap().is_valid(&value));
    value
}
