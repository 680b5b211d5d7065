// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the embedded rules must be, whatever they judge.

use std::collections::BTreeSet;
use std::path::Path;

use vigie::model::{Level, Localized};
use vigie::rule::{EMBEDDED_RULES, Rule, RuleSet, Selection, Selector};

fn set() -> RuleSet {
    RuleSet::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn texts(rule: &Rule) -> [(&'static str, &Localized); 3] {
    [("title", &rule.title), ("why", &rule.why), ("fix", &rule.fix)]
}

#[test]
fn the_embedded_set_builds() {
    let set = set();
    assert!(set.rules().len() >= 42, "{} rules", set.rules().len());
    assert!(set.profiles().len() >= 3);
}

#[test]
fn every_file_of_the_folder_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let embedded: BTreeSet<&str> = EMBEDDED_RULES.iter().map(|(path, _)| *path).collect();
    for folder in std::fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let Ok(files) = std::fs::read_dir(&folder) else {
            continue;
        };
        for file in files.map(|entry| entry.unwrap().path()) {
            let inside = file
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            assert!(embedded.contains(inside.as_str()), "{inside} is not embedded");
        }
    }
}

#[test]
fn identifiers_are_the_names_of_the_files() {
    let set = set();
    for rule in set.rules() {
        let path = format!("{}/{}.toml", rule.category, rule.id);
        assert!(
            EMBEDDED_RULES.iter().any(|(known, _)| *known == path),
            "{path} is missing"
        );
    }
}

#[test]
fn every_category_holds_a_rule() {
    let set = set();
    for category in set.categories() {
        assert!(
            set.rules().iter().any(|rule| rule.category == category.id),
            "{} is empty",
            category.id
        );
    }
}

#[test]
fn titles_are_one_line_without_a_final_stop() {
    for rule in set().rules() {
        for title in [&rule.title.fr, &rule.title.en] {
            assert!(!title.ends_with(['.', '!', ' ']), "{}: {title}", rule.id);
            assert!(title.chars().count() <= 90, "{}: {title}", rule.id);
        }
    }
}

#[test]
fn both_languages_are_written_and_differ() {
    for rule in set().rules() {
        for (name, text) in texts(rule) {
            assert_ne!(text.fr, text.en, "{}: {name}", rule.id);
            for half in [&text.fr, &text.en] {
                assert!(!half.contains('\n'), "{}: {name} spans lines", rule.id);
                assert_eq!(half.trim(), half, "{}: {name}", rule.id);
            }
        }
        for sentence in [&rule.why.fr, &rule.why.en, &rule.fix.fr, &rule.fix.en] {
            assert!(sentence.ends_with('.'), "{}: {sentence}", rule.id);
        }
    }
}

#[test]
fn sources_are_addresses_that_can_be_opened() {
    for rule in set().rules() {
        for source in &rule.sources {
            assert!(source.url.starts_with("https://"), "{}: {}", rule.id, source.url);
            assert!(!source.text.trim().is_empty(), "{}", rule.id);
        }
    }
}

#[test]
fn every_example_has_its_own_name() {
    for rule in set().rules() {
        let mut names = BTreeSet::new();
        for example in &rule.examples {
            assert!(!example.name.trim().is_empty(), "{}", rule.id);
            assert!(names.insert(&example.name), "{}: {}", rule.id, example.name);
        }
        assert!(rule.examples.len() >= 2, "{}", rule.id);
    }
}

#[test]
fn a_hint_never_closes_the_gate_nor_weighs_much() {
    for rule in set().rules() {
        let hint = rule.confidence == vigie::model::Confidence::Low;
        assert!(!hint || rule.weight <= 3, "{} weighs {}", rule.id, rule.weight);
        assert!(!hint || rule.level != Level::Required, "{}", rule.id);
    }
}

#[test]
fn every_selector_of_a_profile_means_a_rule() {
    let set = set();
    for profile in set.profiles().values() {
        let idle: Vec<_> = profile
            .selection
            .idle(set.rules())
            .map(Selector::as_str)
            .collect();
        assert!(idle.is_empty(), "{}: {idle:?}", profile.id);
    }
}

