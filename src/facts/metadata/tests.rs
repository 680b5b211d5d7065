// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use std::sync::Arc;

use proptest::prelude::*;

use super::language::is_tag;
use super::{Description, Standard, read};
use crate::facts::decode::decode;
use crate::facts::tree;
use crate::model::{Evidence, Message, NonEmpty};
use crate::opendata::Charset;

fn of(standard: Standard, text: &str) -> Description {
    let text = decode(text.into()).expect("the content is a text");
    let documents = match standard {
        Standard::Codemeta => NonEmpty::one(Arc::new(tree::json(&text).unwrap())),
        _ => tree::yaml(&text).unwrap(),
    };
    read(&Arc::from("f"), standard, Charset::UTF_8, &documents)
}

/// `line:column kind of note and its salient part`.
fn told(list: &[Evidence]) -> Vec<String> {
    list.iter()
        .map(|one| {
            let Message::Metadata(note) = &one.message else {
                panic!("another message: {:?}", one.message)
            };
            let kind = format!("{note:?}");
            let kind = kind.split(['(', ' ', '{']).next().unwrap_or_default().to_owned();
            let (line, column) = (one.place.line.unwrap_or(0), one.place.column.unwrap_or(0));
            format!("{line}:{column} {kind} {}", note.salient())
        })
        .collect()
}

fn publiccode(text: &str) -> Vec<String> {
    told(&of(Standard::Publiccode, text).faults)
}

const WHOLE: &str = "\
publiccodeYmlVersion: '0.7'
name: Carte
url: https://forge.example.org/etat/carte.git
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
softwareVersion: '1.2.0'
releaseDate: 2026-01-31
organisation:
  uri: urn:x-etat:carte
description:
  fr:
    shortDescription: Une carte des écoles
    longDescription: >-
      Cette carte montre les écoles de chaque commune, leurs effectifs et leurs classes, pour que les mairies préparent
      la rentrée. Elle se met à jour chaque nuit depuis les fichiers publiés.
    features: [Chercher une école]
legal:
  license: MIT OR etalab-2.0
maintenance:
  type: internal
  contacts:
    - name: Camille Martin
      email: camille.martin@example.org
localisation:
  localisationReady: true
  availableLanguages: [fr, sl-IT-nedis]
";

fn with(from: &str, to: &str) -> String {
    assert!(WHOLE.contains(from), "{from}");
    WHOLE.replace(from, to)
}

#[test]
fn a_whole_file_has_no_fault() {
    let found = of(Standard::Publiccode, WHOLE);
    assert_eq!(told(&found.faults), Vec::<String>::new());
    assert_eq!(told(&found.stale), Vec::<String>::new());
    assert_eq!(found.version.as_deref(), Some("0.7"));
}

