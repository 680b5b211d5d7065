// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The words by which columns about persons are told, and those of statistics.

use crate::model::PersonalKind;

/// The words of one kind of column, by how far what stands beside them may give the column to something else.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) kind: PersonalKind,
    /// What no thing, no office and no program has: a first name, a day of birth, the number of the social security.
    /// Nothing beside it gives it to something else.
    pub(super) certain: &'static [&'static str],
    /// What only persons have: a word that nobody knows beside it changes nothing.
    pub(super) surely: &'static [&'static str],
    /// What a word that nobody knows beside it may give to anything.
    pub(super) others: &'static [&'static str],
}

/// Words in a row that make a column one of persons, whatever stands beside it. Articles are left out, and whatever
/// means a number is `numero`.
pub(super) const STRONG: &[Words] = &[
    Words {
        kind: PersonalKind::Birth,
        certain: &[
            "date naissance",
            "date naiss",
            "dt naissance",
            "datenaissance",
            "naissance date",
            "birth date",
            "birthdate",
            "date birth",
        ],
        surely: &[
            "lieu naissance",
            "commune naissance",
            "pays naissance",
            "departement naissance",
            "ville naissance",
            "birth place",
            "place birth",
        ],
        others: &[
            "datnais",
            "datenais",
            "datenaiss",
            "date nais",
            "dt nais",
            "dnais",
            "dob",
            "birthday",
            "ddn",
        ],
    },
    Words {
        kind: PersonalKind::Name,
        certain: &[
            "prenom",
            "prenoms",
            "prenomnom",
            "nomprenom",
            "firstname",
            "first name",
            "given name",
        ],
        surely: &[
            "lastname",
            "last name",
            "surname",
            "nom naissance",
            "nom marital",
            "nom patronymique",
            "nom jeune fille",
            "maiden name",
            "votre nom",
            "your name",
        ],
        others: &[
            "family name",
            "nom famille",
            "nom usage",
            "nom complet",
            "full name",
            "fullname",
            "identite",
            "fonction contact",
            "fonction interlocuteur",
            "fonction referent",
            "fonction responsable",
            "depose par",
            "saisi par",
            "saisie par",
            "redige par",
            "renseigne par",
            "rempli par",
            "signe par",
        ],
    },
    Words {
        kind: PersonalKind::Number,
        certain: &["numero securite sociale", "numero secu", "social security numero"],
        surely: &[
            "securite sociale",
            "numero passeport",
            "passport numero",
            "numero allocataire",
            "numero carte identite",
            "numero cni",
        ],
        others: &["nir", "numero ss", "nss", "ssn", "numero fiscal", "ine"],
    },
    Words {
        kind: PersonalKind::Email,
        certain: &[],
        surely: &[
            "email",
            "e mail",
            "mail",
            "courriel",
            "adresse electronique",
            "courrier electronique",
        ],
        others: &[
            "adresse mail",
            "adresse email",
            "adresse e mail",
            "adresse courriel",
            "email address",
            "mel",
            "adr mel",
            "adresse mel",
        ],
    },
    Words {
        kind: PersonalKind::Telephone,
        certain: &[],
        surely: &["telephone", "tel", "phone"],
        others: &["numero tel", "numero telephone", "phone numero", "mobile phone"],
    },
    Words {
        kind: PersonalKind::Bank,
        certain: &[],
        surely: &[],
        others: &["iban", "rib", "numero compte bancaire", "bank account"],
    },
    Words {
        kind: PersonalKind::Network,
        certain: &[],
        surely: &[],
        others: &["adresse ip", "ip address", "ipaddress", "ip adresse"],
    },
];

/// Words that mean a person only beside a strong column, or with a word for a person.
pub(super) const WEAK: &[Words] = &[
    Words {
        kind: PersonalKind::Name,
        certain: &[],
        surely: &[],
        others: &["nom", "name", "civilite", "patronyme", "contact"],
    },
    Words {
        kind: PersonalKind::Address,
        certain: &[],
        surely: &[],
        others: &[
            "adresse",
            "adresse postale",
            "adresse personnelle",
            "address",
            "home address",
            "postal address",
            "domicile",
            "coordonnees",
        ],
    },
    Words {
        kind: PersonalKind::Birth,
        certain: &[],
        surely: &[],
        others: &["annee naissance", "birth year"],
    },
    Words {
        kind: PersonalKind::Telephone,
        certain: &[],
        surely: &[],
        others: &["portable", "mobile", "gsm"],
    },
];

