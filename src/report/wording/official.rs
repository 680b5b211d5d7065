// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Scores that others define, in words. What is not known is a range, and says so.

use super::{NB, typeset};
use crate::model::{DeclaredKey, Lang};
use crate::rule::official::{ScoreDefinition, ScoreKind};
use crate::score::OfficialScore;

/// A score with its range.
#[must_use]
pub fn told(lang: Lang, definition: &ScoreDefinition, score: &OfficialScore) -> String {
    match definition.kind {
        ScoreKind::Sum => between(lang, "", score.least, score.most),
        ScoreKind::Ladder => {
            let degree = match lang {
                Lang::Fr => "degré",
                Lang::En => "degree",
            };
            between(lang, &format!("{degree}{NB}"), score.least, score.most)
        }
        ScoreKind::Set => counted(lang, score.least, score.most, score.of.unwrap_or_default()),
        ScoreKind::Test => test(lang, definition, score),
    }
}

/// "Prerequisites: at least 1 of 4, 3 to be confirmed; criteria: …; green".
fn test(lang: Lang, definition: &ScoreDefinition, score: &OfficialScore) -> String {
    let (colon, semicolon) = match lang {
        Lang::Fr => ("\u{a0}: ", "\u{a0}; "),
        Lang::En => (": ", "; "),
    };
    let groups = score.groups.iter().zip(&definition.groups);
    let mut parts: Vec<String> = groups
        .map(|(one, group)| {
            let title = typeset(lang, group.title.get(lang)).to_lowercase();
            format!("{title}{colon}{}", counted(lang, one.least, one.most, one.of))
        })
        .collect();
    if let Some((least, most)) = score.marks.filter(|(least, most)| least == most) {
        debug_assert_eq!(least, most);
        parts.extend(
            definition
                .marks
                .get(least)
                .map(|mark| typeset(lang, mark.title.get(lang))),
        );
    }
    parts.join(semicolon)
}

/// A number, or the two that it lies between.
fn between(lang: Lang, unit: &str, least: i64, most: i64) -> String {
    if least == most {
        return format!("{unit}{}", number(least));
    }
    let (least, most) = (number(least), number(most));
    match lang {
        Lang::Fr => format!("{unit}{least} à {most}, selon ce qui reste à confirmer"),
        Lang::En => format!("{unit}{least} to {most}, depending on what is to be confirmed"),
    }
}

/// "At least 5 of 10, 2 to be confirmed".
fn counted(lang: Lang, least: i64, most: i64, of: i64) -> String {
    let open = most - least;
    match (lang, open) {
        (Lang::Fr, 0) => format!("{least} sur {of}"),
        (Lang::En, 0) => format!("{least} of {of}"),
        (Lang::Fr, _) => format!("au moins {least} sur {of}, {open} à confirmer"),
        (Lang::En, _) => format!("at least {least} of {of}, {open} to be confirmed"),
    }
}

/// A number with the sign of typographers.
fn number(value: i64) -> String {
    if value < 0 {
        format!("\u{2212}{}", value.unsigned_abs())
    } else {
        value.to_string()
    }
}

/// A range in a few signs, for tables.
#[must_use]
pub fn short(least: i64, most: i64, of: Option<i64>) -> String {
    let of = of.map(|of| format!("/{of}")).unwrap_or_default();
    if least == most {
        format!("{}{of}", number(least))
    } else {
        format!("{}…{}{of}", number(least), number(most))
    }
}

/// What to confirm, and by which key of `.vigie.toml`.
#[must_use]
pub fn confirm(lang: Lang, title: &str, key: &str) -> String {
    let inherited = key == DeclaredKey::InheritedLicence.as_str();
    match (lang, inherited) {
        (Lang::Fr, true) => format!(
            "Confirmez «{NB}{title}{NB}»{NB}: si la licence vient d’un projet amont, déclarez `{key} = {{ upstream = \"adresse\" }}` sous `[declare]` dans `.vigie.toml`"
        ),
        (Lang::En, true) => format!(
            "Confirm “{title}”: if the licence comes from an upstream project, declare `{key} = {{ upstream = \"address\" }}` under `[declare]` in `.vigie.toml`"
        ),
        (Lang::Fr, false) => {
            format!("Confirmez «{NB}{title}{NB}»{NB}: déclarez `{key}` sous `[declare]` dans `.vigie.toml`")
        }
        (Lang::En, false) => {
            format!("Confirm “{title}”: declare `{key}` under `[declare]` in `.vigie.toml`")
        }
    }
}
