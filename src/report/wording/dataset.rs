// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said of objects of data.gouv.fr, in French and English.

use super::{NB, list};
use crate::model::{
    Criterion, DatasetFact, DatasetNote, DatasetRole, DatasetUse, Lang, PortalDoubt, PortalOutcome,
    RoleReason, Silence, printable,
};

/// Longest quotation, in characters.
const LONGEST: usize = 120;

fn shown(text: &str) -> String {
    printable(text, LONGEST)
}

fn quote_fr(text: &str) -> String {
    format!("«{NB}{}{NB}»", shown(text))
}

fn quote_en(text: &str) -> String {
    format!("\"{}\"", shown(text))
}

/// In French.
pub(super) fn fr(note: &DatasetNote) -> String {
    let name = quote_fr(&note.name);
    match &note.fact {
        DatasetFact::Deleted => format!("{name} a été supprimé de data.gouv.fr (réponse 410)"),
        DatasetFact::Unreachable => {
            format!("{name} est introuvable ou privé sur data.gouv.fr (réponse 404)")
        }
        DatasetFact::ResourceDeleted(id) => format!(
            "{name}{NB}: la ressource {}, à laquelle le lien mène, a été supprimée de data.gouv.fr (réponse 410)",
            quote_fr(id)
        ),
        DatasetFact::ResourceUnknown(id) => format!(
            "{name}{NB}: la ressource {}, à laquelle le lien mène, n’existe plus sur data.gouv.fr (réponse 404)",
            quote_fr(id)
        ),
        DatasetFact::Renamed(now) => format!(
            "{name} a changé d’adresse{NB}: son nom court est aujourd’hui {}",
            quote_fr(now)
        ),
        DatasetFact::Archived(date) => format!(
            "{name} est archivé sur data.gouv.fr depuis le {}",
            day(date, Lang::Fr)
        ),
        DatasetFact::Undeclared => {
            format!("rien ne dit si l’équipe publie {name} ou le réutilise seulement")
        }
        DatasetFact::LicenceUnlisted { id, note } => format!(
            "{name} a sur data.gouv.fr la licence {}, qui n’est ni la Licence Ouverte 2.0 ni l’ODbL{}",
            licence(id, Lang::Fr),
            super::licence::more(Lang::Fr, note.as_ref())
        ),
        DatasetFact::LicenceUnspecified => format!(
            "{name} n’a pas de licence sur data.gouv.fr{NB}: le droit commun (CRPA) s’applique, sans que le lecteur le sache"
        ),
        DatasetFact::LicenceSuperseded => format!(
            "{name} a sur data.gouv.fr la Licence Ouverte 1.0 (fr-lo), que la version 2.0 a remplacée"
        ),
        DatasetFact::LicenceDiffers { portal, repository } => format!(
            "{name} est sous {} sur data.gouv.fr, et le dépôt annonce {} pour ses données",
            shown(portal),
            shown(repository)
        ),
        DatasetFact::WithoutResource => format!("{name} n’a aucune ressource"),
        DatasetFact::WithoutOpenFormat(formats) => format!(
            "{name} n’a aucune ressource dans un format ouvert ({})",
            list(formats, shown)
        ),
        DatasetFact::ResourceUnavailable {
            title,
            count,
            status,
            checked,
        } => unavailable_fr(&name, title, *count, (*status, checked.as_deref())),
        DatasetFact::Late { days, frequency } => {
            let days = if *days == 1 {
                "1 jour".to_owned()
            } else {
                format!("{days} jours")
            };
            format!(
                "{name} est en retard de {days} sur sa fréquence ({})",
                frequency_name(frequency, Lang::Fr)
            )
        }
        DatasetFact::FrequencyUnknown => format!("{name} ne dit pas à quelle fréquence il est mis à jour"),
        DatasetFact::DescriptionShort => format!("{name} a une description de cent caractères ou moins"),
        DatasetFact::WithoutTemporalCoverage => format!("{name} ne dit pas quelle période il couvre"),
        DatasetFact::WithoutSpatialCoverage => format!("{name} ne dit pas quel territoire il couvre"),
        DatasetFact::WithoutContact => format!("{name} n’indique aucun point de contact"),
        DatasetFact::WithoutSchema => format!("aucun tableau de {name} n’indique de schéma de données"),
        DatasetFact::WithoutDocumentation => format!("{name} n’a ni ressource décrite ni documentation"),
        DatasetFact::OwnedByPerson => {
            format!("{name} est publié par une personne et non par une organisation")
        }
        DatasetFact::OrganizationUncertified(organization) => format!(
            "l’organisation {}, qui publie {name}, n’est pas certifiée sur data.gouv.fr",
            quote_fr(organization)
        ),
        DatasetFact::WithoutBacklink => format!("la page de {name} ne mène pas à ce dépôt"),
        DatasetFact::RestrictedWithoutRequest => {
            format!("l’accès à {name} est restreint, sans adresse pour le demander")
        }
        DatasetFact::ResourceInvalid(title) => format!(
            "{name}{NB}: la ressource {} ne respecte pas son schéma, d’après data.gouv.fr",
            quote_fr(title)
        ),
    }
}

