// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What holds for every markup.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Contents, Document, Format, Language, read};
use crate::facts::decode::decode;
use crate::model::{Part, Role};

const FORMATS: [Format; 5] = [
    Format::Markdown,
    Format::Rst,
    Format::Org,
    Format::AsciiDoc,
    Format::Plain,
];

/// Reads a text as a document.
pub(super) fn of(format: Format, text: &str) -> Document {
    read(
        &Arc::from("doc"),
        Role::Readme,
        format,
        &decode(text.into()).unwrap(),
    )
}

/// Depth, line and text of each heading.
pub(super) fn outline(document: &Document) -> Vec<String> {
    document
        .headings
        .iter()
        .map(|heading| format!("{} {} {}", heading.level, heading.line, heading.text))
        .collect()
}

/// Line and target of each link, `!` before those of images.
pub(super) fn targets(document: &Document) -> Vec<String> {
    document
        .links
        .iter()
        .map(|link| {
            format!(
                "{} {}{}",
                link.line,
                if link.image { "!" } else { "" },
                link.target
            )
        })
        .collect()
}

#[test]
fn a_section_is_what_stands_below_its_heading() {
    let below = |format, text: &str| -> Vec<(usize, bool)> {
        let document = of(format, text);
        document
            .headings
            .iter()
            .map(|heading| (heading.words, heading.holds.has(Contents::PICTURE)))
            .collect()
    };
    let markdown = "# A\n\none two\n\n## B\n\n![x](x.png)\n\n## C\n\n```\na b c\n```\n\n# D\n";
    assert_eq!(
        below(Format::Markdown, markdown),
        [(6, true), (1, true), (3, false), (0, false)]
    );
    let rst = "Aaaa\n====\n\none two\n\nBbbb\n----\n\n.. image:: x.png\n\nCccc\n====\n";
    assert_eq!(below(Format::Rst, rst), [(4, true), (2, true), (0, false)]);
    assert_eq!(
        below(Format::Org, "* A\n** B\nun\n* C\n"),
        [(1, false), (1, false), (0, false)]
    );
    assert_eq!(
        below(Format::AsciiDoc, "= A\n\nun deux\n\n== B\n"),
        [(2, false), (0, false)]
    );
}

#[test]
fn a_section_tells_code_lists_and_links() {
    let text = "# A\n\n## B\n\n```sh\nx\n```\n\n## C\n\n- un\n\n## D\n\n[x](y)\n";
    let found: Vec<_> = of(Format::Markdown, text)
        .headings
        .iter()
        .map(|heading| [Contents::CODE, Contents::LIST, Contents::LINK].map(|one| heading.holds.has(one)))
        .collect();
    assert_eq!(
        found,
        [
            [true, true, true],
            [true, false, false],
            [false, true, false],
            [false, false, true]
        ]
    );
}

#[test]
fn extensions_tell_the_format() {
    for (path, format) in [
        ("README.md", Format::Markdown),
        ("a/B.RST", Format::Rst),
        ("x.org", Format::Org),
        ("x.asciidoc", Format::AsciiDoc),
        ("LICENSE", Format::Plain),
    ] {
        assert_eq!(Format::of(path), format, "{path}");
    }
}

/// One document, in the five markups.
fn one_document() -> [(Format, String); 5] {
    let prose = "Cette carte aide les mairies à prévoir les écoles de la ville. Elle est libre.";
    [
        (
            Format::Markdown,
            format!(
                "# Carte des écoles\n\n{prose}\n\n## 🚀 Installation\n\n- Ouvrir la page\n- Choisir\n\n```sh\nmake run\n```\n\n## Contact\n\nÉcrire à https://carte.example.fr/contact ou lire [le guide](docs/guide.md).\n\n![Plan](plan.png)\n"
            ),
        ),
        (
            Format::Rst,
            format!(
                "Carte des écoles\n================\n\n{prose}\n\n🚀 Installation\n---------------\n\n- Ouvrir la page\n- Choisir\n\n.. code-block:: sh\n\n   make run\n\nContact\n-------\n\nÉcrire à https://carte.example.fr/contact ou lire `le guide <docs/guide.md>`_.\n\n.. image:: plan.png\n   :alt: Plan\n"
            ),
        ),
        (
            Format::Org,
            format!(
                "* Carte des écoles\n\n{prose}\n\n** 🚀 Installation\n\n- Ouvrir la page\n- Choisir\n\n#+begin_src sh\nmake run\n#+end_src\n\n** Contact\n\nÉcrire à https://carte.example.fr/contact ou lire [[docs/guide.md][le guide]].\n\n[[file:plan.png]]\n"
            ),
        ),
        (
            Format::AsciiDoc,
            format!(
                "= Carte des écoles\n\n{prose}\n\n== 🚀 Installation\n\n* Ouvrir la page\n* Choisir\n\n[source,sh]\n----\nmake run\n----\n\n== Contact\n\nÉcrire à https://carte.example.fr/contact ou lire link:docs/guide.md[le guide].\n\nimage::plan.png[Plan]\n"
            ),
        ),
        (
            Format::Plain,
            format!(
                "Carte des écoles\n================\n\n{prose}\n\n🚀 Installation\n---------------\n\n- Ouvrir la page\n- Choisir\n\nContact\n-------\n\nÉcrire à https://carte.example.fr/contact ou lire le guide.\n"
            ),
        ),
    ]
}

