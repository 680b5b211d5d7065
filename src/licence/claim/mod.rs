// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a text says about its licence in passing: tags, notices, sentences, badges.
//!
//! A claim must be granted by words, not merely named; what is doubtful, denied, past or someone else's
//! gives nothing. A name that fits several licences is given with its rivals.

pub(super) mod address;
mod aside;
mod badge;
mod bare;
mod choice;
mod comment;
mod creative;
mod cue;
mod family;
mod folders;
mod guard;
mod hedge;
mod instead;
mod keeping;
mod label;
mod markdown;
mod markup;
mod mention;
mod merge;
mod names;
mod nothing;
mod others;
mod owner;
mod prose;
mod reading;
mod refusal;
mod sample;
mod silent;
mod statement;
mod subject;
mod tag;
mod taken;
mod token;
mod version;
mod vocabulary;
mod wordlist;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{LicenceMatch, LicenceMethod, Subject, beginning};

use super::{HEAD_LINES, HEAD_WORDS, Kind, head};
use instead::{Joining, offers_after};
use prose::{Block, Section, Shape};

pub use folders::listed_folders;
pub(super) use instead::{Claim, join};
pub use keeping::kept;
pub use nothing::grants_nothing;
pub use others::of_others;
pub use refusal::refusal;
pub use tag::InvalidTag;

/// Most bytes of a text that are read; tags further on are not seen.
const LONGEST: usize = 1_024 * 1_024;

/// Most claims of one text.
const MOST: usize = 500;

/// How many licences that stand alone make a list of licences.
const CATALOGUE: usize = 3;

/// How sure a badge is, in percent.
const BADGE: u8 = 85;

/// The claims of a text, in the order of lines.
#[must_use]
pub fn find(path: &str, text: &str, kind: Kind) -> Vec<LicenceMatch> {
    read(path, text, kind)
        .into_iter()
        .map(|claim| claim.found)
        .collect()
}

/// The same, and which of them may be had instead of what stands before them.
pub(super) fn read(path: &str, text: &str, kind: Kind) -> Vec<Claim> {
    let text = start_of(text);
    let mut claims = match kind {
        Kind::Source => source(path, text),
        Kind::Document => document(path, text),
        Kind::Licence => licence(path, text),
    };
    // Those of one line stay in the order of the words.
    claims.sort_by_key(|claim| claim.found.lines);
    claims.dedup_by(|b, a| {
        let (a, b) = (&a.found, &b.found);
        a.lines == b.lines && a.expression == b.expression && a.subject == b.subject && a.rivals == b.rivals
    });
    claims.truncate(MOST);
    claims
}

/// What words fit that are the name of a licence and nothing else; empty for any other words.
#[must_use]
pub fn candidates(value: &str) -> Vec<String> {
    let tokens = token::cut(start_of(value));
    match mention::find(value, &tokens).as_slice() {
        [only] if only.at == (0..tokens.len()) => only.ids.clone(),
        _ => Vec::new(),
    }
}

/// The line of a sentence before the given one that offers the choice of the licences after it.
pub(super) fn offer(path: &str, text: &str, before: u32) -> Option<u32> {
    let blocks = prose::read(path, start_of(text));
    blocks
        .iter()
        .filter(|block| block.line(0) < before)
        .find_map(offers_after)
        .filter(|line| *line < before)
}

/// SPDX tags of a text that name no licence, because their expression is not valid.
#[must_use]
pub fn invalid_tags(path: &str, text: &str) -> Vec<InvalidTag> {
    tag::spdx(path, start_of(text)).1
}

fn start_of(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    beginning(text, LONGEST)
}

/// Most source files say nothing: one look for a word tells (see [`HEAD_WORDS`]).
fn says_something(text: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(HEAD_WORDS)
            .ok()
    });
    WORDS.as_ref().is_none_or(|words| words.is_match(text))
}

/// What the head of a source file says: all of it is about code.
fn source(path: &str, text: &str) -> Vec<Claim> {
    let text = head(text);
    if !says_something(text) {
        return Vec::new();
    }
    let deciding = silent::deciding(text);
    if deciding.is_some_and(silent::is_known) {
        return Vec::new();
    }
    let tags = tag::spdx(path, text).0;
    let (said, restricting) = header(text, &tags);
    let mut claims = Claim::plain(tags);
    claims.extend(said);
    if claims.is_empty()
        && let Some(part) = deciding
    {
        silent::remember(part);
    }
    claims.retain(|claim| claim.found.lines.0 <= HEAD_LINES);
    for claim in &mut claims {
        claim.found.subject = Subject::Code;
    }
    taken::doubt(&mut claims, &restricting);
    claims
}