#[expect(clippy::too_many_lines, reason = "one table of cases")]
#[test]
fn each_fault_of_publiccode_is_told_at_its_place() {
    let cases = [
        ("name: Carte\n", "name:\n", "2:1 Missing name"),
        (
            "url: https://forge.example.org/etat/carte.git",
            "url: git@forge.example.org:etat/carte",
            "3:6 Malformed url",
        ),
        ("platforms: [web]", "platforms: {web: 1}", "4:1 Kind platforms"),
        ("stable", "released", "5:20 NotListed developmentStatus"),
        ("standalone/web", "standalone", "6:15 NotListed softwareType"),
        ("2026-01-31", "31/01/2026", "8:14 Malformed releaseDate"),
        ("2026-01-31", "2026-02-31", "8:14 Malformed releaseDate"),
        ("urn:x-etat:carte", "etat", "10:8 Malformed organisation.uri"),
        (
            "  uri: urn:x-etat:carte",
            "  name: État",
            "9:1 Missing organisation.uri",
        ),
        ("  fr:\n", "  fr_FR:\n", "12:3 Malformed description.fr_FR"),
        ("  fr:\n", "  french:\n", "12:3 Malformed description.french"),
        (
            "[fr, sl-IT-nedis]",
            "[french, en]",
            "27:24 Malformed localisation.availableLanguages[0]",
        ),
        (
            "name: Carte\n",
            "name: Carte\nsupports:\n  - id: alias:rgpd\n",
            "4:9 NotListed supports[0].id",
        ),
        (
            "name: Carte\n",
            "name: Carte\nsupports:\n  - id: rgpd\n",
            "4:9 Malformed supports[0].id",
        ),
        (
            "    features: [Chercher une école]\n",
            "",
            "11:1 Missing description.fr.features",
        ),
        ("MIT OR etalab-2.0", "GPLv3", "19:12 Malformed legal.license"),
        (
            "type: internal",
            "type: contract",
            "20:1 Missing maintenance.contractors",
        ),
        (
            "camille.martin@example.org",
            "camille",
            "24:14 Malformed maintenance.contacts[0].email",
        ),
        (
            "localisationReady: true",
            "localisationReady: yes",
            "26:22 Kind localisation.localisationReady",
        ),
        (
            "[fr, sl-IT-nedis]",
            "[]",
            "27:3 Missing localisation.availableLanguages",
        ),
        (
            "[fr, sl-IT-nedis]",
            "[fr, f]",
            "27:28 Malformed localisation.availableLanguages[1]",
        ),
        ("name: Carte\n", "name: Carte\nname: Plan\n", "3:1 Twice name"),
        (
            "name: Carte\n",
            "name: Carte\nlogo: /logo.png\n",
            "3:7 Malformed logo",
        ),
        (
            "name: Carte\n",
            "name: Carte\ncategories: [cartes]\n",
            "3:14 NotListed categories[0]",
        ),
        (
            "name: Carte\n",
            "name: Carte\ncategory: other\n",
            "3:1 UnknownKey category",
        ),
        (
            "publiccodeYmlVersion: '0.7'",
            "publiccodeYmlVersion: 0.7",
            "1:23 Kind publiccodeYmlVersion",
        ),
        (
            "publiccodeYmlVersion: '0.7'",
            "publiccodeYmlVersion: 'v-next'",
            "1:23 Malformed publiccodeYmlVersion",
        ),
    ];
    for (from, to, expected) in cases {
        let found = publiccode(&with(from, to));
        assert!(
            found.iter().any(|one| one == expected),
            "{to}: {found:?} lacks {expected}"
        );
        assert!(found.len() <= 2, "{to}: {found:?}");
    }
}

#[test]
fn lengths_count_letters_not_marks() {
    let long = "é".repeat(150);
    assert!(publiccode(&with("Une carte des écoles", &long)).is_empty());
    let decomposed = "e\u{301}".repeat(150);
    assert!(publiccode(&with("Une carte des écoles", &decomposed)).is_empty());
    let found = publiccode(&with("Une carte des écoles", &"é".repeat(151)));
    assert_eq!(found, ["13:23 Long description.fr.shortDescription"]);
}

#[test]
fn contractors_stand_beside_a_contract_only() {
    let named = "type: internal\n  contractors:\n    - {name: A, until: '2020-01-01'}";
    assert_eq!(
        publiccode(&with("type: internal", named)),
        ["22:3 Unfit maintenance.contractors"]
    );
    let contract = with("type: internal", &named.replace("internal", "contract"));
    let found = of(Standard::Publiccode, &contract);
    assert_eq!(told(&found.faults), Vec::<String>::new());
    assert_eq!(found.ends.len(), 1);
    // Before 0.5 the standard did not forbid them.
    let old = with("'0.7'", "'0.4'")
        .replace("type: internal", named)
        .replace("platforms", "categories: []\nplatforms");
    assert_eq!(publiccode(&old), ["4:1 Missing categories"]);
}

