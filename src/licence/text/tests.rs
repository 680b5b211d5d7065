// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which texts are named, which are not, and what must not change the answer.

use proptest::prelude::*;

use crate::model::{LicenceMatch, LicenceMethod};

pub(super) fn spdx(id: &str) -> &'static str {
    let (_, text) = spdx::text::LICENSE_TEXTS
        .iter()
        .find(|(name, _)| *name == id)
        .unwrap();
    text
}

fn show(found: &[LicenceMatch]) -> Vec<String> {
    found
        .iter()
        .map(|found| {
            let mut names = vec![found.expression.clone()];
            names.extend(found.rivals.iter().cloned());
            names.join(" or ")
        })
        .collect()
}

pub(super) fn find(text: &str) -> Vec<LicenceMatch> {
    super::find(text, true)
}

pub(super) fn ids(text: &str) -> Vec<String> {
    show(&find(text))
}

const README: &str = "# Mon projet\n\nThis project helps people to read maps of the city. It was written by the team of the ministry, with the help of many contributors, and its documentation stands on the site.\n\nRun the tests before you send a merge request.\n\n";

const HOLDERS: &str = "Copyright (c) 2019-2024 Ministère de la Transition écologique et de la Cohésion des territoires\nDirection interministérielle du numérique, service à compétence nationale\n20 avenue de Ségur, 75007 Paris, France\n\n";

fn wrap(text: &str, width: usize) -> String {
    text.split("\n\n")
        .map(|paragraph| {
            let mut lines = String::new();
            let mut column = 0;
            for word in paragraph.split_whitespace() {
                if column > 0 && column + word.chars().count() >= width {
                    lines.push('\n');
                    column = 0;
                }
                if column > 0 {
                    lines.push(' ');
                }
                lines.push_str(word);
                column += word.chars().count() + 1;
            }
            lines + "\n\n"
        })
        .collect()
}

fn each_line(text: &str, before: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{before}{line}\n")).collect();
    lines.concat()
}

fn bullets(text: &str) -> String {
    text.lines()
        .map(|line| {
            let words = line.trim_start();
            let bare = words.trim_start_matches(|c: char| c.is_ascii_digit());
            let item = bare.strip_prefix(". ").filter(|_| bare.len() < words.len());
            match item.or(words.strip_prefix("* ")) {
                Some(item) => format!("  • {item}\n"),
                None => format!("{line}\n"),
            }
        })
        .collect()
}

fn html(text: &str) -> String {
    let body: Vec<String> = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('é', "&eacute;")
        .split("\n\n")
        .map(|paragraph| format!("<p class=\"text\">{paragraph}</p>\n"))
        .collect();
    format!(
        "<!DOCTYPE html><html><head><style>p {{ color: red }}</style></head><body>{}</body></html>",
        body.concat()
    )
}

fn pages(text: &str) -> String {
    let wrapped = wrap(text, 76);
    let lines: Vec<&str> = wrapped.lines().collect();
    let pages = lines.chunks(50).enumerate();
    let pages: Vec<String> = pages
        .map(|(at, page)| format!("{}\n\n{}\n\n", page.join("\n"), at + 1))
        .collect();
    pages.concat()
}

