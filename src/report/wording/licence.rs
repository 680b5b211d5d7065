// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences on licences, in both languages.

use super::{NB, shown};
use crate::model::{Lang, LicenceMethod, LicenceNote, Localized, ReuseFault, Subject};

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

/// Whether code of others goes with the project.
fn together(lang: Lang, note: &LicenceNote) -> String {
    match note {
        LicenceNote::Incompatible {
            copy,
            project,
            source,
        } => {
            let (copy, project) = (shown(copy), shown(project));
            match lang {
                Lang::Fr => format!(
                    "du code sous {copy} ne peut pas être repris dans un projet sous {project} ({source})"
                ),
                Lang::En => {
                    format!("code under {copy} cannot be copied into a project under {project} ({source})")
                }
            }
        }
        LicenceNote::Compatible { copy, project } => {
            let (copy, project) = (shown(copy), shown(project));
            match lang {
                Lang::Fr => format!("du code sous {copy} peut être repris dans un projet sous {project}"),
                Lang::En => format!("code under {copy} can be copied into a project under {project}"),
            }
        }
        LicenceNote::DependencyIncompatible {
            dependency,
            project,
            source,
        } => {
            let (dependency, project) = (shown(dependency), shown(project));
            match lang {
                Lang::Fr => {
                    format!(
                        "une dépendance sous {dependency} ne va pas avec un projet sous {project} ({source})"
                    )
                }
                Lang::En => {
                    format!(
                        "a dependency under {dependency} does not go with a project under {project} ({source})"
                    )
                }
            }
        }
        LicenceNote::DependencyCompatible { dependency, project } => {
            let (dependency, project) = (shown(dependency), shown(project));
            match lang {
                Lang::Fr => format!("une dépendance sous {dependency} va avec un projet sous {project}"),
                Lang::En => format!("a dependency under {dependency} goes with a project under {project}"),
            }
        }
        _ => String::new(),
    }
}

/// What the law says of a licence.
fn by_law(lang: Lang, note: &LicenceNote) -> String {
    match note {
        LicenceNote::Allowed {
            expression,
            leg,
            article,
            note,
        } => allowed(
            lang,
            &deciding(expression, leg),
            article.as_deref(),
            note.as_ref(),
        ),
        LicenceNote::Refused {
            expression,
            leg,
            subject,
            note,
        } => refused(lang, &deciding(expression, leg), *subject, note.as_ref()),
        LicenceNote::Expired { leg, until } => match lang {
            Lang::Fr => format!("l’homologation de {} a pris fin le {until}", shown(leg)),
            Lang::En => format!("the homologation of {} ended on {until}", shown(leg)),
        },
        _ => String::new(),
    }
}

fn allowed(lang: Lang, licence: &str, article: Option<&str>, note: Option<&Localized>) -> String {
    let more = more(lang, note);
    match (lang, article) {
        (Lang::Fr, Some(article)) => format!("licence admise{NB}: {licence} ({article}){more}"),
        (Lang::En, Some(article)) => format!("licence allowed: {licence} ({article}){more}"),
        (Lang::Fr, None) => {
            format!("licence hors de la liste, non comptée comme une faute{NB}: {licence}{more}")
        }
        (Lang::En, None) => format!("licence outside the list, not counted as a fault: {licence}{more}"),
    }
}

fn refused(lang: Lang, licence: &str, subject: Subject, note: Option<&Localized>) -> String {
    let (said, more) = (of_subject(lang, subject), more(lang, note));
    match lang {
        Lang::Fr => format!("{licence} n’est pas dans la liste {said}{more}"),
        Lang::En => format!("{licence} is not in the list {said}{more}"),
    }
}

/// What the files of the law add, as a sentence after another.
pub(super) fn more(lang: Lang, note: Option<&Localized>) -> String {
    let more = note.map_or(String::new(), |note| format!(". {}", note.get(lang)));
    more.trim_end_matches('.').to_owned()
}

fn differs(lang: Lang, method: LicenceMethod, quoted: [&String; 3]) -> String {
    let [said, against, place] = quoted.map(|text| shown(text));
    let how = licence_method(lang, method);
    match lang {
        Lang::Fr => format!("{said} ici ({how}), mais {against} dans {place}"),
        Lang::En => format!("{said} here ({how}), but {against} in {place}"),
    }
}

