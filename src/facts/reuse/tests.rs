// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The expected values are those of the reference tool, version 6.2.0, on the same trees.

// REUSE-IgnoreStart

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Content, Need, Reuse, ReuseFile, check, need};
use crate::licence::reuse::{Tags, tags};

const MIT: &str = "SPDX-License-Identifier: MIT\n";
const WHO: &str = "SPDX-FileCopyrightText: 2026 A\n";
const BOTH: &str = "SPDX-License-Identifier: MIT\nSPDX-FileCopyrightText: 2026 A\n";

/// The state of a tree of paths and texts.
fn of(tree: &[(&str, &str)]) -> Reuse {
    let found: Vec<Tags> = tree.iter().map(|(_, text)| tags(text)).collect();
    let files: Vec<ReuseFile<'_>> = tree
        .iter()
        .zip(&found)
        .map(|((path, text), tags)| ReuseFile {
            path,
            size: Some(text.len() as u64),
            content: match need(path) {
                Need::Nothing => Content::Unasked,
                Need::Tags => Content::Tags(tags),
                Need::Text => Content::Text(text),
            },
        })
        .collect();
    check(&files)
}

/// The paths without a licence.
fn bare(tree: &[(&str, &str)]) -> Vec<String> {
    of(tree).without_licence
}

#[test]
fn a_tree_whose_files_say_everything_is_compliant() {
    let reuse = of(&[("a.py", BOTH), ("LICENSES/MIT.txt", "t")]);
    assert!(reuse.is_compliant());
    assert_eq!((reuse.covered, reuse.total), (1, 1));
    assert_eq!(reuse.used, ["MIT"]);
    assert!(of(&[]).is_compliant());
    let bare = of(&[("README.md", "x")]);
    assert!(!bare.is_compliant());
    assert_eq!((bare.covered, bare.total), (0, 1));
    assert_eq!(
        (bare.without_licence, bare.without_copyright),
        (vec!["README.md".into()], vec!["README.md".into()])
    );
}

#[test]
fn licence_texts_and_files_of_reuse_need_no_licence() {
    let out = [
        "LICENSE",
        "LICENCE-X",
        "LICENSE.txt",
        "COPYING",
        "sub/COPYING.LESSER",
        "a.spdx",
        "b.spdx.json",
        "c.spdx.yml",
        ".hgtags",
        "subprojects/a/b.c",
        "x/LICENSES/y",
        "x/.reuse/y",
        "CAL-1.0.txt",
        "CAL-1.0",
        "SHL-2.1.txt",
        "a.license",
        "x/REUSE.toml/y.license",
    ];
    let covered = [
        "LICENSES.md",
        "LICENSE_MIT",
        "copying",
        "d.spdx.txt",
        "subprojects/top.c",
        "SHL-2.10",
        ".gitignore",
        "license.md",
        "UNLICENSE",
        "x/REUSE.toml.txt",
    ];
    let tree: Vec<(&str, &str)> = out.iter().chain(&covered).map(|path| (*path, "x")).collect();
    let found: BTreeSet<String> = bare(&tree).into_iter().collect();
    assert_eq!(found, covered.iter().map(|path| (*path).to_owned()).collect());
    assert_eq!(of(&[("empty", "")]).total, 0);
}

