// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Ctrl-C leaves whole files or none, and no temporary file.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Enough repositories that the run is still under way when the first pages are written.
const REPOSITORIES: usize = 400;

fn cohort() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/exemplary");
    for n in 0..REPOSITORIES {
        std::os::unix::fs::symlink(&fixture, root.path().join(format!("r{n:03}"))).unwrap();
    }
    root
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

fn start(from: &Path, out: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_PORTAL", "none")
        .args(["cohort", "--jobs", "2", "--lang", "en", "--from"])
        .arg(from)
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn an_interrupted_cohort_leaves_whole_files_only() {
    let (root, out) = (cohort(), tempfile::tempdir().unwrap());
    let mut child = start(root.path(), out.path());
    while files(out.path()).len() < 4 {
        assert!(
            child.try_wait().unwrap().is_none(),
            "the run ended before it could be interrupted"
        );
        sleep(Duration::from_millis(5));
    }
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupt.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("run the same command again"), "{told}");
    let left = files(out.path());
    assert!(!left.is_empty() && left.len() < 2 * REPOSITORIES);
    for path in left {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!name.starts_with(".vigie-"), "{name} is a temporary file");
        let text = fs::read_to_string(&path).unwrap();
        let whole =
            text.trim_end().ends_with("</html>") || serde_json::from_str::<serde_json::Value>(&text).is_ok();
        assert!(whole, "{name} is not whole");
    }
}
