// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licences that somebody changed: what takes something back, and what does not.

use super::tests::{find, ids, spdx};
use crate::licence::{Kind, identify};

#[test]
fn restrictions_that_are_added_make_a_licence_doubtful() {
    for (id, addition) in [
        (
            "Apache-2.0",
            "“Commons Clause” License Condition: the grant of rights does not include the right to sell.",
        ),
        ("MIT", "For non-commercial use only."),
        ("MIT", "Usage non commercial uniquement."),
        ("BSD-3-Clause", "The Software shall be used for Good, not Evil."),
        ("MIT", "Licence accordée pour un usage non-\ncommercial."),
        ("MIT", "Toute utilisation commerciale est interdite."),
        ("MIT", "Use by military organisations is forbidden."),
        ("ISC", "Commercial use is prohibited."),
        ("MIT", "The Software may not be used for commercial purposes."),
        ("MIT", "L'utilisation à des fins commerciales est interdite."),
        (
            "Apache-2.0",
            "ADDITIONAL TERM: the Software may not be offered as a hosted service.",
        ),
    ] {
        for text in [
            format!("{}\n\n{addition}", spdx(id)),
            format!("{addition}\n\n{}", spdx(id)),
        ] {
            let found = find(&text);
            assert!(
                found.iter().all(|found| !found.is_sure()),
                "{id} {addition}: {found:?}"
            );
        }
    }
    let allowed = format!("{}\n\nFree for commercial and non-commercial use.", spdx("MIT"));
    assert_eq!(ids(&allowed), ["MIT"]);
    assert_eq!(ids(spdx("JSON")), ["JSON"]);
    assert_eq!(ids(spdx("CC-BY-NC-SA-4.0")), ["CC-BY-NC-SA-4.0"]);
}

#[test]
fn words_changed_in_a_licence_that_take_something_back_make_it_doubtful() {
    let mit = spdx("MIT").split_whitespace().collect::<Vec<_>>().join(" ");
    for (meant, said) in [
        (
            "hereby granted, free of charge, to any",
            "granted to friends of the author, to any",
        ),
        ("free of charge", "for a fee of ten euros"),
        (
            "without restriction, including",
            "for the time of a trial only, including",
        ),
        (
            "to any person obtaining",
            "to any non-profit organisation obtaining",
        ),
        (
            "sublicense, and/or sell copies",
            "and sublicense but not sell copies",
        ),
        ("modify, merge, publish, ", ""),
        (
            "following conditions:",
            "following conditions: The Software shall not be shown to children.",
        ),
    ] {
        let text = mit.replacen(meant, said, 1);
        assert_ne!(text, mit, "{meant}");
        let found = find(&text);
        assert!(found.iter().all(|found| !found.is_sure()), "{said}: {found:?}");
    }
    for (meant, said) in [
        ("WITHOUT WARRANTY OF ANY KIND", "WITH NO PROMISE WHATSOEVER"),
        ("AUTHORS OR COPYRIGHT HOLDERS BE", "MINISTRY OF THE SEA BE"),
        ("the \"Software\"", "the \"Registre\""),
    ] {
        let text = mit.replacen(meant, said, 1);
        assert_ne!(text, mit, "{meant}");
        assert_eq!(ids(&text), ["MIT"], "{said}");
    }
}

/// Sentences that take something back, of every kind, in both languages.
const TAKEN_BACK: &[&str] = &[
    "Use of this software in weapons is not permitted.",
    "No part of the program may be run by insurance companies.",
    "A company of more than fifty people must purchase a separate licence to use the program.",
    "This software may be used solely by schools.",
    "The licence is limited to residents of the Union.",
    "Modified copies may not be distributed without the prior consent of the ministry.",
    "Users must display the logotype of the ministry on each page of the software.",
    "La redistribution du logiciel en dehors du ministère est exclue.",
    "Le logiciel ne peut servir à entraîner des modèles.",
    "Cette licence est réservée aux collectivités.",
    "L'utilisation par une entreprise est soumise à l'accord écrit du ministère.",
    "La réutilisation par un tiers donne lieu à une redevance.",
];

/// Sentences that stand beside licences and take nothing back.
const HARMLESS: &[&str] = &[
    "See the file AUTHORS for the list of people who wrote this software.",
    "The logo of the ministry may not be used without permission.",
    "You are free to use this software for commercial purposes too.",
    "Ce logiciel a été écrit par l'équipe du défi avec le soutien du ministère.",
    "La marque et le logo ne peuvent pas être réutilisés.",
    "For questions about this licence, write to the team.",
    "Les contributions sont les bienvenues et sont publiées sous la même licence.",
];

