// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licences concluded, in a few lines.

use super::page::{BOLD, Page};
use crate::report::wire::v1::{Audit, Concluded, Seen};

/// Most folders and contradictions told one by one.
const MOST: usize = 5;

pub(super) fn section(page: &mut Page, audit: &Audit) {
    let licensing = &audit.licensing;
    let said = |one: &&Concluded| one.expression.is_some() || !one.unrecognised.is_empty();
    if !licensing.conclusions.iter().any(|one| said(&one)) {
        return;
    }
    page.section("licensing", None);
    let (whole, folders): (Vec<_>, Vec<_>) = licensing
        .conclusions
        .iter()
        .partition(|one| one.folder.is_empty());
    for one in whole {
        let label = super::colon(page.lang);
        page.line(
            "  ",
            "    ",
            &format!("{}{label} {}", one.title, told(page, one)),
            Some(BOLD),
        );
        if let Some(first) = one.evidence.first().filter(|_| !one.inherited) {
            let text = place(page, first);
            page.line("    ", "    ", &text, None);
        }
    }
    for one in folders.iter().take(MOST) {
        let text = told(page, one);
        page.place("  - ", &one.folder, &text);
    }
    page.more("  ", folders.len().saturating_sub(MOST));
    for one in licensing.disagreements.iter().take(MOST) {
        let text = format!(
            "{}, {} {}",
            place(page, &one.seen),
            page.t("licensing_against"),
            place(page, &one.against)
        );
        page.line("  ! ", "    ", &text, None);
    }
    page.more("  ", licensing.disagreements.len().saturating_sub(MOST));
}

/// "GPL-3.0-or-later or GPL-3.0-only (sure at 80%)".
fn told(page: &Page, one: &Concluded) -> String {
    let Some(expression) = &one.expression else {
        let key = if one.unrecognised.is_empty() {
            "licensing_none"
        } else {
            "licensing_unrecognised"
        };
        return page.t(key).to_owned();
    };
    let mut all = vec![expression.as_str()];
    all.extend(one.rivals.iter().map(String::as_str));
    let readings = all.join(page.t("licensing_or"));
    if one.inherited {
        return format!("{readings} ({})", page.t("licensing_inherited"));
    }
    let sure = page
        .t("licensing_confidence")
        .replace("{n}", &one.confidence.to_string());
    format!("{readings} ({sure})")
}

/// "LICENSE:1, exact text: MIT".
fn place(page: &Page, seen: &Seen) -> String {
    let at = match (&seen.path, seen.lines) {
        (Some(path), Some([line, _])) => format!("{path}:{line}, "),
        (Some(path), None) => format!("{path}, "),
        (None, _) => String::new(),
    };
    format!("{at}{}{} {}", seen.how, super::colon(page.lang), seen.expression)
}
