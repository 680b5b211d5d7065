// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One door to the formats.

use std::collections::BTreeMap;

use super::text::Style;
use super::{AuditView, json, text};

/// A format of the report of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// `vigie.audit.v1`.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Text, Self::Json];

    /// The name used in options.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

/// Templates.
#[derive(Debug)]
pub struct Templates;

impl Templates {
    /// Templates.
    pub fn new(_overrides: BTreeMap<String, String>) -> Result<Self, RenderError> {
        Ok(Self)
    }
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The JSON writer refused.
    #[error("could not write the report as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Tells an audit in one format.
///
/// # Errors
/// When a template is not valid.
pub fn render(
    format: Format,
    view: &AuditView<'_>,
    _templates: &Templates,
    style: Style,
) -> Result<String, RenderError> {
    Ok(match format {
        Format::Text => text::audit(view, &style),
        Format::Json => json::audit(view)?,
    })
}
