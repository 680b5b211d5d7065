// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use std::collections::BTreeMap;

use super::{Form, has, topic::topics, unnumbered};
use crate::facts::{Facts, Request, extract};
use crate::model::{Declarations, Globs, Known, Silent, Topic, Unknown, fold};
use crate::snapshot::{Limits, LiteralSnapshot};

#[test]
fn headings_tell_their_topics() {
    for (heading, expected) in [
        ("2. 🚀 Démarrage rapide", vec![Topic::Install]),
        ("Guide de l'utilisateur", vec![Topic::User]),
        ("Conditions d'utilisation", vec![]),
        ("Architecture technique", vec![Topic::Architecture]),
        ("Données de formation", vec![]),
        ("Support de formation", vec![Topic::Training]),
        ("Fonctionnalités", vec![Topic::Functional]),
        ("Running the tests", vec![]),
        ("Licence", vec![]),
        ("Modifier la structure du site", vec![]),
        ("Modules", vec![]),
        ("Project structure", vec![]),
        ("How it works", vec![Topic::Architecture]),
        ("Neural network architecture", vec![]),
        ("Formation professionnelle", vec![]),
        ("Tutoriel intégration iframe", vec![]),
        ("Tutoriel", vec![Topic::Training]),
    ] {
        let found: Vec<Topic> = topics(&unnumbered(fold(heading))).collect();
        assert_eq!(found, expected, "{heading}");
    }
    assert!(!has("documents", &["doc"]));
}

fn facts(files: &[(&str, &str)]) -> Facts {
    let tree: BTreeMap<String, String> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let request = Request {
        limits: Limits::default(),
        probes: Vec::new(),
        plans: std::sync::Arc::default(),
        ignore: Globs::default(),
        ignored_only: false,
        declared: Declarations::default(),
        forge: Known::No(Unknown::NoForge),
        now: 0,
        history: false,
    };
    extract(&LiteralSnapshot::new(tree), &request, &Silent)
}

/// The topics and the paths of guides, each once.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let mut told: Vec<String> = facts(files)
        .guides
        .iter()
        .filter(|guide| guide.topic != Topic::Any)
        .map(|guide| {
            let path = guide.place.path.as_deref().unwrap_or_default();
            format!("{} {path}", guide.topic.as_str())
        })
        .collect();
    told.dedup();
    told
}

#[test]
fn names_in_one_word_and_folders_tell_their_topics() {
    let long = "Un mot après un autre, et encore un, pour que le document dise quelque chose à tous.";
    for (path, topics) in [
        (
            "docs/projectArchitecture.md",
            vec!["architecture docs/projectArchitecture.md"],
        ),
        ("docs/userGuide.md", vec!["user docs/userGuide.md"]),
        ("docs/technique/flux.md", vec!["technical docs/technique/flux.md"]),
        (
            "docs/use-cases/forms.md",
            vec!["functional docs/use-cases/forms.md"],
        ),
        ("docs/features.md", vec!["functional docs/features.md"]),
        ("src/development/flux.md", vec![]),
    ] {
        assert_eq!(
            told(&[("README.md", "# Carte\n"), (path, long)]),
            topics,
            "{path}"
        );
    }
}

#[test]
fn what_the_product_shows_or_does_not_say_for_whom_is_to_be_confirmed() {
    let long = "## Comment utiliser les API ?\n\nUn mot après un autre, et encore un, pour que le document dise quelque chose à tous.";
    for (path, unsure) in [
        ("_data/guides/api-energie.md", true),
        ("content/docs/utiliser.md", false),
        ("website/content/docs/utiliser.md", false),
        ("backend/data/docs/utiliser.md", false),
        ("content/fr/documentation/utiliser.md", true),
        ("content/utiliser/guides/utiliser.md", true),
        ("site/content/guide/utiliser.md", true),
        ("docs/content/utiliser.md", false),
        ("docs/utiliser.md", false),
        ("guides/utiliser.md", false),
        ("docs/tutorial.md", true),
        ("docs/formation/tutorial.md", false),
        ("static/cas-d-usage.pdf", true),
        ("static/support-de-formation.pdf", false),
        ("static/manuel-utilisateur.pdf", false),
        ("docs/static/cas-d-usage.pdf", false),
    ] {
        let found = facts(&[("README.md", "# Carte\n"), (path, long)]);
        let forms: Vec<_> = found
            .guides
            .iter()
            .filter(|guide| guide.topic == Topic::Training || !path.contains("tutorial"))
            .map(|guide| guide.form == Form::Unsure)
            .collect();
        assert!(
            !forms.is_empty() && forms.iter().all(|one| *one == unsure),
            "{path}: {:?}",
            found.guides
        );
    }
}

#[test]
fn the_readme_of_a_part_speaks_where_the_first_one_leads_to_it() {
    let part = "# Web\n\n## Installation\n\n```\nmake\n```\n";
    for (link, leads) in [
        ("web/", true),
        ("./web", true),
        ("/web/README.md#installation", true),
        ("https://example.org/web/", false),
        ("../web/", false),
        ("webapp/", false),
    ] {
        let readme = format!("# Carte\n\n- [La page]({link})\n");
        let expected = if leads {
            vec!["install web/README.md"]
        } else {
            vec![]
        };
        assert_eq!(
            told(&[("README.md", &readme), ("web/README.md", part)]),
            expected,
            "{link}"
        );
    }
}

#[test]
fn a_project_of_the_name_of_a_site_links_to_its_own() {
    let readme = "Read the [documentation](https://symfony.com/doc) of the whole.\n";
    let guides = |package: &str| {
        let composer = format!("{{\"name\": \"{package}\"}}");
        let tree = [("README.md", readme), ("composer.json", composer.as_str())];
        facts(&tree).guides.len()
    };
    assert_eq!([guides("symfony/symfony"), guides("etalab/carte")], [1, 0]);
}

#[test]
fn sections_files_sites_links_and_pictures_are_guides() {
    let long = "Un mot après un autre, et encore un, pour que la section dise quelque chose.";
    let readme = concat!(
        "# Carte\n\n## Installation\n\n```\nmake\n```\n\n## Architecture\n\n![x](docs/archi.png)\n\n## Formation\n\nÀ venir.\n\n",
        "Voir le [guide utilisateur](https://carte.example.fr/guide) et [le wiki](https://forge.example.fr/a/b/-/wikis/home).\n"
    );
    let files = [
        ("README.md", readme),
        ("docs/manuel.md", long),
        ("docs/mkdocs.yml", "site_name: x"),
        ("docs/archi.png", "x"),
        ("src/guide.md", long),
    ];
    let facts = facts(&files);
    let found: Vec<String> = facts
        .guides
        .iter()
        .map(|guide| {
            let path = guide.place.path.as_deref().unwrap_or_default();
            format!(
                "{} {:?} {path}:{}",
                guide.topic.as_str(),
                guide.form,
                guide.place.line.unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "any File docs/manuel.md:0",
            "any Site docs/mkdocs.yml:0",
            "any Link README.md:17",
            "any Link README.md:17",
            "user File docs/manuel.md:0",
            "user Link README.md:17",
            "install Section README.md:3",
            "architecture Section README.md:9",
            "diagram Section README.md:9",
            "diagram File docs/archi.png:0",
            "diagram Link README.md:11",
        ]
    );
}
