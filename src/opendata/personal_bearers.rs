// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whose the personal columns of a table are: an address and a telephone beside the number and the name of an
//! organisation are that organisation's, in a directory of schools as in one of hospitals.

use super::personal::{is_of_thing, personal, strong, tokens};
use super::personal_words::{BEARERS, PERSONS};
use crate::model::{PersonalColumn, PersonalKind};

/// The numbers that organisations have.
const REGISTERS: &[&str] = &[
    "finess",
    "finesset",
    "finessej",
    "nofiness",
    "nofinesset",
    "nofinessej",
    "rna",
    "siren",
    "siret",
    "uai",
];

/// Words that call a column a number.
const NUMBERS: &[&str] = &["code", "id", "ident", "identifiant", "identifier", "numero"];

/// Words that call a column a name.
const NAMES: &[&str] = &[
    "appellation",
    "denomination",
    "intitule",
    "libelle",
    "name",
    "nom",
];

/// Names that only organisations have.
const OWN_NAMES: &[&str] = &["denomination", "enseigne", "raison sociale", "rs", "rslongue"];

/// Words for organisations.
const ORGANISATIONS: &[&str] = &[
    "administration",
    "agence",
    "agency",
    "association",
    "bibliotheque",
    "collectivite",
    "college",
    "company",
    "ecole",
    "entreprise",
    "etab",
    "etablissement",
    "hopital",
    "laboratoire",
    "lycee",
    "mairie",
    "mediatheque",
    "musee",
    "organisation",
    "organisme",
    "organization",
    "school",
    "societe",
    "structure",
    "universite",
];

/// Words beside them that change nothing.
const BESIDE: &[&str] = &[
    "complet",
    "complete",
    "court",
    "ej",
    "et",
    "geographique",
    "juridique",
    "legale",
    "long",
    "longue",
    "officiel",
    "officielle",
    "principal",
    "principale",
    "unite",
    "usuelle",
];

/// Words of which everything else that a directory tells of an organisation is made: where it is, how to reach it, of
/// what kind it is. Whatever another word may tell, somebody has to look at.
const KNOWN: &[&str] = &[
    "academie",
    "adr",
    "adresse",
    "address",
    "arrondissement",
    "bp",
    "canton",
    "categorie",
    "category",
    "cedex",
    "circonscription",
    "city",
    "code",
    "commune",
    "complement",
    "coord",
    "coordonnee",
    "country",
    "courriel",
    "cp",
    "date",
    "departement",
    "email",
    "epsg",
    "etage",
    "etat",
    "fare",
    "fax",
    "fermeture",
    "forme",
    "geo",
    "geom",
    "gps",
    "horaire",
    "insee",
    "internet",
    "lang",
    "lat",
    "latitude",
    "libelle",
    "lieu",
    "lng",
    "lon",
    "longitude",
    "mail",
    "maj",
    "mel",
    "mere",
    "nature",
    "ouverture",
    "pays",
    "phone",
    "point",
    "position",
    "postal",
    "postale",
    "prive",
    "public",
    "region",
    "rue",
    "secteur",
    "site",
    "statut",
    "tel",
    "telecopie",
    "telephone",
    "timezone",
    "type",
    "url",
    "ville",
    "voie",
    "web",
    "website",
    "x",
    "y",
    "zip",
    "patronyme",
];

/// Words of what is a person's own, even where an organisation stands beside it.
const OWN: &[&str] = &[
    "age",
    "domicile",
    "genre",
    "gender",
    "handicap",
    "login",
    "matricule",
    "nationalite",
    "password",
    "perso",
    "personal",
    "personnel",
    "personnelle",
    "praticien",
    "proviseur",
    "rpps",
    "salaire",
    "sexe",
    "teacher",
    "tresorier",
    "user",
];

/// Whose the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Organisations,
    /// Organisations, or persons who are told with theirs.
    Unclear,
    Others,
}

/// The columns of a table that seem to hold personal data, and whether they may as well be an organisation's, so that
/// somebody has to confirm it. What is surely an organisation's is left out.
#[must_use]
pub fn personal_in(header: &[String]) -> (Vec<PersonalColumn>, bool) {
    let found = personal(header);
    if found.is_empty() {
        return (found, false);
    }
    match rows(header) {
        Rows::Organisations => (Vec::new(), false),
        Rows::Unclear => (found, true),
        Rows::Others => (found, false),
    }
}

fn rows(header: &[String]) -> Rows {
    let names: Vec<Vec<String>> = header.iter().map(|name| tokens(name)).collect();
    if names.iter().any(|name| tells_person(name)) {
        return Rows::Others;
    }
    // A name of nobody knows whom: the organisation's, or that of somebody there.
    let bare = |name: &Vec<String>| matches!(name.as_slice(), [one] if ["nom", "name", "patronyme"].contains(&one.as_str()));
    let numbered = names.iter().any(|name| is_number(name));
    let called = names.iter().any(|name| is_name(name));
    let known = |name: &Vec<String>| name.iter().all(|word| is_known(word));
    match (numbered, called) {
        (true, true) if !names.iter().any(bare) && names.iter().all(known) => Rows::Organisations,
        (false, false) => Rows::Others,
        _ => Rows::Unclear,
    }
}

