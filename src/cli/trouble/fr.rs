// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences in French.

use std::path::Path;

use super::source::{mirror, snapshot};
use super::system::{glob, io};
use super::{CohortTrouble, Library, Named, TokenSource, Trouble};
use crate::config::LoadError;
use crate::history::HistoryError;
use crate::model::{Gap, IdError, Lang, ValueError};
use crate::pipeline::{AuditError, LookError, NoFile};
use crate::report::{RenderError, TemplateError, wording};
use crate::rule::{FileError, Reason};
use crate::snapshot::ReadError;

pub(super) fn shown(path: &Path) -> String {
    quote(&path.display().to_string())
}

pub(super) fn quote(text: &str) -> String {
    format!("« {text} »")
}

pub(super) fn sentence(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NoCommand => {
            "il manque une commande, par exemple vigie audit ; voir vigie --help".to_owned()
        }
        Trouble::Print(why) => format!("impossible d'écrire sur la sortie standard : {}", io(why)),
        Trouble::Write { path, why } => format!("impossible d'écrire {} : {}", shown(path), io(why)),
        Trouble::NoFolder { path, folder } => format!(
            "impossible d'écrire {} : le dossier {} n'existe pas ; créez-le d'abord",
            shown(path),
            shown(folder)
        ),
        Trouble::MakeFolder { path, why } => {
            format!("impossible de créer le dossier {} : {}", shown(path), io(why))
        }
        Trouble::Read { path, why } => format!("impossible de lire {} : {}", shown(path), io(why)),
        Trouble::Content { path, why } => format!("impossible de lire {} : {why}", shown(path)),
        Trouble::Remove { path, why } => format!("impossible de supprimer {} : {}", shown(path), io(why)),
        Trouble::TwoPrinted => {
            "un seul format peut être affiché : écrivez les autres sous la forme FORMAT=FICHIER".to_owned()
        }
        Trouble::SameFile(path) => format!(
            "deux rapports seraient écrits dans {} : donnez un autre nom de fichier",
            shown(path)
        ),
        Trouble::Epoch(text) => format!(
            "SOURCE_DATE_EPOCH vaut {} : ce doit être un nombre entier de secondes depuis 1970",
            quote(text)
        ),
        Trouble::NoToken(source) => no_token(source),
        Trouble::TokenFile { path, why } => {
            format!(
                "impossible de lire le fichier du jeton {} : {}",
                shown(path),
                io(why)
            )
        }
        Trouble::AddressOffline(url) => {
            format!(
                "{url} demande le réseau, que --offline interdit : clonez-le d'abord, ou retirez --offline"
            )
        }
        Trouble::Misshapen(shown) => format!(
            "{} n'est ni une adresse ni un dossier (l'utilisateur et le mot de passe ne sont pas montrés) : écrivez \
             https://hôte/chemin sans eux, et mettez le jeton dans VIGIE_GITLAB_TOKEN et son instance dans \
             VIGIE_GITLAB_URL ; pour ssh, utilisateur@hôte:chemin",
            quote(shown)
        ),
        Trouble::NotLocal(target) => format!(
            "{} n'est pas un chemin de cette machine : écrivez file:///chemin/du/dépôt",
            quote(target)
        ),
        Trouble::IdleChoice(name) => format!(
            "aucune règle ne s'appelle {0} ni n'est rangée sous {0} : voir vigie rules list",
            quote(name)
        ),
        Trouble::EmptyChoice => "un nom vide ne choisit aucune règle : voir vigie rules list".to_owned(),
        Trouble::Choice { text, why } => format!(
            "{} n'est pas un choix de règles : {} ; voir vigie rules list",
            quote(text),
            glob(why)
        ),
        Trouble::NoTemplate { folder, known } => {
            format!(
                "le dossier {} ne remplace aucun modèle : ils s'appellent {known}",
                shown(folder)
            )
        }
        Trouble::NoSuch { what, name, known } => no_such(*what, name, known),
        Trouble::NoRule(id) => format!("il n'y a pas de règle {} : voir vigie rules list", quote(id)),
        Trouble::NoRuleFile(folder) => format!(
            "le dossier {} ne contient aucune règle : un fichier de règle se trouve dans le dossier d'une catégorie, comme \
             licence/licence-missing.toml",
            shown(folder)
        ),
        Trouble::NewCategory { name, file, known } => format!(
            "{} ; ou ajoutez-la d'abord à {} avec id et title",
            no_such(Named::Category, name, known),
            shown(file)
        ),
        Trouble::Exists(path) => format!(
            "{} existe déjà : choisissez un autre identifiant, ou modifiez ce fichier",
            shown(path)
        ),
        Trouble::Blind => "aucune règle bloquante n'a pu être jugée : rendez lisible ce que le rapport cite sous « Ce qui \
                           n'a pas pu être lu en entier », puis relancez ; --fail-on never accepte de ne pas savoir"
            .to_owned(),
        Trouble::Unread(gap) => hidden(gap),
        Trouble::Cohort(trouble) => cohort(trouble),
        Trouble::Merge(trouble) => super::merge::french(trouble),
        Trouble::Library(error) => library(error),
        Trouble::Look(error, 0) => look(error),
        Trouble::Look(error, 1) => format!("{} (et 1 autre)", look(error)),
        Trouble::Look(error, more) => format!("{} (et {more} autres)", look(error)),
        Trouble::Threads(why) => format!("impossible de lancer les fils d'exécution : {why}"),
        Trouble::Json(error) => format!("impossible d'écrire le JSON : {error}"),
        Trouble::Io(error) => io(error),
    }
}

