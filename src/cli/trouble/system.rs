// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the system and the reader of path patterns say, in French. What is not known here is quoted as it is:
//! an administrator can look it up, and a wrong translation helps nobody.

use std::io;

use globset::ErrorKind as GlobKind;

/// Words of the system for what happens to a connection, as they stand inside a reason, and the same in French.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("Connection refused", "connexion refusée"),
    ("Connection reset by peer", "connexion coupée par le serveur"),
    ("Connection timed out", "délai dépassé"),
    ("No route to host", "aucun chemin vers le serveur"),
    ("Network is unreachable", "réseau injoignable"),
];

/// An error of the system.
pub(super) fn io(error: &io::Error) -> String {
    let told = match error.kind() {
        io::ErrorKind::NotFound => "il n'existe pas",
        io::ErrorKind::PermissionDenied => "accès refusé",
        io::ErrorKind::AlreadyExists => "il existe déjà",
        io::ErrorKind::IsADirectory => "c'est un dossier",
        io::ErrorKind::NotADirectory => "ce n'est pas un dossier",
        io::ErrorKind::StorageFull => "le disque est plein",
        io::ErrorKind::QuotaExceeded => "le quota est atteint",
        io::ErrorKind::ReadOnlyFilesystem => "le système de fichiers est en lecture seule",
        io::ErrorKind::FileTooLarge => "le fichier est trop grand",
        io::ErrorKind::InvalidFilename => "le nom n'est pas valable",
        io::ErrorKind::InvalidData => "le contenu n'est pas du texte UTF-8",
        io::ErrorKind::UnexpectedEof => "le contenu s'arrête trop tôt",
        io::ErrorKind::BrokenPipe => "le destinataire est parti",
        io::ErrorKind::TimedOut => "le délai est dépassé",
        io::ErrorKind::OutOfMemory => "la mémoire manque",
        io::ErrorKind::Interrupted => "l'opération a été interrompue",
        _ => return error.to_string(),
    };
    told.to_owned()
}

/// An error of a path pattern.
pub(super) fn glob(error: &globset::Error) -> String {
    match error.kind() {
        GlobKind::InvalidRecursive => "** ne peut être qu'un dossier entier".to_owned(),
        GlobKind::UnclosedClass => "il manque un crochet fermant ]".to_owned(),
        GlobKind::InvalidRange(from, to) => format!("l'intervalle {from}-{to} est à l'envers"),
        GlobKind::UnopenedAlternates => "il manque une accolade ouvrante {".to_owned(),
        GlobKind::UnclosedAlternates => "il manque une accolade fermante }".to_owned(),
        GlobKind::NestedAlternates => "une accolade en contient une autre".to_owned(),
        GlobKind::DanglingEscape => "la barre oblique inversée à la fin n'échappe rien".to_owned(),
        kind => kind.to_string(),
    }
}
