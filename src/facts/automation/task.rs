// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Tasks that pipelines call: Makefiles, justfiles, scripts of npm and Composer, tox, nox, Taskfiles, shell scripts.

use toml::de::{DeTable, DeValue};

use crate::facts::decode::Text;
use crate::facts::tree::{self, Node};

use super::{Kind, Part, Script};

pub(super) fn read(script: &mut Script, text: &Text) {
    match script.kind {
        Kind::Make | Kind::Just => targets(script, text),
        Kind::Node | Kind::Composer => scripts(script, text),
        Kind::Tox => tox(script, text),
        Kind::Task => taskfile(script, text),
        Kind::Python => python(script, text),
        _ => whole(script, text),
    }
}

/// `target: needs` and the lines below that are set in. Each target takes those that it needs.
fn targets(script: &mut Script, text: &Text) {
    let mut current: Option<Part> = None;
    for (number, line) in (1_u32..).zip(text.as_str().lines()) {
        let inside = line.starts_with('\t') || line.starts_with(' ');
        if inside {
            if let Some(part) = &mut current {
                let command = line.trim().trim_start_matches(['@', '-', '+']);
                part.push(number, command.trim_end_matches('\\'));
            }
            continue;
        }
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if let Some(done) = current.take() {
            script.part(done);
        }
        let Some((names, needs)) = heading(bare) else {
            continue;
        };
        let mut names = names.into_iter();
        if let Some(first) = names.next() {
            // Several names for one recipe: the others take it.
            for other in names {
                script.part(Part {
                    name: other,
                    line: number,
                    takes: vec![first.clone()],
                    ..Part::default()
                });
            }
            current = Some(Part {
                name: first,
                line: number,
                takes: needs,
                ..Part::default()
            });
        }
    }
    if let Some(done) = current {
        script.part(done);
    }
}

/// The names of a rule and what they need; `None` for assignments and directives.
fn heading(line: &str) -> Option<(Vec<String>, Vec<String>)> {
    let (names, rest) = line.split_once(':')?;
    if rest.starts_with('=') || names.contains(['=', '"', '\'']) || names.starts_with('.') {
        return None;
    }
    let rest = rest.trim_start_matches(':');
    let rest = rest.split('#').next().unwrap_or_default();
    let (needs, recipe) = rest.split_once(';').unwrap_or((rest, ""));
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .filter(|word| !word.starts_with(['$', '|', '*', '@']))
            .map(str::to_owned)
            .take(200)
            .collect()
    };
    // A recipe of just may have parameters after its name.
    let names = words(names);
    let mut needs = words(needs);
    if !recipe.trim().is_empty() {
        needs.retain(|need| !need.is_empty());
    }
    Some((names, needs))
}

/// The `scripts` of a `package.json` or a `composer.json`.
fn scripts(script: &mut Script, text: &Text) {
    let Ok(root) = tree::json(text) else { return };
    for entry in root.get("scripts").map(Node::entries).unwrap_or_default() {
        let mut part = Part {
            name: entry.name.clone(),
            line: entry.spot.line,
            ..Part::default()
        };
        let node = &entry.node;
        for item in std::iter::once(&**node).chain(node.items().iter().map(|item| &**item)) {
            if let Some(command) = item.text() {
                part.push(item.spot.line, command);
                // Composer calls another script by its name after a sign.
                part.takes.extend(command.strip_prefix('@').map(str::to_owned));
            }
        }
        script.part(part);
    }
}

/// The commands of tox, which make one task.
fn tox(script: &mut Script, text: &Text) {
    let mut part = Part {
        line: 1,
        ..Part::default()
    };
    let mut inside = false;
    for (number, line) in (1_u32..).zip(text.as_str().lines()) {
        if line.starts_with([' ', '\t']) {
            if inside {
                part.push(number, line);
            }
            continue;
        }
        inside = false;
        if let Some((key, value)) = line.split_once('=')
            && matches!(key.trim(), "commands" | "commands_pre" | "commands_post")
        {
            inside = true;
            part.push(number, value);
        }
    }
    script.part(part);
}

fn taskfile(script: &mut Script, text: &Text) {
    let Ok(documents) = tree::yaml(text) else { return };
    for entry in documents.as_slice()[0]
        .get("tasks")
        .map(Node::entries)
        .unwrap_or_default()
    {
        let mut part = Part {
            name: entry.name.clone(),
            line: entry.spot.line,
            ..Part::default()
        };
        let lists = ["cmds", "cmd"].iter().filter_map(|key| entry.node.get(key));
        for item in
            lists.flat_map(|list| std::iter::once(list).chain(list.items().iter().map(|item| &**item)))
        {
            if let Some(command) = item.text().or_else(|| item.get("cmd")?.text()) {
                part.run(item.spot.line, command);
            }
            part.takes
                .extend(item.get("task").and_then(Node::text).map(str::to_owned));
        }
        for need in entry.node.get("deps").map(Node::items).unwrap_or_default() {
            part.takes.extend(
                need.text()
                    .or_else(|| need.get("task")?.text())
                    .map(str::to_owned),
            );
        }
        script.part(part);
    }
}

/// Tables of tasks in `pyproject.toml`: poe, pdm, hatch, pixi, taskipy.
fn python(script: &mut Script, text: &Text) {
    let Ok(root) = DeTable::parse(text.as_str()) else {
        return;
    };
    let Some(tool) = root
        .get_ref()
        .get("tool")
        .and_then(|tool| tool.get_ref().as_table())
    else {
        return;
    };
    for path in [
        &["poe", "tasks"][..],
        &["pdm", "scripts"],
        &["taskipy", "tasks"],
        &["pixi", "tasks"],
        &["hatch", "envs", "default", "scripts"],
        &["hatch", "envs", "test", "scripts"],
    ] {
        let mut table = Some(tool);
        for key in path {
            table = table.and_then(|table| table.get(*key)?.get_ref().as_table());
        }
        for (name, item) in table.into_iter().flatten() {
            let line = text.line(item.span().start);
            let mut part = Part {
                name: name.get_ref().to_string(),
                line,
                ..Part::default()
            };
            let inner = |key: &str| item.get_ref().as_table().and_then(|table| table.get(key));
            let value = inner("cmd")
                .or_else(|| inner("shell"))
                .or_else(|| inner("composite"))
                .unwrap_or(item);
            match value.get_ref() {
                DeValue::String(command) => part.run(line, command),
                DeValue::Array(list) => {
                    for command in list.iter().filter_map(|item| item.get_ref().as_str()) {
                        part.push(line, command);
                        part.takes.push(command.to_owned());
                    }
                }
                _ => {}
            }
            script.part(part);
        }
    }
}

/// Every line of a script.
fn whole(script: &mut Script, text: &Text) {
    let mut part = Part {
        line: 1,
        ..Part::default()
    };
    part.run(1, text.as_str());
    script.part(part);
}
