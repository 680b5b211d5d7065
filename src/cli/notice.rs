// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a command says on its way without stopping: warnings and progress, in French and English.

use std::path::PathBuf;
use std::time::Duration;

use crate::forge::{ForgeError, Waits};
use crate::mirror::MirrorError;
use crate::model::{Lang, printable};

use super::output;
use super::trouble::{Trouble, phrase, without_numbers};

/// Something that people should know and that stops nothing.
#[derive(Debug)]
pub(super) enum Notice {
    /// A project bears another path today: the old one, the new one.
    Moved(String, String),
    /// A cohort file speaks of a repository that no source holds: the file and line, its name.
    Unheard { at: String, name: String },
    /// A central waiver of a repository names a rule that does not exist.
    IdleWaiver { rule: String, repository: String },
    /// A pattern of `--exclude` leaves nothing out.
    IdleExclude(String),
    /// A challenge names a repository that no source holds.
    Unfound { repository: String, challenge: String },
    /// A repository holds no file.
    Nothing,
    /// What should be a folder of repositories is one.
    OneRepository(PathBuf),
    /// A folder is judged by itself, and lies in this repository.
    Below(PathBuf),
    /// The folder of mirrors cannot be used.
    NoMirror { folder: PathBuf, why: MirrorError },
    /// A forge does not answer and is asked again after a while.
    Waits {
        host: String,
        why: NoAnswer,
        time: Duration,
    },
    /// The user, a CI or a system stops the run.
    Interrupted { is_cohort: bool },
}

/// How a forge did not answer.
#[derive(Debug)]
pub(super) enum NoAnswer {
    /// It cannot be reached; why.
    Unreachable(String),
    /// It answered with this HTTP status.
    Status(u16),
    /// Its answer was cut.
    Broken,
}

/// Tells people, in their language, what a forge is waited for.
#[derive(Debug)]
pub(super) struct Teller(pub(super) Lang);

impl Waits for Teller {
    fn wait(&self, error: &ForgeError, time: Duration) {
        let (host, why) = match error {
            ForgeError::Unreachable { host, reason } => {
                (host, NoAnswer::Unreachable(without_numbers(reason)))
            }
            ForgeError::Refused { host, status, .. } => (host, NoAnswer::Status(*status)),
            ForgeError::Answer { host, .. } => (host, NoAnswer::Broken),
            _ => return,
        };
        let host = host.clone();
        output::warn(&Notice::Waits { host, why, time }.told(self.0));
    }
}

/// Whole seconds, upwards: never "in 0 s".
fn seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

