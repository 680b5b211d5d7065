// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the system and the readers of foreign formats say, in French. What is not known here is quoted as it is:
//! an administrator can look it up, and a wrong translation helps nobody.

use std::io;

use globset::ErrorKind as GlobKind;

/// An error of the system.
pub(super) fn io(error: &io::Error) -> String {
    let told = match error.kind() {
        io::ErrorKind::NotFound => "il n'existe pas",
        io::ErrorKind::PermissionDenied => "accès refusé",
        io::ErrorKind::AlreadyExists => "il existe déjà",
        io::ErrorKind::IsADirectory => "c'est un dossier",
        io::ErrorKind::NotADirectory => "ce n'est pas un dossier",
        io::ErrorKind::StorageFull => "le disque est plein",
        io::ErrorKind::QuotaExceeded => "le quota est atteint",
        io::ErrorKind::ReadOnlyFilesystem => "le système de fichiers est en lecture seule",
        io::ErrorKind::FileTooLarge => "le fichier est trop grand",
        io::ErrorKind::InvalidFilename => "le nom n'est pas valable",
        io::ErrorKind::InvalidData => "le contenu n'est pas du texte UTF-8",
        io::ErrorKind::UnexpectedEof => "le contenu s'arrête trop tôt",
        io::ErrorKind::BrokenPipe => "le destinataire est parti",
        io::ErrorKind::TimedOut => "le délai est dépassé",
        io::ErrorKind::OutOfMemory => "la mémoire manque",
        io::ErrorKind::Interrupted => "l'opération a été interrompue",
        _ => return error.to_string(),
    };
    told.to_owned()
}

/// An error of a path pattern.
pub(super) fn glob(error: &globset::Error) -> String {
    match error.kind() {
        GlobKind::InvalidRecursive => "** ne peut être qu'un dossier entier".to_owned(),
        GlobKind::UnclosedClass => "il manque un crochet fermant ]".to_owned(),
        GlobKind::InvalidRange(from, to) => format!("l'intervalle {from}-{to} est à l'envers"),
        GlobKind::UnopenedAlternates => "il manque une accolade ouvrante {".to_owned(),
        GlobKind::UnclosedAlternates => "il manque une accolade fermante }".to_owned(),
        GlobKind::NestedAlternates => "une accolade en contient une autre".to_owned(),
        GlobKind::DanglingEscape => "la barre oblique inversée à la fin n'échappe rien".to_owned(),
        kind => kind.to_string(),
    }
}

/// What is wrong in a TOML or JSON text, from the words of its reader: the forms that people meet.
pub(super) fn reason(text: &str) -> String {
    let quoted = |part: &str| format!("« {} »", part.trim_matches('`'));
    if let Some((key, rest)) = between(text, "unknown field `", "`, ") {
        return format!("la clé « {key} » est inconnue{}", expected(rest));
    }
    if let Some((value, rest)) = between(text, "unknown variant `", "`, ") {
        return format!("la valeur « {value} » est inconnue{}", expected(rest));
    }
    if let Some((key, _)) = between(text, "missing field `", "`") {
        return format!("il manque la clé « {key} »");
    }
    if let Some((key, _)) = between(text, "duplicate field `", "`") {
        return format!("la clé « {key} » est donnée deux fois");
    }
    if text == "duplicate key" {
        return "cette clé est donnée deux fois".to_owned();
    }
    for (start, sentence) in [
        ("invalid type: ", "le type ne convient pas"),
        ("invalid value: ", "la valeur ne convient pas"),
        ("invalid length ", "le nombre d'éléments ne convient pas"),
    ] {
        if let Some((found, wanted)) = text
            .strip_prefix(start)
            .and_then(|rest| rest.split_once(", expected "))
        {
            return format!("{sentence} : trouvé {}, attendu {}", kind(found), kind(wanted));
        }
    }
    for (start, french) in SENTENCES {
        if let Some(rest) = text.strip_prefix(start) {
            let rest = rest.trim_start_matches(", ");
            return match rest.strip_prefix("expected ") {
                Some(wanted) => format!("{french} ; attendu : {}", quoted(wanted)),
                None if rest.is_empty() => (*french).to_owned(),
                None => format!("{french} : {rest}"),
            };
        }
    }
    text.to_owned()
}

