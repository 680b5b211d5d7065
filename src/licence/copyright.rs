// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whose work a file is, and since when.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::model::{Copyright, beginning, fold, own_regex};

/// Most bytes of a text that are read.
const LONGEST: usize = 1_024 * 1_024;

/// Most copyright lines of one text.
const MOST: usize = 200;

/// Longest line that is read, in bytes.
const LONGEST_LINE: usize = 1_000;

/// Longest name of a holder, in characters.
const LONGEST_HOLDER: usize = 200;

/// The copyright lines of a text, in order.
#[must_use]
pub fn find(text: &str) -> Vec<Copyright> {
    let text = beginning(text, LONGEST);
    if !says_something(text) {
        return Vec::new();
    }
    let mut found: Vec<Copyright> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if found.len() >= MOST {
            break;
        }
        if line.len() > LONGEST_LINE || !says_something(line) {
            continue;
        }
        let at = u32::try_from(number + 1).unwrap_or(u32::MAX);
        found.extend(read(line, at));
    }
    found.retain(|copyright| !copyright.holder.is_empty() || !copyright.years.is_empty());
    found
}

/// Most lines say nothing: one look tells.
fn says_something(text: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build([
                "copyright",
                "©",
                "(c)",
                "&copy;",
                "droits d'auteur",
                "droits d’auteur",
                "copr.",
            ])
            .ok()
    });
    WORDS.as_ref().is_none_or(|words| words.is_match(text))
}

/// The holder and years of a line.
fn read(line: &str, at: u32) -> Option<Copyright> {
    static START: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(concat!(
            r"(?i)(?:SPDX-(?:File|Snippet)CopyrightText:\s*(?:copyright|©|\(c\)|\s)*",
            // As CeCILL asks for it.
            r"|\bcopyright\s+(?:ou|or)\s+(?:©|\(c\)|&copy;)\s+(?:ou|or)\s+copr\b\.?\s*",
            r"|\bcopyright(?:ed)?\s*:?\s*(?:©|\(c\)|&copy;|\s)*(?:by\s+)?",
            r"|(?:©|&copy;)\s*(?:copyright\b)?\s*",
            r"|\(c\)\s*(?:copyright\b)?\s*",
            r"|\bdroits d['’]auteur\s*:?\s*(?:©|\(c\))?\s*(?:par\s+|de\s+)?)",
        ))
    });
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r"(?i)^[\s,:]*((?:19|20)\d\d(?:\s*(?:[-–—,&/]|\bto\b|\bà\b|\band\b|\bet\b)\s*(?:(?:19|20)\d\d\b|\d\d\b|present\b|now\b|présent\b|aujourd['’]hui|today\b))*\+?)",
        )
    });
    static YEARS_END: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(r"(?i)[\s,(–-]+((?:19|20)\d\d(?:\s*[-–—,]\s*(?:(?:19|20)\d\d|present|présent))*)\)?[\s.]*$")
    });
    let start = START.find(line)?;
    let tagged = line[start.range()].to_ascii_lowercase().starts_with("spdx-");
    if !tagged && !stands_first(&line[..start.start()]) {
        return None;
    }
    let rest = &line[start.end()..];
    let (mut years, mut holder) = match YEARS.captures(rest) {
        Some(found) => {
            let end = found.get(0).map_or(0, |whole| whole.end());
            (found[1].trim().to_owned(), &rest[end..])
        }
        None => (String::new(), rest),
    };
    if years.is_empty()
        && let Some(found) = YEARS_END.captures(clean(holder))
    {
        found[1].trim().clone_into(&mut years);
        let cleaned = clean(holder);
        holder = &cleaned[..cleaned.len() - found[0].len()];
    }
    // Without a year, "(c)" alone is mostly the third point of a list.
    if years.is_empty() && line[start.range()].trim().eq_ignore_ascii_case("(c)") {
        return None;
    }
    let holder = clean(holder);
    let signed = tagged || line[start.range()].contains(['©', '(', '&']) || !years.is_empty();
    if is_placeholder(holder) || is_of_a_text(holder, &years) || (!signed && !is_name(holder)) {
        return None;
    }
    if !is_holder(holder) {
        return None;
    }
    Some(Copyright {
        line: at,
        holder: holder.chars().take(LONGEST_HOLDER).collect(),
        years,
    })
}

/// Whether what stands before is only signs, or words that introduce: "Portions", "Project".
fn stands_first(before: &str) -> bool {
    let folded = fold(before);
    let last = before.trim_end().chars().next_back();
    folded.is_empty()
        || matches!(
            folded.as_str(),
            "portions"
                | "dnl"
                | "rem"
                | "all contents"
                | "contents"
                | "documentation"
                | "code"
                | "mit"
                | "mit license"
                | "p"
                | "legal"
                | "license"
                | "licence"
                | "const"
                | "footer"
                | "small"
                | "div"
                | "span"
                | "br"
                | "c"
        )
        || last.is_some_and(|last| matches!(last, '>' | '|' | '·' | '—' | '–') && folded.len() < 60)
}

