// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One door to the formats.

use super::template::{TemplateError, Templates};
use super::text::Style;
use super::{AuditView, codequality, html, json, markdown, text};

/// A format of the report of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// `vigie.audit.v1`.
    Json,
    /// For a merge request or a wiki, safe in GitLab.
    Markdown,
    /// One page.
    Html,
    /// The report of GitLab's Code Quality widget.
    CodeQuality,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Json,
        Self::Markdown,
        Self::Html,
        Self::CodeQuality,
    ];

    /// The name used in options.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::CodeQuality => "gitlab-codequality",
        }
    }
}

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The JSON writer refused.
    #[error("could not write the report as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A template cannot be rendered.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

/// Tells an audit in one format. The style concerns the text format only.
///
/// # Errors
/// When a replaced template cannot be rendered.
pub fn render(
    format: Format,
    view: &AuditView<'_>,
    templates: &Templates,
    style: Style,
) -> Result<String, RenderError> {
    Ok(match format {
        Format::Text => text::audit(view, &style),
        Format::Json => json::audit(view)?,
        Format::Markdown => markdown::audit(view, templates)?,
        Format::Html => html::audit(view, templates)?,
        Format::CodeQuality => codequality::audit(view)?,
    })
}