/// What hid all of a repository.
fn hidden(gap: &Gap) -> String {
    let path = gap
        .path
        .as_ref()
        .map(|path| format!("{path} : "))
        .unwrap_or_default();
    format!(
        "rien n'a pu en être jugé : {path}{}",
        wording::gap(Lang::Fr, &gap.kind)
    )
}

fn no_token(source: &TokenSource) -> String {
    format!(
        "{} ne contient pas de jeton : ce doit être un seul mot, en caractères ASCII visibles",
        match source {
            TokenSource::Variable(name) => (*name).to_owned(),
            TokenSource::File(path) => format!("le fichier {}", shown(path)),
        }
    )
}

fn no_such(what: Named, name: &str, known: &str) -> String {
    let (none, known_as) = match what {
        Named::Profile => ("il n'y a pas de profil", "profils connus"),
        Named::Category => ("il n'y a pas de catégorie", "catégories connues"),
        Named::Level => ("il n'y a pas de niveau", "niveaux connus"),
    };
    format!("{none} {} ; {known_as} : {known}", quote(name))
}

fn library(error: &Library) -> String {
    match error {
        Library::Snapshot(error) => snapshot(error),
        Library::Mirror(error) => mirror(error),
        Library::Forge(error) => super::forge::french(error),
        Library::Portal(error) => super::portal::french(error),
        Library::Audit(error) => audit(error),
        Library::Rules(errors) => errors.0.iter().map(file).collect::<Vec<_>>().join("\n"),
        Library::File(error) => file(error),
        Library::Load(error) => load(error),
        Library::Render(error) => render(error),
        Library::History(error) => history(error),
        Library::Id(error) => id(error),
        Library::Value(error) => value(error),
    }
}