/// In English.
pub(super) fn en(note: &DatasetNote) -> String {
    let name = quote_en(&note.name);
    match &note.fact {
        DatasetFact::Deleted => format!("{name} was deleted from data.gouv.fr (answer 410)"),
        DatasetFact::Unreachable => {
            format!("{name} does not exist on data.gouv.fr, or is private (answer 404)")
        }
        DatasetFact::ResourceDeleted(id) => format!(
            "{name}: the resource {}, which the link leads to, was deleted from data.gouv.fr (answer 410)",
            quote_en(id)
        ),
        DatasetFact::ResourceUnknown(id) => format!(
            "{name}: the resource {}, which the link leads to, is not on data.gouv.fr any more (answer 404)",
            quote_en(id)
        ),
        DatasetFact::Renamed(now) => format!(
            "{name} has another address: its short name is {} today",
            quote_en(now)
        ),
        DatasetFact::Archived(date) => {
            format!(
                "{name} has been archived on data.gouv.fr since {}",
                day(date, Lang::En)
            )
        }
        DatasetFact::Undeclared => {
            format!("nothing tells whether the team publishes {name} or only reuses it")
        }
        DatasetFact::LicenceUnlisted { id, note } => format!(
            "{name} has the licence {} on data.gouv.fr, which is neither the Licence Ouverte 2.0 nor the ODbL{}",
            licence(id, Lang::En),
            super::licence::more(Lang::En, note.as_ref())
        ),
        DatasetFact::LicenceUnspecified => format!(
            "{name} has no licence on data.gouv.fr: the general rules (CRPA) hold, and readers cannot know"
        ),
        DatasetFact::LicenceSuperseded => format!(
            "{name} has the Licence Ouverte 1.0 (fr-lo) on data.gouv.fr, which version 2.0 has replaced"
        ),
        DatasetFact::LicenceDiffers { portal, repository } => format!(
            "{name} is under {} on data.gouv.fr, and the repository gives {} to its data",
            shown(portal),
            shown(repository)
        ),
        DatasetFact::WithoutResource => format!("{name} has no resource"),
        DatasetFact::WithoutOpenFormat(formats) => format!(
            "{name} has no resource in an open format ({})",
            list(formats, shown)
        ),
        DatasetFact::ResourceUnavailable {
            title,
            count,
            status,
            checked,
        } => unavailable_en(&name, title, *count, (*status, checked.as_deref())),
        DatasetFact::Late { days, frequency } => {
            let days = if *days == 1 {
                "1 day".to_owned()
            } else {
                format!("{days} days")
            };
            format!(
                "{name} is {days} late for its frequency ({})",
                frequency_name(frequency, Lang::En)
            )
        }
        DatasetFact::FrequencyUnknown => format!("{name} does not tell how often it is updated"),
        DatasetFact::DescriptionShort => format!("{name} has a description of a hundred characters or less"),
        DatasetFact::WithoutTemporalCoverage => format!("{name} does not tell which period it covers"),
        DatasetFact::WithoutSpatialCoverage => format!("{name} does not tell which territory it covers"),
        DatasetFact::WithoutContact => format!("{name} names no contact point"),
        DatasetFact::WithoutSchema => format!("no table of {name} names a schema"),
        DatasetFact::WithoutDocumentation => {
            format!("{name} has no resource that is described, and no documentation")
        }
        DatasetFact::OwnedByPerson => format!("{name} is published by a person and not by an organisation"),
        DatasetFact::OrganizationUncertified(organization) => format!(
            "the organisation {}, which publishes {name}, is not certified on data.gouv.fr",
            quote_en(organization)
        ),
        DatasetFact::WithoutBacklink => format!("the page of {name} does not lead to this repository"),
        DatasetFact::RestrictedWithoutRequest => {
            format!("access to {name} is restricted, without an address where to ask for it")
        }
        DatasetFact::ResourceInvalid(title) => format!(
            "{name}: the resource {} breaks its schema, by data.gouv.fr's own check",
            quote_en(title)
        ),
    }
}

/// The status that the portal's crawler met, and when it was there.
type Visit<'a> = (Option<u16>, Option<&'a str>);