/// Words that name a person: a column that they end is a person's.
pub(super) const PERSONS: &[&str] = &[
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
    "customer",
    "employe",
    "employee",
    "student",
    "applicant",
    "owner",
    "proprietaire",
    "declarant",
    "directeur",
    "directrice",
    "maire",
    "elu",
    "elue",
    "assure",
    "allocataire",
    "adherent",
    "benevole",
    "conjoint",
    "pere",
    "mere",
    "tuteur",
    "gerant",
    "dirigeant",
    "medecin",
    "enseignant",
    "professeur",
    "etudiant",
    "president",
    "representant",
    "locataire",
    "habitant",
    "victime",
    "temoin",
    "conducteur",
    "passager",
    "repondant",
    "repondante",
    "respondent",
    "interlocuteur",
    "interlocutrice",
    "correspondant",
    "coordinateur",
    "coordinatrice",
    "signataire",
    "deposant",
    "stagiaire",
    "apprenti",
    "participant",
    "inscrit",
    "membre",
    "adjoint",
    "conseiller",
    "conseillere",
    "formateur",
    "formatrice",
    "animateur",
    "animatrice",
    "utilisateur",
    "utilisatrice",
    "administre",
    "presidente",
    "epoux",
    "epouse",
    "defunt",
    "petitionnaire",
    "votre",
    "vos",
    "your",
];

/// Words that make statistics of it, or a note on whether and how it is filled in.
pub(super) const NOTES: &[&str] = &[
    "taux",
    "part",
    "pourcentage",
    "percent",
    "manquant",
    "manquante",
    "manquants",
    "manquantes",
    "missing",
    "valid",
    "valide",
    "verified",
    "verifie",
    "verifiee",
    "verification",
    "hash",
    "format",
    "type",
    "presence",
    "existe",
    "has",
    "is",
    "status",
    "statut",
];

/// What is somebody's right beside a word of [`BEARERS`], whatever thing that person serves or gets.
pub(super) const BORNE: &[(PersonalKind, &[&str])] = &[
    (PersonalKind::Name, &["nom", "nom famille", "name", "patronyme"]),
    (PersonalKind::Number, &["nir", "nss"]),
];

/// Words for a person who is told by what that person serves or gets: the president of an association.
pub(super) const BEARERS: &[&str] = &[
    "president",
    "presidente",
    "directeur",
    "directrice",
    "maire",
    "eleve",
    "beneficiaire",
    "agent",
    "stagiaire",
    "usager",
    "responsable",
    "gerant",
    "gerante",
    "petitionnaire",
    "demandeur",
];

/// Words that may stand beside and change nothing.
pub(super) const BESIDE: &[&str] = &[
    "pro",
    "perso",
    "personnel",
    "personnelle",
    "professionnel",
    "professionnelle",
    "usuel",
    "usuelle",
    "premier",
    "second",
    "deuxieme",
    "1er",
    "2e",
    "principal",
    "principale",
    "domicile",
    "fixe",
    "mobile",
    "portable",
    "gsm",
    "nom",
    "et",
];

/// Articles and what is left of "(s)" and "(e)".
pub(super) const ARTICLES: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "l", "les", "of", "the", "s", "e",
];

/// Columns that show `nir` to be the near infrared.
pub(super) const BANDS: &[&str] = &[
    "red", "green", "blue", "swir", "ndvi", "rouge", "vert", "bleu", "r", "g", "b", "irc", "rvb",
];

/// A first name or a family name and nothing else.
pub(super) const BARE_NAMES: &[&str] = &[
    "prenom",
    "prenoms",
    "preusuel",
    "firstname",
    "lastname",
    "surname",
    "patronyme",
];

/// Words that count.
pub(super) const COUNTS: &[&str] = &[
    "nombre",
    "nombres",
    "nb",
    "nbre",
    "count",
    "counts",
    "total",
    "effectif",
    "effectifs",
    "occurrence",
    "occurrences",
    "frequence",
    "frequency",
    "naissances",
    "births",
    "rang",
    "rank",
];

/// Words that tell when.
pub(super) const TIMES: &[&str] = &[
    "annee", "annees", "year", "annais", "decennie", "decade", "periode", "period",
];

/// Other words of statistics.
pub(super) const STATISTICS: &[&str] = &[
    "sexe",
    "sex",
    "genre",
    "gender",
    "part",
    "pourcentage",
    "percent",
    "taux",
    "code",
    "insee",
    "dep",
    "dpt",
    "dept",
    "reg",
    "geo",
    "libelle",
    "masculin",
    "feminin",
    "garcons",
    "filles",
    "langue",
    "language",
    "origine",
    "origin",
];
