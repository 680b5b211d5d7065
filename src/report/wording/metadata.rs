// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences on files that describe the software, in both languages.

use super::{NB, shown};
use crate::model::{Form, Kind, Lang, MetadataNote};

/// A quotation.
fn quote(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Fr => format!("«{NB}{}{NB}»", shown(text)),
        Lang::En => format!("“{}”", shown(text)),
    }
}

/// In French.
pub(super) fn fr(note: &MetadataNote) -> String {
    let q = |text: &str| quote(Lang::Fr, text);
    match note {
        MetadataNote::Syntax(words) => format!("le fichier n’est pas lisible ({})", shown(words)),
        MetadataNote::Encoding => "le fichier n’est pas encodé en UTF-8".to_owned(),
        MetadataNote::SeveralDocuments => {
            "le fichier contient plusieurs documents, un seul est attendu".to_owned()
        }
        MetadataNote::Missing(key) => format!("rubrique obligatoire absente ou vide{NB}: {}", q(key)),
        MetadataNote::Kind { key, wanted } => format!("{} doit être {}", q(key), kind(Lang::Fr, *wanted)),
        MetadataNote::NotListed { key, value, among } => {
            let list = listed(Lang::Fr, among);
            format!(
                "{}{NB}: la valeur {} n’est pas dans la liste du standard{list}",
                q(key),
                q(value)
            )
        }
        MetadataNote::Long { key, length, most } => {
            format!(
                "{} est trop long{NB}: {length} caractères (maximum{NB}: {most})",
                q(key)
            )
        }
        MetadataNote::Short { key, length, least } => {
            format!(
                "{} est trop court{NB}: {length} caractères (minimum{NB}: {least})",
                q(key)
            )
        }
        MetadataNote::Malformed {
            key,
            value,
            form: wanted,
        } => {
            format!(
                "{}{NB}: {} n’est pas {}",
                q(key),
                q(value),
                form(Lang::Fr, *wanted)
            )
        }
        MetadataNote::Unfit { key, beside, value } => {
            format!("{} n’a pas sa place quand {beside} vaut {}", q(key), q(value))
        }
        MetadataNote::NoFile { key, value } => {
            format!("{}{NB}: le fichier {} n’est pas dans le dépôt", q(key), q(value))
        }
        MetadataNote::UnknownKey(key) => format!("le standard ne connaît pas la rubrique {}", q(key)),
        MetadataNote::Twice(key) => format!("la rubrique {} est écrite deux fois", q(key)),
        MetadataNote::Deprecated { key, instead } => deprecated(Lang::Fr, key, instead),
        MetadataNote::OldVersion { version, newest } => {
            format!(
                "la fiche suit la version {} du standard (la plus récente{NB}: {newest})",
                shown(version)
            )
        }
        MetadataNote::NoFrench => "aucune description n’est en français".to_owned(),
        MetadataNote::Past { key, date } => {
            format!(
                "{}{NB}: la date du {} est passée",
                q(key),
                super::day(Lang::Fr, date)
            )
        }
        MetadataNote::Valid(version) => match version.as_str() {
            "" => "la fiche respecte son standard".to_owned(),
            version => format!("la fiche respecte la version {} de son standard", shown(version)),
        },
        MetadataNote::Differs {
            field,
            said,
            against,
            place,
        } => {
            let name = field_name(Lang::Fr, field);
            format!(
                "{name}{NB}: {} ici, {} dans {}",
                q(said),
                q(against),
                shown(place)
            )
        }
        MetadataNote::BehindTag { said, tag } => {
            format!("version {} alors que l’étiquette {} existe", q(said), q(tag))
        }
        MetadataNote::DayBeforeTag { said, tag, day } => format!(
            "dernière version datée du {said} alors que l’étiquette {} est du {day}",
            q(tag)
        ),
        MetadataNote::Agree { field, files } => {
            format!("{}{NB}: {files} fichiers concordent", field_name(Lang::Fr, field))
        }
    }
}

