// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Columns that seem to hold personal data, told by their names alone: a caution, never a proof.
//!
//! The words are those of French public tables and of their English translations. Accents, capitals,
//! underscores and joined words count for nothing. Some words say something only beside others: a `nom` with a
//! code is a place's, a `nom` with a `prénom` a person's.

use crate::model::{PersonalColumn, PersonalKind, fold};

/// Words that make a column one of persons, whatever stands beside it.
const STRONG: &[(PersonalKind, &[&str])] = &[
    (
        PersonalKind::Name,
        &[
            "prenom",
            "prenoms",
            "firstname",
            "first name",
            "lastname",
            "last name",
            "surname",
            "family name",
            "given name",
            "nom de famille",
            "nom famille",
            "nom usage",
            "nom d usage",
            "nom naissance",
            "nom de naissance",
            "nom marital",
            "nom patronymique",
            "nom jeune fille",
            "nom et prenom",
            "nom prenom",
            "nom complet",
            "full name",
            "fullname",
            "nom agent",
            "nom eleve",
            "nom patient",
            "nom usager",
            "nom beneficiaire",
            "nom demandeur",
            "nom salarie",
            "nom allocataire",
            "identite",
            "maiden name",
        ],
    ),
    (
        PersonalKind::Birth,
        &[
            "date naissance",
            "date de naissance",
            "datenaissance",
            "naissance date",
            "lieu naissance",
            "lieu de naissance",
            "birth date",
            "birthdate",
            "date of birth",
            "dob",
            "birthday",
            "birth place",
            "place of birth",
            "ddn",
            "dt naissance",
            "commune naissance",
            "pays naissance",
        ],
    ),
    (
        PersonalKind::Number,
        &[
            "nir",
            "numero securite sociale",
            "numero de securite sociale",
            "num secu",
            "no secu",
            "numero secu",
            "n secu",
            "social security number",
            "ssn",
            "numero passeport",
            "passport number",
            "numero fiscal",
            "numero allocataire",
            "ine",
            "numero carte identite",
        ],
    ),
    (
        PersonalKind::Email,
        &[
            "email",
            "e mail",
            "mail",
            "courriel",
            "adresse mail",
            "adresse email",
            "adresse e mail",
            "adresse electronique",
            "adresse courriel",
            "email address",
            "mel",
        ],
    ),
    (
        PersonalKind::Telephone,
        &[
            "telephone",
            "tel",
            "num tel",
            "numero telephone",
            "numero de telephone",
            "no telephone",
            "phone",
            "phone number",
            "telephone portable",
            "telephone mobile",
            "tel portable",
            "tel mobile",
            "mobile phone",
            "telephone fixe",
            "tel fixe",
        ],
    ),
    (
        PersonalKind::Bank,
        &["iban", "rib", "numero compte bancaire", "bank account"],
    ),
    (
        PersonalKind::Network,
        &["adresse ip", "ip address", "ipaddress", "ip adresse"],
    ),
];

/// Words that mean a person only beside a strong one.
const WEAK: &[(PersonalKind, &[&str])] = &[
    (PersonalKind::Name, &["nom", "name", "civilite", "patronyme"]),
    (
        PersonalKind::Address,
        &[
            "adresse",
            "adresse postale",
            "adresse personnelle",
            "adresse domicile",
            "address",
            "home address",
            "postal address",
            "domicile",
        ],
    ),
];

/// Words that give a column to a thing, a place or an organisation.
const OF_THINGS: &[&str] = &[
    "commune",
    "departement",
    "region",
    "pays",
    "ville",
    "canton",
    "epci",
    "intercommunalite",
    "arrondissement",
    "quartier",
    "voie",
    "rue",
    "lieu",
    "lieudit",
    "site",
    "station",
    "gare",
    "ligne",
    "port",
    "parc",
    "cours",
    "eau",
    "etablissement",
    "ecole",
    "college",
    "lycee",
    "universite",
    "structure",
    "organisme",
    "organisation",
    "organization",
    "service",
    "direction",
    "ministere",
    "administration",
    "mairie",
    "prefecture",
    "entreprise",
    "societe",
    "company",
    "association",
    "enseigne",
    "operateur",
    "amenageur",
    "collectivite",
    "laboratoire",
    "produit",
    "medicament",
    "espece",
    "navire",
    "bateau",
    "fichier",
    "file",
    "colonne",
    "column",
    "champ",
    "field",
    "variable",
    "table",
    "dataset",
    "jeu",
    "ressource",
    "schema",
    "licence",
    "license",
    "projet",
    "project",
    "formation",
    "diplome",
    "marche",
    "aide",
    "dispositif",
    "equipement",
    "bien",
    "monument",
    "musee",
    "oeuvre",
    "city",
    "country",
    "town",
    "county",
    "school",
    "host",
    "server",
    "domain",
    "url",
    "web",
    "internet",
    "standard",
    "generique",
    "accueil",
    "support",
    "sav",
    "court",
    "long",
    "scientifique",
    "vernaculaire",
];

