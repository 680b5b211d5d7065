// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licence concluded for code, data or documentation, before the law.

use std::sync::Arc;

use crate::facts::{Facts, reaches};
use crate::judge::outcome::{Outcome, seen};
use crate::model::{
    Conclusion, Evidence, LicenceMethod, LicenceNote, LicenceSeen, Message, NonEmpty, Origin, Place, Subject,
    Unknown, is_program,
};
use crate::rule::Law;
use crate::rule::law::{Grade, Ruling, expression};

use super::licence_unrestricted::kept;
use super::today;

/// What the law says of a conclusion, whatever its reading.
pub(super) enum Judgement {
    /// Every reading is allowed; the first one's evidence.
    Allowed(Evidence),
    /// No reading is.
    Refused(Evidence),
    /// The readings differ, or one is not known; the expression.
    Unclear(String),
    /// Licence files whose text was not recognised.
    Unnamed(Vec<Arc<str>>),
    /// Nothing is said.
    Silent,
}

/// Judges every reading of a conclusion for any of some subjects.
pub(super) fn judge(law: &Law, facts: &Facts, conclusion: &Conclusion, subjects: &[Subject]) -> Judgement {
    let day = today(facts);
    let mut rulings = Vec::new();
    for reading in conclusion.readings() {
        let Some(parsed) = expression(reading) else {
            return Judgement::Unclear(reading.to_owned());
        };
        let best = subjects
            .iter()
            .map(|subject| (law.judge(&parsed, *subject, day), *subject))
            .reduce(|best, next| if next.0.grade > best.0.grade { next } else { best });
        rulings.extend(best.map(|(ruling, subject)| (reading, ruling, subject)));
    }
    let Some((reading, first, subject)) = rulings.first() else {
        return match conclusion.unnamed.as_slice() {
            [] => Judgement::Silent,
            unnamed => Judgement::Unnamed(unnamed.to_vec()),
        };
    };
    let place = conclusion
        .evidence
        .first()
        .map_or_else(Place::repository, |seen| seen.place.clone());
    if rulings.iter().all(|(_, ruling, _)| ruling.grade.is_allowed()) {
        Judgement::Allowed(seen(place, Message::Licensing(allowed(reading, first))))
    } else if rulings.iter().all(|(_, ruling, _)| ruling.grade.is_refused()) {
        match conclusion.unnamed.as_slice() {
            [] => Judgement::Refused(seen(place, Message::Licensing(refused(reading, first, *subject)))),
            unnamed => Judgement::Unnamed(unnamed.to_vec()),
        }
    } else {
        Judgement::Unclear(conclusion.readings().collect::<Vec<_>>().join(" | "))
    }
}

fn allowed(reading: &str, ruling: &Ruling<'_>) -> LicenceNote {
    LicenceNote::Allowed {
        expression: reading.to_owned(),
        leg: ruling.leg.clone(),
        article: ruling.entry.and_then(|entry| entry.article.clone()),
        note: ruling
            .entry
            .and_then(|entry| entry.note.clone().or_else(|| entry.scope.clone())),
    }
}

fn refused(reading: &str, ruling: &Ruling<'_>, subject: Subject) -> LicenceNote {
    match ruling.entry.and_then(|entry| entry.until) {
        Some(until) if ruling.grade == Grade::Expired => LicenceNote::Expired {
            leg: ruling.leg.clone(),
            until: until.to_string(),
        },
        _ => LicenceNote::Refused {
            expression: reading.to_owned(),
            leg: ruling.leg.clone(),
            subject,
            note: ruling.entry.and_then(|entry| entry.note.clone()),
        },
    }
}

/// As the answer of a check; `silent` is the answer when nothing is said.
fn outcome(judgement: Judgement, silent: Outcome) -> Outcome {
    match judgement {
        Judgement::Allowed(evidence) => Outcome::Holds(vec![evidence]),
        Judgement::Refused(evidence) => Outcome::Lacks(evidence),
        Judgement::Unclear(text) => Outcome::unknown(Unknown::UnclearLicence(text)),
        Judgement::Unnamed(paths) => {
            let unknown = paths.into_iter().map(Unknown::UnrecognisedLicence).collect();
            NonEmpty::new(unknown).map_or(silent, Outcome::Unknown)
        }
        Judgement::Silent => silent,
    }
}

/// What the code's licence may be judged as: a repository without a program holds texts and data only.
pub(super) fn code_subjects(facts: &Facts) -> &'static [Subject] {
    if facts.licensing.headers.files == 0 {
        &[Subject::Code, Subject::Documentation, Subject::Data]
    } else {
        &[Subject::Code]
    }
}

