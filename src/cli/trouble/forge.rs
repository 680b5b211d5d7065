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
            "{host} ne montre aucun projet à cet endroit : vérifiez les chemins et les thèmes, et que le titulaire du jeton \
             voit les projets"
        ),
        ForgeError::Address(text) => format!(
            "« {text} » n'est pas l'adresse d'un GitLab : écrivez-la sous la forme https://gitlab.example.org"
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

/// Parts of sentences that the client of GitLab writes, in French; the longest first. What is not here is quoted.
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
];

pub(super) fn phrase(text: &str) -> String {
    let mut told = text.to_owned();
    for (english, french) in PHRASES {
        told = told.replace(english, french);
    }
    if told == text {
        return told;
    }
    told.replace(": ", " : ").replace("  :", " :")
}

#[cfg(test)]
mod tests {
    use super::PHRASES;

    /// A phrase whose English words have changed would silently be told in English.
    #[test]
    fn every_phrase_is_one_of_the_client() {
        let mut sources = String::new();
        for folder in ["src/forge/gitlab", "src/web", "src/mirror", "src/mirror/smart"] {
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