fn unavailable_fr(name: &str, title: &str, count: usize, (status, checked): Visit<'_>) -> String {
    let status = status.map_or_else(String::new, |status| format!(", réponse {status}"));
    let visit = checked.map_or_else(String::new, |date| {
        format!(" (visite du {})", day(date, Lang::Fr))
    });
    let title = quote_fr(title);
    match count {
        1 => format!("{name}{NB}: la ressource {title} ne répond pas à data.gouv.fr{status}{visit}"),
        count => format!(
            "{name}{NB}: {count} ressources ne répondent pas à data.gouv.fr, dont {title}{status}{visit}"
        ),
    }
}

fn unavailable_en(name: &str, title: &str, count: usize, (status, checked): Visit<'_>) -> String {
    let status = status.map_or_else(String::new, |status| format!(", answer {status}"));
    let visit = checked.map_or_else(String::new, |date| format!(" (visited {})", day(date, Lang::En)));
    let title = quote_en(title);
    match count {
        1 => format!("{name}: the resource {title} does not answer data.gouv.fr{status}{visit}"),
        count => {
            format!("{name}: {count} resources do not answer data.gouv.fr, among them {title}{status}{visit}")
        }
    }
}

/// That none of the objects is in the case, in French.
pub(super) fn clear_fr(count: usize) -> String {
    match count {
        1 => "le seul objet de data.gouv.fr concerné n’est pas dans ce cas".to_owned(),
        count => format!("aucun des {count} objets de data.gouv.fr concernés n’est dans ce cas"),
    }
}

/// In English.
pub(super) fn clear_en(count: usize) -> String {
    match count {
        1 => "the only object of data.gouv.fr concerned is not in this case".to_owned(),
        count => format!("none of the {count} objects of data.gouv.fr concerned is in this case"),
    }
}

/// Why something is not known of an object, in French.
pub(super) fn doubt_fr(doubt: &PortalDoubt) -> String {
    match doubt {
        PortalDoubt::Silent(why, id) => format!(
            "non vérifié auprès de data.gouv.fr pour {}{NB}: {}",
            quote_fr(id),
            silence(Lang::Fr, *why)
        ),
        PortalDoubt::Unsaid(name) => format!("data.gouv.fr ne l’indique pas pour {}", quote_fr(name)),
        PortalDoubt::Role(name) => format!(
            "à confirmer{NB}: si l’équipe publie {}, déclarez-le dans `datasets.published` de .vigie.toml, sinon dans `datasets.consumed`",
            quote_fr(name)
        ),
    }
}

/// In English.
pub(super) fn doubt_en(doubt: &PortalDoubt) -> String {
    match doubt {
        PortalDoubt::Silent(why, id) => format!(
            "not verified with data.gouv.fr for {}: {}",
            quote_en(id),
            silence(Lang::En, *why)
        ),
        PortalDoubt::Unsaid(name) => format!("data.gouv.fr does not say so for {}", quote_en(name)),
        PortalDoubt::Role(name) => format!(
            "to be confirmed: if the team publishes {}, declare it in `datasets.published` of .vigie.toml, otherwise in `datasets.consumed`",
            quote_en(name)
        ),
    }
}

/// Why the portal did not answer.
#[must_use]
pub fn silence(lang: Lang, why: Silence) -> String {
    let told = match (lang, why) {
        (Lang::Fr, Silence::Offline) => "hors ligne, sans réponse gardée",
        (Lang::En, Silence::Offline) => "offline, and no answer was kept",
        (Lang::Fr, Silence::Disabled) => "le portail n’a pas été interrogé",
        (Lang::En, Silence::Disabled) => "the portal was not asked",
        (Lang::Fr, Silence::OtherPortal) => "c’est un autre portail",
        (Lang::En, Silence::OtherPortal) => "it is another portal",
        (Lang::Fr, Silence::Unreachable) => "le portail est injoignable",
        (Lang::En, Silence::Unreachable) => "the portal cannot be reached",
        (Lang::Fr, Silence::Throttled) => "le portail demande d’attendre",
        (Lang::En, Silence::Throttled) => "the portal asks to wait",
        (Lang::Fr, Silence::Failed(status)) => return format!("le portail a répondu {status}"),
        (Lang::En, Silence::Failed(status)) => return format!("the portal answered {status}"),
        (Lang::Fr, Silence::Unreadable) => "la réponse du portail n’est pas lisible",
        (Lang::En, Silence::Unreadable) => "the answer of the portal cannot be read",
        (Lang::Fr, Silence::Redirected) => "le portail renvoie vers un autre site",
        (Lang::En, Silence::Redirected) => "the portal leads to another site",
        (Lang::Fr, Silence::Looping) => "le portail renvoie sans fin d’une adresse à une autre",
        (Lang::En, Silence::Looping) => "the portal leads from one address to another without end",
        (Lang::Fr, Silence::GivenUp) => "le portail ne répondait pas et n’a plus été interrogé",
        (Lang::En, Silence::GivenUp) => "the portal did not answer and was no longer asked",
        (Lang::Fr, Silence::NotInCatalogue) => "absent de l’export du catalogue",
        (Lang::En, Silence::NotInCatalogue) => "not in the export of the catalogue",
    };
    told.to_owned()
}

