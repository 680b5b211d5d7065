// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The texts that tools write into a new README: they speak of the tool, not of the project.
//!
//! A block is recognised by its runs of words ([`SHINGLE`] of them), of which only hashes are kept, so that a
//! name filled in or a word changed hides nothing; a short block by the hash of all its words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::fold;

use super::draft::{Block, Kind};

/// Words of a run.
const SHINGLE: usize = 4;

/// Fewest words of a block that is recognised: two words may be anybody's.
const LEAST: usize = 3;

/// Fewest words of a heading that is recognised alone.
const LEAST_OF_HEADING: usize = 4;

/// Fewest words beside a tool's text that make a README of one's own.
const LEAST_OWN: usize = 12;

/// Share of a block's runs that must be known, in percent.
const SHARE: usize = 70;

/// A tool, and what its text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tool {
    /// The name of the tool.
    pub name: &'static str,
    /// Whether the text only asks to be replaced; otherwise it explains the tool and may stay beside a README
    /// of one's own.
    pub placeholder: bool,
}

/// A part of a document that comes from a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePart {
    /// The tool.
    pub tool: Tool,
    /// The text.
    pub text: String,
    /// Line, from 1.
    pub line: u32,
}

/// Texts that stand for something to be written, folded: those that a shingle cannot tell.
const PLACEHOLDERS: &[&str] = &[
    "behold my awesome project",
    "python boilerplate contains all the boilerplate you need to create a python package",
    "a short description of the project",
    "a short description of the project here",
    "short description of the project",
    "project description",
    "courte description du projet",
    "decrivez votre projet ici",
    "decrire le projet ici",
    "a completer",
    "lorem ipsum dolor sit amet consectetur adipiscing elit",
];

/// Titles that stand for a title, folded.
const TITLES: &[&str] = &[
    "mon projet",
    "my project",
    "nom du projet",
    "project name",
    "titre du projet",
    "project title",
    "nouveau projet",
    "new project",
    "your project",
    "votre projet",
    "template",
];

/// Hashes of the tools' texts: written by a test of this file.
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known::default();
    let mut tool = OURS;
    for line in include_str!("templates.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some((name, kind)) = line.strip_prefix("= ").and_then(|rest| rest.split_once(" | ")) {
            tool = Tool {
                name,
                placeholder: kind == "placeholder",
            };
            continue;
        }
        let (weak, hashes) = line.strip_prefix("~ ").map_or((false, line), |rest| (true, rest));
        for hash in hashes
            .split(' ')
            .filter_map(|hash| u32::from_str_radix(hash, 16).ok())
        {
            if weak {
                known.weak.insert((tool, hash));
            } else {
                known.strong.entry(hash).or_insert(tool);
            }
        }
    }
    known
});

/// What is known of the tools' texts.
#[derive(Debug, Default)]
struct Known {
    /// Runs of words, and blocks, that tell the tool.
    strong: HashMap<u32, Tool>,
    /// Blocks that anybody may write: they are the tool's beside a text of its own only.
    weak: HashSet<(Tool, u32)>,
}

/// A text that nobody's tool wrote and that still waits to be replaced.
const OURS: Tool = Tool {
    name: "",
    placeholder: true,
};

/// What of a document comes from tools.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// For each block, whether it does.
    pub(super) blocks: Vec<bool>,
    /// The parts, in order.
    pub(super) parts: Vec<TemplatePart>,
}

/// Lines that come from tools, by ranges in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lines(Vec<(u32, u32)>);

impl Lines {
    /// Whether a line is one of them.
    pub(super) fn contains(&self, line: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= line);
        after > 0 && self.0[after - 1].1 >= line
    }
}

impl Template {
    /// Nothing comes from a tool.
    pub(super) fn none(blocks: usize) -> Self {
        Self {
            blocks: vec![false; blocks],
            parts: Vec::new(),
        }
    }

    /// The lines of the blocks that come from tools. A line that also holds something else is not among them.
    pub(super) fn lines(&self, blocks: &[Block]) -> Lines {
        let mut lines: Vec<(u32, u32)> = Vec::new();
        let mut taken = 0;
        for (block, known) in blocks.iter().zip(&self.blocks) {
            let (first, last) = (block.lines.0.max(taken + 1), block.lines.1);
            if *known && first <= last {
                lines.push((first, last));
            }
            taken = taken.max(last);
        }
        Lines(lines)
    }

