// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! An expression before the law: leg by leg.

use jiff::civil::Date;
use spdx::expression::{ExprNode, Operator};
use spdx::{AdditionItem, Expression, LicenseItem, LicenseReq};

use super::{Entry, Law, Status};
use crate::model::Subject;

/// How an expression stands, from the worst to the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A known licence that no file names for this subject.
    Outside,
    /// A homologation that came to its end.
    Expired,
    /// A licence or an addition that is not in the SPDX list, of which nothing is known.
    Unknown,
    /// In no list, and no fault.
    Tolerated,
    /// Homologated, for the data that the decision names.
    Homologated,
    /// In the list.
    Listed,
}

impl Grade {
    /// Whether the licence may be used.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        self >= Self::Tolerated
    }

    /// Whether it may not: an unknown licence is neither.
    #[must_use]
    pub fn is_refused(self) -> bool {
        self <= Self::Expired
    }
}

/// What the law says of an expression.
#[derive(Debug, Clone)]
pub struct Ruling<'a> {
    /// How it stands.
    pub grade: Grade,
    /// The leg that decides, as `GPL-3.0-only WITH Classpath-exception-2.0`.
    pub leg: String,
    /// What the files say of that leg.
    pub entry: Option<&'a Entry>,
}

impl Law {
    /// Judges an expression for a subject on a day: of an `OR` the best leg counts, of an `AND` the worst.
    ///
    /// An exception (`WITH`) of the SPDX list only adds permissions, so that its licence counts; an addition
    /// that is not in the list is unknown. `+` lets everyone stay with the version that is named.
    #[must_use]
    pub fn judge(&self, expression: &Expression, subject: Subject, today: Date) -> Ruling<'_> {
        let mut stack: Vec<Ruling<'_>> = Vec::new();
        for node in expression.iter() {
            match node {
                ExprNode::Req(requirement) => stack.push(self.leg(&requirement.req, subject, today)),
                ExprNode::Op(operator) => {
                    if let (Some(right), Some(left)) = (stack.pop(), stack.pop()) {
                        let take_right = match operator {
                            Operator::And => right.grade < left.grade,
                            Operator::Or => right.grade > left.grade,
                        };
                        stack.push(if take_right { right } else { left });
                    }
                }
            }
        }
        stack.pop().unwrap_or(Ruling {
            grade: Grade::Unknown,
            leg: String::new(),
            entry: None,
        })
    }

    fn leg(&self, requirement: &LicenseReq, subject: Subject, today: Date) -> Ruling<'_> {
        let known = matches!(requirement.license, LicenseItem::Spdx { .. });
        let best = names(requirement)
            .iter()
            .flat_map(|id| {
                let about = |entry: &&Entry| entry.id == *id && concerns(entry, subject);
                self.entries.iter().filter(about)
            })
            .map(|entry| (grade(entry, today), Some(entry)))
            // What was approved once for others' data says less of a licence than what holds for everybody.
            .reduce(|best, next| {
                let better = match (best.0, next.0) {
                    (Grade::Expired, Grade::Outside) => true,
                    (Grade::Outside, Grade::Expired) => false,
                    (best, next) => next > best,
                };
                if better { next } else { best }
            });
        let absent = if known { Grade::Outside } else { Grade::Unknown };
        let (mut grade, entry) = best.unwrap_or((absent, None));
        if matches!(requirement.addition, Some(AdditionItem::Other(_))) && grade.is_allowed() {
            grade = Grade::Unknown;
        }
        Ruling {
            grade,
            leg: requirement.to_string(),
            entry,
        }
    }
}

/// Whether an entry speaks of a subject. A project as a whole is first of all its code.
fn concerns(entry: &Entry, subject: Subject) -> bool {
    let subject = match subject {
        Subject::Project => Subject::Code,
        subject => subject,
    };
    entry.subjects.contains(&subject)
}

fn grade(entry: &Entry, today: Date) -> Grade {
    match (entry.status, entry.until) {
        (Status::Listed, _) => Grade::Listed,
        (Status::Tolerated, _) => Grade::Tolerated,
        (Status::Outside, _) => Grade::Outside,
        (Status::Homologated, Some(until)) if today <= until => Grade::Homologated,
        (Status::Homologated, _) => Grade::Expired,
    }
}

/// The identifiers under which the files may hold a leg. `GPL-3.0` is deprecated for `GPL-3.0-only`, and
/// `GPL-3.0+` for `GPL-3.0-or-later`; of any other licence, `+` includes the version named.
pub(super) fn names(requirement: &LicenseReq) -> Vec<String> {
    let LicenseItem::Spdx { id, or_later } = &requirement.license else {
        return vec![requirement.license.to_string()];
    };
    let plain = id.name.trim_end_matches('+');
    let base = plain.trim_end_matches("-only").trim_end_matches("-or-later");
    if !id.is_gnu() || base.starts_with("GFDL") {
        return vec![plain.to_owned()];
    }
    let later = *or_later || id.name.ends_with('+') || id.name.ends_with("-or-later");
    vec![format!("{base}{}", if later { "-or-later" } else { "-only" })]
}
