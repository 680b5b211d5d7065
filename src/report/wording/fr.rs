// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences in French.

use super::{NB, list, paths, shown, size, stems, texts, thousands};
use crate::model::{GapKind, Lang, Message, Reason, SecurityFault, Unknown};

/// The months.
pub(super) const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn quote(text: &str) -> String {
    format!("«{NB}{}{NB}»", shown(text))
}

pub(super) fn bytes(count: u64) -> String {
    size(count, ',', ["octets", "ko", "Mo", "Go"])
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count}{NB}{}", if count < 2 { one } else { many })
}

fn days(count: i64) -> String {
    format!("{count}{NB}{}", if count.abs() < 2 { "jour" } else { "jours" })
}

/// The name of a document by its role.
fn document(role: &str) -> &str {
    match role {
        "readme" => "présentation (README)",
        "licence" => "licence (LICENSE)",
        "contributing" => "guide de contribution (CONTRIBUTING)",
        "changelog" => "journal des modifications (CHANGELOG)",
        "security" => "politique de sécurité (SECURITY)",
        "code-of-conduct" => "code de conduite (CODE_OF_CONDUCT)",
        "governance" => "gouvernance (GOVERNANCE)",
        "authors" => "liste des auteurs (AUTHORS)",
        "roadmap" => "feuille de route (ROADMAP)",
        other => other,
    }
}

/// The name of a manifest's or a forge's field.
fn field(name: &str) -> &str {
    match name {
        "name" => "nom",
        "licence" => "licence",
        "version" => "version",
        "authors" => "auteurs",
        "repository" => "adresse du dépôt",
        "description" => "description",
        "topics" => "sujets",
        "issues" => "suivi des tickets",
        "in-group" => "rattachement à un groupe",
        "archived" => "archivage",
        "maintainers" => "nombre de responsables",
        "visibility" => "visibilité",
        "fork" => "copie d’un autre projet (fork)",
        "template" => "modèle pour d’autres projets",
        other => other,
    }
}

/// A topic of documentation.
fn topic(name: &str) -> &str {
    match name {
        "any" => "une documentation en plus du README",
        "functional" => "ce que fait le projet",
        "user" => "comment l’utiliser",
        "technical" => "ce qu’un développeur doit savoir",
        "install" => "comment l’installer",
        "architecture" => "son architecture",
        "diagram" => "un schéma de son architecture",
        "training" => "des supports de formation",
        other => other,
    }
}

/// A fault of markup.
fn fault(name: &str) -> &str {
    match name {
        "html-without-lang" => "page sans langue indiquée (attribut lang)",
        "page-without-title" => "page sans titre (élément title)",
        "image-without-alt" => "image sans texte de remplacement (attribut alt)",
        "page" => "page HTML",
        other => other,
    }
}

/// "Label : what".
fn pair(label: &str, what: &str) -> String {
    format!("{label}{NB}: {what}")
}

