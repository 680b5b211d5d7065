// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The report for the terminal: the answer first, then what blocks, worst first.
//!
//! Everything is said in words; colours only repeat it.

mod cohort;
mod data;
mod licence;
mod official;
mod page;
mod rule;

use crate::model::Lang;

use super::strings::Strings;
use super::wire::v1::{Audit, Grade, RuleVerdict, VerdictName};
use super::{AuditView, story, wording};
use page::{BOLD, DIM, GREEN, Page, RED, YELLOW};

pub use cohort::{cohort, counts};

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Detail {
    /// The gate's answer and what closes it.
    Quiet,
    /// Also the score, what to do next and the names of the other broken rules.
    #[default]
    Normal,
    /// Everything: what was found and where, what is kept, what is not known and what does not apply.
    Verbose,
}

/// How the report looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape sequences colour the text.
    pub colour: bool,
    /// How much is told.
    pub detail: Detail,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
            detail: Detail::Normal,
        }
    }
}

/// The audit as text for a terminal, with a final line break.
#[must_use]
pub fn audit(view: &AuditView, style: &Style) -> String {
    let audit = Audit::new(view).for_people();
    let mut page = Page::new(*style, Strings::of(view.lang), view.lang);
    if style.detail > Detail::Quiet {
        heading(&mut page, &audit);
    }
    gate(&mut page, &audit);
    if style.detail > Detail::Quiet {
        score(&mut page, &audit);
    }
    blockers(&mut page, &audit);
    match style.detail {
        Detail::Quiet => {}
        Detail::Normal => {
            unverified(&mut page, &audit);
            actions(&mut page, &audit);
            rule::named(&mut page, "failures", &story::failures(&audit), YELLOW);
            waivers(&mut page, &audit, &[]);
            rest(&mut page, &audit);
        }
        Detail::Verbose => {
            failures(&mut page, &audit);
            waived(&mut page, &audit);
            undetermined(&mut page, &audit);
            licence::section(&mut page, &audit);
            data::section(&mut page, &audit);
            official::scores(&mut page, &audit);
            gaps(&mut page, &audit);
            passed(&mut page, &audit);
            actions(&mut page, &audit);
        }
    }
    page.finish()
}

fn heading(page: &mut Page, audit: &Audit) {
    page.line("", "  ", &format!("Vigie · {}", audit.target.name), Some(BOLD));
    let mut parts = Vec::new();
    if let Some(commit) = &audit.target.commit {
        let short: String = commit.chars().take(10).collect();
        parts.push(format!("{}\u{a0}{short}", page.t("commit")));
    }
    if let Some(branch) = &audit.target.branch {
        parts.push(format!("{}\u{a0}{branch}", page.t("branch")));
    }
    if audit.target.source == super::wire::v1::TargetSource::Folder {
        parts.push(page.t("working_folder").to_owned());
    }
    parts.push(format!("{}\u{a0}{}", page.t("profile"), audit.tool.profile));
    parts.push(page.strings.count("rules", audit.verdicts.len()));
    page.line("", "", &parts.join(" · "), Some(DIM));
    page.blank();
}

fn gate(page: &mut Page, audit: &Audit) {
    let question = page.t("gate_question").to_owned();
    let gate = &audit.gate;
    let (answer, text, style) = match gate.answer() {
        None => {
            let told = [
                ("gate_unknown", gate.unverified.len()),
                ("gate_partial", gate.left_out.len()),
            ];
            let told = told.into_iter().filter(|(_, count)| *count > 0);
            let told: Vec<_> = told.map(|(key, count)| page.strings.count(key, count)).collect();
            ("gate_unknown", told.join(" "), YELLOW)
        }
        Some(true) => ("gate_yes", page.t("gate_yes_text").to_owned(), GREEN),
        Some(false) => {
            let count = page.strings.count("gate_no", gate.blocking.len());
            ("gate_no", count, RED)
        }
    };
    let answer = page.t(answer).to_uppercase();
    page.line(
        "",
        "  ",
        &format!("{question} {answer}. {text}"),
        Some(style.bold()),
    );
}

fn score(page: &mut Page, audit: &Audit) {
    let score = &audit.score;
    let told = points(page, score.earned, score.judged, score.percent, score.grade);
    let coverage = page
        .t("coverage_line")
        .replace("{n}", &score.coverage.to_string());
    let label = page.label("score");
    page.line(&label, "  ", &format!("{told}. {coverage}."), None);
    if audit.cut_history > 0 {
        let told = page.strings.count("cut_history", audit.cut_history);
        page.line("! ", "  ", &told, Some(YELLOW));
    }
    let bare = &score.without_waivers;
    if (bare.earned, bare.judged) != (score.earned, score.judged) {
        let label = page.label("without_waivers");
        let told = points(page, bare.earned, bare.judged, bare.percent, bare.grade);
        page.line(&label, "  ", &format!("{told}."), None);
    }
    if page.style.detail == Detail::Verbose {
        let label = page.label("verdicts");
        let counts = counts_of(page, audit, true);
        page.line(&label, "  ", &format!("{}.", counts.join(", ")), None);
    }
}

/// How many rules have each verdict, without those that none has.
fn counts_of(page: &Page, audit: &Audit, broken: bool) -> Vec<String> {
    [
        (VerdictName::Fail, "count_fail"),
        (VerdictName::Waived, "count_waived"),
        (VerdictName::Undetermined, "count_undetermined"),
        (VerdictName::NotApplicable, "count_not_applicable"),
        (VerdictName::Pass, "count_pass"),
    ]
    .into_iter()
    .filter(|(name, _)| broken || *name != VerdictName::Fail)
    .map(|(name, key)| (story::with(audit, name).len(), key))
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| format!("{count}\u{a0}{}", page.strings.count(key, count)))
    .collect()
}

