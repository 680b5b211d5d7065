// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists that give each folder of a repository a licence of its own: "`server/`: AGPL-3.0, `client/`: MIT". None of them is
//! the licence of the whole.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::instead::Claim;
use super::prose::{Block, Shape};
use crate::model::{LicenceMatch, Subject, fold, own_regex};

/// The item of a list or the row of a table that begins with the path of a folder, or with one of the two halves of an
/// application.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"(?i)^[\s|]*(?:the |le |la |les )?(?:(?:folder|directory|package|dossier|r[ée]pertoire|paquet) )?(?:\.?/?[\w.@-]+/(?:[\w./@*-]*)?|serve(?:u)?r|client|front-?end|back-?end|api)(?:\s*[:|(–—-]|\s+(?:is|est|under|sous|uses|(?:folder|directory|package)\b))",
    )
});

/// The path of a folder in a sentence.
static FOLDER: LazyLock<Regex> =
    LazyLock::new(|| own_regex(r"(?:^|[\s(«“])\.?/?[\w.@-]+/(?:[\w.@-]+/)*(?:$|[\s,;:)»”.])"));

/// Folders of something else than code, by the first part of their path.
const OTHERS: &[(&[&str], Subject)] = &[
    (
        &["data", "dataset", "datasets", "donnees", "jeux de donnees"],
        Subject::Data,
    ),
    (
        &[
            "doc",
            "docs",
            "documentation",
            "content",
            "contents",
            "contenu",
            "contenus",
            "images",
            "img",
            "media",
            "medias",
            "assets",
            "fonts",
            "icons",
            "logos",
            "photos",
            "vendor",
            "vendors",
            "third party",
            "node modules",
        ],
        Subject::Documentation,
    ),
];

/// What the folder of an item holds, when it is no code.
fn subject_of(text: &str) -> Option<Subject> {
    let folded = fold(text.split('/').next()?);
    let name = [
        "the",
        "le",
        "la",
        "les",
        "folder",
        "directory",
        "dossier",
        "repertoire",
    ]
    .iter()
    .fold(folded.as_str(), |rest, word| {
        rest.strip_prefix(word).map_or(rest, str::trim_start)
    });
    OTHERS
        .iter()
        .find(|(names, _)| text.contains('/') && names.contains(&name))
        .map(|(_, subject)| *subject)
}

/// The folder with which a line of a list begins.
static FIRST: LazyLock<Regex> =
    LazyLock::new(|| own_regex(r"^[\s|*+`\[\x22-]*(?:\./|/)?([\w.@-]+(?:/[\w.@-]+)*)/(?:[`\]\s|:*]|$)"));

/// Words that speak of the rest of a repository, folded.
static REST: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\b(?:hormis|sauf|excepte\w*|exceptions?|en dehors|a part|restes?|restant\w*|(?:les |des )?autres?|ensemble|tout le|toute la|par defaut|rest|remain\w*|others?|otherwise|everything|elsewhere|except|excluding|unless|apart from|by default|whole|entire)\b",
    )
});

/// The folders of a document's lists that give each a licence. None where one of the lines begins with no path, or where the
/// words under the same heading speak of the rest.
#[must_use]
pub fn listed_folders(text: &str, found: &[LicenceMatch]) -> Vec<String> {
    let parts = || found.iter().filter(|one| one.part);
    let (Some(first), Some(last)) = (
        parts().map(|one| one.lines.0).min(),
        parts().map(|one| one.lines.1).max(),
    ) else {
        return Vec::new();
    };
    let lines: Vec<&str> = text.lines().collect();
    let at = |line: u32| (line as usize).saturating_sub(1).min(lines.len());
    let heading = |line: &&str| line.starts_with('#');
    let start = lines[..at(first)].iter().rposition(heading).unwrap_or(0);
    let after = at(last.saturating_add(1));
    let end = lines[after..]
        .iter()
        .position(heading)
        .map_or(lines.len(), |more| after + more);
    if lines[start..end].iter().any(|line| REST.is_match(&fold(line))) {
        return Vec::new();
    }
    let folder = |one: &LicenceMatch| {
        let begins = FIRST.captures(lines.get(at(one.lines.0))?)?;
        Some(begins[1].to_owned())
    };
    parts().map(folder).collect::<Option<_>>().unwrap_or_default()
}

/// The lists of a document, while it is read.
#[derive(Debug, Default)]
pub(super) struct Folders {
    /// First and last line of the blocks of the current list with what they speak of, and what they grant.
    list: Vec<Part>,
    granted: BTreeSet<String>,
    /// Lines that speak of folders.
    done: Vec<Part>,
}

