// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A security.txt has the fields that RFC 9116 requires (section 2.5: `Contact`, `Expires`), and is not out of date.

use jiff::Timestamp;

use crate::facts::{Document, Facts};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, Message, Place, Role};

/// Holds for each field that lacks or is wrong.
pub(super) fn run(facts: &Facts) -> Outcome {
    let mut found = Vec::new();
    let mut read = false;
    let documents = facts
        .documents
        .iter()
        .filter(|one| one.role == Role::Security && one.path.ends_with("security.txt"));
    for document in documents {
        read = true;
        faults(document, facts.now, &mut found);
    }
    if !read {
        return Outcome::Nothing;
    }
    Outcome::from_seen(found, Place::repository(), Message::NoPassage)
}

fn faults(document: &Document, now: i64, found: &mut Vec<Evidence>) {
    let field = |name: &str| {
        document.sentences.iter().find_map(|sentence| {
            let (written, value) = sentence.text.split_once(':')?;
            written
                .trim()
                .eq_ignore_ascii_case(name)
                .then(|| (sentence.line, value.trim().to_owned()))
        })
    };
    let mut tell = |field, line: Option<u32>, value: String| {
        let place = line.map_or_else(
            || Place::file(&document.path),
            |line| Place::line(&document.path, line),
        );
        found.push(seen(place, Message::SecurityTxt { field, value }));
    };
    if field("Contact").is_none_or(|(_, value)| value.is_empty()) {
        tell("Contact", None, String::new());
    }
    match field("Expires") {
        None => tell("Expires", None, String::new()),
        Some((line, value)) => {
            let until = value.parse::<Timestamp>().map(Timestamp::as_second);
            if until.map_or(true, |until| until < now) {
                tell("Expires", Some(line), value);
            }
        }
    }
}
