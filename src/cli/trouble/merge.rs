// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Why parts of a cohort make no whole, in French.

use super::MergeTrouble;
use super::fr::{quote, shown};
use super::system::io;

pub(super) fn french(trouble: &MergeTrouble) -> String {
    match trouble {
        MergeTrouble::Nothing => "il n'y a aucune partie à réunir".to_owned(),
        MergeTrouble::Unread { path, why } => format!(
            "impossible de lire {} : {} ; donnez les dossiers que vigie cohort --shard a écrits",
            shown(path),
            io(why)
        ),
        MergeTrouble::OtherRun { part, first } => format!(
            "{} ne vient pas de la même exécution que {} : le nombre de parties, la liste des dépôts, les options, les règles, la version ou \
             la langue diffèrent ; refaites toutes les parties",
            shown(part),
            shown(first)
        ),
        MergeTrouble::OtherMoment { first, last } => format!(
            "{} date de {:.0} et {} de {:.0} : ce ne sont pas les parties d'une même exécution ; refaites toutes les \
             parties",
            shown(&first.0),
            first.1,
            shown(&last.0),
            last.1
        ),
        MergeTrouble::OtherFile { part, first } => format!(
            "{} ne suit pas le même fichier de cohorte que {} : les seuils ou les promotions diffèrent ; refaites toutes \
             les parties",
            shown(part),
            shown(first)
        ),
        MergeTrouble::Twice { index, total } => format!("la partie {index}/{total} est donnée deux fois"),
        MergeTrouble::RepositoryTwice(name) => format!("deux parties contiennent le dépôt {}", quote(name)),
        MergeTrouble::Lacks { index, total } => {
            format!("il manque la partie {index}/{total} : aucun rapport incomplet n'est écrit")
        }
        MergeTrouble::Count { held, whole } => {
            format!("les parties contiennent {held} dépôts sur {whole} : refaites toutes les parties")
        }
        MergeTrouble::Day(text) => format!("{} n'est pas un jour : refaites toutes les parties", quote(text)),
        MergeTrouble::Identifier(name) => format!("{} n'est pas l'identifiant d'un dépôt", quote(name)),
    }
}