#[test]
fn texts_are_held_against_the_names_that_files_use() {
    let reuse = of(&[
        ("a.py", BOTH),
        ("LICENSES/MIT.txt", "t"),
        ("LICENSES/GPL-3.0.txt", "t"),
        ("LICENSES/ISC", "t"),
        ("LICENSES/Foo.txt", "t"),
        ("LICENSES/LicenseRef-bar.txt", "t"),
        ("LICENSES/LicenseRef-Unknown1.txt", "t"),
        ("LICENSES/GPL-3.0-only", "t"),
        ("LICENSES/sub/Zlib.md", "t"),
        ("LICENSES/.hidden", "t"),
        ("LICENSES/MIT.txt.license", "t"),
        ("LICENSES/mit.txt", "t"),
        ("LICENSES/NOASSERTION.txt", "t"),
        ("LICENSES/LicenseRef-bad_x.txt", "t"),
    ]);
    assert_eq!(
        reuse.bad_names,
        [
            "LICENSES/Foo.txt",
            "LICENSES/LicenseRef-bad_x.txt",
            "LICENSES/NOASSERTION.txt",
            "LICENSES/mit.txt",
            "LICENSES/LicenseRef-Unknown1.txt",
        ]
    );
    assert_eq!(reuse.deprecated, ["GPL-3.0"]);
    assert_eq!(reuse.without_extension, ["LICENSES/GPL-3.0-only", "LICENSES/ISC"]);
    assert!(!reuse.unused_texts.contains(&"MIT".to_owned()));
    assert_eq!(reuse.unused_texts.len(), 10);
    let named = of(&[
        (
            "a",
            "© A\nSPDX-License-Identifier: MIT OR (Apache-2.0 WITH LLVM-exception AND EUPL-1.2+)",
        ),
        ("b", "© A\nSPDX-License-Identifier: mit"),
        ("c", "© A\nSPDX-License-Identifier: MIT Apache-2.0"),
        ("LICENSES/MIT.txt", "t"),
        ("LICENSES/EUPL-1.2.txt", "t"),
    ]);
    assert_eq!(named.missing_texts, ["Apache-2.0", "LLVM-exception", "mit"]);
    assert_eq!(named.unused_texts, Vec::<String>::new());
    assert_eq!(
        named.invalid_expressions,
        [("c".to_owned(), "MIT Apache-2.0".to_owned())]
    );
    assert_eq!(named.without_licence, ["c"]);
}

#[test]
fn a_companion_speaks_in_place_of_its_file() {
    let tree = [
        ("a.png", "?"),
        ("a.png.license", BOTH),
        ("b.png", "?"),
        ("c.py", BOTH),
        ("c.py.license", "nothing"),
        ("d.py", BOTH),
        ("d.py.license", ""),
    ];
    assert_eq!(bare(&tree), ["b.png", "c.py", "d.py"]);
}

#[test]
fn precedence_decides_between_the_file_and_reuse_toml() {
    let toml = "version = 1\n[[annotations]]\npath = 'a*'\nSPDX-License-Identifier = 'ISC'\nSPDX-FileCopyrightText = 'T'\n[[annotations]]\npath = 'g/**'\nprecedence = 'aggregate'\nSPDX-License-Identifier = 'ISC'\n[[annotations]]\npath = 'o/**'\nprecedence = 'override'\nSPDX-License-Identifier = 'ISC'\nSPDX-FileCopyrightText = 'T'\n";
    let reuse = of(&[
        ("REUSE.toml", toml),
        ("a0", "x"),
        ("a1", BOTH),
        ("a2", MIT),
        ("a3", WHO),
        ("ab/c", "x"),
        ("g/1", BOTH),
        ("o/1", BOTH),
    ]);
    let said: Vec<(&str, String, usize)> = reuse
        .statements
        .iter()
        .map(|said| (&*said.path, said.expressions.join(","), said.copyrights.len()))
        .collect();
    let expected = [
        ("a0", "ISC", 1),
        ("a1", "MIT", 1),
        ("a2", "MIT", 1),
        ("a3", "ISC", 1),
        ("ab/c", "", 0),
        ("g/1", "ISC,MIT", 1),
        ("o/1", "ISC", 1),
    ];
    for (found, (path, expressions, copyrights)) in said.iter().zip(expected) {
        assert_eq!((found.0, &*found.1, found.2), (path, expressions, copyrights));
    }
    assert_eq!(said.len(), expected.len());
    let decided: Vec<&str> = reuse
        .statements
        .iter()
        .filter(|said| said.decided)
        .map(|said| &*said.path)
        .collect();
    assert_eq!(decided, ["g/1", "o/1"]);
}

