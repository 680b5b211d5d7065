// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Bad arguments, told in one sentence.

use std::error::Error as _;
use std::ffi::OsString;
use std::fmt;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::fr;
use crate::model::{Lang, ValueError};

/// Why the value of an argument is refused by this program's own readers.
#[derive(Debug)]
pub(in crate::cli) enum BadValue {
    /// `FORMAT=` without a file.
    NoFile,
    /// No such format; the names of those that exist.
    Format { name: String, known: String },
    /// No part of a cohort.
    Shard(String),
    /// No size.
    Size(ValueError),
}

impl BadValue {
    fn french(&self) -> String {
        match self {
            Self::NoFile => "un nom de fichier doit suivre le signe égal".to_owned(),
            Self::Format { name, known } => {
                format!("« {name} » n'est pas un format ; formats connus : {known}")
            }
            Self::Shard(text) => {
                format!("« {text} » n'est pas une partie : écrivez I/N, comme 2/5, ou auto, ou auto/N")
            }
            Self::Size(error) => fr::value(error),
        }
    }
}

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile => f.write_str("a file name must follow the equals sign"),
            Self::Format { name, known } => {
                write!(f, "\"{name}\" is not a format; known ones: {known}")
            }
            Self::Shard(text) => write!(f, "\"{text}\" is no part: write I/N such as 2/5, auto, or auto/N"),
            Self::Size(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BadValue {}

/// A bad argument in one sentence.
pub(in crate::cli) fn usage(error: &Error, arguments: &[OsString], lang: Lang) -> String {
    // Paths may be any bytes; clap does not tell which of the others is none of a text.
    if error.kind() == ErrorKind::InvalidUtf8
        && let Some(bad) = arguments.iter().find(|argument| argument.to_str().is_none())
    {
        let shown = bad.to_string_lossy();
        return match lang {
            Lang::Fr => format!(
                "l'argument « {shown} » n'est pas de l'UTF-8, et il n'y a que les chemins qui puissent ne pas l'être ; voir vigie --help"
            ),
            Lang::En => format!(
                "the argument \"{shown}\" is not UTF-8, and only paths may be other bytes; see vigie --help"
            ),
        };
    }
    match lang {
        Lang::En => format!("{}; see vigie --help", english(error)),
        Lang::Fr => format!("{} ; voir vigie --help", french(error)),
    }
}

/// Clap's own sentence, without its usage.
fn english(error: &Error) -> String {
    let told = error.to_string();
    told.lines()
        .map(|line| line.trim().trim_start_matches("error: "))
        .take_while(|line| !line.starts_with("Usage:"))
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn french(error: &Error) -> String {
    let arg = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let told = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("l'option {arg} demande une valeur"),
        ErrorKind::InvalidValue => format!("la valeur « {value} » ne convient pas à {arg}"),
        ErrorKind::ValueValidation => {
            format!("la valeur « {value} » ne convient pas à {arg} : {}", why(error))
        }
        ErrorKind::UnknownArgument => format!("l'argument « {arg} » est inconnu"),
        ErrorKind::InvalidSubcommand => {
            format!(
                "la commande « {} » est inconnue",
                text(error, ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::NoEquals => format!("il faut un signe égal entre {arg} et sa valeur"),
        ErrorKind::TooManyValues => format!("la valeur « {value} » est de trop pour {arg}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("l'option {arg} n'a pas le bon nombre de valeurs")
        }
        ErrorKind::ArgumentConflict => {
            let other = text(error, ContextKind::PriorArg);
            if other.is_empty() || other == arg {
                format!("l'argument {arg} est donné plus d'une fois")
            } else {
                format!("l'argument {arg} ne va pas avec {other}")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("il manque : {arg}"),
        ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
        ErrorKind::InvalidUtf8 => "un argument n'est pas en UTF-8".to_owned(),
        _ => english(error),
    };
    let choices = text(error, ContextKind::ValidValue);
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]
    .into_iter()
    .map(|kind| text(error, kind))
    .find(|near| !near.is_empty());
    match (choices.as_str(), near) {
        ("", None) => told,
        ("", Some(near)) => format!("{told} ; vouliez-vous dire « {near} » ?"),
        (choices, _) => format!("{told} ; valeurs possibles : {choices}"),
    }
}

/// The end of a range that has none.
const MOST: &str = "18446744073709551615";

/// Why a value was refused.
fn why(error: &Error) -> String {
    let Some(source) = error.source() else {
        return "elle n'est pas valable".to_owned();
    };
    if let Some(bad) = source.downcast_ref::<BadValue>() {
        return bad.french();
    }
    let told = source.to_string();
    match told.split_once(" is not in ") {
        Some((number, range)) => {
            let (from, to) = range.split_once("..").unwrap_or((range, ""));
            match to.trim_start_matches('=') {
                "" | MOST => format!("{number} est inférieur à {from}"),
                to => format!("{number} n'est pas entre {from} et {to}"),
            }
        }
        None => "ce n'est pas un nombre entier".to_owned(),
    }
}

fn text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(many)) => many.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::usage;
    use crate::cli::help;
    use crate::model::Lang;

    #[test]
    fn bad_arguments_are_told_in_both_languages() {
        for (words, french, english) in [
            (
                "audit --format xml",
                "la valeur « xml » ne convient pas à --format <FORMAT[=FICHIER]> : « xml » n'est pas un format",
                "\"xml\" is not a format",
            ),
            (
                "audit --format text=",
                "un nom de fichier doit suivre",
                "a file name must follow",
            ),
            (
                "audit --lang de",
                "ne convient pas à --lang <LANGUE> ; valeurs possibles : fr, en",
                "possible values",
            ),
            (
                "audit --jobs 0",
                "0 n'est pas entre 1 et 1024",
                "0 is not in 1..=1024",
            ),
            (
                "audit --jobs many",
                "ce n'est pas un nombre entier",
                "invalid digit",
            ),
            (
                "audit --ofline",
                "est inconnu ; vouliez-vous dire « --offline » ?",
                "unexpected argument",
            ),
            (
                "audti",
                "la commande « audti » est inconnue ; vouliez-vous dire « audit » ?",
                "unrecognized subcommand",
            ),
            ("audit -q -v", "ne va pas avec", "cannot be used with"),
            (
                "audit --rev",
                "l'option --rev <RÉVISION> demande une valeur",
                "a value is required",
            ),
            (
                "cohort --from a",
                "il manque : --out <DOSSIER>",
                "required arguments",
            ),
            (
                "cohort --from a --out b --shard 7/2",
                "n'est pas une partie",
                "is no part",
            ),
            (
                "cohort --from a --out b --cache-size x",
                "n'est pas une taille",
                "is not a size",
            ),
            (
                "cohort --from a --out b --time-limit 0",
                "0 est inférieur à 1",
                "0 is not in 1",
            ),
            (
                "audit a b",
                "l'argument « b » est inconnu",
                "unexpected argument 'b'",
            ),
        ] {
            let words = ["vigie"].into_iter().chain(words.split(' '));
            for (lang, sentence) in [(Lang::Fr, french), (Lang::En, english)] {
                let error = help::command(lang)
                    .try_get_matches_from(words.clone())
                    .unwrap_err();
                let told = usage(&error, &[], lang);
                assert!(told.contains(sentence), "{told}");
                assert!(!told.contains('\n'), "{told}");
            }
        }
    }
}