#[test]
fn versions_are_told_apart() {
    let stale = |text: &str| told(&of(Standard::Publiccode, text).stale);
    assert_eq!(stale(&with("'0.7'", "'0.5'")), ["1:23 OldVersion 0.5"]);
    assert_eq!(stale(&with("'0.7'", "'0'")), Vec::<String>::new());
    assert_eq!(
        stale(&with(
            "name: Carte\n",
            "name: Carte\nIT:\n  conforme: {gdpr: true}\n"
        )),
        ["3:1 Deprecated IT"]
    );
    // Version 0.2 asks for categories, for a generic name and for longer texts.
    let old = publiccode(&with("'0.7'", "'0.2'"));
    assert!(old.contains(&"1:1 Missing categories".to_owned()), "{old:?}");
    assert!(
        old.contains(&"12:3 Missing description.fr.genericName".to_owned()),
        "{old:?}"
    );
    assert!(
        old.iter()
            .any(|one| one.ends_with("Short description.fr.longDescription")),
        "{old:?}"
    );
    // A version to come is held against what all share.
    let next = with("'0.7'", "'1.3'").replace("name: Carte", "name: Carte\nnewKey: 1");
    assert_eq!(publiccode(&next), Vec::<String>::new());
    let next = of(Standard::Publiccode, &next);
    assert_eq!((next.version, next.foreign.as_deref()), (None, Some("1.3")));
    for (version, foreign) in [
        ("0.8.0", true),
        ("99", true),
        ("0.1", true),
        ("0.7.1", false),
        ("0", false),
    ] {
        let found = of(Standard::Publiccode, &with("'0.7'", &format!("'{version}'")));
        assert_eq!(found.foreign.is_some(), foreign, "{version}");
    }
    let none = with("publiccodeYmlVersion: '0.7'\n", "");
    assert_eq!(publiccode(&none), ["1:1 Missing publiccodeYmlVersion"]);
}

#[test]
fn citations_follow_their_schema() {
    let whole = "cff-version: 1.2.0\nmessage: Citez-nous\ntitle: Carte\nauthors:\n  - family-names: Martin\n    given-names: Camille\n    orcid: https://orcid.org/0000-0001-2345-6789\n  - name: État\nversion: 1.0\ndoi: 10.5281/zenodo.1003150\nlicense: [MIT, Apache-2.0]\ndate-released: 2026-01-31\n";
    assert_eq!(told(&of(Standard::Citation, whole).faults), Vec::<String>::new());
    let cases = [
        ("title: Carte\n", "", "1:1 Missing title"),
        (
            "1.0\ndoi: 10",
            "1.0\ndoi: https://doi.org/10",
            "10:6 Malformed doi",
        ),
        ("[MIT, Apache-2.0]", "Licence MIT", "11:10 Malformed license"),
        (
            "[MIT, Apache-2.0]",
            "MIT OR Apache-2.0",
            "11:10 Malformed license",
        ),
        ("[MIT, Apache-2.0]", "[mit]", "11:11 Malformed license[0]"),
        ("message: Citez-nous", "message: 3", "2:10 Kind message"),
        ("title: Carte", "title: true", "3:8 Kind title"),
        ("1.2.0", "1.2", "1:14 NotListed cff-version"),
        ("1.2.0", "v1.2.0", "1:14 NotListed cff-version"),
        ("2026-01-31", "2026", "12:16 Malformed date-released"),
        ("  - name: État", "  - État", "8:5 Kind authors[1]"),
        (
            "given-names",
            "first-name",
            "6:5 UnknownKey authors[0].first-name",
        ),
    ];
    for (from, to, expected) in cases {
        let found = told(&of(Standard::Citation, &whole.replace(from, to)).faults);
        assert_eq!(found, [expected]);
    }
    for (month, expected) in [("13", true), ("0", true), ("05", false), ("12", false)] {
        let more = format!(
            "{whole}preferred-citation:\n  type: book\n  title: A\n  authors:\n  - name: B\n  month: {month}\n"
        );
        let found = told(&of(Standard::Citation, &more).faults);
        assert_eq!(!found.is_empty(), expected, "{found:?}");
    }
    let old = of(Standard::Citation, &whole.replace("1.2.0", "1.0.3"));
    assert_eq!(told(&old.stale), ["1:14 OldVersion 1.0.3"]);
    assert_eq!(told(&old.faults), Vec::<String>::new());
    let next = of(Standard::Citation, &whole.replace("1.2.0", "1.3.0"));
    assert_eq!(next.foreign.as_deref(), Some("1.3.0"));
    assert!(next.faults.is_empty() && next.stale.is_empty());
    let plus = whole.replace("[MIT, Apache-2.0]", "GPL-2.0+");
    assert_eq!(told(&of(Standard::Citation, &plus).faults), Vec::<String>::new());
}

