// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! GitLab's pipelines: jobs, what they extend and refer to, and inclusions.
//!
//! Source: GitLab, CI/CD YAML syntax reference (read 2026-11-25).

use crate::facts::decode::Text;
use crate::facts::tree::{self, Node, Value};

use super::{Part, Script, Target};

/// Keys of the file that are no jobs.
const GLOBAL: [&str; 12] = [
    "default",
    "include",
    "stages",
    "variables",
    "workflow",
    "image",
    "services",
    "cache",
    "spec",
    "types",
    "pages.path",
    "header",
];

/// Keys whose values are commands.
const COMMANDS: [&str; 3] = ["before_script", "script", "after_script"];

/// Lists inside lists of commands: anchors and references put them there.
const MOST_DEPTH: usize = 10;

/// Values that are looked at in one file, as aliases may show one many times.
const MOST_LOOKS: usize = 20_000;

pub(super) fn read(script: &mut Script, text: &Text) {
    // Most files of this form are something else, and need not be parsed.
    let worth = ["script:", "include:", "trigger:", "extends:"];
    if !worth.iter().any(|word| text.as_str().contains(word)) {
        return;
    }
    let documents = match tree::yaml(text) {
        Ok(documents) => documents,
        Err(trouble) => {
            let line = trouble.spot.map_or(1, |spot| spot.line);
            return script.unknown(line, "the file could not be read");
        }
    };
    let mut looks = MOST_LOOKS;
    for root in documents.as_slice() {
        for entry in root.entries() {
            match entry.name.as_str() {
                "include" => include(script, &entry.node),
                "default" => job(script, "default", entry.spot.line, &entry.node, &mut looks),
                name if COMMANDS.contains(&name) => {
                    let mut part = Part {
                        name: "default".to_owned(),
                        line: entry.spot.line,
                        ..Part::default()
                    };
                    commands(&mut part, &entry.node, MOST_DEPTH, &mut looks);
                    script.part(part);
                }
                name if GLOBAL.contains(&name) => {}
                name => job(script, name, entry.spot.line, &entry.node, &mut looks),
            }
        }
    }
}

fn job(script: &mut Script, name: &str, line: u32, node: &Node, looks: &mut usize) {
    if !matches!(node.value, Value::Map(_)) || (!name.starts_with('.') && is_never(node)) {
        return;
    }
    let mut part = Part {
        name: name.to_owned(),
        line,
        ..Part::default()
    };
    for key in COMMANDS {
        if let Some(list) = node.get(key) {
            commands(&mut part, list, MOST_DEPTH, looks);
        }
    }
    if let Some(extends) = node.get("extends") {
        part.takes.extend(extends.text().map(str::to_owned));
        part.takes.extend(
            extends
                .items()
                .iter()
                .filter_map(|item| item.text().map(str::to_owned)),
        );
    }
    if let Some(child) = node.get("trigger").and_then(|trigger| trigger.get("include")) {
        include(script, child);
    }
    script.part(part);
}

/// Whether a job never runs, whatever happens.
fn is_never(job: &Node) -> bool {
    let never = |node: &Node| node.get("when").and_then(Node::text) == Some("never");
    match job.get("rules").map(Node::items) {
        Some([only]) => never(only) && only.entries().len() == 1,
        _ => never(job),
    }
}

fn commands(part: &mut Part, node: &Node, depth: usize, looks: &mut usize) {
    let (Some(deeper), Some(left)) = (depth.checked_sub(1), looks.checked_sub(1)) else {
        return;
    };
    *looks = left;
    if node.tag.as_deref() == Some("reference") {
        part.takes.extend(
            node.items()
                .first()
                .and_then(|name| name.text())
                .map(str::to_owned),
        );
        return;
    }
    if let Some(text) = node.text() {
        // The parser gives a block the line of its first words.
        part.run(node.spot.line, text);
    }
    for item in node.items() {
        commands(part, item, deeper, looks);
    }
}

fn include(script: &mut Script, node: &Node) {
    let line = node.spot.line;
    if let Some(written) = node.text() {
        let remote = written.contains("://");
        return script.include(
            line,
            if remote {
                Target::Remote(written.to_owned())
            } else {
                local(written)
            },
        );
    }
    for item in node.items() {
        include(script, item);
    }
    if let Some(path) = node.get("local").and_then(Node::text) {
        script.include(line, local(path));
    } else if let Some(elsewhere) = ["project", "remote", "template", "component", "artifact"]
        .iter()
        .find_map(|key| node.get(key)?.text())
    {
        script.include(line, Target::Remote(elsewhere.to_owned()));
    }
}

fn local(path: &str) -> Target {
    if path.contains('$') {
        Target::Remote(path.to_owned())
    } else {
        Target::Local(path.trim_start_matches("./").trim_start_matches('/').to_owned())
    }
}
