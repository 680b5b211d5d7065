// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What data.gouv.fr says of the datasets that the repository uses, for the terminal.

use super::colon;
use super::page::{DIM, Page};
use crate::report::wire::v1::{Audit, PortalObject};

/// Most objects that are told.
const MOST: usize = 20;

pub(super) fn section(page: &mut Page, audit: &Audit) {
    let told: Vec<&PortalObject> = audit
        .portal
        .iter()
        .filter(|one| one.role != "mentioned")
        .collect();
    if told.is_empty() {
        return;
    }
    page.section("portal", Some(told.len()));
    for one in told.iter().take(MOST) {
        object(page, one);
    }
    page.more("  ", told.len().saturating_sub(MOST));
    let dates = told
        .iter()
        .filter_map(|one| Some((one.asked.as_deref()?, one.source.as_deref()?)));
    if let Some((day, source)) = dates.min() {
        let key = if source == "api" {
            "portal_source_api"
        } else {
            "portal_source_catalogue"
        };
        let day = crate::report::wording::day(page.lang, day);
        let text = page.t(key).replace("{day}", &day);
        page.line("", "", &text, Some(DIM));
    }
}

fn object(page: &mut Page, one: &PortalObject) {
    let name = &one.name;
    let mut parts = vec![one.state_message.clone(), one.role_message.clone()];
    if let Some(days) = one.days_late {
        parts.push(
            page.strings
                .count("days_late", usize::try_from(days).unwrap_or_default()),
        );
    }
    if let Some(quality) = &one.quality {
        let text = page
            .t("portal_quality")
            .replace("{n}", &quality.percent.to_string());
        parts.push(text);
    }
    let text = format!("{name}{} {}", colon(page.lang), parts.join(", "));
    page.line("• ", "  ", &text, None);
    if let Some(next) = &one.next {
        let label = page.label("next_step");
        page.line(&format!("  → {label}"), "    ", next, None);
    }
}