/// What only the whole report tells, and how to ask for it.
fn rest(page: &mut Page, audit: &Audit) {
    let mut counts = counts_of(page, audit, false);
    if !audit.gaps.is_empty() {
        counts.push(page.strings.count("count_gaps", audit.gaps.len()));
    }
    if counts.is_empty() {
        return;
    }
    page.blank();
    let text = format!(
        "{}{} {}",
        counts.join(", "),
        colon(page.lang),
        page.t("whole_report")
    );
    page.line("", "  ", &text, None);
}

/// "Grade B: 80 points out of 100 (80%)".
fn points(page: &Page, earned: u32, judged: u32, percent: Option<u32>, grade: Option<Grade>) -> String {
    let Some(percent) = percent else {
        return page.t("score_none").to_owned();
    };
    let line = page
        .strings
        .count("score_line", earned as usize)
        .replace("{earned}", &earned.to_string())
        .replace("{judged}", &judged.to_string())
        .replace("{percent}", &percent.to_string());
    // Too little was judged for a letter.
    let Some(grade) = grade else {
        return format!("{}, {line}", page.t("no_grade").to_lowercase());
    };
    let meaning = wording::grade(page.lang, crate::score::Grade::of(percent));
    format!(
        "{}\u{a0}{grade:?} ({meaning}), {line}",
        page.t("grade").to_lowercase()
    )
}

fn blockers(page: &mut Page, audit: &Audit) {
    rule::section(page, "blocking", &story::blockers(audit), RED);
}

fn failures(page: &mut Page, audit: &Audit) {
    rule::section(page, "failures", &story::failures(audit), YELLOW);
}

fn waived(page: &mut Page, audit: &Audit) {
    let all: Vec<_> = audit
        .verdicts
        .iter()
        .filter(|one| !one.waived.is_empty())
        .collect();
    waivers(page, audit, &all);
}

/// Rules with waived faults, and the waivers that are to be reviewed.
fn waivers(page: &mut Page, audit: &Audit, all: &[&RuleVerdict]) {
    let idle: Vec<_> = audit.waivers.iter().filter(|one| one.state != "active").collect();
    if all.is_empty() && idle.is_empty() {
        return;
    }
    page.section(if all.is_empty() { "idle_waivers" } else { "waived" }, None);
    for verdict in all {
        rule::waived(page, verdict);
    }
    for waiver in idle {
        let path = waiver
            .path
            .as_ref()
            .map_or(String::new(), |path| format!(" ({path})"));
        let central = if waiver.central {
            format!(", {}", page.t("central"))
        } else {
            String::new()
        };
        let text = format!(
            "{}{path} · {} {}{central}",
            waiver.rule,
            page.t("until"),
            wording::day(page.lang, &waiver.until)
        );
        page.line("  ! ", "    ", &text, Some(BOLD));
        page.line("    ", "    ", &waiver.message, None);
    }
}

fn undetermined(page: &mut Page, audit: &Audit) {
    reasons(page, story::undetermined(audit));
}

/// Why rules that could close the gate were not judged: the answer rests on them.
fn unverified(page: &mut Page, audit: &Audit) {
    let mut told = story::undetermined(audit);
    for (_, rules) in &mut told {
        rules.retain(|one| audit.gate.unverified.contains(&one.rule));
    }
    told.retain(|(_, rules)| !rules.is_empty());
    reasons(page, told);
}

fn reasons(page: &mut Page, reasons: Vec<(&str, Vec<&RuleVerdict>)>) {
    if reasons.is_empty() {
        return;
    }
    let count = reasons.iter().map(|(_, rules)| rules.len()).sum();
    page.section("undetermined", Some(count));
    for (reason, rules) in reasons {
        page.line("  ? ", "    ", reason, None);
        let rules: Vec<_> = rules.iter().map(|one| one.rule.as_str()).collect();
        page.line("    ", "    ", &rules.join(", "), Some(DIM));
    }
}

fn gaps(page: &mut Page, audit: &Audit) {
    if audit.gaps.is_empty() {
        return;
    }
    page.section("gaps", Some(audit.gaps.len()));
    for gap in &audit.gaps {
        let place = gap
            .path
            .as_deref()
            .unwrap_or(page.t("whole_repository"))
            .to_owned();
        page.place("  - ", &place, &gap.message);
    }
}

fn passed(page: &mut Page, audit: &Audit) {
    for (key, name) in [
        ("passed", VerdictName::Pass),
        ("not_applicable", VerdictName::NotApplicable),
    ] {
        let all = story::with(audit, name);
        if all.is_empty() {
            continue;
        }
        page.section(key, Some(all.len()));
        for verdict in all {
            rule::kept(page, verdict);
        }
    }
}

fn actions(page: &mut Page, audit: &Audit) {
    if audit.actions.is_empty() {
        return;
    }
    page.section("actions", None);
    for (number, action) in audit.actions.iter().enumerate() {
        let points = page
            .strings
            .count("points", usize::try_from(action.points).unwrap_or(0));
        let label = format!("  {}. ", number + 1);
        page.line(
            &label,
            "     ",
            &format!("{} ({points})", action.title),
            Some(BOLD),
        );
        page.line("     ", "     ", &action.fix, None);
    }
}

/// The colon after a label.
fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\u{a0}:",
        Lang::En => ":",
    }
}
