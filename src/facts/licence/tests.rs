// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Conclusions from what files say, without any text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Gathered, assemble};
use crate::facts::Manifest;
use crate::facts::ManifestValue;
use crate::model::LicenceMethod::{self, Exact, Notice, Statement, Tag, Text};
use crate::model::Subject::{self, Code, Data, Documentation, Project};
use crate::model::{Conclusion, FileLicences, LicenceMatch, Licensing};

/// One word: where, what, how, of what. A path that ends in `README.md` is a document, one below `vendor/`
/// copied, one in `.py` a source file, any other a licence file.
pub(super) type Word = (&'static str, &'static str, LicenceMethod, Subject);

pub(super) fn licensing(words: &[Word], manifests: &[(&str, &str)]) -> Licensing {
    with_forge(words, manifests, None)
}

fn with_forge(words: &[Word], manifests: &[(&str, &str)], forge: Option<&str>) -> Licensing {
    let mut files: BTreeMap<&str, Vec<LicenceMatch>> = BTreeMap::new();
    for (number, (path, expression, method, subject)) in (1..).zip(words) {
        let matches = files.entry(path).or_default();
        let mut ids = expression.split('|').map(str::to_owned);
        let first = ids.next().unwrap_or_default();
        let rivals: Vec<String> = ids.collect();
        if !first.is_empty() {
            matches.push(LicenceMatch {
                expression: first,
                confidence: match method {
                    Exact => 100,
                    Statement if !rivals.is_empty() => 50,
                    _ => 90,
                },
                method: *method,
                lines: (number, number + 1),
                subject: *subject,
                rivals,
                since: None,
                part: false,
            });
        }
    }
    let mut gathered = Gathered::default();
    for (path, matches) in files {
        let slot = if path.starts_with("vendor/") {
            &mut gathered.vendored
        } else if path.ends_with("datapackage.json") {
            &mut gathered.packages
        } else if path.ends_with("README.md") {
            &mut gathered.documents
        } else if path.strip_suffix(".py").is_some() {
            &mut gathered.heads
        } else {
            &mut gathered.texts
        };
        slot.push(FileLicences {
            path: Arc::from(path),
            matches,
            nearest: None,
            refused: None,
            kept: None,
            folders: Vec::new(),
        });
    }
    let manifests: Vec<Manifest> = manifests
        .iter()
        .map(|(path, value)| Manifest {
            path: Arc::from(*path),
            fields: BTreeMap::new(),
            licences: vec![ManifestValue {
                value: (*value).to_owned(),
                line: 3,
            }],
            loose: false,
            private: false,
            member: false,
        })
        .collect();
    assemble(gathered, &manifests, forge)
}

#[test]
fn a_licence_that_begins_holds_when_its_year_has_come() {
    let text = "# A\n\nCe projet est sous licence MIT à compter de 2030.\n";
    let matches = crate::licence::claims("README.md", text, crate::licence::Kind::Document);
    for (now, expected) in [
        (1_800_000_000, "MIT | LicenseRef-restricted"),
        (1_900_000_000, "MIT"),
    ] {
        let mut gathered = Gathered::default();
        gathered.documents.push(FileLicences {
            path: Arc::from("README.md"),
            matches: matches.clone(),
            nearest: None,
            refused: None,
            kept: None,
            folders: Vec::new(),
        });
        gathered.begin(now);
        let found = &gathered.documents[0].matches[0];
        let mut all = vec![found.expression.as_str()];
        all.extend(found.rivals.iter().map(String::as_str));
        assert_eq!(all.join(" | "), expected);
    }
}

/// `expression | rivals`, or `-`.
pub(super) fn told(conclusion: &Conclusion) -> String {
    let mut all: Vec<&str> = conclusion.readings().collect();
    if all.is_empty() {
        all.push("-");
    }
    all.join(" | ")
}

