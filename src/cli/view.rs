// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From an audit to what reports are told.

use crate::model::{Lang, WaiverState};
use crate::pipeline::{Audit, Tools};
use crate::report::{AuditView, OfficialView, Target, WaiverView};
use crate::rule::Rule;

/// The parts of an audit that a view borrows.
pub(super) struct Told<'a> {
    audit: &'a Audit,
    rules: Vec<&'a Rule>,
    waivers: Vec<WaiverView>,
    official: Vec<OfficialView<'a>>,
}

impl<'a> Told<'a> {
    pub(super) fn new(audit: &'a Audit) -> Self {
        Self {
            audit,
            rules: audit.rules.iter().collect(),
            waivers: audit.waivers.iter().map(waiver_view).collect(),
            official: audit
                .official
                .iter()
                .map(|one| OfficialView {
                    definition: &one.definition,
                    answers: &one.answers,
                    score: &one.score,
                })
                .collect(),
        }
    }

    pub(super) fn view(
        &'a self,
        tools: &'a Tools,
        target: &'a Target,
        generated: Option<&'a str>,
        lang: Lang,
    ) -> AuditView<'a> {
        AuditView {
            rules: &self.rules,
            categories: tools.rules.categories(),
            profile: &self.audit.profile,
            rules_digest: tools.rules.digest(),
            target,
            card: &self.audit.card,
            actions: &self.audit.actions,
            waivers: &self.waivers,
            official: &self.official,
            gaps: &self.audit.gaps,
            licences: &self.audit.licences,
            licensing: &self.audit.licensing,
            datasets: &self.audit.datasets,
            uses: &self.audit.uses,
            data: &self.audit.data,
            tables: &self.audit.tables,
            impact: &self.audit.impact,
            anchor: self.audit.anchor.as_deref(),
            generated,
            lang,
        }
    }
}

fn waiver_view((waiver, state): &(crate::model::Waiver, WaiverState)) -> WaiverView {
    WaiverView {
        rule: waiver.rule.to_string(),
        path: waiver
            .paths
            .as_ref()
            .and_then(|paths| paths.sources().first().cloned()),
        reason: waiver.reason.clone(),
        until: waiver.until.to_string(),
        owner: waiver.owner.clone(),
        central: waiver.central,
        state: *state,
    }
}
