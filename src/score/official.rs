// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Scores that others define: from answers to a range. What is not known widens the range, and is never
//! guessed.

use crate::model::{Answer, Answered};
use crate::rule::official::{Mark, ScoreDefinition, ScoreKind};

/// The lowest degree of a ladder: its first step is not reached.
const BELOW: i64 = -1;

/// A score, or the range that it lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialScore {
    /// The least that it can be.
    pub least: i64,
    /// The most; the same as the least when everything is known.
    pub most: i64,
    /// The most that any repository can have; `None` for a sum of points.
    pub of: Option<i64>,
    /// Counts by group, in the order of the definition.
    pub groups: Vec<GroupScore>,
    /// The positions of the marks that the least and the most give.
    pub marks: Option<(usize, usize)>,
    /// Positions of the criteria that are not met and stand before any further step: those of the next degree
    /// of a ladder, all of them elsewhere. What is to be confirmed is among them.
    pub next: Vec<usize>,
}

/// The count of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupScore {
    /// Its name in the definition.
    pub id: String,
    /// The least that it can be.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// How many criteria it has.
    pub of: i64,
}

impl OfficialScore {
    /// Computes a score. `answers` follow the criteria of the definition.
    #[must_use]
    pub fn new(definition: &ScoreDefinition, answers: &[Answered]) -> Self {
        match definition.kind {
            ScoreKind::Sum => sum(answers),
            ScoreKind::Ladder => ladder(definition, answers),
            ScoreKind::Set => Self {
                of: Some(count(answers)),
                ..sum(answers)
            },
            ScoreKind::Test => test(definition, answers),
        }
    }

    /// Whether everything that it takes is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.least == self.most && self.groups.iter().all(|group| group.least == group.most)
    }
}

fn count(answers: &[Answered]) -> i64 {
    i64::try_from(answers.len()).unwrap_or(i64::MAX)
}

fn is_yes(one: &Answered) -> bool {
    matches!(one.answer, Answer::Yes(_))
}

fn may_be(one: &Answered) -> bool {
    !matches!(one.answer, Answer::No(_))
}

fn sum(answers: &[Answered]) -> OfficialScore {
    let better = |one: &Answered| one.most > one.least || !is_yes(one);
    OfficialScore {
        least: answers.iter().map(|one| one.least).sum(),
        most: answers.iter().map(|one| one.most).sum(),
        of: None,
        groups: Vec::new(),
        marks: None,
        next: positions(answers, better),
    }
}

fn positions(answers: &[Answered], wanted: impl Fn(&Answered) -> bool) -> Vec<usize> {
    let all = answers.iter().enumerate();
    all.filter(|(_, one)| wanted(one)).map(|(at, _)| at).collect()
}

/// Degrees cumulate: the first one that is not met ends the climb.
fn ladder(definition: &ScoreDefinition, answers: &[Answered]) -> OfficialScore {
    let degrees: Vec<i64> = definition
        .criteria
        .iter()
        .map(|one| one.degree.unwrap_or_default())
        .collect();
    let top = degrees.iter().copied().max().unwrap_or(BELOW);
    let climb = |met: fn(&Answered) -> bool| {
        let first = degrees.iter().zip(answers).filter(|(_, one)| !met(one));
        first
            .map(|(degree, _)| *degree)
            .min()
            .map_or(top, |degree| degree - 1)
    };
    let (least, most) = (climb(is_yes), climb(may_be));
    let next = degrees.iter().zip(answers).enumerate();
    OfficialScore {
        least,
        most,
        of: Some(top),
        groups: Vec::new(),
        marks: None,
        next: next
            .filter(|(_, (degree, one))| **degree == least + 1 && !is_yes(one))
            .map(|(at, _)| at)
            .collect(),
    }
}

