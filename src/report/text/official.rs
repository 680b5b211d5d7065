// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Scores that others define, and the documents of a handover, in a few lines.

use super::page::{BOLD, DIM, Page};
use crate::report::wire::v1::{Audit, OfficialAnswer, OfficialCriterion, OfficialScore};

/// Each score with its criteria.
pub(super) fn scores(page: &mut Page, audit: &Audit) {
    let (sets, scores): (Vec<_>, Vec<_>) = audit.official.iter().partition(|one| is_set(one));
    if !scores.is_empty() {
        page.section("official", None);
    }
    for score in scores {
        told(page, score);
        for one in &score.criteria {
            criterion(page, one);
        }
        let text = format!("{} {}", score.page.text, score.page.url);
        page.line("    ", "    ", &text, Some(DIM));
        if let Some(next) = &score.next {
            let label = format!("    {}", page.label("next_step"));
            page.line(&label, "    ", next, None);
        }
    }
    for set in sets {
        page.section("handover", None);
        told(page, set);
        for one in &set.criteria {
            criterion(page, one);
        }
    }
}

/// Whether a score counts the things of a set, which has a section of its own.
fn is_set(score: &OfficialScore) -> bool {
    score.kind == "set"
}

fn told(page: &mut Page, score: &OfficialScore) {
    let text = format!("{}{} {}", score.title, super::colon(page.lang), score.told);
    page.line("  ", "    ", &text, Some(BOLD));
}

fn criterion(page: &mut Page, one: &OfficialCriterion) {
    let mark = match one.answer {
        OfficialAnswer::Yes => "    ✓ ",
        OfficialAnswer::No => "    ✗ ",
        OfficialAnswer::Unknown => "    ? ",
    };
    let place = match (&one.path, one.line) {
        (Some(path), Some(line)) => format!(" ({path}:{line})"),
        (Some(path), None) => format!(" ({path})"),
        _ => String::new(),
    };
    let text = if one.answer == OfficialAnswer::Yes {
        format!("{}{place}", one.title)
    } else {
        one.title.clone()
    };
    page.line(mark, "      ", &text, None);
    if one.answer == OfficialAnswer::Unknown
        && let Some(message) = &one.message
    {
        page.line("      ", "      ", message, Some(DIM));
    }
    if let Some(fix) = &one.fix {
        page.line("      ", "      ", fix, Some(DIM));
    }
}
