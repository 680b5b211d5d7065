// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Scores that others define, as reports tell them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::Source;
use crate::model::{Answer, Answered, DeclaredKey, Evidence, Lang, Unknown};
use crate::report::OfficialView;
use crate::report::wording::{self, official, typeset};
use crate::rule::official::{Criterion, ScoreKind};

/// Most reasons told of one doubt.
const REASONS: usize = 2;

/// A score that others define, or the range that it lies in: what is not known widens the range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfficialScore {
    /// Its name in data, such as `code-gouv-fr`, `awesome` or `eig-degree`.
    pub id: String,
    /// How answers make it: `sum`, `test`, `ladder` or `set`.
    pub kind: String,
    /// Its name for people.
    pub title: String,
    /// What readers should know of it.
    pub note: String,
    /// The page that defines it.
    pub page: Source,
    /// The least that it can be.
    pub least: i64,
    /// The most that it can be; the same as the least when everything is known.
    pub most: i64,
    /// The most that any repository can have; null for a sum of points.
    pub of: Option<i64>,
    /// The same in words.
    pub told: String,
    /// The mark that it gives, in words; null when the definition has none, or when several are possible.
    pub mark: Option<String>,
    /// How many criteria are to be confirmed.
    pub to_confirm: usize,
    /// Counts by group of criteria.
    pub groups: Vec<OfficialGroup>,
    /// What is to be done or confirmed next; null when nothing is.
    pub next: Option<String>,
    /// Every criterion, in the order of the definition.
    pub criteria: Vec<OfficialCriterion>,
}

/// The count of one group of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfficialGroup {
    /// Its name in data.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The least that it can be.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// How many criteria it has.
    pub of: i64,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfficialCriterion {
    /// Its name in data.
    pub id: String,
    /// The question.
    pub title: String,
    /// Its group; null without groups.
    pub group: Option<String>,
    /// Its degree; null without degrees.
    pub degree: Option<i64>,
    /// The answer.
    pub answer: OfficialAnswer,
    /// The fewest points that the answer can be worth.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// What was seen, or why it is not known; null when nothing more can be told.
    pub message: Option<String>,
    /// Where it was seen: path from the root with `/`; null for the repository as a whole.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// The next step; null where the answer is yes or nothing is to be done.
    pub fix: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OfficialAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// To be confirmed.
    Unknown,
}

/// A score that others define, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfficialShort {
    /// Its name in data.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The least that it can be.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// The most that any repository can have; null for a sum of points.
    pub of: Option<i64>,
    /// The same in a few signs, such as `3…5/8`.
    pub told: String,
}

impl OfficialShort {
    /// Keeps what a cohort tells of a score.
    #[must_use]
    pub fn of(score: &OfficialScore) -> Self {
        Self {
            id: score.id.clone(),
            title: score.title.clone(),
            least: score.least,
            most: score.most,
            of: score.of,
            told: official::short(score.least, score.most, score.of),
        }
    }
}

impl OfficialScore {
    pub(super) fn new(lang: Lang, view: &OfficialView) -> Self {
        let (definition, score) = (view.definition, view.score);
        let criteria: Vec<_> = definition
            .criteria
            .iter()
            .zip(view.answers)
            .map(|(criterion, answered)| self::criterion(lang, criterion, answered))
            .collect();
        let to_confirm = |one: &&OfficialCriterion| one.answer == OfficialAnswer::Unknown;
        let next = score.next.iter().filter_map(|at| criteria.get(*at));
        let unmet = next
            .filter(|one| !to_confirm(one))
            .find_map(|one| one.fix.clone());
        // Nobody can confirm what no key declares.
        let open = score.next.iter().find_map(|at| {
            let one = criteria.get(*at).filter(to_confirm)?;
            let asked = definition.criteria.get(*at)?.declare.map(DeclaredKey::as_str);
            let key = asked.or_else(|| declaration(&view.answers.get(*at)?.answer))?;
            Some(official::confirm(lang, &one.title, key))
        });
        let mark = score.marks.filter(|(least, most)| least == most);
        Self {
            id: definition.id.clone(),
            kind: kind(definition.kind).to_owned(),
            title: typeset(lang, definition.title.get(lang)),
            note: typeset(lang, definition.note.get(lang)),
            page: Source {
                text: definition.source.text.clone(),
                url: definition.source.url.clone(),
                read: definition.source.read.to_string(),
            },
            least: score.least,
            most: score.most,
            of: score.of,
            told: official::told(lang, definition, score),
            mark: mark
                .and_then(|(at, _)| definition.marks.get(at))
                .map(|mark| typeset(lang, mark.title.get(lang))),
            to_confirm: criteria.iter().filter(to_confirm).count(),
            groups: score
                .groups
                .iter()
                .zip(&definition.groups)
                .map(|(one, group)| OfficialGroup {
                    id: one.id.clone(),
                    title: typeset(lang, group.title.get(lang)),
                    least: one.least,
                    most: one.most,
                    of: one.of,
                })
                .collect(),
            next: unmet.or(open),
            criteria,
        }
    }
}