#[test]
fn profiles_grow_from_minimal_to_eig() {
    let set = set();
    let taken = |selection: &Selection| -> BTreeSet<String> {
        set.rules()
            .iter()
            .filter(|rule| selection.takes(rule))
            .map(|rule| rule.id.to_string())
            .collect()
    };
    let of = |name: &str| {
        let profile = set
            .profiles()
            .values()
            .find(|profile| profile.id.as_str() == name);
        taken(&profile.unwrap_or_else(|| panic!("no profile {name}")).selection)
    };
    let (minimal, codegouv, eig) = (of("minimal"), of("codegouv"), of("eig"));
    assert!(minimal.is_subset(&codegouv) && codegouv.is_subset(&eig));
    assert!(minimal.len() < codegouv.len() && codegouv.len() < eig.len());
    assert_eq!(eig.len(), set.rules().len());
    assert!(!codegouv.contains("readme-without-eig-mention"));
}

/// Compares a committed file with what it is generated from; `VIGIE_BLESS=1` writes it anew.
fn current(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("VIGIE_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().expect("a file has a folder")).expect("the folder is made");
        std::fs::write(&file, expected).expect("the file is written");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == expected,
        "{path} is stale: run the tests with VIGIE_BLESS=1"
    );
}

#[test]
fn the_reference_is_current() {
    current("docs/rules-reference.md", &vigie::rule::reference());
}

#[test]
fn the_schema_of_rule_files_is_current() {
    let text = serde_json::to_string_pretty(&vigie::rule::schema()).unwrap();
    current("docs/schema/rule.v1.json", &format!("{text}\n"));
}

#[test]
fn the_catalogue_is_current() {
    current("docs/rules.md", &vigie::rule::catalogue(&set()));
}

#[test]
fn every_rule_file_follows_its_schema() {
    let schema = serde_json::to_value(vigie::rule::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (path, text) in EMBEDDED_RULES {
        if ["profiles/", "law/", "scores/"]
            .iter()
            .any(|folder| path.starts_with(folder))
            || !path.contains('/')
        {
            continue;
        }
        let table: toml::Table = text.parse().unwrap();
        // A date has no JSON form of its own: the schema describes it as text.
        let value: serde_json::Value = serde_json::from_str(&dates_as_text(table)).unwrap();
        let faults: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{path}: {faults:#?}");
    }
}

fn dates_as_text(table: toml::Table) -> String {
    fn walk(value: toml::Value) -> serde_json::Value {
        match value {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(walk).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, walk(value))).collect(),
            other => serde_json::to_value(other).expect("TOML values have a JSON form"),
        }
    }
    walk(toml::Value::Table(table)).to_string()
}

#[test]
fn a_pattern_never_matches_a_text_without_its_hints() {
    let set = RuleSet::embedded().expect("the embedded rules are valid");
    let patterns: Vec<_> = set
        .rules()
        .iter()
        .flat_map(|rule| rule.checks().flat_map(vigie::rule::Check::patterns_by_key))
        .flat_map(|(_, patterns)| patterns)
        .collect();
    let texts = set
        .rules()
        .iter()
        .flat_map(|rule| rule.examples.iter().flat_map(|example| example.tree.values()));
    let mut matches = 0;
    for text in texts {
        let lower = text.to_ascii_lowercase();
        for pattern in patterns.iter().filter(|pattern| !pattern.hints().is_empty()) {
            if pattern.regex().is_match(text) {
                matches += 1;
                assert!(
                    pattern.hints().iter().any(|hint| lower.contains(hint)),
                    "{} in {text}",
                    pattern.as_str()
                );
            }
        }
    }
    assert!(matches > 100, "{matches} matches prove little");
    let without = patterns
        .iter()
        .filter(|pattern| pattern.hints().is_empty())
        .count();
    assert!(
        without * 3 < patterns.len(),
        "{without} of {} patterns have no hint",
        patterns.len()
    );
}
