// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From the files to what a run reaches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Globs, Place};

use super::call::{Call, calls, commands, of_words};
use super::hollow::{is_idle, is_spread};
use super::{Automation, Command, Kind, MOST_IN_ALL, Part, Script, Target, kind};

/// How many calls may follow each other.
const MOST_HOPS: usize = 6;

/// Files of GitLab that may include each other.
const MOST_FILES: usize = 200;

/// Puts the files of a repository together.
///
/// `unread` are paths whose content is not known: a pipeline among them may run anything.
pub(in crate::facts) fn resolve(scripts: &[Script], unread: &[Arc<str>]) -> Automation {
    let mut run = Run {
        scripts: scripts.iter().map(|script| (&*script.path, script)).collect(),
        ..Run::default()
    };
    for script in scripts {
        match script.kind {
            Kind::GitLab if &*script.path == ".gitlab-ci.yml" => run.gitlab(script),
            Kind::Workflow => run.workflow(script, MOST_HOPS),
            Kind::Other => run.all(script, MOST_HOPS),
            _ => continue,
        }
        run.found.files.push(Arc::clone(&script.path));
    }
    for path in unread {
        if is_begin(path) {
            run.elsewhere(path, 1, "the file could not be read");
            run.found.files.push(Arc::clone(path));
        }
    }
    let mut found = run.found;
    found.files.sort();
    found.files.dedup();
    found.commands.sort();
    found.commands.dedup();
    found.elsewhere.sort();
    found.elsewhere.dedup();
    found
}

#[derive(Default)]
struct Run<'a> {
    scripts: BTreeMap<&'a str, &'a Script>,
    /// Parts that were reached, by file and position.
    reached: BTreeSet<(&'a str, usize)>,
    found: Automation,
}

impl<'a> Run<'a> {
    fn tell(&mut self, path: &Arc<str>, line: u32, text: &str) {
        if self.found.commands.len() < MOST_IN_ALL {
            self.found.commands.push(Command {
                place: Place::line(path, line),
                text: text.to_owned(),
            });
        }
    }

    fn elsewhere(&mut self, path: &Arc<str>, line: u32, text: &str) {
        if self.found.elsewhere.len() < MOST_IN_ALL {
            self.found.elsewhere.push(Command {
                place: Place::line(path, line),
                text: text.to_owned(),
            });
        }
    }

