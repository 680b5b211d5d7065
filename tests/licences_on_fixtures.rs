// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licences concluded for the fixtures: code, documentation and data, and the sources that disagree.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use vigie::facts::{Request, extract};
use vigie::model::{Declarations, Globs, Known, Silent, Subject, Unknown};
use vigie::snapshot::{Limits, LiteralSnapshot};

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read(root, &path, files);
        } else {
            let inside = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(inside, fs::read(&path).unwrap());
        }
    }
}

/// `code; documentation; data`, with `=` before what is only the project's, `-` for nothing, and the number of
/// contradictions.
fn told(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let mut files = BTreeMap::new();
    read(&root, &root, &mut files);
    let request = Request {
        limits: Limits::default(),
        probes: Vec::new(),
        plans: std::sync::Arc::default(),
        ignore: Globs::default(),
        ignored_only: false,
        declared: Declarations::default(),
        forge: Known::No(Unknown::NoForge),
        history: true,
        now: 1_795_392_000,
    };
    let licensing = extract(&LiteralSnapshot::new(files), &request, &Silent).licensing;
    let of = |subject| {
        let one = licensing.of(subject).unwrap();
        let readings: Vec<&str> = one.readings().collect();
        match readings.as_slice() {
            [] if one.unnamed.is_empty() => "-".to_owned(),
            [] => "?".to_owned(),
            all if one.inherited => format!("={}", all.join(" | ")),
            all => all.join(" | "),
        }
    };
    format!(
        "{}; {}; {}; {}",
        of(Subject::Code),
        of(Subject::Documentation),
        of(Subject::Data),
        licensing.disagreements.len()
    )
}

#[test]
fn each_fixture_has_its_licences() {
    let cases = [
        ("latin-1-licence", "MIT; =MIT; =MIT; 0"),
        (
            "licence-ouverte-etalab",
            "etalab-2.0; =etalab-2.0; =etalab-2.0; 0",
        ),
        (
            "lgpl-alone",
            "LGPL-3.0-or-later | LGPL-3.0-only; =LGPL-3.0-or-later | LGPL-3.0-only; =LGPL-3.0-or-later | LGPL-3.0-only; 0",
        ),
        (
            "gpl-notice-only",
            "AGPL-3.0-or-later; =AGPL-3.0-or-later; =AGPL-3.0-or-later; 0",
        ),
        ("two-licences-in-one-file", "MIT; etalab-2.0; etalab-2.0; 0"),
        ("licence-name-against-text", "MIT; =MIT; =MIT; 1"),
        ("readme-negations", "MIT; =MIT; =MIT; 0"),
        (
            "two-texts-and-a-choice",
            "MIT OR Apache-2.0; =MIT OR Apache-2.0; =MIT OR Apache-2.0; 0",
        ),
        ("licence-per-folder", "MIT; etalab-2.0; etalab-2.0; 0"),
        ("vendored-licence-incompatible", "MIT; =MIT; =MIT; 0"),
        ("vendored-licence-only", "-; -; -; 0"),
        ("headers-only", "EUPL-1.2; -; -; 0"),
        (
            "gpl-variant-unsaid",
            "GPL-3.0-or-later | GPL-3.0-only; =GPL-3.0-or-later | GPL-3.0-only; =GPL-3.0-or-later | GPL-3.0-only; 0",
        ),
        ("content-not-open", "MIT; CC-BY-NC-4.0; CC-BY-NC-4.0; 1"),
        (
            "reciprocity-with-reason",
            "GPL-3.0-or-later; =GPL-3.0-or-later; =GPL-3.0-or-later; 0",
        ),
        ("empty-ish", "-; -; -; 0"),
    ];
    for (name, expected) in cases {
        assert_eq!(told(name), expected, "{name}");
    }
}