fn informal(lang: Lang, value: &str, meant: Option<&str>) -> String {
    let (value, meant) = (shown(value), meant.map(shown));
    match (lang, meant) {
        (Lang::Fr, Some(id)) => format!("«{NB}{value}{NB}» n’est pas un identifiant SPDX{NB}: écrivez {id}"),
        (Lang::Fr, None) => format!("«{NB}{value}{NB}» n’est pas un identifiant SPDX"),
        (Lang::En, Some(id)) => format!("\"{value}\" is no SPDX identifier: write {id}"),
        (Lang::En, None) => format!("\"{value}\" is no SPDX identifier"),
    }
}

/// One fault by REUSE; `what` comes from the repository.
fn reuse(lang: Lang, fault: ReuseFault, what: &str) -> String {
    let what = shown(what);
    match (lang, fault) {
        (Lang::Fr, ReuseFault::Invalid) => format!("fichier de REUSE inutilisable{NB}: {what}"),
        (Lang::En, ReuseFault::Invalid) => format!("file of REUSE that cannot be used: {what}"),
        (_, ReuseFault::NothingSaid | ReuseFault::NoLicence | ReuseFault::NoCopyright) => {
            reuse_kind(lang, fault).to_owned()
        }
        (Lang::Fr, ReuseFault::BadExpression) => {
            format!("«{NB}{what}{NB}» n’est pas une expression de licence")
        }
        (Lang::En, ReuseFault::BadExpression) => format!("\"{what}\" is no licence expression"),
        (Lang::Fr, ReuseFault::TextMissing) => format!("LICENSES/ n’a pas le texte de {what}"),
        (Lang::En, ReuseFault::TextMissing) => format!("LICENSES/ has no text of {what}"),
        (Lang::Fr, ReuseFault::TextUnused) => {
            format!("aucun fichier n’est sous {what}, dont le texte est ici")
        }
        (Lang::En, ReuseFault::TextUnused) => format!("no file is under {what}, whose text is here"),
        (Lang::Fr, ReuseFault::BadName | ReuseFault::NoExtension) => {
            format!("{}{NB}: {what}", reuse_kind(lang, fault))
        }
        (Lang::En, ReuseFault::BadName | ReuseFault::NoExtension) => {
            format!("{}: {what}", reuse_kind(lang, fault))
        }
        (Lang::Fr, ReuseFault::Deprecated) => format!("l’identifiant {what} est abandonné par la liste SPDX"),
        (Lang::En, ReuseFault::Deprecated) => format!("the SPDX list has given up the identifier {what}"),
    }
}

/// A kind of fault by REUSE.
fn reuse_kind(lang: Lang, fault: ReuseFault) -> &'static str {
    let (fr, en) = match fault {
        ReuseFault::Invalid => (
            "fichiers de REUSE inutilisables",
            "files of REUSE that cannot be used",
        ),
        ReuseFault::NothingSaid => (
            "ni licence ni droit d’auteur indiqués",
            "neither licence nor copyright is stated",
        ),
        ReuseFault::NoLicence => ("licence non indiquée", "no licence is stated"),
        ReuseFault::NoCopyright => ("droit d’auteur non indiqué", "no copyright is stated"),
        ReuseFault::BadExpression => ("expressions de licence invalides", "invalid licence expressions"),
        ReuseFault::TextMissing => ("textes absents de LICENSES/", "texts missing from LICENSES/"),
        ReuseFault::TextUnused => ("textes inutilisés", "unused texts"),
        ReuseFault::BadName => (
            "le nom du texte n’est pas un identifiant SPDX",
            "the name of the text is no SPDX identifier",
        ),
        ReuseFault::NoExtension => (
            "le nom du texte n’a pas d’extension",
            "the name of the text has no extension",
        ),
        ReuseFault::Deprecated => ("identifiants abandonnés", "deprecated identifiers"),
    };
    pick(lang, fr, en)
}

/// How many more faults of a kind there are.
fn reuse_more(lang: Lang, fault: ReuseFault, count: usize) -> String {
    let kind = reuse_kind(lang, fault);
    match lang {
        Lang::Fr => format!("et {count} de plus{NB}: {kind}"),
        Lang::En => format!("and {count} more: {kind}"),
    }
}

/// How many files are covered.
fn reuse_covered(lang: Lang, covered: usize, total: usize) -> String {
    match lang {
        Lang::Fr => {
            format!("fichiers dont la licence et le droit d’auteur sont indiqués{NB}: {covered} sur {total}")
        }
        Lang::En => format!("files whose licence and copyright are stated: {covered} of {total}"),
    }
}

