// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a cohort's run leaves behind besides the audits themselves: the report, its tables, the comparison with
//! the run before and the history. A merge of parts goes through the same door, so that it gives the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::output;
use super::trouble::{Trouble, phrase};
use crate::history::{self, Judged, Now};
use crate::model::{Lang, Promotion, RuleId, Thresholds};
use crate::report::table::{self, Table};
use crate::report::wire::v1::{self, RuleVerdict, VerdictName};
use crate::report::{
    self, AuditSummary, CohortOutcome, CohortRow, CohortView, RuleView, Templates, html, json, markdown,
};

/// Audits that are read at once.
const AT_ONCE: usize = 64;

/// What the report says besides its rows.
pub(super) struct Results<'a> {
    pub(super) out: &'a Path,
    pub(super) templates: &'a Templates,
    pub(super) lang: Lang,
    pub(super) generated: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) profile: &'a str,
    pub(super) rules_digest: &'a str,
    pub(super) promotions: &'a [Promotion],
    pub(super) thresholds: Thresholds,
    /// The moment of the run.
    pub(super) when: Timestamp,
    /// The history to compare with and to add to; `None` for a part of a cohort.
    pub(super) history: Option<PathBuf>,
}

impl Results<'_> {
    /// Writes everything, and gives the sum for the terminal. The history comes last: a run that was cut short
    /// before is none to compare with.
    pub(super) fn write(&self, mut rows: Vec<CohortRow>) -> Result<String, Trouble> {
        rows.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        for row in &mut rows {
            if let CohortOutcome::Failed(reason) = &mut row.outcome {
                *reason = phrase(self.lang, reason);
            }
        }
        let now = self.now(&rows);
        let before = match &self.history {
            Some(path) => history::last_run(path)?,
            None => None,
        };
        let comparison = before.map(|before| history::compare(&before, &now));
        let promotions = report::promotions(
            self.promotions,
            &rows,
            TimeZone::UTC.to_datetime(self.when).date(),
        );
        let view = CohortView {
            name: self.name,
            rows: &rows,
            profile: self.profile,
            rules_digest: self.rules_digest,
            comparison: comparison.as_ref(),
            promotions: &promotions,
            thresholds: self.thresholds,
            generated: self.generated,
            lang: self.lang,
        };
        self.findings(&rows)?;
        let rules = self.rules(&rows)?;
        self.tables(&view)?;
        self.rule_pages(&view, &rules)?;
        self.keep("cohort.json", &json::cohort(&view)?)?;
        self.keep("index.html", &html::cohort(&view, self.templates)?)?;
        match view.comparison {
            Some(_) => self.keep("comparison.md", &markdown::comparison(&view, self.templates)?)?,
            None => remove(&self.out.join("comparison.md"))?,
        }
        self.sweep(&rows, &rules)?;
        if let Some(path) = &self.history {
            history::append(path, &now)?;
        }
        Ok(report::text::cohort(&view))
    }

    fn keep(&self, name: &str, text: &str) -> Result<(), Trouble> {
        output::keep_file(&self.out.join(name), text)
    }

    fn now(&self, rows: &[CohortRow]) -> Now {
        Now {
            when: self.when.to_string(),
            rules: format!(
                "{} {} {}",
                env!("CARGO_PKG_VERSION"),
                self.rules_digest,
                self.profile
            ),
            repositories: rows.iter().map(judged).collect(),
        }
    }

    /// Writes the table of findings, some audits at once, so that memory does not grow with the cohort.
    fn findings(&self, rows: &[CohortRow]) -> Result<(), Trouble> {
        output::stream_file(&self.out.join(table::FINDINGS_FILES.0), |file| {
            let mut table = Table::findings(file)?;
            for some in rows.chunks(AT_ONCE) {
                let read: Vec<_> = some
                    .par_iter()
                    .filter(|row| row.audit().is_some())
                    .map(|row| Ok((row, read_as::<v1::Findings>(self.out, &row.id)?)))
                    .collect::<Result<_, Trouble>>()?;
                for (row, findings) in read {
                    table.add(row, &findings)?;
                }
            }
            Ok(table.finish()?)
        })
    }

    /// The texts of every rule that was judged, each from the first audit that holds it.
    fn rules(&self, rows: &[CohortRow]) -> Result<BTreeMap<String, RuleVerdict>, Trouble> {
        let mut rules = BTreeMap::new();
        for row in rows {
            let lacks =
                |audit: &AuditSummary| audit.verdicts.iter().any(|(rule, _)| !rules.contains_key(rule));
            if row.audit().is_some_and(lacks) {
                gather(read_audit(self.out, &row.id)?, &mut rules);
            }
        }
        Ok(rules)
    }

    fn tables(&self, view: &CohortView<'_>) -> Result<(), Trouble> {
        let cohort = v1::Cohort::new(view);
        output::stream_file(&self.out.join(table::REPOSITORIES_FILES.0), |file| {
            Ok(Table::repositories(file, &cohort)?.finish()?)
        })?;
        self.keep(table::REPOSITORIES_FILES.1, &table::repositories_schema(&cohort)?)?;
        output::stream_file(&self.out.join(table::DATASETS_FILES.0), |file| {
            Ok(Table::datasets(file, &cohort)?.finish()?)
        })?;
        self.keep(table::DATASETS_FILES.1, &table::datasets_schema()?)?;
        self.keep(table::FINDINGS_FILES.1, &table::findings_schema()?)
    }

    fn rule_pages(
        &self,
        view: &CohortView<'_>,
        rules: &BTreeMap<String, RuleVerdict>,
    ) -> Result<(), Trouble> {
        output::make_folder(&self.out.join("rules"))?;
        let mut judged: BTreeMap<&str, Vec<(usize, VerdictName)>> = BTreeMap::new();
        for (index, row) in view.rows.iter().enumerate() {
            for (rule, verdict) in row.audit().into_iter().flat_map(|audit| &audit.verdicts) {
                judged.entry(rule).or_default().push((index, *verdict));
            }
        }
        rules.par_iter().try_for_each(|(id, rule)| {
            let rule = RuleView {
                rule,
                verdicts: judged.get(id.as_str()).map(Vec::as_slice).unwrap_or_default(),
                cohort: view,
            };
            let page = html::rule(&rule, self.templates)?;
            self.keep(&format!("rules/{id}.html"), &page)
        })
    }

    /// Removes the pages of an earlier run that this one does not have, and what killed runs left.
    fn sweep(&self, rows: &[CohortRow], rules: &BTreeMap<String, RuleVerdict>) -> Result<(), Trouble> {
        let ids: std::collections::BTreeSet<_> = rows
            .iter()
            .filter(|row| matches!(row.outcome, CohortOutcome::Audited(_)))
            .map(|row| row.id.as_str())
            .collect();
        let kept = |folder: &str, stem: &str| match folder {
            "" => true,
            "rules" => rules.contains_key(stem),
            _ => ids.contains(stem),
        };
        for (folder, kind) in [
            ("audits", "json"),
            ("repositories", "html"),
            ("rules", "html"),
            ("", ""),
        ] {
            for entry in fs::read_dir(self.out.join(folder))
                .into_iter()
                .flatten()
                .flatten()
            {
                let path = entry.path();
                if output::is_leftover(&path) {
                    remove(&path)?;
                    continue;
                }
                let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                let is_page = path.extension().is_some_and(|extension| extension == kind);
                if is_page && stem.is_some_and(|stem| !kept(folder, &stem)) {
                    remove(&path)?;
                }
            }
        }
        Ok(())
    }
}

