// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Pipelines of other services: what stands under the keys that they use for commands.

use crate::facts::decode::Text;
use crate::facts::tree::{self, Node};

use super::{Part, Script};

/// Keys whose values are commands, in Travis, `CircleCI`, Woodpecker, Drone, Azure, Bitbucket, `AppVeyor`, Cirrus and
/// `SourceHut`.
const COMMANDS: [&str; 24] = [
    "script",
    "before_script",
    "after_script",
    "after_success",
    "before_install",
    "install",
    "run",
    "command",
    "commands",
    "bash",
    "pwsh",
    "powershell",
    "test_script",
    "build_script",
    "before_build",
    "after_build",
    "before_test",
    "after_test",
    "install_script",
    "lint_script",
    "check_script",
    "tests_script",
    "tasks",
    "custom",
];

/// What Travis runs where a file gives no script, by language.
const TRAVIS: [(&str, &str); 7] = [
    ("node_js", "npm test"),
    ("ruby", "rake"),
    ("go", "go test ./..."),
    ("rust", "cargo test"),
    ("php", "phpunit"),
    ("java", "mvn test"),
    ("r", "R CMD check"),
];

const MOST_DEPTH: usize = 20;
const MOST_LOOKS: usize = 20_000;

pub(super) fn read(script: &mut Script, text: &Text) {
    if script.path.starts_with("Jenkinsfile") {
        return jenkins(script, text);
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
        let mut part = Part {
            line: 1,
            ..Part::default()
        };
        walk(&mut part, root, false, MOST_DEPTH, &mut looks);
        if &*script.path == ".travis.yml" {
            travis(&mut part, root);
        }
        elsewhere(script, root);
        script.part(part);
    }
}

fn walk(part: &mut Part, node: &Node, inside: bool, depth: usize, looks: &mut usize) {
    let (Some(deeper), Some(left)) = (depth.checked_sub(1), looks.checked_sub(1)) else {
        return;
    };
    *looks = left;
    if inside && let Some(text) = node.text() {
        part.run(node.spot.line, text);
    }
    for item in node.items() {
        walk(part, item, inside, deeper, looks);
    }
    for entry in node.entries() {
        let named = COMMANDS.contains(&entry.name.as_str());
        // A step of CircleCI gives its command as a map; a task of SourceHut is a name with its commands.
        if !entry.node.entries().is_empty() || (!named && !entry.node.items().is_empty()) {
            part.push(entry.spot.line, &format!("{}:", entry.name));
        }
        walk(
            part,
            &entry.node,
            named || (inside && entry.node.text().is_some() && entry.name != "name"),
            deeper,
            looks,
        );
    }
}

/// What Travis runs by itself.
fn travis(part: &mut Part, root: &Node) {
    if root.get("script").is_some() || root.get("jobs").is_some() || root.get("matrix").is_some() {
        return;
    }
    if let Some(language) = root
        .get("language")
        .or_else(|| root.items().first().map(|node| &**node))
        && let Some(name) = language.text()
        && let Some((_, command)) = TRAVIS.iter().find(|(known, _)| *known == name)
    {
        part.push(language.spot.line, command);
    }
}

/// Jobs of `CircleCI`'s orbs, and templates of Azure and Bitbucket from other repositories.
fn elsewhere(script: &mut Script, root: &Node) {
    let workflows = root.get("workflows").map(Node::entries).unwrap_or_default();
    let mut found = Vec::new();
    for workflow in workflows {
        for job in workflow.node.get("jobs").map(Node::items).unwrap_or_default() {
            let named = job
                .entries()
                .first()
                .map(|entry| (entry.name.as_str(), entry.spot.line));
            if let Some((name, line)) = job.text().map(|name| (name, job.spot.line)).or(named)
                && name.contains('/')
            {
                found.push((line, name.to_owned()));
            }
        }
    }
    if let Some(extends) = root.get("extends") {
        found.push((extends.spot.line, "extends".to_owned()));
    }
    for (line, name) in found {
        script.unknown(line, &name);
    }
}

/// The lines of a Groovy file; shared libraries hide what their steps run.
fn jenkins(script: &mut Script, text: &Text) {
    let mut part = Part {
        line: 1,
        ..Part::default()
    };
    for (number, line) in (1_u32..).zip(text.as_str().lines()) {
        let line = line.trim();
        if line.starts_with("//") || line.starts_with('*') || line.starts_with("/*") {
            continue;
        }
        if line.starts_with("@Library") || line.starts_with("library ") || line.starts_with("library(") {
            script.unknown(number, line);
        }
        part.push(number, line);
    }
    script.part(part);
}