#[test]
fn codemeta_is_held_against_its_context() {
    let whole = "{\"@context\": \"https://w3id.org/codemeta/3.0\",\n\"@type\": \"SoftwareSourceCode\",\n\"name\": \"Carte\", \"dateCreated\": \"2026-01-31T10:00:00Z\",\n\"continuousIntegration\": \"https://a.fr\"}";
    assert_eq!(told(&of(Standard::Codemeta, whole).faults), Vec::<String>::new());
    let cases = [
        ("\"@type\": \"SoftwareSourceCode\",", "", "1:1 Missing @type"),
        ("SoftwareSourceCode", "Book", "2:10 NotListed @type"),
        ("\"name\"", "\"title\"", "3:1 UnknownKey title"),
        ("2026-01-31T10", "31/01/2026 10", "3:33 Malformed dateCreated"),
    ];
    for (from, to, expected) in cases {
        assert_eq!(
            told(&of(Standard::Codemeta, &whole.replace(from, to)).faults),
            [expected]
        );
    }
    let old = whole.replace(
        "https://w3id.org/codemeta/3.0",
        "https://doi.org/10.5063/schema/codemeta-2.0",
    );
    assert_eq!(
        told(&of(Standard::Codemeta, &old).faults),
        ["4:1 UnknownKey continuousIntegration"]
    );
    // Another context may know any term.
    let more = whole.replace(
        "\"https://w3id.org/codemeta/3.0\"",
        "[\"https://w3id.org/codemeta/3.0\", {\"title\": \"x:t\"}]",
    );
    assert!(told(&of(Standard::Codemeta, &more.replace("\"name\"", "\"title\"")).faults).is_empty());
}

#[test]
fn language_tags_are_codes_in_their_form_or_not() {
    for tag in [
        "fr",
        "FR",
        "fr-FR",
        "sr-Latn-RS",
        "sl-IT-nedis",
        "de-1996",
        "zh-yue",
        "en-a-bbb-x-a",
        "x-y",
        "i-klingon",
        "fra",
        "es-419",
        "br",
        "gcf",
        "zh-Hant",
    ] {
        assert_eq!(is_tag(tag), tag != "x-y", "{tag}");
    }
    for tag in [
        "",
        "f",
        "fr_FR",
        "fr-",
        "-fr",
        "fr--FR",
        "français",
        "fr-F",
        "en-a",
        "de-x",
        "123",
        "fr-FR-FR",
        "french",
        "anglais",
        "dk",
        "english-GB",
    ] {
        assert!(!is_tag(tag), "{tag}");
    }
}

#[test]
fn a_broken_or_cyclic_file_ends() {
    let bomb = "description: &d\n  fr: &e\n    features: [*d, *d, *e]\nlegal: *d\n";
    assert!(!publiccode(bomb).is_empty());
    let many = format!("description:\n{}", "  fr: {}\n".repeat(20_000));
    assert!(publiccode(&many).len() <= super::MOST_FAULTS);
}

proptest! {
    #[test]
    fn no_tree_makes_a_check_panic(text in "((publiccodeYmlVersion|description|legal|maintenance|localisation|IT|url|fr|authors|identifiers|@type|@context): ?[\\[{'a-c0-9: }\\],]{0,12}\n *){0,12}") {
        let text = decode(format!("a: 1\n{text}").into_bytes()).unwrap();
        if let Ok(documents) = tree::yaml(&text) {
            for standard in [Standard::Publiccode, Standard::Citation, Standard::Codemeta] {
                let found = read(&Arc::from("f"), standard, Charset::UTF_8, &documents);
                for fault in &found.faults {
                    prop_assert!(matches!(fault.message, Message::Metadata(_)));
                    prop_assert!(fault.place.line.is_some_and(|line| line >= 1));
                }
            }
        }
    }
}
