// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The reports as web pages: one file each, without script, to be read or printed anywhere.

use super::template::{TemplateError, Templates};
use super::wire::v1::{Audit, Cohort};
use super::{AuditView, CohortView, RuleView, context};
use crate::model::Lang;

/// The audit as one HTML page, from the template `audit.html.j2`.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn audit(view: &AuditView, templates: &Templates) -> Result<String, TemplateError> {
    page(Audit::new(view), view.lang, templates, None)
}

/// The same page of an audit of the wire format, such as one that was read back, with a link to the page of the cohort.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn member(audit: Audit, lang: Lang, templates: &Templates) -> Result<String, TemplateError> {
    page(audit, lang, templates, Some("../index.html"))
}

fn page(
    audit: Audit,
    lang: Lang,
    templates: &Templates,
    back: Option<&str>,
) -> Result<String, TemplateError> {
    let audit = audit.for_people();
    let context = context::audit(&audit, lang, templates.strings(lang));
    templates.render("audit.html.j2", minijinja::context! { back, ..context })
}

/// The cohort as one HTML page that links to a page a repository, from the template `cohort.html.j2`.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn cohort(view: &CohortView, templates: &Templates) -> Result<String, TemplateError> {
    let cohort = Cohort::new(view).for_people();
    let context = context::cohort(&cohort, view.lang, templates.strings(view.lang));
    templates.render("cohort.html.j2", context)
}

/// One rule over a cohort, from the template `rule.html.j2`.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn rule(view: &RuleView, templates: &Templates) -> Result<String, TemplateError> {
    let lang = view.cohort.lang;
    let context = context::rule(view, templates.strings(lang));
    templates.render("rule.html.j2", context)
}
