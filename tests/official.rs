// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Official scores of small repositories that git itself made, with and without what the forge says.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common {
    pub mod git;
}

use std::path::Path;

use common::git::{self, COMMITTED, Repo};
use vigie::model::{Answer, ForgeFacts, Known, ProfileId, Silent, Unknown};
use vigie::pipeline::{Official, Outside, Tools, audit_member};
use vigie::rule::{RuleSet, Selection};
use vigie::score::FailOn;
use vigie::snapshot::{self, Limits};

const DAY: i64 = 86_400;
/// A licence of the legal list, whole.
const LICENCE: &str = include_str!("../LICENSE");

fn repo(files: &[(&str, &str)]) -> Repo {
    let repo = Repo::new();
    for (path, content) in files {
        repo.write(path, content);
    }
    repo.commit("One");
    repo
}

fn scores(path: &Path, forge: Option<ForgeFacts>, days: i64) -> Vec<Official> {
    let tools = Tools {
        portal: std::sync::Arc::new(vigie::portal::Portal::silent()),
        plans: std::sync::Arc::default(),
        rules: RuleSet::embedded().unwrap(),
        profile: None,
        default_profile: ProfileId::new("eig").unwrap(),
        selection: Selection::default(),
        fail_on: FailOn::Required,
        config: None,
        limits: Limits::default(),
        now: jiff::Timestamp::from_second(COMMITTED + days * DAY).unwrap(),
    };
    let tree = snapshot::open(path, None, &Limits::default()).unwrap();
    let forge = forge.map_or(Known::No(Unknown::NoForge), Known::Yes);
    let outside = Outside {
        forge,
        ..Outside::default()
    };
    audit_member(tree.as_ref(), outside, &tools, &Silent)
        .unwrap()
        .official
}

/// The section of the report and the rule cannot disagree: what the rule asks for are criteria of the section.
#[test]
fn the_rule_on_the_handover_asks_for_checks_of_its_set() {
    let rules = RuleSet::embedded().unwrap();
    let set = rules.scores().iter().find(|one| one.id == "handover").unwrap();
    let rule = rules.rule(set.rule.as_ref().unwrap().as_str()).unwrap();
    let criteria: Vec<String> = set
        .criteria
        .iter()
        .map(|one| {
            assert!(one.kept.is_empty() && one.perhaps.is_empty() && one.all.is_empty() && !one.open);
            format!("{:?}", one.any)
        })
        .collect();
    let asked: Vec<String> = rule.all.iter().map(|check| format!("[{check:?}]")).collect();
    assert!(asked.len() >= 2 && asked.iter().all(|check| criteria.contains(check)));
    let either: Vec<String> = rule.any.iter().map(|check| format!("[{check:?}]")).collect();
    assert!(either.iter().any(|check| criteria.contains(check)) && rule.none.is_empty());
}