/// What a repository has to do with an object, and what tells it.
#[must_use]
pub fn role(lang: Lang, role: DatasetRole, reason: RoleReason) -> String {
    let role = match (lang, role) {
        (Lang::Fr, DatasetRole::Published) => "publié",
        (Lang::En, DatasetRole::Published) => "published",
        (Lang::Fr, DatasetRole::Consumed) => "réutilisé",
        (Lang::En, DatasetRole::Consumed) => "reused",
        (Lang::Fr, DatasetRole::Mentioned) => "mentionné",
        (Lang::En, DatasetRole::Mentioned) => "mentioned",
        (Lang::Fr, DatasetRole::ToConfirm) => return "à confirmer".to_owned(),
        (Lang::En, DatasetRole::ToConfirm) => return "to be confirmed".to_owned(),
    };
    let reason = match (lang, reason) {
        (Lang::Fr, RoleReason::Declared) => "déclaré",
        (Lang::En, RoleReason::Declared) => "declared",
        (Lang::Fr, RoleReason::Backlink) => "sa page mène au dépôt",
        (Lang::En, RoleReason::Backlink) => "its page leads to the repository",
        (Lang::Fr, RoleReason::Reuse) => "par une réutilisation",
        (Lang::En, RoleReason::Reuse) => "by a reuse",
        (Lang::Fr, RoleReason::Organization) => "par l’administration",
        (Lang::En, RoleReason::Organization) => "by the administration",
        (Lang::Fr, RoleReason::InCode) => "dans le code",
        (Lang::En, RoleReason::InCode) => "in the code",
        (
            Lang::Fr | Lang::En,
            RoleReason::Elsewhere
            | RoleReason::InDocument
            | RoleReason::InPublishingCode
            | RoleReason::OnPage,
        ) => return role.to_owned(),
    };
    format!("{role} ({reason})")
}

/// What the portal says of an object, in one word or two.
#[must_use]
pub fn state(lang: Lang, one: &DatasetUse) -> String {
    let told = match (lang, &one.answer.outcome) {
        (Lang::Fr, PortalOutcome::Found(object)) if object.archived.is_some() => "archivé",
        (Lang::En, PortalOutcome::Found(object)) if object.archived.is_some() => "archived",
        (Lang::Fr, PortalOutcome::Found(_)) if one.renamed().is_some() => "public, sous un nouveau nom",
        (Lang::En, PortalOutcome::Found(_)) if one.renamed().is_some() => "public, under a new name",
        (Lang::Fr | Lang::En, PortalOutcome::Found(_)) => "public",
        (Lang::Fr, PortalOutcome::Deleted) => "supprimé",
        (Lang::En, PortalOutcome::Deleted) => "deleted",
        (Lang::Fr, PortalOutcome::Unknown) => "introuvable ou privé",
        (Lang::En, PortalOutcome::Unknown) => "unknown or private",
        (Lang::Fr, PortalOutcome::NotVerified(why)) => {
            return format!("non vérifié ({})", silence(lang, *why));
        }
        (Lang::En, PortalOutcome::NotVerified(why)) => {
            return format!("not verified ({})", silence(lang, *why));
        }
    };
    told.to_owned()
}