fn first(text: &str, percent: usize) -> &str {
    let end = text.len() * percent / 100;
    let end = (0..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    &text[..end]
}

/// The same text as people keep it.
fn forms(text: &str) -> Vec<(&'static str, String)> {
    let (title, rest) = text.split_once('\n').unwrap_or(("", text));
    let one_line: Vec<&str> = text.split_whitespace().collect();
    vec![
        ("narrow", wrap(text, 40)),
        ("wide", wrap(text, 120)),
        ("CRLF", text.replace('\n', "\r\n")),
        ("BOM", format!("\u{feff}{text}")),
        (
            "Markdown",
            format!("# {title}\n{}", rest.replace("License", "**License**")),
        ),
        ("HTML", html(text)),
        ("one line", one_line.join(" ")),
        ("truncated", first(text, 85).to_owned()),
        (
            "filled",
            text.replace("<year> <copyright holders>", "2024 Ministère X"),
        ),
        ("prefixed", format!("{README}## Licence\n\n{text}")),
        ("followed", format!("{text}\n\n{README}")),
        ("holders", format!("{HOLDERS}{text}")),
        ("quotes", text.replace('"', "”").replace('\'', "’")),
        ("bullets", bullets(text)),
        ("upper case", text.to_uppercase()),
        ("comment", each_line(text, "// ")),
        ("block comment", format!("/*\n{} */", each_line(text, " * "))),
        ("indented", each_line(text, "        ")),
        ("pages", pages(text)),
        ("no title", rest.to_owned()),
    ]
}

#[test]
fn common_texts_are_named_in_every_form() {
    let mut faults = Vec::new();
    for id in [
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSD-4-Clause",
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "CC-BY-NC-4.0",
        "CC0-1.0",
        "CECILL-2.1",
        "CECILL-B",
        "CECILL-C",
        "EPL-2.0",
        "EUPL-1.1",
        "EUPL-1.2",
        "GPL-2.0-or-later",
        "GPL-3.0-or-later",
        "ISC",
        "LGPL-2.1-or-later",
        "LGPL-3.0-or-later",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "ODbL-1.0",
        "OFL-1.1",
        "Unlicense",
        "WTFPL",
        "X11",
        "Zlib",
        "0BSD",
        "etalab-2.0",
    ] {
        for (form, text) in forms(spdx(id)) {
            let found = ids(&text);
            if found != [id] {
                faults.push(format!("{id}, {form}: {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every text of the list, but those that have no words of their own.
#[test]
fn each_text_of_the_list_is_itself() {
    let family = |id: &str| {
        [
            "-or-later",
            "-only",
            "+",
            "-no-invariants",
            "-invariants",
            "-no-RFN",
            "-RFN",
        ]
        .iter()
        .fold(id.to_owned(), |id, end| id.replace(end, ""))
    };
    let mut faults = Vec::new();
    for (id, text) in spdx::text::LICENSE_TEXTS {
        let found = find(text);
        // Texts of two words, and deprecated names of a notice with an exception.
        let nothing =
            matches!(*id, "NOASSERTION" | "any-OSI" | "any-OSI-perl-modules") || id.contains("-with-");
        // The same text under two names.
        let other = match *id {
            "MPL-2.0-no-copyleft-exception" => "MPL-2.0",
            "CAL-1.0-Combined-Work-Exception" => "CAL-1.0",
            "StandardML-NJ" => "SMLNJ",
            id => id,
        };
        let right = match found.as_slice() {
            [] => nothing,
            [only] => family(&only.expression) == family(other) && only.is_sure() && only.confidence >= 99,
            _ => false,
        };
        if !right {
            faults.push(format!("{id}: {:?}", show(&found)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_whole_text_is_exact_and_knows_its_lines() {
    let filled = spdx("MIT").replace("<year> <copyright holders>", "2024 Ministère X");
    let found = find(&filled);
    assert_eq!(
        (found[0].method, found[0].confidence),
        (LicenceMethod::Exact, 100)
    );
    let last = u32::try_from(filled.trim_end().lines().count()).unwrap();
    assert_eq!(found[0].lines.1, last);
    let found = find(&format!("{README}{filled}"));
    assert_eq!((found[0].method, found[0].confidence), (LicenceMethod::Text, 99));
    let changed = filled.replace("sublicense, ", "");
    let found = find(&changed);
    assert_eq!(
        (found[0].expression.as_str(), found[0].method),
        ("MIT", LicenceMethod::Text)
    );
    assert!(found[0].confidence < 100);
}

#[test]
fn parts_that_copies_leave_out_may_be_missing() {
    let cut = |id: &str, at: &str| spdx(id).split_once(at).unwrap().0.to_owned();
    assert_eq!(ids(&cut("Apache-2.0", "APPENDIX")), ["Apache-2.0"]);
    assert_eq!(ids(&cut("Apache-2.0", "END OF TERMS")), ["Apache-2.0"]);
    assert_eq!(ids(spdx("Pixar")), ["Pixar"]);
    assert_eq!(
        ids(&cut("LGPL-3.0-or-later", "\nGNU GENERAL PUBLIC LICENSE")),
        ["LGPL-3.0-or-later"]
    );
    assert_eq!(
        ids(&cut("GPL-3.0-or-later", "How to Apply These Terms")),
        ["GPL-3.0-or-later"]
    );
    assert_eq!(ids(&cut("MPL-2.0", "Exhibit A - ")), ["MPL-2.0"]);
}

#[test]
fn several_licences_are_named_each_with_its_lines() {
    let both = format!(
        "# Code\n\n{}\n\n# Données\n\n{}\n",
        spdx("MIT"),
        spdx("etalab-2.0")
    );
    assert_eq!(ids(&both), ["MIT", "etalab-2.0"]);
    let found = find(&both);
    assert!(found[0].lines.1 < found[1].lines.0);
    for (one, other) in [
        ("Apache-2.0", "MIT"),
        ("GPL-3.0-or-later", "BSD-3-Clause"),
        ("MIT", "MIT"),
    ] {
        assert_eq!(ids(&format!("{}\n\n{}", spdx(one), spdx(other))), [one, other]);
    }
    let licences = ["Apache-2.0", "MIT", "BSD-2-Clause", "ISC", "Zlib", "MPL-2.0"];
    let all: Vec<&str> = licences.iter().map(|id| spdx(id)).collect();
    assert_eq!(ids(&all.join("\n\n----\n\n")), licences);
}

#[test]
fn what_is_no_licence_text_is_not_named() {
    for text in [
        "",
        "Licence MIT",
        "Tous droits réservés. Toute copie est interdite sans accord écrit.",
        "This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.\n\nThis program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU General Public License for more details.\n\nYou should have received a copy of the GNU General Public License along with this program.  If not, see <https://www.gnu.org/licenses/>.",
        "Licensed under the Apache License, Version 2.0 (the \"License\"); you may not use this file except in compliance with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0. Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on an \"AS IS\" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.",
        // The disclaimer of ISC without its grant.
        "THE SOFTWARE IS PROVIDED \"AS IS\" AND THE AUTHORS DISCLAIM ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHORS BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.",
        "Ce document est distribué sous les termes de la Licence Ouverte 2.0.",
        README,
    ] {
        assert_eq!(ids(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(ids(&"a b c ".repeat(100_000)), Vec::<String>::new());
    assert_eq!(
        ids(&"permission is hereby granted ".repeat(20_000)),
        Vec::<String>::new()
    );
}

/// Words of licences and of everyday prose, in both languages.
const WORDS: &[&str] = &[
    "the",
    "software",
    "is",
    "licence",
    "le",
    "logiciel",
    "permission",
    "granted",
    "any",
    "person",
    "copy",
    "de",
    "la",
    "données",
    "réutilisation",
    "information",
    "without",
    "warranty",
    "of",
    "kind",
    "sans",
    "garantie",
    "redistribution",
    "conditions",
    "and",
    "source",
    "binary",
    "forms",
    "public",
    "general",
    "version",
    "contrat",
    "titulaire",
    "article",
    "notice",
    "copyright",
    "shall",
    "be",
    "included",
    "in",
    "all",
    "copies",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_an_answer(text in "(?s).{0,600}") {
        prop_assert!(find(&text).is_empty());
    }

    #[test]
    fn no_licence_is_found_in_shuffled_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..900)) {
        prop_assert!(find(&words.join(" ")).is_empty());
    }

    #[test]
    fn a_licence_cut_and_changed_anywhere_gives_an_answer(
        from in 0_usize..12_000, to in 0_usize..12_000, inserted in "(?s).{0,40}"
    ) {
        let text = spdx("Apache-2.0");
        let at = |place: usize| (0..=place.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let changed = format!("{}{inserted}{}", &text[..at(from)], &text[at(to)..]);
        for found in find(&changed) {
            prop_assert!(found.lines.0 <= found.lines.1);
        }
    }

    #[test]
    fn unrelated_paragraphs_and_copyrights_change_nothing(
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(), year in 1990_u16..2030, holder in "[A-Z][a-zé]{2,12}"
    ) {
        let paragraphs = [
            "Le projet est suivi par la direction du numérique.".to_owned(),
            "Les tests sont lancés à chaque envoi, sur deux systèmes.".to_owned(),
            format!("Copyright (c) {year} {holder}"),
            spdx("MIT").to_owned(),
        ];
        let text: Vec<&str> = order.iter().map(|at| paragraphs[*at].as_str()).collect();
        prop_assert_eq!(ids(&text.join("\n\n")), ["MIT"]);
    }
}

#[test]
fn a_common_text_among_others_is_not_named_as_a_rare_one() {
    let body = |id: &str| spdx(id).split_once("Redistribution").map_or("", |(_, rest)| rest);
    let first = body("BSD-2-Clause").replacen(
        "copyright notice, this list of conditions and the following disclaimer.",
        "copyright notice immediately at the beginning of the file, without modification, this list of conditions, and the following disclaimer.",
        1,
    );
    let second = body("BSD-2-Clause")
        .replace("COPYRIGHT HOLDERS", "NETBSD FOUNDATION, INC.")
        .replace("COPYRIGHT HOLDER OR", "FOUNDATION OR");
    let third = body("BSD-3-Clause")
        .replace("copyright holder nor", "University nor")
        .replace("COPYRIGHT HOLDERS AND", "REGENTS AND")
        .replace("COPYRIGHT HOLDER OR", "REGENTS OR");
    let text = format!("Redistribution{first}\n\nRedistribution{second}\n\nRedistribution{third}\n");
    let named: Vec<String> = find(&text).into_iter().map(|found| found.expression).collect();
    assert_eq!(named, ["BSD-2-Clause", "BSD-2-Clause", "BSD-3-Clause"]);
}

#[test]
fn denials_that_touch_no_permission_restrict_nothing() {
    let mit = spdx("MIT");
    for beside in [
        "For jurisdictions where authors cannot disclaim their copyright, this source code is distributed all the same.",
        "This does not affect the use of this source code.",
        "Not every contribution to this source code cannot be ported back.",
    ] {
        assert_eq!(ids(&format!("{mit}\n\n{beside}\n")), ["MIT"], "{beside}");
    }
}