/// First and last line, and what the folder holds when it is no code.
type Part = (u32, u32, Option<Subject>);

impl Folders {
    /// Reads a block and what it grants.
    pub(super) fn read(&mut self, block: &Block, claims: &[&Claim]) {
        let lines = (block.line(0), block.line(block.text.len()));
        let listed = matches!(block.shape, Shape::Item | Shape::Row);
        let names = claims.iter().map(|claim| claim.found.expression.clone());
        if listed && !claims.is_empty() && LABEL.is_match(&block.text) {
            self.list.push((lines.0, lines.1, subject_of(&block.text)));
            self.granted.extend(names);
            return;
        }
        self.end();
        let granted: BTreeSet<String> = names.collect();
        if granted.len() > 1 && FOLDER.find_iter(&block.text).count() > 1 {
            self.done.push((lines.0, lines.1, None));
        }
    }

    fn end(&mut self) {
        let list = std::mem::take(&mut self.list);
        if std::mem::take(&mut self.granted).len() > 1 && list.len() > 1 {
            self.done.extend(list);
        }
    }

    /// Marks the claims that speak of folders.
    pub(super) fn mark(mut self, claims: &mut [Claim]) {
        self.end();
        for claim in claims {
            let line = claim.found.lines.0;
            let mut done = self.done.iter();
            if let Some((_, _, subject)) = done.find(|(first, last, _)| (*first..=*last).contains(&line)) {
                claim.found.part = true;
                claim.found.subject = subject.unwrap_or(claim.found.subject);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::licence::{Kind, claims, listed_folders};

    #[test]
    fn folders_are_told_where_nothing_speaks_of_the_rest() {
        let list = "- `src/` : CC-BY-NC-4.0\n- `docs/` : CC-BY-4.0";
        for (text, folders) in [
            (list.to_owned(), vec!["src", "docs"]),
            (
                "| Dossier | Licence |\n|---|---|\n| `server/` | AGPL-3.0-or-later |\n| `docs/` | CC-BY-4.0 |".to_owned(),
                vec!["server", "docs"],
            ),
            (format!("{list}\n- autres fichiers : voir LICENSE"), vec![]),
            (format!("{list}\n\nLe reste : voir [LICENSE](LICENSE)."), vec![]),
            (
                format!("Le reste du dépôt suit le fichier LICENSE.\n\n{list}"),
                vec![],
            ),
            (
                format!("Voir [LICENSE](LICENSE) pour l'ensemble du dépôt, hormis :\n\n{list}"),
                vec![],
            ),
            (
                format!("{list}\n\nEverything else is under the LICENSE file."),
                vec![],
            ),
            (format!("See LICENSE, except for:\n\n{list}"), vec![]),
            (
                format!("{list}\n\n## Usage\n\nThe other commands."),
                vec!["src", "docs"],
            ),
            ("- server: AGPL-3.0-or-later\n- client: MIT".to_owned(), vec![]),
        ] {
            let readme = format!("# Carte\n\nUne autre carte.\n\n## Licence\n\n{text}\n");
            let found = claims("README.md", &readme, Kind::Document);
            assert_eq!(listed_folders(&readme, &found), folders, "{text}");
        }
    }

    #[test]
    fn lists_by_folder_speak_of_parts() {
        for (text, parts) in [
            ("- `server/` : AGPL-3.0-or-later\n- `client/` : MIT", true),
            ("- server: AGPL-3.0-or-later\n- client: MIT", true),
            (
                "* `api/` is licensed under AGPL-3.0-or-later\n* `web/` is licensed under MIT",
                true,
            ),
            (
                "| Dossier | Licence |\n|---|---|\n| `server/` | AGPL-3.0-or-later |\n| `client/` | MIT |",
                true,
            ),
            (
                "The code in `api/` is licensed under AGPL-3.0-or-later, the one in `web/` under MIT.",
                true,
            ),
            ("- Code : MIT\n- Données : etalab-2.0", false),
            ("- MIT\n- Apache-2.0", false),
            ("This project is under MIT/Apache-2.0.", false),
            ("- `server/` : MIT\n- `client/` : MIT", false),
        ] {
            let found = claims(
                "README.md",
                &format!("# Carte\n\n## Licence\n\n{text}\n"),
                Kind::Document,
            );
            assert!(!found.is_empty(), "{text}");
            assert!(found.iter().all(|one| one.part == parts), "{text}");
        }
    }
}
