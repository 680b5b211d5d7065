// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What continuous integration runs: the commands of pipelines, those of the files that they include, and those of
//! the tasks that they call (Makefile, npm, Composer, tox, scripts…), each at its place.
//!
//! Nothing is run and no variable is known. What another repository holds is not seen: such an inclusion is kept, so
//! that an absence proves nothing.

mod call;
mod gitlab;
mod hollow;
mod other;
mod resolve;
mod task;
#[cfg(test)]
mod tests;
mod workflow;

use std::sync::Arc;

use crate::model::Place;

use super::decode::Text;

pub(super) use resolve::resolve;

/// Most commands that are kept of one file, and of one repository.
const MOST_IN_FILE: usize = 2_000;
const MOST_IN_ALL: usize = 20_000;

/// Longest command that is kept, in characters.
const LONGEST: usize = 400;

/// Longest file that is read, in bytes.
const LONGEST_FILE: usize = 256 * 1_024;

/// What continuous integration runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Automation {
    /// The files where it begins, sorted.
    pub files: Vec<Arc<str>>,
    /// Every command that it reaches, and the names of its jobs followed by a colon; sorted by place.
    pub commands: Vec<Command>,
    /// What it takes from other repositories, and inclusions that are not known before it runs.
    pub elsewhere: Vec<Command>,
}

/// A line that is run, or a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Command {
    /// Where it stands.
    pub place: Place,
    /// Its text, cut to 400 characters.
    pub text: String,
}

/// What one file gives, before the files are put together.
#[derive(Debug)]
pub(super) struct Script {
    path: Arc<str>,
    kind: Kind,
    parts: Vec<Part>,
    includes: Vec<Include>,
}

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// GitLab's pipelines and what they include.
    GitLab,
    /// Workflows of GitHub, Gitea and Forgejo.
    Workflow,
    /// A composite action.
    Action,
    /// Pipelines of other services, which are read without their structure.
    Other,
    Make,
    Just,
    Node,
    Composer,
    Tox,
    Nox,
    Task,
    Python,
    Rake,
    Shell,
}

/// A job, a target or a task.
#[derive(Debug, Default)]
struct Part {
    name: String,
    line: u32,
    /// The folder that its commands run in, from the root; empty for the root.
    folder: String,
    lines: Vec<(u32, String)>,
    /// Jobs whose commands it takes.
    takes: Vec<String>,
}

/// Another file.
#[derive(Debug)]
struct Include {
    line: u32,
    what: Target,
}

#[derive(Debug)]
enum Target {
    /// A path, or a pattern of paths, of this repository.
    Local(String),
    /// Elsewhere, as written.
    Remote(String),
}

/// What a path is to continuous integration; `None` for most files.
pub(super) fn kind(path: &str) -> Option<Kind> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let yaml = matches!(extension, "yml" | "yaml");
    if name == "action.yml" || name == "action.yaml" {
        return Some(Kind::Action);
    }
    if yaml
        && matches!(
            folder,
            ".github/workflows" | ".gitea/workflows" | ".forgejo/workflows"
        )
    {
        return Some(Kind::Workflow);
    }
    if is_other(folder, name) {
        return Some(Kind::Other);
    }
    let kind = match name {
        "Makefile" | "makefile" | "GNUmakefile" => Kind::Make,
        "justfile" | "Justfile" | ".justfile" => Kind::Just,
        "package.json" => Kind::Node,
        "composer.json" => Kind::Composer,
        "tox.ini" => Kind::Tox,
        "noxfile.py" => Kind::Nox,
        "Taskfile.yml" | "Taskfile.yaml" | "taskfile.yml" => Kind::Task,
        "pyproject.toml" => Kind::Python,
        "Rakefile" => Kind::Rake,
        _ if extension == "mk" => Kind::Make,
        _ if matches!(extension, "sh" | "bash") => Kind::Shell,
        _ if !name.contains('.') && is_script_folder(folder) => Kind::Shell,
        _ if yaml && may_be_included(folder, name) => Kind::GitLab,
        _ => return None,
    };
    Some(kind)
}

