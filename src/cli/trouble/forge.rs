// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What goes wrong with a forge, in French.

use super::system::io;
use crate::forge::ForgeError;

pub(super) fn french(error: &ForgeError) -> String {
    match error {
        ForgeError::Absent(path) => {
            format!("il n'y a pas de dossier « {path} » : vérifiez le chemin de --from")
        }
        ForgeError::Folder { path, source } => {
            format!("impossible de lister le dossier « {path} » : {}", io(source))
        }
        ForgeError::NoRepository(path) => {
            format!("le dossier « {path} » ne contient aucun dossier : donnez celui qui contient les dépôts")
        }
        ForgeError::NoProject(host) => format!(
            "{host} ne montre aucun projet à cet endroit : vérifiez les chemins et les sujets, et que le titulaire du jeton \
             voit les projets"
        ),
        ForgeError::Address(text) => format!(
            "« {text} » n'est pas l'adresse d'un GitLab : écrivez-la sous la forme https://gitlab.example.org"
        ),
        ForgeError::Path(text) => format!(
            "« {text} » n'est pas le chemin complet d'un groupe ou d'un projet : écrivez-le sous la forme groupe/projet, \
             sans l'adresse devant"
        ),
        ForgeError::ClearToken(host) => format!(
            "le jeton n'est pas envoyé à {host} par http, sans chiffrement : utilisez https, ou autorisez-le avec --allow-http"
        ),
        ForgeError::Token { host, sentence } => format!("{host} : {}", phrase(sentence)),
        ForgeError::Unreachable { host, reason } => format!("{host} est injoignable : {}", phrase(reason)),
        ForgeError::Redirected { host, to } => {
            format!("{host} renvoie vers {to} : donnez l'adresse du GitLab lui-même")
        }
        ForgeError::Refused {
            host,
            status,
            group,
            advice,
        } => format!("{host} a répondu {status} pour « {group} » : {}", phrase(advice)),
        ForgeError::Truncated {
            host,
            group,
            announced,
            given,
        } => format!(
            "{host} a annoncé {announced} lignes dans « {group} » et en a donné {given}, trois fois de suite : recommencez"
        ),
        ForgeError::OtherGroup { host, group, project } => format!(
            "{host} a donné « {project} » pour le groupe « {group} », auquel il n'appartient pas : donnez le chemin complet \
             actuel du groupe"
        ),
        ForgeError::Answer { host, group, reason } => {
            format!("{host} a donné pour « {group} » une réponse illisible : {reason}")
        }
    }
}

