// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From verdicts to a scorecard: integers only.
//!
//! Must never know a rule by its name.
#![deny(clippy::disallowed_methods)]

mod actions;
mod gate;
mod official;

use crate::model::{CategoryId, Judged, Verdict};
use crate::rule::Rule;

pub use actions::{Action, next_actions};
pub use gate::{FailOn, Gate, may_close};
pub use official::{GroupScore, OfficialScore};

/// Points of a set of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Points of rules that pass.
    pub earned: u32,
    /// Points of rules that pass or fail.
    pub judged: u32,
    /// Points of rules that could be judged: those that pass, fail or are undetermined.
    pub possible: u32,
}

impl Score {
    /// Earned points over judged ones, 0 to 100, rounded down; `None` when nothing was judged.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        (self.judged > 0).then(|| self.earned * 100 / self.judged)
    }

    /// The letter of the percentage; `None` when less than half of what could be judged was:
    /// a letter would then say more than is known.
    #[must_use]
    pub fn grade(self) -> Option<Grade> {
        self.percent().filter(|_| self.coverage() >= 50).map(Grade::of)
    }

    /// Judged points over possible ones, 0 to 100, rounded down; 100 when nothing was to be judged.
    #[must_use]
    pub fn coverage(self) -> u32 {
        (self.judged * 100).checked_div(self.possible).unwrap_or(100)
    }
}

/// A letter from A (90 % and more) to E (under 25 %).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 90 to 100.
    A,
    /// 75 to 89.
    B,
    /// 50 to 74.
    C,
    /// 25 to 49.
    D,
    /// 0 to 24.
    E,
}

impl Grade {
    /// The letter of a percentage.
    #[must_use]
    pub fn of(percent: u32) -> Self {
        match percent {
            90.. => Self::A,
            75..90 => Self::B,
            50..75 => Self::C,
            25..50 => Self::D,
            0..25 => Self::E,
        }
    }

    /// The letter.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
}

/// The score of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryScore {
    /// The category.
    pub id: CategoryId,
    /// Its points.
    pub score: Score,
}

/// Verdicts with their scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// Verdicts, in the order of the rule set.
    pub verdicts: Vec<Judged>,
    /// Scores by category, in the order of the rule set; categories without a rule are left out.
    pub categories: Vec<CategoryScore>,
    /// The score. Waived rules leave it.
    pub overall: Score,
    /// The score if there were no waiver: waived rules count as failures.
    pub without_waivers: Score,
    /// Whether the gate is passed.
    pub gate: Gate,
}

impl Scorecard {
    /// Scores verdicts. `rules` are the rules judged, in the same order as `verdicts`.
    #[must_use]
    pub fn new(rules: &[&Rule], verdicts: Vec<Judged>, fail_on: FailOn) -> Self {
        let mut categories: Vec<CategoryScore> = Vec::new();
        let mut without_waivers = Score::default();
        for (rule, judged) in rules.iter().zip(&verdicts) {
            if categories.last().is_none_or(|last| last.id != rule.category) {
                categories.push(CategoryScore {
                    id: rule.category.clone(),
                    score: Score::default(),
                });
            }
            if let Some(category) = categories.last_mut() {
                count(&mut category.score, rule.weight, &judged.verdict, false);
            }
            count(&mut without_waivers, rule.weight, &judged.verdict, true);
        }
        let overall = categories.iter().fold(Score::default(), |sum, category| Score {
            earned: sum.earned + category.score.earned,
            judged: sum.judged + category.score.judged,
            possible: sum.possible + category.score.possible,
        });
        Self {
            gate: Gate::new(rules, &verdicts, fail_on),
            verdicts,
            categories,
            overall,
            without_waivers,
        }
    }
}

fn count(score: &mut Score, weight: u32, verdict: &Verdict, waived_fails: bool) {
    let (earned, judged, possible) = match verdict {
        Verdict::Pass(_) => (weight, weight, weight),
        Verdict::Fail(_) => (0, weight, weight),
        Verdict::Waived(_) if waived_fails => (0, weight, weight),
        Verdict::Undetermined(_) => (0, 0, weight),
        Verdict::NotApplicable(_) | Verdict::Waived(_) => (0, 0, 0),
    };
    score.earned += earned;
    score.judged += judged;
    score.possible += possible;
}

#[cfg(test)]
mod tests {
    use super::{Grade, Score};

    #[test]
    fn percentages_round_down_and_nothing_judged_is_no_score() {
        let score = Score {
            earned: 2,
            judged: 3,
            possible: 4,
        };
        assert_eq!((score.percent(), score.coverage()), (Some(66), 75));
        assert_eq!(Score::default().percent(), None);
        assert_eq!(Score::default().coverage(), 100);
        let little = Score {
            earned: 9,
            judged: 9,
            possible: 20,
        };
        assert_eq!((little.percent(), little.grade()), (Some(100), None));
    }

    #[test]
    fn letters_have_fixed_bounds() {
        let letters: String = [100, 90, 89, 75, 74, 50, 49, 25, 24, 0]
            .map(|p| Grade::of(p).as_str())
            .concat();
        assert_eq!(letters, "AABBCCDDEE");
    }
}