    /// A pipeline of GitLab with everything that it includes: jobs of one name are one job.
    fn gitlab(&mut self, root: &'a Script) {
        let mut files: Vec<&'a Script> = vec![root];
        let mut known: BTreeSet<&str> = BTreeSet::from([&*root.path]);
        let mut next = 0;
        while let Some(script) = files.get(next).copied() {
            next += 1;
            for include in &script.includes {
                match &include.what {
                    Target::Remote(what) => self.elsewhere(&script.path, include.line, what),
                    Target::Local(pattern) => {
                        let paths = self.matching(pattern);
                        if paths.is_empty() {
                            self.elsewhere(&script.path, include.line, pattern);
                        }
                        for path in paths {
                            if files.len() < MOST_FILES && known.insert(path) {
                                files.extend(self.scripts.get(path).copied());
                            }
                        }
                    }
                }
            }
        }
        let mut jobs: BTreeMap<&str, Vec<(&'a Script, usize)>> = BTreeMap::new();
        for script in files {
            for (index, part) in script.parts.iter().enumerate() {
                jobs.entry(&part.name).or_default().push((script, index));
            }
        }
        let seen: Vec<&str> = jobs
            .keys()
            .copied()
            .filter(|name| !name.starts_with('.'))
            .collect();
        for name in seen {
            self.job(&jobs, name, MOST_HOPS);
        }
    }

    fn job(&mut self, jobs: &BTreeMap<&str, Vec<(&'a Script, usize)>>, name: &str, hops: usize) {
        let Some(fewer) = hops.checked_sub(1) else { return };
        for (script, index) in jobs.get(name).into_iter().flatten() {
            let part = &script.parts[*index];
            if !self.reached.insert((&script.path, *index)) {
                continue;
            }
            let named = !part.name.is_empty() && !part.name.starts_with('.') && part.name != "default";
            if named && !self.is_hollow_job(script, part) {
                self.tell(&script.path, part.line, &format!("{}:", part.name));
            }
            self.lines(script, part, fewer);
            for taken in &part.takes {
                self.job(jobs, taken, fewer);
            }
        }
    }

    /// A workflow, and those of this repository that it calls.
    fn workflow(&mut self, script: &'a Script, hops: usize) {
        let Some(fewer) = hops.checked_sub(1) else { return };
        self.all(script, hops);
        for include in &script.includes {
            match &include.what {
                Target::Remote(what) => self.elsewhere(&script.path, include.line, what),
                Target::Local(pattern) => {
                    let paths = self.matching(pattern);
                    if paths.is_empty() {
                        self.elsewhere(&script.path, include.line, pattern);
                    }
                    for path in paths {
                        if let Some(called) = self.scripts.get(path).copied()
                            && called.kind == Kind::Action
                        {
                            self.workflow(called, fewer);
                        }
                        // Called workflows begin by themselves: see `resolve`.
                    }
                }
            }
        }
    }

    /// Every part of a file.
    fn all(&mut self, script: &'a Script, hops: usize) {
        let Some(fewer) = hops.checked_sub(1) else { return };
        for (index, part) in script.parts.iter().enumerate() {
            if !self.reached.insert((&script.path, index)) {
                continue;
            }
            let named = !part.name.is_empty() && matches!(script.kind, Kind::Workflow);
            if named && !self.is_hollow_job(script, part) {
                self.tell(&script.path, part.line, &format!("{}:", part.name));
            }
            self.lines(script, part, fewer);
        }
        if script.kind == Kind::Other {
            for include in &script.includes {
                if let Target::Remote(what) = &include.what {
                    self.elsewhere(&script.path, include.line, what);
                }
            }
        }
    }

    fn lines(&mut self, script: &'a Script, part: &'a Part, hops: usize) {
        let folder = folder(script, part);
        for (line, text) in &part.lines {
            let calls = calls(text, folder);
            // A script that is called after tests and runs none speaks for itself.
            let tests = calls
                .iter()
                .any(|call| call.name.as_deref().is_some_and(speaks_of_tests));
            if !tests || !self.is_hollow(text, folder, hops) {
                self.tell(&script.path, *line, text);
            }
            for call in calls {
                self.call(&call, hops);
            }
        }
    }

    /// Whether a job has its name from tests and runs none.
    fn is_hollow_job(&self, script: &Script, job: &Part) -> bool {
        // The steps of a workflow's job that run in other folders are parts of their own, at its line.
        let mut steps = script.parts.iter().filter(|part| part.line == job.line);
        speaks_of_tests(&job.name) && steps.all(|part| self.is_hollow_part(script, part, MOST_HOPS))
    }

    fn is_hollow_part(&self, script: &Script, part: &Part, hops: usize) -> bool {
        let folder = folder(script, part);
        !part.lines.is_empty()
            && part.takes.is_empty()
            && part
                .lines
                .iter()
                .all(|(_, text)| self.is_hollow(text, folder, hops))
    }

    /// Whether every command of a line runs no test, those of the scripts that it calls included.
    fn is_hollow(&self, line: &str, folder: &str, hops: usize) -> bool {
        let Some(fewer) = hops.checked_sub(1) else {
            return false;
        };
        commands(line, folder).iter().all(|(words, at)| {
            let calls = of_words(words, at);
            is_idle(words)
                || (!calls.is_empty()
                    && !is_spread(words)
                    && calls.iter().all(|call| self.is_hollow_call(call, fewer)))
        })
    }

    /// Whether the task that is called is known and runs no test, nor what npm runs before and after it.
    fn is_hollow_call(&self, call: &Call, hops: usize) -> bool {
        let (Some(name), false) = (&call.name, call.kind == Kind::Shell) else {
            return false;
        };
        let around = [format!("pre{name}"), format!("post{name}")];
        let is_meant = |part: &&Part| part.name == *name || around.contains(&part.name);
        let parts: Vec<(&Script, &Part)> = self
            .files(call)
            .into_iter()
            .flat_map(|script| {
                script
                    .parts
                    .iter()
                    .filter(is_meant)
                    .map(move |part| (script, part))
            })
            .collect();
        parts.iter().any(|(_, part)| part.name == *name)
            && parts
                .iter()
                .all(|(script, part)| self.is_hollow_part(script, part, hops))
    }

    fn call(&mut self, call: &Call, hops: usize) {
        let Some(fewer) = hops.checked_sub(1) else { return };
        if call.kind == Kind::Shell {
            if let Some(script) = self.scripts.get(call.folder.as_str()).copied() {
                self.all(script, hops);
            }
            return;
        }
        for script in self.files(call) {
            match &call.name {
                None if matches!(call.kind, Kind::Make | Kind::Just | Kind::Task) => {
                    if let Some(first) = script.parts.first() {
                        self.task(script, &first.name, fewer);
                    }
                }
                None => self.all(script, hops),
                Some(name) => self.task(script, name, fewer),
            }
        }
    }

    /// The files that may hold the task that is called.
    fn files(&self, call: &Call) -> Vec<&'a Script> {
        names(call.kind)
            .iter()
            .filter_map(|name| {
                let path = if call.folder.is_empty() {
                    (*name).to_owned()
                } else {
                    format!("{}/{name}", call.folder)
                };
                self.scripts.get(path.as_str()).copied()
            })
            .collect()
    }

    fn task(&mut self, script: &'a Script, name: &str, hops: usize) {
        let Some(fewer) = hops.checked_sub(1) else { return };
        for (index, part) in script.parts.iter().enumerate() {
            if part.name == name && self.reached.insert((&script.path, index)) {
                self.lines(script, part, fewer);
                for taken in &part.takes {
                    self.task(script, taken, fewer);
                }
            }
        }
    }

    /// The files of a path or pattern.
    fn matching(&self, pattern: &str) -> Vec<&'a str> {
        if !pattern.contains(['*', '{', '?']) {
            return self
                .scripts
                .get_key_value(pattern)
                .map(|(path, _)| *path)
                .into_iter()
                .collect();
        }
        let Ok(globs) = Globs::new(vec![pattern.to_owned()]) else {
            return Vec::new();
        };
        self.scripts
            .keys()
            .copied()
            .filter(|path| globs.matches(path))
            .collect()
    }
}