/// The project's code, the packages of its workspaces, and folders of code with a licence file of their own.
pub(super) fn code(law: &Law, facts: &Facts) -> Outcome {
    let all = match whole(law, facts) {
        outcome @ (Outcome::Holds(_) | Outcome::Nothing) => members(law, facts)
            .or_else(|| folders_of_code(law, facts))
            .or_else(|| listed_parts(law, facts))
            .unwrap_or(outcome),
        outcome => outcome,
    };
    // What is refused is, whoever the work is kept for besides.
    match (all, kept(facts)) {
        (Outcome::Holds(_), Some(unknown)) => Outcome::unknown(unknown),
        (outcome, _) => outcome,
    }
}

/// The conclusions for the code of folders.
fn of_folders(facts: &Facts) -> impl Iterator<Item = &Conclusion> {
    let of_code =
        |one: &&Conclusion| !one.folder.is_empty() && one.subject == Subject::Code && !one.inherited;
    facts.licensing.conclusions.iter().filter(of_code)
}

/// Whether a manifest stands in a folder.
fn has_manifest(facts: &Facts, folder: &str, member: bool) -> bool {
    let here = |path: &str| path.rsplit_once('/').is_some_and(|(above, _)| above == folder);
    let mut manifests = facts.manifests.iter();
    manifests.any(|one| (one.member || !member) && here(&one.path))
}

/// Whether the text of a licence says so.
fn is_text(seen: &LicenceSeen) -> bool {
    matches!(seen.method, LicenceMethod::Exact | LicenceMethod::Text)
}

