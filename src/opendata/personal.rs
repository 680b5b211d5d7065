// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Columns that seem to hold personal data, told by their names alone: a caution, never a proof.
//!
//! The words are those of French public tables and of their English translations. Accents, capitals,
//! underscores and joined words count for nothing. Some words say something only beside others: a `nom` with a
//! code is a place's, a `nom` with a `prénom` a person's.

use super::personal_things::{OF_OFFICES, OF_PROGRAMS, OF_THINGS};
use super::personal_words::{
    ARTICLES, BANDS, BARE_NAMES, BEARERS, BESIDE, BORNE, COUNTS, NOTES, PERSONS, STATISTICS, STRONG, TIMES,
    WEAK, Words,
};
use crate::model::{PersonalColumn, PersonalKind, fold};

/// The columns of a header that seem to hold personal data, in order.
#[must_use]
pub fn personal(header: &[String]) -> Vec<PersonalColumn> {
    let names: Vec<Vec<String>> = header.iter().map(|name| tokens(name)).collect();
    let image = names
        .iter()
        .filter(|name| matches!(name.as_slice(), [one] if BANDS.contains(&one.as_str())))
        .count()
        >= 2;
    let strong: Vec<Option<PersonalKind>> = names
        .iter()
        .map(|name| strong(name).filter(|_| !(image && name == &["nir"])))
        .collect();
    let any = strong.iter().any(Option::is_some) || are_addressed(&names);
    if any && counts_names(&names, &strong) {
        return Vec::new();
    }
    header
        .iter()
        .zip(&names)
        .zip(strong)
        .filter_map(|((column, name), strong)| {
            let weak = || kind(WEAK, name).filter(|_| any);
            let kind = strong.or_else(weak).or_else(|| second_half(name, &names))?;
            Some(PersonalColumn {
                column: column.clone(),
                kind,
            })
        })
        .collect()
}

/// A family name whose first name stands in a column that is called likewise: `nomUniteLegale` and `prenom1UniteLegale`.
fn second_half(name: &[String], names: &[Vec<String>]) -> Option<PersonalKind> {
    let (_, rest) = name.split_first().filter(|(one, _)| *one == "nom")?;
    let other = |name: &Vec<String>| {
        name.split_first()
            .is_some_and(|(one, of)| one == "prenom" && of == rest)
    };
    (!rest.is_empty() && names.iter().any(other)).then_some(PersonalKind::Name)
}

/// Whether a name stands beside how its bearer is addressed: only persons are.
fn are_addressed(names: &[Vec<String>]) -> bool {
    let has = |known: &[&str]| {
        names
            .iter()
            .any(|name| matches!(name.as_slice(), [one] if known.contains(&one.as_str())))
    };
    has(&["civilite"]) && has(&["nom", "name", "patronyme"])
}

/// Whether a table lists or counts first names or family names, as the statistics of births do: one name is the only word
/// on a person, and every other column tells how many, when, where or of which sex.
fn counts_names(names: &[Vec<String>], strong: &[Option<PersonalKind>]) -> bool {
    let is = |word: &String, known: &[&str]| known.contains(&word.as_str());
    let is_name = |name: &Vec<String>| match name.as_slice() {
        [one] => is(one, BARE_NAMES),
        [one, other] => {
            is(one, &["first", "given", "last", "family"]) && other == "name"
                || one == "nom" && other == "famille"
        }
        _ => false,
    };
    let statistic = |name: &Vec<String>| {
        name.iter()
            .all(|word| is(word, COUNTS) || is(word, TIMES) || is(word, STATISTICS) || is(word, OF_THINGS))
    };
    // Nobody is known by one name alone.
    let mut told = names.len() == 1;
    let mut found = 0;
    for (name, strong) in names.iter().zip(strong) {
        if is_name(name) {
            found += 1;
            continue;
        }
        if strong.is_some() || name.is_empty() || !statistic(name) {
            return false;
        }
        told |= name.iter().any(|word| is(word, COUNTS) || is(word, TIMES));
    }
    told && found == 1
}

/// The kind of a column that is one of persons by itself.
pub(super) fn strong(name: &[String]) -> Option<PersonalKind> {
    let of_person = || name.len() > 1 && name.iter().any(|word| PERSONS.contains(&word.as_str()));
    kind(STRONG, name)
        .or_else(|| kind(WEAK, name).filter(|_| of_person()))
        .or_else(|| borne(name))
}

