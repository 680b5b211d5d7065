// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said of data, links and schemas, in French and English.

use super::{NB, list, schema};
use crate::model::{DataFolder, DataNote, Lang, PersonalKind, printable};

/// Longest quotation, in characters.
const LONGEST: usize = 120;

pub(super) fn shown(text: &str) -> String {
    printable(text, LONGEST)
}

pub(super) fn quote_fr(text: &str) -> String {
    format!("«{NB}{}{NB}»", shown(text))
}

pub(super) fn quote_en(text: &str) -> String {
    format!("\"{}\"", shown(text))
}

/// In French.
pub(super) fn fr(note: &DataNote) -> String {
    match note {
        DataNote::OtherPortal { url, host } => format!(
            "le lien {} mène à {}, qui n’est pas le portail public{NB}: rien n’y est publié",
            quote_fr(url),
            shown(host)
        ),
        DataNote::OldLink { url, now: Some(now) } => {
            format!(
                "le lien {} a une forme ancienne{NB}; aujourd’hui{NB}: {}",
                quote_fr(url),
                shown(now)
            )
        }
        DataNote::OldLink { url, now: None } => format!(
            "le lien {} date d’avant 2013 et ne mène plus à aucun jeu de données",
            quote_fr(url)
        ),
        DataNote::PinnedLink { url, page } => format!(
            "le lien {} désigne une version datée du fichier{NB}; le lien permanent se trouve sur {}",
            quote_fr(url),
            shown(page)
        ),
        DataNote::NoSuchLink(count) => match count {
            1 => "le seul lien vers data.gouv.fr n’est pas dans ce cas".to_owned(),
            count => format!("aucun des {count} liens vers data.gouv.fr n’est dans ce cas"),
        },
        DataNote::DataFiles(folder) => folder_fr(folder),
        DataNote::NoData => "aucun fichier de données".to_owned(),
        DataNote::Unlicensed { files, of, folders } => {
            let of = match of {
                1 => "le seul fichier de données est sans licence indiquée".to_owned(),
                of => format!("fichiers de données sans licence indiquée{NB}: {files} sur {of}"),
            };
            format!("{of}, dans {}", list(folders, folder_name_fr))
        }
        DataNote::Licensed(1) => "une licence est indiquée pour le fichier de données".to_owned(),
        DataNote::Licensed(count) => {
            format!("une licence est indiquée pour chacun des {count} fichiers de données")
        }
        DataNote::PersonalColumns(columns) => format!(
            "colonnes qui semblent contenir des données personnelles{NB}: {}",
            columns_told(columns, quote_fr, kind_fr)
        ),
        DataNote::NoPersonalColumn(files) => match files {
            1 => "aucune colonne du tableau lu ne semble contenir de données personnelles".to_owned(),
            files => {
                format!("aucune colonne des {files} tableaux lus ne semble contenir de données personnelles")
            }
        },
        DataNote::SchemaTrouble {
            kind,
            pointer,
            fault,
            value,
        } => {
            let place = if pointer.is_empty() {
                "le fichier".to_owned()
            } else {
                quote_fr(pointer)
            };
            let value = if value.is_empty() {
                String::new()
            } else {
                format!(" ({})", quote_fr(value))
            };
            format!("{kind}{NB}: {place} {}{value}", schema::fault_fr(*fault))
        }
        DataNote::SchemasRight(count) => format!("schémas sans erreur{NB}: {count}"),
        DataNote::Cell {
            column,
            fault,
            schema,
        } => {
            let column = if column.is_empty() {
                String::new()
            } else {
                format!("colonne {}{NB}: ", quote_fr(column))
            };
            format!("{column}{} (schéma {})", schema::cell_fr(fault), shown(schema))
        }
        DataNote::MoreCells(count) => format!("autres écarts au schéma dans ce tableau{NB}: {count}"),
        DataNote::TablesRight(count) => format!("tableaux conformes à leur schéma{NB}: {count}"),
        DataNote::SchemaWithoutReadme
        | DataNote::SchemaVersion { .. }
        | DataNote::SchemaWithoutVersion
        | DataNote::SchemaWithoutTag(_)
        | DataNote::SchemaRepository => schema::repository_fr(note),
    }
}

