// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Commands that run no test, whatever the job or the script that holds them is called: they say something, prepare
//! the machine, or look at the form of the code only.
//!
//! What is not known here may run anything.

/// Programs that say something or prepare the ground.
const PREPARES: [&str; 27] = [
    "echo", "printf", "true", ":", "exit", "cd", "set", "export", "unset", "pwd", "ls", "cat", "date",
    "sleep", "mkdir", "cp", "mv", "rm", "chmod", "which", "apt", "apt-get", "apk", "yum", "dnf", "brew",
    "corepack",
];

/// Programs that look at the form of the code: style, types, mistakes that show without running it.
const LOOKS: [&str; 36] = [
    "ansible-lint",
    "autopep8",
    "biome",
    "black",
    "checkmake",
    "commitlint",
    "eslint",
    "flake8",
    "gofmt",
    "golangci-lint",
    "hadolint",
    "htmlhint",
    "isort",
    "jshint",
    "markdownlint",
    "markdownlint-cli2",
    "mypy",
    "oxlint",
    "php-cs-fixer",
    "phpcs",
    "phpstan",
    "prettier",
    "psalm",
    "pycodestyle",
    "pyflakes",
    "pylint",
    "pyright",
    "rubocop",
    "ruff",
    "shellcheck",
    "standard",
    "stylelint",
    "tsc",
    "tslint",
    "xo",
    "yamllint",
];

/// What package managers do before anything is run.
const INSTALLS: [&str; 8] = ["install", "ci", "i", "add", "sync", "update", "upgrade", "cache"];

/// Whether a command, as its words, runs no test for sure.
pub(super) fn is_idle(words: &[&str]) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return true;
    };
    let plain = || rest.iter().copied().filter(|word| !word.starts_with('-'));
    let from = |word: &str| rest.iter().position(|one| *one == word).map(|at| &rest[at + 1..]);
    match *first {
        // The actions of GitHub itself check out, install and store.
        "uses:" => rest.first().is_some_and(|action| action.starts_with("actions/")),
        first if PREPARES.contains(&first) || LOOKS.contains(&first) => true,
        "cargo" => plain()
            .next()
            .is_some_and(|verb| matches!(verb, "fmt" | "clippy" | "fetch")),
        "go" => plain()
            .next()
            .is_some_and(|verb| matches!(verb, "vet" | "fmt" | "mod")),
        "npm" | "yarn" | "pnpm" | "bun" | "composer" | "bundle" | "poetry" | "uv" | "pipenv" | "pip"
        | "pip3" => match plain().next() {
            None => *first == "yarn",
            Some(verb) if INSTALLS.contains(&verb) || (*first == "uv" && verb == "pip") => true,
            Some(verb @ ("run" | "exec" | "dlx")) => from(verb).is_some_and(looks),
            Some(_) => looks(rest),
        },
        "npx" | "uvx" => looks(rest),
        "python" | "python3" => from("-m").is_some_and(|module| {
            looks(module) || module.first().is_some_and(|name| matches!(*name, "pip" | "venv"))
        }),
        path => path
            .rsplit_once("/bin/")
            .or_else(|| path.rsplit_once("/.bin/"))
            .is_some_and(|(_, name)| LOOKS.contains(&name)),
    }
}

/// Whether the first word that is no option is a program that looks at the form of the code.
fn looks(words: &[&str]) -> bool {
    words
        .iter()
        .find(|word| !word.starts_with('-'))
        .is_some_and(|word| LOOKS.contains(word))
}

/// Words that send a script's name to other packages than the one at hand.
pub(super) fn is_spread(words: &[&str]) -> bool {
    words.iter().any(|word| {
        let word = word.split('=').next().unwrap_or_default();
        matches!(
            word,
            "-w" | "-ws"
                | "--workspace"
                | "--workspaces"
                | "--filter"
                | "-F"
                | "-r"
                | "--recursive"
                | "workspace"
                | "workspaces"
                | "--if-present"
        )
    })
}
