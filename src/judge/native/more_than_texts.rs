// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Guides, laws and datasets have nothing to install. Programs, recipes, notebooks, templates and settings may have.

use std::collections::BTreeSet;

use crate::facts::{Facts, FileFact};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Message, Place, is_program};

/// Most places that one check reports: beyond, one more tells nothing new.
const MOST_PLACES: usize = 1000;

/// Ends of what is run, built, filled in or read by a program, besides the languages of programs. An end that nobody
/// knows says nothing.
const ENDS: &[&str] = &[
    "yml",
    "yaml",
    "json",
    "toml",
    "ini",
    "cfg",
    "conf",
    "properties",
    "nix",
    "tf",
    "hcl", // Settings and recipes.
    "bat",
    "cmd",
    "ps1",
    "bas",
    "vba",
    "xlsm",
    "xlsb",
    "docm",
    "xltm", // Scripts and macros.
    "ipynb",
    "rmd",
    "qmd",
    "sql",
    "xsl",
    "xslt",
    "xq",
    "xquery",
    "rq",
    "sparql",
    "graphql",
    "proto", // Notebooks, queries.
    "twig",
    "j2",
    "jinja",
    "jinja2",
    "erb",
    "ejs",
    "hbs",
    "njk",
    "liquid",
    "mustache",
    "pug",
    "haml", // Templates.
    "publicodes",
    "jar",
    "war",
    "whl",
    "gradle",
    "dockerfile",
    "scss",
    "sass",
    "less",
];

/// Names of recipes that have no end.
const RECIPES: &[&str] = &[
    "jenkinsfile",
    "vagrantfile",
    "procfile",
    "makefile",
    "rakefile",
    "gemfile",
    "brewfile",
    "justfile",
    "containerfile",
    "dockerfile",
    "configure",
    "gradlew",
    "mvnw",
];

/// Names of what forges, git and catalogues read.
const NAMES: &[&str] = &[
    ".gitlab-ci.yml",
    ".travis.yml",
    ".drone.yml",
    ".woodpecker.yml",
    ".pre-commit-config.yaml",
    "renovate.json",
    ".vigie.toml",
    "reuse.toml",
    "publiccode.yml",
    "publiccode.yaml",
    "codemeta.json",
    "datapackage.json",
    "schema.json",
    ".markdownlint.json",
    ".markdownlint.yml",
    ".markdownlint.yaml",
    ".zenodo.json",
    "_config.yml",
];

/// Folders of what forges read.
const OF_FORGES: &[&str] = &[
    ".github/",
    ".gitlab/",
    ".gitea/",
    ".forgejo/",
    ".circleci/",
    ".woodpecker/",
];

/// Holds when a file of the team is a program, or is known to be run, built or read by one.
pub(super) fn run(facts: &Facts) -> Outcome {
    let data = facts.data.iter().map(|one| &*one.path);
    let data: BTreeSet<&str> = data.chain(facts.schemas.iter().map(|one| &*one.path)).collect();
    let pages = facts.pages.iter().filter(|page| !page.script && !page.template);
    let plain: BTreeSet<&str> = pages.map(|page| &*page.path).collect();
    let found = facts
        .own_files()
        .filter(|file| file.size != Some(0) && is_more(file, &data, &plain))
        .take(MOST_PLACES)
        .map(|file| seen(Place::file(&file.path), Message::FilePresent))
        .collect();
    Outcome::from_seen(found, Place::repository(), Message::NoProgram)
}

/// `data` are the paths of data and schemas, `plain` those of pages that are texts.
fn is_more(file: &FileFact, data: &BTreeSet<&str>, plain: &BTreeSet<&str>) -> bool {
    let path = file.path.to_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    if is_program(&path) {
        return true;
    }
    if matches!(end, "html" | "htm") {
        return !plain.contains(&*file.path);
    }
    // Lists of what tools install.
    if end == "txt"
        && ["requirements", "constraints", "cmakelists"]
            .iter()
            .any(|list| stem.starts_with(list))
    {
        return true;
    }
    let known = NAMES.contains(&name)
        || OF_FORGES.iter().any(|folder| path.starts_with(folder))
        || data.contains(&*file.path);
    let is_recipe = RECIPES.contains(&name)
        || ["dockerfile.", "containerfile."]
            .iter()
            .any(|start| name.starts_with(start));
    !known && (ENDS.contains(&end) || end.starts_with("catala") || is_recipe)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::run;
    use crate::facts::{Request, extract};
    use crate::judge::outcome::Outcome;
    use crate::model::{Declarations, Globs, Known, Silent, Unknown};
    use crate::snapshot::{Limits, LiteralSnapshot};

    fn is_more(path: &str, text: &str) -> bool {
        let tree = BTreeMap::from([
            ("README.md".to_owned(), "# Carte\n".to_owned()),
            (path.to_owned(), text.to_owned()),
        ]);
        let request = Request {
            limits: Limits::default(),
            probes: Vec::new(),
            plans: Arc::default(),
            ignore: Globs::default(),
            ignored_only: false,
            declared: Declarations::default(),
            forge: Known::No(Unknown::NoForge),
            now: 0,
            history: false,
        };
        let facts = extract(&LiteralSnapshot::new(tree), &request, &Silent);
        matches!(run(&facts), Outcome::Holds(_))
    }

    #[test]
    fn whatever_is_no_text_may_have_to_be_installed() {
        for (path, text) in [
            ("playbook.yml", "- hosts: all\n"),
            ("Chart.yaml", "name: x\n"),
            ("k8s/deployment.yaml", "kind: Deployment\n"),
            ("Jenkinsfile", "pipeline {}\n"),
            ("Vagrantfile", "x\n"),
            ("flake.nix", "{}\n"),
            ("Containerfile", "FROM x\n"),
            ("Dockerfile.prod", "FROM x\n"),
            ("regles.catala_fr", "x\n"),
            ("openfisca_x/a.yaml", "x: 1\n"),
            ("regles.publicodes", "a: 1\n"),
            ("dbt_project.yml", "name: x\n"),
            ("a.bat", "echo\n"),
            ("a.bas", "Sub a()\n"),
            ("a.twig", "x\n"),
            ("a.j2", "x\n"),
            ("carte.ipynb", "{}\n"),
            ("a.RMD", "# a\n"),
            ("requirements.txt", "mkdocs\n"),
            ("package.json", "{}\n"),
            ("a.xlsm", "PK"),
            ("index.html", "<html><script>alert(1)</script></html>"),
            ("page.html", "<p>{{ name }}</p>"),
        ] {
            assert!(is_more(path, text), "{path}");
        }
        for (path, text) in [
            ("guide.md", "# Guide\n"),
            ("unremarkable.qqq", "x"),
            ("LICENSE", "MIT\n"),
            ("AUTEURS", "Alice Martin\n"),
            ("data/ecoles.csv", "a,b\n1,2\n"),
            ("carte.png", "x"),
            (".gitlab-ci.yml", "test:\n  script: x\n"),
            (".github/workflows/a.yml", "on: push\n"),
            (".gitignore", "a\n"),
            ("index.html", "<html><p>Un guide</p></html>"),
            ("index.html", "<html><script>window.$docsify = {}</script></html>"),
        ] {
            assert!(!is_more(path, text), "{path}");
        }
    }
}
