// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The names that people give to licences, in French and English, with the identifier of each version.
//!
//! Curated families come first; every other name of the SPDX list is added as the list spells it.
//! Where a name without a version fits several licences, it gives all of them and so names none.

use std::collections::HashMap;
use std::sync::LazyLock;

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
    pub(super) spellings: HashMap<String, Vec<Spelling>>,
}

/// Spellings, versions, what it means without a version.
type Row = (
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

/// Families whose texts serve both `-only` and `-or-later`.
const GNU: &[Row] = &[
    (
        &[
            "gpl",
            "gplv",
            "gnu gpl",
            "gnu gplv",
            "gnu general public license",
            "gnu general public licenses",
            "general public license",
            "gnu public license",
            "gnu general license",
            "license publique generale gnu",
            "license publique generale",
            "license generale publique gnu",
            "license generale publique",
            "license publique gnu",
        ],
        &[("1", "GPL-1.0"), ("2", "GPL-2.0"), ("3", "GPL-3.0")],
        &[
            "GPL-3.0-or-later",
            "GPL-3.0-only",
            "GPL-2.0-or-later",
            "GPL-2.0-only",
        ],
    ),
    (
        &[
            "agpl",
            "agplv",
            "gnu agpl",
            "gnu agplv",
            "gnu affero general public license",
            "affero general public license",
            "gnu affero gpl",
            "gnu affero gplv",
            "affero gpl",
            "affero gplv",
            "gnu affero public license",
            "gnu affero license",
            "gnu affero",
            "license publique generale gnu affero",
            "license publique generale affero",
            "license publique generale affero gnu",
            "license publique generale affero de gnu",
            "license publique gnu affero",
            "license gnu affero",
            "license affero",
        ],
        &[("1", "AGPL-1.0"), ("3", "AGPL-3.0")],
        &[
            "AGPL-3.0-or-later",
            "AGPL-3.0-only",
            "AGPL-1.0-or-later",
            "AGPL-1.0-only",
        ],
    ),
    (
        &[
            "lgpl",
            "lgplv",
            "gnu lgpl",
            "gnu lgplv",
            "gnu lesser general public license",
            "lesser general public license",
            "gnu lesser gpl",
            "lesser gpl",
            "gnu library general public license",
            "library general public license",
            "gnu lesser public license",
            "license publique generale limitee gnu",
            "license publique generale gnu limitee",
            "license publique generale limitee",
            "license publique generale amoindrie gnu",
            "license publique generale gnu amoindrie",
            "license publique generale amoindrie",
        ],
        &[("2", "LGPL-2.0"), ("2.1", "LGPL-2.1"), ("3", "LGPL-3.0")],
        &[
            "LGPL-3.0-or-later",
            "LGPL-3.0-only",
            "LGPL-2.1-or-later",
            "LGPL-2.1-only",
        ],
    ),
    (
        &[
            "gfdl",
            "gnu fdl",
            "gnu free documentation license",
            "license de documentation libre gnu",
        ],
        &[("1.1", "GFDL-1.1"), ("1.2", "GFDL-1.2"), ("1.3", "GFDL-1.3")],
        &[
            "GFDL-1.3-or-later",
            "GFDL-1.3-only",
            "GFDL-1.2-or-later",
            "GFDL-1.2-only",
        ],
    ),
];

/// Names that are common words or other things' names unless they are written in capitals.
const CAPITALS: &[Row] = &[
    (&["mit"], &[], &["MIT"]),
    (&["isc"], &[], &["ISC"]),
    (&["lo", "lov"], &[("1", LO_1), ("2", "etalab-2.0")], &[]),
    (
        &["epl", "eplv"],
        &[("1", "EPL-1.0"), ("2", "EPL-2.0")],
        &["EPL-2.0", "EPL-1.0"],
    ),
    (&["osl"], &[("3", "OSL-3.0"), ("2.1", "OSL-2.1")], &[]),
    (&["afl"], &[("3", "AFL-3.0"), ("2.1", "AFL-2.1")], &[]),
];

/// The name that the first version of the Licence Ouverte is given here: SPDX has none.
const LO_1: &str = "LicenseRef-etalab-1.0";

const OTHERS: &[Row] = &[
    (
        &[
            "mit license",
            "license mit",
            "expat license",
            "license expat",
            "mit expat",
            "mit x 11",
            "expat",
        ],
        &[],
        &["MIT"],
    ),
    (&["isc license", "license isc"], &[], &["ISC"]),
    (
        &[
            "apache",
            "apache license",
            "apache software license",
            "license apache",
            "apache public license",
            "asl",
            "apachev",
        ],
        &[("2", "Apache-2.0"), ("1", "Apache-1.0"), ("1.1", "Apache-1.1")],
        &["Apache-2.0", "Apache-1.1", "Apache-1.0"],
    ),
    (
        &["bsd", "bsd license", "license bsd"],
        &[],
        &["BSD-3-Clause", "BSD-2-Clause", "BSD-4-Clause"],
    ),
    (
        &[
            "bsd 3 clause",
            "bsd 3 clauses",
            "bsd 3",
            "bsd a 3 clauses",
            "bsd a trois clauses",
            "bsd trois clauses",
            "bsd three clause",
            "3 clause bsd",
            "three clause bsd",
            "new bsd",
            "modified bsd",
            "revised bsd",
            "bsd new",
            "bsd modifiee",
            "bsd revisee",
            "nouvelle bsd",
            "nouvelle license bsd",
            "license bsd modifiee",
            "license bsd 3 clauses",
            "license bsd 3 clause",
            "license bsd a 3 clauses",
            "license bsd a trois clauses",
        ],
        &[],
        &["BSD-3-Clause"],
    ),
    (
        &[
            "bsd 2 clause",
            "bsd 2 clauses",
            "bsd 2",
            "bsd a 2 clauses",
            "bsd a deux clauses",
            "bsd deux clauses",
            "bsd two clause",
            "2 clause bsd",
            "two clause bsd",
            "simplified bsd",
            "bsd simplified",
            "bsd simplifiee",
            "license bsd simplifiee",
            "freebsd license",
            "license bsd 2 clauses",
            "license bsd 2 clause",
            "license bsd a 2 clauses",
            "license bsd a deux clauses",
        ],
        &[],
        &["BSD-2-Clause"],
    ),
    (
        &[
            "bsd 4 clause",
            "bsd 4 clauses",
            "4 clause bsd",
            "four clause bsd",
            "bsd 4",
            "original bsd",
        ],
        &[],
        &["BSD-4-Clause"],
    ),
    (
        &[
            "0 bsd",
            "bsd 0 clause",
            "0 clause bsd",
            "zero clause bsd",
            "bsd zero clause",
        ],
        &[],
        &["0BSD"],
    ),
    (&["unlicense"], &[], &["Unlicense"]),
    (&["zlib license", "license zlib"], &[], &["Zlib"]),
    (&["wtfpl"], &[], &["WTFPL"]),
    (
        &["boost software license", "boost license"],
        &[("1", "BSL-1.0")],
        &["BSL-1.0"],
    ),
    (
        &["business source license"],
        &[("1.1", "BUSL-1.1")],
        &["BUSL-1.1"],
    ),
    (
        &["sspl", "server side public license"],
        &[("1", "SSPL-1.0")],
        &["SSPL-1.0"],
    ),
    (
        &["artistic license"],
        &[("1", "Artistic-1.0"), ("2", "Artistic-2.0")],
        &["Artistic-2.0", "Artistic-1.0"],
    ),
    (&["postgresql license"], &[], &["PostgreSQL"]),
    (
        &[
            "mpl",
            "mplv",
            "mozilla public license",
            "license publique mozilla",
            "license mozilla",
            "mozilla license",
        ],
        &[("1", "MPL-1.0"), ("1.1", "MPL-1.1"), ("2", "MPL-2.0")],
        &["MPL-2.0", "MPL-1.1", "MPL-1.0"],
    ),
    (
        &[
            "eclipse public license",
            "license publique eclipse",
            "license eclipse",
            "epl license",
            "license epl",
        ],
        &[("1", "EPL-1.0"), ("2", "EPL-2.0")],
        &["EPL-2.0", "EPL-1.0"],
    ),
    (
        &[
            "eupl",
            "euplv",
            "european union public license",
            "european public license",
            "license publique de l union europeenne",
            "license publique union europeenne",
            "license publique de l ue",
        ],
        &[("1", "EUPL-1.0"), ("1.1", "EUPL-1.1"), ("1.2", "EUPL-1.2")],
        &["EUPL-1.2", "EUPL-1.1", "EUPL-1.0"],
    ),
    (
        &["cecill", "cecillv", "license cecill"],
        &[
            ("1", "CECILL-1.0"),
            ("1.1", "CECILL-1.1"),
            ("2", "CECILL-2.0"),
            ("2.1", "CECILL-2.1"),
        ],
        &["CECILL-2.1", "CECILL-2.0", "CECILL-1.0"],
    ),
    (
        &[
            "license ouverte",
            "license ouverte etalab",
            "license ouverte d etalab",
            "license ouverte de l etat",
            "license ouverte open license",
            "license ouverte / open license",
            "license ouverte / open license etalab",
            "license etalab",
            "etalab open license",
            "open license etalab",
            "etalab license ouverte",
            "license ouverte / etalab",
            "license lo",
        ],
        &[("1", LO_1), ("2", "etalab-2.0")],
        &["etalab-2.0", LO_1],
    ),
    (&["etalab"], &[("1", LO_1), ("2", "etalab-2.0")], &[]),
    (&["open license"], &[("2", "etalab-2.0")], &[]),
    (
        &[
            "odbl",
            "open database license",
            "odc odbl",
            "open data commons open database license",
            "license odbl",
            "odblv",
        ],
        &[("1", "ODbL-1.0")],
        &["ODbL-1.0"],
    ),
    (
        &[
            "odc by",
            "open data commons attribution license",
            "open data commons attribution",
        ],
        &[("1", "ODC-By-1.0")],
        &["ODC-By-1.0"],
    ),
    (
        &[
            "pddl",
            "odc pddl",
            "open data commons public domain dedication and license",
            "public domain dedication and license",
        ],
        &[("1", "PDDL-1.0")],
        &["PDDL-1.0"],
    ),
    (
        &[
            "cc 0",
            "cc zero",
            "creative commons zero",
            "creative commons 0",
            "creative commons cc 0",
        ],
        &[("1", "CC0-1.0")],
        &["CC0-1.0"],
    ),
    (
        &["mulan psl", "mulanpsl", "mulan permissive software license"],
        &[("1", "MulanPSL-1.0"), ("2", "MulanPSL-2.0")],
        &[],
    ),
    (
        &["apple public source license", "apple public license"],
        &[
            ("1", "APSL-1.0"),
            ("1.1", "APSL-1.1"),
            ("1.2", "APSL-1.2"),
            ("2", "APSL-2.0"),
        ],
        &[],
    ),
    (
        &["latex project public license", "lppl"],
        &[
            ("1", "LPPL-1.0"),
            ("1.1", "LPPL-1.1"),
            ("1.2", "LPPL-1.2"),
            ("1.3", "LPPL-1.3c|LPPL-1.3a"),
        ],
        &[],
    ),
    (&["cua office public license"], &[("1", "CUA-OPL-1.0")], &[]),
    (&["oclc research public license"], &[("2", "OCLC-2.0")], &[]),
    (
        &["cddl", "common development and distribution license"],
        &[("1", "CDDL-1.0"), ("1.1", "CDDL-1.1")],
        &["CDDL-1.0", "CDDL-1.1"],
    ),
    (&["sun standards license"], &[("1.1", "SISSL")], &[]),
    (&["thor public license"], &[("1", "TPL-1.0")], &[]),
    (&["scea shared source license"], &[("1", "SCEA")], &[]),
    (&["mvt license"], &[("1.1", "MVT-1.1")], &[]),
    (
        &["python software foundation license", "psf license"],
        &[("2", "PSF-2.0")],
        &["PSF-2.0"],
    ),
];

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