/// Columns that show `nir` to be the near infrared.
const BANDS: &[&str] = &[
    "red", "green", "blue", "swir", "ndvi", "rouge", "vert", "bleu", "r", "g", "b", "irc", "rvb",
];

/// The columns of a header that seem to hold personal data, in order.
#[must_use]
pub fn personal(header: &[String]) -> Vec<PersonalColumn> {
    let names: Vec<String> = header.iter().map(|name| normal(name)).collect();
    let image = names.iter().filter(|name| BANDS.contains(&name.as_str())).count() >= 2;
    let strong: Vec<Option<PersonalKind>> = names
        .iter()
        .map(|name| kind(STRONG, name).filter(|_| !(image && name == "nir")))
        .collect();
    let any = strong.iter().any(Option::is_some);
    header
        .iter()
        .zip(&names)
        .zip(strong)
        .filter_map(|((column, name), strong)| {
            let kind = strong.or_else(|| kind(WEAK, name).filter(|_| any))?;
            Some(PersonalColumn {
                column: column.clone(),
                kind,
            })
        })
        .collect()
}

/// A name as small words: accents and signs gone, joined words parted.
fn normal(name: &str) -> String {
    let mut parted = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        if c.is_uppercase() && small {
            parted.push(' ');
        }
        small = c.is_lowercase();
        parted.push(c);
    }
    fold(&parted)
}

/// The kind of a column that is called so, perhaps with a number or the word for a person behind.
fn kind(words: &[(PersonalKind, &[&str])], name: &str) -> Option<PersonalKind> {
    const OF_PERSONS: &[&str] = &[
        "agent",
        "eleve",
        "patient",
        "usager",
        "beneficiaire",
        "demandeur",
        "contact",
        "responsable",
        "referent",
        "parent",
        "enfant",
        "salarie",
        "candidat",
        "titulaire",
        "personne",
        "user",
        "client",
        "proprietaire",
        "declarant",
        "pro",
        "perso",
        "personnel",
        "personnelle",
        "du",
        "de",
        "la",
        "le",
        "l",
        "d",
        "des",
    ];
    if name.split(' ').any(|word| OF_THINGS.contains(&word)) {
        return None;
    }
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    words.iter().find_map(|(kind, known)| {
        known
            .iter()
            .any(|word| {
                let rest = plain.strip_prefix(word).or_else(|| plain.strip_suffix(word));
                rest.is_some_and(|rest| {
                    let apart = rest.is_empty() || rest.starts_with(' ') || rest.ends_with(' ');
                    apart && rest.split_whitespace().all(|word| OF_PERSONS.contains(&word))
                })
            })
            .then_some(*kind)
    })
}

#[cfg(test)]
mod tests {
    use super::personal;
    use crate::model::PersonalKind;

    fn of(header: &str) -> Vec<(String, PersonalKind)> {
        let header: Vec<String> = header.split(';').map(str::to_owned).collect();
        personal(&header)
            .into_iter()
            .map(|found| (found.column, found.kind))
            .collect()
    }

    #[test]
    fn persons_are_told_whatever_the_spelling() {
        use PersonalKind::{Address, Bank, Birth, Email, Name, Network, Number, Telephone};
        for (header, kinds) in [
            ("id;Prénom;NOM", vec![Name, Name]),
            ("firstName;lastName;birth_date", vec![Name, Name, Birth]),
            ("DATE_DE_NAISSANCE;sexe", vec![Birth]),
            ("nir;code", vec![Number]),
            ("Numéro de sécurité sociale", vec![Number]),
            ("e-mail;téléphone", vec![Email, Telephone]),
            ("courriel_agent;tel2", vec![Email, Telephone]),
            ("nom;prénom;adresse;ville", vec![Name, Name, Address]),
            ("IBAN", vec![Bank]),
            ("date;adresse_ip", vec![Network]),
            ("nom_patient;date", vec![Name]),
        ] {
            let found: Vec<_> = of(header).into_iter().map(|(_, kind)| kind).collect();
            assert_eq!(found, kinds, "{header}");
        }
    }

    #[test]
    fn things_places_and_organisations_are_no_persons() {
        for header in [
            "code;nom",
            "nom;adresse;code postal",
            "nom_commune;nom_departement;population",
            "nom_etablissement;email_etablissement;telephone_mairie",
            "nom_station;adresse_station",
            "file_name;column_name",
            "red;green;nir;swir",
            "libelle;date;montant",
            "tel_standard;courriel_generique",
            "telecharger;emailing;mailing_list_count",
            "adresse_web;adresse_internet",
            "nom_operateur;contact_operateur",
            "",
        ] {
            assert_eq!(of(header), [], "{header}");
        }
    }
}
