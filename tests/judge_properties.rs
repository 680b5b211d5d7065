// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Properties of judging, with every embedded rule, on trees made of telling names and texts.

use std::collections::BTreeMap;

use proptest::collection::btree_map;
use proptest::prelude::*;
use vigie::facts::{Request, extract};
use vigie::judge::{judge_all, probes};
use vigie::model::{Declarations, Globs, Known, Silent, Unknown, Verdict};
use vigie::rule::RuleSet;
use vigie::snapshot::{Limits, LiteralSnapshot};

fn rules() -> RuleSet {
    RuleSet::embedded().expect("the embedded rules are valid")
}

fn verdicts(set: &RuleSet, tree: LiteralSnapshot) -> Vec<Verdict> {
    let request = Request {
        limits: Limits::default(),
        probes: probes(set.rules().iter().flat_map(vigie::rule::Rule::checks)),
        plans: std::sync::Arc::default(),
        ignore: Globs::default(),
        ignored_only: false,
        declared: Declarations::default(),
        forge: Known::No(Unknown::NoForge),
        history: true,
        now: 1_790_000_000,
    };
    let facts = extract(&tree.committed(1_789_000_000), &request, &Silent);
    let selected: Vec<_> = set.rules().iter().collect();
    judge_all(set.rules(), &selected, set.law(), &facts)
}

/// The rules that speak differently, with what they say.
fn differing(set: &RuleSet, one: &[Verdict], other: &[Verdict]) -> Vec<String> {
    set.rules()
        .iter()
        .zip(one.iter().zip(other))
        .filter(|(_, (one, other))| one != other)
        .map(|(rule, (one, other))| format!("{}: {one:?} / {other:?}", rule.id))
        .collect()
}

/// Names and folders that rules speak of, so that most trees mean something.
fn path() -> impl Strategy<Value = String> {
    let names = [
        "README.md",
        "README.rst",
        "readme.org",
        "LICENSE",
        "LICENCE.txt",
        "COPYING",
        "CONTRIBUTING.md",
        "CHANGELOG",
        "SECURITY.md",
        "package.json",
        "Cargo.toml",
        "pyproject.toml",
        "composer.json",
        ".env",
        ".env.example",
        "id_rsa",
        "dump.sql",
        "data.csv",
        ".gitlab-ci.yml",
        "test_a.py",
        "index.html",
        "publiccode.yml",
        ".gitignore",
        ".gitattributes",
        "a.min.js",
        "CODEOWNERS",
        "é à.md",
        "a\nb.md",
    ];
    let folders = [
        "",
        "docs/",
        "vendor/x/",
        "tests/",
        "src/",
        "LICENSES/",
        ".github/",
        "a/b/c/",
    ];
    (
        proptest::sample::select(folders.to_vec()),
        proptest::sample::select(names.to_vec()),
    )
        .prop_map(|(folder, name)| format!("{folder}{name}"))
}

fn content() -> impl Strategy<Value = Vec<u8>> {
    let texts = [
        "# Projet\n\n## Licence\n\nMIT, voir [LICENSE](LICENSE).\n\n## Contact\n\nequipe@exemple.gouv.fr\n",
        "Titre\n=====\n\nInstallation\n------------\n\n`pip install`\n",
        "* Projet\n** Contribuer\n[[https://www.data.gouv.fr/fr/datasets/x/][jeu]]\n",
        "{\"name\": \"a\", \"license\": \"MIT\"}",
        "{\"license\": \"UNLICENSED\"",
        "[package]\nname = \"a\"\nlicense = \"mit-licence\"\n",
        "PASSWORD=secret\n",
        "-----BEGIN RSA PRIVATE KEY-----\n",
        "<html><title></title><img src=a>",
        "MIT License\n\nCopyright (c) [year]",
        "*.min.js linguist-vendored\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
        "",
    ];
    prop_oneof![
        4 => proptest::sample::select(texts.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..200),
        1 => any::<String>().prop_map(String::into_bytes),
    ]
}

fn tree() -> impl Strategy<Value = BTreeMap<String, Vec<u8>>> {
    btree_map(path(), content(), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn judging_any_tree_gives_a_verdict_for_every_rule(files in tree()) {
        let set = rules();
        let verdicts = verdicts(&set, LiteralSnapshot::new(files));
        prop_assert_eq!(verdicts.len(), set.rules().len());
    }

    #[test]
    fn a_file_that_no_rule_asks_for_changes_no_verdict(files in tree(), bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        prop_assume!(!files.is_empty());
        let set = rules();
        let before = verdicts(&set, LiteralSnapshot::new(files.clone()));
        let mut more = files;
        more.insert("zz/unremarkable.qqq".to_owned(), bytes);
        prop_assert_eq!(differing(&set, &before, &verdicts(&set, LiteralSnapshot::new(more))), Vec::<String>::new());
    }

    #[test]
    fn judging_twice_says_the_same(files in tree()) {
        let set = rules();
        let once = verdicts(&set, LiteralSnapshot::new(files.clone()));
        prop_assert_eq!(differing(&set, &once, &verdicts(&set, LiteralSnapshot::new(files))), Vec::<String>::new());
    }
}
