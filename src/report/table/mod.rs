// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Tables for spreadsheets: RFC 4180, UTF-8, one header line, and a Table Schema each
//! (<https://specs.frictionlessdata.io/table-schema/>).
//!
//! A text that a spreadsheet could take for a formula begins with an apostrophe: repositories choose their names
//! and paths.

mod columns;

use std::io::Write;

use super::CohortRow;
use super::wire::v1::{Cohort, CohortDataset, Finding, Findings, Repository};
use crate::model::is_invisible;
use columns::{Column, DATASETS, FINDINGS, REPOSITORIES};

/// The tables: file name of the table and of its schema.
pub const REPOSITORIES_FILES: (&str, &str) = ("repositories.csv", "repositories.schema.json");
/// The same for the findings.
pub const FINDINGS_FILES: (&str, &str) = ("findings.csv", "findings.schema.json");
/// The same for the objects of data.gouv.fr.
pub const DATASETS_FILES: (&str, &str) = ("datasets.csv", "datasets.schema.json");

/// The Table Schema of `repositories.csv`.
///
/// # Errors
/// Never for these types; the error is passed on rather than hidden.
pub fn repositories_schema(cohort: &Cohort) -> Result<String, serde_json::Error> {
    let scores: Vec<(String, String)> = scores(cohort)
        .into_iter()
        .flat_map(|(id, title)| {
            let [least, most] = score_columns(&id);
            [
                (least, format!("{title}: the least")),
                (most, format!("{title}: the most")),
            ]
        })
        .collect();
    let more: Vec<Column<'_>> = scores
        .iter()
        .map(|(name, text)| (name.as_str(), "integer", true, text.as_str()))
        .collect();
    schema(REPOSITORIES.iter().chain(&more), &["id"])
}

/// The scores that others define and that an audit of the cohort holds, each once, in the order of reports.
fn scores(cohort: &Cohort) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for score in cohort.repositories.iter().flat_map(|one| &one.official) {
        if !found.iter().any(|(id, _)| *id == score.id) {
            found.push((score.id.clone(), score.title.clone()));
        }
    }
    found
}

/// The names of the two columns of a score: what is not known makes a range.
fn score_columns(id: &str) -> [String; 2] {
    let id = id.replace('-', "_");
    [format!("{id}_least"), format!("{id}_most")]
}

/// The Table Schema of `findings.csv`.
///
/// # Errors
/// Never for these types; the error is passed on rather than hidden.
pub fn findings_schema() -> Result<String, serde_json::Error> {
    schema(&FINDINGS, &["repository", "fingerprint"])
}

/// The Table Schema of `datasets.csv`.
///
/// # Errors
/// Never for these types; the error is passed on rather than hidden.
pub fn datasets_schema() -> Result<String, serde_json::Error> {
    schema(&DATASETS, &["key"])
}

fn schema<'a>(
    columns: impl IntoIterator<Item = &'a Column<'a>>,
    key: &[&str],
) -> Result<String, serde_json::Error> {
    let fields: Vec<_> = columns
        .into_iter()
        .map(|(name, kind, optional, description)| {
            serde_json::json!({
                "name": name,
                "type": kind,
                "description": description,
                "constraints": { "required": !optional },
            })
        })
        .collect();
    let schema = serde_json::json!({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "fields": fields,
        "primaryKey": key,
        "missingValues": [""],
    });
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// Writes lines of a table.
pub struct Table<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> std::fmt::Debug for Table<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").finish_non_exhaustive()
    }
}

impl<W: Write> Table<W> {
    fn new(out: W, columns: &[&str]) -> Result<Self, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(columns)?;
        Ok(Self { writer })
    }

    /// A table of repositories.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn repositories(out: W, cohort: &Cohort) -> Result<Self, csv::Error> {
        let scores = scores(cohort);
        let more: Vec<String> = scores.iter().flat_map(|(id, _)| score_columns(id)).collect();
        let names: Vec<&str> = REPOSITORIES
            .iter()
            .map(|column| column.0)
            .chain(more.iter().map(String::as_str))
            .collect();
        let mut table = Self::new(out, &names)?;
        for one in &cohort.repositories {
            let own = scores.iter().flat_map(|(id, _)| {
                let score = one.official.iter().find(|score| score.id == *id);
                score.map_or_else(Default::default, |score| {
                    [score.least, score.most].map(|n| n.to_string())
                })
            });
            table
                .writer
                .write_record(repository(one).into_iter().chain(own))?;
        }
        Ok(table)
    }

    /// A table of objects of data.gouv.fr.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn datasets(out: W, cohort: &Cohort) -> Result<Self, csv::Error> {
        let mut table = Self::new(out, &DATASETS.map(|column| column.0))?;
        for one in &cohort.datasets {
            table.writer.write_record(dataset(one))?;
        }
        Ok(table)
    }

    /// A table of findings, still empty.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn findings(out: W) -> Result<Self, csv::Error> {
        Self::new(out, &FINDINGS.map(|column| column.0))
    }

    /// Adds the findings of one audit.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn add(&mut self, row: &CohortRow, audit: &Findings) -> Result<(), csv::Error> {
        for verdict in &audit.verdicts {
            let open = verdict.findings.iter().map(|finding| (finding, false));
            let waived = verdict.waived.iter().map(|waived| (&waived.finding, true));
            for (finding, is_waived) in open.chain(waived) {
                let rule = [
                    verdict.rule.as_str(),
                    verdict.category.as_str(),
                    verdict.level.as_str(),
                ];
                self.writer
                    .write_record(line(row, audit, rule, finding, is_waived))?;
            }
        }
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.writer.flush()
    }
}