/// A criterion of the portal's quality score, as what lacks and how to gain it.
#[must_use]
pub fn criterion(lang: Lang, one: Criterion) -> &'static str {
    match (lang, one) {
        (Lang::Fr, Criterion::Licence) => "choisir une licence",
        (Lang::En, Criterion::Licence) => "choose a licence",
        (Lang::Fr, Criterion::TemporalCoverage) => "indiquer la période couverte",
        (Lang::En, Criterion::TemporalCoverage) => "tell the period covered",
        (Lang::Fr, Criterion::SpatialCoverage) => "indiquer le territoire couvert",
        (Lang::En, Criterion::SpatialCoverage) => "tell the territory covered",
        (Lang::Fr, Criterion::Frequency) => "indiquer la fréquence de mise à jour",
        (Lang::En, Criterion::Frequency) => "tell the frequency of updates",
        (Lang::Fr, Criterion::Fresh) => "mettre à jour à la fréquence annoncée",
        (Lang::En, Criterion::Fresh) => "update at the frequency announced",
        (Lang::Fr, Criterion::Description) => "décrire le jeu en plus de cent caractères",
        (Lang::En, Criterion::Description) => "describe the dataset in more than a hundred characters",
        (Lang::Fr, Criterion::OpenFormat) => "fournir une ressource dans un format ouvert",
        (Lang::En, Criterion::OpenFormat) => "give a resource in an open format",
        (Lang::Fr, Criterion::Available) => "rétablir les ressources qui ne répondent pas",
        (Lang::En, Criterion::Available) => "restore the resources that do not answer",
        (Lang::Fr, Criterion::Documentation) => "décrire les ressources ou joindre une documentation",
        (Lang::En, Criterion::Documentation) => "describe the resources or add a documentation",
    }
}

/// A frequency of the portal; one that is not known stays as it is written.
#[must_use]
pub fn frequency_name(name: &str, lang: Lang) -> String {
    const NAMES: &[(&str, &str, &str)] = &[
        ("continuous", "en continu", "continuous"),
        ("realtime", "en continu", "continuous"),
        ("hourly", "toutes les heures", "hourly"),
        ("daily", "quotidienne", "daily"),
        ("weekly", "hebdomadaire", "weekly"),
        ("biweekly", "tous les quinze jours", "every two weeks"),
        ("fortnighly", "tous les quinze jours", "every two weeks"),
        ("semimonthly", "deux fois par mois", "twice a month"),
        ("monthly", "mensuelle", "monthly"),
        ("bimonthly", "tous les deux mois", "every two months"),
        ("quarterly", "trimestrielle", "quarterly"),
        ("threeTimesAYear", "trois fois par an", "three times a year"),
        ("semiannual", "semestrielle", "every six months"),
        ("biannual", "semestrielle", "every six months"),
        ("annual", "annuelle", "yearly"),
        ("biennial", "tous les deux ans", "every two years"),
        ("triennial", "tous les trois ans", "every three years"),
        ("quinquennial", "tous les cinq ans", "every five years"),
        ("decennial", "tous les dix ans", "every ten years"),
        ("punctual", "ponctuelle", "once"),
        ("irregular", "irrégulière", "irregular"),
        ("never", "jamais", "never"),
        ("notPlanned", "non planifiée", "not planned"),
        ("other", "autre", "other"),
        ("unknown", "inconnue", "unknown"),
    ];
    let known = NAMES.iter().find(|(known, ..)| *known == name);
    match (known, lang) {
        (Some((_, fr, _)), Lang::Fr) => (*fr).to_owned(),
        (Some((_, _, en)), Lang::En) => (*en).to_owned(),
        (None, _) => shown(name),
    }
}

/// A licence by the portal's identifier; one that is not known stays as it is written.
#[must_use]
pub fn licence(id: &str, lang: Lang) -> String {
    let told = match (id, lang) {
        ("lov2", _) => "Licence Ouverte 2.0 (lov2)",
        ("fr-lo", _) => "Licence Ouverte 1.0 (fr-lo)",
        ("odc-odbl", _) => "ODbL 1.0 (odc-odbl)",
        ("odc-by", _) => "ODC-By 1.0 (odc-by)",
        ("odc-pddl", _) => "PDDL 1.0 (odc-pddl)",
        ("cc-by", _) => "Creative Commons BY (cc-by)",
        ("cc-by-sa", _) => "Creative Commons BY-SA (cc-by-sa)",
        ("cc-zero", _) => "CC0 (cc-zero)",
        ("notspecified", Lang::Fr) => "non spécifiée",
        ("notspecified", Lang::En) => "not specified",
        ("other-at", Lang::Fr) => "autre, avec mention de la source (other-at)",
        ("other-at", Lang::En) => "another one, with attribution (other-at)",
        ("other-open", Lang::Fr) => "autre, ouverte (other-open)",
        ("other-open", Lang::En) => "another open one (other-open)",
        ("other-pd", Lang::Fr) => "autre, domaine public (other-pd)",
        ("other-pd", Lang::En) => "another one, public domain (other-pd)",
        (other, _) => return shown(other),
    };
    told.to_owned()
}

/// The day of a moment that the portal wrote.
fn day(text: &str, lang: Lang) -> String {
    match text.get(..10) {
        Some(day) if day.len() == 10 && day.as_bytes()[4] == b'-' => super::day(lang, day),
        _ => shown(text),
    }
}