    /// Looks at the blocks of a document, in order.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut tools: Vec<Option<Tool>> = blocks
            .iter()
            .enumerate()
            .map(|(index, block)| recognised(block, index))
            .collect();
        let sure: BTreeSet<Tool> = tools.iter().flatten().copied().collect();
        for (tool, block) in tools.iter_mut().zip(blocks).filter(|(tool, _)| tool.is_none()) {
            *tool = beside(block, &sure);
        }
        let mut known: Vec<bool> = tools.iter().map(Option::is_some).collect();
        spread(blocks, &tools, &mut known);
        let mut parts: Vec<TemplatePart> = Vec::new();
        for (block, tool) in blocks.iter().zip(&tools) {
            let Some(tool) = tool else { continue };
            // One part a tool: what follows is the same text.
            if parts.iter().any(|part| part.tool == *tool) {
                continue;
            }
            parts.push(TemplatePart {
                tool: *tool,
                text: block.text.chars().take(200).collect(),
                line: block.lines.0,
            });
        }
        Self { blocks: known, parts }
    }
}

/// What stands below a heading belongs to the tool with the heading itself, when prose of the tool is there and
/// no other. Commands do too in a text that waits to be replaced, and in a document that says nothing else;
/// otherwise they may well be those of the project.
fn spread(blocks: &[Block], tools: &[Option<Tool>], known: &mut [bool]) {
    let own: usize = blocks
        .iter()
        .zip(tools)
        .filter(|(_, tool)| tool.is_none())
        .map(|(block, _)| block.words)
        .sum();
    let nothing_else = own < LEAST_OWN;
    let mut start = 0;
    while start < blocks.len() {
        let end = blocks[start + 1..]
            .iter()
            .position(|block| block.kind == Kind::Heading)
            .map_or(blocks.len(), |next| start + 1 + next);
        let prose =
            || (start..end).filter(|index| !matches!(blocks[*index].kind, Kind::Code | Kind::Heading));
        let has_prose = prose().next().is_some();
        let is_whole = if has_prose {
            prose().all(|index| known[index])
        } else {
            known[start]
        };
        let waits = tools[start..end].iter().flatten().any(|tool| tool.placeholder);
        for index in (start..end).filter(|_| is_whole) {
            known[index] |= blocks[index].kind != Kind::Code || waits || nothing_else;
        }
        start = end;
    }
}

/// The tool that wrote a block which anybody could have written, among those whose text is there too. A heading goes
/// with what stands below it.
fn beside(block: &Block, sure: &BTreeSet<Tool>) -> Option<Tool> {
    if sure.is_empty() || matches!(block.kind, Kind::Code | Kind::Heading) {
        return None;
    }
    let folded = fold(&block.text);
    let words: Vec<&str> = folded.split(' ').collect();
    let hash = hash(&words, true);
    sure.iter()
        .find(|tool| KNOWN.weak.contains(&(**tool, hash)))
        .filter(|tool| !is_anybodys(&words, tool.name))
        .copied()
}

/// Whether the words are those in which anybody grants a licence: "this project is licensed under", or a grant that does
/// not name the tool. They speak of the project, although a tool wrote them first.
fn is_anybodys(words: &[&str], tool: &str) -> bool {
    const SHOWING: &[&str] = &["this", "these", "our", "ce", "cet", "cette", "notre"];
    const GENERIC: &[&str] = &[
        "app",
        "cli",
        "create",
        "framework",
        "on",
        "readme",
        "stack",
        "template",
    ];
    let grants = words.iter().any(|word| matches!(*word, "under" | "sous"))
        && words
            .iter()
            .any(|word| word.starts_with("licens") || word.starts_with("licenc"));
    if !grants {
        return false;
    }
    let shows = words
        .windows(2)
        .any(|pair| SHOWING.contains(&pair[0]) && !pair[1].starts_with("licen"));
    let name = fold(tool);
    let named = name
        .split(' ')
        .filter(|part| part.len() > 2 && !GENERIC.contains(part))
        .any(|part| words.iter().any(|word| word.len() > 2 && part.starts_with(word)));
    shows || !named
}

