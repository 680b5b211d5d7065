// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A security.txt has the fields that RFC 9116 requires (section 2.5: `Contact`, `Expires`), and is not out of date.

use jiff::Timestamp;

use crate::facts::{Document, Facts};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{Evidence, Message, Place, Role, SecurityFault};

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
    let fields = |name: &'static str| {
        document.sentences.iter().filter_map(move |sentence| {
            let (written, value) = sentence.text.split_once(':')?;
            written
                .trim()
                .eq_ignore_ascii_case(name)
                .then(|| (sentence.line, value.trim().to_owned()))
        })
    };
    let mut tell = |field, line: Option<u32>, fault, value: String| {
        let place = line.map_or_else(
            || Place::file(&document.path),
            |line| Place::line(&document.path, line),
        );
        found.push(seen(place, Message::SecurityTxt { field, fault, value }));
    };
    if fields("Contact").all(|(_, value)| value.is_empty()) {
        tell("Contact", None, SecurityFault::Missing, String::new());
    }
    for (line, value) in fields("Contact").filter(|(_, value)| !value.is_empty()) {
        if !is_address(&value) {
            tell("Contact", Some(line), SecurityFault::NoAddress, value);
        }
    }
    if fields("Expires").next().is_none() {
        tell("Expires", None, SecurityFault::Missing, String::new());
    }
    for (at, (line, value)) in fields("Expires").enumerate() {
        if at > 0 {
            tell("Expires", Some(line), SecurityFault::Repeated, value);
            continue;
        }
        match value.parse::<Timestamp>().map(Timestamp::as_second) {
            Err(_) => tell("Expires", Some(line), SecurityFault::NoMoment, value),
            Ok(until) if until < now => tell("Expires", Some(line), SecurityFault::Past, value),
            Ok(_) => {}
        }
    }
}

/// Whether a contact is a URI as section 2.5.3 asks: with its scheme, and `https` for pages.
fn is_address(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once(':') else {
        return false;
    };
    let known = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_page = scheme.eq_ignore_ascii_case("http");
    known && !is_page && !rest.trim().is_empty() && !value.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn a_contact_has_its_scheme() {
        for value in [
            "mailto:securite@culture.gouv.fr",
            "https://culture.gouv.fr/securite",
            "tel:+33-1-23-45-67-89",
            "MAILTO:a@b.fr",
        ] {
            assert!(is_address(value), "{value}");
        }
        for value in [
            "securite@culture.gouv.fr",
            "http://culture.gouv.fr/securite",
            "culture.gouv.fr",
            "mailto:",
            "mailto: a b",
        ] {
            assert!(!is_address(value), "{value}");
        }
    }
}
