// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The report as Markdown that is safe to post on GitLab.

use super::template::{TemplateError, Templates};
use super::wire::v1::Audit;
use super::{AuditView, context};

/// The audit as Markdown, from the template `audit.md.j2`.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn audit(view: &AuditView, templates: &Templates) -> Result<String, TemplateError> {
    let audit = Audit::new(view).for_people();
    let context = context::audit(&audit, view.lang, templates.strings(view.lang));
    templates.render("audit.md.j2", context)
}