/// A holder without the signs and phrases around it.
fn clean(holder: &str) -> &str {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r"(?i)[\s.,;–—-]*\b(?:all rights? reserved|tous droits réservés|licen[cs]ed under|under the|sous (?:la )?licence|distribu[ée]e?s? sous|publi[ée]e?s? sous|sous les termes|released under|distributed under|this (?:program|file|software)|permission is|permission to|see\s|voir\s).*$",
        )
    });
    let holder = match END.find(holder) {
        // "The contributors (see AUTHORS)"
        Some(end) => holder[..end.start()].trim_end_matches(['(', '[', ' ']),
        None => holder,
    };
    let frame = |c: char| c.is_whitespace() || ",.;:*/#|-–—_`\"'~=".contains(c);
    let mut holder = holder.trim_matches(frame);
    for (prefix, suffix) in [
        ("by ", ""),
        ("par ", ""),
        ("", "-->"),
        ("", "*/"),
        ("", "</p>"),
        ("", "#}"),
    ] {
        if !prefix.is_empty()
            && holder
                .get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        {
            holder = holder[prefix.len()..].trim_start();
        }
        if !suffix.is_empty() {
            holder = holder
                .strip_suffix(suffix)
                .unwrap_or(holder)
                .trim_end_matches(frame);
        }
    }
    holder
}

/// `[name of copyright owner]`, `<year>`, `{{ author }}`, `YOUR NAME`.
fn is_placeholder(holder: &str) -> bool {
    let folded = fold(holder);
    let framed = |open: char, close: char, mail: bool| {
        holder.split(open).skip(1).any(|part| {
            part.split_once(close).is_some_and(|(inside, _)| {
                !mail || !(inside.contains('@') || inside.contains("://") || inside.contains('.'))
            })
        })
    };
    let words = [
        "yyyy",
        "name of author",
        "name of copyright",
        "copyright holder",
        "copyright owner",
        "your name",
        "year name",
        "19yy",
        "20xx",
        "nom de l auteur",
        "votre nom",
        "insert",
        "fullname",
        "full name",
        "author name",
    ];
    // A link is no placeholder: [DINUM](https://…).
    framed('<', '>', true)
        || (framed('[', ']', false) && !holder.contains("](") && !holder.contains("]["))
        || framed('{', '}', false)
        || words.iter().any(|word| folded.contains(word))
}

/// The copyright of the text of a licence, which is not that of the work.
fn is_of_a_text(holder: &str, years: &str) -> bool {
    let folded = fold(holder);
    let gnu = folded.starts_with("free software foundation")
        && matches!(
            years,
            "1989"
                | "1989, 1991"
                | "1991"
                | "1991, 1999"
                | "2007"
                | "1999"
                | "2000"
                | "2000, 2001, 2002"
                | "2000,2001,2002"
                | "2000, 2001, 2002, 2007, 2008"
                | "2002"
                | "2001"
                | "2008"
        );
    let others = [
        "affero inc",
        "the eclipse foundation",
        "mongodb inc",
        "european community 2007",
        "european union 2007",
        "the european community",
        "the european union",
        "sam hocevar",
        "the apache software foundation all",
    ];
    gnu || others
        .iter()
        .any(|known| folded.starts_with(known) && (known.contains("europe") || folded.starts_with("affero")))
        || (folded.starts_with("sam hocevar") && years == "2004")
}

/// Whether words after "copyright" alone are a name: "notice", "law" and verbs are not.
fn is_name(holder: &str) -> bool {
    holder
        .chars()
        .next()
        .is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
        && holder.split_whitespace().count() <= 12
}

/// Whether the words can be a holder at all.
fn is_holder(holder: &str) -> bool {
    let folded = fold(holder);
    let first = folded.split(' ').next().unwrap_or_default();
    let common = [
        "notice",
        "notices",
        "holder",
        "holders",
        "law",
        "laws",
        "owner",
        "owners",
        "statement",
        "statements",
        "license",
        "licence",
        "and",
        "or",
        "in",
        "is",
        "are",
        "of",
        "interest",
        "interests",
        "protection",
        "act",
        "text",
        "line",
        "lines",
        "header",
        "headers",
        "information",
        "info",
        "year",
        "years",
        "the",
        "to",
        "for",
        "as",
        "on",
        "if",
        "disclaimer",
        "treaty",
        "treaties",
        "infringement",
        "date",
        "claim",
        "claims",
        "permission",
        "permissions",
        "legislation",
        "agreement",
        "status",
        "file",
        "symbol",
        "sign",
        "que",
        "et",
        "ou",
        "sur",
        "aux",
        "des",
    ];
    let shown = holder.chars().next().is_some_and(char::is_uppercase);
    !(common.contains(&first) && !(shown && matches!(first, "the" | "year")))
        && folded.split(' ').count() <= 30
        && !holder.contains("();")
        && !holder.contains(" = ")
}

