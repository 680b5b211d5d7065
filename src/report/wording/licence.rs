// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences on licences, in both languages.

use super::{NB, shown};
use crate::model::{Lang, LicenceMethod, LicenceNote, Subject};

/// What a licence is given to.
#[must_use]
pub fn licence_subject(lang: Lang, subject: Subject) -> &'static str {
    let (fr, en) = match subject {
        Subject::Project => ("projet", "project"),
        Subject::Code => ("code", "code"),
        Subject::Documentation => ("documentation", "documentation"),
        Subject::Data => ("données", "data"),
    };
    pick(lang, fr, en)
}

/// How a licence was found.
#[must_use]
pub fn licence_method(lang: Lang, method: LicenceMethod) -> &'static str {
    let (fr, en) = match method {
        LicenceMethod::Exact => ("texte exact", "exact text"),
        LicenceMethod::Text => ("texte", "text"),
        LicenceMethod::Notice => ("avis", "notice"),
        LicenceMethod::Tag => ("étiquette SPDX", "SPDX tag"),
        LicenceMethod::Manifest => ("manifeste", "manifest"),
        LicenceMethod::Title => ("titre", "title"),
        LicenceMethod::Statement => ("phrase", "sentence"),
        LicenceMethod::Badge => ("badge", "badge"),
        LicenceMethod::FileName => ("nom du fichier", "name of the file"),
        LicenceMethod::Forge => ("détection de la forge", "the forge's detection"),
    };
    pick(lang, fr, en)
}

fn pick(lang: Lang, fr: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

fn of_subject(lang: Lang, subject: Subject) -> &'static str {
    let (fr, en) = match subject {
        Subject::Project => ("pour le projet", "for the project"),
        Subject::Code => ("pour le code", "for code"),
        Subject::Documentation => ("pour la documentation", "for documentation"),
        Subject::Data => ("pour les données", "for data"),
    };
    pick(lang, fr, en)
}

/// Expressions of a whole and the leg that decides, unless they are the same.
fn deciding(expression: &str, leg: &str) -> String {
    if expression == leg {
        shown(leg)
    } else {
        format!("{} ({})", shown(leg), shown(expression))
    }
}

pub(super) fn fr(note: &LicenceNote) -> String {
    let said = |subject| of_subject(Lang::Fr, subject);
    match note {
        LicenceNote::Allowed {
            expression,
            leg,
            article,
            note,
        } => {
            let more = note
                .as_ref()
                .map_or(String::new(), |note| format!(". {}", note.fr));
            format!(
                "licence admise{NB}: {} ({article}){}",
                deciding(expression, leg),
                more.trim_end_matches('.')
            )
        }
        LicenceNote::Refused {
            expression,
            leg,
            subject,
        } => format!(
            "{} n’est pas dans la liste {}",
            deciding(expression, leg),
            said(*subject)
        ),
        LicenceNote::Expired { leg, until } => {
            format!("l’homologation de {} a pris fin le {until}", shown(leg))
        }
        LicenceNote::Concluded {
            expression,
            subject,
            inherited,
        } => {
            let how = if *inherited {
                " (celle du projet entier)"
            } else {
                ""
            };
            format!(
                "licence retenue {}{NB}: {}{how}",
                said(*subject),
                shown(expression)
            )
        }
        LicenceNote::Unsaid(subject) => format!("aucune licence n’est indiquée {}", said(*subject)),
        LicenceNote::VariantUnsaid(id) => format!(
            "rien ne dit si les versions ultérieures sont permises{NB}: le texte de {} est celui des deux variantes",
            shown(id)
        ),
        LicenceNote::OnlyThisVersion(id) => {
            format!(
                "{} exclut les versions ultérieures, la liste nomme l’autre variante",
                shown(id)
            )
        }
        LicenceNote::Reciprocal(id) => format!("{} impose la réciprocité", shown(id)),
        LicenceNote::Permissive(id) => format!("{} est permissive", shown(id)),
        LicenceNote::Differs {
            said,
            method,
            against,
            place,
        } => format!(
            "{} ici ({}), mais {} dans {}",
            shown(said),
            licence_method(Lang::Fr, *method),
            shown(against),
            shown(place)
        ),
        LicenceNote::Agree(count) => format!("sources concordantes{NB}: {count}"),
        LicenceNote::NoticeOnly(id) => {
            format!(
                "le fichier ne contient que l’avis de {}, pas le texte de la licence",
                shown(id)
            )
        }
        LicenceNote::Deprecated { value, now } => format!(
            "l’identifiant «{NB}{}{NB}» est abandonné{NB}: écrivez {}",
            shown(value),
            shown(now)
        ),
        LicenceNote::Informal { value, meant } => {
            let next = meant
                .as_ref()
                .map_or(String::new(), |id| format!("{NB}: écrivez {}", shown(id)));
            format!("«{NB}{}{NB}» n’est pas un identifiant SPDX{next}", shown(value))
        }
        LicenceNote::Headers { named, files } => {
            format!("fichiers sources qui nomment leur licence{NB}: {named} sur {files}")
        }
        LicenceNote::TextMissing(id) => format!("le texte de {} n’est pas dans le dépôt", shown(id)),
        LicenceNote::TextKept(id) => format!("le texte de {} est dans le dépôt", shown(id)),
        LicenceNote::Incompatible {
            copy,
            project,
            source,
        } => format!(
            "du code sous {} ne peut pas être repris dans un projet sous {} ({source})",
            shown(copy),
            shown(project)
        ),
        LicenceNote::Compatible { copy, project } => {
            format!(
                "du code sous {} peut être repris dans un projet sous {}",
                shown(copy),
                shown(project)
            )
        }
        LicenceNote::ForkWithout(id) => format!(
            "le projet est une bifurcation et {} n’est pas dans la liste{NB}: rien ne déclare d’où vient la licence",
            shown(id)
        ),
        LicenceNote::Named(what) => format!("licence nommée{NB}: {}", shown(what)),
    }
}