/// What the comments at the top of a source file say, beside its tags, and the lines that take something back.
fn header(text: &str, tags: &[LicenceMatch]) -> (Vec<Claim>, Vec<u32>) {
    let mut lines = comment::lines(text);
    for (_, line) in &mut lines {
        if is_disabled_field(line) {
            *line = "";
        }
    }
    let lines = lines;
    let telling: Vec<(u32, &str)> = lines
        .iter()
        .copied()
        .filter(|(_, line)| says_something(line))
        .collect();
    if telling.is_empty() && !text.contains("__license__") {
        return (Vec::new(), Vec::new());
    }
    let mut found = tag::fields(telling.into_iter());
    let top = text.lines().take(lines.len()).enumerate();
    found.extend(tag::fields(top.filter_map(|(number, line)| {
        let at = u32::try_from(number + 1).unwrap_or(u32::MAX);
        line.starts_with("__license__").then_some((at, line))
    })));
    let tagged: Vec<u32> = found.iter().chain(tags).map(|claim| claim.lines.0).collect();
    let mut claims = Claim::plain(found);
    let blocks = comment::blocks(&lines);
    let mut joining = Joining::new();
    // What a block grants is said with one of the words by which files are told apart.
    for block in blocks.iter().filter(|block| says_something(&block.text)) {
        let mut said = statement::read(block);
        said.retain(|claim| !tagged.contains(&claim.found.lines.1));
        for claim in &mut said {
            claim.found.method = LicenceMethod::Notice;
        }
        joining.take(block, said);
    }
    claims.extend(joining.done());
    if blocks.iter().any(instead::is_exhibit_b) {
        instead::without_secondary(&mut claims);
    }
    (claims, taken::lines(&blocks))
}

/// `#license = "MIT"`: a field of a manifest, or an assignment, that was commented out is not in force.
fn is_disabled_field(line: &str) -> bool {
    let rest = ["license", "licence"].iter().find_map(|word| {
        let head = line.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| &line[word.len()..])
    });
    let value = rest.and_then(|rest| rest.trim_start_matches('s').trim_start().strip_prefix('='));
    value.is_some_and(|value| !value.starts_with('='))
}

fn document(path: &str, text: &str) -> Vec<Claim> {
    let mut claims = Claim::plain(tag::spdx(path, text).0);
    claims.extend(Claim::plain(front_matter(text)));
    if is_about_others(path) {
        // The NOTICE of Apache's way holds the project's own notice beside those of others.
        let blocks = prose::read(path, text);
        let said = blocks.iter().flat_map(statement::read);
        claims.extend(
            said.filter(|claim| claim.found.method == LicenceMethod::Notice && path.contains("NOTICE")),
        );
        return claims;
    }
    let (mut alone, mut sections) = (Vec::new(), taken::Sections::default());
    let mut folders = folders::Folders::default();
    let mut joining = Joining::new();
    for block in choice::join(prose::read(path, text)) {
        if is_text(&block) {
            break;
        }
        let here = folder_subject(path, &block);
        let (names, mut said): (Vec<_>, Vec<_>) =
            statement::read(&block).into_iter().partition(|claim| claim.alone);
        sections.read(&block, &names, &said);
        folders.read(&block, &names.iter().chain(&said).collect::<Vec<_>>());
        alone.extend(names);
        for claim in said
            .iter_mut()
            .filter(|claim| claim.found.subject == Subject::Project)
        {
            claim.found.subject = here.unwrap_or(Subject::Project);
        }
        joining.take(&block, said);
        claims.extend(Claim::plain(badges(&block)));
    }
    claims.extend(joining.done());
    claims.extend(without_lists(alone));
    taken::doubt(&mut claims, &sections.done());
    folders.mark(&mut claims);
    claims
}

/// Leaves out the names of which many stand alone for one thing: a list of licences, to choose from or to learn about.
fn without_lists(alone: Vec<Claim>) -> Vec<Claim> {
    let names = |subject: Subject| {
        let of = alone.iter().filter(|claim| claim.found.subject == subject);
        of.map(|claim| claim.found.expression.as_str())
            .collect::<BTreeSet<_>>()
            .len()
    };
    let listed: Vec<Subject> = [
        Subject::Project,
        Subject::Code,
        Subject::Documentation,
        Subject::Data,
    ]
    .into_iter()
    .filter(|subject| names(*subject) >= CATALOGUE)
    .collect();
    let kept = |claim: &Claim| !listed.contains(&claim.found.subject);
    alone.into_iter().filter(kept).collect()
}