#[test]
fn sentences_beside_or_within_a_licence_that_take_something_back_make_it_doubtful() {
    for id in ["MIT", "ISC", "BSD-3-Clause", "EUPL-1.2"] {
        for sentence in TAKEN_BACK {
            for text in placed(spdx(id), sentence) {
                let found = find(&text);
                assert!(
                    found.iter().all(|found| !found.is_sure()),
                    "{id} {sentence}: {found:?}"
                );
            }
        }
        for sentence in HARMLESS {
            for text in placed(spdx(id), sentence) {
                let names = ids(&text);
                let restricted = names.iter().any(|name| name.contains("restricted"));
                assert!(!restricted, "{id} {sentence}: {names:?}");
            }
        }
    }
}

/// A sentence before a text, behind it, and as a paragraph within.
fn placed(text: &str, sentence: &str) -> Vec<String> {
    let text = text.trim();
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let middle = paragraphs.len() / 2;
    vec![
        format!("{sentence}\n\n{text}\n"),
        format!("{text}\n\n{sentence}\n"),
        format!(
            "{}\n\n{sentence}\n\n{}\n",
            paragraphs[..middle].join("\n\n"),
            paragraphs[middle..].join("\n\n")
        ),
    ]
}

#[test]
fn words_changed_in_the_sentence_that_grants_make_it_doubtful() {
    for (id, meant, said) in [
        (
            "Zlib",
            "including commercial applications",
            "excluding commercial applications",
        ),
        (
            "ISC",
            "for any purpose with or without fee",
            "for teaching without fee",
        ),
        ("MIT", "to any person obtaining", "to any student obtaining"),
        ("MIT", "is hereby granted", "may be granted"),
        (
            "MIT",
            "subject to the following conditions",
            "subject to approval and to the following conditions",
        ),
        (
            "BSD-2-Clause",
            "with or without modification",
            "without modification",
        ),
        ("BSD-2-Clause", "Redistribution and use in", "Use in"),
        ("BSD-3-Clause", "source and binary forms", "binary form"),
        ("Apache-2.0", "prepare Derivative Works of, ", ""),
        ("Apache-2.0", "perpetual, worldwide", "yearly, national"),
    ] {
        let text = spdx(id).split_whitespace().collect::<Vec<_>>().join(" ");
        let changed = text.replacen(meant, said, 1);
        assert_ne!(text, changed, "{id} {meant}");
        let found = find(&changed);
        assert!(
            found.iter().all(|found| !found.is_sure()),
            "{id} {said}: {found:?}"
        );
    }
    // The work may bear its own name, and the holder too.
    let isc = spdx("ISC").replace("this software", "the Cadastre library");
    assert_eq!(ids(&isc), ["ISC"]);
}

#[test]
fn a_licence_that_one_word_makes_needs_that_word() {
    let nuclear = format!(
        "{}\n\nThis software is not designed, licensed or intended for use in the design, construction, operation or maintenance of any nuclear facility.",
        spdx("BSD-3-Clause")
    );
    assert!(
        ids(&nuclear).iter().all(|name| !name.contains("Military")),
        "{:?}",
        ids(&nuclear)
    );
    let research = spdx("MIT").replacen(
        "conditions:",
        "conditions: The Software may be used solely for research.",
        1,
    );
    assert!(
        ids(&research).iter().all(|name| !name.contains("JSON")),
        "{:?}",
        ids(&research)
    );
}

#[test]
fn a_file_that_names_a_licence_and_takes_something_back_grants_another() {
    for text in [
        "This project is licensed under a modified version of the Apache License 2.0.",
        "Licence : Apache 2.0\n\nCommons Clause: the right to sell is not granted.",
        "The library foo is under the MIT licence.\n\nIt is forbidden to copy, merge or sell the software.",
    ] {
        let found = identify("LICENSE", text, Kind::Licence).matches;
        assert!(found.iter().all(|found| !found.is_sure()), "{text}: {found:?}");
    }
    let plain = identify(
        "LICENSE",
        "Licensed under the Apache License, Version 2.0.",
        Kind::Licence,
    )
    .matches;
    assert!(plain.iter().any(crate::model::LicenceMatch::is_sure), "{plain:?}");
}

#[test]
fn a_text_that_is_said_not_to_be_the_project_s_is_doubtful() {
    for before in [
        "Ce logiciel n'est plus sous la licence suivante :",
        "The following example does not apply to this software:",
        "Ce logiciel est propriétaire. Il contient une bibliothèque, dont voici la licence :",
        "Proprietary and confidential.\n\nThird party notices",
    ] {
        let found = find(&format!("{before}\n\n{}", spdx("MIT")));
        assert!(found.iter().all(|found| !found.is_sure()), "{before}: {found:?}");
    }
}
