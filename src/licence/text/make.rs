// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Writes the reference data, and checks that it is what the SPDX texts give.
//!
//! `VIGIE_LICENCE_TEXTS=<folders> cargo test --lib licence::text::make` writes `data/` anew, from
//! the texts of the `spdx` crate and from the folders: files named `SPDX-ID.LANGUAGE[.form].txt` or `.md`, and
//! tables `PROVENANCE.md` that give for each file name where it comes from. The texts themselves are not kept.

#![expect(clippy::disallowed_methods, reason = "a tool for developers, run by hand")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::shelf::{SHINGLE, Shelf, UNKNOWN, shingle};
use super::words::Words;
use crate::model::hex;

/// A reference text before it is numbered.
struct Reference {
    id: String,
    form: String,
    source: String,
    sha256: String,
    words: Vec<u32>,
    title: usize,
}

/// Most shingles kept of a text: those with the least hashes.
const SAMPLE: usize = 64;

/// Longest title, in words.
const LONGEST_TITLE: usize = 12;

/// Parts that files often leave out: the identifier, where the part begins, and the name of the form without it.
const CUTS: &[(&str, &str, &str)] = &[
    ("Apache-2.0", "APPENDIX: How to apply", "no-appendix"),
    ("Apache-2.0", "END OF TERMS AND CONDITIONS", "terms"),
    ("GPL-2.0-or-later", "How to Apply These Terms", "no-appendix"),
    ("GPL-3.0-or-later", "How to Apply These Terms", "no-appendix"),
    ("AGPL-3.0-or-later", "How to Apply These Terms", "no-appendix"),
    ("LGPL-2.0-or-later", "How to Apply These Terms", "no-appendix"),
    ("LGPL-2.1-or-later", "How to Apply These Terms", "no-appendix"),
    ("LGPL-3.0-or-later", "GNU GENERAL PUBLIC LICENSE", "alone"),
    ("MPL-2.0", "Exhibit A", "no-exhibits"),
    ("MPL-1.1", "EXHIBIT A", "no-exhibits"),
    ("EPL-2.0", "Exhibit A", "no-exhibits"),
    ("EUPL-1.1", "Appendix", "no-appendix"),
    ("EUPL-1.2", "Appendix", "no-appendix"),
    ("X11", "X Window System is a trademark", "no-trademark"),
    ("Unlicense", "For more information, please refer", "no-link"),
];

/// The preambles of Creative Commons, which copies often begin after.
const HEADS: &[&str] = &[
    "By exercising the Licensed Rights",
    "THE WORK (AS DEFINED BELOW) IS PROVIDED",
    "Statement of Purpose",
];

impl Reference {
    fn new(id: &str, form: &str, source: &str, text: &str, original: &[u8]) -> Self {
        let words = Words::of(text).hashes;
        let title = title(text, words.len());
        Self {
            id: id.to_owned(),
            form: form.to_owned(),
            source: source.to_owned(),
            sha256: hex(&Sha256::digest(original)),
            words,
            title,
        }
    }
}

/// How many words the first paragraph has, when it is a title.
fn title(text: &str, words: usize) -> usize {
    let text = text.trim_start();
    let head = text.split_once("\n\n").map_or("", |(head, _)| head);
    let title = Words::of(head).len();
    if title <= LONGEST_TITLE && title * 4 <= words {
        title
    } else {
        0
    }
}

/// The one name of a text that the list holds under several: of the GNU licences, `-or-later`.
fn canonical(id: &str) -> String {
    let gnu = ["GPL-", "LGPL-", "AGPL-", "GFDL-"]
        .iter()
        .any(|family| id.starts_with(family));
    if !gnu || id.contains("-with-") {
        return id.to_owned();
    }
    let base = id
        .trim_end_matches('+')
        .trim_end_matches("-only")
        .trim_end_matches("-or-later");
    let base = base
        .trim_end_matches("-no-invariants")
        .trim_end_matches("-invariants");
    if base.matches('-').count() == 1 {
        format!("{base}-or-later")
    } else {
        id.to_owned()
    }
}

fn spdx_references() -> Vec<Reference> {
    let mut all = Vec::new();
    for (id, text) in spdx::text::LICENSE_TEXTS {
        let deprecated_exception = id.contains("-with-");
        if matches!(*id, "NOASSERTION" | "any-OSI" | "any-OSI-perl-modules") || deprecated_exception {
            continue;
        }
        let name = canonical(id);
        let source = format!("SPDX list, {id}");
        all.push(Reference::new(&name, "spdx", &source, text, text.as_bytes()));
        for (_, from, form) in CUTS.iter().filter(|(id, ..)| *id == name) {
            // What is repeated in a table of contents is cut where it comes last.
            let place = if *form == "alone" {
                text.find(from)
            } else {
                text.rfind(from)
            };
            if let Some(at) = place {
                all.push(Reference::new(&name, form, &source, &text[..at], text.as_bytes()));
            }
        }
        if name.starts_with("CC") {
            for head in HEADS {
                if let Some(at) = text.find(head) {
                    all.push(Reference::new(
                        &name,
                        "body",
                        &source,
                        &text[at..],
                        text.as_bytes(),
                    ));
                }
            }
        }
    }
    all
}