fn cohort(trouble: &CohortTrouble) -> String {
    match trouble {
        CohortTrouble::PartsOfGitLab => {
            "--group, --project et --topic restreignent --gitlab : un fichier de cohorte a ses \
             propres clés pour cela"
                .to_owned()
        }
        CohortTrouble::GitLabOffline => {
            "un GitLab demande le réseau, que --offline interdit : utilisez --from avec un dossier".to_owned()
        }
        CohortTrouble::ListOffline => {
            "la liste contient des adresses du réseau, que --offline interdit : n'y mettez que des \
             dossiers, ou retirez --offline"
                .to_owned()
        }
        CohortTrouble::ResultsAmong(folder) => format!(
            "les résultats seraient écrits dans {}, parmi les dépôts à auditer : donnez à --out un dossier à part",
            shown(folder)
        ),
        CohortTrouble::NoneAudited(1) => {
            "le seul dépôt de la cohorte n'a pas pu être audité : le rapport dit pourquoi".to_owned()
        }
        CohortTrouble::NoneAudited(count) => {
            format!("aucun des {count} dépôts n'a pu être audité : le rapport dit pourquoi pour chacun")
        }
        CohortTrouble::TwoNotes(folder) => format!(
            "le dossier {} contient à la fois cohort.toml et projects.toml : gardez-en un",
            shown(folder)
        ),
        CohortTrouble::OtherSources(file) => format!(
            "{file} nomme d'autres sources que son propre dossier : donnez-le avec --cohort, ou retirez-en gitlab et folder"
        ),
        CohortTrouble::SpokenTwice { file, line, name } => {
            format!(
                "{file}:{line} : deux entrées parlent de {} : n'en faites qu'une",
                quote(name)
            )
        }
        CohortTrouble::NoRepository => {
            "il ne reste aucun dépôt à auditer : vérifiez les sources et ce qu'elles écartent".to_owned()
        }
        CohortTrouble::ShardAuto => "--shard auto demande CI_NODE_INDEX et CI_NODE_TOTAL, ou auto/N avec \
             JOB_COMPLETION_INDEX : écrivez plutôt --shard I/N"
            .to_owned(),
    }
}

fn unread(error: &ReadError) -> String {
    match error {
        ReadError::TooLarge(bytes) => format!("il contient {bytes} octets, plus que la limite"),
        ReadError::LeftBehind(least) => {
            format!("il contient {least} octets ou plus, et est resté sur le serveur")
        }
        ReadError::Missing => "son objet manque dans la base".to_owned(),
        ReadError::Corrupt => "son objet est abîmé".to_owned(),
        ReadError::Io(words) => words.clone(),
    }
}

fn look(error: &LookError) -> String {
    match error {
        LookError::Folder(error) => snapshot(error),
        LookError::Unread { path, source } => format!("{} n'a pas été lu : {}", quote(path), unread(source)),
        LookError::Absent { path, source } => {
            format!(
                "impossible de lire {} ({}) : vérifiez le chemin",
                shown(path),
                io(source)
            )
        }
    }
}

fn audit(error: &AuditError) -> String {
    const ADVICE: &str = "corrigez le fichier, ou donnez-en un autre avec --config";
    match error {
        AuditError::Config(error) => format!("{} ; {ADVICE}", file(error)),
        AuditError::ReadConfig(error) => {
            format!("impossible de lire .vigie.toml : {} ; {ADVICE}", unread(error))
        }
        AuditError::NoConfigFile(why) => format!(
            "impossible de lire .vigie.toml : {} ; {ADVICE}",
            match why {
                NoFile::Folder => "c'est un dossier",
                NoFile::LeadsOut => "c'est un lien qui sort du dépôt",
                NoFile::Loop => "c'est un lien qui revient sur lui-même",
                NoFile::Broken => "c'est un lien vers un fichier que le dépôt ne contient pas",
            }
        ),
        AuditError::NoProfile {
            name,
            known,
            at: None,
        } => no_such(Named::Profile, name, known),
        AuditError::NoProfile {
            name,
            known,
            at: Some(at),
        } => format!("{at} : {}", no_such(Named::Profile, name, known)),
        AuditError::NoRule => {
            "il ne reste aucune règle à juger : élargissez --only, ou réduisez --skip".to_owned()
        }
    }
}

fn file(error: &FileError) -> String {
    format!(
        "{}:{}:{} : {}",
        error.file,
        error.line,
        error.column,
        reason(&error.reason)
    )
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Reader(words) => super::reader::reason(words),
        Reason::Value(error) => value(error),
        Reason::Id(error) => id(error),
        Reason::Said(both) => both.fr.clone(),
    }
}