/// The kind of a column that is a person's who is told by a thing: `nom_president_association`.
fn borne(name: &[String]) -> Option<PersonalKind> {
    let is = |word: &String, known: &[&str]| known.contains(&word.as_str());
    BORNE.iter().find_map(|(kind, known)| {
        let of_bearer = |phrase: &&str| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let begins = name
                .get(..words.len())
                .is_some_and(|part| part == words.as_slice());
            let rest = begins.then(|| &name[words.len()..]).or_else(|| {
                // `president_name`
                let (last, rest) = name.split_last()?;
                (words == [last.as_str()]).then_some(rest)
            });
            rest.and_then(<[String]>::split_first)
                .is_some_and(|(bearer, behind)| {
                    let named = |word: &String| is_named(word) || is(word, PERSONS) || is(word, BESIDE);
                    is(bearer, BEARERS) && behind.iter().all(named)
                })
        };
        known.iter().any(of_bearer).then_some(*kind)
    })
}

/// Whether a word, in the singular or the plural, names a thing or an office.
fn is_named(word: &str) -> bool {
    is_one_of(word, &[OF_THINGS, OF_OFFICES])
}

/// The words of a name: accents, signs, articles and numbers at the end gone, joined words parted, and one word for
/// whatever means a number.
pub(super) fn tokens(name: &str) -> Vec<String> {
    let parted = normal(name);
    if ["ne le", "nee le", "ne e le"].contains(&parted.as_str()) {
        return vec!["date".to_owned(), "naissance".to_owned()];
    }
    parted
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
        .split(' ')
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|word| !word.is_empty() && !ARTICLES.contains(word))
        .map(|word| match word {
            "n" | "no" | "num" | "number" => "numero".to_owned(),
            word => word.to_owned(),
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
        // `prenom1UniteLegale`
        small = c.is_lowercase() || small && c.is_ascii_digit();
        parted.push(c);
    }
    fold(&parted)
}

/// The kind of a column that is called so, with nothing beside that gives it to a thing. A word that nobody knows takes
/// nothing from what only persons have, such as a day of birth; the rest may then be an office's.
fn kind(kinds: &[Words], name: &[String]) -> Option<PersonalKind> {
    let is_of = |of: &Words| {
        let certain = of.certain.iter().any(|phrase| {
            around(phrase, name).is_some_and(|mut rest| !rest.any(|word| is_one_of(word, &[COUNTS, NOTES])))
        });
        let number = |word: &str| of.kind == PersonalKind::Number && word == "numero";
        let told = |phrase: &&str, surely: bool| {
            around(phrase, name).is_some_and(|mut rest| {
                rest.all(|word| {
                    let word = word.as_str();
                    let said = is_of_person(word) || phrase.split(' ').any(|one| one == word);
                    said || number(word) || (surely && !is_of_thing(word))
                })
            })
        };
        certain
            || of.surely.iter().any(|phrase| told(phrase, true))
            || of.others.iter().any(|phrase| told(phrase, false))
    };
    kinds.iter().find(|of| is_of(of)).map(|of| of.kind)
}

/// What stands around words in a row of a name; `None` when the name does not hold them.
fn around<'n>(phrase: &str, name: &'n [String]) -> Option<impl Iterator<Item = &'n String>> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let at = name
        .windows(words.len())
        .position(|part| part == words.as_slice())?;
    Some(name[..at].iter().chain(&name[at + words.len()..]))
}

/// Whether a word names a person, or may stand beside one and changes nothing.
fn is_of_person(word: &str) -> bool {
    PERSONS.contains(&word) || BESIDE.contains(&word)
}

/// Whether a word, in the singular or the plural, gives a column to a thing, to an office, or to what programs note.
pub(super) fn is_of_thing(word: &str) -> bool {
    is_one_of(word, &[OF_THINGS, OF_OFFICES, OF_PROGRAMS, COUNTS])
}

