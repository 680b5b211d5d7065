// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The sum of a cohort for the terminal: one line a repository.

use std::fmt::Write as _;

use crate::model::{Lang, printable};
use crate::report::{CohortOutcome, CohortRow, CohortView};
use crate::report::strings::Strings;
use crate::report::wire::v1::{Cohort, Repository, Status};

/// Longest name shown, in characters.
const LONGEST_NAME: usize = 40;

/// The sum of a cohort: a line a repository in the order of the forge, then the counts.
#[must_use]
pub fn cohort(view: &CohortView<'_>) -> String {
    let strings = Strings::of(view.lang);
    let cohort = Cohort::new(view).for_people();
    let names: Vec<String> = cohort
        .repositories
        .iter()
        .map(|one| printable(&one.name, LONGEST_NAME))
        .collect();
    let width = names
        .iter()
        .map(|name| name.chars().count())
        .max()
        .unwrap_or_default();
    let mut out = String::new();
    for (one, name) in cohort.repositories.iter().zip(&names) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name:width$}  {}", told(one, strings));
    }
    let summary = &cohort.summary;
    let audited = strings
        .get("of_audited")
        .replace("{n}", &summary.gate_passed.to_string())
        .replace("{of}", &summary.audited.to_string());
    let colon = strings.get("colon");
    let _ = writeln!(out, "\n{}{colon} {audited}", strings.get("publishable"));
    if summary.failed > 0 {
        let _ = writeln!(out, "{}{colon} {}", strings.get("not_audited"), summary.failed);
    }
    out
}

/// How many were audited, reused and not reached, in one line.
#[must_use]
pub fn counts(rows: &[CohortRow], reused: usize, lang: Lang) -> String {
    let failed = rows
        .iter()
        .filter(|row| matches!(row.outcome, CohortOutcome::Failed(_)))
        .count();
    let audited = rows.len().saturating_sub(failed).saturating_sub(reused);
    let line = Strings::of(lang).get("run_counts");
    line.replace("{audited}", &audited.to_string())
        .replace("{reused}", &reused.to_string())
        .replace("{failed}", &failed.to_string())
        + "\n"
}

fn told(one: &Repository, strings: &Strings) -> String {
    if one.status == Status::Failed {
        let reason = one.reason.as_deref().unwrap_or_default();
        return format!(
            "-     {}{} {reason}",
            strings.get("row_failed"),
            strings.get("colon")
        );
    }
    let score = one.score.as_ref();
    let grade = score
        .filter(|score| score.grade.is_some())
        .and_then(|score| score.percent)
        .map_or("-", |percent| crate::score::Grade::of(percent).as_str());
    let percent = score
        .and_then(|score| score.percent)
        .map_or_else(String::new, |percent| {
            strings.get("percent").replace("{n}", &percent.to_string())
        });
    let gate = match one.gate_passed {
        Some(true) => strings.get("gate_short_yes").to_owned(),
        None => strings.get("gate_short_unknown").to_owned(),
        Some(false) => format!(
            "{}{} {}",
            strings.get("gate_short_no"),
            strings.get("colon"),
            one.blocking.join(", ")
        ),
    };
    format!("{grade} {percent:>5}  {gate}")
}