/// Fields with which the LICENSE file of an R package fills in the blanks of a licence that R knows by name ("Writing R
/// Extensions", section Licensing).
const BLANKS: [&str; 3] = ["YEAR", "COPYRIGHT HOLDER", "ORGANIZATION"];

/// Whether a text only tells year and holder for a licence that is named elsewhere, as in R packages.
#[must_use]
pub fn only_fills_in(text: &str) -> bool {
    let mut fields = 0;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let known = line
            .split_once(':')
            .is_some_and(|(key, _)| BLANKS.contains(&key.trim()));
        if !known {
            return false;
        }
        fields += 1;
    }
    fields > 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_blanks_of_r_packages_are_no_text() {
        assert!(super::only_fills_in(
            "YEAR: 2020\nCOPYRIGHT HOLDER: Insee (https://www.insee.fr)\n"
        ));
        assert!(!super::only_fills_in(
            "YEAR: 2020\nCOPYRIGHT HOLDER: Insee\n\nMIT License\n"
        ));
        assert!(!super::only_fills_in("YEAR: 2020") && !super::only_fills_in(""));
    }

    use proptest::prelude::*;

    use super::find;

    fn copyrights(text: &str) -> String {
        let each: Vec<String> = find(text)
            .into_iter()
            .map(|copyright| format!("{}|{}|{}", copyright.line, copyright.years, copyright.holder))
            .collect();
        each.join(" ; ")
    }

    #[test]
    fn holders_and_years_are_read() {
        for (text, expected) in [
            (
                "Copyright (c) 2019-2024 Ministère de la Culture",
                "1|2019-2024|Ministère de la Culture",
            ),
            ("© DINUM, 2023", "1|2023|DINUM"),
            (
                "# Copyright ou © ou Copr. CNRS, contributeur(s) : Jeanne Dupont (2019)",
                "1|2019|CNRS, contributeur(s) : Jeanne Dupont",
            ),
            (
                "Copyright (c) 2014-2020 The Contributors (see AUTHORS)",
                "1|2014-2020|The Contributors",
            ),
            (
                "# SPDX-FileCopyrightText: 2021 Jane Doe <jane@x.fr>",
                "1|2021|Jane Doe <jane@x.fr>",
            ),
            ("SPDX-FileCopyrightText: DINUM", "1||DINUM"),
            ("// SPDX-FileCopyrightText: © 2020, 2022 X", "1|2020, 2022|X"),
            ("(C) 2020, 2022 X <x@y.fr>", "1|2020, 2022|X <x@y.fr>"),
            ("Copyright 2021 - present DINUM", "1|2021 - present|DINUM"),
            (
                " * Copyright (C) 2018 Etalab. All rights reserved.",
                "1|2018|Etalab",
            ),
            (
                "/* Copyright 2024 A */\n/* Copyright 2023 B */",
                "1|2024|A ; 2|2023|B",
            ),
            ("Droits d'auteur : Ministère X, 2020", "1|2020|Ministère X"),
            ("<p>&copy; 2024 Mairie de Y</p>", "1|2024|Mairie de Y"),
            (
                "Copyright © 2018 Ministère de la Culture et de la Communication,",
                "1|2018|Ministère de la Culture et de la Communication",
            ),
            ("Copyright 2024 The Vigie Authors", "1|2024|The Vigie Authors"),
            ("Copyright (c) 2024", "1|2024|"),
            ("Copyright 2011-2012", "1|2011-2012|"),
            ("MIT © [DINUM](https://x.fr)", "1||[DINUM](https://x.fr)"),
        ] {
            assert_eq!(copyrights(text), expected, "{text}");
        }
    }

    #[test]
    fn words_placeholders_and_texts_hold_nothing() {
        for text in [
            "The above copyright notice and this permission notice",
            "Copyright notice:",
            "copyright holder",
            "THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE",
            "under copyright law",
            "Copyright [yyyy] [name of copyright owner]",
            "Copyright (c) <year> <copyright holders>",
            "Copyright (C) <year>  <name of author>",
            "Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>",
            " Copyright (C) 1989, 1991 Free Software Foundation, Inc.,",
            "Copyright {{ year }} {{ author }}",
            "(c) the licensor may",
            "(c) You must retain, in the Source form of any Derivative Works",
            "a) b) (c) d)",
            "let copyright = find();",
            "Le droit d'auteur s'applique.",
            "",
        ] {
            assert_eq!(copyrights(text), "", "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,200}") {
            prop_assert!(find(&text).len() <= 200);
        }

        #[test]
        fn no_mix_of_its_words_makes_it_panic(
            parts in prop::collection::vec(prop::sample::select(vec![
                "copyright", "©", "(c)", " ", "2020", "-", ",", "é", "<", ">", "[", "]", "by ", "present", "\n", "all rights reserved", "*/",
                "SPDX-FileCopyrightText:", "droits d'auteur", "X",
            ]), 0..30)
        ) {
            for copyright in find(&parts.concat()) {
                prop_assert!(copyright.line >= 1);
            }
        }
    }
}
