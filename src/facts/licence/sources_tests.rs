// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What sources and restricted licence files do to conclusions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::sources;
use super::tests::{Word, licensing, of};
use crate::licence::RESTRICTED;
use crate::model::LicenceMethod::{Exact, Statement, Tag, Text};
use crate::model::Subject::{Code, Data, Project};
use crate::model::{FileLicences, LicenceMatch, Licensing};

/// The conclusions of folders below the root, each with its expression.
fn folders(licensing: &Licensing) -> Vec<(String, Option<String>)> {
    let below = licensing.conclusions.iter().filter(|one| !one.folder.is_empty());
    below
        .map(|one| (one.folder.to_string(), one.expression.clone()))
        .collect()
}

#[test]
fn folders_whose_sources_say_another_licence_have_their_own_conclusion() {
    let half: Vec<Word> = vec![
        ("LICENSE", "MIT", Exact, Project),
        ("ml/a.py", "GPL-3.0-or-later", Tag, Code),
        ("ml/deep/b.py", "GPL-3.0-or-later", Tag, Code),
        ("src/a.py", "MIT", Tag, Code),
        ("src/b.py", "MIT", Tag, Code),
    ];
    let found = licensing(&half, &[]);
    assert_eq!(of(&found, Code), "MIT");
    let ml = ("ml".to_owned(), Some("GPL-3.0-or-later".to_owned()));
    assert_eq!(folders(&found), [ml]);
    // One file is a copied file, and a folder of several licences has none of its own.
    for words in [
        vec![
            ("LICENSE", "MIT", Exact, Project),
            ("ml/a.py", "GPL-3.0-or-later", Tag, Code),
        ],
        vec![
            ("LICENSE", "MIT", Exact, Project),
            ("ml/a.py", "GPL-3.0-or-later", Tag, Code),
            ("ml/b.py", "Apache-2.0", Tag, Code),
        ],
    ] {
        assert_eq!(folders(&licensing(&words, &[])), [], "{words:?}");
    }
}

#[test]
fn sources_of_several_licences_speak_together_where_nothing_else_does() {
    let sources: Vec<Word> = vec![("a.py", "MIT", Tag, Code), ("b.py", "GPL-3.0-only", Tag, Code)];
    let found = licensing(&sources, &[]);
    assert_eq!(
        found.conclusions[0].expression.as_deref(),
        Some("MIT AND GPL-3.0-only")
    );
    assert_eq!(found.conclusions[0].rivals, ["MIT OR GPL-3.0-only"]);
    // Few of many say nothing of the whole.
    let few: Vec<Word> = vec![
        ("a.py", "MIT", Tag, Code),
        ("b.py", "", Tag, Code),
        ("c.py", "", Tag, Code),
    ];
    assert_eq!(licensing(&few, &[]).conclusions[0].expression, None);
}

#[test]
fn what_a_readme_names_for_short_does_not_lift_what_the_licence_file_takes_back() {
    let words: Vec<Word> = vec![
        ("LICENSE", "Apache-2.0|LicenseRef-restricted", Text, Project),
        ("README.md", "Apache-2.0", Statement, Project),
    ];
    let found = licensing(&words, &[("package.json", "Apache-2.0")]);
    for conclusion in &found.conclusions {
        assert_eq!(
            conclusion.expression.as_deref(),
            Some("Apache-2.0"),
            "{conclusion:?}"
        );
        assert_eq!(conclusion.rivals, [RESTRICTED]);
        assert!(conclusion.confidence <= 50);
    }
    // The licence of the data is another one, and the restricted text stands elsewhere.
    let apart: Vec<Word> = vec![
        ("LICENSE", "MIT", Exact, Project),
        ("demo/LICENSE", "Apache-2.0|LicenseRef-restricted", Text, Project),
        ("README.md", "etalab-2.0", Statement, Data),
    ];
    let found = licensing(&apart, &[]);
    assert!(found.conclusions[0].rivals.is_empty());
    assert_eq!(of(&found, Data), "etalab-2.0");
}

#[test]
fn reuse_has_its_word_where_it_says_more_than_the_file() {
    let head = FileLicences {
        path: Arc::from("src/a.py"),
        matches: vec![LicenceMatch {
            expression: "MIT".to_owned(),
            confidence: 100,
            method: Tag,
            lines: (1, 1),
            subject: Code,
            rivals: Vec::new(),
            since: None,
            part: false,
        }],
        nearest: None,
        refused: None,
        kept: None,
        folders: Vec::new(),
    };
    let stated = BTreeMap::from([("src/a.py".to_owned(), vec!["EUPL-1.2".to_owned()])]);
    let count = |decided: &[&str]| {
        let decided: BTreeSet<String> = decided.iter().map(|path| (*path).to_owned()).collect();
        let read = sources::read(std::slice::from_ref(&head), &stated, &decided);
        sources::count(&read).expressions[0].expression.clone()
    };
    assert_eq!(count(&[]), "MIT");
    assert_eq!(count(&["src/a.py"]), "EUPL-1.2");
}