/// In English.
pub(super) fn en(note: &DataNote) -> String {
    match note {
        DataNote::OtherPortal { url, host } => format!(
            "the link {} leads to {}, which is not the public portal: nothing is published there",
            quote_en(url),
            shown(host)
        ),
        DataNote::OldLink { url, now: Some(now) } => {
            format!(
                "the link {} has an old form; today: {}",
                quote_en(url),
                shown(now)
            )
        }
        DataNote::OldLink { url, now: None } => format!(
            "the link {} is from before 2013 and leads to no dataset any more",
            quote_en(url)
        ),
        DataNote::PinnedLink { url, page } => format!(
            "the link {} names one upload of the file; the permanent link is shown on {}",
            quote_en(url),
            shown(page)
        ),
        DataNote::NoSuchLink(count) => match count {
            1 => "the only link to data.gouv.fr is not one of these".to_owned(),
            count => format!("none of the {count} links to data.gouv.fr is one of these"),
        },
        DataNote::DataFiles(folder) => folder_en(folder),
        DataNote::NoData => "no data file".to_owned(),
        DataNote::Unlicensed { files, of, folders } => {
            let of = match of {
                1 => "the only data file has no stated licence".to_owned(),
                of => format!("data files without a stated licence: {files} of {of}"),
            };
            format!("{of}, in {}", list(folders, folder_name_en))
        }
        DataNote::Licensed(1) => "a licence is stated for the data file".to_owned(),
        DataNote::Licensed(count) => format!("a licence is stated for each of the {count} data files"),
        DataNote::PersonalColumns(columns) => format!(
            "columns that seem to hold personal data: {}",
            columns_told(columns, quote_en, kind_en)
        ),
        DataNote::NoPersonalColumn(files) => match files {
            1 => "no column of the table that was read seems to hold personal data".to_owned(),
            files => format!("no column of the {files} tables that were read seems to hold personal data"),
        },
        DataNote::SchemaTrouble {
            kind,
            pointer,
            fault,
            value,
        } => {
            let place = if pointer.is_empty() {
                "the file".to_owned()
            } else {
                quote_en(pointer)
            };
            let value = if value.is_empty() {
                String::new()
            } else {
                format!(" ({})", quote_en(value))
            };
            format!("{kind}: {place} {}{value}", schema::fault_en(*fault))
        }
        DataNote::SchemasRight(count) => format!("schemas without a fault: {count}"),
        DataNote::Cell {
            column,
            fault,
            schema,
        } => {
            let column = if column.is_empty() {
                String::new()
            } else {
                format!("column {}: ", quote_en(column))
            };
            format!("{column}{} (schema {})", schema::cell_en(fault), shown(schema))
        }
        DataNote::MoreCells(count) => format!("more cells of this table that break the schema: {count}"),
        DataNote::TablesRight(count) => format!("tables that keep to their schema: {count}"),
        DataNote::SchemaWithoutReadme
        | DataNote::SchemaVersion { .. }
        | DataNote::SchemaWithoutVersion
        | DataNote::SchemaWithoutTag(_)
        | DataNote::SchemaRepository => schema::repository_en(note),
    }
}

fn columns_told(
    columns: &[(String, PersonalKind)],
    quote: fn(&str) -> String,
    kind_name: fn(PersonalKind) -> &'static str,
) -> String {
    let told: Vec<String> = columns
        .iter()
        .map(|(name, kind)| format!("{} ({})", quote(name), kind_name(*kind)))
        .collect();
    told.join(", ")
}

fn folder_name_fr(folder: &str) -> String {
    match folder {
        "" => "la racine".to_owned(),
        folder => format!("le dossier {}", quote_fr(folder)),
    }
}

fn folder_name_en(folder: &str) -> String {
    match folder {
        "" => "the root".to_owned(),
        folder => format!("the folder {}", quote_en(folder)),
    }
}

fn folder_fr(one: &DataFolder) -> String {
    let place = folder_name_fr(&one.folder);
    let files = if one.files == 1 {
        "1 fichier".to_owned()
    } else {
        format!("{} fichiers", one.files)
    };
    let rows = one
        .rows
        .map_or_else(String::new, |rows| format!(", {rows} lignes"));
    let columns = if one.columns.is_empty() {
        String::new()
    } else {
        format!(", colonnes {}", list(&one.columns, quote_fr))
    };
    format!(
        "{files} de données dans {place} ({}, {}){NB}; le plus grand{NB}: {}{rows}{columns}{}",
        one.formats.join(", "),
        super::total(Lang::Fr, one.bytes),
        shown(&one.largest),
        match one.hidden {
            0 => String::new(),
            1 => format!(
                "{NB}; colonnes non lues dans 1 fichier{NB}: vérifiez qu’il ne contient pas de données personnelles avant de publier"
            ),
            files => format!(
                "{NB}; colonnes non lues dans {files} fichiers{NB}: vérifiez qu’ils ne contiennent pas de données personnelles avant de publier"
            ),
        }
    )
}

fn folder_en(one: &DataFolder) -> String {
    let place = folder_name_en(&one.folder);
    let files = if one.files == 1 {
        "1 data file".to_owned()
    } else {
        format!("{} data files", one.files)
    };
    let rows = one.rows.map_or_else(String::new, |rows| format!(", {rows} rows"));
    let columns = if one.columns.is_empty() {
        String::new()
    } else {
        format!(", columns {}", list(&one.columns, quote_en))
    };
    format!(
        "{files} in {place} ({}, {}); the largest: {}{rows}{columns}{}",
        one.formats.join(", "),
        super::total(Lang::En, one.bytes),
        shown(&one.largest),
        match one.hidden {
            0 => String::new(),
            1 => "; the columns of 1 file were not read: make sure that it holds no personal data before you publish it".to_owned(),
            files => format!("; the columns of {files} files were not read: make sure that they hold no personal data before you publish them"),
        }
    )
}

fn kind_fr(kind: PersonalKind) -> &'static str {
    match kind {
        PersonalKind::Name => "nom d’une personne",
        PersonalKind::Birth => "naissance",
        PersonalKind::Number => "numéro d’une personne",
        PersonalKind::Email => "adresse électronique",
        PersonalKind::Telephone => "téléphone",
        PersonalKind::Address => "adresse postale",
        PersonalKind::Bank => "compte bancaire",
        PersonalKind::Network => "adresse IP",
    }
}

fn kind_en(kind: PersonalKind) -> &'static str {
    match kind {
        PersonalKind::Name => "name of a person",
        PersonalKind::Birth => "birth",
        PersonalKind::Number => "number of a person",
        PersonalKind::Email => "e-mail address",
        PersonalKind::Telephone => "telephone",
        PersonalKind::Address => "postal address",
        PersonalKind::Bank => "bank account",
        PersonalKind::Network => "IP address",
    }
}
