// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The sum of a cohort for the terminal: one line a repository.

use std::fmt::Write as _;

use crate::model::{Lang, printable};
use crate::report::strings::Strings;
use crate::report::wire::v1::{Cohort, Repository, Status, Thresholds};
use crate::report::{CohortRow, CohortView};

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
    let mixed = cohort.mixes_profiles();
    for archived in [false, true] {
        let rows = cohort.repositories.iter().zip(&names);
        let rows: Vec<_> = rows
            .filter(|(one, _)| (one.status == Status::Archived) == archived)
            .collect();
        // Writing to a string cannot fail.
        if archived && !rows.is_empty() {
            let _ = writeln!(out, "\n{}", strings.get("archived"));
        }
        for (one, name) in rows {
            let profile = one.profile.as_deref().filter(|_| mixed);
            let profile = profile.map_or(String::new(), |id| format!(" ({} {id})", strings.get("profile")));
            let _ = writeln!(out, "{name:width$}  {}{profile}", told(one, strings));
        }
    }
    let summary = &cohort.summary;
    let audited = strings
        .count("of_audited", summary.audited)
        .replace("{count}", &summary.gate_passed.to_string())
        .replace("{of}", &summary.audited.to_string());
    let colon = strings.get("colon");
    let _ = writeln!(out, "\n{}{colon} {audited}", strings.get("publishable"));
    if summary.failed > 0 {
        let _ = writeln!(out, "{}{colon} {}", strings.get("not_audited"), summary.failed);
    }
    if let Some(held) = &cohort.thresholds {
        thresholds(&mut out, held, strings);
    }
    out
}

/// What the cohort is held to, a line each.
fn thresholds(out: &mut String, held: &Thresholds, strings: &Strings) {
    let colon = strings.get("colon");
    if let Some(share) = &held.least_publishable {
        let told = match share.reached {
            None => "answer_unknown",
            Some(true) => "reached",
            Some(false) => "not_reached",
        };
        let asked = strings
            .get("least_publishable")
            .replace("{n}", &share.percent.to_string());
        let _ = writeln!(out, "{asked}{colon} {}", strings.get(told));
    }
    if let Some(score) = &held.least_score {
        let asked = strings
            .get("least_score")
            .replace("{n}", &score.percent.to_string());
        let told = strings
            .get("least_score_told")
            .replace("{n}", &score.below.len().to_string())
            .replace("{of}", &score.scored.to_string());
        let _ = writeln!(out, "{asked}{colon} {told}");
    }
}

/// How many were audited, reused and not reached, in one line.
#[must_use]
pub fn counts(rows: &[CohortRow], reused: usize, lang: Lang) -> String {
    let unread = |archived: bool| {
        let rows = rows
            .iter()
            .filter(|row| row.audit().is_none() && row.is_archived() == archived);
        rows.count()
    };
    let (failed, frozen) = (unread(false), unread(true));
    let audited = rows.len().saturating_sub(failed + frozen + reused);
    let strings = Strings::of(lang);
    let mut line = strings
        .get("run_counts")
        .replace("{audited}", &audited.to_string())
        .replace("{reused}", &reused.to_string())
        .replace("{failed}", &failed.to_string());
    let archived = rows.iter().filter(|row| row.is_archived()).count();
    if archived > 0 {
        let _ = write!(
            line,
            " · {}",
            strings.get("run_archived").replace("{n}", &archived.to_string())
        );
    }
    line + "\n"
}

fn told(one: &Repository, strings: &Strings) -> String {
    if let Some(reason) = &one.reason {
        let key = if one.status == Status::Archived {
            "row_archived"
        } else {
            "row_failed"
        };
        return format!("-     {}{} {reason}", strings.get(key), strings.get("colon"));
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
        // Nobody can mend what is frozen.
        _ if one.status == Status::Archived => strings.get("frozen").to_owned(),
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