fn annotate(precedence: &str, licence: &str) -> String {
    format!(
        "version = 1\n[[annotations]]\npath = '**'\nprecedence = '{precedence}'\nSPDX-License-Identifier = '{licence}'\nSPDX-FileCopyrightText = 'x'\n"
    )
}

#[test]
fn nested_files_go_from_the_root_down() {
    let (root, near) = (annotate("closest", "MIT"), annotate("closest", "ISC"));
    let (over, deep, more) = (
        annotate("override", "Zlib"),
        annotate("override", "Apache-2.0"),
        annotate("aggregate", "0BSD"),
    );
    let reuse = of(&[
        ("REUSE.toml", &root),
        ("y", "x"),
        ("a/REUSE.toml", &near),
        ("a/x", "x"),
        ("a/z", "© B\nSPDX-License-Identifier: EUPL-1.2"),
        ("o/REUSE.toml", &over),
        ("o/p/REUSE.toml", &deep),
        ("o/p/x", BOTH),
        ("m/REUSE.toml", &more),
        ("m/x", "x"),
        ("e/REUSE.toml", ""),
        ("e/x", "x"),
        ("x/LICENSES/REUSE.toml", "bad ="),
    ]);
    let said = |path: &str| {
        let found = reuse.statements.iter().find(|said| said.path == path);
        found.map(|said| said.expressions.join(",")).unwrap_or_default()
    };
    assert_eq!(said("y"), "MIT");
    assert_eq!(said("a/x"), "ISC");
    assert_eq!(said("a/z"), "EUPL-1.2");
    assert_eq!(said("o/p/x"), "Zlib,MIT");
    assert_eq!(said("m/x"), "0BSD,MIT");
    assert_eq!(said("e/x"), "MIT");
    assert!(reuse.faults.is_empty());
}

#[test]
fn debians_format_adds_to_what_files_say() {
    let dep5 = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: img/*\nCopyright: 2020 A\nLicense: MIT\n";
    let reuse = of(&[
        (".reuse/dep5", dep5),
        ("img/a", "SPDX-License-Identifier: ISC"),
        ("b", BOTH),
        ("LICENSES/MIT.txt", "t"),
        ("LICENSES/ISC.txt", "t"),
    ]);
    assert!(reuse.is_compliant());
    assert_eq!(reuse.statements[1].expressions, ["MIT", "ISC"]);
    let both = of(&[
        (".reuse/dep5", dep5),
        ("REUSE.toml", "version = 1"),
        ("img/a", "x"),
    ]);
    assert_eq!(both.faults.len(), 1);
    assert_eq!(both.without_licence, ["img/a"]);
}

#[test]
fn broken_files_and_unread_ones_are_told_apart() {
    let reuse = of(&[
        ("REUSE.toml", "version = "),
        ("a", BOTH),
        ("LICENSES/MIT.txt", "t"),
    ]);
    assert_eq!(reuse.faults.len(), 1);
    assert!(!reuse.is_compliant());
    let twice = of(&[("a", BOTH), ("LICENSES/MIT.txt", "t"), ("LICENSES/MIT.md", "t")]);
    assert_eq!(twice.faults.len(), 1);
    let unread = check(&[ReuseFile {
        path: "a",
        size: Some(1),
        content: Content::Unread,
    }]);
    assert_eq!((unread.total, unread.read_errors), (0, vec!["a".to_owned()]));
}

proptest! {
    #[test]
    fn every_file_is_counted_once(paths in prop::collection::btree_set("[a-cLICENSE./-]{1,10}", 0..12)) {
        let tree: Vec<(&str, &str)> = paths.iter().map(|path| (&**path, BOTH)).collect();
        let reuse = of(&tree);
        prop_assert!(reuse.covered <= reuse.total && reuse.total <= tree.len());
        prop_assert_eq!(reuse.statements.len(), reuse.total);
    }
}

// REUSE-IgnoreEnd
