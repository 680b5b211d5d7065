// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

// REUSE-IgnoreStart

use proptest::prelude::*;

use super::{Dep5, Precedence, ReuseToml, identifiers, tags};

#[test]
fn expressions_follow_the_grammar_whatever_the_names() {
    let cases: [(&str, Option<&[&str]>); 18] = [
        ("MIT", Some(&["MIT"])),
        ("mit", Some(&["mit"])),
        ("MIT or ISC", Some(&["MIT", "ISC"])),
        ("MIT OR (ISC AND MIT)", Some(&["MIT", "ISC"])),
        (
            "Apache-2.0 WITH LLVM-exception",
            Some(&["Apache-2.0", "LLVM-exception"]),
        ),
        ("GPL-2.0+", Some(&["GPL-2.0+"])),
        ("", None),
        ("MIT ISC", None),
        ("MIT/ISC", None),
        ("MIT, ISC", None),
        ("MIT OR", None),
        ("(MIT", None),
        ("MIT)", None),
        ("MIT (ISC)", None),
        ("WITH x", None),
        ("MIT WITH x WITH y", None),
        ("(MIT) WITH x", None),
        ("{{ licence }}", None),
    ];
    for (text, ids) in cases {
        assert_eq!(identifiers(text).as_deref(), ids, "{text}");
    }
}

/// What the reference tool, version 6.2.0, reads in each line.
#[test]
fn tags_are_read_in_any_comment() {
    let cases: [(&str, &[&str], usize); 34] = [
        ("SPDX-FileCopyrightText:", &[], 1),
        ("# SPDX-FileCopyrightText: 2020 A", &[], 1),
        ("SPDX-SnippetCopyrightText: a", &[], 1),
        ("Copyright 2020", &[], 1),
        ("Copyright: x", &[], 0),
        ("copyright 2020 x", &[], 0),
        ("(c) 2020 A", &[], 0),
        ("Copyright (c) A", &[], 1),
        ("Copyright(c) A", &[], 1),
        ("© A", &[], 1),
        ("the Copyright holder", &[], 1),
        ("SPDX-Foo: © x", &[], 1),
        ("SPDX-FileCopyrightText 2020 A", &[], 0),
        ("<!-- SPDX-License-Identifier: MIT -->", &["MIT"], 0),
        ("/* SPDX-License-Identifier: MIT */", &["MIT"], 0),
        (" * SPDX-License-Identifier: MIT", &["MIT"], 0),
        ("# SPDX-License-Identifier: MIT #", &["MIT"], 0),
        ("; SPDX-License-Identifier: MIT ;", &["MIT"], 0),
        ("{# SPDX-License-Identifier: MIT #}", &["MIT"], 0),
        ("<%# SPDX-License-Identifier: MIT %>", &["MIT %>"], 0),
        ("\"SPDX-License-Identifier: MIT\"", &["MIT"], 0),
        ("SPDX-License-Identifier: MIT\" />", &["MIT"], 0),
        ("<a t=\"SPDX-License-Identifier: MIT\">", &["MIT"], 0),
        ("[SPDX-License-Identifier: MIT] ::", &["MIT"], 0),
        ("// SPDX-License-Identifier: MIT // x", &["MIT // x"], 0),
        ("SPDX-License-Identifier: MIT --}} */", &["MIT --}}"], 0),
        ("SPDX-License-Identifier:", &[""], 0),
        ("SPDX-License-Identifier MIT", &[], 0),
        ("spdx-license-identifier: MIT", &[], 0),
        (
            "SPDX-License-Identifier: MIT\r\nSPDX-License-Identifier: ISC",
            &["MIT", "ISC"],
            0,
        ),
        ("<<\nSPDX-License-Identifier: MIT\n>>\n© A", &[], 1),
        ("<< x >> SPDX-License-Identifier: MIT", &["MIT"], 0),
        (">>\nSPDX-License-Identifier: MIT", &["MIT"], 0),
        ("<<\n© A", &[], 0),
    ];
    for (text, expressions, copyrights) in cases {
        // Written out, these words would end the part of this file that REUSE leaves out.
        let text = text
            .replace("<<", concat!("REUSE-Ignore", "Start"))
            .replace(">>", concat!("REUSE-Ignore", "End"));
        let found = tags(&text);
        assert_eq!(found.expressions, expressions, "{text}");
        assert_eq!(found.copyrights.len(), copyrights, "{text}");
    }
}

fn matches(glob: &str, path: &str) -> bool {
    let text = format!("version = 1\n[[annotations]]\npath = '{glob}'\n");
    ReuseToml::parse(&text).unwrap().find(path).is_some()
}

