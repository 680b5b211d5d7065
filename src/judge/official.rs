// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to the criteria of the scores that others define.

use std::collections::BTreeMap;

use super::check::evaluate;
use super::outcome::{Outcome, seen};
use super::state::declared_value;
use crate::facts::Facts;
use crate::model::{
    Answer, Answered, Confidence, Evidence, Message, NonEmpty, Place, Reason, RuleId, Unknown, Verdict,
};
use crate::rule::official::{Counted, Criterion, ScoreDefinition, Steps};
use crate::rule::{Check, Law, Rule};

/// The rules that criteria name, with their verdicts.
pub type Judgements<'a> = BTreeMap<&'a RuleId, (&'a Rule, &'a Verdict)>;

/// Answers every criterion of a score.
#[must_use]
pub fn answers(
    definition: &ScoreDefinition,
    judged: &Judgements<'_>,
    law: &Law,
    facts: &Facts,
) -> Vec<Answered> {
    definition
        .criteria
        .iter()
        .map(|criterion| match &criterion.steps {
            Some(steps) => counted(steps, facts),
            None => worth(criterion, answer(criterion, judged, law, facts)),
        })
        .collect()
}

fn worth(criterion: &Criterion, answer: Answer) -> Answered {
    let (yes, no) = (criterion.points, criterion.otherwise);
    let (least, most) = match &answer {
        Answer::Yes(_) => (yes, yes),
        Answer::No(_) => (no, no),
        Answer::Unknown(_) => (yes.min(no), yes.max(no)),
    };
    Answered { answer, least, most }
}

fn counted(steps: &Steps, facts: &Facts) -> Answered {
    let number = facts.forge.as_option().and_then(|forge| match steps.count {
        Counted::Forks => forge.forks,
        Counted::Subscribers => forge.subscribers,
    });
    let Some(number) = number else {
        return Answered {
            answer: Answer::Unknown(NonEmpty::one(Unknown::NoForge)),
            least: 0,
            most: steps.most(),
        };
    };
    let points = steps.points(number);
    let answer = if points > 0 {
        Answer::Yes(Vec::new())
    } else {
        Answer::No(Vec::new())
    };
    Answered {
        answer,
        least: points,
        most: points,
    }
}

/// What speaks for a criterion and against it.
#[derive(Default)]
struct Weighed {
    seen: Vec<Evidence>,
    lacks: Vec<Evidence>,
    unknown: Vec<Unknown>,
}

/// A refutation outweighs a declaration, which outweighs doubt: what the repository or its forge shows is
/// not up to anybody.
fn answer(criterion: &Criterion, judged: &Judgements<'_>, law: &Law, facts: &Facts) -> Answer {
    // Nothing lacks in what holds nothing.
    if facts.is_empty() {
        return Answer::Unknown(NonEmpty::one(Unknown::EmptyRepository));
    }
    let mut against = Weighed::default();
    for check in &criterion.none {
        against.check(check, law, facts);
    }
    for id in &criterion.broken {
        if let Some((_, Verdict::Fail(findings))) = judged.get(id) {
            against
                .seen
                .extend(findings.as_slice().iter().map(|one| Evidence {
                    place: one.place.clone(),
                    message: one.message.clone(),
                }));
        }
    }
    if !against.seen.is_empty() {
        return Answer::No(against.seen);
    }
    let mut proof = Weighed::default();
    let proved = prove(criterion, judged, law, facts, &mut proof);
    if proved && against.unknown.is_empty() {
        return Answer::Yes(proof.seen);
    }
    if let Some((value, evidence)) = criterion.declare.and_then(|key| declared_value(key, facts)) {
        return if value {
            Answer::Yes(vec![evidence])
        } else {
            Answer::No(vec![evidence])
        };
    }
    let mut why = proof.unknown;
    why.append(&mut against.unknown);
    let doubtful = criterion.perhaps.iter().any(|id| {
        let verdict = judged.get(id).map(|(_, verdict)| *verdict);
        matches!(verdict, Some(Verdict::Pass(_) | Verdict::Undetermined(_)))
    });
    if why.is_empty() && !criterion.open && !doubtful {
        return Answer::No(proof.lacks);
    }
    match criterion.declare {
        Some(key) => why.push(Unknown::NotDeclared(key.as_str().to_owned())),
        None if why.is_empty() => why.push(Unknown::ToConfirm),
        None => {}
    }
    let last = why.pop().unwrap_or(Unknown::ToConfirm);
    Answer::Unknown(sorted(why, last))
}