/// The folder that the commands of a part run in: what runs in a task's file runs in its folder.
fn folder<'p>(script: &'p Script, part: &'p Part) -> &'p str {
    match script.kind {
        Kind::GitLab | Kind::Workflow | Kind::Action | Kind::Other | Kind::Shell => &part.folder,
        _ => script.path.rsplit_once('/').map_or("", |(folder, _)| folder),
    }
}

/// Whether a name promises tests.
fn speaks_of_tests(name: &str) -> bool {
    name.to_lowercase().contains("test")
}

/// The files that hold the tasks of a kind.
fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Make => &["Makefile", "makefile", "GNUmakefile"],
        Kind::Just => &["justfile", "Justfile", ".justfile"],
        Kind::Node => &["package.json"],
        Kind::Composer => &["composer.json"],
        Kind::Tox => &["tox.ini"],
        Kind::Nox => &["noxfile.py"],
        Kind::Task => &["Taskfile.yml", "Taskfile.yaml", "taskfile.yml"],
        Kind::Python => &["pyproject.toml"],
        Kind::Rake => &["Rakefile"],
        Kind::GitLab | Kind::Workflow | Kind::Action | Kind::Other | Kind::Shell => &[],
    }
}

/// Whether a run begins in a file.
fn is_begin(path: &str) -> bool {
    match kind(path) {
        Some(Kind::Workflow | Kind::Other) => true,
        Some(Kind::GitLab) => path == ".gitlab-ci.yml",
        _ => false,
    }
}
