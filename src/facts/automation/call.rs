// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which tasks of the repository a command calls.

use super::Kind;

/// A task that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) kind: Kind,
    /// The folder whose file holds it, from the root.
    pub(super) folder: String,
    /// The task; `None` for the first one or all of them.
    pub(super) name: Option<String>,
}

/// Most words of one command that are looked at.
const MOST_WORDS: usize = 200;

/// The calls of one line that runs in a folder.
pub(super) fn calls(line: &str, folder: &str) -> Vec<Call> {
    commands(line, folder)
        .iter()
        .flat_map(|(words, at)| of_words(words, at))
        .collect()
}

/// The calls of one command, given by its words.
pub(super) fn of_words(words: &[&str], at: &str) -> Vec<Call> {
    words
        .split_first()
        .map_or_else(Vec::new, |(first, rest)| one(first, rest, at))
}

/// The commands of one line, each as its words and with the folder that it runs in; changes of folder are left out.
pub(super) fn commands<'l>(line: &'l str, folder: &str) -> Vec<(Vec<&'l str>, String)> {
    let mut found = Vec::new();
    let mut at = folder.to_owned();
    for command in line.split(['&', ';', '|', '(', ')', '`']) {
        let words: Vec<&str> = command
            .split_whitespace()
            .map(|word| word.trim_matches(['"', '\'', ',']))
            .take(MOST_WORDS)
            .skip_while(|word| is_prefix(word))
            .collect();
        let Some((first, rest)) = words.split_first() else {
            continue;
        };
        if *first == "cd" {
            if let Some(next) = rest.first().and_then(|to| joined(&at, to)) {
                at = next;
            }
            continue;
        }
        found.push((words, at.clone()));
    }
    found
}

/// Words that stand before the command itself.
fn is_prefix(word: &str) -> bool {
    matches!(
        word,
        "sudo" | "time" | "exec" | "env" | "-" | "@" | "then" | "do" | "else" | "!" | "command"
    ) || (word.contains('=') && !word.starts_with('-') && !word.contains('/'))
}

fn one(first: &str, rest: &[&str], at: &str) -> Vec<Call> {
    let plain = || rest.iter().copied().filter(|word| !word.starts_with('-'));
    let call = |kind, folder: &str, name: Option<&str>| Call {
        kind,
        folder: folder.to_owned(),
        name: name.map(str::to_owned),
    };
    match first {
        "make" | "gmake" => {
            let inner = rest
                .iter()
                .position(|word| *word == "-C" || *word == "--directory")
                .and_then(|index| rest.get(index + 1))
                .and_then(|to| joined(at, to));
            let skipped = inner
                .is_some()
                .then(|| rest.iter().position(|word| *word == "-C").map(|index| index + 1));
            let folder = inner.unwrap_or_else(|| at.to_owned());
            let names: Vec<&str> = rest
                .iter()
                .enumerate()
                .filter(|(index, word)| {
                    !word.starts_with('-') && !word.contains('=') && skipped.flatten() != Some(*index)
                })
                .map(|(_, word)| *word)
                .collect();
            if names.is_empty() {
                return vec![call(Kind::Make, &folder, None)];
            }
            names
                .into_iter()
                .map(|name| call(Kind::Make, &folder, Some(name)))
                .collect()
        }
        "just" => vec![call(Kind::Just, at, plain().next())],
        "task" | "go-task" => vec![call(Kind::Task, at, plain().next())],
        "npm" | "yarn" | "pnpm" | "bun" | "npx" => node(rest, at),
        "composer" => {
            let name = plain().find(|word| !matches!(*word, "run" | "run-script" | "exec"));
            vec![call(Kind::Composer, at, name)]
        }
        "tox" => vec![call(Kind::Tox, at, None)],
        "nox" => vec![call(Kind::Nox, at, None)],
        "rake" => vec![call(Kind::Rake, at, None)],
        "poe" | "pdm" | "hatch" | "pixi" | "task-py" => {
            let name = plain().find(|word| *word != "run");
            vec![call(Kind::Python, at, name)]
        }
        "poetry" | "uv" | "bundle" | "pipenv" | "dotenv" | "xvfb-run" | "nix-shell" | "retry" | "timeout" => {
            let inner: Vec<&str> = plain().filter(|word| !matches!(*word, "run" | "exec")).collect();
            match inner.split_first() {
                Some((first, rest)) if *first != "poetry" && *first != "uv" => one(first, rest, at),
                _ => Vec::new(),
            }
        }
        "bash" | "sh" | "source" | "." | "zsh" => plain()
            .next()
            .map(|path| script(path, at))
            .into_iter()
            .flatten()
            .collect(),
        path if path.starts_with("./") || path.rsplit('.').next() == Some("sh") || path.contains('/') => {
            script(path, at).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// `npm run x`, `yarn x`, with the folder that `--prefix` or `--cwd` names.
fn node(rest: &[&str], at: &str) -> Vec<Call> {
    let mut folder = at.to_owned();
    let (mut name, mut run) = (None, false);
    let mut words = rest.iter().copied().peekable();
    while let Some(word) = words.next() {
        match word {
            "--prefix" | "--cwd" | "-C" | "--dir" => {
                if let Some(to) = words.next().and_then(|to| joined(at, to)) {
                    folder = to;
                }
            }
            "run" | "run-script" => run = true,
            // The name of a workspace follows: the task is one of its own, and any may be meant.
            "workspace" | "-w" | "--workspace" | "--filter" => {
                words.next();
            }
            word if word.starts_with('-') => {
                if let Some(to) = word.strip_prefix("--prefix=").and_then(|to| joined(at, to)) {
                    folder = to;
                }
            }
            word => {
                name = Some(word.to_owned());
                break;
            }
        }
    }
    let Some(name) = name else { return Vec::new() };
    if !run
        && matches!(
            name.as_str(),
            "install" | "ci" | "i" | "add" | "publish" | "audit" | "config" | "dlx"
        )
    {
        return Vec::new();
    }
    vec![Call {
        kind: Kind::Node,
        folder,
        name: Some(name),
    }]
}

/// A script by its path.
fn script(path: &str, at: &str) -> Option<Call> {
    let path = joined(at, path)?;
    Some(Call {
        kind: Kind::Shell,
        folder: path,
        name: None,
    })
}

/// A path from a folder of the repository; `None` when it leads out of it or is not known before it runs.
fn joined(at: &str, path: &str) -> Option<String> {
    let path = path
        .trim_start_matches("$CI_PROJECT_DIR/")
        .trim_start_matches("${CI_PROJECT_DIR}/")
        .trim_start_matches("$GITHUB_WORKSPACE/");
    if path.starts_with(['/', '~']) || path.contains(['$', '*']) {
        return None;
    }
    let mut parts: Vec<&str> = at.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
