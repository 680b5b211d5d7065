// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Workflows of GitHub, which Gitea and Forgejo read too, and composite actions.
//!
//! Source: GitHub, workflow syntax for GitHub Actions (read 2026-11-25).

use crate::facts::decode::Text;
use crate::facts::tree::{self, Node};

use super::{Part, Script, Target};

pub(super) fn read(script: &mut Script, text: &Text) {
    let Some(root) = root(script, text) else { return };
    for job in root.get("jobs").map(Node::entries).unwrap_or_default() {
        let mut part = Part {
            name: job.name.clone(),
            line: job.spot.line,
            folder: folder(&job.node),
            ..Part::default()
        };
        if let Some(used) = job.node.get("uses")
            && let Some(name) = used.text()
        {
            uses(script, used.spot.line, name, true);
        }
        steps(script, &mut part, &job.node);
        script.part(part);
    }
}

/// A composite action.
pub(super) fn action(script: &mut Script, text: &Text) {
    if !text.as_str().contains("runs:") {
        return;
    }
    let Some(root) = root(script, text) else { return };
    if let Some(runs) = root.get("runs") {
        let mut part = Part::default();
        steps(script, &mut part, runs);
        if !part.lines.is_empty() {
            script.part(part);
        }
    }
}

fn root(script: &mut Script, text: &Text) -> Option<std::sync::Arc<Node>> {
    match tree::yaml(text) {
        Ok(documents) => documents.into_vec().into_iter().next(),
        Err(trouble) => {
            let line = trouble.spot.map_or(1, |spot| spot.line);
            script.unknown(line, "the file could not be read");
            None
        }
    }
}

fn steps(script: &mut Script, part: &mut Part, node: &Node) {
    for step in node.get("steps").map(Node::items).unwrap_or_default() {
        if let Some(run) = step.get("run")
            && let Some(command) = run.text()
        {
            let line = run.spot.line;
            let at = step.get("working-directory").and_then(Node::text);
            match at.map(|at| at.trim_start_matches("./").trim_end_matches('/')) {
                Some(at) if !at.is_empty() && !at.contains('$') && part.folder != at => {
                    let mut inner = Part {
                        folder: at.to_owned(),
                        line: part.line,
                        ..Part::default()
                    };
                    inner.run(line, command);
                    script.part(inner);
                }
                _ => part.run(line, command),
            }
        }
        if let Some(used) = step.get("uses")
            && let Some(name) = used.text()
        {
            // An action is told as a command: some of them run tests.
            part.push(used.spot.line, &format!("uses: {name}"));
            uses(script, used.spot.line, name, false);
        }
    }
}

/// The folder that a job's commands run in, when it is written.
fn folder(job: &Node) -> String {
    job.get("defaults")
        .and_then(|defaults| defaults.get("run"))
        .and_then(|run| run.get("working-directory"))
        .and_then(Node::text)
        .filter(|at| !at.contains('$'))
        .map(|at| at.trim_start_matches("./").trim_end_matches('/').to_owned())
        .unwrap_or_default()
}

/// A workflow or an action of this repository; whole workflows of others hide what they run.
fn uses(script: &mut Script, line: u32, name: &str, workflow: bool) {
    if let Some(path) = name.strip_prefix("./") {
        let path = path.trim_end_matches('/');
        let path = if workflow {
            path.to_owned()
        } else {
            format!("{path}/action.{{yml,yaml}}")
        };
        script.include(line, Target::Local(path));
    } else if workflow {
        script.include(line, Target::Remote(name.to_owned()));
    }
}
