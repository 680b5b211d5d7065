// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Why a repository could not be opened or fetched, in French.

use super::forge::phrase;
use super::fr::quote;
use super::system::io;
use crate::mirror::MirrorError;
use crate::snapshot::SnapshotError;

pub(super) fn snapshot(error: &SnapshotError) -> String {
    match error {
        SnapshotError::Absent(path) => {
            format!(
                "il n'y a ni dossier ni dépôt à {} : vérifiez le chemin",
                quote(path)
            )
        }
        SnapshotError::NotAFolder(path) => format!(
            "{} n'est pas un dossier : donnez un dossier, un dépôt nu ou une adresse git",
            quote(path)
        ),
        SnapshotError::NotARepository(path) => {
            format!("{} n'est pas un dépôt git : --rev en demande un", quote(path))
        }
        SnapshotError::NoRevision(rev) => format!(
            "le dépôt n'a pas de révision {} : vérifiez la branche, l'étiquette ou le commit",
            quote(rev)
        ),
        SnapshotError::NoCommit { path, commit, reason } => format!(
            "le commit {commit} de {} ne peut pas être lu ({}) : récupérez-le de nouveau, ou réparez le dépôt avec \
             « git fsck »",
            quote(path),
            match reason.as_str() {
                "its object is missing from the database" => "son objet manque dans la base",
                "its object is damaged" => "son objet est abîmé",
                other => other,
            }
        ),
        SnapshotError::Sha256(path) => format!(
            "{} nomme ses objets en SHA-256, ce qui ne peut pas encore être lu : clonez-le avec git et auditez le dossier de \
             travail, sans --rev",
            quote(path)
        ),
        SnapshotError::Reftable(path) => format!(
            "{} utilise une extension du format de git, comme reftable, qui ne peut pas encore être lue : clonez-le avec git \
             et auditez le dossier de travail, sans --rev",
            quote(path)
        ),
        SnapshotError::NoFolder(path) => format!(
            "le commit n'a pas de dossier {} : vérifiez le chemin et la révision",
            quote(path)
        ),
        SnapshotError::Open { path, source } => {
            format!(
                "impossible d'ouvrir le dépôt {} : {}",
                quote(path),
                source.message()
            )
        }
        SnapshotError::List { path, source } => {
            format!("impossible de lister le dossier {} : {}", quote(path), io(source))
        }
    }
}

pub(super) fn mirror(error: &MirrorError) -> String {
    use crate::mirror::Withheld;
    match error {
        MirrorError::BadAddress { url, reason } => {
            format!(
                "{} n'est pas une adresse d'où cloner : {}",
                quote(url),
                phrase(reason)
            )
        }
        MirrorError::NotFound { url } => format!("il n'y a pas de dépôt à {url} : vérifiez l'adresse"),
        MirrorError::NeedsToken { url } => format!(
            "{url} n'existe pas ou n'est pas public : vérifiez l'adresse, ou donnez un jeton ou une clé qui permet de le lire"
        ),
        MirrorError::TokenWithheld { url, reason } => format!(
            "le jeton n'a pas été envoyé à {url} ({})",
            match reason {
                Withheld::OtherHost => "il appartient à un autre hôte",
                Withheld::PlainHttp => "http le montrerait à tous en chemin : utilisez https",
            }
        ),
        MirrorError::Denied { url, .. } => format!(
            "{url} a refusé l'accès : vérifiez que le jeton ou la clé est valable et permet de lire le dépôt"
        ),
        MirrorError::NotAskedAgain { url } => format!(
            "{url} n'a pas été demandé avec le jeton, que son serveur a déjà refusé : insister pourrait faire bannir cette \
             machine ; corrigez le jeton"
        ),
        MirrorError::Certificate { url, reason } => format!(
            "l'identité du serveur de {url} n'a pas pu être vérifiée ({reason}) : pour une autorité interne, définissez \
             SSL_CERT_FILE ; pour ssh, ajoutez l'hôte à known_hosts"
        ),
        MirrorError::Unreachable { url, reason, .. } => format!(
            "{url} est injoignable ({}) : vérifiez le réseau et l'adresse, ou réessayez plus tard",
            phrase(reason)
        ),
        MirrorError::TooLarge { url, limit } => format!(
            "{url} a envoyé plus que la limite de {limit} octets : relevez la limite, ou clonez-le et auditez le dossier"
        ),
        MirrorError::Sha256 { url } => format!(
            "{url} nomme ses objets en SHA-256, ce qui ne peut pas encore être récupéré : clonez-le et auditez le dossier"
        ),
        MirrorError::NoRevision { url, rev } => format!(
            "{url} n'a pas de révision {} : vérifiez la branche, l'étiquette ou le nom complet du commit",
            quote(rev)
        ),
        MirrorError::Interrupted { url } => format!("la récupération de {url} a été interrompue"),
        MirrorError::Folder { source } => {
            format!("impossible de garder la copie : {}", io(source))
        }
        MirrorError::Other { url, reason } => {
            format!("impossible de récupérer {url} : {}", phrase(reason))
        }
    }
}