/// Parts of sentences that the client of GitLab writes and that rows of a cohort hold, in French; no phrase comes after
/// a part of it. What is not here is quoted.
const PHRASES: &[(&str, &str)] = &[
    (
        "the token of a CI job lists neither groups nor projects: set VIGIE_GITLAB_TOKEN to a group or personal access token with the scopes read_api and read_repository, or name each project with --project",
        "le jeton d'une tâche d'intégration continue ne liste ni groupes ni projets : mettez dans VIGIE_GITLAB_TOKEN un jeton de groupe ou personnel avec les droits read_api et read_repository, ou nommez chaque projet avec --project",
    ),
    (
        "the token lacks the scope read_repository, which cloning its private and internal projects takes: make a new one with the scopes read_api and read_repository (scopes cannot be added later)",
        "il manque au jeton le droit read_repository, que demande le clonage de ses projets privés et internes : créez-en un nouveau avec les droits read_api et read_repository (ils ne s'ajoutent pas après coup)",
    ),
    (
        "make a group or personal access token with the scopes read_api and read_repository, and set VIGIE_GITLAB_TOKEN to it",
        "créez un jeton de groupe ou personnel avec les droits read_api et read_repository, et mettez-le dans VIGIE_GITLAB_TOKEN",
    ),
    (
        "the token is missing, wrong or expired; set VIGIE_GITLAB_TOKEN to one with the scope read_api",
        "le jeton manque, est faux ou a expiré ; mettez dans VIGIE_GITLAB_TOKEN un jeton avec le droit read_api",
    ),
    (
        "make a new one with the scopes read_api and read_repository (scopes cannot be added later)",
        "créez-en un nouveau avec les droits read_api et read_repository (ils ne s'ajoutent pas après coup)",
    ),
    (
        "if an authority of your own signed it, set SSL_CERT_FILE to a file with the authorities' certificates",
        "si une autorité interne l'a signé, définissez SSL_CERT_FILE avec un fichier des certificats des autorités",
    ),
    (
        "it does not know the token, or the token has expired or been revoked",
        "il ne connaît pas le jeton, ou le jeton a expiré ou a été révoqué",
    ),
    (
        "the token lacks the scope read_api, or its owner may not see this",
        "il manque au jeton le droit read_api, ou son titulaire ne peut pas voir cela",
    ),
    (
        "the token lacks a scope; add read_api (and read_repository to clone)",
        "il manque un droit au jeton : read_api (et read_repository pour cloner)",
    ),
    (
        "check the full path, and that the token's owner can see it",
        "vérifiez le chemin complet, et que le titulaire du jeton peut le voir",
    ),
    (
        "the instance limits requests; run again later",
        "l'instance limite les requêtes ; recommencez plus tard",
    ),
    (
        "the instance is in trouble; run again later",
        "l'instance est en difficulté ; recommencez plus tard",
    ),
    (
        "a deploy token opens git but not the API",
        "un jeton de déploiement ouvre git mais pas l'API",
    ),
    (
        "its certificate is not trusted",
        "son certificat n'est pas reconnu",
    ),
    ("opens no list of projects", "n'ouvre aucune liste de projets"),
    ("the token lacks the scope", "il manque au jeton le droit"),
    ("the token was revoked", "le jeton a été révoqué"),
    ("the token expired on", "le jeton a expiré le"),
    ("a day that it does not tell", "un jour qu'il ne dit pas"),
    ("a runner's token", "un jeton d'exécuteur"),
    ("a token of GitHub", "un jeton de GitHub"),
    (
        "the answer is not git's: check the address",
        "la réponse n'est pas celle de git : vérifiez l'adresse",
    ),
    ("the answer is not git's", "la réponse n'est pas celle de git"),
    (
        "the connection broke in the middle of an answer",
        "la connexion s'est rompue au milieu d'une réponse",
    ),
    ("unexpected http status code", "code HTTP inattendu"),
    (
        "cannot redirect to another server",
        "la redirection mène à un autre serveur",
    ),
    ("use the address it leads to", "utilisez l'adresse où elle mène"),
    ("a redirect leads nowhere", "une redirection ne mène nulle part"),
    (
        "a redirect leads to no repository",
        "une redirection ne mène à aucun dépôt",
    ),
    ("redirects do not end", "les redirections ne finissent pas"),
    ("the answer was cut", "la réponse a été coupée"),
    ("the server's git is too old", "le git du serveur est trop ancien"),
    (
        "only http, https, ssh and file addresses can be fetched",
        "seules les adresses http, https, ssh et file se clonent",
    ),
    ("it names no local path", "elle ne nomme aucun chemin local"),
    ("it has no host", "elle n'a pas d'hôte"),
    (
        "it is neither a path nor an address",
        "ce n'est ni un chemin ni une adresse",
    ),
    (
        "the project's repository is switched off on the forge",
        "le dépôt du projet est désactivé sur la forge",
    ),
    (
        "the project is to be deleted on",
        "le projet doit être supprimé le",
    ),
    (
        "the project is being deleted",
        "le projet est en cours de suppression",
    ),
    (
        "the forge is still importing the project: run again later",
        "la forge importe encore le projet : recommencez plus tard",
    ),
    (
        "the forge could not import the project: import it again",
        "la forge n'a pas pu importer le projet : importez-le de nouveau",
    ),
    (
        "the forge does not have the project, or the token's owner cannot see it: check its full path",
        "la forge n'a pas ce projet, ou le titulaire du jeton ne le voit pas : vérifiez son chemin complet",
    ),
    (
        "the forge does not show the project to the token's owner",
        "la forge ne montre pas ce projet au titulaire du jeton",
    ),
    (
        "the forge could not answer for the project",
        "la forge n'a pas pu répondre pour ce projet",
    ),
    ("(it answered", "(elle a répondu"),
    ("check the rights of the token", "vérifiez les droits du jeton"),
    ("): run again later", ") : recommencez plus tard"),
    ("the run was interrupted", "l'exécution a été interrompue"),
    (
        "internal error, please report it",
        "erreur interne, merci de la signaler",
    ),
    (
        "the repository was asked for and not fetched",
        "le dépôt a été demandé et n'a pas été récupéré",
    ),
    (
        "the repository is not in the list",
        "le dépôt n'est pas dans la liste",
    ),
    ("the audit took more than", "l'audit a pris plus de"),
    (
        "seconds: raise --time-limit, or audit it alone",
        "secondes : augmentez --time-limit, ou auditez ce dépôt seul",
    ),
];