/// The tool that wrote a block.
fn recognised(block: &Block, index: usize) -> Option<Tool> {
    if block.kind == Kind::Code {
        return None;
    }
    if block.text.contains("cookiecutter.") && block.text.contains("{{") {
        return Some(Tool {
            name: "Cookiecutter",
            placeholder: true,
        });
    }
    let folded = fold(&block.text);
    if block.kind != Kind::Heading && PLACEHOLDERS.contains(&&*folded)
        || block.kind == Kind::Heading && index == 0 && TITLES.contains(&&*folded)
        || folded.contains("votre administration votre nom") && block.text.contains('[')
    {
        return Some(OURS);
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let least = if block.kind == Kind::Heading {
        LEAST_OF_HEADING
    } else {
        LEAST
    };
    if words.len() < least {
        return None;
    }
    if let Some(tool) = KNOWN.strong.get(&hash(&words, true)) {
        return Some(*tool).filter(|tool| !is_anybodys(&words, tool.name));
    }
    let mut runs = 0;
    let mut seen: BTreeMap<Tool, usize> = BTreeMap::new();
    for run in words.windows(SHINGLE) {
        if let Some(tool) = KNOWN.strong.get(&hash(run, false)) {
            *seen.entry(*tool).or_default() += 1;
        } else if run.iter().any(|word| is_number(word)) {
            // "version 17.0.0": each project has its own.
            continue;
        }
        runs += 1;
    }
    let all: usize = seen.values().sum();
    if runs < SHINGLE || all * 100 < runs * SHARE {
        return None;
    }
    seen.into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(tool, _)| tool)
        .filter(|tool| !is_anybodys(&words, tool.name))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// FNV-1a over words; `whole` tells a block from a run inside one.
fn hash(words: &[&str], whole: bool) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(whole);
    for word in words {
        for byte in word.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "half of the hash is enough")]
    let short = (hash ^ (hash >> 32)) as u32;
    short
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "the texts that are hashed are outside of the repository"
)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;
    use std::path::Path;

    use super::{KNOWN, SHINGLE, Template, Tool, hash, is_anybodys};
    use crate::facts::decode::decode;
    use crate::facts::document::draft::{Draft, Kind};
    use crate::facts::document::{Format, markdown, tests::of};
    use crate::model::fold;

    /// Fewest words of a block that a tool is known by when its name is not in it: anybody may write "Install the
    /// dependencies".
    const LEAST_UNNAMED: usize = 6;

    /// The tools: folder of their texts, name, kind.
    const TOOLS: &[(&str, &str, &str)] = &[
        ("gitlab", "GitLab", "placeholder"),
        ("rails", "Ruby on Rails", "placeholder"),
        ("purplebooth", "README-Template", "placeholder"),
        ("cra", "Create React App", "guide"),
        ("vite", "Vite", "guide"),
        ("next", "Next.js", "guide"),
        ("nuxt", "Nuxt", "guide"),
        ("angular", "Angular CLI", "guide"),
        ("vue", "Vue CLI", "guide"),
        ("svelte", "Svelte", "guide"),
        ("nest", "NestJS", "guide"),
        ("laravel", "Laravel", "guide"),
        ("strapi", "Strapi", "guide"),
        ("docusaurus", "Docusaurus", "guide"),
        ("createvue", "Vue", "guide"),
        ("remix", "Remix", "guide"),
        ("reactrouter", "React Router", "guide"),
        ("astro", "Astro", "guide"),
        ("dbt", "dbt", "guide"),
        ("flutter", "Flutter", "guide"),
        ("t3", "T3 Stack", "guide"),
        ("expo", "Expo", "guide"),
        ("symfony", "Symfony Docker", "guide"),
        ("gatsby", "Gatsby", "guide"),
        ("kedro", "Kedro", "guide"),
        ("observable", "Observable Framework", "guide"),
        ("evidence", "Evidence", "guide"),
        ("quasar", "Quasar", "guide"),
        ("qwik", "Qwik", "guide"),
        ("rsbuild", "Rsbuild", "guide"),
        ("preact", "Preact", "guide"),
        ("github-security", "GitHub", "placeholder"),
    ];

    /// The texts themselves are not kept: `VIGIE_TEMPLATES=FOLDER` writes their hashes anew, from one folder a tool.
    #[test]
    fn every_tool_has_its_hashes() {
        if let Some(folder) = std::env::var_os("VIGIE_TEMPLATES") {
            regenerate(Path::new(&folder));
        }
        let known: BTreeSet<(&str, bool)> = KNOWN
            .strong
            .values()
            .map(|tool| (tool.name, tool.placeholder))
            .collect();
        for (_, name, kind) in TOOLS {
            assert!(known.contains(&(*name, *kind == "placeholder")), "{name}");
        }
    }

    /// Hashes of a tool whose texts are not in the folder stay as they are; those of the others are added to.
    fn regenerate(folder: &Path) {
        let mut out = String::from(
            "# SPDX-FileCopyrightText: 2026 Vigie contributors\n# SPDX-License-Identifier: Apache-2.0\n\
             # Hashes of runs of words in the READMEs that tools write; written by a test of template.rs.\n",
        );
        for (inside, name, kind) in TOOLS {
            let tool = |one: &Tool| one.name == *name;
            let mut strong: BTreeSet<u32> = KNOWN
                .strong
                .iter()
                .filter(|(_, one)| tool(one))
                .map(|(hash, _)| *hash)
                .collect();
            let mut weak: BTreeSet<u32> = KNOWN
                .weak
                .iter()
                .filter(|(one, _)| tool(one))
                .map(|(_, hash)| *hash)
                .collect();
            let mut files: Vec<_> = std::fs::read_dir(folder.join(inside))
                .into_iter()
                .flatten()
                .map(|entry| entry.expect("a file").path())
                .collect();
            files.sort();
            for file in files {
                add(&file, &fold(name), &mut strong, &mut weak);
            }
            writeln!(out, "= {name} | {kind}").unwrap();
            for (start, hashes) in [("", strong), ("~ ", weak)] {
                for line in hashes.into_iter().collect::<Vec<_>>().chunks(12) {
                    let line: Vec<String> = line.iter().map(|hash| format!("{hash:08x}")).collect();
                    writeln!(out, "{start}{}", line.join(" ")).unwrap();
                }
            }
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/facts/document/templates.txt");
        std::fs::write(path, out).unwrap();
    }

    /// Adds the hashes of one text. A short block without the tool's name is weak.
    fn add(file: &Path, name: &str, strong: &mut BTreeSet<u32>, weak: &mut BTreeSet<u32>) {
        let first = name.split(' ').next().unwrap_or(name);
        let text = decode(std::fs::read(file).expect("a text")).expect("a text");
        let mut draft = Draft::new(&text);
        markdown::read(&mut draft);
        draft.close();
        for block in draft.blocks().iter().filter(|block| block.kind != Kind::Code) {
            let flat = fold(&block.text);
            let words: Vec<&str> = flat.split(' ').collect();
            if is_anybodys(&words, name) {
                continue;
            }
            if words.len() < LEAST_UNNAMED && !words.contains(&first) {
                weak.insert(hash(&words, true));
                continue;
            }
            strong.insert(hash(&words, true));
            strong.extend(words.windows(SHINGLE).map(|run| hash(run, false)));
        }
    }

    #[test]
    fn texts_of_tools_are_recognised_with_a_name_filled_in() {
        assert!(KNOWN.strong.len() > 1_000);
        let text = "# Carte\n\n## Getting started\n\nTo make it easy for you to get started with our GitLab, here's a list of recommended next steps.\n\n\
                    ## Installation\n\nLancer `make`.\n\n## Available Scripts\n\nRuns the app in the development mode.\\\nOpen http://localhost:3000 to view it in the browser.\n\n```\nnpm start\n```\n";
        let document = of(Format::Markdown, text);
        let tools: Vec<_> = document
            .templates
            .iter()
            .map(|part| (part.tool.name, part.line))
            .collect();
        assert_eq!(tools, [("GitLab", 5), ("Create React App", 13)]);
        assert_eq!(document.words, 1 + 1 + 1);
        let said: Vec<_> = document.sentences.iter().map(|one| &*one.folded).collect();
        assert_eq!(said, ["carte", "installation", "lancer make"]);
    }

    #[test]
    fn words_in_which_anybody_grants_a_licence_are_no_tool_s() {
        for text in [
            "This project is licensed under the MIT License - see the [LICENSE.md](LICENSE.md) file for details",
            "This project is licensed under the MIT License - see the LICENSE file for details.",
            "Ce projet est sous licence MIT.",
            "Distributed under the MIT License.",
        ] {
            let text = format!("# Carte\n\n## License\n\n{text}\n");
            assert_eq!(of(Format::Markdown, &text).templates, [], "{text}");
        }
        for (words, tool, expected) in [
            ("licensed under the mit license", "Laravel", true),
            (
                "this project is licensed under the isc license",
                "README-Template",
                true,
            ),
            (
                "the laravel framework is open sourced software licensed under the mit license",
                "Laravel",
                false,
            ),
            ("nest is licensed under the mit license", "NestJS", false),
            ("for open source projects say how it is licensed", "GitLab", false),
        ] {
            let words: Vec<&str> = words.split(' ').collect();
            assert_eq!(is_anybodys(&words, tool), expected, "{words:?}");
        }
    }

    #[test]
    fn titles_and_lines_that_wait_are_placeholders() {
        for text in [
            "# Mon projet\n\nUne carte.\n",
            "# Carte\n\nBehold My Awesome Project!\n",
            "# {{ cookiecutter.project_name }}\n",
            "# Carte\n\n© [Votre administration], [votre nom]\n",
        ] {
            let document = of(Format::Markdown, text);
            assert!(
                document.templates.iter().any(|part| part.tool.placeholder),
                "{text}"
            );
        }
        for text in [
            "# Carte\n\nMon projet est une carte.\n",
            "# Carte\n\n## Template\n",
        ] {
            assert_eq!(of(Format::Markdown, text).templates, [], "{text}");
        }
    }

    #[test]
    fn nothing_is_recognised_in_nothing() {
        assert!(Template::of(&[]).parts.is_empty());
    }
}
