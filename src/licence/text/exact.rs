// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The most common licence texts, recognised word for word by a digest, so that most repositories
//! need neither the loading of the store nor a comparison with every licence.

use sha2::{Digest as _, Sha256};

use crate::model::fold;

/// The first eight bytes of the SHA-256 of each text's [`words`], computed from the texts of the SPDX list
/// by the test below; a text that is not exactly one of them is left to the comparison.
const TEXTS: &[(u64, &str)] = &[
    (0xedcc_ef00_1322_a4c9, "AGPL-3.0-or-later"),
    (0x0331_a3b3_0319_f292, "Apache-2.0"),
    (0x7291_3f45_f838_8e8c, "BSD-2-Clause"),
    (0x2268_b83e_7c44_cc66, "BSD-3-Clause"),
    (0x02d8_56cc_6829_543b, "CC-BY-4.0"),
    (0x7cbf_08e2_30d0_0e62, "CC-BY-SA-4.0"),
    (0x35db_7f23_b4aa_ca14, "CC0-1.0"),
    (0x1773_adac_f926_3326, "CECILL-2.1"),
    (0x55a6_bff5_2a4a_bb20, "CECILL-B"),
    (0x8b22_0fb2_b166_f8cd, "CECILL-C"),
    (0xe14d_4aec_a3a4_33a0, "EPL-2.0"),
    (0x7ccd_0d2c_0fb0_5ecf, "EUPL-1.2"),
    (0xb069_4e65_6940_6ea7, "GPL-2.0-or-later"),
    (0x37f5_9e34_891e_5644, "GPL-3.0-or-later"),
    (0x01c1_d4ca_78ed_c9ff, "ISC"),
    (0xf063_4ea2_7a6f_e903, "LGPL-3.0-or-later"),
    (0xda6d_84d8_06a8_4b93, "MIT"),
    (0x990b_18c5_d1db_2340, "MPL-2.0"),
    (0xb706_b585_025f_d9a9, "etalab-2.0"),
    (0x5476_c8f6_6642_4de2, "Apache-2.0"),
];

/// Longest line, in words, that is taken for a copyright line.
const COPYRIGHT_WORDS: usize = 20;

/// Titles, folded, that files put above the text of short licences or leave out.
const TITLES: &[&str] = &[
    "mit license",
    "the mit license",
    "the mit license mit",
    "isc license",
    "bsd 2 clause license",
    "bsd 3 clause license",
    "all rights reserved",
];

/// The name of a text that is, but for copyright lines, signs and layout, one of the common ones.
pub(super) fn name(text: &str) -> Option<&'static str> {
    let digest = digest(text);
    TEXTS
        .iter()
        .find(|(known, _)| *known == digest)
        .map(|(_, name)| *name)
}

fn digest(text: &str) -> u64 {
    let hash = Sha256::digest(words(text).as_bytes());
    hash.iter()
        .take(8)
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The words of a text, folded, without titles and copyright lines.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for line in text.lines().map(fold) {
        if !line.is_empty() && !TITLES.contains(&line.as_str()) && !is_copyright(&line) {
            words.push_str(&line);
            words.push(' ');
        }
    }
    words
}

/// Whether a folded line only says whose work it is, and since when: it must give a year or its
/// placeholder, so that a condition that begins with the word is kept.
fn is_copyright(line: &str) -> bool {
    let mut words = line.split(' ');
    let dated = |word: &str| {
        matches!(word, "year" | "yyyy")
            || (word.len() == 4
                && (word.starts_with("19") || word.starts_with("20"))
                && word.parse::<u16>().is_ok())
    };
    let short = words.clone().count() <= COPYRIGHT_WORDS;
    words.next() == Some("copyright") && short && words.any(dated)
}

#[cfg(test)]
mod tests {
    use super::{TEXTS, digest, name, words};

    const NAMES: &[&str] = &[
        "AGPL-3.0-or-later",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC-BY-4.0",
        "CC-BY-SA-4.0",
        "CC0-1.0",
        "CECILL-2.1",
        "CECILL-B",
        "CECILL-C",
        "EPL-2.0",
        "EUPL-1.2",
        "GPL-2.0-or-later",
        "GPL-3.0-or-later",
        "ISC",
        "LGPL-3.0-or-later",
        "MIT",
        "MPL-2.0",
        "etalab-2.0",
    ];

    fn spdx(id: &str) -> &'static str {
        let (_, text) = spdx::text::LICENSE_TEXTS
            .iter()
            .find(|(name, _)| *name == id)
            .unwrap();
        text
    }

    /// The table as it should be: run the test and copy what it prints when the SPDX list changes.
    #[test]
    fn the_table_is_that_of_the_spdx_texts() {
        let mut table: Vec<(u64, &str)> = NAMES.iter().map(|id| (digest(spdx(id)), *id)).collect();
        let apache = spdx("Apache-2.0");
        let (body, _) = apache.split_once("APPENDIX").unwrap();
        table.push((digest(body), "Apache-2.0"));
        let lines: Vec<String> = table
            .iter()
            .map(|(digest, id)| format!("({digest:#018x}, \"{id}\"),"))
            .collect();
        assert_eq!(table, TEXTS, "\n{}", lines.join("\n"));
    }

    #[test]
    fn no_other_licence_has_one_of_these_texts() {
        for (id, text) in spdx::text::LICENSE_TEXTS {
            if let Some(found) = name(text) {
                let base = |id: &str| id.replace("-or-later", "").replace("-only", "").replace('+', "");
                let exception = *id == "MPL-2.0-no-copyleft-exception";
                assert!(base(found) == base(id) || exception, "{id} is read as {found}");
            }
        }
    }

    #[test]
    fn layout_and_holders_do_not_matter_and_words_do() {
        let mit = spdx("MIT").replace("<year> <copyright holders>", "2024, Ministère X");
        assert_eq!(name(&mit), Some("MIT"));
        assert_eq!(name(&mit.replace('\n', "\r\n").to_uppercase()), Some("MIT"));
        assert_eq!(name(&format!("{mit}\nNo evil.")), None);
        assert_eq!(name(&format!("Copyright holders must be paid.\n{mit}")), None);
        assert_eq!(name(""), None);
        assert_eq!(words("Copyright 2024 X\n"), "");
    }
}
