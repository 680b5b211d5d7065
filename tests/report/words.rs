// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The words: both languages hold the same keys, every key is used, and vocabularies are covered.

use std::collections::BTreeMap;

use vigie::model::{Lang, Message, Role};
use vigie::report::{EMBEDDED_TEMPLATES, Strings, TemplateError, Templates, html, wording};

use crate::view::{Texts, templates, with, world};

#[test]
fn both_languages_have_the_same_words() {
    let keys = |lang| Strings::of(lang).all().keys().cloned().collect::<Vec<_>>();
    assert!(keys(Lang::Fr).len() > 50);
    assert_eq!(keys(Lang::Fr), keys(Lang::En));
    for key in keys(Lang::Fr) {
        let holes = |lang| {
            let mut holes: Vec<_> = Strings::of(lang)
                .get(&key)
                .split('{')
                .skip(1)
                .map(|s| s.split('}').next().unwrap().to_owned())
                .collect();
            holes.sort();
            holes
        };
        if !key.ends_with("_one") {
            assert_eq!(holes(Lang::Fr), holes(Lang::En), "{key}");
        }
    }
}

#[test]
fn every_word_is_used_and_every_used_word_exists() {
    let code = [
        include_str!("../../src/report/text/mod.rs"),
        include_str!("../../src/report/text/data.rs"),
        include_str!("../../src/report/text/official.rs"),
        include_str!("../../src/report/text/rule.rs"),
        include_str!("../../src/report/text/cohort.rs"),
        include_str!("../../src/report/rules.rs"),
        include_str!("../../src/report/licence.rs"),
    ];
    let templates: Vec<_> = EMBEDDED_TEMPLATES
        .iter()
        .filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, kind)| kind == "j2"))
        .collect();
    let known = Strings::of(Lang::Fr).all();
    for key in known.keys() {
        let stem = key.trim_end_matches("_one").trim_end_matches("_many");
        let used = templates
            .iter()
            .any(|(_, text)| text.contains(&format!("t.{key}")))
            || code
                .iter()
                .any(|text| text.contains(&format!("\"{key}\"")) || text.contains(&format!("\"{stem}\"")));
        assert!(used, "{key} is used nowhere");
    }
    for (name, text) in templates {
        for rest in text.split(" t.").skip(1) {
            let key: String = rest
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect();
            assert!(known.contains_key(&key), "{name} uses t.{key}");
        }
    }
}

#[test]
fn french_typography_holds() {
    for (key, text) in Strings::of(Lang::Fr).all() {
        for sign in [" :", " ;", " !", " ?", " %", " »", "« "] {
            assert!(!text.contains(sign), "{key}: a plain space at \"{sign}\"");
        }
    }
    let seen = wording::message(Lang::Fr, &Message::Link("a : b".to_owned()));
    assert_eq!(
        seen, "lien trouvé\u{a0}: «\u{a0}a : b\u{a0}»",
        "quotations stay as they are"
    );
}

#[test]
fn roles_have_names_in_both_languages() {
    for role in [
        Role::Readme,
        Role::Licence,
        Role::Contributing,
        Role::Changelog,
        Role::Security,
        Role::CodeOfConduct,
        Role::Governance,
        Role::Authors,
        Role::Roadmap,
    ] {
        for lang in [Lang::Fr, Lang::En] {
            let text = wording::message(lang, &Message::NoDocument(role.as_str()));
            assert!(text.contains('('), "{text}: the file's usual name must be told");
        }
    }
}

#[test]
fn sizes_are_rounded_down_to_one_decimal() {
    let size = |bytes| wording::message(Lang::Fr, &Message::NoFileOver(bytes));
    assert!(size(999).ends_with("999\u{a0}octets"));
    assert!(size(1_000).ends_with("1\u{a0}ko"));
    assert!(size(12_399_999).ends_with("12,3\u{a0}Mo"));
    assert!(size(u64::MAX).ends_with("18446744073,7\u{a0}Go"));
}

#[test]
fn a_template_can_be_replaced_and_its_faults_are_placed() {
    let with_audit =
        |text: &str| Templates::new(&BTreeMap::from([("audit.html.j2".to_owned(), text.to_owned())]));
    let world = world(&Texts::plain());
    let render = |templates: &Templates| with(&world, Lang::En, |view| html::audit(view, templates));

    let own = with_audit("<p>{{ audit.target.name }} {{ t.grade }}</p>").unwrap();
    assert_eq!(render(&own).unwrap(), "<p>ministere&#x2f;mes-aides Grade</p>");
    for (text, line) in [("\n{% if %}", 2), ("a\nb\n{{ t.nothing_of_the_kind }}", 3)] {
        let error = with_audit(text).and_then(|own| render(&own)).unwrap_err();
        let TemplateError::Template { file, line: at, .. } = error else {
            panic!("{error}")
        };
        assert_eq!((file.as_str(), at), ("audit.html.j2", line), "{text}");
    }
    let endless =
        with_audit("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}")
            .unwrap();
    assert!(render(&endless).unwrap_err().to_string().contains("fuel"));
}

#[test]
fn words_can_be_replaced_one_by_one() {
    let own = Templates::new(&BTreeMap::from([(
        "strings.en.toml".to_owned(),
        "grade = \"Mark\"".to_owned(),
    )]))
    .unwrap();
    assert_eq!(own.strings(Lang::En).get("grade"), "Mark");
    assert_eq!(
        own.strings(Lang::En).get("score"),
        templates().strings(Lang::En).get("score")
    );
    let wrong = BTreeMap::from([("strings.en.toml".to_owned(), "grade = 3".to_owned())]);
    assert!(Templates::new(&wrong).is_err_and(|error| error.to_string().contains("strings.en.toml")));
}
