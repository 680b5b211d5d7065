// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Why data.gouv.fr cannot be asked, in French.

use super::system::io;
use crate::portal::{CatalogueError, PUBLIC, PortalError};

pub(super) fn french(error: &PortalError) -> String {
    match error {
        PortalError::Address(text) => format!(
            "« {text} » n'est pas l'adresse d'un portail : écrivez-la sous la forme {PUBLIC}, ou « none » pour ne rien demander"
        ),
        PortalError::Catalogue(error) => catalogue(error),
    }
}

fn catalogue(error: &CatalogueError) -> String {
    match error {
        CatalogueError::Read { path, source } => {
            format!(
                "impossible de lire le catalogue « {} » : {}",
                path.display(),
                io(source)
            )
        }
        CatalogueError::Column { path, column } => format!(
            "« {} » n'est pas l'export des jeux de données de data.gouv.fr : la colonne « {column} » manque ; voir docs/jeux-de-donnees.md",
            path.display()
        ),
        CatalogueError::Row { path, line, reason } => format!(
            "la ligne {line} du catalogue « {} » n'est pas lisible : {reason}",
            path.display()
        ),
    }
}
