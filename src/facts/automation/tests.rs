// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use std::sync::Arc;

use proptest::prelude::*;

use super::call::calls;
use super::{Automation, kind, read, resolve};
use crate::facts::decode::decode;

fn of(files: &[(&str, &str)]) -> Automation {
    let scripts: Vec<_> = files
        .iter()
        .filter_map(|(path, text)| read(kind(path)?, &Arc::from(*path), &decode((*text).into())?))
        .collect();
    resolve(&scripts, &[])
}

/// `path:line text` of each command.
fn told(automation: &Automation) -> Vec<String> {
    automation
        .commands
        .iter()
        .map(|one| {
            let path = one.place.path.as_deref().unwrap_or_default();
            format!("{path}:{} {}", one.place.line.unwrap_or(0), one.text)
        })
        .collect()
}

fn runs(automation: &Automation, text: &str) -> bool {
    automation.commands.iter().any(|one| one.text.contains(text))
}

#[test]
fn pipelines_of_gitlab_are_followed() {
    let root = "include:\n  - local: /ci/tests.yml\n  - 'ci/more/*.yml'\n.base: &base\n  script: [anchored]\nbuild:\n  extends: .common\n  script:\n    - !reference [.setup, script]\n    - |\n      make check\n      cd web && npm run verify\nother:\n  <<: *base\n.unused:\n  script: [never]\n.setup:\n  script: prepare\n";
    let files = [
        (".gitlab-ci.yml", root),
        ("ci/tests.yml", "unit:\n  script: pytest -q\n"),
        ("ci/more/a.yml", ".common:\n  before_script: [common]\n"),
        (
            "Makefile",
            "all: x\n\ncheck: deps\n\t@cargo test\ndeps:\n\tfetch\n",
        ),
        (
            "web/package.json",
            "{\"scripts\": {\"verify\": \"yarn inner\", \"inner\": \"vitest\", \"not\": \"no\"}}",
        ),
    ];
    let found = of(&files);
    let told = told(&found);
    for expected in [
        ".gitlab-ci.yml:5 anchored",
        ".gitlab-ci.yml:11 make check",
        "ci/tests.yml:2 pytest -q",
        "ci/tests.yml:1 unit:",
        "ci/more/a.yml:2 common",
        "Makefile:4 cargo test",
        "Makefile:6 fetch",
        ".gitlab-ci.yml:18 prepare",
        "web/package.json:1 vitest",
    ] {
        assert!(told.iter().any(|one| one == expected), "{expected} in {told:#?}");
    }
    assert!(!runs(&found, "never") && !runs(&found, "no"), "{told:#?}");
    assert!(found.elsewhere.is_empty(), "{:?}", found.elsewhere);
    assert_eq!(found.files.len(), 1);
}

#[test]
fn what_comes_from_elsewhere_is_kept_as_unknown() {
    for include in [
        "include: https://forge.example.org/ci.yml\n",
        "include:\n  - project: etat/ci\n    file: /tests.yml\n",
        "include:\n  - template: Auto-DevOps.gitlab-ci.yml\n",
        "include:\n  - component: forge.example.org/ci/tests@1\n",
        "include: absent.yml\n",
        "include: ci/$NAME.yml\n",
        "build:\n  script: [1\n",
    ] {
        let found = of(&[(".gitlab-ci.yml", include)]);
        assert_eq!(found.elsewhere.len(), 1, "{include}");
    }
    let called = "jobs:\n  a:\n    uses: etat/ci/.github/workflows/tests.yml@main\n  b:\n    steps:\n      - uses: actions/checkout@v4\n";
    assert_eq!(of(&[(".github/workflows/a.yml", called)]).elsewhere.len(), 1);
    let jenkins = "@Library('ci') _\nbuildAll()\n";
    assert_eq!(of(&[("Jenkinsfile", jenkins)]).elsewhere.len(), 1);
}

#[test]
fn workflows_and_actions_are_followed() {
    let files = [
        (
            ".github/workflows/ci.yml",
            "on: push\njobs:\n  test:\n    steps:\n      - uses: ./.github/actions/check\n      - run: npm run ci\n        working-directory: web\n      - run: ./scripts/run\n",
        ),
        (
            ".github/actions/check/action.yml",
            "runs:\n  using: composite\n  steps:\n    - run: tox\n",
        ),
        ("tox.ini", "[testenv]\ncommands =\n    pytest {posargs}\n"),
        ("web/package.json", "{\"scripts\": {\"ci\": \"jest\"}}"),
        ("scripts/run", "#!/bin/sh\ncargo test \\\n  --all\n"),
    ];
    let found = of(&files);
    for expected in ["pytest", "jest", "cargo test  --all", "test:"] {
        assert!(runs(&found, expected), "{expected} in {:#?}", told(&found));
    }
}

#[test]
fn other_services_are_read_by_their_keys() {
    for (path, text, expected) in [
        (".travis.yml", "language: node_js\nnode_js: [18]\n", "npm test"),
        (".travis.yml", "script:\n  - pytest\n", "pytest"),
        (
            ".circleci/config.yml",
            "jobs:\n  a:\n    steps:\n      - run:\n          name: x\n          command: rspec\n",
            "rspec",
        ),
        (
            ".woodpecker.yml",
            "steps:\n  test:\n    image: rust\n    commands:\n      - cargo test\n",
            "cargo test",
        ),
        (
            ".drone.yml",
            "steps:\n  - name: a\n    commands: [go test ./...]\n",
            "go test",
        ),
        (
            "Jenkinsfile",
            "pipeline {\n  stages { sh 'mvn verify' }\n}\n",
            "mvn verify",
        ),
        (
            ".forgejo/workflows/a.yaml",
            "jobs:\n  a:\n    steps:\n      - run: just test\n",
            "just test",
        ),
    ] {
        assert!(runs(&of(&[(path, text)]), expected), "{path}");
    }
    let orb = "workflows:\n  main:\n    jobs:\n      - node/test\n";
    assert_eq!(of(&[(".circleci/config.yml", orb)]).elsewhere.len(), 1);
}

