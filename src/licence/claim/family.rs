// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The names that people give to licences, in French and English, with the identifier of each version.
//!
//! Curated families come first; every other name of the SPDX list is added as the list spells it.
//! Where a name without a version fits several licences, it gives all of them and so names none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::names::{CAPITALS, GNU, OTHERS};
use super::token::words;

/// Licences that share a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Family {
    /// Version without a final `.0`, and identifier. For the GNU family, without `-only` or `-or-later`.
    pub(super) versions: Vec<(String, String)>,
    /// What the name means without a version: one is sure, several are ambiguous, none is no name.
    pub(super) alone: Vec<String>,
    /// Whether `-only` and `-or-later` are two licences.
    pub(super) gnu: bool,
    /// Whether the name is a common word as well, so that it must be written in capitals.
    pub(super) capitals: bool,
}

/// A spelling of a name.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    /// The words after the first.
    pub(super) rest: Vec<String>,
    pub(super) family: usize,
}

/// Every name that is known.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) families: Vec<Family>,
    /// By the first word, the longest first.
    pub(super) spellings: BTreeMap<String, Vec<Spelling>>,
}

/// The lexicon, made at the first use: about 700 names.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (rows, gnu, capitals) in [
        (GNU, true, false),
        (CAPITALS, false, true),
        (OTHERS, false, false),
    ] {
        for (spellings, versions, alone) in rows {
            let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
            let family = lexicon.add(Family {
                versions: versions.iter().map(owned).collect(),
                alone: alone.iter().map(|id| (*id).to_owned()).collect(),
                gnu,
                capitals,
            });
            for spelling in *spellings {
                lexicon.spell(&words(spelling), family);
            }
        }
    }
    lexicon.add_list();
    for spellings in lexicon.spellings.values_mut() {
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.rest.len()));
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, family: Family) -> usize {
        self.families.push(family);
        self.families.len() - 1
    }

    fn spell(&mut self, words: &[String], family: usize) {
        let Some((first, rest)) = words.split_first() else {
            return;
        };
        let known = self.spellings.entry(first.clone()).or_default();
        if !known.iter().any(|spelling| spelling.rest == rest) {
            known.push(Spelling {
                rest: rest.to_vec(),
                family,
            });
        }
    }

    fn knows(&self, words: &[String]) -> bool {
        words.split_first().is_some_and(|(first, rest)| {
            self.spellings
                .get(first)
                .is_some_and(|known| known.iter().any(|spelling| spelling.rest == rest))
        })
    }

    /// Adds the names of the SPDX list that say `license` and a version, in at least three words.
    fn add_list(&mut self) {
        let mut found: Vec<(Vec<String>, String, String)> = Vec::new();
        for license in spdx::identifiers::LICENSES {
            let name = words(license.full_name);
            let Some(number) = name
                .iter()
                .position(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            else {
                continue;
            };
            let end = match name.get(number.wrapping_sub(1)).map(String::as_str) {
                Some("v" | "version") => number - 1,
                _ => number,
            };
            let end = if name[end.saturating_sub(1)] == "," {
                end - 1
            } else {
                end
            };
            let named = name[..end].iter().any(|word| word == "license");
            if number + 1 == name.len() && end >= 3 && named && !self.knows(&name[..end]) {
                found.push((
                    name[..end].to_vec(),
                    name[number].clone(),
                    license.name.to_owned(),
                ));
            }
        }
        found.sort();
        for group in found.chunk_by(|a, b| a.0 == b.0) {
            let versions = group
                .iter()
                .map(|(_, version, id)| (short(version).to_owned(), id.clone()))
                .collect();
            let family = self.add(Family {
                versions,
                ..Family::default()
            });
            self.spell(&group[0].0, family);
        }
    }
}

/// A version without final zeros: `2.0` is `2`.
pub(super) fn short(version: &str) -> &str {
    version.strip_suffix(".0").unwrap_or(version)
}

#[cfg(test)]
mod tests {
    use super::LEXICON;

    #[test]
    fn every_identifier_of_the_tables_is_in_the_list() {
        for family in &LEXICON.families {
            let versions = family.versions.iter().map(|(_, id)| id);
            for id in versions.chain(&family.alone).flat_map(|id| id.split('|')) {
                let listed = spdx::license_id(id).is_some() || id.starts_with("LicenseRef-");
                assert!(listed, "{id}");
            }
        }
        assert!(LEXICON.families.len() > 100);
    }
}