/// Reasons in order, each once.
fn sorted(mut why: Vec<Unknown>, last: Unknown) -> NonEmpty<Unknown> {
    why.push(last.clone());
    NonEmpty::new(super::sorted(why)).unwrap_or_else(|| NonEmpty::one(last))
}

/// Whether the proofs suffice: every check of `all`, and one of `any` or of the rules when there are some.
fn prove(
    criterion: &Criterion,
    judged: &Judgements<'_>,
    law: &Law,
    facts: &Facts,
    proof: &mut Weighed,
) -> bool {
    let mut every = true;
    for check in &criterion.all {
        let before = proof.seen.len();
        proof.check(check, law, facts);
        every &= proof.seen.len() > before;
    }
    if criterion.any.is_empty() && criterion.kept.is_empty() {
        return every && !criterion.all.is_empty();
    }
    let mut one = Weighed::default();
    for check in &criterion.any {
        one.check(check, law, facts);
    }
    for id in &criterion.kept {
        one.rule(judged.get(id));
    }
    if one.seen.is_empty() {
        proof.unknown.append(&mut one.unknown);
        proof.lacks.extend(one.lacks.into_iter().take(1));
        return false;
    }
    proof.seen.append(&mut one.seen);
    every
}

/// Whether a doubt is worth telling. A plain text hides its headings; one that is neither the README nor in a
/// folder of documents is a list or a log, and no document.
fn matters(why: &Unknown) -> bool {
    let Unknown::NoHeadings(path) = why else {
        return true;
    };
    let path = path.to_lowercase();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    name.starts_with("readme") || folders.split('/').any(|folder| folder.starts_with("doc"))
}

impl Weighed {
    fn check(&mut self, check: &Check, law: &Law, facts: &Facts) {
        match evaluate(check, law, facts) {
            Outcome::Holds(evidence) => self.seen.extend(evidence),
            Outcome::Lacks(lack) => self.lacks.push(lack),
            Outcome::LacksPerhaps(lack) => {
                self.lacks.push(lack);
                self.unknown.push(Unknown::ToConfirm);
            }
            Outcome::Nothing => {}
            Outcome::Unknown(why) => self.unknown.extend(why.into_vec().into_iter().filter(matters)),
        }
    }

    /// The word of a rule. What a rule of low confidence misses may well be there.
    fn rule(&mut self, judged: Option<&(&Rule, &Verdict)>) {
        match judged {
            Some((_, Verdict::Pass(evidence))) if evidence.is_empty() => {
                self.seen.push(seen(Place::repository(), Message::FilePresent));
            }
            Some((_, Verdict::Pass(evidence))) => self.seen.extend(evidence.iter().cloned()),
            Some((rule, Verdict::Fail(findings))) => {
                if rule.confidence == Confidence::Low {
                    self.unknown.push(Unknown::ToConfirm);
                }
                self.lacks.extend(findings.as_slice().iter().map(|one| Evidence {
                    place: one.place.clone(),
                    message: one.message.clone(),
                }));
            }
            Some((_, Verdict::Undetermined(why))) => self.unknown.extend(why.as_slice().iter().cloned()),
            Some((_, Verdict::NotApplicable(Reason::Needs(_)))) => {}
            Some((_, Verdict::NotApplicable(_) | Verdict::Waived(_))) | None => {
                self.unknown.push(Unknown::ToConfirm);
            }
        }
    }
}
