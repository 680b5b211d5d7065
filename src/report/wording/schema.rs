// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said of schemas and of tables held against them, in French and English.

use super::NB;
use super::data::{quote_en, quote_fr, shown};
use crate::model::{CellFault, DataNote, Lang, SchemaFault, Unchecked};

/// What a repository of schemas has or lacks, in French.
pub(super) fn repository_fr(note: &DataNote) -> String {
    match note {
        DataNote::SchemaWithoutReadme => "le dépôt du schéma n’a pas de README".to_owned(),
        DataNote::SchemaVersion { version, tag } => format!(
            "la version du schéma ({}) n’est pas celle de la dernière étiquette ({})",
            shown(version),
            shown(tag)
        ),
        DataNote::SchemaWithoutVersion => {
            "le schéma publié à la racine ne dit pas sa version (propriété «\u{a0}version\u{a0}»)".to_owned()
        }
        DataNote::SchemaWithoutTag(version) => format!(
            "le schéma annonce la version {}, et le dépôt n’a aucune étiquette de version",
            shown(version)
        ),
        DataNote::SchemaRepository => {
            "le dépôt a ce que schema.data.gouv.fr demande à un dépôt de schéma".to_owned()
        }
        _ => String::new(),
    }
}

/// What a repository of schemas has or lacks, in English.
pub(super) fn repository_en(note: &DataNote) -> String {
    match note {
        DataNote::SchemaWithoutReadme => "the schema's repository has no README".to_owned(),
        DataNote::SchemaVersion { version, tag } => format!(
            "the version of the schema ({}) is not that of the latest tag ({})",
            shown(version),
            shown(tag)
        ),
        DataNote::SchemaWithoutVersion => {
            "the schema that is published at the root does not say its version (property \"version\")"
                .to_owned()
        }
        DataNote::SchemaWithoutTag(version) => format!(
            "the schema says version {}, and the repository has no tag of a version",
            shown(version)
        ),
        DataNote::SchemaRepository => {
            "the repository has what schema.data.gouv.fr asks of a schema's repository".to_owned()
        }
        _ => String::new(),
    }
}

/// What is wrong in a schema, in French.
pub(super) fn fault_fr(fault: SchemaFault) -> &'static str {
    match fault {
        SchemaFault::NotJson => "n’est pas du JSON",
        SchemaFault::Missing => "manque ou est vide",
        SchemaFault::WrongType => "n’a pas le type attendu",
        SchemaFault::NotAllowed => "n’est pas une valeur admise",
        SchemaFault::Twice => "est donné deux fois",
        SchemaFault::BadPattern => "n’est pas une expression régulière",
        SchemaFault::NoFile => "nomme un fichier absent du dépôt",
        SchemaFault::Outside => "sort du dossier",
    }
}

/// What is wrong in a schema, in English.
pub(super) fn fault_en(fault: SchemaFault) -> &'static str {
    match fault {
        SchemaFault::NotJson => "is no JSON",
        SchemaFault::Missing => "is missing or empty",
        SchemaFault::WrongType => "has another type than it must",
        SchemaFault::NotAllowed => "is no allowed value",
        SchemaFault::Twice => "is given twice",
        SchemaFault::BadPattern => "is no regular expression",
        SchemaFault::NoFile => "names a file that is not in the repository",
        SchemaFault::Outside => "leads out of the folder",
    }
}

/// How a cell breaks its schema, in French.
pub(super) fn cell_fr(fault: &CellFault) -> String {
    match fault {
        CellFault::NoColumn => "la colonne obligatoire manque".to_owned(),
        CellFault::Empty => "la valeur obligatoire manque".to_owned(),
        CellFault::NotOfType(kind) => format!("la valeur n’est pas du type {}", shown(kind)),
        CellFault::NotInList => "la valeur n’est pas dans la liste".to_owned(),
        CellFault::NoMatch(pattern) => format!("la valeur ne suit pas l’expression {}", quote_fr(pattern)),
        CellFault::NotUnique => "la valeur, qui doit être unique, se répète".to_owned(),
        CellFault::OutOfRange(bound) => format!("la valeur est hors des bornes ({})", shown(bound)),
        CellFault::WrongLength(bound) => {
            format!("le nombre de caractères est hors des bornes ({})", shown(bound))
        }
        CellFault::TooManyCells => "la ligne a plus de cellules que l’en-tête".to_owned(),
    }
}

/// How a cell breaks its schema, in English.
pub(super) fn cell_en(fault: &CellFault) -> String {
    match fault {
        CellFault::NoColumn => "the required column is missing".to_owned(),
        CellFault::Empty => "the required value is missing".to_owned(),
        CellFault::NotOfType(kind) => format!("the value is not of the type {}", shown(kind)),
        CellFault::NotInList => "the value is not in the list".to_owned(),
        CellFault::NoMatch(pattern) => {
            format!("the value does not match the expression {}", quote_en(pattern))
        }
        CellFault::NotUnique => "the value, which must be unique, stands twice".to_owned(),
        CellFault::OutOfRange(bound) => format!("the value is out of range ({})", shown(bound)),
        CellFault::WrongLength(bound) => {
            format!("the number of characters is out of range ({})", shown(bound))
        }
        CellFault::TooManyCells => "the row has more cells than the header".to_owned(),
    }
}

