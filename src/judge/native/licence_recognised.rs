// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! At least one licence text was recognised.

use crate::facts::Facts;
use crate::judge::outcome::{Outcome, seen};
use crate::licence::is_restricted;
use crate::model::{
    FileLicences, LicenceMatch, LicenceMethod, LicenceNote, Message, NonEmpty, Place, Role, Unknown,
};

/// Holds when the text of each file is recognised. A text that is not recognised is unknown, never a fault: the reference
/// texts do not hold every licence. A notice that stands in for the text is one, unless the text stands in another file.
pub(super) fn run(facts: &Facts) -> Outcome {
    let (mut named, mut unknown, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    for file in facts.licensing.files.iter().filter(|file| is_at_home(file)) {
        let texts: Vec<_> = file.matches.iter().filter(|found| is_text(found)).collect();
        let first = file.matches.first().filter(|_| texts.is_empty());
        if let Some(first) = first.filter(|found| is_restricted(found)) {
            unknown.push(unclear(first));
        } else if let Some(first) = first {
            let note = LicenceNote::NoticeOnly(first.expression.clone());
            notices.push(seen(
                Place::line(&file.path, first.lines.0),
                Message::Licensing(note),
            ));
        } else if texts.is_empty() {
            unknown.push(unrecognised(file));
        }
        let (mut sure, mut unsure) = (Vec::new(), Vec::new());
        for found in texts {
            if found.is_sure()
                || found
                    .rivals
                    .iter()
                    .all(|rival| same_text(rival, &found.expression))
            {
                let message = Message::Licence {
                    id: found.expression.clone(),
                    score: found.confidence,
                };
                sure.push(seen(Place::line(&file.path, found.lines.0), message));
            } else {
                unsure.push(unclear(found));
            }
        }
        // A text beside one of the same file that is recognised is no file that nobody knows.
        if sure.is_empty() {
            unknown.append(&mut unsure);
        }
        named.append(&mut sure);
    }
    match (NonEmpty::new(unknown), notices.into_iter().next()) {
        (Some(unknown), _) => Outcome::Unknown(unknown),
        _ if !named.is_empty() => Outcome::Holds(named),
        (None, Some(notice)) => Outcome::Lacks(notice),
        (None, None) => Outcome::lacks(Place::repository(), Message::NoLicence),
    }
}

/// A licence file that nothing was recognised of, with the text that it looks most like.
fn unrecognised(file: &FileLicences) -> Unknown {
    let path = file.path.clone();
    match &file.nearest {
        Some(nearest) => Unknown::UnrecognisedLicenceNear(path, nearest.clone()),
        None => Unknown::UnrecognisedLicence(path),
    }
}

/// A licence that may be one of several.
pub(super) fn unclear(found: &LicenceMatch) -> Unknown {
    let all: Vec<&str> = std::iter::once(&found.expression)
        .chain(&found.rivals)
        .map(String::as_str)
        .collect();
    Unknown::UnclearLicence(all.join(" | "))
}

/// Whether a file lies where a project keeps its licences.
pub(super) fn is_at_home(file: &FileLicences) -> bool {
    crate::facts::role_of(&file.path) == Some(Role::Licence)
}

fn is_text(found: &LicenceMatch) -> bool {
    matches!(
        found.method,
        LicenceMethod::Exact | LicenceMethod::Text | LicenceMethod::Title
    )
}

/// Whether two identifiers share one text.
fn same_text(a: &str, b: &str) -> bool {
    let base = |id: &str| {
        id.trim_end_matches("-or-later")
            .trim_end_matches("-only")
            .to_owned()
    };
    base(a) == base(b)
}