/// Pipelines of services other than GitLab and GitHub.
fn is_other(folder: &str, name: &str) -> bool {
    match folder {
        "" => {
            matches!(
                name,
                ".travis.yml"
                    | ".drone.yml"
                    | ".appveyor.yml"
                    | "appveyor.yml"
                    | "azure-pipelines.yml"
                    | "bitbucket-pipelines.yml"
                    | ".build.yml"
                    | ".cirrus.yml"
                    | ".woodpecker.yml"
                    | ".woodpecker.yaml"
                    | "Jenkinsfile"
            ) || name.starts_with("Jenkinsfile.")
        }
        ".circleci" => matches!(name, "config.yml" | "config.yaml"),
        ".woodpecker" | ".builds" => matches!(name.rsplit('.').next(), Some("yml" | "yaml")),
        _ => false,
    }
}

fn is_script_folder(folder: &str) -> bool {
    matches!(
        folder.rsplit('/').next(),
        Some("ci" | ".ci" | "scripts" | "script" | "bin" | ".gitlab")
    )
}

/// Whether pipelines of GitLab are wont to keep parts in such a file.
fn may_be_included(folder: &str, name: &str) -> bool {
    const WORDS: [&str; 7] = ["ci", "gitlab", "pipeline", "job", "template", "include", "stage"];
    if folder.is_empty() && name == ".gitlab-ci.yml" {
        return true;
    }
    folder
        .split('/')
        .chain([name])
        .flat_map(|part| part.split(['-', '_', '.']))
        .any(|word| {
            let word = word.strip_suffix('s').unwrap_or(word).to_ascii_lowercase();
            WORDS.contains(&word.as_str())
        })
}

/// Reads a file; `None` when it runs nothing. What cannot be understood runs nothing that is known, and is kept as
/// such: see [`resolve`].
pub(super) fn read(kind: Kind, path: &Arc<str>, text: &Text) -> Option<Script> {
    let mut script = Script {
        path: Arc::clone(path),
        kind,
        parts: Vec::new(),
        includes: Vec::new(),
    };
    if text.as_str().len() > LONGEST_FILE {
        script.unknown(1, "the file is too long");
        return Some(script);
    }
    match kind {
        Kind::GitLab => gitlab::read(&mut script, text),
        Kind::Workflow => workflow::read(&mut script, text),
        Kind::Action => workflow::action(&mut script, text),
        Kind::Other => other::read(&mut script, text),
        _ => task::read(&mut script, text),
    }
    let whole = !script.parts.is_empty() || !script.includes.is_empty();
    let begins = matches!(kind, Kind::Workflow | Kind::Other) || &**path == ".gitlab-ci.yml";
    (whole || begins).then_some(script)
}

impl Script {
    /// Something that is not known before it runs, or that could not be read.
    fn unknown(&mut self, line: u32, what: &str) {
        self.include(line, Target::Remote(what.to_owned()));
    }

    fn include(&mut self, line: u32, what: Target) {
        if self.includes.len() < MOST_IN_FILE {
            self.includes.push(Include { line, what });
        }
    }

    fn part(&mut self, part: Part) {
        let before: usize = self.parts.iter().map(|part| part.lines.len() + 1).sum();
        if before < MOST_IN_FILE {
            self.parts.push(part);
        }
    }
}

impl Part {
    /// Adds each line of a command; a line that ends in `\` goes on with the next one.
    fn run(&mut self, line: u32, command: &str) {
        let mut joined = String::new();
        let mut start = line;
        for (number, text) in (line..).zip(command.lines()) {
            if joined.is_empty() {
                start = number;
            }
            let text = text.trim();
            if let Some(text) = text.strip_suffix('\\') {
                joined.push_str(text);
                joined.push(' ');
            } else {
                joined.push_str(text);
                self.push(start, &std::mem::take(&mut joined));
            }
        }
        self.push(start, &joined);
    }

    fn push(&mut self, line: u32, text: &str) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') || self.lines.len() >= MOST_IN_FILE {
            return;
        }
        self.lines.push((line, text.chars().take(LONGEST).collect()));
    }
}