pub(super) fn fr(note: &LicenceNote) -> String {
    let said = |subject| of_subject(Lang::Fr, subject);
    match note {
        LicenceNote::Allowed { .. } | LicenceNote::Refused { .. } | LicenceNote::Expired { .. } => {
            by_law(Lang::Fr, note)
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
        } => differs(Lang::Fr, *method, [said, against, place]),
        LicenceNote::Agree(count) => format!("sources concordantes{NB}: {count}"),
        LicenceNote::NoticeOnly(id) => {
            format!(
                "le fichier ne contient que l’avis de {}, pas le texte de la licence",
                shown(id)
            )
        }
        LicenceNote::GrantsNothing => "le fichier réserve ou refuse tout, et ne permet rien".to_owned(),
        LicenceNote::Deprecated { value, now } => format!(
            "l’identifiant «{NB}{}{NB}» est abandonné{NB}: écrivez {}",
            shown(value),
            shown(now)
        ),
        LicenceNote::Informal { value, meant } => informal(Lang::Fr, value, meant.as_deref()),
        LicenceNote::Headers { named, files } => {
            format!("fichiers sources qui nomment leur licence{NB}: {named} sur {files}")
        }
        LicenceNote::TextMissing(id) => format!("le texte de {} n’est pas dans le dépôt", shown(id)),
        LicenceNote::TextKept(id) => format!("le texte de {} est dans le dépôt", shown(id)),
        LicenceNote::Incompatible { .. }
        | LicenceNote::Compatible { .. }
        | LicenceNote::DependencyIncompatible { .. }
        | LicenceNote::DependencyCompatible { .. } => together(Lang::Fr, note),
        LicenceNote::ForkWithout(id) => format!(
            "le projet est une copie (fork) et {} n’est pas dans la liste{NB}: rien ne déclare d’où vient la licence",
            shown(id)
        ),
        LicenceNote::Reuse { fault, what } => reuse(Lang::Fr, *fault, what),
        LicenceNote::ReuseMore { fault, count } => reuse_more(Lang::Fr, *fault, *count),
        LicenceNote::ReuseCovered { covered, total } => reuse_covered(Lang::Fr, *covered, *total),
        LicenceNote::Named(what) => format!("licence nommée{NB}: {}", shown(what)),
    }
}

pub(super) fn en(note: &LicenceNote) -> String {
    let said = |subject| of_subject(Lang::En, subject);
    match note {
        LicenceNote::Allowed { .. } | LicenceNote::Refused { .. } | LicenceNote::Expired { .. } => {
            by_law(Lang::En, note)
        }
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
        } => differs(Lang::En, *method, [said, against, place]),
        LicenceNote::Agree(count) => format!("sources that agree: {count}"),
        LicenceNote::NoticeOnly(id) => {
            format!(
                "the file holds the notice of {} only, not the text of the licence",
                shown(id)
            )
        }
        LicenceNote::GrantsNothing => {
            "the file reserves or refuses everything, and grants nothing".to_owned()
        }
        LicenceNote::Deprecated { value, now } => {
            format!(
                "the identifier \"{}\" is deprecated: write {}",
                shown(value),
                shown(now)
            )
        }
        LicenceNote::Informal { value, meant } => informal(Lang::En, value, meant.as_deref()),
        LicenceNote::Headers { named, files } => {
            format!("source files that name their licence: {named} of {files}")
        }
        LicenceNote::TextMissing(id) => format!("the text of {} is not in the repository", shown(id)),
        LicenceNote::TextKept(id) => format!("the text of {} is in the repository", shown(id)),
        LicenceNote::Incompatible { .. }
        | LicenceNote::Compatible { .. }
        | LicenceNote::DependencyIncompatible { .. }
        | LicenceNote::DependencyCompatible { .. } => together(Lang::En, note),
        LicenceNote::ForkWithout(id) => format!(
            "the project is a fork and {} is not in the list: nothing declares where the licence comes from",
            shown(id)
        ),
        LicenceNote::Reuse { fault, what } => reuse(Lang::En, *fault, what),
        LicenceNote::ReuseMore { fault, count } => reuse_more(Lang::En, *fault, *count),
        LicenceNote::ReuseCovered { covered, total } => reuse_covered(Lang::En, *covered, *total),
        LicenceNote::Named(what) => format!("licence named: {}", shown(what)),
    }
}
