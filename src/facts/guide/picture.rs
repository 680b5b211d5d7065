// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Pictures that show how the software is made.

use super::has;

/// Whether the name of a picture says that it shows the parts of the software. Plans of another kind bear the same words
/// ("schéma directeur", "schéma régional"), and buildings have an architecture too: a word alone counts in the
/// documentation only.
pub(super) fn shows_parts(folded: &str, in_docs: bool) -> bool {
    const PLANS: &[&str] = &[
        "directeur*",
        "regional*",
        "departement*",
        "national*",
        "pluriannuel*",
        "territorial*",
        "communal*",
        "electrique*",
        "org chart",
    ];
    const PARTS: &[&str] = &[
        "architecture*",
        "archi",
        "diagram*",
        "mcd",
        "modele de donnees",
        "schema technique*",
        "schema fonctionnel*",
        "schema applicati*",
        "schema logiciel*",
        "schema infra*",
        "schema reseau*",
        "schema logique*",
        "schema flux",
        "schema de flux",
        "schema des flux",
        "schema de donnees",
        "schema des donnees",
        "schema de la base*",
        "schema bdd",
        "schema db",
        "schema sql",
        "schema base*",
        "schema composant*",
        "schema des composants",
        "schema deploiement*",
        "schema de deploiement*",
        "schema de principe",
        "schema global*",
        "schema general*",
        "database schema",
        "db schema",
        "system schema",
    ];
    !has(folded, PLANS) && (has(folded, PARTS) || in_docs && has(folded, &["schema", "schemas"]))
}

/// Whether an extension is that of a picture.
pub(super) fn is_picture(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "jpeg" | "svg" | "webp" | "gif" | "pdf")
}
