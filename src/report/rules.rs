// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Rules told to people: lists and whole rules, as text or JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::strings::Strings;
use super::wording;
use crate::model::{Lang, Localized};
use crate::rule::{Category, Rule};

fn title<'a>(categories: &'a [Category], rule: &'a Rule, lang: Lang) -> &'a str {
    categories
        .iter()
        .find(|category| category.id == rule.category)
        .map_or(rule.category.as_str(), |category| category.title.get(lang))
}

/// Rules by category, two lines each: identifier with level, confidence and points, then the title.
#[must_use]
pub fn list_text(rules: &[&Rule], categories: &[Category], lang: Lang, width: usize) -> String {
    let mut out = String::new();
    let mut last = None;
    for rule in rules {
        if last != Some(&rule.category) {
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "{}{}",
                if last.is_some() { "\n" } else { "" },
                title(categories, rule, lang)
            );
            last = Some(&rule.category);
        }
        let _ = writeln!(
            out,
            "  {}  [{} · {} · {}]",
            rule.id,
            wording::level(lang, rule.level),
            wording::confidence(lang, rule.confidence),
            rule.weight
        );
        paragraph(&mut out, rule.title.get(lang), "      ", width);
    }
    out
}

fn paragraph(out: &mut String, text: &str, indent: &str, width: usize) {
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent);
    let _ = writeln!(out, "{}", textwrap::fill(text.trim(), options));
}

/// Everything about a rule.
#[must_use]
pub fn show_text(rule: &Rule, categories: &[Category], lang: Lang, width: usize) -> String {
    let strings = Strings::of(lang);
    let mut out = String::new();
    let _ = writeln!(out, "{}", rule.id);
    paragraph(&mut out, rule.title.get(lang), "", width);
    out.push('\n');
    let facts = [
        ("rule_category", title(categories, rule, lang).to_owned()),
        ("rule_level", wording::level(lang, rule.level).to_owned()),
        (
            "rule_confidence",
            wording::confidence(lang, rule.confidence).to_owned(),
        ),
        ("rule_weight", rule.weight.to_string()),
        ("rule_effort", wording::effort(lang, rule.effort).to_owned()),
        ("rule_since", rule.since.clone()),
        ("rule_tags", rule.tags.join(", ")),
        (
            "rule_needs",
            rule.needs
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        ),
    ];
    for (key, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        paragraph(&mut out, &format!("{} {value}", strings.get(key)), "  ", width);
    }
    for (key, text) in [("rule_why", &rule.why), ("rule_fix", &rule.fix)] {
        let _ = writeln!(out, "\n{}", strings.get(key));
        paragraph(&mut out, text.get(lang), "  ", width);
    }
    let _ = writeln!(out, "\n{}", strings.get("rule_sources"));
    for source in &rule.sources {
        paragraph(
            &mut out,
            &format!("{} ({})", source.text, source.read),
            "  ",
            width,
        );
        let _ = writeln!(out, "    {}", source.url);
    }
    let _ = writeln!(out, "\n{}", strings.get("rule_checks"));
    for line in rule.written.lines() {
        let _ = writeln!(out, "{}", format!("  {line}").trim_end());
    }
    let _ = writeln!(out, "\n{}", strings.get("rule_examples"));
    for example in &rule.examples {
        paragraph(
            &mut out,
            &format!("{} → {}", example.name, example.expect.as_str()),
            "  ",
            width,
        );
    }
    out
}

#[derive(Serialize)]
struct List<'a> {
    schema: &'static str,
    rules_digest: &'a str,
    rules: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    category: &'a str,
    since: &'a str,
    level: &'static str,
    confidence: &'static str,
    weight: u32,
    effort: &'static str,
    tags: &'a [String],
    needs: Vec<&'a str>,
    title: Both<'a>,
    why: Both<'a>,
    fix: Both<'a>,
    sources: Vec<Reference<'a>>,
    checks: &'a str,
}

#[derive(Serialize)]
struct Both<'a> {
    fr: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Reference<'a> {
    text: &'a str,
    url: &'a str,
    read: String,
}

impl<'a> From<&'a Localized> for Both<'a> {
    fn from(text: &'a Localized) -> Self {
        Self {
            fr: &text.fr,
            en: &text.en,
        }
    }
}

/// Rules as JSON (`vigie.rules.v1`), in both languages.
///
/// # Errors
/// Never for these types; the error is passed on rather than hidden.
pub fn list_json(rules: &[&Rule], digest: &str) -> Result<String, serde_json::Error> {
    let list = List {
        schema: "vigie.rules.v1",
        rules_digest: digest,
        rules: rules.iter().map(|rule| entry(rule)).collect(),
    };
    Ok(format!("{}\n", super::json::pretty(&list)?))
}

fn entry(rule: &Rule) -> Entry<'_> {
    Entry {
        id: rule.id.as_str(),
        category: rule.category.as_str(),
        since: &rule.since,
        level: rule.level.as_str(),
        confidence: rule.confidence.as_str(),
        weight: rule.weight,
        effort: rule.effort.as_str(),
        tags: &rule.tags,
        needs: rule.needs.iter().map(crate::model::RuleId::as_str).collect(),
        title: (&rule.title).into(),
        why: (&rule.why).into(),
        fix: (&rule.fix).into(),
        sources: rule
            .sources
            .iter()
            .map(|source| Reference {
                text: &source.text,
                url: &source.url,
                read: source.read.to_string(),
            })
            .collect(),
        checks: &rule.written,
    }
}