#[test]
fn the_same_document_gives_the_same_facts_in_each_markup() {
    for (format, text) in one_document() {
        let document = of(format, &text);
        assert_eq!(
            document.title.as_ref().unwrap().text,
            "Carte des écoles",
            "{format:?}"
        );
        assert_eq!(document.language, Language::French, "{format:?}");
        assert_eq!(document.words, 3 + 15 + 1 + 4 + 1 + 6, "{format:?}");
        let headings: Vec<_> = document
            .headings
            .iter()
            .map(|heading| (&*heading.text, heading.level, heading.holds.has(Contents::LIST)))
            .collect();
        assert_eq!(
            headings,
            [
                ("Carte des écoles", 1, true),
                ("🚀 Installation", 2, true),
                ("Contact", 2, false)
            ],
            "{format:?}"
        );
        let prose: Vec<_> = document
            .sentences
            .iter()
            .filter(|sentence| sentence.part == Part::Prose)
            .map(|sentence| &*sentence.folded)
            .collect();
        assert_eq!(
            prose,
            [
                "cette carte aide les mairies a prevoir les ecoles de la ville",
                "elle est libre",
                "ouvrir la page",
                "choisir",
                "ecrire a https carte example fr contact ou lire le guide"
            ],
            "{format:?}"
        );
        assert!(document.anchors.may_have("installation"), "{format:?}");
        if format == Format::Plain {
            continue;
        }
        let links: Vec<_> = document
            .links
            .iter()
            .map(|link| (&*link.target, link.image))
            .collect();
        assert_eq!(
            links,
            [
                ("https://carte.example.fr/contact", false),
                ("docs/guide.md", false),
                ("plan.png", true)
            ],
            "{format:?}"
        );
        assert_eq!(document.links[1].text, "le guide", "{format:?}");
        assert_eq!(document.code[0].language, "sh", "{format:?}");
        assert!(
            document.headings[1].holds.has(Contents::CODE) && !document.headings[2].holds.has(Contents::CODE),
            "{format:?}"
        );
        let code: Vec<_> = document
            .sentences
            .iter()
            .filter(|sentence| sentence.part == Part::Code)
            .map(|sentence| &*sentence.text)
            .collect();
        assert_eq!(code, ["make run"], "{format:?}");
    }
}

/// Pieces of the five markups, put together at random.
fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# ",
        "\n",
        "\n\n",
        "===\n",
        "----\n",
        "~~~\n",
        "* ",
        "- ",
        "== ",
        "1. ",
        "é",
        "x ",
        "`",
        "``",
        "```sh\n",
        "<",
        ">",
        "[",
        "](",
        ")",
        "![",
        "[[",
        "]]",
        "<<",
        ">>",
        "<h1>",
        "</h1>",
        "<a href='",
        "<pre>",
        "</pre>",
        "<li>",
        "|",
        "+++\n",
        "---\n",
        "title: x\n",
        ".. ",
        "::",
        "   ",
        ":id: ",
        "#+begin_src\n",
        "#+end_src\n",
        ":properties:\n",
        ":end:\n",
        "[source,sh]\n",
        "image::",
        "https://a.fr/",
        "\r\n",
        "🚀",
        "\u{301}",
        "_",
        "=",
        "~",
        "[^1]",
        "> ",
        "[!NOTE]\n",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn readers_never_panic_and_their_places_exist(
        text in prop_oneof![markup(), any::<String>()],
        format in prop::sample::select(FORMATS.to_vec()),
    ) {
        let Some(decoded) = decode(text.into_bytes()) else { return Ok(()) };
        let lines = u32::try_from(decoded.as_str().split('\n').count()).unwrap();
        let document = read(&Arc::from("doc"), Role::Readme, format, &decoded);
        let places = (document.headings.iter().map(|heading| heading.line))
            .chain(document.links.iter().map(|link| link.line))
            .chain(document.code.iter().map(|code| code.line))
            .chain(document.sentences.iter().map(|sentence| sentence.line))
            .chain(document.title.iter().map(|title| title.line));
        for line in places {
            prop_assert!((1..=lines).contains(&line), "{line} of {lines}");
        }
    }
}