fn repository(one: &Repository) -> [String; 16] {
    let score = one.score.as_ref();
    [
        safe(&one.id),
        safe(&one.name),
        safe(one.url.as_deref().unwrap_or_default()),
        safe(&one.state),
        safe(one.visibility.as_deref().unwrap_or_default()),
        one.status.as_str().to_owned(),
        safe(one.reason.as_deref().unwrap_or_default()),
        safe(one.commit.as_deref().unwrap_or_default()),
        safe(one.branch.as_deref().unwrap_or_default()),
        one.gate_passed
            .map_or_else(String::new, |passed| passed.to_string()),
        number(score.and_then(|score| score.percent)),
        score
            .and_then(|score| score.grade)
            .map_or_else(String::new, |grade| format!("{grade:?}")),
        number(score.map(|score| score.coverage)),
        safe(&one.blocking.join(" ")),
        safe(&one.failing.join(" ")),
        safe(one.profile.as_deref().unwrap_or_default()),
    ]
}

fn line(row: &CohortRow, audit: &Findings, rule: [&str; 3], finding: &Finding, waived: bool) -> [String; 14] {
    [
        safe(&row.id),
        safe(&audit.target.name),
        safe(audit.target.commit.as_deref().unwrap_or_default()),
        safe(rule[0]),
        safe(rule[1]),
        rule[2].to_owned(),
        finding.confidence.as_str().to_owned(),
        safe(finding.path.as_deref().unwrap_or_default()),
        number(finding.line),
        number(finding.column),
        safe(&finding.message),
        waived.to_string(),
        row.is_archived().to_string(),
        safe(&finding.fingerprint),
    ]
}

fn dataset(one: &CohortDataset) -> [String; 18] {
    let object = &one.object;
    let text = |text: &Option<String>| safe(text.as_deref().unwrap_or_default());
    let count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
    let users = |published: bool| {
        let some = one
            .users
            .iter()
            .filter(|user| (user.role == "published") == published);
        let ids: Vec<&str> = some.map(|user| user.repository.as_str()).collect();
        safe(&ids.join(" "))
    };
    let quality = object.quality.as_ref();
    [
        safe(&object.key),
        safe(&object.kind),
        text(&object.title),
        safe(&object.url),
        text(&object.organization),
        object.state.as_str().to_owned(),
        text(&object.licence),
        text(&object.spdx),
        text(&object.frequency),
        text(&object.last_update),
        object.days_late.map_or_else(String::new, |days| days.to_string()),
        count(object.resources),
        count(object.unavailable),
        quality.map_or_else(String::new, |quality| quality.percent.to_string()),
        safe(
            &quality
                .map(|quality| quality.missing.join(" "))
                .unwrap_or_default(),
        ),
        users(true),
        users(false),
        text(&object.asked),
    ]
}

fn number(value: Option<u32>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A text that no spreadsheet takes for a formula (OWASP, "CSV Injection"), without characters that control it or that
/// turn its direction. French spreadsheets part cells at semicolons: what follows one may begin a cell too.
fn safe(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(text.len() + 1);
    for (index, piece) in text.split(';').enumerate() {
        if index > 0 {
            out.push(';');
        }
        let clean: String = piece
            .chars()
            .map(|c| if c.is_control() || turns(c) { ' ' } else { c })
            .collect();
        if is_formula(&clean) {
            out.push('\'');
        }
        out.push_str(&clean);
    }
    out
}

/// Whether the first sign that shows begins a formula. A quotation mark at the head of a cell is taken away.
fn is_formula(text: &str) -> bool {
    // Full-width forms are signs of formulas too, in some languages.
    let acts = |c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%');
    let hides = |c: char| c.is_whitespace() || c == '"' || is_invisible(c);
    text.trim_start_matches(hides).starts_with(acts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::safe;

    #[test]
    fn formulas_are_texts() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "\r\n=1",
            "＝1",
            "|calc",
            "\u{feff}=1.md",
            "\u{200b}=1",
            "\u{ad}=1",
            "\"=1",
            "\u{202e}=1",
        ] {
            let told = safe(text);
            assert!(told.starts_with('\''), "{told:?}");
        }
        assert_eq!(safe("équipe/carte"), "équipe/carte");
        assert_eq!(safe("a\nb\u{0}c"), "a b c");
        assert_eq!(safe("gpj.\u{202e}exe"), "gpj. exe");
        // Opened with semicolons between cells.
        assert_eq!(safe(";=1+1.md"), ";'=1+1.md");
        assert_eq!(safe("a;=cmd|x.md"), "a;'=cmd|x.md");
        assert_eq!(safe("a; \u{200b}\"-1;b"), "a;' \u{200b}\"-1;b");
        assert_eq!(safe("a;b"), "a;b");
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_cell(text in "\\PC{0,20}|[=+@\\-\",\r\n;\t ]{0,8}") {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            writer.write_record([safe(&text).as_str(), "end"]).unwrap();
            let bytes = writer.into_inner().unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
            let rows: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(rows.len(), 1);
            prop_assert_eq!(&rows[0][1], "end");
            for cell in rows[0][0].split(';') {
                let first = cell.trim_start().chars().next();
                prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')));
            }
        }
    }
}