pub(super) fn of(licensing: &Licensing, subject: Subject) -> String {
    told(licensing.of(subject).unwrap())
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn the_code_has_one_expression() {
    let cases: &[(&str, &[Word], &str)] = &[
        ("nothing", &[], "-"),
        ("a text", &[("LICENSE", "MIT", Exact, Project)], "MIT"),
        ("a text that nobody knows", &[("LICENSE", "", Text, Project)], "-"),
        (
            "an ambiguous text",
            &[("LICENSE", "BSD-3-Clause|BSD-3-Clause-HP", Text, Project)],
            "-",
        ),
        (
            "a text of GNU cannot tell the variant",
            &[("LICENSE", "GPL-3.0-or-later", Exact, Project)],
            "GPL-3.0-or-later | GPL-3.0-only",
        ),
        (
            "as rivals of one family",
            &[("LICENSE", "GPL-3.0-or-later|GPL-3.0-only", Exact, Project)],
            "GPL-3.0-or-later | GPL-3.0-only",
        ),
        (
            "the README tells it",
            &[
                ("LICENSE", "AGPL-3.0-or-later", Exact, Project),
                ("README.md", "AGPL-3.0-only", Statement, Project),
            ],
            "AGPL-3.0-only",
        ),
        (
            "a sentence without the variant does not",
            &[
                ("LICENSE", "AGPL-3.0-or-later", Exact, Project),
                ("README.md", "AGPL-3.0-only|AGPL-3.0-or-later", Statement, Project),
            ],
            "AGPL-3.0-or-later | AGPL-3.0-only",
        ),
        (
            "one header in three tells it too",
            &[
                ("COPYING", "GPL-3.0-or-later", Exact, Project),
                ("a.py", "GPL-3.0-or-later", Notice, Project),
                ("b.py", "", Notice, Project),
                ("c.py", "", Notice, Project),
            ],
            "GPL-3.0-or-later",
        ),
        (
            "and yields to the README",
            &[
                ("COPYING", "GPL-3.0-or-later", Exact, Project),
                ("README.md", "GPL-3.0-only", Statement, Project),
                ("a.py", "GPL-3.0-or-later", Notice, Project),
                ("b.py", "", Notice, Project),
            ],
            "GPL-3.0-only",
        ),
        (
            "a notice only",
            &[("LICENSE", "GPL-3.0-or-later", Notice, Project)],
            "GPL-3.0-or-later",
        ),
        (
            "LGPL with the GPL beside it",
            &[
                ("COPYING", "GPL-3.0-or-later", Exact, Project),
                ("COPYING.LESSER", "LGPL-3.0-or-later", Exact, Project),
            ],
            "LGPL-3.0-or-later | LGPL-3.0-only",
        ),
        (
            "two texts and no word on how they go together",
            &[
                ("LICENSE-APACHE", "Apache-2.0", Exact, Project),
                ("LICENSE-MIT", "MIT", Exact, Project),
            ],
            "Apache-2.0 AND MIT | Apache-2.0 OR MIT",
        ),
        (
            "two texts and a README that tells",
            &[
                ("LICENSE-APACHE", "Apache-2.0", Exact, Project),
                ("LICENSE-MIT", "MIT", Exact, Project),
                ("README.md", "MIT OR Apache-2.0", Statement, Project),
            ],
            "MIT OR Apache-2.0",
        ),
        (
            "two texts, each for its subject",
            &[
                ("LICENSE", "MIT", Exact, Code),
                ("LICENSE", "etalab-2.0", Exact, Documentation),
            ],
            "MIT",
        ),
        (
            "two texts in one file, of which one is for contents",
            &[
                ("LICENSE", "MIT", Exact, Project),
                ("LICENSE", "etalab-2.0", Exact, Project),
            ],
            "MIT",
        ),
        (
            "the only text is for contents",
            &[("LICENSE", "etalab-2.0", Exact, Project)],
            "etalab-2.0",
        ),
        (
            "the README alone",
            &[("README.md", "EUPL-1.2", Statement, Project)],
            "EUPL-1.2",
        ),
        (
            "texts of REUSE say nothing of the whole",
            &[
                ("LICENSES/MIT.txt", "MIT", Exact, Project),
                ("README.md", "EUPL-1.2", Statement, Project),
            ],
            "EUPL-1.2",
        ),
        (
            "but for want of better",
            &[("LICENSES/MIT.txt", "MIT", Exact, Project)],
            "MIT",
        ),
        (
            "most source files",
            &[
                ("a.py", "Apache-2.0", Tag, Project),
                ("b.py", "Apache-2.0", Tag, Project),
                ("c.py", "MIT", Tag, Project),
            ],
            "Apache-2.0",
        ),
        (
            "too few source files",
            &[("a.py", "Apache-2.0", Tag, Project), ("b.py", "", Tag, Project)],
            "-",
        ),
        (
            "copied code is not the project's",
            &[("vendor/x/LICENSE", "MIT", Exact, Project)],
            "-",
        ),
        (
            "an exception that the headers tell",
            &[
                ("LICENSE", "GPL-2.0-or-later", Exact, Project),
                ("a.py", "GPL-2.0-only WITH Classpath-exception-2.0", Tag, Project),
            ],
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
    ];
    for (name, words, expected) in cases {
        let licensing = licensing(words, &[]);
        assert_eq!(of(&licensing, Code), *expected, "{name}");
        let conclusion = licensing.of(Code).unwrap();
        assert_eq!(
            conclusion.expression.is_some(),
            conclusion.confidence > 0,
            "{name}"
        );
        assert_eq!(
            conclusion.expression.is_some(),
            !conclusion.evidence.is_empty(),
            "{name}"
        );
    }
}

#[test]
fn the_gpl_beside_the_lgpl_contradicts_nothing() {
    let texts = [
        ("COPYING", "GPL-3.0-or-later", Exact, Project),
        ("COPYING.LESSER", "LGPL-3.0-or-later", Exact, Project),
    ];
    let found = licensing(&texts, &[]);
    assert_eq!(found.disagreements, []);
}

#[test]
fn subjects_are_told_apart() {
    let mixed = licensing(
        &[
            ("LICENSE", "MIT", Exact, Project),
            ("README.md", "etalab-2.0", Statement, Data),
            ("docs/LICENSE.md", "CC-BY-4.0", Exact, Project),
        ],
        &[],
    );
    assert_eq!(of(&mixed, Code), "MIT");
    assert_eq!(of(&mixed, Documentation), "CC-BY-4.0");
    assert_eq!(of(&mixed, Data), "etalab-2.0");
    assert!(mixed.conclusions.iter().all(|one| !one.inherited));
    assert_eq!(mixed.disagreements, []);

    let one = licensing(&[("LICENSE", "MIT", Exact, Project)], &[]);
    assert_eq!(of(&one, Data), "MIT");
    assert_eq!(
        one.conclusions
            .iter()
            .map(|one| one.inherited)
            .collect::<Vec<_>>(),
        [false, true, true]
    );

    let beside = licensing(
        &[
            ("LICENSE", "MIT", Exact, Project),
            ("LICENSE-ODbL.txt", "ODbL-1.0", Exact, Project),
            ("OFL.txt", "OFL-1.1", Exact, Project),
        ],
        &[],
    );
    assert_eq!(of(&beside, Code), "MIT");
    assert_eq!(of(&beside, Data), "ODbL-1.0");
    assert_eq!(of(&beside, Documentation), "MIT");

    let package = licensing(&[("README.md", "MIT", Statement, Code)], &[]);
    assert_eq!(of(&package, Code), "MIT");
    assert_eq!(of(&package, Documentation), "-");
}

#[test]
fn folders_have_their_own() {
    let found = licensing(
        &[
            ("LICENSE", "EUPL-1.2", Exact, Project),
            ("packages/x/LICENSE", "MIT", Exact, Project),
            ("packages/y/LICENSE", "", Exact, Project),
            ("packages/z/README.md", "JSON", Statement, Project),
        ],
        &[],
    );
    let told: Vec<_> = found.conclusions[3..]
        .iter()
        .map(|one| (&*one.folder, told(one), one.unnamed.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("packages/x", "MIT".to_owned(), 0),
            ("packages/y", "-".to_owned(), 1)
        ]
    );
    assert_eq!(of(&found, Code), "EUPL-1.2");
    assert_eq!(found.disagreements, []);
}

#[test]
fn contradictions_are_told_once_with_their_place() {
    let differing = |words: &[Word]| -> Vec<(String, String, String)> {
        licensing(words, &[])
            .disagreements
            .iter()
            .map(|one| {
                (
                    one.seen.place.path.as_deref().unwrap_or_default().to_owned(),
                    one.seen.expression.clone(),
                    one.against.expression.clone(),
                )
            })
            .collect()
    };
    let text = |a: &str, b: &str, c: &str| vec![(a.to_owned(), b.to_owned(), c.to_owned())];
    assert_eq!(
        differing(&[
            ("LICENSE", "MIT", Exact, Project),
            ("README.md", "GPL-3.0-only", Statement, Project)
        ]),
        text("README.md", "GPL-3.0-only", "MIT")
    );
    // The name of the file against its text.
    assert_eq!(
        differing(&[("LICENSE.CC-BY-4.0.txt", "CC-BY-SA-4.0", Exact, Project)]),
        text("LICENSE.CC-BY-4.0.txt", "CC-BY-4.0", "CC-BY-SA-4.0")
    );
    // Both variants, each told.
    let both = licensing(
        &[
            ("LICENSE", "GPL-3.0-or-later", Exact, Project),
            ("README.md", "GPL-3.0-only", Statement, Project),
            ("a.py", "GPL-3.0-or-later", Notice, Project),
        ],
        &[],
    );
    assert_eq!(of(&both, Code), "GPL-3.0-or-later | GPL-3.0-only");
    assert_eq!(both.disagreements.len(), 1);
    // None of these is a contradiction.
    for words in [
        &[
            ("LICENSE", "MIT", Exact, Project),
            ("README.md", "MIT OR Apache-2.0", Statement, Project),
        ][..],
        &[
            ("LICENSE", "MIT", Exact, Project),
            ("README.md", "etalab-2.0", Statement, Documentation),
        ],
        &[
            ("LICENSE", "EUPL-1.2", Exact, Project),
            ("a.py", "EUPL-1.2", Tag, Project),
            ("b.py", "EUPL-1.2", Tag, Project),
            ("c.py", "MIT", Tag, Project),
        ],
        &[
            ("LICENSE", "MIT", Exact, Project),
            ("LICENSES/CC0-1.0.txt", "CC0-1.0", Exact, Project),
        ],
        &[
            ("LICENSE", "MIT", Exact, Project),
            ("vendor/x/LICENSE", "GPL-2.0-or-later", Exact, Project),
        ],
    ] {
        assert_eq!(differing(words), [], "{words:?}");
    }
}

#[test]
fn a_vague_name_contradicts_what_none_of_its_readings_is() {
    let gpl = "GPL-3.0-or-later|GPL-3.0-only";
    let bsd = "BSD-3-Clause|BSD-2-Clause";
    let cecill = "CECILL-2.1|CECILL-2.0|CECILL-1.0";
    for (text, readme, value, expected) in [
        ("MIT", gpl, "", true),
        ("GPL-3.0-or-later", gpl, "", false),
        ("GPL-2.0-or-later", gpl, "", true),
        ("LGPL-3.0-or-later", gpl, "", false),
        ("MIT", "MIT|LicenseRef-restricted", "", false),
        ("MIT", "Apache-2.0|LicenseRef-restricted", "", false),
        ("BSD-3-Clause", bsd, "", false),
        ("BSD-4-Clause", bsd, "", false),
        ("0BSD", bsd, "", false),
        ("CECILL-B", cecill, "", true),
        ("CECILL-2.1", cecill, "", false),
        ("CECILL-1.1", cecill, "", false),
        ("MIT", "CC-BY-4.0|CC-BY-3.0", "", false),
        ("MIT", "MIT OR BSD-2-Clause|MIT OR BSD-3-Clause", "", false),
        ("", gpl, "", false),
        ("MIT", "", "GNU Lesser General Public License", true),
        ("LGPL-2.1-only", "", "GNU Lesser General Public License", false),
        ("MIT", "", "LGPL", true),
        ("MIT", "", "EUPL", true),
        ("EUPL-1.1", "", "EUPL", false),
        ("Apache-2.0", "", "BSD", true),
        ("BSD-2-Clause", "", "BSD", false),
        ("MIT", "", "Some licence", false),
    ] {
        let mut words = vec![("LICENSE", text, Exact, Project)];
        if !readme.is_empty() {
            words.push(("README.md", readme, Statement, Project));
        }
        let manifests = [("package.json", value)];
        let manifests = if value.is_empty() { &[][..] } else { &manifests };
        let found = licensing(&words, manifests).disagreements;
        assert_eq!(found.len(), usize::from(expected), "{text} {readme} {value}");
    }
    let both = [
        ("LICENSE", "MIT", Exact, Project),
        ("README.md", "MIT", Statement, Project),
        ("README.md", gpl, Statement, Project),
    ];
    assert_eq!(licensing(&both, &[]).disagreements, []);
}

#[test]
fn the_forge_comes_last() {
    let alone = with_forge(&[], &[], Some("agpl-3.0"));
    assert_eq!(of(&alone, Code), "AGPL-3.0-or-later | AGPL-3.0-only");
    assert_eq!(alone.of(Code).unwrap().confidence, 50);
    let against = with_forge(&[("LICENSE", "MIT", Exact, Project)], &[], Some("apache-2.0"));
    assert_eq!(of(&against, Code), "MIT");
    assert_eq!(against.disagreements, []);
    assert_eq!(of(&with_forge(&[], &[], Some("other")), Code), "-");
}

#[test]
fn headers_are_counted() {
    let found = licensing(
        &[
            ("a.py", "MIT", Tag, Project),
            ("b.py", "", Tag, Project),
            ("c.py", "MIT", Tag, Project),
            ("d.py", "ISC", Tag, Project),
        ],
        &[],
    );
    let headers = &found.headers;
    assert_eq!((headers.files, headers.named, headers.bare.len()), (4, 3, 1));
    let counts: Vec<_> = headers
        .expressions
        .iter()
        .map(|said| (said.expression.as_str(), said.files))
        .collect();
    assert_eq!(counts, [("MIT", 2), ("ISC", 1)]);
}

#[test]
fn manifests_speak_for_the_code() {
    type Case<'a> = (&'a [Word], &'a [(&'a str, &'a str)], &'a str, usize);
    let code = |words: &[Word], manifests: &[(&str, &str)]| {
        let found = licensing(words, manifests);
        (of(&found, Code), found.disagreements.len())
    };
    let gpl: &[Word] = &[("LICENSE", "GPL-3.0-or-later", Exact, Project)];
    let cases: &[Case<'_>] = &[
        (&[], &[("package.json", "MIT")], "MIT", 0),
        (gpl, &[("package.json", "GPL-3.0-only")], "GPL-3.0-only", 0),
        (
            gpl,
            &[("package.json", "GPL-3.0-or-later")],
            "GPL-3.0-or-later",
            0,
        ),
        // A deprecated name is no word on the variant.
        (
            gpl,
            &[("package.json", "GPL-3.0")],
            "GPL-3.0-or-later | GPL-3.0-only",
            0,
        ),
        (
            gpl,
            &[("package.json", "MIT")],
            "GPL-3.0-or-later | GPL-3.0-only",
            1,
        ),
        (
            gpl,
            &[("package.json", "SEE LICENSE IN LICENSE")],
            "GPL-3.0-or-later | GPL-3.0-only",
            0,
        ),
        (
            gpl,
            &[("package.json", "UNLICENSED")],
            "GPL-3.0-or-later | GPL-3.0-only",
            0,
        ),
        // A package below the root may have a licence of its own.
        (
            gpl,
            &[("web/package.json", "MIT")],
            "GPL-3.0-or-later | GPL-3.0-only",
            0,
        ),
    ];
    for (words, manifests, expected, disagreements) in cases {
        assert_eq!(
            code(words, manifests),
            ((*expected).to_owned(), *disagreements),
            "{manifests:?}"
        );
    }
    let found = licensing(gpl, &[("web/package.json", "MIT")]);
    let last = found.conclusions.last().unwrap();
    assert_eq!((&*last.folder, told(last)), ("web", "MIT".to_owned()));
    assert_eq!(
        of(&licensing(&[], &[("package.json", "MIT")]), Documentation),
        "-"
    );
    assert_eq!(
        of(&licensing(&[], &[("publiccode.yml", "MIT")]), Documentation),
        "MIT"
    );
}

#[test]
fn a_licence_file_that_the_readme_gives_to_the_contents_is_not_the_code_s() {
    let words: &[Word] = &[
        ("LICENSE.md", "etalab-2.0", Exact, Project),
        ("README.md", "etalab-2.0", Statement, Documentation),
        ("README.md", "MIT", Statement, Code),
    ];
    let found = licensing(words, &[("package.json", "MIT")]);
    assert_eq!(of(&found, Code), "MIT");
    assert_eq!(of(&found, Documentation), "etalab-2.0");
    assert_eq!(of(&found, Data), "-");
    assert!(found.disagreements.is_empty(), "{:?}", found.disagreements);
    // Without the word on the contents, the two contradict each other.
    let found = licensing(&[words[0], words[2]], &[]);
    assert_eq!(of(&found, Code), "etalab-2.0");
    assert_eq!(found.disagreements.len(), 1);
}

#[test]
fn two_variants_contradict_each_other_and_not_the_text() {
    let found = licensing(
        &[("LICENSE", "AGPL-3.0-or-later", Exact, Project)],
        &[
            ("publiccode.yml", "AGPL-3.0-only"),
            ("package.json", "AGPL-3.0-or-later"),
        ],
    );
    let [one] = &found.disagreements[..] else {
        panic!("{:?}", found.disagreements);
    };
    let mut both = [&*one.seen.expression, &*one.against.expression];
    both.sort_unstable();
    assert_eq!(both, ["AGPL-3.0-only", "AGPL-3.0-or-later"]);
    assert_eq!(one.against.method, LicenceMethod::Manifest);
}

#[test]
fn what_sentences_say_outranks_what_is_assumed() {
    // A copy of a licence for contents, and a README that gives the documents another one.
    let found = licensing(
        &[
            ("LICENSE.md", "CECILL-2.1", Exact, Project),
            ("Licence_CC.txt", "CC-BY-SA-2.0", Text, Project),
            ("README.md", "etalab-2.0", Statement, Documentation),
            ("README.md", "CECILL-2.1", Statement, Code),
        ],
        &[],
    );
    assert_eq!(of(&found, Code), "CECILL-2.1");
    assert_eq!(of(&found, Documentation), "etalab-2.0");
    assert_eq!(found.disagreements, []);
    // A manifest in words of its own against a sentence on the code; the rest is what is no code.
    let readme: &[Word] = &[
        ("README.md", "MIT", Statement, Code),
        ("README.md", "etalab-2.0", Statement, Project),
    ];
    let found = licensing(readme, &[("package.json", "Licence Ouverte Etalab v2.0")]);
    assert_eq!(of(&found, Code), "MIT");
    assert_eq!(of(&found, Documentation), "etalab-2.0");
    assert_eq!(of(&found, Data), "etalab-2.0");
    assert_eq!(found.disagreements.len(), 1);
    // An identifier in the manifest is no vague word.
    let found = licensing(readme, &[("package.json", "Apache-2.0")]);
    assert_eq!(of(&found, Code), "Apache-2.0");
}

#[test]
fn a_tag_in_a_readme_is_that_of_the_readme() {
    let words: &[Word] = &[
        ("LICENSE", "GPL-3.0-or-later", Exact, Project),
        ("README.md", "CC-BY-SA-4.0", Tag, Project),
    ];
    let found = licensing(words, &[]);
    assert_eq!(of(&found, Code), "GPL-3.0-or-later | GPL-3.0-only");
    assert_eq!(found.disagreements, []);
    assert_eq!(of(&licensing(&words[1..], &[]), Code), "CC-BY-SA-4.0");
}

#[test]
fn a_manifest_may_name_the_parts_of_its_expression() {
    let found = licensing(
        &[("README.md", "GPL-3.0-or-later", Statement, Project)],
        &[
            ("pyproject.toml", "CC0-1.0 AND GPL-3.0-or-later"),
            ("pyproject.toml", "CC0-1.0"),
        ],
    );
    assert_eq!(found.disagreements, []);
    let found = licensing(
        &[("LICENSE", "MIT", Exact, Project)],
        &[("pyproject.toml", "MIT"), ("pyproject.toml", "GPL-3.0-or-later")],
    );
    assert_eq!(found.disagreements.len(), 1);
}

#[test]
fn bounds_of_r_tell_the_variant() {
    let words: &[Word] = &[("COPYING", "GPL-2.0-or-later", Exact, Project)];
    let code = |value: &str| of(&licensing(words, &[("DESCRIPTION", value)]), Code);
    assert_eq!(code("GPL (>= 2)"), "GPL-2.0-or-later");
    assert_eq!(code("GPL (== 2)"), "GPL-2.0-only");
}

#[test]
fn texts_under_a_heading_of_other_works_are_not_the_project_s() {
    let mit = spdx::text::LICENSE_TEXTS
        .iter()
        .find(|(id, _)| *id == "MIT")
        .map_or("", |(_, text)| text);
    let body = mit.split_once("Permission").map_or("", |(_, rest)| rest);
    let text = format!(
        "# Library\n\nThis software is released under the licence CeCILL-B.\n\n## Third party code\n\nIt includes:\n\n### X\n\nCopyright (c) 2014 Someone\n\nPermission{body}"
    );
    let found = super::read(super::Asked::Text, &Arc::from("LICENCE.md"), &text);
    let named: Vec<&str> = found.matches.iter().map(|one| one.expression.as_str()).collect();
    assert_eq!(named, ["CECILL-B"]);
}

#[test]
fn a_leg_of_which_nobody_knows_the_name_stays_in_the_conclusion() {
    let both: &[Word] = &[
        ("LICENSE", "MIT|LicenseRef-restricted", Text, Project),
        ("LICENSE", "Apache-2.0", Exact, Project),
    ];
    let told = "Apache-2.0 AND LicenseRef-restricted | Apache-2.0 AND MIT";
    let all = licensing(both, &[]);
    assert_eq!(of(&all, Code), told);
    assert_eq!(of(&all, Documentation), told);
    assert_eq!(all.of(Code).unwrap().confidence, 50);
    // Another text names it.
    let named: &[Word] = &[
        ("LICENSE", "BSD-3-Clause|BSD-2-Clause", Statement, Project),
        ("LICENSE", "BSD-3-Clause", Exact, Project),
    ];
    assert_eq!(of(&licensing(named, &[]), Code), "BSD-3-Clause");
    // A sentence of the README takes back what the file grants.
    let sentence: &[Word] = &[
        ("LICENSE", "MIT", Exact, Project),
        ("README.md", "MIT|LicenseRef-restricted", Statement, Project),
    ];
    assert_eq!(of(&licensing(sentence, &[]), Code), "MIT | LicenseRef-restricted");
}

#[test]
fn what_stands_beside_the_data_speaks_of_the_data() {
    let code = ("LICENSE", "MIT", Exact, Project);
    for (word, expected) in [
        (("data/README.md", "etalab-2.0", Statement, Project), "etalab-2.0"),
        (("donnees/README.md", "MIT", Statement, Data), "MIT"),
        (
            ("datapackage.json", "ODbL-1.0", LicenceMethod::Manifest, Data),
            "ODbL-1.0",
        ),
        (
            ("data/README.md", "CC-BY-4.0|CC-BY-SA-4.0", Statement, Project),
            "CC-BY-4.0 | CC-BY-SA-4.0",
        ),
    ] {
        let all = licensing(&[code, word], &[]);
        assert_eq!(of(&all, Data), expected, "{word:?}");
        assert!(!all.of(Data).unwrap().inherited);
        assert_eq!(of(&all, Code), "MIT");
        assert_eq!(all.disagreements, [], "{word:?}");
    }
    // A licence for code, words on the code, or a part of the data.
    for word in [
        ("data/README.md", "Apache-2.0", Statement, Project),
        ("data/README.md", "etalab-2.0", Statement, Code),
        ("data/communes/README.md", "etalab-2.0", Statement, Project),
        ("src/data/README.md", "etalab-2.0", Statement, Project),
    ] {
        let all = licensing(&[code, word], &[]);
        assert!(all.of(Data).unwrap().inherited, "{word:?}");
    }
    let alone = licensing(
        &[("datapackage.json", "etalab-2.0", LicenceMethod::Manifest, Data)],
        &[],
    );
    assert_eq!(of(&alone, Code), "-");
    let text = r#"{"licenses": [{"name": "ODbL-1.0"}, {"path": "https://example.org/terms"}]}"#;
    assert_eq!(super::package::read(text).len(), 1);
    for (path, expected) in [
        ("datapackage.json", super::Asked::Package),
        ("data/datapackage.json", super::Asked::Package),
        ("geo/datapackage.json", super::Asked::Nothing),
        ("data/geo/datapackage.json", super::Asked::Nothing),
    ] {
        assert_eq!(
            super::asked(path, None, crate::model::Origin::Own),
            expected,
            "{path}"
        );
    }
}

#[test]
fn texts_are_compared_up_to_as_many_bytes() {
    use super::{Asked, Counts};
    let compared = |size: Option<u64>, asked: Asked| {
        let mut counts = Counts::default();
        let each = (0..5_000).map(|_| counts.allow(asked, size));
        each.filter(|one| *one == asked).count()
    };
    assert_eq!(compared(Some(32 << 10), Asked::Text), 64 + 128);
    assert_eq!(compared(Some(32 << 10), Asked::VendoredText), 64 + 128);
    assert_eq!(compared(Some(1), Asked::VendoredText), 64 + 4_096);
    assert_eq!(compared(None, Asked::Text), 64 + 16);
    assert!(Asked::TooMany.is_too_many() && Asked::TooManyVendored.is_too_many());
}

#[test]
fn a_part_with_a_vague_name_has_not_simply_the_licence_of_the_code() {
    let words: &[Word] = &[
        ("LICENSE", "MIT", Exact, Project),
        ("README.md", "CECILL-2.1|CECILL-2.0", Statement, Documentation),
    ];
    let all = licensing(words, &[]);
    assert_eq!(of(&all, Documentation), "CECILL-2.1 | CECILL-2.0");
    assert_eq!(of(&all, Data), "MIT");
    assert!(!all.of(Documentation).unwrap().inherited);
}

#[test]
fn sentences_on_the_whole_contradict_each_other_beside_a_text() {
    let words: &[Word] = &[
        ("LICENSE", "AGPL-3.0-or-later", Exact, Project),
        ("LICENSE.md", "GPL-3.0-or-later|GPL-3.0-only", Statement, Project),
        ("README.md", "AGPL-3.0-or-later|AGPL-3.0-only", Statement, Project),
    ];
    let told = licensing(words, &[]).disagreements;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].seen.place.path.as_deref(), Some("LICENSE.md"));
    assert_eq!(told[0].against.place.path.as_deref(), Some("README.md"));
    // Nothing contradicts without the README, nor when it names both.
    assert!(licensing(&words[..2], &[]).disagreements.is_empty());
}