pub(super) fn message(message: &Message) -> String {
    match message {
        Message::FilePresent => "le fichier est présent".to_owned(),
        Message::NoFileAmong(names) => pair("aucun fichier de ce genre", &list(&paths(names), quote)),
        Message::FileOverUnread { least, limit } => format!(
            "le fichier pèse au moins {}, au-delà de la limite de {} (laissé sur le serveur)",
            bytes(*least),
            bytes(*limit)
        ),
        Message::FileOver { size, limit } => over(*size, *limit),
        Message::FileSaysNothing => "le fichier est présent, mais vide ou presque".to_owned(),
        Message::NoProgram => "aucun programme du genre que la règle examine".to_owned(),
        Message::NoFileOver(limit) => format!("aucun fichier ne dépasse {}", bytes(*limit)),
        Message::Passage(text) => pair("passage trouvé", &quote(text)),
        Message::HiddenPassage => "passage trouvé, masqué ici car il peut contenir un secret".to_owned(),
        Message::NoPassage => "aucun des passages attendus n’a été trouvé".to_owned(),
        Message::Heading(text) => pair("section trouvée", &quote(text)),
        Message::NoHeading { words, read } => no_heading(words, *read),
        Message::ThinSection {
            heading,
            words,
            least,
        } => format!(
            "la section {} dit trop peu{NB}: {}, sans image (minimum attendu{NB}: {least})",
            quote(heading),
            plural(*words, "mot", "mots")
        ),
        Message::Link(target) => pair("lien trouvé", &quote(target)),
        Message::NoLink(places) => match &texts(places)[..] {
            [] => "aucun des liens attendus n’a été trouvé".to_owned(),
            places => pair("aucun lien ne mène à l’un de ces endroits", &list(places, quote)),
        },
        Message::Words { words, least } => words_of(*words, *least),
        Message::NoDocument(role) => pair("document absent", document(role)),
        Message::Licence { id, score } => licence(id, *score),
        Message::NoLicence => "aucun texte de licence à examiner".to_owned(),
        Message::ManifestValue { field: name, value } => pair(field(name), &quote(value)),
        Message::ManifestLacks(name) => pair("champ absent ou vide", field(name)),
        Message::Licensing(note) => super::licence::fr(note),
        Message::CellOutputs { kept, cells, first } => cell_outputs(*kept, *cells, *first),
        Message::Metadata(note) => super::metadata::fr(note),
        Message::Data(note) => super::data::fr(note),
        Message::Markup { fault: name, tag } => pair(fault(name), &quote(tag)),
        Message::NoMarkup { fault: name, pages } => no_markup(name, *pages),
        Message::Dataset { kind, id } => pair(dataset(kind), &quote(id)),
        Message::NoDataset => "aucun lien vers un jeu de données de data.gouv.fr".to_owned(),
        Message::Portal(note) => super::dataset::fr(note),
        Message::PortalClear(count) => super::dataset::clear_fr(*count),
        Message::ForgeValue { field: name, value } => pair(&on_forge(name), &quote(value)),
        Message::ForgeLacks(name) => pair(&on_forge(name), "non renseigné"),
        Message::LastCommit { day, limit } => last_commit(*day, *limit),
        Message::LastRelease { name, day, limit } => last_release(name, *day, *limit),
        Message::ReleaseNotes => "des versions publiées sur la forge disent ce qui a changé".to_owned(),
        Message::NoReleaseNotes => "aucune version publiée sur la forge ne dit ce qui a changé".to_owned(),
        Message::NoTag => "aucune version n’est marquée par une étiquette (tag)".to_owned(),
        Message::Figure(figure) => super::history::fr(figure),
        Message::CommitAddress { shown: text, commits } => format!(
            "adresse d’auteur {} ({})",
            quote(text),
            plural(*commits, "commit en douze mois", "commits en douze mois")
        ),
        Message::Declared { key, value, central } => declared(key, value, *central),
        Message::CopiesKeepLicence(all) => plural(
            *all,
            "dossier de code copié a son fichier de licence",
            "dossiers de code copié ont chacun un fichier de licence",
        ),
        Message::NoLicenceInFolder(folder) => {
            format!("le dossier {} n’a pas de fichier de licence", quote(folder))
        }
        Message::BrokenLink(target) => format!("le lien {} ne mène à aucun fichier", quote(target)),
        Message::BrokenAnchor(target) => {
            format!(
                "le lien {} nomme un endroit que le document n’a pas",
                quote(target)
            )
        }
        Message::TemplateText { tool: "", text } => pair("texte à remplacer", &quote(text)),
        Message::TemplateText { tool, text } => pair(&format!("texte livré avec {tool}"), &quote(text)),
        Message::NoGuide(name) => pair("rien n’explique ceci", topic(name)),
        Message::Introduction(words) => format!("une introduction de {}", plural(*words, "mot", "mots")),
        Message::NoIntroduction => "rien au début ne dit ce qu’est le projet".to_owned(),
        Message::SecurityTxt { field, fault, value } => security_txt(field, *fault, value),
    }
}