/// Whether a document tells, by its name, that it lists the works of others or what was once.
fn is_about_others(path: &str) -> bool {
    const NAMES: &[&str] = &[
        "third",
        "thirdparty",
        "party",
        "notice",
        "notices",
        "credits",
        "dependencies",
        "acknowledgements",
        "attribution",
        "attributions",
        "changelog",
        "changes",
        "history",
        "historique",
        "news",
        "vendored",
        "dependances",
        "roadmap",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    let parts = token::words(name.split('.').next().unwrap_or(name));
    parts
        .iter()
        .any(|word| NAMES.contains(&word.as_str()) || word.starts_with("thirdparty"))
}

/// Whether the text of a GNU licence begins in a document: its sentences name other licences.
fn is_text(block: &Block) -> bool {
    crate::model::fold(&block.text).contains("everyone is permitted to copy and distribute verbatim copies")
}

/// What "this folder" is, by its name.
fn folder_subject(path: &str, block: &Block) -> Option<Subject> {
    let said = token::words(&block.text).windows(2).any(|pair| {
        let noun = matches!(
            pair[1].as_str(),
            "dossier" | "repertoire" | "folder" | "directory"
        );
        noun && matches!(pair[0].as_str(), "ce" | "this")
    });
    let folder = path.rsplit('/').nth(1).filter(|_| said)?;
    match subject::of_words(&token::words(folder))?.subjects() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The file of a licence: what stands before the text of a long licence, or instead of it.
fn licence(path: &str, text: &str) -> Vec<Claim> {
    let mut claims = Claim::plain(tag::spdx(path, text).0);
    let mut alone = Vec::new();
    let mut joining = Joining::new();
    let blocks = choice::join(prose::read(path, text));
    // A file that is one quotation from end to end is no quotation.
    let all_quoted = blocks.iter().all(|block| block.quoted);
    let is_label = label::is_one(&blocks);
    let mut exhibit = false;
    for mut block in blocks {
        if begins_text(&block) || is_text(&block) {
            break;
        }
        if block.section == Section::Other {
            block.section = Section::Licence;
        }
        block.own = true;
        block.quoted &= !all_quoted;
        exhibit |= instead::is_exhibit_b(&block);
        let (names, mut said): (Vec<_>, Vec<_>) =
            statement::read(&block).into_iter().partition(|claim| claim.alone);
        said.extend(version::only_version(&block));
        joining.take(&block, said);
        // The title of a text is no statement about the project.
        let kept = |claim: &Claim| claim.found.subject != Subject::Project || is_label;
        alone.extend(names.into_iter().filter(kept));
        claims.extend(Claim::plain(badges(&block)));
    }
    claims.extend(joining.done());
    claims.extend(without_lists(alone));
    if exhibit {
        instead::without_secondary(&mut claims);
    }
    claims
}

/// Whether the text of a long licence begins: its own sentences name other licences, and samples of notices.
fn begins_text(block: &Block) -> bool {
    const BEGINNINGS: &[&str] = &[
        "everyone is permitted to copy",
        "terms and conditions",
        "preamble",
        "preambule",
        "avertissement ce contrat",
        "article 1",
        "1 definitions",
        "0 definitions",
        "0 additional definitions",
        "additional definitions",
        "definitions",
        "how to apply",
        "exhibit a",
        "appendix",
        "annexe",
        "by exercising the licensed rights",
        "creative commons corporation",
        "le concedant concede",
        "the licensor grants",
        "contrat de license de logiciel libre",
        "free software license agreement",
    ];
    let words: Vec<String> = token::words(block.text.get(..200).unwrap_or(&block.text))
        .into_iter()
        .filter(|word| word.chars().all(char::is_alphanumeric))
        .take(8)
        .collect();
    let start = words.join(" ");
    BEGINNINGS.iter().any(|beginning| start.starts_with(beginning))
}

/// `license: MIT` between the `---` at the top of a document, and `:license: MIT` of reStructuredText.
fn front_matter(text: &str) -> Vec<LicenceMatch> {
    let mut lines = text.lines().enumerate();
    if lines.next().is_none_or(|(_, first)| first.trim_end() != "---") {
        return Vec::new();
    }
    let inside: Vec<(u32, &str)> = lines
        .take(60)
        .take_while(|(_, line)| line.trim_end() != "---")
        .filter(|(_, line)| line.to_ascii_lowercase().starts_with("licen"))
        .map(|(number, line)| (u32::try_from(number + 1).unwrap_or(u32::MAX), line))
        .collect();
    tag::fields(inside.into_iter())
}

fn badges(block: &Block) -> Vec<LicenceMatch> {
    if block.section == Section::Dependencies || block.quoted || block.shape == Shape::Row {
        return Vec::new();
    }
    let images = block.images.iter().take(200);
    images
        .filter_map(|(alt, target, line)| {
            let mut ids = badge::read(alt, target)?;
            let expression = (!ids.is_empty()).then(|| ids.remove(0))?;
            Some(LicenceMatch {
                expression,
                confidence: if ids.is_empty() { BADGE } else { 50 },
                method: LicenceMethod::Badge,
                lines: (*line, *line),
                subject: Subject::Project,
                rivals: ids,
                since: None,
                part: false,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