/// Whether a word or its singular is in one of these lists.
fn is_one_of(word: &str, lists: &[&[&str]]) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    lists
        .iter()
        .any(|known| known.contains(&word) || known.contains(&one))
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
            ("nom;Prénom(s)", vec![Name, Name]),
            ("N° de sécurité sociale;Prénom Nom", vec![Number, Name]),
            (
                "num_securite_sociale;num_ss;nir_assure;numero_cni;num_allocataire",
                vec![Number; 5],
            ),
            (
                "N° tel;N° de téléphone;téléphone domicile;tel_domicile",
                vec![Telephone; 4],
            ),
            (
                "PrénomNom;prenom_usuel;1er prénom;prénom de l'élu;prenom_maire",
                vec![Name; 5],
            ),
            (
                "nom_directeur;Nom de l'agent;nom_responsable;nom_assure;nom_de_jeune_fille;patient_name",
                vec![Name; 6],
            ),
            ("date_naiss;Né(e) le;DATNAIS;lieu_de_naissance", vec![Birth; 4]),
            (
                "Courrier électronique;adresse de courriel;customer_email",
                vec![Email; 3],
            ),
            ("adresse_beneficiaire;adresse du demandeur", vec![Address; 2]),
            ("prenom;sexe", vec![Name]),
            ("Horodateur;Votre nom;Votre commune", vec![Name]),
            (
                "Votre adresse e-mail;Mail du porteur;mail_resp;ADR_MAIL",
                vec![Email; 4],
            ),
            (
                "Date de naissance (JJ/MM/AAAA);DATENAIS;date_naissance_enf",
                vec![Birth; 3],
            ),
            ("Nom du répondant;Structure", vec![Name]),
            ("Nom du responsable;Coordonnées", vec![Name, Address]),
            ("civilite;nom;service", vec![Name, Name]),
            ("Organisme;CONTACT SUR LE SITE;FONCTION DU CONTACT", vec![Name]),
            ("Fonction du contact;Contact", vec![Name, Name]),
            (
                "Quel est votre nom ?;Pouvez-vous nous donner votre email ?",
                vec![Name, Email],
            ),
            ("QUESTIONNAIRE;NOM DU DOCUMENT;DÉPOSÉ PAR", vec![Name]),
            (
                "tel_resp;Téléphone du porteur de projet 2;N° de téléphone (facultatif)",
                vec![Telephone, Telephone],
            ),
            ("prenom;nom_famille;nombre", vec![Name, Name]),
            ("last_name;sexe;ville", vec![Name]),
            ("id;prenom;annee", vec![Name]),
            ("prenom;nombre;courriel", vec![Name, Email]),
            ("prenom;annee;nom", vec![Name, Name]),
            ("prenom_agent;annee", vec![Name]),
            (
                "prenom1UniteLegale;nomUniteLegale;sexeUniteLegale",
                vec![Name, Name],
            ),
            ("numero_secu_agent_public;nir_agent_public;NSS", vec![Number; 3]),
            ("nss;dossier", vec![Number]),
            ("num_securite_sociale_agent_public", vec![Number]),
            ("petitionnaire_nom;commune", vec![Name]),
            ("nom_employe;matricule", vec![Name]),
            ("Prénom du directeur de l'école;ville", vec![Name]),
            (
                "Nom du président de l'association;Prénom du président de l'association;\
                 Date de naissance du président de l'association",
                vec![Name, Name, Birth],
            ),
            (
                "prenom_beneficiaire_aide;date_naissance_stagiaire_formation;birth_date_school",
                vec![Name, Birth, Birth],
            ),
            (
                "nom_directeur_general;Nom du maire de la commune;nom_responsable_ministere",
                vec![Name; 3],
            ),
            ("prenom;annee_naissance;portable", vec![Name, Birth, Telephone]),
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
            "annee_naissance;nombre",
            "prenom;sexe;annee",
            "sexe;preusuel;annais;nombre",
            "Prénom;Nombre;Année",
            "firstName;year;count",
            "annee;prenom;departement;nb_naissances",
            "nom_ministere_responsable;adresse_service",
            "nombre_prenoms;taux_prenom_manquant;effectif_date_naissance",
            "nom_agent_chimique;type_nom_agent;nom_association;nom_structure_beneficiaire",
            "organisme_securite_sociale;code",
            "numero_voie;numero_serie",
            "nom de la commune;nom du fichier;adresse de l'établissement;nom_departement;mail générique",
            "last_name;frequency",
            "nom_famille",
            "first_name",
            "mails_envoyes;date_envoi_mail;email_template;email_verified;nb_tel;Type de téléphone",
            "mail_etab;courriel_ccas;tel_secretariat;email_bureaux;telephone_urgence;Mail de la sous-préfecture",
            "nombre de prénoms;taux_date_naissance_manquante",
            "civilite;nombre",
            "nom;contact;coordonnees",
            "coordonnees_x;coordonnees_y;nom",
            "famille;nom_famille_produit",
            "code;fonction_agent;nombre_agents",
            "Avez-vous un téléphone portable ?;Acceptez-vous de recevoir un mail ?;Abonnements au téléphone fixe",
            "Quel est le nom de votre commune ?;Votre nom de structure",
            "ine_code_region",
            "agency_id;agency_name;agency_email;agency_phone",
            "",
        ] {
            assert_eq!(of(header), [], "{header}");
        }
    }
}
