// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What to do next about an object of data.gouv.fr, in French and English.

use super::dataset::criterion;
use crate::model::{DatasetRole, DatasetUse, Lang, PortalOutcome, Silence};

/// What to do next about an object, the most urgent first; `None` when nothing is known to be wrong.
#[must_use]
pub fn next(lang: Lang, one: &DatasetUse) -> Option<String> {
    let fr = lang == Lang::Fr;
    let told = |french: &str, english: &str| Some(if fr { french } else { english }.to_owned());
    match &one.answer.outcome {
        PortalOutcome::Deleted if one.role == DatasetRole::Published => told(
            "republier le jeu, ou retirer les liens",
            "publish the dataset again, or remove the links",
        ),
        PortalOutcome::Deleted => told(
            "chercher une autre source et remplacer les liens",
            "look for another source and replace the links",
        ),
        PortalOutcome::Unknown if one.is_inferred() => told(
            "remplacer l’adresse du fichier par le lien permanent de la ressource",
            "replace the address of the file with the permanent link of the resource",
        ),
        PortalOutcome::Unknown => told(
            "corriger l’adresse, ou rendre le jeu public",
            "mend the address, or make the dataset public",
        ),
        PortalOutcome::NotVerified(Silence::OtherPortal) => told(
            "publier sur www.data.gouv.fr et remplacer le lien",
            "publish on www.data.gouv.fr and replace the link",
        ),
        PortalOutcome::NotVerified(_) => None,
        PortalOutcome::Found(_) if one.role == DatasetRole::ToConfirm => told(
            "déclarer dans .vigie.toml si l’équipe le publie",
            "declare in .vigie.toml whether the team publishes it",
        ),
        PortalOutcome::Found(object) if object.archived.is_some() => told(
            "passer au jeu qui le remplace, ou dire qu’il est archivé",
            "move to the dataset that replaces it, or say that it is archived",
        ),
        PortalOutcome::Found(_) => urgent(lang, one).or_else(|| gain(lang, one)),
    }
}

/// What is wrong with an object that the portal shows.
fn urgent(lang: Lang, one: &DatasetUse) -> Option<String> {
    let fr = lang == Lang::Fr;
    let told = |french: &str, english: &str| Some(if fr { french } else { english }.to_owned());
    let record = one.record().filter(|_| one.role == DatasetRole::Published);
    if let Some(record) = record {
        // The portal erases the licence of data with a restricted access.
        let open = record.access.as_deref().unwrap_or("open") == "open";
        match record.licence.as_deref().filter(|_| open) {
            None | Some("lov2" | "odc-odbl") => {}
            Some("notspecified") if record.access.is_none() => {}
            Some("notspecified") => return told("choisir une licence", "choose a licence"),
            Some(_) => {
                return told(
                    "choisir la Licence Ouverte 2.0 ou l’ODbL",
                    "choose the Licence Ouverte 2.0 or the ODbL",
                );
            }
        }
        if record.access.as_deref() == Some("restricted") && record.request_address == Some(false) {
            return told("indiquer comment demander l’accès", "tell how to ask for access");
        }
        if record.resource_count == Some(0) {
            return told("ajouter les données", "add the data");
        }
        if one.days_late().is_some() {
            return told(
                "mettre à jour les données, ou corriger la fréquence",
                "update the data, or mend the frequency",
            );
        }
        if record.unavailable().is_some_and(|count| count > 0) {
            return told("rétablir les ressources", "restore the resources");
        }
    }
    one.renamed()?;
    told(
        "remplacer l’ancien nom dans les liens",
        "replace the old name in the links",
    )
}

/// What would make a dataset of the team better.
fn gain(lang: Lang, one: &DatasetUse) -> Option<String> {
    let record = one.record().filter(|_| one.role == DatasetRole::Published)?;
    if let Some(missing) = record.to_gain().first() {
        return Some(criterion(lang, *missing).to_owned());
    }
    let told = match lang {
        Lang::Fr => "nommer le dépôt sur la page du jeu",
        Lang::En => "name the repository on the dataset's page",
    };
    (one.backlink == Some(false)).then(|| told.to_owned())
}