/// The text with its phrases in French.
pub(super) fn phrase(text: &str) -> String {
    let mut told = text.to_owned();
    for (english, french) in PHRASES.iter().chain(super::system::WORDS) {
        told = told.replace(english, french);
    }
    if told == text {
        return told;
    }
    told.replace(": ", " : ").replace("  :", " :")
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, phrase};
    use crate::forge::State;

    #[test]
    fn what_keeps_a_project_from_being_audited_is_told_in_french() {
        for (state, french) in [
            (State::Disabled, "le dépôt du projet est désactivé sur la forge"),
            (
                State::Deleting(Some("2026-12-01".to_owned())),
                "le projet doit être supprimé le 2026-12-01",
            ),
            (State::Deleting(None), "le projet est en cours de suppression"),
            (
                State::Importing,
                "la forge importe encore le projet : recommencez plus tard",
            ),
            (
                State::ImportFailed,
                "la forge n'a pas pu importer le projet : importez-le de nouveau",
            ),
            (
                State::NotVisible,
                "la forge n'a pas ce projet, ou le titulaire du jeton ne le voit pas : vérifiez son chemin complet",
            ),
            (
                State::Refused(403),
                "la forge ne montre pas ce projet au titulaire du jeton (elle a répondu 403) : vérifiez les droits du \
                 jeton",
            ),
            (
                State::Refused(502),
                "la forge n'a pas pu répondre pour ce projet (elle a répondu 502) : recommencez plus tard",
            ),
        ] {
            let told = phrase(&state.obstacle().unwrap());
            assert_eq!(told, french);
            assert_eq!(phrase(&told), told, "twice is once");
        }
        assert_eq!(
            phrase("the audit took more than 3 seconds: raise --time-limit, or audit it alone"),
            "l'audit a pris plus de 3 secondes : augmentez --time-limit, ou auditez ce dépôt seul"
        );
        assert_eq!(
            phrase("Connection refused (os error 111)"),
            "connexion refusée (os error 111)"
        );
    }

    /// A phrase whose English words have changed would silently be told in English.
    #[test]
    fn every_phrase_is_one_of_the_client() {
        let mut sources = String::new();
        for folder in [
            "src/forge/gitlab",
            "src/forge",
            "src/mirror",
            "src/mirror/smart",
            "src/web",
            "src/pipeline",
            "src/cli",
        ] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    sources += &std::fs::read_to_string(path).unwrap();
                }
            }
        }
        for (english, _) in PHRASES {
            let first = english.split(": ").next().unwrap();
            assert!(sources.contains(first), "{english}");
        }
    }
}
