// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the reader of TOML says, in French: the forms that people meet. What is not known here is quoted as it is.

/// What is wrong in a TOML or JSON text, from the words of its reader: the forms that people meet.
pub(super) fn reason(text: &str) -> String {
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
    if let Some(told) = value(text) {
        return told;
    }
    if let Some(wanted) = text.strip_prefix("the kind of value does not fit: expected ") {
        return format!("ce genre de valeur ne convient pas ; attendu : {}", kind(wanted));
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
                Some(wanted) => format!("{french} ; attendu : {}", sign(wanted)),
                None if rest.is_empty() => (*french).to_owned(),
                None => format!("{french} : {rest}"),
            };
        }
    }
    text.to_owned()
}

/// Values that this program's own types refuse while they are read: the same sentences as elsewhere.
fn value(text: &str) -> Option<String> {
    let rest = text.strip_prefix('"')?;
    for (english, french) in VALUES {
        if let Some((value, reason)) = rest.split_once(english) {
            return Some(format!("« {value} » {french}{}", pattern(reason)));
        }
    }
    None
}

/// What follows a refused value between quotation marks, without what says why.
const VALUES: &[(&str, &str)] = &[
    (
        "\" is not a valid identifier: use lower-case letters, digits and single hyphens, such as \"licence-missing\"",
        "n'est pas un identifiant valable : utilisez des minuscules, des chiffres et des traits d'union simples, comme \
         « licence-missing »",
    ),
    (
        "\" is not a valid path pattern: ",
        "n'est pas un motif de chemin valable : ",
    ),
    (
        "\" is not a valid regular expression: ",
        "n'est pas une expression régulière valable : ",
    ),
    (
        "\" is not a size: write a whole number and B, kB, MB, KiB or MiB, such as \"500 kB\"",
        "n'est pas une taille : écrivez un nombre entier puis B, kB, MB, KiB ou MiB, comme « 500 kB »",
    ),
    (
        "\" holds no letter and no digit: it can match no heading",
        "ne contient ni lettre ni chiffre : aucun titre ne peut y correspondre",
    ),
];

/// Why a pattern is refused.
pub(super) fn pattern(reason: &str) -> String {
    const REASONS: &[(&str, &str)] = &[
        ("unclosed character class", "il manque un crochet fermant ]"),
        ("invalid range", "l'intervalle est à l'envers"),
        ("invalid use of **", "** ne peut être qu'un dossier entier"),
        ("unopened alternate group", "il manque une accolade ouvrante {"),
        ("unclosed alternate group", "il manque une accolade fermante }"),
        ("nested alternate groups", "une accolade en contient une autre"),
        (
            "dangling '\\'",
            "la barre oblique inversée à la fin n'échappe rien",
        ),
        ("unclosed group", "il manque une parenthèse fermante )"),
        ("unopened group", "il manque une parenthèse ouvrante ("),
        (
            "repetition operator missing expression",
            "il n'y a rien à répéter avant ce signe",
        ),
        (
            "unrecognized escape sequence",
            "cette séquence d'échappement est inconnue",
        ),
        (
            "incomplete escape sequence",
            "la barre oblique inversée à la fin n'échappe rien",
        ),
        ("invalid character class range", "l'intervalle est à l'envers"),
        (
            "Unicode property not found",
            "cette propriété Unicode est inconnue",
        ),
        (
            "look-around",
            "les assertions avant et arrière (?=, ?!, ?<) ne sont pas acceptées",
        ),
        (
            "backreferences are not supported",
            "les références arrière ne sont pas acceptées",
        ),
        (
            "Compiled regex exceeds size limit",
            "l'expression compilée est trop grande",
        ),
    ];
    let known = REASONS.iter().find(|(start, _)| reason.starts_with(start));
    known.map_or_else(|| reason.to_owned(), |(_, french)| (*french).to_owned())
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
        "exactly one key belongs here, and there are more: give each of them a table of its own",
        "il faut exactement une clé ici, et il y en a plusieurs : donnez à chacune sa propre table",
    ),
    (
        "exactly one key belongs here, and there is none",
        "il faut exactement une clé ici, et il n'y en a pas",
    ),
    (
        "write a plain date, such as 2026-11-23",
        "écrivez une date seule, comme 2026-11-23",
    ),
    ("invalid date-time", "la date et l'heure ne sont pas valables"),
    ("invalid datetime", "la date n'est pas valable"),
    ("invalid date", "la date n'est pas valable"),
    ("invalid time", "l'heure n'est pas valable"),
    ("invalid number", "le nombre n'est pas valable"),
    ("integer number overflowed", "le nombre est trop grand"),
    ("floating-point number overflowed", "le nombre est trop grand"),
    ("invalid boolean", "la valeur doit être true ou false"),
    ("invalid value", "la valeur n'est pas valable"),
    (
        "unexpected `=` in array",
        "un signe = n'a rien à faire dans une liste",
    ),
    (
        "invalid comment character",
        "ce caractère n'est pas permis dans un commentaire",
    ),
    (
        "too few unicode value digits",
        "il manque des chiffres au caractère Unicode",
    ),
    ("invalid unquoted key", "cette clé doit être entre guillemets"),
    ("unquoted keys cannot be empty", "il manque une clé"),
    (
        "missing comma between array elements",
        "il manque une virgule entre les éléments de la liste",
    ),
    (
        "missing comma between key-value pairs",
        "il manque une virgule entre les clés",
    ),
    ("extra comma in array", "une virgule est de trop dans la liste"),
    (
        "extra comma in inline table",
        "une virgule est de trop dans la table",
    ),
    ("missing opening quote", "il manque un guillemet ouvrant"),
    (
        "missing escaped value",
        "cette séquence d'échappement n'est pas complète",
    ),
    ("unexpected content", "ce texte n'a rien à faire ici"),
    (
        "unexpected leading zero",
        "le nombre commence par un zéro de trop",
    ),
    (
        "carriage return must be followed by newline",
        "un retour chariot doit être suivi d'un saut de ligne",
    ),
    ("cannot recurse further", "les valeurs sont trop emboîtées"),
    (
        "invalid multi-line basic string",
        "le texte entre guillemets triples n'est pas valable",
    ),
    (
        "invalid multi-line literal string",
        "le texte entre apostrophes triples n'est pas valable",
    ),
    (
        "an answer of the portal is a status such as 410, or a table",
        "une réponse du portail est un numéro d'état comme 410, ou une table",
    ),
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