pub(super) fn en(note: &LicenceNote) -> String {
    let said = |subject| of_subject(Lang::En, subject);
    match note {
        LicenceNote::Allowed {
            expression,
            leg,
            article,
            note,
        } => {
            let more = note
                .as_ref()
                .map_or(String::new(), |note| format!(". {}", note.en));
            format!(
                "licence allowed: {} ({article}){}",
                deciding(expression, leg),
                more.trim_end_matches('.')
            )
        }
        LicenceNote::Refused {
            expression,
            leg,
            subject,
        } => format!(
            "{} is not in the list {}",
            deciding(expression, leg),
            said(*subject)
        ),
        LicenceNote::Expired { leg, until } => format!("the homologation of {} ended on {until}", shown(leg)),
        LicenceNote::Concluded {
            expression,
            subject,
            inherited,
        } => {
            let how = if *inherited {
                " (the one of the whole project)"
            } else {
                ""
            };
            format!("licence concluded {}: {}{how}", said(*subject), shown(expression))
        }
        LicenceNote::Unsaid(subject) => format!("no licence is given {}", said(*subject)),
        LicenceNote::VariantUnsaid(id) => format!(
            "nothing says whether later versions may be chosen: the text of {} serves both variants",
            shown(id)
        ),
        LicenceNote::OnlyThisVersion(id) => {
            format!(
                "{} excludes later versions, and the list names the other variant",
                shown(id)
            )
        }
        LicenceNote::Reciprocal(id) => format!("{} asks for reciprocity", shown(id)),
        LicenceNote::Permissive(id) => format!("{} is permissive", shown(id)),
        LicenceNote::Differs {
            said,
            method,
            against,
            place,
        } => format!(
            "{} here ({}), but {} in {}",
            shown(said),
            licence_method(Lang::En, *method),
            shown(against),
            shown(place)
        ),
        LicenceNote::Agree(count) => format!("sources that agree: {count}"),
        LicenceNote::NoticeOnly(id) => {
            format!(
                "the file holds the notice of {} only, not the text of the licence",
                shown(id)
            )
        }
        LicenceNote::Deprecated { value, now } => {
            format!(
                "the identifier \"{}\" is deprecated: write {}",
                shown(value),
                shown(now)
            )
        }
        LicenceNote::Informal { value, meant } => {
            let next = meant
                .as_ref()
                .map_or(String::new(), |id| format!(": write {}", shown(id)));
            format!("\"{}\" is no SPDX identifier{next}", shown(value))
        }
        LicenceNote::Headers { named, files } => {
            format!("source files that name their licence: {named} of {files}")
        }
        LicenceNote::TextMissing(id) => format!("the text of {} is not in the repository", shown(id)),
        LicenceNote::TextKept(id) => format!("the text of {} is in the repository", shown(id)),
        LicenceNote::Incompatible {
            copy,
            project,
            source,
        } => format!(
            "code under {} cannot be copied into a project under {} ({source})",
            shown(copy),
            shown(project)
        ),
        LicenceNote::Compatible { copy, project } => {
            format!(
                "code under {} can be copied into a project under {}",
                shown(copy),
                shown(project)
            )
        }
        LicenceNote::ForkWithout(id) => format!(
            "the project is a fork and {} is not in the list: nothing declares where the licence comes from",
            shown(id)
        ),
        LicenceNote::Named(what) => format!("licence named: {}", shown(what)),
    }
}