fn security_txt(field: &str, fault: SecurityFault, value: &str) -> String {
    match fault {
        SecurityFault::Missing => format!("le champ {field} de la RFC 9116 manque"),
        SecurityFault::NoAddress => format!(
            "le champ {field} n’est pas une adresse complète (mailto:…, https://… ou tel:…){NB}: {}",
            quote(value)
        ),
        SecurityFault::NoMoment => format!(
            "le champ {field} n’est pas une date de la forme 2027-12-31T23:00:00Z{NB}: {}",
            quote(value)
        ),
        SecurityFault::Past => format!("le champ {field} est passé{NB}: {}", quote(value)),
        SecurityFault::Repeated => {
            format!("le champ {field} est donné plusieurs fois{NB}: {}", quote(value))
        }
    }
}

fn cell_outputs(kept: usize, cells: usize, first: usize) -> String {
    let cells = plural(cells, "cellule de code", "cellules de code");
    match kept {
        0 => format!("aucune sortie conservée ({cells})"),
        1 => format!("1 sortie conservée sur {cells} (cellule {first})"),
        kept => {
            format!("sorties conservées dans {kept} cellules sur {cells} (la première{NB}: cellule {first})")
        }
    }
}

fn over(size: u64, limit: u64) -> String {
    format!(
        "le fichier pèse {}, au-delà de la limite de {}",
        bytes(size),
        bytes(limit)
    )
}

fn no_heading(words: &[String], read: usize) -> String {
    let read = plural(read, "titre lu", "titres lus");
    format!(
        "aucun titre de section ne parle de {} ({read})",
        list(&stems(words), quote)
    )
}

fn words_of(words: usize, least: usize) -> String {
    let found = plural(words, "mot", "mots");
    format!("le document contient {found} (minimum attendu{NB}: {least})")
}

fn licence(id: &str, score: u8) -> String {
    format!(
        "licence reconnue{NB}: {} (ressemblance{NB}: {score}{NB}%)",
        shown(id)
    )
}

fn no_markup(name: &str, pages: usize) -> String {
    let pages = plural(pages, "page lue", "pages lues");
    format!("défaut non relevé{NB}: {} ({pages})", fault(name))
}

fn dataset(kind: &str) -> &str {
    match kind {
        "dataset" => "lien vers un jeu de données",
        "resource" => "lien vers une ressource",
        "reuse" => "lien vers une réutilisation",
        "dataservice" => "lien vers une API",
        other => other,
    }
}

fn on_forge(name: &str) -> String {
    format!("sur la forge, {}", field(name))
}

fn last_commit(on: jiff::civil::Date, limit: i64) -> String {
    let (on, limit) = (super::day(Lang::Fr, &on.to_string()), days(limit));
    format!("le dernier commit date du {on} (seuil{NB}: {limit})")
}

fn last_release(name: &str, on: jiff::civil::Date, limit: i64) -> String {
    let (on, limit) = (super::day(Lang::Fr, &on.to_string()), days(limit));
    format!(
        "la dernière version, {}, date du {on} (seuil{NB}: {limit})",
        quote(name)
    )
}

fn declared(key: &str, value: &str, central: bool) -> String {
    let file = if central {
        "le fichier de cohorte"
    } else {
        "le fichier .vigie.toml"
    };
    format!("{file} déclare {} = {}", shown(key), quote(value))
}

pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Condition(seen) => pair("la règle ne concerne pas ce dépôt", &message(seen)),
        Reason::Needs(rule) => format!("déjà signalé par la règle «{NB}{rule}{NB}»"),
        Reason::NothingToJudge => "le dépôt ne contient rien de ce que la règle examine".to_owned(),
    }
}

