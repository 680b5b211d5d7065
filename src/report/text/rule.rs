// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One rule in the terminal: its fault, its places, the law and the next step.

use super::page::{BOLD, DIM, Page};
use crate::model::Confidence;
use crate::report::story::Group;
use crate::report::wire::v1::{Finding, RuleVerdict};
use crate::report::wording;

/// Most findings of a rule that are told one by one.
const FINDINGS: usize = 5;
/// The indent of what belongs to a rule.
const INSIDE: &str = "    ";
/// The indent of a rule's continued lines.
const DEEPER: &str = "      ";

/// A section of broken rules, by category.
pub(super) fn section(page: &mut Page, key: &'static str, groups: &[Group], look: anstyle::Style) {
    if groups.is_empty() {
        return;
    }
    let count = groups.iter().map(|group| group.verdicts.len()).sum();
    page.section(key, Some(count));
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            page.blank();
        }
        let id = group.verdicts.first().map_or("", |one| one.category.as_str());
        let title = group.category.map_or(id, |one| one.title.as_str());
        page.line("", "", title, Some(BOLD));
        for verdict in &group.verdicts {
            broken(page, verdict, look);
        }
    }
}

/// Broken rules in a line each, worst first.
pub(super) fn named(page: &mut Page, key: &'static str, groups: &[Group], look: anstyle::Style) {
    if groups.is_empty() {
        return;
    }
    let count = groups.iter().map(|group| group.verdicts.len()).sum();
    page.section(key, Some(count));
    for verdict in groups.iter().flat_map(|group| &group.verdicts) {
        let title = format!("{} [{}]", verdict.title, verdict.rule);
        page.line("  ✗ ", INSIDE, &title, Some(look));
    }
}

fn broken(page: &mut Page, verdict: &RuleVerdict, look: anstyle::Style) {
    let level = wording::level(page.lang, verdict.level);
    let title = format!("{} [{level}, {}]", verdict.title, verdict.rule);
    page.line("  ✗ ", INSIDE, &title, Some(look.bold()));
    for finding in verdict.findings.iter().take(FINDINGS) {
        told(page, finding, verdict.findings.len());
    }
    page.more(INSIDE, verdict.findings.len().saturating_sub(FINDINGS));
    let label = format!("{INSIDE}→ {}", page.label("next_step"));
    page.line(&label, DEEPER, &verdict.fix, None);
    for source in &verdict.sources {
        let label = format!("{INSIDE}{}", page.label("source"));
        page.line(&label, DEEPER, &source.text, Some(DIM));
    }
}

fn told(page: &mut Page, finding: &Finding, of: usize) {
    let mut message = finding.message.clone();
    if finding.confidence != Confidence::High {
        message = format!(
            "{message} ({})",
            wording::confidence(page.lang, finding.confidence)
        );
    }
    let place = place(page, finding.path.as_deref(), finding.line);
    let bullet = if of > 1 { "    - " } else { INSIDE };
    page.place(bullet, &place, &message);
}

/// `path:line`, or the whole repository.
fn place(page: &Page, path: Option<&str>, line: Option<u32>) -> String {
    match (path, line) {
        (None, _) => page.t("whole_repository").to_owned(),
        (Some(path), None) => path.to_owned(),
        (Some(path), Some(line)) => format!("{path}:{line}"),
    }
}

/// A rule with faults that waivers cover.
pub(super) fn waived(page: &mut Page, verdict: &RuleVerdict) {
    page.line(
        "  ~ ",
        INSIDE,
        &format!("{} [{}]", verdict.title, verdict.rule),
        Some(BOLD),
    );
    for waived in verdict.waived.iter().take(FINDINGS) {
        let finding = &waived.finding;
        let place = place(page, finding.path.as_deref(), finding.line);
        page.place(INSIDE, &place, &finding.message);
        let day = wording::day(page.lang, &waived.until);
        let (until, by) = (page.t("until"), page.t("by"));
        let central = if waived.central {
            format!(", {}", page.t("central"))
        } else {
            String::new()
        };
        let words = format!(
            "{} ({by} {}, {until} {day}{central})",
            waived.reason, waived.owner
        );
        page.line(DEEPER, DEEPER, &words, Some(DIM));
    }
    page.more(INSIDE, verdict.waived.len().saturating_sub(FINDINGS));
}

/// A rule that is kept, or that does not apply.
pub(super) fn kept(page: &mut Page, verdict: &RuleVerdict) {
    let mark = if verdict.reason.is_some() {
        "  · "
    } else {
        "  ✓ "
    };
    page.line(mark, INSIDE, &verdict.rule, None);
    if let Some(reason) = &verdict.reason {
        page.line(INSIDE, DEEPER, reason, Some(DIM));
    }
    for evidence in verdict.evidence.iter().take(FINDINGS) {
        let place = place(page, evidence.path.as_deref(), evidence.line);
        page.place(INSIDE, &place, &evidence.message);
    }
    page.more(INSIDE, verdict.evidence.len().saturating_sub(FINDINGS));
}