/// A folder with programs of the team, or a manifest of theirs, whose licence file is one that is refused: the code may be
/// the team's own, or a copy, and nobody can tell.
fn folders_of_code(law: &Law, facts: &Facts) -> Option<Outcome> {
    let has_program = |folder: &str| {
        let below = |path: &str| {
            path.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        let mut files = facts.files.iter();
        files.any(|file| file.origin == Some(Origin::Own) && is_program(&file.path) && below(&file.path))
    };
    let own = |one: &&Conclusion| has_manifest(facts, &one.folder, false) || has_program(&one.folder);
    let by_file = |one: &&Conclusion| one.evidence.first().is_some_and(is_text);
    of_folders(facts)
        .filter(by_file)
        .filter(|one| {
            matches!(
                judge(law, facts, one, code_subjects(facts)),
                Judgement::Refused(_)
            )
        })
        .find(own)
        .map(|one| Outcome::unknown(Unknown::PerhapsCopied(Arc::clone(&one.folder))))
}

/// A folder of code to which a list of a README gives a licence that is refused: nobody can tell how much of the code that is.
fn listed_parts(law: &Law, facts: &Facts) -> Option<Outcome> {
    let day = today(facts);
    let refused = |id: &str| {
        expression(id).is_some_and(|parsed| law.judge(&parsed, Subject::Code, day).grade.is_refused())
    };
    let mut parts = facts.licensing.files.iter().flat_map(|file| &file.matches);
    let part = parts.find(|found| {
        let of_code = matches!(found.subject, Subject::Project | Subject::Code);
        found.part && of_code && refused(&found.expression)
    })?;
    Some(Outcome::unknown(Unknown::UnclearLicence(part.expression.clone())))
}

/// The first package of a workspace of which the team's own manifest or licence file says a licence that is refused. No
/// licence file of the whole says so: it does not close the gate.
fn members(law: &Law, facts: &Facts) -> Option<Outcome> {
    let is_member = |conclusion: &&Conclusion| {
        let first = conclusion.evidence.first();
        first.is_some_and(|seen| match seen.method {
            LicenceMethod::Manifest => facts
                .manifests
                .iter()
                .any(|one| one.member && Some(&one.path) == seen.place.path.as_ref()),
            _ => is_text(seen) && has_manifest(facts, &conclusion.folder, true),
        })
    };
    of_folders(facts).filter(is_member).find_map(|conclusion| {
        let Judgement::Refused(evidence) = judge(law, facts, conclusion, code_subjects(facts)) else {
            return None;
        };
        Some(match upstream(facts) {
            Some(project) => Outcome::unknown(Unknown::PerhapsInherited(project)),
            None => Outcome::LacksPerhaps(evidence),
        })
    })
}

/// The licence of the repository as a whole; the forge's guess is no word of the team. A refused licence of a fork may be
/// its upstream's, which the law lets it keep.
fn whole(law: &Law, facts: &Facts) -> Outcome {
    let Some(conclusion) = own_word(facts, Subject::Code) else {
        return Outcome::Nothing;
    };
    match judge(law, facts, conclusion, code_subjects(facts)) {
        Judgement::Refused(evidence) if upstream(facts).is_none() && !is_beyond_doubt(conclusion) => {
            Outcome::LacksPerhaps(evidence)
        }
        Judgement::Refused(_) if upstream(facts).is_some() => {
            Outcome::unknown(Unknown::PerhapsInherited(upstream(facts).unwrap_or_default()))
        }
        judgement => outcome(judgement, Outcome::Nothing),
    }
}

/// Whether a conclusion rests on a whole text, word for word, that nothing contradicts. That the text leaves
/// `-only` or `-or-later` open changes nothing where every reading is judged alike.
fn is_beyond_doubt(conclusion: &Conclusion) -> bool {
    let exact = |seen: &LicenceSeen| seen.method == LicenceMethod::Exact;
    conclusion.confidence >= UNCONTRADICTED && conclusion.evidence.iter().any(exact)
}

/// The least confidence, in percent, of a conclusion that nothing contradicts.
const UNCONTRADICTED: u8 = 80;

/// The path of the project that this one was forked from, empty when the forge does not name it.
pub(super) fn upstream(facts: &Facts) -> Option<String> {
    let forge = facts.forge.as_option()?;
    (forge.fork == Some(true)).then(|| forge.fork_of.clone().unwrap_or_default())
}

/// The conclusion for a subject, unless only the forge speaks of it.
pub(super) fn own_word(facts: &Facts, subject: Subject) -> Option<&Conclusion> {
    let conclusion = facts.licensing.of(subject)?;
    let forge_only = conclusion
        .evidence
        .first()
        .is_some_and(|seen| seen.method == LicenceMethod::Forge);
    (!forge_only).then_some(conclusion)
}

/// The data's own licence, or that of the whole project where it is one for data and data lies there.
pub(super) fn data(law: &Law, facts: &Facts) -> Outcome {
    let Some(conclusion) = own_word(facts, Subject::Data) else {
        return Outcome::Nothing;
    };
    let judgement = judge(law, facts, conclusion, &[Subject::Data]);
    if conclusion.inherited && (facts.data.is_empty() || !is_for_data(&judgement)) {
        return Outcome::Nothing;
    }
    outcome(judgement, Outcome::Nothing)
}

/// Whether the law knows a licence as one for data, though it may not be one for administrations: MIT is none.
fn is_for_data(judgement: &Judgement) -> bool {
    match judgement {
        Judgement::Allowed(_) => true,
        Judgement::Refused(evidence) => matches!(
            &evidence.message,
            Message::Licensing(LicenceNote::Refused { note: Some(_), .. } | LicenceNote::Expired { .. })
        ),
        _ => false,
    }
}

/// Whether anything says under which licence the data is: a word on the data, or a project's licence that is
/// one for data.
pub(super) fn data_said(law: &Law, facts: &Facts) -> Outcome {
    let lack = || {
        Outcome::lacks(
            Place::repository(),
            Message::Licensing(LicenceNote::Unsaid(Subject::Data)),
        )
    };
    let of_all =
        |one: &&Conclusion| one.evidence.is_empty() || one.evidence.iter().any(|seen| reaches(seen, None));
    let Some(conclusion) = own_word(facts, Subject::Data).filter(of_all) else {
        return lack();
    };
    let judgement = judge(law, facts, conclusion, &[Subject::Data]);
    let for_data = is_for_data(&judgement);
    match (
        judgement,
        conclusion.expression.clone(),
        conclusion.evidence.first(),
    ) {
        (Judgement::Refused(_), _, _) if conclusion.inherited && !for_data => lack(),
        (Judgement::Allowed(_) | Judgement::Refused(_), Some(expression), Some(first)) => {
            let note = LicenceNote::Concluded {
                expression,
                subject: Subject::Data,
                inherited: conclusion.inherited,
            };
            Outcome::Holds(vec![seen(first.place.clone(), Message::Licensing(note))])
        }
        (judgement, _, _) => outcome(judgement, lack()),
    }
}

/// The documentation's licence: open when the law names it for texts or for code, or when it is a free one.
pub(super) fn documentation(law: &Law, facts: &Facts) -> Outcome {
    let Some(conclusion) = own_word(facts, Subject::Documentation) else {
        return Outcome::Nothing;
    };
    let free = conclusion.readings().all(|reading| {
        expression(reading).is_some_and(|parsed| {
            parsed.evaluate(|leg| {
                leg.license
                    .id()
                    .is_some_and(|id| id.is_fsf_free_libre() || id.is_osi_approved())
            })
        })
    });
    let judgement = judge(law, facts, conclusion, &[Subject::Documentation, Subject::Code]);
    match (judgement, conclusion.evidence.first(), &conclusion.expression) {
        (Judgement::Refused(_), Some(first), Some(expression)) if free => {
            let note = LicenceNote::Concluded {
                expression: expression.clone(),
                subject: Subject::Documentation,
                inherited: conclusion.inherited,
            };
            Outcome::Holds(vec![seen(first.place.clone(), Message::Licensing(note))])
        }
        // The project's own licence is another rule's.
        (Judgement::Refused(_), _, _) if conclusion.inherited => Outcome::Nothing,
        (judgement, _, _) => outcome(judgement, Outcome::Nothing),
    }
}