/// Criteria are counted by group. The score is the count of the last group, which the others open.
fn test(definition: &ScoreDefinition, answers: &[Answered]) -> OfficialScore {
    let groups: Vec<GroupScore> = definition
        .groups
        .iter()
        .map(|group| {
            let own = definition.criteria.iter().zip(answers);
            let own: Vec<Answered> = own
                .filter(|(criterion, _)| criterion.group.as_ref() == Some(&group.id))
                .map(|(_, one)| one.clone())
                .collect();
            let score = sum(&own);
            GroupScore {
                id: group.id.clone(),
                least: score.least,
                most: score.most,
                of: count(&own),
            }
        })
        .collect();
    let last = groups.last();
    let mark = |most: bool| {
        let reached = |mark: &Mark| {
            mark.at_least.iter().all(|(id, least)| {
                let group = groups.iter().find(|group| group.id == *id);
                group.is_some_and(|group| if most { group.most } else { group.least } >= *least)
            })
        };
        definition.marks.iter().position(reached)
    };
    OfficialScore {
        least: last.map_or(0, |group| group.least),
        most: last.map_or(0, |group| group.most),
        of: last.map(|group| group.of),
        marks: mark(false).zip(mark(true)),
        next: positions(answers, |one| !is_yes(one)),
        groups,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::OfficialScore;
    use crate::model::{Answer, Answered, NonEmpty, Unknown};
    use crate::rule::RuleSet;
    use crate::rule::official::ScoreDefinition;

    fn definitions() -> Vec<ScoreDefinition> {
        RuleSet::embedded().unwrap().scores().to_vec()
    }

    fn definition(id: &str) -> ScoreDefinition {
        definitions().into_iter().find(|one| one.id == id).unwrap()
    }

    /// 0: no; 1: yes; 2: to be confirmed.
    fn answers(definition: &ScoreDefinition, told: &[u8]) -> Vec<Answered> {
        definition
            .criteria
            .iter()
            .zip(told)
            .map(|(one, told)| {
                let top = one
                    .steps
                    .as_ref()
                    .map_or(one.points, super::super::super::rule::official::Steps::most);
                let (no, yes) = (one.otherwise, top);
                match told {
                    0 => Answered {
                        answer: Answer::No(Vec::new()),
                        least: no,
                        most: no,
                    },
                    1 => Answered {
                        answer: Answer::Yes(Vec::new()),
                        least: yes,
                        most: yes,
                    },
                    _ => Answered {
                        answer: Answer::Unknown(NonEmpty::one(Unknown::ToConfirm)),
                        least: no.min(yes),
                        most: no.max(yes),
                    },
                }
            })
            .collect()
    }

    fn score(id: &str, told: &[u8]) -> OfficialScore {
        let definition = definition(id);
        OfficialScore::new(&definition, &answers(&definition, told))
    }

    #[test]
    fn the_score_of_code_gouv_fr_adds_up() {
        // A template with everything and a hundred forks and subscribers.
        let all = score("code-gouv-fr", &[1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1]);
        assert_eq!((all.least, all.most), (5210, 5210));
        let none = score("code-gouv-fr", &[0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
        assert_eq!(none.least, -2100);
        let local = score("code-gouv-fr", &[1, 0, 2, 1, 1, 1, 2, 2, 2, 2, 2]);
        assert_eq!((local.least, local.most), (1210 - 2100, 1210 + 3000));
    }

    #[test]
    fn degrees_of_the_ladder_cumulate() {
        let degree = |told: &[u8]| {
            let score = score("eig-degree", told);
            (score.least, score.most)
        };
        assert_eq!(degree(&[1; 10]), (8, 8));
        assert_eq!(degree(&[0, 1, 1, 1, 1, 1, 1, 1, 1, 1]), (-1, -1));
        assert_eq!(degree(&[1, 0, 1, 1, 1, 1, 1, 1, 1, 1]), (-1, -1));
        assert_eq!(degree(&[1, 1, 0, 1, 1, 1, 1, 1, 1, 1]), (0, 0));
        assert_eq!(degree(&[1, 1, 1, 1, 1, 0, 1, 1, 1, 1]), (3, 3));
        assert_eq!(degree(&[2, 1, 1, 1, 1, 0, 1, 1, 1, 1]), (-1, 3));
        let next = score("eig-degree", &[1, 1, 1, 1, 1, 0, 0, 1, 1, 1]).next;
        assert_eq!(next, [5]);
    }

    #[test]
    fn marks_of_the_awesome_test_are_those_of_its_page() {
        let told = |prerequisites: usize, criteria: usize| {
            let mut all = vec![1; prerequisites];
            all.extend(vec![0; 4 - prerequisites]);
            all.extend(vec![1; criteria]);
            all.extend(vec![0; 10 - criteria]);
            let definition = definition("awesome");
            let score = OfficialScore::new(&definition, &answers(&definition, &all));
            definition.marks[score.marks.unwrap().0].id.clone()
        };
        assert_eq!(told(4, 10), "green");
        assert_eq!(told(4, 8), "green");
        assert_eq!(told(4, 7), "amber");
        assert_eq!(told(4, 6), "amber");
        assert_eq!(told(4, 5), "red");
        assert_eq!(told(3, 10), "not-eligible");
    }

    proptest! {
        #[test]
        fn more_knowledge_only_narrows(
            at in 0_usize..4,
            told in proptest::collection::vec(0_u8..3, 14),
            which in 0_usize..14,
            now in 0_u8..2,
        ) {
            let all = definitions();
            let definition = &all[at];
            let before = OfficialScore::new(definition, &answers(definition, &told));
            prop_assert!(before.least <= before.most);
            let mut told = told;
            if told[which] == 2 {
                told[which] = now;
            }
            let after = OfficialScore::new(definition, &answers(definition, &told));
            prop_assert!(before.least <= after.least && after.most <= before.most);
            for (old, new) in before.groups.iter().zip(&after.groups) {
                prop_assert!(old.least <= new.least && new.most <= old.most);
            }
            // Marks go from the best to the worst.
            if let (Some(old), Some(new)) = (before.marks, after.marks) {
                prop_assert!(old.0 >= new.0 && new.1 >= old.1);
            }
        }
    }
}