#[test]
fn paths_match_by_the_grammar_of_reuse() {
    for (glob, yes, no) in [
        ("*.py", &["a.py", ".py"][..], &["s/a.py", "a.pyc"][..]),
        ("**", &["a", "a/b/c"], &[]),
        ("h/**", &["h/a", "h/b/c"], &["h", "xh/a"]),
        ("d/**/x", &["d/x", "d/1/x", "d/1/2/x"], &["dx"]),
        ("e/*/x", &["e/1/x"], &["e/x", "e/1/2/x"]),
        ("**/*.rs", &["a.rs", "q/1/a.rs"], &["a.rsx"]),
        ("j/***/k", &["j/1/2/k"], &["k"]),
        ("f/?", &["f/?"], &["f/a"]),
        ("g/[ab]", &["g/[ab]"], &["g/a"]),
        ("n/a.b", &["n/a.b"], &["n/aab"]),
        (r"s\*", &["s*"], &["st", "s*t"]),
        (r"m\\b", &[r"m\b"], &["mb"]),
        (r"l\q", &["lq"], &[r"l\q"]),
        (".", &["."], &["a"]),
        ("p/", &["p/"], &["p/x"]),
    ] {
        for path in yes {
            assert!(matches(glob, path), "{glob} must hold {path}");
        }
        for path in no {
            assert!(!matches(glob, path), "{glob} must not hold {path}");
        }
    }
}

#[test]
fn the_last_annotation_counts_and_faults_are_told() {
    let toml = ReuseToml::parse(
        "version = 1\n[[annotations]]\npath = ['**', 'x']\nprecedence = 'override'\nSPDX-License-Identifier = 'MIT'\n[[annotations]]\npath = '*.c'\nSPDX-FileCopyrightText = ['A', 'B']\n",
    )
    .unwrap();
    assert_eq!(toml.find("x").unwrap().precedence, Precedence::Override);
    let c = toml.find("a.c").unwrap();
    assert_eq!(
        (c.precedence, c.copyrights.len(), c.expressions.len()),
        (Precedence::Closest, 2, 0)
    );
    for text in [
        "",
        "version = '1'",
        "version = 1\nannotations = 3",
        "version = 1\n[[annotations]]\nSPDX-License-Identifier = 'MIT'",
        "version = 1\n[[annotations]]\npath = []",
        "version = 1\n[[annotations]]\npath = 'a'\nprecedence = 'nearest'",
        "version = 1\n[[annotations]]\npath = 'a'\nSPDX-License-Identifier = 3",
        "version = ",
    ] {
        let why = ReuseToml::parse(text).unwrap_err();
        assert!(!why.is_empty() && why.len() < 200 && !why.contains('\n'), "{why}");
    }
    let many = format!(
        "version = 1\n[[annotations]]\npath = [{}]",
        "'a*b',".repeat(40_000)
    );
    assert!(ReuseToml::parse(&many).is_err());
}

const FORMAT: &str = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n";

#[test]
fn paragraphs_of_debian_are_read() {
    let text = format!(
        "{FORMAT}\n# a comment\nFiles: *\nCopyright: 2020 A\nLicense: MIT\n\nFiles: img/*.png\n doc/?\nCopyright:\n 2021 B\n 2022 C\nLicense: ISC or MIT\n text\n .\n\nLicense: MIT\n text\n\nFiles: star\\*\nCopyright: D\nLicense: Zlib\n"
    );
    let dep5 = Dep5::parse(&text).unwrap();
    let of = |path: &str| {
        dep5.find(path)
            .map(|found| (&*found.expressions[0], found.copyrights.len()))
    };
    assert_eq!(of("a/b"), Some(("MIT", 1)));
    assert_eq!(of("img/x/y.png"), Some(("ISC or MIT", 2)));
    assert_eq!(of("doc/a"), Some(("ISC or MIT", 2)));
    assert_eq!(of("doc/ab"), Some(("MIT", 1)));
    assert_eq!(of("star*"), Some(("Zlib", 1)));
    assert_eq!(of("starx"), Some(("MIT", 1)));
    for body in [
        "Files: *\nCopyright: A\n",
        "Files: *\nLicense: MIT\n",
        "Files: a\\b\nCopyright: A\nLicense: MIT\n",
        "Comment: x\n",
        " x\n",
    ] {
        assert!(Dep5::parse(&format!("{FORMAT}\n{body}")).is_err(), "{body}");
    }
    assert!(Dep5::parse("").is_err());
    assert!(Dep5::parse("Files: *\nCopyright: A\nLicense: MIT\n").is_err());
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(
        text in "(\\PC|\n|SPDX-|License-Identifier:|Copyright|©|REUSE-Ignore(Start|End)|path = |[*\\\\/()]){0,60}",
        path in "[a-z/*\\\\é]{0,12}",
    ) {
        let _ = (tags(&text), identifiers(&text), Dep5::parse(&format!("{FORMAT}\n{text}")));
        let glob = path.replace('\\', "\\\\");
        if let Ok(toml) = ReuseToml::parse(&format!("version = 1\n[[annotations]]\npath = \"{glob}\"")) {
            let _ = toml.find(&text);
        }
    }

    #[test]
    fn a_path_without_signs_matches_itself_only(path in "[a-z./]{1,12}", other in "[a-z./]{1,12}") {
        prop_assert!(matches(&path, &path));
        prop_assert_eq!(matches(&path, &other), path == other);
    }
}

// REUSE-IgnoreEnd