/// Where only some rules are asked for, a score is told with the one that asks for what it counts.
#[test]
fn scores_are_told_with_the_rule_that_asks_for_them() {
    let rules = RuleSet::embedded().unwrap();
    let among = |wanted: &dyn Fn(&str) -> bool| {
        let all = rules.rules().iter();
        let selected: Vec<_> = all.filter(|rule| wanted(rule.id.as_str())).collect();
        let told = rules.scores().iter().filter(|score| score.is_among(&selected));
        told.map(|score| score.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(among(&|id| id == "licence-missing"), Vec::<&str>::new());
    assert_eq!(among(&|id| id == "handover-incomplete"), ["handover"]);
}

/// `id least..most` of each score.
fn told(scores: &[Official]) -> Vec<String> {
    scores
        .iter()
        .map(|one| format!("{} {}..{}", one.definition.id, one.score.least, one.score.most))
        .collect()
}

fn answers(scores: &[Official], id: &str, wanted: fn(&Answer) -> bool) -> Vec<String> {
    let score = scores.iter().find(|one| one.definition.id == id).unwrap();
    let criteria = score.definition.criteria.iter().zip(&score.answers);
    criteria
        .filter(|(_, answered)| wanted(&answered.answer))
        .map(|(criterion, _)| criterion.id.clone())
        .collect()
}

fn unknown(answer: &Answer) -> bool {
    matches!(answer, Answer::Unknown(_))
}

fn yes(answer: &Answer) -> bool {
    matches!(answer, Answer::Yes(_))
}

fn public() -> ForgeFacts {
    ForgeFacts {
        description: Some("Carte des écoles".to_owned()),
        visibility: Some("public".to_owned()),
        archived: Some(false),
        fork: Some(false),
        issues: Some(true),
        template: Some(false),
        forks: Some(3),
        subscribers: Some(0),
        ..ForgeFacts::default()
    }
}

#[test]
fn a_bare_repository_knows_little_of_itself() {
    let repo = repo(&[("README.md", "# Carte\n")]);
    let scores = scores(repo.path(), None, 10);
    assert_eq!(
        told(&scores),
        [
            "code-gouv-fr -2000..3100",
            "awesome 1..3",
            "eig-degree -1..-1",
            "handover 1..1"
        ]
    );
    assert_eq!(
        answers(&scores, "awesome", unknown),
        [
            "maintained",
            "funded",
            "several-administrations",
            "web-page",
            "logo"
        ]
    );
}

#[test]
fn the_forge_makes_the_score_of_code_gouv_fr_exact() {
    let files = [
        ("README.md", "# Carte\n"),
        ("LICENSE", LICENCE),
        ("CHANGELOG.md", "## 1\n"),
    ];
    let repo = repo(&files);
    assert_eq!(
        told(&scores(repo.path(), Some(public()), 10))[0],
        "code-gouv-fr 1120..1120"
    );
    let archived = ForgeFacts {
        archived: Some(true),
        fork: Some(true),
        description: Some(String::new()),
        forks: Some(101),
        subscribers: Some(11),
        ..public()
    };
    let scores = scores(repo.path(), Some(archived), 10);
    // 1000 + 100 + 10, less 100, 1000 and 1000, with 1000 and 100.
    assert_eq!(told(&scores)[0], "code-gouv-fr 110..110");
    // What is archived is not looked after, whatever is declared.
    assert!(!answers(&scores, "awesome", unknown).contains(&"maintained".to_owned()));
}

#[test]
fn the_french_spelling_counts_for_the_law_and_not_for_the_catalogue() {
    let repo = repo(&[("README.md", "# Carte\n"), ("LICENCE", LICENCE)]);
    let scores = scores(repo.path(), Some(public()), 10);
    assert_eq!(told(&scores)[0], "code-gouv-fr 110..110");
    assert_eq!(
        answers(&scores, "eig-degree", yes)[..2],
        ["published", "free-licence"]
    );
}

#[test]
fn a_team_confirms_what_no_machine_knows() {
    let declare = "[declare]\nmaintained = true\nfunded = true\nseveral-administrations = true\nweb-page = true\n\
                   logo = false\npublished = true\n";
    let names = [
        "ROADMAP.md",
        "AUTHORS.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/CODE_OF_CONDUCT.md",
        "GOVERNANCE.org",
    ];
    let mut files = vec![
        ("README.md", "# Carte\n"),
        ("LICENSE", LICENCE),
        (".vigie.toml", declare),
    ];
    files.extend(names.map(|name| (name, "# Texte\n\nUn texte.\n")));
    let repo = repo(&files);
    repo.git(&["tag", "v1.0.0"]);
    let scores = scores(repo.path(), None, 10);
    let awesome = &scores[1].score;
    assert_eq!((awesome.least, awesome.most), (9, 9));
    assert_eq!(awesome.groups[0].least, 4);
    let green = awesome.marks.unwrap().0;
    assert_eq!(scores[1].definition.marks[green].id, "green");
}

#[test]
fn half_a_year_later_two_criteria_are_lost() {
    let repo = repo(&[("README.md", "# Carte\n"), ("LICENSE", LICENCE)]);
    repo.git(&["tag", "v1.0.0"]);
    let early = scores(repo.path(), None, 183);
    let late = scores(repo.path(), None, 184);
    assert_eq!(early[1].score.least, late[1].score.least + 2);
    // Only one branch is known to be here: another one may be newer.
    assert!(answers(&late, "awesome", unknown).contains(&"recent-commit".to_owned()));
    // A clone that brings every branch tells.
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("file://{}", repo.path().display());
    git::git(folder.path(), &["clone", "--quiet", &url, "all"]);
    let cloned = scores(&folder.path().join("all"), None, 184);
    assert!(!answers(&cloned, "awesome", unknown).contains(&"recent-commit".to_owned()));
    assert!(!answers(&cloned, "awesome", yes).contains(&"recent-commit".to_owned()));
}

#[test]
fn the_ladder_is_climbed_to_the_top() {
    let readme = "# Carte\n\nCarte des écoles.\n\n## Maintenance\n\nMaintenance active, par Zoé Martin \
                  (zoe@culture.gouv.fr).\n\n## Documentation\n\nVoir [la documentation](docs/index.md).\n";
    let guide = "# Documentation\n\n## Utiliser la carte\n\nOuvrez la carte, cherchez une commune, puis une école \
                 et lisez sa fiche. Les filtres restent d'une visite à l'autre, sur le même poste.\n";
    let repo = repo(&[
        ("README.md", readme),
        ("LICENSE", LICENCE),
        (
            "CONTRIBUTING.md",
            "# Contribuer\n\nOuvrez un ticket, puis proposez une demande de fusion.\n",
        ),
        (
            "package.json",
            "{\"name\": \"carte\", \"version\": \"1.0.0\", \"license\": \"Apache-2.0\"}\n",
        ),
        ("src/carte.js", "export const carte = 1;\n"),
        ("tests/carte.test.js", "test('carte', () => {});\n"),
        ("docs/index.md", guide),
    ]);
    let scores = scores(repo.path(), Some(public()), 10);
    assert_eq!(
        told(&scores)[2],
        "eig-degree 8..8",
        "{:?}",
        answers(&scores, "eig-degree", yes)
    );
    let private = ForgeFacts {
        visibility: Some("internal".to_owned()),
        ..public()
    };
    assert_eq!(
        told(&self::scores(repo.path(), Some(private), 10))[2],
        "eig-degree -1..-1"
    );
    assert_eq!(told(&self::scores(repo.path(), None, 10))[2], "eig-degree -1..8");
}

#[test]
fn a_handover_is_counted_document_by_document() {
    let section = |title: &str| {
        format!(
            "## {title}\n\n{}\n\n",
            "Un texte assez long pour dire quelque chose d'utile à qui reprend le projet. ".repeat(3)
        )
    };
    let readme = format!(
        "# Carte\n\n{}{}{}{}{}",
        section("Fonctionnalités"),
        section("📘 Guide d'utilisation"),
        section("Documentation technique"),
        section("Installation"),
        section("Formation"),
    ) + "## Architecture\n\n```mermaid\ngraph TD; A-->B;\n```\n";
    let repo = repo(&[("README.md", &readme)]);
    let all = scores(repo.path(), None, 10);
    assert_eq!(
        told(&all)[3],
        "handover 7..7",
        "{:?}",
        answers(&all, "handover", yes)
    );
}

#[test]
fn a_plain_text_of_the_documents_may_hold_what_lacks() {
    let repo = repo(&[
        ("README.md", "# Carte\n\nUne carte.\n"),
        ("docs/guide.txt", "Manuel utilisateur\n\nOuvrez la carte.\n"),
        ("infra/crontab.txt", "0 0 * * * sauvegarde\n"),
    ]);
    let scores = scores(repo.path(), None, 10);
    assert!(answers(&scores, "handover", unknown).contains(&"training".to_owned()));
    let repo = self::repo(&[
        ("README.md", "# Carte\n\nUne carte.\n"),
        ("infra/crontab.txt", "0 0 * * *\n"),
    ]);
    let scores = self::scores(repo.path(), None, 10);
    assert!(!answers(&scores, "handover", unknown).contains(&"training".to_owned()));
}

#[test]
fn nothing_is_said_of_an_empty_repository_nor_of_a_folder_without_git() {
    let empty = Repo::new();
    let all = scores(empty.path(), None, 10);
    assert!(
        all.iter()
            .all(|one| one.answers.iter().all(|one| unknown(&one.answer)))
    );
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("README.md"), "# Carte\n").unwrap();
    let all = scores(folder.path(), None, 10);
    for criterion in ["recent-commit", "recent-release"] {
        assert!(answers(&all, "awesome", unknown).contains(&criterion.to_owned()));
    }
    assert!(answers(&all, "eig-degree", unknown).contains(&"versioning".to_owned()));
}

#[test]
fn a_shallow_clone_leaves_the_last_release_open() {
    let repo = repo(&[("README.md", "# Carte\n")]);
    repo.commit("Two");
    repo.git(&["tag", "v1.0.0"]);
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("file://{}", repo.path().display());
    git::git(folder.path(), &["clone", "--quiet", "--depth", "1", &url, "one"]);
    let whole = scores(repo.path(), None, 10);
    let one = scores(&folder.path().join("one"), None, 10);
    assert!(answers(&one, "awesome", unknown).contains(&"recent-release".to_owned()));
    for (whole, part) in whole.iter().zip(&one) {
        assert!(part.score.least <= whole.score.least && whole.score.most <= part.score.most);
    }
}
