// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The report as Markdown that is safe to post on GitLab.

use super::template::{TemplateError, Templates};
use super::wire::v1::{Audit, Cohort};
use super::{AuditView, CohortView, context};

/// The audit as Markdown, from the template `audit.md.j2`.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn audit(view: &AuditView, templates: &Templates) -> Result<String, TemplateError> {
    let audit = Audit::new(view).for_people();
    let context = context::audit(&audit, view.lang, templates.strings(view.lang));
    templates.render("audit.md.j2", context)
}

/// What changed in a cohort since the run before, for a message, from the template `comparison.md.j2`.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn comparison(view: &CohortView, templates: &Templates) -> Result<String, TemplateError> {
    let cohort = Cohort::new(view).for_people();
    let context = context::cohort(&cohort, view.lang, templates.strings(view.lang));
    templates.render("comparison.md.j2", context)
}
