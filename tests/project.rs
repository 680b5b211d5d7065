// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The project's own papers agree with each other and with the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use vigie::config::Config;
use vigie::rule::{RuleSet, embedded};

/// Documents that stand in both languages, English first.
const TWINS: [(&str, &str); 7] = [
    ("README.md", "README.fr.md"),
    ("docs/datasets.md", "docs/jeux-de-donnees.md"),
    ("docs/licences.md", "docs/licences.fr.md"),
    ("docs/cohort.md", "docs/cohorte.md"),
    ("docs/cohort-file.md", "docs/fichier-de-cohorte.md"),
    ("docs/writing-rules.md", "docs/ecrire-une-regle.md"),
    ("docs/images/scorecard.png", "docs/images/scorecard.fr.png"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("could not read {name}: {error}"))
}

/// A value of Cargo.toml's `[package]` table.
fn package(key: &str) -> String {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("Cargo.toml is TOML");
    manifest["package"][key].as_str().expect("a text").to_owned()
}

/// The fenced blocks of a Markdown text: language and content.
fn code_blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => open = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, content))) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fenced block is not closed");
    blocks
}

/// Targets of inline links and images outside code blocks.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text).lines() {
        for part in line.split("](").skip(1) {
            found.extend(part.split(')').next().map(str::to_owned));
        }
    }
    found
}

fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

fn heading_levels(text: &str) -> Vec<usize> {
    let level = |line: &str| line.chars().take_while(|&sign| sign == '#').count();
    prose(text)
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(level)
        .collect()
}

/// Every Markdown file of the project, outside fixtures and built files.
fn documents() -> Vec<String> {
    let mut names = Vec::new();
    for folder in [".", "docs", "docs/ci", "docs/schema"] {
        let Ok(entries) = fs::read_dir(root().join(folder)) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("the folder can be listed").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let inside = path.strip_prefix(root()).expect("below the root");
                names.push(inside.to_string_lossy().trim_start_matches("./").to_owned());
            }
        }
    }
    names.sort();
    names
}

fn vigie(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("VIGIE_PORTAL", "none")
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "vigie {arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn both_readmes_say_the_same() {
    let (english, french) = (read("README.md"), read("README.fr.md"));
    assert_eq!(
        code_blocks(&english),
        code_blocks(&french),
        "commands and examples"
    );
    assert_eq!(heading_levels(&english), heading_levels(&french), "sections");
    let mut mirrored = links(&french);
    for link in &mut mirrored {
        if let Some((english, _)) = TWINS.iter().find(|(_, french)| french == link) {
            *link = (*english).to_owned();
        } else if let Some((_, french)) = TWINS.iter().find(|(english, _)| english == link) {
            *link = (*french).to_owned();
        }
    }
    assert_eq!(links(&english), mirrored, "links");
    assert!(links(&english).contains(&"README.fr.md".to_owned()));
    assert!(links(&french).contains(&"README.md".to_owned()));
    let options = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.split('|').nth(1).unwrap_or_default().replace(" ou ", " or "))
            .collect()
    };
    assert_eq!(options(&english), options(&french), "tables");
}

