// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whether copied code and the project that holds it may bear their two licences.

use serde::Deserialize;
use spdx::expression::{ExprNode, Operator};
use spdx::{Expression, LicenseReq};

use super::judge::names;
use super::{Cell, Law, Source};

/// An answer that a source gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The code may be copied into the project.
    Compatible,
    /// It may not, as long as both licences stay as they are.
    Incompatible,
}

/// Whether code under one expression may be copied into a project under another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compatibility<'a> {
    /// It may; the source, unless both licences are the same.
    Compatible(Option<&'a Source>),
    /// It may not: the leg of the code, the leg of the project, and the source.
    Incompatible {
        /// The licence of the code.
        from: String,
        /// The licence of the project.
        into: String,
        /// Who says so.
        source: &'a Source,
    },
    /// No source says.
    NotVerified,
}

/// What is done with the code of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It is copied into the project.
    Copy,
    /// The project is delivered with it.
    Dependency,
}

impl Compatibility<'_> {
    fn rank(&self) -> u8 {
        match self {
            Self::Incompatible { .. } => 0,
            Self::NotVerified => 1,
            Self::Compatible(_) => 2,
        }
    }
}

impl Law {
    /// Whether code under `from` may be copied into a project under `into`. The project may take any leg of the
    /// code's `OR` and must keep every leg of its `AND`. It must be able to hold its own word on every leg of
    /// its own `OR`; of its own `AND`, nobody knows which leg covers the copy, so that a fault needs them all.
    #[must_use]
    pub fn compatible(&self, from: &Expression, into: &Expression) -> Compatibility<'_> {
        self.relation(from, into, Use::Copy)
    }

    /// Whether a program under `into` may be delivered with a dependency under `from`, as [`Law::compatible`]
    /// reads expressions. What may be copied may be used; what may not be copied may be used all the same where
    /// the table says that it speaks of copies only, and nobody says more.
    #[must_use]
    pub fn usable(&self, from: &Expression, into: &Expression) -> Compatibility<'_> {
        self.relation(from, into, Use::Dependency)
    }

    fn relation(&self, from: &Expression, into: &Expression, used: Use) -> Compatibility<'_> {
        fold(
            into,
            |into| {
                fold(
                    from,
                    |from| self.cell(from, into, used),
                    |operator, left, right| match operator {
                        Operator::And => worst(left, right),
                        Operator::Or => best(left, right),
                    },
                )
            },
            |operator, left, right| match operator {
                Operator::Or => worst(left, right),
                Operator::And if left.rank() == right.rank() => left,
                Operator::And => Compatibility::NotVerified,
            },
        )
    }

    fn cell(&self, from: &LicenseReq, into: &LicenseReq, used: Use) -> Compatibility<'_> {
        let (ours, theirs) = (names(into), names(from));
        if ours == theirs && (from.addition == into.addition || from.addition.is_some()) {
            return Compatibility::Compatible(None);
        }
        let about = |cell: &&Cell| used == Use::Copy || !cell.copies_only;
        let found = self.cells.iter().filter(about).find(|cell| {
            cell.from.iter().any(|id| theirs.contains(id)) && cell.into.iter().any(|id| ours.contains(id))
        });
        match found {
            Some(cell) if cell.answer == Answer::Compatible => Compatibility::Compatible(Some(&cell.source)),
            // An exception may lift the very condition that makes the two incompatible.
            Some(cell) if from.addition.is_none() && into.addition.is_none() => Compatibility::Incompatible {
                from: from.to_string(),
                into: into.to_string(),
                source: &cell.source,
            },
            _ => Compatibility::NotVerified,
        }
    }
}

/// Evaluates an expression from its legs up.
fn fold<'a>(
    expression: &Expression,
    leg: impl Fn(&LicenseReq) -> Compatibility<'a>,
    join: impl Fn(Operator, Compatibility<'a>, Compatibility<'a>) -> Compatibility<'a>,
) -> Compatibility<'a> {
    let mut stack = Vec::new();
    for node in expression.iter() {
        match node {
            ExprNode::Req(requirement) => stack.push(leg(&requirement.req)),
            ExprNode::Op(operator) => {
                if let (Some(right), Some(left)) = (stack.pop(), stack.pop()) {
                    stack.push(join(*operator, left, right));
                }
            }
        }
    }
    stack.pop().unwrap_or(Compatibility::NotVerified)
}

fn worst<'a>(a: Compatibility<'a>, b: Compatibility<'a>) -> Compatibility<'a> {
    if b.rank() < a.rank() { b } else { a }
}

fn best<'a>(a: Compatibility<'a>, b: Compatibility<'a>) -> Compatibility<'a> {
    if b.rank() > a.rank() { b } else { a }
}