/// The key of `.vigie.toml` that would answer what a rule could not.
fn declaration(answer: &Answer) -> Option<&str> {
    let Answer::Unknown(why) = answer else {
        return None;
    };
    why.as_slice().iter().find_map(|why| match why {
        Unknown::NotDeclared(key) => Some(&**key),
        Unknown::PerhapsInherited(_) => Some(DeclaredKey::InheritedLicence.as_str()),
        _ => None,
    })
}

fn kind(kind: ScoreKind) -> &'static str {
    match kind {
        ScoreKind::Sum => "sum",
        ScoreKind::Test => "test",
        ScoreKind::Ladder => "ladder",
        ScoreKind::Set => "set",
    }
}

fn criterion(lang: Lang, criterion: &Criterion, answered: &Answered) -> OfficialCriterion {
    let seen = |all: &[Evidence]| all.first().cloned();
    let (answer, evidence, reason) = match &answered.answer {
        Answer::Yes(all) => (OfficialAnswer::Yes, seen(all), None),
        Answer::No(all) => (OfficialAnswer::No, seen(all), None),
        Answer::Unknown(why) => {
            let all = why.as_slice().iter().take(REASONS);
            let told: Vec<_> = all.map(|why| wording::unknown(lang, why)).collect();
            let sign = match lang {
                Lang::Fr => "\u{a0}; ",
                Lang::En => "; ",
            };
            (OfficialAnswer::Unknown, None, Some(told.join(sign)))
        }
    };
    let place = evidence.as_ref().map(|one| &one.place);
    OfficialCriterion {
        id: criterion.id.clone(),
        title: typeset(lang, criterion.title.get(lang)),
        group: criterion.group.clone(),
        degree: criterion.degree,
        answer,
        least: answered.least,
        most: answered.most,
        path: place.and_then(|place| place.path.as_deref().map(str::to_owned)),
        line: place.and_then(|place| place.line),
        message: reason.or_else(|| evidence.map(|one| wording::message(lang, &one.message))),
        fix: criterion
            .fix
            .as_ref()
            .filter(|_| answer != OfficialAnswer::Yes)
            .map(|fix| typeset(lang, fix.get(lang))),
    }
}

#[cfg(test)]
mod tests {
    use super::OfficialScore;
    use crate::model::{Answer, Answered, Lang, NonEmpty, Unknown};
    use crate::report::OfficialView;
    use crate::rule::RuleSet;
    use crate::score::OfficialScore as Score;

    /// The next step of the EIG degrees when the second answer is not known.
    fn next(why: Unknown) -> Option<String> {
        let rules = RuleSet::embedded().unwrap();
        let definition = rules.scores().iter().find(|one| one.id == "eig-degree").unwrap();
        let mut answers: Vec<_> = definition
            .criteria
            .iter()
            .map(|_| Answered {
                answer: Answer::Yes(Vec::new()),
                least: 1,
                most: 1,
            })
            .collect();
        answers[1].answer = Answer::Unknown(NonEmpty::one(why));
        let score = Score::new(definition, &answers);
        let view = OfficialView {
            definition,
            answers: &answers,
            score: &score,
        };
        OfficialScore::new(Lang::Fr, &view).next
    }

    #[test]
    fn an_open_question_names_the_key_that_answers_it() {
        let told = next(Unknown::PerhapsInherited(String::new())).unwrap();
        assert!(told.contains("`inherited-licence = {") && told.contains("`.vigie.toml`"));
        assert!(
            next(Unknown::NotDeclared("forge".to_owned()))
                .unwrap()
                .contains("`forge`")
        );
        assert_eq!(next(Unknown::ToConfirm), None);
    }
}