/// Leaves one of each text, under the identifier that is not deprecated and the shortest.
fn unique(references: Vec<Reference>) -> Vec<Reference> {
    let mut by_words: BTreeMap<Vec<u32>, Reference> = BTreeMap::new();
    let rank = |reference: &Reference| {
        let deprecated = spdx::license_id(&reference.id).is_some_and(spdx::LicenseId::is_deprecated);
        (
            deprecated,
            reference.id.len(),
            reference.id.clone(),
            reference.form.clone(),
        )
    };
    for reference in references {
        let words = reference.words.clone();
        match by_words.get(&words) {
            Some(known) if rank(known) <= rank(&reference) => {}
            _ => {
                by_words.insert(words, reference);
            }
        }
    }
    let mut all: Vec<Reference> = by_words.into_values().collect();
    keep_telling_titles(&mut all);
    all.sort_by(|a, b| (&a.id, &a.form, &a.source, &a.words).cmp(&(&b.id, &b.form, &b.source, &b.words)));
    all
}

/// Where only the titles tell two licences apart, they are no titles but words like all others.
fn keep_telling_titles(references: &mut [Reference]) {
    let mut names: BTreeMap<Vec<u32>, BTreeSet<String>> = BTreeMap::new();
    for reference in references.iter() {
        let core = reference.words[reference.title..].to_vec();
        names.entry(core).or_default().insert(reference.id.clone());
    }
    for reference in references {
        if names[&reference.words[reference.title..]].len() > 1 {
            reference.title = 0;
        }
    }
}

/// The sources of files: the first two columns of the table in `PROVENANCE.md`.
fn sources(folders: &[PathBuf]) -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("PROVENANCE.md")).unwrap_or_default();
        for line in text.lines() {
            let mut columns = line.trim_matches('|').split('|').map(str::trim);
            if let (Some(file), Some(source)) = (columns.next(), columns.next()) {
                sources.insert(file.to_owned(), source.to_owned());
            }
        }
    }
    sources
}

fn extra_references(folder: &Path, sources: &BTreeMap<String, String>) -> Vec<Reference> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt" || kind == "md"))
        .collect();
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let language = [".fr.", ".en."].iter().find_map(|mark| name.split_once(mark));
        let Some((id, _)) = language else { continue };
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let source = sources
            .get(&name)
            .unwrap_or_else(|| panic!("no source of {name}"));
        let form = name[id.len() + 1..].to_owned();
        all.push(Reference::new(id, &form, source, &text, &bytes));
    }
    all
}

/// The words of all references, in the order of their hashes: the place of a word is its number.
fn vocabulary(references: &[Reference]) -> Vec<u32> {
    let words: BTreeSet<u32> = references
        .iter()
        .flat_map(|reference| reference.words.iter().copied())
        .collect();
    words.into_iter().collect()
}

fn sample(sequence: &[u16]) -> Vec<u32> {
    let all: BTreeSet<u32> = sequence.windows(SHINGLE).filter_map(shingle).collect();
    all.into_iter().take(SAMPLE).collect()
}

fn regenerate(folders: &[PathBuf]) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/licence/text/data");
    let mut references = spdx_references();
    let sources = sources(folders);
    for folder in folders {
        references.extend(extra_references(folder, &sources));
    }
    let references = unique(references);
    let vocabulary = vocabulary(&references);
    assert!(vocabulary.len() < usize::from(UNKNOWN) - 1);
    let mut table = String::from(
        "# SPDX-FileCopyrightText: 2026 Vigie contributors\n# SPDX-License-Identifier: Apache-2.0\n\
         # identifier, form, words, words of the title, shingles, SHA-256 of the text, source\n",
    );
    let (mut sequences, mut shingles) = (Vec::new(), Vec::new());
    for (at, reference) in references.iter().enumerate() {
        let numbers: Vec<u16> = reference
            .words
            .iter()
            .map(|word| u16::try_from(vocabulary.binary_search(word).unwrap()).unwrap())
            .collect();
        sequences.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        let sample = sample(&numbers);
        let Reference {
            id,
            form,
            source,
            sha256,
            title,
            ..
        } = reference;
        let (words, samples) = (numbers.len(), sample.len());
        writeln!(
            table,
            "{id}\t{form}\t{words}\t{title}\t{samples}\t{sha256}\t{source}"
        )
        .unwrap();
        shingles.extend(sample.into_iter().map(|hash| (hash, u16::try_from(at).unwrap())));
    }
    shingles.sort_unstable();
    let shingles: Vec<u8> = shingles
        .into_iter()
        .flat_map(|(hash, at)| [hash.to_le_bytes().as_slice(), at.to_le_bytes().as_slice()].concat())
        .collect();
    let vocabulary: Vec<u8> = vocabulary.iter().flat_map(|word| word.to_le_bytes()).collect();
    std::fs::write(data.join("vocabulary.bin"), vocabulary).unwrap();
    std::fs::write(data.join("sequences.bin"), sequences).unwrap();
    std::fs::write(data.join("shingles.bin"), shingles).unwrap();
    std::fs::write(data.join("texts.tsv"), table).unwrap();
}

/// The committed data holds what the SPDX texts give today, word for word. Data written anew is compiled in, and
/// checked, at the next run.
#[test]
fn the_spdx_texts_are_current() {
    if let Some(folders) = std::env::var_os("VIGIE_LICENCE_TEXTS") {
        regenerate(&std::env::split_paths(&folders).collect::<Vec<_>>());
        return;
    }
    let shelf = Shelf::get();
    let known: BTreeSet<(&str, Vec<u16>)> = shelf
        .entries
        .iter()
        .map(|entry| (entry.id, shelf.sequence(entry)))
        .collect();
    for reference in unique(spdx_references()) {
        let numbers: Vec<u16> = reference.words.iter().map(|word| shelf.number(*word)).collect();
        assert!(
            known.contains(&(reference.id.as_str(), numbers)),
            "{} {}: write the data anew",
            reference.id,
            reference.form
        );
    }
}