pub(super) fn unknown(unknown: &Unknown) -> String {
    match unknown {
        Unknown::Offline => "il faudrait consulter le réseau, ce que cet audit n’a pas fait".to_owned(),
        Unknown::NoForge => {
            "il faudrait interroger la forge (GitLab), ce que cet audit n’a pas fait".to_owned()
        }
        Unknown::NoHistory => "il faudrait l’historique Git, absent ou incomplet ici".to_owned(),
        Unknown::ShallowHistory => "il faudrait tout l’historique Git, et ce clone n’en a que la fin (git fetch --unshallow --tags le complète)".to_owned(),
        Unknown::OtherBranches => {
            "il faudrait voir toutes les branches, et ce clone n’en a peut-être qu’une".to_owned()
        }
        Unknown::ToConfirm => "à confirmer\u{a0}: le dépôt seul ne permet pas de trancher".to_owned(),
        Unknown::Unread(path) => format!("le fichier {} n’a pas pu être lu", quote(path)),
        Unknown::Ignored(path) => format!(
            "{} enfreint la règle et .vigie.toml l’ignore\u{a0}: corrigez-le, ou retirez-le d’ignore et accordez une dérogation",
            quote(path)
        ),
        Unknown::Columns(path) => {
            format!("les noms des colonnes de {} n’ont pas pu être lus, ou pas tous", quote(path))
        }
        Unknown::Bearers(path) => format!(
            "à confirmer\u{a0}: les coordonnées de {} sont celles d’organismes, ou de personnes",
            quote(path)
        ),
        Unknown::Table { table, why } => super::schema::unchecked_fr(table, why),
        Unknown::NotText(path) => format!("le fichier {} n’est pas un texte lisible", quote(path)),
        Unknown::UnrecognisedLicence(path) => {
            format!(
                "le texte de {} n’a pas été reconnu avec assez de certitude",
                quote(path)
            )
        }
        Unknown::UnrecognisedLicenceNear(path, near) => {
            format!(
                "le texte de {} n’a pas été reconnu (celui qui lui ressemble le plus, à {}\u{a0}%, est {}, ce qui ne dit pas ce qu’il accorde)",
                quote(path),
                near.percent,
                near.id
            )
        }
        Unknown::OtherVersion { path, version } => {
            format!(
                "{} annonce la version {} de son standard, que Vigie ne connaît pas",
                quote(path),
                quote(version)
            )
        }
        Unknown::SilentLockfile(path) => {
            format!("le fichier {} ne dit pas les licences des dépendances", quote(path))
        }
        Unknown::UnclearLicence(text) => {
            format!(
                "la licence {} ne peut pas être jugée{NB}: lecture incertaine, ou licence inconnue",
                quote(text)
            )
        }
        Unknown::PerhapsCopied(folder) => format!(
            "le code de {} a sa propre licence{NB}: on ne sait s’il est de l’équipe ou copié",
            quote(folder)
        ),
        Unknown::PerhapsInherited(path) => {
            if path.is_empty() {
                "la licence peut venir du projet d’origine, que la forge ne nomme pas".to_owned()
            } else {
                format!("la licence peut venir du projet d’origine, {}", quote(path))
            }
        }
        Unknown::Dynamic(path) => {
            format!("dans {}, la valeur n’est connue qu’à l’exécution", quote(path))
        }
        Unknown::Elsewhere(what) => {
            format!("l’intégration continue reprend un élément extérieur au dépôt{NB}: {}", quote(what))
        }
        Unknown::EmptyRepository => "il n’y a aucun fichier à juger".to_owned(),
        Unknown::Truncated => "tout le dépôt n’a pas été parcouru (trop de fichiers)".to_owned(),
        Unknown::NoHeadings(path) => {
            format!(
                "{} est un texte brut, où les titres ne se distinguent pas des autres lignes",
                quote(path)
            )
        }
        Unknown::Portal(doubt) => super::dataset::doubt_fr(doubt),
        Unknown::NotDeclared(key) => {
            format!(
                "seule l’équipe peut le dire{NB}: déclarez {} dans .vigie.toml",
                quote(key)
            )
        }
    }
}