/// Beginnings of what the TOML reader says.
const SENTENCES: &[(&str, &str)] = &[
    ("extra `=`", "un signe = est de trop"),
    ("key with no value", "cette clé n'a pas de valeur"),
    (
        "string values must be quoted",
        "un texte doit être entre guillemets",
    ),
    (
        "invalid basic string",
        "le texte entre guillemets n'est pas valable",
    ),
    (
        "invalid literal string",
        "le texte entre apostrophes n'est pas valable",
    ),
    ("invalid table header", "l'en-tête de la table n'est pas valable"),
    ("unclosed table", "il manque le crochet fermant de la table"),
    ("unclosed array", "il manque le crochet fermant de la liste"),
    ("unclosed inline table", "il manque l'accolade fermante"),
    ("missing value", "il manque une valeur"),
    (
        "missing assignment between key-value pairs",
        "il manque un signe = entre la clé et la valeur",
    ),
    (
        "unexpected key or value",
        "cette clé ou cette valeur n'a rien à faire ici",
    ),
    (
        "the file is not UTF-8: save it as UTF-8",
        "le fichier n'est pas en UTF-8 : enregistrez-le en UTF-8",
    ),
];

/// `expected one of …` and `there are no fields`.
fn expected(rest: &str) -> String {
    let list = rest
        .strip_prefix("expected one of ")
        .or_else(|| rest.strip_prefix("expected "));
    match list {
        Some(list) => format!(" ; attendu : {}", list.replace('`', "").replace(" or ", " ou ")),
        None => String::new(),
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(start)?.split_once(end)
}

/// A kind of value.
fn kind(text: &str) -> String {
    const KINDS: &[(&str, &str)] = &[
        ("a string", "un texte"),
        ("string", "le texte"),
        ("an integer", "un nombre entier"),
        ("integer", "le nombre"),
        ("floating point", "le nombre"),
        ("a boolean", "true ou false"),
        ("boolean", "la valeur"),
        ("a sequence", "une liste"),
        ("sequence", "une liste"),
        ("a map", "une table"),
        ("map", "une table"),
        ("struct", "une table"),
        ("a datetime", "une date"),
        ("date-time", "une date"),
        ("datetime", "une date"),
    ];
    KINDS
        .iter()
        .find_map(|(start, french)| {
            let rest = text.strip_prefix(start)?;
            (rest.is_empty() || rest.starts_with(' '))
                .then(|| format!("{french}{}", if text.starts_with("struct") { "" } else { rest }))
        })
        .unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::rule::parse_toml;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read to be refused")]
    struct Sample {
        name: String,
        list: Vec<u32>,
        kind: Kind,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        One,
        Two,
    }

    #[test]
    fn what_people_meet_in_a_settings_file_is_told_in_french() {
        for (text, french) in [
            (
                "nme = \"a\"",
                "la clé « nme » est inconnue ; attendu : name, list, kind",
            ),
            ("name = \"a\"", "il manque la clé « list »"),
            (
                "name = 1",
                "le type ne convient pas : trouvé le nombre `1`, attendu un texte",
            ),
            (
                "name = \"a\"\nlist = \"b\"",
                "le type ne convient pas : trouvé le texte \"b\", attendu une liste",
            ),
            (
                "name = \"a\"\nlist = []\nkind = \"three\"",
                "la valeur « three » est inconnue ; attendu : one ou two",
            ),
            ("name = \"a\"\nname = \"b\"", "cette clé est donnée deux fois"),
            ("name = a", "un texte doit être entre guillemets"),
            ("name", "cette clé n'a pas de valeur"),
        ] {
            let error = parse_toml::<Sample>("a.toml", text).unwrap_err();
            let told = super::reason(&error.reason);
            assert!(told.starts_with(french), "{text}: {told} ({})", error.reason);
        }
    }
}
