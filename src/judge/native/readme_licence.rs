// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The README names a licence, or leads to the file that holds it.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{Document, Facts, role_even_unread, role_of};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, LicenceNote, Message, NonEmpty, Place, Role, Subject, Unknown, own_regex};

/// Holds at each place of a README that names a licence or links to a licence file of the repository.
pub(super) fn run(facts: &Facts) -> Outcome {
    let readmes: Vec<&Document> = facts
        .documents
        .iter()
        .filter(|document| document.role == Role::Readme)
        .collect();
    let Some(first) = readmes.first() else {
        let unread = facts
            .unread
            .iter()
            .filter(|path| role_even_unread(path) == Some(Role::Readme))
            .cloned()
            .map(Unknown::Unread)
            .collect();
        return NonEmpty::new(unread).map_or(Outcome::Nothing, Outcome::Unknown);
    };
    let mut found = Vec::new();
    for readme in &readmes {
        let said = facts.licensing.files.iter().find(|file| file.path == readme.path);
        for one in said
            .iter()
            .flat_map(|file| &file.matches)
            // What is said of the data alone is no answer for the code.
            .filter(|one| one.subject != Subject::Data && !readme.is_borrowed(one.lines.0))
        {
            let note = LicenceNote::Named(one.expression.clone());
            found.push(seen(
                Place::line(&readme.path, one.lines.0),
                Message::Licensing(note),
            ));
        }
        for link in readme
            .links
            .iter()
            .filter(|link| !link.borrowed && leads_to_licence(&link.target))
        {
            found.push(seen(
                Place::line(&readme.path, link.line),
                Message::Link(link.target.clone()),
            ));
        }
        if let Some(file) = pointed(facts, readme) {
            found.push(file);
        }
    }
    let lack = Message::Licensing(LicenceNote::Unsaid(Subject::Project));
    if found.is_empty() && readmes.iter().any(|readme| may_name(readme)) {
        return Outcome::LacksPerhaps(seen(Place::file(&first.path), lack));
    }
    Outcome::from_seen(found, Place::file(&first.path), lack)
}

/// A sentence that sends the reader to a licence file of the repository by its name: "Cf. fichier LICENSE".
fn pointed(facts: &Facts, readme: &Document) -> Option<Evidence> {
    static POINTS: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(r"(?i)\b(?:fichiers?|files?|voir|see|cf|refer to|consulte[rz]|d[ée]tails|lire|read)\b")
    });
    let names: Vec<&str> = facts
        .licensing
        .files
        .iter()
        .map(|file| file.path.as_ref())
        .filter(|path| !path.contains('/') && role_of(path) == Some(Role::Licence))
        .collect();
    let holds = |text: &str| {
        text.split(|c: char| c.is_whitespace() || "`«»\"'()[]*,;:".contains(c))
            .any(|word| names.contains(&word.trim_end_matches('.')))
    };
    readme
        .sentences
        .iter()
        .find(|one| !readme.is_borrowed(one.line) && POINTS.is_match(&one.text) && holds(&one.text))
        .map(|one| {
            seen(
                Place::line(&readme.path, one.line),
                Message::Link(one.text.clone()),
            )
        })
}

/// Whether a README holds a word of licences, which nobody may have understood: no sure fault then.
fn may_name(readme: &Document) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r"(?i)\b(?:licen[cs]e[ds]?|mit|apache|[al]?gpl\w*|mpl|bsd|isc|cecill\w*|eupl|epl|etalab|cc0|unlicense|creative commons)\b",
        )
    });
    let sentences = readme.sentences.iter().map(|one| one.text.as_str());
    let links = readme
        .links
        .iter()
        .flat_map(|link| [link.target.as_str(), link.text.as_str()]);
    sentences.chain(links).any(|text| WORDS.is_match(text))
}

/// Whether a link leads to a file of licences, in the repository or on its forge.
fn leads_to_licence(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let relative = !path.contains("://");
    let on_forge = path.contains("/blob/") || path.contains("/tree/") || path.contains("/raw/");
    (relative || on_forge) && (role_of(name) == Some(Role::Licence) || name == "LICENSES")
}