/// In English.
pub(super) fn en(note: &MetadataNote) -> String {
    let q = |text: &str| quote(Lang::En, text);
    match note {
        MetadataNote::Syntax(words) => format!("the file cannot be read ({})", shown(words)),
        MetadataNote::Encoding => "the file is not encoded in UTF-8".to_owned(),
        MetadataNote::SeveralDocuments => "the file holds several documents where one is expected".to_owned(),
        MetadataNote::Missing(key) => format!("mandatory key absent or empty: {}", q(key)),
        MetadataNote::Kind { key, wanted } => format!("{} must be {}", q(key), kind(Lang::En, *wanted)),
        MetadataNote::NotListed { key, value, among } => {
            let list = listed(Lang::En, among);
            format!(
                "{}: the value {} is not in the standard's list{list}",
                q(key),
                q(value)
            )
        }
        MetadataNote::Long { key, length, most } => {
            format!("{} is too long: {length} characters (at most {most})", q(key))
        }
        MetadataNote::Short { key, length, least } => {
            format!("{} is too short: {length} characters (at least {least})", q(key))
        }
        MetadataNote::Malformed {
            key,
            value,
            form: wanted,
        } => {
            format!("{}: {} is not {}", q(key), q(value), form(Lang::En, *wanted))
        }
        MetadataNote::Unfit { key, beside, value } => {
            format!("{} has no place where {beside} is {}", q(key), q(value))
        }
        MetadataNote::NoFile { key, value } => {
            format!("{}: the file {} is not in the repository", q(key), q(value))
        }
        MetadataNote::UnknownKey(key) => format!("the standard knows no key {}", q(key)),
        MetadataNote::Twice(key) => format!("the key {} is written twice", q(key)),
        MetadataNote::Deprecated { key, instead } => deprecated(Lang::En, key, instead),
        MetadataNote::OldVersion { version, newest } => {
            format!(
                "the file follows version {} of the standard (the newest is {newest})",
                shown(version)
            )
        }
        MetadataNote::NoFrench => "no description is in French".to_owned(),
        MetadataNote::Past { key, date } => {
            format!("{}: {} is past", q(key), super::day(Lang::En, date))
        }
        MetadataNote::Valid(version) => match version.as_str() {
            "" => "the file keeps to its standard".to_owned(),
            version => format!("the file keeps to version {} of its standard", shown(version)),
        },
        MetadataNote::Differs {
            field,
            said,
            against,
            place,
        } => {
            let name = field_name(Lang::En, field);
            format!("{name}: {} here, {} in {}", q(said), q(against), shown(place))
        }
        MetadataNote::BehindTag { said, tag } => {
            format!("version {} although the tag {} exists", q(said), q(tag))
        }
        MetadataNote::DayBeforeTag { said, tag, day } => {
            format!(
                "last release dated {said} although the tag {} is of {day}",
                q(tag)
            )
        }
        MetadataNote::Agree { field, files } => {
            format!("{}: {files} files agree", field_name(Lang::En, field))
        }
    }
}

/// The name of a field of manifests.
fn field_name(lang: Lang, field: &str) -> &str {
    let (fr, en) = match field {
        "name" => ("nom", "name"),
        "version" => ("version", "version"),
        "licence" => ("licence", "licence"),
        "repository" => ("adresse du dépôt", "address of the repository"),
        "authors" => ("auteurs", "authors"),
        other => (other, other),
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// The allowed values, when they are told.
fn listed(lang: Lang, among: &[&str]) -> String {
    if among.is_empty() {
        return String::new();
    }
    let list = among.join(", ");
    match lang {
        Lang::Fr => format!("{NB}: {list}"),
        Lang::En => format!(": {list}"),
    }
}

fn deprecated(lang: Lang, key: &str, instead: &str) -> String {
    let key = quote(lang, key);
    match (lang, instead) {
        (Lang::Fr, "") => format!("{key} est obsolète et peut être retiré"),
        (Lang::Fr, "ISO 3166-1") => format!("{key}{NB}: les codes de pays s’écrivent en majuscules"),
        (Lang::Fr, instead) => format!("{key} est obsolète{NB}: utilisez «{NB}{instead}{NB}»"),
        (Lang::En, "") => format!("{key} is deprecated and can be removed"),
        (Lang::En, "ISO 3166-1") => format!("{key}: country codes are written in upper case"),
        (Lang::En, instead) => format!("{key} is deprecated: use “{instead}”"),
    }
}

fn kind(lang: Lang, kind: Kind) -> &'static str {
    let (fr, en) = match kind {
        Kind::Text => ("un texte (entre guillemets)", "a text (in quotes)"),
        Kind::Truth => ("true ou false", "true or false"),
        Kind::List => ("une liste", "a list"),
        Kind::Map => ("un ensemble de rubriques", "a set of keys"),
        Kind::Person => (
            "une personne ou un organisme (name, ou given-names et family-names)",
            "a person or an organisation (name, or given-names and family-names)",
        ),
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

fn form(lang: Lang, form: Form) -> &'static str {
    let (fr, en) = match form {
        Form::Address => ("une adresse complète (https://…)", "a whole address (https://…)"),
        Form::WebAddress => (
            "une adresse web (http:// ou https://)",
            "a web address (http:// or https://)",
        ),
        Form::Identifier => ("une adresse complète ou un URN", "a whole address or a URN"),
        Form::Date => ("une date de la forme AAAA-MM-JJ", "a date such as YYYY-MM-DD"),
        Form::Email => ("une adresse électronique", "an e-mail address"),
        Form::Language => ("un code de langue (BCP 47)", "a language tag (BCP 47)"),
        Form::Licence => ("une expression SPDX", "an SPDX expression"),
        Form::LicenceId => (
            "un identifiant de la liste SPDX, écrit comme elle (plusieurs licences forment une liste)",
            "an identifier of the SPDX list, written as there (several licences make a list)",
        ),
        Form::Country => ("un code de pays (ISO 3166-1)", "a country code (ISO 3166-1)"),
        Form::MediaType => ("un type de média", "a media type"),
        Form::PathOrAddress => (
            "un chemin dans le dépôt ou une adresse web",
            "a path in the repository or a web address",
        ),
        Form::Picture => (
            "une image (SVG ou PNG), par son chemin dans le dépôt ou son adresse web",
            "a picture (SVG or PNG), by its path in the repository or its web address",
        ),
        Form::Version => (
            "un numéro de version du standard",
            "a version number of the standard",
        ),
        Form::Doi => ("un DOI (10.…/…)", "a DOI (10.…/…)"),
        Form::Orcid => ("une adresse ORCID", "an ORCID address"),
        Form::Swhid => (
            "un identifiant de Software Heritage",
            "a Software Heritage identifier",
        ),
        Form::Other => ("de la forme attendue", "of the expected form"),
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}