#[test]
fn every_link_of_the_documents_leads() {
    let mut broken = Vec::new();
    for name in documents() {
        let folder = Path::new(&name).parent().expect("a path").to_owned();
        for link in links(&read(&name)) {
            let target = link.split('#').next().unwrap_or_default();
            let outside = link.starts_with("https://") || link.starts_with("http://") || target.is_empty();
            if !outside && !root().join(&folder).join(target).exists() {
                broken.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_changelog_knows_this_version() {
    let heading = format!("## [{}] - ", package("version"));
    assert!(
        read("CHANGELOG.md")
            .lines()
            .any(|line| line.starts_with(&heading)),
        "CHANGELOG.md lacks {heading}"
    );
}

#[test]
fn publiccode_agrees_with_the_manifest() {
    let text = read("publiccode.yml");
    let expected = [
        format!("softwareVersion: \"{}\"", package("version")),
        format!("url: \"{}\"", package("repository")),
        format!("  license: {}", package("license")),
    ];
    for line in &expected {
        assert!(
            text.lines().any(|found| found == line),
            "publiccode.yml lacks: {line}"
        );
    }
    let date = read("CHANGELOG.md")
        .lines()
        .find_map(|line| {
            line.strip_prefix(&format!("## [{}] - ", package("version")))
                .map(str::to_owned)
        })
        .expect("a dated version");
    assert!(
        text.contains(&format!("releaseDate: \"{date}\"")),
        "the release date of the changelog is {date}"
    );
}

#[test]
fn publiccode_descriptions_have_the_lengths_of_the_standard() {
    let text = read("publiccode.yml");
    let short: Vec<_> = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("shortDescription: "))
        .collect();
    assert_eq!(short.len(), 2, "one for each language");
    for line in short {
        assert!(line.chars().count() <= 150, "over 150 characters: {line}");
    }
    let mut long = 0;
    for part in text.split("longDescription: |\n").skip(1) {
        let body: String = part
            .lines()
            .take_while(|line| line.is_empty() || line.starts_with("      "))
            .collect();
        assert!(
            (150..=10_000).contains(&body.chars().count()),
            "between 150 and 10000 characters: {body}"
        );
        long += 1;
    }
    assert_eq!(long, 2, "one for each language");
}

#[test]
fn the_ci_job_builds_this_version() {
    let job = read("docs/ci/vigie.gitlab-ci.yml");
    assert!(job.contains(&format!("value: \"v{}\"", package("version"))));
    assert!(job.contains(&format!("value: \"{}\"", package("repository"))));
}

#[test]
fn the_documents_name_the_oldest_toolchain() {
    for name in ["README.md", "README.fr.md", "CONTRIBUTING.md", ".ci/lib.sh"] {
        assert!(
            read(name).contains(&package("rust-version")),
            "{name} lacks Rust {}",
            package("rust-version")
        );
    }
}

#[test]
fn the_settings_of_the_readme_are_valid() {
    let text = read("README.md");
    let settings: Vec<_> = code_blocks(&text)
        .into_iter()
        .filter(|(language, _)| language == "toml")
        .collect();
    assert_eq!(settings.len(), 1);
    let config = Config::parse("README.md", &settings[0].1).expect("the example is valid");
    assert_eq!(config.waivers.len(), 1);
    let rules = RuleSet::build(&embedded()).expect("the embedded rules are valid");
    assert!(
        rules.rule(config.waivers[0].rule.as_str()).is_some(),
        "the waiver names a rule"
    );
    let profile = config.profile.expect("a profile");
    assert!(text.contains(&format!("`{}`", profile.id.as_str())));
}

#[test]
fn every_command_of_the_readme_exists() {
    let help = vigie(&["--help"]);
    let text = read("README.md");
    for (_, block) in code_blocks(&text).iter().filter(|(language, _)| language == "sh") {
        for line in block.lines().filter(|line| line.starts_with("vigie ")) {
            let words: Vec<_> = line.split_whitespace().skip(1).collect();
            let mut asked = match words[..] {
                ["rules", second, ..] => vec!["rules", second],
                [first, ..] => vec![first],
                [] => continue,
            };
            asked.push("--help");
            let told = vigie(&asked);
            for option in words.iter().filter(|word| word.starts_with("--")) {
                assert!(
                    told.contains(option),
                    "`{line}`: no {option} in vigie {}",
                    asked.join(" ")
                );
            }
        }
    }
    let commands: BTreeSet<_> = help
        .lines()
        .skip_while(|line| {
            ["Commands:", "Commandes:"]
                .iter()
                .all(|start| !line.starts_with(start))
        })
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.contains("audit"), "{help}");
    for command in commands {
        assert!(
            text.contains(&format!("vigie {command}")),
            "README.md does not show vigie {command}"
        );
    }
}

#[test]
fn every_option_of_the_readme_exists() {
    let told = vigie(&["audit", "--help"]);
    let text = read("README.md");
    let options: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("| `--"))
        .flat_map(|line| {
            line.split('|')
                .nth(1)
                .unwrap_or_default()
                .split('`')
                .skip(1)
                .step_by(2)
        })
        .filter_map(|cell| cell.split([' ', '[']).next())
        .filter(|option| option.starts_with("--"))
        .collect();
    assert!(options.len() > 10, "{options:?}");
    for option in options {
        assert!(told.contains(option), "vigie audit --help does not show {option}");
    }
}

#[test]
fn every_rule_that_a_document_names_exists() {
    let rules = RuleSet::build(&embedded()).expect("the embedded rules are valid");
    let mut named = Vec::new();
    for name in documents() {
        let text = read(&name);
        // A guide may teach to write a rule that is not there.
        let taught: Vec<_> = text
            .split("rules new ")
            .skip(1)
            .filter_map(|rest| rest.split_whitespace().next())
            .collect();
        for line in text.lines() {
            let asked = line
                .split("rules show ")
                .nth(1)
                .and_then(|rest| rest.split_whitespace().next());
            let waived = line
                .strip_prefix("rule = \"")
                .and_then(|rest| rest.split('"').next());
            let explained = line.strip_prefix("### `").and_then(|rest| rest.strip_suffix('`'));
            let explained = explained.filter(|_| name == "docs/self-audit.md");
            named.extend(
                [asked, waived, explained]
                    .into_iter()
                    .flatten()
                    .filter(|rule| !taught.contains(rule))
                    .map(|rule| (name.clone(), rule.trim_matches('`').to_owned())),
            );
        }
    }
    assert!(!named.is_empty());
    let unknown: Vec<_> = named
        .iter()
        .filter(|(_, rule)| rule.starts_with(char::is_lowercase) && rules.rule(rule).is_none())
        .collect();
    assert!(unknown.is_empty(), "no such rule: {unknown:?}");
}
