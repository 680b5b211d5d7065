// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a link to data.gouv.fr says of the project, told by the file that it stands in.

use crate::model::{Bearing, Role};

use super::{is_below_docs, role};

/// Ends of files that programs run or are configured by.
const CODE: &[&str] = &[
    "astro",
    "bash",
    "bat",
    "c",
    "cc",
    "cfg",
    "cjs",
    "clj",
    "conf",
    "cpp",
    "cs",
    "cts",
    "dart",
    "do",
    "dockerfile",
    "ejs",
    "elm",
    "env",
    "erb",
    "ex",
    "exs",
    "fs",
    "go",
    "gradle",
    "graphql",
    "groovy",
    "h",
    "hbs",
    "hs",
    "htm",
    "html",
    "ini",
    "ipynb",
    "j2",
    "java",
    "jinja",
    "jl",
    "js",
    "json",
    "jsx",
    "kt",
    "kts",
    "liquid",
    "lua",
    "mjs",
    "ml",
    "mts",
    "njk",
    "php",
    "pl",
    "properties",
    "ps1",
    "pug",
    "py",
    "qmd",
    "r",
    "rb",
    "rmd",
    "rs",
    "sas",
    "scala",
    "sh",
    "sql",
    "svelte",
    "swift",
    "tf",
    "toml",
    "ts",
    "tsx",
    "twig",
    "vue",
    "xhtml",
    "xml",
    "yaml",
    "yml",
    "zig",
];

/// Ends of pages that documentation is written or shown in, beside the documents that have a role.
const PAGES: &[&str] = &["htm", "html", "xhtml", "mdx", "qmd", "rmd", "tex"];

/// Files that code is built by, under their whole names.
const BUILDS: &[&str] = &[
    "makefile",
    "justfile",
    "rakefile",
    "snakefile",
    "gemfile",
    "procfile",
];

/// Folders of tests and of what they read.
const TESTS: &[&str] = &[
    "cassettes",
    "cypress",
    "e2e",
    "fixture",
    "fixtures",
    "mock",
    "mock-data",
    "mock_data",
    "mocks",
    "playwright",
    "snapshots",
    "spec",
    "specs",
    "storybook",
    "stubs",
    "test",
    "test-data",
    "test-fixtures",
    "test_data",
    "test_fixtures",
    "testdata",
    "testing",
    "tests",
    "unittests",
    "vcr_cassettes",
];

/// What a link says in the file of a path, with the role of that file.
pub(super) fn of(path: &str, role: Option<Role>) -> Bearing {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_lowercase();
    let (stem, end) = lower.rsplit_once('.').unwrap_or(("", &lower));
    if folders.split('/').any(is_tests_folder) || CODE.contains(&end) && is_test(name, stem) {
        return Bearing::Test;
    }
    match role {
        Some(Role::Changelog) => Bearing::Record,
        Some(_) => Bearing::Claim,
        None if matches!(path, "publiccode.yml" | "publiccode.yaml") => Bearing::Claim,
        None if role::is_unread_readme(path) || PAGES.contains(&end) && is_below_docs(path) => Bearing::Claim,
        None if CODE.contains(&end) || BUILDS.contains(&&*lower) || is_model(stem, end) => Bearing::Code,
        None => Bearing::Elsewhere,
    }
}

/// `.env.example`, `config.yml.dist`, `.env.production`: settings that somebody copies or a stage has.
fn is_model(stem: &str, end: &str) -> bool {
    const MODELS: [&str; 8] = [
        "default", "dist", "example", "exemple", "sample", "template", "tmpl", "tpl",
    ];
    let before = stem.rsplit_once('.').map_or("", |(_, end)| end);
    stem == ".env" || MODELS.contains(&end) && CODE.contains(&before)
}

/// `tests`, `__test__`, `integration-tests`, `androidTest`.
fn is_tests_folder(folder: &str) -> bool {
    let lower = folder.trim_matches(['_', '.']).to_ascii_lowercase();
    let ends = ["-test", "-tests", "_test", "_tests"];
    TESTS.contains(&&*lower) || ends.iter().any(|end| lower.ends_with(end)) || ends_with_word(folder)
}

/// Whether a file of code is a test by its name: `test_a.py`, `a_test.go`, `a.spec.ts`, `ImportTest.java`. A plural tells
/// little: `tests.js` may count the tests of an epidemic.
fn is_test(name: &str, stem: &str) -> bool {
    const WHOLE: [&str; 6] = [
        "conftest.py",
        "test.js",
        "test.py",
        "test.ts",
        "tests.py",
        "tests.rs",
    ];
    const ENDS: [&str; 10] = [
        "_test", "_spec", "-test", "-spec", ".test", ".spec", ".cy", ".e2e", ".mock", ".stories",
    ];
    let written = name.get(..stem.len()).unwrap_or(name);
    stem.starts_with("test_")
        || ENDS.iter().any(|end| stem.ends_with(end))
        || WHOLE.contains(&&*name.to_ascii_lowercase())
        || ends_with_word(written)
}

/// `ImportTest`: a word of its own by its capital.
fn ends_with_word(name: &str) -> bool {
    ["Test", "Tests", "Spec", "Specs"].iter().any(|end| {
        name.strip_suffix(end)
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::facts::role_of;
    use crate::model::Bearing::{self, Claim, Code, Elsewhere, Record, Test};

    #[test]
    fn the_place_tells_what_a_link_says() {
        let cases: &[(&str, Bearing)] = &[
            ("README.md", Claim),
            ("README.html", Claim),
            ("docs/source.rst", Claim),
            ("docs/i.html", Claim),
            ("doc/guide/import.tex", Claim),
            ("publiccode.yml", Claim),
            ("data/README.md", Claim),
            ("CHANGELOG.md", Record),
            ("docs/CHANGELOG.md", Record),
            ("src/a.py", Code),
            ("docs/conf.py", Code),
            ("index.html", Code),
            ("Makefile", Code),
            (".env", Code),
            (".env.example", Code),
            ("deploy/.env.production", Code),
            ("config/a.yml.dist", Code),
            ("data/a.csv.sample", Elsewhere),
            ("notes.example", Elsewhere),
            ("src/contest.py", Code),
            ("src/latest.ts", Code),
            ("src/Contest.java", Code),
            ("src/inspec.rb", Code),
            ("scripts/prepare-data/tests.js", Code),
            ("src/depistage-tests.py", Code),
            ("app/tests.py", Test),
            ("src/address/tests.rs", Test),
            ("tests/a.py", Test),
            ("tests/README.md", Test),
            ("outil/__test__/a.html", Test),
            ("src/__mocks__/a.js", Test),
            (".storybook/a.js", Test),
            ("front/playwright/a.ts", Test),
            ("a.spec.ts", Test),
            ("src/a.test.jsx", Test),
            ("src/test_a.py", Test),
            ("pkg/a_test.go", Test),
            ("spec/models/a.rb", Test),
            ("lib/a_spec.rb", Test),
            ("conftest.py", Test),
            ("app/src/androidTest/A.kt", Test),
            ("src/ImportTest.java", Test),
            ("src/ImportTests.cs", Test),
            ("integration-tests/a.js", Test),
            ("cypress/support/a.js", Test),
            ("cypress/e2e/a.cy.js", Test),
            ("data/a.csv", Elsewhere),
            ("data/test-de-paternite.csv", Elsewhere),
            ("Été.py", Code),
        ];
        for (path, bearing) in cases {
            assert_eq!(of(path, role_of(path)), *bearing, "{path}");
        }
    }
}
