// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The same report for the eyes of people: what comes from the audited repository is
//! made printable, on one line. Data formats keep it as it is.

use super::audit::Audit;
use super::cohort::Cohort;
use super::portal::{DataFile, PortalObject, TableCheck};
use crate::model::printable;

/// Most characters shown of a name, a path or a reason.
const SHOWN: usize = 300;

fn clean(text: &mut String) {
    *text = printable(text, SHOWN);
}

fn clean_all<'a>(texts: impl IntoIterator<Item = &'a mut Option<String>>) {
    texts.into_iter().flatten().for_each(clean);
}

impl Audit {
    /// Makes every text of the audited repository safe to show on one line.
    #[must_use]
    pub fn for_people(mut self) -> Self {
        let target = &mut self.target;
        clean(&mut target.name);
        clean_all([&mut target.url, &mut target.commit, &mut target.branch]);
        for verdict in &mut self.verdicts {
            clean_all(verdict.findings.iter_mut().map(|finding| &mut finding.path));
            clean_all(verdict.evidence.iter_mut().map(|evidence| &mut evidence.path));
            for waived in &mut verdict.waived {
                clean_all([&mut waived.finding.path]);
                clean(&mut waived.reason);
                clean(&mut waived.until);
                clean(&mut waived.owner);
            }
        }
        for waiver in &mut self.waivers {
            clean_all([&mut waiver.path]);
            for text in [
                &mut waiver.rule,
                &mut waiver.reason,
                &mut waiver.until,
                &mut waiver.owner,
            ] {
                clean(text);
            }
        }
        for licence in &mut self.licences {
            clean(&mut licence.path);
            clean_all([&mut licence.id]);
        }
        for text in self.licensing.quotations() {
            clean(text);
        }
        for dataset in &mut self.datasets {
            clean(&mut dataset.id);
            clean(&mut dataset.url);
            clean_all([&mut dataset.path]);
        }
        let objects = self.portal.iter_mut().flat_map(PortalObject::quotations);
        objects
            .chain(self.data.iter_mut().flat_map(DataFile::quotations))
            .chain(self.tables.iter_mut().flat_map(TableCheck::quotations))
            .for_each(clean);
        for package in &mut self.impact.packages {
            clean(&mut package.name);
            clean(&mut package.manifest);
            clean_all([&mut package.path]);
        }
        let impact = &mut self.impact;
        for list in [
            &mut impact.libraries,
            &mut impact.datasets,
            &mut impact.contributions,
        ] {
            list.iter_mut().flatten().for_each(clean);
        }
        let criteria = self.official.iter_mut().flat_map(|one| &mut one.criteria);
        for criterion in criteria {
            clean_all([&mut criterion.message, &mut criterion.path]);
        }
        clean_all(self.gaps.iter_mut().map(|gap| &mut gap.path));
        self
    }
}

impl Cohort {
    /// Makes every name and reason safe to show on one line.
    #[must_use]
    pub fn for_people(mut self) -> Self {
        for repository in &mut self.repositories {
            clean(&mut repository.name);
            clean_all([
                &mut repository.url,
                &mut repository.reason,
                &mut repository.commit,
                &mut repository.branch,
                &mut repository.visibility,
            ]);
        }
        let objects = self.datasets.iter_mut().map(|one| &mut one.object);
        objects.flat_map(PortalObject::quotations).for_each(clean);
        for promotion in &mut self.promotions {
            clean(&mut promotion.name);
            for challenge in &mut promotion.challenges {
                clean(&mut challenge.name);
                clean_all([&mut challenge.administration]);
                for list in [
                    &mut challenge.libraries,
                    &mut challenge.datasets,
                    &mut challenge.contributions,
                ] {
                    list.iter_mut().for_each(clean);
                }
            }
        }
        if let Some(change) = &mut self.comparison {
            let rules = change.new_failures.iter_mut().chain(&mut change.repaired);
            let members = rules
                .map(|one| &mut one.member)
                .chain(change.scores.iter_mut().map(|one| &mut one.member))
                .chain(&mut change.new)
                .chain(&mut change.gone)
                .chain(&mut change.lost)
                .chain(&mut change.found)
                .chain(&mut change.archived);
            members.for_each(|member| clean(&mut member.name));
        }
        self
    }
}