/// What was not checked of a table, in French.
pub(super) fn unchecked_fr(table: &str, why: &Unchecked) -> String {
    format!("tableau {}{NB}: {}", quote_fr(table), why_fr(why))
}

/// What was not checked of a table, in English.
pub(super) fn unchecked_en(table: &str, why: &Unchecked) -> String {
    format!("table {}: {}", quote_en(table), why_en(why))
}

/// Why something was not checked, in French.
pub(super) fn why_fr(why: &Unchecked) -> String {
    match why {
        Unchecked::Pattern(pattern) => {
            format!(
                "l’expression {} n’a pas été vérifiée{NB}: d’autres moteurs la lisent autrement",
                quote_fr(pattern)
            )
        }
        Unchecked::Format { column, format } => {
            format!(
                "colonne {}{NB}: le type ou format {} n’est pas vérifié, ou pas entièrement",
                quote_fr(column),
                shown(format)
            )
        }
        Unchecked::Bound { column, bound } => {
            format!(
                "colonne {}{NB}: la borne {} n’a pas pu être comparée",
                quote_fr(column),
                quote_fr(bound)
            )
        }
        Unchecked::Unicity(columns) => {
            format!(
                "l’unicité de {} n’a pas été vérifiée, ou pas entièrement",
                quote_fr(columns)
            )
        }
        Unchecked::ForeignKeys => {
            "les clés étrangères («\u{a0}foreignKeys\u{a0}») ne sont pas vérifiées".to_owned()
        }
        Unchecked::Rest(rows) => {
            format!("vérifié sur les {rows} premières lignes seulement{NB}: la suivante n’a pas de fin")
        }
        Unchecked::Dialect(place) => {
            format!(
                "non vérifié{NB}: {} décrit une écriture du tableau que Vigie ne lit pas",
                quote_fr(place)
            )
        }
        Unchecked::Encoding(label) => {
            format!(
                "non vérifié{NB}: le texte n’est pas lisible dans l’encodage annoncé, {}",
                quote_fr(label)
            )
        }
        Unchecked::NotText => format!("non vérifié{NB}: le contenu n’est pas un texte"),
        Unchecked::Kind(format) => {
            format!(
                "non vérifié{NB}: Vigie ne confronte pas les fichiers {} à un schéma",
                shown(format)
            )
        }
        Unchecked::TooLarge(bytes) => format!(
            "non vérifié{NB}: le fichier est trop grand ({})",
            super::bytes(Lang::Fr, *bytes)
        ),
        Unchecked::OverBudget => {
            format!("non vérifié{NB}: les tableaux précédents ont épuisé ce que Vigie lit d’un dépôt")
        }
        Unchecked::Unread => {
            format!("non vérifié{NB}: le contenu n’est pas là (Git LFS, clone partiel) ou n’a pas pu être lu")
        }
        Unchecked::Schema(written) => {
            format!(
                "non vérifié{NB}: le schéma {} n’est pas dans le dépôt, ou n’est pas un Table Schema",
                quote_fr(written)
            )
        }
        Unchecked::NoColumn => {
            format!("non vérifié{NB}: aucune colonne du tableau ne porte un nom du schéma")
        }
    }
}

/// Why something was not checked, in English.
pub(super) fn why_en(why: &Unchecked) -> String {
    match why {
        Unchecked::Pattern(pattern) => {
            format!(
                "the expression {} was not checked: other engines read it otherwise",
                quote_en(pattern)
            )
        }
        Unchecked::Format { column, format } => {
            format!(
                "column {}: the type or format {} is not checked, or not in all",
                quote_en(column),
                shown(format)
            )
        }
        Unchecked::Bound { column, bound } => {
            format!(
                "column {}: the bound {} could not be compared",
                quote_en(column),
                quote_en(bound)
            )
        }
        Unchecked::Unicity(columns) => {
            format!(
                "whether {} is unique was not checked, or not in all",
                quote_en(columns)
            )
        }
        Unchecked::ForeignKeys => "foreign keys (\"foreignKeys\") are not checked".to_owned(),
        Unchecked::Rest(rows) => format!("only the first {rows} rows were checked: the next one has no end"),
        Unchecked::Dialect(place) => {
            format!(
                "not verified: {} tells a way of writing the table that Vigie does not read",
                quote_en(place)
            )
        }
        Unchecked::Encoding(label) => {
            format!(
                "not verified: the text cannot be read in the encoding that is announced, {}",
                quote_en(label)
            )
        }
        Unchecked::NotText => "not verified: the content is no text".to_owned(),
        Unchecked::Kind(format) => format!(
            "not verified: Vigie holds no {} files against schemas",
            shown(format)
        ),
        Unchecked::TooLarge(bytes) => format!(
            "not verified: the file is too large ({})",
            super::bytes(Lang::En, *bytes)
        ),
        Unchecked::OverBudget => {
            "not verified: the tables before used up what Vigie reads of a repository".to_owned()
        }
        Unchecked::Unread => {
            "not verified: the content is not here (Git LFS, partial clone) or could not be read".to_owned()
        }
        Unchecked::Schema(written) => {
            format!(
                "not verified: the schema {} is not in the repository, or is no Table Schema",
                quote_en(written)
            )
        }
        Unchecked::NoColumn => "not verified: no column of the table bears a name of the schema".to_owned(),
    }
}