impl Notice {
    /// The sentence.
    pub(super) fn told(self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.fr(),
            Lang::En => self.en(),
        }
    }

    fn fr(self) -> String {
        match self {
            Self::Moved(old, new) => {
                format!("le projet « {old} » s'appelle maintenant « {new} » : utilisez son nouveau chemin")
            }
            Self::Unheard { at, name } => format!(
                "{at} : aucun dépôt de la cohorte ne s'appelle « {name} » : ce qui en est dit est sans effet"
            ),
            Self::IdleWaiver { rule, repository } => format!(
                "la dérogation de « {repository} » porte sur la règle « {rule} », qui n'existe pas : elle est sans effet ; vigie rules list donne les noms"
            ),
            Self::IdleExclude(pattern) => format!("--exclude « {pattern} » n'exclut rien"),
            Self::Unfound {
                repository,
                challenge,
            } => format!("« {repository} », du défi « {challenge} », n'est dans aucune des sources"),
            Self::Nothing => {
                "le dépôt ne contient aucun fichier : rien n'a été jugé, vérifiez le chemin ou la révision"
                    .to_owned()
            }
            Self::OneRepository(folder) => format!(
                "« {0} » est lui-même un dépôt : ses dossiers sont audités comme autant de dépôts ; pour l'auditer, lui, lancez vigie audit {0}",
                printable(&folder.display().to_string(), 300)
            ),
            Self::Below(top) => format!(
                "seul ce dossier est jugé ; le dépôt commence à « {} », où se trouvent par exemple sa licence et son README : lancez-y l'audit",
                printable(&top.display().to_string(), 300)
            ),
            Self::NoMirror { folder, why } => format!(
                "aucun miroir n'est gardé dans « {} » : {}",
                folder.display(),
                Trouble::from(why).told(Lang::Fr)
            ),
            Self::Waits { host, why, time } => {
                let why = match why {
                    NoAnswer::Unreachable(reason) => format!("est injoignable ({})", phrase(Lang::Fr, &reason)),
                    NoAnswer::Status(status) => format!("a répondu {status}"),
                    NoAnswer::Broken => "a donné une réponse tronquée".to_owned(),
                };
                format!("{host} {why} : nouvel essai dans {} s", seconds(time))
            }
            Self::Interrupted { is_cohort: true } => {
                "interrompu avant le rapport : relancez la même commande ; ce qui est gardé dans le cache n'est ni \
                 récupéré ni audité de nouveau"
                    .to_owned()
            }
            Self::Interrupted { is_cohort: false } => {
                "interrompu avant la fin : relancez la même commande".to_owned()
            }
        }
    }

    fn en(self) -> String {
        match self {
            Self::Moved(old, new) => format!("the project \"{old}\" is now \"{new}\": use its new path"),
            Self::Unheard { at, name } => format!(
                "{at}: no repository of the cohort is called \"{name}\": what is said of it has no effect"
            ),
            Self::IdleWaiver { rule, repository } => format!(
                "the waiver of \"{repository}\" names the rule \"{rule}\", which does not exist: it has no effect; vigie rules list gives the names"
            ),
            Self::IdleExclude(pattern) => format!("--exclude \"{pattern}\" leaves nothing out"),
            Self::Unfound {
                repository,
                challenge,
            } => format!("\"{repository}\" of the challenge \"{challenge}\" is in none of the sources"),
            Self::Nothing => {
                "the repository holds no file: nothing was judged, check the path or the revision".to_owned()
            }
            Self::OneRepository(folder) => format!(
                "\"{0}\" is a repository itself: its folders are audited as if each were one; to audit it as a whole, run vigie audit {0}",
                printable(&folder.display().to_string(), 300)
            ),
            Self::Below(top) => format!(
                "only this folder is judged; the repository begins at \"{}\", where its licence and its README are: run the audit there",
                printable(&top.display().to_string(), 300)
            ),
            Self::NoMirror { folder, why } => {
                format!("no mirror is kept in \"{}\": {why}", folder.display())
            }
            Self::Waits { host, why, time } => {
                let why = match why {
                    NoAnswer::Unreachable(reason) => format!("cannot be reached ({reason})"),
                    NoAnswer::Status(status) => format!("answered {status}"),
                    NoAnswer::Broken => "gave an answer that was cut".to_owned(),
                };
                format!("{host} {why}: asked again in {} s", seconds(time))
            }
            Self::Interrupted { is_cohort: true } => {
                "interrupted before the report: run the same command again; what the cache keeps is neither fetched nor \
                 audited again"
                    .to_owned()
            }
            Self::Interrupted { is_cohort: false } => {
                "interrupted before the end: run the same command again".to_owned()
            }
        }
    }
}

/// What is being done, by the name that the work gives it.
pub(super) fn stage(lang: Lang, name: &'static str) -> &'static str {
    match (lang, name) {
        (Lang::Fr, "facts") => "lecture des fichiers",
        (Lang::En, "facts") => "reading files",
        (Lang::Fr, "fetch") => "téléchargement",
        (Lang::En, "fetch") => "downloading",
        (Lang::Fr, "cohort") => "dépôts",
        (Lang::En, "cohort") => "repositories",
        (Lang::Fr, "projects") => "projets de la forge",
        (Lang::En, "projects") => "projects of the forge",
        (_, "portal") => "data.gouv.fr",
        (_, "licence") => "licences",
        (Lang::Fr, "links") => "liens",
        (_, other) => other,
    }
}

/// A line of progress where no bar can be drawn: what, how many of how many, a second, seconds left.
pub(super) fn progress(
    lang: Lang,
    name: &'static str,
    [done, all]: [u64; 2],
    rate: f64,
    left: u64,
) -> String {
    let name = stage(lang, name);
    match lang {
        Lang::Fr => {
            let rate = format!("{rate:.1}").replace('.', ",");
            format!("{name} : {done} sur {all}, {rate} par seconde, encore {left} s")
        }
        Lang::En => format!("{name}: {done} of {all}, {rate:.1} a second, {left} s left"),
    }
}

#[cfg(test)]
mod tests {
    use super::{progress, stage};
    use crate::model::Lang;

    #[test]
    fn progress_is_told_in_both_languages() {
        assert_eq!(
            progress(Lang::Fr, "facts", [3, 10], 1.25, 6),
            "lecture des fichiers : 3 sur 10, 1,2 par seconde, encore 6 s"
        );
        assert_eq!(
            progress(Lang::En, "cohort", [3, 10], 1.0, 7),
            "repositories: 3 of 10, 1.0 a second, 7 s left"
        );
        for name in ["facts", "fetch", "cohort", "projects", "links"] {
            assert_ne!(stage(Lang::Fr, name), name, "{name}");
        }
    }
}
