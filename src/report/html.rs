// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The reports as web pages: one file each, without script, to be read or printed anywhere.

use super::template::{TemplateError, Templates};
use super::wire::v1::{Audit, Cohort};
use super::{AuditView, CohortView, context};

/// The audit as one HTML page, from the template `audit.html.j2`.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn audit(view: &AuditView, templates: &Templates) -> Result<String, TemplateError> {
    let audit = Audit::new(view).for_people();
    let context = context::audit(&audit, view.lang, templates.strings(view.lang));
    templates.render("audit.html.j2", context)
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