#[test]
fn calls_name_their_task() {
    let names = |line: &str| -> Vec<String> {
        calls(line, "")
            .into_iter()
            .map(|call| {
                format!(
                    "{:?} {} {}",
                    call.kind,
                    call.folder,
                    call.name.unwrap_or_default()
                )
            })
            .collect()
    };
    assert_eq!(names("make -C api test lint"), ["Make api test", "Make api lint"]);
    assert_eq!(names("cd web && yarn lint; npm ci"), ["Node web lint"]);
    assert_eq!(
        names("CI=1 npm --prefix web run build -- --prod"),
        ["Node web build"]
    );
    assert_eq!(names("bash ci/test.sh || true"), ["Shell ci/test.sh "]);
    assert_eq!(names("poetry run poe check"), ["Python  check"]);
    assert_eq!(names("composer run-script qa"), ["Composer  qa"]);
    assert_eq!(names("echo make"), Vec::<String>::new());
    assert_eq!(names("/usr/bin/run ../x $HOME/y"), Vec::<String>::new());
}

#[test]
fn scripts_that_are_named_for_tests_and_run_none_are_told_by_what_they_run() {
    let empty = "{\"scripts\": {\"test\": \"echo \\\"Error: no test specified\\\" && exit 1\"}}";
    let lint = "{\"scripts\": {\"test\": \"npm run lint\", \"lint\": \"eslint . && tsc --noEmit\"}}";
    let real = "{\"scripts\": {\"test\": \"npm run lint && node run.js\", \"lint\": \"eslint .\"}}";
    let around = "{\"scripts\": {\"pretest\": \"node run.js\", \"test\": \"eslint .\"}}";
    for (package, line, told) in [
        (empty, "npm test", false),
        (lint, "npm ci && npm run test", false),
        (lint, "yarn test", false),
        (lint, "npm test && node run.js", true),
        (lint, "npm test --workspaces", true),
        (real, "npm test", true),
        (around, "npm test", true),
        ("{}", "npm test", true),
    ] {
        let pipeline = format!("qualite:\n  script: [\"{line}\"]\n");
        let found = of(&[(".gitlab-ci.yml", &pipeline), ("package.json", package)]);
        assert_eq!(runs(&found, line), told, "{package} {line}");
    }
}

#[test]
fn jobs_that_are_named_for_tests_and_run_none_lose_their_name() {
    for (script, told) in [
        ("[flake8 .]", false),
        ("[pip install flake8, python -m flake8 src]", false),
        ("['echo \"no tests yet\"']", false),
        ("[npm ci, npx eslint .]", false),
        ("[flake8 ., ./run]", true),
        ("[cargo fmt --check, cargo nextest run]", true),
        ("['!reference [.base, script]', flake8]", true),
    ] {
        let found = of(&[(".gitlab-ci.yml", &format!("test:\n  script: {script}\n"))]);
        assert_eq!(runs(&found, "test:"), told, "{script}");
    }
    for (job, told) in [
        ("when: never", false),
        ("rules: [{when: never}]", false),
        ("rules: [{if: $X, when: never}]", true),
        ("rules: [{if: $X}, {when: never}]", true),
        ("when: manual", true),
    ] {
        let found = of(&[(".gitlab-ci.yml", &format!("a:\n  {job}\n  script: pytest\n"))]);
        assert_eq!(runs(&found, "pytest"), told, "{job}");
    }
    let steps = |run: &str| {
        format!(
            "jobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n      - run: npx eslint .\n{run}"
        )
    };
    for (more, told) in [
        ("", false),
        ("      - run: ./run\n        working-directory: api\n", true),
        ("      - uses: ./.github/actions/run\n", true),
    ] {
        let found = of(&[(".github/workflows/a.yml", &steps(more))]);
        assert_eq!(runs(&found, "test:"), told, "{more}");
    }
}

#[test]
fn circles_end() {
    let files = [
        (
            ".gitlab-ci.yml",
            "include: .gitlab-ci.yml\na:\n  extends: b\n  script: [make x]\nb:\n  extends: a\n  script: [bash run.sh]\n",
        ),
        ("Makefile", "x: y\n\tmake x\ny: x\n\tmake y\n"),
        ("run.sh", "bash run.sh\nmake x\n"),
    ];
    assert!(of(&files).commands.len() < 20);
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in "((include|script|jobs|steps|run|uses|a|all|test)?:? ?[\\[{&*|\\]}>a-z0-9./!:@;\\\\-]{0,12}\n *\t?){0,14}") {
        for path in [".gitlab-ci.yml", ".github/workflows/a.yml", ".circleci/config.yml", "Jenkinsfile", "Makefile", "justfile", "package.json", "composer.json", "tox.ini", "Taskfile.yml", "pyproject.toml", "a.sh", "x/action.yml", ".travis.yml"] {
            let found = of(&[(path, &text), ("Makefile", &text)]);
            let lines = u32::try_from(text.lines().count()).unwrap() + 1;
            for one in &found.commands {
                prop_assert!(one.place.line.is_some_and(|line| line >= 1 && line <= lines), "{:?}", one);
            }
        }
    }
}
