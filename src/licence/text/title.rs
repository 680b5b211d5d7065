// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licences whose text is not at hand in a language, recognised by title, version and articles.
//!
//! Weaker than a comparison: the title and the version must stand together at the head of a long text that has
//! the articles of a licence, and the confidence says so.

use super::words::{Words, hash};
use crate::model::{LicenceMatch, LicenceMethod, Subject};

/// How sure such a name is, in percent.
const CONFIDENCE: u8 = 60;

/// Fewest words of a licence in full.
const LEAST_WORDS: usize = 900;

/// Among how many words at the head of the text the title must begin.
const HEAD: usize = 60;

/// Within how many words after the title the version must stand.
const NEAR: usize = 8;

/// A licence known by its title: the words of the title without those of one letter, the version as written,
/// and words that its articles hold, each of which must be there.
struct Titled {
    id: &'static str,
    title: &'static [&'static str],
    versions: &'static [&'static str],
    articles: &'static [&'static str],
}

const GNU: &[&str] = &[
    "copie",
    "modification",
    "source",
    "garantie",
    "license",
    "conditions",
];

const EUPL: &[&str] = &[
    "licencie",
    "donneur",
    "article",
    "oeuvre",
    "contributeur",
    "responsabilite",
];

const TITLED: &[Titled] = &[
    Titled {
        id: "EUPL-1.1",
        title: &["license", "publique", "de", "union", "europeenne"],
        versions: &["1.1", "v.1.1", "v1.1"],
        articles: EUPL,
    },
    Titled {
        id: "EUPL-1.2",
        title: &["license", "publique", "de", "union", "europeenne"],
        versions: &["1.2", "v.1.2", "v1.2"],
        articles: EUPL,
    },
    Titled {
        id: "AGPL-3.0-or-later",
        title: &["license", "publique", "generale", "gnu", "affero"],
        versions: &["3", "3.0"],
        articles: GNU,
    },
    Titled {
        id: "AGPL-3.0-or-later",
        title: &["license", "publique", "generale", "affero"],
        versions: &["3", "3.0"],
        articles: GNU,
    },
    Titled {
        id: "LGPL-2.1-or-later",
        title: &["license", "publique", "generale", "limitee", "gnu"],
        versions: &["2.1"],
        articles: GNU,
    },
    Titled {
        id: "LGPL-2.1-or-later",
        title: &["license", "publique", "generale", "amoindrie", "gnu"],
        versions: &["2.1"],
        articles: GNU,
    },
    Titled {
        id: "GPL-2.0-or-later",
        title: &["license", "publique", "generale", "gnu"],
        versions: &["2", "2.0"],
        articles: GNU,
    },
    Titled {
        id: "GPL-3.0-or-later",
        title: &["license", "publique", "generale", "gnu"],
        versions: &["3", "3.0"],
        articles: GNU,
    },
];

/// The licence that the title and the articles of a text say it is. Asked only when no text was found.
pub(super) fn find(words: &Words) -> Option<LicenceMatch> {
    if words.len() < LEAST_WORDS {
        return None;
    }
    let (known, at) = TITLED
        .iter()
        .find_map(|known| Some((known, title(words, known)?)))?;
    let has = |word: &&str| words.hashes.contains(&hash(word));
    known.articles.iter().all(has).then(|| LicenceMatch {
        expression: known.id.to_owned(),
        confidence: CONFIDENCE,
        method: LicenceMethod::Title,
        lines: (words.lines[at], words.lines[words.len() - 1]),
        subject: Subject::Project,
        rivals: Vec::new(),
        since: None,
        part: false,
    })
}

/// Where the title stands, on a line of its own and with the version after it.
fn title(words: &Words, known: &Titled) -> Option<usize> {
    let title: Vec<u32> = known.title.iter().map(|word| hash(word)).collect();
    let at = (0..HEAD).find(|at| {
        words
            .hashes
            .get(*at..)
            .is_some_and(|rest| rest.starts_with(&title))
    })?;
    let end = at + title.len();
    let opens_line = at == 0 || words.lines[at - 1] < words.lines[at];
    let near = words.hashes.get(end..end + NEAR)?;
    let version = known.versions.iter().any(|version| near.contains(&hash(version)));
    (opens_line && version).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use crate::model::LicenceMethod;

    /// Made-up articles with the words that such a licence has, and no sentence of a real one.
    fn articles(words: &str) -> String {
        let mut text = Vec::new();
        for number in (1..=15).cycle().take(45) {
            let parts: Vec<String> = words
                .split(' ')
                .map(|word| format!("{word} du point {number}"))
                .collect();
            let parts = parts.join(", puis ");
            text.push(format!(
                "{number}. Titre\n\nIci {parts} sont rappelés une fois de plus.\n"
            ));
        }
        text.concat()
    }

    #[test]
    fn titles_with_version_and_articles_are_named_with_less_confidence() {
        let eupl = articles("licencié donneur article œuvre contributeur responsabilité");
        let gnu = articles("copie modification source garantie licence conditions");
        for (head, body, id) in [
            (
                "LICENCE PUBLIQUE DE L'UNION EUROPÉENNE v. 1.1",
                &eupl,
                Some("EUPL-1.1"),
            ),
            (
                "# Licence publique de l’Union européenne\n\nV.1.2",
                &eupl,
                Some("EUPL-1.2"),
            ),
            (
                "Licence publique générale GNU Affero\nVersion 3",
                &gnu,
                Some("AGPL-3.0-or-later"),
            ),
            (
                "LICENCE PUBLIQUE GÉNÉRALE GNU Version 2, juin 1991",
                &gnu,
                Some("GPL-2.0-or-later"),
            ),
            ("LICENCE PUBLIQUE DE L'UNION EUROPÉENNE", &eupl, None),
            (
                "Voici notre choix : licence publique de l'Union européenne v. 1.2",
                &eupl,
                None,
            ),
            ("LICENCE PUBLIQUE DE L'UNION EUROPÉENNE v. 1.2", &gnu, None),
        ] {
            let found = find(&format!("{head}\n\n{body}"), true);
            let named = found.first().map(|found| found.expression.as_str());
            assert_eq!(named, id, "{head}");
            if let Some(found) = found.first() {
                assert_eq!(found.method, LicenceMethod::Title);
                assert!(found.confidence <= 70);
            }
        }
        assert!(find("LICENCE PUBLIQUE DE L'UNION EUROPÉENNE v. 1.2", true).is_empty());
    }
}