/// Reads an audit of a report back.
pub(super) fn read_audit(out: &Path, id: &str) -> Result<v1::Audit, Trouble> {
    read_as(out, id)
}

/// Reads a part of an audit of a report back.
fn read_as<T: DeserializeOwned>(out: &Path, id: &str) -> Result<T, Trouble> {
    let path = out.join("audits").join(format!("{id}.json"));
    let bytes = fs::read(&path).map_err(|why| Trouble::Read {
        path: path.clone(),
        why,
    })?;
    serde_json::from_slice(&bytes).map_err(|why| Trouble::Content { path, why })
}

/// Keeps the text of each rule that was judged, from the first audit that holds it. Its name becomes that of a
/// file, so it must be one.
fn gather(audit: v1::Audit, rules: &mut BTreeMap<String, RuleVerdict>) {
    for verdict in audit.verdicts {
        if !rules.contains_key(&verdict.rule) && RuleId::new(&verdict.rule).is_ok() {
            let text = RuleVerdict {
                findings: Vec::new(),
                waived: Vec::new(),
                evidence: Vec::new(),
                ..verdict
            };
            rules.insert(text.rule.clone(), text);
        }
    }
}

fn judged(row: &CohortRow) -> Judged {
    let mut out = Judged {
        key: row.key.clone(),
        id: row.id.clone(),
        name: row.name.clone(),
        archived: row.is_archived(),
        ..Judged::default()
    };
    let CohortOutcome::Audited(audit) = &row.outcome else {
        return out;
    };
    let of = |wanted: &[VerdictName]| {
        let all = audit
            .verdicts
            .iter()
            .filter(|(_, verdict)| wanted.contains(verdict));
        all.map(|(rule, _)| rule.clone()).collect()
    };
    out.audited = true;
    out.commit.clone_from(&audit.commit);
    out.percent = audit.score.percent;
    out.gate = audit.gate_passed;
    out.failing = of(&[VerdictName::Fail]);
    out.unknown = of(&[VerdictName::Undetermined]);
    out.kept = of(&[VerdictName::Pass, VerdictName::NotApplicable]);
    out.judged = audit.verdicts.iter().map(|(rule, _)| rule.clone()).collect();
    out
}

fn remove(path: &Path) -> Result<(), Trouble> {
    match fs::remove_file(path) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(Trouble::Remove {
            path: path.to_owned(),
            why,
        }),
        _ => Ok(()),
    }
}