/// Whether a column is a person's by more than where to reach somebody.
fn tells_person(name: &[String]) -> bool {
    let reached = [
        None,
        Some(PersonalKind::Email),
        Some(PersonalKind::Telephone),
        Some(PersonalKind::Address),
    ];
    let person = |word: &String| [PERSONS, BEARERS].iter().any(|all| all.contains(&word.as_str()));
    let civil = |word: &String| word == "civilite";
    !reached.contains(&strong(name))
        || name.iter().any(civil)
        || name.iter().any(|word| is_in(word, OWN))
        || name.iter().any(person) && !name.iter().any(|word| is_of_thing(word))
}

fn is_known(word: &str) -> bool {
    let all = [KNOWN, REGISTERS, NUMBERS, NAMES, OWN_NAMES, ORGANISATIONS, BESIDE];
    let is_sign = word.len() == 1 || word.bytes().all(|byte| byte.is_ascii_digit());
    is_sign || ["raison", "sociale"].contains(&word) || all.iter().any(|known| is_in(word, known))
}

fn is_in(word: &str, known: &[&str]) -> bool {
    known.contains(&word) || word.strip_suffix('s').is_some_and(|one| known.contains(&one))
}

/// Whether a column is the number of an organisation, and of nobody's employer.
fn is_number(name: &[String]) -> bool {
    let register = |word: &String| is_in(word, REGISTERS);
    let of_organisation = |word: &String| is_in(word, ORGANISATIONS);
    let number = |word: &String| is_in(word, NUMBERS);
    let registered = name.iter().any(register);
    let identified = name.iter().any(number) && name.iter().any(of_organisation);
    (registered || identified)
        && name
            .iter()
            .all(|word| register(word) || of_organisation(word) || number(word) || is_in(word, BESIDE))
}

/// Whether a column is the name of an organisation.
fn is_name(name: &[String]) -> bool {
    let own = OWN_NAMES.iter().any(|phrase| {
        let words: Vec<&str> = phrase.split(' ').collect();
        name.get(..words.len())
            .is_some_and(|head| head == words.as_slice())
    });
    let called = |word: &String| is_in(word, NAMES);
    let of_organisation = |word: &String| is_in(word, ORGANISATIONS);
    let rest = |word: &String| {
        called(word) || of_organisation(word) || is_in(word, BESIDE) || is_in(word, OWN_NAMES)
    };
    own && name
        .iter()
        .all(|word| rest(word) || word == "raison" || word == "sociale")
        || name.iter().any(called) && name.iter().any(of_organisation) && name.iter().all(rest)
}

#[cfg(test)]
mod tests {
    use super::personal_in;

    fn of(header: &str) -> (usize, bool) {
        let header: Vec<String> = header.split(';').map(str::to_owned).collect();
        let (columns, unclear) = personal_in(&header);
        (columns.len(), unclear)
    }

    #[test]
    fn directories_of_organisations_speak_of_no_person() {
        for header in [
            "Identifiant_de_l_etablissement;Nom_etablissement;Adresse_1;Adresse_2;Telephone;Fax;Web;Mail;etablissement_mere",
            "numero_uai;appellation_officielle;denomination_principale;patronyme_uai;nom_etablissement;adresse;mel;telephone",
            "nofinesset;nofinessej;rs;rslongue;voie;telephone;telecopie;siret",
            "agency_id;agency_name;agency_url;agency_email;agency_phone",
            "siret;denomination;adresse;courriel",
            "SIREN;Raison sociale;Adresse;Email;Tél.",
            "siren;denominationUniteLegale;email",
            "code_uai;libelle_ecole;email",
            "rna;nom de l'association;adresse;email;telephone",
            "id_structure;nom_structure;courriel;telephone",
        ] {
            assert_eq!(of(header), (0, false), "{header}");
        }
    }

    #[test]
    fn what_may_be_a_persons_is_to_be_confirmed() {
        for header in [
            "siret;email",
            "siret;nom;email",
            "nom_structure;email;telephone",
            "siret;denomination;nom;email",
            "uai;nom_etablissement;email;nom_chef_etablissement",
            "rna;nom_association;secretaire;email;telephone",
            "Horodateur;SIRET;Raison sociale;Email;Téléphone;Votre message",
            "siret;raison_sociale;numero_de_portable;email",
            "siret;raison_sociale;email;date_demande;montant_demande;statut",
            "organization_id;organization_name;created_by;email",
            "siret;denomination;email;fonction",
        ] {
            let (count, unclear) = of(header);
            assert!(count > 0 && unclear, "{header}");
        }
    }

    #[test]
    fn persons_of_an_organisation_are_persons() {
        for header in [
            "siret;denomination;nom;prenom;email",
            "uai;nom_etablissement;nom_directeur;mail",
            "siret;raison_sociale;email_contact",
            "siret;raison_sociale;responsable;email",
            "siret_employeur;email;telephone",
            "code_service;nom_service;email",
            "nom_structure;votre email",
            "siret;denomination;date_naissance;email",
            "siret;denomination;civilite;nom;email",
            "siret;denomination;iban",
            "email;telephone",
            "siret;raison_sociale;email_personnel;telephone_personnel",
            "siret;raison_sociale;mail_perso",
            "siret;raison_sociale;email;adresse_domicile",
            "finess;raison_sociale;nom_praticien;email;telephone",
            "uai;nom_etablissement;proviseur;email;telephone",
            "siret;denomination;email;age",
            "siret;denomination;user_id;email",
            "siret;raison_sociale;email;password_hash",
            "agent;uai;nom_etablissement;mail",
        ] {
            let (count, unclear) = of(header);
            assert!(count > 0 && !unclear, "{header}");
        }
    }
}