pub(super) fn gap(kind: &GapKind) -> String {
    match kind {
        GapKind::EmptyRepository => "le dépôt ne contient aucun commit".to_owned(),
        GapKind::UnbornHead => "la branche par défaut n’a aucun commit".to_owned(),
        GapKind::NonUtf8Path => "nom de fichier mal encodé, affiché approximativement".to_owned(),
        GapKind::CaseCollision => {
            "un autre nom ne diffère que par les majuscules (conflit sous Windows et macOS)".to_owned()
        }
        GapKind::LinkOutside => "lien symbolique qui sort du dépôt, non suivi".to_owned(),
        GapKind::LinkLoop => "lien symbolique qui tourne en rond".to_owned(),
        GapKind::LinkBroken => "lien symbolique dont la cible n’existe pas".to_owned(),
        GapKind::Submodule => "sous-module (autre dépôt), non examiné".to_owned(),
        GapKind::LfsPointer => "contenu conservé hors du dépôt (Git LFS), non examiné".to_owned(),
        GapKind::OverBudget(most) => {
            format!(
                "non lu{NB}: les fichiers précédents atteignent déjà la limite de {}",
                bytes(*most)
            )
        }
        GapKind::LeftBehind(least) => format!(
            "fichier d’au moins {}, laissé sur le serveur et non lu",
            bytes(*least)
        ),
        GapKind::TooLarge(size) => format!("fichier trop volumineux pour être lu ({})", bytes(*size)),
        GapKind::MissingObject => "contenu absent de la copie du dépôt".to_owned(),
        GapKind::CorruptObject => "contenu endommagé, illisible".to_owned(),
        GapKind::HostilePath => "nom de fichier interdit, ignoré".to_owned(),
        GapKind::Ignored(1) => {
            format!("1 fichier écarté par «{NB}ignore{NB}» de .vigie.toml{NB}: aucune règle ne l’a examiné")
        }
        GapKind::Ignored(count) => format!(
            "{} fichiers écartés par «{NB}ignore{NB}» de .vigie.toml{NB}: aucune règle ne les a examinés",
            thousands(*count, NB)
        ),
        GapKind::GitUnreadable => {
            format!("les données de git sont abîmées{NB}: ce qu’il suit ou conserve n’est pas connu")
        }
        GapKind::GitFormat => {
            "git range ici ses données sous une forme plus récente (SHA-256, reftable)\u{a0}: les fichiers sont jugés, pas l’historique".to_owned()
        }
        GapKind::Unreadable(words) => pair("le système a refusé la lecture", &quote(words)),
        GapKind::TooManyEntries(limit) => {
            let limit = thousands(*limit, NB);
            format!("trop de fichiers{NB}: seuls les {limit} premiers ont été examinés")
        }
        GapKind::TooDeep(limit) => {
            format!("dossiers imbriqués au-delà de {limit} niveaux, non examinés")
        }
        GapKind::LinksUnseen(1) => {
            "liens vers data.gouv.fr non cherchés dans 1 fichier trop volumineux ou illisible".to_owned()
        }
        GapKind::LinksUnseen(count) => format!(
            "liens vers data.gouv.fr non cherchés dans {} fichiers trop volumineux ou illisibles",
            thousands(*count, NB)
        ),
        GapKind::LicencesUnseen(1) => {
            "1 fichier de licence de trop, non comparé aux textes connus".to_owned()
        }
        GapKind::LicencesUnseen(count) => format!(
            "{} fichiers de licence de trop, non comparés aux textes connus",
            thousands(*count, NB)
        ),
        GapKind::Unparsable(words) => pair("format non compris", &quote(words)),
    }
}
