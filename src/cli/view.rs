// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From an audit to what reports are told.

use crate::model::{Lang, Licensing, WaiverState};
use crate::pipeline::{Audit, Tools};
use crate::report::{AuditView, OfficialView, Target, WaiverView};
use crate::rule::Rule;

/// The category of the rules on data, without which nobody asked for what was seen of data.
const DATA: &str = "data";
/// The category of the rules on licences.
const LICENCE: &str = "licence";
/// The parts of an audit that a view borrows.
pub(super) struct Told<'a> {
    audit: &'a Audit,
    rules: Vec<&'a Rule>,
    waivers: Vec<WaiverView>,
    official: Vec<OfficialView<'a>>,
    /// What is told of licences when nobody asked.
    nothing: Licensing,
}

impl<'a> Told<'a> {
    pub(super) fn new(audit: &'a Audit) -> Self {
        Self {
            audit,
            nothing: Licensing::default(),
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

    /// Whether a rule of a category is among those chosen.
    fn chooses(&self, category: &str) -> bool {
        self.rules.iter().any(|rule| rule.category.as_str() == category)
    }

    pub(super) fn view(
        &'a self,
        tools: &'a Tools,
        target: &'a Target,
        generated: Option<&'a str>,
        lang: Lang,
    ) -> AuditView<'a> {
        let (data, licence) = (self.chooses(DATA), self.chooses(LICENCE));
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
            licences: if licence { &self.audit.licences } else { &[] },
            licensing: if licence {
                &self.audit.licensing
            } else {
                &self.nothing
            },
            datasets: if data { &self.audit.datasets } else { &[] },
            uses: if data { &self.audit.uses } else { &[] },
            data: if data { &self.audit.data } else { &[] },
            tables: if data { &self.audit.tables } else { &[] },
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