/// A sign or a thing that is expected.
fn sign(text: &str) -> String {
    const THINGS: &[(&str, &str)] = &[
        ("year or hour", "une année ou une heure"),
        ("month between 01 and 12", "un mois de 01 à 12"),
        ("day between 01 and ", "un jour de 01 à "),
        ("hour between 00 and ", "une heure de 00 à "),
        ("minute between 00 and ", "une minute de 00 à "),
        ("second between 00 and ", "une seconde de 00 à "),
        ("a four-digit year (YYYY)", "une année à quatre chiffres (AAAA)"),
        ("a two-digit month (MM)", "un mois à deux chiffres (MM)"),
        ("a two-digit day (DD)", "un jour à deux chiffres (JJ)"),
        ("a two-digit hour (HH)", "une heure à deux chiffres (HH)"),
        ("a two-digit minute (MM)", "une minute à deux chiffres (MM)"),
        ("a two-digit second (SS)", "une seconde à deux chiffres (SS)"),
        ("newline", "un saut de ligne"),
        ("month", "un mois"),
        ("day", "un jour"),
        ("hour", "une heure"),
        ("minute", "une minute"),
        (
            "letters, numbers, `-`, `_`",
            "des lettres, des chiffres, « - » et « _ »",
        ),
        ("key", "une clé"),
        ("value", "une valeur"),
        ("digits", "des chiffres"),
        ("unicode hexadecimal value", "le numéro d'un caractère Unicode"),
    ];
    match THINGS
        .iter()
        .find_map(|(start, french)| Some((text.strip_prefix(start)?, french)))
    {
        Some((rest, french)) => format!("{french}{rest}"),
        None => format!("« {} »", text.replace('`', "")),
    }
}

/// A kind of value.
fn kind(text: &str) -> String {
    const KINDS: &[(&str, &str)] = &[
        (
            "a date without quotes, such as 2027-06-30",
            "une date sans guillemets, comme 2027-06-30",
        ),
        (
            "a whole number that is not negative",
            "un nombre entier, 0 ou plus",
        ),
        ("a whole number from 0 to", "un nombre entier de 0 à"),
        ("a whole number", "un nombre entier"),
        ("a number", "un nombre"),
        ("one of the known words", "l'un des mots connus"),
        ("true or false", "true ou false"),
        ("a list", "une liste"),
        ("a table of declarations", "une table de déclarations"),
        ("a table with", "une table avec"),
        ("a table", "une table"),
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
    if let Some(sample) = text.strip_prefix("a table such as ") {
        return format!("une table comme {sample}");
    }
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
            (
                "name = \"a\"\nlist = [-1]",
                "la valeur ne convient pas : trouvé le nombre `-1`, attendu un nombre entier de 0 à",
            ),
            (
                "name = \"a\"\nlist = []\nkind = 3",
                "ce genre de valeur ne convient pas ; attendu : l'un des mots connus",
            ),
            (
                "name = 2027-02-30",
                "la date n'est pas valable ; attendu : un jour de 01 à 28",
            ),
            ("é = 1", "cette clé doit être entre guillemets"),
        ] {
            let error = parse_toml::<Sample>("a.toml", text).unwrap_err();
            let told = super::reason(&error.reason.to_string());
            assert!(told.starts_with(french), "{text}: {told} ({})", error.reason);
        }
    }
}