/// The kinds of files that options name, by their English name.
const KINDS: &[(&str, &str, &str)] = &[
    (
        "settings file",
        "de fichier de réglages",
        "le fichier de réglages",
    ),
    ("cohort file", "de fichier de cohorte", "le fichier de cohorte"),
    ("rule folder", "de dossier de règles", "le dossier de règles"),
    ("rule file", "de fichier de règle", "le fichier de règle"),
    (
        "template folder",
        "de dossier de modèles",
        "le dossier de modèles",
    ),
    ("template", "de modèle", "le modèle"),
];

fn load(error: &LoadError) -> String {
    let kind = |what: &str| {
        let known = KINDS.iter().find(|(english, ..)| *english == what);
        known.map_or(("de fichier", "le fichier"), |(_, none, the)| (*none, *the))
    };
    match error {
        LoadError::Absent { what, path } => {
            format!(
                "il n'y a pas {} à {} : vérifiez le chemin",
                kind(what).0,
                shown(path)
            )
        }
        LoadError::Encoding {
            what,
            path,
            line,
            column,
        } => format!(
            "{}:{line}:{column} : ce n'est pas de l'UTF-8 : enregistrez {} en UTF-8",
            path.display(),
            kind(what).1
        ),
        LoadError::Read { what, path, source } => {
            format!(
                "impossible de lire {} {} : {}",
                kind(what).1,
                shown(path),
                io(source)
            )
        }
    }
}

fn render(error: &RenderError) -> String {
    match error {
        RenderError::Json(error) => format!("impossible d'écrire le rapport en JSON : {error}"),
        RenderError::Template(TemplateError::Template { file, line, reason }) => {
            format!("modèle {}, ligne {line} : {reason}", quote(file))
        }
        RenderError::Template(TemplateError::Strings(error)) => file(error),
    }
}

fn history(error: &HistoryError) -> String {
    match error {
        HistoryError::Read { path, source } => {
            format!("impossible de lire l'historique {} : {}", shown(path), io(source))
        }
        HistoryError::Write { path, source } => {
            format!(
                "impossible d'écrire l'historique {} : {}",
                shown(path),
                io(source)
            )
        }
    }
}

fn id(error: &IdError) -> String {
    format!(
        "{} n'est pas un identifiant valable : utilisez des minuscules, des chiffres et des traits d'union simples, comme \
         « licence-missing »",
        quote(&error.text)
    )
}

pub(super) fn value(error: &ValueError) -> String {
    match error {
        ValueError::Glob { glob: text, source } => {
            format!(
                "{} n'est pas un motif de chemin valable : {}",
                quote(text),
                glob(source)
            )
        }
        ValueError::Pattern { pattern, reason } => {
            format!(
                "{} n'est pas une expression régulière valable : {}",
                quote(pattern),
                super::reader::pattern(reason)
            )
        }
        ValueError::Size(text) => format!(
            "{} n'est pas une taille : écrivez un nombre entier puis B, kB, MB, KiB ou MiB, comme « 500 kB »",
            quote(text)
        ),
        ValueError::Word(text) => format!(
            "{} ne contient ni lettre ni chiffre : aucun titre ne peut y correspondre",
            quote(text)
        ),
    }
}

#[cfg(test)]
mod tests {
    /// The names of kinds of files are words of the program: one that lacks here would be told as "fichier".
    #[test]
    fn every_kind_of_file_has_a_french_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut told = Vec::new();
        for source in ["cli/options.rs", "cli/sources.rs", "config/load.rs"] {
            let text = std::fs::read_to_string(folder.join(source)).unwrap();
            for call in ["text_file(\"", "toml_files(\"", "wrap(\"", "sorted_entries(\""] {
                told.extend(
                    text.split(call)
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next())
                        .map(str::to_owned),
                );
            }
        }
        assert!(told.len() >= 5, "{told:?}");
        for kind in told {
            assert!(
                super::KINDS.iter().any(|(english, ..)| *english == kind),
                "{kind}"
            );
        }
    }
}
